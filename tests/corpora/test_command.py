"""The command `corpora query`: counts as tables and pictures, events as a dossier, errors with their place."""

import os

import pytest
from click.testing import CliRunner

if not os.environ.get("TIMELINE_REQUIRE_ENGINES"):
    pytest.importorskip("ibis", reason="engines have an environment of their own")

import timeline as tl
from timeline.cli import main


@pytest.fixture
def folder(tmp_path, monkeypatch, made):
    """A working folder with an archive of GDELT."""
    monkeypatch.chdir(tmp_path)
    made.zip(tmp_path)
    return tmp_path


@pytest.fixture
def query(folder):
    """Ask the archive."""
    return lambda *options: CliRunner().invoke(
        main, ["corpora", "query", "gdelt", "*.csv.zip", *options], prog_name="timeline"
    )


TALKS = ("--kind", "meeting", "--between", "USA", "Russia", "--during", "2025-04")


def test_events_become_a_dossier(query, folder):
    result = query(*TALKS, "--limit", "5000", "--output", "talks.yaml")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "wrote 3 events to talks.yaml; nobody has checked what the machine has coded\n"
    assert [event.id for event in tl.read(folder / "talks.yaml")] == ["gdelt-1", "gdelt-2", "gdelt-4"]


def test_without_a_file_the_dossier_is_the_output(query):
    assert [event.id for event in tl.loads(query(*TALKS).stdout)] == ["gdelt-1", "gdelt-2", "gdelt-4"]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("--count", "3\n"),
        ("--per-month", "Apr 2025  3\n"),
        ("--pairs", "Russia and United States  3\n"),
    ],
)
def test_an_answer_alone(query, answer, expected):
    result = query(*TALKS, answer)
    assert (result.exit_code, result.stdout, result.stderr) == (0, expected, "")


def test_the_query_is_written_and_not_run(query):
    assert "BETWEEN '20250401' AND '20250430'" in query(*TALKS, "--sql").stdout


def test_counts_become_a_picture(query, folder):
    assert query("--involving", "UA", "--per-day", "--output", "days.svg").exit_code == 0
    assert (folder / "days.svg").read_text("utf-8").startswith("<svg ")
    assert query("--per-day", "--output", "days.svg").exit_code == 2
    assert query("--per-day", "--output", "days.svg", "--force").exit_code == 0


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--limit", "2"), "error: 10 events are more than the limit of 2; ask for less"),
        (("--kind", "meetng"), "error: no kind 'meetng' in gdelt; did you mean 'meeting'?"),
        (("--involving", "Rusia"), "error: no state 'Rusia'; did you mean 'Russia'?"),
        (("--during", "April"), "error: 'April'"),
        (
            ("--pairs", "--output", "pairs.svg"),
            "pairs.svg: of this no picture is drawn; --per-month and --per-day have one",
        ),
    ],
)
def test_what_cannot_be_asked(query, folder, options, message):
    result = query(*options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(message)
    assert sorted(path.name for path in folder.iterdir()) == ["20250426.export.CSV.zip"]


def test_no_such_file(folder):
    result = CliRunner().invoke(main, ["corpora", "query", "icews", "events.tab", "--count"])
    assert (result.exit_code, result.stderr) == (2, "events.tab: no such file\n")

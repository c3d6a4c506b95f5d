"""Tables on the command line: a mapping is an option of reading, and other options go where they belong."""

from pathlib import Path

import pytest

VISITS = "Datum;Anlass\n05.09.1978;Gespräche\n11.1977;Rede\n"
MAPPING = 'title: Anlass\nwhen: {column: Datum, pattern: ["%d.%m.%Y", "%m.%Y"]}\n'


@pytest.fixture
def visits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    Path("mapping.yaml").write_text(MAPPING, "utf-8")
    Path("visits.csv").write_text(VISITS, "utf-8")
    return "visits.csv"


def test_a_table_with_its_own_headings_becomes_a_dossier(timeline, visits):
    result = timeline("convert", visits, "--option", "mapping=mapping.yaml")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "when: 1978-09-05" in result.stdout
    assert "when: 1977-11\n" in result.stdout


def test_options_of_reading_and_of_writing_stand_side_by_side(timeline, visits):
    options = ("--option", "mapping=mapping.yaml", "--option", "bom=yes", "--output", "out.tsv")
    assert timeline("convert", visits, *options).exit_code == 0
    assert Path("out.tsv").read_bytes().startswith(b"\xef\xbb\xbfid\tkind\t")
    assert timeline("convert", "out.tsv", "--to", "json").exit_code == 0


def test_a_mapping_is_no_option_of_writing(timeline, visits):
    result = timeline("convert", "rome-2025", "--to", "csv", "--option", "mapping=mapping.yaml")
    assert result.exit_code != 0


def test_a_wrong_mapping_is_told_with_its_line(timeline, visits):
    Path("mapping.yaml").write_text("title: Anlass\nwenn: Datum\n", "utf-8")
    result = timeline("convert", visits, "--option", "mapping=mapping.yaml")
    assert result.exit_code != 0
    assert result.stderr == "mapping.yaml:2:1: wenn: unknown key 'wenn'; did you mean 'when'?\n"


def test_a_table_is_shown_like_any_dossier(timeline, visits):
    Path("talks.csv").write_text("title,when\nTalks,1978\n", "utf-8")
    assert "Talks" in timeline("show", "talks.csv").stdout

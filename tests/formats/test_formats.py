"""The registry of formats, packaged dossiers, and finding an entry of a file again."""

import subprocess
import sys
from pathlib import Path

import pytest

import timeline
from timeline import formats
from timeline.errors import NotFound, NotWritten, Unreadable

TALKS = "events:\n  - title: A\n    when: 2025\n  - {id: b, title: B, when: 2025}\n"


@pytest.mark.parametrize("name", formats.FORMATS)
def test_every_module_is_as_the_table_says(name: str) -> None:
    entry = formats.FORMATS[name]
    face = {"read" if entry.folder else "loads": entry.reads, "stream": entry.writes}
    assert {face_name: hasattr(entry.module, face_name) for face_name in face} == face
    assert {face_name for face_name, is_there in face.items() if is_there} <= set(entry.module.__all__)
    assert not entry.writes or entry.kept
    assert all(mapped.parts and mapped.how for mapped in (*entry.kept, *entry.lost))


def test_no_suffix_stands_for_two_formats() -> None:
    suffixes = [suffix for entry in formats.FORMATS.values() for suffix in entry.suffixes]
    assert len(suffixes) > 2
    assert sorted(set(suffixes)) == sorted(suffixes)


@pytest.mark.parametrize("name", formats.writable())
def test_losses_are_those_that_the_docstring_names(name: str) -> None:
    """The field of every loss of the packaged dossiers is under `Lost:`, unless it is under `Kept:` as one that is carried in part."""
    entry = formats.FORMATS[name]
    told = {part for mapped in (*entry.kept, *entry.lost) for part in mapped.parts}
    for dossier in formats.dossiers():
        chronology = formats.dossier(dossier)
        for loss in formats.losses(chronology, name):
            section = chronology[loss.record].section if loss.record else "header"
            field = loss.field.partition("[")[0].partition(".")[0]
            family = "agents" if section in {"people", "organizations", "states"} else section
            assert told & {"everything", section, family, field, f"{section}.{field}", f"{family}.{field}"}, loss


def test_a_format_that_is_only_written_says_so(tmp_path: Path) -> None:
    told = "graphml is written and never read; formats that can be read: "
    path = tmp_path / "talks.graphml"
    formats.write(formats.loads(TALKS), path)
    for read in (formats.read, lambda name: formats.locate(name, [("events",)])):
        with pytest.raises(Unreadable) as caught:
            read(path)
        assert str(caught.value).startswith(f"{path}: {told}")
    with pytest.raises(Unreadable) as caught:
        formats.loads("", "graphml")
    assert str(caught.value).startswith(told)


def test_a_suffix_of_no_format_is_told_what_there_is(tmp_path: Path) -> None:
    with pytest.raises(NotWritten, match=r"known suffixes are \.yaml, \.yml, \.json, .*; or"):
        formats.write(formats.loads(TALKS), tmp_path / "talks.xml")


@pytest.mark.parametrize("suffix", [".yaml", ".yml", ".json", ".YAML"])
def test_the_suffix_chooses_the_format(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"talks{suffix}"
    formats.write(formats.loads(TALKS), path)
    assert formats.read(path) == formats.loads(TALKS)
    assert path.read_text().startswith("{") == (suffix == ".json")


def test_a_named_format_goes_before_the_suffix(tmp_path: Path) -> None:
    path = tmp_path / "talks.txt"
    formats.write(formats.loads(TALKS), path, "json")
    assert formats.read(path, format="json") == formats.loads(TALKS)
    assert formats.format_of(path) is None
    with pytest.raises(Unreadable, match=r"known suffixes are \.yaml, \.yml, \.json.*; or"):
        formats.read(path)


def test_a_file_is_replaced_only_on_request(tmp_path: Path) -> None:
    path = tmp_path / "talks.yaml"
    formats.write(formats.loads(TALKS), path)
    with pytest.raises(NotWritten):
        formats.write(formats.loads("title: Other"), path)
    formats.write(formats.loads("title: Other"), path, overwrite=True)
    assert formats.read(path).title == "Other"


def test_packaged_dossiers_are_known_by_name() -> None:
    assert "rome-2025" in formats.dossiers()
    for name in formats.dossiers():
        assert len(formats.dossier(name)) > 0
    with pytest.raises(NotFound, match="no dossier 'rome-2052'; did you mean 'rome-2025'"):
        formats.dossier("rome-2052")


@pytest.mark.parametrize("name", [*formats.dossiers()])
@pytest.mark.parametrize(
    "language", [name for name, entry in formats.FORMATS.items() if not entry.extra and hasattr(entry.module, "SYNTAX")]
)
def test_packaged_dossiers_come_back_equal(name: str, language: str) -> None:
    whole = formats.dossier(name)
    text = formats.dumps(whole, language)
    assert formats.loads(text, language) == whole
    assert formats.dumps(formats.loads(text, language), language) == text
    assert formats.dumps(whole, language) == text


def test_the_starter_is_sound() -> None:
    assert len(formats.loads(formats.starter())) == 4


def test_an_entry_is_found_again_by_its_id(tmp_path: Path) -> None:
    path = tmp_path / "talks.yaml"
    path.write_text(f"people:\n  ann: Ann\n{TALKS}")
    paths = [
        ("people", "ann"),
        ("events", "b", "title"),
        ("events", "2025-a", "when"),
        ("events", "b", "summary"),
        ("x",),
    ]
    assert formats.locate(path, paths) == {
        ("people", "ann"): (2, 8),
        ("events", "b", "title"): (6, 20),
        ("events", "2025-a", "when"): (5, 11),
        ("events", "b", "summary"): (6, 5),
        ("x",): (1, 1),
    }


def test_nothing_is_found_in_a_file_that_has_been_broken_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / "talks.yaml"
    path.write_text("a: [")
    assert formats.locate(path, [("events", "b")]) == {}


def test_writing_does_not_hang_on_the_seed_of_hashes() -> None:
    code = "from timeline import formats; print(formats.dumps(formats.dossier('rome-2025'), 'yaml'))"
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    }
    assert len(outputs) == 1


def test_errors_need_no_yaml() -> None:
    """The floor below everything loads attrs and nothing else from outside."""
    code = "import sys, timeline.errors; print({'yaml', 'pendulum', 'jinja2', 'click'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout == "set()\n"


def test_the_names_are_handed_on() -> None:
    for name in ("read", "loads", "dumps", "write", "dossier", "dossiers", "schema"):
        assert getattr(timeline, name) is getattr(formats, name)

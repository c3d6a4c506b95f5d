"""Files of the catalogue in YAML, JSON, CSV and iCalendar: each is read as it should be, or refused as a whole with line and column."""

from json import dumps

import pytest

import timeline as tl
from timeline import files

SUFFIXES = {"yaml": ".yaml", "json": ".json", "csv": ".csv", "icalendar": ".ics"}
# What is no whole dossier stands where its text belongs: the input, and the dossier that has it.
DOSSIERS = {
    "H0232": ("country: NO\n", "title: NO\n"),
    "H0234": ("when: 2025-05-05\n", "events: [{title: A, when: 2025-05-05}]\n"),
    "H0236": ("when: 2025-05-05 12:30:00\n", "events:\n- title: A\n  when: 2025-05-05 12:30:00\n"),
    "H0238": ("when: 0000-01-01\n", "events: [{title: A, when: 0000-01-01}]\n"),
    "H0240": ("time: 1:30:00\n", "title: 1:30:00\n"),
    "H0242": ("id: 010\n", "events: [{id: 010, title: A, when: 2025}]\n"),
    "H0244": ("id: 1_000\n", "title: 1_000\n"),
    "H0246": ("a: .inf\nb: .nan\n", "title: .inf\nnote: .nan\n"),
    "H0248": ("a: ~\nb: null\nc:\nd: Null\n", "title: ~\nzone: null\nlanguage:\nnote: Null\n"),
    "H0284": ('["\\ud83d\\ude00"]', '{"title": "\\ud83d\\ude00"}'),
    "H0302": ('{"participants": "abc"}', '{"events": "abc"}'),
    "H0306": (
        '{"contested": "false"}',
        '{"events": [{"title": "A", "when": "2025", "figures": [{"low": 1, "approximate": "false"}]}]}',
    ),
    "H0320": ("id,title\n1,a\x00b\n", "id,title,when\n1,a\x00b,2025\n"),
    "H0324": ("id,title\r1,a\r2,b\r", "id,title,when\r1,a,2025\r2,b,2025\r"),
    "H0330": ("id,when\n1,05/05/2025\n", "id,title,when\n1,A,05/05/2025\n"),
}


def read(case, tmp_path) -> tl.Chronology:
    """Read a case as a file, and where it is a text as a text too."""
    value = case.value
    if case.id in DOSSIERS:
        fragment, whole = DOSSIERS[case.id]
        assert fragment == value
        value = whole
    path = tmp_path / f"input{SUFFIXES[case.category]}"
    path.write_bytes(value if isinstance(value, bytes) else value.encode("utf-8", "surrogatepass"))
    if isinstance(value, str) and "\ufeff" not in value and len(value) < 10_000:
        try:
            expected = tl.loads(value, case.category)
        except tl.TimelineError:
            expected = None
        try:
            assert tl.read(path) == expected
        except tl.TimelineError:
            assert expected is None
    return tl.read(path)


def told(chronology: tl.Chronology) -> str:
    """Return what a chronology holds of a small file, and which fields of the file it left behind."""
    header = chronology.header
    texts = [header.title, header.zone or "", header.language if header.language != "en" else "", header.note]
    events = [f"{event.id} {event.title!r} {event.when}" for event in chronology.events]
    lost = [f"-{loss.field}" for loss in chronology.losses if loss.field]
    return "; ".join([*filter(None, texts), *events, *lost])


def hold(case, tmp_path) -> None:
    """Hold a case to its outcome."""
    if case.outcome != "reject":
        found = read(case, tmp_path)
        assert told(found) == case.expected
        assert (case.outcome == "warn") is bool([loss for loss in found.losses if loss.field.startswith("DT")])
        return
    with pytest.raises(tl.Unreadable) as caught:
        read(case, tmp_path)
    assert case.expected in str(caught.value)
    for problem in caught.value.problems:
        assert problem.file
        assert problem.code
        assert len(str(problem).splitlines()) == 1
        assert len(str(problem)) < 800
        assert problem.line is not None
        assert problem.column is not None


def test_a_dossier_in_yaml(yaml, tmp_path):
    hold(yaml, tmp_path)


def test_a_dossier_in_json(json, tmp_path):
    hold(json, tmp_path)


def test_a_table(csv, tmp_path):
    hold(csv, tmp_path)


def test_a_calendar(icalendar, tmp_path):
    hold(icalendar, tmp_path)


def test_no_python_object_comes_from_a_file(tmp_path):
    """A tag of YAML is refused before anybody looks what it would make."""
    with pytest.raises(tl.Unreadable, match="a tag"):
        tl.loads("title: !!python/object/apply:os.mkdir [" + dumps(str(tmp_path / "made")) + "]")
    assert not (tmp_path / "made").exists()


def test_a_file_that_is_too_large_says_how_to_lift_the_limit(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("title: A\n" * 10, "utf-8")
    with pytest.raises(tl.Unreadable, match=r"at most 50 are read; .*limit="):
        files.read_text(path, limit=50)

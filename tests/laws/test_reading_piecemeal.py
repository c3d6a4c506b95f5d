"""JSON read entry by entry says what JSON read as a whole says: the same chronology, or the same problems at the same places."""

import json
import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import timeline as tl
from timeline import formats
from timeline.chronology import Chronology
from timeline.errors import TimelineError
from timeline.formats.drafting import json_lines, json_stream, loading
from timeline.formats.json import SYNTAX
from timeline.testing import chronologies

SLIPS = [
    '"title": "Again", ',
    '"id": "e", ',
    '"note": null, ',
    '"note" : "\\" : ", ',
    '"note": "\\\\", "note": ": ", ',
    '"note": ":", "tags": ["a", "a"], ',
    '"note": "e\u0301 ", ',
    '"note": "\\u0000", ',
    '"note": "\\ud800", ',
    '"note": NaN, ',
    '"note": 1e99999, ',
    '"note": 7, ',
    '"note": ["' + "[" * 60 + '"], ',
    '"note": ' + "[" * 60 + "]" * 60 + ", ",
    '"silence": {"no-source": "a", "no-source": "b"}, ',
    '"who": ["Somebody New"], ',
    '"where": "nowhere", ',
    '"venue": "Vienna", ',
    '"a\\u0062": "", ',
    '"events": [], ',
    ", ",
    "}",
    "{",
    '"',
    "\ufeff",
    " ",
    "",
]


def outcome(read: Callable[[], Chronology]) -> tuple[object, ...]:
    """What a reader makes of a text, the order of records and the types in them included."""
    try:
        made = read()
    except TimelineError as error:
        return "refused", [str(problem) for problem in error.problems]
    return made, made.dumps("json"), made.losses, [(type(record), repr(record)) for record in made.records]


@given(chronology=chronologies(most_events=4), slip=st.sampled_from(SLIPS), where=st.integers(0))
@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_entry_by_entry_is_as_a_whole(chronology: Chronology, slip: str, where: int) -> None:
    text = chronology.dumps("json")
    places = [found.end() for found in re.finditer(r"\{\s*", text)]
    at = places[where % len(places)]
    slipped = text[:at] + slip + text[at:]
    for each in (text, slipped):
        assert outcome(lambda each=each: formats.loads(each, "json", file="a.json")) == outcome(
            lambda each=each: loading.load(each, SYNTAX, file="a.json")
        )


@given(chronology=chronologies(most_events=4), slip=st.sampled_from(SLIPS), where=st.integers(0))
@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_line_by_line_is_as_a_whole(chronology: Chronology, slip: str, where: int) -> None:
    text = chronology.dumps("jsonl")
    places = [found.end() for found in re.finditer(r"\{", text)]
    at = places[where % len(places)]
    slipped = text[:at] + slip + text[at:]
    for each in (text, slipped):
        assert outcome(lambda each=each: formats.loads(each, "jsonl")) == outcome(
            lambda each=each: json_lines._closely(each.removeprefix("\ufeff"), None, None)
        )


@pytest.mark.parametrize("name", tl.dossiers())
def test_real_dossiers_are_read_entry_by_entry(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else it would be of no use to anybody."""
    dossier = tl.dossier(name)
    text = dossier.dumps("json")
    monkeypatch.setattr(loading, "load", lambda *_, **__: pytest.fail("was read as a whole"))
    assert formats.loads(text, "json") == dossier


@pytest.mark.parametrize("kind", ["null", "[]", "{}", "7", '""', '"event"', '"visit"', '"coronation"'])
def test_a_kind_is_no_less_looked_at_after_events_without_one(kind: str) -> None:
    events = f'{{"a": {{"title": "A", "when": "2025"}}, "b": {{"kind": {kind}, "title": "B", "when": "2025"}}}}'
    text = f'{{"events": {events}}}'
    assert outcome(lambda: formats.loads(text, "json")) == outcome(lambda: loading.load(text, SYNTAX))


def test_a_second_header_is_looked_over_as_the_first_is() -> None:
    text = '{"title": "A", "language": "en"}\n{"title": "A", "title": "A", "language": "en"}\n'
    assert outcome(lambda: formats.loads(text, "jsonl")) == outcome(lambda: json_lines._closely(text, None, None))
    assert outcome(lambda: formats.loads(text, "jsonl"))[0] == "refused"


def test_sections_in_any_order_are_kept_in_one() -> None:
    tree = {
        "events": {
            "b": {"title": "B", "when": "2025", "after": ["a"], "who": ["x"]},
            "a": {"title": "A", "when": "2024", "part_of": "b"},
        },
        "people": {"x": {"name": "X"}},
    }
    text = json.dumps(tree)
    assert outcome(lambda: json_stream.load(text, SYNTAX)) == outcome(lambda: loading.load(text, SYNTAX))


def test_keys_that_come_often_are_read_as_those_that_come_once() -> None:
    """Past some number of records a function is written for their keys; nobody can tell."""
    events = {f"e{n}": {"kind": "visit", "title": f"T{n}", "when": "2025-04", "who": ["x"]} for n in range(120)}
    text = json.dumps({"people": {"x": {"name": "X"}}, "events": events})
    assert outcome(lambda: json_stream.load(text, SYNTAX)) == outcome(lambda: loading.load(text, SYNTAX))
    made = formats.loads(text, "json")
    assert made["e3"] == tl.Visit("e3", title="T3", when="2025-04", who=["x"])
    assert repr(made["e119"]) == repr(tl.Visit("e119", title="T119", when="2025-04", who=["x"]))
    with pytest.raises(AttributeError):
        made["e119"].title = "Other"  # type: ignore[misc]


def test_moulds_are_no_kinds() -> None:
    before = dict(tl.records.kinds())
    test_keys_that_come_often_are_read_as_those_that_come_once()
    assert dict(tl.records.kinds()) == before

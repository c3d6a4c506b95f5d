"""Chronologies for SIMILE Timeline, held against its rules for what happened once and what lasted."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest

import timeline as tl
from timeline import formats

# How SIMILE reads a date: a sign, a year of four digits, month and day, and a time in a zone.
DATE = re.compile(r"-?[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


def events(*records: Any) -> list[dict[str, Any]]:
    tree = json.loads(formats.dumps(tl.Chronology(records), "simile"))
    assert tree["dateTimeFormat"] == "iso8601"
    return tree["events"]


@pytest.mark.parametrize(
    ("when", "moments", "lasts"),
    [
        ("2025-04-26", ["2025-04-26", None, None, "2025-04-27"], False),
        ("1962", ["1962-01-01", None, None, "1963-01-01"], False),
        ("[2025-04-21..2025-04-26]", ["2025-04-21", None, None, "2025-04-27"], False),
        ("1962-10-16/1962-10-28", ["1962-10-16", "1962-10-17", "1962-10-28", "1962-10-29"], True),
        ("1939-09/1945", ["1939-09-01", "1939-10-01", "1945-01-01", "1946-01-01"], True),
        ("-0043-03/-0043-04", ["-0043-03-01", "-0043-04-01", "-0043-04-01", "-0043-05-01"], True),
    ],
)
def test_a_date_is_as_imprecise_as_the_record(when: str, moments: list[str | None], *, lasts: bool) -> None:
    (found,) = events(tl.Event("e", title="E", when=when))
    names = ("start", "latestStart", "earliestEnd", "end")
    assert [found.get(name) for name in names] == [moment and f"{moment}T00:00:00Z" for moment in moments]
    assert (found["isDuration"], found["when"]) == (lasts, when)
    assert all(DATE.fullmatch(found[name]) for name in names if name in found)


def test_a_month_of_a_visit_is_all_of_it() -> None:
    (found,) = events(tl.Visit("e", title="E", when="2025-04"))
    assert (found["start"], found["end"], found["isDuration"]) == ("2025-04-01T00:00:00Z", "2025-05-01T00:00:00Z", True)
    assert found["caption"] == "throughout April 2025"


@pytest.mark.parametrize("when", ["XXXX-12-25", "Y12000", "9999"])
def test_what_simile_has_no_year_for_is_lost_and_told(when: str) -> None:
    """The end of 9999 is the beginning of a year of five digits."""
    chronology = tl.Chronology([tl.Event("e", title="E", when=when)])
    assert events(*chronology.records) == []
    assert [(loss.record, loss.field) for loss in formats.losses(chronology, "simile")] == [("e", "")]


def test_an_open_end_is_cut_and_told() -> None:
    rome = tl.dossier("rome-2025")
    cut = {loss.record for loss in formats.losses(rome, "simile") if loss.field == "when"}
    assert cut == {event.id for event in rome.events if _open(event)}
    assert len(cut) > 5


def _open(event: tl.Event) -> bool:
    return not (isinstance(event.when.start_min, int) and isinstance(event.when.end_max, int))


@pytest.mark.parametrize("text", ["<img src=x onerror=alert(1)>", "a & b", "'\"`{{7*7}}", "&lt;b&gt;"])
def test_text_is_text_in_every_field(text: str) -> None:
    (found,) = events(tl.Event("e", title=text, when="2025", summary=text))
    for name in ("title", "description"):
        assert not re.search("[<>]", found[name])
        assert html.unescape(found[name]) == text


def test_an_empty_chronology_is_a_file() -> None:
    assert events() == []

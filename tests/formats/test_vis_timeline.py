"""Chronologies as items and groups for vis-timeline."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest

import timeline as tl
from timeline import formats
from timeline.errors import Invalid


def written(*records: Any, **options: Any) -> dict[str, Any]:
    return json.loads(formats.dumps(tl.Chronology(records), "vis-timeline", **options))


@pytest.mark.parametrize(
    ("when", "start", "end", "sort"),
    [
        ("2025-04-26", "2025-04-26T00:00:00", None, "known"),
        ("2025-04-26T14:30[Europe/Rome]", "2025-04-26T14:30:00", None, "known"),
        ("1962", "1962-01-01T00:00:00", "1963-01-01T00:00:00", "vague"),
        ("2025-12", "2025-12-01T00:00:00", "2026-01-01T00:00:00", "vague"),
        ("2025-04-26~", "2025-04-26T00:00:00", "2025-04-27T00:00:00", "vague"),
        ("1962-10-16/1962-10-28", "1962-10-16T00:00:00", "1962-10-29T00:00:00", "known"),
        ("[2025-04-21..2025-04-26]", "2025-04-21T00:00:00", "2025-04-27T00:00:00", "vague"),
        ("-0043-03-15", "-000043-03-15T00:00:00", None, "known"),
        ("0000", "0000-01-01T00:00:00", "0001-01-01T00:00:00", "vague"),
        ("Y12000", "+012000-01-01T00:00:00", "+012001-01-01T00:00:00", "vague"),
    ],
)
def test_every_date_is_whole_and_ends_where_the_next_begins(when: str, start: str, end: str | None, sort: str) -> None:
    (item,) = written(tl.Event("e", title="E", when=when))["items"]
    assert (item["start"], item.get("end"), item["type"]) == (start, end, "range" if end else "box")
    assert (item["className"], item["when"]) == (f"timeline timeline-{sort} kind-event status-held", when)


def test_an_open_end_is_cut_where_the_others_end_and_told() -> None:
    events = [tl.Event("war", title="War", when="2022-02-24/.."), tl.Event("talk", title="Talk", when="2025-04-26")]
    chronology = tl.Chronology(events)
    items = {item["id"]: item for item in written(*events)["items"]}
    assert items["war"]["end"] == "2025-04-27T00:00:00"
    assert "timeline-cut" in items["war"]["className"]
    assert [str(loss) for loss in formats.losses(chronology, "vis-timeline")] == [
        "war.when: an end that is open or not known is cut where the others end"
    ]


@pytest.mark.parametrize("when", ["XXXX-12-25", "Y300000", "Y-300000"])
def test_what_no_browser_has_is_lost_and_told(when: str) -> None:
    chronology = tl.Chronology([tl.Event("e", title="E", when=when)])
    assert json.loads(formats.dumps(chronology, "vis-timeline")) == {"items": [], "groups": []}
    assert [(loss.record, loss.field) for loss in formats.losses(chronology, "vis-timeline")] == [("e", "")]


def test_items_stand_in_the_group_of_their_side() -> None:
    rome = tl.dossier("rome-2025")
    tree = json.loads(formats.dumps(rome, "vis-timeline"))
    of = {item["id"]: item["group"] for item in tree["items"]}
    groups = {group["id"]: group["content"] for group in tree["groups"]}
    assert len(of) == len(rome)
    assert (of["gerasimov-briefing"], groups["ru"]) == ("ru", "Russia")
    assert (of["witkoff-putin"], groups["+"]) == ("+", "Several sides")
    assert set(of.values()) == set(groups)


def test_groups_can_be_kinds_or_none() -> None:
    """An agent of the name of a kind is another thing."""
    records = [tl.Person("meeting", name="Mr Meeting"), tl.Meeting("e", title="E", when="2025", who=["meeting"])]
    assert written(*records, group="kind")["groups"] == [{"id": "meeting", "content": "meeting"}]
    assert written(*records, group="side")["groups"] == [{"id": "meeting", "content": "Mr Meeting"}]
    none = written(*records, group="none")
    assert none["groups"] == []
    assert "group" not in none["items"][0]
    with pytest.raises(Invalid, match="'place' is no value of group; allowed: side, kind, none"):
        written(*records, group="place")


@pytest.mark.parametrize("text", ["<img src=x onerror=alert(1)>", "a & b", "'\"`{{7*7}}", "a\nb", "&lt;b&gt;"])
def test_text_is_text_in_every_field(text: str) -> None:
    person = tl.Person("ann", name=text)
    tree = written(person, tl.Event("e", title=text, when="2025", who=["ann"]))
    for found in (tree["items"][0]["content"], tree["groups"][0]["content"]):
        assert not re.search("[<>\"']", found)
        assert html.unescape(found) == text


def test_an_empty_chronology_is_a_file() -> None:
    assert written() == {"items": [], "groups": []}

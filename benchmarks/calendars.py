"""How soon a chronology is written as iCalendar; beside `icalendar` and `ics`, whose components somebody fills with plain dates by hand.

All write an entry for each meeting with its UID, day, title, place, tags and the two people who were there, and must agree on the UIDs and days. The peers
are given dates of the standard library and names, with nothing to look up or to be vague about. Ours starts from the chronology, and besides
works out zones, roles and ids, and notes of every field whether the calendar carries it. The chronology is there before the clock
starts, and so are the entries of the peers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from benchmarks import material
from benchmarks.contest import OURS, Contest, Run, installed

MANY, FEW = 10_000, 50
PLAIN, ICS = "icalendar, components of plain dates", "ics"
_ENTRY = re.compile(r"^(UID|DTSTART)[^:\r\n]*:([^\r\n]*)", re.MULTILINE)


def contests(*, small: bool) -> Iterator[Contest]:
    """Yield the one contest.

    Args:
        small: Whether few events will do.
    """
    count = FEW if small else MANY
    tree = material.meetings(count)
    chronology = material.chronology(count)
    entries = [_entry(tree, name, event) for name, event in tree["events"].items()]
    runs: dict[str, Run] = {OURS: lambda: chronology.dumps("icalendar")}
    if installed("icalendar"):
        runs[PLAIN] = lambda: with_icalendar(entries)
    if installed("ics"):
        runs[ICS] = lambda: with_ics(entries)
    yield Contest(
        work=f"{count:,} events as iCalendar",
        runs=runs,
        reach={PLAIN: 1, ICS: 1},
        answer=told,
        rounds=3 if small else 5,
    )


def told(text: str) -> list[tuple[str, str]]:
    """Return the UID and the day of every entry, in order of the UIDs; `ics` writes a day without its parameter as midnight."""
    found: dict[str, dict[str, str]] = {}
    for number, entry in enumerate(text.split("BEGIN:VEVENT")[1:]):
        found[str(number)] = {name: value[:8] if name == "DTSTART" else value for name, value in _ENTRY.findall(entry)}
    return sorted((entry["UID"], entry["DTSTART"]) for entry in found.values())


def _entry(tree: dict[str, Any], name: str, event: dict[str, Any]) -> dict[str, Any]:
    """Return what the peers are given of an event: plain dates and texts."""
    guest, host = event["who"][0], event["who"][1]["agent"]
    return {
        "uid": f"{name}.timeline",
        "title": event["title"],
        "day": date.fromisoformat(event["when"]),
        "place": tree["places"][event["where"]]["name"],
        "people": [
            (f"urn:x-timeline:{each}", tree["people"][each]["name"], role)
            for each, role in ((guest, "REQ-PARTICIPANT"), (host, "CHAIR"))
        ],
        "tags": ["meeting", *event["tags"]],
    }


def with_icalendar(entries: list[dict[str, Any]]) -> str:
    """Return a calendar as `icalendar` writes it."""
    import icalendar

    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//benchmark//EN")
    stamp = datetime(1970, 1, 1, tzinfo=UTC)
    for entry in entries:
        event = icalendar.Event()
        event.add("uid", entry["uid"])
        event.add("dtstamp", stamp)
        event.add("dtstart", entry["day"])
        event.add("summary", entry["title"])
        event.add("location", entry["place"])
        event.add("categories", entry["tags"])
        event.add("status", "CONFIRMED")
        event.add("transp", "TRANSPARENT")
        for address, name, role in entry["people"]:
            attendee = icalendar.vCalAddress(address)
            attendee.params["CN"] = name
            attendee.params["ROLE"] = role
            event.add("attendee", attendee, encode=0)
        calendar.add_component(event)
    return str(calendar.to_ical().decode())


def with_ics(entries: list[dict[str, Any]]) -> str:
    """Return a calendar as `ics` writes it."""
    import ics

    calendar = ics.Calendar()
    for entry in entries:
        event = ics.Event(name=entry["title"], begin=entry["day"], uid=entry["uid"], location=entry["place"])
        event.make_all_day()
        event.categories = set(entry["tags"])
        event.status = "CONFIRMED"
        event.transparent = True
        for address, name, role in entry["people"]:
            event.add_attendee(ics.Attendee(address, common_name=name, role=role))
        calendar.events.add(event)
    return str(calendar.serialize())

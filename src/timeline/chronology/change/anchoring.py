"""Times of day that rest on the zone of their chronology, when they come into one of another zone."""

from __future__ import annotations

import re

import attrs

from timeline.chronology.collection import Chronology
from timeline.errors import Invalid
from timeline.records import Event, Place, Record
from timeline.when import When
from timeline.when.zone import offset

__all__ = ["anchored"]

# A time of day that names no zone, and what is said of how sure it is.
_BARE = re.compile(r"(T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)([?~%]?)(?![0-9:?~%Z+\[-])")


def anchored(chronology: Chronology, *, zone: str | None) -> tuple[dict[str, Record], list[str]]:
    """Return the records by id, with the chronology's zone written to times of day that would lose it in another; and what to say of it.

    Days stay as they are: a day is the same day on any page, while 14:30 in Moscow is not 14:30 in Rome.

    Args:
        chronology: Where the records come from.
        zone: That of the chronology to which they come.
    """
    records = {record.id: record for record in chronology.records}
    own = chronology.zone
    if own is None or own == zone:
        return records, []
    told = []
    for record in records.values():
        if isinstance(record, Event) and not any(place.zone for place in _around(record.where, records)):
            when = _in_zone(record.when, own)
            if when != record.when:
                told.append(record.id)
                records[record.id] = attrs.evolve(record, when=when)
    remark = f"written out: the zone of the second, {own}, with the times of day that rest on it: {', '.join(told)}"
    return records, [remark] if told else []


def _around(name: str | None, records: dict[str, Record]) -> list[Place]:
    """Return a place and those that it lies in."""
    found: list[Place] = []
    while name is not None and isinstance(place := records[name], Place):
        found.append(place)
        name = place.within
    return found


def _in_zone(when: When, zone: str) -> When:
    """Return a date whose times of day name their zone; the date itself where that cannot be written."""
    if when.said is not None:
        return when
    text = _BARE.sub(rf"\1\2[{zone}]" if offset(zone) is None else rf"\1{zone}\2", when.text)
    try:
        return when if text == when.text else When.parse(text, reading=when.reading)
    except Invalid:
        return when

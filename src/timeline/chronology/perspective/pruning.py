"""Taking records out of a chronology without leaving a mention of them behind."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import attrs

from timeline.chronology.references import mentions
from timeline.records import Claim, Event, Record
from timeline.records.shape import Gone

__all__ = ["pruned"]


def pruned(records: Mapping[str, Record], gone: Collection[str]) -> dict[str, Record]:
    """Return the records without some of them, and without their mentions in the others.

    Parts of an event that goes belong to what that was part of, and what came after it comes after what it came after. A record that
    cannot stand without one that goes, such as a rival value of its field, goes with it.
    """
    lost = set(gone)
    while True:
        kept = {name: _without(record, records, lost) for name, record in records.items() if name not in lost}
        more = {name for name, record in kept.items() if isinstance(record, Gone)}
        if not more:
            return {name: record for name, record in kept.items() if not isinstance(record, Gone)}
        lost |= more


def _without(record: Record, records: Mapping[str, Record], lost: Collection[str]) -> Record | Gone:
    if isinstance(record, Claim) and record.subject is not None and _value_is_lost(record, records, lost):
        return Gone.GONE
    if isinstance(record, Event):
        record = _relinked(record, records, lost)
    return record.without(lost)


def _value_is_lost(claim: Claim, records: Mapping[str, Record], lost: Collection[str]) -> bool:
    return any(each.path == ("value",) and each.id in lost for each in mentions(claim, records))


def _relinked(event: Event, records: Mapping[str, Record], lost: Collection[str]) -> Event:
    """Hang an event on what is left of the chains that it stands in."""
    changes: dict[str, Any] = {}
    if event.part_of in lost:
        changes["part_of"] = next(_wholes(event, records, lost), None)
    if any(name in lost for name in event.after):
        changes["after"] = tuple(dict.fromkeys(_earlier(event.after, records, lost)))
    return attrs.evolve(event, **changes) if changes else event


def _wholes(event: Event, records: Mapping[str, Record], lost: Collection[str]) -> Iterator[str]:
    """Yield the wholes that an event is part of, near or far, that are left."""
    name = event.part_of
    while name is not None:
        if name not in lost:
            yield name
        whole = records[name]
        name = whole.part_of if isinstance(whole, Event) else None


def _earlier(names: Iterable[str], records: Mapping[str, Record], lost: Collection[str]) -> Iterator[str]:
    """Yield the events that are left, in place of each that is lost those that it came after."""
    waiting, seen = list(reversed(list(names))), set[str]()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        if name not in lost:
            yield name
        else:
            waiting += reversed(records[name].value_of("after"))

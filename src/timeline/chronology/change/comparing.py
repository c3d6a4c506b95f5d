"""The difference of two chronologies: which records came, went, or hold something else."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from timeline.chronology.change import changes as change
from timeline.chronology.change.changes import Change, Difference
from timeline.chronology.change.fields import Fields, Side
from timeline.chronology.change.pairing import same_sort, under_other_ids
from timeline.chronology.change.renaming import values_of
from timeline.chronology.collection import Chronology
from timeline.chronology.standing import ClaimState
from timeline.records import SECTIONS, Claim, Event, OtherEvent, Record

__all__ = ["difference"]


def difference(old: Chronology, new: Chronology) -> Difference:
    """Return what became otherwise from one chronology to another; nothing where they are equal.

    Of views, what they hold is compared: an event that a view only mentions is not one of its events.

    Args:
        old: The chronology as it was.
        new: As it is now.

    Examples:
        >>> from timeline.records import Meeting
        >>> minsk = Meeting("minsk", title="Talks in Minsk", when="2015-02")
        >>> dated = Meeting("minsk", title="Talks in Minsk", when="2015-02-11/2015-02-12")
        >>> print(difference(Chronology([minsk]), Chronology([dated])))
        'minsk' is more precise: when was February 2015, is from 11 to 12 February 2015
    """
    return Difference(_Comparison(old, new).changes())


class _Comparison:
    """Two chronologies side by side."""

    def __init__(self, old: Chronology, new: Chronology) -> None:
        self._old, self._new = old, new
        self._before = {record.id: record for record in old.records}
        self._after = {record.id: record for record in new.records}
        self._shown = ({event.id for event in old.events}, {event.id for event in new.events})
        self._sections = _by_section(old), _by_section(new)

    @cached_property
    def _ids(self) -> dict[str, str]:
        """The new ids of the records that were renamed, by the old ones."""
        gone = [record for name, record in self._before.items() if name not in self._after]
        come = [record for name, record in self._after.items() if name not in self._before]
        return under_other_ids(gone, come, self._before, self._after)

    @cached_property
    def _earlier(self) -> dict[str, str]:
        """The old ids of the records that are in both, by the new ones."""
        both = [name for name in self._after if name in self._before]
        found = {new: old for old, new in self._ids.items()}
        found |= {name: name for name in both if same_sort(self._before[name], self._after[name])}
        return {new: old for new, old in found.items() if (old in self._shown[0]) == (new in self._shown[1])}

    @cached_property
    def _fields(self) -> Fields:
        return Fields(Side(self._old, self._before, self._ids), Side(self._new, self._after, {}))

    def changes(self) -> Iterator[Change]:
        """Yield all changes: the header's, then section by section, what was withdrawn at the end of each."""
        found = [*self._of_header(), *self._of_records()]
        yield from found
        if not found and self._old.events != self._new.events:
            ids = tuple(tuple(event.id for event in each.events) for each in (self._old, self._new))
            yield self._fields.whole(change.Reordered, None, *ids)

    def _of_header(self) -> Iterator[Change]:
        before, after = self._old.header, self._new.header
        for name, shape in type(after).fields().items():
            yield from self._fields.changes(None, name, (before.value_of(name), shape), (after.value_of(name), shape))

    def _of_records(self) -> Iterator[Change]:
        kept = set(self._earlier.values())
        for section in SECTIONS:
            for record in self._sections[1][section]:
                earlier = self._earlier.get(record.id)
                if earlier is not None:
                    yield from self._of_pair(self._before[earlier], record)
                elif self._counts(record, 1):
                    yield self._fields.whole(change.Added, record, None, record)
            gone = (record for record in self._sections[0][section] if record.id not in kept)
            yield from (
                self._fields.whole(change.Withdrawn, record, record, None) for record in gone if self._counts(record, 0)
            )

    def _counts(self, record: Record, side: int) -> bool:
        """Whether a record without a counterpart is one that its side holds: an event that the other shows is only mentioned here."""
        return not isinstance(record, Event) or record.id in self._shown[side] or record.id not in self._shown[1 - side]

    def _of_pair(self, old: Record, new: Record) -> Iterator[Change]:
        if old.id != new.id:
            yield self._fields.whole(change.Renamed, new, old.id, new.id)
        if type(old) is not type(new) or _kind(old) != _kind(new):
            kinds = (_kind(old), _kind(new)) if _kind(old) != _kind(new) else (type(old).__name__, type(new).__name__)
            yield self._fields.plain_change(new, "kind", *kinds)
        yield from self._of_fields(old, new)
        yield from self._fields.contests(old, new)
        yield from self._of_standing(old, new)

    def _of_fields(self, old: Record, new: Record) -> Iterator[Change]:
        if type(old) is type(new) and old == new and not self._ids:
            return
        before, after = values_of(old, self._ids, self._before), values_of(new, {}, {})
        shapes = {**old.fields(), **new.fields()}
        for name in dict.fromkeys([*after, *before]):
            if not isinstance(new if name in after else old, OtherEvent) or name not in {"kind", "extra"}:
                first = before.get(name), old.fields().get(name, shapes[name])
                yield from self._fields.changes(new, name, first, (after.get(name), shapes[name]))
        yield from self._of_extra(old, new)

    def _of_extra(self, old: Record, new: Record) -> Iterator[Change]:
        """Yield what changed in the keys of events whose kind is not known, key by key."""
        texts = [record.extra if isinstance(record, OtherEvent) else "{}" for record in (old, new)]
        before, after = (json.loads(text) for text in texts)
        found = [
            self._fields.plain_change(new, key, _text(before, key), _text(after, key))
            for key in dict.fromkeys([*after, *before])
            if _text(before, key) != _text(after, key)
        ]
        if not found and texts[0] != texts[1]:  # the same keys in another order
            found = [self._fields.plain_change(new, "extra", *texts)]
        yield from found

    def _of_standing(self, old: Record, new: Record) -> Iterator[Change]:
        """Yield whether a claim, or an event on which statements stand somewhere, stands otherwise now."""
        if not isinstance(old, Claim | Event) or not isinstance(new, Claim | Event):
            return
        if isinstance(new, Event) and not (self._old.stances_on(old.id) or self._new.stances_on(new.id)):
            return
        before, after = self._state(self._old, old.id), self._state(self._new, new.id)
        if before is not after:
            yield self._fields.whole(change.StandingChanged, new, before, after)

    def _state(self, chronology: Chronology, name: str) -> ClaimState:
        return chronology.standing(name).state


def _by_section(chronology: Chronology) -> dict[str, list[Record]]:
    """Return the records by section, events in page order and those that a view only mentions behind them."""
    found: dict[str, list[Record]] = {section: [] for section in SECTIONS}
    shown = {event.id for event in chronology.events}
    found[Event.section] += chronology.events
    for record in chronology.records:
        if record.id not in shown:
            found[record.section].append(record)
    return found


def _kind(record: Record) -> str:
    """Return what a record is, where that can become something else under the same id."""
    return record.kind if isinstance(record, Event) else type(record).__name__.lower()


def _text(extra: Mapping[str, Any], key: str) -> str | None:
    if key not in extra:
        return None
    return extra[key] if isinstance(extra[key], str) else json.dumps(extra[key], ensure_ascii=False)

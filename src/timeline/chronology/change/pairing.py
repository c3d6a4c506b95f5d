"""The same record under two ids: told by everything else being equal."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping

from timeline.chronology.change.renaming import values_of
from timeline.chronology.names import fold
from timeline.chronology.references import mentions
from timeline.records import Agent, Event, Record

__all__ = ["alike_but_for_id", "same_sort", "under_other_ids"]

# The date at the front of an id that was made from date and title.
_DATED = re.compile(r"[0-9][0-9x]*(?:-[0-9x]+){0,2}-(?=[a-z0-9])")


def same_sort(first: Record, second: Record) -> bool:
    """Whether two records under one id can be one record: of one section, or both agents."""
    return first.section == second.section or (isinstance(first, Agent) and isinstance(second, Agent))


def under_other_ids(
    gone: Iterable[Record], come: Iterable[Record], before: Mapping[str, Record], after: Mapping[str, Record]
) -> dict[str, str]:
    """Return the new ids of records that went under one id and came under another.

    Two such records are one where everything but the id is equal, mentions of other renamed records aside; or where both
    ids begin with a date and the rest of them is equal, as is the title: the id of an event that a file gives none is made from
    its date and title, and a corrected date makes another. Where several would do, none is taken.

    Args:
        gone: Those that are only among the old.
        come: Those that are only among the new.
        before: All that were there, by id.
        after: All that are there, by id.
    """
    old, new = {record.id: record for record in gone}, {record.id: record for record in come}
    pairing = _Pairing(old, new, before, after)
    while pairing.goes_on():  # whom a record mentions may have to be found first
        pass
    ids = pairing.ids
    old = {name: record for name, record in old.items() if name not in ids}
    taken = {*ids.values()}
    new = {name: record for name, record in new.items() if name not in taken}
    return ids | _matched(old, new, _undated, _undated)


class _Pairing:
    """Old and new records by all that they hold but their id; round after round, those that equal just one other are paired.

    Only a record that mentions one paired in the last round can hold something else now. So each round looks at these few again,
    and a chain of a thousand events, of which each mentions the one before it, does not take a thousand looks at a thousand events.

    Attributes:
        ids: The new ids of those that are paired, by the old ones.
    """

    def __init__(
        self,
        old: Mapping[str, Record],
        new: Mapping[str, Record],
        before: Mapping[str, Record],
        after: Mapping[str, Record],
    ) -> None:
        self._old, self._before = old, before
        self._keys = {name: _content(record, {}, before) for name, record in old.items()}
        self._firsts = _by_key(self._keys)
        self._seconds = _by_key({name: _content(record, {}, after) for name, record in new.items()})
        self._mentioning: dict[str, list[str]] = {}
        for record in old.values():
            for reference in mentions(record, before):
                self._mentioning.setdefault(reference.id, []).append(record.id)
        self._changed: Iterable[Hashable] = self._firsts
        self.ids: dict[str, str] = {}

    def goes_on(self) -> bool:
        """Pair what can be paired now; return whether anything was."""
        found = {key: pair for key in self._changed if (pair := self._pair(key)) is not None}
        for key in found:
            del self._firsts[key], self._seconds[key]
        self.ids |= found.values()
        again = {other: None for name, _ in found.values() for other in self._mentioning.get(name, ())}
        self._changed = dict.fromkeys(key for name in again if name not in self.ids for key in self._moved(name))
        return bool(found)

    def _pair(self, key: Hashable) -> tuple[str, str] | None:
        """Return the one old and the one new record that hold this, if there is one of each."""
        firsts, seconds = self._firsts.get(key, {}), self._seconds.get(key, {})
        return (*firsts, *seconds) if len(firsts) == len(seconds) == 1 else None  # type: ignore[return-value]

    def _moved(self, name: str) -> tuple[Hashable, Hashable]:
        """Put an old record where it belongs now, and return from where to where."""
        before, now = self._keys[name], _content(self._old[name], self.ids, self._before)
        del self._firsts[before][name]
        self._firsts.setdefault(now, {})[name] = None
        self._keys[name] = now
        return before, now


def alike_but_for_id(
    old: Mapping[str, Record],
    new: Mapping[str, Record],
    ids: Mapping[str, str],
    before: Mapping[str, Record],
    after: Mapping[str, Record],
) -> dict[str, str]:
    """Return the new ids of those old records that equal just one new record in all but the id, and the other way round."""
    return _matched(old, new, lambda record: _content(record, ids, before), lambda record: _content(record, {}, after))


def _content(record: Record, ids: Mapping[str, str], records: Mapping[str, Record]) -> Hashable:
    return type(record), tuple(values_of(record, ids, records).items())


def _undated(record: Record) -> Hashable:
    """Return kind, title and the end of the id of an event whose id begins with a date; None of any other record."""
    found = _DATED.match(record.id) if isinstance(record, Event) else None
    if found is None or not isinstance(record, Event):
        return None
    return record.kind, fold(record.title), record.id[found.end() :]


def _matched(
    old: Mapping[str, Record],
    new: Mapping[str, Record],
    old_key: Callable[[Record], Hashable],
    new_key: Callable[[Record], Hashable],
) -> dict[str, str]:
    """Pair the records whose key is borne by no other on its side."""
    firsts = _by_key({name: old_key(record) for name, record in old.items()})
    seconds = _by_key({name: new_key(record) for name, record in new.items()})
    return {
        next(iter(names)): next(iter(seconds[key]))
        for key, names in firsts.items()
        if key is not None and len(names) == 1 and len(seconds.get(key, ())) == 1
    }


def _by_key(keys: Mapping[str, Hashable]) -> dict[Hashable, dict[str, None]]:
    """Return the names under each key, in order."""
    found: dict[Hashable, dict[str, None]] = {}
    for name, key in keys.items():
        found.setdefault(key, {})[name] = None
    return found

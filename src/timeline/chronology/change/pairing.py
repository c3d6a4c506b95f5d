"""The same record under two ids: told by everything else being equal."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping

from timeline.chronology.change.renaming import values_of
from timeline.chronology.names import fold
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
    ids: dict[str, str] = {}
    old, new = {record.id: record for record in gone}, {record.id: record for record in come}
    found = None
    while found is None or found:  # whom a record mentions may have to be found first
        found = alike_but_for_id(old, new, ids, before, after)
        ids |= found
        old = {name: record for name, record in old.items() if name not in found}
        new = {name: record for name, record in new.items() if name not in found.values()}
    return ids | _matched(old, new, _undated, _undated)


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
    firsts, seconds = _by_key(old, old_key), _by_key(new, new_key)
    return {
        names[0]: seconds[key][0]
        for key, names in firsts.items()
        if key is not None and len(names) == 1 and len(seconds.get(key, ())) == 1
    }


def _by_key(records: Mapping[str, Record], key: Callable[[Record], Hashable]) -> dict[Hashable, list[str]]:
    found: dict[Hashable, list[str]] = {}
    for name, record in records.items():
        found.setdefault(key(record), []).append(name)
    return found

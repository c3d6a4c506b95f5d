"""Which of two events came first, as far as dates and stated order say."""

from __future__ import annotations

from collections.abc import Iterable

from timeline.chronology import Chronology
from timeline.records import Event
from timeline.when import Edge, When

__all__ = ["begins_first", "earliest"]

FURTHEST = 1_000  # events that are looked at on the way back through `after`; a longer chain is not known to lead there


def earliest(events: Iterable[Event], chronology: Chronology) -> Event:
    """Return the event that may begin first, of several of them that which stands first."""
    return min(events, key=lambda event: _begins(chronology.when(event)))


def begins_first(one: Event, other: Event, chronology: Chronology) -> bool:
    """Whether one event certainly began before another did: by its date, or because the other is stated to follow it."""
    first, second = chronology.when(one), chronology.when(other)
    return _by_date(first, second) or follows(other, one, chronology)


def follows(later: Event, earlier: Event, chronology: Chronology) -> bool:
    """Whether an event is stated to come after another, or after one that does, and so on."""
    waiting, seen = list(later.after), set(later.after)
    while waiting and len(seen) <= FURTHEST:
        name = waiting.pop()
        if name == earlier.id:
            return True
        event = chronology[name]
        fresh = [before for before in (event.after if isinstance(event, Event) else ()) if before not in seen]
        waiting += fresh
        seen.update(fresh)
    return earlier.id in waiting


def _by_date(first: When, second: When) -> bool:
    """Whether every reading has the first begin before the second does."""
    zoned = first.zoned or second.zoned
    one, other = (first.instants, second.instants) if zoned else (first.bounds, second.bounds)
    if one.start_min is one.start_max is Edge.OPEN:  # it goes back further than anything dated
        return isinstance(other.start_min, int)
    return isinstance(one.start_max, int) and isinstance(other.start_min, int) and one.start_max <= other.start_min


def _begins(when: When) -> float:
    start = when.instants.start_min
    return start if isinstance(start, int) else float("-inf")  # where none is known, it may have begun before any other

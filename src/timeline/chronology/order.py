"""The one order in which events stand on a page.

Why a key and not `<` on dates: vague dates have no true order, and a page needs one all the same. The decision, once:

1. Stated order binds: an event stands behind every event that it is said to come `after`, whatever the dates.
2. The earliest moment at which the event can have begun decides, tightened by what it is known to follow and how long that
   lasted.
3. Then the latest moment at which it can have ended, the later first: a year stands before its first day, a summit before
   the talks of its opening.
4. Then the coarser grain, then kind, then id; and among events of equal date the parts right behind their whole.

An event certainly before another has the smaller earliest start, so every certain order is honoured; the rest is total, stable
and independent of the order of the input.

Source: our decision; the idea of one documented key is Beancount's.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter, eq

from timeline.chronology.dates import Key
from timeline.records import Event

__all__ = ["in_page_order"]


def in_page_order(events: Sequence[Event], key: Callable[[str], Key]) -> tuple[Event, ...]:
    """Return the events in page order.

    Args:
        events: In any order; `after` names events among them, and must not go round in a circle.
        key: Gives the earliest start, the latest end (the later first) and the grain of an event by its id, tightened by what is known.
    """
    ranked = _by_date(events, [key(event.id) for event in events])
    return tuple(_honouring_after(ranked) if any(event.after for event in ranked) else ranked)


def _by_date(events: Sequence[Event], keys: Sequence[Key]) -> list[Event]:
    """Return events by their dates; among equal dates by kind and id, the parts behind their whole.

    Why: most dates are of one event, so only where two are equal is anything else looked at.
    """
    places = sorted(range(len(events)), key=keys.__getitem__)
    ranked = [events[place] for place in places]
    dates = [keys[place] for place in places]
    for start, end in _equal(dates):
        some = sorted(ranked[start:end], key=attrgetter("kind", "id"))
        ranked[start:end] = _parts_behind_wholes(some) if any(event.part_of for event in some) else some
    return ranked


def _equal(dates: Sequence[Key]) -> Iterator[tuple[int, int]]:
    """Yield where runs of equal dates begin and end, of those that are longer than one."""
    start = 0
    for place, same in enumerate(map(eq, dates, [*dates[1:], None]), 1):
        if not same:
            if place - start > 1:
                yield start, place
            start = place


def _parts_behind_wholes(equal: Sequence[Event]) -> Iterator[Event]:
    """Yield events of equal date, each part right behind the whole that it belongs to."""
    names = {event.id for event in equal}
    parts: dict[str | None, list[Event]] = {}
    for event in reversed(equal):
        parts.setdefault(event.part_of if event.part_of in names else None, []).append(event)
    waiting = parts.get(None, [])
    while waiting:
        event = waiting.pop()
        yield event
        waiting += parts.get(event.id, ())


def _honouring_after(ranked: Sequence[Event]) -> Iterator[Event]:
    """Take, again and again, the first of those events whose predecessors have all been taken.

    Why: nearly all stand behind their predecessors already. So the events are gone through once, and one that has to wait waits for a single
    predecessor; when that is taken, it waits for another or is taken itself, before all that follow.
    """
    taken: set[str] = set()
    waiting: dict[str, list[int]] = {}  # for whom, which places

    def waits(place: int) -> bool:
        after = ranked[place].after
        if taken.issuperset(after):
            return False
        missing = next(earlier for earlier in after if earlier not in taken)
        waiting.setdefault(missing, []).append(place)
        return True

    for place, event in enumerate(ranked):
        if waits(place):
            continue
        yield event
        taken.add(event.id)
        late = waiting.pop(event.id, [])
        while late:
            first = heapq.heappop(late)
            if not waits(first):
                yield ranked[first]
                taken.add(ranked[first].id)
                for follower in waiting.pop(ranked[first].id, ()):
                    heapq.heappush(late, follower)

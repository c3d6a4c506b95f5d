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
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from timeline.chronology.dates import Key
from timeline.records import Event

__all__ = ["in_page_order"]


def in_page_order(events: Sequence[Event], key: Callable[[str], Key]) -> tuple[Event, ...]:
    """Return the events in page order.

    Args:
        events: In any order; `after` must not go round in a circle.
        key: Gives the earliest start, the latest end (the later first) and the grain of an event by its id, tightened by what is known.
    """
    dated = sorted((key(event.id), event.kind, event.id, place) for place, event in enumerate(events))
    ranked = [
        event
        for _, equal in groupby(dated, key=itemgetter(0))
        for event in _parts_behind_wholes([events[place] for *_, place in equal])
    ]
    if not any(event.after for event in events):
        return tuple(ranked)
    return tuple(_honouring_after({event.id: event for event in ranked}))


def _parts_behind_wholes(equal: Sequence[Event]) -> Iterator[Event]:
    """Yield events of equal date, each part right behind the whole that it belongs to."""
    if len(equal) == 1:
        yield equal[0]
        return
    names = {event.id for event in equal}
    parts: dict[str | None, list[Event]] = {}
    for event in reversed(equal):
        parts.setdefault(event.part_of if event.part_of in names else None, []).append(event)
    waiting = parts.get(None, [])
    while waiting:
        event = waiting.pop()
        yield event
        waiting += parts.get(event.id, ())


def _honouring_after(ranked: Mapping[str, Event]) -> Iterator[Event]:
    """Take, again and again, the first of those events whose predecessors have all been taken."""
    names = list(ranked)
    ranks = {name: rank for rank, name in enumerate(names)}
    waiting = {event.id: sum(1 for earlier in event.after if earlier in ranked) for event in ranked.values()}
    followers: dict[str, list[str]] = {}
    for event in ranked.values():
        for earlier in event.after:
            followers.setdefault(earlier, []).append(event.id)
    ready = [ranks[name] for name, count in waiting.items() if not count]
    heapq.heapify(ready)
    while ready:
        name = names[heapq.heappop(ready)]
        yield ranked[name]
        for later in followers.get(name, ()):
            waiting[later] -= 1
            if not waiting[later]:
                heapq.heappush(ready, ranks[later])

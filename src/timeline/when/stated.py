"""Events as the limits of their dates and durations, and what is stated of their order: what the network carries along.

Plain data: ids, times, and pairs of ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from timeline.when.bounds import Bounds

__all__ = ["FAR", "SCALE", "Graph", "Limits", "Order", "earliest", "follows", "forwards", "too_late"]

# Seconds are counted in so many parts, and "strictly after" is one part: a chain of half a million events stays within a second.
SCALE = 1 << 20
FAR = 10**40 * SCALE


class Order(NamedTuple):
    """One event is known to follow another.

    Attributes:
        earlier: The id of the one.
        later: The id of the other.
        begun: Whether the later is only known to begin after the earlier began, not after it was over. Of an event
            without an end nothing else can be meant.
    """

    earlier: str
    later: str
    begun: bool = False


class Limits(NamedTuple):
    """The limits of one event in parts of a second; `None` where there is no limit."""

    bounds: Bounds
    start_min: int
    start_max: int
    end_min: int
    end_max: int
    least: int
    most: int | None


class Graph(NamedTuple):
    """The statements, by event, and the events so that each comes behind all that it follows.

    Events in a circle, and behind one, are missing from `ordered`.
    """

    before: Mapping[str, list[Order]]
    behind: Mapping[str, list[Order]]
    ordered: list[str]

    @classmethod
    def of(cls, events: Iterable[str], orders: Iterable[Order]) -> Graph:
        """Return the graph of some events and the statements between them."""
        before: dict[str, list[Order]] = {}
        behind: dict[str, list[Order]] = {}
        for order in orders:
            before.setdefault(order.later, []).append(order)
            behind.setdefault(order.earlier, []).append(order)
        missing = {name: len(some) for name, some in before.items()}
        ordered = [name for name in events if name not in missing]
        for name in ordered:  # the list grows while it is read
            for order in behind.get(name, ()):
                missing[order.later] -= 1
                if not missing[order.later]:
                    ordered.append(order.later)
        return cls(before, behind, ordered)


def earliest(events: Mapping[str, Limits], graph: Graph) -> tuple[dict[str, tuple[int, int]], dict[str, Order]]:
    """Return the earliest start and end of every event, and by which statement a start came where it came by one."""
    found: dict[str, tuple[int, int]] = {}
    came: dict[str, Order] = {}
    for name in graph.ordered:
        event = events[name]
        start = event.start_min if event.most is None else max(event.start_min, event.end_min - event.most)
        for order in graph.before.get(name, ()):
            limit = follows(found[order.earlier], order)
            if limit > start:
                start, came[name] = limit, order
        found[name] = forwards(event, start)
    return found, came


def follows(earlier: tuple[int, int], order: Order) -> int:
    """Return the earliest start that a statement leaves to the later event."""
    return earlier[0] + 1 if order.begun else earlier[1]


def forwards(event: Limits, start: int) -> tuple[int, int]:
    """Return the earliest start and end of an event that begins no earlier than `start`."""
    end = max(event.end_min, start + event.least)
    return (start if event.most is None else max(start, end - event.most)), end


def too_late(event: Limits, low: tuple[int, int]) -> bool:
    """Whether the earliest start or end of an event lies behind the latest that its date allows, or it lasted longer than its date does."""
    too_long = event.most is not None and event.least > event.most
    return too_long or low[0] > event.start_max or low[1] > event.end_max

"""Order that is known without dates: what it says of the dates, and where it contradicts them.

Every event has a start and an end; its date limits both, its duration ties them together, and "this came after that" ties the start
of the one to the end of the other. Order leads only forwards, so one pass in order gives every earliest limit, one pass
backwards every latest, and both are exact: no tighter limits follow from the same statements.

Plain data in, plain data out: ids, times, and pairs of ids.
"""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import attrs

from timeline.when.bounds import Bounds
from timeline.when.terms import Edge
from timeline.when.value import When

__all__ = ["Clash", "Known", "Order", "propagate"]

# Seconds are counted in so many parts, and "strictly after" is one part: a chain of half a million events stays within a second.
SCALE = 1 << 20
FAR = 10**40 * SCALE
MOST_CLASHES = 100
WIDEST_SEARCH = 64


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


class Clash(NamedTuple):
    """Events that cannot all be dated, last, and follow each other as stated; without any one of them the rest could be.

    Attributes:
        events: Their ids, in the stated order; one alone where its duration does not fit between its own dates.
        orders: The statements between them.
    """

    events: tuple[str, ...]
    orders: tuple[Order, ...]


@attrs.frozen(eq=False)
class Known:
    """What dates, durations and order say together.

    Attributes:
        bounds: The four bounds of every event, tightened; an edge stays where nothing limits it.
        instants: The ids whose bounds are UTC seconds; the others are civil. Events that are tied together by order are on one
            axis, that of instants where any of them has a zone.
        clashes: What contradicts itself, smallest first found; the statements of a clash are left out of the bounds.
    """

    bounds: Mapping[str, Bounds]
    instants: frozenset[str]
    clashes: tuple[Clash, ...]


def propagate(whens: Mapping[str, When], orders: Iterable[tuple[str, str] | Order]) -> Known:
    """Tighten the bounds of events by their durations and by what is known of their order.

    Args:
        whens: The time of each event, located and with its duration.
        orders: Pairs of ids, the earlier first; pairs with an id that is not in `whens` are passed over.

    Returns:
        Bounds at least as tight as those given, and every contradiction as a smallest set of events.

    Examples:
        >>> whens = {"talks": When("2025-04-26T10:00").lasted("3 h"), "statement": When("2025-04-26")}
        >>> known = propagate(whens, [("talks", "statement")])
        >>> (known.bounds["statement"].start_min - whens["statement"].start_min) // 3600
        13
    """
    known = list(dict.fromkeys(_as_order(order, whens) for order in orders if order[0] in whens and order[1] in whens))
    utc = _on_instants(whens, known)
    events = {name: _limits(when, utc=name in utc) for name, when in whens.items()}
    clashes: list[Clash] = []
    graph = _Graph.of(events, known)
    low, came = _earliest(events, graph)
    while len(clashes) < MOST_CLASHES and (clash := _one_clash(events, graph, low, came)) is not None:
        clashes.append(clash)
        dropped = set(clash.orders)
        known = [order for order in known if order not in dropped]
        if not clash.orders:
            events[clash.events[0]] = events[clash.events[0]]._replace(least=0, most=None)
        graph = _Graph.of(events, known)
        low, came = _earliest(events, graph)
    high = _latest(events, graph)
    tightened = {name: _bounds(event, low[name], high[name]) for name, event in events.items() if name in high}
    return Known({name: tightened.get(name, event.bounds) for name, event in events.items()}, utc, tuple(clashes))


class _Event(NamedTuple):
    """The limits of one event in parts of a second; `None` where there is no limit."""

    bounds: Bounds
    start_min: int
    start_max: int
    end_min: int
    end_max: int
    least: int
    most: int | None


def _as_order(order: tuple[str, str] | Order, whens: Mapping[str, When]) -> Order:
    earlier, later, *begun = order
    endless = whens[earlier].end_min is Edge.OPEN and whens[earlier].end_max is Edge.OPEN
    return Order(earlier, later, endless or bool(begun and begun[0]))


def _limits(when: When, *, utc: bool) -> _Event:
    bounds = when.instants if utc else when.bounds
    start_min, start_max, end_min, end_max = bounds
    least, most = when.length(utc=utc)
    endless_start, endless_end = start_max is start_min is Edge.OPEN, end_max is end_min is Edge.OPEN
    return _Event(
        bounds,
        start_min * SCALE if isinstance(start_min, int) else -FAR,
        start_max * SCALE if isinstance(start_max, int) else -FAR if endless_start else FAR,
        end_min * SCALE if isinstance(end_min, int) else FAR if endless_end else -FAR,
        end_max * SCALE if isinstance(end_max, int) else FAR,
        # Nothing lasts no time, so an end is at least one part behind its start.
        max(least * SCALE, 1) if isinstance(least, int) else 1,
        most * SCALE if isinstance(most, int) else None,
    )


def _on_instants(whens: Mapping[str, When], orders: Sequence[Order]) -> frozenset[str]:
    """Return the events that are tied, at any remove, to one with a zone."""
    neighbours: dict[str, list[str]] = {}
    for earlier, later, _ in orders:
        neighbours.setdefault(earlier, []).append(later)
        neighbours.setdefault(later, []).append(earlier)
    found = {name for name, when in whens.items() if when.zoned}
    waiting = [name for name in found if name in neighbours]
    while waiting:
        for other in neighbours[waiting.pop()]:
            if other not in found:
                found.add(other)
                waiting.append(other)
    return frozenset(found)


class _Graph(NamedTuple):
    """The statements, by event, and the events so that each comes behind all that it follows.

    Events in a circle, and behind one, are missing from `ordered`.
    """

    before: Mapping[str, list[Order]]
    behind: Mapping[str, list[Order]]
    ordered: list[str]

    @classmethod
    def of(cls, events: Iterable[str], orders: Iterable[Order]) -> _Graph:
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


def _earliest(events: Mapping[str, _Event], graph: _Graph) -> tuple[dict[str, tuple[int, int]], dict[str, Order]]:
    """Return the earliest start and end of every event, and by which statement a start came where it came by one."""
    found: dict[str, tuple[int, int]] = {}
    came: dict[str, Order] = {}
    for name in graph.ordered:
        event = events[name]
        start = event.start_min if event.most is None else max(event.start_min, event.end_min - event.most)
        for order in graph.before.get(name, ()):
            limit = _follows(found[order.earlier], order)
            if limit > start:
                start, came[name] = limit, order
        found[name] = _forwards(event, start)
    return found, came


def _follows(earlier: tuple[int, int], order: Order) -> int:
    return earlier[0] + 1 if order.begun else earlier[1]


def _forwards(event: _Event, start: int) -> tuple[int, int]:
    """Return the earliest start and end of an event that begins no earlier than `start`."""
    end = max(event.end_min, start + event.least)
    return (start if event.most is None else max(start, end - event.most)), end


def _latest(events: Mapping[str, _Event], graph: _Graph) -> dict[str, tuple[int, int]]:
    """Return the latest start and end of every event."""
    found: dict[str, tuple[int, int]] = {}
    for name in reversed(graph.ordered):
        event = events[name]
        start, end = event.start_max, event.end_max
        for order in graph.behind.get(name, ()):
            if order.later not in found:
                continue
            if order.begun:
                start = min(start, found[order.later][0] - 1)
            else:
                end = min(end, found[order.later][0])
        start = min(start, end - event.least)
        found[name] = start, (end if event.most is None else min(end, start + event.most))
    return found


def _bounds(event: _Event, low: tuple[int, int], high: tuple[int, int]) -> Bounds:
    """Return tightened bounds in whole seconds, the wider way round, with the edges that nothing limited."""
    given = event.bounds
    return Bounds(
        given.start_min if _endless(low[0]) else low[0] // SCALE,
        given.start_max if _endless(high[0]) else -(-high[0] // SCALE),
        given.end_min if _endless(low[1]) else low[1] // SCALE,
        given.end_max if _endless(high[1]) else -(-high[1] // SCALE),
    )


def _endless(limit: int) -> bool:
    """Whether a limit comes from an edge and not from a date."""
    return abs(limit) > FAR // 2


# Contradictions


def _one_clash(
    events: Mapping[str, _Event], graph: _Graph, low: Mapping[str, tuple[int, int]], came: Mapping[str, Order]
) -> Clash | None:
    """Return a smallest contradiction, or nothing where there is none.

    Why: a circle is a contradiction whatever the dates; else one exists exactly where an earliest limit lies behind a latest one.
    """
    if len(graph.ordered) < len(events):
        circle = _circle(set(events) - set(graph.ordered), graph)
        return _shortest_chain(events, graph, set(events), most=len(circle.events) - 2) or circle
    late = [name for name in graph.ordered if _too_late(events[name], low[name])]
    if not late:
        return None
    return _shortest_chain(events, graph, set(late)) or _way_it_came(late[0], events, low, came)


def _too_late(event: _Event, low: tuple[int, int]) -> bool:
    return low[0] > event.start_max or low[1] > event.end_max


def _circle(within: set[str], graph: _Graph) -> Clash:
    """Return a shortest circle of statements."""
    after = {
        name: [order for order in orders if order.later in within]
        for name, orders in graph.behind.items()
        if name in within
    }
    best: tuple[Order, ...] = ()
    for start in itertools.islice(sorted(after), 1_000):
        path = _way_back(start, after, shorter_than=len(best))
        if path and (not best or len(path) < len(best)):
            best = path
    return Clash(tuple(order.earlier for order in best), best)


def _way_back(start: str, after: Mapping[str, list[Order]], *, shorter_than: int) -> tuple[Order, ...]:
    """Return the fewest statements that lead from an event to itself; nothing where none do."""
    came: dict[str, Order] = {}
    waiting = deque([(start, 0)])
    while waiting:
        name, steps = waiting.popleft()
        if shorter_than and steps >= shorter_than:
            return ()
        for order in after.get(name, ()):
            if order.later == start:
                return (*_path(came, name, start), order)
            if order.later not in came:
                came[order.later] = order
                waiting.append((order.later, steps + 1))
    return ()


def _path(came: Mapping[str, Order], name: str, start: str) -> tuple[Order, ...]:
    path: list[Order] = []
    while name != start:
        path.append(came[name])
        name = came[name].earlier
    return tuple(reversed(path))


def _shortest_chain(
    events: Mapping[str, _Event], graph: _Graph, late: set[str], *, most: int = WIDEST_SEARCH
) -> Clash | None:
    """Return the fewest events whose dates, durations and order exclude each other.

    Limits are carried one statement further at a time, so the first that goes wrong has come by the shortest way. Beyond
    `most` statements nothing is returned.
    """
    low = {name: _forwards(event, event.start_min) for name, event in events.items()}
    steps: list[dict[str, Order]] = []
    changed = set(events)
    while len(steps) <= min(most, WIDEST_SEARCH) and changed:
        wrong = next((name for name in sorted(late & changed) if _too_late(events[name], low[name])), None)
        if wrong is not None:
            return _chain(wrong, steps)
        steps.append(_one_step(events, graph.behind, low, changed))
        changed = set(steps[-1])
    return None


def _one_step(
    events: Mapping[str, _Event], after: Mapping[str, list[Order]], low: dict[str, tuple[int, int]], changed: set[str]
) -> dict[str, Order]:
    """Carry the limits that changed one statement further; return by which statement each came."""
    step = {}
    for name, limits in [(name, low[name]) for name in changed]:
        for order in after.get(name, ()):
            carried = _forwards(events[order.later], max(low[order.later][0], _follows(limits, order)))
            if carried != low[order.later]:
                low[order.later] = carried
                step[order.later] = order
    return step


def _chain(name: str, steps: Sequence[Mapping[str, Order]]) -> Clash:
    """Follow a limit back to the event from whose date it came."""
    path: list[Order] = []
    for step in reversed(steps):
        order = step.get(name)
        if order is not None:
            path.append(order)
            name = order.earlier
    return _as_clash(name, path)


def _way_it_came(
    name: str, events: Mapping[str, _Event], low: Mapping[str, tuple[int, int]], came: Mapping[str, Order]
) -> Clash:
    """Return the way by which a limit came, where it is too long to look for a shorter one.

    No event of it can be left out, though another way may have fewer.
    """
    path: list[Order] = []
    while name in came:
        order = came[name]
        path.append(order)
        name = order.earlier
        if not order.begun and low[name][1] == events[name].end_min:
            break
    return _as_clash(name, path)


def _as_clash(name: str, path: list[Order]) -> Clash:
    path.reverse()
    return Clash((name, *(order.later for order in path)), tuple(path))

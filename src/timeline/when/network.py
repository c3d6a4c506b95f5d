"""Order that is known without dates: what it says of the dates, and where it contradicts them.

Every event has a start and an end; its date limits both, its duration ties them together, and "this came after that" ties the start
of the one to the end of the other. Order leads only forwards, so one pass in order gives every earliest limit, one pass
backwards every latest, and both are exact: no tighter limits follow from the same statements.

Plain data in, plain data out: ids, times, and pairs of ids.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence

import attrs

from timeline.when.bounds import Bounds
from timeline.when.contradiction import Clash, contradictions
from timeline.when.stated import FAR, SCALE, Graph, Limits, Order, earliest
from timeline.when.terms import Edge
from timeline.when.value import When

__all__ = ["Clash", "Known", "Order", "propagate"]

MOST_CLASHES = 100


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
    graph = Graph.of(events, known)
    low, came = earliest(events, graph)
    while some := [*itertools.islice(contradictions(events, graph, low, came), MOST_CLASHES - len(clashes))]:
        clashes += some
        dropped = {order for clash in some for order in clash.orders}
        known = [order for order in known if order not in dropped]
        for clash in some:
            if not clash.orders:
                events[clash.events[0]] = events[clash.events[0]]._replace(least=0, most=None)
        graph = Graph.of(events, known)
        low, came = earliest(events, graph)
    high = _latest(events, graph)
    tightened = {name: _bounds(event, low[name], high[name]) for name, event in events.items() if name in high}
    return Known({name: tightened.get(name, event.bounds) for name, event in events.items()}, utc, tuple(clashes))


def _as_order(order: tuple[str, str] | Order, whens: Mapping[str, When]) -> Order:
    earlier, later, *begun = order
    endless = whens[earlier].end_min is Edge.OPEN and whens[earlier].end_max is Edge.OPEN
    return Order(earlier, later, endless or bool(begun and begun[0]))


def _limits(when: When, *, utc: bool) -> Limits:
    bounds = when.instants if utc else when.bounds
    start_min, start_max, end_min, end_max = bounds
    least, most = when.length(utc=utc)
    endless_start, endless_end = start_max is start_min is Edge.OPEN, end_max is end_min is Edge.OPEN
    return Limits(
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


def _latest(events: Mapping[str, Limits], graph: Graph) -> dict[str, tuple[int, int]]:
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


def _bounds(event: Limits, low: tuple[int, int], high: tuple[int, int]) -> Bounds:
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

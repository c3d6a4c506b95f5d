"""Where dates, durations and stated order contradict each other: smallest sets of events that clash, the smallest first.

Limits are carried one statement further at a time, so the first that goes wrong has come by the shortest way. Clashes of one length are taken from
one such search, in the order of the ids of the events that go wrong. Each time the statements of a clash are left out, and leaving out never
makes another limit go wrong; so what went wrong in the search need only be looked at again, among the few events from which that limit can have come.
An archive with a hundred clashes costs a search for each length, not for each clash.
"""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from timeline.when.stated import Graph, Limits, Order, follows, forwards, too_late

__all__ = ["Clash", "contradictions"]

WIDEST_SEARCH = 64

Low = Mapping[str, tuple[int, int]]  # the earliest start and end of each event
Came = Mapping[str, Order]  # by which statement a limit came


class Clash(NamedTuple):
    """Events that cannot all be dated, last, and follow each other as stated; without any one of them the rest could be.

    Attributes:
        events: Their ids, in the stated order; one alone where its duration does not fit between its own dates.
        orders: The statements between them.
    """

    events: tuple[str, ...]
    orders: tuple[Order, ...]


def contradictions(events: Mapping[str, Limits], graph: Graph, low: Low, came: Came) -> Iterator[Clash]:
    """Yield smallest contradictions: one, or all of one length; nothing where there is none.

    Each is one only as long as the statements of those before it are left out; there may be others when that is done.

    Args:
        events: The limits of each.
        graph: What is stated of their order.
        low: What `stated.earliest` gives.
        came: Likewise.

    Why: a circle is a contradiction whatever the dates; else one exists exactly where an earliest limit lies behind a latest one.
    """
    if len(graph.ordered) < len(events):
        circle = _circle(set(events) - set(graph.ordered), graph)
        search = _Search(events, events, graph.behind)
        wrong = search.first_wrong(set(events), most=len(circle.events) - 2)
        yield search.chain(wrong[0]) if wrong else circle
        return
    late = [name for name in graph.ordered if too_late(events[name], low[name])]
    if not late:
        return
    search = _Search(events, _leading_to(late, events, graph), graph.behind)
    wrong = search.first_wrong(set(late))
    if wrong:
        yield from _still_wrong(wrong, len(search.steps), events, graph)
    else:
        yield _way_it_came(late[0], events, low, came)


def _leading_to(late: Iterable[str], events: Iterable[str], graph: Graph) -> list[str]:
    """Return the events from which the limits of some others can have come, and these, in the order of all."""
    found = set(late)
    waiting = [*found]
    while waiting:
        for order in graph.before.get(waiting.pop(), ()):
            if order.earlier not in found:
                found.add(order.earlier)
                waiting.append(order.earlier)
    return [name for name in events if name in found]


class _Search:
    """Carries the limits of some events, by the statements between them, one statement further at a time.

    Args:
        events: The limits of each.
        names: Those to look at, in the order of all, so that the same chain is found each time.
        behind: The statements by which others follow each.

    Attributes:
        steps: For each step, by which statement the limits that changed in it came.
    """

    def __init__(
        self, events: Mapping[str, Limits], names: Iterable[str], behind: Mapping[str, Sequence[Order]]
    ) -> None:
        self._events = events
        self._behind = behind
        self._low = {name: forwards(events[name], events[name].start_min) for name in names}
        self._changed = [*self._low]
        self.steps: list[dict[str, Order]] = []

    def first_wrong(self, late: AbstractSet[str], *, most: int = WIDEST_SEARCH) -> list[str]:
        """Carry on until a limit goes wrong, and return the events of which one does, in the order of their ids.

        Args:
            late: The events of which one may.
            most: Beyond so many statements nothing is returned.
        """
        while len(self.steps) <= min(most, WIDEST_SEARCH) and self._changed:
            wrong = sorted(name for name in self._changed if name in late and self.is_wrong(name))
            if wrong:
                return wrong
            self.step()
        return []

    def is_wrong(self, name: str) -> bool:
        """Whether the limits of an event have gone wrong by now."""
        return too_late(self._events[name], self._low[name])

    def step(self) -> None:
        """Carry the limits that changed one statement further."""
        step: dict[str, Order] = {}
        low = self._low
        for name, limits in [(name, low[name]) for name in self._changed]:
            for order in self._behind.get(name, ()):
                if order.later in low:
                    before = low[order.later]
                    carried = forwards(self._events[order.later], max(before[0], follows(limits, order)))
                    if carried != before:
                        low[order.later] = carried
                        step[order.later] = order
        self.steps.append(step)
        self._changed = [*step]

    def chain(self, name: str) -> Clash:
        """Follow the limit of an event back to the event from whose date it came."""
        path: list[Order] = []
        for step in reversed(self.steps):
            # A limit changes only behind one that changed a step before, so the way leads through every step.
            path.append(step[name])
            name = step[name].earlier
        return _as_clash(name, path)


def _still_wrong(wrong: Iterable[str], steps: int, events: Mapping[str, Limits], graph: Graph) -> Iterator[Clash]:
    """Yield the clashes of some events that went wrong after so many steps, each without the statements of those before.

    Why: only what leads to an event in so many steps can have made it go wrong, and these are few.
    """
    ranks = {name: rank for rank, name in enumerate(events)}
    left_out: set[Order] = set()
    for name in wrong:
        near = sorted(_within(name, steps, graph), key=ranks.__getitem__)
        clash = _again(name, near, steps, events, _stated(graph, near, left_out))
        while clash is not None:
            yield clash
            left_out |= {*clash.orders}
            stated = _stated(graph, near, left_out)
            # Of one event alone its own dates and duration are at fault, and no statement can be left out.
            clash = _again(name, near, steps, events, stated) if clash.orders else None


def _again(
    name: str, near: Iterable[str], steps: int, events: Mapping[str, Limits], stated: Mapping[str, Sequence[Order]]
) -> Clash | None:
    """Return the clash by which an event goes wrong after so many steps, if it still does."""
    search = _Search(events, near, stated)
    for _ in range(steps):
        search.step()
    return search.chain(name) if search.is_wrong(name) else None


def _stated(graph: Graph, names: Iterable[str], left_out: AbstractSet[Order]) -> dict[str, list[Order]]:
    """Return the statements by which others follow some events, apart from those that are left out."""
    return {name: [order for order in graph.behind.get(name, ()) if order not in left_out] for name in names}


def _within(name: str, steps: int, graph: Graph) -> set[str]:
    """Return the events that lead to one by at most so many statements."""
    found = edge = {name}
    for _ in range(steps):
        orders = (order for each in edge for order in graph.before.get(each, ()))
        edge = {order.earlier for order in orders} - found
        found = found | edge
    return found


def _circle(within: set[str], graph: Graph) -> Clash:
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


def _way_it_came(
    name: str, events: Mapping[str, Limits], low: Mapping[str, tuple[int, int]], came: Mapping[str, Order]
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

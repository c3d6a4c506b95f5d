"""Contradictions are the same, and in the same order, as if after each the search began anew over all events."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.when import When
from timeline.when.contradiction import Clash, contradictions
from timeline.when.network import _limits, propagate
from timeline.when.stated import Graph, Order, earliest, follows, forwards, too_late

NAMES = tuple("fbdaecg")
SINGLE = [f"2025-04-0{day}" for day in range(1, 6)]
DAYS = st.sampled_from(SINGLE)
LASTED = st.sampled_from([None, None, None, "1 h", "30 h", "3 days"])
WHENS = st.one_of(
    DAYS, st.tuples(DAYS, DAYS).map(sorted).map(lambda pair: f"[{pair[0]}..{pair[1]}]"), st.just("2025-04")
)
NUMBERS = st.integers(0, len(NAMES) - 1)


def dated(text: str, lasted: str | None) -> When:
    return When(text).lasted(lasted) if lasted and text in SINGLE else When(text)


EVENTS = st.lists(st.builds(dated, WHENS, LASTED), min_size=len(NAMES), max_size=len(NAMES)).map(
    lambda whens: dict(zip(NAMES, whens, strict=True))
)
FORWARDS = st.lists(st.tuples(NUMBERS, NUMBERS).filter(lambda pair: pair[0] != pair[1]).map(sorted), max_size=25)
ANY_WAY = st.lists(st.tuples(NUMBERS, NUMBERS).filter(lambda pair: pair[0] != pair[1]), max_size=12)


def shortest(events, graph) -> list[list[str]]:
    """Carry every limit one statement further at a time, and return the way by which the first went wrong, if any does."""
    low = {name: forwards(event, event.start_min) for name, event in events.items()}
    ways = {name: [name] for name in events}
    for _ in events:
        wrong = sorted(name for name in events if too_late(events[name], low[name]))
        if wrong:
            return [ways[wrong[0]]]
        low, ways = further(events, graph, low, ways)
    return []


def further(events, graph, low, ways):
    reached, came = dict(low), dict(ways)
    for name, orders in graph.behind.items():
        for order in orders:
            limit = forwards(events[order.later], max(reached[order.later][0], follows(low[name], order)))
            if limit != reached[order.later]:
                reached[order.later], came[order.later] = limit, [*ways[name], order.later]
    return reached, came


@settings(max_examples=50)
@given(whens=EVENTS, pairs=FORWARDS)
def test_the_first_contradiction_is_a_shortest_one(whens, pairs):
    orders = [*dict.fromkeys(Order(NAMES[one], NAMES[other]) for one, other in pairs)]
    found = propagate(whens, orders).clashes[:1]
    plain = shortest({name: _limits(when, utc=False) for name, when in whens.items()}, Graph.of(whens, orders))
    assert [(len(each.events), each.events[-1]) for each in found] == [(len(each), each[-1]) for each in plain]


@settings(max_examples=50)
@given(whens=EVENTS, pairs=FORWARDS | ANY_WAY)
def test_clashes_of_one_search_are_those_of_a_search_for_each(whens, pairs):
    orders = [*dict.fromkeys(Order(NAMES[one], NAMES[other]) for one, other in pairs)]
    assert [*propagate(whens, orders).clashes] == [*restarted(whens, orders)]


def restarted(whens, orders) -> Iterator[Clash]:
    """Yield the contradictions, each as the first of a search that begins anew."""
    events = {name: _limits(when, utc=False) for name, when in whens.items()}
    while True:
        graph = Graph.of(events, orders)
        clash = next(contradictions(events, graph, *earliest(events, graph)), None)
        if clash is None:
            return
        yield clash
        orders = [order for order in orders if order not in clash.orders]
        if not clash.orders:
            events[clash.events[0]] = events[clash.events[0]]._replace(least=0, most=None)


@pytest.mark.parametrize("count", [3, 40])
def test_many_contradictions_of_one_length_come_in_the_order_of_their_ids(count):
    whens = {
        f"{name}{number:02}": When(day)
        for number in range(count)
        for name, day in (("z", "2025-04-26"), ("a", "2025-04-25"))
    }
    orders = [(f"z{number:02}", f"a{number:02}") for number in reversed(range(count))]
    found = propagate(whens, orders).clashes
    assert [clash.events for clash in found] == [(f"z{number:02}", f"a{number:02}") for number in range(count)]

"""What order and duration say of dates, checked against plain relaxation."""

import itertools
import random

import pytest

from timeline.when import Edge, When
from timeline.when.network import Clash, Known, Order, propagate

HOUR = 3_600
DAY = 86_400


def hours(when, second):
    return (second - when.start_min) / HOUR


def test_a_statement_after_talks_begins_when_they_are_over():
    talks, statement = When("2025-04-26T10:00").lasted("3 h"), When("2025-04-26")
    known = propagate({"talks": talks, "statement": statement}, [("talks", "statement")])
    assert hours(statement, known.bounds["statement"].start_min) == 13
    assert known.bounds["talks"] == talks.bounds
    assert known.clashes == ()
    assert known.instants == frozenset()


def test_what_comes_before_is_over_by_then():
    dispatch, meeting = When("[2025-04-21..2025-04-26]"), When("2025-04-25")
    known = propagate({"dispatch": dispatch, "meeting": meeting}, [("dispatch", "meeting")])
    assert known.bounds["dispatch"].end_max == meeting.end_max


def test_an_undated_event_takes_its_bounds_from_its_neighbours():
    whens = {"a": When("2025-04-25"), "b": When("[..2025-04-30]"), "c": When("2025-04-27")}
    known = propagate(whens, [("a", "b"), ("b", "c")])
    assert known.bounds["b"].start_min == whens["a"].start_min
    assert known.bounds["b"].end_max == whens["c"].end_max
    alone = propagate({"a": When("[2025..]"), "b": When("[..2026]")}, [])
    assert alone.bounds["a"].end_max is Edge.OPEN
    assert alone.bounds["b"].start_min is Edge.OPEN


def test_only_begun():
    war, talks = When("2022-02-24/2030"), When("2022-02-28")
    assert propagate({"war": war, "talks": talks}, [("war", "talks")]).clashes
    assert propagate({"war": war, "talks": talks}, [Order("war", "talks", begun=True)]).clashes == ()


def test_what_has_no_end_is_followed_once_it_has_begun():
    whens = {"term": When("2024-07-05/.."), "visit": When("[2024..2026]")}
    known = propagate(whens, [("term", "visit")])
    assert known.clashes == ()
    assert known.bounds["visit"].start_min == whens["term"].start_min


def test_events_tied_to_a_zone_are_reckoned_as_instants():
    whens = {"a": When("2025-04-26T23:00Z"), "b": When("2025-04-26"), "c": When("2025-04-26")}
    known = propagate(whens, [("a", "b")])
    assert known.instants == {"a", "b"}
    assert known.bounds["b"].start_min == whens["a"].instants.start_min
    assert known.bounds["c"] == whens["c"].bounds
    assert known.clashes == ()


def test_unknown_ids_are_passed_over():
    assert propagate({"a": When("2025")}, [("a", "b"), ("c", "a")]).clashes == ()


@pytest.mark.parametrize(
    ("whens", "orders", "events"),
    [
        ({"a": "2025-04-26", "b": "2025-04-25"}, ["ab"], "ab"),
        ({"a": "2025", "b": "2025", "c": "2025"}, ["ab", "bc", "ca"], "abc"),
        ({"a": "2025"}, ["aa"], "a"),
        ({"a": "2025-04-26", "b": "2025", "c": "2025-04-25", "d": "2025"}, ["ab", "bc", "cd"], "abc"),
        ({"a": "2025-04-26", "b": "2025", "c": "2025-04-25"}, ["ab", "bc", "ac"], "ac"),
        ({"a": "2025", "b": "2025", "c": "2025"}, ["ab", "bc", "ca", "cb"], "bc"),
    ],
)
def test_the_smallest_clash(whens, orders, events):
    known = propagate({name: When(text) for name, text in whens.items()}, [tuple(order) for order in orders])
    assert set(known.clashes[0].events) == set(events)
    assert len(known.clashes[0].events) == len(events)


def test_a_duration_that_does_not_fit_its_own_dates():
    known = propagate({"a": When("2025-04-25/2025-04-26").lasted("5 days"), "b": When("2025-05")}, [("a", "b")])
    assert known.clashes == (Clash(("a",), ()),)


def test_durations_clash_through_order():
    """Three talks of ten hours one behind the other do not fit into a day."""
    whens = {name: When("2025-04-26").lasted("10 h") for name in "abc"}
    known = propagate(whens, [("a", "b"), ("b", "c")])
    assert [clash.events for clash in known.clashes] == [("a", "b", "c")]
    assert propagate(whens, [("a", "b")]).clashes == ()


def test_each_clash_is_found():
    whens = {"a": When("2025-04-26"), "b": When("2025-04-25"), "c": When("2025-04-28"), "d": When("2025-04-27")}
    known = propagate(whens, [("a", "b"), ("c", "d"), ("b", "c")])
    assert {clash.events for clash in known.clashes} == {("a", "b"), ("c", "d")}
    assert known.bounds["c"] == whens["c"].bounds


def relaxed(events, orders):
    """Bellman and Ford, over points in half seconds: whether it can be, and the earliest start of each."""
    edges = []
    for name, (start, end, least, most) in events.items():
        edges += [
            ("", name + "<", start * 64),
            (name + ">", "", -end * 64),
            (name + "<", name + ">", max(least * 64, 1)),
        ]
        edges += [(name + ">", name + "<", -most * 64)]
    edges += [(earlier + ">", later + "<", 0) for earlier, later in orders]
    found = dict.fromkeys([""], 0) | {name + mark: -(10**9) for name in events for mark in "<>"}
    for _ in range(len(found) + 1):
        changed = False
        for first, second, weight in edges:
            if found[first] + weight > found[second]:
                found[second], changed = found[first] + weight, True
        if not changed:
            return True, {name: found[name + "<"] // 64 for name in events}
    return False, {}


def second(number):
    return f"2025-01-01T00:{number // 60:02}:{number % 60:02}"


@pytest.mark.parametrize("seed", range(150))
def test_limits_are_exact_and_clashes_are_real_and_smallest(seed):
    rng = random.Random(seed)
    names = "abcde"
    events, whens = {}, {}
    for name in names:
        start, end = sorted(rng.sample(range(30), 2))
        whens[name] = When(f"[{second(start)}..{second(end)}]")
        # As bounds of one moment among seconds, the event lies in [start, end + 1] and lasts as long as that at most.
        events[name] = (start, end + 1, 0, end + 1 - start)
    orders = [pair for pair in itertools.permutations(names, 2) if rng.random() < 0.2]
    known = propagate(whens, orders)
    feasible, low = relaxed(events, orders)
    assert (known.clashes == ()) is feasible
    origin = When("2025-01-01").start_min
    if feasible:
        assert {name: known.bounds[name].start_min - origin for name in names} == low
        return
    clash = known.clashes[0]
    inside = [(order.earlier, order.later) for order in clash.orders]
    assert not relaxed({name: events[name] for name in clash.events}, inside)[0]
    for size in range(1, len(clash.events)):
        for few in itertools.combinations(names, size):
            some = {name: events[name] for name in few}
            assert relaxed(some, [order for order in orders if set(order) <= set(few)])[0]


def test_a_long_chain_and_a_large_chronology():
    """Nothing here is timed; that the chain comes through at all shows that nothing recurses or goes over every pair."""
    rng = random.Random(4)
    names = [f"event-{number}" for number in range(3_000)]
    whens = {name: When("2025") for name in names}
    orders = list(itertools.pairwise(names)) + [tuple(sorted(rng.sample(range(3_000), 2))) for _ in range(1_000)]
    orders = [(a, b) if isinstance(a, str) else (names[a], names[b]) for a, b in orders]
    known = propagate(whens, orders)
    assert isinstance(known, Known)
    assert known.clashes == ()
    whens[names[0]], whens[names[-1]] = When("2025-06-02"), When("2025-06-01")
    (clash,) = propagate(whens, list(itertools.pairwise(names))).clashes
    assert clash.events == tuple(names)


def test_a_way_too_long_to_be_searched_begins_at_the_date_that_it_comes_from():
    """The first event moves the start of the second, and yet it is the end of the second that comes too late for the last."""
    names = [f"event-{number:02}" for number in range(80)]
    whens = {name: When("2025") for name in names}
    whens[names[0]], whens[names[1]], whens[names[-1]] = (
        When("2025-05-10"),
        When("2025-05/2025-06-02"),
        When("2025-06-01"),
    )
    (clash,) = propagate(whens, list(itertools.pairwise(names))).clashes
    assert clash.events == tuple(names[1:])


def test_beyond_the_clashes_that_are_told_the_rest_keeps_its_limits():
    """A hundred circles are told; of the one that is left over, nothing is concluded for what stands before it."""
    circles = [(f"a{number:03}", f"b{number:03}") for number in range(101)]
    whens = {name: When("2025") for name in ("before", *itertools.chain(*circles))}
    orders = [*circles, *(pair[::-1] for pair in circles), ("before", "a100")]
    known = propagate(whens, orders)
    assert [clash.events for clash in known.clashes] == circles[:100]
    assert known.bounds == {name: when.bounds for name, when in whens.items()}

"""The page order is total, stable, independent of the input, and honours every certain and every stated order."""

import random

from hypothesis import given
from hypothesis import strategies as st

import timeline as tl

DATES = [
    "1990",
    "1990-01",
    "1990-01-05",
    "[1990-01-03..1990-02]",
    "1990-01/..",
    "../1990-03",
    "/1991",
    "1989-12-31",
    "1990-01-05?",
]
DATES += [
    "[..1990-01-04]",
    "1990-XX-05",
    "199X",
    "{1990-01,1990-03}",
    "1990-01-05T12:00",
    "1990-01-05T12:00+05:00",
    "Y170000002",
]


@st.composite
def events(draw):
    """Some events, each possibly known to follow earlier-numbered ones."""
    count = draw(st.integers(1, 12))
    found = []
    for number in range(count):
        earlier = draw(st.lists(st.integers(0, number - 1), unique=True, max_size=3)) if number else []
        when = draw(st.sampled_from(DATES))
        kind = draw(st.sampled_from([tl.Event, tl.Meeting, tl.Incident]))
        found.append(kind(f"e{number}", title="x", when=when, after=[f"e{other}" for other in earlier]))
    return found


def order(found):
    return [event.id for event in tl.Chronology(found)]


@given(events(), st.randoms(use_true_random=False))
def test_it_is_total_and_independent_of_the_input(found, shuffle: random.Random):
    shuffled = list(found)
    shuffle.shuffle(shuffled)
    assert order(shuffled) == order(found)
    assert sorted(order(found)) == sorted(event.id for event in found)


@given(events())
def test_it_honours_every_stated_order(found):
    place = {name: position for position, name in enumerate(order(found))}
    assert all(place[earlier] < place[event.id] for event in found for earlier in event.after)


@given(events())
def test_it_honours_every_certain_order_that_no_statement_contradicts(found):
    free = [event for event in found if not event.after]
    place = {name: position for position, name in enumerate(order(free))}
    for first in free:
        for second in free:
            ends, begins = first.when.instants[3], second.when.instants[0]
            if isinstance(ends, int) and isinstance(begins, int) and ends <= begins:
                assert place[first.id] < place[second.id]

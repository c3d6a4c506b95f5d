"""Where those who met stand: near those whom they met, each in a row of their own, and numbers clear of each other."""

from __future__ import annotations

import itertools
import math

from hypothesis import given
from hypothesis import strategies as st

from timeline.chronology.contacts import Contact
from timeline.rendering.pictures.circle import Numbers, Spot, around, curve, oval
from timeline.when import When

DAY = When("1961")
NAMES = [f"p{number}" for number in range(9)]
EDGES = st.dictionaries(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda pair: pair[0] < pair[1]), st.integers(1, 5)
)


def edges(counts: dict[tuple[str, str], int]) -> list[Contact]:
    return [Contact(*pair, tuple(map(str, range(count))), DAY, DAY) for pair, count in counts.items()]


def steps(order: list[str], one: str, other: str) -> int:
    apart = abs(order.index(one) - order.index(other))
    return min(apart, len(order) - apart)


def test_those_who_met_often_stand_beside_each_other() -> None:
    chain = {("p0", "p4"): 3, ("p1", "p4"): 3, ("p1", "p3"): 3, ("p2", "p3"): 3, ("p0", "p2"): 1}
    order = around(NAMES[:5], edges(chain))
    assert all(steps(order, *pair) == 1 for pair in chain)


def test_groups_that_never_met_stay_apart() -> None:
    order = around(NAMES[:6], edges({("p0", "p2"): 1, ("p2", "p4"): 1, ("p1", "p3"): 1, ("p3", "p5"): 1}))
    sides = "".join("a" if name in {"p0", "p2", "p4"} else "b" for name in order)
    assert "aaa" in sides * 2


@given(counts=EDGES, size=st.integers(0, 9))
def test_everyone_stands_somewhere_once_and_the_first_last(counts: dict[tuple[str, str], int], size: int) -> None:
    order = around(NAMES[:size], edges(counts))
    assert sorted(order) == NAMES[:size]
    assert order[-1:] == NAMES[:1][:size]


@given(counts=EDGES)
def test_no_exchange_of_two_of_a_group_would_bring_them_nearer(counts: dict[tuple[str, str], int]) -> None:
    """Whoever met all others, or nobody, is no exception."""
    order = around(NAMES, edges(counts))

    def cost(names: list[str]) -> int:
        return sum(count * steps(names, *pair) for pair, count in counts.items())

    for one, other in counts:  # these two are of one group
        swapped = [{one: other, other: one}.get(name, name) for name in order]
        assert cost(order) <= cost(swapped)


@given(st.lists(st.floats(20, 60), min_size=1, max_size=60), st.floats(100, 400))
def test_each_name_has_a_row_of_its_own_on_the_oval(heights: list[float], least: float) -> None:
    form = oval(heights, least=least, across=lambda down: 0.8 * down)
    for spot in form.spots:
        assert math.isclose((spot.x / form.across) ** 2 + (spot.y / form.down) ** 2, 1, abs_tol=1e-6)
    pairs = [(spot, height) for spot, height in zip(form.spots, heights, strict=True)]
    for (one, high), (other, low) in itertools.combinations(pairs, 2):
        if one.side == other.side:
            assert abs(one.y - other.y) >= (high + low) / 2 - 1e-6


@given(st.integers(2, 60), st.data())
def test_every_line_stays_within_the_oval(size: int, data: st.DataObject) -> None:
    """So it runs into no name, for all names are outside."""
    form = oval([26.0] * size, least=200, across=lambda down: 0.9 * down)
    one, other = data.draw(st.lists(st.sampled_from(form.spots), min_size=2, max_size=2, unique=True))
    line = curve(one, other)
    for step in range(1, 20):
        spot = line.at(step / 20)
        assert (spot.x / form.across) ** 2 + (spot.y / form.down) ** 2 < 1


def test_numbers_keep_clear_of_each_other_and_of_marks() -> None:
    form = oval([26.0] * 12, least=300, across=lambda down: down)
    lines = [curve(one, other) for one, other in itertools.combinations(form.spots, 2)]
    numbers = Numbers(lines, ((spot, 9.0) for spot in form.spots))
    placed = [spot for line in lines if (spot := numbers.place(line, wide=8, high=9)) is not None]
    assert 20 < len(placed) <= len(lines)
    for one, other in itertools.combinations(placed, 2):
        assert abs(one.x - other.x) >= 16 or abs(one.y - other.y) >= 18
    for spot, mark in itertools.product(placed, form.spots):
        assert abs(spot.x - mark.x) >= 17 or abs(spot.y - mark.y) >= 18


def test_where_there_is_no_room_there_is_no_number() -> None:
    line = curve(Spot(-10, 0), Spot(10, 0))
    assert Numbers([line], [(Spot(0, 0), 30.0)]).place(line, wide=8, high=9) is None

"""An axis of time shows what it is asked for, in order, true to its marks, with names that do not collide; whatever the years."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from timeline.rendering.pictures.axis import LETTERS, Axis, axis_of
from timeline.rendering.pictures.lettering import width_of
from timeline.when.civil import DAY

YEAR = 31_556_952
moments = st.one_of(
    st.integers(-6_000 * YEAR, 6_000 * YEAR),
    st.integers(-60 * YEAR, 60 * YEAR).map(lambda second: second - second % DAY),
    st.integers(1_745_000_000, 1_746_000_000),
    st.integers(-(10**23) * YEAR, 10**23 * YEAR),
)
lengths = st.one_of(st.just(0), st.just(60), st.just(DAY), st.integers(0, 400 * DAY), st.integers(0, 900 * YEAR))
stretches = st.lists(st.tuples(moments, lengths).map(lambda pair: (pair[0], sum(pair))), min_size=1, max_size=12)
clusters = st.tuples(
    st.integers(1_700_000_000, 1_745_000_000), st.lists(st.integers(0, 20 * DAY), min_size=4, max_size=20)
).map(lambda pair: [(pair[0] + step, pair[0] + step + DAY) for step in pair[1]])
crowds = st.tuples(clusters, stretches).map(lambda pair: pair[0] * 3 + pair[1][:2])
widths = st.integers(380, 1_400)
written = st.lists(
    st.tuples(st.integers(-(10**8) * YEAR, 10**8 * YEAR), lengths).map(lambda pair: (pair[0], sum(pair))),
    min_size=1,
    max_size=9,
)


def drawn(asked: list[tuple[int, int]], width: int) -> Axis:
    found = axis_of(asked, left=8.0, right=float(width))
    assert found is not None
    return found


@given(st.one_of(stretches, clusters, crowds), widths)
def test_names_are_inside_and_do_not_collide(asked: list[tuple[int, int]], width: int) -> None:
    axis = drawn(asked, width)
    ends = [axis.left]
    for part in axis.parts:
        for name in part.names:
            half = width_of(name.text, LETTERS) / 2
            assert ends[-1] <= name.x - half + 0.01
            assert name.x + half <= part.right + 0.01
            ends.append(name.x + half)
    frames = [(frame.x, frame.x + width_of(frame.text, LETTERS)) for part in axis.parts for frame in part.frames]
    assert all(end <= begin for (_, end), (begin, _) in pairwise(frames))
    assert all(end <= axis.right for _, end in frames)


@given(st.one_of(written, clusters), st.integers(340, 1_400))
def test_at_least_two_moments_are_named(asked: list[tuple[int, int]], width: int) -> None:
    assert sum(len(part.names) for part in drawn(asked, width).parts) >= 2


@given(stretches, widths)
def test_any_year_can_be_named(asked: list[tuple[int, int]], width: int) -> None:
    """Two names of twenty-four digits have no room beside each other."""
    assert sum(len(part.names) for part in drawn(asked, width).parts) >= 1


@given(st.one_of(stretches, clusters, crowds), widths)
def test_marks_are_strictly_inside(asked: list[tuple[int, int]], width: int) -> None:
    for part in drawn(asked, width).parts:
        assert all(part.left < place < part.right for place in (*part.lines, *part.borders))
        assert list(part.lines) == sorted(part.lines)
        assert set(part.borders) <= set(part.lines) or not part.step.is_cell


@given(st.one_of(stretches, clusters, crowds), widths, st.lists(moments, min_size=2, max_size=8))
def test_what_is_later_stands_further_on(asked: list[tuple[int, int]], width: int, more: list[int]) -> None:
    axis = drawn(asked, width)
    seconds = sorted([*more, *(second for pair in asked for second in pair)])
    for last in (False, True):
        places = [axis.x(second, last=last) for second in seconds]
        assert places == sorted(places)
        assert all(axis.left <= place <= axis.right for place in places)


@given(st.one_of(stretches, clusters, crowds), widths)
def test_all_of_every_stretch_is_shown(asked: list[tuple[int, int]], width: int) -> None:
    axis = drawn(asked, width)
    assert axis.parts[0].low <= min(low for low, _ in asked)
    assert axis.parts[-1].high >= max(high for _, high in asked)
    assert all(one.high == other.low for one, other in pairwise(axis.parts))
    assert all(one.right < other.left for one, other in pairwise(axis.parts))


@given(st.one_of(stretches, clusters, crowds), widths)
def test_only_times_of_day_are_marked_within_days(asked: list[tuple[int, int]], width: int) -> None:
    """An axis that is marked in hours would make a known day look like a long event."""
    if not any(low % DAY or high % DAY for low, high in asked):
        assert not drawn(asked, width).is_hourly

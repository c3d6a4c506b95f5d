"""An axis of time by example: from minutes to centuries, before the common era, and broken where events crowd."""

from __future__ import annotations

from itertools import pairwise

import pytest

from timeline.rendering.pictures.axis import Axis, axis_of
from timeline.rendering.pictures.steps import STEPS, Step, Unit
from timeline.when import When
from timeline.when.civil import DAY, days

WIDTH = 700.0


def shown(*texts: str, width: float = WIDTH) -> Axis:
    """Return the axis for some dates."""
    bounds = [[bound for bound in When(text).bounds if isinstance(bound, int)] for text in texts]
    axis = axis_of([(min(known), max(known)) for known in bounds], left=0.0, right=width)
    assert axis is not None
    return axis


def names(axis: Axis, part: int = 0) -> list[str]:
    return [name.text for name in axis.parts[part].names]


def frames(axis: Axis, part: int = 0) -> list[str]:
    return [name.text for name in axis.parts[part].frames]


@pytest.mark.parametrize(
    ("texts", "above", "marks"),
    [
        (("2025-04-26T14:30",), ["26 April 2025"], ["14:29", "14:30", "14:31", "14:32"]),
        (
            ("2025-04-26T14:30", "2025-04-26T15:00"),
            ["26 April 2025"],
            ["14:30", "14:35", "14:40", "14:45", "14:50", "14:55", "15:00"],
        ),
        (("2025-04-26",), ["April 2025"], ["24", "25", "26", "27", "28"]),
        (("2025-03-30", "2025-04-02"), ["March 2025", "April 2025"], ["30", "31", "1", "2"]),
        (("1815-02", "1815-06"), ["1815"], ["Feb", "Mar", "Apr", "May", "Jun"]),
        (("1814-11", "1815-02"), ["1814", "1815"], ["Oct", "Nov", "Dec", "Jan", "Feb", "Mar"]),
        (
            ("1500", "1999"),
            [],
            ["1500", "1550", "1600", "1650", "1700", "1750", "1800", "1850", "1900", "1950", "2000"],
        ),
        (
            ("-0099", "0100"),
            [],
            ["100 BCE", "80 BCE", "60 BCE", "40 BCE", "20 BCE", "1 CE", "20 CE", "40 CE", "60 CE", "80 CE", "100 CE"],
        ),
    ],
)
def test_marks_suit_the_stretch(texts: tuple[str, ...], above: list[str], marks: list[str]) -> None:
    axis = shown(*texts)
    found = names(axis)
    assert frames(axis) == above
    assert [name for name in found if name in marks] == found
    assert len(found) >= len(marks) - 2


def test_a_day_is_named_in_its_middle_and_a_moment_at_its_mark() -> None:
    week = shown("2025-04-21", "2025-04-27")
    first = week.parts[0].names[0]
    assert (first.text, first.x) == (
        "21",
        (week.x(When("2025-04-21").start_min) + week.x(When("2025-04-22").start_min)) / 2,
    )
    hours = shown("2025-04-26T06:00", "2025-04-26T18:00")
    noon = next(name for name in hours.parts[0].names if name.text == "12:00")
    assert noon.x == pytest.approx(hours.x(When("2025-04-26T12:00").start_min))


def test_a_round_year_before_the_common_era_is_one_of_its_own_count() -> None:
    """100 BCE is the astronomical year -99; an axis in astronomical hundreds would say 101 BCE."""
    marks = list(Step(Unit.YEAR, 100).marks(days(-250) * DAY, days(250) * DAY))
    assert marks == [days(year) * DAY for year in (-199, -99, 1, 100, 200)]


def test_days_are_counted_from_the_first_of_each_month() -> None:
    marks = list(Step(Unit.DAY, 5).marks(days(2025, 2, 20) * DAY, days(2025, 3, 7) * DAY))
    assert marks == [days(2025, *day) * DAY for day in ((2, 21), (3, 1), (3, 6))]


def test_steps_grow_by_little() -> None:
    """Between two steps there is never so great a leap that one is too fine and the next too coarse."""
    pairs = list(pairwise(STEPS))
    assert len(pairs) > 40
    assert all(one.seconds < other.seconds <= 5 * one.seconds for one, other in pairs)


def test_marks_are_no_finer_than_what_is_known() -> None:
    assert shown("2025-04-26T10:00").is_hourly
    assert not shown("2025-04-26").is_hourly
    units = [shown(text).parts[0].step.unit for text in ("2025-04-26", "2025-04", "2025")]
    assert units == [Unit.DAY, Unit.MONTH, Unit.YEAR]


class TestBroken:
    """One war of years, and thirty meetings in a week: an even axis would show a blot."""

    axis = shown("2022-02", "2024-08", *(f"2025-04-{day}" for day in range(20, 28) for _ in range(3)))

    def test_the_crowded_part_has_most_of_the_room(self) -> None:
        early, crowded = self.axis.parts
        assert self.axis.main == 1
        assert (crowded.right - crowded.left) > 0.7 * WIDTH
        assert (crowded.low, crowded.high) == (When("2025-04-20").start_min, When("2025-04-27").end_max)
        assert names(self.axis) == ["2022", "2023", "2024"]
        assert early.high == crowded.low

    def test_each_part_keeps_its_own_scale(self) -> None:
        early, crowded = self.axis.parts
        assert early.pace > 20 * crowded.pace
        year = early.x(When("2024").start_min) - early.x(When("2023").start_min)
        assert year == pytest.approx(early.x(When("2025").start_min) - early.x(When("2024").start_min), rel=0.01)

    def test_at_the_gap_an_end_lies_before_and_a_beginning_behind(self) -> None:
        early, crowded = self.axis.parts
        assert self.axis.x(crowded.low) == crowded.left
        assert self.axis.x(crowded.low, last=True) == early.right
        assert early.right < crowded.left

    def test_what_is_spread_out_is_not_broken(self) -> None:
        assert len(shown(*(f"{year}" for year in range(1900, 2000, 7))).parts) == 1
        assert len(shown("1900", "1999-05-01", "1999-05-02").parts) == 1

    def test_it_can_be_forbidden(self) -> None:
        known = [(0, DAY)] * 9 + [(-5000 * DAY, -4999 * DAY)]
        assert len(axis_of(known, left=0, right=700).parts) == 2  # type: ignore[union-attr]
        assert len(axis_of(known, left=0, right=700, unbroken=True).parts) == 1  # type: ignore[union-attr]


def test_nothing_to_show_has_no_axis() -> None:
    assert axis_of([], left=0.0, right=700.0) is None

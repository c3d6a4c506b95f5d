"""The civil calendar: what a season, a century and a date with unspecified digits cover, against Python's own calendar."""

from __future__ import annotations

import calendar
import datetime as dt
import itertools
import re

import pytest

from timeline.errors import Invalid
from timeline.when import When
from timeline.when.civil import DAY, date_of, days

NORTH, SOUTH = (3, 6, 9, 12), (9, 12, 3, 6)
# EDTF level 2, "Sub-year groupings": spring to winter without a hemisphere, of the north, of the south; quarters; thirds; halves.
GROUPINGS = {
    **{21 + place: (month, 3) for place, month in enumerate(NORTH)},
    **{25 + place: (month, 3) for place, month in enumerate(NORTH)},
    **{29 + place: (month, 3) for place, month in enumerate(SOUTH)},
    **{33 + place: (month, 3) for place, month in enumerate((1, 4, 7, 10))},
    **{37 + place: (month, 4) for place, month in enumerate((1, 5, 9))},
    **{40 + place: (month, 6) for place, month in enumerate((1, 7))},
}


def edges(when: When) -> list[tuple[int, int, int]]:
    """Return the days on which a date begins at the earliest, and that on which it is over at the latest."""
    return [date_of(second // DAY) for second in (when.start_min, when.end_max) if isinstance(second, int)]


@pytest.mark.parametrize(("code", "grouping"), GROUPINGS.items())
def test_a_grouping_of_months_is_what_the_standard_says(code: int, grouping: tuple[int, int]) -> None:
    month, count = grouping
    ahead, last = divmod(month - 1 + count, 12)
    first, over = (2001, month, 1), (2001 + ahead, last + 1, 1)
    assert edges(When(f"2001-{code}")) == [first, over]
    begins = When(f"2001-{code}/2009")
    assert [date_of(second // DAY) for second in (begins.start_min, begins.start_max)] == [first, over]


@pytest.mark.parametrize("code", [*range(13, 21), *range(42, 100), 0])
def test_there_are_no_other_groupings(code: int) -> None:
    told = f"there is no season {code}; seasons are 21 to 41" if code > 41 else f"there is no month {code:02}"
    with pytest.raises(Invalid, match=re.escape(f"{told} (character 6)")):
        When(f"2001-{code:02}")


def fitting(mask: str) -> list[dt.date]:
    """Return all days of which every digit is the one of the mask, or any where that has an X."""
    year, month, day = (re.compile(part.replace("X", "[0-9]")) for part in mask.split("-"))
    years = [number for number in range(1, 10_000) if year.fullmatch(f"{number:04}")]
    months = [number for number in range(1, 13) if month.fullmatch(f"{number:02}")]
    return [
        dt.date(number, found, place)
        for number, found in itertools.product(years, months)
        for place in range(1, calendar.monthrange(number, found)[1] + 1)
        if day.fullmatch(f"{place:02}")
    ]


@pytest.mark.parametrize(
    "mask",
    [
        "2001-XX-XX", "2001-0X-3X", "2001-1X-31", "2001-X1-31", "2001-06-3X", "2001-0X-X9", "2001-XX-01", "2001-XX-31",
        "200X-02-29", "19XX-02-29", "1X00-02-29", "20XX-XX-30", "201X-1X-0X", "2X01-01-01", "X996-02-29", "202X-12-X1",
        "2001-12-XX", "2000-02-2X", "1900-02-2X",
    ],
)  # fmt: skip
def test_a_day_with_unspecified_digits_is_one_of_those_that_fit(mask: str) -> None:
    days_that_fit = fitting(mask)
    first, over = days_that_fit[0], days_that_fit[-1] + dt.timedelta(1)
    when = When(mask)
    assert edges(when) == [(first.year, first.month, first.day), (over.year, over.month, over.day)]
    start, after = When(f"{mask}/9990"), days_that_fit[-1] + dt.timedelta(1)
    assert date_of(start.start_max // DAY) == (after.year, after.month, after.day)


@pytest.mark.parametrize(
    ("mask", "first", "over"),
    [
        ("2001-XX", (2001, 1, 1), (2002, 1, 1)),
        ("2001-0X", (2001, 1, 1), (2001, 10, 1)),
        ("2001-1X", (2001, 10, 1), (2002, 1, 1)),
        ("2001-X2", (2001, 2, 1), (2002, 1, 1)),
        ("20X1-02", (2001, 2, 1), (2091, 3, 1)),
        ("-0XX1-02", (-991, 2, 1), (-1, 3, 1)),
        ("-01X4-02-29", (-184, 2, 29), (-104, 3, 1)),
        ("-0X04-02-29", (-904, 2, 29), (-4, 3, 1)),
        ("-00X4", (-94, 1, 1), (-3, 1, 1)),
        ("-001X", (-19, 1, 1), (-9, 1, 1)),
        ("-01XX", (-199, 1, 1), (-99, 1, 1)),
        ("19XX", (1900, 1, 1), (2000, 1, 1)),
        ("199X", (1990, 1, 1), (2000, 1, 1)),
    ],
)
def test_a_date_with_unspecified_digits_covers_all_that_fit(
    mask: str, first: tuple[int, int, int], over: tuple[int, int, int]
) -> None:
    assert edges(When(mask)) == [first, over]


@pytest.mark.parametrize(
    ("mask", "told"),
    [
        ("2001-XX-32", "there is no day 32 in the months of 2001 (character 9)"),
        ("2001-02-3X", "there is no day 3X in February 2001 (character 9)"),
        ("20XX-02-30", "there is no day 30 in February 20XX (character 9)"),
        ("-00X1-02-29", "there is no day 29 in February -00X1 (character 10)"),
        ("2001-XX-00", "there is no day 00 in the months of 2001 (character 9)"),
        ("2001-4X", "there is no month 4X (character 6)"),
        ("2001-2X-01", "there is no month 2X"),
    ],
)
def test_a_mask_that_nothing_fits_is_refused(mask: str, told: str) -> None:
    with pytest.raises(Invalid, match=re.escape(told)):
        When(mask)


def test_days_are_counted_as_python_counts_them() -> None:
    """Around every year, for a thousand years behind and before the epoch, and at the ends of what Python knows."""
    epoch = dt.date(1970, 1, 1).toordinal()
    for year in (*range(970, 2970), 1, 2, 9998):
        for date in (dt.date(year, 1, 1), dt.date(year, 2, 28), dt.date(year, 3, 1), dt.date(year, 12, 31)):
            count = date.toordinal() - epoch
            assert days(date.year, date.month, date.day) == count
            assert date_of(count) == (date.year, date.month, date.day)


@pytest.mark.parametrize("year", [-400, -100, -4, 0, -800_000, 12_000, 400_000, -123_456])
def test_the_calendar_repeats_after_four_hundred_years(year: int) -> None:
    """Where Python's has no years any more, for each day of the year."""
    like = year % 400 + 2000
    for offset in range(366 if calendar.isleap(like) else 365):
        date = dt.date(like, 1, 1) + dt.timedelta(offset)
        count = days(year, date.month, date.day)
        assert count == days(like, date.month, date.day) + (year - like) // 400 * 146_097
        assert date_of(count) == (year, date.month, date.day)


def test_an_interval_between_years_begins_and_ends_in_them() -> None:
    when = When("200X/202X")
    found = [date_of(second // DAY) for second in (when.start_min, when.start_max, when.end_min, when.end_max)]
    assert found == [(2000, 1, 1), (2010, 1, 1), (2020, 1, 1), (2030, 1, 1)]

"""Days counted on the proleptic Gregorian calendar, and the cells that a date with gaps in it can mean.

All functions take astronomical years of any size (0 is 1 BCE). A cell is a half-open pair of civil seconds since
1970-01-01T00:00. Nothing here knows of zones.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from timeline.when.terms import Grain

__all__ = ["DAY", "Cells", "date_of", "days", "is_leap", "month_length", "season_months"]

DAY = 86_400
UNIX_DAY = 719_163  # the ordinal of 1970-01-01 in `datetime`
MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


class Impossible(Exception):
    """No calendar has this; `component` says which part of the date is to blame."""

    def __init__(self, component: str, message: str) -> None:
        super().__init__(message)
        self.component = component


class Cells(NamedTuple):
    """The first and the last stretch that a date can mean; they are the same where the date has no gaps.

    Attributes:
        first: Start of the first cell.
        first_end: Its end.
        last: Start of the last cell.
        last_end: Its end.
        grain: The unit of one cell.
    """

    first: int
    first_end: int
    last: int
    last_end: int
    grain: Grain


def is_leap(year: int) -> bool:
    """Whether `year` has a 29 February; year 0 has."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """The number of days of a month."""
    return 29 if month == 2 and is_leap(year) else MONTHS[month - 1]


def days(year: int, month: int = 1, day: int = 1) -> int:
    """Count days since 1970-01-01.

    Why: years are taken to begin in March, so that the leap day is the last one and the months follow one formula.

    Examples:
        >>> days(1970), days(0, 2, 29), days(-43, 3, 15)
        (0, -719469, -735160)
    """
    if month <= 2:
        year -= 1
        month += 12
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * month - 457) // 5 + day - 719_469


def date_of(day: int) -> tuple[int, int, int]:
    """Return year, month and day of a day count; the inverse of `days`.

    Examples:
        >>> date_of(20_204)
        (2025, 4, 26)
    """
    era, within = divmod(day + 719_468, 146_097)
    year = (within - within // 1_460 + within // 36_524 - within // 146_096) // 365
    ordinal = within - (365 * year + year // 4 - year // 100)
    shifted = (5 * ordinal + 2) // 153
    month = shifted + 3 if shifted < 10 else shifted - 9
    return era * 400 + year + (month <= 2), month, ordinal - (153 * shifted + 2) // 5 + 1


def season_months(code: int) -> tuple[int, int]:
    """Return the first month of a sub-year grouping and how many months it has.

    Source: EDTF level 2 "Sub-year groupings"; the months of the seasons are our decision. They are the meteorological ones,
    those of the north where no hemisphere is named, and a season that crosses the new year begins in the year named.

    Raises:
        Impossible: For a code that means nothing.
    """
    if 21 <= code <= 28:
        return (3, 6, 9, 12)[(code - 21) % 4], 3
    if 29 <= code <= 32:
        return (9, 12, 3, 6)[code - 29], 3
    if 33 <= code <= 36:
        return 3 * (code - 33) + 1, 3
    if 37 <= code <= 39:
        return 4 * (code - 37) + 1, 4
    if 40 <= code <= 41:
        return 6 * (code - 40) + 1, 6
    raise Impossible("month", f"there is no season {code:02}; seasons are 21 to 41")


def add_months(year: int, month: int, count: int) -> tuple[int, int]:
    """Return the year and month that lie `count` months later."""
    ahead, month = divmod(month - 1 + count, 12)
    return year + ahead, month + 1


def day_cell(year: int, month: int, day: int) -> Cells:
    """Return the cell of one day that is certain to exist."""
    start = days(year, month, day) * DAY
    return Cells(start, start + DAY, start, start + DAY, Grain.DAY)


def month_cell(year: int, month: int, count: int = 1, grain: Grain = Grain.MONTH) -> Cells:
    """Return the cell of `count` months from one on."""
    start = days(year, month) * DAY
    end = days(*add_months(year, month, count)) * DAY
    return Cells(start, end, start, end, grain)


def year_cells(first: int, last: int, grain: Grain = Grain.YEAR) -> Cells:
    """Return the cells of the years from `first` to `last`; a grain above the year makes one cell of them all."""
    low, high = days(first) * DAY, days(last + 1) * DAY
    if grain is not Grain.YEAR:
        return Cells(low, high, low, high, grain)
    return Cells(low, days(first + 1) * DAY, days(last) * DAY, high, grain)


def masked_years(mask: str) -> Cells:
    """Return the cells of a year with unspecified digits: `201X` a decade, `20XX` a century, `1X85` scattered years.

    Examples:
        >>> [date_of(second // DAY) for second in masked_years("198X")[::3]]
        [(1980, 1, 1), (1990, 1, 1)]
    """
    digits = mask.lstrip("-")
    known = digits.rstrip("X")
    grains = (Grain.MILLENNIUM, Grain.MILLENNIUM, Grain.CENTURY, Grain.DECADE)
    grain = Grain.YEAR if "X" in known else grains[len(known)]
    years = (int(mask.replace("X", "0")), int(mask.replace("X", "9")))
    return year_cells(min(years), max(years), grain)


def masked_dates(year: str, month: str, day: str) -> Cells:
    """Return the cells of a month or day with unspecified digits anywhere in the date.

    Raises:
        Impossible: Where no month or day fits the mask.
    """
    months = _fitting(month, 1, 12)
    if not months:
        raise Impossible("month", f"there is no month {month}")
    if not day:
        years = (int(year.replace("X", "0")), int(year.replace("X", "9")))
        first, last = month_cell(min(years), months[0]), month_cell(max(years), months[-1])
        return Cells(first.first, first.first_end, last.last, last.last_end, Grain.MONTH)
    start = next(_dates(year, months, day, 1), None)
    if start is None:
        raise Impossible("day", f"there is no day {day} in {_month_words(year, months)}")
    end = next(_dates(year, months, day, -1))
    first, last = day_cell(*start), day_cell(*end)
    return Cells(first.first, first.first_end, last.last, last.last_end, Grain.DAY)


def _dates(year: str, months: tuple[int, ...], day: str, step: int) -> Iterator[tuple[int, int, int]]:
    """Yield the days that fit, from the first on or from the last back.

    Why: only 29 February depends on the year, so at most a thousand years are looked at before the answer is known.
    """
    fitting = _fitting(day, 1, 31)[::step]
    possible = [
        (month, found)
        for month in months[::step]
        for found in fitting
        if found <= (29 if month == 2 else MONTHS[month - 1])
    ]
    if not possible:
        return
    for number in _years(year, step):
        for month, found in possible:
            if found <= month_length(number, month):
                yield number, month, found


def _years(mask: str, step: int) -> Iterable[int]:
    if "X" not in mask:
        return (int(mask),)
    sign = -1 if mask.startswith("-") else 1
    digits = mask.lstrip("-")
    places = [10 ** (len(digits) - 1 - at) for at, digit in enumerate(digits) if digit == "X"]
    base = int(digits.replace("X", "0"))
    spreads = (f"{number:0{len(places)}}" for number in range(10 ** len(places))[:: sign * step])
    return (
        sign * (base + sum(place * int(digit) for place, digit in zip(places, spread, strict=True)))
        for spread in spreads
    )


@functools.lru_cache(maxsize=512)
def _fitting(mask: str, low: int, high: int) -> tuple[int, ...]:
    """Return the two-digit numbers that a mask such as `1X` allows."""
    tens, ones = mask[0], mask[1]
    numbers = (f"{number:02}" for number in range(low, high + 1))
    return tuple(int(text) for text in numbers if tens in ("X", text[0]) and ones in ("X", text[1]))


def _month_words(year: str, months: tuple[int, ...]) -> str:
    name = MONTH_NAMES[months[0] - 1] if len(months) == 1 else "the months"
    return f"{name} {year}" if len(months) == 1 else f"{name} of {year}"

"""Times as Wikidata keeps them, in our notation.

A time there is a date with a precision, in the calendar that it names. The year before 1 is -1, so 44 BCE is -44, where our notation counts -43. A
century is the one that Wikidata shows for it: any year from 1801 to 1900 is the 19th; a decade is the ten years with the same first
digits.

A day of the Julian calendar is converted to the proleptic Gregorian one of our notation. A Julian month becomes "one of the days from ... to ...", since it lies
across two of ours. A year, decade or century keeps its number, as everybody writes them.

`before` and `after` widen a date by so many of its units. The descriptions of the two contradict each other, so the larger of them is taken on both sides:
that claims no more than either reading.

Source: Wikibase, "JSON" and "Time datatype"; https://www.wikidata.org/wiki/Help:Dates; Phabricator T99674 on years before 1.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from timeline.errors import Invalid, shown
from timeline.when.civil import date_of, days, month_length

__all__ = ["between", "notation_of"]

CENTURY, DECADE, YEAR, MONTH, DAY = range(7, 12)
_PRECISIONS: tuple[str, ...] = (
    "a thousand million years",
    "a hundred million years",
    "ten million years",
    "a million years",
)
_PRECISIONS += ("a hundred thousand years", "ten thousand years", "a millennium", "a century", "a decade", "a year")
_PRECISIONS += ("a month", "a day", "an hour", "a minute", "a second")
_JULIAN = "Q1985786"
_GREGORIAN = "Q1985727"
_TIME = re.compile(r"([+-])([0-9]{1,16})-([0-9]{2})-([0-9]{2})T[0-9:]{8}Z")
# From the first day of the Julian calendar's year 0 to the same numbers in the Gregorian one, in days.
_APART = -2


class _Date(NamedTuple):
    """Year as Wikidata counts it, month and day, as far as the precision goes."""

    year: int
    month: int
    day: int


def notation_of(value: Mapping[str, Any]) -> str:
    """Return a time in our notation.

    Args:
        value: What stands under `value` in a data value of type `time`.

    Raises:
        Invalid: When it is no such time, no calendar has it, or its precision is not one from a century to a day.

    Examples:
        >>> notation_of({"time": "-0044-03-15T00:00:00Z", "precision": 11, "calendarmodel": "http://www.wikidata.org/entity/Q1985786"})
        '-0043-03-13'
        >>> notation_of({"time": "+1850-00-00T00:00:00Z", "precision": 7, "calendarmodel": "http://www.wikidata.org/entity/Q1985727"})
        '[1801..1900]'
    """
    date, precision = _parsed(value)
    julian = _is_julian(value)
    wide = max(_count(value, "before"), _count(value, "after"))
    if precision >= MONTH:
        low, high = _days(date, precision, julian=julian, wide=wide)
        if precision == MONTH and not julian and not wide:
            return _written(date_of(low)[:2])
        return _written(date_of(low)) if low == high else f"[{_written(date_of(low))}..{_written(date_of(high))}]"
    return _years(date.year, precision, wide)


def between(start: str, end: str) -> str:
    """Return the stretch from one time to another; the empty text where an end is no single date.

    Args:
        start: In our notation; empty for one that is not known, `..` for none.
        end: Likewise.
    """
    return "" if any("[" in text for text in (start, end)) or not any((start, end)) else f"{start}/{end}"


def _parsed(value: Mapping[str, Any]) -> tuple[_Date, int]:
    found = _TIME.fullmatch(str(value.get("time", "")))
    precision = value.get("precision")
    if found is None or not isinstance(precision, int) or precision not in range(len(_PRECISIONS)):
        raise Invalid(f"{shown(str(value.get('time', '')))} is no time of Wikidata", code="unreadable-date")
    if precision not in range(CENTURY, DAY + 1):
        why = "no more than a day is read" if precision > DAY else "no less than a century is read"
        raise Invalid(f"a time as precise as {_PRECISIONS[precision]}", code="unknown-precision", hint=why)
    sign, *parts = found.groups()
    year, month, day = (int(part) for part in parts)
    if year == 0:
        raise Invalid("there is no year 0", code="impossible-date", hint="the year before 1 is -1 there")
    return _Date(-year if sign == "-" else year, month, day), precision


def _is_julian(value: Mapping[str, Any]) -> bool:
    calendar = str(value.get("calendarmodel", _GREGORIAN)).rpartition("/")[2]
    if calendar not in {_JULIAN, _GREGORIAN}:
        raise Invalid(f"no calendar {shown(calendar)}", code="unknown-calendar", hint="Gregorian and Julian are read")
    return calendar == _JULIAN


def _count(value: Mapping[str, Any], key: str) -> int:
    count = value.get(key, 0)
    return count if isinstance(count, int) and 0 < count <= 10_000 else 0


def _days(date: _Date, precision: int, *, julian: bool, wide: int) -> tuple[int, int]:
    """Return the first and the last day that a month or day can mean, as days since 1970."""
    if date.month not in range(1, 13) or (precision == DAY and date.day not in range(1, 32)):
        raise Invalid(f"no calendar has {date.year}-{date.month:02}-{date.day:02}", code="impossible-date")
    year = _astronomical(date.year)
    if precision == DAY:
        day = _counted(year, date.month, date.day, julian=julian)
        return day - wide, day + wide
    first, last = (_month(year, date.month + step) for step in (-wide, wide))
    return _counted(*first, 1, julian=julian), _counted(*last, _length(*last, julian=julian), julian=julian)


def _month(year: int, month: int) -> tuple[int, int]:
    """Return a month that may be counted beyond its year."""
    more, rest = divmod(month - 1, 12)
    return year + more, rest + 1


def _length(year: int, month: int, *, julian: bool) -> int:
    if julian and month == 2:
        return 29 if year % 4 == 0 else 28
    return month_length(year, month)


def _counted(year: int, month: int, day: int, *, julian: bool) -> int:
    """Return a date as days since 1970."""
    if day > _length(year, month, julian=julian):
        raise Invalid(f"the month {year}-{month:02} has no day {day}", code="impossible-date")
    if not julian:
        return days(year, month, day)
    # Every fourth year is a leap year, so the years since one count in days without any table.
    begun = year - (month <= 2)
    since_march = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return begun * 365 + begun // 4 + since_march + days(0, 3, 1) + _APART


def _years(year: int, precision: int, wide: int) -> str:
    """Return a year, decade or century, and those beside it where it is widened."""
    if precision == YEAR and not wide:
        return _written((_astronomical(year),))
    if precision == DECADE and not wide and year >= 10:
        return (
            f"{year // 10:03}X"
            if year < 10_000
            else f"[{_written((year // 10 * 10,))}..{_written((year // 10 * 10 + 9,))}]"
        )
    low, high = _span(abs(year), precision)
    low, high = (low, high) if year > 0 else (-high, -low)
    width = {YEAR: 1, DECADE: 10, CENTURY: 100}[precision] * wide
    first, last = (_astronomical(end) + step for end, step in ((low, -width), (high, width)))
    return f"[{_written((first,))}..{_written((last,))}]"


def _span(year: int, precision: int) -> tuple[int, int]:
    if precision == CENTURY:
        first = (year - 1) // 100 * 100 + 1
        return first, first + 99
    return (year, year) if precision == YEAR else (max(year // 10 * 10, 1), year // 10 * 10 + 9)


def _astronomical(year: int) -> int:
    return year if year > 0 else year + 1


def _written(parts: tuple[int, ...]) -> str:
    year, *rest = parts
    if abs(year) > 9999:
        if rest:
            raise Invalid(
                f"the year {year} with a month", code="impossible-date", hint="years of five digits stand alone"
            )
        return f"Y{year}"
    text = f"-{-year:04}" if year < 0 else f"{year:04}"
    return text + "".join(f"-{part:02}" for part in rest)

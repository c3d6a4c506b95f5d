"""Dates whose year, month, day and time stand in fields of their own, as TimelineJS has them.

Its years are counted as people speak of them: -44 is shown as "44 BCE", and there is no year 0, while our notation counts the year before
1 as 0. A browser takes the same numbers for astronomical years all the same; so it gives -45 no 29 February, though 45 BCE had one, and moves the event to
1 March. Such a day is left out of the fields.
"""

from __future__ import annotations

from typing import NamedTuple

from timeline.when import Edge, Shape, When
from timeline.when.civil import DAY, date_of, month_length
from timeline.when.parts import Part, Point, Span
from timeline.when.terms import Grain

__all__ = ["Parts", "notation_of", "parts_of"]


class Parts(NamedTuple):
    """One date, as far as it is given.

    Attributes:
        year: As people count: 44 BCE is -44.
        month: From 1.
        day: From 1.
        hour: Of the civil day.
        minute: Of the hour.
        second: Of the minute.
    """

    year: int
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None


def parts_of(when: When) -> tuple[Parts, Parts | None] | None:
    """Return the first date of a time and, where it has another, the last; None where it names no year.

    They say what the notation says for a day, a month, a year, a time, and for an interval of those. Anything vaguer becomes the stretch
    in which it lies; of what has one limit only, that limit is the first date.

    Examples:
        >>> parts_of(When("-0043-03-15"))
        (Parts(year=-44, month=3, day=15, hour=None, minute=None, second=None), None)
        >>> [part[:3] for part in parts_of(When("[2025-04-21..2025-04-26]"))]
        [(2025, 4, 21), (2025, 4, 26)]
    """
    if "XXXX" in when.text:
        return None
    given = _given(when.tree.parts[0]) if when.shape in {Shape.MOMENT, Shape.INTERVAL} else None
    return given or _stretch(when)


def _given(part: Part) -> tuple[Parts, Parts | None] | None:
    """Return the fields of what is written as such dates, else None."""
    ends = list(part) if isinstance(part, Span) else [part]
    points = [end for end in ends if isinstance(end, Point)]
    if not all(_whole(point) for point in points):
        return None
    first, *others = [_parts(point) for point in points]
    return first, others[0] if others else None


def _whole(point: Point) -> bool:
    return "X" not in point.text and not point.significant and int(point.month or 0) <= 12


def _parts(point: Point) -> Parts:
    year, month, day = int(point.year), _number(point.month), _number(point.day)
    if point.second is None:
        return _kept(year, month, day)
    minutes, second = divmod(point.second, 60)
    time = (*divmod(minutes, 60), second if point.cells.grain is Grain.SECOND else None)
    parts = _kept(year, month, day)
    return parts if parts.day is None else Parts(*parts[:3], *time)


def _number(digits: str) -> int | None:
    return int(digits) if digits else None


def _kept(year: int, month: int | None, day: int | None) -> Parts:
    spoken = year if year > 0 else year - 1
    if abs(year) > 9999:  # such a year stands alone in our notation
        return Parts(spoken)
    return Parts(spoken, month, None if year <= 0 and (month, day) == (2, 29) else day)


def _stretch(when: When) -> tuple[Parts, Parts | None] | None:
    """Return the first and the last day that a time allows, in whole months or years where it is made of those."""
    low, high = when.start_min, when.end_max
    if isinstance(low, Edge) or isinstance(high, Edge):
        limit = high - 1 if isinstance(high, int) else low
        return None if isinstance(limit, Edge) else (_kept(*date_of(limit // DAY)), None)
    begin, end = date_of(low // DAY), date_of((high - 1) // DAY)
    width = 3
    if begin[2] == 1 and end[2] == month_length(*end[:2]):
        width = 1 if (begin[1], end[1]) == (1, 12) else 2
    first, last = (_coarse(_kept(*date), width) for date in (begin, end))
    return first, None if first == last else last


def _coarse(parts: Parts, width: int) -> Parts:
    """Return no more than the first fields."""
    return Parts(parts.year, *parts[1:width])


def notation_of(first: Parts, last: Parts | None = None) -> str:
    """Return fields as a text in our notation; what calendars have is not looked at.

    An hour without a minute is any minute of it.

    Examples:
        >>> notation_of(Parts(-44, 3), Parts(-43))
        '-0043-03/-0042'
        >>> notation_of(Parts(1945, 2, 4, 17))
        '[1945-02-04T17:00..1945-02-04T17:59]'
    """
    if last is not None and last != first:
        return f"{_text(first, minute=0)}/{_text(last, minute=59)}"
    if first.hour is not None and first.minute is None:
        return f"[{_text(first, minute=0)}..{_text(first, minute=59)}]"
    return _text(first, minute=0)


def _text(parts: Parts, *, minute: int) -> str:
    year = parts.year if parts.year > 0 else parts.year + 1
    text = f"Y{year}" if abs(year) > 9999 else f"-{-year:04}" if year < 0 else f"{year:04}"
    text += "".join(f"-{part:02}" for part in (parts.month, parts.day) if part is not None)
    if parts.hour is None:
        return text
    clock = (parts.hour, minute if parts.minute is None else parts.minute, parts.second)
    return f"{text}T{':'.join(f'{part:02}' for part in clock if part is not None)}"

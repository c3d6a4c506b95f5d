"""Dates for programs that read ISO 8601: of a time the ends that it states plainly, and the way back.

An end is stated plainly where it is one whole date: no digit left open, no doubt, one of the years 0000 to 9999. What lies between two dates has two
ends; what is one of several, or has an open end, has no more than the record states.
"""

from __future__ import annotations

import re

from timeline.errors import Invalid
from timeline.when import Edge, Shape, When
from timeline.when.parts import Point, Span
from timeline.when.terms import Grain, Qualifiers, Reading

__all__ = ["ends", "fits", "notation", "stretch"]

_CLEAR = Qualifiers("", "", "", "")
_ZONED = re.compile(r"(?:Z|[+-][0-9]{2}:[0-9]{2})$")
# What others write beyond our notation: fractions of a second, a space for the T, an offset without its colon.
_FOREIGN = re.compile(
    r"(-?[0-9]{4,}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(?:[.,][0-9]+)? ?(Z|z|[+-][0-9]{2}(?::?[0-9]{2})?)?"
)


def ends(when: When, *, zone: str | None = None, reduced: bool = False, closed: bool = False) -> tuple[str, str]:
    """Return the first and the last date of a time in ISO 8601, each empty where it is not plainly stated.

    Args:
        when: Any time; one moment has a first date only, and what went on all through a day, month or year has it twice.
        zone: Of a time of day that names none.
        reduced: Whether a month or a year may stand alone; a time of day that is in no zone then is its day.
        closed: Whether one moment has it twice in any case, for readers who take what has no last date to go on.

    Examples:
        >>> ends(When("1945-02-04/1945-02-11"))
        ('1945-02-04', '1945-02-11')
        >>> ends(When("2025-04-26T14:30[Europe/Rome]"))
        ('2025-04-26T14:30+02:00', '')
        >>> ends(When("1945-02~")), ends(When("1945-02"), reduced=True)
        (('', ''), ('1945-02', ''))
    """
    if when.shape is Shape.MOMENT or (when.shape is Shape.INTERVAL and not when.said):
        part = when.tree.parts[0]
        low, high = part if isinstance(part, Span) else (part, part if closed or _lasting(when) else Edge.OPEN)
        return _plain(low, zone, reduced=reduced), _plain(high, zone, reduced=reduced)
    return "", ""


def _lasting(when: When) -> bool:
    return when.reading is Reading.THROUGHOUT and not when.grain.timed


def _plain(point: Point | Edge, zone: str | None, *, reduced: bool) -> str:
    if not isinstance(point, Point) or not _stated(point):
        return ""
    digits = [part for part in (point.year, point.month, point.day) if part]
    if len(digits) < 3 and not reduced:
        return ""
    day = "-".join(digits)
    return day if point.second is None else _timed(point, zone) or (day if reduced else f"{day}T{_clock(point)}")


def _stated(point: Point) -> bool:
    """Whether a date is whole, and in a year of four digits."""
    return (
        re.fullmatch("[0-9]{4}", point.year) is not None
        and "X" not in point.text
        and point.marks == _CLEAR
        and not point.significant
        and int(point.month or 0) <= 12
    )


def _timed(point: Point, zone: str | None) -> str:
    """Return a time of day with its offset, the empty text where its zone is not known."""
    if point.zone is None and zone is None:
        return ""
    try:
        earliest = When(point.text).located(zone).earliest
    except Invalid:  # its instant is in no year of ISO 8601
        return ""
    text = earliest.isoformat() if hasattr(earliest, "isoformat") else ""
    if point.cells.grain is Grain.MINUTE:
        text = f"{text[:16]}{text[19:]}"
    if point.zone == "Z":
        text = text.replace("+00:00", "Z")
    return text if _ZONED.search(text) else ""


def _clock(point: Point) -> str:
    second = point.second or 0
    clock = f"{second // 3600:02}:{second // 60 % 60:02}"
    return clock if point.cells.grain is Grain.MINUTE else f"{clock}:{second % 60:02}"


def fits(when: When, given: tuple[str, str], *, reduced: bool = False, closed: bool = False) -> bool:
    """Whether two dates in ISO 8601 are those that a time was written with.

    The zone of a time of day may have been that of its place, and its day may stand for it.
    """
    made = ends(when, reduced=reduced, closed=closed)
    return all(date == wanted or _same_day(date, wanted) for date, wanted in zip(made, given, strict=True))


def _same_day(date: str, other: str) -> bool:
    short, long = sorted((date[:16], other[:16]), key=len)
    return "T" in date + other and len(short) >= 10 and long.startswith(short)


def notation(text: str) -> str:
    """Return a date of another program in our notation, or as it is where it is none.

    Examples:
        >>> notation("2025-04-26T14:30:00.000+0200")
        '2025-04-26T14:30:00+02:00'
    """
    found = _FOREIGN.fullmatch(text)
    if found is None:
        return text
    day, clock, offset = found.groups(default="")
    if len(offset) == 5:
        offset = f"{offset[:3]}:{offset[3:]}"
    return f"{day}T{clock}{offset.upper()}"


def stretch(start: str, end: str, *, ongoing: bool = False) -> str:
    """Return two dates in our notation as one time; the empty text where there is neither.

    Args:
        start: The first date.
        end: The last.
        ongoing: Whether a first date alone is a beginning of which the end is not known, not the whole.
    """
    first, last = notation(start), notation(end)
    if first and last:
        return first if first == last or _one(first, last) else f"{first}/{last}"
    if first:
        return f"{first}/" if ongoing else first
    return f"/{last}" if last else ""


def _one(first: str, last: str) -> bool:
    """Whether a last date only repeats, more coarsely, the day of the first."""
    try:
        return len(last) == 10 and first.startswith(last) and When(first).grain.timed
    except Invalid:
        return False

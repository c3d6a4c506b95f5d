"""The parts of a text in the notation, and the plainest of them read without the grammar."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from timeline.when.civil import DAY, UNIX_DAY, Cells, is_leap, month_length
from timeline.when.terms import Edge, Grain, Qualifiers, Shape

__all__ = ["PLAIN_MARKS", "Part", "Point", "Span", "Tree", "plain_day", "plain_point"]

PLAIN_MARKS = Qualifiers()
# By how many characters a date has: what makes a day of it, its grain, and how many components there are for a mark behind it to cover.
PLAIN = {4: ("-01-01", Grain.YEAR, 1), 7: ("-01", Grain.MONTH, 2), 10: ("", Grain.DAY, 3)}
MARKED = {(size + 1, mark): Qualifiers(*[mark] * count) for size, (_, _, count) in PLAIN.items() for mark in "?~%"}


class Point(NamedTuple):
    """One date or time.

    Attributes:
        text: As written.
        year: Digits as written, without sign of approximation; `Y` years in full.
        month: Two digits, possibly `X`; a season from 21 on; empty where there is none.
        day: As `month`.
        second: Second of the day, or `None`.
        zone: As in `zone.py`; `None` where none was written.
        marks: The qualifiers of each component.
        cells: What stretch of civil time it can be.
        significant: How many digits of the year are sure; nought where nothing is said.
    """

    text: str
    year: str
    month: str
    day: str
    second: int | None
    zone: str | None
    marks: Qualifiers
    cells: Cells
    significant: int


class Span(NamedTuple):
    """From one point to another; either end may be open or unknown, but not both."""

    low: Point | Edge
    high: Point | Edge


Part = Point | Span


class Tree(NamedTuple):
    """A whole text: how its parts combine, and the parts in the order written."""

    shape: Shape
    parts: tuple[Part, ...]


def plain_point(text: str) -> Point | None:
    """Return a day, month or year of the common era, with at most one mark behind it; None for anything else.

    Why: nearly every date is one of these, alone or at the end of an interval, and the pattern takes five times as long for them. What
    is not one of them, or is impossible, is left to the pattern, which says what is wrong.
    """
    bare, size, marks = text, len(text), PLAIN_MARKS
    if size not in PLAIN:
        if (size, text[-1:]) not in MARKED:
            return None
        bare, size, marks = text[:-1], size - 1, MARKED[size, text[-1]]
    rest, grain, _ = PLAIN[size]
    if (size > 4 and bare[4] != "-") or (size > 7 and bare[7] != "-"):
        return None
    try:
        first = date.fromisoformat(bare + rest)
    except ValueError:
        return None
    start = (first.toordinal() - UNIX_DAY) * DAY
    end = start + _length(first, size) * DAY
    return Point(text, bare[:4], bare[5:7], bare[8:], None, None, marks, Cells(start, end, start, end, grain), 0)


def _length(first: date, size: int) -> int:
    """Return how many days there are in what begins with a day and is as wide as a text of so many characters says."""
    if size == 10:
        return 1
    return month_length(first.year, first.month) if size == 7 else 365 + is_leap(first.year)


def plain_day(text: str) -> tuple[int, int, int] | None:
    """Return year, month and day of a text that was read, if it is one day of the common era and nothing more.

    Why: nearly every date is one, and need not be taken apart again to be put into words.
    """
    if len(text) != 10 or not text[4] == "-" == text[7] or not (text[:4] + text[5:7] + text[8:]).isdecimal():
        return None
    return int(text[:4]), int(text[5:7]), int(text[8:])

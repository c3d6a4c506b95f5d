"""The parts of a text in the notation, and the plainest of them read without the grammar."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from timeline.when.civil import DAY, UNIX_DAY, Cells, month_length
from timeline.when.terms import Edge, Grain, Qualifiers, Shape

__all__ = ["PLAIN_MARKS", "Part", "Point", "Span", "Tree", "plain_day", "plain_point"]

PLAIN_MARKS = Qualifiers()
MARK = ("?", "~", "%")
# A mark behind a date covers all components to its left, of which there are one, two or three.
MARKED = {count: {mark: Qualifiers(*[mark] * count) for mark in MARK} for count in (1, 2, 3)}
FIRST_DAY = {4: "-01-01", 7: "-01", 10: ""}  # what makes a day of a text with so many characters


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
    marks = MARKED[len(text) // 3][text[-1]] if text[-1:] in MARK and len(text) in {5, 8, 11} else PLAIN_MARKS
    bare = text[:-1] if marks is not PLAIN_MARKS else text
    size = len(bare)
    if size not in {4, 7, 10} or bare[4:5] not in {"", "-"} or bare[7:8] not in {"", "-"}:
        return None
    try:
        first = date.fromisoformat(bare + FIRST_DAY[size])
    except ValueError:
        return None
    return Point(text, bare[:4], bare[5:7], bare[8:], None, None, marks, _cell(first, size), 0)


def _cell(first: date, size: int) -> Cells:
    """Return the cell that begins with a day and is as wide as a text of so many characters says."""
    start = (first.toordinal() - UNIX_DAY) * DAY
    if size == 10:
        return Cells(start, start + DAY, start, start + DAY, Grain.DAY)
    year, month = first.year, first.month
    if size == 4:
        end = start + (365 + (month_length(year, 2) == 29)) * DAY
        return Cells(start, end, start, end, Grain.YEAR)
    end = start + month_length(year, month) * DAY
    return Cells(start, end, start, end, Grain.MONTH)


def plain_day(text: str) -> tuple[int, int, int] | None:
    """Return year, month and day of a text that was read, if it is one day of the common era and nothing more.

    Why: nearly every date is one, and need not be taken apart again to be put into words.
    """
    if len(text) != 10 or not text[4] == "-" == text[7] or not (text[:4] + text[5:7] + text[8:]).isdecimal():
        return None
    return int(text[:4]), int(text[5:7]), int(text[8:])

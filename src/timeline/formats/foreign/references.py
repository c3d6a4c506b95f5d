"""Dates of sources as programs for bibliographies read them: EDTF as far as they know it, and numbers where it is no more than those."""

from __future__ import annotations

import re
from typing import NamedTuple

from timeline.when import Edge, Shape, When
from timeline.when.parts import Point, Span

__all__ = ["Numbers", "level_one", "numbers"]

_YEAR = r"-?[0-9]{4}"
_DAY = rf"(?:Y-?[0-9]{{5,}}|{_YEAR}(?:-(?:0[1-9]|1[0-2])-[0-9]{{2}}|-(?:0[1-9]|1[0-2]|2[1-4]))?)[?~%]?"
_GAPS = r"(?:[0-9]{3}X|[0-9]{2}XX|[0-9]{4}-XX(?:-XX)?|[0-9]{4}-(?:0[1-9]|1[0-2])-XX)"
_TIME = rf"{_YEAR}-[0-9]{{2}}-[0-9]{{2}}T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}(?:Z|[+-][0-9]{{2}}:[0-9]{{2}})?"
_ONE = re.compile(f"{_DAY}|{_GAPS}|{_TIME}")
_TWO = re.compile(rf"(?:{_DAY}|\.\.)?/(?:{_DAY}|\.\.)?")


def level_one(when: When) -> str:
    """Return a time as EDTF of levels 0 and 1, or the empty text where these cannot say it without claiming more.

    Examples:
        >>> level_one(When("1945-02~")), level_one(When("[1945-02-04,1945-02-11]"))
        ('1945-02~', '')
    """
    text = when.to_edtf(nearest=True)
    return text if _ONE.fullmatch(text) or (_TWO.fullmatch(text) and len(text) > 3) else ""


class Numbers(NamedTuple):
    """A date, or the two of an interval, in numbers.

    Attributes:
        parts: Year, month and day of each, as far as they are given.
        about: Whether something in it is doubted.
    """

    parts: list[list[int]]
    about: bool


def numbers(when: When) -> Numbers | None:
    """Return a time as numbers, or None where it is more than whole dates, or vaguer: a season, a decade, an open end.

    Examples:
        >>> numbers(When("1945-02-04/1945-02-11")).parts
        [[1945, 2, 4], [1945, 2, 11]]
        >>> numbers(When("194X")) is None
        True
    """
    if when.shape not in {Shape.MOMENT, Shape.INTERVAL}:
        return None
    part = when.tree.parts[0]
    ends = tuple(part) if isinstance(part, Span) else (part,)
    found = [_whole(end) for end in ends]
    return Numbers([each for each in found if each], when.uncertain or when.approximate) if all(found) else None


def _whole(point: Point | Edge) -> list[int]:
    if not isinstance(point, Point) or "X" in point.text or point.significant or int(point.month or 0) > 12:
        return []
    parts = [int(part) for part in (point.year, point.month, point.day) if part]
    # There is no year 0 in those programs, and what they make of years before it differs.
    return parts if parts[0] > 0 else []

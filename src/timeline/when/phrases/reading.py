"""What the operations on spoken time share: what they know, what they return, and how they write dates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeVar

import attrs

from timeline.when import bounds, notation
from timeline.when.civil import DAY, date_of

__all__ = [
    "Context",
    "Read",
    "Settings",
    "Slots",
    "Unread",
    "day_text",
    "days_of",
    "either",
    "meant",
    "month_text",
    "one_of",
    "single",
]

T = TypeVar("T")
Settings = Mapping[str, Any]
Slots = Mapping[str, Any]


class Unread(Exception):
    """A phrase has the form of a rule and yet no reading; the text says why."""


@attrs.frozen
class Context:
    """What an operation knows besides the words.

    Attributes:
        day: The day count of the day they were said.
        tense: What a bare weekday, date or month is: `past` the latest, `future` the next, `both` either; empty, where nothing
            around it says so, the latest, and of dates and months the next too where that is nearer.
        inside: Whether the phrase stands inside another one.
    """

    day: int
    tense: str = ""
    inside: bool = False

    @property
    def date(self) -> tuple[int, int, int]:
        """Year, month and day."""
        return date_of(self.day)

    @property
    def weekday(self) -> int:
        """Nought for Monday."""
        return (self.day + 3) % 7

    @property
    def monday(self) -> int:
        """The first day of the week, as ISO 8601 counts weeks."""
        return self.day - self.weekday


class Read(NamedTuple):
    """A phrase that was read.

    Attributes:
        text: In the notation.
        low: Its first date.
        high: Its last date; the same where the phrase names one.
    """

    text: str
    low: str
    high: str


def single(text: str) -> Read:
    """One date."""
    return Read(text, text, text)


def one_of(low: str, high: str) -> Read:
    """One moment, somewhere from one date to another."""
    return single(low) if low == high else Read(f"[{low}..{high}]", low, high)


def either(*dates: str) -> Read:
    """One of these dates, each named once."""
    distinct = sorted(set(dates))
    return single(distinct[0]) if len(distinct) == 1 else Read(f"[{','.join(distinct)}]", distinct[0], distinct[-1])


def day_text(day: int) -> str:
    """A day count in the notation."""
    year, month, number = date_of(day)
    return f"{year_text(year)}-{month:02}-{number:02}"


def year_text(year: int) -> str:
    """A year in the notation; the sign is no digit."""
    return f"{year:04}" if year >= 0 else f"-{-year:04}"


def month_text(year: int, month: int) -> str:
    """A month in the notation."""
    return f"{year_text(year)}-{month:02}"


def days_of(text: str) -> tuple[int, int]:
    """Return the first and the last day of a date in the notation, as day counts."""
    (point,) = bounds.points(notation.read(text))
    return point.cells.first // DAY, point.cells.last_end // DAY - 1


def meant(context: Context, latest: T, following: T, *, back: int, ahead: int) -> list[T]:
    """Return which of the latest and the next is meant, both where nothing decides."""
    if context.tense == "past" or (not context.tense and back <= ahead):
        return [latest]
    return [following] if context.tense == "future" else [latest, following]

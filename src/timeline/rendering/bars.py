"""Events on an axis of days, for diagrams that cannot leave a date vague.

Such a diagram has a first and a last day for each bar and no words between them. So a bar covers every day on which the event can have
been, and its label says in words what is known; an end that is open or not known is cut where the axis ends.
"""

from __future__ import annotations

from functools import cached_property

import attrs

from timeline.chronology import Chronology
from timeline.records import Event
from timeline.rendering.sheets import Entry
from timeline.rendering.wording import wording
from timeline.when import When
from timeline.when.civil import DAY, date_of, days, month_length

__all__ = ["Axis", "Bar"]

FIRST, LAST = days(1), days(9999, 12, 31)  # of the days that four digits of a year can tell


@attrs.frozen
class Bar:
    """The days on which an event can have been.

    Attributes:
        first: The first, as ISO 8601 has it.
        last: The last.
        days: How many.
        span: Both in as few digits as they need: "2024-08", "2024-08-06/2024-08-09".
        one_day: Whether the record gives one day and nothing casts doubt on it.
    """

    first: str
    last: str
    days: int
    span: str
    one_day: bool = False


class Axis:
    """The axis of one diagram, from the first to the last day that any of its bars is known to touch."""

    def __init__(self, chronology: Chronology) -> None:
        self._chronology = chronology

    def bar(self, entry: Entry) -> Bar | None:
        """Return the bar of an entry; None where its date has no place between the years 1 and 9999, or names no year."""
        known = self._days(entry.event)
        if known is None:
            return None
        first, last = (edge if day is None else day for day, edge in zip(known, self._edges, strict=True))
        when = self._when(entry.event)
        sure = None not in known and not (when.uncertain or when.approximate)
        return Bar(_iso(first), _iso(last), last - first + 1, _span(first, last), one_day=sure and first == last)

    @cached_property
    def undrawn(self) -> str:
        """How many events have no bar, in a sentence; empty where all have one."""
        count = sum(self._days(event) is None for event in self._chronology.events)
        return wording(self._chronology.language).counted(count, "undrawn") if count else ""

    @cached_property
    def _edges(self) -> tuple[int, int]:
        """The first and the last day that is named by a limit of any bar."""
        named = [_named(self._when(event)) for event in self._chronology.events if self._days(event) is not None]
        return (min(low for low, _ in named), max(high for _, high in named)) if named else (FIRST, FIRST)

    def _when(self, event: Event) -> When:
        return self._chronology.when(event)

    def _days(self, event: Event) -> tuple[int | None, int | None] | None:
        """Return the first and the last day of an event, None for one that is open; nothing where it cannot be drawn."""
        when = self._when(event)
        fits = all(FIRST * DAY <= limit <= (LAST + 1) * DAY for limit in _limits(when))
        return (_first(when), _last(when)) if fits and "XXXX" not in when.text else None


def _limits(when: When) -> list[int]:
    limits = (when.start_min, when.start_max, when.end_min, when.end_max)
    return [limit for limit in limits if isinstance(limit, int)]


def _first(when: When) -> int | None:
    return when.start_min // DAY if isinstance(when.start_min, int) else None


def _last(when: When) -> int | None:
    return (when.end_max - 1) // DAY if isinstance(when.end_max, int) else None


def _named(when: When) -> tuple[int, int]:
    """Return the first and the last day that a time names; it names one at least."""
    first, last, limits = _first(when), _last(when), _limits(when)
    high = last if last is not None else (limits[-1] - 1) // DAY
    low = first if first is not None else min(limits[0] // DAY, high)
    return low, max(low, high)


def _iso(day: int) -> str:
    year, month, number = date_of(day)
    return f"{year:04}-{month:02}-{number:02}"


def _span(first: int, last: int) -> str:
    """Write a stretch in whole years or months where it is made of them."""
    begin, end = date_of(first), date_of(last)
    whole_months = begin[2] == 1 and end[2] == month_length(*end[:2])
    width = 10 if not whole_months else 4 if (begin[1], end[1]) == (1, 12) else 7
    texts = dict.fromkeys((_iso(first)[:width], _iso(last)[:width]))
    return "/".join(texts)

"""What a notebook shows of a date: its words, its notation, and between which moments it begins and ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.cards import Card
from timeline.when.civil import DAY, date_of
from timeline.when.terms import Edge, Limits, Reading
from timeline.when.words import describe, describe_duration

if TYPE_CHECKING:
    from timeline.when.duration import Duration
    from timeline.when.value import When

__all__ = ["card_of_duration", "card_of_when"]


def card_of_when(when: When) -> Card:
    """Return what a notebook shows of a date."""
    said, lasting = when.said, when.lasting
    rows = (
        ("Written", when.text),
        ("Said", f"“{said.words}” on {said.on}" if said else ""),
        ("Read as", "all through it" if when.reading is Reading.THROUGHOUT else ""),
        ("Begins", between(when.start)),
        ("Ends", between(when.end, ending=True)),
        ("Zone", when.zone or ""),
        ("Lasted", describe_duration(lasting) if lasting else ""),
    )
    return Card(heading=describe(when, zone=True), kind="when", rows=rows)


def card_of_duration(duration: Duration) -> Card:
    """Return what a notebook shows of a duration."""
    return Card(heading=describe_duration(duration), kind="duration", rows=[("Written", str(duration))])


def between(limits: Limits, *, ending: bool = False) -> str:
    """Say between which moments a beginning or an end lies.

    Args:
        limits: The earliest and the latest moment.
        ending: Whether it is an end; midnight then belongs to the day before it.

    Examples:
        >>> from timeline.when import When
        >>> between(When("2024-08/..").start), between(When("2024-08/..").end, ending=True)
        ('between the start of 2024-08-01 and the end of 2024-08-31', 'never')
    """
    low, high = limits
    if isinstance(low, Edge) and isinstance(high, Edge):
        return "at a time that is not known" if Edge.UNKNOWN in limits else "never"
    if isinstance(low, Edge):
        return f"by {_moment(high, last=True)}"
    if isinstance(high, Edge):
        return f"not before {_moment(low, last=False)}"
    if low == high:
        return f"at {_moment(low, last=ending)}"
    return f"between {_moment(low, last=False)} and {_moment(high, last=True)}"


def _moment(second: int | Edge, *, last: bool) -> str:
    """Name a moment; midnight belongs to the day behind it, or as the last moment to the day before."""
    day, rest = divmod(int(second), DAY)  # type: ignore[arg-type]  # the callers have seen that it is no edge
    if rest:
        seconds = f":{rest % 60:02}" if rest % 60 else ""
        return f"{rest // 3600:02}:{rest % 3600 // 60:02}{seconds} on {_date(day)}"
    return f"the {'end' if last else 'start'} of {_date(day - last)}"


def _date(day: int) -> str:
    year, month, number = date_of(day)
    return f"{year:05}-{month:02}-{number:02}" if year < 0 else f"{year:04}-{month:02}-{number:02}"

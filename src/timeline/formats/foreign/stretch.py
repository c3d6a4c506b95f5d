"""Events as stretches of an axis, for programs whose axis is made of moments and that have no word for an open end.

All times are civil: the time at the place, as the record gives it. An end that is open or not known is cut where the axis ends, which is at
the first and the last limit that any event has.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from timeline.chronology import Chronology
from timeline.records import Event
from timeline.when import Edge, Grain, Reading, Shape, When
from timeline.when.civil import DAY, date_of

__all__ = ["Stretch", "iso", "stretches"]


class Stretch(NamedTuple):
    """Where an event lies; half-open, so a day ends with the first second of the next.

    Attributes:
        event: The event.
        when: Its time, with the duration that its sources give.
        start_min: It begins no earlier.
        start_max: It begins no later.
        end_min: It ends no earlier.
        end_max: It ends no later.
        cut: Whether one of its ends is only that of the axis.

    Units: civil seconds since 1970-01-01T00:00.
    """

    event: Event
    when: When
    start_min: int
    start_max: int
    end_min: int
    end_max: int
    cut: bool

    @property
    def sure(self) -> bool:
        """Whether it is one day or one time, and nothing casts doubt on it."""
        grain, width = self.when.grain, self.end_max - self.start_min
        whole = width == DAY if grain is Grain.DAY else grain.timed and width <= 60
        return self._plain and self.when.shape is Shape.MOMENT and whole

    @property
    def lasts(self) -> bool:
        """Whether it went on all the while, and did not happen once within."""
        return self.when.shape is Shape.INTERVAL or self.when.reading is Reading.THROUGHOUT

    @property
    def lasting(self) -> bool:
        """Whether it lasted from one known date to another."""
        return self._plain and self.lasts

    @property
    def _plain(self) -> bool:
        doubtful = self.when.uncertain or self.when.approximate or "X" in self.when.text
        return not self.cut and not doubtful


def stretches(chronology: Chronology, *, first: int, last: int) -> Iterator[Stretch]:
    """Yield where events lie, in the order of a page; an event that names no year, or lies elsewhere, is left out.

    Args:
        chronology: The events.
        first: The first year that the axis can have.
        last: The last.
    """
    dated = [(event, chronology.when(event)) for event in chronology.events]
    fitting = [(event, when) for event, when in dated if "XXXX" not in when.text and _fits(when, first, last)]
    limits = [limit for _, when in fitting for limit in when.bounds if isinstance(limit, int)]
    low, high = (min(limits), max(limits)) if limits else (0, 0)
    for event, when in fitting:
        yield _placed(event, when, low, high)


def _fits(when: When, first: int, last: int) -> bool:
    limits = [limit for limit in when.bounds if isinstance(limit, int)]
    # The limit behind the last day is the first of the year that follows.
    return all(first <= date_of(limit // DAY)[0] and date_of((limit - 1) // DAY)[0] <= last for limit in limits)


def _placed(event: Event, when: When, low: int, high: int) -> Stretch:
    start_min, start_max, end_min, end_max = when.bounds
    cut = isinstance(start_min, Edge) or isinstance(end_max, Edge)
    first, last = (low if isinstance(start_min, Edge) else start_min), (high if isinstance(end_max, Edge) else end_max)
    last = max(last, first + 1) if isinstance(end_max, Edge) else last
    start_max = last if isinstance(start_max, Edge) else start_max
    return Stretch(event, when, first, start_max, first if isinstance(end_min, Edge) else end_min, last, cut)


def iso(second: int, *, signed: int = 4) -> str:
    """Return a moment as ISO 8601 has it, without a zone; years are astronomical.

    Args:
        second: Civil seconds since 1970-01-01T00:00.
        signed: Of how many digits the year is outside 0 to 9999, where it bears a sign.

    Examples:
        >>> iso(0), iso(-63_549_360_000, signed=6)
        ('1970-01-01T00:00:00', '-000044-03-15T00:00:00')
    """
    year, month, day = date_of(second // DAY)
    minutes, seconds = divmod(second % DAY, 60)
    date = f"{year:04}" if 0 <= year <= 9999 else f"{year:+0{signed + 1}}"
    return f"{date}-{month:02}-{day:02}T{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"

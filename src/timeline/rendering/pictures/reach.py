"""Between which moments something begins and ends, on the clocks that a picture goes by.

What is known to the day or less stands under the date that its own place gives it, as it does beside its entry; times of day are moved to
one zone, so that what happened at the same moment stands at the same place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from timeline.when import Edge, Grain, Shape, When
from timeline.when.bounds import Bounds
from timeline.when.civil import DAY
from timeline.when.zone import civil_time, instants

__all__ = ["Clock", "Reach"]

YEARLESS = "XXXX"


@attrs.frozen
class Reach:
    """The limits of one stretch of time, in civil seconds.

    Attributes:
        start_min: It begins no earlier.
        start_max: It begins no later.
        end_min: It ends no earlier.
        end_max: It ends no later.
        is_day: Whether it is one known day, of which the time is not known.
    """

    start_min: int | Edge
    start_max: int | Edge
    end_min: int | Edge
    end_max: int | Edge
    is_day: bool = False

    @property
    def stretch(self) -> tuple[int, int] | None:
        """The first and the last moment that are numbers; None where none is."""
        known = [bound for bound in attrs.astuple(self)[:4] if isinstance(bound, int)]
        return (min(known), max(known)) if known else None

    @property
    def core(self) -> tuple[int | Edge, int | Edge] | None:
        """From when until when it certainly went on; open where it always did, None where no such time is known."""
        first = Edge.OPEN if self.start_min is self.start_max is Edge.OPEN else self.start_max
        last = Edge.OPEN if self.end_min is self.end_max is Edge.OPEN else self.end_min
        if (isinstance(first, Edge) and first is not self.start_min) or (
            isinstance(last, Edge) and last is not self.end_max
        ):
            return None
        if first is last is Edge.OPEN or Edge.UNKNOWN in (first, last):
            return None
        return None if isinstance(first, int) and isinstance(last, int) and first > last else (first, last)


@attrs.frozen
class Clock:
    """The clocks by which a picture tells the time of day.

    Attributes:
        zone: Their zone; None where no event has a time of day with a zone, so that every time is told as it is written.
        moved: Whether any event has its time in another zone.
    """

    zone: str | None = None
    moved: bool = False

    @classmethod
    def of(cls, whens: Iterable[When], zone: str | None) -> Clock:
        """Return the clocks for some times.

        Args:
            whens: All that is to be shown.
            zone: That of the chronology; where it has none, that of the first time of day is taken.
        """
        found = dict.fromkeys(
            each for when in whens if _is_timed(when) for each in (when.zone, when.end_zone) if each is not None
        )
        if not found:
            return cls()
        chosen = zone or next(iter(found))
        return cls(chosen, moved=set(found) != {chosen})

    def reaches(self, when: When) -> tuple[Reach, ...]:
        """Return the stretches of a time: one, or one for each of several separate dates; none where no year is known."""
        if YEARLESS in when.text:
            return ()
        return tuple(self._reaches(when))

    def _reaches(self, when: When) -> Iterator[Reach]:
        for member in when.members if when.shape is Shape.SEVERAL else (when,):
            bounds = self._moved(member)
            is_day = member.shape is Shape.MOMENT and member.grain is Grain.DAY and "X" not in member.text
            yield Reach(*bounds, is_day=is_day and _is_short(bounds))

    def _moved(self, when: When) -> Bounds:
        """Return the bounds with times of day on these clocks."""
        start_min, start_max, end_min, end_max = when.bounds
        form = when.form
        if self.zone is None or not _is_timed(when):
            return when.bounds
        if form.start_grain.timed:
            start_min, start_max = self._told(form.zone, start_min, 0), self._told(form.zone, start_max, 1)
        if form.end_grain.timed:
            end_min, end_max = self._told(form.end_zone, end_min, 0), self._told(form.end_zone, end_max, 1)
        return Bounds(start_min, start_max, end_min, end_max)

    def _told(self, zone: str | None, civil: int | Edge, which: int) -> int | Edge:
        """Return what these clocks show at a moment; where clocks were set back, at the first or the last that it can be."""
        if isinstance(civil, Edge) or zone is None or self.zone is None or zone == self.zone:
            return civil
        return civil_time(self.zone, instants(zone, civil)[which])


def _is_timed(when: When) -> bool:
    return when.form.start_grain.timed or when.form.end_grain.timed


def _is_short(bounds: Bounds) -> bool:
    low, _, _, high = bounds
    return isinstance(low, int) and isinstance(high, int) and high - low <= DAY

"""Where an axis of time can be marked: every minute, every third hour, every day, ... every ten thousand years.

Steps follow the calendar and not a number of seconds: months have their own lengths, and years before the common era are counted
as historians do, so a mark says 100 BCE and not 101.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator

import attrs

from timeline.when.civil import DAY, add_months, date_of, days, month_length
from timeline.when.naming import Namer

__all__ = ["STEPS", "Step", "Unit"]

MINUTE, HOUR = 60, 3_600
LONGEST_YEAR = 26  # powers of ten; no year can be written with more than 24 digits


class Unit(enum.Enum):
    """What is counted between two marks, with about how many seconds it has."""

    MINUTE = MINUTE
    DAY = DAY
    MONTH = 2_629_746
    YEAR = 31_556_952


@attrs.frozen
class Step:
    """From one mark to the next.

    Attributes:
        unit: What is counted.
        count: How many of it; days are counted from the first of each month.
    """

    unit: Unit
    count: int

    @property
    def seconds(self) -> int:
        """About how long it is."""
        return self.unit.value * self.count

    @property
    def is_cell(self) -> bool:
        """Whether each stretch between two marks has a name of its own: a day, a month, a year."""
        return self.count == 1 and self.unit is not Unit.MINUTE

    def marks(self, low: int, high: int) -> Iterator[int]:
        """Yield the marks from `low` to `high`, both included, in civil seconds."""
        for mark in self._from(low):
            if mark > high:
                return
            if mark >= low:
                yield mark

    def _from(self, low: int) -> Iterator[int]:
        """Yield marks without end, the first of them no later than `low`."""
        if self.unit is Unit.MINUTE:
            return self._minutes(low)
        year, month, _ = date_of(low // DAY)
        if self.unit is Unit.DAY:
            return self._days(year, month)
        return self._months(year, month) if self.unit is Unit.MONTH else self._years(year)

    def _minutes(self, low: int) -> Iterator[int]:
        mark = low - low % self.seconds
        while True:
            yield mark
            mark += self.seconds

    def _days(self, year: int, month: int) -> Iterator[int]:
        """Yield days of months; none stands nearer to the next first than a step."""
        while True:
            length = month_length(year, month)
            for day in range(1, length + 1, self.count):
                if day == 1 or length - day + 1 >= self.count:
                    yield days(year, month, day) * DAY
            year, month = add_months(year, month, 1)

    def _months(self, year: int, month: int) -> Iterator[int]:
        month -= (month - 1) % self.count
        while True:
            yield days(year, month) * DAY
            year, month = add_months(year, month, self.count)

    def _years(self, year: int) -> Iterator[int]:
        """Yield years that are round numbers in their era; the first year of our era is one of them."""
        if self.count == 1:
            while True:
                yield days(year) * DAY
                year += 1
        before = -((-(1 - year)) // self.count) if year <= 0 else 0
        for multiple in range(before, 0, -1):
            yield days(1 - multiple * self.count) * DAY
        if year < self.count:
            yield days(1) * DAY
        multiple = max(1, year // self.count)
        while True:
            yield days(multiple * self.count) * DAY
            multiple += 1

    def floor(self, second: int) -> int:
        """Return the last mark that is no later than a moment."""
        found = second
        for mark in self._from(second):
            if mark > second:
                break
            found = mark
        return found

    def ceil(self, second: int) -> int:
        """Return the first mark that is no earlier than a moment."""
        return next(mark for mark in self._from(second) if mark >= second)

    # -- words -------------------------------------------------------------------------------------------------------------

    def name(self, mark: int, namer: Namer) -> str:
        """Return what is written at a mark: the time, the day of the month, the month, or the year."""
        year, month, day = date_of(mark // DAY)
        if self.unit is Unit.MINUTE:
            return f"{mark % DAY // HOUR:02}:{mark % HOUR // MINUTE:02}"
        if self.unit is Unit.DAY:
            return namer.fill(namer.language.pattern("d"), year, month, day)
        if self.unit is Unit.MONTH:
            return namer.fill(namer.language.pattern("MMM"), year, month, 0)
        return namer.date(year)

    @property
    def frame(self) -> Step | None:
        """What has to be named above the marks for them to be understood: the day of a time, the month of a day, the year of a month."""
        above = {Unit.MINUTE: Unit.DAY, Unit.DAY: Unit.MONTH, Unit.MONTH: Unit.YEAR}
        return Step(above[self.unit], 1) if self.unit in above else None

    def whole(self, mark: int, namer: Namer) -> str:
        """Return the name of the day, month or year that begins at a mark, with all that it needs to stand alone."""
        year, month, day = date_of(mark // DAY)
        return namer.date(
            year, month if self.unit in (Unit.DAY, Unit.MONTH) else 0, day if self.unit is Unit.DAY else 0
        )


# From the finest to the coarsest; each is at most five times the one before it.
STEPS = (
    *(Step(Unit.MINUTE, count) for count in (1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720)),
    *(Step(Unit.DAY, count) for count in (1, 2, 5, 10)),
    *(Step(Unit.MONTH, count) for count in (1, 3, 6)),
    *(Step(Unit.YEAR, lead * 10**power) for power in range(LONGEST_YEAR) for lead in (1, 2, 5)),
)

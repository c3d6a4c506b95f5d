"""How far "about" and "possibly" reach, when someone asks for it by name.

A mark never moves a bound by itself: the record says that a date is doubtful, not by how much. Whoever needs a number chooses a policy.
"""

from __future__ import annotations

from typing import NamedTuple

from timeline import errors
from timeline.when.civil import DAY, Cells, add_months, date_of, days
from timeline.when.parts import Point
from timeline.when.terms import Grain

__all__ = ["Widening", "widened"]

HOUR = 3_600
MONTHS = {
    Grain.MONTH: 1,
    Grain.SEASON: 3,
    Grain.YEAR: 12,
    Grain.DECADE: 120,
    Grain.CENTURY: 1_200,
    Grain.MILLENNIUM: 12_000,
}


class Widening(NamedTuple):
    """A policy for doubtful dates: by how many units either side is moved out.

    The unit is the one that bears the mark: a year for `2004~`, a month for `2004-06~` and `2004-06~-11`, a day for `2004-06-~11`,
    an hour for a time of day. Source: our decision.

    Attributes:
        name: What a value widened by it remembers.
        approximate: Units for `~`.
        uncertain: Units for `?`; `%` takes the greater of the two.
    """

    name: str
    approximate: int = 1
    uncertain: int = 1

    @classmethod
    def of(cls, policy: Widening | str) -> Widening:
        """Return a policy, or the one of a name: `unit`, `approximate-only`, `three-units`.

        Raises:
            NotFound: `unknown-policy`.
        """
        if isinstance(policy, Widening):
            return policy
        if policy not in POLICIES:
            hint = f"policies are {', '.join(POLICIES)}"
            raise errors.NotFound(f"no policy {errors.shown(policy)}", code="unknown-policy", hint=hint)
        return POLICIES[policy]

    def units(self, mark: str) -> int:
        """Return how far a mark reaches."""
        return {"": 0, "?": self.uncertain, "~": self.approximate}.get(mark, max(self.uncertain, self.approximate))


POLICIES = {
    policy.name: policy
    for policy in (Widening("unit"), Widening("approximate-only", uncertain=0), Widening("three-units", 3, 3))
}


def widened(point: Point, policy: Widening) -> Cells:
    """Return the cells of a date moved out by a policy."""
    cells = point.cells
    for grain, mark in _runs(point):
        count = policy.units(mark)
        if count:
            low, high = _moved(point.cells.first, grain, -count), _moved(point.cells.last_end, grain, count)
            cells = cells._replace(first=min(cells.first, low), last_end=max(cells.last_end, high))
    if cells == point.cells:
        return cells
    width = point.cells.first_end - point.cells.first, point.cells.last_end - point.cells.last
    return cells._replace(first_end=cells.first + width[0], last=cells.last_end - width[1])


def _runs(point: Point) -> list[tuple[Grain, str]]:
    """Return each mark with the unit that bears it: the finest of those that share it from the year on, else its own."""
    grains = [Grain.YEAR]
    if point.month:
        grains.append(Grain.MONTH if point.cells.grain is not Grain.SEASON else Grain.SEASON)
    if point.day:
        grains.append(Grain.DAY)
    if point.second is not None:
        grains.append(point.cells.grain)
    pairs = [(grain, mark) for grain, mark in zip(grains, point.marks, strict=False) if mark]
    if len(grains) == 1 and pairs:
        return [(point.cells.grain, pairs[0][1])]
    leading = [pair for at, pair in enumerate(pairs) if pair == (grains[at], pairs[0][1]) and point.marks.year]
    return [*leading[-1:], *(pair for pair in pairs if pair not in leading)]


def _moved(second: int, grain: Grain, count: int) -> int:
    """Move a civil second by so many units; a day that the month lacks becomes its last."""
    if grain is Grain.DAY:
        return second + count * DAY
    if grain.timed:
        return second + count * HOUR
    day, clock = divmod(second, DAY)
    year, month, number = date_of(day)
    year, month = add_months(year, month, count * MONTHS[grain])
    last = days(*add_months(year, month, 1)) - days(year, month)
    return days(year, month, min(number, last)) * DAY + clock

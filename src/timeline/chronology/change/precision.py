"""How two values of one field lie to each other: one within the other, the same, or apart."""

from __future__ import annotations

import math
from decimal import Decimal
from enum import Enum

from timeline.chronology.window import finite
from timeline.records import Quantity
from timeline.when import Duration, Shape, When

__all__ = ["Fit", "fit", "gap"]

Limits = tuple[float | Decimal, ...]


class Fit(Enum):
    """How a second value lies to a first one.

    Attributes:
        SAME: They say the same.
        WITHIN: The second says more: it lies within the first.
        AROUND: The second says less: the first lies within it.
        APART: Neither holds the other.
    """

    SAME = "same"
    WITHIN = "within"
    AROUND = "around"
    APART = "apart"


def fit(first: object, second: object) -> Fit:
    """Return how a second date, duration or figure lies to a first one; two of anything else lie apart.

    Dates are compared by their four bounds: on the calendar, or by instants where both name a zone. A date in a zone says
    more than the same date in none.

    Examples:
        >>> fit(When("[2025-04-21..2025-04-26]"), When("2025-04-25")).value
        'within'
    """
    if isinstance(first, When) and isinstance(second, When):
        return _of_dates(first, second)
    if isinstance(first, Duration) and isinstance(second, Duration):
        return _fit(_held(_span(first), _span(second)), _held(_span(second), _span(first)))
    if isinstance(first, Quantity) and isinstance(second, Quantity) and _thing(first) == _thing(second):
        return _fit(_figure_held(first, second), _figure_held(second, first))
    return Fit.APART


def gap(first: When, second: When) -> float | None:
    """Return how long the nearest moments of two dates lie apart; None where they may share one.

    Units: seconds.
    """
    zoned = first.form.zoned and second.form.zoned
    one, other = (finite(each.instants if zoned else each.bounds) for each in (first, second))
    apart = max(one[0] - other[3], other[0] - one[3])
    return apart if apart >= 0 else None


def _of_dates(first: When, second: When) -> Fit:
    """Compare on the calendar; by instants where both are in zones, or where the calendar does not tell them apart."""
    zoned = first.form.zoned and second.form.zoned
    found = _fit(_within(first, second, zoned), _within(second, first, zoned))
    if found is not Fit.SAME or zoned:
        return found
    return _fit(_within(first, second, zoned=True), _within(second, first, zoned=True))


def _within(outer: When, inner: When, zoned: bool) -> bool:
    """Whether every moment that the inner date may be is one that the outer may be."""
    outers = [finite(each.instants if zoned else each.bounds) for each in _choices(outer)]
    return all(
        any(_held(held, finite(each.instants if zoned else each.bounds)) for held in outers) for each in _choices(inner)
    )


def _choices(when: When) -> tuple[When, ...]:
    """Return the dates of which one is meant: of one of several, each by itself, for between them there are gaps."""
    return when.members if when.shape is Shape.ONE_OF else (when,)


def _held(outer: Limits, inner: Limits) -> bool:
    """Whether each pair of limits lies within the other's."""
    pairs = zip(outer[::2], outer[1::2], inner[::2], inner[1::2], strict=True)
    return all(low <= least and most <= high for low, high, least, most in pairs)


def _span(duration: Duration) -> Limits:
    low, high = duration.limits
    return low, math.inf if high is None else high


def _thing(figure: Quantity) -> tuple[str, str]:
    return figure.unit, figure.of


def _figure_held(outer: Quantity, inner: Quantity) -> bool:
    """Whether the inner figure lies within the outer; what is approximate never lies within what is not."""
    limits = [
        (-math.inf if each.low is None else each.low, math.inf if each.high is None else each.high)
        for each in (outer, inner)
    ]
    return _held(limits[0], limits[1]) and (outer.approximate or not inner.approximate)


def _fit(second_within: bool, first_within: bool) -> Fit:
    if second_within:
        return Fit.SAME if first_within else Fit.WITHIN
    return Fit.AROUND if first_within else Fit.APART

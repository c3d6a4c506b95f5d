"""Figures as spans of exact numbers, in units that can be compared."""

from __future__ import annotations

import math
from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from timeline.chronology import fold
from timeline.records import Quantity

__all__ = ["Key", "Measure", "Span", "hull", "key_of", "measure"]

Key = tuple[str, str]  # what is counted, and of what

ABOUT = Fraction(1, 5)  # "about 1000" may be anything from 800 to 1200; our decision
ROUNDING = Fraction(
    1, 20
)  # a converted figure is rounded: by a twentieth, or by half a unit where that is more; likewise

# Units that the press converts, each family by one of them. Spellings are folded: `km²` is `km2`, and a plural is its singular.
FAMILIES: dict[str, dict[str, str]] = {
    "km2": {
        "km2 | sq km | square kilometre | square kilometer": "1",
        "mi2 | sq mi | square mile": "2.589988110336",
        "ha | hectare": "0.01",
        "acre": "0.0040468564224",
    },
    "km": {
        "km | kilometre | kilometer": "1",
        "mi | mile": "1.609344",
        "nmi | nautical mile": "1.852",
        "m | metre | meter": "0.001",
        "ft | foot | feet": "0.0003048",
    },
    "kg": {"kg | kilogram | kilogramme": "1", "t | tonne": "1000", "lb": "0.45359237"},
}
UNITS = {
    spelling: (family, Fraction(factor))
    for family, units in FAMILIES.items()
    for spellings, factor in units.items()
    for spelling in spellings.split(" | ")
}


class Span(NamedTuple):
    """From the least to the most that a figure may be; no limit above is infinity."""

    low: Fraction
    high: Fraction | float

    def wider(self, share: Fraction, *, least: Fraction = Fraction(0)) -> Span:
        """Return the span moved out by a share of its limits, by `least` at least."""
        high = self.high if self.high == math.inf else self.high + max(Fraction(self.high) * share, least)
        return Span(max(self.low - max(self.low * share, least), Fraction(0)), high)

    def times(self, factor: Fraction) -> Span:
        """Return the span in another unit."""
        return Span(self.low * factor, self.high if self.high == math.inf else Fraction(self.high) * factor)


class Measure(NamedTuple):
    """A figure that can be compared with others of its key.

    Attributes:
        key: What is counted, and of what; units of one family have one key.
        unit: Its own unit, in one spelling.
        span: In its own unit.
    """

    key: Key
    unit: str
    span: Span

    @property
    def converted(self) -> Span:
        """The span in the unit of the family, wide enough for a rounded conversion."""
        _, factor = UNITS.get(self.unit, (self.unit, Fraction(1)))
        return self.span.wider(ROUNDING, least=Fraction(1, 2)).times(factor)


def measure(figure: Quantity) -> Measure:
    """Return a figure as a span; one that the source calls approximate reaches a fifth further either way.

    Examples:
        >>> measure(Quantity.parse("~1000 soldiers")).span.low, measure(Quantity.parse("1 square mile")).key
        (Fraction(800, 1), ('km2', ''))
    """
    unit, of = key_of(figure)
    span = Span(Fraction(figure.low or 0), math.inf if figure.high is None else Fraction(figure.high))
    family, _ = UNITS.get(unit, (unit, Fraction(1)))
    return Measure((family, of), unit, span.wider(ABOUT) if figure.approximate else span)


def key_of(figure: Quantity) -> Key:
    """Return unit and what it is of, each in one spelling; nothing is converted."""
    return _singular(figure.unit), _singular(figure.of)


def hull(spans: Iterable[Span]) -> Span:
    """Return the span from the least to the most of several."""
    known = list(spans)
    return Span(min(span.low for span in known), max(span.high for span in known))


def _singular(words: str) -> str:
    """Fold case and signs, and take the English plural for the singular; short words such as `ms` stay."""
    return " ".join(word.removesuffix("s") if len(word) > 3 else word for word in fold(words).split())

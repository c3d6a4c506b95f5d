"""Figures, as exact as the source gave them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, ClassVar, Self

import attrs

from timeline.errors import Invalid, shown
from timeline.records.convert import as_flag, as_text, as_title
from timeline.records.field import Many, Optional
from timeline.records.record import Inside, Part
from timeline.records.shape import SHAPES, Shape

__all__ = ["Quantity", "as_quantities"]

_NUMBER = r"(?:0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.[0-9]+)?"
_TEXT = re.compile(
    rf"(?P<about>~?) ?(?P<sign>>=|<=|>|<|) ?(?P<low>{_NUMBER})(?:\.\.(?P<high>{_NUMBER}))? (?P<unit>.*\S)", re.DOTALL
)
LONGEST_NUMBER = 40


class Number(Shape[Decimal]):
    """A number that is not negative, exact, of at most forty characters."""

    def convert(self, value: object) -> Decimal:
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            number = Decimal(value)
            value = format(number, "f") if abs(number.adjusted()) <= LONGEST_NUMBER else str(number)
        if not isinstance(value, str) or len(value) > LONGEST_NUMBER or not re.fullmatch(_NUMBER, value):
            raise Invalid(f"{shown(value)} is no number", code="bad-number", hint="write one such as 66 or 1300.5")
        digits = value.replace(",", "")
        return Decimal(digits.rstrip("0").rstrip(".") if "." in digits else digits)  # no arithmetic, which would round

    def plain(self, value: Decimal) -> Any:
        return format(value, "f")

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [{"type": "string", "pattern": f"^{_NUMBER}$"}, {"type": "number", "minimum": 0}]}


MAYBE_NUMBER = Optional(Number())


def as_number(value: Decimal | int | str | None) -> Decimal | None:
    """Convert a number that is not negative, or None."""
    return MAYBE_NUMBER.convert(value)


SHAPES[as_number] = MAYBE_NUMBER


@attrs.frozen
class Quantity(Part):
    """A figure with its unit: exact, a range, open above or below, or approximate.

    As a text: `66 drones`, `10000..12000 soldiers`, `> 1300 km² of Russian territory`, `>= 45 drones`, `~50 dead`. The word
    `of` parts the unit from what is counted or measured.

    Attributes:
        low: The least it may be; None where only an upper limit is known.
        high: The most it may be; None where only a lower limit is known.
        unit: What is counted, or the unit of measure, as printed.
        of: What the unit is of.
        approximate: Whether the source said "about".
        strict: Whether a one-sided limit itself is excluded: "more than" rather than "at least".

    Source: UCDP, best, low and high estimates.

    Examples:
        >>> Quantity.parse("10000..12000 soldiers").high
        Decimal('12000')
        >>> str(Quantity.parse(">1,300 km² of Russian territory"))
        '> 1300 km² of Russian territory'
    """

    shorthand: ClassVar[str] = ""

    low: Decimal | None = attrs.field(default=None, converter=as_number)
    high: Decimal | None = attrs.field(default=None, converter=as_number)
    unit: str = attrs.field(converter=as_title, kw_only=True)
    of: str = attrs.field(default="", converter=as_text, kw_only=True)
    approximate: bool = attrs.field(default=False, converter=as_flag, kw_only=True)
    strict: bool = attrs.field(default=False, converter=as_flag, kw_only=True)

    def __attrs_post_init__(self) -> None:
        """Refuse a figure without a limit, one whose limits are crossed, and a strict limit on a closed range."""
        if self.low is None and self.high is None:
            raise Invalid("a figure without a number", code="empty", hint="give low, high or both")
        if self.low is not None and self.high is not None:
            if self.low > self.high:
                raise Invalid(f"low {self.low:f} is above high {self.high:f}", code="high-below-low")
            if self.strict:
                raise Invalid(
                    "strict goes with one limit only", code="contradictory", hint="leave out strict, low or high"
                )

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a figure.

        Raises:
            Invalid: When the text is not of the form in the class's description.
        """
        match = _TEXT.fullmatch(text)
        if match is None:
            raise Invalid(
                f"{shown(text)} is no figure",
                code="bad-figure",
                hint="write '66 drones', '10000..12000 soldiers', '> 1300 km² of land' or '~50 dead'",
            )
        unit, of = _parted(match["unit"])
        low, high = _limits(match["sign"], match["low"], match["high"], text)
        return cls(low, high, unit=unit, of=of, approximate=bool(match["about"]), strict=match["sign"] in {"<", ">"})

    def __str__(self) -> str:
        return " ".join(part for part in (f"{'~' if self.approximate else ''}{self._amount()}", self.unit) if part) + (
            f" of {self.of}" if self.of else ""
        )

    def _amount(self) -> str:
        if self.low is None:
            return f"{'<' if self.strict else '<='} {self.high:f}"
        if self.high is None:
            return f"{'>' if self.strict else '>='} {self.low:f}"
        return f"{self.low:f}" if self.low == self.high else f"{self.low:f}..{self.high:f}"

    def shortest(self) -> Any:
        """Return the text where it reads back equal, else the mapping."""
        text = str(self)
        return text if Quantity.parse(text) == self else self.plain()


def _parted(unit: str) -> tuple[str, str]:
    """Part `km² of Russian territory` at its first ` of `."""
    name, _, of = unit.partition(" of ")
    return name, of


def _limits(sign: str, low: str, high: str | None, text: str) -> tuple[str | None, str | None]:
    if sign and high is not None:
        raise Invalid(f"{shown(text)} has both a sign and a range", code="bad-figure", hint="write one of them")
    if sign.startswith(">"):
        return low, None
    if sign.startswith("<"):
        return None, low
    return low, high or low


@attrs.frozen
class Figure(Inside[Quantity]):
    """A quantity as text, or as a mapping of its fields."""

    part: type[Quantity] = Quantity

    def convert(self, value: object) -> Quantity:
        return Quantity.parse(value) if isinstance(value, str) else super().convert(value)

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [{"type": "string", "minLength": 1}, {"$ref": "#/$defs/Quantity"}]}


QUANTITIES = Many(Figure())


def as_quantities(value: Sequence[Quantity | str] | Quantity | str) -> tuple[Quantity, ...]:
    """Convert several figures."""
    return QUANTITIES.convert(value)


SHAPES[as_quantities] = QUANTITIES

"""How a table writes its dates: `%d.%m.%Y`, and no finer than the pattern says."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import Any

from timeline.errors import Invalid, shown
from timeline.records.field import Many
from timeline.records.shape import SHAPES, Shape, kind_of_value

__all__ = ["MONTHS", "UNITS", "as_patterns", "matched", "spelled"]

UNITS = ("year", "month", "day", "hour", "minute", "second")
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
MONTHS = {name: number for number, month in enumerate(_MONTHS, 1) for name in (month, month[:3])} | {"sept": 9}
_DIRECTIVES = {
    "%Y": r"(?P<year>-?[0-9]{4})",
    "%m": r"(?P<month>[0-9]{1,2})",
    "%B": r"(?P<name>[a-z]+)\.?",
    "%b": r"(?P<name>[a-z]+)\.?",
    "%d": r"(?P<day>[0-9]{1,2})",
    "%H": r"(?P<hour>[0-9]{1,2})",
    "%M": r"(?P<minute>[0-9]{2})",
    "%S": r"(?P<second>[0-9]{2})",
    "%%": "%",
}
_PIECE = re.compile(r"%.?|\s+|[^%\s]+", re.DOTALL)
_HINT = "there are %Y, %m, %B or %b (an English name), %d, %H, %M, %S and %%"


class Pattern(Shape[str]):
    """A pattern of dates."""

    def convert(self, value: object) -> str:
        if not isinstance(value, str):
            raise Invalid(f"a pattern is a text, not {kind_of_value(value)}", code="wrong-type")
        _compiled(value)
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": 1}


PATTERNS = Many(Pattern())


def as_patterns(value: Sequence[str] | str) -> tuple[str, ...]:
    """Convert one pattern of dates, or several."""
    return PATTERNS.convert(value)


SHAPES[as_patterns] = PATTERNS


@functools.lru_cache(maxsize=200)
def _compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern as an expression.

    Raises:
        Invalid: When it has a directive that we do not know, one twice, or a finer one without the coarser.
    """
    pieces = _PIECE.findall(pattern)
    used = [piece for piece in pieces if piece.startswith("%") and piece != "%%"]
    for piece in used:
        if piece not in _DIRECTIVES:
            hint = "two digits say no century: give the year in full" if piece == "%y" else _HINT
            raise Invalid(f"no directive {shown(piece)} in {shown(pattern)}", code="bad-pattern", hint=hint)
    units = [_unit(piece) for piece in used]
    wanted = UNITS[: len(used)] if len(used) != 4 else ("year", "month", "day", "hour")
    if sorted(units, key=UNITS.index) != list(wanted) or ("hour" in units and "minute" not in units):
        message = f"{shown(pattern)} leaves a gap, or names something twice"
        raise Invalid(message, code="bad-pattern", hint="a day goes with its month and year, a time with minutes")
    expression = "".join(
        _DIRECTIVES.get(piece) or (r"\s+" if piece.isspace() else re.escape(piece.lower())) for piece in pieces
    )
    return re.compile(expression)


def _unit(directive: str) -> str:
    return {"%Y": "year", "%m": "month", "%B": "month", "%b": "month", "%d": "day", "%H": "hour", "%M": "minute"}.get(
        directive, "second"
    )


def matched(text: str, patterns: Sequence[str]) -> dict[str, int]:
    """Return year, month, day ... of a text by the first pattern that fits, as far as the pattern names them.

    Raises:
        Invalid: When none fits.

    Examples:
        >>> matched("Sept. 1978", ["%d.%m.%Y", "%B %Y"])
        {'year': 1978, 'month': 9}
    """
    folded = text.strip().lower()
    for pattern in patterns:
        found = _compiled(pattern).fullmatch(folded)
        if found is not None and (groups := found.groupdict()).get("name", "may") in MONTHS:
            numbers = {unit: int(value) for unit, value in groups.items() if unit != "name"}
            if "name" in groups:
                numbers["month"] = MONTHS[groups["name"]]
            return {unit: numbers[unit] for unit in UNITS if unit in numbers}
    raise Invalid(f"{shown(text)} is not written as {' or '.join(patterns)}", code="unreadable-date")


def spelled(numbers: dict[str, int], *, finest: str = "second") -> str:
    """Return year, month, day ... in the notation, no finer than asked.

    Examples:
        >>> spelled({"year": -43, "month": 3, "day": 15}, finest="month")
        '-0043-03'
    """
    year = numbers["year"]
    text = f"{year:04}" if year >= 0 else f"-{-year:04}"
    # An hour alone is no time of the notation, so it goes with its minutes.
    for unit, before in (("month", "-"), ("day", "-"), ("hour", "T"), ("minute", ":"), ("second", ":")):
        if unit not in numbers or UNITS.index(unit) > UNITS.index(finest):
            break
        text += f"{before}{numbers[unit]:02}"
    return text

"""How much of the machine a template of a stranger may use up."""

from __future__ import annotations

import math
from typing import Any

import attrs

from timeline.errors import Invalid, nearest, shown

__all__ = ["Limits", "limits_of"]

MEGABYTE = 1_000_000
_SCALES = {"k": 1_000, "M": MEGABYTE, "G": 1_000 * MEGABYTE}


def _positive(_limits: object, field: attrs.Attribute[Any], value: object) -> None:
    whole = isinstance(field.default, int) and field.name != "seconds"
    if isinstance(value, bool) or not isinstance(value, int if whole else int | float) or not 0 < value < math.inf:
        hint = f"a{' whole' if whole else ''} number greater than 0 is wanted; {field.default:,} where it is left out"
        raise Invalid(f"{field.name} is {shown(value)}", code="bad-limit", path=(field.name,), hint=hint)


@attrs.frozen(kw_only=True)
class Limits:
    """What a page drawn with `trusted=False` may use up, from the start of its process on.

    Attributes:
        seconds: After which the process is ended, by the clock on the wall; of a processor it gets as many, rounded up.
        memory: Bytes, the interpreter and our own code (some 100 MB) among them. Only where the system has `RLIMIT_AS`: Linux and most others,
            not Windows; macOS takes note of it and does not always hold it.
        output: Bytes of the page.

    Raises:
        Invalid: When one is no number greater than nought.

    Examples:
        >>> Limits(seconds=30)
        Limits(seconds=30, memory=512000000, output=64000000)
    """

    seconds: float = attrs.field(default=8, validator=_positive)
    memory: int = attrs.field(default=512 * MEGABYTE, validator=_positive)
    output: int = attrs.field(default=64 * MEGABYTE, validator=_positive)


def limits_of(texts: tuple[str, ...]) -> Limits:
    """Return the limits that texts such as `seconds=30` and `memory=2G` ask for.

    Raises:
        Invalid: When there is no such limit, or it is no number; with what may be written.

    Examples:
        >>> limits_of(("seconds=30", "memory=2G"))
        Limits(seconds=30, memory=2000000000, output=64000000)
    """
    given: dict[str, float] = {}
    known = [field.name for field in attrs.fields(Limits)]
    for text in texts:
        name, _, number = text.partition("=")
        if name not in known:
            hint = nearest(name, known) or f"write one of {', '.join(known)}, '=' and a number, such as 'seconds=30'"
            raise Invalid(f"no limit {shown(name)}", code="bad-limit", hint=hint)
        given[name] = _number(name, number)
    return Limits(**given)  # type: ignore[arg-type]  # the validators look at them


def _number(name: str, text: str) -> float:
    scale = _SCALES.get(text[-1:], 1)
    digits = text[:-1] if scale > 1 else text
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= 15):
        hint = "write a whole number, for memory and output with k, M or G behind it where that is shorter"
        raise Invalid(f"{shown(text)} is no number", code="bad-limit", path=(name,), hint=hint)
    return int(digits) * scale

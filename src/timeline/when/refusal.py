"""How a text that is no date is refused: where it goes wrong, and the habit that it probably comes from."""

from __future__ import annotations

import re
import unicodedata
from typing import NoReturn

from timeline import errors

__all__ = ["LONGEST_POINT", "hint_for", "named", "refuse"]

LONGEST_POINT = 128

HINTS = (
    (r"[0-9]{4}-[0-9]{1,2}(?:-[0-9]{1,2})?\Z", "write month and day with two digits, 2025-01-02"),
    (r"[0-9]{8}\Z", "write hyphens, 2025-01-02"),
    (r"[0-9]{3}0s\Z", "write X for a digit that is not known: 198X is the 1980s"),
    (r"(?:c\.|ca\.?|circa) |[0-9]+ (?:c\.|ca\.?|circa)", "write ~ behind a date for about, 1815~"),
    (
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]+ [A-Z]",
        "the name of a zone stands in brackets, 2025-04-26T14:30[Europe/Rome]",
    ),
    (
        r"(?:[0-9]{1,2}\.? )?[^\W\d_]{3,}\.? (?:[0-9]{1,2},? )?[0-9]{4}\Z",
        "write year, month and day in figures, 1962-10-27",
    ),
    (r"[0-9]{4}-[0-9]{3}\Z", "day numbers of the year are not read; write month and day, 2025-05-05"),
    (r"[0-9]{4}-?W[0-9]", "week dates are not read; write month and day, 2025-05-05"),
    (r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2,4}\Z", "day or month first? write 2025-05-31"),
    (r"[0-9X]+[ux][0-9ux]*(?:-|\Z)|uuuu", "unspecified digits are written X, 199X"),
    (r"[0-9]{1,2}\Z", "century or year? write 20XX or 2025"),
    (r"\+", "a plus sign is not written"),
    (r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]", "put T between date and time"),
    (r"[0-9]{4}[:/.]", "write hyphens, 2025-01-02"),
    (r"P[0-9T]", "this is a duration, not a date"),
    (r"-?[0-9]{5,24}\Z", "a year of more than four digits begins with Y"),
    (r"T?[0-9]{1,2}:", "a time needs its day, 2025-04-26T14:30"),
    (r"[0-9-]+T[0-9]{2}(?:Z|\Z|[+-])", "a time has hours and minutes, T14:00"),
    (r"(?:now|today|yesterday|tomorrow)\Z", "words are read by When.said, with the day they were said"),
    (r"(?i:unknown|none|null|n/a)\Z", "write XXXX where nothing is known"),
)


def refuse(text: str, at: int, message: str, *, code: str = "unreadable-date", hint: str = "") -> NoReturn:
    """Raise `Invalid` with the text and the character, counted from one, at which the trouble begins."""
    raise errors.Invalid(f"{errors.shown(text, limit=60)}: {message} (character {at + 1})", code=code, hint=hint)


def named(char: str) -> str:
    """Return the code and the name of a character."""
    name = unicodedata.name(char, "")
    return f"U+{ord(char):04X}" + (f" ({name.lower()})" if name else "")


def hint_for(text: str, start: int, end: int) -> str:
    """Return what the author of a text that is no date probably means to write."""
    short = text[start : min(end, start + LONGEST_POINT)]
    usual = "write one such as 2025-04-26, 2025-04, 2025~ or [2025-04-21..2025-04-26]"
    return next((hint for pattern, hint in HINTS if re.match(pattern, short)), usual)

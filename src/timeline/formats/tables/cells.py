"""What stands in one cell: several values, and texts that a spreadsheet would take for a formula.

Several values are parted by ` | `; a backslash before a bar or a backslash makes it part of a value. Other separators would be taken for the end of a
cell somewhere: a comma or a semicolon is what parts cells themselves.

A spreadsheet runs what begins with `=`, `+`, `-` or `@`, a tab or a line break before it, or their wide forms. An apostrophe is put before such a text, and before
one that begins with apostrophes and then so; in reading one apostrophe is taken from such a beginning. What begins with an apostrophe otherwise stays as it is.

Source: OWASP, "CSV Injection".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["SEPARATOR", "joined", "neutralised", "restored", "split"]

SEPARATOR = "|"
_RUN = "[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]"
_FORMULA = re.compile(f"'*{_RUN}")
_NEUTRALISED = re.compile(f"'+{_RUN}")
_ESCAPED = re.compile(r"[\\|]")


def neutralised(text: str) -> str:
    """Return a text as one that no spreadsheet runs.

    Examples:
        >>> neutralised("-0043-03-15"), neutralised("'tis")
        ("'-0043-03-15", "'tis")
    """
    return f"'{text}" if _FORMULA.match(text) else text


def restored(text: str) -> str:
    """Return the text of which `neutralised` made this one."""
    return text[1:] if _NEUTRALISED.match(text) else text


def joined(values: Sequence[str]) -> str:
    r"""Return several values as one text; empty where all of them are.

    Examples:
        >>> joined(["President", "", r"Minister | acting"])
        'President |  | Minister \\| acting'
    """
    if not any(values):
        return ""
    return f" {SEPARATOR} ".join(
        _ESCAPED.sub(r"\\\g<0>", value) if "|" in value or "\\" in value else value for value in values
    )


def split(text: str, separator: str, *, escaped: bool) -> list[str]:
    """Return the values of a text, without the spaces around them; an empty one keeps its place.

    Args:
        text: What stands in the cell.
        separator: What parts them; the empty text where there is only one value.
        escaped: Whether a backslash makes a separator part of a value, as in our own columns.
    """
    if not separator:
        return [text]
    if not escaped or "\\" not in text:
        return [value.strip() for value in text.split(separator)]
    return [value.strip() for value in _unescaped(text, separator)]


def _unescaped(text: str, separator: str) -> list[str]:
    values, position = [""], 0
    while position < len(text):
        if text[position] == "\\" and text.startswith(("\\", separator), position + 1):
            taken = "\\" if text[position + 1] == "\\" else separator
            values[-1] += taken
            position += 1 + len(taken)
        elif text.startswith(separator, position):
            values.append("")
            position += len(separator)
        else:
            values[-1] += text[position]
            position += 1
    return values

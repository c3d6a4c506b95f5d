r"""The lines of a calendar as they are written: values and parameters escaped, long lines folded, those of an entry in a fixed order.

An entry is put together as text, for the types of `icalendar` make some fifty objects of one, and took nine tenths of the time of an export. The bytes are
those that `icalendar` writes for the same names, parameters and values, which a law holds (`tests/laws/test_calendar_lines.py`); but for `\N` in a text, which it takes for
a line break that somebody has escaped already.

Source: RFC 5545, 3.1 "Content Lines", 3.2 "Property Parameters", 3.3.11 "Text"; RFC 6868.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

__all__ = ["Entry", "escaped", "folded", "line", "moment"]

WIDEST = 74  # bytes of a line, without the space that a folded one begins with
FIRST = ("SUMMARY", "DTSTART", "DTEND", "DURATION", "DTSTAMP", "UID")
QUOTED = frozenset({"DELEGATED-FROM", "LINKREL"})  # parameters whose value always stands in quotation marks
_SPECIAL = re.compile(r"[\\;,\r\n]")
_TELLING = re.compile('[,;:\u2019^"\r\n]')  # what has a parameter quoted or escaped


class Entry:
    r"""The properties of one event, in the order in which they are written: the well-known first, then by name.

    Args:
        kind: VEVENT, for instance.

    Examples:
        >>> entry = Entry("VEVENT")
        >>> entry.add("UID", "talks.timeline")
        >>> entry.add("SUMMARY", escaped("Talks; in Rome"), {"LANGUAGE": "en"})
        >>> print(entry.text().replace("\r", ""), end="")
        BEGIN:VEVENT
        SUMMARY;LANGUAGE=en:Talks\; in Rome
        UID:talks.timeline
        END:VEVENT
    """

    __slots__ = ("_kind", "_lines")

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._lines: dict[str, list[str]] = {}

    def add(self, name: str, value: str, parameters: Mapping[str, str] | None = None) -> None:
        """Add a property; one of a name that is there already comes behind it.

        Args:
            name: In capitals.
            value: As it stands in the file, so of a text `escaped`.
            parameters: As they are; those that are empty are left out.
        """
        self.take(name, line(name, value, parameters))

    def take(self, name: str, written: str) -> None:
        """Add a property whose line is written already."""
        self._lines.setdefault(name, []).append(written)

    def text(self) -> str:
        """Return the lines, each with its end."""
        lines = self._lines
        names = [*(name for name in FIRST if name in lines), *sorted(lines.keys() - _FIRST)]
        inner = [written for name in names for written in lines[name]]
        return "\r\n".join([f"BEGIN:{self._kind}", *inner, f"END:{self._kind}", ""])


_FIRST = frozenset(FIRST)


def line(name: str, value: str, parameters: Mapping[str, str] | None = None) -> str:
    """Return a property as it is written, folded, without the end of the line; see `Entry.add`."""
    if not parameters:
        return folded(f"{name}:{value}")
    told = "".join(f";{key}={_parameter(key, parameters[key])}" for key in sorted(parameters) if parameters[key])
    return folded(f"{name}{told}:{value}")


def escaped(text: str) -> str:
    r"""Return a text as a value has it.

    Examples:
        >>> print(escaped("Rome, Italy; the 'C:\\New' road\nby night"))
        Rome\, Italy\; the 'C:\\New' road\nby night
    """
    if _SPECIAL.search(text) is None:
        return text
    text = text.replace("\\", "\\\\").replace(";", r"\;").replace(",", r"\,")
    return text.replace("\r\n", r"\n").replace("\n", r"\n").replace("\r", r"\n")


def listed(texts: Iterable[str]) -> str:
    """Return several texts as one value."""
    return ",".join(map(escaped, texts))


def moment(value: date) -> str:
    """Return a day or a time as it is written, without any zone.

    Examples:
        >>> moment(date(814, 1, 28)), moment(datetime(2025, 4, 26, 14, 30))
        ('08140128', '20250426T143000')
    """
    day = f"{value.year:04}{value.month:02}{value.day:02}"
    return f"{day}T{value.hour:02}{value.minute:02}{value.second:02}" if isinstance(value, datetime) else day


def _parameter(name: str, value: str) -> str:
    """Return the value of a parameter, escaped, and quoted where that is needed; a name has always been where it has a space."""
    quoted = name in QUOTED or (name == "CN" and (" " in value or "'" in value))
    if _TELLING.search(value) is not None:
        value = (
            value.replace("^", "^^").replace("\r\n", "^n").replace("\n", "^n").replace("\r", "^n").replace('"', "^'")
        )
        quoted = quoted or _PARTING.search(value) is not None
    return f'"{value}"' if quoted else value


_PARTING = re.compile("[,;:\u2019]")


def folded(text: str) -> str:
    r"""Return a line in pieces of at most 74 bytes, each but the first behind a space; a character, or what escapes one, is never parted.

    Examples:
        >>> folded("NOTE:" + "a" * 70).split("\r\n")[1]
        ' a'
    """
    if len(text) <= WIDEST and (text.isascii() or len(text.encode()) <= WIDEST):
        return text
    return "\r\n ".join(_pieces(text))


def _pieces(text: str) -> Iterator[str]:
    start = 0
    while start < len(text):
        end = _end(text, start)
        if end < len(text) and end - start > 1 and text[end - 1] in r"\^":
            end -= 1  # what escapes a character stays with it
        yield text[start:end]
        start = end


def _end(text: str, start: int) -> int:
    """Return where a piece ends that begins at `start`."""
    end = min(start + WIDEST, len(text))
    if text[start:end].isascii():
        return end
    width = 0
    for place in range(start, end):
        width += len(text[place].encode())
        if width > WIDEST:
            return place
    return end

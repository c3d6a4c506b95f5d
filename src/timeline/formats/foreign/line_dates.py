"""The date with which a line of markwhen begins.

markwhen also takes a time alone, an amount of time, and the word "now"; those depend on today or on another event.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from timeline.formats.foreign.date_parts import Parts, notation_of

__all__ = ["Dated", "dated"]

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)"
)
_UNIT = r"(?:milliseconds|ms|seconds?|secs?|s|minutes?|mins?|hours?|h|(?:(?:week|work|business) ?)?(?:days?|d)|weeks?|w|months?|years?|y)\b"
_TIME = r"[0-9]{1,2}(?::[0-9]{2})?(?: ?[ap]m)?"
_AMOUNT = rf"(?:-?[0-9]+ ?{_UNIT}[, ]*)+"
_POINT = (
    r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?Z|[0-9]{4}-?W[0-9]{2}(?:-?[1-7])?|now"
    rf"|[0-9]{{4}}-[0-9]{{2}}(?:-[0-9]{{2}}(?: +{_TIME})?)?|[0-9]{{1,5}} ?(?:bce|bc|ad|ce)\b"
    rf"|(?:(?:by|before|after) ?)?(?:!\w+(?:\.(?:start|end))? ?|\.(?:start|end) ?)?(?:plus ?|\+ ?)?{_AMOUNT}|(?:by|before|after) ?!\w+(?:\.(?:start|end))?"
    rf"|[0-9]{{1,5}}/[0-9]{{1,5}}/[0-9]{{1,5}}(?:[, ]+{_TIME})?|[0-9]{{1,2}}/[0-9]{{3,5}}"
    rf"|[0-9]{{1,2}} {_MONTH}(?:,? [0-9]{{4}},?)?(?: {_TIME})?|{_MONTH} [0-9]{{1,2}}(?![0-9])(?:,? [0-9]{{4}},?)?(?: {_TIME})?|{_MONTH}(?: [0-9]{{1,4}})?"
    rf"|[0-9]{{1,2}}:[0-9]{{2}}(?: ?[ap]m)?|[0-9]{{1,2}} ?[ap]m|[0-9]{{1,5}})"
)
_LINE = re.compile(
    rf"(\s*)({_POINT})(?:(?: *[-/\u2013] *| +to +)({_POINT}))?( *every[^:]+)? *:(.*)",
    re.IGNORECASE | re.ASCII | re.DOTALL,
)
_UTC = re.compile(r"([0-9-]{10}T[0-9:]{8})(?:\.[0-9]*)?Z", re.IGNORECASE)
_LASTED = re.compile(
    r"([0-9]+) ?(?:(seconds?|secs?|s)|(minutes?|mins?)|(hours?|h)|(days?|d)|(weeks?|w)|(months?)|(years?|y))",
    re.IGNORECASE,
)
_UNITS = ("s", "min", "h", "days", "weeks", "months", "years")


class Dated(NamedTuple):
    """A line that begins with a date.

    Attributes:
        notation: The date as our notation has it; empty where it hangs on something else.
        lasted: How long it lasted, where the line says that in place of an end.
        title: What stands behind the colon.
        column: Where the date begins, counted from one.
        lost: What of the date could not be taken.
    """

    notation: str
    lasted: str
    title: str
    column: int
    lost: tuple[str, ...]


def dated(line: str, *, day_first: bool = False) -> Dated | None:
    """Return the date with which a line begins and the title behind it; None for a line that begins with no date.

    Args:
        line: A line of markwhen.
        day_first: Whether 4/7/1776 is 4 July.

    Examples:
        >>> dated("Dec 1991: The Union is dissolved").notation
        '1991-12'
        >>> dated("after !treaty 2 weeks: Ratified").lost
        ("the date 'after !treaty 2 weeks' hangs on today or on another event",)
    """
    found = _LINE.match(line)
    if found is None:
        return None
    indent, low, high, every, title = found.groups()
    lost = [f"it recurs, {every.strip()!r}"] if every else []
    if low.isdigit() and (era := re.search(r"bce?$", (high or "").strip(), re.IGNORECASE)):  # 300-200 BCE
        low += era.group()
    first, length = _parts(low, day_first=day_first), _LASTED.fullmatch(high.strip()) if high else None
    last = None if high is None or length else _parts(high, day_first=day_first)
    if first is None or (high and last is None and not length):
        left = high if first is not None else f"{low} / {high}" if high else low
        lost.append(f"the date {left.strip()!r} hangs on today or on another event")
    notation = "" if first is None else _joined(first, last, ongoing=(high or "").lower() == "now")
    if first is not None and (instants := [_UTC.fullmatch(each) for each in (low, high or "")]) != [None, None]:
        ends = notation.split("/")
        notation = "/".join(f"{utc[1]}Z" if utc else end for end, utc in zip(ends, instants, strict=False))
    return Dated(notation, _length(length) if first is not None else "", title.strip(), len(indent) + 1, tuple(lost))


def _joined(first: tuple[Parts, ...], last: tuple[Parts, ...] | None, *, ongoing: bool) -> str:
    """Return two dates, each perhaps a week, as one."""
    if ongoing:
        return f"{notation_of(first[0])}/.."
    if last is not None:
        return notation_of(first[0], last[-1])
    if len(first) > 1:
        return f"[{notation_of(first[0])}..{notation_of(first[1])}]"
    return notation_of(first[0])


def _length(found: re.Match[str] | None) -> str:
    if found is None:
        return ""
    number, *units = found.groups()
    return f"{number} {next(name for name, unit in zip(_UNITS, units, strict=True) if unit)}"


def _parts(text: str, *, day_first: bool) -> tuple[Parts, ...] | None:
    """Return a date, or the first and last day of a week; None for what is none by itself."""
    text = text.strip().lower()
    if found := re.fullmatch(r"([0-9]{4})-?w([0-9]{2})(?:-?([1-7]))?", text):
        return _week(int(found[1]), int(found[2]), found[3])
    if found := re.fullmatch(
        rf"([0-9]{{4}})-([0-9]{{2}})(?:-([0-9]{{2}})(?:t| +)?({_TIME})?(?::([0-9]{{2}})(?:\.[0-9]*)?z)?)?", text
    ):
        return (Parts(_year(found[1]), int(found[2]), _int(found[3]), *_time(found[4]), _int(found[5])),)
    if found := re.fullmatch(rf"([0-9]{{1,5}})/([0-9]{{1,5}})/([0-9]{{1,5}})(?:[, ]+({_TIME}))?", text):
        day, month = (found[1], found[2]) if day_first else (found[2], found[1])
        return (Parts(_year(found[3]), int(month), int(day), *_time(found[4])),)
    if found := re.fullmatch(r"([0-9]{1,2})/([0-9]{3,5})", text):
        return (Parts(_year(found[2]), int(found[1])),)
    if found := re.fullmatch(r"([0-9]{1,5}) ?(bce|bc|ad|ce)?", text):
        return (Parts(-int(found[1]) if found[2] in {"bce", "bc"} else _year(found[1])),)
    return _in_words(text)


def _in_words(text: str) -> tuple[Parts, ...] | None:
    """Return a date with the name of a month; without a year it is none."""
    forms = (
        rf"(?P<day>[0-9]{{1,2}}) (?P<month>{_MONTH}),? (?P<year>[0-9]{{4}}),?(?: (?P<time>{_TIME}))?",
        rf"(?P<month>{_MONTH}) (?P<day>[0-9]{{1,2}}),? (?P<year>[0-9]{{4}}),?(?: (?P<time>{_TIME}))?",
        rf"(?P<month>{_MONTH}) (?P<year>[0-9]{{3,4}})",
    )
    for form in forms:
        if found := re.fullmatch(form, text):
            given = found.groupdict()
            month = _MONTHS.index(given["month"][:3]) + 1
            return (Parts(_year(given["year"]), month, _int(given.get("day")), *_time(given.get("time"))),)
    return None


def _year(digits: str) -> int:
    """Return a year as people count; what markwhen writes as 0 is 1 BCE."""
    return int(digits) or -1


def _int(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _time(text: str | None) -> tuple[int | None, int | None]:
    """Return hour and minute."""
    found = re.fullmatch(r"([0-9]{1,2})(?::([0-9]{2}))?(?: ?([ap])m)?", text or "")
    if found is None:
        return None, None
    hour = int(found[1])
    if found[3]:
        hour = hour % 12 + 12 * (found[3] == "p")
    return hour, _int(found[2])


def _week(year: int, number: int, day: str | None) -> tuple[Parts, ...] | None:
    try:
        days = [date.fromisocalendar(year, number, int(each)) for each in (day or "17")]
    except ValueError:
        return None
    return tuple(Parts(each.year, each.month, each.day) for each in days)

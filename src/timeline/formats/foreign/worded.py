"""Dates in English words, as people put them where a program takes any text: "Nov 1960", "between 20 and 25 April 2025", "the 1960s", "Q1 2020".

It is the other direction of `timeline.when.describe`, and a little more of what is usual. What hangs on the day it was said ("today") is not
read, nor is what can be meant in two ways ("winter 2025", "5/6/2020").
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator

from timeline.errors import Invalid, MissingPackage, NotFound
from timeline.when import Reading, When, describe

__all__ = ["read", "write"]

LONGEST = 200

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
_MONTH = {name[:width]: number for number, name in enumerate(_MONTHS, 1) for width in (3, 4, len(name))}
_MONTHS_RE = "|".join(sorted(_MONTH, key=len, reverse=True))
_DAYS = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? "
_ERA = r"(?: (?P<era>bce|bc|b\.c\.(?:e\.)?|ce|ad|a\.d\.))?"
_YEAR = rf"(?P<year>[0-9]{{1,9}}){_ERA}"
_DATES = [
    re.compile(rf"(?:(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)? )?(?P<month>{_MONTHS_RE})\.?,? {_YEAR}"),
    re.compile(rf"(?P<month>{_MONTHS_RE})\.? (?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}"),
    re.compile(rf"(?:ad )?{_YEAR}"),
]
_ISO = re.compile(r"-?[0-9]{4}(?:-(?:0[1-9]|1[0-2])|-[0-9]{2}-[0-9]{2})?|y-?[0-9]{5,24}")
_CLOCK = r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?"
_TIMED = re.compile(rf"(?P<date>.+?),? (?:at )?(?P<clock>{_CLOCK})")
_TIMES = re.compile(rf"(?P<date>.+), (?P<how>from|between) (?P<low>{_CLOCK}) (?:to|and) (?P<high>{_CLOCK})")
_DECADE = re.compile(r"(?:the )?([0-9]{3})0s")
_CENTURY = re.compile(rf"(?:the )?([0-9]{{1,2}})(?:st|nd|rd|th) century{_ERA}")
_PART = re.compile(
    r"(?:the )?(?:q([1-4]) ([0-9]{4})|([0-9]{4}) q([1-4])|(first|second|third|fourth) quarter of ([0-9]{4}))"
)
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_SEASON = re.compile(r"(spring|summer|autumn|fall|winter) ([0-9]{4})(?:-([0-9]{4}))?")
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_DOUBTS = {
    "%": r"(?:possibly|perhaps|probably) (?:about|around|circa)",
    "~": r"(?:about|around|approximately|circa|ca?\.)",
    "?": r"(?:possibly|perhaps|probably)",
}
_YEARS = re.compile(r"([0-9]{4}) ?- ?([0-9]{4})")
_SHORT_YEARS = re.compile(r"([0-9]{2})([0-9]{2})\u2013([0-9]{2})")  # with a hyphen, 2004-05 is a month


def read(words: str) -> When | None:
    """Return the time that words stand for, or None where they are no date that can be meant in one way only.

    Raises:
        Invalid: `impossible-date`, for a day that no calendar has.

    Examples:
        >>> str(read("between 21 and 26 Apr 2025")), str(read("from 1962 on")), str(read("c. 44 BCE"))
        ('[2025-04-21..2025-04-26]', '1962/..', '-0043~')
        >>> read("the morning after") is None
        True
    """
    text = " ".join(words.split())
    if len(text) > LONGEST:
        return None
    if short := _SHORT_YEARS.fullmatch(text):
        text = f"{short[1]}{short[2]}-{short[1]}{short[3]}"
    text = re.sub("[\u2012-\u2015]", "-", text).lower()
    text = re.sub(r" \((?:day|month) not given\)$", "", text)
    if text.startswith("throughout "):
        found = _parsed(_point(text.removeprefix("throughout ")))
        return None if found is None else found.read_as(Reading.THROUGHOUT)
    notations = (reading(text) for reading in _READINGS)
    return next((found for notation in notations if (found := _parsed(notation)) is not None), None)


def write(when: When, *, language: str = "en") -> str:
    """Return a time in words, a time of day with its zone; in English where the words of the language are not at hand."""
    try:
        return describe(when, zone=when.grain.timed, language=language)
    except (MissingPackage, NotFound):
        return describe(when, zone=when.grain.timed)


def _parsed(notation: str | None) -> When | None:
    """Return a notation as a time; None for none, and for one that is put together wrong."""
    if notation is None:
        return None
    try:
        return When.parse(notation)
    except Invalid as error:
        if error.problems[0].code == "impossible-date":
            raise
        return None


def _point(text: str) -> str | None:
    """Return one date, with its doubts, as it stands in the notation."""
    for mark, words in _DOUBTS.items():
        if doubted := re.fullmatch(f"{words} ?(.+)", text):
            inner = _plain(doubted[1])
            return None if inner is None else f"{inner}{mark}"
    return _plain(text)


def _plain(text: str) -> str | None:
    if _ISO.fullmatch(text):
        return text.upper()
    timed = _TIMED.fullmatch(text)
    if timed and (day := _calendar(timed["date"])) and day.count("-", 1) == 2:
        return f"{day}T{timed['clock']:0>5}" if timed["clock"].count(":") == 1 else f"{day}T{timed['clock']:0>8}"
    return _calendar(text) or _named(text)


def _calendar(text: str) -> str | None:
    """Return a year, month or day."""
    text = re.sub(f"^{_DAYS}", "", text)
    for pattern in _DATES:
        if found := pattern.fullmatch(text):
            parts = found.groupdict()
            month, day, era = parts.get("month"), parts.get("day"), (parts["era"] or "").replace(".", "")
            if not era and len(parts["year"]) < 3:
                return None
            tail = f"-{_MONTH[month]:02}" if month else ""
            return f"{_astronomical(int(parts['year']), era)}{tail}{f'-{int(day):02}' if day else ''}"
    return None


def _astronomical(year: int, era: str | None) -> str:
    count = 1 - year if era in {"bc", "bce"} else year
    if abs(count) > 9999:
        return f"Y{count}"
    return f"-{-count:04}" if count < 0 else f"{count:04}"


def _named(text: str) -> str | None:
    """Return a part of a year, a decade or a century, or a day of a month of which no more is known."""
    if found := _DECADE.fullmatch(text):
        return f"{found[1]}X"
    if (found := _CENTURY.fullmatch(text)) and int(found[1]):
        first, last, era = int(found[1]) * 100 - 99, int(found[1]) * 100, (found["era"] or "").replace(".", "")
        low, high = (last, first) if era in {"bc", "bce"} else (first, last)
        return f"[{_astronomical(low, era)}..{_astronomical(high, era)}]"
    if found := _PART.fullmatch(text):
        number = found[1] or found[4] or _ORDINALS[found[5]]
        return f"{found[2] or found[3] or found[6]}-{32 + int(number)}"
    if (found := _SEASON.fullmatch(text)) and (found[1] == "winter") == bool(found[3]):
        crosses = not found[3] or int(found[3]) == int(found[2]) + 1
        return f"{found[2]}-{_SEASONS[found[1]]}" if crosses else None
    if text.startswith("a day in "):
        inner = _calendar(text.removeprefix("a day in "))
        return None if inner is None else f"{inner}{'-XX' * (2 - inner.count('-', 1))}"
    inner = _calendar(text.removeprefix("some month of ")) if text.startswith("some month of ") else None
    return None if inner is None else f"{inner}-XX"


def _hours(text: str) -> str | None:
    """Return a stretch of one day."""
    found = _TIMES.fullmatch(text)
    if found is None:
        return None
    ends = [_point(f"{found['date']}, {found[side]}") for side in ("low", "high")]
    if None in ends:
        return None
    return f"{ends[0]}/{ends[1]}" if found["how"] == "from" else f"[{ends[0]}..{ends[1]}]"


def _pair(form: str, notation: str) -> Callable[[str], str | None]:
    """Return a reader of two dates, the earlier of which may leave out what the later has."""
    pattern = re.compile(form)

    def reader(text: str) -> str | None:
        found = pattern.fullmatch(text)
        high = _point(found[2]) if found else None
        if found is None or high is None:
            return None
        low = next((low for first in _completed(found[1], found[2]) if (low := _point(first))), None)
        return None if low is None else notation.format(low, high)

    return reader


def _completed(low: str, high: str) -> Iterator[str]:
    """Yield the words of the earlier date, alone and with ever more words of the later behind them."""
    words = high.split()
    for count in range(len(words)):
        yield " ".join((low, *words[len(words) - count :]))


def _edge(form: str, notation: str) -> Callable[[str], str | None]:
    """Return a reader of one date with a word for the other side."""
    pattern = re.compile(form)

    def reader(text: str) -> str | None:
        found = pattern.fullmatch(text)
        inner = _point(found[1]) if found else None
        return None if inner is None or inner.startswith("[") else notation.format(inner)

    return reader


def _members(text: str) -> str | None:
    """Return one of several dates, or several."""
    for word, left, right in ((" or ", "[", "]"), (" and ", "{", "}")):
        if word in text:
            listed = re.split(rf",?{word}|(?<=[0-9]), (?![0-9]{{1,2}}:)", text)
            with contextlib.suppress(Invalid):
                points = [_point(part) for part in listed]
                if len(points) > 1 and None not in points:
                    return f"{left}{','.join(map(str, points))}{right}"
    return None


def _span_of_years(text: str) -> str | None:
    found = _YEARS.fullmatch(text)
    return f"{found[1]}/{found[2]}" if found else None


_READINGS: tuple[Callable[[str], str | None], ...] = (
    _span_of_years,
    _point,
    _hours,
    _edge("(?:from|since) (.+?)(?: on)?", "{}/.."),
    _edge("(.+?) ?(?:-|to|until) ?present", "{}/.."),
    _edge("from (.+), end unknown", "{}/"),
    _edge("until (.+), start unknown", "/{}"),
    _edge("until (.+)", "../{}"),
    _edge("at some time up to (.+)", "[..{}]"),
    _edge("at some time from (.+) on", "[{}..]"),
    _pair("(?:from )?(.+?) (?:to|until) (.+)", "{}/{}"),
    _pair("(?:overnight )?(.+?) ?- ?(.+)", "{}/{}"),
    _pair("between (.+?) and (.+)", "[{}..{}]"),
    _members,
)

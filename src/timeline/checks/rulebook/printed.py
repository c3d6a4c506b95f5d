"""Dates as they are printed in running text, with the day of the week that stands beside them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from timeline.checks.rulebook.day_names import MONTHS, WEEKDAYS, plain
from timeline.when import When
from timeline.when.civil import DAY, days, month_length

__all__ = ["Printed", "printed", "weekdays", "years_meant"]

JULIAN_UNTIL = 1923  # the year in which Greece, the last to use it for civil dates, left the Julian calendar
HALF_A_YEAR = 183 * DAY
MOST_YEARS = 12  # that a date without a year may belong to before nothing can be said
_FIGURE = re.compile("[0-9]")
BEHIND = 40  # characters before a date in which its weekday stands

_NUMBER = r"0?[1-9]|[12][0-9]|3[01]"
_YEAR = r"[12][0-9]{3}(?![0-9])"
_BEFORE_CHRIST = r"b\.?\s?c\b|a\.\s?c\.|av\.|v\.\s?chr|до н\."
# What makes another date of it, or of a number something else than a year: an era, a second day, a count, a time.
_ERA = re.compile(rf"\s{{0,2}}(?:{_BEFORE_CHRIST})", re.IGNORECASE)
_MORE = re.compile(r"\s{0,2}(?:,?\s{0,2}|/\s?)[0-9]")
_MORE_DAYS = re.compile(r"\s{0,2}(?:[-–—/&+,]|and\b|or\b|to\b|through\b|until\b)?\s{0,2}[0-9]", re.IGNORECASE)


class Printed(NamedTuple):
    """A date in a text.

    Attributes:
        text: As printed, with the day of the week.
        weekday: Nought for Monday; None where none stands beside the date.
        year: None where none is printed.
        month: From 1 to 12.
        day: From 1 to 31.
    """

    text: str
    weekday: int | None
    year: int | None
    month: int
    day: int


@functools.cache
def _dates() -> re.Pattern[str]:
    names = _alternatives(MONTHS)
    english = _alternatives(name for name in MONTHS if name.isascii())
    year = r"(?:,?\s{1,2}(?:del?\s)?(?P<%s>" + _YEAR + "))?"
    forms = (
        rf"(?P<day>{_NUMBER})(?:st|nd|rd|th|er|º|°|\.)?\s{{0,2}}(?:of\s|del?\s|di\s)?(?P<month>{names})\b\.?"
        + year % "year",
        rf"(?P<month_first>{english})\b\.?\s{{1,2}}(?:the\s)?(?P<day_second>{_NUMBER})(?:st|nd|rd|th)?(?![0-9:]|\.[0-9])"
        + year % "year_last",
        r"(?P<iso>[12][0-9]{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01]))(?![0-9])",
        rf"(?P<one>{_NUMBER})(?P<mark>[./])\s?(?P<other>{_NUMBER})(?P=mark)\s?(?P<numeric_year>{_YEAR})",
    )
    return re.compile(rf"(?<![\w.:/–—-])(?:{'|'.join(forms)})", re.IGNORECASE)


def _alternatives(names: Iterable[str]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


@functools.cache
def _before() -> re.Pattern[str]:
    article = r"(?:(?:the|den|dem|le|el|il)\s)?"
    return re.compile(
        rf"(?<!\w)({_alternatives(WEEKDAYS)})(?:'s)?(?:,?\s{{1,2}}|,?\s{{0,2}}\(\s?){article}$", re.IGNORECASE
    )


@functools.cache
def _behind() -> re.Pattern[str]:
    bracketed = rf"\s?\(\s?({_alternatives(WEEKDAYS)})\s?[),;]"
    return re.compile(rf"{bracketed}|(?:,| was| is)\sa\s({_alternatives(WEEKDAYS)})\b", re.IGNORECASE)


def printed(text: str) -> Iterator[Printed]:
    """Yield the dates in a text: English, German, French, Spanish, Italian, Russian and Ukrainian, and in figures.

    Figures of which the order is not clear (04/05/2025) are passed over, and so are years before the common era.

    Examples:
        >>> [(date.weekday, date.month, date.day) for date in printed("Saturday (27 April)")]
        [(5, 4, 27)]
    """
    bare = plain(text)
    for found in _dates().finditer(bare) if _FIGURE.search(bare) else ():
        if (date := _read(found)) is not None and not _is_cut_short(found, bare):
            start, end, weekday = _with_weekday(found, bare)
            yield Printed(text[start:end], weekday, *date)


def _read(found: re.Match[str]) -> tuple[int | None, int, int] | None:
    """Return year, month and day of a date."""
    if found["iso"]:
        year, month, day = map(int, found["iso"].split("-"))
        return year, month, day
    if found["one"]:
        return _of_figures(
            int(found["one"]), int(found["other"]), int(found["numeric_year"]), dotted=found["mark"] == "."
        )
    name, year_text = found["month"] or found["month_first"], found["year"] or found["year_last"]
    if name in {"march", "may"} and not year_text:
        return None  # verbs
    number = MONTHS.get(name.lower())  # letters that only resemble those of a name are none
    if number is None:
        return None
    return int(year_text) if year_text else None, number, int(found["day"] or found["day_second"])


def _of_figures(one: int, other: int, year: int, *, dotted: bool) -> tuple[int, int, int] | None:
    """Return a date in figures; with points the day comes first, with strokes only where the other is no month."""
    if other <= 12 and (dotted or one > 12 or one == other):
        return year, other, one
    return (year, one, other) if one <= 12 < other and not dotted else None


def _is_cut_short(found: re.Match[str], text: str) -> bool:
    """Whether what follows shows that the date goes on, or is no date."""
    if found["iso"] or found["one"]:
        return False
    pattern = None if found["year"] or found["year_last"] else _MORE_DAYS if found["month_first"] else _MORE
    return any(each.match(text, found.end()) for each in (_ERA, pattern) if each)


def _with_weekday(found: re.Match[str], text: str) -> tuple[int, int, int | None]:
    """Return from where to where a date reaches with its day of the week, and which that is."""
    start = max(0, found.start() - BEHIND)
    if before := _before().search(text[start : found.start()]):
        closed = "(" in before[0] and text[found.end() : found.end() + 1] == ")"
        return start + before.start(), found.end() + closed, WEEKDAYS.get(before[1].lower())
    if behind := _behind().match(text, found.end()):
        return found.start(), behind.end(), WEEKDAYS.get((behind[1] or behind[2]).lower())
    return found.start(), found.end(), None


def weekdays(year: int, month: int, day: int) -> tuple[int, ...]:
    """Return on which day of the week a date falls, by the Gregorian calendar and, as long as it was in use, by the Julian.

    Nothing for a day that there is not.

    Examples:
        >>> weekdays(2025, 4, 27), weekdays(1905, 1, 9)        # the second is Bloody Sunday, old style
        ((6,), (0, 6))
    """
    if day > month_length(year, month):
        return ()
    count = days(year, month, day) + 3
    century = (year - (month <= 2)) // 100
    julian = () if year > JULIAN_UNTIL else ((count + century - century // 4 - 2) % 7,)
    return (count % 7, *julian)


def years_meant(month: int, day: int, around: Iterable[When]) -> tuple[int, ...]:
    """Return the years to which a date without one may belong: those in which it is nearest to some known time."""
    found: set[int] = set()
    for when in around:
        low, high = when.start_min, when.end_max
        if isinstance(low, int) and isinstance(high, int) and high - low < MOST_YEARS * 366 * DAY:
            found |= set(_years_near(month, day, low - HALF_A_YEAR, high + HALF_A_YEAR))
    return tuple(sorted(found)) if len(found) <= MOST_YEARS else ()


def _years_near(month: int, day: int, low: int, high: int) -> Iterator[int]:
    first, last = (second // (365.2425 * DAY) + 1970 for second in (low, high))
    for year in range(int(first) - 1, int(last) + 2):
        if year > 0 and day <= month_length(year, month) and low <= days(year, month, day) * DAY < high:
            yield year

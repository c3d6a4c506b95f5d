"""The grammar: one text, taken apart.

EDTF (ISO 8601-2:2019, levels 0 to 2) is a subset of what is read here. Beyond it: seconds may be left out, a time of day may
stand in intervals and sets, and any date may name its zone in the brackets of RFC 9557.

Reading is linear in the length of the text: one regular expression without nested repetition for a date, plain splitting for the
rest, and limits on length, digits and members.
"""

from __future__ import annotations

import functools
import re
from typing import NoReturn

from timeline import errors
from timeline.when import zone as zones
from timeline.when.civil import (
    MONTH_NAMES,
    Cells,
    Impossible,
    day_cell,
    masked_dates,
    masked_years,
    month_cell,
    month_length,
    season_months,
    year_cells,
)
from timeline.when.parts import PLAIN_MARKS, Part, Point, Span, Tree, plain_point
from timeline.when.refusal import LONGEST_POINT, hint_for, named, refuse
from timeline.when.terms import Edge, Grain, Qualifiers, Shape

__all__ = ["read", "taken_apart"]

LONGEST = 4_096
MOST_MEMBERS = 100
MOST_DIGITS = 24

POINT = (
    r"([?~%]?)(?:(-?[0-9X]{4})(?:S([0-9]{1,4}))?|Y(-?[0-9]{1,24})(?:E([0-9]{1,4}))?(?:S([0-9]{1,4}))?)([?~%]?)"
    r"(?:-([?~%]?)([0-9X]{2})([?~%]?)"
    r"(?:-([?~%]?)([0-9X]{2})([?~%]?)"
    r"(?:T([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?(Z|[+-][0-9]{2}(?::[0-9]{2})?)?([?~%]?))?"
    r")?)?"
    r"(?:\[([A-Za-z][A-Za-z0-9_+/-]{0,63}|[+-][0-9]{2}:[0-9]{2})\])?"
)
YEAR, MONTH_GROUP, DAY_GROUP, HOUR, MINUTE, SECOND, OFFSET, ZONE = 2, 9, 12, 14, 15, 16, 17, 19


@functools.lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """Return the pattern of a date, compiled when the first one is read that is no plain day."""
    return re.compile(POINT)


COMPONENTS = {"year": YEAR, "month": MONTH_GROUP, "day": DAY_GROUP}


def read(text: str) -> Tree:
    """Take a text apart.

    Raises:
        Invalid: `unreadable-date` where the text is not in the notation, `impossible-date` where no calendar has it,
            `unknown-zone` where no zone has the name; each with the character at which the trouble begins.

    Source: EDTF levels 0, 1 and 2; ISO 8601-2:2019; RFC 9557 for zone names.

    Examples:
        >>> read("1962-10-16/1962-10-28").shape      # the thirteen days of Cuba
        <Shape.INTERVAL: 'interval'>
    """
    if len(text) > LONGEST:
        refuse(text, LONGEST, f"a date has at most {LONGEST} characters")
    if not text:
        refuse(text, 0, "a date is missing", hint="write XXXX where nothing is known")
    if text[0] == "[" or text[0] == "{":
        return _set(text)
    if "/" in text:
        slash = _slash(text, 0)
        if slash >= 0:
            return Tree(Shape.INTERVAL, (_interval(text, slash),))
    return Tree(Shape.MOMENT, (_point(text, 0, len(text)),))


@functools.lru_cache(maxsize=1024)
def taken_apart(text: str) -> Tree:
    """Return what `read` makes of a text that was read before; values keep the text alone, and are asked for the parts several times in a row."""
    return read(text)


def _slash(text: str, start: int) -> int:
    """Find the slash of an interval from a character on, not one inside a zone's brackets; -1 where there is none."""
    if "[" not in text:
        return text.find("/", start)
    depth = 0
    for at, char in enumerate(text[start:], start):
        if char == "/" and not depth:
            return at
        depth += (char == "[") - (char == "]")
    return -1


def _interval(text: str, slash: int) -> Span:
    again = _slash(text, slash + 1)
    if again >= 0:
        refuse(text, again, "an interval has one slash", hint=hint_for(text, 0, len(text)))
    low = _end(text, 0, slash)
    high = _end(text, slash + 1, len(text))
    if isinstance(low, Edge) and isinstance(high, Edge):
        refuse(text, 0, "an interval without a date says nothing")
    return _ordered(text, slash + 1, _shared_zone(low, high))


def _end(text: str, start: int, end: int) -> Point | Edge:
    if end - start > 2:
        return _point(text, start, end)
    if start == end:
        return Edge.UNKNOWN
    return Edge.OPEN if text.startswith("..", start) and end - start == 2 else _point(text, start, end)


def _shared_zone(low: Point | Edge, high: Point | Edge) -> Span:
    """Let an end that names no zone take the one of the other end.

    Source: ISO 8601-1:2019 5.5.2, where the end inherits; the other direction is our decision.
    """
    if isinstance(low, Point) and isinstance(high, Point):
        if high.zone is None and low.zone is not None:
            high = high._replace(zone=low.zone)
        elif low.zone is None and high.zone is not None:
            low = low._replace(zone=high.zone)
    return Span(low, high)


def _ordered(text: str, at: int, span: Span) -> Span:
    """Refuse a span whose end lies before its start; ends in different zones are compared as instants."""
    low, high = span
    if isinstance(low, Edge) or isinstance(high, Edge):
        return span
    first, last = low.cells.first, high.cells.last_end
    if low.zone is not None and high.zone is not None and low.zone != high.zone:
        first, last = zones.instants(low.zone, first)[0], zones.instants(high.zone, last)[1]
    if first >= last:
        refuse(text, at, "the end lies before the start", code="impossible-date")
    return span


def _set(text: str) -> Tree:
    one = text[0] == "["
    if text[-1] != ("]" if one else "}") or len(text) == 2:
        refuse(text, len(text) - 1, f"a set ends with {']' if one else '}'!r} and has at least one member")
    parts: list[Part] = []
    start = 1
    members = text[1:-1].split(",")
    if len(members) > MOST_MEMBERS:
        refuse(text, 0, f"a set has at most {MOST_MEMBERS} members")
    for number, member in enumerate(members):
        end = start + len(member)
        edges = (number == 0, number == len(members) - 1)
        parts.append(_member(text, start, end, edges=edges))
        start = end + 1
    return Tree(Shape.ONE_OF if one else Shape.SEVERAL, tuple(parts))


def _member(text: str, start: int, end: int, *, edges: tuple[bool, bool]) -> Part:
    dots = text.find("..", start, end)
    if dots < 0:
        return _point(text, start, end)
    low = Edge.OPEN if dots == start else _point(text, start, dots)
    high = Edge.OPEN if dots + 2 == end else _point(text, dots + 2, end)
    if isinstance(low, Edge) and isinstance(high, Edge):
        refuse(text, start, "a range without a date says nothing")
    if (low is Edge.OPEN and not edges[0]) or (high is Edge.OPEN and not edges[1]):
        refuse(text, dots, "only the first and the last member of a set may be open")
    return _ordered(text, start, Span(low, high))


def _point(text: str, start: int, end: int) -> Point:
    return plain_point(text[start:end]) or _any_point(text, start, end)


def _any_point(text: str, start: int, end: int) -> Point:
    found = _pattern().fullmatch(text, start, end) if end - start <= LONGEST_POINT else None
    if found is None:
        _unreadable(text, start, end)
    (before, year, sure, long, _power, long_sure, after, month_before, month, month_after, day_before, day, day_after,
     hour, _minute, _second, ahead, time_after, name) = found.groups()  # fmt: skip
    significant = sure or long_sure
    if significant and month:
        refuse(text, found.start(8) - 1, "significant digits belong to a year alone")
    if long:
        year = _long_year(text, found)
    elif year == "-0000":
        refuse(text, start, "there is no year -0000", hint="1 BCE is 0000")
    try:
        cells = _significant(year, int(significant)) if significant else _cells(year, month, day)
    except Impossible as error:
        refuse(text, found.start(COMPONENTS[error.component]), str(error), code="impossible-date")
    time = None
    if hour:
        time, cells = _timed(text, found, cells)
    where = _zone(text, found, ahead, name) if ahead or name else None
    point = Point(text[start:end], year, month or "", day or "", time, where, PLAIN_MARKS, cells, int(significant or 0))
    if where is not None and time is not None:
        _exists(text, start, where, cells.first)
    if before or after or month_before or month_after or day_before or day_after or time_after:
        return point._replace(
            marks=_marks((before, month_before, day_before, ""), (after, month_after, day_after, time_after))
        )
    return point


def _cells(year: str, month: str | None, day: str | None) -> Cells:
    if not month:
        return masked_years(year) if "X" in year else year_cells(int(year), int(year))
    if "X" in year or "X" in month or (day and "X" in day):
        if "X" not in month and int(month) > 12:
            raise Impossible("month", "a season has no day and no unspecified digit")
        return masked_dates(year, month, day or "")
    return _whole(int(year), int(month), int(day) if day else None)


def _whole(year: int, month: int, day: int | None) -> Cells:
    if month > 12 and day is None:
        if month < 21:
            raise Impossible("month", f"there is no month {month}")
        first, count = season_months(month)
        return month_cell(year, first, count, Grain.SEASON)
    if not 1 <= month <= 12:
        raise Impossible("month", f"there is no month {month:02}")
    if day is None:
        return month_cell(year, month)
    if not 1 <= day <= month_length(year, month):
        name = f"{MONTH_NAMES[month - 1]} {year:04}"
        raise Impossible("day", f"{name} has {month_length(year, month)} days" if day else f"{name} has no day 00")
    return day_cell(year, month, day)


def _significant(year: str, sure: int) -> Cells:
    digits = year.lstrip("-")
    if "X" in year:
        raise Impossible("year", "significant digits and unspecified digits exclude each other")
    if not 1 <= sure <= len(digits):
        raise Impossible("year", f"{sure} significant digits of a year of {len(digits)}")
    unit = 10 ** (len(digits) - sure)
    floor = int(digits) // unit * unit
    return year_cells(-floor - unit + 1, -floor) if year.startswith("-") else year_cells(floor, floor + unit - 1)


def _long_year(text: str, found: re.Match[str]) -> str:
    """Return a `Y` year written out.

    Why: without a limit, a text of a few characters would ask for a number of millions of digits.
    """
    digits, power, sure = found.group(4, 5, 6)
    start, plain, exponent = found.start(4), digits.lstrip("-"), int(power or 0)
    if found[MONTH_GROUP]:
        refuse(text, found.start(8) - 1, "a year that begins with Y stands alone")
    if plain.startswith("0"):
        refuse(text, start, "a year that begins with Y has no leading nought")
    if len(plain) + exponent > MOST_DIGITS:
        refuse(text, start, f"a year has at most {MOST_DIGITS} digits")
    if len(plain) + exponent <= 4 and not sure:
        hint = f"write {int(digits) * 10**exponent:04}"
        refuse(text, start, "a year of four digits or fewer is written without Y", hint=hint)
    return digits + "0" * exponent


def _timed(text: str, found: re.Match[str], cells: Cells) -> tuple[int, Cells]:
    """Return the second of the day and the cell of a minute or a second.

    Source: ISO 8601-1:2019 5.3.2: 24:00 is the end of the day, the same moment as 00:00 of the next.
    """
    hours, minutes, seconds = int(found[HOUR]), int(found[MINUTE]), int(found[SECOND] or 0)
    if cells.first != cells.last:
        refuse(text, found.start(HOUR), "a time of day needs a whole date")
    if hours > 24 or (hours == 24 and (minutes or seconds)):
        refuse(text, found.start(HOUR), "the last moment of a day is 24:00", code="impossible-date")
    if minutes > 59:
        refuse(text, found.start(MINUTE), f"there is no minute {minutes}", code="impossible-date")
    if seconds > 59:
        hint = "a leap second is written :59" if seconds == 60 else ""
        refuse(text, found.start(SECOND), f"there is no second {seconds}", code="impossible-date", hint=hint)
    of_day = hours * 3_600 + minutes * 60 + seconds
    start, grain = cells.first + of_day, Grain.SECOND if found[SECOND] else Grain.MINUTE
    end = start + (1 if found[SECOND] else 60)
    return of_day, Cells(start, end, start, end, grain)


def _zone(text: str, found: re.Match[str], ahead: str | None, name: str | None) -> str:
    try:
        where = zones.check_zone(name or ahead or "")
    except errors.Invalid as error:
        problem = error.problems[0]
        refuse(text, found.start(ZONE if name else OFFSET), problem.message, code=problem.code, hint=problem.hint)
    if not (ahead and name):
        return where
    if zones.offset(ahead) is None:
        refuse(
            text,
            found.start(OFFSET),
            f"no offset {ahead!r}",
            code="unknown-zone",
            hint="offsets lie between -12:00 and +14:00",
        )
    return f"{ahead}[{name}]"


def _exists(text: str, start: int, where: str, civil: int) -> None:
    """Refuse a time that its own zone skipped or had twice, or an offset that its own zone did not have.

    Why: a skipped time is as impossible as 30 February, and whoever names the zone of a repeated one can name its offset as well, or write
    `[a,b]` where nobody knows. A zone that comes from the place of an event is not checked here: nobody wrote the two
    together, so `When.zone_problem` reports it instead.
    """
    if not zones.agrees(where, civil):
        name = zones.name_of(where)
        refuse(
            text,
            start,
            f"{name} was not at {where.partition('[')[0]} then",
            code="impossible-date",
            hint="write the local time with its own offset",
        )
    if problem := zones.zone_problem(where, civil):
        refuse(text, start, problem, code="impossible-date" if zones.skipped(where, civil) else "repeated-time")


def _marks(alone: tuple[str | None, ...], group: tuple[str | None, ...]) -> Qualifiers:
    """Join the marks before a component, which are its own, with those after it, which cover all to their left too."""
    joined = []
    carried = ""
    for own, behind in zip(reversed(alone), reversed(group), strict=True):
        carried += behind or ""
        both = set((own or "") + carried)
        joined.append("%" if "%" in both or len(both) > 1 else "".join(both))
    return Qualifiers(*reversed(joined))


def _unreadable(text: str, start: int, end: int) -> NoReturn:
    """Say where a date stops making sense, and name the habit that it probably comes from."""
    if start == end:
        refuse(text, start, "a date is missing")
    for at in range(start, min(end, start + LONGEST_POINT)):
        if not text[at].isascii() or text[at].isspace() or not text[at].isprintable():
            refuse(text, at, f"{named(text[at])} does not belong in a date", hint=hint_for(text, start, end))
    found = _pattern().match(text, start, min(end, start + LONGEST_POINT))
    at = found.end() if found else start
    if at < end and text[at] == "T" and found and not found[DAY_GROUP]:
        refuse(text, at, "a time of day needs a whole date")
    if at < end and text[at] in ".," and found and found[HOUR]:
        refuse(text, at, "fractions of a second are not kept")
    refuse(text, at, "this is not a date", hint=hint_for(text, start, end))

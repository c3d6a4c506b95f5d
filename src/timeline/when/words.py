"""A `When` in words that never say more than it does.

Whatever phrase comes out, read back it has bounds at least as wide as the value. In English two dates share what they have in
common ("between 21 and 26 April 2025"); in other languages each is written whole, since what may be left out differs.
"""

from __future__ import annotations

import functools
from typing import Literal, cast

from timeline.language import Language
from timeline.language import language as language_of
from timeline.when import zone as zones
from timeline.when.duration import Duration
from timeline.when.naming import Namer
from timeline.when.parts import Part, Point, Span, plain_day
from timeline.when.terms import Edge, Grain, Reading, Shape
from timeline.when.value import When

__all__ = ["describe", "describe_duration"]

UNITS = {
    "s": ("{count} second", "{count} seconds"),
    "min": ("{count} minute", "{count} minutes"),
    "h": ("{count} hour", "{count} hours"),
    "d": ("{count} day", "{count} days"),
    "week": ("{count} week", "{count} weeks"),
    "month": ("{count} month", "{count} months"),
    "year": ("{count} year", "{count} years"),
}
RELATIONS = {
    ">": "more than {duration}",
    "≥": "at least {duration}",
    ">=": "at least {duration}",
    "<": "less than {duration}",
    "≤": "at most {duration}",
    "<=": "at most {duration}",
}


def describe(
    when: When,
    *,
    style: Literal["long", "short"] = "long",
    weekday: bool = False,
    zone: bool = False,
    language: str = "en",
) -> str:
    """Put a time into words.

    Args:
        when: The time.
        style: Whether names are written out or cut.
        weekday: Whether whole days bear their day of the week.
        zone: Whether the zone is named; it always is where the two ends of a value are in different zones.
        language: A code; other languages than English need Babel.

    Raises:
        NotFound: For an unknown language.
        MissingPackage: Where Babel is needed and not installed.

    Examples:
        >>> describe(When("[2025-04-21..2025-04-26]"))
        'between 21 and 26 April 2025'
        >>> describe(When("1919-01-18/1920-01-21"))        # the Paris Peace Conference
        'from 18 January 1919 to 21 January 1920'
    """
    # Where the ends differ in their zones, leaving the zones out would misstate the order.
    named = zone or when.form.mixed or when.form.zone != when.form.end_zone
    tongue = language_of(language)
    namer = _namer(tongue, style == "short", weekday, named, when.form.located)
    if not named and when.rest is None and (day := plain_day(when.text)) is not None:
        return namer.date(*day)
    parts = when.tree.parts
    if when.shape is Shape.MOMENT and isinstance(parts[0], Point):
        return _moment(namer, when, parts[0])
    if when.shape is Shape.INTERVAL and isinstance(parts[0], Span):
        return _lasted(namer, when, parts[0])
    if len(parts) == 1 and isinstance(parts[0], Span) and when.shape is Shape.ONE_OF:
        return _somewhere(namer, parts[0])
    if when.shape is Shape.ONE_OF:
        return tongue.join([_choice(namer, part) for part in parts], word="or")
    return tongue.join([_one_of_several(namer, part) for part in parts])


@functools.lru_cache(maxsize=256)
def _namer(language: Language, short: bool, weekday: bool, zone: bool, located: str | None) -> Namer:
    """Return what names dates in one way; pages name thousands in the same."""
    return Namer(language, short=short, weekday=weekday, zone=zone, located=located)


def describe_duration(duration: Duration, *, language: str = "en") -> str:
    """Put a duration into words.

    Examples:
        >>> describe_duration(Duration.parse("~15 min"))
        'about 15 minutes'
        >>> describe_duration(Duration.parse("> 4 h"))
        'more than 4 hours'
    """
    tongue = language_of(language)
    relation, parts = duration.parts
    said = " ".join(_amount(tongue, *part) for part in parts)
    if relation:
        said = tongue.text(RELATIONS[relation], duration=said)
    return tongue.text("about {duration}", duration=said) if duration.approximate else said


def _amount(tongue: Language, low: str, high: str, unit: str) -> str:
    if not high:
        return tongue.plural(*UNITS[unit], int(low))
    counted = tongue.plural(*UNITS[unit], int(high), count="{range}")
    return counted.replace("{range}", tongue.text("{low} to {high}", low=low, high=high))


def _moment(namer: Namer, when: When, point: Point) -> str:
    name = namer.plain(point)
    if when.reading is Reading.THROUGHOUT and point.cells.grain.order < Grain.DAY.order:
        name = namer.language.text("throughout {date}", date=name)
    return namer.with_zone(namer.doubted(name, point), point.zone)


def _lasted(namer: Namer, when: When, span: Span) -> str:
    """Word what lasted from one date to another; an open end and an unknown end are told apart."""
    text = namer.language.text
    low, high = span
    if isinstance(high, Edge) and isinstance(low, Point):
        message = "from {low} on" if high is Edge.OPEN else "from {low}, end unknown"
        return text(message, low=namer.name(low))
    if isinstance(low, Edge) and isinstance(high, Point):
        message = "until {high}" if low is Edge.OPEN else "until {high}, start unknown"
        return text(message, high=namer.name(high))
    message = (
        "overnight {low}-{high}" if when.said is not None and when.said.rule == "overnight" else "from {low} to {high}"
    )
    return _both(namer, span, message)


def _somewhere(namer: Namer, span: Span) -> str:
    """Word one moment somewhere in a range."""
    text = namer.language.text
    low, high = span
    if isinstance(low, Edge) and isinstance(high, Point):
        return text("at some time up to {high}", high=namer.name(high))
    if isinstance(high, Edge) and isinstance(low, Point):
        return text("at some time from {low} on", low=namer.name(low))
    return _both(namer, span, "between {low} and {high}")


def _choice(namer: Namer, part: Part) -> str:
    return namer.name(part) if isinstance(part, Point) else _somewhere(namer, part)


def _one_of_several(namer: Namer, part: Part) -> str:
    if isinstance(part, Point):
        return namer.name(part)
    low, high = part
    text = namer.language.text
    if isinstance(low, Edge) and isinstance(high, Point):
        return text("all up to {high}", high=namer.name(high))
    if isinstance(high, Edge) and isinstance(low, Point):
        return text("all from {low} on", low=namer.name(low))
    return _both(namer, part, "{low} to {high}")


def _both(namer: Namer, span: Span, message: str) -> str:
    """Word two dates, and put the day or the zone that they share around the words for both."""
    low, high = cast("tuple[Point, Point]", span)  # what is open on one side has been worded by then
    shared, first, last = _pair(namer, low, high)
    words = namer.language.text(message, low=first, high=last)
    if shared:
        words = namer.language.text("{date}, {time}", date=shared, time=words)
    return namer.with_zone(words, high.zone) if _one_zone(low, high) else words


def _pair(namer: Namer, low: Point, high: Point) -> tuple[str, str, str]:
    """Return what both ends share, and what is left of each.

    Two times on one day share the day. In English, days of one month share month and year, and dates of one year share the year.
    """
    if not _one_zone(low, high):
        return "", namer.name(low), namer.name(high)
    last = namer.doubted(namer.plain(high), high)
    if not _plain(low) or not _plain(high):
        return "", namer.doubted(namer.plain(low), low), last
    year, month, day = int(high.year), int(high.month or 0), int(high.day or 0)
    same_day = (low.year, low.month, low.day) == (high.year, high.month, high.day)
    if low.second is not None and high.second is not None and same_day:
        return namer.date(year, month, day), namer.clock(low), namer.clock(high)
    return "", _cut(namer, low, high) or namer.plain(low), last


def _cut(namer: Namer, low: Point, high: Point) -> str:
    """Return the earlier date without what the later one repeats, where English leaves it out."""
    bare = low.second is None and high.second is None
    if (
        not namer.language.english
        or not bare
        or namer.weekday
        or low.year != high.year
        or not low.month
        or not high.month
    ):
        return ""
    if bool(low.day) != bool(high.day):
        return ""
    pattern = (
        "d" if low.month == high.month and low.day else ("MMM" if namer.short else "MMMM") + ("d" if low.day else "")
    )
    if low.month == high.month and (not low.day or low.day == high.day):
        return ""
    return namer.fill(namer.language.pattern(pattern), int(low.year), int(low.month), int(low.day or 0))


def _plain(point: Point) -> bool:
    """Whether a date has no gaps, no doubts, no season: only such dates share parts."""
    whole = "X" not in point.text and not point.significant and not any(point.marks)
    return whole and int(point.month or 0) <= 12


def _one_zone(low: Point, high: Point) -> bool:
    return zones.name_of(low.zone) == zones.name_of(high.zone)

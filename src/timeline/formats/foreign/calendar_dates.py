"""Dates as calendars have them: a day, a time in a zone, and the end of either; of anything vaguer the days over which it is spread.

A calendar has no month and no year, no doubt and no open end. What a record states plainly, a day or a time or from one to another, is exact
there; of the rest there is only the first and the last day that it allows.

Source: RFC 5545, 3.3.4 "Date", 3.3.5 "Date-Time", 3.8.2 "Date and Time Component Properties"; the end is the first day or moment
that no longer belongs to the event.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import attrs

from timeline.when import Edge, Reading, Shape, When
from timeline.when import zone as zones
from timeline.when.civil import DAY, date_of
from timeline.when.parts import Point, Span
from timeline.when.terms import Qualifiers

__all__ = ["UTC", "Dated", "Stamp", "dated", "lasted_text", "notation"]

UTC = "Z"
ONE_DAY = timedelta(days=1)
_CLEAR = Qualifiers("", "", "", "")
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001  (civil time has no zone)
_NAMED = "UTC"


@attrs.frozen
class Stamp:
    """A day or a time.

    Attributes:
        moment: A date, or the civil time on clocks of the zone, without any.
        zone: Of a time: a name, `Z` for UTC, an offset, or nothing where it is not known.
    """

    moment: date
    zone: str = ""

    @property
    def timed(self) -> bool:
        """Whether it is a time and not a day."""
        return isinstance(self.moment, datetime)


@attrs.frozen
class Dated:
    """When something stands in a calendar.

    Attributes:
        start: The first day or moment.
        end: The first that no longer belongs to it; None for one day, and for a time whose end is not known.
        exact: Whether the record says just that, and the days are not only those that it allows.
    """

    start: Stamp
    end: Stamp | None = None
    exact: bool = attrs.field(default=True, eq=False)


def dated(when: When) -> Dated | None:
    """Return where a time stands in a calendar, or None where it names no day of the years 1 to 9999.

    Examples:
        >>> dated(When("2025-04-26T14:30[Europe/Rome]")).start
        Stamp(moment=datetime.datetime(2025, 4, 26, 14, 30), zone='Europe/Rome')
        >>> spread = dated(When("1814-11"))
        >>> spread.start.moment, spread.end.moment, spread.exact
        (datetime.date(1814, 11, 1), datetime.date(1814, 12, 1), False)
    """
    return _exact(when) or _spread(when)


def _exact(when: When) -> Dated | None:
    if when.shape not in {Shape.MOMENT, Shape.INTERVAL}:
        return None
    part = when.tree.parts[0]
    ends = tuple(part) if isinstance(part, Span) else (part,)
    if not all(isinstance(end, Point) and _plain(end) for end in ends):
        return None
    points = [end for end in ends if isinstance(end, Point)]
    if not all(point.day for point in points):
        throughout = len(points) == 1 and when.reading is Reading.THROUGHOUT
        spread = _spread(when) if throughout else None
        return None if spread is None else attrs.evolve(spread, exact=True)
    stamps = [_stamp(point, when.form.located) for point in points]
    return _from_to(*stamps) if all(stamps) else None


def _plain(point: Point) -> bool:
    """Whether a date is written without a gap or a doubt, in one of the years 1 to 9999."""
    return (
        re.fullmatch("[0-9]{4}", point.year) is not None
        and point.year != "0000"
        and "X" not in point.text
        and point.marks == _CLEAR
        and not point.significant
        and int(point.month or 0) <= 12
    )


def _stamp(point: Point, located: str | None) -> Stamp | None:
    """Return a date or time; None where it is in no year of a calendar once it is told in UTC."""
    civil = point.cells.first
    if point.second is None:
        return Stamp((_EPOCH + timedelta(seconds=civil)).date())
    zone = point.zone or located
    name, ahead = (None, None) if zone is None else zones.split(zone)
    try:
        if zone is None or (name is not None and ahead is None and name != _NAMED):
            return Stamp(_EPOCH + timedelta(seconds=civil), name or "")
        return Stamp(_EPOCH + timedelta(seconds=zones.instants(zone, civil)[0]), UTC)
    except OverflowError:
        return None


def _from_to(start: Stamp | None, end: Stamp | None = None) -> Dated | None:
    """Return two stamps as the one stretch that a calendar can have: both of one sort, and of some length."""
    if start is None or end is None:
        return None if start is None else Dated(start)
    if start.timed is not end.timed or bool(start.zone) is not bool(end.zone):
        return None
    if not start.timed:
        return _days(start.moment, end.moment)
    return Dated(start, end) if _instant(end) > _instant(start) else Dated(start)


def _instant(stamp: Stamp) -> timedelta:
    civil = (stamp.moment - _EPOCH) if isinstance(stamp.moment, datetime) else timedelta()
    if not stamp.zone:
        return civil
    return timedelta(seconds=zones.instants(stamp.zone, civil // timedelta(seconds=1))[0])


def _days(first: date, last: date, *, exact: bool = True) -> Dated | None:
    if first == last:
        return Dated(Stamp(first), exact=exact)
    return None if last == date.max else Dated(Stamp(first), Stamp(last + ONE_DAY), exact=exact)


def _spread(when: When) -> Dated | None:
    """Return the days that a time allows; of one with an open end, those that its other end allows."""
    low, start_max, end_min, high = when.bounds
    if "XXXX" in when.text:
        return None
    if isinstance(low, int):
        if isinstance(high, Edge):
            high = start_max if isinstance(start_max, int) and start_max > low else low + 1
    elif isinstance(high, int):
        low = end_min if isinstance(end_min, int) and end_min < high else high - 1
    else:
        return None
    first, last = date_of(low // DAY), date_of((high - 1) // DAY)
    if not (first[0] >= 1 and last[0] <= 9999):
        return None
    return _days(date(*first), date(*last), exact=False)


def notation(span: Dated) -> str:
    """Return days or times of a calendar in our notation; a time on the full minute is known to the minute.

    Examples:
        >>> notation(Dated(Stamp(date(1945, 2, 4)), Stamp(date(1945, 2, 12))))
        '1945-02-04/1945-02-11'
    """
    if span.end is None:
        return _text(span.start)
    last = span.end if span.end.timed else Stamp(span.end.moment - ONE_DAY)
    return _text(span.start) if last == span.start else f"{_text(span.start)}/{_text(last)}"


def _text(stamp: Stamp) -> str:
    moment = stamp.moment
    if not isinstance(moment, datetime):
        return moment.isoformat()
    zone = f"[{stamp.zone}]" if stamp.zone[:1].isalpha() and stamp.zone != UTC else stamp.zone
    return f"{moment.isoformat(timespec='seconds' if moment.second else 'minutes')}{zone}"


def lasted_text(length: timedelta) -> str:
    """Return a duration of a calendar in our notation.

    Examples:
        >>> lasted_text(timedelta(hours=1, minutes=30))
        '1 h 30 min'
    """
    minutes, seconds = divmod(length // timedelta(seconds=1), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    if days and hours and minutes and seconds:  # four numbers are one too many
        days, hours = 0, days * 24 + hours
    counted = ((days, "d"), (hours, "h"), (minutes, "min"), (seconds, "s"))
    return " ".join(f"{number} {unit}" for number, unit in counted if number)

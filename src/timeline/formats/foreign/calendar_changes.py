"""The offsets of a zone that only its own file explains: on which days of the year clocks change there.

What a calendar says of a zone comes from whoever wrote the file. Its rules are not run from their first year on, which a rule for every minute, or one
that never comes true, would turn into hours: the day of a change is worked out for the few years that are asked about.

Source: RFC 5545, 3.6.5 "Time Zone Component".
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import datetime, timedelta

import attrs

from timeline.formats.foreign.calendar_lines import Component

__all__ = ["Changes"]

MOST_CHANGES = 500  # of one zone; one with every change since 1900 has about 250
_BACK = 8  # years in which 29 February comes round, even about 1900
_LATEST = datetime(9999, 12, 31)  # noqa: DTZ001  (civil time has no zone)
_DAYS = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}
_TIME = re.compile("([0-9]{4})([0-9]{2})([0-9]{2})(?:T([0-9]{2})([0-9]{2})([0-9]{2})Z?)?")
_OFFSET = re.compile("([+-])([0-9]{2})([0-9]{2})([0-9]{2})?")
_WEEKDAY = re.compile("([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")
_YEARLY = {"FREQ", "INTERVAL", "BYMONTH", "BYDAY", "BYMONTHDAY", "UNTIL", "COUNT", "WKST"}


@attrs.frozen
class _Rule:
    """One day of each year.

    Attributes:
        month: From 1 on.
        days: Of the month, the last one -1; none where any will do.
        weekday: From Monday, 0; None where any will do.
        which: Of the days that fit, 1 the first and -1 the last.
        last: The time after which it no longer holds.
    """

    month: int
    days: tuple[int, ...]
    weekday: int | None
    which: int
    last: datetime

    def day(self, year: int) -> int | None:
        """Return the day of the month on which clocks change in a year."""
        first, length = monthrange(year, self.month)
        wanted = {day if day > 0 else length + 1 + day for day in self.days} or range(1, length + 1)
        fitting = [
            day for day in range(1, length + 1) if day in wanted and self.weekday in {None, (first + day - 1) % 7}
        ]
        at = self.which - 1 if self.which > 0 else self.which
        return fitting[at] if -len(fitting) <= at < len(fitting) else None


@attrs.frozen
class _Change:
    """A change of clocks, and those that come after it by its dates or its rule.

    Attributes:
        before: The offset before it, in seconds.
        ahead: The offset from then on.
        dates: When it happens, the first in front.
        rule: When it happens again.
    """

    before: int
    ahead: int
    dates: tuple[datetime, ...]
    rule: _Rule | None

    def latest(self, moment: datetime) -> datetime | None:
        """Return when it happened last before a civil time."""
        return max((date for date in (*self.dates, *self._by_rule(moment)) if date <= moment), default=None)

    def _by_rule(self, moment: datetime) -> list[datetime]:
        start = self.dates[0]
        if self.rule is None or moment < start:
            return []
        top = min(moment, self.rule.last)
        years = range(max(start.year, top.year - _BACK), top.year + 1)
        days = ((year, day) for year in years if (day := self.rule.day(year)) is not None)
        found = (start.replace(year=year, month=self.rule.month, day=day) for year, day in days)
        return [date for date in found if start <= date <= top]


class Changes:
    """All changes of clocks that a VTIMEZONE tells of.

    Args:
        definition: The component; one that says what cannot be read has no offsets.
    """

    def __init__(self, definition: Component) -> None:
        parts = [part for part in definition.inner if part.name in {"STANDARD", "DAYLIGHT"}]
        try:
            self._changes = [_change(part) for part in parts] if len(parts) <= MOST_CHANGES else []
        except ValueError:
            self._changes = []

    def ahead(self, moment: datetime) -> int | None:
        """Return how many seconds clocks were ahead of UTC at a civil time; None where the definition does not say."""
        if not self._changes:
            return None
        last = [(date, change) for change in self._changes if (date := change.latest(moment)) is not None]
        if last:
            return max(last, key=lambda each: each[0])[1].ahead
        return min(self._changes, key=lambda change: change.dates[0]).before


def _change(part: Component) -> _Change:
    dates = [_time(text) for name in ("DTSTART", "RDATE") for line in part.all(name) for text in line.value.split(",")]
    rules = part.all("RRULE")
    if not dates or len(part.all("DTSTART")) != 1 or len(dates) > MOST_CHANGES or len(rules) > 1 or part.all("EXRULE"):
        raise ValueError
    rule = _rule(rules[0].value.strip().upper(), dates[0]) if rules else None
    return _Change(_seconds(part.text("TZOFFSETFROM")), _seconds(part.text("TZOFFSETTO")), tuple(dates), rule)


def _rule(text: str, start: datetime) -> _Rule:
    """Return a rule of a year; one of any other sort is refused, for no zone needs it."""
    parts = dict(part.partition("=")[::2] for part in text.removesuffix(";").split(";"))
    if parts.keys() - _YEARLY or parts.get("FREQ") != "YEARLY" or parts.get("INTERVAL", "1") != "1":
        raise ValueError
    weekday = _WEEKDAY.fullmatch(parts["BYDAY"]) if "BYDAY" in parts else None
    month, days = int(parts.get("BYMONTH", start.month)), tuple(int(day) for day in _listed(parts, "BYMONTHDAY"))
    if ("BYDAY" in parts and weekday is None) or not 1 <= month <= 12 or any(not 1 <= abs(day) <= 31 for day in days):
        raise ValueError
    days = days if days or weekday else (start.day,)
    last = _time(parts["UNTIL"]) if "UNTIL" in parts else _LATEST
    if "COUNT" in parts:
        last = start.replace(year=min(start.year + int(parts["COUNT"]) - 1, 9999), month=12, day=31)
    return _Rule(month, days, _DAYS[weekday[2]] if weekday else None, int(weekday[1] or 1) if weekday else 1, last)


def _listed(parts: dict[str, str], name: str) -> list[str]:
    return parts[name][:200].split(",") if name in parts else []


def _time(text: str) -> datetime:
    found = _TIME.fullmatch(text.strip().upper())
    if found is None:
        raise ValueError
    return datetime(*(int(number or 0) for number in found.groups()))  # type: ignore[arg-type]  # noqa: DTZ001


def _seconds(text: str) -> int:
    found = _OFFSET.fullmatch(text)
    if found is None:
        raise ValueError
    ahead = timedelta(hours=int(found[2]), minutes=int(found[3]), seconds=int(found[4] or 0)) // timedelta(seconds=1)
    return -ahead if found[1] == "-" else ahead

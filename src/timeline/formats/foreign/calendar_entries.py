"""When an entry of a calendar is: its first and last day or moment, and what our own files say beside them."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timedelta

from icalendar.prop import vDuration

from timeline.errors import Invalid, shown
from timeline.formats.drafting.tree import Tree
from timeline.formats.foreign.calendar_dates import UTC, Dated, Stamp, dated, lasted_text, notation
from timeline.formats.foreign.calendar_lines import Component, Line
from timeline.formats.foreign.calendar_names import X
from timeline.formats.foreign.calendar_zones import Zones
from timeline.formats.intake import Intake
from timeline.records import event_class
from timeline.records.text import slug_problem
from timeline.when import Duration, When
from timeline.when import zone as zones

__all__ = ["Moments"]

ONE_DAY = timedelta(days=1)
_VALUE = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T([0-9]{2})([0-9]{2})([0-9]{2})(Z?))?")


class Moments:
    """Reads the dates of entries.

    Args:
        zones: Those of the file.
        intake: Takes what is wrong, and what is lost.
    """

    def __init__(self, zones: Zones, intake: Intake) -> None:
        self._zones = zones
        self._intake = intake
        self._unknown: set[tuple[int, str]] = set()

    def dated(self, component: Component) -> Dated | None:
        """Return when an entry is; None where it does not say, or not so that it can be read, which is told."""
        lines = [self._once(component, name) for name in ("DTSTART", "DTEND")]
        length = self._once(component, "DURATION")
        if length is not None:
            self._length(length, told=True)
            if lines[1] is not None:
                message = "DTEND and DURATION both say when it ends"
                self._intake.refuse(message, code="impossible-date", at=length.at, hint="leave one of them out")
        start, end = (None if line is None else self._stamp(line, component) for line in lines)
        if start is None:
            if lines[0] is None:
                self._intake.lose("an entry without a date", field="DTSTART", line=component.at.line)
            return None
        if end is None or lines[1] is None:
            return self._with_duration(start, component)
        if end.timed is not start.timed:
            self._intake.refuse(
                "DTSTART and DTEND are not both days or both times", code="impossible-date", at=lines[1].at
            )
            return Dated(start)
        if _before(end, start):
            message = f"{_shown(end)} is before {_shown(start)}, where it starts"
            self._intake.refuse(message, code="impossible-date", at=lines[1].at)
            return Dated(start)
        # A day that ends when it begins is how some programs write one day; a time, one that has no length.
        return (
            Dated(start)
            if end == start or (not start.timed and end.moment - start.moment == ONE_DAY)
            else Dated(start, end)
        )

    def _once(self, component: Component, name: str) -> Line | None:
        """Return a property that stands once at most; a second one is refused, for nobody can tell which is meant."""
        lines = [line for line in component.all(name) if line.value.strip()]
        for line in lines[1:]:
            hint = f"first used in line {lines[0].at.line}"
            self._intake.refuse(f"a second {name}", code="duplicate-key", at=line.at, hint=hint)
        return next(iter(lines), None)

    def _stamp(self, line: Line, component: Component) -> Stamp | None:
        found = _VALUE.fullmatch(line.value.strip())
        if found is None:
            hint = "write a day as 20250426 and a time as 20250426T143000, with a Z behind it in UTC"
            self._intake.refuse(f"{shown(line.value)} is no date", code="unreadable-date", at=line.at, hint=hint)
            return None
        year, month, day, hour, minute, second, utc = found.groups()
        try:
            if hour is None:
                return Stamp(date(int(year), int(month), int(day)))
            numbers = (int(year), int(month), int(day), int(hour), int(minute), int(second))
            moment = datetime(*numbers)  # noqa: DTZ001  (the zone stands beside it)
        except ValueError:
            text = f"{year}-{month}-{day}" + (f"T{hour}:{minute}:{second}" if hour else "")
            self._intake.refuse(_what_is_wrong(text), code="impossible-date", at=line.at)
            return None
        return Stamp(moment, UTC if utc else self._zone(line, moment, component))

    def _zone(self, line: Line, moment: datetime, component: Component) -> str:
        name = line.parameter("TZID")
        found = self._zones.at(name, moment) if name else ""
        if name and not found and (component.at.line, name) not in self._unknown:
            self._unknown.add((component.at.line, name))
            hint = "write a zone such as Europe/Rome; a VTIMEZONE explains any other, with rules of a year"
            self._intake.refuse(f"no zone {shown(name)}", code="unknown-zone", at=line.at, hint=hint)
        return found

    def _with_duration(self, start: Stamp, component: Component) -> Dated:
        """Return what begins with a day and lasts several; of a time the duration is told apart."""
        line = component.first("DURATION")
        length = None if line is None or start.timed else self._length(line)
        if line is None or length is None or length <= ONE_DAY:
            return Dated(start)
        try:
            return Dated(start, Stamp(start.moment + length // ONE_DAY * ONE_DAY))
        except OverflowError:
            message = f"{shown(line.value)} from {_shown(start)} on ends in no year of a calendar"
            self._intake.refuse(message, code="impossible-date", at=line.at)
            return Dated(start)

    def _length(self, line: Line, *, told: bool = False) -> timedelta | None:
        try:
            length: timedelta = vDuration.from_ical(line.value.strip())  # type: ignore[no-untyped-call]
        except (ValueError, OverflowError):
            length = timedelta(-1)
        if length < timedelta():
            if told:
                hint = "write one such as PT1H30M or P3D"
                self._intake.refuse(
                    f"{shown(line.value)} is no duration", code="unreadable-duration", at=line.at, hint=hint
                )
            return None
        return length

    def lasted(self, component: Component, found: Dated | None) -> str:
        """Return how long something lasted: as our own file says it, so long as the duration beside it is the same."""
        line, own = component.first("DURATION"), component.text(f"{X}LASTED")
        length = None if line is None or found is None else self._length(line)
        text = lasted_text(length) if length is not None and found and found.start.timed and not found.end else ""
        return own if own and (not text or _lasts(own, text)) else text

    def told(self, component: Component, found: Dated | None, *, kind: str, zone: str, record: str) -> Tree:
        """Return the date as a dossier has it: as our own file says it, so long as DTSTART and DTEND still fit that."""
        line = component.first(f"{X}WHEN")
        if line is None or found is None:
            return "" if found is None else self._settled(component, found, record)
        own = _tree(line.text)
        try:
            shape = event_class(kind if kind and not slug_problem(kind) else "event").fields()["when"]
            if dated(shape.convert(own).located(zone or None)) == found:
                return own
            why = f"{shown(line.text)} is not the date of DTSTART and DTEND, which were changed"
        except Invalid as error:
            why = str(error)
        self._intake.lose(why, record=record, field=line.name, line=line.at.line)
        return self._settled(component, found, record)

    def _settled(self, component: Component, found: Dated, record: str) -> str:
        """Return a date in our notation; of a time that its zone had twice the first is taken, as RFC 5545, 3.3.5 has it, and told."""
        ends = [found.start, found.end]
        for at, name in enumerate(("DTSTART", "DTEND")):
            settled, line = _first(ends[at]), component.first(name)
            if settled is not None and line is not None:
                ends[at], why = settled
                self._intake.lose(why, record=record, field=name, line=line.at.line)
        return notation(Dated(ends[0] or found.start, ends[1]))


def _tree(text: str) -> Tree:
    """Return a date of ours, which is a mapping where a text would not say it."""
    if not text.startswith('{"'):
        return text
    try:
        return json.loads(text)
    except ValueError:
        return text


def _before(one: Stamp, other: Stamp) -> bool:
    """Whether a stamp is before another on the same clocks; on different clocks nobody can tell without their offsets."""
    return one.zone == other.zone and one.moment < other.moment


def _first(stamp: Stamp | None) -> tuple[Stamp, str] | None:
    """Return a time that its zone had twice with the offset that it had first, and what there is to say of it; None for any other."""
    if stamp is None or not isinstance(stamp.moment, datetime) or not stamp.zone[:1].isalpha() or stamp.zone == UTC:
        return None
    civil = (stamp.moment - datetime(1970, 1, 1)) // timedelta(seconds=1)  # noqa: DTZ001  (civil time has no zone)
    first, last = zones.offsets(stamp.zone, civil)
    if first <= last:
        return None
    why = f"{zones.zone_problem(stamp.zone, civil)}; the first is taken"
    return Stamp(stamp.moment, f"{zones.offset_text(first)}[{stamp.zone}]"), why


def _lasts(own: str, text: str) -> bool:
    try:
        return Duration.parse(own).low == Duration.parse(text).low
    except Invalid:
        return False


def _what_is_wrong(text: str) -> str:
    try:
        When.parse(text)
    except Invalid as error:
        return error.problems[0].message
    return f"{shown(text)} is no date"


def _shown(stamp: Stamp) -> str:
    return notation(Dated(stamp))

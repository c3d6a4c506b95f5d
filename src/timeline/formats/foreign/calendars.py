"""A calendar as a chronology: ours, Google's, Outlook's, Apple's, or anybody's."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

import attrs

from timeline.chronology import Chronology
from timeline.errors import Invalid, shown
from timeline.formats.drafting.naming import event_id, slug, unique
from timeline.formats.drafting.tree import Tree
from timeline.formats.foreign.calendar_dates import Dated, notation
from timeline.formats.foreign.calendar_entries import Moments
from timeline.formats.foreign.calendar_lines import Component, Line, components, listed
from timeline.formats.foreign.calendar_names import X, agent_of, event_of
from timeline.formats.foreign.calendar_people import People
from timeline.formats.foreign.calendar_zones import Zones, known
from timeline.formats.foreign.coordinates import Position
from timeline.formats.intake import Intake, Spotted
from timeline.records import Status
from timeline.records.text import Url, slug_problem
from timeline.when.zone import offset

__all__ = ["Entries"]

UNDATED = "XXXX"
UNTITLED = "Untitled"
# Addresses that a program on the same machine opens, as calendars have them beside an entry; none of them runs or shows anything in a page.
_OF_OTHER_PROGRAMS = re.compile(
    "(?:message|mailto|mid|tel|sms|sip|xmpp|geo|webcals?|zoommtg|msteams|facetime):", re.IGNORECASE
)
NO_PLACE = "a chronology has no place for it"
_STATUSES = {"CONFIRMED": "", "TENTATIVE": "planned", "CANCELLED": "cancelled"}
_OF_PROGRAMS = ("X-MICROSOFT-", "X-MS-OLK-", "X-MOZ-", "X-LIC-", "X-GWSHOW-AS")
_PASSED_OVER = {"DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE", "TRANSP", "UID"}
_HEADER = {
    *("VERSION", "PRODID", "CALSCALE", "METHOD", "NAME", "DESCRIPTION", "X-WR-CALNAME", "X-WR-CALDESC"),
    *("X-WR-TIMEZONE", f"{X}ZONE", "UID", "LAST-MODIFIED", "REFRESH-INTERVAL", "X-PUBLISHED-TTL", "X-WR-RELCALID"),
}
_ENTRY = {
    *("SUMMARY", "DTSTART", "DTEND", "DURATION", "STATUS", "DESCRIPTION", "COMMENT", "CATEGORIES", "LOCATION", "GEO"),
    *("ATTENDEE", "ORGANIZER", "RELATED-TO", "URL", "LINK", "RRULE", "RDATE", "EXDATE", "EXRULE", "RECURRENCE-ID"),
    *(f"{X}{name}" for name in ("WHEN", "TITLE", "KIND", "STATUS", "LASTED")),
}
_ONCE = ("SUMMARY", "DESCRIPTION", "LOCATION", "GEO", "STATUS")  # the first that says something counts
_REPEATING = {
    "RRULE": "it is repeated; the first occurrence is kept",
    "RDATE": "it is repeated on more dates; the first occurrence is kept",
    "EXDATE": "an occurrence that is left out",
    "EXRULE": "occurrences that are left out",
    "RECURRENCE-ID": "an altered occurrence of an entry that is repeated, kept as an event of its own",
}
# A rule is never run, but one for every second, or one that no program can count to the end of, is not a rule of events.
_REPEATED = re.compile(
    "(?=(?:.*;)?FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)(?:;|$))"
    "(?:(?:(?:COUNT|INTERVAL)=[0-9]{1,5}|(?!COUNT|INTERVAL)[A-Z-]+=[0-9A-Z+,-]{1,200})(?:;|$))+"
)
_RELATIONS = {"": "PARENT", "PARENT": "PARENT", "FINISHTOSTART": "FINISHTOSTART"}


@attrs.frozen
class _Entry:
    """An entry, with what is known of it before the others are looked at."""

    component: Component
    id: str
    dated: Dated | None


class Entries:
    """Takes in a calendar.

    Args:
        text: The file.
        file: What messages call it.
    """

    def __init__(self, text: str, *, file: str | None = None) -> None:
        self._intake = Intake(file=file)
        whole = components(text.removeprefix("\ufeff"), self._intake)
        self._calendars = [component for component in whole if component.name == "VCALENDAR"]
        for component in whole:
            if component.name != "VCALENDAR":
                self._intake.refuse(
                    f"{component.name} stands outside of a VCALENDAR", code="not-icalendar", at=component.at
                )
        if not whole:
            self._intake.refuse("there is no VCALENDAR here", code="not-icalendar")
        inner = [each for calendar in self._calendars for each in calendar.inner]
        self._events = [each for each in inner if each.name == "VEVENT"]
        zones = {each.text("TZID"): each for each in inner if each.name == "VTIMEZONE"}
        self._moments = Moments(Zones(zones), self._intake)
        self._others = [each for each in inner if each.name not in {"VEVENT", "VTIMEZONE"}]
        self._taken = set(self._own_ids())
        self._ids: dict[str, str] = {}
        self._used: set[str] = set()
        self._zone = ""
        self._language = ""
        self._places: dict[str, str] = {}
        self._place_zones: dict[str, str] = {}
        self._sources: dict[tuple[str, str], str] = {}
        self._people = People(self._intake, self._taken)

    def chronology(self) -> Chronology:
        """Return what the file tells of.

        Raises:
            Unreadable: With every problem.
        """
        for calendar in self._calendars:
            self._header(calendar)
        for other in self._others:
            self._intake.lose(f"{other.name} is no event", line=other.at.line)
        for entry in [self._named(each) for each in self._events]:
            self._enter(entry)
        if self._language:
            self._intake.header("language", self._language)
        return self._intake.finish()

    def _own_ids(self) -> Iterator[str]:
        """Yield the ids that a file of ours gives, so that no name of another takes them."""
        for component in self._events:
            yield from (found for line in component.all("UID") if (found := event_of(line.text)))
            for line in component.lines:
                own = line.parameter(f"{X}ID")
                yield from (found for found in (own, agent_of(line.value)) if found and not slug_problem(found))

    # -- the calendar ----------------------------------------------------------------------------------------------------

    def _header(self, calendar: Component) -> None:
        for key, lines in (("title", ("NAME", "X-WR-CALNAME")), ("note", ("DESCRIPTION", "X-WR-CALDESC"))):
            told = [line for name in lines if (line := calendar.first(name)) is not None]
            if told and told[0].text:
                self._tell(key, told[0])
            for line in told[1:]:
                if line.text != told[0].text:
                    self._intake.lose(f"{told[0].name} says something else", field=line.name, line=line.at.line)
        self._header_zone(calendar)
        for line in calendar.lines:
            if line.name == "NAME" and line.parameter("LANGUAGE"):
                self._language = self._language or line.parameter("LANGUAGE")
            if line.name == "CALSCALE" and line.text.upper() != "GREGORIAN":
                self._intake.refuse(f"{shown(line.text)} is no calendar that is read", code="not-icalendar", at=line.at)
            if line.name not in _HEADER and not line.name.startswith(_OF_PROGRAMS):
                self._intake.lose(NO_PLACE, field=line.name, line=line.at.line)

    def _tell(self, key: str, line: Line) -> None:
        if key in self._used:
            self._intake.lose("the first calendar of the file has one", field=line.name, line=line.at.line)
            return
        self._used.add(key)
        self._intake.header(key, line.text, at=line.at)

    def _header_zone(self, calendar: Component) -> None:
        for line in (*calendar.all(f"{X}ZONE"), *calendar.all("X-WR-TIMEZONE")):
            found = line.text if offset(line.text) is not None else known(line.text)
            if found and not self._zone:
                self._zone = "UTC" if line.text == "UTC" else found
                self._intake.header("zone", self._zone, at=line.at)
            elif line.text and (not found or found != self._zone):
                why = "another zone is that of the calendar" if found else f"no zone {shown(line.text)}"
                self._intake.lose(why, field=line.name, line=line.at.line)

    # -- entries ---------------------------------------------------------------------------------------------------------

    def _named(self, component: Component) -> _Entry:
        """Return an entry with its id: that of our UID, a UID that can be an id, or one made from date and title."""
        found = self._moments.dated(component)
        line = component.first("UID")
        own = "" if line is None else line.text
        wanted = event_of(own) or (own if own and not slug_problem(own) else "")
        repeated = component.first("RECURRENCE-ID") is not None
        if wanted and wanted not in self._used:
            name = wanted
        else:
            title = self._title(component) or UNTITLED
            base = wanted or event_id({"when": notation(found) if found else "", "title": title})
            name = unique(base, self._taken)
        self._taken.add(name)
        self._used.add(name)
        if line is not None and own in self._ids and not repeated:
            hint = "each entry has one of its own; an altered occurrence of another has a RECURRENCE-ID as well"
            self._intake.refuse(f"the UID {shown(own)} is used before", code="duplicate-id", at=line.at, hint=hint)
        elif line is not None and name != wanted and own not in self._ids:
            self._intake.lose(
                f"{shown(own)} is no id here: {name} stands for it", record=name, field="UID", line=line.at.line
            )
        if own:
            self._ids.setdefault(own, name)
        return _Entry(component, name, found)

    def _enter(self, entry: _Entry) -> None:
        component, name = entry.component, entry.id
        title = self._title(component)
        if not title and entry.dated is None:
            self._intake.lose("an entry without a date or a word", line=component.at.line)
            return
        if not title:
            self._intake.lose(f"it has no title: {UNTITLED!r} stands for it", record=name, line=component.at.line)
            title = UNTITLED
        self._report(component, name)
        kind = component.text(f"{X}KIND")
        where = self._where(component, name)
        zone = self._place_zones.get(where, "") or self._zone
        fields: dict[str, Tree] = {"id": name, "kind": kind, "title": title}
        fields["when"] = self._moments.told(component, entry.dated, kind=kind, zone=zone, record=name) or UNDATED
        fields |= {"lasted": self._moments.lasted(component, entry.dated), "where": where}
        fields["who"] = self._people.there(component, name)
        fields |= {"status": self._status(component, name), **self._related(component, name)}
        fields |= {"cites": self._cites(component, name), "tags": self._tags(component, kind)}
        fields["summary"] = component.text("DESCRIPTION")
        fields["note"] = "\n\n".join(line.text for line in component.all("COMMENT") if line.text)
        kept = {key: value for key, value in fields.items() if value not in ("", [], None)}
        self._intake.event(kept, at=component.at, fields_at=self._fields_at(component))

    @staticmethod
    def _fields_at(component: Component) -> dict[str, Spotted]:
        names = {
            "id": "UID",
            "kind": f"{X}KIND",
            "title": "SUMMARY",
            "when": "DTSTART",
            "lasted": "DURATION",
            "status": "STATUS",
            "tags": "CATEGORIES",
            "summary": "DESCRIPTION",
            "note": "COMMENT",
            "where": "LOCATION",
            "who": "ATTENDEE",
            "cites": "URL",
        }
        return {field: line.at for field, name in names.items() if (line := component.first(name)) is not None}

    def _title(self, component: Component) -> str:
        """Return the title without the date in words that we write behind it; where there is none, what else is said."""
        title, own = component.text("SUMMARY"), component.text(f"{X}TITLE")
        if own and title.startswith(f"{own} ("):
            return own
        return title or textwrap.shorten(
            component.text("DESCRIPTION") or component.text("LOCATION"), 80, placeholder=" ..."
        )

    def _report(self, component: Component, record: str) -> None:
        """Tell of what nothing is made of."""
        for line in component.lines:
            if line.name == "RRULE" and not _REPEATED.fullmatch(line.text.upper()):
                message = f"{shown(line.text)} is no rule by which an event is repeated"
                hint = "write one such as FREQ=WEEKLY;COUNT=10; the shortest period is a day"
                self._intake.refuse(message, code="bad-rule", at=line.at, hint=hint)
            elif line.name in _REPEATING:
                self._intake.lose(_REPEATING[line.name], record=record, field=line.name, line=line.at.line)
            elif self._says_more(line):
                self._intake.lose(NO_PLACE, record=record, field=line.name, line=line.at.line)
            if line.name == "SUMMARY" and (language := line.parameter("LANGUAGE")):
                self._language = self._language or language
                if language != self._language:
                    why = f"the language {shown(language)} is not that of the calendar"
                    self._intake.lose(why, record=record, field=line.name, line=line.at.line)
        for name in _ONCE:
            for line in [line for line in component.all(name) if line.text][1:]:
                self._intake.lose(f"a second {name}", record=record, field=name, line=line.at.line)
        for inner in component.inner:
            self._intake.lose(f"{inner.name} is no event", record=record, field=inner.name, line=inner.at.line)

    @staticmethod
    def _says_more(line: Line) -> bool:
        if line.name in _ENTRY or line.name in _PASSED_OVER or line.name.startswith(_OF_PROGRAMS):
            return False
        usual = {"CLASS": "PUBLIC", "PRIORITY": "0"}
        return bool(line.text) and usual.get(line.name) != line.text.upper()

    def _status(self, component: Component, record: str) -> str:
        line, own = component.first("STATUS"), component.text(f"{X}STATUS")
        if line is None:
            return ""
        status = line.text.upper()
        if status not in _STATUSES:
            why = f"the status {shown(line.text)} is none of an event"
            self._intake.lose(why, record=record, field="STATUS", line=line.at.line)
        return own if own == Status.POSTPONED and status == "CANCELLED" else _STATUSES.get(status, "")

    @staticmethod
    def _tags(component: Component, kind: str) -> list[str]:
        found = [text for line in component.all("CATEGORIES") for text in listed(line.value)]
        if kind and found[:1] == [kind]:
            found = found[1:]
        return list(dict.fromkeys(found))

    def _related(self, component: Component, record: str) -> dict[str, Tree]:
        related: dict[str, list[str]] = {"PARENT": [], "FINISHTOSTART": []}
        for line in component.all("RELATED-TO"):
            sort = _RELATIONS.get(line.parameter("RELTYPE").upper(), "")
            other = self._ids.get(line.text, "")
            if not sort or not other:
                why = "the entry is not in the file" if sort else NO_PLACE
            elif sort == "PARENT" and related[sort]:
                why = "an event belongs to one other at most"
            else:
                related[sort].append(other)
                continue
            self._intake.lose(why, record=record, field="RELATED-TO", line=line.at.line)
        return {"part_of": "".join(related["PARENT"]), "after": related["FINISHTOSTART"]}

    # -- places and sources ----------------------------------------------------------------------------------------------

    def _where(self, component: Component, record: str) -> str:
        """Return the id of the place, entered when it is first met."""
        line, point = component.first("LOCATION"), self._point(component, record)
        name = "" if line is None else line.text
        name = name or (f"{point.latitude}, {point.longitude}" if point else "")
        if not name:
            return ""
        own = "" if line is None else line.parameter(f"{X}ID")
        key = own if own and not slug_problem(own) else f"LOCATION:{name}"
        if key not in self._places:
            found = own if key == own else unique(slug(name, otherwise="place"), self._taken)
            self._taken.add(found)
            self._places[key] = found
            zone = "" if line is None else line.parameter(f"{X}ZONE")
            self._place_zones[found] = zone
            fields: dict[str, Tree] = {"name": name, **({"zone": zone} if zone else {})}
            if point:
                fields["identifiers"] = {"geo": str(point)}
            at = component.at if line is None else line.at
            self._intake.record("places", found, fields, at=at)
        return self._places[key]

    def _point(self, component: Component, record: str) -> Position | None:
        line = component.first("GEO")
        if line is None:
            return None
        try:
            latitude, longitude = (float(part) for part in line.value.split(";"))
        except ValueError:
            latitude = longitude = 999.0
        if abs(latitude) > 90 or abs(longitude) > 180:
            self._intake.lose(f"{shown(line.value)} is no position", record=record, field="GEO", line=line.at.line)
            return None
        return Position(latitude, longitude)

    def _cites(self, component: Component, record: str) -> list[str]:
        links = [line for line in component.all("LINK") if line.parameter("VALUE").upper() == "URI"]
        for line in component.all("LINK"):
            if line not in links:
                self._intake.lose(NO_PLACE, record=record, field="LINK", line=line.at.line)
        linked = {line.value.strip() for line in links}
        links = [line for line in component.all("URL") if line.value.strip() not in linked] + links
        return [name for line in links if (name := self._source(line, record))]

    def _source(self, line: Line, record: str) -> str:
        """Return the id of the source behind an address, entered when it is first met."""
        url, own = line.value.strip(), line.parameter(f"{X}ID")
        try:
            Url().convert(url)
        except Invalid as error:
            if _OF_OTHER_PROGRAMS.match(url):
                self._intake.lose(str(error), record=record, field=line.name, line=line.at.line)
            else:
                problem = error.problems[0]
                self._intake.refuse(problem.message, code=problem.code, at=line.at, hint=problem.hint)
            return ""
        own = "" if slug_problem(own) else own
        key = (own or line.parameter("LABEL"), url)
        if key not in self._sources and url:
            title = line.parameter("LABEL") or url
            name = own or unique(slug(title, otherwise="source"), self._taken)
            self._taken.add(name)
            self._sources[key] = name
            self._intake.record("sources", name, {"title": title, "url": url}, at=line.at)
        return self._sources.get(key, "")

"""iCalendar, which every calendar reads: days and times, who is invited, what belongs to what.

Every event is a VEVENT. Its UID is its id with `.timeline` behind it, so the same event is the same entry whenever the file is fetched again; with
`namespace=kursk` it is `briefing.kursk.timeline`, for someone who follows several files that may share ids. DTSTAMP has to be there and is the moment that the
option `stamp` names, in UTC; without it 1 January 1970, since no clock is read here. Entries never block anyone's time (TRANSP).

A day, a time, and from one to another are written as they are: a time in a named zone with that zone (VTIMEZONE, and X-TIMELINE-TZDATA, the version of
the zone database), one with an offset in UTC, one in no known zone as floating. Everything vaguer is no date of a calendar. With `imprecise=spread` it is an entry of whole days over all that the record allows, or over the end
that is known where the other is open, and its date in words stands in brackets behind the title; with `imprecise=refuse` it is left out and
reported. `X-TIMELINE-WHEN`, which calendars pass over, holds the time as a dossier has it, and counts when the file is read again, so long as DTSTART and DTEND still fit
it. So a spread loses nothing for this reader; what a calendar shows is a stretch of days.

Those who took part are ATTENDEEs whose addresses (`urn:x-timeline:putin`) are none that mail could be sent to. What a calendar has no word for and passes
over are parameters and properties that begin with `X-TIMELINE-`.

Files of others: an entry that is repeated (RRULE, RDATE) is read as its first occurrence, an altered occurrence as an event of its own; who declined did
not take part; a status that is not said is taken for held; a zone that is not known by its name is worked out from its VTIMEZONE, so long as clocks
change there by dates or by rules of a year, and is refused where that does not help; of a time that a zone had twice the first is taken, and told; an entry
without a title is called `Untitled`. Addresses of mail are kept as the identifier `mailto`. What is for programs alone is passed over: DTSTAMP, CREATED, LAST-MODIFIED, SEQUENCE, TRANSP,
what Outlook and Thunderbird note for themselves (`X-MICROSOFT-...`, `X-MOZ-...`). Everything else that nothing is made of is reported with its line.

Kept:
    title, note: NAME and DESCRIPTION of the calendar, and X-WR-CALNAME and X-WR-CALDESC, which more programs know
    language: the parameter LANGUAGE of NAME and SUMMARY
    zone: X-WR-TIMEZONE; an offset as X-TIMELINE-ZONE
    events: a VEVENT each, with the id in its UID
    events.title: SUMMARY
    events.when: DTSTART and DTEND; X-TIMELINE-WHEN as well where those say less
    events.summary, events.note: DESCRIPTION, COMMENT
    kind: the first of the CATEGORIES, and X-TIMELINE-KIND
    tags: CATEGORIES
    lasted: DURATION where it is exact and follows a time, else X-TIMELINE-LASTED
    status: STATUS; held is CONFIRMED, planned TENTATIVE, cancelled and postponed CANCELLED, the last with X-TIMELINE-STATUS
    where: LOCATION
    who: ATTENDEE; an organizer is the ORGANIZER as well; whom someone stands for is DELEGATED-FROM
    part_of: RELATED-TO
    after: RELATED-TO with RELTYPE=FINISHTOSTART, in the event that comes later
    cites: a LINK to each source that has an address, the first of them the URL as well
    agents: those who took part; `name` as CN, and what they are as CUTYPE
    places: those where something is; `name` as LOCATION, `zone` as a parameter of it, and of the `identifiers` `geo` alone as GEO
    sources: those that are cited and have an address; `title` as LABEL, and `url`
Lost:
    events: a calendar has no entry without a day, and none outside the years 1 to 9999
    agents: who takes part in no event of the calendar has no place in it
    places: where nothing is, is no place of a calendar
    sources: a calendar has links, and only in its events
    cites: a link has no quote, place, language or chain of credit, and there is none to a source without an address
    who: whom someone stands for has to take part in an event of the calendar too
    part_of, after: the other event is not in the calendar
    when: a zone that is only that of a place around is written as if the date named it
    places.within, aliases, identifiers, code, agents.part_of: an address or a place is a name
    publisher, author, published, accessed, sources.language: a link has an address and a title
    dating, reason, figures: an entry has no field for it
    mode, mandate, protocol, text, channel, stances, signed, in_force, extra: an entry has no field for it
    note, silence: an entry has no field for it, but for the note of an event
    rules: it is for checks of ours
    claims, tenures: there are only entries

Source: RFC 5545, iCalendar; RFC 6868 for parameters; RFC 7986 for NAME, DESCRIPTION and LANGUAGE of a calendar; RFC 9253 for LINK and FINISHTOSTART, where the
event that refers is taken for the later one, as with DEPENDS-ON there.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import icalendar as ical

from timeline import files
from timeline.chronology import Chronology
from timeline.errors import Invalid, shown
from timeline.formats.drafting.json_writer import flow
from timeline.formats.foreign import calendar_names as names
from timeline.formats.foreign import worded
from timeline.formats.foreign.calendar_dates import UTC as IN_UTC
from timeline.formats.foreign.calendar_dates import Dated, Stamp, dated, lasted_text, notation
from timeline.formats.foreign.calendar_lines import joined
from timeline.formats.foreign.calendar_writing import Entry, escaped, line, listed, moment
from timeline.formats.foreign.calendars import Entries
from timeline.formats.foreign.coordinates import Position, geo_of
from timeline.formats.manifest import Manifest
from timeline.records import Agent, Citation, Event, Organization, Participation, Person, Place, Source, State
from timeline.when import When
from timeline.when.zone import database

__all__ = ["OPTIONS", "loads", "read", "stream"]

OPTIONS: dict[str, tuple[str, ...]] = {"imprecise": ("spread", "refuse"), "stamp": (), "namespace": ()}
PRODUCT = "-//timeline-diplomacy//timeline//EN"
LONGEST = timedelta(days=366)


def loads(text: str, *, file: str | None = None) -> Chronology:
    """Return the chronology of a calendar; see `timeline.formats.loads`."""
    return Entries(text, file=file).chronology()


def read(path: str, *, limit: int) -> Chronology:
    """Return the chronology of a file; see `timeline.formats.read`.

    Why: a line may be folded amid the bytes of one letter, so they are put together before they are a text.
    """
    return loads(files.decode(joined(files.read_bytes(path, limit=limit)), name=path), file=path)


def stream(
    chronology: Chronology, manifest: Manifest, *, imprecise: str = "spread", stamp: str = "", namespace: str = ""
) -> Iterator[str]:
    """Return a chronology as iCalendar, piece by piece; see `timeline.formats.dumps`.

    Raises:
        Invalid: When the stamp is no time in a known zone, or the namespace can be no part of a UID.
    """
    names.uid("", namespace)
    at = _moment(stamp)
    return _Writer(chronology, manifest, spread=imprecise == "spread", stamp=at, namespace=namespace).pieces()


def _moment(text: str) -> datetime:
    """Return the time of the option `stamp` in UTC."""
    if not text:
        return datetime(1970, 1, 1, tzinfo=UTC)
    found = dated(When.parse(text))
    if found is None or found.start.zone != IN_UTC or not isinstance(found.start.moment, datetime) or found.end:
        hint = "write one such as 2026-01-31T12:00:00Z"
        raise Invalid(f"{shown(text)} is no time in UTC", code="unknown-option", path=("stamp",), hint=hint)
    return found.start.moment.replace(tzinfo=UTC)


class _Writer:
    """Makes the entries, and says of each what it holds."""

    def __init__(
        self, chronology: Chronology, manifest: Manifest, *, spread: bool, stamp: datetime, namespace: str
    ) -> None:
        self._chronology = chronology
        self._manifest = manifest
        self._stamp = f"{moment(stamp)}Z"
        self._namespace = namespace
        self._dated = dict(self._fitting(spread=spread))
        self._events = [chronology[name] for name in self._dated]
        self._attendees: dict[tuple[Participation, str], str] = {}  # their lines, for most come more than once
        self._there = {part.agent for event in self._events if isinstance(event, Event) for part in event.who}

    def _fitting(self, *, spread: bool) -> Iterator[tuple[str, Dated]]:
        """Yield the events that have a place in a calendar, with their days."""
        for event in self._chronology.records:
            if isinstance(event, Event):
                found = dated(self._located(event))
                if found is not None and (found.exact or spread):
                    yield event.id, found
                elif found is not None:
                    self._manifest.lose(event, why="its date is none of a calendar")

    def _located(self, event: Event) -> When:
        """Return the time of an event in its zone, without what its duration adds."""
        return event.when.located(self._chronology.when(event).form.located)

    def pieces(self) -> Iterator[str]:
        """Yield the lines of the calendar."""
        head, _, foot = self._calendar().to_ical().decode().rpartition("END:VCALENDAR")
        yield head
        for zone in self._zones():
            yield zone.to_ical().decode()
        yield from (self._event(event).text() for event in self._events if isinstance(event, Event))
        yield f"END:VCALENDAR{foot}"

    def _calendar(self) -> ical.Calendar:
        calendar, header = ical.Calendar(), self._chronology.header
        calendar.add("version", "2.0")
        calendar.add("prodid", PRODUCT)
        self._manifest.carry(header, "title", "note", "zone")
        if header.title or self._events:
            self._manifest.carry(header, "language")
        for name in ("name", "x-wr-calname") if header.title else ():
            calendar.add(name, _text(header.title, LANGUAGE=header.language), encode=False)
        for name in ("description", "x-wr-caldesc") if header.note else ():
            calendar.add(name, _text(header.note), encode=False)
        if header.zone:
            name = "x-wr-timezone" if header.zone[0].isalpha() and header.zone != IN_UTC else f"{names.X}ZONE"
            calendar.add(name, _text(header.zone), encode=False)
        return calendar

    def _zones(self) -> Iterator[ical.Timezone]:
        """Yield the zones that are used, each with its offsets over the years that are."""
        years: dict[str, set[int]] = {}
        for found in self._dated.values():
            for stamp in (found.start, found.end):
                if stamp is not None and stamp.zone not in {"", IN_UTC}:
                    years.setdefault(stamp.zone, set()).add(stamp.moment.year)
        for name, used in sorted(years.items()):
            first, last = date(max(min(used) - 1, 1), 1, 1), date(min(max(used) + 2, 9999), 1, 1)
            zone = ical.Timezone.from_tzid(name, first_date=first, last_date=last)
            zone.pop("COMMENT", None)  # it is none of the properties that RFC 5545 has for a zone
            zone.add(f"{names.X}TZDATA", database())
            for change in zone.subcomponents:
                _one_by_one(change)
            yield zone

    # -- entries ---------------------------------------------------------------------------------------------------------

    def _event(self, event: Event) -> Entry:
        entry, found = Entry("VEVENT"), self._dated[event.id]
        self._manifest.carry(event, "kind", "title", "status", "tags", "summary", "note")
        entry.add("UID", names.uid(event.id, self._namespace))
        entry.add("DTSTAMP", self._stamp)
        entry.add("TRANSP", "TRANSPARENT")
        self._when(entry, event, found)
        self._title(entry, event, exact=found.exact)
        self._status(entry, event)
        for name, text in (("DESCRIPTION", event.summary), ("COMMENT", event.note)):
            if text:
                entry.add(name, escaped(text))
        kind = [] if event.kind == Event.kind else [event.kind]
        if kind or event.tags:
            entry.add("CATEGORIES", listed([*kind, *event.tags]))
        if kind:
            entry.add(f"{names.X}KIND", escaped(event.kind))
        self._where(entry, event)
        self._who(entry, event)
        self._related(entry, event)
        self._cites(entry, event)
        return entry

    def _title(self, entry: Entry, event: Event, *, exact: bool) -> None:
        language = self._chronology.language
        title = event.title
        if not exact:
            title = f"{title} ({worded.write(event.when, language=language)})"
            entry.add(f"{names.X}TITLE", escaped(event.title))
        entry.add("SUMMARY", escaped(title), {"LANGUAGE": language})

    def _when(self, entry: Entry, event: Event, found: Dated) -> None:
        for name, stamp in (("DTSTART", found.start), ("DTEND", found.end)):
            if stamp is not None:
                entry.add(name, *_stamped(stamp))
        plain, told = type(event).fields()["when"].plain(event.when), notation(found)
        if plain == told:
            self._manifest.carry(event, "when", "lasted")
        else:
            self._manifest.carry(event, "lasted")
            if dated(event.when.located(self._zone_told(event))) == found:
                entry.add(f"{names.X}WHEN", escaped(plain if isinstance(plain, str) else flow(plain)))
                self._manifest.carry(event, "when")
        self._lasted(entry, event, found)

    def _lasted(self, entry: Entry, event: Event, found: Dated) -> None:
        lasted = event.lasted
        if lasted is None:
            return
        told = ""
        clocked = found.exact and found.start.timed and found.end is None and found.start.moment.year < 9998
        if clocked and lasted.low is not None and lasted.low == lasted.high and not lasted.approximate:
            length = timedelta(seconds=min(lasted.low, LONGEST.total_seconds() + 1))
            if length <= LONGEST:
                entry.add("DURATION", str(ical.vDuration(length).to_ical().decode()))  # type: ignore[no-untyped-call]
                told = lasted_text(length)
        if told != str(lasted):
            entry.add(f"{names.X}LASTED", escaped(str(lasted)))

    def _zone_told(self, event: Event) -> str | None:
        """Return the zone that a reader of the calendar takes for that of an event which names none."""
        place = self._chronology[event.where] if event.where else None
        return (place.zone if isinstance(place, Place) else None) or self._chronology.header.zone

    def _status(self, entry: Entry, event: Event) -> None:
        entry.add("STATUS", names.STATUSES[event.status.value])
        if event.status.value == "postponed":
            entry.add(f"{names.X}STATUS", "postponed")

    def _where(self, entry: Entry, event: Event) -> None:
        place = self._chronology[event.where] if event.where else None
        if not isinstance(place, Place):
            return
        self._manifest.carry(event, "where")
        self._manifest.carry(place, "name", "zone")
        told = {f"{names.X}ID": place.id, **({f"{names.X}ZONE": place.zone} if place.zone else {})}
        entry.add("LOCATION", escaped(place.name), told)
        point = self._point(place)
        if point is not None:
            entry.add("GEO", f"{point.latitude};{point.longitude}")
            if place.identifiers == (("geo", str(point)),) and point.altitude is None:
                self._manifest.carry(place, "identifiers")

    def _point(self, place: Place) -> Position | None:
        """Return where a place lies, if that can be written in plain digits."""
        try:
            point = geo_of(place)
        except Invalid as error:
            self._manifest.lose(place, "identifiers", why=str(error))
            return None
        return None if point is None or "e" in f"{point.latitude}{point.longitude}" else point

    def _who(self, entry: Entry, event: Event) -> None:
        for part in event.who:
            key = (part, type(event).default_role)
            if key not in self._attendees:
                self._attendees[key] = self._attendee(*key)
            entry.take("ATTENDEE", self._attendees[key])
        halved = {part.role for part in event.who if part.on_behalf_of and part.on_behalf_of not in self._there}
        organizer = next((part.agent for part in event.who if part.role == "organizer"), None)
        if organizer is not None:
            entry.add("ORGANIZER", names.address(organizer), {"CN": self._agent(organizer).name})
        if not halved:
            self._manifest.carry(event, "who")
        if "audience" not in halved:
            self._manifest.carry(event, "to")

    def _attendee(self, part: Participation, usual: str) -> str:
        agent = self._agent(part.agent)
        self._manifest.carry(agent, "name", "kind")
        told = {"CN": agent.name, "ROLE": _role(part.role), "CUTYPE": _sort(agent)}
        if isinstance(agent, State):
            told[f"{names.X}SECTION"] = State.section
        if not part.role == usual == Event.default_role:
            told[f"{names.X}ROLE"] = part.role
        if part.capacity:
            told[f"{names.X}CAPACITY"] = part.capacity
        if part.on_behalf_of in self._there:
            told["DELEGATED-FROM"] = names.address(str(part.on_behalf_of))
        return line("ATTENDEE", names.address(agent.id), told)

    def _agent(self, name: str) -> Agent:
        found = self._chronology[name]
        assert isinstance(found, Agent)  # noqa: S101  (a chronology has been checked for that)
        return found

    def _related(self, entry: Entry, event: Event) -> None:
        related = [
            *(("PARENT", name) for name in [event.part_of] if name),
            *(("FINISHTOSTART", name) for name in event.after),
        ]
        for sort, name in related:
            if name in self._dated:
                entry.add("RELATED-TO", names.uid(name, self._namespace), {"RELTYPE": sort})
        if event.part_of in self._dated:
            self._manifest.carry(event, "part_of")
        if all(name in self._dated for name in event.after):
            self._manifest.carry(event, "after")

    def _cites(self, entry: Entry, event: Event) -> None:
        sources = [source for cite in event.cites if isinstance(source := self._chronology[cite.source], Source)]
        linked = [source for source in sources if source.url]
        for source in linked[:1]:
            entry.add("URL", source.url)
        for source in linked:
            self._manifest.carry(source, "title", "url")
            told = {"VALUE": "URI", "LINKREL": "via", "LABEL": source.title, f"{names.X}ID": source.id}
            entry.add("LINK", source.url, told)
        if len(linked) == len(event.cites) and all(cite == Citation(cite.source) for cite in event.cites):
            self._manifest.carry(event, "cites")


def _one_by_one(change: ical.Component) -> None:
    """Give every date of a list a line of its own: ical.js, and so Thunderbird, looks at the first of a line only."""
    found = change.pop("RDATE", None)
    for several in found if isinstance(found, list) else [found] if found else []:
        for each in several.dts:
            change.add("rdate", [each.dt])


def _role(role: str) -> str:
    if role in names.CHAIRS:
        return "CHAIR"
    return "NON-PARTICIPANT" if role in names.ONLOOKERS else "REQ-PARTICIPANT"


def _sort(agent: Agent) -> str:
    if isinstance(agent, Person):
        return "INDIVIDUAL"
    return "GROUP" if isinstance(agent, Organization | State) else "UNKNOWN"


def _text(text: str, **parameters: str) -> ical.vText:
    """Return a text as a value, with the parameters that are not empty."""
    value = ical.vText(text)
    value.params.update({name: told for name, told in parameters.items() if told})
    return value


def _stamped(stamp: Stamp) -> tuple[str, dict[str, str]]:
    """Return a day or a time as a value, with its parameters."""
    if not stamp.timed:
        return moment(stamp.moment), {"VALUE": "DATE"}
    if stamp.zone == IN_UTC:
        return f"{moment(stamp.moment)}Z", {}
    return moment(stamp.moment), {"TZID": stamp.zone}

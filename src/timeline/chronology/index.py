"""What every view of a chronology shares: its records, and the indexes built from them on first use."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from copy import copy
from functools import cached_property

import attrs

from timeline.chronology.dates import Dates
from timeline.chronology.header import Header, Origin
from timeline.chronology.names import Names
from timeline.chronology.order import in_page_order
from timeline.chronology.perspective import WHOLE, Moment, Perspective
from timeline.chronology.perspective.hindsight import known_by
from timeline.chronology.perspective.version import version_of
from timeline.chronology.postings import Column, Postings
from timeline.chronology.references import by_id, mentions, problems
from timeline.chronology.sides import Sides
from timeline.chronology.spans import Spans
from timeline.chronology.testimony import Testimony
from timeline.chronology.window import reach
from timeline.errors import Invalid
from timeline.records import SECTIONS, Claim, Event, Participation, Place, Record, Stance, Statement, Tenure

__all__ = ["Archive"]


class Archive:
    """The records of a chronology and what can be looked up in them.

    Views hold one archive in common, so that an index is built once. Nothing here changes after construction.

    Raises:
        Invalid: With every problem of every reference, when the records do not fit together.
    """

    def __init__(
        self,
        records: Iterable[Record] | Mapping[str, Record],
        *,
        header: Header,
        origin: Origin | None = None,
        perspective: Perspective = WHOLE,
        whole: Archive | None = None,
        resolved: Collection[str] = (),
    ) -> None:
        self.header = header
        self.written: Header = (
            whole.written if whole is not None else header
        )  # stays when another header is put in its place
        self.origin = origin
        self.perspective = perspective
        self.whole = whole or self
        self.views: dict[tuple[object, ...], Archive] = {}  # of the whole, by what they are seen as of and according to
        self.records: Mapping[str, Record] = by_id(records)
        if found := problems(self.records, resolved=resolved):
            raise Invalid(*found)

    def headed(self, header: Header) -> Archive:
        """Return the same records under another header, with all that has been looked up in them; its zone must be the same."""
        again = copy(self)
        again.header, again.views = header, {}
        again.whole = again if self.whole is self else self.whole.headed(header)
        return again

    def seen(self, *, as_of: tuple[Moment, ...], according_to: tuple[str, ...]) -> Archive:
        """Return the whole from a perspective; made once, and each step from the one before it."""
        key = (as_of, according_to)
        if key == ((), ()):
            return self.whole
        if key not in self.whole.views:
            step = self._version if according_to else self._hindsight
            records, perspective = step(as_of, according_to)
            perspective = attrs.evolve(perspective, as_of=as_of, according_to=according_to)
            self.whole.views[key] = Archive(
                records.values(),
                header=attrs.evolve(self.header, note="") if as_of else self.header,
                origin=self.origin,
                perspective=perspective,
                whole=self.whole,
            )
        return self.whole.views[key]

    def _version(
        self, as_of: tuple[Moment, ...], according_to: tuple[str, ...]
    ) -> tuple[dict[str, Record], Perspective]:
        before = self.seen(as_of=as_of, according_to=according_to[:-1])
        version = version_of(before, according_to[-1])
        return version.records, before.perspective.seeing(version.adopted, version.left_out)

    def _hindsight(
        self, as_of: tuple[Moment, ...], _according_to: tuple[str, ...]
    ) -> tuple[dict[str, Record], Perspective]:
        before = self.seen(as_of=as_of[:-1], according_to=())
        return known_by(before, as_of[-1]), before.perspective

    @cached_property
    def names(self) -> Names:
        """The records by any name."""
        return Names(self.records)

    @cached_property
    def sections(self) -> dict[str, tuple[Record, ...]]:
        """The records by section, each in the order in which they were given."""
        found: dict[str, list[Record]] = {section: [] for section in SECTIONS}
        for record in self.records.values():
            found[record.section].append(record)
        return {section: tuple(records) for section, records in found.items()}

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The events in page order."""
        return in_page_order([*self._events.values()], self.dates.key)

    @cached_property
    def _events(self) -> dict[str, Event]:
        return {record.id: record for record in self.sections["events"] if isinstance(record, Event)}

    @cached_property
    def dates(self) -> Dates:
        """The time of each event in the zone of its place, with the duration that its sources give, and what order adds."""
        return Dates(self._events, self.zone_at)

    @cached_property
    def civil(self) -> Spans:
        """Which events may share a moment with a stretch of local time."""
        return Spans(reach(self.dates[event.id], zoned=False) for event in self.events)

    @cached_property
    def instants(self) -> Spans:
        """Which events may share a moment with a stretch between two instants."""
        return Spans((reach(self.dates[event.id], zoned=True) for event in self.events), alike=self.civil)

    @cached_property
    def kinds(self) -> Column[tuple[type[Event], str]]:
        """The class and kind of each event."""
        return Column((type(event), event.kind) for event in self.events)

    @cached_property
    def by_agent(self) -> Postings[str]:
        """The events in which each agent takes part, or in which someone acts on its behalf."""
        return Postings(
            (position, agent)
            for position, event in enumerate(self.events)
            for part in event.who
            for agent in (part.agent, part.on_behalf_of)
            if agent is not None
        )

    @cached_property
    def by_place(self) -> Postings[str]:
        """The events at each place, or at a place that lies in it."""
        around: dict[str | None, tuple[str, ...]] = {None: ()}
        around.update((place.id, self.places_around(place.id)) for place in self.sections["places"])
        return Postings(
            (position, place) for position, event in enumerate(self.events) for place in around[event.where]
        )

    @cached_property
    def by_source(self) -> Postings[str]:
        """The events that cite each source, or whose source credits it."""
        return Postings(
            (position, origin)
            for position, event in enumerate(self.events)
            for citation in event.cites
            for origin in (citation.source, *citation.via)
        )

    @cached_property
    def stances(self) -> dict[str, tuple[tuple[Statement, Stance], ...]]:
        """The stances on each claim and event, in page order."""
        found: dict[str, list[tuple[Statement, Stance]]] = {}
        for event in self.events:
            for stance in event.stances if isinstance(event, Statement) else ():
                found.setdefault(stance.target, []).append((event, stance))  # type: ignore[arg-type]
        return {target: tuple(pairs) for target, pairs in found.items()}

    @cached_property
    def rivals(self) -> dict[str, dict[str, tuple[Claim, ...]]]:
        """The claims that give a rival value, by record and field."""
        found: dict[str, dict[str, list[Claim]]] = {}
        for claim in self.sections["claims"]:
            if isinstance(claim, Claim) and claim.subject is not None:
                found.setdefault(claim.subject, {}).setdefault(claim.attribute, []).append(claim)
        return {name: {field: tuple(claims) for field, claims in fields.items()} for name, fields in found.items()}

    def closure(self, ids: Iterable[str]) -> set[str]:
        """Return the ids with all that they mention, near or far, and the claims about any of them."""
        kept: set[str] = set()
        waiting = list(ids)
        while waiting:
            name = waiting.pop()
            if name not in kept:
                kept.add(name)
                waiting += [reference.id for reference in mentions(self.records[name], self.records)]
                waiting += [claim.id for claims in self.rivals.get(name, {}).values() for claim in claims]
                waiting += self.tenures_by_holder.get(name, ())
        return kept

    @cached_property
    def sides(self) -> Sides:
        """Whom people and organizations stand for."""
        return Sides(self.records, self.tenures_by_holder)

    def side_of(self, agent: str) -> str:
        """Return the side of an agent: by its posts, else the one for which it acts wherever it takes part; itself where there is none."""
        side = self.sides.side(Participation(agent))
        if side != agent:
            return side
        parts = ((part, event.id) for event in self.events for part in event.who if part.agent == agent)
        found = {self.sides.side(part, at=self.dates[name]) for part, name in parts} - {agent}
        return found.pop() if len(found) == 1 else agent

    @cached_property
    def testimony(self) -> Testimony:
        """Who says what, through whom, and since when."""
        return Testimony(self)

    @cached_property
    def tenures_by_holder(self) -> dict[str, tuple[str, ...]]:
        """The posts that each agent holds, by the agent's id."""
        found: dict[str, list[str]] = {}
        for tenure in (record for record in self.sections["tenures"] if isinstance(record, Tenure)):
            found.setdefault(tenure.holder, []).append(tenure.id)
        return {holder: tuple(ids) for holder, ids in found.items()}

    def places_around(self, place: str | None) -> tuple[str, ...]:
        """Return a place and those that it lies in, from the innermost out."""
        chain: list[str] = []
        while place is not None:
            chain.append(place)
            record = self.records[place]
            place = record.within if isinstance(record, Place) else None
        return tuple(chain)

    def zone_at(self, place: str | None) -> str | None:
        """Return the zone of a place: its own, that of a place it lies in, else the chronology's."""
        records = (self.records[around] for around in self.places_around(place))
        zones = (record.zone for record in records if isinstance(record, Place) and record.zone)
        return next(zones, self.header.zone)

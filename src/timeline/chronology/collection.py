"""The chronology: an immutable, ordered collection of events with the records that they mention."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import reduce
from pathlib import Path
from typing import Any, TypeVar, overload

from timeline.chronology.index import Archive
from timeline.chronology.window import certainly_shares, possibly_shares
from timeline.errors import Invalid, NotFound, nearest, shown
from timeline.records import (
    SECTIONS,
    Agent,
    Claim,
    Event,
    Organization,
    Person,
    Place,
    Record,
    Source,
    Stance,
    State,
    Statement,
    Tenure,
    kinds,
)
from timeline.when import Reading, When
from timeline.when.bounds import Bounds
from timeline.when.network import Clash

__all__ = ["Chronology"]

R = TypeVar("R", bound=Record)


class Chronology:
    """Events in order, with everyone and everything that they mention.

    A chronology never changes: verbs such as `involving` return a view, which shares the indexes of the whole and holds only
    the chosen events. Records are found by id (`rome["trump"]`) or by any name (`rome.find("Zelensky")`).

    Args:
        records: Events, agents, places, tenures, sources and claims, in any order.
        title: Of the whole.
        language: Of titles and summaries, as a language tag.
        zone: Of times that name no zone, at places that have none.
        note: A remark of the editor on the whole, in Markdown.
        origin: The file that it was read from; no part of its value.

    Raises:
        Invalid: When ids are used twice, mentions do not resolve, or something contains itself; with every such problem.

    Examples:
        >>> from timeline.records import Meeting, Person
        >>> people = [Person("begin", name="Menachem Begin"), Person("sadat", name="Anwar Sadat")]
        >>> talks = Meeting("camp-david", title="Talks at Camp David", when="1978-09-05/1978-09-17", who=people)
        >>> Chronology([*people, talks], title="Camp David").involving("Anwar Sadat")
        <Chronology 'Camp David': 1 event, 1978-09-05/1978-09-17>
    """

    __slots__ = ("__weakref__", "_archive", "_closure", "_events", "_ids")

    _archive: Archive
    _closure: Collection[str]  # the ids of all that it holds, found on first use
    _ids: Collection[str]  # those of its events, likewise
    _events: tuple[Event, ...]

    def __init__(
        self,
        records: Iterable[Record] = (),
        *,
        title: str = "",
        language: str = "en",
        zone: str | None = None,
        note: str = "",
        origin: str | None = None,
    ) -> None:
        archive = Archive(records, title=title, language=language, zone=zone, note=note, origin=origin)
        object.__setattr__(self, "_archive", archive)
        object.__setattr__(self, "_events", archive.events)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a chronology is frozen; {name!r} cannot be set")

    def _view(self, chosen: Iterable[Event]) -> Chronology:
        """Return a view of some events, which must be in page order."""
        view = object.__new__(type(self))
        object.__setattr__(view, "_archive", self._archive)
        object.__setattr__(view, "_events", tuple(chosen))
        return view

    # -- what it holds ---------------------------------------------------------------------------------------------------

    @property
    def title(self) -> str:
        """The title of the whole."""
        return self._archive.title

    @property
    def language(self) -> str:
        """The language tag of titles and summaries."""
        return self._archive.language

    @property
    def zone(self) -> str | None:
        """The zone of times that name no zone, at places that have none."""
        return self._archive.zone

    @property
    def note(self) -> str:
        """The editor's remark on the whole."""
        return self._archive.note

    @property
    def origin(self) -> str | None:
        """The file that it was read from."""
        return self._archive.origin

    @property
    def events(self) -> tuple[Event, ...]:
        """The events in page order."""
        return self._events

    @property
    def records(self) -> tuple[Record, ...]:
        """Every record of the view, section by section as in a file.

        A view of some events holds those events, the records that they mention, those that these mention, and the claims
        about any of them; so it can stand alone in a file.
        """
        kept = self._kept()
        sections = self._archive.sections
        return tuple(record for section in SECTIONS for record in sections[section] if record.id in kept)

    @property
    def is_whole(self) -> bool:
        """Whether no event has been left out."""
        return len(self._events) == len(self._archive.events)

    @property
    def people(self) -> tuple[Person, ...]:
        """The people."""
        return self._section("people", Person)

    @property
    def organizations(self) -> tuple[Organization, ...]:
        """The organizations."""
        return self._section("organizations", Organization)

    @property
    def states(self) -> tuple[State, ...]:
        """The states."""
        return self._section("states", State)

    @property
    def agents(self) -> tuple[Agent, ...]:
        """All who act: people, organizations, states, and those of whom it is not known which they are."""
        return tuple(record for record in self.records if isinstance(record, Agent))

    @property
    def places(self) -> tuple[Place, ...]:
        """The places."""
        return self._section("places", Place)

    @property
    def tenures(self) -> tuple[Tenure, ...]:
        """The posts held."""
        return self._section("tenures", Tenure)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources."""
        return self._section("sources", Source)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims, rival values among them."""
        return self._section("claims", Claim)

    def _section(self, section: str, record: type[R]) -> tuple[R, ...]:
        kept = self._kept()
        return tuple(
            found for found in self._archive.sections[section] if isinstance(found, record) and found.id in kept
        )

    def _kept(self) -> Collection[str]:
        """The ids of all that the view holds."""
        if not hasattr(self, "_closure"):
            whole = self._archive.records
            kept = whole if self.is_whole else self._archive.closure(self._chosen())
            object.__setattr__(self, "_closure", kept)
        return self._closure

    def _chosen(self) -> Collection[str]:
        """The ids of the events of the view."""
        if not hasattr(self, "_ids"):
            whole = self._archive.positions
            object.__setattr__(self, "_ids", whole if self.is_whole else frozenset(event.id for event in self._events))
        return self._ids

    def __len__(self) -> int:
        return len(self._events)

    def __iter__(self) -> Iterator[Event]:
        return iter(self._events)

    def __contains__(self, item: object) -> bool:
        name = item.id if isinstance(item, Record) else item
        if not isinstance(name, str):
            return False
        if name in self._archive.positions:
            return name in self._chosen()
        return name in self._archive.records

    @overload
    def __getitem__(self, key: str) -> Record: ...
    @overload
    def __getitem__(self, key: int) -> Event: ...
    @overload
    def __getitem__(self, key: slice) -> Chronology: ...

    def __getitem__(self, key: str | int | slice) -> Record | Event | Chronology:
        if isinstance(key, slice):
            if (key.step or 1) < 0:
                raise Invalid(
                    "a chronology keeps its page order",
                    code="reversed",
                    hint="reversed(chronology) yields the events newest first",
                )
            return self._view(self._events[key])
        if isinstance(key, int):
            return self._events[key]
        if key not in self._archive.records:
            raise NotFound(f"no record {shown(key)}", code="not-found", hint=nearest(key, self._archive.records))
        return self._archive.records[key]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Chronology):
            return NotImplemented
        mine, theirs = (self._header, self._events), (other._header, other._events)
        return mine == theirs and set(self.records) == set(other.records)

    def __hash__(self) -> int:
        return hash((self._header, tuple(event.id for event in self._events)))

    @property
    def _header(self) -> tuple[object, ...]:
        return (self.title, self.language, self.zone, self.note)

    def __repr__(self) -> str:
        count = "1 event" if len(self) == 1 else f"{len(self):,} events"
        span = list(dict.fromkeys(str(event.when)[:40] for event in (*self._events[:1], *self._events[-1:])))
        title = f" {shown(self.title)}" if self.title else ""
        return f"<Chronology{title}: {count}{', ' if span else ''}{' to '.join(span)}>"

    # -- verbs: each returns a new chronology ----------------------------------------------------------------------------

    def where(self, keep: Callable[[Event], bool]) -> Chronology:
        """Return a view of the events for which `keep` says yes."""
        return self._view(event for event in self._events if keep(event))

    def of(self, kind: type[Event] | str) -> Chronology:
        """Return a view of the events of a kind and of the kinds made from it.

        Raises:
            NotFound: When no event kind bears the name; with the nearest.
        """
        if isinstance(kind, str):
            known = kinds().get(kind)
            if known is None:
                return self._of_unknown(kind)
            kind = known
        wanted = kind
        return self.where(lambda event: isinstance(event, wanted))

    def _of_unknown(self, kind: str) -> Chronology:
        """Return a view of the events of a kind that only the file knows."""
        present = {event.kind for event in self._archive.events}
        if kind not in present:
            raise NotFound(
                f"no kind {shown(kind)}", code="not-found", hint=nearest(kind, {**kinds(), **dict.fromkeys(present)})
            )
        return self.where(lambda event: event.kind == kind)

    def involving(self, *agents: Agent | str) -> Chronology:
        """Return a view of the events in which all of these take part, or are acted for.

        Args:
            agents: Records, ids or names.

        Raises:
            NotFound: When nobody bears a name.
            Ambiguous: When several do.
        """
        postings = (self._archive.by_agent.get(self._id(agent, "agent"), frozenset()) for agent in agents)
        return self._among(reduce(frozenset.intersection, postings, frozenset(self._archive.positions)))

    def at(self, place: Place | str) -> Chronology:
        """Return a view of the events at a place or at any place that lies in it.

        Raises:
            NotFound: When no place bears the name.
            Ambiguous: When several do.
        """
        return self._among(self._archive.by_place.get(self._id(place, "place"), frozenset()))

    def citing(self, source: Source | Agent | str) -> Chronology:
        """Return a view of the events that cite a source, or whose source credits it.

        Raises:
            NotFound: When no source or agent bears the name.
            Ambiguous: When several do.
        """
        return self._among(self._archive.by_source.get(self._id(source, "origin"), frozenset()))

    def tagged(self, tag: str) -> Chronology:
        """Return a view of the events that bear a tag."""
        return self.where(lambda event: tag in event.tags)

    def during(self, when: When | str, *, certainly: bool = False) -> Chronology:
        """Return a view of the events that share a moment with a stretch of time.

        A stretch without a zone means local time at the place of each event; one with a zone is compared by instants.

        Args:
            when: The stretch; all of it counts, so `2025-04` is the whole month.
            certainly: Whether the event must share a moment with it however its date is read; otherwise it is enough
                that it may.

        Raises:
            Invalid: When the text is no date.
        """
        window = When.parse(str(when), reading=Reading.THROUGHOUT)
        shares = certainly_shares if certainly else possibly_shares
        return self.where(lambda event: shares(self._archive.whens[event.id], window))

    def _among(self, ids: frozenset[str]) -> Chronology:
        return self._view(event for event in self._events if event.id in ids)

    def _id(self, record: Record | str, family: str) -> str:
        return record.id if isinstance(record, Record) else self.find(record, family=family).id

    # -- questions -------------------------------------------------------------------------------------------------------

    def find(self, name: str, *, family: str = "record") -> Record:
        """Return the record that bears a name: its id, name, title or an alias; case, accents and punctuation aside.

        Where nothing bears the whole name, the one record with these words in a name of its own is meant: "Zelenskyy".

        Args:
            name: As anyone writes it.
            family: What it has to be: `agent`, `person`, `place`, `source`, `event`, ... or `record` for any.

        Raises:
            NotFound: When none does; with the nearest.
            Ambiguous: When several do; with their ids.
        """
        return self._archive.names.find(name, family=family)

    def when(self, event: Event | str) -> When:
        """Return the time of an event in the zone of its place, with the duration that its sources give."""
        return self._archive.whens[self._id(event, "event")]

    def bounds(self, event: Event | str) -> Bounds:
        """Return between which limits an event begins and ends: its date, tightened by durations and by stated order.

        Units: seconds, of UTC where the event or one that it is tied to has a zone, else of civil time; see
        `timeline.when.network.propagate`.
        """
        return self._archive.known.bounds[self._id(event, "event")]

    @property
    def clashes(self) -> tuple[Clash, ...]:
        """What the dates, durations and stated order of the whole contradict: each a smallest set of events that cannot all be so."""
        return self._archive.known.clashes

    def places_around(self, place: Place | str) -> tuple[Place, ...]:
        """Return a place and those that it lies in, from the innermost out."""
        ids = self._archive.places_around(self._id(place, "place"))
        return tuple(self._archive.records[name] for name in ids)  # type: ignore[misc]

    def stances_on(self, target: Claim | Event | str) -> tuple[tuple[Statement, Stance], ...]:
        """Return the statements of the view that stand somewhere on a claim or an event, with their stances."""
        pairs = self._archive.stances.get(self._id(target, "matter"), ())
        return tuple(pair for pair in pairs if pair[0].id in self._chosen())

    def rivals(self, record: Record | str) -> dict[str, tuple[Claim, ...]]:
        """Return the claims that give a rival value to a field of a record, by field."""
        return dict(self._archive.rivals.get(self._id(record, "record"), {}))

    def tenures_of(self, agent: Agent | str, *, at: When | None = None) -> tuple[Tenure, ...]:
        """Return the posts that someone holds, or may hold at a time."""
        holder = self._id(agent, "agent")
        found = (self._archive.records[name] for name in self._archive.tenures_by_holder.get(holder, ()))
        return tuple(
            tenure
            for tenure in found
            if isinstance(tenure, Tenure) and (at is None or possibly_shares(at, tenure.term))
        )

    # -- convenience: the only lines that look up the tower --------------------------------------------------------------

    def render(self, language: str = "html", **options: Any) -> str:
        """Return the chronology as a page; see `timeline.rendering.render`."""
        from timeline.rendering import render

        return render(self, language, **options)

    def save(self, path: str | Path, *, overwrite: bool = False, **options: Any) -> None:
        """Render to a file, in the output language of its suffix; see `timeline.rendering.save`."""
        from timeline.rendering import save

        save(self, path, overwrite=overwrite, **options)

    def dumps(self, format: str = "yaml") -> str:  # noqa: A002  (the word of the field)
        """Return the chronology as a dossier; see `timeline.formats.dumps`."""
        from timeline.formats import dumps

        return dumps(self, format)

    def write(self, path: str | Path, *, overwrite: bool = False) -> None:
        """Write the chronology as a dossier, in the format of the suffix; see `timeline.formats.write`."""
        from timeline.formats import write

        write(self, path, overwrite=overwrite)

    def __str__(self) -> str:
        return self.render("text")

    def _repr_html_(self) -> str:
        content = f"{self.title}\n{chr(10).join(event.id for event in self._events)}"
        mark = hashlib.sha256(content.encode()).hexdigest()[:8]  # so that two outputs on one page share no id
        return self.render("html", fragment=True, id_prefix=f"chron-{mark}-")

    def _repr_markdown_(self) -> str:
        return self.render("markdown")

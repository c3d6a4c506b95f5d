"""What a chronology holds: its header, its records, and the events of the view; and how it behaves as a container."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from typing import Self, TypeVar, overload

from timeline.chronology.header import Header, Origin
from timeline.chronology.index import Archive
from timeline.chronology.postings import Positions, taken
from timeline.errors import Invalid, Loss, NotFound, nearest, shown
from timeline.records import SECTIONS, Agent, Claim, Event, Organization, Person, Place, Record, Source, State, Tenure

__all__ = ["Holdings"]

R = TypeVar("R", bound=Record)


class Holdings:
    """An immutable, ordered container of events, with everyone and everything that they mention.

    Views share an archive; each holds only the events that were chosen.
    """

    __slots__ = ("__weakref__", "_archive", "_closure", "_ids", "_made", "_positions")

    _archive: Archive
    _positions: (
        Positions  # of its events in the archive's, so that a view of a million is made before any of them is touched
    )
    _made: tuple[Event, ...]  # those events, found on first use
    _closure: Collection[str]  # the ids of all that it holds, likewise
    _ids: Container[str]  # those of its events, likewise

    def __init__(
        self,
        records: Iterable[Record] = (),
        *,
        title: str = "",
        language: str = "en",
        zone: str | None = None,
        note: str = "",
        rules: Iterable[str] = (),
        silence: Mapping[str, str] | Iterable[tuple[str, str]] = (),
        origin: Origin | None = None,
    ) -> None:
        silence = silence if isinstance(silence, Mapping) else tuple(silence)
        header = Header(title=title, language=language, zone=zone, note=note, rules=tuple(rules), silence=silence)
        archive = Archive(list(records), header=header, origin=origin)
        object.__setattr__(self, "_archive", archive)
        object.__setattr__(self, "_positions", range(len(archive.sections["events"])))

    @classmethod
    def assembled(
        cls,
        records: Iterable[Record] | Mapping[str, Record],
        header: Header,
        *,
        origin: Origin | None = None,
        resolved: Collection[str] = (),
    ) -> Self:
        """Return a chronology under a header that is made already, for readers.

        Args:
            records: As in the constructor, or already under their ids.
            header: As in `header`.
            origin: The file that they were read from.
            resolved: The ids of records of whose mentions the reader has seen that they resolve; they are not followed again.

        Raises:
            Invalid: As the constructor does.
        """
        made = object.__new__(cls)
        archive = Archive(records, header=header, origin=origin, resolved=resolved)
        object.__setattr__(made, "_archive", archive)
        object.__setattr__(made, "_positions", range(len(archive.sections["events"])))
        return made

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a chronology is frozen; {name!r} cannot be set")

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __reduce__(self) -> tuple[Callable[..., Holdings], tuple[object, ...]]:
        """Pickle the records, which are checked together when they are taken in again; where they stood in files is left out."""
        chosen = None if self.is_whole else tuple(event.id for event in self._events)
        return _again, (type(self), tuple(self._archive.records.values()), self.header, chosen)

    def _view(self, positions: Positions, archive: Archive | None = None) -> Self:
        """Return a view of some events of the archive, or of another one."""
        view = object.__new__(type(self))
        object.__setattr__(view, "_archive", archive or self._archive)
        object.__setattr__(view, "_positions", positions)
        return view

    @property
    def _events(self) -> tuple[Event, ...]:
        """The events of the view, in page order."""
        if not hasattr(self, "_made"):
            whole = self._archive.events
            made = whole if self.is_whole else taken(whole, self._positions)
            object.__setattr__(self, "_made", made)
        return self._made

    # -- what it holds ---------------------------------------------------------------------------------------------------

    @property
    def title(self) -> str:
        """The title of the whole."""
        return self._archive.header.title

    @property
    def language(self) -> str:
        """The language tag of titles and summaries."""
        return self._archive.header.language

    @property
    def zone(self) -> str | None:
        """The zone of times that name no zone, at places that have none."""
        return self._archive.header.zone

    @property
    def note(self) -> str:
        """The editor's remark on the whole."""
        return self._archive.header.note

    @property
    def origin(self) -> str | None:
        """The file that it was read from."""
        return None if self._archive.origin is None else self._archive.origin.file or None

    @property
    def losses(self) -> tuple[Loss, ...]:
        """What it was read from held and it does not, because the reader of that format knows no field for it."""
        return () if self._archive.origin is None else self._archive.origin.losses

    @property
    def header(self) -> Header:
        """What the chronology says of itself, the fields above among it."""
        return self._archive.header

    @property
    def written(self) -> Header:
        """The header of the record, whatever `headed` has put in its place: titles and names are in its language."""
        return self._archive.written

    def lines(self, ids: Iterable[str]) -> dict[str, int]:
        """Return the line of each record in the file that the chronology was read from, as far as there is one and it has them."""
        paths = {name: (self[name].section, name) for name in ids if name in self._archive.records}
        return {} if self._archive.origin is None else self._archive.origin.lines(paths)

    def files(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the file that each record stands in, as far as the chronology was read from any and it is known."""
        origin = self._archive.origin
        if origin is None:
            return {}
        found = {name: (self[name].section, name) for name in ids if name in self._archive.records}
        known = {name: origin.files.get(path, "" if origin.files else origin.file) for name, path in found.items()}
        return {name: file for name, file in known.items() if file}

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
        return len(self._positions) == len(self._archive.dates)

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
        found = self._archive.sections[section]
        kept = self._kept() if found else ()  # nothing has to be followed to keep nothing
        return tuple(each for each in found if isinstance(each, record) and each.id in kept)

    def _kept(self) -> Collection[str]:
        """The ids of all that the view holds."""
        if not hasattr(self, "_closure"):
            whole = self._archive.records
            kept = whole if self.is_whole else self._archive.closure(event.id for event in self._events)
            object.__setattr__(self, "_closure", kept)
        return self._closure

    def _chosen(self) -> Container[str]:
        """The ids of the events of the view."""
        if not hasattr(self, "_ids"):
            whole = self._archive.dates
            object.__setattr__(self, "_ids", whole if self.is_whole else frozenset(event.id for event in self._events))
        return self._ids

    def __len__(self) -> int:
        return len(self._positions)

    def __iter__(self) -> Iterator[Event]:
        return iter(self._events)

    def __contains__(self, item: object) -> bool:
        name = item.id if isinstance(item, Record) else item
        if not isinstance(name, str):
            return False
        if name in self._archive.dates:
            return name in self._chosen()
        return name in self._archive.records

    @overload
    def __getitem__(self, key: str) -> Record: ...
    @overload
    def __getitem__(self, key: int) -> Event: ...
    @overload
    def __getitem__(self, key: slice) -> Self: ...

    def __getitem__(self, key: str | int | slice) -> Record | Event | Self:
        if isinstance(key, slice):
            if (key.step or 1) < 0:
                raise Invalid(
                    "a chronology keeps its page order",
                    code="reversed",
                    hint="reversed(chronology) yields the events newest first",
                )
            return self._view(self._positions[key])
        if isinstance(key, int):
            return self._events[key]
        if key not in self._archive.records:
            raise NotFound(f"no record {shown(key)}", code="not-found", hint=nearest(key, self._archive.records))
        return self._archive.records[key]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Holdings):
            return NotImplemented
        mine, theirs = (self.header, self._events), (other.header, other._events)
        return mine == theirs and set(self.records) == set(other.records)

    def __hash__(self) -> int:
        return hash((self.header, tuple(event.id for event in self._events)))

    def __repr__(self) -> str:
        count = "1 event" if len(self) == 1 else f"{len(self):,} events"
        span = list(dict.fromkeys(str(event.when)[:40] for event in (*self._events[:1], *self._events[-1:])))
        title = f" {shown(self.title)}" if self.title else ""
        return f"<Chronology{title}: {count}{', ' if span else ''}{' to '.join(span)}>"


def _again(
    sort: type[Holdings], records: tuple[Record, ...], header: Header, chosen: tuple[str, ...] | None
) -> Holdings:
    """Return what was pickled: all of its records, or the view of some events among them."""
    made = sort.assembled(records, header)
    if chosen is None:
        return made
    places = {event.id: place for place, event in enumerate(made)}
    return made._view([places[name] for name in chosen])  # noqa: SLF001  (a view of its own class)

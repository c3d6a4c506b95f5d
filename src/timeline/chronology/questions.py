"""What can be asked of a chronology: by whom, since when, on whose behalf, against whose word."""

from __future__ import annotations

import re
from collections.abc import Iterable

from timeline.chronology.contacts import Grouping, Network, network_of
from timeline.chronology.contested import ContestedField, contested_fields
from timeline.chronology.holdings import Holdings
from timeline.chronology.perspective import Perspective
from timeline.chronology.standing import AGAINST, ClaimState, Standing
from timeline.chronology.window import possibly_shares
from timeline.errors import NotFound
from timeline.records import Agent, Claim, Event, Mode, Place, Record, Stance, Statement, Status, Tenure
from timeline.when import Reading, When
from timeline.when.bounds import Bounds
from timeline.when.network import Clash
from timeline.when.zone import split

__all__ = ["Questions"]

_TIMED = re.compile(r"[0-9]T[0-9]")  # in the notation, a date with a time of day


class Questions(Holdings):
    """A chronology that answers; what a verb leaves out has no say in the answer."""

    __slots__ = ()

    @property
    def perspective(self) -> Perspective:
        """From where it is seen: as of which moment, according to whom, and what that changes."""
        return self._archive.perspective

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

    def _id(self, record: Record | str, family: str) -> str:
        return record.id if isinstance(record, Record) else self.find(record, family=family).id

    # -- time --------------------------------------------------------------------------------------------------------------

    def when(self, event: Event | str) -> When:
        """Return the time of an event in the zone of its place, with the duration that its sources give."""
        return self._archive.dates[self._id(event, "event")]

    def bounds(self, event: Event | str) -> Bounds:
        """Return between which limits an event begins and ends: its date, tightened by durations and by stated order.

        Units: seconds, of UTC where the event or one that it is tied to has a zone, else of civil time; see
        `timeline.when.network.propagate`.
        """
        return self._archive.dates.bounds(self._id(event, "event"))

    @property
    def zones(self) -> tuple[str, ...]:
        """The named zones in which its events have times of day, in alphabetical order: where the zone database decides what instants these are.

        Examples:
            >>> import timeline as tl
            >>> tl.Chronology([tl.Event("call", title="A call", when="2025-02-12T17:30[Europe/Moscow]")]).zones
            ('Europe/Moscow',)
        """
        timed = (self.when(event) for event in self.events if _TIMED.search(str(event.when)))
        ends = {zone for when in timed for zone in (when.zone, when.end_zone)}
        return tuple(sorted({name for zone in ends if zone and (name := split(zone)[0])}))

    @property
    def clashes(self) -> tuple[Clash, ...]:
        """What the dates, durations and stated order of the whole contradict: each a smallest set of events that cannot all be so."""
        return self._archive.dates.clashes

    def first_word(self, event: Event | str) -> When | None:
        """Return when an event was first told of, by what the record holds: a source of it, or a statement on it.

        None where that is open: no source is cited, or one of them has no date.
        """
        found = self._archive.records[self._id(event, "event")]
        return self._archive.testimony.first_word(found) if isinstance(found, Event) else None

    # -- people and places -------------------------------------------------------------------------------------------------

    def places_around(self, place: Place | str) -> tuple[Place, ...]:
        """Return a place and those that it lies in, from the innermost out."""
        ids = self._archive.places_around(self._id(place, "place"))
        return tuple(self._archive.records[name] for name in ids)  # type: ignore[misc]

    def tenures_of(self, agent: Agent | str, *, at: When | None = None) -> tuple[Tenure, ...]:
        """Return the posts that someone holds, or may hold at a time."""
        holder = self._id(agent, "agent")
        found = (self._archive.records[name] for name in self._archive.tenures_by_holder.get(holder, ()))
        return tuple(
            tenure
            for tenure in found
            if isinstance(tenure, Tenure) and (at is None or possibly_shares(at, tenure.term))
        )

    def principal_of(self, agent: Agent | str, *, at: Event | str) -> tuple[Agent, ...]:
        """Return for whom someone takes part in an event, and who stands behind these: principal, then state.

        Raises:
            NotFound: When there is no such agent or event, or the agent takes no part in it.

        Examples:
            >>> from timeline.formats import dossier
            >>> [agent.name for agent in dossier("rome-2025").principal_of("witkoff", at="witkoff-putin")]
            ['Donald Trump', 'United States']
        """
        name, event = self._id(agent, "agent"), self[self._id(at, "event")]
        parts = [part for part in event.who if part.agent == name] if isinstance(event, Event) else []
        if not parts:
            raise NotFound(f"{name!r} takes no part in {event.id!r}", code="not-found")
        chain = self._archive.sides.chain(parts[0], at=self.when(event.id))
        return tuple(record for record in map(self.__getitem__, chain[1:]) if isinstance(record, Agent))

    def sides_of(self, event: Event | str) -> tuple[str, ...]:
        """Return whom those who take part in an event stand for: states, bodies, or they themselves; each id once.

        Examples:
            >>> from timeline.formats import dossier
            >>> dossier("rome-2025").sides_of("witkoff-putin")
            ('us', 'ru')
        """
        whole = self[self._id(event, "event")]
        parts = whole.who if isinstance(whole, Event) else ()
        return tuple(dict.fromkeys(self._archive.sides.side(part, at=self._archive.dates[whole.id]) for part in parts))

    def network(
        self, *, by: Grouping | str = Grouping.PERSON, modes: Iterable[Mode | str] = (), least: int = 1
    ) -> Network:
        """Return who met whom, and how often, at the held meetings of the view.

        Args:
            by: `person` for those who met themselves; `side` for the states and bodies behind them, which do not meet themselves.
            modes: Only meetings that were held like this, such as `in-person`; by default all of them.
            least: Only pairs that met at least so often.

        Raises:
            Invalid: When there is no such grouping or mode, or `least` is no count.

        Examples:
            >>> from timeline.formats import dossier
            >>> dossier("rome-2025").network(by="side").between("us", "ua").count
            2
        """
        return network_of(self._events, self._archive, by=by, modes=modes, least=least)

    # -- who stands where --------------------------------------------------------------------------------------------------

    def stances_on(self, target: Claim | Event | str) -> tuple[tuple[Statement, Stance], ...]:
        """Return the statements of the view that stand somewhere on a claim or an event, with their stances."""
        pairs = self._archive.stances.get(self._id(target, "matter"), ())
        return tuple(pair for pair in pairs if pair[0].id in self._chosen())

    def rivals(self, record: Record | str) -> dict[str, tuple[Claim, ...]]:
        """Return the claims that give a rival value to a field of a record, by field."""
        return dict(self._archive.rivals.get(self._id(record, "record"), {}))

    def standing(self, target: Claim | Event | str, *, as_of: When | str | None = None) -> Standing:
        """Return where a claim, or the report of an event, stands: who backs it, who contradicts it, what that adds up to.

        What a view leaves out counts too: who denied a claim has denied it, whether or not the denial was chosen. `as_of` and
        `according_to` are another matter; they say what counts.

        Args:
            target: The claim or event.
            as_of: Only what may have been said or published by the end of that moment counts.

        Raises:
            NotFound: When there is no such claim or event.

        Examples:
            >>> from timeline.formats import dossier
            >>> deployment = dossier("rome-2025").standing("north-koreans-at-kursk")
            >>> deployment.state.value, str(deployment.since)
            ('conceded', '2025-04-26')
        """
        matter = self[self._id(target, "matter")]
        moment = None if as_of is None else When.parse(str(as_of), reading=Reading.THROUGHOUT)
        return self._archive.testimony.standing(matter.id, as_of=moment)

    def contested(self) -> tuple[Standing, ...]:
        """Return the standing of every contested claim that is put in words; rival values of fields are in `contested_fields`."""
        standings = (self.standing(claim) for claim in self.claims if not claim.is_rival)
        return tuple(standing for standing in standings if standing.state is ClaimState.CONTESTED)

    def is_contested(self, event: Event | str) -> bool:
        """Whether anything in an event is: a field, that it took place, or a claim on which it stands.

        Examples:
            >>> from timeline.formats import dossier
            >>> rome = dossier("rome-2025")
            >>> len(rome.of("meeting").where(rome.is_contested))
            5
        """
        whole = self[self._id(event, "event")]
        if not isinstance(whole, Event):
            return False
        stances = whole.stances if isinstance(whole, Statement) else ()
        disputed = bool(self.rivals(whole)) or self._is_disputed(whole)
        return disputed or any(self._is_quarrel(each.target) for each in stances)

    def _is_disputed(self, event: Event) -> bool:
        """Whether someone denies or doubts an event that is entered as held."""
        return event.status is Status.HELD and any(
            stance.act in AGAINST for _, stance in self._archive.stances.get(event.id, ())
        )

    def _is_quarrel(self, target: str) -> bool:
        """Whether it is a claim, and a quarrel; see `Testimony.is_quarrel`."""
        return isinstance(self[target], Claim) and self._archive.testimony.is_quarrel(target)

    def contested_fields(self) -> tuple[ContestedField, ...]:
        """Return every field of the view for which somebody gives another value: the adopted one, the rivals, who backs each.

        Events come first, in page order, then the other records in the order of the file.

        Examples:
            >>> from timeline.formats import dossier
            >>> field = dossier("rome-2025").involving("witkoff").of("meeting").contested_fields()[0]
            >>> field.field, field.adopted, [rival.value for rival in field.rivals]
            ('where', 'rome', ['moscow', 'kremlin'])
        """
        others = (record for record in self.records if not isinstance(record, Event))
        return tuple(contested_fields(self._archive, (*self._events, *others), self.standing))

"""The chronology: an immutable, ordered collection of events with the records that they mention."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import reduce
from pathlib import Path
from typing import Any, Self

from timeline.chronology.holdings import Holdings
from timeline.chronology.standing import ClaimState, Position, Standing, standing_of
from timeline.chronology.window import certainly_shares, possibly_begun, possibly_shares
from timeline.errors import NotFound, nearest, shown
from timeline.records import (
    Agent,
    Claim,
    Event,
    Meeting,
    Participation,
    Place,
    Record,
    Source,
    Stance,
    Statement,
    Status,
    Tenure,
    kinds,
)
from timeline.when import Reading, When
from timeline.when.bounds import Bounds
from timeline.when.network import Clash

__all__ = ["Chronology"]


class Chronology(Holdings):
    """Events in order, with everyone and everything that they mention.

    A chronology never changes: verbs such as `involving` return a view, which shares the indexes of the whole and holds only
    the chosen events. Records are found by id (`rome["trump"]`) or by any name (`rome.find("Zelensky")`).

    Args:
        records: Events, agents, places, tenures, sources and claims, in any order.
        title: Of the whole.
        language: Of titles and summaries, as a language tag.
        zone: Of times that name no zone, at places that have none.
        note: A remark of the editor on the whole, in Markdown.
        rules: The only checks to apply to it; all of them where it is left out.
        silence: Checks whose findings are not reported, each with the reason.
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

    __slots__ = ()

    # -- verbs: each returns a new chronology ----------------------------------------------------------------------------

    def where(self, keep: Callable[[Event], bool]) -> Self:
        """Return a view of the events for which `keep` says yes."""
        return self._view(event for event in self._events if keep(event))

    def of(self, kind: type[Event] | str) -> Self:
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

    def _of_unknown(self, kind: str) -> Self:
        """Return a view of the events of a kind that only the file knows."""
        present = {event.kind for event in self._archive.events}
        if kind not in present:
            raise NotFound(
                f"no kind {shown(kind)}", code="not-found", hint=nearest(kind, {**kinds(), **dict.fromkeys(present)})
            )
        return self.where(lambda event: event.kind == kind)

    def involving(self, *agents: Agent | str) -> Self:
        """Return a view of the events in which all of these take part, or are acted for.

        Args:
            agents: Records, ids or names.

        Raises:
            NotFound: When nobody bears a name.
            Ambiguous: When several do.
        """
        postings = (self._archive.by_agent.get(self._id(agent, "agent"), frozenset()) for agent in agents)
        return self._among(reduce(frozenset.intersection, postings, frozenset(self._archive.positions)))

    def at(self, place: Place | str) -> Self:
        """Return a view of the events at a place or at any place that lies in it.

        Raises:
            NotFound: When no place bears the name.
            Ambiguous: When several do.
        """
        return self._among(self._archive.by_place.get(self._id(place, "place"), frozenset()))

    def citing(self, source: Source | Agent | str) -> Self:
        """Return a view of the events that cite a source, or whose source credits it.

        Raises:
            NotFound: When no source or agent bears the name.
            Ambiguous: When several do.
        """
        return self._among(self._archive.by_source.get(self._id(source, "origin"), frozenset()))

    def tagged(self, tag: str) -> Self:
        """Return a view of the events that bear a tag."""
        return self.where(lambda event: tag in event.tags)

    def during(self, when: When | str, *, certainly: bool = False) -> Self:
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

    def _among(self, ids: frozenset[str]) -> Self:
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

    def standing(self, target: Claim | Event | str, *, as_of: When | str | None = None) -> Standing:
        """Return where a claim, or the report of an event, stands: who backs it, who contradicts it, what that adds up to.

        Args:
            target: The claim or event.
            as_of: Only what may have been said by the end of that moment counts; otherwise all that the view holds.

        Raises:
            NotFound: When there is no such claim or event.
        """
        matter = self[self._id(target, "matter")]
        moment = None if as_of is None else When.parse(str(as_of), reading=Reading.THROUGHOUT)
        positions = [
            position
            for statement, stance in self.stances_on(matter.id)
            if moment is None or possibly_begun(self.when(statement), moment)
            for position in self._positions(statement, stance)
        ]
        return standing_of(matter.id, positions, matter.cites, sides=self._side_of_origin)  # type: ignore[attr-defined]

    def _positions(self, statement: Statement, stance: Stance) -> list[Position]:
        """Return what a statement does to a claim, once for each side that speaks in it."""
        when = self.when(statement)
        sides: dict[str, list[str]] = {}
        for part in statement.who:
            if part.role != "audience":
                sides.setdefault(self._archive.sides.side(part, at=when), []).append(part.agent)
        found = sides or {statement.id: []}  # nobody is named: a side of its own, for it is no known one
        return [Position(stance.act, tuple(by), side, statement.id, when) for side, by in found.items()]

    def _side_of_origin(self, origin: str) -> str:
        """Return the side of an agent whom a source credits; a source is a side of its own."""
        return self._archive.sides.side(Participation(origin)) if isinstance(self[origin], Agent) else origin

    def contested(self) -> tuple[Standing, ...]:
        """Return the standing of every contested claim that is put in words; rival values of fields are in `rivals`."""
        standings = (self.standing(claim) for claim in self.claims if not claim.is_rival)
        return tuple(standing for standing in standings if standing.state is ClaimState.CONTESTED)

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

    def contacts(self, first: Agent | str, second: Agent | str) -> Self:
        """Return a view of the meetings of two, whatever their mode, that were held: what was planned or fell through is left out."""
        return self.of(Meeting).involving(first, second).where(lambda event: event.status is Status.HELD)

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

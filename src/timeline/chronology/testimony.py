"""Who says what, through whom, and since when: what every question about contested things is answered from."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from timeline.chronology.standing import ClaimState, Position, Standing, root, standing_of
from timeline.chronology.window import certainly_begun, possibly_begun
from timeline.records import Agent, Citation, Claim, Event, Participation, Source, Stance, Statement
from timeline.when import When

if TYPE_CHECKING:
    from timeline.chronology.index import Archive

__all__ = ["Testimony"]


class Testimony:
    """The statements and reports of one archive.

    Args:
        archive: Whose records are asked.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._sides: dict[str, str] = {}
        self._quarrels: dict[str, bool] = {}

    # -- who stands where --------------------------------------------------------------------------------------------------

    def standing(self, target: str, *, as_of: When | None = None) -> Standing:
        """Return where a claim or event stands.

        Args:
            target: Its id.
            as_of: Only what may have been said or published by the end of that moment counts.
        """
        matter = self._archive.records[target]
        pairs: Iterable[tuple[Statement, Stance]] = self._archive.stances.get(target, ())
        if as_of is not None:
            pairs = [pair for pair in pairs if possibly_begun(self._archive.dates[pair[0].id], as_of)]
        reports = matter.cites if isinstance(matter, Claim | Event) else ()
        reports = tuple(cite for cite in reports if as_of is None or self.was_out(cite, as_of))
        positions = [position for pair in pairs for position in self.positions(*pair)]
        return standing_of(target, positions, reports, sides=self.side_of, settled=self._settled)

    def is_quarrel(self, claim: str) -> bool:
        """Whether sides differ on a claim, or the only one that speaks of it has come to doubt it.

        Each statement on a claim asks this, so it is worked out once: a thousand statements on one claim would count a million positions.
        """
        if claim not in self._quarrels:
            found = self.standing(claim)
            alone = len({position.side for position in found.positions}) == 1
            self._quarrels[claim] = found.state is ClaimState.CONTESTED or (found.reconsidered and alone)
        return self._quarrels[claim]

    def _settled(self, position: Position) -> float:
        latest = self._archive.dates.bounds(position.statement).end_max
        return latest if isinstance(latest, int) else math.inf

    def positions(self, statement: Statement, stance: Stance) -> list[Position]:
        """Return what a statement does to a claim, once for each side that speaks in it."""
        when = self._archive.dates[statement.id]
        found = self.speakers(statement) or {
            statement.id: []
        }  # nobody is named: a side of its own, for it is no known one
        return [Position(stance.act, tuple(by), side, statement.id, when) for side, by in found.items()]

    def speakers(self, statement: Statement) -> dict[str, list[str]]:
        """Return those who speak in a statement, side by side; whom they speak to is left out."""
        found: dict[str, list[str]] = {}
        for part in statement.who:
            if part.role != "audience":
                side = self._archive.sides.side(part, at=self._archive.dates[statement.id])
                found.setdefault(side, []).append(part.agent)
        return found

    # -- whose word it is --------------------------------------------------------------------------------------------------

    def side_of(self, origin: str) -> str:
        """Return the side of an origin: of the agent; of the one agent who published or wrote the source; else the source itself."""
        if origin not in self._sides:
            self._sides[origin] = next(self._sides_of(self._archive.records[origin]), origin)
        return self._sides[origin]

    def _sides_of(self, record: object) -> Iterator[str]:
        names = (record.publisher, record.author) if isinstance(record, Source) else ()
        agents = (
            [record]
            if isinstance(record, Agent)
            else (self._archive.names.bearer(name, family="agent") for name in names)
        )
        yield from (self._archive.sides.side(Participation(agent.id)) for agent in agents if agent is not None)

    def origins(self, cites: Iterable[Citation]) -> tuple[str, ...]:
        """Return the roots of some reports, each once."""
        return tuple(dict.fromkeys(root(citation) for citation in cites))

    # -- since when --------------------------------------------------------------------------------------------------------

    def was_out(self, citation: Citation, moment: When, *, certainly: bool = False) -> bool:
        """Whether the source of a citation may have been out by the end of a moment, or must have."""
        published = self.published(citation)
        if published is None:
            return not certainly
        return certainly_begun(published, moment) if certainly else possibly_begun(published, moment)

    def first_word(self, event: Event) -> When | None:
        """Return when an event was first told of, by what the record holds: the statement itself, a report of it, a stance on it.

        None where that is open, for instance because a source has no date.
        """
        if isinstance(event, Statement):
            return self._archive.dates[event.id]
        dates = [self.published(citation) for citation in event.cites]
        dates += [self._archive.dates[statement.id] for statement, _ in self._archive.stances.get(event.id, ())]
        known = [when for when in dates if when is not None]
        return min(known, key=lambda when: when.sort_key) if known and len(known) == len(dates) else None

    def published(self, citation: Citation) -> When | None:
        """Return when the source of a citation came out, where that is known."""
        source = self._archive.records[citation.source]
        return source.published if isinstance(source, Source) else None

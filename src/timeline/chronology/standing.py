"""Where a claim stands: who backs it, who contradicts it, and what that adds up to. Always derived, never stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum

import attrs

from timeline.cards import Card, ShowsItself
from timeline.records import Act, Citation
from timeline.when import When, describe

__all__ = ["AGAINST", "ClaimState", "Position", "Standing", "standing_of"]

BACKING = frozenset({Act.ASSERTS, Act.CONFIRMS})
AGAINST = frozenset({Act.DENIES, Act.DOUBTS})
RELUCTANT = AGAINST | {Act.EVADES}


class ClaimState(StrEnum):
    """What the positions on a claim add up to.

    Attributes:
        UNASSERTED: Nobody has put it forward.
        ASSERTED: One side has, or one reporter, and nobody contradicts.
        CORROBORATED: Origins of at least two sides have, and nobody contradicts.
        CONTESTED: It has been put forward, and someone denies or doubts it: another side, or its own author.
        CONCEDED: A side that denied, doubted or evaded it has come to confirm it, and nobody contradicts any more.
        RETRACTED: Whoever put it forward has taken it back.
    """

    UNASSERTED = "unasserted"
    ASSERTED = "asserted"
    CORROBORATED = "corroborated"
    CONTESTED = "contested"
    CONCEDED = "conceded"
    RETRACTED = "retracted"


@attrs.frozen
class Position:
    """What someone did to a claim, once.

    Attributes:
        act: asserts, confirms, denies, doubts, evades or retracts.
        by: The speakers.
        side: The state behind them, or the agent with whom the trail ends.
        statement: Where they did it.
        when: When they did it.
    """

    act: Act
    by: tuple[str, ...]
    side: str
    statement: str
    when: When


@attrs.frozen
class Standing(ShowsItself):
    """Where a claim, or the report of an event, stands.

    Attributes:
        target: The claim or event.
        state: What the positions add up to.
        since: When the statement was made that brought that about; None where no statement did.
        positions: In page order.
        reports: The citations of the claim or event itself.
        origins: The agents and sources from whom it comes, each once: `via` is followed to its root, so two papers that
            repeat one spokesman are one origin, and the spokesman's own statement is the same one.
        sides: Those behind the origins, each once: three spokesmen of one state are three origins of one side.
        reconsidered: Whether a side that put it forward denies or doubts it now.
    """

    target: str
    state: ClaimState
    since: When | None
    positions: tuple[Position, ...]
    reports: tuple[Citation, ...]
    origins: tuple[str, ...]
    sides: tuple[str, ...]
    reconsidered: bool

    def who(self, act: Act | str) -> tuple[str, ...]:
        """Return those who do one thing to it: who denies it, for instance; each once, in page order."""
        return tuple(
            dict.fromkeys(agent for position in self.positions if position.act == act for agent in position.by)
        )

    def card(self) -> Card:
        """Return who does what to it, as a notebook shows it."""
        told = [
            (each.act, f"{', '.join(each.by)}, {describe(each.when)} ({each.statement})") for each in self.positions
        ]
        rows = [
            ("Since", describe(self.since) if self.since else ""),
            *((word, [words for act, words in told if act is done]) for done, word in _DONE_BY.items()),
            ("Reported by", dict.fromkeys(citation.source for citation in self.reports)),
            ("Origins", self.origins),
            ("Sides", self.sides),
            ("Reconsidered", "yes" if self.reconsidered else ""),
        ]
        return Card(heading=self.target, kind=self.state.value, rows=rows)


# The words for those who do something to a claim.
_DONE_BY = {
    Act.ASSERTS: "Asserted by",
    Act.CONFIRMS: "Confirmed by",
    Act.DENIES: "Denied by",
    Act.DOUBTS: "Doubted by",
    Act.EVADES: "No answer from",
    Act.RETRACTS: "Taken back by",
}


class _Tally:
    """Positions counted side by side, as they come; each is taken in the same time, however many sides there are."""

    def __init__(self, reporters: Iterable[str]) -> None:
        self.latest: dict[str, Act] = {}
        self.backed: dict[str, None] = {}  # every side, or reporter, that ever put it forward
        self.reporters = frozenset(reporters)
        self._against: set[str] = set()  # by their latest word, as the next two
        self._backing: set[str] = set()
        self._standing_by: set[str] = set()
        self._conceded: set[str] = set()
        self._reluctant: set[str] = set()

    def take(self, position: Position) -> None:
        """Count one more position."""
        side, act = position.side, position.act
        self.latest[side] = act
        _enter(self._against, side, act in AGAINST)
        _enter(self._backing, side, act in BACKING and side not in self.reporters)
        _enter(self._conceded, side, act in BACKING and side in self._reluctant)
        if act in BACKING:
            self.backed[side] = None
        if act in RELUCTANT:
            self._reluctant.add(side)
        _enter(self._standing_by, side, side in self.backed and act is not Act.RETRACTS)

    @property
    def state(self) -> ClaimState:
        """What they add up to by now."""
        if not self.backed and not self.reporters:
            return ClaimState.UNASSERTED
        if self.backed and not self.reporters and not self._standing_by:
            return ClaimState.RETRACTED
        if self._against:
            return ClaimState.CONTESTED
        if self._conceded:
            return ClaimState.CONCEDED
        return ClaimState.CORROBORATED if len(self._backing) + len(self.reporters) > 1 else ClaimState.ASSERTED


def _enter(sides: set[str], side: str, belongs: bool) -> None:
    if belongs:
        sides.add(side)
    else:
        sides.discard(side)


def root(citation: Citation) -> str:
    """Return the origin of a report: the last whom the source credits, else the source itself."""
    return citation.via[-1] if citation.via else citation.source


def standing_of(
    target: str,
    positions: Iterable[Position],
    reports: Sequence[Citation],
    *,
    sides: Callable[[str], str],
    settled: Callable[[Position], float],
) -> Standing:
    """Return where a claim or event stands.

    Args:
        target: Its id.
        positions: What statements do to it, in page order.
        reports: The citations of the claim or event itself.
        sides: Gives the side of an origin.
        settled: Gives the moment by which a position was certainly taken, for they count in that order: what may have been said a
            day later settles nothing today.
    """
    taken = tuple(positions)
    reporters = tuple(dict.fromkeys(root(citation) for citation in reports))
    tally = _Tally(map(sides, reporters))
    state, since = tally.state, None
    for position in sorted(taken, key=settled):
        tally.take(position)
        if tally.state is not state:
            state, since = tally.state, position.when
    speakers = [agent for position in taken if position.act in BACKING for agent in position.by]
    return Standing(
        target=target,
        state=state,
        since=since,
        positions=taken,
        reports=tuple(reports),
        origins=tuple(dict.fromkeys([*speakers, *reporters])),
        sides=tuple(dict.fromkeys([*tally.backed, *map(sides, reporters)])),
        reconsidered=any(tally.latest[side] in AGAINST for side in tally.backed),
    )

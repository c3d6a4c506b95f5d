"""Rules on who can have been where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from timeline.checks.finding import Finding, Severity
from timeline.checks.registry import rule
from timeline.chronology import Chronology
from timeline.records import Agent, Event, Meeting, Mode, Person, Status, Visit
from timeline.when import Reading, Shape, When
from timeline.when.bounds import Bounds

__all__ = ["two_places_at_once"]

DAY = 86_400


class _Limits(NamedTuple):
    """Between when someone was at a place, in seconds.

    Attributes:
        begins: No earlier than this.
        arrived: There from this moment at the latest.
        left: There until this moment at the earliest.
        ends: No later than this.
    """

    begins: int
    arrived: int
    left: int
    ends: int

    @property
    def lasts(self) -> bool:
        """Whether there is a time at which someone was certainly there."""
        return self.arrived < self.left

    def holds(self, other: _Limits) -> bool:
        """Whether the other is wholly within the time of certain presence."""
        return self.lasts and self.arrived <= other.begins and other.ends <= self.left


class _Presence(NamedTuple):
    """Someone at a place: by the calendar there, and as instants where the zone is known."""

    civil: _Limits
    instants: _Limits | None
    timed: bool
    event: Event


@rule("two-places-at-once", severity=Severity.ERROR)
def two_places_at_once(chronology: Chronology) -> Iterator[Finding]:
    """A person is entered at two places at one time, and neither place lies in the other.

    It is certain where both are entered to last over one moment: stays that share a night, talks whose hours overlap. It is possible
    where one was wholly within the time of the other, as a day trip is within a stay. Days that merely touch or coincide say
    nothing, nor do calls, letters, and what was not held. Of an agent that is not entered as a person it is only possible: it may be a group.

    Source: CIDOC CRM E93 "Presence"; that stays clash by the night is our decision, for a day has room for two cities.
    """
    for person in (agent for agent in chronology.agents if type(agent) in {Person, Agent}):
        open_still: list[_Presence] = []
        for one in sorted(_presences(chronology, person), key=lambda one: one.civil):
            open_still = [other for other in open_still if other.civil.ends > one.civil.begins - 2 * DAY]
            for other in open_still:
                if (certain := _clash(other, one)) is not None and not _nested(chronology, other, one):
                    yield _told(chronology, person, other, one, certain=certain and isinstance(person, Person))
            open_still.append(one)


def _presences(chronology: Chronology, person: Agent) -> Iterator[_Presence]:
    for event in chronology.involving(person):
        meets = isinstance(event, Meeting) and event.mode in {None, Mode.IN_PERSON}
        if event.where is None or event.status is not Status.HELD or not (meets or isinstance(event, Visit)):
            continue
        if any(part.agent == person.id for part in event.who) and (found := _presence(chronology.when(event), event)):
            yield found


def _presence(when: When, event: Event) -> _Presence | None:
    """Return a presence; nothing for a date with an open or unknown end, or of several separate times."""
    throughout = when.reading is Reading.THROUGHOUT and when.shape is Shape.MOMENT and not when.grain.timed
    civil, instants = _limits(when.bounds, throughout=throughout), _limits(when.instants, throughout=throughout)
    if civil is None or when.shape is Shape.SEVERAL:
        return None
    return _Presence(civil, instants if when.zone is not None else None, when.grain.timed, event)


def _limits(bounds: Bounds, *, throughout: bool) -> _Limits | None:
    begins, arrived, left, ends = bounds
    if not (isinstance(begins, int) and isinstance(arrived, int) and isinstance(left, int) and isinstance(ends, int)):
        return None
    if throughout:  # one comes in the course of the first day and leaves in that of the last
        arrived, left = begins + DAY, ends - DAY
    return _Limits(begins, arrived, left, ends)


def _clash(one: _Presence, other: _Presence) -> bool | None:
    """Return whether two presences certainly clash, or only possibly; None where they do not.

    Days are compared by the calendar, for a night is one wherever it is spent; times of day by instants.
    """
    first, second = one.civil, other.civil
    if one.timed or other.timed:
        if (one.instants is None) is not (other.instants is None):
            return None
        first, second = one.instants or first, other.instants or second
    if first.lasts and second.lasts and max(first.arrived, second.arrived) <= min(first.left, second.left):
        return True
    if not (first.holds(second) or second.holds(first)):
        return None
    return min(first.ends - first.begins, second.ends - second.begins) < DAY


def _nested(chronology: Chronology, one: _Presence, other: _Presence) -> bool:
    """Whether one place lies in the other."""
    places = (str(one.event.where), str(other.event.where))
    around = [{place.id for place in chronology.places_around(chronology[place])} for place in places]  # type: ignore[arg-type]
    return places[0] in around[1] or places[1] in around[0]


def _told(chronology: Chronology, person: Agent, one: _Presence, other: _Presence, *, certain: bool) -> Finding:
    spots = [
        f"at {chronology[str(each.event.where)].name} ({each.event.id!r}, {each.event.when})"  # type: ignore[attr-defined]
        for each in (one, other)
    ]
    return Finding(
        message=f"{person.name} is {spots[0]} and {spots[1]} at one time",
        ids=(one.event.id, other.event.id, person.id),
        sources=tuple(dict.fromkeys(cite.source for each in (one, other) for cite in each.event.cites)),
        certain=certain,
    )

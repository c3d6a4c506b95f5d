"""Rules on who can have been where."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from timeline.checks.finding import Finding, Severity
from timeline.checks.registry import rule
from timeline.checks.rulebook.places import apart, outermost
from timeline.checks.rulebook.wording import sources_of
from timeline.chronology import Chronology
from timeline.records import Agent, Claim, Event, Meeting, Mode, Participation, Person, Status, Visit
from timeline.when import Reading, Shape, When
from timeline.when.bounds import Bounds

__all__ = ["DAY", "WEEK", "there", "two_places_at_once"]

DAY = 86_400
WEEK = 7 * DAY
MOST_TOLD = 100  # clashes of one person; of more, there is a number
MOST_COMPARED, COMPARED_EACH = 10_000, 20  # pairs of one person, and so many more for each stay
SLACK = 2 * DAY  # what the calendars of two places, or a calendar and instants, can differ by at most

# Roles in which one need not be where the event is; a host may well travel while a guest stays.
ELSEWHERE = frozenset({"organizer", "sender", "subject", "target"})
CONTESTABLE = frozenset({"when", "where", "who", "mode", "status", "lasted"})  # fields that place someone


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

    @property
    def over_night(self) -> bool:
        """Whether there is at least a moment of it: midnight, for a stay of one night."""
        return self.arrived <= self.left

    @property
    def width(self) -> int:
        """Within how many seconds all of it lies."""
        return self.ends - self.begins

    def holds(self, other: _Limits) -> bool:
        """Whether the other is wholly within the time of certain presence."""
        return self.lasts and self.arrived <= other.begins and other.ends <= self.left

    def meets(self, other: _Limits) -> bool:
        """Whether the two may share a moment."""
        return self.begins < other.ends and other.begins < self.ends


class _Presence(NamedTuple):
    """Someone at a place: by the calendar there, and as instants where the zone is known."""

    civil: _Limits
    instants: _Limits | None
    timed: bool
    event: Event

    @property
    def lasting(self) -> bool:
        """Whether one who is entered was there all the time; of talks over several days one may miss some."""
        return self.timed or isinstance(self.event, Visit)

    @property
    def fills(self) -> bool:
        """Whether there is a moment that it certainly takes up, or it is a date within a week; two others never clash."""
        night = self.civil.over_night or (self.instants is not None and self.instants.over_night)
        return night or DAY < self.civil.width <= WEEK


@rule("two-places-at-once", severity=Severity.ERROR)
def two_places_at_once(chronology: Chronology) -> Iterator[Finding]:
    """A person is entered at two places at one time, and neither place lies in the other.

    It is certain where both are entered to last over one moment: stays of some nights that share one, talks whose hours overlap. It is
    possible where a day, or two days with one night, lie within a longer stay, for one can be away for a day and come back; where one of the
    two is a conference of several days, of which one may miss some; and where a meeting on some day of a week overlaps one of a
    known day in another part of the world. A wider span says too little: in a fortnight anyone can be in two cities.

    It keeps quiet about days that merely touch or coincide, calls, letters, what was not held, those who need not have been
    there (who organized a meeting, sent an envoy or hosted a stay), and a place that lists several, such as "Rome, Venice", against
    one of them. Where another account of one of the two would leave room, or where the agent is not entered as a person and may be a
    group, it is only possible.

    Of one person a hundred clashes are told one by one, and of the rest how many there are. Where thousands of stays lie within some days, not all pairs
    are compared, which is told as well.

    Source: CIDOC CRM E93 "Presence"; that stays clash by the night, for a day has room for two cities, and that a vague date counts up to
    the length of a week, are our decisions.

    Dossier:
        title: One night in Manila and in Bangkok
        people:
          bush: George W. Bush
        places:
          manila: Manila
          bangkok: Bangkok
        events:
          philippines: {kind: visit, title: In the Philippines, when: 2003-10-18/2003-10-19, where: manila, who: bush}
          thailand: {kind: visit, title: In Thailand, when: 2003-10-18/2003-10-21, where: bangkok, who: bush}
    """
    for person, presences in _presences(chronology).items():
        yield from _of_one(chronology, person, sorted(presences, key=lambda one: one.civil))


def _of_one(chronology: Chronology, person: Agent, presences: Sequence[_Presence]) -> Iterator[Finding]:
    """Yield the clashes of one person, so many of them told one by one and the rest as a number."""
    compared, more, certainly = 0, 0, False
    for one, other in itertools.islice(_near(presences), MOST_COMPARED + COMPARED_EACH * len(presences)):
        compared += 1
        certain = _clash(chronology, one, other)
        if certain is None:
            continue
        more += 1
        certainly = certainly or certain
        if more <= MOST_TOLD:
            yield _told(chronology, person, one, other, certain=certain)
    more, left = max(more - MOST_TOLD, 0), _many_near(presences) - compared
    if more or left:
        yield _told_of_rest(person, more, left, certain=bool(left) or (certainly and isinstance(person, Person)))


def _told_of_rest(person: Agent, more: int, left: int, *, certain: bool) -> Finding:
    where = f"at two places at one time in {more:,} more pairs of events" if more else "at many places about one time"
    beside = f"{', and' if more else ':'} {left:,} pairs of events are too many to compare" if left else ""
    return Finding(
        message=f"{person.name} is {where}{beside}; the check of a shorter time, such as a year, tells of each",
        ids=person.id,
        certain=certain,
    )


def _near(presences: Sequence[_Presence]) -> Iterator[tuple[_Presence, _Presence]]:
    """Yield those two by two that may clash, as far as their times and names of places go; each pair and all of them in the given order.

    Two days never clash, however many somebody spent at meetings, nor do two stays at one place. So each of those that fill a moment is compared with the
    others of them that may share it elsewhere, and with those of the rest that begin while it lasts, instead of each with each.

    Args:
        presences: By calendar, those that begin first at the head.
    """
    filling: dict[str | None, list[int]] = {}  # by place, as far as they may still last
    rest: list[int] = []
    begins: list[int] = []
    for place, one in enumerate(presences):
        start = one.civil.begins - SLACK
        beside = _lasting(presences, filling, start, elsewhere=one.event.where)
        if one.fills:
            found = rest[bisect_left(begins, start) :]
            beside += (each for each in found if presences[each].event.where != one.event.where)
            filling.setdefault(one.event.where, []).append(place)
        else:
            rest.append(place)
            begins.append(one.civil.begins)
        yield from ((presences[before], one) for before in sorted(beside))


def _lasting(
    presences: Sequence[_Presence], filling: dict[str | None, list[int]], start: int, *, elsewhere: str | None
) -> list[int]:
    """Return those that fill a moment at another place and may last until `start`; the others there are left out from now on."""
    found: list[int] = []
    for where in [where for where in filling if where != elsewhere]:
        filling[where] = [each for each in filling[where] if presences[each].civil.ends > start]
        found += filling[where]
        if not filling[where]:
            del filling[where]
    return found


def _many_near(presences: Sequence[_Presence]) -> int:
    """Return how many pairs there are, without going over them."""
    by_place: dict[str | None, list[_Presence]] = {}
    for one in presences:
        by_place.setdefault(one.event.where, []).append(one)
    return _many(presences) - sum(map(_many, by_place.values()))


def _many(presences: Sequence[_Presence]) -> int:
    many = 0
    ends: list[int] = []
    begins: list[int] = []
    for one in presences:
        start = one.civil.begins - SLACK
        many += len(ends) - bisect_right(ends, start)
        if one.fills:
            many += len(begins) - bisect_left(begins, start)
            insort(ends, one.civil.ends)
        else:
            begins.append(one.civil.begins)
    return many


def _presences(chronology: Chronology) -> dict[Agent, list[_Presence]]:
    """Return where each person was, and each agent that may be one, in the order of the agents."""
    found: dict[Agent, list[_Presence]] = {
        agent: [] for agent in chronology.agents if isinstance(agent, Person) or type(agent) is Agent
    }
    by_id = {agent.id: presences for agent, presences in found.items()}
    for event in chronology.events:
        presence = _presence(chronology.when(event), event)
        for name in dict.fromkeys(part.agent for part in event.who if there(event, part)) if presence else ():
            if name in by_id and presence is not None:
                by_id[name].append(presence)
    return found


def there(event: Event, part: Participation) -> bool:
    """Whether someone who is entered in an event was where it took place."""
    return part.role not in ELSEWHERE and not (isinstance(event, Visit) and part.role == "host")


def _presence(when: When, event: Event) -> _Presence | None:
    """Return a presence; nothing for what places nobody, or has an open or unknown end, or several separate times."""
    meets = isinstance(event, Meeting) and event.mode in {None, Mode.IN_PERSON}
    if event.where is None or event.status is not Status.HELD or not (meets or isinstance(event, Visit)):
        return None
    throughout = when.reading is Reading.THROUGHOUT and when.start_min == when.start_max and not when.grain.timed
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


def _clash(chronology: Chronology, one: _Presence, other: _Presence) -> bool | None:
    """Return whether two presences certainly clash, or only possibly; None where they do not."""
    certain = _at_one_time(one, other)
    if certain is not None:
        return certain if apart(chronology, one.event.where, other.event.where) else None
    first, second = one.event, other.event
    if not _within_a_week(one, other) or first.id in second.after or second.id in first.after:
        return None
    return None if outermost(chronology, first.where) == outermost(chronology, second.where) else False


def _at_one_time(one: _Presence, other: _Presence) -> bool | None:
    """Return whether two presences certainly overlap, or only possibly; None where there is room for both.

    Days are compared by the calendar, for a night is one wherever it is spent; times of day by instants.
    """
    first, second = one.civil, other.civil
    if one.timed or other.timed:
        if (one.instants is None) is not (other.instants is None):
            return None
        first, second = one.instants or first, other.instants or second
    if first.over_night and second.over_night and max(first.arrived, second.arrived) <= min(first.left, second.left):
        # A stay of one night may be two days away from a longer one, each of them back by the evening.
        return first.lasts and second.lasts and one.lasting and other.lasting
    if not (first.holds(second) or second.holds(first)):
        return None
    return min(first.width, second.width) < DAY and one.lasting and other.lasting


def _within_a_week(one: _Presence, other: _Presence) -> bool:
    """Whether both are meetings, one on a known day, the other on some day of a span of at most a week about it."""
    known, vague = sorted((one, other), key=lambda each: each.civil.width)
    meetings = isinstance(known.event, Meeting) and isinstance(vague.event, Meeting)
    narrow = known.civil.width <= DAY < vague.civil.width <= WEEK and not vague.civil.lasts
    return meetings and narrow and known.civil.meets(vague.civil)


def _told(chronology: Chronology, person: Agent, one: _Presence, other: _Presence, *, certain: bool) -> Finding:
    spots = [
        f"at {chronology[str(each.event.where)].name} ({each.event.id!r}, {each.event.when})"  # type: ignore[attr-defined]
        for each in (one, other)
    ]
    room = [*_leaving_room(chronology, person, one, other), *_leaving_room(chronology, person, other, one)]
    otherwise = f"; other accounts leave room: {', '.join(map(repr, room))}" if room else ""
    return Finding(
        message=f"{person.name} is {spots[0]} and {spots[1]} at one time{otherwise}",
        ids=(one.event.id, other.event.id, person.id),
        sources=sources_of(one.event, other.event),
        certain=certain and not room and isinstance(person, Person),
    )


def _leaving_room(chronology: Chronology, person: Agent, one: _Presence, other: _Presence) -> Iterator[str]:
    """Yield the rival values by which the first would not clash with the second."""
    for attribute, claims in chronology.rivals(one.event).items():
        for claim in claims if attribute in CONTESTABLE else ():
            if not claim.adds:
                rival = _as_claimed(chronology, person, one.event, claim)
                if rival is None or _clash(chronology, rival, other) is None:
                    yield claim.id


def _as_claimed(chronology: Chronology, person: Agent, event: Event, claim: Claim) -> _Presence | None:
    """Return where a rival value would put someone, if anywhere."""
    rival = event.with_value(claim.attribute, type(event).fields()[claim.attribute].convert(claim.value))
    zone = chronology.when(event).form.located
    when = rival.when.located(zone) if zone else rival.when
    when = when if rival.lasted is None else when.lasted(rival.lasted)
    present = any(part.agent == person.id and there(rival, part) for part in rival.who)
    return _presence(when, rival) if present else None

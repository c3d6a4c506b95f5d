"""The rule on records that are one thing entered twice."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import islice, pairwise
from typing import NamedTuple, TypeVar

from timeline.checks.finding import Finding, Severity
from timeline.checks.registry import rule
from timeline.checks.rulebook.places import apart
from timeline.checks.rulebook.presence import DAY, WEEK, there
from timeline.checks.rulebook.spelling import alike
from timeline.checks.rulebook.wording import joined, sources_of
from timeline.chronology import Chronology, fold
from timeline.errors import shown
from timeline.records import Agent, Event, Meeting, Mission, Organization, Place, Record, State, Statement, Visit
from timeline.when import Shape

__all__ = ["possible_duplicate"]

R = TypeVar("R", bound=Record)
Pair = tuple[Record, Record]

MONTH = 31 * DAY
WINDOW = 20  # neighbours in order that each is compared with, so that no crowd makes it slow
SHOWN = 5  # records of a group that the message names
CONTACTS = (Meeting, Visit, Mission)  # what the same people do not do twice over at one place and time


@rule("possible-duplicate", severity=Severity.WARNING)
def possible_duplicate(chronology: Chronology) -> Iterator[Finding]:
    """Two records are of one thing, or may be: a statement, a stay or a meeting, a source, a person.

    Whoever works from several reports enters one denial three times, as Kyiv's, the command's and the General Staff's, and
    every count of who said what, or who met whom how often, is then too high. It may be one thing when

    - statements of one speaker, or of bodies of which one is part of the other, stand alike on one claim, or have the same words, and may
      be of one day;
    - visits, meetings or missions have the same people, the same place or an unknown one, and dates of which one lies in the other; or the same
      dates, place and country, and people whose names are a title or a slip apart;
    - events of one kind and date bear one title; sources have one address, agents or places one identifier.

    It is certain where the records say the same throughout.

    It keeps quiet about two people who speak for one side; about people who come as a party, or who come twice; about what is stated to
    follow the other or to be part of it, went out by another channel, or has another status; about dates vaguer than a week that are not the
    same, or vaguer than a month; and about names of agents, of which `alias-collision` tells.

    Source: Hernández and Stolfo 1995, the sorted neighbourhood in which duplicates meet; what counts as one is our decision.

    Dossier:
        title: Woodside, 2023
        people: {xi: Xi Jinping}
        places: {us: United States}
        events:
          meeting: {kind: visit, title: Xi Jinping at Woodside, when: 2023-11-12, where: us, who: xi}
          summit: {kind: visit, title: Xi Jinping at a summit, when: 2023-11-12/2023-11-17, where: us, who: xi}
    """
    for group in _groups(chronology, _pairs(chronology)):
        yield _told(group)


def _pairs(chronology: Chronology) -> Iterator[Pair]:
    """Yield the records that may be one, two by two."""
    dated = [found for event in chronology.events if (found := _dated(chronology, event))]
    yield from _statements(chronology, dated)
    yield from _contacts(chronology, dated)
    yield from _namesakes(chronology, dated)
    yield from _titles(chronology, dated)
    yield from _same((source for source in chronology.sources if source.url), lambda source: _address(source.url))
    yield from _same(chronology.claims, _content)
    yield from _same(chronology.tenures, _content)
    for family in (chronology.agents, chronology.places):
        yield from _identified(family)


# -- when --------------------------------------------------------------------------------------------------------------------


class _Dated(NamedTuple):
    """An event between two known moments.

    Attributes:
        begins: No earlier than this, in civil seconds.
        ends: No later than this.
        stay: Whether it is a stay, and so lasts all that time.
        event: The event.
    """

    begins: int
    ends: int
    stay: bool
    event: Event

    def holds(self, other: _Dated) -> bool:
        """Whether the other's date lies in this one, and is not far more exact."""
        inside = self.begins <= other.begins and other.ends <= self.ends
        return inside and (self.stay or self.ends - self.begins <= WEEK)

    def same_time(self, other: _Dated) -> bool:
        """Whether both have the same date, which is no vaguer than a month."""
        return self[:2] == other[:2] and (self.stay or self.ends - self.begins <= MONTH)


def _dated(chronology: Chronology, event: Event) -> _Dated | None:
    when = chronology.when(event)
    begins, ends = when.start_min, when.end_max
    if not (isinstance(begins, int) and isinstance(ends, int)) or when.shape is Shape.SEVERAL:
        return None
    return _Dated(begins, ends, _is_stay(event), event)


def _is_stay(event: Event) -> bool:
    """Whether an event lasts from its first day to its last; a visit on some day of a month does not."""
    when = event.when
    return isinstance(event, Visit) and (when.shape is Shape.INTERVAL or when.start_min == when.start_max)


# -- which may be one --------------------------------------------------------------------------------------------------------


def _statements(chronology: Chronology, dated: Iterable[_Dated]) -> Iterator[Pair]:
    """Yield statements of one speaker that say the same and may be of one day."""

    def key(one: _Dated) -> Iterator[Hashable]:
        if isinstance(one.event, Statement) and one.ends - one.begins <= WEEK:
            for speaker in _speakers(one.event):
                root = _bodies(chronology, speaker)[-1]
                yield from ((stance, root) for stance in one.event.stances)
                yield from ((text, root) for text in [fold(one.event.text)] if text)

    def may_be_one(one: _Dated, other: _Dated) -> bool:
        first, second = one.event, other.event
        overlap = one.begins < other.ends and other.begins < one.ends
        return overlap and _one_act(first, second) and _one_voice(chronology, first, second)

    return _neighbours(dated, key, may_be_one)


def _contacts(chronology: Chronology, dated: Iterable[_Dated]) -> Iterator[Pair]:
    """Yield visits, meetings and missions of the same people, at a place and time that may be one."""

    def key(one: _Dated) -> Iterator[Hashable]:
        people = _people(one.event)
        if people and isinstance(one.event, CONTACTS):
            yield one.event.kind, people

    def may_be_one(one: _Dated, other: _Dated) -> bool:
        first, second = one.event, other.event
        if not one.same_time(other) and not one.holds(other) and not other.holds(one):
            return False
        places = {first.where, second.where}
        # A shorter stay in a town, during one in its country, is a part of it.
        place = len(places) == 1 or None in places or (one[:2] == other[:2] and not apart(chronology, *places))
        return place and _one_act(first, second)

    return _neighbours(dated, key, may_be_one)


def _namesakes(chronology: Chronology, dated: Iterable[_Dated]) -> Iterator[Pair]:
    """Yield those of people whose names are alike, from one country, at the same place and time."""

    def names(one: _Dated) -> list[str]:
        return sorted(fold(chronology[agent].name) for agent in _people(one.event))  # type: ignore[attr-defined]

    def key(one: _Dated) -> Iterator[Hashable]:
        countries = frozenset(part.on_behalf_of for part in one.event.who if there(one.event, part))
        if isinstance(one.event, CONTACTS) and countries and None not in countries:
            yield one.event.kind, one[:2], one.event.where, countries

    def may_be_one(one: _Dated, other: _Dated) -> bool:
        first, second = names(one), names(other)
        paired = len(first) == len(second) and all(any(alike(mine, theirs) for theirs in second) for mine in first)
        return paired and one.same_time(other) and _one_act(one.event, other.event)

    return _neighbours(dated, key, may_be_one, order=names)


def _titles(chronology: Chronology, dated: Iterable[_Dated]) -> Iterator[Pair]:
    """Yield events of one kind, date and title whose people and places do not part them."""

    def key(one: _Dated) -> Iterator[Hashable]:
        yield one.event.kind, one[:2], fold(one.event.title)

    def may_be_one(one: _Dated, other: _Dated) -> bool:
        first, second = _people(one.event), _people(other.event)
        people = first <= second or second <= first
        place = not apart(chronology, one.event.where, other.event.where)
        return people and place and one.same_time(other) and _one_act(one.event, other.event)

    return _neighbours(dated, key, may_be_one)


def _neighbours(
    dated: Iterable[_Dated],
    keys: Callable[[_Dated], Iterable[Hashable]],
    may_be_one: Callable[[_Dated, _Dated], bool],
    *,
    order: Callable[[_Dated], object] = lambda one: (one.begins, -one.ends),
) -> Iterator[Pair]:
    """Yield those under one key, near each other in order, that may be one."""
    found: dict[Hashable, list[_Dated]] = {}
    for one in dated:
        for key in keys(one):
            found.setdefault(key, []).append(one)
    for members in found.values():
        members.sort(key=order)  # type: ignore[arg-type]
        for place, one in enumerate(members):
            near = islice(members, place + 1, place + 1 + WINDOW)
            yield from ((one.event, other.event) for other in near if may_be_one(one, other))


def _same(records: Iterable[R], key: Callable[[R], Hashable]) -> Iterator[Pair]:
    """Yield the records that have the same key."""
    found: dict[Hashable, list[R]] = {}
    for record in records:
        found.setdefault(key(record), []).append(record)
    for members in found.values():
        yield from pairwise(members)


def _identified(family: Iterable[Agent | Place]) -> Iterator[Pair]:
    """Yield the agents, or places, that have an identifier in common."""
    bearers: dict[Hashable, list[Agent | Place]] = {}
    for record in family:
        codes = [("code", record.code)] if isinstance(record, State) and record.code else []
        for identifier in (*record.identifiers, *codes):
            bearers.setdefault(identifier, []).append(record)
    for members in bearers.values():
        yield from pairwise(members)


# -- what they have in common ------------------------------------------------------------------------------------------------


def _one_act(one: Event, other: Event) -> bool:
    """Whether nothing that is entered tells two events of a kind apart: status, order, what they belong to, by what they went out."""
    linked = {one.id, other.id} & {*one.after, *other.after, one.part_of, other.part_of}
    ways = [{getattr(event, field, None) or None for event in (one, other)} - {None} for field in ("mode", "channel")]
    return one.status is other.status and not linked and all(len(way) < 2 for way in ways)


def _people(event: Event) -> frozenset[str]:
    return frozenset(part.agent for part in event.who if there(event, part))


def _speakers(event: Event) -> frozenset[str]:
    return frozenset(part.agent for part in event.who if part.role == "speaker")


def _one_voice(chronology: Chronology, one: Event, other: Event) -> bool:
    """Whether each speaker of one is a speaker of the other, or a body that one of these is part of, or the reverse."""
    first, second = _speakers(one), _speakers(other)
    pairs = [(mine, theirs) for mine in first for theirs in second if _one_body(chronology, mine, theirs)]
    return {mine for mine, _ in pairs} == first and {theirs for _, theirs in pairs} == second


def _one_body(chronology: Chronology, one: str, other: str) -> bool:
    return one in _bodies(chronology, other) or other in _bodies(chronology, one)


def _bodies(chronology: Chronology, agent: str) -> tuple[str, ...]:
    """Return an agent and the bodies that it is part of, from the innermost out."""
    found = [agent]
    while isinstance(body := chronology[found[-1]], Organization) and body.part_of:
        found.append(body.part_of)
    return tuple(found)


def _address(url: str) -> str:
    """Return an address without what does not make it another one."""
    return url.partition("://")[2].removeprefix("www.").partition("#")[0].rstrip("/")


def _content(record: Record) -> str:
    """Return all that a record says, apart from how it is called, annotated and known."""
    tree = record.plain()
    return json.dumps(
        [type(record).__name__, {key: tree[key] for key in sorted(tree.keys() - {"id", "note", "silence", "cites"})}]
    )


# -- the finding -------------------------------------------------------------------------------------------------------------


def _groups(chronology: Chronology, pairs: Iterable[Pair]) -> Iterator[list[Record]]:
    """Yield the records that hang together by pairs, in the order of the page."""
    leader: dict[str, str] = {}

    def find(name: str) -> str:
        while leader.setdefault(name, name) != name:
            leader[name] = name = leader[leader[name]]
        return name

    for one, other in pairs:
        leader[find(other.id)] = find(one.id)
    groups: dict[str, list[Record]] = {}
    in_order = {record.id: record for record in (*chronology.events, *chronology.records)} if leader else {}
    for name, record in in_order.items():
        if name in leader:
            groups.setdefault(find(name), []).append(record)
    yield from groups.values()


def _told(group: list[Record]) -> Finding:
    certain = len({_content(record) for record in group}) == 1 and _exact(group[0])
    names = [f"{record.id!r}{f' ({record.when})' if isinstance(record, Event) else ''}" for record in group[:SHOWN]]
    names += [f"{len(group) - SHOWN} more"] if len(group) > SHOWN else []
    word = group[0].kind if isinstance(group[0], Event) else type(group[0]).__name__.lower()
    title = next((told for field in ("title", "name", "text", "post") if (told := getattr(group[0], field, ""))), "")
    times = "twice" if len(group) == 2 else f"{len(group)} times"
    are = "are" if certain else "may be"
    return Finding(
        message=f"{joined(names)} {are} one {word}, entered {times}: {shown(title)}",
        ids=tuple(record.id for record in group),
        sources=sources_of(*group),
        certain=certain,
    )


def _exact(record: Record) -> bool:
    """Whether two that say the same as this must be one: an event has to be one of somebody's, on a known day."""
    if not isinstance(record, Event):
        return True
    when = record.when
    known = isinstance(when.start_min, int) and isinstance(when.end_max, int)
    return known and bool(record.who) and (when.end_max - when.start_min <= DAY or _is_stay(record))  # type: ignore[operator]

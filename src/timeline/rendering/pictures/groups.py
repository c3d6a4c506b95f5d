"""Which lanes the events of a chronology run in: one for each side, person, place or kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum

import attrs

from timeline.chronology import Chronology
from timeline.errors import Invalid, nearest, shown
from timeline.records import Event
from timeline.rendering.notes import name_of
from timeline.rendering.wording import Wording, wording

__all__ = ["AUTO", "By", "Group", "by_of", "fitting", "grouped"]

AUTO = "auto"  # by whatever suits the events
MOST = 10  # lanes
FEW = 7  # lanes; of more, those with a single event share one
SEVERAL = 2  # sides with so many events each, for lanes of sides to tell something


class By(StrEnum):
    """What each lane is for.

    Attributes:
        SIDE: The state or body that someone stands for, or the agent with whom the trail ends.
        PERSON: Those who took part themselves.
        PLACE: Where it happened: the outermost place that tells events apart.
        KIND: Meeting, statement, visit, ...
    """

    SIDE = "side"
    PERSON = "person"
    PLACE = "place"
    KIND = "kind"


def by_of(word: By | str) -> By:
    """Return by what lanes are drawn.

    Raises:
        Invalid: When they are by no such thing.
    """
    names = [by.value for by in By]
    if word not in names:
        hint = nearest(str(word), names) or f"allowed: {AUTO}, {', '.join(names)}, and none on a page"
        raise Invalid(f"no lanes by {shown(word)}", code="unknown-lanes", hint=hint)
    return By(word)


@attrs.frozen
class Group:
    """The events of one lane.

    Attributes:
        name: Of the lane.
        events: By their places in page order.
        others: The names of those that share it, where several do.
        is_left: Whether it holds what belongs nowhere.
    """

    name: str
    events: tuple[int, ...]
    others: tuple[str, ...] = ()
    is_left: bool = False

    @property
    def is_one(self) -> bool:
        """Whether it is the lane of one side, person, place or kind."""
        return not self.others and not self.is_left

    @property
    def known_as(self) -> str:
        """What is said of an event in it beside its title; nothing where several share the lane."""
        return "" if self.others else self.name


def fitting(chronology: Chronology, events: Sequence[Event]) -> tuple[By, tuple[Group, ...]]:
    """Return by what lanes are drawn where nobody says, and the lanes: by side, else by person, else by kind.

    Args:
        chronology: What the events belong to.
        events: Those that are drawn, in page order.
    """
    for by in (By.SIDE, By.PERSON):
        groups = grouped(chronology, by, events)
        if sum(len(group.events) >= SEVERAL and group.is_one for group in groups) >= SEVERAL:
            return by, groups
    return By.KIND, grouped(chronology, By.KIND, events)


def grouped(chronology: Chronology, by: By | str, events: Sequence[Event]) -> tuple[Group, ...]:
    """Return the lanes of events, those with most of them first; every event is in each lane that it belongs to.

    Of many, the smallest share one; what belongs nowhere has the last.

    Args:
        chronology: What the events belong to.
        by: What each lane is for.
        events: Those that are drawn, in page order.

    Raises:
        Invalid: When lanes are for no such thing.
    """
    chosen, words = by_of(by), wording(chronology.language)
    keys_of = _KEYS[chosen](chronology, events)
    found: dict[str, list[int]] = {}
    nowhere: list[int] = []
    for position, event in enumerate(events):
        keys = dict.fromkeys(keys_of(event))
        for key in keys:
            found.setdefault(key, []).append(position)
        if not keys:
            nowhere.append(position)
    name = words.kind if chosen is By.KIND else lambda key: name_of(chronology[key])
    ordered = sorted(found, key=lambda key: (-len(found[key]), name(key), key))
    groups = tuple(Group(name(key), tuple(found[key])) for key in ordered)
    return (*_fewer(groups, words), *_last(nowhere, chosen, words))


def _last(nowhere: list[int], by: By, words: Wording) -> Iterator[Group]:
    if nowhere:
        yield Group(words["lane_nowhere" if by is By.PLACE else "lane_nobody"], tuple(nowhere), is_left=True)


def _fewer(groups: tuple[Group, ...], words: Wording) -> Iterator[Group]:
    """Yield the lanes, with one for all that are too small where there are many."""
    kept = sum(len(group.events) > 1 for group in groups) if len(groups) > FEW else len(groups)
    kept = MOST - 1 if kept >= MOST or kept < SEVERAL else kept
    if len(groups) - kept < 2:
        kept = len(groups)
    yield from groups[:kept]
    if rest := groups[kept:]:
        events = sorted({event for group in rest for event in group.events})
        yield Group(words["lane_others"], tuple(events), tuple(group.name for group in rest))


# -- what an event belongs to ----------------------------------------------------------------------------------------------

Keys = Callable[[Event], Iterable[str]]


def _by_side(chronology: Chronology, _events: Sequence[Event]) -> Keys:
    return chronology.sides_of


def _by_person(_chronology: Chronology, _events: Sequence[Event]) -> Keys:
    return lambda event: (part.agent for part in event.who)


def _by_kind(_chronology: Chronology, _events: Sequence[Event]) -> Keys:
    return lambda event: (event.kind,)


def _by_place(chronology: Chronology, events: Sequence[Event]) -> Keys:
    """Return the outermost places, or where all events lie in one, those within it, and so on."""
    chains = {
        event.where: [place.id for place in chronology.places_around(event.where)][::-1]
        for event in events
        if event.where is not None
    }
    depth = 1
    deepest = max(map(len, chains.values()), default=1)
    while depth < deepest and len({tuple(chain[:depth]) for chain in chains.values()}) == 1:
        depth += 1
    return lambda event: [chains[event.where][:depth][-1]] if event.where is not None else []


_KEYS: dict[By, Callable[[Chronology, Sequence[Event]], Keys]] = {
    By.SIDE: _by_side,
    By.PERSON: _by_person,
    By.PLACE: _by_place,
    By.KIND: _by_kind,
}

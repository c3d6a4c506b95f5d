"""Who met whom, and how often: agents, or the sides behind them, as nodes, and their held meetings as edges.

Those count as having met who were at a meeting themselves: an envoy and not the principal, in whatever role puts one in the
room. Observers, witnesses and interpreters are in the room and count, because nothing in the record says that they stayed
silent; who organized a meeting or sent an envoy to it need not have been there, and who was spoken about was not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from enum import StrEnum
from functools import cached_property
from itertools import combinations
from typing import Any

import attrs

from timeline.cards import Card, ShowsItself
from timeline.chronology.index import Archive
from timeline.errors import Invalid
from timeline.records import Agent, Event, Meeting, Mode, Organization, Person, State, Status
from timeline.records.event_kinds import MODE
from timeline.records.field import Choice
from timeline.when import When

__all__ = ["Contact", "Grouping", "Network", "Node", "met_at", "network_of"]

# Roles in which one need not have been in the room, or was not.
ABSENT = frozenset({"organizer", "sender", "subject", "target", "victim"})


class Grouping(StrEnum):
    """What the nodes of a network are.

    Attributes:
        PERSON: Those who met themselves.
        SIDE: The states or bodies behind them, or the agent with whom the trail ends.
    """

    PERSON = "person"
    SIDE = "side"


GROUPING = Choice(Grouping)


@attrs.frozen
class Node:
    """Someone who met others.

    Attributes:
        id: Of the agent.
        name: As the editor writes it.
        kind: person, organization, state, or agent where it is not known which.
        meetings: In how many meetings it met anyone, those among them of which no edge is shown.
    """

    id: str
    name: str
    kind: str
    meetings: int


@attrs.frozen
class Contact:
    """Two who met, whichever of them is named first.

    Attributes:
        first: The id of one, that which stands first in the alphabet.
        second: The id of the other.
        meetings: The ids of their meetings, in page order.
        first_met: The time of the first of them.
        last_met: The time of the last of them.
    """

    first: str
    second: str
    meetings: tuple[str, ...]
    first_met: When
    last_met: When

    @property
    def count(self) -> int:
        """How many meetings they had."""
        return len(self.meetings)


@attrs.frozen
class Network(ShowsItself):
    """Who met whom, and how often.

    Attributes:
        nodes: Those who met, the one with most meetings first, then by id.
        edges: The pairs who met, those with most meetings first, then by id.
        by: What the nodes are.
        title: Of the chronology.
        language: Of the names, as a language tag.
    """

    nodes: tuple[Node, ...] = ()
    edges: tuple[Contact, ...] = ()
    by: Grouping = Grouping.PERSON
    title: str = ""
    language: str = "en"

    def card(self) -> Card:
        """Return the pairs and how often they met, as a notebook shows them."""
        names = {node.id: node.name for node in self.nodes}
        pairs = (f"{names[each.first]} and {names[each.second]}: {each.count}" for each in self.edges)
        kind = f"who met whom, by {self.by.value}, and how often"
        return Card(heading=self.title or "Network", kind=kind, lines=pairs, whole="network.edges")

    @cached_property
    def meetings(self) -> tuple[str, ...]:
        """The ids of the meetings behind the edges, each once."""
        return tuple(dict.fromkeys(meeting for edge in self.edges for meeting in edge.meetings))

    @cached_property
    def _by_pair(self) -> dict[frozenset[str], Contact]:
        return {frozenset((edge.first, edge.second)): edge for edge in self.edges}

    def between(self, first: Agent | Node | str, second: Agent | Node | str) -> Contact | None:
        """Return the edge between two, in either order, or None where there is none.

        Args:
            first: A record, a node or an id.
            second: Likewise.
        """
        return self._by_pair.get(frozenset((_id(first), _id(second))))

    def matrix(self) -> tuple[tuple[int, ...], ...]:
        """Return how often each met each, rows and columns in the order of the nodes; nobody meets themselves."""
        places = {node.id: place for place, node in enumerate(self.nodes)}
        rows = [[0] * len(places) for _ in places]
        for edge in self.edges:
            one, other = places[edge.first], places[edge.second]
            rows[one][other] = rows[other][one] = edge.count
        return tuple(map(tuple, rows))

    def plain(self) -> dict[str, Any]:
        """Return the network as a tree for JSON: nodes and edges, dates in their notation."""
        return {
            "title": self.title,
            "by": self.by.value,
            "nodes": [attrs.asdict(node) for node in self.nodes],
            "edges": [
                {
                    "first": edge.first,
                    "second": edge.second,
                    "count": edge.count,
                    "meetings": list(edge.meetings),
                    "first_met": str(edge.first_met),
                    "last_met": str(edge.last_met),
                }
                for edge in self.edges
            ],
        }


def _id(agent: Agent | Node | str) -> str:
    return agent if isinstance(agent, str) else agent.id


def met_at(event: Event, *, modes: Collection[Mode] = ()) -> tuple[str, ...]:
    """Return the ids of those who met at an event; of nobody where it was no meeting, or was not held.

    Args:
        event: Any event.
        modes: Only meetings that were held like this; a meeting of which no source says how is then left out.
    """
    if not isinstance(event, Meeting) or event.status is not Status.HELD or (modes and event.mode not in modes):
        return ()
    return tuple(dict.fromkeys(part.agent for part in event.who if part.role not in ABSENT))


def network_of(
    events: Iterable[Event],
    archive: Archive,
    *,
    by: Grouping | str = Grouping.PERSON,
    modes: Iterable[Mode | str] = (),
    least: int = 1,
) -> Network:
    """Return who met whom, and how often, at some events.

    Args:
        events: In page order.
        archive: What is known of those who were there.
        by: `person` for those who met themselves; `side` for the states and bodies behind them, which do not meet
            themselves where two of one side sit together.
        modes: Only meetings that were held like this, such as `in-person`; by default all of them.
        least: Only pairs that met at least so often.

    Raises:
        Invalid: When there is no such grouping or mode, or `least` is no count.
    """
    grouping, wanted = GROUPING.convert(by), _modes(modes)
    if least < 1:
        raise Invalid(f"no pair meets {least} times", code="bad-count", hint="`least` is 1 or more")
    pairs: dict[tuple[str, str], list[str]] = {}
    counts: Counter[str] = Counter()
    for event in events:
        met = sorted(_nodes_at(event, archive, grouping, wanted))
        if len(met) > 1:
            counts.update(met)
            for pair in combinations(met, 2):
                pairs.setdefault(pair, []).append(event.id)
    edges = tuple(_contacts(pairs, archive, least))
    return Network(
        nodes=tuple(_nodes(edges, counts, archive)),
        edges=edges,
        by=grouping,
        title=archive.header.title,
        language=archive.header.language,
    )


def _modes(modes: Iterable[Mode | str]) -> frozenset[Mode]:
    """Convert the words for how meetings are held; one may stand without a list."""
    given = [modes] if isinstance(modes, str) else modes
    converted = (MODE.convert(mode) for mode in given)
    return frozenset(mode for mode in converted if mode is not None)


def _nodes_at(event: Event, archive: Archive, grouping: Grouping, modes: frozenset[Mode]) -> set[str]:
    """Return the nodes that met at an event: those who were there, or the sides behind them then."""
    there = met_at(event, modes=modes)
    if grouping is Grouping.PERSON or not there:
        return set(there)
    when = archive.dates[event.id]
    return {archive.sides.side(part, at=when) for part in event.who if part.agent in there and part.role not in ABSENT}


def _contacts(pairs: dict[tuple[str, str], list[str]], archive: Archive, least: int) -> Iterator[Contact]:
    """Yield the pairs that met often enough, those with most meetings first."""
    kept = ((pair, ids) for pair, ids in pairs.items() if len(ids) >= least)
    for (first, second), ids in sorted(kept, key=lambda item: (-len(item[1]), item[0])):
        yield Contact(first, second, tuple(ids), archive.dates[ids[0]], archive.dates[ids[-1]])


def _nodes(edges: Iterable[Contact], counts: Counter[str], archive: Archive) -> Iterator[Node]:
    """Yield those whom an edge is left of, the one with most meetings first."""
    left = {name for edge in edges for name in (edge.first, edge.second)}
    for name in sorted(left, key=lambda name: (-counts[name], name)):
        record = archive.records[name]
        yield Node(name, getattr(record, "name", name), _kind(record), counts[name])


def _kind(record: object) -> str:
    kinds = {Person: "person", Organization: "organization", State: "state"}
    return next((kind for cls, kind in kinds.items() if isinstance(record, cls)), "agent")

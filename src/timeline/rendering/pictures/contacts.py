"""What a picture of a network shows, and the words in which it is told: who met, how often and when."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from hashlib import sha256

from timeline.chronology import Contact, Grouping, Network
from timeline.rendering.escape import escape_text
from timeline.rendering.wording import Wording, wording

__all__ = ["Contacts", "often"]

MOST_TOLD = 300  # pairs that are told in words


class Contacts:
    """Those of a network who are drawn: the ones with most meetings, as far as they met each other.

    Args:
        network: Who met whom.
        most: How many of them are drawn.
        title: In place of the network's; an empty one leaves out the heading.

    Attributes:
        nodes: Those who are drawn, the one with most meetings first.
        edges: The pairs of them who met, those with most meetings first.
        words: In which it is told.
        names: Their names by their ids, as they are shown.
        heading: The title as it is drawn; empty where none is.
        title: What the picture shows, in a few words.
    """

    def __init__(self, network: Network, *, most: int, title: str | None) -> None:
        self._network = network
        self.words = words = wording(network.language)
        chosen = {node.id for node in network.nodes[:most]}
        self.edges = tuple(edge for edge in network.edges if edge.first in chosen and edge.second in chosen)
        linked = {name for edge in self.edges for name in (edge.first, edge.second)}
        self.nodes = tuple(node for node in network.nodes if node.id in linked)
        self.names = {node.id: escape_text(node.name) for node in self.nodes}
        name = escape_text(title or network.title)
        self.heading = "" if title == "" else name or words["met_heading"]
        self.title = words.say("met_title", title=name) if name else words["met_heading"]

    @property
    def mark(self) -> str:
        """Six letters that tell this picture from others on one page."""
        return sha256(f"{self._network.plain()}{self.heading}".encode("utf-8", "surrogatepass")).hexdigest()[:6]

    @cached_property
    def lead(self) -> str:
        """How many met, drawn or not."""
        network, words = self._network, self.words
        if not network.edges:
            return words["nobody_met"]
        what = "people" if all(node.kind == "person" for node in network.nodes) else "participants"
        return words.say(
            "met_lead",
            nodes=words.counted(len(network.nodes), "sides" if network.by is Grouping.SIDE else what),
            pairs=words.counted(len(network.edges), "pairs"),
            meetings=words.counted(len(network.meetings), "meetings_held"),
        )

    def met(self, edge: Contact) -> str:
        """Say in a sentence who met, how often and when."""
        words = self.words
        first, last = words.phrase(edge.first_met), words.phrase(edge.last_met)
        dates = first if first == last else words.say("pair_dates", first=first, last=last)
        names = {"first": self.names[edge.first], "second": self.names[edge.second]}
        return words.say("pair_met", **names, met=often(edge.count, words), dates=dates)

    @cached_property
    def left_out(self) -> str:
        """How many are not drawn, in a sentence; empty where all are."""
        count = len(self._network.nodes) - len(self.nodes)
        return self.words.counted(count, "left_out") if count else ""

    def told(self) -> Iterator[str]:
        """Yield all that the picture shows as sentences, and what it leaves out."""
        yield self.lead
        yield from map(self.met, self.edges[:MOST_TOLD])
        if more := len(self.edges[MOST_TOLD:]):
            yield self.words.counted(more, "more_pairs")
        if self.left_out:
            yield self.left_out


def often(count: int, words: Wording) -> str:
    """Say how often two met."""
    if count <= 2:
        return words["met_once" if count == 1 else "met_twice"]
    return words.counted(count, "met_often")

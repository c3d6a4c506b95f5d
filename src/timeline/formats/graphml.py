"""GraphML, for programs that draw and measure networks: who met whom, how often, and when first and last.

Nodes are agents under their ids, with `label` (the name), `kind` and `meetings`. Edges have `weight` (how many meetings), `meetings` (their ids),
and `first` and `last` (dates in their notation). `label` is the name that Gephi looks for; `weight` that which Gephi, igraph and NetworkX do.

Kept:
    title: data of the graph
    people, organizations, states, agents: the nodes, each with its name and kind
Lost:
    agents: who met nobody is no node
    claims: the network is of what the editor has adopted; who is only said to have been there is not in it
    events: meetings are the ids of edges, and other events are not there at all
    aliases, identifiers, part_of, code, silence, zone, note, language, rules, places, sources, tenures: the file holds who met whom and nothing else

Source: GraphML 1.0, http://graphml.graphdrawing.org/specification.html; XML 1.0 on which characters a text may hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import quoteattr

from timeline.chronology import Chronology
from timeline.chronology.contacts import Contact, Network, Node
from timeline.formats.manifest import Manifest

__all__ = ["pieces", "stream"]

# What is declared of the whole, of nodes and of edges: name and type.
KEYS = {
    "graph": {"title": "string", "by": "string"},
    "node": {"label": "string", "kind": "string", "meetings": "int"},
    "edge": {"weight": "int", "meetings": "string", "first": "string", "last": "string"},
}
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A line break by itself would be read as a space in an attribute, and a carriage return as a line break anywhere.
_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}


def stream(chronology: Chronology, manifest: Manifest) -> Iterator[str]:
    """Yield who met whom in a chronology as GraphML; see `timeline.formats.dumps`."""
    manifest.carry(chronology.header, "title")
    network = chronology.network()
    nodes = {node.id for node in network.nodes}
    for agent in chronology.agents:
        if agent.id in nodes:
            manifest.carry(agent, "name", "kind")
    yield from pieces(network)


def pieces(network: Network) -> Iterator[str]:
    """Yield any network of who met whom as GraphML."""
    return (f"{line}\n" for line in _lines(network))


def _lines(network: Network) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for of, keys in KEYS.items():
        for name, sort in keys.items():
            yield f'  <key id="{of}-{name}" for="{of}" attr.name="{name}" attr.type="{sort}"/>'
    yield '  <graph id="contacts" edgedefault="undirected">'
    yield from _data("graph", (network.title, network.by.value), indent=4)
    for node in network.nodes:
        yield from _node(node)
    for edge in network.edges:
        yield from _edge(edge)
    yield "  </graph>"
    yield "</graphml>"


def _node(node: Node) -> Iterator[str]:
    yield f"    <node id={quoteattr(node.id)}>"
    yield from _data("node", (node.name, node.kind, node.meetings), indent=6)
    yield "    </node>"


def _edge(edge: Contact) -> Iterator[str]:
    yield f"    <edge source={quoteattr(edge.first)} target={quoteattr(edge.second)}>"
    values = (edge.count, " ".join(edge.meetings), str(edge.first_met), str(edge.last_met))
    yield from _data("edge", values, indent=6)
    yield "    </edge>"


def _data(of: str, values: Iterable[object], *, indent: int) -> Iterator[str]:
    """Yield the values of one element, in the order in which they are declared."""
    for name, value in zip(KEYS[of], values, strict=True):
        yield f'{" " * indent}<data key="{of}-{name}">{_text(str(value))}</data>'


def _text(text: str) -> str:
    """Escape a text; what XML cannot hold at all becomes the replacement character."""
    visible = _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)
    return re.sub("[&<>\r]", lambda found: _ESCAPED[found.group()], visible)

"""Who met whom as GraphML, read back by a program that is not ours."""

import io
import xml.etree.ElementTree as ET
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import timeline as tl
from timeline import formats
from timeline.chronology.contacts import Contact, Network, Node
from timeline.formats import graphml
from timeline.when import When

NS = "{http://graphml.graphdrawing.org/xmlns}"
DAY = When("1961-03-02")


def read(text: str) -> nx.Graph:
    return nx.read_graphml(io.BytesIO(text.encode("utf-8")))


def test_another_program_reads_the_same_network() -> None:
    network = tl.dossier("rome-2025").network()
    graph = read(formats.dumps(tl.dossier("rome-2025"), "graphml"))
    assert not graph.is_directed()
    assert (graph.graph["title"], graph.graph["by"]) == ("Rome, 26 April 2025", "person")
    assert dict(graph.nodes(data=True)) == {
        node.id: {"label": node.name, "kind": node.kind, "meetings": node.meetings} for node in network.nodes
    }
    assert {frozenset(pair) for pair in graph.edges} == {frozenset((edge.first, edge.second)) for edge in network.edges}
    for edge in network.edges:
        assert graph.edges[edge.first, edge.second] == {
            "weight": edge.count,
            "meetings": " ".join(edge.meetings),
            "first": str(edge.first_met),
            "last": str(edge.last_met),
        }
    assert graph.degree("zelenskyy", weight="weight") == 6


def test_every_value_has_a_declared_key() -> None:
    root = ET.fromstring(formats.dumps(tl.dossier("rome-2025"), "graphml"))
    declared = {(key.get("id"), key.get("for")) for key in root.iter(f"{NS}key")}
    of = {"graph": "graph", "node": "node", "edge": "edge"}
    used = {
        (data.get("key"), of[parent.tag.removeprefix(NS)])
        for parent in root.iter()
        for data in parent.findall(f"{NS}data")
    }
    assert used == declared


def test_a_chronology_without_meetings_is_an_empty_graph() -> None:
    graph = read(formats.dumps(tl.Chronology(title="Nothing"), "graphml"))
    assert (len(graph), graph.graph["title"]) == (0, "Nothing")


@pytest.mark.parametrize(
    "name", ["<b>&amp;</b>", "a]]>b", "--><!--", "\"'", "قمة", "{{ 7 * 7 }}", "&#0;", "a\tb", "a\rb\nc"]
)
def test_text_comes_out_as_that_text(name: str) -> None:
    graph = read("".join(graphml.pieces(Network((Node("a", name, "person", 1),), title=name))))
    assert graph.nodes["a"]["label"] == name
    assert graph.graph["title"] == name


@pytest.mark.parametrize("char", ["\x00", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_what_xml_cannot_hold_is_seen_to_be_missing(char: str) -> None:
    assert (
        read("".join(graphml.pieces(Network((Node("a", f"a{char}b", "person", 1),))))).nodes["a"]["label"] == "a\ufffdb"
    )


@given(st.text(), st.text())
def test_whatever_the_text_the_file_is_well_formed(name: str, title: str) -> None:
    network = Network(
        (Node("a", name, "person", 1), Node("b", title, "agent", 1)),
        (Contact("a", "b", ("m",), DAY, DAY),),
        title=title,
    )
    text = "".join(graphml.pieces(network))
    assert len(ET.fromstring(text.encode("utf-8")).findall(f".//{NS}node")) == 2
    assert text == "".join(graphml.pieces(network))


def test_the_suffix_is_enough(tmp_path: Path) -> None:
    rome = tl.dossier("rome-2025")
    rome.write(tmp_path / "rome.graphml")
    assert (tmp_path / "rome.graphml").read_text("utf-8") == rome.dumps("graphml")

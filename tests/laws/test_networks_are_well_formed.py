"""Whatever a chronology holds, who met whom in it is well-formed XML, as GraphML and as a picture, with each name as it is."""

import xml.etree.ElementTree as ET

from hypothesis import HealthCheck, given, settings

from timeline.chronology import Chronology
from timeline.rendering import draw_network
from timeline.testing import chronologies

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
SVG = "{http://www.w3.org/2000/svg}"


@given(chronology=chronologies(most_events=4))
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_networks_are_well_formed(chronology: Chronology) -> None:
    for by in ("person", "side"):
        network = chronology.network(by=by)
        picture = ET.fromstring(draw_network(network, links=True).encode("utf-8"))
        assert len(picture.findall(f".//{SVG}a")) == len(network.edges)
    graph = ET.fromstring(chronology.dumps("graphml").encode("utf-8"))
    labels = [data.text for data in graph.iter(f"{GRAPHML}data") if data.get("key") == "node-label"]
    assert labels == [node.name for node in chronology.network().nodes]

"""An edge of the network and the contacts of its two ends are the same meetings; and the nodes count what the edges hold."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from timeline.chronology import Chronology
from timeline.records import ROLES, Event, Incident, Meeting, Participation, Person, Status

NAMES = ("ann", "bob", "cy", "dee")
PARTS = st.builds(
    Participation,
    st.sampled_from(NAMES),
    role=st.sampled_from(["", *ROLES]),
    on_behalf_of=st.none() | st.sampled_from(NAMES),
)


@st.composite
def meetings(draw: st.DrawFn) -> Chronology:
    """Draw chronologies of four people who meet, or nearly."""
    events: list[Event] = []
    for number in range(draw(st.integers(0, 6))):
        who = draw(st.lists(PARTS, max_size=5, unique=True))
        fields = {"title": "T", "when": str(draw(st.integers(1950, 1953))), "who": who}
        kind = draw(st.sampled_from([Meeting, Meeting, Meeting, Event, Incident]))
        events.append(kind(f"e{number}", status=draw(st.sampled_from([Status.HELD, *Status])), **fields))
    return Chronology([*(Person(name, name=name) for name in NAMES), *events])


@given(whole=meetings(), who=st.sampled_from([None, *NAMES]))
def test_contacts_and_edges_agree(whole: Chronology, who: str | None) -> None:
    view = whole if who is None else whole.involving(who)
    network = view.network()
    for first, second in combinations(NAMES, 2):
        edge = network.between(first, second)
        met = tuple(event.id for event in view.contacts(first, second))
        assert met == (edge.meetings if edge else ())
        assert met == tuple(event.id for event in view.contacts(second, first))


@given(whole=meetings(), least=st.integers(1, 3))
def test_nodes_and_edges_belong_together(whole: Chronology, least: int) -> None:
    network = whole.network(least=least)
    everyone = whole.network()
    assert set(network.edges) == {edge for edge in everyone.edges if edge.count >= least}
    assert {node.id for node in network.nodes} == {name for edge in network.edges for name in (edge.first, edge.second)}
    for node in network.nodes:
        held = {meeting for edge in everyone.edges if node.id in (edge.first, edge.second) for meeting in edge.meetings}
        assert node.meetings == len(held)

"""Who met whom, and how often: what counts as having met, and how it is gathered."""

import json

import pytest

import timeline as tl
from timeline.chronology import Chronology
from timeline.chronology.contacts import Contact, Grouping, Network, Node, met_at
from timeline.errors import Invalid
from timeline.records import ROLES, Meeting, Organization, Participation, Person, State, Tenure, events

PEOPLE = [Person(name, name=name.title()) for name in ("ann", "bob", "cy", "dee")]
ARCADIA, BORDURIA = State("arcadia", name="Arcadia"), State("borduria", name="Borduria")


def chronology(*events, more=()):
    return Chronology([*PEOPLE, ARCADIA, BORDURIA, *more, *events], title="Lake")


def meeting(name, *who, when="1961-03-02", **fields):
    return Meeting(name, title=name, when=when, who=who, **fields)


def pairs(network):
    return {(edge.first, edge.second): edge.count for edge in network.edges}


class TestWhoMet:
    def test_all_who_were_there_met_each_other(self):
        assert pairs(chronology(meeting("m", "cy", "ann", "bob")).network()) == {
            ("ann", "bob"): 1,
            ("ann", "cy"): 1,
            ("bob", "cy"): 1,
        }

    @pytest.mark.parametrize("status", ["planned", "postponed", "cancelled"])
    def test_only_held_meetings_count(self, status):
        assert chronology(meeting("m", "ann", "bob", status=status)).network() == Network(title="Lake")

    def test_other_kinds_of_event_are_no_meetings(self):
        visit = tl.Visit("v", title="V", when="1961", who=["ann", Participation("bob", role="host")])
        assert chronology(visit, tl.Event("e", title="E", when="1961", who=["ann", "bob"])).network().edges == ()

    def test_a_kind_made_from_meetings_is_one(self, monkeypatch):
        monkeypatch.setattr(events, "_KINDS", dict(events._KINDS))

        class Dinner(Meeting):
            """A meeting at table."""

        assert pairs(chronology(Dinner("s", title="S", when="1961", who=["ann", "bob"])).network()) == {
            ("ann", "bob"): 1
        }

    def test_an_envoy_met_and_the_principal_did_not(self):
        network = chronology(meeting("m", Participation("ann", on_behalf_of="cy"), "bob")).network()
        assert pairs(network) == {("ann", "bob"): 1}

    def test_each_role_is_decided(self):
        absent = {"organizer", "sender", "subject", "target", "victim"}
        for role in ROLES:
            event = meeting("m", Participation("ann", role=role), "bob")
            assert met_at(event) == (("bob",) if role in absent else ("ann", "bob"))
        assert absent < set(ROLES)

    def test_whoever_was_there_in_two_roles_was_there_once(self):
        twice = meeting(
            "m", "ann", Participation("ann", role="interpreter"), Participation("bob", role="subject"), "bob"
        )
        network = chronology(twice).network()
        assert pairs(network) == {("ann", "bob"): 1}
        assert [node.meetings for node in network.nodes] == [1, 1]

    def test_who_met_nobody_is_no_node(self):
        assert chronology(meeting("m", "ann")).network().nodes == ()


class TestNetwork:
    def test_an_edge_has_its_meetings_in_page_order(self):
        events = [
            meeting("z", "bob", "ann", when="1960"),
            meeting("a", "ann", "bob", when="1962-05"),
            meeting("m", "ann", "cy"),
        ]
        network = chronology(*events).network()
        assert network.edges[0].meetings == ("z", "a")
        assert (str(network.edges[0].first_met), str(network.edges[0].last_met)) == ("1960", "1962-05")
        assert network.nodes == (
            Node("ann", "Ann", "person", 3),
            Node("bob", "Bob", "person", 2),
            Node("cy", "Cy", "person", 1),
        )
        assert network.meetings == ("z", "a", "m")

    def test_it_hangs_on_no_order_of_records(self):
        events = [meeting("x", "bob", "ann"), meeting("y", "cy", "dee"), meeting("z", "bob", "dee")]
        networks = [Chronology([*PEOPLE, *order]).network() for order in (events, events[::-1])]
        assert networks[0] == networks[1]
        assert hash(networks[0]) == hash(networks[1])

    def test_an_edge_is_found_from_either_side(self):
        network = chronology(meeting("m", "ann", "bob")).network()
        assert network.between("ann", "bob") is network.between(PEOPLE[1], network.nodes[0]) is network.edges[0]
        assert network.between("ann", "cy") is None
        assert network.between("ann", "ann") is None

    def test_the_matrix_is_symmetric_and_nobody_meets_themselves(self):
        network = chronology(meeting("m", "ann", "bob"), meeting("n", "ann", "bob", "cy")).network()
        assert [node.id for node in network.nodes] == ["ann", "bob", "cy"]
        assert network.matrix() == ((0, 2, 1), (2, 0, 1), (1, 1, 0))
        assert Network().matrix() == ()

    def test_least_leaves_out_pairs_and_keeps_what_is_known_of_each(self):
        network = chronology(meeting("m", "ann", "bob"), meeting("n", "ann", "bob", "cy")).network(least=2)
        assert pairs(network) == {("ann", "bob"): 2}
        assert [(node.id, node.meetings) for node in network.nodes] == [("ann", 2), ("bob", 2)]
        assert chronology(meeting("m", "ann", "bob", "cy"), meeting("n", "ann", "bob")).network(least=3) == Network(
            title="Lake"
        )

    @pytest.mark.parametrize(
        ("modes", "kept"), [((), 3), (["in-person"], 1), ("phone", 1), (["phone", "in-person"], 2)]
    )
    def test_modes_keep_only_what_a_source_says(self, modes, kept):
        events = [
            meeting("m", "ann", "bob", mode="in-person"),
            meeting("n", "ann", "bob", mode="phone"),
            meeting("o", "ann", "bob"),
        ]
        assert pairs(chronology(*events).network(modes=modes)) == {("ann", "bob"): kept}

    def test_kinds_of_agents_are_told(self):
        more = [Organization("navy", name="Navy"), tl.Agent("both", name="both sides")]
        network = chronology(meeting("m", "ann", "navy", "arcadia", "both"), more=more).network()
        assert {node.id: node.kind for node in network.nodes} == {
            "ann": "person",
            "navy": "organization",
            "arcadia": "state",
            "both": "agent",
        }

    @pytest.mark.parametrize(
        ("options", "message"),
        [
            ({"by": "state"}, "no grouping 'state'; allowed: person, side"),
            ({"modes": ["fone"]}, "no mode 'fone'; did you mean 'phone'?"),
            ({"least": 0}, "no pair meets 0 times; `least` is 1 or more"),
        ],
    )
    def test_what_there_is_not_is_refused(self, options, message):
        with pytest.raises(Invalid) as caught:
            chronology().network(**options)
        assert str(caught.value) == message

    def test_it_is_a_tree_for_json(self):
        tree = chronology(meeting("m", "ann", "bob", when="[1961-03-01..1961-03-05]")).network().plain()
        assert json.loads(json.dumps(tree)) == {
            "title": "Lake",
            "by": "person",
            "nodes": [
                {"id": "ann", "name": "Ann", "kind": "person", "meetings": 1},
                {"id": "bob", "name": "Bob", "kind": "person", "meetings": 1},
            ],
            "edges": [
                {
                    "first": "ann",
                    "second": "bob",
                    "count": 1,
                    "meetings": ["m"],
                    "first_met": "[1961-03-01..1961-03-05]",
                    "last_met": "[1961-03-01..1961-03-05]",
                }
            ],
        }


class TestSides:
    TENURES = (
        Tenure("ann-a", holder="ann", post="President", of="arcadia", term="1958/1961"),
        Tenure("bob-a", holder="bob", post="Envoy", of="arcadia", term="1958/1961"),
        Tenure("cy-b", holder="cy", post="Regent", of="borduria", term="1958/1970"),
    )

    def network(self, *events):
        return chronology(*events, more=self.TENURES).network(by="side")

    def test_states_meet_through_those_who_were_there(self):
        network = self.network(meeting("m", "ann", "bob", "cy"))
        assert network.by is Grouping.SIDE
        assert network.nodes == (Node("arcadia", "Arcadia", "state", 1), Node("borduria", "Borduria", "state", 1))
        (edge,) = network.edges
        assert isinstance(edge, Contact)
        assert (edge.first, edge.second, edge.meetings) == ("arcadia", "borduria", ("m",))

    def test_two_of_one_side_do_not_meet_themselves(self):
        assert self.network(meeting("m", "ann", "bob")).nodes == ()

    def test_a_post_counts_while_it_is_held(self):
        assert pairs(self.network(meeting("m", "ann", "cy", when="1965"))) == {("ann", "borduria"): 1}

    def test_whom_someone_is_sent_by_goes_before_the_post(self):
        assert pairs(self.network(meeting("m", Participation("dee", on_behalf_of="cy"), "ann"))) == {
            ("arcadia", "borduria"): 1
        }

    def test_who_was_only_spoken_about_brings_no_side(self):
        assert (
            self.network(meeting("m", Participation("ann", role="subject"), "cy", "dee")).between("arcadia", "cy")
            is None
        )


class TestViews:
    def test_a_view_has_a_network_of_its_own(self):
        rome = tl.dossier("rome-2025")
        assert {node.id for node in rome.involving("putin").network().nodes} == {"putin", "witkoff", "gerasimov"}
        assert rome.of("statement").network().edges == ()

    def test_the_packaged_dossier(self):
        network = tl.dossier("rome-2025").network()
        assert network.between("trump", "zelenskyy").meetings == ("four-leaders", "trump-zelenskyy")
        assert network.between("trump", "putin") is None


def test_a_congress_is_all_pairs():
    people = [Person(f"p{number}", name=f"P{number}") for number in range(190)]
    network = Chronology([*people, meeting("congress", *(person.id for person in people))]).network()
    assert len(network.nodes) == 190
    assert len(network.edges) == 190 * 189 // 2
    assert {edge.count for edge in network.edges} == {1}


def test_a_network_shows_its_pairs():
    network = chronology(meeting("m", "ann", "bob"), meeting("n", "ann", "bob", when="1962")).network()
    assert network._repr_markdown_() == "**Lake** (who met whom, by person, and how often)\n\n- Ann and Bob: 2"

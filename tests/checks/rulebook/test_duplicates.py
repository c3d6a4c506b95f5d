"""One thing entered twice is found; what only looks like it, a party, a second visit or a second session, is not."""

import attrs
import pytest

import timeline as tl
from timeline.checks import check
from timeline.checks.rulebook import duplicates

STATES = [tl.State("us", name="United States"), tl.State("cn", name="China"), tl.State("ua", name="Ukraine")]
BODIES = [
    tl.Organization("command", name="Military command", part_of="ua"),
    tl.Organization("staff", name="General Staff", part_of="command"),
    tl.Organization("navy", name="Navy", part_of="command"),
]
PEOPLE = [
    tl.Person("xi", name="Xi Jinping"),
    tl.Person("xi-again", name="President Xi Jin-ping"),
    tl.Person("xi-titled", name="Xi Jin-ping, President"),
    tl.Person("li", name="Li Qiang"),
    tl.Person("peskov", name="Dmitry Peskov"),
]
PLACES = [
    tl.Place("america", name="United States"),
    tl.Place("california", name="California", within="america"),
    tl.Place("peking", name="Peking"),
]
TAKEN = tl.Claim("taken", text="The region has been taken")
AROUND = [*STATES, *BODIES, *PEOPLE, *PLACES, TAKEN]


def found(*records):
    return check(tl.Chronology([*AROUND, *records]), ["possible-duplicate"])


def stay(name, when, who=("xi",), where="america", **fields):
    parts = [tl.Participation(agent, on_behalf_of="cn") for agent in who]
    return tl.Visit(name, title=name, when=when, where=where, who=parts, **fields)


def denial(name, when="2025-04-26", who=("ua",), **fields):
    return tl.Statement(name, title=name, when=when, who=list(who), **{"denies": ["taken"], **fields})


class TestStatements:
    def test_three_denials_of_bodies_within_each_other_are_one_finding(self):
        (finding,) = found(
            denial("kyiv"), denial("of-the-command", who=["command"]), denial("of-the-staff", who=["staff"])
        )
        assert not finding.certain
        assert finding.message == (
            "'kyiv' (2025-04-26), 'of-the-command' (2025-04-26) and 'of-the-staff' (2025-04-26) may be one statement, "
            "entered 3 times: 'kyiv'"
        )
        assert finding.ids == ("kyiv", "of-the-command", "of-the-staff")

    def test_the_same_words_of_one_speaker_are_found_without_a_claim(self):
        pair = [tl.Statement(name, title=name, when="2025-04-26", who=["xi"], text="No comment.") for name in "ab"]
        assert [finding.ids for finding in found(*pair)] == [("a", "b")]

    def test_a_vague_day_may_be_the_same_day(self):
        assert len(found(denial("a"), denial("b", "[2025-04-21..2025-04-27]"))) == 1

    @pytest.mark.parametrize(
        "second",
        [
            denial("b", "2025-04-27"),
            denial("b", "../2025-04-26"),
            denial("b", "2025-04"),
            denial("b", who=["peskov"]),
            denial("b", who=["cn"]),
            denial("b", who=["ua", "cn"]),
            denial("b", who=[]),
            denial("b", after=["a"]),
            denial("b", part_of="a"),
            denial("b", status="cancelled"),
            denial("b", denies=[], asserts=["taken"]),
            denial("b", denies=[], doubts=["taken"]),
            denial("b", denies=[], text="No."),
        ],
    )
    def test_another_day_speaker_stance_or_act_is_another_statement(self, second):
        assert found(denial("a"), second) == ()

    def test_two_bodies_side_by_side_are_two_speakers(self):
        assert found(denial("a", who=["staff"]), denial("b", who=["navy"])) == ()

    def test_two_channels_are_two_statements_and_an_unknown_one_may_be_either(self):
        assert found(denial("a", channel="Telegram"), denial("b", channel="a briefing")) == ()
        assert len(found(denial("a", channel="Telegram"), denial("b"))) == 1

    def test_two_people_of_one_side_are_two_voices(self):
        """Gerasimov claims it, and Peskov passes it on."""
        assert not [
            finding
            for finding in check(tl.dossier("rome-2025"), ["possible-duplicate"])
            if {"gerasimov-claim", "peskov-claim"} & set(finding.ids)
        ]

    def test_rome_has_three_denials_that_may_be_one_and_no_more(self):
        (finding,) = check(tl.dossier("rome-2025"), ["possible-duplicate"])
        assert set(finding.ids) == {"kyiv-denial", "military-command-denial", "general-staff-denial"}
        assert not finding.certain


class TestStays:
    @pytest.mark.parametrize(
        ("first", "second"),
        [
            (stay("a", "2023-11-12"), stay("b", "2023-11-12/2023-11-17")),
            (stay("a", "2023-11-12/2023-11-17"), stay("b", "2023-11-12/2023-11-17")),
            (stay("a", "2023-11-12/2023-11-17"), stay("b", "2023-11-12/2023-11-17", where=None)),
            (stay("a", "2023-11-12/2023-11-17"), stay("b", "2023-11-12/2023-11-17", where="california")),
            (stay("a", "2023-11-12/2023-11-17"), stay("b", "2023-11-12/2023-11-17", who=["xi-again"])),
            (stay("a", "2023-11-12/2023-11-17"), stay("b", "2023-11-12/2023-11-17", who=["xi-titled"])),
            (stay("a", "2023-11-12", who=["li", "xi"]), stay("b", "2023-11-12", who=["xi-again", "li"])),
        ],
    )
    def test_one_stay_entered_twice_may_be_one(self, first, second):
        (finding,) = found(first, second)
        assert (set(finding.ids), finding.certain) == ({"a", "b"}, False)

    @pytest.mark.parametrize(
        "second",
        [
            stay("b", "2023-11-18/2023-11-20"),
            stay("b", "2023-11-15/2023-11-20"),
            stay("b", "2023-11-17/2023-11-20"),
            stay("b", "2023-11-12/2023-11-17", who=["li"]),
            stay("b", "2023-11-12/2023-11-17", who=["xi", "li"]),
            stay("b", "2023-11-12/2023-11-17", where="peking"),
            stay("b", "2023-11-13/2023-11-14", where="california"),
            stay("b", "2023-11-13", who=["xi-again"]),
            stay("b", "2023-11-12/2023-11-17", status="cancelled"),
            stay("b", "2023-11-13", part_of="a"),
            stay("b", "{2023-11-12,2023-11-17}"),
            stay("b", "2023-11-XX"),
            stay("b", "2023-11-12/.."),
        ],
    )
    def test_another_time_person_or_place_is_another_stay(self, second):
        assert found(stay("a", "2023-11-12/2023-11-17"), second) == ()

    def test_namesakes_of_two_countries_are_two(self):
        other = tl.Visit("b", title="b", when="2023-11-12", where="america", who=[tl.Participation("xi-again")])
        assert found(stay("a", "2023-11-12"), other) == ()
        assert (
            found(stay("a", "2023-11-12"), attrs.evolve(other, who=[tl.Participation("xi-again", on_behalf_of="ua")]))
            == ()
        )

    def test_it_is_certain_where_the_records_say_the_same_throughout(self):
        first = stay("a", "2023-11-12/2023-11-17", summary="A summit.")
        (finding,) = found(first, attrs.evolve(first, id="b", note="Entered again."))
        assert finding.certain
        assert finding.message == (
            "'a' (2023-11-12/2023-11-17) and 'b' (2023-11-12/2023-11-17) are one visit, entered twice: 'a'"
        )

    def test_it_is_only_possible_where_the_words_differ(self):
        first = stay("a", "2023-11-12", summary="A summit.")
        (finding,) = found(first, attrs.evolve(first, id="b", summary="A dinner."))
        assert not finding.certain


class TestMeetings:
    def talk(self, name, when, **fields):
        return tl.Meeting(name, title=name, when=when, who=["xi", "li"], **fields)

    def test_a_meeting_of_some_day_of_the_week_may_be_that_of_a_known_day(self):
        pair = self.talk("a", "[2025-04-21..2025-04-26]"), self.talk("b", "2025-04-25")
        assert [finding.certain for finding in found(*pair)] == [False]

    @pytest.mark.parametrize(
        "fields",
        [
            {"when": "2025-04-25T10:00"},
            {"when": "2025-04"},
            {"when": "2025-04-25", "mode": "phone"},
            {"when": "2025-04-25", "after": ["a"]},
            {"when": "2025-04-25", "status": "planned"},
        ],
    )
    def test_another_hour_way_or_order_is_another_meeting(self, fields):
        assert (
            found(
                self.talk("a", "2025-04-25T15:00" if "T" in fields["when"] else "2025-04-25", mode="in-person"),
                self.talk("b", **fields),
            )
            == ()
        )

    def test_two_agreements_of_one_day_are_two(self):
        """SALT I and the ABM Treaty."""
        pair = [
            tl.Agreement(name, title=name, when="1972-05-26", where="peking", who=["xi", "li"])
            for name in ("salt", "abm")
        ]
        assert found(*pair) == ()


class TestTitles:
    @pytest.mark.parametrize(("second", "count"), [({}, 1), ({"where": "peking"}, 1), ({"who": ["us"]}, 1)])
    def test_one_title_on_one_day_may_be_one_event(self, second, count):
        first = tl.Incident("a", title="Strikes on the port", when="2025-04-26")
        assert len(found(first, attrs.evolve(first, id="b", title="STRIKES on the port", **second))) == count

    @pytest.mark.parametrize(
        "second",
        [{"when": "2025-04-27"}, {"when": "2025"}, {"where": "america"}, {"who": ["cn"]}, {"title": "Strikes"}],
    )
    def test_it_is_another_at_another_time_or_place_or_of_others(self, second):
        first = tl.Incident("a", title="Strikes on the port", when="2025-04-26", where="peking", who=["us"])
        assert found(first, attrs.evolve(first, id="b", **second)) == ()

    def test_a_date_of_a_year_says_too_little(self):
        assert found(*(tl.Event(name, title="Talks", when="1938") for name in "ab")) == ()

    def test_an_event_of_nobody_is_never_certainly_another(self):
        (finding,) = found(*(tl.Event(name, title="Talks", when="1938-09-30") for name in "ab"))
        assert not finding.certain


class TestOtherRecords:
    def test_sources_with_one_address_may_be_one(self):
        pair = (
            tl.Source("a", title="A report", url="https://www.example.org/report/"),
            tl.Source("b", title="The report", url="http://example.org/report#top"),
        )
        (finding,) = found(*pair)
        assert (finding.ids, finding.certain) == (("a", "b"), False)
        assert finding.message == "'a' and 'b' may be one source, entered twice: 'A report'"

    def test_sources_without_an_address_are_told_by_nothing(self):
        assert found(tl.Source("a", title="A report"), tl.Source("b", title="A report")) == ()

    def test_agents_and_places_with_one_identifier_may_be_one(self):
        kim = tl.Person("kim", name="Kim", identifiers={"wikidata": "Q1"})
        (finding,) = found(kim, tl.Person("kim-il-sung", name="Kim Il Sung", identifiers={"wikidata": "Q1"}))
        assert finding.message == "'kim' and 'kim-il-sung' may be one person, entered twice: 'Kim'"
        (finding,) = found(*(tl.Place(name, name=name, identifiers={"geonames": "1"}) for name in ("bonn", "bonna")))
        assert finding.ids == ("bonn", "bonna")

    def test_an_agent_and_a_place_may_share_an_identifier(self):
        assert (
            found(
                tl.State("mc", name="Monaco", identifiers={"wikidata": "Q235"}),
                tl.Place("monaco", name="Monaco", identifiers={"wikidata": "Q235"}),
            )
            == ()
        )

    def test_states_with_one_code_may_be_one(self):
        assert (
            len(found(tl.State("de", name="Germany", code="DE"), tl.State("frg", name="West Germany", code="DE"))) == 1
        )

    def test_the_same_claim_and_the_same_tenure_are_certain(self):
        claim, again = tl.Claim("a", text="It rained"), tl.Claim("b", text="It rained")
        term = tl.Tenure("c", holder="xi", post="President", of="cn", term="2013-03-14/..")
        found_all = found(claim, again, term, attrs.evolve(term, id="d"))
        assert [(finding.ids, finding.certain) for finding in found_all] == [(("a", "b"), True), (("c", "d"), True)]

    def test_a_rival_value_that_two_sources_give_is_entered_once(self):
        source = tl.Source("s", title="s")
        claims = [
            tl.Claim(name, subject="e", attribute="where", value="peking", cites=cites)
            for name, cites in (("a", ["s"]), ("b", []))
        ]
        event = tl.Event("e", title="e", when="2025")
        assert [finding.ids for finding in found(source, event, *claims)] == [("a", "b")]


def test_a_crowd_is_one_finding_and_is_not_compared_each_with_each(monkeypatch):
    compared = []
    monkeypatch.setattr(duplicates, "_one_act", lambda one, other: compared.append((one, other)) or True)
    crowd = [stay(f"v{number}", "2023-11-12") for number in range(1_000)]
    (finding,) = found(*crowd)
    assert len(finding.ids) == 1_000
    assert finding.message.endswith("and 995 more may be one visit, entered 1000 times: 'v0'")
    assert len(crowd) <= len(compared) <= 3 * duplicates.WINDOW * len(crowd)


def test_the_order_of_the_records_does_not_matter():
    pair = stay("a", "2023-11-12"), stay("b", "2023-11-12/2023-11-17")
    assert found(*pair) == found(*reversed(pair))


def test_nothing_is_found_in_nothing():
    assert check(tl.Chronology(), ["possible-duplicate"]) == ()

"""A chronology is ordered, immutable, found by any name, and its verbs return views."""

import copy
import pickle

import pytest

import timeline as tl
from timeline.chronology import Origin

RECORDS = [
    tl.Person("begin", name="Menachem Begin", aliases=["Begin"]),
    tl.Person("sadat", name="Anwar Sadat", aliases=["أنور السادات", "Anouar el-Sadate"]),
    tl.Person("carter", name="Jimmy Carter", aliases=["James Earl Carter"]),
    tl.Person("carter-r", name="Rosalynn Carter", aliases=["Mrs. Cárter"]),
    tl.State("us", name="United States"),
    tl.Place("maryland", name="Maryland", zone="America/New_York"),
    tl.Place("camp-david", name="Camp David", within="maryland"),
    tl.Place("laurel", name="Laurel Lodge", within="camp-david"),
    tl.Place("jerusalem", name="Jerusalem", zone="Asia/Jerusalem"),
    tl.Tenure("carter-39", holder="carter", post="President", of="us", term="1977-01-20/1981-01-20"),
    tl.Source("diary", title="White House Diary"),
    tl.Claim("deal-near", text="A deal is near"),
    tl.Claim("in-laurel", subject="first", attribute="where", value="laurel", cites=["diary"]),
    tl.Visit(
        "knesset", title="Sadat speaks in the Knesset", when="1977-11-19/1977-11-21", where="jerusalem", who=["sadat"]
    ),
    tl.Event("summit", title="The summit", when="1978-09-05/1978-09-17", where="camp-david", tags=["summit"]),
    tl.Meeting(
        "first",
        title="The three meet",
        when="1978-09-06T15:00",
        where="camp-david",
        who=["begin", "sadat", "carter"],
        part_of="summit",
        cites=["diary"],
        lasted="3 h",
    ),
    tl.Statement(
        "carter-says",
        title="Carter is hopeful",
        when="1978-09",
        who=["carter"],
        stances=[tl.Stance("asserts", "deal-near")],
    ),
    tl.Agreement("accords", title="The accords", when="1978-09-17", after=["carter-says"], who=["begin", "sadat"]),
    tl.Mission(
        "atherton", title="Atherton travels", when="1978", who=[tl.Participation("carter-r", on_behalf_of="us")]
    ),
]


@pytest.fixture
def whole():
    return tl.Chronology(RECORDS, title="Camp David", zone="UTC")


def ids(chronology):
    return [event.id for event in chronology]


def test_the_page_order_is_the_documented_one(whole):
    assert ids(whole) == ["knesset", "atherton", "carter-says", "summit", "first", "accords"]


def test_the_order_does_not_depend_on_the_input(whole):
    assert ids(tl.Chronology(reversed(RECORDS))) == ids(whole)


def test_a_whole_stands_before_its_parts_and_a_year_before_its_days():
    events = [
        tl.Event("b-part", title="x", when="1990-02-01", part_of="c-whole"),
        tl.Event("a-deep", title="x", when="1990-02-01", part_of="b-part"),
        tl.Event("c-whole", title="x", when="1990-02-01"),
        tl.Event("z-year", title="x", when="1990"),
        tl.Event("y-day", title="x", when="1990-01-01"),
    ]
    assert ids(tl.Chronology(events)) == ["z-year", "y-day", "c-whole", "b-part", "a-deep"]


def test_stated_order_binds_against_the_dates():
    events = [tl.Event("a", title="a", when="1990-02-01", after=["b"]), tl.Event("b", title="b", when="1990-03")]
    assert ids(tl.Chronology(events)) == ["b", "a"]


def test_durations_and_stated_order_tighten_the_bounds():
    """The reception is only dated by the day; it follows talks that began at ten and lasted three hours."""
    events = [
        tl.Meeting("talks", title="x", when="1990-02-01T10:00", lasted="3 h"),
        tl.Event("reception", title="x", when="1990-02-01", after=["talks"]),
        tl.Event("noon", title="x", when="1990-02-01T12:00"),
    ]
    chronology = tl.Chronology(events)
    assert ids(chronology) == ["talks", "noon", "reception"]
    day = tl.When("1990-02-01").start_min
    assert chronology.bounds("reception").start_min == day + 13 * 3600
    assert chronology.clashes == ()


def test_what_cannot_all_be_so_is_told_as_the_smallest_set():
    events = [
        tl.Event("a", title="x", when="1990-02-02"),
        tl.Event("b", title="x", when="1990", after=["a"]),
        tl.Event("c", title="x", when="1990-02-01", after=["b"]),
        tl.Event("d", title="x", when="1990-02-03", after=["a"]),
    ]
    (clash,) = tl.Chronology(events).clashes
    assert clash.events == ("a", "b", "c")
    assert ids(tl.Chronology(events)) == ["a", "b", "c", "d"]


def test_verbs_give_views_and_change_nothing(whole):
    before = ids(whole)
    assert ids(whole.of(tl.Meeting)) == ids(whole.of("meeting")) == ["first"]
    assert ids(whole.involving("Anouar el-Sadate")) == ["knesset", "first", "accords"]
    assert ids(whole.involving("sadat", RECORDS[2])) == ["first"]
    assert ids(whole.involving("us")) == ["atherton"]
    assert ids(whole.at("maryland")) == ["summit", "first"]
    assert ids(whole.tagged("summit")) == ["summit"]
    assert ids(whole.citing("White House Diary")) == ["first"]
    assert ids(whole.where(lambda event: event.after)) == ["accords"]
    assert ids(whole.at("camp david").involving("Begin").of(tl.Event)) == ["first"]
    assert ids(whole) == before


def test_during_is_possible_unless_certainty_is_asked_for(whole):
    assert ids(whole.during("1978-09-06")) == ["atherton", "carter-says", "summit", "first"]
    assert ids(whole.during("1978-09-06", certainly=True)) == ["summit", "first"]
    assert ids(whole.during("1978", certainly=True)) == ["atherton", "carter-says", "summit", "first", "accords"]


def test_of_several_stretches_each_counts_by_itself(whole):
    """And one among several may be any of them, but is certainly met only by what meets each."""
    apart = "{1978-08,1978-09-17}"
    assert ids(whole.during(apart)) == ids(
        whole.where(lambda event: event in whole.during("1978-08") or event in whole.during("1978-09-17"))
    )
    assert "first" in ids(whole.during("1978-08/1978-09-17"))
    assert "first" not in ids(whole.during(apart))
    assert "first" in ids(whole.during("[1978-08,1978-09-06]"))
    assert "first" not in ids(whole.during("[1978-08,1978-09-06]", certainly=True))
    assert "first" in ids(whole.during("{1978-08,1978-09-06}", certainly=True))


def test_a_window_with_a_zone_is_compared_by_instants(whole):
    """15:00 in Maryland is 19:00 UTC; a window without a zone means local time."""
    assert "first" in ids(whole.during("1978-09-06T15:00/1978-09-06T16:00"))
    assert "first" not in ids(whole.during("1978-09-06T15:00Z/1978-09-06T16:00Z"))
    assert "first" in ids(whole.during("1978-09-06T19:30Z/1978-09-06T19:40Z"))


@pytest.mark.parametrize("name", ["Anwar Sadat", "ANWAR  SADAT", "anouar el sadate", "أنور السادات", "sadat"])
def test_a_record_is_found_by_any_name(whole, name):
    assert whole.find(name) is RECORDS[1]


def test_accents_and_punctuation_do_not_matter(whole):
    assert whole.find("mrs carter").id == "carter-r"


def test_words_of_a_name_are_enough_where_they_fit_one(whole):
    assert whole.find("Knesset").id == "knesset"
    assert whole.find("Jimmy").id == "carter"
    with pytest.raises(tl.Ambiguous, match="james, rosalynn"):
        tl.Chronology([tl.Person("james", name="Jimmy Carter"), tl.Person("rosalynn", name="R. Carter")]).find(
            "Carter "
        )


def test_an_ambiguous_name_lists_its_bearers():
    people = [tl.Person("bush-41", name="George Bush"), tl.Person("bush-43", name="George Bush")]
    with pytest.raises(tl.Ambiguous, match="bush-41, bush-43"):
        tl.Chronology(people).find("george bush")


def test_a_name_nobody_bears_is_told_with_the_nearest(whole):
    with pytest.raises(tl.NotFound, match="did you mean 'sadat'"):
        whole.involving("Sadat Anwar")
    with pytest.raises(tl.NotFound, match="did you mean 'meeting'"):
        whole.of("meetng")
    with pytest.raises(tl.NotFound, match="did you mean 'accords'"):
        whole["acords"]


def test_the_collection_behaves_like_one(whole):
    assert len(whole) == 6
    assert whole[0].id == "knesset"
    assert whole["carter"] is RECORDS[2]
    assert ids(whole[1:3]) == ["atherton", "carter-says"]
    assert "first" in whole
    assert "first" not in whole[:2]
    assert RECORDS[0] in whole
    assert 5 not in whole
    assert [] not in whole
    with pytest.raises(tl.Invalid, match="reversed"):
        whole[::-1]


def test_it_shows_itself_in_one_line(whole):
    assert repr(whole) == "<Chronology 'Camp David': 6 events, 1977-11-19/1977-11-21 to 1978-09-17>"
    assert repr(tl.Chronology()) == "<Chronology: 0 events>"
    assert len(repr(tl.Chronology(RECORDS, title="x" * 10_000))) < 2000


def test_it_is_frozen_and_equal_by_value(whole):
    assert whole == tl.Chronology(
        reversed(RECORDS), title="Camp David", zone="UTC", origin=Origin("a.yaml", lambda paths: {})
    )
    assert hash(whole) == hash(tl.Chronology(RECORDS, title="Camp David", zone="UTC"))
    assert whole != tl.Chronology(RECORDS[:-1], title="Camp David", zone="UTC")
    assert whole != "Camp David"
    with pytest.raises(AttributeError):
        whole.title = "x"


def test_a_view_holds_what_its_events_mention(whole):
    view = whole.of(tl.Meeting)
    assert {record.id for record in view.records} == {
        "begin",
        "sadat",
        "carter",
        "carter-39",
        "us",
        "camp-david",
        "maryland",
        "laurel",
        "diary",
        "in-laurel",
        "summit",
        "first",
    }
    alone = tl.Chronology(view.records, title=view.title, zone=view.zone)
    assert set(alone.records) == set(view.records)
    assert alone != view  # it also counts the summit, which the meeting is part of, among its events
    assert [place.id for place in whole.places_around("laurel")] == ["laurel", "camp-david", "maryland"]


def test_questions_about_the_record(whole):
    assert [(statement.id, stance.act.value) for statement, stance in whole.stances_on("deal-near")] == [
        ("carter-says", "asserts")
    ]
    assert whole[:1].stances_on("deal-near") == ()
    assert [claim.id for claim in whole.rivals("first")["where"]] == ["in-laurel"]
    assert whole.rivals("summit") == {}
    assert [tenure.id for tenure in whole.tenures_of("carter", at=tl.When("1978-09"))] == ["carter-39"]
    assert whole.tenures_of("carter", at=tl.When("1990")) == ()
    assert whole.when("first").zone == "America/New_York"
    assert str(whole.when("first").lasting) == "3 h"


class TestProblems:
    def test_every_problem_is_told_with_its_place(self):
        with pytest.raises(tl.Invalid) as caught:
            tl.Chronology(
                [
                    tl.Place("rome", name="Rome"),
                    tl.Meeting("m", title="x", when="1990", where="romme", who=["rome"], cites=["gone"], after=["n"]),
                    tl.Claim("c", subject="m", attribute="were", value="rome"),
                    tl.Claim("d", subject="m", attribute="when", value="1990-13"),
                    tl.Claim("e", subject="m", attribute="where", value="paris"),
                    tl.Statement("s", title="x", when="1990", who=["rome"], stances=[tl.Stance("denies", "gone")]),
                ]
            )
        assert [(problem.code, problem.place) for problem in caught.value.problems] == [
            ("dangling-id", "events.m.where"),
            ("wrong-record", "events.m.who[0].agent"),
            ("dangling-id", "events.m.after[0]"),
            ("dangling-id", "events.m.cites[0].source"),
            ("unknown-key", "claims.c.attribute"),
            ("impossible-date", "claims.d.value"),
            ("dangling-id", "claims.e.value"),
            ("wrong-record", "events.s.who[0].agent"),
            ("dangling-id", "events.s.denies[0]"),
        ]
        assert "no place 'romme'; did you mean 'rome'?" in str(caught.value)

    @pytest.mark.parametrize(
        ("records", "cycle"),
        [
            ([tl.Place("a", name="a", within="b"), tl.Place("b", name="b", within="a")], "within"),
            ([tl.Event(x, title=x, when="1990", after=[y]) for x, y in ("ab", "bc", "ca")], "after"),
            ([tl.Event("a", title="a", when="1990", part_of="a")], "part_of"),
            ([tl.Organization("a", name="a", part_of="b"), tl.Organization("b", name="b", part_of="a")], "part_of"),
        ],
    )
    def test_what_goes_round_in_a_circle_is_refused(self, records, cycle):
        with pytest.raises(tl.Invalid, match="circle") as caught:
            tl.Chronology(records)
        problem = caught.value.problems[0]
        assert (problem.code, problem.path[2]) == ("cycle", cycle)
        assert set(problem.message.split(": ")[1].split(" -> ")) == {record.id for record in records}

    def test_every_circle_is_told(self):
        pairs = [("a", "b"), ("b", "a"), ("c", "c"), ("d", None)]
        with pytest.raises(tl.Invalid) as caught:
            tl.Chronology([tl.Place(name, name="x", within=outer) for name, outer in pairs])
        assert len(caught.value.problems) == 2

    def test_an_id_stands_for_one_record(self):
        with pytest.raises(tl.Invalid, match="used before"):
            tl.Chronology([tl.Place("a", name="x"), tl.Person("a", name="x")])
        assert len(tl.Chronology([tl.Place("a", name="x")] * 2).places) == 1

    def test_only_records_are_records(self):
        with pytest.raises(tl.Invalid, match="a record is wanted"):
            tl.Chronology(["a"])

    def test_a_long_chain_needs_no_deep_stack(self):
        places = [tl.Place(f"p{n}", name="x", within=f"p{n + 1}" if n < 20_000 else None) for n in range(20_001)]
        chronology = tl.Chronology(places)
        assert len(chronology.places_around("p0")) == 20_001


def test_copies_and_pickles_are_the_same():
    """What is frozen is its own copy; a pickle holds the records, which are checked together when they come back."""
    rome = tl.dossier("rome-2025").involving("putin")
    assert copy.copy(rome) is copy.deepcopy(rome) is rome
    again = pickle.loads(pickle.dumps(rome))
    assert (again, again.header, [event.id for event in again]) == (rome, rome.header, [event.id for event in rome])

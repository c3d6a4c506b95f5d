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

    def test_no_more_circles_are_told_than_anybody_reads(self):
        with pytest.raises(tl.Invalid) as caught:
            tl.Chronology([tl.Place(f"p{number}", name="x", within=f"p{number}") for number in range(60)])
        assert len(caught.value.problems) == 50

    def test_a_value_is_added_only_where_there_may_be_several(self):
        claim = tl.Claim("c", subject="knesset", attribute="where", value="laurel", adds=True)
        with pytest.raises(tl.Invalid) as caught:
            tl.Chronology([*RECORDS, claim])
        assert str(caught.value) == "claims.c.adds: 'where' holds one value"

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


def test_whole_pickles_come_back_whole(whole):
    again = pickle.loads(pickle.dumps(whole))
    assert (again, again.is_whole) == (whole, True)


def test_records_under_their_ids_are_taken_as_they_are(whole):
    assert tl.Chronology.assembled({record.id: record for record in RECORDS}, whole.header) == whole


def test_what_it_holds_is_told_by_sort(whole):
    assert whole.states == (RECORDS[4],)
    assert whole.organizations == ()
    assert whole.agents == tuple(RECORDS[:5])
    assert whole.sources == (RECORDS[10],)


class TestOrigin:
    """Where it was read from."""

    RECORDS = (tl.Event("a", title="a", when="1990"), tl.Event("b", title="b", when="1991"))

    @staticmethod
    def read(**more):
        """Return a chronology from a file that still has one of its entries."""
        origin = Origin("a.yaml", lambda paths: {path: (7, 3) for path in paths if path[1] == "a"}, **more)
        return tl.Chronology(TestOrigin.RECORDS, origin=origin)

    def test_the_file_and_the_line_of_each_entry_are_known(self):
        read = self.read()
        assert (read.origin, read.losses) == ("a.yaml", ())
        assert read.lines(["a", "b", "nobody"]) == {"a": 7}
        assert read.lines([]) == {}
        assert read.files(["a", "b", "nobody"]) == {"a": "a.yaml", "b": "a.yaml"}

    def test_of_many_files_each_entry_has_its_own(self):
        assert self.read(files={("events", "a"): "notes/a.md"}).files(["a", "b"]) == {"a": "notes/a.md"}

    def test_what_was_read_from_nothing_stands_in_no_file(self):
        made = tl.Chronology(self.RECORDS)
        assert (made.origin, made.losses, made.lines(["a"]), made.files(["a"])) == (None, (), {}, {})


class TestFarAway:
    """Dates that lack an end, or that no float holds."""

    @pytest.mark.parametrize(
        ("when", "found"),
        [
            ("../1990", ["1989", "1990"]),
            ("/1990", ["1989", "1990"]),
            ("1990/..", ["1990", "1991"]),
            ("1990/", ["1990", "1991"]),
            ("Y300000000", ["Y300000000"]),
            ("Y-300000000", ["Y-300000000"]),
        ],
    )
    def test_only_the_years_that_it_may_touch_find_it(self, when, found):
        chronology = tl.Chronology([tl.Event("e", title="x", when=when)])
        years = ["Y-300000000", "1989", "1990", "1991", "Y300000000"]
        open_ended = {"..": years[:1], "/": years[:1]} if when.startswith(("..", "/")) else {}
        after = years[-1:] if when.endswith(("..", "/")) else []
        assert [year for year in years if ids(chronology.during(year))] == [
            *next(iter(open_ended.values()), []),
            *found,
            *after,
        ]


class TestNarrowing:
    """A verb after a verb finds what each finds by itself, few in many and many in few."""

    EVENTS = tuple(
        tl.Event(f"e{number:03}", title="x", when=str(1900 + number), where="hall", who=["begin"] * (number in {7, 42}))
        for number in range(60)
    )
    MEETING = tl.Meeting("met", title="x", when="1930", where="hall", who=["begin"])

    @pytest.fixture
    def many(self):
        return tl.Chronology([RECORDS[0], tl.Place("hall", name="Hall"), *self.EVENTS, self.MEETING])

    def test_few_are_looked_up_in_many(self, many):
        assert (
            ids(many.involving("begin").at("hall"))
            == ids(many.at("hall").involving("begin"))
            == ["e007", "met", "e042"]
        )

    def test_a_kind_is_sieved_whether_it_is_few_or_many(self, many):
        assert ids(many.of("meeting").at("hall")) == ids(many.at("hall").of("meeting")) == ["met"]
        assert ids(many.of(tl.Event).involving("begin")) == ["e007", "met", "e042"]

    def test_a_stretch_is_sieved_whether_it_is_few_or_many(self, many):
        expected = ["met", "e042"]
        assert ids(many.during("1920/1959").involving("begin")) == expected
        assert ids(many.involving("begin").during("1920/1959")) == expected
        assert ids(many.during("1930").at("hall")) == ids(many.at("hall").during("1930")) == ["e030", "met"]

    def test_a_kind_that_only_the_file_knows_is_found(self):
        read = tl.loads("events:\n  a: {kind: wedding, title: A, when: 1990}\n  b: {title: B, when: 1991}\n")
        assert ids(read.of("wedding")) == ["a"]


def test_one_that_follows_two_later_ones_waits_for_both():
    events = [
        tl.Event("first", title="x", when="1990", after=["second", "third"]),
        tl.Event("second", title="x", when="1991"),
        tl.Event("third", title="x", when="1992"),
    ]
    assert ids(tl.Chronology(events)) == ["second", "third", "first"]


def test_only_events_are_contested(whole):
    assert not whole.is_contested(RECORDS[2])


class TestShortcuts:
    """What a chronology does with the rest of the library is what the functions there do."""

    def test_it_is_written_and_read(self, whole, tmp_path):
        assert whole.write(tmp_path / "a.yaml") == ()
        assert tl.read(tmp_path / "a.yaml") == whole

    def test_it_is_rendered(self, whole, tmp_path):
        whole.save(tmp_path / "a.txt")
        assert (tmp_path / "a.txt").read_text("utf-8") == whole.render("text") == str(whole)

    def test_it_is_merged(self, whole):
        assert whole.merge(whole) == whole

    def test_it_is_drawn_in_lanes(self, whole):
        assert repr(whole.lanes(by="place")) == "<Drawing 'Camp David: events along time'>"

    def test_it_is_displayed(self, whole):
        display = whole.display(limit=2)
        assert (display.chronology, display.limit) == (whole, 2)
        assert whole._repr_html_() == whole.display()._repr_html_()
        assert whole._repr_markdown_() == whole.display()._repr_markdown_()
        assert whole._repr_latex_() == whole.display()._repr_latex_()
        assert whole.__rich__() == whole.display()

    def test_rows_go_out_and_come_in(self, whole):
        rows = whole.to_records()
        assert [row["id"] for row in rows] == ids(whole)
        assert ids(tl.Chronology.from_records(rows)) == ids(whole)

    def test_it_is_a_table_to_pandas_polars_and_arrow(self, whole):
        pyarrow = pytest.importorskip("pyarrow")
        assert pyarrow.RecordBatchReader.from_stream(whole).read_all().column("id").to_pylist() == ids(whole)
        pytest.importorskip("pandas")
        assert list(whole.to_pandas()["id"]) == ids(whole)
        pytest.importorskip("polars")
        assert whole.to_polars()["id"].to_list() == ids(whole)


def test_its_zones_are_those_in_which_it_has_times_of_day() -> None:
    """A day rests on no offset that a reader would see, and an offset that is written on no database."""
    told = tl.Chronology(
        [
            tl.Place("kyiv", name="Kyiv", zone="Europe/Kyiv"),
            tl.Event("day", title="A day", when="2025-05-05[Asia/Tokyo]"),
            tl.Event("offset", title="An offset", when="2025-05-05T10:00+03:00"),
            tl.Event("adrift", title="No zone", when="2025-05-05T10:00"),
            tl.Event("place", title="Of its place", when="2025-05-05T10:00", where="kyiv"),
            tl.Event(
                "both", title="From one to another", when="2025-05-05T10:00[Europe/Rome]/2025-05-05T18:00[Asia/Qatar]"
            ),
        ]
    )
    assert told.zones == ("Asia/Qatar", "Europe/Kyiv", "Europe/Rome")
    assert told.of("meeting").zones == ()

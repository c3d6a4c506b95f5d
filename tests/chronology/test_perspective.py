"""What was known by a moment, and whose version of it is told."""

import pytest

import timeline as tl
from timeline.chronology import ClaimState

RECORDS = [
    tl.State("uk", name="United Kingdom"),
    tl.State("fr", name="France"),
    tl.Organization("foreign-office", name="Foreign Office", part_of="uk"),
    tl.Person("eden", name="Anthony Eden"),
    tl.Person("lloyd", name="Selwyn Lloyd"),
    tl.Person("pineau", name="Christian Pineau"),
    tl.Tenure("eden-pm", holder="eden", post="Prime Minister", of="uk", term="1955-04-06/1957-01-09"),
    tl.Tenure("lloyd-fs", holder="lloyd", post="Foreign Secretary", of="uk", term="1955-12-20/1960-07-27"),
    tl.Tenure("pineau-fm", holder="pineau", post="Foreign Minister", of="fr", term="1956-02-01/1958-05-14"),
    tl.Place("paris", name="Paris"),
    tl.Place("sevres", name="Sèvres"),
    tl.Source("memoirs", title="1956 Suez", author="Christian Pineau", published="1976"),
    tl.Source("hansard", title="House of Commons", published="1956-12-20"),
    tl.Source("communique", title="A communiqué", publisher="Foreign Office", published="1956-10-23"),
    tl.Claim("foreknowledge", text="The British government knew beforehand", cites=["memoirs"]),
    tl.Claim("in-paris", subject="talks", attribute="where", value="paris", cites=["communique"]),
    tl.Claim("lloyd-too", subject="talks", attribute="who", value="lloyd", adds=True, cites=["communique"]),
    tl.Claim("three-days", subject="talks", attribute="lasted", value="3 days", cites=["memoirs"]),
    tl.Meeting("talks", title="Talks at Sèvres", when="1956-10-22/1956-10-24", where="sevres", who=["pineau"], cites=["memoirs"]),
    tl.Meeting("dinner", title="A dinner", when="1956-10-23", part_of="talks", after=["talks-open"], cites=["hansard"]),
    tl.Event("talks-open", title="The talks open", when="1956-10-22", part_of="talks", after=["landing"], cites=["memoirs"]),
    tl.Event("landing", title="A plane lands at Villacoublay", when="1956-10-22"),
    tl.Statement("denial", title="Eden denies it", when="1956-12-20", who=["eden"], denies=["foreknowledge", "talks"], cites=["hansard"]),
    tl.Statement("account", title="Pineau tells", when="1976", who=["pineau"], asserts=["foreknowledge"], cites=["memoirs"]),
]  # fmt: skip


@pytest.fixture
def suez():
    return tl.Chronology(RECORDS, title="Sèvres, 1956")


class TestAsOf:
    def test_an_event_known_only_from_a_later_report_is_not_there_yet(self, suez):
        assert {event.id for event in suez.as_of("1956-11")} == {"landing"}
        assert {event.id for event in suez.as_of("1956-12")} == {"landing", "dinner", "talks", "denial"}
        assert suez.as_of("1976") == suez

    def test_what_is_left_hangs_on_what_is_left(self, suez):
        dinner = suez.as_of("1956-12")["dinner"]
        assert (dinner.part_of, dinner.after) == ("talks", ("landing",))
        assert suez.as_of("1956-12")["talks"].cites == ()
        assert suez.as_of("1956-12")["denial"].targets("denies") == ("foreknowledge", "talks")

    def test_later_sources_terms_and_claims_are_left_out(self, suez):
        then = suez.as_of("1956-01-15")
        assert ("memoirs" in then, "pineau-fm" in then, "foreknowledge" in then) == (False, False, False)
        assert ("eden-pm" in then, "lloyd-fs" in then, "paris" in then) == (True, True, True)

    def test_a_source_out_on_a_vague_day_may_have_been_out(self):
        paper = tl.Source("paper", title="A paper", published="1956-10")
        strike = tl.Event("strike", title="A strike", when="1956-10-02", cites=["paper"])
        both = tl.Chronology([paper, strike])
        assert len(both.as_of("1956-10-05")) == 1
        assert len(both.as_of("1956-10-05", certainly=True)) == 0
        assert len(both.as_of("1956-10-31", certainly=True)) == 1

    def test_a_source_without_a_date_may_have_been_out_at_any_time(self):
        event = tl.Event("strike", title="A strike", when="1956-10-02", cites=["paper"])
        undated = tl.Chronology([tl.Source("paper", title="A paper"), event])
        assert (len(undated.as_of("1956-10-02")), len(undated.as_of("2000", certainly=True))) == (1, 0)

    def test_what_is_announced_is_known_before_it_is_held(self):
        notice = tl.Source("notice", title="A notice", published="1956-05-01")
        summit = tl.Meeting("summit", title="A summit", when="1956-05-16", status="planned", cites=["notice"])
        held = tl.Meeting(
            "held", title="Another", when="1956-05-16", cites=["notice"], lasted="3 h", figures=["4 papers"]
        )
        rumour = tl.Event("rumour", title="A third", when="1956-05-16", cites=["undated"])
        before = tl.Chronology([notice, summit, held, rumour, tl.Source("undated", title="A paper")]).as_of(
            "1956-05-02"
        )
        assert [event.id for event in before] == ["held", "summit"]
        assert {event.status for event in before} == {tl.Status.PLANNED}

    def test_how_it_went_is_not_known_beforehand(self):
        notice = tl.Source("notice", title="A notice", published="1956-05-01")
        off = tl.Meeting(
            "off", title="Off", when="1956-05-16", status="cancelled", reason="rain", cites=["notice"], note="!"
        )
        (foreseen,) = tl.Chronology([notice, off], note="Written later").as_of("1956-05-02")
        assert (foreseen.status, foreseen.reason, foreseen.note) == (tl.Status.PLANNED, "", "")
        (after,) = tl.Chronology([notice, off]).as_of("1956-06")
        assert (after.status, after.reason) == (tl.Status.CANCELLED, "rain")

    def test_an_event_that_a_statement_tells_of_is_known_with_it(self, suez):
        assert "talks" not in suez.as_of("1956-12-19")
        assert "talks" in suez.as_of("1956-12-20")

    def test_the_first_word_of_an_event(self, suez):
        assert str(suez.first_word("talks")) == "1956-12-20"
        assert str(suez.first_word("denial")) == "1956-12-20"
        assert suez.first_word("landing") is None

    def test_what_no_date_is_says_so(self, suez):
        with pytest.raises(tl.Invalid):
            suez.as_of("yesterday")


class TestAccordingTo:
    def test_a_side_has_its_own_values(self, suez):
        french = suez.according_to("pineau")
        assert (str(french["talks"].lasted), french["talks"].where) == ("3 days", "sevres")
        assert "three-days" not in french
        (change,) = french.perspective.adopted
        assert (change.record, change.field, change.before, change.after) == ("talks", "lasted", None, "3 days")

    def test_what_it_denies_is_left_out_with_every_stand_on_it(self, suez):
        british = suez.according_to("uk")
        assert ("talks" in british, "foreknowledge" in british) == (False, False)
        assert british["account"].stances == ()
        assert british["dinner"].part_of is None
        assert [left.record.id for left in british.perspective.left_out] == ["foreknowledge", "talks"]
        assert british.perspective.left_out[0].because == ("denial",)

    def test_a_publisher_speaks_for_its_state(self):
        records = [record for record in RECORDS if record.id != "denial"]
        british = tl.Chronology(records).according_to("eden")["talks"]
        assert british.where == "paris"
        assert [part.agent for part in british.who] == ["pineau", "lloyd"]

    def test_its_latest_word_counts(self):
        says = [
            tl.Statement("no", title="No", when="1956-11", who=["eden"], denies=["in-paris"]),
            tl.Statement("leak", title="A leak", when="1956-11", who=["pineau"], asserts=["talks"]),
            tl.Statement("yes", title="Yes", when="1956-12", who=["lloyd"], confirms=["in-paris"]),
        ]
        whole = tl.Chronology([*(record for record in RECORDS if record.id != "denial"), *says])
        assert whole.according_to("uk")["talks"].where == "paris"
        assert whole.as_of("1956-11-30").according_to("uk").perspective.left_out[0].record.id == "in-paris"

    def test_who_denies_what_was_cancelled_agrees(self, suez):
        second = tl.Meeting("second", title="A second round", when="1956-10-26", status="cancelled")
        no = tl.Statement("no", title="There was none", when="1956-12-21", who=["eden"], denies=["second"])
        assert "second" in tl.Chronology([*RECORDS, second, no]).according_to("uk")

    def test_an_envoy_is_on_the_side_for_which_it_acts(self):
        dean = tl.Person("dean", name="Patrick Dean")
        part = tl.Participation("dean", on_behalf_of="foreign-office")
        signing = tl.Agreement("protocol", title="A protocol is signed", when="1956-10-24", who=[part])
        assert tl.Chronology([*RECORDS, dean, signing]).according_to("dean").perspective.according_to == ("uk",)

    def test_someone_without_a_side_is_a_side(self, suez):
        assert suez.according_to("foreign-office") == suez.according_to("uk")
        with pytest.raises(tl.NotFound):
            suez.according_to("molotov")

    def test_a_stand_may_be_contested_too(self):
        claim = tl.Claim("rather-doubts", subject="denial", attribute="denies", value=["talks"], cites=["communique"])
        british = tl.Chronology([*RECORDS, claim]).according_to("fr")
        assert british["denial"].targets("denies") == ("foreknowledge", "talks")
        british = tl.Chronology([*(r for r in RECORDS if r.id != "denial"), claim, tl.Statement(
            "denial", title="Eden", when="1956-12-20", who=["eden"], doubts=["foreknowledge"])]).according_to("uk")  # fmt: skip
        assert british["denial"].targets("denies") == ("talks",)


class TestComposition:
    def test_the_order_in_which_perspectives_are_asked_for_makes_no_difference(self, suez):
        one, other = suez.as_of("1956-12").according_to("uk"), suez.according_to("uk").as_of("1956-12")
        assert one == other
        assert one.perspective == other.perspective

    def test_nor_does_it_where_only_a_later_event_tells_for_whom_someone_acts(self):
        told = tl.Chronology(
            [
                tl.State("il", name="Israel"),
                tl.Person("peres", name="Shimon Peres"),
                tl.Place("paris", name="Paris"),
                tl.Source("letter", title="A letter"),
                tl.Meeting("talks", title="Talks", when="1956"),
                tl.Meeting("later", title="More talks", when="1957", who=[tl.Participation("peres", on_behalf_of="il")]),
                tl.Claim("in-paris", subject="talks", attribute="where", value="paris", cites=[tl.Citation("letter", via=["peres"])]),
            ]
        )  # fmt: skip
        assert told.as_of("1956").according_to("peres") == told.according_to("peres").as_of("1956")

    def test_they_compose_with_every_verb(self, suez):
        assert suez.involving("pineau").as_of("1956-12") == suez.as_of("1956-12").involving("pineau")
        assert [event.id for event in suez.as_of("1956-12").of(tl.Statement).according_to("fr")] == ["denial"]
        assert len(suez.at("paris").according_to("uk")) == 0

    def test_they_are_made_once(self, suez):
        assert suez.as_of("1956-12")._archive is suez[:2].as_of("1956-12")._archive

    def test_they_stand_alone_in_a_file(self, suez):
        for view in (suez.as_of("1956-12"), suez.according_to("uk"), suez.according_to("fr")):
            assert tl.loads(view.dumps()) == view

    def test_the_usual_perspective_changes_nothing(self, suez):
        assert suez.perspective.as_of == suez.perspective.according_to == ()


class TestContestedFields:
    def test_each_has_the_adopted_value_the_rivals_and_their_backing(self, suez):
        where, who, lasted = suez.contested_fields()
        assert (where.record, where.field, where.adopted, where.origins) == ("talks", "where", "sevres", ("memoirs",))
        (rival,) = where.rivals
        assert (rival.value, rival.standing.origins, rival.adds) == ("paris", ("communique",), False)
        assert who.rivals[0].adds
        assert lasted.adopted is None

    def test_a_view_tells_of_its_own_events(self, suez):
        assert suez.of(tl.Statement).contested_fields() == ()

    def test_a_field_of_any_record_can_be_contested(self):
        tenure = tl.Tenure("term", holder="eden", post="Prime Minister", term="1955/1957")
        claim = tl.Claim("longer", subject="term", attribute="term", value="1955/1958")
        (field,) = tl.Chronology([tl.Person("eden", name="Eden"), tenure, claim]).contested_fields()
        assert (str(field.adopted), str(field.rivals[0].value)) == ("1955/1957", "1955/1958")
        assert field.rivals[0].standing.state is ClaimState.UNASSERTED


def test_a_standing_as_of_a_moment_knows_no_later_report(suez):
    assert suez.standing("foreknowledge", as_of="1957").state is ClaimState.UNASSERTED
    assert suez.standing("foreknowledge").state is ClaimState.CONTESTED


class TestWhatIsLeftOut:
    """Records that go take their mentions along, and what hung on them hangs on what is left."""

    LATE = tl.Source("late", title="A late report", published="2001")

    @staticmethod
    def event(name, **fields):
        return tl.Event(name, title=name, when="1990", **fields)

    def test_a_part_of_what_goes_is_part_of_the_whole_around_it(self):
        whole = tl.Chronology(
            [
                self.LATE,
                self.event("congress"),
                self.event("talks", part_of="congress", cites=["late"]),
                self.event("dinner", part_of="talks"),
                self.event("gone", cites=["late"]),
                self.event("rest", part_of="gone"),
            ]
        )
        assert {event.id: event.part_of for event in whole.as_of("1995")} == {
            "congress": None,
            "dinner": "congress",
            "rest": None,
        }

    def test_what_came_after_two_that_go_comes_once_after_what_these_came_after(self):
        between = [self.event(name, after=["a"], cites=["late"]) for name in ("b", "c")]
        whole = tl.Chronology([self.LATE, self.event("a"), *between, self.event("d", after=["b", "c"])])
        assert whole.as_of("1995")["d"].after == ("a",)

    def test_a_rival_value_goes_with_the_record_that_it_names(self):
        rival = tl.Claim("rival", subject="b", attribute="part_of", value="a")
        whole = tl.Chronology([self.LATE, self.event("a", cites=["late"]), self.event("b"), rival])
        assert [("rival" in view) for view in (whole, whole.as_of("1995"))] == [True, False]

    def test_a_claim_of_which_nothing_tells_since_when_may_have_been_made(self):
        whole = tl.Chronology([tl.Claim("word", text="A word"), self.event("a")])
        assert [("word" in whole.as_of("2000", certainly=certainly)) for certainly in (False, True)] == [True, False]


def test_a_moment_with_a_zone_is_compared_by_instants():
    """Nine in Rome is seven in UTC."""
    rome = tl.Place("rome", name="Rome", zone="Europe/Rome")
    whole = tl.Chronology([rome, tl.Event("mass", title="Mass", when="2025-04-26T09:00", where="rome")])
    told = [len(whole.as_of(f"2025-04-26T{hour:02}:30Z")) for hour in (6, 7, 8)]
    assert told == [0, 1, 1]


def test_a_side_that_says_what_the_record_says_adopts_nothing(suez):
    same = tl.Claim("at-sevres", subject="talks", attribute="where", value="sevres", cites=["communique"])
    records = [record for record in RECORDS if record.id != "in-paris"]
    told = tl.Chronology([record for record in records if record.id != "denial"] + [same]).according_to("uk")
    assert told["talks"].where == "sevres"
    assert [each.field for each in told.perspective.adopted] == ["who"]

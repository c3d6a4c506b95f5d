"""Each rule finds what it is for, and keeps quiet about what only looks like it."""

import pytest

import timeline as tl
from timeline.checks import Severity, check

PAPER = tl.Source("guardian", title="A report")


def found(name, *records, **header):
    return check(tl.Chronology(records, **header), [name])


def messages(name, *records, **header):
    return [finding.message for finding in found(name, *records, **header)]


class TestUnknownKind:
    def test_a_misspelt_kind_is_found_with_the_nearest_known_one(self):
        event = tl.OtherEvent("talks", kind="meetting", title="Talks", when="2025-04-26")
        assert messages("unknown-kind", event) == ["'talks' is of the unknown kind 'meetting'; did you mean 'meeting'?"]

    def test_a_kind_like_no_other_is_found_without_a_guess(self):
        event = tl.OtherEvent("duel", kind="xyzzy", title="A duel", when="1804-07-11")
        assert messages("unknown-kind", event) == ["'duel' is of the unknown kind 'xyzzy'"]

    def test_known_kinds_are_fine(self):
        assert not found(
            "unknown-kind", tl.Meeting("talks", title="Talks", when="2025"), tl.Event("e", title="E", when="2025")
        )


class TestAliasCollision:
    def test_two_people_under_one_name_are_found_whatever_its_spelling(self):
        elder = tl.Person("bush-41", name="George H. W. Bush", aliases=["George Bush"])
        younger = tl.Person("bush-43", name="George W. Bush", aliases=["GEORGE BUSH"])
        (finding,) = found("alias-collision", elder, younger)
        assert finding.message == "'George Bush' is a name of 'bush-41' and 'bush-43'"
        assert finding.ids == ("bush-41", "bush-43")

    def test_a_person_and_a_body_are_looked_up_together(self):
        records = (
            tl.Person("washington", name="Washington"),
            tl.State("us", name="United States", aliases=["Washington"]),
        )
        assert len(found("alias-collision", *records)) == 1

    def test_a_state_and_a_place_may_share_a_name(self):
        records = (tl.State("ua", name="Ukraine", aliases=["Kyiv"]), tl.Place("kyiv", name="Kyiv"))
        assert not found("alias-collision", *records)

    def test_one_record_may_repeat_its_own_name(self):
        assert not found("alias-collision", tl.Person("putin", name="Vladimir Putin", aliases=["VLADIMIR PUTIN"]))


class TestOrderImpossible:
    def test_an_answer_that_is_dated_before_what_it_answers_is_found(self):
        talks = tl.Meeting("talks", title="Talks", when="2025-04-26", cites=["guardian"])
        report = tl.Statement("report", title="Report", when="2025-04-25", after=["talks"])
        (finding,) = found("order-impossible", PAPER, talks, report)
        assert finding.message == "'talks' (2025-04-26), then 'report' (2025-04-25): the dates do not allow this order"
        assert (finding.ids, finding.sources) == (("talks", "report"), ("guardian",))
        assert (finding.severity, finding.certain) == (Severity.ERROR, True)

    @pytest.mark.parametrize("when", ["2025-04-26", "2025-04", "2025-04-27", "[2025-04-20..2025-04-26]", "/2025-04-26"])
    def test_a_date_that_leaves_room_is_fine(self, when):
        talks = tl.Meeting("talks", title="Talks", when="2025-04-26")
        assert not found("order-impossible", talks, tl.Event("report", title="Report", when=when, after=["talks"]))

    def test_times_in_two_zones_are_compared_as_instants(self):
        moscow = tl.Event("moscow", title="In Moscow", when="2025-04-26T00:30[Europe/Moscow]")
        same = tl.Event("same", title="In Washington", when="2025-04-25T18:00[America/New_York]", after=["moscow"])
        early = tl.Event("early", title="In Washington", when="2025-04-25T17:00[America/New_York]", after=["moscow"])
        assert not found("order-impossible", moscow, same)
        assert [finding.ids for finding in found("order-impossible", moscow, early)] == [("moscow", "early")]

    def test_a_chain_through_events_without_a_date_of_their_own_is_found(self):
        """The talks cannot end by noon, and what came of them in three steps was out by eleven."""
        talks = tl.Meeting("talks", title="Talks", when="2025-04-26T09:00", lasted="3 h")
        draft = tl.Event("draft", title="A draft", when="2025-04", after=["talks"], lasted="2 h")
        report = tl.Event("report", title="A report", when="2025-04-26T13:00", after=["draft"])
        aside = tl.Event("aside", title="An aside", when="2025-04-26", after=["talks"])
        (finding,) = found("order-impossible", talks, draft, report, aside)
        assert finding.ids == ("talks", "draft", "report")

    def test_a_duration_that_does_not_fit_its_dates_is_found(self):
        siege = tl.Event("siege", title="A siege", when="2025-04-26", lasted="3 days")
        (finding,) = found("order-impossible", siege)
        assert finding.ids == ("siege",)
        assert "lasted longer" in finding.message


class TestClockChange:
    def test_an_hour_that_clocks_skipped_at_the_place_is_found(self):
        rome = tl.Place("rome", name="Rome", zone="Europe/Rome")
        event = tl.Event("call", title="A call", when="2025-03-30T02:30", where="rome")
        (message,) = messages("clock-change", rome, event)
        assert message.startswith("'call': 02:30 on 2025-03-30 does not exist in Europe/Rome")

    def test_an_hour_that_they_showed_twice_is_found(self):
        event = tl.Event("call", title="A call", when="2025-10-26T02:30")
        assert len(found("clock-change", event, zone="Europe/Rome")) == 1

    @pytest.mark.parametrize("when", ["2025-03-30", "2025-03-30T03:30", "2025-10-26T02:30+01:00"])
    def test_any_other_time_is_fine(self, when):
        assert not found("clock-change", tl.Event("call", title="A call", when=when), zone="Europe/Rome")

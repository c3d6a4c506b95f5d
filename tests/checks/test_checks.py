"""Each rule finds what it is for, and keeps quiet about what only looks like it."""

import attrs
import pytest

import timeline as tl
from timeline.checks import Finding, Severity, check, rule, rules
from timeline.chronology import Origin

PAPER = tl.Source("guardian", title="A report")
MINISTRY = tl.Organization("ministry", name="Ministry of Defence")
STRIKE = tl.Incident("strike", title="A strike", when="2025-04-26", figures=["66 drones"], cites=["guardian"])


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


class TestUnsourcedFigure:
    def test_a_figure_that_nobody_gave_is_found(self):
        (finding,) = found("unsourced-figure", PAPER, STRIKE)
        assert finding.message == (
            "'strike' gives figures (66 drones), and nothing tells whose they are; "
            "name whom the source credits with `via`, or enter who said it as a statement"
        )
        assert (finding.ids, finding.sources, finding.severity) == (("strike",), ("guardian",), Severity.HINT)

    def test_a_source_that_credits_someone_is_enough(self):
        event = attrs.evolve(STRIKE, cites=[tl.Citation("guardian", via=["ministry"])])
        assert not found("unsourced-figure", PAPER, MINISTRY, event)

    def test_a_statement_speaks_for_itself(self):
        event = tl.Statement("says", title="It says so", when="2025-04-26", who=["ministry"], figures=["66 drones"])
        assert not found("unsourced-figure", MINISTRY, event)

    def test_a_statement_on_the_event_is_enough(self):
        event = tl.Statement(
            "says", title="It says so", when="2025-04-26", who=["ministry"], stances=[tl.Stance("asserts", "strike")]
        )
        assert not found("unsourced-figure", PAPER, MINISTRY, STRIKE, event)

    def test_a_view_is_not_blamed_for_what_it_leaves_out(self):
        says = tl.Statement("says", title="It says so", when="2025-04-27", stances=[tl.Stance("asserts", "strike")])
        view = tl.Chronology([PAPER, STRIKE, says]).during("2025-04-26")
        assert [event.id for event in view] == ["strike"]
        assert not check(view, ["unsourced-figure"])


class TestUnassertedClaim:
    CLAIM = tl.Claim("cleared", text="The region has been cleared")

    def test_a_claim_of_which_only_the_denial_is_known_is_found(self):
        denial = tl.Statement("denial", title="No", when="2025-04-26", stances=[tl.Stance("denies", "cleared")])
        assert messages("unasserted-claim", self.CLAIM, denial) == [
            "nobody asserts 'cleared'; it is only answered, by 'denial'"
        ]

    def test_a_claim_of_which_nothing_is_known_is_found(self):
        assert messages("unasserted-claim", self.CLAIM) == ["nobody asserts 'cleared'; no source is cited for it"]

    @pytest.mark.parametrize("act", ["asserts", "confirms"])
    def test_a_statement_that_puts_it_forward_is_enough(self, act):
        statement = tl.Statement("briefing", title="Yes", when="2025-04-26", stances=[tl.Stance(act, "cleared")])
        assert not found("unasserted-claim", self.CLAIM, statement)

    @pytest.mark.parametrize("act", ["doubts", "evades"])
    def test_one_may_doubt_what_nobody_has_said(self, act):
        doubt = tl.Statement("doubt", title="Perhaps", when="2025-04-26", stances=[tl.Stance(act, "cleared")])
        assert not found("unasserted-claim", self.CLAIM, doubt)

    def test_a_source_is_enough(self):
        assert not found("unasserted-claim", PAPER, attrs.evolve(self.CLAIM, cites=["guardian"]))


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


class TestRegistry:
    def test_every_rule_says_what_it_means_and_where_it_comes_from(self):
        assert len(rules()) >= 6
        for each in rules().values():
            assert len(each.meaning) > 30, each.name
            assert "Source:" in str(each.examine.__doc__), each.name

    def test_the_gravest_stands_first(self):
        talks = tl.Meeting("talks", title="Talks", when="2025-04-26")
        report = tl.Event("report", title="Report", when="2025-04-25", after=["talks"], figures=["3 papers"])
        namesakes = (tl.Person("bush-41", name="George Bush"), tl.Person("bush-43", name="George Bush"))
        found = check(tl.Chronology([talks, report, *namesakes]))
        assert [finding.severity for finding in found] == [Severity.ERROR, Severity.WARNING, Severity.HINT]
        assert found == check(tl.Chronology([*namesakes, report, talks]))

    def test_an_unknown_rule_is_refused_with_the_nearest(self):
        with pytest.raises(tl.NotFound, match="did you mean 'alias-collision'"):
            check(tl.Chronology(), ["alias-colision"])

    def test_a_name_is_given_once(self):
        with pytest.raises(tl.Invalid, match="registered before"):
            rule("alias-collision")(lambda chronology: ())

    def test_a_finding_is_stamped_with_rule_severity_and_file(self):
        (finding,) = check(tl.Chronology([tl.Claim("alone", text="x")], origin=Origin("talks.yaml", lambda paths: {})))
        assert (finding.rule, finding.severity, finding.file) == ("unasserted-claim", Severity.HINT, "talks.yaml")
        assert str(finding) == "talks.yaml: hint: nobody asserts 'alone'; no source is cited for it [unasserted-claim]"

    def test_a_finding_that_only_may_hold_says_so(self):
        finding = Finding(
            message="two places",
            certain=False,
            rule="two-places-at-once",
            severity=Severity.WARNING,
            file="a.yaml",
            line=3,
        )
        assert str(finding) == "a.yaml:3: possible warning: two places [two-places-at-once]"

    def test_an_empty_chronology_has_nothing_to_find(self):
        assert check(tl.Chronology()) == ()

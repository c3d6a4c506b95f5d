"""Silencing: on one record, in the header, by whoever asks; and the rules on silences themselves."""

import pytest

import timeline as tl
from timeline.checks import Finding, check, registry, rule

DOSSIER = """\
title: Two presidents and a claim
silence: {alias-collision: Father and son are told apart by their ids}
people:
  bush-41: {name: George H. W. Bush, aliases: [George Bush]}
  bush-43: {name: George W. Bush, aliases: [George Bush]}
claims:
  quiet: {text: It rained, silence: {unasserted-claim: To be looked up}}
  loud: It snowed
"""


def found(text, *arguments, **options):
    return [(each.rule, each.ids, each.silenced) for each in check(tl.loads(text), *arguments, **options)]


class TestSilence:
    def test_what_a_record_or_the_header_silences_is_left_out(self):
        assert found(DOSSIER) == [("unasserted-claim", ("loud",), "")]

    def test_it_comes_with_the_reason_where_it_is_asked_for_after_all_else(self):
        assert found(DOSSIER, silenced=True) == [
            ("unasserted-claim", ("loud",), ""),
            ("alias-collision", ("bush-41", "bush-43"), "Father and son are told apart by their ids"),
            ("unasserted-claim", ("quiet",), "To be looked up"),
        ]

    def test_whoever_asks_may_silence_more(self):
        assert found(DOSSIER, silence=["unasserted-claim"]) == []
        told = found(DOSSIER, silence="unasserted-claim", silenced=True)
        reasons = {ids: reason for _, ids, reason in told}
        assert reasons[("loud",)] == "left out by whoever asked for the check"
        assert reasons[("quiet",)] == "To be looked up"  # the nearest reason is told

    def test_an_unknown_rule_cannot_be_silenced_by_the_caller(self):
        with pytest.raises(tl.NotFound, match="did you mean 'unasserted-claim'"):
            check(tl.Chronology(), silence=["unaserted-claim"])

    @pytest.mark.parametrize("which", ["bush-41", "bush-43"])
    def test_any_record_that_a_finding_concerns_may_silence_it(self, which):
        people = {name: tl.Person(name, name="George Bush") for name in ("bush-41", "bush-43")}
        people[which] = tl.Person(which, name="George Bush", silence={"alias-collision": "father and son"})
        chronology = tl.Chronology(people.values())
        assert check(chronology) == ()
        (finding,) = check(chronology, silenced=True)
        assert finding.silenced == "father and son"

    def test_a_silence_is_of_one_rule_only(self):
        claim = tl.Claim("alone", text="x", silence={"alias-collision": "it is no name"})
        assert [each.ids for each in check(tl.Chronology([claim]), ["unasserted-claim"])] == [("alone",)]

    def test_it_holds_in_a_view_too(self):
        """Although what is found concerns an event that the view leaves out."""
        talks = tl.Meeting("talks", title="T", when="2025-04-26", silence={"order-impossible": "as printed"})
        report = tl.Statement("report", title="R", when="2025-04-25", after=["talks"])
        view = tl.Chronology([talks, report]).during("2025-04-25")
        assert [event.id for event in view] == ["report"]
        assert check(view, ["order-impossible"]) == ()
        assert len(check(view, ["order-impossible"], silenced=True)) == 1

    def test_it_survives_a_file(self):
        assert check(tl.loads(tl.loads(DOSSIER).dumps()), silenced=True) == check(tl.loads(DOSSIER), silenced=True)

    def test_a_rule_that_the_header_silences_is_not_even_run(self, monkeypatch):
        monkeypatch.setattr(registry, "_RULES", dict(registry._RULES))
        runs = []
        rule("counted")(lambda chronology: runs.append(chronology) or ())
        chronology = tl.Chronology(silence={"counted": "it is slow"})
        check(chronology, ["counted"])
        assert runs == []
        check(chronology, ["counted"], silenced=True)
        assert runs == [chronology]


class TestSelection:
    def test_the_header_selects_rules(self):
        chronology = tl.loads("rules: [alias-collision]\nclaims: {alone: It rained}\n")
        assert check(chronology) == ()
        assert [each.rule for each in check(tl.loads("claims: {alone: It rained}\n"))] == ["unasserted-claim"]

    def test_whoever_asks_wins_over_the_header(self):
        chronology = tl.loads("rules: [alias-collision]\nclaims: {alone: It rained}\n")
        assert [each.rule for each in check(chronology, ["unasserted-claim"])] == ["unasserted-claim"]

    def test_a_misspelt_selection_is_told_although_it_selects_nothing(self):
        (finding,) = check(tl.loads("rules: [alias-colision]\nclaims: {alone: It rained}\n"))
        assert finding.message == (
            "the header selects the rule 'alias-colision', and there is none of that name; did you mean 'alias-collision'?"
        )

    def test_no_rule_at_all_may_be_asked_for(self):
        assert check(tl.loads("claims: {alone: It rained}\n"), []) == ()


class TestUnknownRule:
    def test_header_and_records_are_looked_at(self):
        text = "silence: {xyzzy: why not}\nclaims: {alone: {text: x, silence: {unaserted-claim: y}}}\n"
        told = [(each.message, each.ids) for each in check(tl.loads(text), ["unknown-rule"])]
        assert told == [
            ("the header silences the rule 'xyzzy', and there is none of that name", ()),
            (
                "'alone' silences the rule 'unaserted-claim', and there is none of that name; did you mean 'unasserted-claim'?",
                ("alone",),
            ),
        ]

    def test_it_can_be_silenced_for_rules_that_are_only_known_elsewhere(self):
        text = "silence: {unknown-rule: our own rules are at our desk, acme-house-style: printed so}\n"
        assert check(tl.loads(text)) == ()

    def test_known_names_are_fine(self):
        assert check(tl.loads(DOSSIER), ["unknown-rule"]) == ()


class TestIdleSilence:
    def test_a_silence_under_which_something_is_found_is_in_use(self):
        assert check(tl.loads(DOSSIER), ["idle-silence"]) == ()

    def test_one_under_which_nothing_is_found_is_told(self):
        text = (
            "silence: {alias-collision: a}\n"
            "people: {begin: {name: Menachem Begin, silence: {alias-collision: b, order-impossible: c}}}\n"
        )
        told = [(each.message, each.ids) for each in check(tl.loads(text), ["idle-silence"])]
        assert told == [
            ("the header silences 'alias-collision', which finds nothing anywhere", ()),
            ("'begin' silences 'alias-collision', which finds nothing there", ("begin",)),
            ("'begin' silences 'order-impossible', which finds nothing there", ("begin",)),
        ]

    def test_a_finding_elsewhere_does_not_count_for_a_record(self):
        text = (
            "people:\n"
            "  begin: {name: Begin, silence: {alias-collision: b}}\n"
            "  bush-41: {name: Bush}\n"
            "  bush-43: {name: Bush}\n"
        )
        assert [each.ids for each in check(tl.loads(text), ["idle-silence"])] == [("begin",)]

    def test_in_a_part_of_the_whole_nothing_is_said(self):
        talks = tl.Meeting("talks", title="T", when="2025", silence={"order-impossible": "as printed"})
        other = tl.Meeting("other", title="O", when="2026")
        assert len(check(tl.Chronology([talks, other]), ["idle-silence"])) == 1
        assert check(tl.Chronology([talks, other]).during("2025"), ["idle-silence"]) == ()

    def test_a_rule_that_is_unknown_or_at_fault_cannot_be_judged(self, monkeypatch):
        monkeypatch.setattr(registry, "_RULES", dict(registry._RULES))

        @rule("at-fault")
        def at_fault(chronology):
            yield Finding(message="x")
            raise ZeroDivisionError

        chronology = tl.Chronology(silence={"at-fault": "a", "xyzzy": "b"})
        assert check(chronology, ["idle-silence"]) == ()

    def test_it_can_itself_be_silenced(self):
        """And is not run for its own sake, which would never end."""
        silence = {"idle-silence": "it comes and goes", "alias-collision": "b"}
        chronology = tl.Chronology([tl.Person("begin", name="Begin", silence=silence)])
        assert check(chronology) == ()
        assert [each.silenced for each in check(chronology, silenced=True)] == ["it comes and goes"]

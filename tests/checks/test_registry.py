"""The table of rules, and what becomes of the findings of each."""

import json

import pytest

import timeline as tl
from timeline.checks import Finding, Severity, check, registry, report, rule, rules
from timeline.checks.examination import examine
from timeline.chronology import Origin

TALKS = tl.Meeting("talks", title="Talks", when="2025-04-26")
REPORT = tl.Statement("report", title="Report", when="2025-04-25", after=["talks"])
NAMESAKES = (tl.Person("bush-41", name="George Bush"), tl.Person("bush-43", name="George Bush"))
ALONE = tl.Claim("alone", text="It rained")


@pytest.fixture(autouse=True)
def table(monkeypatch):
    """A table of rules that is forgotten after the test."""
    known = dict(registry._RULES)
    monkeypatch.setattr(registry, "_RULES", known)
    return known


class TestNames:
    @pytest.mark.parametrize("name", ["", "No-Title", "no title", "no--title", "-title", "9-to-5", "title\n", "tïtle"])
    def test_a_name_is_made_of_lower_case_words(self, name):
        with pytest.raises(tl.Invalid, match="is no name of a rule") as caught:
            rule(name)
        assert caught.value.problems[0].code == "malformed-id"

    def test_a_name_is_given_once(self):
        with pytest.raises(tl.Invalid) as caught:
            rule("alias-collision")(lambda chronology: ())
        (problem,) = caught.value.problems
        assert problem.code == "registered-twice"
        assert "'alias-collision' of " in problem.message
        assert problem.message.endswith("is registered before, by timeline.checks.rulebook.naming")

    def test_two_packages_may_not_share_one_although_their_functions_are_called_alike(self):
        def no_title(chronology):
            return ()

        def twin(chronology):
            return ()

        twin.__qualname__, twin.__module__ = no_title.__qualname__, "elsewhere"
        rule("no-title")(no_title)
        with pytest.raises(tl.Invalid, match="of elsewhere is registered before, by "):
            rule("no-title")(twin)

    def test_a_cell_may_be_run_again(self, table):
        """In a notebook the same function is defined anew each time."""

        def defined():
            @rule("no-title", severity="error")
            def no_title(chronology):
                return ()

            return no_title

        first, second = defined(), defined()
        assert first is not second
        assert table["no-title"].examine is second

    def test_anything_that_can_be_called_is_a_function(self, table):
        class Longest:
            """A title of more than a page."""

            def __call__(self, chronology):
                return [Finding(message="too long")] if len(chronology.title) > 3000 else []

        rule("longest-title")(Longest())
        assert table["longest-title"].meaning == "A title of more than a page."
        assert table["longest-title"].home == __name__
        assert len(check(tl.Chronology(title="x" * 3001), ["longest-title"])) == 1

    def test_a_severity_may_be_a_word_and_no_other(self):
        with pytest.raises(ValueError, match="'fatal' is not a valid Severity"):
            rule("no-title", severity="fatal")(lambda chronology: ())

    def test_an_unknown_rule_is_refused_with_the_nearest(self):
        with pytest.raises(tl.NotFound, match="did you mean 'alias-collision'"):
            check(tl.Chronology(), ["alias-colision"])

    def test_one_name_may_stand_for_a_list_of_one(self):
        assert check(tl.Chronology([ALONE]), "unasserted-claim") == check(tl.Chronology([ALONE]), ["unasserted-claim"])

    def test_rules_are_listed_in_alphabetical_order(self):
        assert list(rules()) == sorted(rules())


class TestExplanation:
    def test_a_docstring_is_read_part_by_part(self, table):
        @rule("late-answer")
        def late_answer(chronology):
            """An answer is dated before
            the question.

            It may be a slip:
            - of the pen,
            - of the calendar.

            Source: Sherlock Holmes,
            on dogs.

            Dossier:
                title: Letters

                events:
                  - {when: 1914, title: A letter}

            What follows the dossier is told as well.
            """  # noqa: D205
            return ()

        found = table["late-answer"]
        assert found.meaning == "An answer is dated before the question."
        assert found.text == (
            "An answer is dated before the question.\n\n"
            "It may be a slip:\n- of the pen,\n- of the calendar.\n\n"
            "What follows the dossier is told as well."
        )
        assert found.source == "Sherlock Holmes, on dogs."
        assert found.dossier == "title: Letters\n\nevents:\n  - {when: 1914, title: A letter}\n"

    def test_a_function_without_a_docstring_explains_nothing(self, table):
        rule("mute")(lambda chronology: ())
        found = table["mute"]
        assert (found.meaning, found.text, found.source, found.dossier) == ("", "", "", "")
        run = json.loads(report([], "sarif"))["runs"][0]
        (told,) = [each for each in run["tool"]["driver"]["rules"] if each["id"] == "mute"]
        assert (told["shortDescription"], "help" in told) == ({"text": "mute"}, False)


class TestFindings:
    def test_the_gravest_stands_first_whatever_the_order_of_the_records(self):
        wanted = ["unasserted-claim", "alias-collision", "order-impossible"]
        found = check(tl.Chronology([TALKS, REPORT, ALONE, *NAMESAKES]), wanted)
        assert [finding.severity for finding in found] == [Severity.ERROR, Severity.WARNING, Severity.HINT]
        assert found == check(tl.Chronology([*NAMESAKES, ALONE, REPORT, TALKS]), wanted)

    def test_of_one_severity_what_is_certain_stands_first_and_may_be_had_alone(self):
        @rule("doubtful")
        def doubtful(chronology):
            yield Finding(message="perhaps", certain=False)
            yield Finding(message="surely")
            yield Finding(message="perhaps, and worse", certain=False, severity="error")

        found = check(tl.Chronology(), ["doubtful"])
        assert [finding.message for finding in found] == ["perhaps, and worse", "surely", "perhaps"]
        assert [finding.message for finding in check(tl.Chronology(), ["doubtful"], certainly=True)] == ["surely"]

    def test_a_finding_is_stamped_with_rule_severity_file_and_lines(self):
        asked = []

        def places(paths):
            asked.extend(sorted(paths))
            return {path: (len(path[1]), 1) for path in paths if path[1] != "bush-43"}

        chronology = tl.Chronology([ALONE, *NAMESAKES], origin=Origin("talks.yaml", places))
        first, second = check(chronology, ["alias-collision", "unasserted-claim"])
        assert (first.rule, first.severity, first.file) == ("alias-collision", Severity.WARNING, "talks.yaml")
        assert (first.ids, first.line, first.lines) == (("bush-41", "bush-43"), 7, (7, None))
        assert (second.line, second.lines) == (5, (5,))
        assert len(asked) == 3  # all in one go: the file is read once
        assert str(second) == (
            "talks.yaml:5: hint: nobody asserts 'alone'; no source is cited for it [unasserted-claim]"
        )

    def test_a_rule_may_name_records_that_there_are_not(self):
        @rule("haunted")
        def haunted(chronology):
            yield Finding(message="a ghost", ids=("ghost", "alone"))

        chronology = tl.Chronology([ALONE], origin=Origin("talks.yaml", lambda paths: dict.fromkeys(paths, (3, 1))))
        (finding,) = check(chronology, ["haunted"])
        assert (finding.line, finding.lines) == (None, (None, 3))

    def test_records_may_stand_for_their_ids_and_one_for_many(self):
        assert Finding(message="x", ids=ALONE).ids == Finding(message="x", ids="alone").ids == ("alone",)
        assert Finding(message="x", ids=[*NAMESAKES, "alone"]).ids == ("bush-41", "bush-43", "alone")

    @pytest.mark.parametrize("wrong", [{"message": None}, {"message": "x", "severity": "fatal"}])
    def test_what_could_not_be_put_in_order_is_refused_at_once(self, wrong):
        with pytest.raises((TypeError, ValueError)):
            Finding(**wrong)

    def test_an_empty_chronology_has_nothing_to_find(self):
        assert check(tl.Chronology()) == ()


class TestWording:
    def test_a_finding_that_only_may_hold_says_so(self):
        finding = Finding(
            message="two places", certain=False, rule="two-places-at-once", severity="warning", file="a.yaml", line=3
        )
        assert str(finding) == "a.yaml:3: possible warning: two places [two-places-at-once]"

    def test_a_silenced_finding_says_why(self):
        finding = Finding(message="two places", rule="x", severity="error", silenced="a day trip")
        assert str(finding) == "error: two places [x] (silenced: a day trip)"

    def test_what_would_act_on_a_terminal_is_written_out(self):
        """Whatever a title or a file name holds; letters that join stay joined."""
        finding = Finding(
            message="a\nb\x1b[2J\u202e\u2028 Ali\u200cReza", rule="x", severity="error", file="t\n\udcff\x07.yaml"
        )
        assert str(finding) == ("t\\n\\udcff\\x07.yaml: error: a\\nb\\x1b[2J\\u202e\\u2028 Ali\u200cReza [x]")


class TestFaults:
    @pytest.fixture
    def at_fault(self):
        @rule("at-fault")
        def at_fault(chronology):
            yield Finding(message="one thing")
            raise ZeroDivisionError("by nought")

    @pytest.mark.usefixtures("at_fault")
    def test_what_a_rule_raises_comes_out_with_the_name_of_the_rule(self):
        with pytest.raises(ZeroDivisionError, match="by nought") as caught:
            check(tl.Chronology(), ["at-fault"])
        assert caught.value.__notes__ == [f"the rule 'at-fault' of {__name__} is at fault"]

    @pytest.mark.usefixtures("at_fault")
    def test_the_others_are_applied_all_the_same(self):
        found, ((failed, error),) = examine(tl.Chronology([ALONE]), ["at-fault", "unasserted-claim"])
        assert [finding.message for finding in found if finding.rule == "unasserted-claim"] != []
        assert (failed.name, type(error)) == ("at-fault", ZeroDivisionError)

    @pytest.mark.usefixtures("at_fault")
    def test_one_that_is_silenced_by_the_caller_is_not_run(self):
        assert check(tl.Chronology(), ["at-fault"], silence=["at-fault"]) == ()

    @pytest.mark.parametrize("returned", [None, "text", [None], [3], 3])
    def test_one_that_returns_no_findings_is_at_fault(self, returned):
        rule("wrong")(lambda chronology: returned)
        found, failures = examine(tl.Chronology(), ["wrong"])
        assert found == ()
        assert [failed.name for failed, _ in failures] == ["wrong"]

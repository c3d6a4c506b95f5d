"""The command check: what it writes, where, and how it ends."""

import json
import shlex

import pytest
from click.testing import CliRunner

from timeline.checks import Finding, registry, rule
from timeline.cli import main

# Two namesakes are a warning, the claim that nobody asserts is a hint.
ODD = """\
title: Odd
rules: [alias-collision, unasserted-claim]
people:
  bush-43: {name: George Bush}
  bush-41: {name: George Bush}
claims:
  ill: He is unwell
"""
NAMESAKES = "odd.yaml:4: warning: 'George Bush' is a name of 'bush-43' and 'bush-41' [alias-collision]\n"
UNASSERTED = "odd.yaml:7: hint: nobody asserts 'ill'; no source is cited for it [unasserted-claim]\n"
HINT = "title: One\nrules: [unasserted-claim]\nclaims:\n  ill: He is unwell\n"
FINE = "title: Fine\npeople: {begin: Menachem Begin}\n"
BAD = "title: T\nevents: 3\n"


@pytest.fixture
def odd(folder):
    """A dossier with a warning and a hint, one with a hint, one with nothing to find, and one that cannot be read."""
    for name, text in {"odd": ODD, "hint": HINT, "fine": FINE, "bad": BAD}.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return "odd.yaml"


@pytest.fixture
def own(monkeypatch):
    """A table of rules that is forgotten after the test."""
    monkeypatch.setattr(registry, "_RULES", dict(registry._RULES))


class TestText:
    def test_each_finding_has_a_line_the_gravest_first_and_they_are_counted(self, timeline, odd):
        result = timeline("check", odd)
        assert (result.exit_code, result.stderr) == (1, "1 warning, 1 hint in 1 dossier\n")
        assert result.stdout == NAMESAKES + UNASSERTED

    def test_nothing_found_is_told(self, timeline, odd):
        result = timeline("check", "fine.yaml")
        assert (result.exit_code, result.stdout, result.stderr) == (0, "", "nothing found in 1 dossier\n")

    def test_several_dossiers_are_all_looked_at(self, timeline, odd):
        """One that cannot be read does not hide what is found in the others."""
        result = timeline("check", "bad.yaml", odd, "fine.yaml")
        assert result.exit_code == 2
        first, last = result.stderr.splitlines()
        assert first.startswith("bad.yaml:2:")
        assert last == "1 warning, 1 hint in 2 dossiers; 1 could not be read"
        assert result.stdout.count("odd.yaml:") == 2

    def test_where_nothing_was_read_nothing_is_counted(self, timeline, odd):
        result = timeline("check", "bad.yaml")
        assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)

    def test_of_one_severity_they_come_in_the_order_of_the_file_what_is_certain_first(self, timeline, folder, own):
        @rule("each-person")
        def each_person(chronology):
            for agent in chronology.agents:
                yield Finding(message=agent.name, ids=agent, certain=agent.id != "b")

        (folder / "x.yaml").write_text("people:\n  b: First\n  z: Second\n  a: Third\n", "utf-8")
        result = timeline("check", "x.yaml", "--rule", "each-person")
        assert [line.split(" [")[0] for line in result.stdout.splitlines()] == [
            "x.yaml:3: warning: Second",
            "x.yaml:4: warning: Third",
            "x.yaml:2: possible warning: First",
        ]
        assert result.stderr == "2 warnings, 1 possible warning in 1 dossier\n"
        certain = timeline("check", "x.yaml", "--rule", "each-person", "--certain")
        assert certain.stderr == "2 warnings in 1 dossier\n"

    def test_a_packaged_dossier_is_called_by_its_name(self, timeline):
        result = timeline("check", "rome-2025", "--fail-on", "never")
        assert result.exit_code == 0
        assert {line.partition(":")[0] for line in result.stdout.splitlines()} == {"rome-2025"}

    def test_standard_input_is_called_so(self, folder):
        result = CliRunner().invoke(main, ["check", "-"], input=HINT)
        assert result.stdout == "<stdin>: hint: nobody asserts 'ill'; no source is cited for it [unasserted-claim]\n"

    def test_a_hostile_name_of_a_file_stays_on_its_line(self, timeline, folder):
        (folder / "a\n::error::\u202eb.yaml").write_text(HINT, "utf-8")
        (line,) = timeline("check", "a\n::error::\u202eb.yaml").stdout.splitlines()
        assert line.startswith("a\\n::error::\\u202eb.yaml:4: hint: ")


class TestStatus:
    @pytest.mark.parametrize(("severity", "status"), [("hint", 1), ("warning", 0), ("error", 0), ("never", 0)])
    def test_a_hint_fails_only_where_it_is_asked_for(self, timeline, odd, severity, status):
        assert timeline("check", "hint.yaml", "--fail-on", severity).exit_code == status

    @pytest.mark.parametrize(("severity", "status"), [("hint", 1), ("warning", 1), ("error", 0), ("never", 0)])
    def test_a_warning_fails_by_default(self, timeline, odd, severity, status):
        assert timeline("check", odd, "--fail-on", severity).exit_code == status
        assert timeline("check", odd).exit_code == 1

    def test_what_is_silenced_never_fails(self, timeline, odd):
        result = timeline("check", odd, "--silence", "alias-collision", "--silenced")
        assert result.exit_code == 0
        assert "alias-collision" in result.stdout


class TestSelection:
    def test_one_rule_can_be_asked_for_whatever_the_dossier_selects(self, timeline, odd):
        assert timeline("check", odd, "--rule", "unasserted-claim").stdout == UNASSERTED
        assert timeline("check", odd, "--rule", "unknown-kind").stderr == "nothing found in 1 dossier\n"

    def test_one_rule_can_be_silenced(self, timeline, odd):
        result = timeline("check", odd, "--silence", "alias-collision")
        assert (result.exit_code, result.stdout) == (0, UNASSERTED)

    def test_what_is_silenced_can_be_seen_with_the_reason(self, timeline, folder):
        (folder / "quiet.yaml").write_text(
            "claims:\n  ill: {text: He is unwell, silence: {unasserted-claim: To be looked up}}\n", "utf-8"
        )
        assert timeline("check", "quiet.yaml").stderr == "nothing found in 1 dossier\n"
        result = timeline("check", "quiet.yaml", "--silenced")
        assert result.stderr == "1 silenced hint in 1 dossier\n"
        assert result.stdout.endswith("[unasserted-claim] (silenced: To be looked up)\n")

    @pytest.mark.parametrize("option", ["--rule", "--silence"])
    def test_an_unknown_rule_is_wrong_usage(self, timeline, odd, option):
        """It is told once, and no dossier is looked at."""
        result = timeline("check", odd, "bad.yaml", option, "unaserted-claim")
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr == "error: no rule 'unaserted-claim'; did you mean 'unasserted-claim'?\n"


class TestForms:
    def test_json_is_for_programs(self, timeline, odd):
        result = timeline("check", odd, "bad.yaml", "--format", "json")
        tree = json.loads(result.stdout)
        assert result.exit_code == 2
        keys = ("dossier", "file", "line", "rule", "severity", "ids")
        assert [tuple(finding[key] for key in keys) for finding in tree["findings"]][1] == (
            "odd.yaml",
            "odd.yaml",
            7,
            "unasserted-claim",
            "hint",
            ["ill"],
        )
        assert [(problem["file"], problem["line"], problem["path"]) for problem in tree["problems"]] == [
            ("bad.yaml", 2, ["events"])
        ]

    def test_sarif_is_for_code_hosts(self, timeline, odd):
        result = timeline("check", "bad.yaml", odd, "missing.yaml", "--format", "sarif")
        (run,) = json.loads(result.stdout)["runs"]
        told = []
        for each in run["results"]:
            place = each["locations"][0]["physicalLocation"]
            told.append((each["ruleId"], place["artifactLocation"]["uri"], place.get("region", {}).get("startLine")))
        assert told == [
            ("wrong-type", "bad.yaml", 2),
            ("missing-file", "missing.yaml", None),
            ("alias-collision", "odd.yaml", 4),
            ("unasserted-claim", "odd.yaml", 7),
        ]
        assert result.stderr.count("\n") == 2

    def test_github_takes_all_from_one_stream(self, timeline, odd):
        """What could not be read is an annotation too; told on standard error as well, it would stand in the log twice."""
        result = timeline("check", odd, "bad.yaml", "--format", "github")
        commands = [line.partition("::")[2].partition("::")[0] for line in result.stdout.splitlines()]
        assert commands == [
            "error file=bad.yaml,line=2,col=9,title=wrong-type",
            "warning file=odd.yaml,line=4,title=alias-collision",
            "notice file=odd.yaml,line=7,title=unasserted-claim",
        ]
        assert (result.exit_code, result.stderr) == (2, "")

    @pytest.mark.parametrize("form", ["json", "sarif", "github"])
    def test_programs_are_not_counted_for(self, timeline, odd, form):
        assert timeline("check", odd, "--format", form).stderr == ""

    @pytest.mark.parametrize(
        ("name", "form"),
        [
            ("found.json", "json"),
            ("found.sarif", "sarif"),
            ("found.sarif.json", "sarif"),
            ("FOUND.SARIF", "sarif"),
            ("found.txt", "text"),
            ("found", "text"),
        ],
    )
    def test_the_suffix_of_the_output_names_the_form(self, timeline, odd, folder, name, form):
        """And the same goes into the file as to standard output, in place of what stood there."""
        (folder / name).write_text("old", "utf-8")
        result = timeline("check", odd, "--output", name)
        assert (result.exit_code, result.stdout) == (1, "")
        assert (folder / name).read_text("utf-8") == timeline("check", odd, "--format", form).stdout

    def test_an_output_that_cannot_be_written_is_told(self, timeline, odd):
        result = timeline("check", odd, "--output", "nowhere/found.json")
        assert result.exit_code == 2
        assert result.stderr.startswith("nowhere/found.json: its folder does not exist")

    def test_into_a_file_problems_are_still_told_aloud(self, timeline, odd):
        result = timeline("check", "bad.yaml", "--format", "github", "--output", "found.txt")
        assert result.stderr.startswith("bad.yaml:2:")


class TestFaults:
    def test_a_rule_at_fault_is_a_problem_and_the_others_are_applied(self, timeline, odd, own):
        @rule("at-fault")
        def at_fault(chronology):
            raise ZeroDivisionError("by nought")

        result = timeline("check", odd, "hint.yaml", "--rule", "at-fault", "--rule", "unasserted-claim")
        assert result.exit_code == 2
        assert result.stdout.splitlines(keepends=True)[0] == UNASSERTED
        told = f"the rule 'at-fault' of {__name__} is at fault: ZeroDivisionError: by nought; --silence at-fault does without it"
        assert result.stderr.splitlines() == [f"odd.yaml: {told}", f"hint.yaml: {told}", "2 hints in 2 dossiers"]
        assert timeline("check", odd, "--rule", "at-fault", "--silence", "at-fault").exit_code == 0

    def test_one_of_ours_is_a_defect_of_timeline(self, timeline, odd, own, monkeypatch):
        def at_fault(chronology):
            raise KeyError("x")

        at_fault.__module__ = "timeline.checks.rulebook.naming"
        registry._RULES["unasserted-claim"] = registry.Rule("unasserted-claim", "hint", at_fault)
        assert "this is a defect of timeline itself, please report it" in timeline("check", "hint.yaml").stderr


def test_the_examples_of_the_help_are_not_refused(timeline, odd, folder):
    """Whatever they find: none of them is wrong usage."""
    (folder / "talks.yaml").write_text(FINE, "utf-8")
    examples = timeline("check", "--help").stdout.partition("Examples:\n")[2].splitlines()
    lines = [line.split("|")[0].replace("*.yaml", "talks.yaml") for line in examples]
    assert len(lines) >= 2
    for line in filter(None, map(str.strip, lines)):
        result = timeline(*shlex.split(line)[1:])
        assert result.exit_code in {0, 1}, (line, result.stderr)

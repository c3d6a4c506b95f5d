"""The commands rules and explain: what is checked, and what a rule or the code of a problem means."""

import shlex

import pytest

from timeline.checks import registry, rule, rules
from timeline.cli.explaining import codes


@pytest.fixture
def own(monkeypatch):
    """A table of rules that is forgotten after the test."""
    monkeypatch.setattr(registry, "_RULES", dict(registry._RULES))


class TestRules:
    def test_every_rule_is_listed_with_severity_and_meaning(self, timeline):
        result = timeline("rules")
        lines = result.stdout.splitlines()
        assert (result.exit_code, result.stderr, len(lines)) == (0, "", len(rules()))
        for line, (name, known) in zip(lines, rules().items(), strict=True):
            assert line.split(maxsplit=2) == [name, known.severity.value, known.meaning]

    def test_in_a_terminal_meanings_are_wrapped(self, timeline, monkeypatch):
        monkeypatch.setenv("COLUMNS", "72")
        monkeypatch.setattr("timeline.cli.console.watched", lambda: True)
        lines = timeline("rules").stdout.splitlines()
        assert max(map(len, lines)) <= 72
        told = " ".join(" ".join(lines).split())
        assert all(known.meaning in told for known in rules().values())


class TestExplain:
    def test_a_code_is_explained(self, timeline):
        result = timeline("explain", "dangling-id")
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout == "dangling-id\n\nNo record has this id, or bears this name.\n"

    def test_codes_and_rules_are_one_after_the_other_as_they_were_asked_for(self, timeline):
        result = timeline("explain", "tab", "alias-collision", "cycle")
        asked = ("tab", "alias-collision (warning)", "cycle")
        assert [line for line in result.stdout.splitlines() if line in asked] == [*asked]

    def test_every_code_is_explained_without_the_marks_of_the_reference(self):
        assert len(codes()) > 100
        assert [code for code, meaning in codes().items() if not meaning or "](" in meaning] == []

    def test_no_code_is_a_rule_as_well(self):
        assert codes().keys() & rules().keys() == set()

    def test_a_rule_is_explained_with_what_it_finds_in_its_own_dossier(self, timeline):
        result = timeline("explain", "alias-collision", "unknown-kind")
        known = rules()["alias-collision"]
        told = " ".join(result.stdout.split())
        assert result.stdout.startswith("alias-collision (warning)\n\n")
        assert " ".join(known.text.split()) in told
        assert f"Source: {known.source}" in told
        assert "".join(f"  {line}\n" for line in known.dossier.splitlines()) in result.stdout
        assert (
            "'George Bush' is a name of 'bush-41' and 'bush-43' [alias-collision]\n\nunknown-kind (warning)\n"
            in result.stdout
        )

    def test_one_that_explains_nothing_is_listed_too(self, timeline, own):
        rule("mute")(lambda chronology: ())
        assert "mute" in [" ".join(line.split()).split(" ")[0] for line in timeline("rules").stdout.splitlines()]
        assert timeline("explain", "mute").stdout == "mute (warning)\n"

    def test_an_unknown_one_is_refused_with_the_nearest(self, timeline):
        result = timeline("explain", "alias-colision")
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr == "error: no rule and no code 'alias-colision'; did you mean 'alias-collision'?\n"

    def test_one_unknown_word_among_known_ones_leaves_nothing_half_written(self, timeline):
        result = timeline("explain", "tab", "no such thing")
        assert (result.exit_code, result.stdout) == (2, "")
        assert "timeline rules lists the rules" in result.stderr


@pytest.mark.parametrize("command", ["rules", "explain"])
def test_the_examples_of_the_help_run(timeline, command):
    examples = timeline(command, "--help").stdout.partition("Examples:\n")[2].splitlines()
    lines = [line for line in map(str.strip, examples) if line and "--load" not in line]
    assert lines
    for line in lines:
        assert timeline(*shlex.split(line)[1:]).exit_code == 0

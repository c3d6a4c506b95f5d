"""How errors are told: with the line of the file and a mark below it, a line each, or in a form for programs."""

import itertools
import json

import pytest
from click.testing import CliRunner

from timeline.cli import complaints, main
from timeline.errors import Problem

BAD = """\
title: Évian
people:
  joxe: Louis Joxe
events:
  talks: {kind: meeting, title: A second round of talks, when: 1962-02-30, status: over}
  accords: {kind: agreement, title: 協定の調印, when: 1962-03-18, who: [joxe, krimm]}
"""


@pytest.fixture
def bad(folder):
    (folder / "bad.yaml").write_text(BAD, "utf-8")
    return "bad.yaml"


def marked(lines):
    """What stands above each mark, as a terminal shows it, and the code beside the mark."""
    for above, mark in itertools.pairwise(lines):
        if " ^ " in mark:
            wide = "".join(f"{char}\0" if ord(char) > 0x2E80 else char for char in above)  # two columns each
            yield wide[mark.index("^") :].split(",")[0].strip("}]"), mark.split("^ ")[1]


class TestHuman:
    @pytest.mark.parametrize("command", ["check", "show"])
    def test_every_problem_has_its_line_with_a_mark_below_and_the_code(self, timeline, bad, command):
        result = timeline("--errors", "human", command, bad)
        lines = result.stderr.splitlines()
        assert (result.exit_code, result.stdout) == (2, "")
        assert [*marked(lines)] == [
            ("1962-02-30", "impossible-date"),
            ("over", "unknown-status"),
            ("krimm", "dangling-id"),
        ]
        assert [line for line in lines if line.startswith("bad.yaml:")] == timeline(command, bad).stderr.splitlines()

    def test_a_long_line_is_cut_around_the_place(self, timeline, folder):
        (folder / "long.yaml").write_text(
            f"title: T\nnote: {'x' * 500}\nevents: {{a: {{title: {'y' * 500}, when: 2025-02-30, note: {'z' * 500}}}}}\n",
            "utf-8",
        )
        lines = timeline("--errors", "human", "check", "long.yaml").stderr.splitlines()
        assert [*marked(lines)] == [("2025-02-30", "impossible-date")]
        assert max(map(len, lines)) < 120

    def test_nothing_in_an_excerpt_acts_on_a_terminal(self, timeline, folder):
        text = 'title: T\nevents: {a: {title: "\u202eX\x1b]0;owned\x07\x9b31m", when: 2025-02-30}}\n'
        (folder / "evil.yaml").write_text(text, "utf-8")
        told = timeline("--errors", "human", "check", "evil.yaml").stderr
        assert " | " in told
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(told)

    def test_what_is_in_no_file_has_no_excerpt(self, timeline):
        line = ["--errors", "human", "show", "-"]
        result = CliRunner().invoke(main, line, input="title: T\nevents: 3\n", prog_name="timeline")
        assert (result.exit_code, " | " in result.stderr) == (2, False)

    def test_a_place_beyond_the_file_has_no_excerpt(self, folder, bad):
        for line, column in ((99, 1), (1, 99)):
            told = complaints.told([Problem("tab", "a tab", file=bad, line=line, column=column)], "human")
            assert "^" not in told

    def test_of_many_the_first_are_shown_and_all_are_counted(self):
        told = complaints.told([Problem("tab", f"tab {number}") for number in range(1_200)], "human")
        assert told.splitlines()[-2:] == ["tab 49", "... 1,200 problems in all, the first 50 are shown"]


class TestForms:
    def test_concise_is_the_form_where_no_terminal_is(self, timeline, bad):
        assert timeline("--errors", "concise", "check", bad).stderr == timeline("check", bad).stderr

    def test_in_a_terminal_it_is_that_for_people(self, monkeypatch):
        assert complaints.form() == "concise"
        monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
        assert complaints.form() == "human"

    def test_json_is_data(self, timeline, bad):
        problems = json.loads(timeline("--errors", "json", "render", bad).stderr)["problems"]
        assert [(each["code"], each["line"], each["column"]) for each in problems] == [
            ("impossible-date", 5, 64),
            ("unknown-status", 5, 84),
            ("dangling-id", 6, 74),
        ]

    def test_github_has_a_command_for_each(self, timeline, bad):
        lines = timeline("--errors", "github", "convert", bad, "--to", "json").stderr.splitlines()
        assert [line.partition(",title=")[0] for line in lines] == [
            f"::error file=bad.yaml,line={line},col={column}" for line, column in ((5, 64), (5, 84), (6, 74))
        ]

    def test_an_error_without_a_file_is_told_in_every_form(self, timeline):
        told = {form: timeline("--errors", form, "show", "nothing.yaml").stderr for form in complaints.FORMS}
        assert {form for form, text in told.items() if "nothing.yaml" in text} == {*complaints.FORMS}
        assert told["human"] == told["concise"]

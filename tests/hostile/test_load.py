"""Work grows with the input and not with its square: what is counted are comparisons and look-ups, never seconds.

`python -m proof load` measures the times of inputs a thousand times as large.
"""

import difflib
import os
import subprocess
import sys

import pytest

import timeline as tl
from timeline import errors, formats
from timeline.checks import check
from timeline.errors import MOST_PROBLEMS, Unreadable
from timeline.formats.drafting.naming import COUNTED, unique
from timeline.formats.foreign.front_matter import matter_of

DEEP = sys.getrecursionlimit() * 3 // 2


class Counting(set):
    """A set that counts how often it is asked."""

    asked = 0

    def __contains__(self, item):
        self.asked += 1
        return super().__contains__(item)


def asked_for(count: int) -> int:
    """Return how many look-ups give so many entries of one name ids of their own."""
    taken = Counting()
    for _ in range(count):
        taken.add(unique("talks", taken))
    assert len(taken) == count
    return taken.asked


def told(text: str, name: str = "yaml") -> list[str]:
    with pytest.raises(Unreadable) as caught:
        formats.loads(text, name)
    return [str(problem) for problem in caught.value.problems]


def test_entries_of_one_name_are_numbered_with_few_look_ups_each():
    assert asked_for(4_000) < 2.6 * asked_for(2_000)


def test_a_number_is_the_next_that_is_free():
    taken = {"talks", *(f"talks-{number}" for number in range(2, 8))}
    assert unique("talks", taken) == "talks-8"
    taken |= {f"talks-{number}" for number in range(8, COUNTED * 5)}
    assert unique("talks", taken) == f"talks-{COUNTED * 5}"


def test_of_many_words_few_are_compared_letter_by_letter(monkeypatch):
    compared = []
    monkeypatch.setattr(difflib, "get_close_matches", lambda word, words, **_: compared.append(len(words)) or [])
    for count in (1_000, 2_000):
        errors.nearest("romme", [f"rome-{number}" for number in range(count)])
    assert compared == [30, 30]


def test_the_nearest_of_many_words_is_found_among_them():
    words = [f"place-{number}" for number in range(5_000)]
    assert errors.nearest("istambul", [*words, "istanbul"]) == "did you mean 'istanbul'?"


def test_only_the_first_of_thousands_of_mistakes_get_a_nearest_name():
    claims = "".join(f"  known-{number}: {{text: Said {number}}}\n" for number in range(50))
    wrong = ", ".join(f"knwon-{number}" for number in range(400))
    problems = told(f"claims:\n{claims}events:\n- {{kind: statement, title: T, when: 2025, confirms: [{wrong}]}}")
    assert len(problems) == 400
    assert ["did you mean" in problem for problem in problems] == [True] * 100 + [False] * 300


def test_a_list_with_more_mistakes_than_anybody_reads_is_given_up():
    problems = told(f"events: [{{title: T, when: 2025, figures: [{'x, ' * 2 * MOST_PROBLEMS}]}}]")
    assert len(problems) == MOST_PROBLEMS + 1
    assert problems[-1].endswith("too many problems to look at the rest of the list")


def test_a_file_with_more_mistakes_than_anybody_reads_is_given_up():
    problems = told("events:\n" + "- {title: T, when: 2025-02-30}\n" * 2 * MOST_PROBLEMS)
    assert problems[-1] == f"{MOST_PROBLEMS + 3}:3: events[{MOST_PROBLEMS + 1}]: too many problems to go on reading"


def test_a_thousand_mistakes_are_all_told():
    assert len(told("events:\n" + "- {title: T, when: 2025-02-30}\n" * 1_000)) == 1_000


@pytest.mark.parametrize("field", ["after", "part_of"])
def test_a_chain_may_be_longer_than_python_can_nest_calls(field):
    links = [{}, *({field: f"e{number}"} for number in range(DEEP - 1))]
    chain = tl.Chronology(
        tl.Event(f"e{number}", title=f"E {number}", when="2025", **link) for number, link in enumerate(links)
    )
    assert len(chain.events) == DEEP
    assert not [finding for finding in check(chain) if finding.severity == "error"]
    assert formats.loads(chain.dumps("json"), "json") == chain
    assert len(chain.render("markdown")) > DEEP


def test_places_may_lie_in_each_other_deeper_than_python_can_nest_calls():
    places = [tl.Place("l0", name="L 0", zone="Europe/Rome")]
    places += (tl.Place(f"l{number}", name=f"L {number}", within=f"l{number - 1}") for number in range(1, DEEP))
    talks = tl.Meeting("talks", title="Talks", when="2025-04-26T14:30", where=f"l{DEEP - 1}")
    assert tl.Chronology([*places, talks]).when(talks).zone == "Europe/Rome"


def test_a_key_of_toml_has_no_thousands_of_parts():
    (problem,) = matter_of(f"+++\ntitle = 1\n{'a.' * 2_000}a = 1\n+++\n").problems
    assert str(problem) == "3:1: a key of more than 1000 parts"
    assert matter_of(f'+++\ntitle = "{"A sentence. " * 2_000}"\n+++\n').problems == ()


def test_the_limits_are_lifted_by_the_environment():
    program = "import timeline; print(len(timeline.loads(f'title: {\"x\" * 1_500_000}').title))"
    for limit, status in (("2_000_000", 0), ("1_000_000", 1)):
        command = [sys.executable, "-W", "error", "-c", program]
        environment = {**os.environ, "TIMELINE_LONGEST_TEXT": limit}
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
        assert done.returncode == status
        assert ("TIMELINE_LONGEST_TEXT in the environment sets another limit" in done.stderr) is (status == 1)


def test_a_limit_that_is_no_number_is_told_and_the_usual_one_stands():
    environment = {**os.environ, "TIMELINE_MOST_BYTES": "much"}
    command = [sys.executable, "-c", "from timeline import files; print(files.MOST_BYTES)"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.stdout == "200000000\n"
    assert "TIMELINE_MOST_BYTES='much' is no number, so the limit is 200,000,000" in done.stderr

"""Of a dossier with many faults, all are told at once, each in its place, and nothing besides."""

from __future__ import annotations

import pytest
from proof import faults

import timeline as tl


@pytest.mark.parametrize("syntax", ["yaml", "json"])
def test_all_planted_faults_are_told_and_nothing_else(syntax: str, thorough: bool) -> None:
    counted, wrong = faults.summed(500 if thorough else 25, syntax=syntax)
    assert wrong == []
    assert counted["faults"] > 4 * counted["dossiers"]
    assert counted["right column"] == counted["told"] == counted["faults"]
    assert counted["with the first use"] == counted["used twice"] > 0


def test_a_fault_that_is_not_there_would_be_missed() -> None:
    """The judge can say no: of a dossier without faults, and of one in which something else is wrong."""
    ((text, planted),) = faults.dossiers(1, syntax="yaml")
    good = "title: Talks\n"
    counted, wrong = faults.judged(good, planted, syntax="yaml")
    assert (counted["not told"], len(wrong)) == (len(planted), len(planted))
    counted, wrong = faults.judged(text, [], syntax="yaml")
    assert (counted["told besides"], len(wrong)) == (len(planted), len(planted))
    moved = [each._replace(line=each.line + 1) for each in planted]
    counted, _ = faults.judged(text, moved, syntax="yaml")
    assert (counted["right line"], counted["right column"]) == (0, 0)


@pytest.mark.parametrize(
    ("name", "head", "row"),
    [
        ("csv", "title,when\n", "A,2025-02-30\n"),
        ("csv", "title,when\n", 'A,"2025"x\n'),
        ("timelinejs", '{"events": [', '{"start_date": {"year": "x"}, "text": {"headline": "A"}},'),
        ("icalendar", "BEGIN:VCALENDAR\r\n", "BEGIN:VEVENT\r\nUID:a\r\nSUMMARY:A\r\nDTSTART:2025\r\nEND:VEVENT\r\n"),
        ("yaml", "events:\n", "- {title: A, when: 2025-02-30}\n"),
        ("yaml", "a: 1\n", "a: 1\n"),
    ],
)
def test_where_too_much_is_wrong_the_last_problem_says_so(name: str, head: str, row: str) -> None:
    """Nothing is dropped without a word."""
    end = {"timelinejs": "{}]}", "icalendar": "END:VCALENDAR\r\n"}.get(name, "")
    with pytest.raises(tl.Unreadable) as caught:
        tl.loads(head + row * 1_500 + end, name)
    codes = [problem.code for problem in caught.value.problems]
    assert len(codes) >= 1_000
    assert len(codes) == 1_500 or codes[-1] == "too-many"

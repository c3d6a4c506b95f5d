"""Timeline diagrams of Mermaid as chronologies."""

from __future__ import annotations

import pytest

import timeline as tl
from timeline import formats
from timeline.errors import NotWritten, Unreadable

SOCIAL = """---
title: 'Before'
config:
---
%%{init: {'theme': 'dark'}}%%
timeline LR
    title History of Social Media
    accTitle: Other
    accDescr {
      Who came
      when }
    %% a comment
    section Web 2.0
    2002 : LinkedIn
    2004 : Facebook : Google #40;mail#41;
         : Third <br/> one
    section 2024
    May : In a month
    section Age of stone
    Bronze Age : Thing
    2020
"""


def read(text: str) -> tl.Chronology:
    return formats.loads(text, "mermaid", file="x.mmd")


def refused(text: str) -> list[str]:
    with pytest.raises(Unreadable) as caught:
        read(text)
    return [str(problem) for problem in caught.value.problems]


def test_periods_are_dates_and_sections_tags() -> None:
    found = read(SOCIAL)
    assert (found.title, found.header.note) == ("History of Social Media", "Who came\nwhen")
    assert [(event.title, str(event.when), event.tags, event.note) for event in found.events] == [
        ("Thing", "XXXX", ("Age of stone",), "Date as shown: Bronze Age"),
        ("LinkedIn", "2002", ("Web 2.0",), ""),
        ("Facebook", "2004", ("Web 2.0",), ""),
        ("Google (mail)", "2004", ("Web 2.0",), ""),
        ("Third one", "2004", ("Web 2.0",), ""),
        ("In a month", "2024-05", (), ""),
    ]


def test_what_is_left_behind_is_told_with_its_line() -> None:
    assert [(loss.line, loss.why) for loss in read(SOCIAL).losses] == [
        (3, "the configuration 'config:'"),
        (5, "the directive \"%%{init: {'theme': 'dark'}}%%\""),
        (12, "the comment '%% a comment'"),
        (20, "'Bronze Age' is no date that can be read"),
        (21, "the period '2020' has no event"),
    ]


@pytest.mark.parametrize("dossier", formats.dossiers())
def test_what_is_rendered_comes_back_with_titles_and_dates(dossier: str) -> None:
    whole = tl.dossier(dossier)
    again = read(whole.render("mermaid-timeline"))
    assert sorted((event.title, event.when.bounds) for event in whole.events) == sorted(
        (event.title, event.when.bounds) for event in again.events
    )
    assert (again.title, again.losses) == (whole.title, ())
    assert "accounts differ" in {event.note for event in again.events}


def test_a_title_of_marks_comes_back() -> None:
    title = "a : b #35; <br> %% c; 2025"
    again = read(tl.Chronology([tl.Event("e", title=title, when="2025-04-26")]).render("mermaid-timeline"))
    assert [event.title for event in again.events] == [title]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "x.mmd:1:1: there is no diagram; the first line of one is `timeline`"),
        ("%% only\n", "x.mmd:1:1: there is no diagram; the first line of one is `timeline`"),
        (
            "\n gantt\n  title x",
            "x.mmd:2:2: 'gantt' begins no timeline; only timeline diagrams are read, which begin with `timeline`",
        ),
        ("timeline\n  : x", "x.mmd:2:3: an event with no period before it"),
    ],
)
def test_what_is_no_timeline_is_refused(text: str, problem: str) -> None:
    assert refused(text) == [problem]


def test_every_impossible_date_is_told_with_line_and_column() -> None:
    assert refused("timeline\n  30 February 2025 : y\n\n 2025-13-01 : z : zz") == [
        "x.mmd:2:3: '2025-02-30': February 2025 has 28 days (character 9)",
        "x.mmd:4:2: '2025-13-01': there is no month 13 (character 6)",
    ]


def test_a_diagram_without_events_is_empty() -> None:
    assert len(read("timeline")) == 0


def test_who_wants_to_write_one_is_told_what_does() -> None:
    with pytest.raises(NotWritten) as caught:
        tl.dossier("rome-2025").dumps("mermaid")
    assert "`timeline render --to mermaid-timeline` writes it" in str(caught.value)

"""Documents of markwhen as chronologies."""

from __future__ import annotations

import pytest

import timeline as tl
from timeline import formats
from timeline.errors import Unreadable

DIARY = """title: My: diary
description: |-
  Things
  that were
#work: red
timezone: Europe/Rome
view: gantt
// a comment

# Work #proj
12/2012: [x] Started #begun
id: Start1
location: Rome
owner: me
More text #late
- item

## Inner
2013-05: [Signed](https://example.org/x) and [sealed](rome)

# 2014
2014-02-03 / 3 days: Talks
"""


def read(text: str) -> tl.Chronology:
    return formats.loads(text, "markwhen", file="x.mw")


def test_a_document_becomes_a_chronology() -> None:
    found = read(DIARY)
    assert (found.title, found.header.note, found.zone) == ("My: diary", "Things\nthat were", "Europe/Rome")
    started, signed, talks = found.events
    assert (started.id, started.title, str(started.when)) == ("start1", "Started", "2012-12")
    assert (started.where, started.tags) == ("rome", ("Work", "proj", "begun", "late"))
    assert started.summary == "More text #late\n- item"
    assert (signed.title, signed.tags) == ("Signed and sealed", ("Work", "proj", "Inner"))
    assert [source.url for source in found.sources] == ["https://example.org/x"]
    assert (str(talks.when), str(talks.lasted), talks.tags) == ("2014-02-03", "3 days", ())


def test_what_is_left_behind_is_told_with_its_line() -> None:
    assert [(loss.line, loss.why) for loss in read(DIARY).losses] == [
        (5, "the line '#work: red'"),
        (7, "'view: gantt' is a setting of markwhen"),
        (8, "the line '// a comment'"),
        (11, "'[x]' says how far it has got"),
        (14, "the property 'owner: me'"),
        (11, "start1 stands for 'Start1'"),
        (19, "the link to 'rome'"),
    ]


@pytest.mark.parametrize("dossier", formats.dossiers())
def test_what_is_rendered_comes_back_with_titles_and_dates(dossier: str) -> None:
    """The days of a bar say less than the words below it."""
    whole = tl.dossier(dossier)
    again = read(whole.render("markwhen"))
    assert sorted((event.title, event.when.bounds) for event in whole.events) == sorted(
        (event.title, event.when.bounds) for event in again.events
    )
    assert again.title == whole.title
    assert {loss.why.split()[1] for loss in again.losses} == {"comment"}


def test_a_title_of_marks_comes_back() -> None:
    title = "2025: #tag !id @x [a](b) 50% // c"
    again = read(tl.Chronology([tl.Event("e", title=title, when="2025-04-26")], title="T").render("markwhen"))
    assert [(event.title, event.tags) for event in again.events] == [(title, ())]


@pytest.mark.parametrize(
    ("date", "when", "lasted"),
    [
        ("2024", "2024", ""),
        ("2024-08", "2024-08", ""),
        ("2024-08-06", "2024-08-06", ""),
        ("2024-08-06 14:30", "2024-08-06T14:30", ""),
        ("2024-08-06 2pm", "[2024-08-06T14:00..2024-08-06T14:59]", ""),
        ("2024-08-06T14:30:00.5Z", "2024-08-06T14:30:00Z", ""),
        ("2024-08-06T14:30:00Z / 2024-08-07", "2024-08-06T14:30:00Z/2024-08-07", ""),
        ("2024-08/2024-10", "2024-08/2024-10", ""),
        ("2024-08-06 / 2024-08-09", "2024-08-06/2024-08-09", ""),
        ("2024-W05", "[2024-01-29..2024-02-04]", ""),
        ("2024-W05-3", "2024-01-31", ""),
        ("12/2012", "2012-12", ""),
        ("7/4/1776", "1776-07-04", ""),
        ("7/4/1776 - 7/5/1776", "1776-07-04/1776-07-05", ""),
        ("Aug 2024", "2024-08", ""),
        ("6 August 2024", "2024-08-06", ""),
        ("August 6, 2024 09:30", "2024-08-06T09:30", ""),
        ("Dec 1 2012 to Dec 5 2012", "2012-12-01/2012-12-05", ""),
        ("44 BCE", "-0043", ""),
        ("300-200 BC", "-0299/-0199", ""),
        ("50 BCE - 50 CE", "-0049/0050", ""),
        ("2024-08-06 / 2 weeks", "2024-08-06", "2 weeks"),
        ("2020 - now", "2020/..", ""),
        ("now", "XXXX", ""),
        ("10:30", "XXXX", ""),
        ("May 5", "XXXX", ""),
        ("after !start 2 weeks", "XXXX", ""),
        ("3 days", "XXXX", ""),
    ],
)
def test_dates_of_markwhen(date: str, when: str, lasted: str) -> None:
    found = read(f"{date}: An event")
    event = found.events[0]
    assert (event.title, str(event.when), str(event.lasted or "")) == ("An event", when, lasted)
    assert bool(found.losses) == (when == "XXXX" or "now" in date)


def test_the_day_can_come_first() -> None:
    assert str(read("dateFormat: d/M/y\n4/7/1776: x").events[0].when) == "1776-07-04"


def test_what_recurs_happens_once_and_is_told() -> None:
    found = read("2025-05-01 every 2 years for 3 times: Talks")
    assert (str(found.events[0].when), found.losses[0].why) == ("2025-05-01", "it recurs, 'every 2 years for 3 times'")


def test_every_impossible_date_is_told_with_line_and_column() -> None:
    with pytest.raises(Unreadable) as caught:
        read("title: x\n2025-02-30: bad\n  2025-13: worse\n2025 / 2024: backwards")
    assert str(caught.value).split("\n") == [
        "x.mw:2:1: '2025-02-30': February 2025 has 28 days (character 9)",
        "x.mw:3:3: '2025-13': there is no month 13 (character 6)",
        "x.mw:4:1: '2025/2024': the end lies before the start (character 6)",
    ]


def test_a_zone_that_nobody_knows_is_told() -> None:
    found = read("timezone: Mars/Base\n2025: x")
    assert (found.zone, found.losses[0].why) == (None, "'Mars/Base' is no zone of the zone database")


@pytest.mark.parametrize("text", ["", "\n\n", "words only\n", "---\ntitle: x\n---\n"])
def test_a_document_without_events_is_empty(text: str) -> None:
    assert len(read(text)) == 0


@pytest.mark.parametrize("text", ["1 d" * 9_000, "2020 " * 9_000, "after " * 9_000, "1/1/1,,,," * 5_000, "[" * 40_000])
def test_hostile_lines_are_read_in_linear_time(text: str) -> None:
    """A reader that went back and forth would not end within the time that a run has."""
    assert len(read(text)) <= 1
    assert len(formats.loads(f"timeline\n{text}", "mermaid")) <= 1


def test_a_finding_names_the_line(tmp_path) -> None:
    """Though the event got its id only here."""
    path = tmp_path / "diary.mw"
    path.write_text("title: Diary\n\n2020-01-01: Talks\n", "utf-8")
    found = tl.check(tl.read(path))
    assert [(finding.rule, finding.line) for finding in found] == [("false-precision", 3)]

"""Chronologies as files of TimelineJS 3, and the files of others."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import timeline as tl
from timeline import formats
from timeline.errors import Unreadable


def slides(*events: tl.Event, **header: Any) -> list[dict[str, Any]]:
    return json.loads(formats.dumps(tl.Chronology(events, **header), "timelinejs"))["events"]


def slide(when: str, **fields: Any) -> dict[str, Any]:
    return slides(tl.Event("e", title="E", when=when, **fields))[0]


def read(*given: dict[str, Any], **rest: Any) -> tl.Chronology:
    return formats.loads(json.dumps({"events": given, **rest}, indent=1), "timelinejs", file="x.timelinejs.json")


def said(year: object = 1962, headline: str = "A", **fields: Any) -> dict[str, Any]:
    return {"start_date": {"year": year}, "text": {"headline": headline}, **fields}


def shown(text: str) -> tuple[str, list[str]]:
    """Return the text and the tags that an independent reader of HTML finds."""
    parser = HTMLParser()
    words: list[str] = []
    tags: list[str] = []
    parser.handle_data = words.append
    parser.handle_starttag = lambda tag, _: tags.append(tag)
    parser.feed(text)
    parser.close()
    return "".join(words), tags


def refused(text: str) -> list[str]:
    with pytest.raises(Unreadable) as caught:
        formats.loads(text, "timelinejs", file="x")
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("when", "start", "end", "words"),
    [
        ("2025-04-26", {"year": 2025, "month": 4, "day": 26}, None, "26 April 2025"),
        ("2025-04", {"year": 2025, "month": 4}, None, "April 2025"),
        ("-0043-03-15", {"year": -44, "month": 3, "day": 15}, None, "15 March 44 BCE"),
        ("0000", {"year": -1}, None, "1 BCE"),
        ("-0044-02-29", {"year": -45, "month": 2}, None, "29 February 45 BCE"),
        (
            "1962-10-16/1962-10-28",
            {"year": 1962, "month": 10, "day": 16},
            {"year": 1962, "month": 10, "day": 28},
            "from 16 to 28 October 1962",
        ),
        ("2022-02-24/..", {"year": 2022, "month": 2, "day": 24}, None, "from 24 February 2022 on"),
        ("../1962-03", {"year": 1962, "month": 3}, None, "until March 1962"),
        ("196X", {"year": 1960}, {"year": 1969}, "the 1960s"),
        ("2025-21", {"year": 2025, "month": 3}, {"year": 2025, "month": 5}, "spring 2025"),
        ("1962~", {"year": 1962}, None, "about 1962"),
        (
            "2025-04-26T14:30[Europe/Rome]",
            {"year": 2025, "month": 4, "day": 26, "hour": 14, "minute": 30},
            None,
            "26 April 2025, 14:30 (Rome time)",
        ),
    ],
)
def test_a_date_says_no_more_than_the_record(when: str, start: dict, end: dict | None, words: str) -> None:
    found = slide(when)
    assert (found["start_date"], found.get("end_date"), found["display_date"]) == (start, end, words)
    assert str(read(found).events[0].when) == when


def test_the_notation_stands_beside_only_where_the_fields_say_less() -> None:
    assert "when" not in slide("2025-04")
    assert "when" not in slide("[2025-04-21..2025-04-26]")
    assert slide("-0044-02-29")["when"] == "-0044-02-29"
    assert slide("2025-04-26T14:30Z")["when"] == "2025-04-26T14:30Z"


def test_a_date_that_somebody_changed_counts() -> None:
    found = slide("2025-04-26T14:30Z")
    found["start_date"]["day"] = 27
    again = read(found)
    assert str(again.events[0].when) == "2025-04-27T14:30"
    assert "'2025-04-26T14:30Z' is not the date of start_date and end_date" in again.losses[0].why


def test_what_timelinejs_drops_is_told() -> None:
    feast = tl.Chronology([tl.Event("feast", title="Feast", when="XXXX-12-25"), tl.Event("e", title="E", when="2025")])
    assert [str(loss) for loss in formats.losses(feast, "timelinejs")] == ["feast: TimelineJS drops what has no year"]
    assert [each["unique_id"] for each in slides(*feast.events)] == ["e"]


def test_years_that_no_browser_has_are_on_the_other_scale() -> None:
    text = formats.dumps(tl.Chronology([tl.Event("bang", title="Bang", when="Y-13800000000")]), "timelinejs")
    tree = json.loads(text)
    assert tree["scale"] == "cosmological"
    assert tree["events"][0]["start_date"] == {"year": -13800000001}
    assert str(formats.loads(text, "timelinejs").events[0].when) == "Y-13800000000"
    assert slide("Y123456789012345678901")["start_date"] == {"year": "123456789012345678901"}


@pytest.mark.parametrize(
    "text",
    ["<img src=x onerror=alert(1)>", "a\n<script>b</script>\n\nc  d", "&lt;b&gt; &amp;", "\"'`{{7*7}}", "# a\n- b"],
)
def test_text_is_text_in_every_field(text: str) -> None:
    event = tl.Event("e", title=text, when="2025", summary=text, tags=[text])
    whole = json.loads(formats.dumps(tl.Chronology([event], title=text, note=text), "timelinejs"))
    found = whole["events"][0]
    for body in (found["text"], whole["title"]["text"]):
        assert shown(body["headline"]) == (text, [])
        words, tags = shown(body["text"])
        assert words.split() == text.replace("\n", "").split() or words == text.replace("\n", "")
        assert set(tags) <= {"br", "div"}
    assert shown(shown(found["group"])[0]) == (text, [])
    assert found["autolink"] is False
    again = formats.loads(json.dumps(whole), "timelinejs")
    assert (again.title, again.header.note, again.events[0]) == (text, text, event)


def test_an_empty_chronology_is_a_file() -> None:
    assert json.loads(formats.dumps(tl.Chronology(), "timelinejs")) == {"events": []}
    assert len(formats.loads('\ufeff{"events": []}', "timelinejs")) == 0


# The files of others


def test_html_becomes_markdown_and_what_leaves_no_trace_is_told() -> None:
    text = "<p>A <b>bold</b> word, 2 * 3&nbsp;* 4</p><ul><li>one</li></ul><iframe src='x'></iframe><script>alert(1)</script>"
    found = read(said(text={"headline": "A <em>B</em>", "text": text}))
    assert found.events[0].title == "A B"
    assert found.events[0].summary == "A **bold** word, 2 \\* 3\xa0\\* 4\n\n- one"
    assert [(loss.record, loss.field, loss.why) for loss in found.losses] == [
        ("1962-a-b", "headline", "<em> leaves no trace"),
        ("1962-a-b", "text", "<iframe>, <script> leaves no trace"),
    ]


def test_media_become_sources() -> None:
    media = {
        "url": "https://example.org/a.jpg",
        "caption": "The <i>accord</i>",
        "credit": "AP",
        "link": "https://x.org",
    }
    found = read(
        said(media=media), said(1963, "B", media=media), said(1964, "C", media={"url": "<blockquote>x</blockquote>"})
    )
    assert [(source.title, source.url, source.author) for source in found.sources] == [
        ("The accord", "https://example.org/a.jpg", "AP")
    ]
    assert [len(event.cites) for event in found.events] == [1, 1, 0]
    assert [loss.field for loss in found.losses] == ["media.link", "media.link", "media.url"]


def test_groups_and_eras_become_tags() -> None:
    era = {"start_date": {"year": "1914"}, "end_date": {"year": "1918"}, "text": {"headline": "War"}}
    found = read(said(group="R&amp;D"), eras=[era], scale="human")
    assert [(event.title, str(event.when), event.tags) for event in found.events] == [
        ("War", "1914/1918", ("era",)),
        ("A", "1962", ("R&D",)),
    ]
    assert found.losses == ()


@pytest.mark.parametrize(
    ("fields", "when", "note"),
    [
        ({"start_date": {"year": "1920", "month": "", "day": None}}, "1920", ""),
        ({"start_date": {"year": -44, "month": "03"}}, "-0043-03", ""),
        ({"start_date": {"year": 1945, "month": 2, "day": 4, "hour": 17}}, "[1945-02-04T17:00..1945-02-04T17:59]", ""),
        ({"start_date": {"year": 1920}, "display_date": "c. 1920"}, "1920~", ""),
        ({"start_date": {"year": 1920}, "display_date": "the twenties"}, "1920", "Date as shown: the twenties"),
        ({"start_date": {"year": 1920, "display_date": "1920s"}}, "192X", ""),
        (
            {"start_date": {"year": 1920, "month": 5}, "display_date": "3 May 1920"},
            "1920-05",
            "Date as shown: 3 May 1920",
        ),
        ({"start_date": {}, "display_date": "about 1920"}, "1920~", ""),
        ({}, "XXXX", ""),
        ({"end_date": {"year": 1920}}, "/1920", ""),
        ({"start_date": {"year": 1920}, "end_date": {"year": "1920"}}, "1920", ""),
    ],
)
def test_dates_of_others(fields: dict[str, Any], when: str, note: str) -> None:
    event = read({"text": {"headline": "A"}, **fields}).events[0]
    assert (str(event.when), event.note) == (when, note)


def test_a_date_shown_with_less_than_the_fields_is_taken_as_shown_and_told() -> None:
    found = read(said(start_date={"year": 1920, "month": 5, "day": 3}, display_date="May 1920"))
    assert str(found.events[0].when) == "1920-05"
    assert "1920-05-03 is shown as 'May 1920', which claims less and is taken" in found.losses[0].why


def test_ids_of_others_stay_where_they_can() -> None:
    found = read(said(unique_id="a-"), said(unique_id="a-"), said(unique_id="Not One!"), said())
    assert {event.id for event in found.events} == {"a-", "a", "not-one", "1962-a"}
    assert [loss.why for loss in found.losses] == [
        "'a-' is used before: a stands for it",
        "'Not One!' is no id here: not-one stands for it",
    ]


def test_what_has_no_place_is_told_with_its_line() -> None:
    found = read(said(background={"color": "red", "url": ""}, autolink=True, location={"name": ""}), credit="me")
    assert [(loss.field, loss.line) for loss in found.losses] == [("credit", 20), ("background", 10)]


def test_every_problem_comes_with_line_and_column() -> None:
    text = """{"events": [
 {"start_date": {"year": "1945", "day": 3}, "text": {"headline": "A"}},
 {"start_date": {"year": 0}, "text": {"headline": "B"}},
 {"start_date": {"year": 2025, "month": 2, "day": 30}, "text": {"headline": "C"}},
 {"start_date": {"year": "nineteen"}, "text": {"headline": ["D"]}},
 {"start_date": {"year": 1990}, "end_date": {"year": 1980}, "text": {"headline": "E"}},
 {"start_date": "2015"},
 7]}"""
    assert refused(text) == [
        "x:2:41: events[0].start_date.day: a day without month",
        "x:3:26: events[1].start_date.year: there is no year 0; the year 1 BCE is -1 here",
        "x:4:17: events[2].start_date: '2025-02-30': February 2025 has 28 days (character 9)",
        "x:5:26: events[3].start_date.year: a whole number is wanted, not 'nineteen'",
        "x:5:60: events[3].text.headline: a text is wanted, not a list",
        "x:6:17: events[4].start_date: '1990/1980': the end lies before the start (character 6)",
        "x:7:17: events[5].start_date: a mapping is wanted, not '2015'",
        "x:8:2: events[6]: a mapping is wanted, not 7",
    ]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"events": {}}', '{"timeline": {"date": []}}', '{"events": ['])
def test_what_is_no_such_file_is_refused(text: str) -> None:
    assert len(refused(text)) == 1


def test_the_samples_of_timelinejs_load(npm) -> None:
    folder: Path = npm("@knight-lab/timelinejs") / "src" / "template"
    paths = sorted(folder.glob("*.json"))
    assert len(paths) >= 4
    for path in paths:
        tree = json.loads(path.read_text("utf-8"))
        found = formats.read(path, format="timelinejs")
        count = len(tree["events"]) + len(tree.get("eras", []))
        assert len(found) + sum("without a word" in loss.why for loss in found.losses) == count
        assert len(formats.loads(formats.dumps(found, "timelinejs"), "timelinejs")) == len(found)


def test_the_suffix_goes_before_that_of_json(tmp_path: Path) -> None:
    rome = tl.dossier("rome-2025")
    rome.write(tmp_path / "rome.timelinejs.json")
    again = tl.read(tmp_path / "rome.timelinejs.json")
    assert {event.id: event.title for event in rome.events} == {event.id: event.title for event in again.events}
    assert again.origin == str(tmp_path / "rome.timelinejs.json")

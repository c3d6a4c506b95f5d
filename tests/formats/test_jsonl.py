"""JSON Lines: one record to a line, read and written without loss, with every problem at its line and column."""

import io
import json
import tracemalloc

import pytest

import timeline as tl
from timeline import formats
from timeline.errors import Loss, Unreadable
from timeline.formats.drafting import loading
from timeline.formats.json import SYNTAX

HEADER = '{"timeline": 1, "title": "Talks", "language": "en", "zone": "Europe/Rome"}\n'
RECORDS = [
    '{"section": "people", "id": "putin", "name": "Vladimir Putin"}\n',
    '{"section": "people", "id": "witkoff", "name": "Steve Witkoff"}\n',
    '{"section": "events", "id": "talks", "kind": "meeting", "title": "They meet", "when": "2025-04", "who": ["putin", "witkoff"]}\n',
    '{"section": "events", "id": "after", "title": "They part", "when": "2025-04", "after": ["talks"]}\n',
]


def told(text):
    """What is wrong with a text, a line for each."""
    with pytest.raises(Unreadable) as caught:
        formats.loads(text, "jsonl", file="x.jsonl")
    return str(caught.value).splitlines()


@pytest.mark.parametrize("dossier", formats.dossiers())
def test_it_loses_nothing(dossier):
    chronology = tl.dossier(dossier)
    text = chronology.dumps("jsonl", strict=True)
    assert formats.loads(text, "jsonl") == chronology
    assert formats.loads(text, "jsonl").dumps("jsonl") == text


def test_each_line_is_an_object_of_its_own():
    rome = tl.dossier("rome-2025")
    header, *lines = [json.loads(line) for line in rome.dumps("jsonl").splitlines()]
    assert header["title"] == rome.title
    assert [(line["section"], line["id"]) for line in lines] == [(record.section, record.id) for record in rome.records]


def test_it_is_written_line_by_line():
    pieces = [*formats.stream(tl.dossier("rome-2025"), "jsonl")]
    assert len(pieces) == len(tl.dossier("rome-2025").records) + 1
    assert all(piece.endswith("\n") and piece.count("\n") == 1 for piece in pieces)


def test_lines_may_stand_in_any_order_with_empty_ones_between():
    text = "\n \t\r\n".join([*reversed(RECORDS), HEADER])
    assert formats.loads(text, "jsonl") == formats.loads(HEADER + "".join(RECORDS), "jsonl")


def test_files_may_be_put_one_behind_another():
    """What both have is taken once; another title is told and not taken."""
    first, second = HEADER + "".join(RECORDS[:3]), HEADER.replace("Talks", "More") + "".join(RECORDS[1:])
    both = formats.loads(first + second, "jsonl", file="both.jsonl")
    assert both == formats.loads(HEADER + "".join(RECORDS), "jsonl")
    assert both.losses == (Loss("", "title", "another header says 'More'; that in line 1 stands", 5),)
    assert formats.loads(HEADER + first, "jsonl").losses == ()


def test_another_zone_is_refused_because_it_would_move_times():
    other = HEADER.replace("Rome", "Moscow")
    assert told(HEADER + RECORDS[0] + other) == [
        "x.jsonl:3:61: a second header, for the zone 'Europe/Moscow'; the header in line 1 is for the zone 'Europe/Rome'; give the zone to the places instead"
    ]


def test_one_id_for_two_things_is_refused_with_both_lines():
    again = RECORDS[0].replace("Vladimir Putin", "Somebody")
    elsewhere = '{"section": "places", "id": "putin", "name": "Putin"}\n'
    assert told(RECORDS[0] + again + elsewhere) == [
        "x.jsonl:2:29: the id 'putin' is used before, in people, for something else; first used in line 1",
        "x.jsonl:3:29: places.putin: the id 'putin' is used before, in people; first used in line 1",
    ]


def test_every_problem_of_every_line_is_told_at_its_place():
    text = (
        '{"timeline": 1, "titel": "A"}\n'
        "\n"
        '{"section": "people", "id": "x", "name": "X",}\n'
        '{"section": "peple", "id": "y", "name": "Y"}\n'
        '{"section": "people", "id": "z", "nam": "Z"}\n'
        '{"section": "events", "id": "e", "title": "T", "when": "2025-02-30", "who": ["nobody"]}\r\n'
        '{"section": "people", "name": "Nobody"}\n'
        '{"section": "people", "id": 5, "name": "Nobody"}\n'
        "[1]\n"
        '{"id": "q", "title": "T", "when": "2025"}\n'
        '{"section": "events", "id": "Bad Id", "title": "T", "when": "2025"}\n'
    )
    assert told(text) == [
        "x.jsonl:1:17: titel: unknown key 'titel'; did you mean 'title'?",
        "x.jsonl:3:45: a comma with nothing behind it; leave it out",
        "x.jsonl:4:13: no section 'peple'; did you mean 'people'?",
        "x.jsonl:5:34: people.z.nam: unknown key 'nam'; did you mean 'name'?",
        "x.jsonl:6:56: events.e.when: '2025-02-30': February 2025 has 28 days (character 9)",
        "x.jsonl:6:78: events.e.who[0].agent: no agent 'nobody'; there are: z",
        "x.jsonl:7:1: 'id' is missing",
        "x.jsonl:8:29: an id is a text, not 5",
        'x.jsonl:9:1: an object is wanted in every line; such as {"section": "events", "id": "briefing", ...}',
        "x.jsonl:10:1: 'section' is missing; one of people, organizations, states, agents, places, tenures, sources, claims, events; the line without one is the header",
        "x.jsonl:11:29: events.Bad Id.id: 'Bad Id' is no id; an id is made of a-z, 0-9 and '-', and begins with a letter or digit",
    ]


@pytest.mark.parametrize(
    ("line", "told_of_it"),
    [
        ("null", "x.jsonl:1:1: null; leave the key out"),
        ('{"section": "people"', "x.jsonl:1:21: ',' or '}' is wanted here"),
        ('{"a": 1}{"b": 2}', "x.jsonl:1:9: more text after the end; one object to a line is JSON Lines (.jsonl); a dossier is one object"),
        ('{"timeline": 2}', "x.jsonl:1:14: timeline: no version 2 of the format; this library reads version 1; a newer one may read it"),
        ('{"people": {"x": "X"}}', "x.jsonl:1:1: 'section' is missing; one of people, organizations, states, agents, places, tenures, sources, claims, events; the line without one is the header"),
        ('{"section": {}, "id": "x"}', "x.jsonl:1:13: no section {}; allowed: people, organizations, states, agents, places, tenures, sources, claims, events"),
        ('{"section": "people", "id": "x", "name": "X", "name": "Y"}', "x.jsonl:1:47: the key 'name' a second time; first used in line 1"),
        ("[" * 99, "x.jsonl:1:41: nested more than 40 deep"),
    ],
)  # fmt: skip
def test_what_is_no_record_is_refused(line, told_of_it):
    assert told(line) == [told_of_it]


def test_only_a_line_feed_ends_a_line():
    """A line separator of Unicode within a text is none, although `splitlines` would part there."""
    text = '{"section": "events", "id": "e", "title": "T", "when": "2025", "summary": "a\u2028b\u0085c"}'
    assert formats.loads(text, "jsonl")["e"].summary == "a\u2028b\u0085c"


def test_an_event_may_have_no_id_and_a_name_may_stand_for_one():
    (event,) = formats.loads(
        '{"section": "events", "title": "A call", "when": "1919", "who": ["Lloyd George"]}', "jsonl"
    )
    assert (event.id, event.who[0].agent) == ("1919-a-call", "lloyd-george")


def test_an_unknown_kind_keeps_keys_that_mean_something_here():
    text = 'events: {e: {kind: raid, title: T, when: "2025", section: north, fields: {a: b}}}'
    raid = formats.loads(text)
    line = json.loads(raid.dumps("jsonl").splitlines()[1])
    assert line.keys() == {"section", "id", "fields"}
    assert formats.loads(raid.dumps("jsonl"), "jsonl") == raid


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff", '{"timeline": 1, "language": "en"}\n'])
def test_without_a_record_it_is_an_empty_chronology(text):
    assert formats.loads(text, "jsonl") == tl.Chronology([])


def test_findings_have_the_lines_of_the_file(tmp_path):
    path = tmp_path / "talks.ndjson"
    path.write_text(HEADER + "".join(RECORDS), "utf-8")
    talks = tl.read(path)
    assert talks.lines(["putin", "talks", "after"]) == {"putin": 2, "talks": 4, "after": 5}
    assert formats.locate(path, [("events", "talks", "who")]) == {("events", "talks", "who"): (4, 98)}


def test_a_record_of_a_later_line_may_be_mentioned_by_hundreds():
    """More lines than are looked over at once, all of which mention what comes last."""
    lines = [
        f'{{"section": "events", "id": "e{n}", "title": "T", "when": "2025", "who": ["last"]}}\n' for n in range(1200)
    ]
    made = formats.loads("".join(lines) + '{"section": "people", "id": "last", "name": "Last"}\n', "jsonl")
    assert len(made.involving("last")) == 1200
    assert [event.id for event in made.records[1:4]] == ["e0", "e1", "e2"]


def test_it_takes_less_memory_than_one_tree():
    """Half of what JSON takes at its peak that is read into one tree, all told; the records themselves stay in both."""
    buffer = io.StringIO()
    buffer.writelines(
        f'{{"section": "events", "id": "e{n}", "title": "Meeting {n}", "when": "2025-04-26", "tags": ["a{n}", "b{n}"], "summary": "{n}"}}\n'
        for n in range(4000)
    )
    lines = buffer.getvalue()
    whole = formats.loads(lines, "jsonl").dumps("json")
    peaks = []
    for read in (lambda: formats.loads(lines, "jsonl"), lambda: loading.load(whole, SYNTAX)):
        tracemalloc.start()
        read()
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[0] < peaks[1] * 0.75


def test_a_file_is_never_in_memory_as_a_whole(tmp_path, monkeypatch):
    path = tmp_path / "talks.jsonl"
    path.write_text(HEADER + "".join(RECORDS), "utf-8")
    monkeypatch.setattr("timeline.files.read_text", lambda *_, **__: pytest.fail("the whole file was read"))
    assert tl.read(path).dumps("jsonl") == path.read_bytes().decode()


def test_what_is_wrong_with_a_file_is_told_as_of_a_text(tmp_path):
    path = tmp_path / "talks.jsonl"
    path.write_text("\ufeff" + HEADER + '\n{"section": "people", "id": "a"}\n', "utf-8")
    with pytest.raises(Unreadable, match=r"talks.jsonl:3:29: people.a: 'name' is missing"):
        tl.read(path)
    path.write_bytes(b'{"timeline": 1}\n{"\xff')
    with pytest.raises(Unreadable, match=r"talks.jsonl:2:3: the byte 0xff at offset 18 is not UTF-8"):
        tl.read(path)
    with pytest.raises(Unreadable, match="at most 10 are read"):
        formats.read(path, limit=10)

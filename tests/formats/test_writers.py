"""Written dossiers: pleasant to read, easy to compare, safe in every parser."""

from pathlib import Path

import pytest

from timeline import formats
from timeline.formats.drafting import json_writer, yaml_reader, yaml_writer

GOLDEN = Path(__file__).parents[1] / "golden"

PLENTY = """\
title: "Talks: a trial"
language: en
zone: Europe/Rome
note: "One line.\\n\\nAnother, with: a colon."
people:
  ann: Ann Lee
  bob: {name: Bob 'the Builder' Li, aliases: ["NO", Robert], identifiers: {wikidata: Q1, isni: "0000 0001"}}
  carol:
    name: Carol
    note: A remark that is long enough to need a line of its own in the file, because with the rest it would not fit.
states:
  no: {name: Norway, code: NO}
places:
  lake: {name: Lake Geneva, zone: Europe/Zurich}
tenures:
  ann-1: {holder: ann, post: Envoy, of: no, term: 2020/..}
sources:
  paper: {title: "The Paper, weekly", published: 2025-04-26}
claims:
  done: It is done
  met-on-land: {subject: talk, attribute: lasted, value: 3 h, cites: paper}
events:
  - id: talk
    kind: meeting
    title: Ann and Bob talk
    when: 2025-04-26T14:30[Europe/Rome]
    lasted: ~15 min
    where: lake
    who: [{agent: ann, capacity: "special envoy: Norway", on_behalf_of: no}, bob, {agent: carol, role: interpreter}]
    figures: [66 drones, "> 1300 km² of land"]
    cites: [{source: paper, quote: "\\"so it is\\", they say", locator: p. 1}]
    summary: "- First.\\n- Second, with a\\ttab.\\n"
  - id: word
    kind: statement
    title: Ann says that it is done
    when: 2025-04~
    who: ann
    to: bob
    asserts: done
    after: talk
    note: "Hidden\\u202e characters show."
    text: Words that go on and on, far beyond the width of a page, and are folded where a line would be too long for it.
"""


@pytest.mark.parametrize("name", ["yaml", "json"])
def test_golden(name: str, *, write_golden: bool) -> None:
    """The same chronology gives the same bytes, and they are these."""
    actual = formats.dumps(formats.loads(PLENTY), name)
    path = GOLDEN / f"talks.{name}"
    if write_golden:
        path.write_text(actual, "utf-8", newline="\n")
    assert path.read_text("utf-8") == actual
    assert formats.loads(actual, name) == formats.loads(PLENTY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rome", "Rome"),
        ("2025-04-26", "2025-04-26"),
        ("~15 min", "~15 min"),
        ("St. Peter's", "St. Peter's"),
        ("Зеленський", "Зеленський"),
        ("a:b #c", "'a:b #c'"),
        ("a: b", "'a: b'"),
        ("- a", "'- a'"),
        ("> 1300 km²", "'> 1300 km²'"),
        ("it's: so", '"it\'s: so"'),
        ("NO", "'NO'"),
        ("null", "'null'"),
        ("~", "'~'"),
        ("2025", "'2025'"),
        ("12:30", "'12:30'"),
        ("1e3", "'1e3'"),
        ("", "''"),
        ("https://example.org/a#b", "https://example.org/a#b"),
        ("a\u2028b", '"a\\u2028b"'),
        ("\u202etxet", '"\\u202Etxet"'),
        ("a\tb", '"a\\tb"'),
        ("می‌خواهم", "می‌خواهم"),
        ("👩‍👩‍👧", "'👩‍👩‍👧'"),
    ],
)
def test_texts_have_quotation_marks_where_they_need_them(text: str, expected: str) -> None:
    written = yaml_writer.write({"title": text})
    assert written == f"title: {expected}\n"
    assert yaml_reader.read(written).tree == {"title": text}


def test_texts_of_several_lines_stand_as_they_are() -> None:
    assert yaml_writer.write({"note": "a\n\n  b: c"}) == "note: |-\n  a\n\n    b: c\n"
    assert yaml_writer.write({"note": "a \nb"}) == 'note: "a \\nb"\n'


def test_long_texts_are_folded_between_words() -> None:
    text = " ".join(["word"] * 40)
    lines = yaml_writer.write({"note": text}).splitlines()
    assert lines[0] == "note: >-"
    assert max(map(len, lines)) <= 110
    address = f"https://example.org/{'a' * 120}"
    assert yaml_writer.write({"url": address}) == f"url: {address}\n"


def test_a_changed_date_changes_one_line() -> None:
    """Events stand in the author's order, so that a corrected date moves nothing."""
    before = formats.dumps(formats.loads(PLENTY)).splitlines()
    after = formats.dumps(formats.loads(PLENTY.replace("2025-04~", "1999"))).splitlines()
    assert [(a, b) for a, b in zip(before, after, strict=True) if a != b] == [
        ("    when: 2025-04~", "    when: '1999'")
    ]


def test_json_shows_what_hides() -> None:
    assert json_writer.write({"title": "a\u202eb\u2028\x85é"}) == '{\n  "title": "a\\u202eb\\u2028\\u0085é"\n}\n'


def test_a_view_is_written_with_all_that_it_mentions() -> None:
    view = formats.loads(PLENTY).of("meeting")
    assert len(formats.loads(formats.dumps(view))) == 1

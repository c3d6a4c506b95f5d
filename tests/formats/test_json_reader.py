"""JSON is read by the standard library, and looked at more closely where anything is amiss."""

import time

import pytest

from timeline.formats.drafting import json_reader


def problems(text: str) -> list[str]:
    return [str(problem) for problem in json_reader.read(text).problems]


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ('["\\ud83d\\ude00"]', ["😀"]),
        ('["' + "[" * 1000 + '"]', ["[" * 1000]),
        ('{"a": "null", "b": [], "c": {}}', {"a": "null", "b": [], "c": {}}),
        ('{"low": 5, "high": 1300.50, "flag": true}', {"low": 5, "high": json_reader.Numeral("1300.50"), "flag": True}),
        ("", None),
        (" \n", None),
        ("[" * 40 + "]" * 40, eval("[" * 40 + "]" * 40)),
    ],
)
def test_a_sound_text_is_read(text: str, tree: object) -> None:
    reading = json_reader.read(text)
    assert (reading.tree, reading.problems, reading.whole) == (tree, (), True)


def test_a_number_is_shown_as_it_stands() -> None:
    assert repr(json_reader.read("[1300.50]").tree) == "[1300.50]"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a": NaN}', ["1:7: 'NaN' stands for nothing in JSON; a number is written in digits"]),
        ('{"a": -Infinity}', ["1:7: '-Infinity' stands for nothing in JSON; a number is written in digits"]),
        ('{"a": True}', ["1:7: 'True' stands for nothing in JSON; write true"]),
        ('{"a": hello}', ["1:7: 'hello' stands for nothing in JSON; put quotation marks around a text"]),
        ("[1e999]", ["1:2: the number '1e999'; write it with fewer digits"]),
        (f"[{'9' * 41}]", [f"1:2: the number '{'9' * 41}'; write it with fewer digits"]),
        ('{"a": null}', ["1:7: null; leave the key out"]),
        (
            '{"a": [null], "a": 1}',
            ["1:8: null; leave the key out", "1:15: the key 'a' a second time; first used in line 1"],
        ),
        ('{\n"a": 1,\n"b": {"c": 1, "c": 2}\n}', ["3:15: the key 'c' a second time; first used in line 3"]),
        ("{} x", ["1:4: more text after the end; one file holds one dossier"]),
        ("{} // x", ["1:4: more text after the end; JSON has no comments; YAML has"]),
        (
            "{}\n{}",
            ["2:1: more text after the end; one object to a line is JSON Lines (.jsonl); a dossier is one object"],
        ),
        ("# x\n{}", ["1:1: '#' begins nothing in JSON; JSON has no comments; YAML has"]),
        ('{"a": 1,}', ["1:8: a comma with nothing behind it; leave it out"]),
        ("[1,]", ["1:3: a comma with nothing behind it; leave it out"]),
        ("{a: 1}", ["1:2: a key in quotation marks is wanted here, not 'a'"]),
        ("{'a': 1}", ['1:2: "\'" begins nothing in JSON; use quotation marks " "']),
        ('{"a" 1}', ["1:6: ':' is wanted here"]),
        ("[1 2]", ["1:4: ',' or ']' is wanted here"]),
        ('{"a":', ["1:6: the text ends where a value is wanted"]),
        ("[}", ["1:2: a value is wanted here, not '}'"]),
        ('["\\x"]', [r"1:3: a malformed escape in a text; such as \n, \u00e9, \" and \\"]),
        ('["a\nb"]', ["1:2: a text that does not end in its line; a quotation mark is not closed"]),
        ('["a\x07"]', ["1:4: the character U+0007 in a text; write it as an escape, or remove it"]),
        ("[01]", ["1:2: a malformed number"]),
        ("[%]", ["1:2: '%' begins nothing in JSON"]),
        ("[" * 41 + "]" * 41, ["1:41: nested more than 40 deep"]),
        (
            f'["{"x" * 1_000_001}"]',
            [
                "1:2: a text of 1,000,001 characters; at most 1,000,000 are read; TIMELINE_LONGEST_TEXT in the environment sets another limit"
            ],
        ),
    ],
)
def test_what_is_amiss_is_told_with_its_place(text: str, expected: list[str]) -> None:
    assert problems(text) == expected


@pytest.mark.parametrize("text", ["[" * 100_000, '["' + "[" * 100_000, '{"a":' * 100_000, '"' + "\\" * 100_000])
def test_a_hostile_text_is_refused_at_once(text: str) -> None:
    began = time.perf_counter()
    assert len(problems(text)) == 1
    assert time.perf_counter() - began < 3


def test_spots_are_those_of_the_key_and_of_the_value() -> None:
    text = '{"a": {\n  "b": ["c", {"d": 1}]}}'
    spots = json_reader.spots(text, [("a", "b", 1, "d"), ("x",)])
    assert spots["a", "b"] == ((2, 3), (2, 8))
    assert spots["a", "b", 1, "d"] == ((2, 15), (2, 20))
    assert ("x",) not in spots


def test_spots_are_found_up_to_where_the_text_breaks() -> None:
    assert json_reader.spots('{"a": 1, "b" 2}', [("a",), ("b",)])["a",] == ((1, 2), (1, 7))

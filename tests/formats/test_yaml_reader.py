"""YAML is read as texts, mappings and lists, and as nothing else."""

import time

import pytest
import yaml

from timeline.formats.drafting import yaml_reader


@pytest.fixture(params=["CSafeLoader", "SafeLoader"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every promise holds with the parser in C and with the pure one."""
    monkeypatch.setattr(yaml_reader, "Parser", getattr(yaml, request.param))


def problems(text: str) -> list[str]:
    return [str(problem) for problem in yaml_reader.read(text).problems]


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("country: NO", {"country": "NO"}),
        ("when: 2025-05-05", {"when": "2025-05-05"}),
        ("when: 2025-05-05 12:30:00", {"when": "2025-05-05 12:30:00"}),
        ("when: 0000-01-01", {"when": "0000-01-01"}),
        ("time: 1:30:00", {"time": "1:30:00"}),
        ("id: 010", {"id": "010"}),
        ("id: 1_000", {"id": "1_000"}),
        ("a: .inf\nb: .nan", {"a": ".inf", "b": ".nan"}),
        ("a: ~\nb: null\nc:\nd: Null\ne: NULL", {"d": "Null", "e": "NULL"}),
        ("a: '~'\nb: 'null'\nc: ''\nd: \"\"", {"a": "~", "b": "null", "c": "", "d": ""}),
        ("null: a\n~: b", {"null": "a", "~": "b"}),
        ("---\na: |\n  b\n   c\n...\n", {"a": "b\n c\n"}),
        ("a: [b, {c: d}]\ne: {}\nf: []", {"a": ["b", {"c": "d"}], "e": {}, "f": []}),
        ("hello", "hello"),
        ("", None),
        ("# a remark\n", None),
    ],
)
def test_every_scalar_is_a_text(text: str, tree: object) -> None:
    reading = yaml_reader.read(text)
    assert (reading.tree, reading.problems, reading.whole) == (tree, (), True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &x 1\nb: 2", ["1:4: an anchor '&x'; write the value out where it is used"]),
        (
            "&a [*a]",
            [
                "1:1: an anchor '&a'; write the value out where it is used",
                "1:5: an alias '*a'; write the value out again",
            ],
        ),
        ("a: !!int abc", ["1:4: a tag 'tag:yaml.org,2002:int'; leave it out: every value is a text"]),
        ("a: !b c", ["1:4: a tag '!b'; leave it out: every value is a text"]),
        (
            "!!python/name:os.system",
            ["1:1: a tag 'tag:yaml.org,2002:python/name:os.system'; leave it out: every value is a text"],
        ),
        (
            "%TAG ! tag:yaml.org,2002:python/\n---\n!name:os.system",
            [
                "1:1: a directive; leave out the line that begins with %",
            ],
        ),
        ("<<: {a: 1}\nb: 2", ["1:1: a merge key '<<'; write the keys out again"]),
        ("? [a]\n: b", ["1:3: a list or mapping as a key; a key is a text"]),
        ('a: 1\nb: 2\n"a": 3', ["3:1: the key 'a' a second time; first used in line 1"]),
        ("a:\na: 1", ["2:1: the key 'a' a second time; first used in line 1"]),
        ("a: [b, ~, c]", ["1:8: nothing stands here; write something, or leave the item out"]),
        ("a: 1\n---\nb: 2", ["2:1: a second document; one file holds one chronology"]),
        ("a:\n\tb: 1", ["2:1: a tab indents this line, and tabs cannot indent; use spaces"]),
        ("a: 1\n\ufeffb: 2", ["2:1: a byte order mark inside the text; remove it: it cannot be seen"]),
        ('a: "x\0y"', ["1:6: the character U+0000; remove it: it is no text"]),
        ("b: 1\na: \x07", ["2:4: the character U+0007; remove it: it is no text"]),
    ],
)
def test_what_a_yaml_processor_would_obey_or_miss_is_refused(text: str, expected: list[str]) -> None:
    assert problems(text) == expected


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ("a: b: c", (1, 5), "put quotation marks around a text that has ': ' in it, and check the indentation"),
        ("key: @foo", (1, 6), "put quotation marks around a text that begins so"),
        ("a: [1, 2\nb: 3", (2, 2), "a bracket is not closed, or a text with a comma needs quotation marks"),
        ('a: "x', (1, 6), "a quotation mark is not closed"),
        ("a:\n  b: 1\n c: 2", (3, 2), "check the indentation and the quotation marks here and above"),
        ("%YAML 9.9\n---\na: no", (1, 1), "leave out the line that begins with %"),
    ],
)
def test_a_slip_is_shown_where_it_is_and_how_to_mend_it(text: str, place: tuple[int, int], hint: str) -> None:
    (problem,) = yaml_reader.read(text).problems
    assert (problem.line, problem.column, problem.hint) == (*place, hint)


def test_a_lone_surrogate_is_refused() -> None:
    (problem,) = yaml_reader.read("a: \ud800").problems
    assert (problem.code, problem.line, problem.column) == ("refused-character", 1, 4)


def test_forty_levels_are_read_and_no_more() -> None:
    assert yaml_reader.read("[" * 40 + "]" * 40).problems == ()
    assert problems("[" * 41 + "]" * 41) == ["1:41: nested more than 40 deep"]


@pytest.mark.parametrize("text", ["[" * 100_000 + "]" * 100_000, "- " * 100_000, "{a: " * 100_000, "? " * 100_000])
def test_deep_nesting_is_refused_at_once(text: str) -> None:
    """The constructors of the library crash the process on these."""
    began = time.perf_counter()
    assert problems(text)[-1].endswith("nested more than 40 deep")
    assert time.perf_counter() - began < 3


def test_an_alias_bomb_makes_nothing() -> None:
    bomb = "a: &a [lol]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(8)
    )
    assert len(problems(bomb)) == 9 + 8 * 9


def test_reading_ends_where_there_are_too_many_problems() -> None:
    reading = yaml_reader.read("[" + ",".join(f"&a{i} x" for i in range(2_000)) + "]")
    assert (len(reading.problems), reading.problems[-1].code, reading.whole) == (1_001, "too-many", False)


def test_a_text_of_a_million_characters_is_read_and_a_longer_one_refused() -> None:
    assert yaml_reader.read(f"a: {'x' * 1_000_000}").problems == ()
    assert problems(f'a: "{"x" * 1_000_001}"') == [
        "1:4: a text of 1,000,001 characters; at most 1,000,000 are read; TIMELINE_LONGEST_TEXT in the environment sets another limit"
    ]


def test_spots_are_those_of_the_key_and_of_the_value() -> None:
    text = "a:\n  b: {c: d}\n  e:\n    - f\n    - {g: h}\n"
    wanted = [("a", "b", "c"), ("a", "e", 1, "g"), ("a", "x")]
    spots = yaml_reader.spots(text, wanted)
    assert spots["a", "b", "c"] == ((2, 7), (2, 10))
    assert spots["a", "e", 1, "g"] == ((5, 8), (5, 11))
    assert spots["a", "e", 1] == ((5, 7), (5, 7))
    assert ("a", "x") not in spots


BROKEN = {
    "title: [\nevents: {a: &b c}\n": "3:1: a bracket is open, and neither a comma nor its end stands here; a bracket is not closed, or a text with a comma needs quotation marks",
    "a: b: c\n": "1:5: ': ' where no key can stand; put quotation marks around a text that has ': ' in it, and check the indentation",
    "- a\nb: c\n": "2:1: this does not fit what stands above; check the indentation and the quotation marks here and above",
    "a: 'x\n": "2:1: the file ends within quotation marks; a quotation mark is not closed",
    'a: "\\q"\n': "1:5: a backslash in double quotation marks; write two of it, or use single quotation marks",
    "a: @x\n": "1:4: no text begins with '@'; put quotation marks around a text that begins so",
    "%FOO\na: b": "1:1: a directive; leave out the line that begins with %",
    "# remark\n\n%FOO\n---\na: b": "3:1: a directive; leave out the line that begins with %",
    "a:\n  - b\n - c\n": "3:2: this does not fit what stands above; check the indentation and the quotation marks here and above",
    "a: [1,,2]": "1:7: nothing stands where a value is wanted; write one, or leave out what wants it",
    "a: 'b' c\n": "1:8: this does not fit what stands above; check the indentation and the quotation marks here and above",
    "a\n: b\n": "2:1: this does not fit what stands above; check the indentation and the quotation marks here and above",
    "a: - b\n": "1:4: no list can begin here; begin it on the next line, or put quotation marks around a text that begins so",
}


@pytest.mark.parametrize("text", BROKEN)
def test_what_is_no_yaml_is_told_in_our_words_whichever_parser_reads_it(text):
    assert problems(text)[-1] == BROKEN[text]


@pytest.mark.parametrize(
    ("text", "whole", "code", "told"),
    [
        (
            "\ufeffa: b",
            False,
            "byte-order-mark",
            "1:1: a byte order mark inside the text; remove it: it cannot be seen",
        ),
        (
            "a: b\ufeff\nc: \ufeff",
            False,
            "byte-order-mark",
            "1:5: a byte order mark inside the text; remove it: it cannot be seen",
        ),
        ("%YAML 1.2\n---\na: b", False, "directive", "1:1: a directive; leave out the line that begins with %"),
        ("a: b\n---\nc: d", True, "several-documents", "2:1: a second document; one file holds one chronology"),
        ("a: &x b", True, "anchor", "1:4: an anchor '&x'; write the value out where it is used"),
        ("a: *x", True, "alias", "1:4: an alias '*x'; write the value out again"),
        ("a: b\na: c", True, "duplicate-key", "2:1: the key 'a' a second time; first used in line 1"),
        ("? [a]\n: b", True, "bad-key", "1:3: a list or mapping as a key; a key is a text"),
        ("<<: {a: b}", True, "merge-key", "1:1: a merge key '<<'; write the keys out again"),
        ("a:\n  -\n  - b", True, "empty-item", "2:4: nothing stands here; write something, or leave the item out"),
        ("a: !!int 3", True, "tag", "1:4: a tag 'tag:yaml.org,2002:int'; leave it out: every value is a text"),
        ("a:\n\tb: c", False, "tab", "2:1: a tab indents this line, and tabs cannot indent; use spaces"),
        ("- " * 41 + "a", False, "too-deep", "1:81: nested more than 40 deep"),
    ],
)
def test_what_is_refused_has_its_code_and_its_place(text: str, whole: bool, code: str, told: str) -> None:
    found = yaml_reader.read(text)
    assert [(problem.code, str(problem)) for problem in found.problems] == [(code, told)]
    assert found.whole is whole


@pytest.mark.parametrize("text", ["a: b\nc", "a: [b", "a: 'b", "{a: b}}", "a: b: c"])
def test_broken_syntax_has_one_code(text: str) -> None:
    found = yaml_reader.read(text)
    assert [problem.code for problem in found.problems] == ["syntax"]
    assert found.whole is False


def test_forty_deep_is_read() -> None:
    tree = yaml_reader.read("- " * 40 + "a")
    assert tree.problems == ()
    assert str(tree.tree).count("[") == 40

"""Whatever is wrong with a dossier is reported together, each with its line and column, in the order of the file."""

import textwrap
from pathlib import Path

import pytest

from timeline import formats
from timeline.errors import NotFound, NotWritten, Unreadable
from timeline.formats.drafting import yaml_reader

EVENT = "events:\n  x:\n    title: T\n    when: {}\n"
SLUG_HINT = "an id is made of a-z, 0-9 and '-', and begins with a letter or digit"


def reported(text: str, name: str = "yaml") -> list[str]:
    with pytest.raises(Unreadable) as caught:
        formats.loads(text, name)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "1:1: the file is empty; `timeline new` writes a dossier to begin with"),
        ("# nothing\n", "1:1: the file is empty; `timeline new` writes a dossier to begin with"),
        (
            "- a\n- b",
            "1:1: a mapping is wanted at the top, not a list; begin with a line such as `title: Talks`, then `events:`",
        ),
        (
            "hello",
            "1:1: a mapping is wanted at the top, not 'hello'; begin with a line such as `title: Talks`, then `events:`",
        ),
        ("timeline: 2\nevents: {}", "1:11: timeline: no version '2' of the format; this library reads version 1; "),
        ("title: A\n---\ntitle: B\n", "2:1: a second document; one file holds one chronology"),
        ("title: A\nevents:\n\t- a\n", "3:1: a tab indents this line, and tabs cannot indent; use spaces"),
        ("title: Київ\0", "1:12: the character U+0000; remove it: it is no text"),
        ("[" * 10_000, "1:41: nested more than 40 deep"),
        (
            f"title: '{'x' * 20_000_000}'",
            "1:8: a text of 20,000,000 characters; at most 1,000,000 are read; TIMELINE_LONGEST_TEXT in the environment sets another limit",
        ),
        (EVENT.format("2025-02-30"), "4:11: events.x.when: '2025-02-30': February 2025 has 28 days"),
        (EVENT.format("NO"), "4:11: events.x.when: 'NO': this is not a date"),
        (EVENT.format("2025-05-05 12:30:00"), "4:11: events.x.when: '2025-05-05 12:30:00': "),
        (EVENT.format("2025") + "    where: rome\n", "5:12: events.x.where: no place 'rome'; enter it under places"),
        (
            "events:\n  a: {title: A, when: 2025, part_of: b}\n  b: {title: B, when: 2025, part_of: a}\n",
            "2:38: events.a.part_of: goes round in a circle: a -> b -> a",
        ),
        ("places:\n  a: {name: A, within: a}\n", "2:24: places.a.within: goes round in a circle: a -> a"),
        (
            "events:\n- {id: a, title: A, when: 2025, after: [b]}\n- {id: b, title: B, when: 2025, after: a}\n",
            "2:41: events[0].after[0]: goes round in a circle: a -> b -> a",
        ),
        (
            "people:\n  x: X\nplaces:\n  x: Y\n",
            "4:3: places.x: the id 'x' is used before, in people; first used in line 2",
        ),
        ("titel: x", "1:1: titel: unknown key 'titel'; did you mean 'title'?"),
        (
            "places: {elysee: {name: Élysée Palace, Paris , zone: Europe/Paris}}",
            "1:40: 'Paris' stands where a key and a value are wanted; a text with a comma needs quotation marks",
        ),
        ("? title", "1:3: 'title' stands where a key and a value are wanted"),
        (
            "events: {a: {when: 1995, title: x, location: Dayton}}",
            "1:36: events.a.location: unknown key 'location'; write 'where'",
        ),
        ("events: hello", "1:9: events: a list or a mapping of id to event is wanted, not 'hello'"),
        ("people: [a]", "1:1: people: a mapping of id to record is wanted, not a list"),
        ("people: {a: [x]}", "1:10: people.a: a mapping of fields is wanted, not a list"),
        ("events: [hello]", "1:10: events[0]: a mapping of fields is wanted, not 'hello'"),
        ("events:\n- {title: T}", "2:3: events[0]: 'when' is missing"),
        (
            "events: {a: {id: a, title: A, when: 2025}}",
            "1:14: events.a.id: unknown key 'id'; the key of the entry is its id",
        ),
        ("people: {Trump: Donald}", f"1:10: people.Trump: 'Trump' is no id; {SLUG_HINT}"),
        ("events: [{id: T x, title: T, when: 2025}]", f"1:15: events[0].id: 'T x' is no id; {SLUG_HINT}"),
        ("people: {a/b: Donald}", f"1:10: people.a/b: 'a/b' is no id; {SLUG_HINT}"),
        ("zone: Mars/Olympus", "1:7: zone: no zone 'Mars/Olympus'"),
        ("people: {a: {name: A}}\nevents: {e: {title: T, when: 2025, who: [a, a]}}", "2:45: events.e.who[1]: "),
        ('title: "\\e[31mred"', "1:8: title: the character U+001B in '\\\\x1b[31mred'"),
        (
            "events: {e: {title: T, when: 2025, part_of: 'b.yaml#e2'}}",
            "1:45: events.e.part_of: no event 'b.yaml#e2'",
        ),
        ("events: {e: {kind: [x], title: T, when: 2025}}", "1:14: events.e.kind: an id is a text, not a list"),
        (
            'events: {e: {kind: coronation, title: T, when: 2025, crown: {of: "a\\x07"}}}',
            "1:66: events.e.crown.of: the character U+0007 in 'a\\\\x07'",
        ),
    ],
)
def test_one_slip_is_one_problem_in_its_place(text: str, expected: str) -> None:
    (found,) = reported(text)
    assert found.startswith(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"title": 5}', "1:11: title: a text is wanted, not 5"),
        ('{"timeline": 2}', "1:14: timeline: no version 2 of the format; this library reads version 1; "),
        ('{"events": {"a": {"title": "T", "when": 2025}}}', "1:41: events.a.when: a date is wanted, not 2025; "),
        ('{"people": {"a": {"name": "A", "aliases": [5]}}}', "1:44: people.a.aliases[0]: a text is wanted, not 5"),
        ('{"participants": "abc"}', "1:2: participants: unknown key 'participants'; allowed: timeline, "),
        ('{"__class__": "x"}', "1:2: __class__: unknown key '__class__'; allowed: timeline, "),
        ('{"title": "a\\u0000b"}', "1:11: title: the character U+0000 in 'a\\\\x00b'"),
        ('{"people": {"a": {"name": "A", "note": null}}}', "1:40: null; leave the key out"),
        ("[" * 10_000, "1:41: nested more than 40 deep"),
        (
            '{"events": {"a": {"title": "T", "when": "2025", "figures": [{"low": 5, "high": 4, "unit": "x"}]}}}',
            "1:61: events.a.figures[0]: low 5 is above high 4",
        ),
    ],
)
def test_json_is_held_to_the_same(text: str, expected: str) -> None:
    (found,) = reported(text, "json")
    assert found.startswith(expected)


def test_planted_mistakes_are_reported_and_nothing_else() -> None:
    """One wrong field of a record hides neither its other mistakes nor makes those who mention it look wrong."""
    text = """\
        title: Talks
        zone: Europe/Roma
        colour: red
        people:
          trump: {name: Donald Trump, alias: [Donald]}
          putin: Vladimir Putin
          trump: Someone else
        places:
          rome: {name: Rome, within: itly}
          italy: Italy
        events:
          talk:
            kind: meeting
            title: A talk
            when: 2025-13
            where: romme
            who: [trmp, trump, {agent: putin, role: hots, on_behalf_of: rome}]
            figures: [66 drones, many]
            mode: telephone
          denial:
            kind: statement
            title: A denial
            when: 2025-04-26
            who: [putin]
            to: [putin2]
            denies: [talk, tlak]
            cites: [{source: paper, pages: 3}]
    """
    assert [found.split("; ")[0].split(", and")[0] for found in reported(textwrap.dedent(text))] == [
        "2:7: zone: no zone 'Europe/Roma'",
        "3:1: colour: unknown key 'colour'",
        "5:31: people.trump.alias: unknown key 'alias'",
        "7:3: the key 'trump' a second time",
        "9:30: places.rome.within: no place 'itly'",
        "15:11: events.talk.when: '2025-13': there is no month 13 (character 6)",
        "16:12: events.talk.where: no place 'romme'",
        "17:11: events.talk.who[0].agent: no agent 'trmp'",
        "17:45: events.talk.who[2].role: no role 'hots' in an event of kind 'meeting'",
        "17:65: events.talk.who[2].on_behalf_of: 'rome' stands in places",
        "18:26: events.talk.figures[1]: 'many' is no figure",
        "19:11: events.talk.mode: no mode 'telephone'",
        "25:10: events.denial.to[0].agent: no agent 'putin2'",
        "26:20: events.denial.denies[1]: no claim or event 'tlak'",
        "27:22: events.denial.cites[0].source: no source 'paper'",
        "27:29: events.denial.cites[0].pages: unknown key 'pages'",
    ]


def test_the_places_are_the_same_in_json() -> None:
    """The same tree gives the same problems, whatever the format."""
    text = '{"people": {"a": "A"},\n "events": {"e": {"title": "T", "when": "2025-02-30",\n  "who": ["b"]}}}'
    (wrong, dangling) = reported(text, "json")
    assert wrong.startswith("2:41: events.e.when: '2025-02-30': February 2025 has 28 days")
    assert dangling == "3:11: events.e.who[0].agent: no agent 'b'; there are: a"


def test_a_name_of_several_lists_them() -> None:
    text = "people:\n  a: {name: Ann Lee, aliases: [Lee]}\n  b: {name: Bob Lee, aliases: [Lee]}\n"
    assert reported(f"{text}events:\n- {{title: T, when: 2025, who: [LEE, Bob  lee]}}") == [
        "5:32: events[0].who[0]: 'LEE' is a name of several; use one of the ids: a, b"
    ]


def test_nothing_is_made_on_the_spot_for_an_event() -> None:
    text = "events:\n- {title: The first day, when: 2025, part_of: The frist day}"
    (found,) = reported(text)
    assert found == "2:47: events[0].part_of: no event 'The frist day'; did you mean 'the first day'?"


def test_the_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "rome.yaml"
    path.write_text("titel: Rome\n")
    with pytest.raises(Unreadable) as caught:
        formats.read(path)
    assert str(caught.value) == f"{path}:1:1: titel: unknown key 'titel'; did you mean 'title'?"


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_bytes(b"title: \xff")
    (tmp_path / "rome.doc").write_text("x")
    (tmp_path / "folder.yaml").mkdir()
    for name, expected in {
        "missing.yaml": "no such file",
        "folder.yaml": "this is a folder",
        "bad.yaml": "the byte 0xff at offset 7 is not UTF-8",
        "rome.doc": "no format has this suffix",
    }.items():
        with pytest.raises(Unreadable) as caught:
            formats.read(tmp_path / name)
        assert caught.value.problems[0].message == expected


def test_an_output_in_a_missing_folder_or_of_no_format(tmp_path: Path) -> None:
    chronology = formats.loads("title: Nothing yet")
    with pytest.raises(NotWritten, match="its folder does not exist"):
        formats.write(chronology, tmp_path / "no" / "a.yaml")
    with pytest.raises(NotWritten, match="no format has this suffix"):
        formats.write(chronology, tmp_path / "a.doc")
    with pytest.raises(NotFound, match="no format 'xml'; there are: yaml, json"):
        formats.dumps(chronology, "xml")


def test_a_large_text_with_a_mistake_is_gone_over_only_once_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """While all is well, no places are looked for."""

    def not_wanted(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(yaml_reader._Finder, "document", not_wanted)
    formats.loads("people: {a: A}")


@pytest.mark.parametrize("count", [0, 40, 1_000])
def test_of_what_is_not_there_it_is_said_where_it_is_entered(count: int) -> None:
    """However many there are, and however many of them are missing: only for the first few one is looked for that is like it."""
    places = "".join(f"  here-{number}: {{name: Here {number}}}\n" for number in range(count))
    events = "".join(f"  e{number}: {{title: A, when: 2025, where: zzz, who: [yyy]}}\n" for number in range(200))
    with pytest.raises(Unreadable) as caught:
        formats.loads(f"title: A\nplaces:\n{places or '  {}'}\nevents:\n{events}", "yaml")
    hints = {problem.hint for problem in caught.value.problems}
    assert hints == {"enter it under places", "enter it under people, organizations, states or agents"}

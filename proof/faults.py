"""Dossiers with faults of known sorts at known places: all are told, and nothing else, each at its line and column, with what to do about it.

A dossier is made as fields and values, in which a fault is a change that carries a mark; the mark goes into the text in front of what is wrong, and its
place is what the message has to name. The same dossier is written as YAML, in blocks and in braces, with remarks and folded texts, and as JSON. Each record has one
fault at most, so that none hides another.
"""

from __future__ import annotations

import itertools
import json
import random
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import timeline as tl
from proof.record import enter
from timeline.cli.complaints import told

__all__ = ["SORTS", "Planted", "dossiers", "judged", "main"]

HERE, FIRST = "\ue000", "\ue001"  # in front of what is wrong, and of where it was right
Fields = list[list[Any]]  # key and value by turns, so that a key can stand twice
PEOPLE, PLACES, SOURCES, EVENTS = 8, 5, 5, 24


class Fault(NamedTuple):
    """A sort of fault.

    Attributes:
        code: Of the problem.
        hint: What the message has to say of a way out; a regular expression.
        section: Of the records that can have it; empty where it takes two of them.
        plant: Changes the fields of a record.
        only: The syntax that can have it; empty for both.
    """

    code: str
    hint: str
    section: str
    plant: Callable[[Fields], None]
    only: str = ""


class Planted(NamedTuple):
    """A fault in a text: its sort and place, and where the first use stands of what is used twice."""

    sort: str
    line: int
    column: int
    first: int | None


def _put(key: str, value: Any) -> Callable[[Fields], None]:
    """Return what gives a field another value, or adds it."""

    def plant(fields: Fields) -> None:
        known = [pair for pair in fields if pair[0] == key]
        if known:
            known[0][1] = value
        else:
            fields.append([key, value])

    return plant


def _called(key: str, other: str) -> Callable[[Fields], None]:
    """Return what misspells a key."""

    def plant(fields: Fields) -> None:
        for pair in fields:
            if pair[0] == key:
                pair[0] = HERE + other

    return plant


def _without(key: str) -> Callable[[Fields], None]:
    """Return what leaves a key out; the record as a whole is then wrong."""

    def plant(fields: Fields) -> None:
        fields[:] = [pair for pair in fields if pair[0] != key]
        fields[0][0] = HERE + fields[0][0]

    return plant


def _whole(key: str, value: Any) -> Callable[[Fields], None]:
    """Return what gives a field a list or a mapping that is wrong as a whole, and so is shown at its key."""

    def plant(fields: Fields) -> None:
        _put(key, value)(fields)
        _called(key, key)(fields)

    return plant


def _twice(key: str) -> Callable[[Fields], None]:
    def plant(fields: Fields) -> None:
        for pair in fields:
            if pair[0] == key:
                pair[0] = FIRST + key
        fields.append([HERE + key, "Once more"])

    return plant


def _cite(**fields: str) -> Callable[[Fields], None]:
    return _put("cites", [[*map(list, {"source": "daily-0", **fields}.items())]])


def _host(role: str) -> Fields:
    return [["agent", "envoy-1"], ["role", role]]


SORTS: dict[str, Fault] = {
    "a key misspelled": Fault("unknown-key", "'tags'", "events", _called("tags", "tgas")),
    "a needed key misspelled": Fault("unknown-key", "'title'", "events", _called("title", "titel")),
    "a strange key": Fault("unknown-key", "allowed: ", "events", _put(f"{HERE}xyzzy", "1")),
    "a needed key missing": Fault("missing-key", "needed: .*title", "events", _without("title")),
    "no date": Fault("missing-key", "needed: .*when", "events", _without("when")),
    "a key twice": Fault("duplicate-key", "first used in line", "events", _twice("title")),
    "a day that no month has": Fault("impossible-date", "28 days", "events", _put("when", f"{HERE}2025-02-30")),
    "an end before the start": Fault(
        "impossible-date", "before the start", "events", _put("when", f"{HERE}2025-05-02/2025-05-01")
    ),
    "a date in words": Fault("unreadable-date", "write ", "events", _put("when", f"{HERE}26 April 2025")),
    "a zone misspelled": Fault(
        "unknown-zone", "'Europe/Rome'", "events", _put("when", f"{HERE}2025-04-26T10:00[Europe/Rom]")
    ),
    "a duration": Fault("unreadable-duration", "write ", "events", _put("lasted", f"{HERE}a while")),
    "a person misspelled": Fault("dangling-id", "'envoy-1'", "events", _put("who", ["envoy-0", f"{HERE}envoy-1x"])),
    "a place misspelled": Fault("dangling-id", "'town-1'", "events", _put("where", f"{HERE}twn-1")),
    "a source misspelled": Fault("dangling-id", "'daily-1'", "events", _cite(source=f"{HERE}dialy-1")),
    "an event that is not there": Fault("dangling-id", "'talks-0'", "events", _put("after", [f"{HERE}talks-00"])),
    "a person for a place": Fault("wrong-record", "a place is wanted", "events", _put("where", f"{HERE}envoy-1")),
    "a place for a person": Fault(
        "wrong-record", "an agent is wanted", "events", _put("who", ["envoy-0", f"{HERE}town-1"])
    ),
    "an unknown role": Fault("unknown-role", "'host'", "events", _put("who", ["envoy-0", _host(f"{HERE}hots")])),
    "an unknown status": Fault("unknown-status", "'held'", "events", _put("status", f"{HERE}hled")),
    "a participant twice": Fault("named-twice", "once", "events", _put("who", ["envoy-0", f"{HERE}envoy-0"])),
    "a tag twice": Fault("named-twice", "once", "events", _put("tags", ["talks", f"{HERE}talks"])),
    "a list for a text": Fault("wrong-type", "a text is wanted", "events", _whole("title", ["a", "b"])),
    "a mapping for a tag": Fault("wrong-type", "a text is wanted", "events", _whole("tags", [["a", "b"]])),
    "an empty text": Fault("empty", "write something", "events", _put("title", HERE)),
    "a control character": Fault("refused-character", "remove it", "events", _put("title", f"{HERE}Talks\x07")),
    "no language tag": Fault("bad-language", "'en'", "events", _cite(quote="Words", language=f"{HERE}english!")),
    "an anchor": Fault("anchor", "write the value out", "events", _put("title", f"{HERE}&a Talks"), "yaml"),
    "a tag of YAML": Fault("tag", "leave it out", "events", _put("title", f"{HERE}!!str Talks"), "yaml"),
    "a key misspelled in a citation": Fault("unknown-key", "'quote'", "events", _cite(**{f"{HERE}quot": "Words"})),
    "a name misspelled": Fault("unknown-key", "'name'", "people", _called("name", "nmae")),
    "a zone of a place": Fault("unknown-zone", "'Europe/Rome'", "places", _put("zone", f"{HERE}Europe/Roma")),
    "an address with a script": Fault("bad-address", "http", "sources", _put("url", f"{HERE}javascript:alert(1)")),
    "an id twice": Fault("duplicate-id", "first used in line", "", lambda _: None),
    "a date of a source": Fault("impossible-date", "no month 13", "sources", _put("published", f"{HERE}2025-13")),
}


# -- dossiers ----------------------------------------------------------------------------------------------------------------


def _tree(rng: random.Random) -> dict[str, dict[str, Fields]]:
    """Return the records of a dossier in which nothing is wrong, by section and id."""
    zones = ("Europe/Rome", "Europe/Moscow", "Asia/Riyadh")
    people = {f"envoy-{n}": [["name", f"Envoy {n}"]] for n in range(PEOPLE)}
    places = {f"town-{n}": [["name", f"Town {n}"], ["zone", rng.choice(zones)]] for n in range(PLACES)}
    sources = {f"daily-{n}": [["title", f"Daily {n}"], ["url", f"https://daily{n}.example/a"]] for n in range(SOURCES)}
    return {
        "people": people,
        "places": places,
        "sources": sources,
        "events": {f"talks-{n}": _event(n, rng) for n in range(EVENTS)},
    }


def _event(number: int, rng: random.Random) -> Fields:
    fields: Fields = [["kind", "meeting"], ["title", f"Talks {number}: a “second” round"]]
    fields += [
        ["when", f"2025-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"],
        ["where", f"town-{rng.randrange(PLACES)}"],
    ]
    fields += [
        ["who", ["envoy-0", _host("host")]],
        ["cites", [[["source", "daily-0"], ["quote", "Words, and more: words"]]]],
    ]
    fields.append(["tags", ["talks"]])
    if rng.random() < 0.4:
        fields.append(
            [
                "summary",
                "They met behind closed doors; nothing was said of the end, and the talks are to go on in another town next month.",
            ]
        )
    return fields


def dossiers(count: int, *, syntax: str, seed: int = 1) -> Iterator[tuple[str, list[Planted]]]:
    """Yield so many texts with one to ten faults each, and the faults in the order of the text."""
    for number in range(count):
        rng = random.Random(f"{seed} {syntax} {number}")  # noqa: S311  (the same dossiers every time)
        tree = _tree(rng)
        wanted = [name for name, fault in SORTS.items() if fault.section and fault.only in ("", syntax)]
        sorts = rng.sample(wanted, rng.randint(1, 10))
        taken: dict[str, list[str]] = {
            section: rng.sample(sorted(tree[section])[1:], len(tree[section]) - 1) for section in tree
        }
        marks = {}
        for sort in sorts:
            section = SORTS[sort].section
            name = taken[section].pop()
            SORTS[sort].plant(tree[section][name])
            marks[section, name] = sort
        if rng.random() < 0.3 and ("sources", "daily-1") not in marks:
            _use_again(tree, taken["events"].pop(), marks)
        yield _unmarked(_as_yaml(tree, rng) if syntax == "yaml" else _as_json(tree, rng), tree, marks)


def _use_again(tree: dict[str, dict[str, Fields]], name: str, marks: dict[tuple[str, str], str]) -> None:
    """Give an event an id that stands in another section."""
    tree["events"] = {HERE + "daily-1" if each == name else each: fields for each, fields in tree["events"].items()}
    tree["sources"] = {FIRST + each if each == "daily-1" else each: fields for each, fields in tree["sources"].items()}
    marks["events", HERE + "daily-1"] = "an id twice"


def _unmarked(
    text: str, tree: dict[str, dict[str, Fields]], marks: dict[tuple[str, str], str]
) -> tuple[str, list[Planted]]:
    """Take the marks out of a text, and return with it where they stood; they stand in the order of the records."""
    sorts = [marks[section, name] for section in tree for name in tree[section] if (section, name) in marks]
    found, firsts, clean = [], [], []
    for number, line in enumerate(text.split("\n"), 1):
        plain = line.replace(FIRST, "")
        found += [(number, match.start() + 1 - before) for before, match in enumerate(re.finditer(HERE, plain))]
        firsts += [number] * (FIRST in line)
        clean.append(plain.replace(HERE, ""))
    assert len(found) == len(sorts)  # noqa: S101
    planted = []
    for sort, (line, column) in zip(sorts, found, strict=True):
        first = (firsts[0] if sort == "an id twice" else firsts[-1]) if sort in {"a key twice", "an id twice"} else None
        planted.append(Planted(sort, line, column, first))
    return "\n".join(clean), planted


# -- how they are written ----------------------------------------------------------------------------------------------------

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 /.-]*[A-Za-z0-9/.]|[A-Za-z0-9]")


def _as_yaml(tree: dict[str, dict[str, Fields]], rng: random.Random) -> str:
    lines = ["# A dossier for trying things out.", "title: Talks", "language: en", ""]
    listed = rng.random() < 0.5
    for section, records in tree.items():
        lines.append(f"{section}:")
        for name, fields in records.items():
            if rng.random() < 0.1:
                lines.append(f"  # {name.strip(HERE + FIRST)}, as reported")
            if section == "events" and listed:
                lines += _block(_with_id(name, fields), rng, "  - ", "    ")
            elif rng.random() < 0.3 and not any("&a" in str(value) or "!!" in str(value) for _, value in fields):
                lines.append(f"  {_key(name, fields)}: {_flow(_unkeyed(fields))}")
            else:
                lines += [f"  {_key(name, fields)}:", *_block(_unkeyed(fields), rng, "    ", "    ")]
    return "\n".join(lines) + "\n"


def _is_whole(fields: Fields) -> bool:
    """Whether the record as a whole is marked: it then stands in front of the first key, where the file has the id as a key."""
    return fields[0][0] == f"{HERE}kind"


def _key(name: str, fields: Fields) -> str:
    return HERE + name if _is_whole(fields) else name


def _unkeyed(fields: Fields) -> Fields:
    return [
        [key.removeprefix(HERE) if _is_whole(fields) and not place else key, value]
        for place, (key, value) in enumerate(fields)
    ]


def _with_id(name: str, fields: Fields) -> Fields:
    """Return the fields of an event in a list, its id first; a mark on the whole, or on the id, is in front of that."""
    mark = HERE if _is_whole(fields) or name.startswith(HERE) else ""
    return [[f"{mark}id", name.removeprefix(HERE)], *_unkeyed(fields)]


def _block(fields: Fields, rng: random.Random, first: str, rest: str) -> Iterator[str]:
    for place, (key, value) in enumerate(fields):
        start = f"{rest if place else first}{key}:"
        if key == "summary" and rng.random() < 0.5:
            yield f"{start} >"
            yield from (f"{rest}  {part}" for part in re.findall(r".{1,40}(?: |$)", value))
        elif isinstance(value, list) and value and isinstance(value[0], str) and rng.random() < 0.3:
            yield start
            yield from (f"{rest}  - {_flow(item)}" for item in value)
        else:
            yield f"{start} {_flow(value)}"


def _is_mapping(value: Any) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(item, list) and len(item) == 2 and isinstance(item[0], str) for item in value)
    )


def _flow(value: Any) -> str:
    if _is_mapping(value):
        return f"{{{', '.join(f'{key}: {_flow(each)}' for key, each in value)}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    mark, text = value[: value.startswith(HERE)], value.removeprefix(HERE)
    return mark + (text if _PLAIN.fullmatch(text) or text.startswith(("&a ", "!!str ")) else json.dumps(text))


def _as_json(tree: dict[str, dict[str, Fields]], rng: random.Random) -> str:
    """Write keys that stand twice as well; entries are on lines of their own, or all their fields are."""
    sections = ['"title": "Talks"', '"language": "en"']
    for section, records in tree.items():
        entries = []
        for name, fields in records.items():
            step = ",\n      " if rng.random() < 0.5 else ", "
            inner = step.join(f"{_quoted(key)}: {_json(value)}" for key, value in _unkeyed(fields))
            entries.append(f"    {_quoted(_key(name, fields))}: {{{inner}}}")
        inside = ",\n".join(entries)
        sections.append(f'"{section}": {{\n{inside}\n  }}')
    return "{\n  " + ",\n  ".join(sections) + "\n}\n"


def _quoted(text: str) -> str:
    marks = "".join(char for char in text if char in HERE + FIRST)
    return marks + json.dumps(text.replace(HERE, "").replace(FIRST, ""))


def _json(value: Any) -> str:
    if _is_mapping(value):
        return f"{{{', '.join(f'{_quoted(key)}: {_json(each)}' for key, each in value)}}}"
    return f"[{', '.join(map(_json, value))}]" if isinstance(value, list) else _quoted(value)


# -- what is told ------------------------------------------------------------------------------------------------------------


def judged(text: str, planted: list[Planted], *, syntax: str) -> tuple[Counter[str], list[str]]:
    """Return what of the faults of a text was told as it should be, and in words what was not."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"talks.{syntax}")
        path.write_text(text, "utf-8")
        try:
            tl.read(path)
        except tl.Unreadable as error:
            problems, excerpts = list(error.problems), told(error.problems, "human").split("\n")
        else:
            problems, excerpts = [], []
    counted = Counter(
        {"faults": len(planted), "told": 0, "not told": 0, "told besides": 0, "right line": 0, "right column": 0}
    )
    counted.update({"with the line and a mark below": 0, "with a way out": 0, "used twice": 0, "with the first use": 0})
    wrong: list[str] = []
    for fault in planted:
        sort = SORTS[fault.sort]
        fitting = [each for each in problems if each.code == sort.code]
        found = min(
            fitting,
            key=lambda each: (abs((each.line or 0) - fault.line), abs((each.column or 0) - fault.column)),
            default=None,
        )
        if found is None:
            counted["not told"] += 1
            wrong.append(f"not told: {fault}")
            continue
        problems.remove(found)
        marked = f"{' ' * (len(str(fault.line)) + 2)} | "
        under = next(
            (
                line
                for above, line in itertools.pairwise(excerpts)
                if above.startswith(f"  {fault.line} | ") and line.endswith(f"^ {sort.code}")
            ),
            "",
        )
        seen = {
            "told": True,
            "right line": found.line == fault.line,
            "right column": (found.line, found.column) == (fault.line, fault.column),
            "with the line and a mark below": under == f"{marked}{' ' * _shown_before(fault.column)}^ {sort.code}",
            "with a way out": bool(re.search(sort.hint, f"{found.message}; {found.hint}")),
        }
        if fault.first is not None:
            seen |= {"used twice": True, "with the first use": found.hint == f"first used in line {fault.first}"}
        counted.update({name: int(good) for name, good in seen.items()})
        wrong += [f"{name}: {fault}: {found}" for name, good in seen.items() if not good]
    counted["told besides"] += len(problems)
    return counted, wrong + [f"besides: {problem}" for problem in problems]


def _shown_before(column: int) -> int:
    """Return how many columns of a terminal an excerpt has before its mark: those of the line, of a long one the last forty and three dots."""
    return column - 1 if column <= 41 else 43


def summed(count: int, *, syntax: str) -> tuple[Counter[str], list[str]]:
    """Return the figures of so many dossiers, and what is wrong."""
    total: Counter[str] = Counter({"dossiers": 0})
    wrong: list[str] = []
    for text, planted in dossiers(count, syntax=syntax):
        counted, missed = judged(text, planted, syntax=syntax)
        total.update({"dossiers": 1, **counted})
        wrong += missed
    return total, wrong


def main(_arguments: list[str]) -> int:
    """Go through five hundred dossiers of each syntax, write the figures, and return 1 where anything is wrong."""
    found = {name: summed(500, syntax=syntax) for name, syntax in (("YAML", "yaml"), ("JSON", "json"))}
    for name, (_, wrong) in found.items():
        for each in wrong[:40]:
            print(f"{name}: {each}")  # noqa: T201
    enter(
        "faults", "dossiers with one to eleven planted faults", {name: counted for name, (counted, _) in found.items()}
    )
    return 1 if any(wrong for _, wrong in found.values()) else 0

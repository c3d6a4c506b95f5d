"""JSON Lines as far as a dossier uses them: one record to a line, and the header in a line of its own.

A text that is plainly right is read line by line: a record is made as soon as its line is parsed, and nothing is kept of the line. What mentions a record of a later
line is parsed a second time when all ids are known. As soon as anything is amiss, or a name stands for an id, the lines are put together to the tree of a
dossier, and its machinery says what and where.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from typing import NamedTuple

import attrs

from timeline import files
from timeline.chronology import Chronology, Header, Origin
from timeline.errors import Loss, Problem, TimelineError, nearest, shown
from timeline.formats.drafting import json_reader
from timeline.formats.drafting.bulk import uninterrupted
from timeline.formats.drafting.json_writer import flow
from timeline.formats.drafting.loading import drafted, found_in
from timeline.formats.drafting.piecemeal import Piecemeal
from timeline.formats.drafting.tree import Complaints, Path, Reading, Spot, Stop, Tree, prefixes
from timeline.formats.drafting.trusted import Doubt
from timeline.records import SECTIONS, Record

__all__ = ["SYNTAX", "line", "load", "read"]

FIELDS, SECTION = "fields", "section"
_HEADER = {"timeline", *Header.fields()}


class _Line(NamedTuple):
    """One line: which, counted from one, and its text."""

    number: int
    text: str


def load(text: str, *, file: str | None = None) -> Chronology:
    """Return the chronology that lines tell of.

    Raises:
        Unreadable: With every problem, each with line and column, in the order of the text.
    """
    text = text.removeprefix("\ufeff")
    origin = None if file is None else Origin(file, partial(found_in, file, SYNTAX))
    with uninterrupted():
        try:
            return _Plain(partial(_lines, text)).chronology(origin)
        except (Doubt, TimelineError, RecursionError, ValueError):
            return _closely(text, origin, file)


def read(file: str, *, limit: int) -> Chronology:
    """Return the chronology of a file, of which one line is in memory at a time while all is plainly right.

    Raises:
        Unreadable: As `load` does, and when the file cannot be read.
    """
    origin = Origin(file, partial(found_in, file, SYNTAX))
    with uninterrupted():
        try:
            return _Plain(lambda: _numbered(files.read_lines(file, limit=limit))).chronology(origin)
        except (Doubt, TimelineError, RecursionError, ValueError):
            return _closely(files.read_text(file, limit=limit), origin, file)


def line(record: Record) -> str:
    """Return a record as one line, without its end."""
    fields = record.plain()
    if {SECTION, FIELDS} & fields.keys():  # a kind that we do not know may have a key that means something here
        fields = {"id": fields.pop("id"), FIELDS: fields}
    return flow({SECTION: record.section, "id": fields.pop("id"), **fields})


# -- where all is well -------------------------------------------------------------------------------------------------------


class _Plain:
    """The records of lines in which all is plainly right; anything else is a `Doubt`.

    Args:
        lines: Gives the lines, as often as it is asked.
    """

    def __init__(self, lines: Callable[[], Iterator[_Line]]) -> None:
        self._lines = lines
        self._header: dict[str, Tree] | None = None
        self._made = Piecemeal()

    def chronology(self, origin: Origin | None) -> Chronology:
        """Return the chronology of all lines.

        Raises:
            Doubt: When anything is unusual.
            ValueError: When a line is no JSON; a RecursionError likewise.
        """
        for each in self._lines():
            tree, keys = json_reader.line(each.text)
            if tree.__class__ is not dict:
                raise Doubt
            if SECTION in tree:
                self._take(each, tree, keys)
            elif self._header is None:
                self._header = json_reader.careful_line(each.text)
            elif json_reader.careful_line(each.text) != self._header:
                raise Doubt
        if self._made.later:
            self._take_later()
        return self._made.chronology(self._header or {}, origin)

    def _take(self, each: _Line, fields: dict[str, Tree], keys: int | None) -> None:
        section, name = _text(fields.pop(SECTION)), _text(fields.get("id"))
        if section not in SECTIONS or not name or FIELDS in fields:
            raise Doubt
        made = self._made.take(section, name, fields, place=each.number)
        counted = self._made.counted()
        if made and keys is not None and counted != keys - 1:
            raise Doubt

    def _take_later(self) -> None:
        for each in self._lines():
            if each.number in self._made.later:
                fields = json_reader.careful_line(each.text)
                del fields[SECTION]
                self._made.take_again(each.number, fields)


def _text(value: Tree) -> str:
    return value if value.__class__ is str else ""


def _lines(text: str) -> Iterator[_Line]:
    """Yield the lines of a text that hold something; only a line feed ends one."""
    return _numbered(_parted(text))


def _parted(text: str) -> Iterator[str]:
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield text[start:end]
        start = end + 1


def _numbered(lines: Iterable[str]) -> Iterator[_Line]:
    return (_Line(number, text) for number, text in enumerate(lines, 1) if text.strip(" \t\r"))


# -- where something is amiss ------------------------------------------------------------------------------------------------


def _closely(text: str, origin: Origin | None, file: str | None) -> Chronology:
    """Return the chronology of a text by way of its tree."""
    gathered = _Gathered(text)
    reading = gathered.reading()
    if gathered.losses:
        places = origin.places if origin is not None else lambda _: {}
        origin = Origin(file or "", places, tuple(gathered.losses))
    return drafted(reading, partial(_spots, text), origin=origin, file=file, called=gathered.called)


class _Gathered:
    """The tree of all lines, and what is wrong with the lines themselves.

    Args:
        text: All of them.

    Attributes:
        losses: What a second header says otherwise than the first.
        homes: Which line each entry of the tree is from.
    """

    def __init__(self, text: str) -> None:
        self.losses: list[Loss] = []
        self.homes: dict[Path, _Line] = {}
        self._text = text
        self._complaints = Complaints()
        self._tree: dict[str, Tree] = {}
        self._header: tuple[_Line, dict[str, Tree]] | None = None
        self._seen: dict[tuple[str, str], tuple[int, dict[str, Tree]]] = {}

    def reading(self) -> Reading:
        """Return the tree."""
        try:
            for each in _lines(self._text):
                self._take(each)
        except Stop as stop:
            return Reading(None, (*self._complaints, stop.problem), whole=False)
        return Reading(self._tree, tuple(self._complaints))

    def called(self, path: Path) -> Path:
        """Return the path of an entry, with an event under its id."""
        if path[:1] == ("events",) and len(path) > 1 and isinstance(path[1], int):
            name = self._tree["events"][path[1]].get("id")
            return ("events", name, *path[2:]) if isinstance(name, str) else path
        return path

    def _take(self, each: _Line) -> None:
        reading = json_reader.read(each.text)
        for problem in reading.problems:
            self._complaints.note(attrs.evolve(problem, line=each.number))
        if not reading.whole or (reading.problems and not isinstance(reading.tree, dict)):
            return
        if not isinstance(reading.tree, dict):
            hint = '{"section": "events", "id": "briefing", ...}'
            self._refuse(each, (), "wrong-type", "an object is wanted in every line", f"such as {hint}")
        elif SECTION in reading.tree:
            self._take_record(each, dict(reading.tree))
        else:
            self._take_header(each, reading.tree)

    def _take_header(self, each: _Line, tree: dict[str, Tree]) -> None:
        if tree.keys() & {"id", "when", "who", "name", *SECTIONS}:
            hint = f"one of {', '.join(SECTIONS)}; the line without one is the header"
            self._refuse(each, (), "missing-key", "'section' is missing", hint)
        elif self._header is None:
            self._header = (each, tree)
            self._tree |= tree
            self.homes |= {(key,): each for key in tree}
        else:
            self._take_another(each, tree, *self._header)

    def _take_another(self, each: _Line, tree: dict[str, Tree], home: _Line, first: dict[str, Tree]) -> None:
        """Compare the header of one more file with the first; another zone would give other times to what is there."""
        if tree.get("zone") != first.get("zone"):
            told = f"a second header, for {_zoned(tree)}"
            hint = f"the header in line {home.number} is for {_zoned(first)}; give the zone to the places instead"
            self._refuse(each, ("zone",), "duplicate-key", told, hint)
        for key in sorted({*tree} - {"zone"}):
            if tree[key] != first.get(key):
                why = f"another header says {shown(str(tree[key]))}; that in line {home.number} stands"
                self.losses.append(Loss("", key, why, each.number))

    def _take_record(self, each: _Line, fields: dict[str, Tree]) -> None:
        section, name = fields.pop(SECTION), fields.get("id")
        if _text(section) not in SECTIONS:
            hint = nearest(_text(section), SECTIONS) or f"allowed: {', '.join(SECTIONS)}"
            self._refuse(each, (SECTION,), "unknown-section", f"no section {shown(section)}", hint)
            return
        if fields.keys() == {"id", FIELDS} and isinstance(fields[FIELDS], dict):
            fields = {"id": name, **fields[FIELDS]}
        if section == "events" and name is None:
            self._enter_event(each, fields)
        elif not isinstance(name, str):
            what = "'id' is missing" if name is None else f"an id is a text, not {shown(name)}"
            self._refuse(
                each, () if name is None else ("id",), "missing-key" if name is None else "wrong-type", what, ""
            )
        else:
            self._enter(each, section, name, fields)

    def _enter(self, each: _Line, section: str, name: str, fields: dict[str, Tree]) -> None:
        first, same = self._seen.setdefault((section, name), (each.number, fields))
        if first != each.number:
            if same != fields:  # the same record in the same words is no harm: two files may both have it
                told = f"the id {shown(name)} is used before, in {section}, for something else"
                self._refuse(each, ("id",), "duplicate-id", told, f"first used in line {first}")
        elif section == "events":
            self._enter_event(each, fields)
        else:
            self._tree.setdefault(section, {})[name] = {key: fields[key] for key in fields if key != "id"}
            self.homes[section, name] = each

    def _enter_event(self, each: _Line, fields: dict[str, Tree]) -> None:
        events = self._tree.setdefault("events", [])
        self.homes["events", len(events)] = each
        events.append(fields)

    def _refuse(self, each: _Line, path: Path, code: str, message: str, hint: str) -> None:
        found = json_reader.spots(each.text, [path])
        spot = found.get(path, found[()])
        self._complaints.note(Problem(code, message, hint=hint, line=each.number, column=spot.value[1]))


def _zoned(header: dict[str, Tree]) -> str:
    return f"the zone {shown(header['zone'])}" if "zone" in header else "no zone"


def _spots(text: str, wanted: Collection[Path]) -> dict[Path, Spot]:
    """Return where the entries of these paths stand."""
    gathered = _Gathered(text)
    gathered.reading()
    found: dict[Path, Spot] = {}
    for path in prefixes(wanted):
        home = next((path[:length] for length in (2, 1) if path[:length] in gathered.homes), None)
        if home is not None:
            spot = _within(gathered.homes[home], path if len(home) == 1 else path[2:])
            found |= {} if spot is None else {path: spot}
    return found


def _within(each: _Line, path: Path) -> Spot | None:
    """Return where an entry of a line stands; a whole record stands at its id."""
    inner = json_reader.spots(each.text, [path, (FIELDS, *path), ("id",)])
    spot = inner.get((FIELDS, *path)) or inner.get(path) if path else inner.get(("id",)) or inner[()]
    if spot is None:
        return None
    (_, key), (_, value) = (spot.value, inner[()].value) if not path else spot
    return Spot((each.number, key), (each.number, value))


class _Lines:
    @staticmethod
    def read(text: str) -> Reading:
        return _Gathered(text.removeprefix("\ufeff")).reading()

    spots = staticmethod(_spots)

    @staticmethod
    def write(tree: dict[str, Tree]) -> str:
        raise NotImplementedError  # records are written one by one


SYNTAX = _Lines()

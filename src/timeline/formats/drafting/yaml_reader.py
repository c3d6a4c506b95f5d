"""YAML as far as a dossier uses it: from the events of the parser straight to a tree of texts.

The constructors of the YAML library are never asked. They read `NO` as false and `12:30` as 750, crash on deep nesting, hang on
merge keys and lose positions. Events also spare a detour: our tree is ready several times sooner.

Every scalar is a text. A plain `~`, `null` or nothing at all means that the key is absent; `Null` and `NULL` are texts.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Collection
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from timeline.errors import Problem, shown
from timeline.files import too_long
from timeline.formats.drafting.tree import (
    DEEPEST,
    LONGEST_TEXT,
    Complaints,
    Lines,
    Path,
    Position,
    Reading,
    Spot,
    Stop,
    Tree,
    prefixes,
)

__all__ = ["read", "spots"]

# The C parser where it was built, which it is in every wheel; the pure one gives the same events, slowly.
Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

ABSENT = {"", "~", "null"}
BYTE_ORDER_MARK = "\ufeff"

# A parser's words, as the C one or the pure one has them, with ours and a way out.
_INDENTED = "check the indentation and the quotation marks here and above"
_SYNTAX = (
    (
        r"mapping values are not allowed",
        "': ' where no key can stand",
        "put quotation marks around a text that has ': ' in it, and check the indentation",
    ),
    (r"cannot start any token", "no text begins with {char}", "put quotation marks around a text that begins so"),
    (r"expected (key|'-' indicator|<block end>)|could not find expected ':'", "this does not fit what stands above", _INDENTED),
    (r"document start", "this does not fit what stands above", _INDENTED),
    (
        r"expected ',' or",
        "a bracket is open, and neither a comma nor its end stands here",
        "a bracket is not closed, or a text with a comma needs quotation marks",
    ),
    (r"unexpected end of stream", "the file ends within quotation marks", "a quotation mark is not closed"),
    (r"unknown escape", "a backslash in double quotation marks", "write two of it, or use single quotation marks"),
    (r"node content", "nothing stands where a value is wanted", "write one, or leave out what wants it"),
    (r"sequence entries are not allowed", "no list can begin here", "begin it on the next line, or put quotation marks around a text that begins so"),
)  # fmt: skip
_DIRECTIVE = re.compile(r"(?:[ \t]*(?:#.*)?(?:\r\n?|\n))*(?=%)")


def read(text: str) -> Reading:
    """Return the tree of a YAML text, and every problem of the text itself."""
    if (offset := text.find(BYTE_ORDER_MARK)) >= 0:
        problem = Problem("byte-order-mark", "a byte order mark inside the text", hint="remove it: it cannot be seen")
        return Reading(None, (_at(problem, Lines(text)(offset)),), whole=False)
    if found := _DIRECTIVE.match(text):  # the two parsers obey different ones
        problem = Problem("directive", "a directive", hint="leave out the line that begins with %")
        return Reading(None, (_at(problem, Lines(text)(found.end())),), whole=False)
    complaints = Complaints()
    try:
        tree = _Trees(text, complaints).document()
    except Stop as stop:
        return Reading(None, (*complaints, stop.problem), whole=False)
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        return Reading(None, (*complaints, _syntax_problem(error, text)), whole=False)
    return Reading(tree, tuple(complaints))


def spots(text: str, wanted: Collection[Path]) -> dict[Path, Spot]:
    """Return where the entries of these paths stand in a YAML text."""
    found: dict[Path, Spot] = {}
    with contextlib.suppress(yaml.YAMLError, UnicodeEncodeError):  # what comes before the break has been found
        _Finder(text, wanted, found).document()
    return found


class _Trees:
    """Builds the tree of one text, and gathers what is wrong with it."""

    def __init__(self, text: str, complaints: Complaints) -> None:
        self._complaints = complaints
        self._source = text
        self._next = Parser(text).get_event
        self._keys: dict[str, str] = {}  # the same few keys come again and again: kept once

    def document(self) -> Tree:
        """Return the tree of the one document."""
        self._next()
        start = self._next()
        if start.__class__ is StreamEndEvent:
            return None
        tree = self.node(self._next(), 0)
        self._next()
        after = self._next()
        if after.__class__ is not StreamEndEvent:
            self._complain(after, "several-documents", "a second document", "one file holds one chronology")
        return tree

    def node(self, event: Any, depth: int) -> Tree:
        """Return the tree that begins with an event; None where nothing stands."""
        kind = event.__class__
        if kind is AliasEvent:
            self._complain(event, "alias", f"an alias {shown('*' + event.anchor)}", "write the value out again")
            return ""
        self._check_plain(event)
        if kind is ScalarEvent:
            return self._text(event)
        if depth >= DEEPEST:
            raise Stop(_at(Problem("too-deep", f"nested more than {DEEPEST} deep"), _position(event)))
        return self._mapping(depth + 1) if kind is MappingStartEvent else self._list(depth + 1)

    def _text(self, event: Any) -> str | None:
        text: str = event.value
        if not event.style and text in ABSENT:
            return None
        if len(text) > LONGEST_TEXT:
            self._complaints.note(_at(too_long(len(text)), _position(event)))
            return text[:80]
        return text

    def _mapping(self, depth: int) -> dict[str, Tree]:
        tree: dict[str, Tree] = {}
        seen: dict[str, Any] = {}
        while (event := self._next()).__class__ is not MappingEndEvent:
            key = self._key(event, depth)
            found = self._next()
            value = self.node(found, depth)
            if key is None:
                continue
            if value is None and ":" not in self._source[event.end_mark.index : found.start_mark.index]:
                hint = "a text with a comma needs quotation marks"
                self._complain(event, "bare-key", f"{shown(key)} stands where a key and a value are wanted", hint)
            if first := seen.get(key):
                hint = f"first used in line {first.start_mark.line + 1}"
                self._complain(event, "duplicate-key", f"the key {shown(key)} a second time", hint)
                continue
            seen[key] = event
            if value is not None:
                tree[key] = value
        return tree

    def _key(self, event: Any, depth: int) -> str | None:
        """Return a key, or None for one that is refused."""
        if event.__class__ is not ScalarEvent:
            self._complain(event, "bad-key", "a list or mapping as a key", "a key is a text")
            self.node(event, depth)
            return None
        self._check_plain(event)
        if event.value == "<<" and not event.style:
            self._complain(event, "merge-key", "a merge key '<<'", "write the keys out again")
            return None
        key: str = event.value
        return self._keys.setdefault(key, key) if len(key) <= LONGEST_TEXT else self._text(event)

    def _list(self, depth: int) -> list[Tree]:
        tree = []
        while (event := self._next()).__class__ is not SequenceEndEvent:
            item = self.node(event, depth)
            if item is None:
                self._complain(event, "empty-item", "nothing stands here", "write something, or leave the item out")
                item = ""
            tree.append(item)
        return tree

    def _check_plain(self, event: Any) -> None:
        """Refuse what a YAML processor would obey: anchors and tags."""
        if event.anchor is not None:
            self._complain(
                event, "anchor", f"an anchor {shown('&' + event.anchor)}", "write the value out where it is used"
            )
        if event.tag is not None:
            self._complain(event, "tag", f"a tag {shown(event.tag)}", "leave it out: every value is a text")

    def _complain(self, event: Any, code: str, message: str, hint: str) -> None:
        self._complaints.note(_at(Problem(code, message, hint=hint), _position(event)))


class _Finder:
    """Walks through a text once more and keeps the places of some entries."""

    def __init__(self, text: str, wanted: Collection[Path], found: dict[Path, Spot]) -> None:
        self._found = found
        self._wanted = prefixes(wanted)
        self._next = Parser(text).get_event

    def document(self) -> None:
        """Find the places of the first document."""
        self._next()
        if self._next().__class__ is DocumentStartEvent:
            self._node(self._next(), None, ())

    def _node(self, event: Any, key: Any, path: Path | None) -> None:
        """Note the place of one entry, and of those below it; a path of None is of no interest."""
        if path in self._wanted and path not in self._found:
            self._found[path] = Spot(_position(key or event), _position(event))
        elif path is not None:
            path = None
        if event.__class__ is MappingStartEvent:
            while (event := self._next()).__class__ is not MappingEndEvent:
                self._entry(event, path)
        elif event.__class__ is SequenceStartEvent:
            position = 0
            while (event := self._next()).__class__ is not SequenceEndEvent:
                self._node(event, None, None if path is None else (*path, position))
                position += 1

    def _entry(self, key: Any, path: Path | None) -> None:
        scalar = key.__class__ is ScalarEvent
        if not scalar:
            self._node(key, None, None)
        self._node(self._next(), key, (*path, key.value) if scalar and path is not None else None)


def _position(event: Any) -> Position:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _at(problem: Problem, position: Position) -> Problem:
    return problem.at(None, *position)


def _syntax_problem(error: Exception, text: str) -> Problem:
    """Say where the parser stumbled, and over what."""
    if isinstance(error, yaml.reader.ReaderError | UnicodeEncodeError):
        # The C parser counts bytes and the other one characters, so the place is looked for here.
        refused = yaml.reader.Reader.NON_PRINTABLE.search(text)
        offset = refused.start() if refused else 0
        problem = Problem(
            "refused-character", f"the character U+{ord(text[offset]):04X}", hint="remove it: it is no text"
        )
        return _at(problem, Lines(text)(offset))
    mark, message = error.problem_mark, str(error.problem)  # type: ignore[attr-defined]
    line, column = mark.line + 1, mark.column + 1
    if "\t" in _indentation(text, mark.line):
        return _at(Problem("tab", "a tab indents this line, and tabs cannot indent", hint="use spaces"), (line, column))
    char = _line(text, mark.line)[mark.column : mark.column + 1]
    words, hint = next(((words, hint) for said, words, hint in _SYNTAX if re.search(said, message)), (message, ""))
    if "unknown escape" in message and char != "\\":  # the pure parser points behind it
        column -= 1
    return _at(Problem("syntax", words.format(char=shown(char)), hint=hint), (line, column))


def _line(text: str, number: int) -> str:
    lines = text.splitlines()
    return lines[number] if number < len(lines) else ""


def _indentation(text: str, line: int) -> str:
    found = _line(text, line)
    return found[: len(found) - len(found.lstrip())]

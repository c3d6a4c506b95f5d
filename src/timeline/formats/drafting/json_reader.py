"""JSON as far as a dossier uses it.

The parser of the standard library does the work while all is well. It accepts duplicate keys and `NaN`, knows no places, and its
messages speak of delimiters; so as soon as anything is amiss, a scanner of our own goes over the text and says what and where.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable, Collection
from decimal import Decimal, InvalidOperation
from typing import Any

from timeline.errors import Problem, shown
from timeline.files import too_long
from timeline.formats.drafting.tree import (
    DEEPEST,
    LONGEST_TEXT,
    Complaints,
    Lines,
    Path,
    Reading,
    Spot,
    Stop,
    Tree,
    prefixes,
)

__all__ = ["Numeral", "careful", "careful_line", "line", "read", "scanning", "spots"]

LONGEST_NUMBER = 40

_SPACE = re.compile(r"[ \t\n\r]*")
_TOKEN = re.compile(
    r'(?P<sign>[\[\]{}:,])|(?P<text>"(?:[^"\\\x00-\x1f]|\\.)*+")|(?P<word>-?[A-Za-z]+)'
    r"|(?P<number>-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)(?![0-9A-Za-z.])"
)
_SPACED_KEY = re.compile(r'"[ \t\n\r]+:')
_BLANK = " \t\r"
_BEFORE_COLON = (" :", "\t:", "\n:", "\r:")
_CONTROL = re.compile(r"[\x00-\x1f]")
_WORDS = {"true": True, "false": False}
_CONTAINERS = {dict, list}


Scan = Callable[[str, int], tuple[Tree, int]]
Count = Callable[[str, int, int], int]


class Numeral(Decimal):
    """A number as it stands in the file, exact, and shown as it stands there."""

    def __repr__(self) -> str:
        return str(self)


class _Amiss(ValueError):
    """The text needs a closer look."""


def read(text: str) -> Reading:
    """Return the tree of a JSON text, and every problem of the text itself."""
    keys = _count(text, 0, len(text)) if _is_countable(text) else None
    try:
        tree = (_CAREFUL if keys is None else _QUICK).decode(text)
    except (ValueError, RecursionError):
        return _look_closer(text)
    return Reading(tree) if _is_plain(tree, keys=keys) else _look_closer(text)


def scanning(text: str) -> tuple[Scan, Count | None]:
    """Return how values in a text are scanned, and how the keys in a part of it are counted; None where two equal keys are told while scanning.

    Neither looks for null, long texts or deep nesting: the reader of a record takes none of them.
    """
    if not _is_countable(text):
        return _SCAN_CAREFULLY, None
    return _SCAN_QUICKLY, _count if '\\"' in text else _count_unescaped


def line(text: str) -> tuple[Tree, int | None]:
    """Return the value that a line holds, and how many keys are spelled out in it; None where no two are equal.

    Raises:
        ValueError: When it is no JSON.
        RecursionError: When it is too deep by far.
    """
    text = text.strip(_BLANK)
    scan, count = scanning(text)
    try:
        tree, end = scan(text, 0)
    except StopIteration:
        return _amiss(""), None
    return _amiss("") if end != len(text) else tree, None if count is None else count(text, 0, end)


def careful_line(text: str) -> Tree:
    """Return the value that a line holds, looked over with care.

    Raises:
        ValueError: When anything is amiss.
        RecursionError: When it is too deep by far.
    """
    reading = read(text)
    return _amiss("") if reading.problems or not reading.whole else reading.tree


def careful(text: str, offset: int) -> tuple[Tree, int]:
    """Return the value at an offset, and where it ends.

    Raises:
        ValueError: When anything is amiss.
        StopIteration: When there is no value.
        RecursionError: When it is too deep by far.
    """
    tree, end = _SCAN_CAREFULLY(text, offset)
    return (tree, end) if _is_plain(tree, keys=None) else _amiss("")


def spots(text: str, wanted: Collection[Path]) -> dict[Path, Spot]:
    """Return where the entries of these paths stand in a JSON text."""
    scanner = _Scanner(text, wanted)
    with contextlib.suppress(Stop):  # what comes before the break has been found
        scanner.document()
    return scanner.found


def _look_closer(text: str) -> Reading:
    scanner = _Scanner(text)
    try:
        tree = scanner.document()
    except Stop as stop:
        return Reading(None, (*scanner.complaints, stop.problem), whole=False)
    return Reading(tree, tuple(scanner.complaints))


def _is_countable(text: str) -> bool:
    """Whether counting marks tells how many keys a text spells out.

    Why: the parser lets the last of two equal keys win in silence. A quotation mark before a colon ends a key, unless it is escaped and stands
    within a text, so counting is a hundred times quicker than asking about each mapping while it is made. Nearly always every colon of a text follows a mark,
    and where some do not, most have no space before them.
    """
    if '\\\\"' in text:
        return False
    if text.count(":") == text.count('":'):
        return True
    return not (any(mark in text for mark in _BEFORE_COLON) and _SPACED_KEY.search(text))


def _count_unescaped(text: str, start: int, end: int) -> int:
    """Count the keys in a part of a text that has no escaped quotation mark."""
    return text.count('":', start, end)


def _count(text: str, start: int, end: int) -> int:
    """Count the keys in a part of a text."""
    return text.count('":', start, end) - text.count('\\":', start, end)


def _unique(pairs: list[tuple[str, Tree]]) -> dict[str, Tree]:
    tree = dict(pairs)
    return tree if len(tree) == len(pairs) else _amiss("")


def _amiss(_: str) -> Any:
    raise _Amiss


def _number(text: str) -> int | Numeral:
    """Return a number; one that would fill the memory when it is written out is amiss."""
    try:
        number = Numeral(text)
    except InvalidOperation:  # an exponent of its own kind of length
        raise _Amiss from None
    if len(text) > LONGEST_NUMBER or abs(number.adjusted()) > LONGEST_NUMBER:
        raise _Amiss
    return int(text) if text.lstrip("-").isdigit() else number


_QUICK, _CAREFUL = (
    json.JSONDecoder(object_pairs_hook=hook, parse_int=_number, parse_float=_number, parse_constant=_amiss)
    for hook in (None, _unique)
)
# What `decode` calls; the types of the standard library do not know it.
_SCAN_QUICKLY: Scan = _QUICK.scan_once  # type: ignore[attr-defined]
_SCAN_CAREFULLY: Scan = _CAREFUL.scan_once  # type: ignore[attr-defined]


def _is_plain(tree: Tree, *, keys: int | None) -> bool:
    """Whether a tree has no null, no text that is too long, as many keys as its text, and is not too deep; level by level, which is the quickest way."""
    level, found = [tree], 0
    for _ in range(DEEPEST + 1):
        if None in level:
            return False
        texts = [node for node in level if node.__class__ is str]
        if texts and len(max(texts, key=len)) > LONGEST_TEXT:
            return False
        inner = [node for node in level if node.__class__ in _CONTAINERS]
        if not inner:
            return keys is None or found == keys
        found += sum(len(node) for node in inner if node.__class__ is dict)
        level = [item for node in inner for item in (node.values() if node.__class__ is dict else node)]
    return False


class _Scanner:
    """Reads a text word by word, and gathers what is wrong with it and where the wanted entries stand."""

    def __init__(self, text: str, wanted: Collection[Path] = ()) -> None:
        self.complaints = Complaints()
        self.found: dict[Path, Spot] = {}
        self._wanted = prefixes(wanted) if wanted else set()
        self._text = text
        self._lines = Lines(text)
        self._offset = 0

    def document(self) -> Tree:
        """Return the tree of the whole text."""
        if self._peek() is None:
            return None
        tree = self._value((), None, 0)
        if self._peek() is not None:
            raise Stop(self._trailing())
        return tree

    def _value(self, path: Path, key: int | None, depth: int) -> Tree:
        """Read one value; `key` is where its key stands, if it has one."""
        kind, lexeme, start = self._token("a value")
        if path in self._wanted and path not in self.found:
            self.found[path] = Spot(self._lines(start if key is None else key), self._lines(start))
        if kind == "text":
            return self._checked(lexeme, start)
        if kind == "number":
            return self._numeral(lexeme, start)
        if kind == "word":
            return self._word(lexeme, start)
        if lexeme not in "[{":
            raise self._stop(f"a value is wanted here, not {shown(lexeme)}", start)
        if depth >= DEEPEST:
            raise self._stop(f"nested more than {DEEPEST} deep", start, code="too-deep")
        return self._mapping(path, depth + 1) if lexeme == "{" else self._list(path, depth + 1)

    def _mapping(self, path: Path, depth: int) -> dict[str, Tree]:
        tree: dict[str, Tree] = {}
        firsts: dict[str, int] = {}
        while self._more("}", first=not firsts):
            kind, lexeme, start = self._token("a key")
            if kind != "text":
                raise self._stop(f"a key in quotation marks is wanted here, not {shown(lexeme)}", start)
            key = self._checked(lexeme, start)
            self._expect(":")
            again = key in firsts
            value = self._value((*path, key), start, depth)
            if again:
                hint = f"first used in line {self._lines(firsts[key])[0]}"
                self._complain("duplicate-key", f"the key {shown(key)} a second time", start, hint)
            elif value is not None:
                tree[key] = value
            firsts.setdefault(key, start)
        return tree

    def _list(self, path: Path, depth: int) -> list[Tree]:
        tree: list[Tree] = []
        while self._more("]", first=not tree):
            item = self._value((*path, len(tree)), None, depth)
            tree.append("" if item is None else item)
        return tree

    def _more(self, end: str, *, first: bool) -> bool:
        """Whether another entry follows; reads the comma before it, or the closing bracket."""
        found = self._peek()
        if found == end:
            self._offset += 1
            return False
        if not first:
            if found != ",":
                raise self._stop(f"',' or {end!r} is wanted here", self._offset)
            self._offset += 1
            if self._peek() == end:
                raise self._stop("a comma with nothing behind it", self._offset - 1, hint="leave it out")
        return True

    def _expect(self, sign: str) -> None:
        if self._peek() != sign:
            raise self._stop(f"{sign!r} is wanted here", self._offset)
        self._offset += 1

    def _peek(self) -> str | None:
        """Return the next character that is no space, or None at the end."""
        self._offset = _SPACE.match(self._text, self._offset).end()  # type: ignore[union-attr]
        return self._text[self._offset] if self._offset < len(self._text) else None

    def _token(self, wanted: str) -> tuple[str, str, int]:
        found, start = self._peek(), self._offset
        if found is None:
            raise self._stop(f"the text ends where {wanted} is wanted", start)
        match = _TOKEN.match(self._text, start)
        if match is None:
            raise self._no_token(found, start)
        self._offset = match.end()
        return str(match.lastgroup), match.group(), start

    def _no_token(self, found: str, start: int) -> Stop:
        if found == '"':
            control = _CONTROL.search(self._text, start)
            if control and control.group() not in "\r\n":
                code, message = "refused-character", f"the character U+{ord(control.group()):04X} in a text"
                return self._stop(message, control.start(), code=code, hint="write it as an escape, or remove it")
            return self._stop("a text that does not end in its line", start, hint="a quotation mark is not closed")
        if found in "#/'":
            hint = 'use quotation marks " "' if found == "'" else "JSON has no comments; YAML has"
            return self._stop(f"{shown(found)} begins nothing in JSON", start, hint=hint)
        if found in "0123456789-":
            return self._stop("a malformed number", start)
        return self._stop(f"{shown(found)} begins nothing in JSON", start)

    def _checked(self, lexeme: str, start: int) -> str:
        """Return the text of a lexeme."""
        try:
            text: str = json.loads(lexeme)
        except ValueError as error:
            offset = start + getattr(error, "pos", 0)
            raise self._stop("a malformed escape in a text", offset, hint=r"such as \n, \u00e9, \" and \\") from None
        if len(text) > LONGEST_TEXT:
            self.complaints.note(too_long(len(text)).at(None, *self._lines(start)))
            return text[:80]
        return text

    def _numeral(self, lexeme: str, start: int) -> Tree:
        try:
            return _number(lexeme)
        except ValueError:
            self._complain("bad-number", f"the number {shown(lexeme)}", start, "write it with fewer digits")
            return 0

    def _word(self, lexeme: str, start: int) -> Tree:
        if lexeme in _WORDS:
            return _WORDS[lexeme]
        if lexeme == "null":
            self._complain("empty-item", "null", start, "leave the key out")
            return None
        hint = "put quotation marks around a text"
        if lexeme.lower() in {"nan", "infinity", "-infinity", "inf"}:
            hint = "a number is written in digits"
        elif lexeme.lower() in _WORDS:
            hint = f"write {lexeme.lower()}"
        self._complain("bad-word", f"{shown(lexeme)} stands for nothing in JSON", start, hint)
        return ""

    def _trailing(self) -> Problem:
        found = self._text[self._offset]
        hint = "JSON has no comments; YAML has" if found in "#/" else "one file holds one dossier"
        if found == "{":
            hint = "one object to a line is JSON Lines (.jsonl); a dossier is one object"
        return self._stop("more text after the end", self._offset, hint=hint).problem

    def _stop(self, message: str, offset: int, *, code: str = "syntax", hint: str = "") -> Stop:
        return Stop(Problem(code, message, hint=hint).at(None, *self._lines(offset)))

    def _complain(self, code: str, message: str, offset: int, hint: str) -> None:
        self.complaints.note(Problem(code, message, hint=hint).at(None, *self._lines(offset)))

"""Front matter: the keys at the head of a Markdown file, between two lines `---` in YAML or `+++` in TOML.

YAML is read as in a dossier, every value a text. Of TOML the library knows the place of a mistake and of each key, not of what stands within a list.

Source: Jekyll, "Front Matter", which made it a habit; Hugo, "Front matter", for TOML.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime, time
from functools import cached_property

import attrs

from timeline.errors import Problem
from timeline.formats.drafting import yaml_reader
from timeline.formats.drafting.tree import DEEPEST, Lines, Path, Position, Tree

__all__ = ["Matter", "matter_of"]

_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
_TOML_PLACE = re.compile(r"^(.*) \(at (?:line (\d+), column (\d+)|end of document)\)$", re.DOTALL)
_MOST_DOTS = 1_000
_BLANK = "begin the file with the line `---`"


@attrs.define
class Matter:
    """What stands at the head of one file, and what follows it.

    Attributes:
        tree: The keys and values, values as texts, lists and mappings.
        body: The rest of the text.
        line: Where the body begins, counted from one.
        problems: What is wrong with the head, with lines and columns of the file.
        is_there: Whether the file has a head.
    """

    tree: dict[str, Tree]
    body: str
    line: int = 1
    problems: tuple[Problem, ...] = ()
    is_there: bool = True
    _head: str = ""
    _toml: bool = False

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self._head)

    def place(self, path: Path) -> Position:
        """Return where the value at a path stands, else that of the nearest above it."""
        if self._toml:
            key = (
                re.compile(rf"^[ \t]*([\"']?){re.escape(str(path[0]))}\1[ \t]*=[ \t]*", re.MULTILINE) if path else None
            )
            found = key.search(self._head) if key else None
            return self._lines(found.end()) if found else (1, 1)
        spots = yaml_reader.spots(self._head, [path])
        known = (spots[path[:length]].value for length in range(len(path), 0, -1) if path[:length] in spots)
        return next(known, (1, 1))


def matter_of(text: str) -> Matter:
    """Return the front matter of a text; one without any is all body."""
    lines = text.splitlines(keepends=True)
    fence = lines[0].rstrip() if lines else ""
    if fence not in _FENCES:
        return _headless(text, lines)
    last = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() in _FENCES[fence]), None)
    if last is None:
        problem = Problem("syntax", "the front matter has no end", hint=f"a line {fence} ends it", line=1, column=1)
        return Matter({}, "", problems=(problem,))
    # An empty line stands for the fence, so that lines are counted as in the file.
    head, body = "\n" + "".join(lines[1:last]), "".join(lines[last + 1 :])
    tree, problems = _toml(head) if fence == "+++" else _yaml(head)
    return Matter(tree, body, last + 2, problems, True, head, fence == "+++")


def _headless(text: str, lines: list[str]) -> Matter:
    """Return a text without front matter; what was meant to be some is told."""
    first = next((number for number, line in enumerate(lines, 1) if line.strip()), 0)
    begin = lines[first - 1].rstrip() if first else ""
    if first > 1 and begin in _FENCES:
        told = Problem("syntax", "empty lines before the front matter", hint=_BLANK, line=first, column=1)
        return Matter({}, text, problems=(told,))
    if begin.startswith("{") and begin.rstrip() in {"{", "{}"}:
        told = Problem("syntax", "front matter in JSON", hint="YAML and TOML are read", line=first, column=1)
        return Matter({}, text, problems=(told,))
    return Matter({}, text, is_there=False)


def _yaml(head: str) -> tuple[dict[str, Tree], tuple[Problem, ...]]:
    reading = yaml_reader.read(head)
    if reading.problems or isinstance(reading.tree, dict):
        return reading.tree if isinstance(reading.tree, dict) else {}, reading.problems
    if reading.tree is None:
        return {}, ()
    hint = "such as `date: 2025-04-26`"
    return {}, (Problem("wrong-type", "front matter is made of keys and values", hint=hint, line=2, column=1),)


def _toml(head: str) -> tuple[dict[str, Tree], tuple[Problem, ...]]:
    try:
        if longest := next((number for number, line in enumerate(head.splitlines(), 1) if _is_long_key(line)), 0):
            problem = Problem("too-deep", f"a key of more than {_MOST_DOTS} parts", line=longest, column=1)
            return {}, (problem,)
        return _texts(tomllib.loads(head), 0), ()
    except (ValueError, RecursionError) as error:
        return {}, (_toml_problem(error, head),)


def _is_long_key(line: str) -> bool:
    """Whether a line may be a key of so many parts that the parser of TOML takes minutes over it; sentences in quotation marks are none."""
    keys = line.split("=")[:-1] if '"' in line or "'" in line else line.split("=")
    return any(key.count(".") > _MOST_DOTS for key in keys)


def _toml_problem(error: Exception, head: str) -> Problem:
    """Say where the parser stumbled, and over what; it says the place in its message."""
    found = _TOML_PLACE.match(str(error))
    told = "nested too deep" if isinstance(error, RecursionError) else found[1] if found else str(error)
    line, column = (int(found[2]), int(found[3])) if found and found[2] else Lines(head)(len(head) if found else 0)
    return Problem("syntax", told[:1].lower() + told[1:], line=line, column=column)


def _texts(value: object, depth: int) -> Tree:
    """Return a value of TOML as texts.

    Raises:
        ValueError: When it is too deep.
    """
    if depth > DEEPEST:
        raise ValueError(f"nested more than {DEEPEST} deep")
    if isinstance(value, Mapping):
        return {key: _texts(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [_texts(item, depth + 1) for item in value]
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value).lower() if isinstance(value, bool) else str(value)

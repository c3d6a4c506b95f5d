"""What a file holds before anyone knows what it means: mappings, lists and texts, and the places where they stand.

Every format reads into this one tree and writes from it, so that a dossier means the same in all of them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple, Protocol

import attrs

from timeline.errors import MOST_PROBLEMS, Problem
from timeline.files import LONGEST_TEXT

__all__ = [
    "DEEPEST",
    "INVISIBLE",
    "LONGEST_TEXT",
    "MOST_PROBLEMS",
    "Lines",
    "Path",
    "Position",
    "Reading",
    "Spot",
    "Syntax",
    "Tree",
    "at",
    "prefixes",
]

Tree = Any  # a text, a list of trees, or a dict of texts to trees; numbers and flags where a format has them
Path = tuple[str | int, ...]
Position = tuple[int, int]  # line and column, both counted from one, the column in characters

DEEPEST = 40

# What a person who reads the file would not see, or would see in another place: written as an escape. The two joiners stay,
# because Persian, Hindi and emoji are misspelled without them.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\uffff\U000e0000-\U000e007f]"
)


class Spot(NamedTuple):
    """Where an entry stands: its key, or the item itself in a list, and its value."""

    key: Position
    value: Position


@attrs.frozen
class Reading:
    """What came out of a text.

    Attributes:
        tree: What it holds, as far as it could be read.
        problems: What is wrong with the text itself, each with line and column.
        whole: Whether the text was read to its end.
    """

    tree: Tree
    problems: tuple[Problem, ...] = ()
    whole: bool = True


class Syntax(Protocol):
    """How one format spells the tree."""

    def read(self, text: str) -> Reading:
        """Return the tree of a text and what is wrong with the text."""

    def spots(self, text: str, wanted: Collection[Path]) -> dict[Path, Spot]:
        """Return where the entries of these paths stand; those that the text does not have are left out."""

    def write(self, tree: dict[str, Tree]) -> str:
        """Return the text of a tree."""


@attrs.define
class Stop(Exception):
    """The rest of the text cannot be read."""

    problem: Problem


class Complaints(list[Problem]):
    """The problems of one text, in its order; so many that reading on is no use end the reading."""

    def note(self, problem: Problem) -> None:
        """Add a problem.

        Raises:
            Stop: When there are too many.
        """
        if len(self) >= MOST_PROBLEMS:
            raise Stop(attrs.evolve(problem, code="too-many", message="too many problems to go on reading", hint=""))
        self.append(problem)


class Lines:
    """The line and column of each place in a text."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(found.end() for found in re.finditer("\n|\r\n?", text))]

    def __call__(self, offset: int) -> Position:
        """Return the line and column of the character at an offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def at(tree: Tree, path: Path) -> Tree:
    """Return what stands at a path, or the last that stands on the way to it."""
    for key in path:
        try:
            tree = tree[key] if isinstance(tree, dict | list) else tree  # type: ignore[index]
        except (LookupError, TypeError):
            break
    return tree


def prefixes(paths: Iterable[Path]) -> set[Path]:
    """Return the paths and all that lead to them."""
    return {path[:length] for path in paths for length in range(len(path) + 1)}

"""What comes again and again in a file, worked out once and kept once.

A dossier of fifty thousand meetings names the same few hundred people, places and tags on every line. So what a text, a list of texts or a small
mapping stands for is looked up by what stands in the file. Only what is made of texts alone is kept under itself: `1`, `1.0` and `true`
are equal in Python, and a text is equal to nothing but a text.

The tables live as long as a load, and those of what may be different every time stop growing at some point.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any

from timeline.formats.drafting.tree import Tree

__all__ = ["Read", "Recurring", "parts", "texts"]

MOST = 10_000

Read = Callable[[Tree], Any]


class Recurring(dict[Tree, Any]):
    """What texts stand for, by the texts; asking costs no call in Python where the answer is there.

    Args:
        read: Gives the answer; what is no text is asked for every time.

    Raises:
        TypeError: When asked for a list or a mapping.
    """

    def __init__(self, read: Read) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, value: Tree) -> Any:
        found = self._read(value)
        if value.__class__ is str:
            self[value] = found
        return found


def texts(read: Read) -> Read:
    """Return a reader of lists of texts, or of one text without its list, that gives the same tuple for the same list.

    Raises:
        TypeError: When there is a list or a mapping in the list.
    """
    made: dict[Hashable, Any] = {}

    def read_texts(value: Tree) -> Any:
        key = tuple(value) if value.__class__ is list else value
        try:
            return made[key]
        except KeyError:
            found = read(value)
            if len(made) < MOST and _is_text(key):
                made[key] = found
            return found

    return read_texts


def parts(read: Read, *, count: Callable[[int], object]) -> Read:
    """Return a reader of parts of records, from a mapping or a bare text, that gives one and the same part for all that are equal.

    Args:
        read: Makes a part.
        count: Is told how many keys each mapping has.
    """
    made: dict[Hashable, Any] = {}
    equal: dict[Any, Any] = {}

    def read_part(value: Tree) -> Any:
        key = value
        if value.__class__ is dict:
            count(len(value))
            key = (*value, *value.values())
        try:
            return made[key]
        except (KeyError, TypeError):  # a TypeError is a list in the mapping
            part = read(value)
            part = equal.setdefault(part, part)
            if len(made) < MOST and _is_text(key):
                made[key] = part
            return part

    return read_part


def _is_text(key: Hashable | Iterable[object]) -> bool:
    """Whether a key is a text, or a tuple of texts."""
    return key.__class__ is str or (key.__class__ is tuple and all(item.__class__ is str for item in key))

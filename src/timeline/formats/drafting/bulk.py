"""What loading many records at once needs: a quiet garbage collector, and equal values kept once.

Measured on 100,000 meetings of 500 people in JSON, with Python 3.11: a quiet collector brings the tree in 0.7 s instead of 1.3 s and
the records in 5.6 s instead of 8.5 s; sharing takes the records from 7.0 s to 5.6 s, and from 1,420 bytes an event to 940. From YAML
the collector makes no difference that could be measured.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator
from typing import Any

from timeline.errors import TimelineError
from timeline.formats.drafting.tree import Tree
from timeline.records import Record
from timeline.records.convert import Moment
from timeline.records.field import Many, Optional, Ref
from timeline.records.record import Inside
from timeline.records.shape import Shape

__all__ = ["Shared", "uninterrupted"]


@contextlib.contextmanager
def uninterrupted() -> Iterator[None]:
    """Keep the cyclic garbage collector from running within the block.

    Why: it walks all that lives again and again while a load only makes things that stay. Blocks may be nested; the outermost
    wakes the collector again, and one that was asleep before stays asleep.
    """
    awake = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if awake:
            gc.enable()


class Shared:
    """Dates, citations, participations and ids of one load, made once however often the file has them.

    A field that holds them is given the finished values, which its shape takes as they are. What cannot be made is left as it
    stands, so that the record itself says what is wrong with it.
    """

    def __init__(self) -> None:
        self._made: dict[Shape[Any], dict[object, object]] = {}
        self._plans: dict[type[Record], list[tuple[str, Shape[Any], bool]]] = {}

    def fields(self, cls: type[Record], fields: dict[str, Tree]) -> dict[str, Tree]:
        """Return the fields of a record with their shared values in place."""
        shared = dict(fields)
        for name, shape, several in self._plan(cls):
            if (tree := shared.get(name)) is not None:
                made = self._made.setdefault(shape, {})
                if several and isinstance(tree, list):
                    shared[name] = [_value(shape, item, made) for item in tree]
                else:
                    shared[name] = _value(shape, tree, made)
        return shared

    def _plan(self, cls: type[Record]) -> list[tuple[str, Shape[Any], bool]]:
        if cls not in self._plans:
            self._plans[cls] = list(_shareable(cls))
        return self._plans[cls]


def _value(shape: Shape[Any], tree: Tree, made: dict[object, object]) -> object:
    try:
        key = tree if tree.__class__ is str else _key(tree)
        if key not in made:
            made[key] = shape.convert(tree)
        return made[key]
    except (TimelineError, TypeError):
        return tree


def _key(tree: Tree) -> tuple[object, ...]:
    """Return a mapping of texts and lists of texts as something that hashes.

    Raises:
        TypeError: When it holds more than that.
    """
    if not isinstance(tree, dict):
        raise TypeError
    return tuple((name, tuple(value) if isinstance(value, list) else value) for name, value in tree.items())


def _shareable(cls: type[Record]) -> Iterator[tuple[str, Shape[Any], bool]]:
    """Yield the fields whose values come again and again: the name, the shape of one value, and whether they hold several."""
    for name, shape in cls.fields().items():
        single = shape.inner if isinstance(shape, Many | Optional) else shape
        if isinstance(single, Inside | Moment | Ref):
            yield name, single, isinstance(shape, Many)

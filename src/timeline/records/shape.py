"""What a field of a record may hold: the one mechanism behind constructors, files, references and the schema.

A `Shape` knows four things about a kind of value: how to make it from what a caller or a file gives (`convert`), how to write
it in the shortest form that reads back equal (`plain`), which other records it mentions (`references`), and how JSON Schema
describes it (`schema`). A field names its shape once, through its converter; everything else asks the shape.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from enum import Enum
from typing import Any, Generic, Protocol, TypeVar

import attrs

from timeline.errors import shown

__all__ = ["GONE", "SHAPES", "Identified", "Path", "Reference", "Resolve", "Shape", "Tree", "kind_of_value"]

T = TypeVar("T")

Path = tuple[str | int, ...]
Tree = Any  # str, or a list or dict of trees: what a file holds
Resolve = Callable[[str, str], str]  # (name as written, family that is wanted) -> id

# The shape behind each converter. A table, because type checkers read an attrs converter only where it is a plain function.
SHAPES: dict[Callable[..., Any], Shape[Any]] = {}


class Gone(Enum):
    """What is left of a value that mentioned nothing but what is no longer there."""

    GONE = "gone"


GONE = Gone.GONE


class Identified(Protocol):
    """What can stand for its id: any record."""

    @property
    def id(self) -> str:
        """The id."""

    @property
    def families(self) -> frozenset[str]:
        """What it is: `person`, `agent`, `record`."""


@attrs.frozen
class Reference:
    """One mention of a record by another.

    Attributes:
        path: Where in the record it stands, for instance `("who", 0, "on_behalf_of")`.
        id: The id that is mentioned.
        family: What the record behind it has to be, for instance `place`.
    """

    path: Path
    id: str
    family: str


class Shape(ABC, Generic[T]):
    """What one field may hold. Subclasses say how it is read, written, described and followed."""

    refers = False

    @abstractmethod
    def convert(self, value: object) -> T:
        """Return the value in its one stored form.

        Raises:
            Invalid: When the value cannot be what the field holds; the path says which part of it.
        """

    def plain(self, value: T) -> Tree:
        """Return the shortest tree of texts, lists and mappings that converts back to an equal value."""
        return value

    @abstractmethod
    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the forms that a file may use."""

    def references(self, value: T, path: Path = ()) -> Iterator[Reference]:  # noqa: ARG002  (most mention nothing)
        """Yield the records that the value mentions; `path` is where the value stands."""
        return iter(())

    def named(self, tree: Tree, resolve: Resolve) -> Tree:  # noqa: ARG002
        """Return the tree with names of records replaced by their ids."""
        return tree

    def without(self, value: T, ids: Container[str]) -> T | Gone:  # noqa: ARG002
        """Return the value without its mentions of some records; `GONE` where nothing of it can stand without them."""
        return value

    def renamed(self, value: T, ids: Mapping[str, str]) -> T:  # noqa: ARG002
        """Return the value with its mentions of records under their new ids."""
        return value


def kind_of_value(value: object) -> str:
    """Name a wrong value as the author of a file would."""
    if value is None:
        return "nothing"
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "a list"
    return shown(value)

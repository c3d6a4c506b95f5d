"""The shapes of everything but texts and dates: choices, flags, mentions of records, and several of a kind."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from enum import Enum
from typing import Any, Generic, TypeVar

import attrs

from timeline.errors import MOST_PROBLEMS, Gathering, Invalid, TimelineError, inside, nearest, shown
from timeline.records.shape import GONE, Gone, Path, Reference, Resolve, Shape, Tree, kind_of_value
from timeline.records.text import Slug, Text, slug_problem

__all__ = ["Choice", "Flag", "Many", "Optional", "Pairs", "Ref"]

T = TypeVar("T")
E = TypeVar("E", bound=Enum)


@attrs.frozen
class Choice(Shape[E]):
    """One of a closed list of words."""

    words: type[E]

    def convert(self, value: object) -> E:
        if isinstance(value, self.words):
            return value
        names = [word.value for word in self.words]
        if not isinstance(value, str) or value not in names:
            label = self.words.__name__.lower()
            hint = nearest(str(value), names) or f"allowed: {', '.join(names)}"
            raise Invalid(f"no {label} {shown(value)}", code=f"unknown-{label}", hint=hint)
        return self.words(value)

    def plain(self, value: E) -> Tree:
        return value.value

    def schema(self) -> dict[str, Any]:
        return {"enum": [word.value for word in self.words]}


@attrs.frozen
class Flag(Shape[bool]):
    """Yes or no, written `true` or `false`."""

    def convert(self, value: object) -> bool:
        if isinstance(value, bool):
            return value
        if value not in ("true", "false"):
            raise Invalid(f"{shown(value)} is neither true nor false", code="wrong-type")
        return value == "true"

    def plain(self, value: bool) -> Tree:
        return "true" if value else "false"

    def schema(self) -> dict[str, Any]:
        return {"enum": ["true", "false", True, False]}


@attrs.frozen
class Pairs(Shape[tuple[tuple[str, str], ...]]):
    """Texts under texts, for instance `wikidata: Q7747`, ordered by the first.

    Attributes:
        key: What the first of them is: a scheme.
        value: What the second is.
    """

    key: str
    value: str

    def convert(self, value: object) -> tuple[tuple[str, str], ...]:
        pairs = list(value.items()) if isinstance(value, Mapping) else value
        if isinstance(pairs, str) or not isinstance(pairs, Sequence):
            raise Invalid(
                f"a mapping of {self.key} to {self.value} is wanted, not {kind_of_value(value)}", code="wrong-type"
            )
        return tuple(sorted(self._pair(pair) for pair in pairs))

    def _pair(self, pair: object) -> tuple[str, str]:
        if not isinstance(pair, Sequence) or isinstance(pair, str) or len(pair) != 2:
            raise Invalid(f"a {self.key} and a {self.value} are wanted, not {shown(pair)}", code="wrong-type")
        with inside(str(pair[0])):
            return Text(required=True).convert(pair[0]), Text(required=True).convert(pair[1])

    def plain(self, value: tuple[tuple[str, str], ...]) -> Tree:
        return dict(value)

    def schema(self) -> dict[str, Any]:
        return {"type": "object", "additionalProperties": {"type": "string", "minLength": 1}}


@attrs.frozen
class Ref(Shape[str]):
    """The id of another record; the record itself may be given in its place.

    Attributes:
        family: What it has to be: `agent`, `place`, `event`, `source`, ... or `record` for any.
    """

    family: str
    refers = True

    def convert(self, value: object) -> str:
        families = getattr(value, "families", None)
        if families is None:
            return Slug().convert(value)
        if self.family not in families:
            raise Invalid(f"{value!r} is no {self.family}", code="wrong-record")
        return str(value.id)  # type: ignore[attr-defined]

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": 1, "description": f"Id of a record: {self.family}; or its name."}

    def references(self, value: str, path: Path = ()) -> Iterator[Reference]:
        yield Reference(path, value, self.family)

    def named(self, tree: Tree, resolve: Resolve) -> Tree:
        return resolve(tree, self.family) if isinstance(tree, str) and slug_problem(tree) else tree

    def without(self, value: str, ids: Container[str]) -> str | Gone:
        return GONE if value in ids else value

    def renamed(self, value: str, ids: Mapping[str, str]) -> str:
        return ids.get(value, value)


@attrs.frozen
class Optional(Shape["T | None"], Generic[T]):
    """What another shape holds, or None."""

    inner: Shape[T]

    @property
    def refers(self) -> bool:  # type: ignore[override]
        return self.inner.refers

    def convert(self, value: object) -> T | None:
        return None if value is None else self.inner.convert(value)

    def plain(self, value: T | None) -> Tree:
        return None if value is None else self.inner.plain(value)

    def schema(self) -> dict[str, Any]:
        return self.inner.schema()

    def references(self, value: T | None, path: Path = ()) -> Iterator[Reference]:
        return iter(()) if value is None else self.inner.references(value, path)

    def named(self, tree: Tree, resolve: Resolve) -> Tree:
        return None if tree is None else self.inner.named(tree, resolve)

    def without(self, value: T | None, ids: Container[str]) -> T | None:
        kept = None if value is None else self.inner.without(value, ids)
        return None if kept is GONE else kept

    def renamed(self, value: T | None, ids: Mapping[str, str]) -> T | None:
        return None if value is None else self.inner.renamed(value, ids)


@attrs.frozen
class Many(Shape["tuple[T, ...]"], Generic[T]):
    """Several values in order; one value may stand without its list.

    Attributes:
        inner: What each of them is.
        distinct: Whether the same value twice is refused.
    """

    inner: Shape[T]
    distinct: bool = False

    @property
    def refers(self) -> bool:  # type: ignore[override]
        return self.inner.refers

    def convert(self, value: object) -> tuple[T, ...]:
        gathering = Gathering()
        converted: list[T] = []
        seen: set[T] = set()
        for position, item in enumerate(_items(value)):
            if len(gathering.problems) >= MOST_PROBLEMS:
                gathering.keep(Invalid("too many problems to look at the rest of the list", code="too-many"), position)
                break
            try:
                found = self.inner.convert(item)
            except TimelineError as error:
                gathering.keep(error, position)
                continue
            if self.distinct and found in seen:
                twice = Invalid(
                    f"{shown(str(self.inner.plain(found)))} is named twice", code="named-twice", hint="name it once"
                )
                gathering.keep(twice, position)
            converted.append(found)
            seen.add(found)
        gathering.finish()
        return tuple(converted)

    def plain(self, value: tuple[T, ...]) -> Tree:
        return [self.inner.plain(item) for item in value]

    def schema(self) -> dict[str, Any]:
        item = self.inner.schema()
        return {"anyOf": [{"type": "array", "items": item}, item]}

    def references(self, value: tuple[T, ...], path: Path = ()) -> Iterator[Reference]:
        for position, item in enumerate(value):
            yield from self.inner.references(item, (*path, position))

    def named(self, tree: Tree, resolve: Resolve) -> Tree:
        if not isinstance(tree, list):
            return self.inner.named(tree, resolve)
        return [self.inner.named(item, resolve) for item in tree]

    def without(self, value: tuple[T, ...], ids: Container[str]) -> tuple[T, ...]:
        kept = (self.inner.without(item, ids) for item in value)
        return tuple(item for item in kept if item is not GONE)

    def renamed(self, value: tuple[T, ...], ids: Mapping[str, str]) -> tuple[T, ...]:
        found = [self.inner.renamed(item, ids) for item in value]
        return tuple(dict.fromkeys(found) if self.distinct else found)  # two ids may have become one


def _items(value: object) -> Sequence[object]:
    if isinstance(value, set | frozenset):
        raise Invalid("a list is wanted, and a set has no order", code="wrong-type")
    return value if isinstance(value, Sequence) and not isinstance(value, str) else [value]

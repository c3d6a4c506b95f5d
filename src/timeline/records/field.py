"""What a field of a record may hold: the one mechanism behind constructors, files, references and the schema.

A `Shape` knows four things about a kind of value: how to make it from what a caller or a file gives (`convert`), how to write
it in the shortest form that reads back equal (`plain`), which other records it mentions (`references`), and how JSON Schema
describes it (`schema`). A field names its shape once, through its converter; everything else asks the shape.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from typing import Any, Generic, Protocol, TypeVar
from urllib.parse import urlsplit

import attrs

from timeline.errors import Gathering, Invalid, TimelineError, inside, nearest, shown

__all__ = [
    "SHAPES",
    "Choice",
    "Flag",
    "Identified",
    "Identifiers",
    "Language",
    "Many",
    "Optional",
    "Ref",
    "Reference",
    "Resolve",
    "Shape",
    "Slug",
    "Text",
    "Url",
    "slug_problem",
]

T = TypeVar("T")
E = TypeVar("E", bound=Enum)

Path = tuple[str | int, ...]
Tree = Any  # str, or a list or dict of trees: what a file holds
Resolve = Callable[[str, str], str]  # (name as written, family that is wanted) -> id

# The shape behind each converter. A table, because type checkers read an attrs converter only where it is a plain function.
SHAPES: dict[Callable[..., Any], Shape[Any]] = {}

LONGEST_TEXT = 1_000_000
LONGEST_ID = 100
LONGEST_URL = 2048

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_URL_CHARACTERS = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]*")
# Controls but tab and newline, lone surrogates, noncharacters and invisible tag characters: never part of a text.
_REFUSED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\U000e0000-\U000e007f"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17))
    + "]"
)


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


class Shape(Generic[T]):
    """What one field may hold. Subclasses say how it is read, written, described and followed."""

    refers = False

    def convert(self, value: object) -> T:
        """Return the value in its one stored form.

        Raises:
            Invalid: When the value cannot be what the field holds; the path says which part of it.
        """
        raise NotImplementedError

    def plain(self, value: T) -> Tree:
        """Return the shortest tree of texts, lists and mappings that converts back to an equal value."""
        return value

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the forms that a file may use."""
        raise NotImplementedError

    def references(self, value: T, path: Path = ()) -> Iterator[Reference]:  # noqa: ARG002  (most mention nothing)
        """Yield the records that the value mentions; `path` is where the value stands."""
        return iter(())

    def named(self, tree: Tree, resolve: Resolve) -> Tree:  # noqa: ARG002
        """Return the tree with names of records replaced by their ids."""
        return tree


@attrs.frozen
class Text(Shape[str]):
    """A text in Unicode's composed form, without surrounding white space.

    Attributes:
        required: Whether the empty text is refused.
    """

    required: bool = False

    def convert(self, value: object) -> str:
        if not isinstance(value, str):
            raise Invalid(f"a text is wanted, not {_kind(value)}", code="wrong-type")
        if len(value) > LONGEST_TEXT:
            raise Invalid(
                f"a text of {len(value):,} characters", code="too-long", hint=f"at most {LONGEST_TEXT:,} are read"
            )
        text = str.__str__(value) if value.isprintable() else _with_line_breaks(value)
        text = unicodedata.normalize("NFC", text).strip()
        if self.required and not text:
            raise Invalid("an empty text", code="empty", hint="write something here")
        return text

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": 1} if self.required else {"type": "string"}


def _with_line_breaks(value: str) -> str:
    """Return a text of several lines, or with unusual characters, with one kind of line break."""
    text = str.__str__(value).replace("\r\n", "\n").replace("\r", "\n")
    if found := _REFUSED.search(text):
        raise Invalid(f"the character U+{ord(found.group()):04X} in {shown(text)}", code="refused-character")
    return text


def slug_problem(text: str) -> str:
    """Return what is wrong with a text as an id, or the empty text."""
    if len(text) > LONGEST_ID:
        return f"an id of {len(text)} characters; at most {LONGEST_ID} are allowed"
    if not _SLUG.fullmatch(text):
        return f"{shown(text)} is no id; an id is made of a-z, 0-9 and '-', and begins with a letter or digit"
    return ""


@attrs.frozen
class Slug(Shape[str]):
    """An id: lower-case letters, digits and hyphens, at most a hundred of them."""

    def convert(self, value: object) -> str:
        if not isinstance(value, str):
            raise Invalid(f"an id is a text, not {_kind(value)}", code="wrong-type")
        if problem := slug_problem(value):
            message, _, hint = problem.partition("; ")
            raise Invalid(message, code="malformed-id", hint=hint)
        return str.__str__(value)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{_SLUG.pattern}$", "maxLength": LONGEST_ID}


@attrs.frozen
class Language(Shape[str]):
    """A language tag (BCP 47), for instance `en` or `zh-Hans`; empty where it is not said."""

    def convert(self, value: object) -> str:
        text = Text().convert(value)
        if text and not _LANGUAGE.fullmatch(text):
            raise Invalid(
                f"{shown(text)} is no language tag", code="bad-language", hint="write one such as 'en' or 'uk'"
            )
        return text

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^({_LANGUAGE.pattern})?$"}


@attrs.frozen
class Url(Shape[str]):
    """A web address that is safe to link: http or https, a host, no user name, only characters of RFC 3986."""

    def convert(self, value: object) -> str:
        text = Text().convert(value)
        if text and (problem := _url_problem(text)):
            raise Invalid(f"{shown(text)} {problem}", code="bad-address", hint="write a whole http or https address")
        return text

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": "^(https?://.+)?$", "maxLength": LONGEST_URL}


def _url_problem(text: str) -> str:
    if len(text) > LONGEST_URL:
        return f"is longer than {LONGEST_URL} characters"
    if not _URL_CHARACTERS.fullmatch(text):
        return "has characters that must be percent-encoded in an address"
    try:
        parts = urlsplit(text)
        host = parts.hostname
        parts.port  # noqa: B018  (reading it checks it)
    except ValueError:
        return "is no address"
    if parts.scheme not in {"http", "https"} or not host or not text.startswith(f"{parts.scheme}://"):
        return "is no http or https address"
    return "has a user name before the host" if "@" in parts.netloc else ""


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
class Identifiers(Shape[tuple[tuple[str, str], ...]]):
    """Names of the same thing elsewhere: scheme and value, for instance `wikidata: Q7747`, ordered by scheme."""

    def convert(self, value: object) -> tuple[tuple[str, str], ...]:
        pairs = list(value.items()) if isinstance(value, Mapping) else value
        if isinstance(pairs, str) or not isinstance(pairs, Sequence):
            raise Invalid(f"a mapping of scheme to value is wanted, not {_kind(value)}", code="wrong-type")
        return tuple(sorted(self._pair(pair) for pair in pairs))

    def _pair(self, pair: object) -> tuple[str, str]:
        if not isinstance(pair, Sequence) or isinstance(pair, str) or len(pair) != 2:
            raise Invalid(f"a scheme and a value are wanted, not {shown(pair)}", code="wrong-type")
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
            try:
                found = self.inner.convert(item)
            except TimelineError as error:
                gathering.keep(error, position)
                continue
            if self.distinct and found in seen:
                twice = Invalid(f"{shown(str(self.inner.plain(found)))} is named twice", code="named-twice")
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


def _items(value: object) -> Sequence[object]:
    if isinstance(value, set | frozenset | Mapping) and not isinstance(value, dict):
        raise Invalid("a list is wanted, and a set has no order", code="wrong-type")
    return value if isinstance(value, Sequence) and not isinstance(value, str) else [value]


def _kind(value: object) -> str:
    """Name a wrong value as the author of a file would."""
    if value is None:
        return "nothing"
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "a list"
    return shown(value)

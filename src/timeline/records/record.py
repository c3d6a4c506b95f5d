"""What all records share: fields with shapes, an id, equality by value, and the registry of event kinds' families."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Container, Iterator, Mapping
from typing import Any, ClassVar, NamedTuple, Self, TypeVar, get_type_hints

import attrs

from timeline.cards import Card, ShowsItself
from timeline.errors import Gathering, Invalid, TimelineError, nearest, shown
from timeline.records.convert import as_id, as_silence, as_text
from timeline.records.field import Many, Optional
from timeline.records.shape import GONE, SHAPES, Gone, Path, Reference, Resolve, Shape, Tree
from timeline.records.text import Text

__all__ = ["Part", "Record", "Structure", "shape_of"]

S = TypeVar("S", bound="Structure")


class Structure(ShowsItself):
    """A frozen class whose fields know their shapes."""

    __slots__ = ()

    @classmethod
    def fields(cls) -> dict[str, Shape[Any]]:
        """Return the shape of each field under the name that constructors and files use."""
        return layout(cls).shapes

    @classmethod
    def build(cls, mapping: Mapping[str, object]) -> Self:
        """Make one from a mapping of field names to values or plain trees.

        Raises:
            Invalid: With every problem of every field, each under the field's name.
        """
        shapes, needed = layout(cls).shapes, layout(cls).required
        if mapping.keys() <= shapes.keys() and needed <= mapping.keys():
            return cls(**mapping)
        gathering = Gathering()
        for name, value in mapping.items():
            with gathering.step(str(name)):
                if name not in shapes:
                    raise unknown_key(name, shapes, hint=cls.hint_for(str(name)))
                shapes[name].convert(value)
        meant = {problem.hint for problem in gathering.problems}  # what is only misspelled is not missing as well
        for name in sorted(needed - mapping.keys(), key=list(shapes).index):
            if nearest(name, [name]) not in meant:
                hint = f"needed: {', '.join(each for each in shapes if each in needed)}"
                gathering.keep(Invalid(f"{name!r} is missing", code="missing-key", hint=hint))
        raise Invalid(*gathering.problems)

    @classmethod
    def hint_for(cls, key: str) -> str:  # noqa: ARG003  (for those who know more)
        """Return what to do about a key that the class does not have, where more can be said than the nearest name."""
        return ""

    def value_of(self, name: str) -> Any:
        """Return what a field holds, by the name that files use."""
        return getattr(self, layout(type(self)).attributes[name].name)

    def with_value(self, name: str, value: object) -> Self:
        """Return the same with another value in a field, by the name that files use."""
        return attrs.evolve(self, **{name: value})  # type: ignore[misc]

    def plain(self) -> dict[str, Tree]:
        """Return the fields that differ from their defaults as plain trees, in the order of the class."""
        tree = {}
        for name, field in layout(type(self)).attributes.items():
            value = getattr(self, field.name)
            if value != field.default:
                tree[name] = self.fields()[name].plain(value)
        return tree

    def references(self, path: Path = ()) -> Iterator[Reference]:
        """Yield every mention of another record; `path` is where this one stands."""
        for name, attribute, shape in layout(type(self)).referring:
            yield from shape.references(getattr(self, attribute), (*path, name))

    def without(self, ids: Container[str]) -> Self | Gone:
        """Return the same without its mentions of some records; `GONE` where it cannot stand without them."""
        changes = {}
        for _, attribute, shape in layout(type(self)).referring:
            value = getattr(self, attribute)
            kept = shape.without(value, ids)
            if kept is GONE:
                return GONE
            if kept != value:
                changes[attribute.lstrip("_")] = kept
        return attrs.evolve(self, **changes) if changes else self  # type: ignore[misc]

    def renamed(self, ids: Mapping[str, str]) -> Self:
        """Return the same with its mentions of records under their new ids; its own id stays."""
        changes = {}
        for _, attribute, shape in layout(type(self)).referring:
            value = getattr(self, attribute)
            told = shape.renamed(value, ids)
            if told != value:
                changes[attribute.lstrip("_")] = told
        return attrs.evolve(self, **changes) if changes else self  # type: ignore[misc]

    @classmethod
    def named(cls, tree: Mapping[str, Tree], resolve: Resolve) -> dict[str, Tree]:
        """Return the tree with names of records replaced by their ids."""
        shapes = cls.fields()
        return {
            key: shapes[key].named(value, resolve) if key in shapes and shapes[key].refers else value
            for key, value in tree.items()
        }

    @classmethod
    def __attrs_init_subclass__(cls) -> None:
        """Make a failing constructor tell of every wrong field, not of the first; leave defaults out of the repr."""
        cls.__init__ = _explained(cls.__init__)  # type: ignore[method-assign]
        cls.__repr__ = Structure.__repr__  # type: ignore[method-assign]

    def __repr__(self) -> str:
        shown = []
        for name, field in layout(type(self)).attributes.items():
            value = getattr(self, field.name)
            if value != field.default:
                bare = field.default is attrs.NOTHING and not field.kw_only
                shown.append(repr(value) if bare else f"{name}={value!r}")
        return f"{type(self).__name__}({', '.join(shown)})"

    def __rich_repr__(self) -> Iterator[tuple[str | None, Any] | tuple[str, Any, Any]]:
        """Yield the fields for rich, which leaves out those that hold their defaults; the id goes without its name."""
        for name, field in layout(type(self)).attributes.items():
            bare = field.default is attrs.NOTHING and not field.kw_only
            yield (None, getattr(self, field.name)) if bare else (name, getattr(self, field.name), field.default)

    def card(self) -> Card:
        """Return its fields in words, as a notebook shows them; it does not know the names behind ids."""
        from timeline.records.telling import card_of

        return card_of(self)


def unknown_key(name: object, allowed: Mapping[str, object], *, hint: str = "") -> Invalid:
    """Return the error for a key that a mapping must not have."""
    hint = hint or nearest(str(name), allowed) or f"allowed: {', '.join(allowed)}"
    return Invalid(f"unknown key {shown(str(name))}", code="unknown-key", hint=hint)


def _explained(init: Callable[..., None]) -> Callable[..., None]:
    """Wrap a constructor so that it serves fields without a converter, and names every field that is wrong."""

    @functools.wraps(init)
    def wrapped(self: Structure, *args: object, **kwargs: object) -> None:
        try:
            for name, shape in layout(type(self)).unconverted:
                if name in kwargs:
                    kwargs[name] = shape.convert(kwargs[name])
            init(self, *args, **kwargs)
        except TimelineError as error:
            given = inspect.signature(init).bind(self, *args, **kwargs).arguments
            raise _every_problem(type(self), given, error) from None

    return wrapped


def _every_problem(cls: type[Structure], given: Mapping[str, object], first: TimelineError) -> TimelineError:
    """Convert field by field, and return the error that names all that are wrong; else the first, of the record as a whole."""
    gathering = Gathering()
    for name, shape in cls.fields().items():
        if name in given:
            with gathering.step(name):
                shape.convert(given[name])
    return Invalid(*gathering.problems) if gathering.problems else first


class Layout(NamedTuple):
    """What is worked out once for each class.

    Attributes:
        attributes: The fields under their public names, in the order of a file: a redefined one keeps its place, silence and note end.
        shapes: What each of them holds.
        required: The names of those that have no default.
        referring: Public name, attribute and shape of those that can mention other records.
        unconverted: Name and shape of those that a class declares by annotation alone.
    """

    attributes: dict[str, attrs.Attribute[Any]]
    shapes: dict[str, Shape[Any]]
    required: frozenset[str]
    referring: tuple[tuple[str, str, Shape[Any]], ...]
    unconverted: tuple[tuple[str, Shape[Any]], ...]


_LAYOUTS: dict[type, Layout] = {}
_AT_THE_END = {"silence": 1, "note": 2}


def layout(cls: type[Structure]) -> Layout:
    """Return the layout of a class."""
    if cls not in _LAYOUTS:
        places: dict[str, int] = {}
        for ancestor in reversed(cls.__mro__):
            for name in inspect.get_annotations(ancestor):
                places.setdefault(name, len(places))
        own: tuple[attrs.Attribute[Any], ...] = attrs.fields(cls)  # type: ignore[arg-type]
        ordered = sorted(own, key=lambda field: (_AT_THE_END.get(field.name, 0), places[field.name]))
        attributes = {field.alias or field.name: field for field in ordered}
        shapes = {name: shape_of(cls, field) for name, field in attributes.items()}
        referring = ((name, field.name, shapes[name]) for name, field in attributes.items() if shapes[name].refers)
        required = frozenset(name for name, field in attributes.items() if field.default is attrs.NOTHING)
        unconverted = ((name, shapes[name]) for name, field in attributes.items() if field.converter is None)
        _LAYOUTS[cls] = Layout(attributes, shapes, required, tuple(referring), tuple(unconverted))
    return _LAYOUTS[cls]


_BY_ANNOTATION: dict[object, Shape[Any]] = {
    str: Text(),
    str | None: Optional(Text()),
    tuple[str, ...]: Many(Text(required=True)),
}


def shape_of(cls: type[Structure], field: attrs.Attribute[Any]) -> Shape[Any]:
    """Return the shape of a field: its converter's, else what its annotation says.

    Raises:
        TypeError: When neither tells what the field holds; a defect of the class, not of any data.
    """
    shape = SHAPES.get(field.converter) if callable(field.converter) else None
    if shape is None:
        shape = _BY_ANNOTATION.get(get_type_hints(cls).get(field.name))
    if shape is None:
        raise TypeError(
            f"{cls.__name__}.{field.name}: give it one of the converters of timeline.records.convert (as_text, as_when, ...), "
            "or annotate it as str, str | None or tuple[str, ...]"
        )
    return shape


class Part(Structure):
    """A value inside a record, without an id of its own."""

    __slots__ = ()

    shorthand: ClassVar[str] = ""  # the one field that a bare text stands for

    def shortest(self) -> Tree:
        """Return the bare shorthand where nothing else is set, else the mapping."""
        tree = self.plain()
        return tree[self.shorthand] if list(tree) == [self.shorthand] else tree


@attrs.frozen
class Inside(Shape[S]):
    """A part inside a record: itself, a mapping of its fields, or its shorthand.

    Attributes:
        part: The class of the part.
    """

    part: type[S]

    @property
    def refers(self) -> bool:  # type: ignore[override]
        return bool(layout(self.part).referring)

    def convert(self, value: object) -> S:
        if isinstance(value, self.part):
            return value
        if isinstance(value, Mapping):
            return self.part.build(value)
        shorthand = getattr(self.part, "shorthand", "")
        if not shorthand:
            raise Invalid(
                f"a mapping of {', '.join(self.part.fields())} is wanted, not {shown(value)}", code="wrong-type"
            )
        return self.part(**{shorthand: self.part.fields()[shorthand].convert(value)})

    def plain(self, value: S) -> Tree:
        return value.shortest() if isinstance(value, Part) else value.plain()

    def schema(self) -> dict[str, Any]:
        whole = {"$ref": f"#/$defs/{self.part.__name__}"}
        shorthand = getattr(self.part, "shorthand", "")
        return {"anyOf": [self.part.fields()[shorthand].schema(), whole]} if shorthand else whole

    def references(self, value: S, path: Path = ()) -> Iterator[Reference]:
        return value.references(path)

    def named(self, tree: Tree, resolve: Resolve) -> Tree:
        if isinstance(tree, Mapping):
            return self.part.named(tree, resolve)
        shorthand = getattr(self.part, "shorthand", "")
        return self.part.fields()[shorthand].named(tree, resolve) if shorthand else tree

    def without(self, value: S, ids: Container[str]) -> S | Gone:
        return value.without(ids)

    def renamed(self, value: S, ids: Mapping[str, str]) -> S:
        return value.renamed(ids)


@attrs.frozen
class Record(Structure):
    """Anything a chronology holds under an id.

    Attributes:
        id: Chosen by the author; made of a-z, 0-9 and '-', unique in its chronology.
        silence: Checks whose findings on this record are not reported, each with the reason.
        note: A remark of the editor, in Markdown.
    """

    section: ClassVar[str] = ""
    families: ClassVar[frozenset[str]] = frozenset({"record"})
    kin: ClassVar[tuple[str, ...]] = ()  # families that span several classes: `origin`, `matter`

    id: str = attrs.field(converter=as_id)
    silence: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=as_silence, kw_only=True)
    note: str = attrs.field(default="", converter=as_text, kw_only=True)

    def __init_subclass__(cls, **kwargs: object) -> None:
        """Name the families of the class: its own name, its ancestors' and their kin, in lower case."""
        super().__init_subclass__(**kwargs)
        ancestors = [ancestor for ancestor in cls.__mro__ if issubclass(ancestor, Record)]
        names = {ancestor.__name__.lower() for ancestor in ancestors}
        cls.families = frozenset(names.union(*(ancestor.__dict__.get("kin", ()) for ancestor in ancestors)))

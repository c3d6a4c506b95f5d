"""The quick way from the fields of a file to a record: what is plainly right is taken as it is, and nothing is looked at twice.

A constructor of a record accepts anything a caller may give and explains what is wrong with it, which costs ten times what reading does. A file
holds texts, lists and mappings, nearly always right. So each class gets a plan: for each field, how to read what a file holds, and the
slot of the record where it goes. Ids are looked up among those that the file declares in the same go. Equal dates, citations and participations are
made once for the whole load, and so they are kept once.

The quick way never judges. Whatever it is not sure of, such as a name in place of an id, raises `Doubt`, and the record is made by its constructor, which
takes it or says what is wrong. A law holds both ways equal.

Why slots are filled one by one: a frozen class has no other door than its constructor.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import attrs

from timeline.errors import TimelineError
from timeline.formats.drafting.tree import Tree
from timeline.records import Event, Record
from timeline.records.convert import Lasting, Moment
from timeline.records.field import Choice, Many, Optional, Ref
from timeline.records.quantity import Figure
from timeline.records.record import Inside, Structure, layout
from timeline.records.shape import Shape
from timeline.records.text import Text

__all__ = ["Doubt", "Trusted"]

LONG = 100_000
NOTHING: frozenset[str] = frozenset()

Read = Callable[[Tree], Any]
_MADE_ANEW: type = type(attrs.Factory(list))
_ALIKE = (Moment, Lasting, Choice, Figure)  # their values come again and again, and mention nothing


class Doubt(Exception):
    """Only the constructor of the record can judge this."""


class _Place(NamedTuple):
    """One field of a class: how to fill its slot, and how to read what a file holds."""

    fill: Callable[[Any, Any], None]
    read: Read


class _Plan(NamedTuple):
    """How a class is made.

    Attributes:
        cls: The class.
        places: Its fields, by their names in a file.
        defaults: How to fill the slots of those that may be left out, and with what.
        required: The names of the others.
        finish: What the class does with itself when its fields are there.
    """

    cls: type[Any]
    places: Mapping[str, _Place]
    defaults: tuple[tuple[Callable[[Any, Any], None], Any], ...]
    required: frozenset[str]
    finish: Callable[[Any], None] | None

    def build(self, fields: Mapping[str, Tree]) -> Any:
        for name in self.required:
            if name not in fields:
                raise Doubt
        made, places = object.__new__(self.cls), self.places
        for fill, default in self.defaults:
            fill(made, default)
        for name, value in fields.items():
            if name not in places:
                raise Doubt
            fill, read = places[name]
            fill(made, read(value))
        if self.finish is not None:
            self.finish(made)
        return made


class Trusted:
    """Makes the records of one file, as far as they are plainly right.

    Args:
        families: What each record of the file is, by its id; it may grow while records are made.
    """

    def __init__(self, families: Mapping[str, frozenset[str]]) -> None:
        self._families = families
        self._plans: dict[type[Structure], _Plan | None] = {}
        self._readers: dict[Shape[Any], Read] = {}

    def record(self, cls: type[Record], fields: dict[str, Tree]) -> Record | None:
        """Return the record of these fields, the id among them; None where its constructor has to judge.

        Every mention of another record in it is one that the file declares, of the right family.
        """
        plan = self._plan(cls)
        if plan is None:
            return None
        try:
            return plan.build(fields)  # type: ignore[no-any-return]
        except (Doubt, TimelineError):
            return None

    def _plan(self, cls: type[Structure]) -> _Plan | None:
        if cls not in self._plans:
            self._plans[cls] = self._planned(cls) if _is_plain(cls) else None
        return self._plans[cls]

    def _planned(self, cls: type[Structure]) -> _Plan:
        fills = {name: getattr(cls, field.name).__set__ for name, field in layout(cls).attributes.items()}
        places = {name: _Place(fill, self._reader(layout(cls).shapes[name])) for name, fill in fills.items()}
        defaults = {name: _default(field) for name, field in layout(cls).attributes.items()}
        required = layout(cls).required
        if issubclass(cls, Event):
            places["kind"] = _Place(_passed_over, _passed_over)
            places["who"] = _Place(fills["who"], self._in_role(layout(cls).shapes["who"], cls.default_role))
        return _Plan(
            cls,
            places,
            tuple((fills[name], value) for name, value in defaults.items() if name not in required),
            required,
            getattr(cls, "__attrs_post_init__", None),
        )

    # -- how to read what a field holds ------------------------------------------------------------------------------------

    def _reader(self, shape: Shape[Any]) -> Read:
        if shape not in self._readers:
            self._readers[shape] = self._read_as(shape)
        return self._readers[shape]

    def _read_as(self, shape: Shape[Any]) -> Read:
        ways: tuple[tuple[Any, Callable[[Any], Read]], ...] = (
            (Text, _text),
            (Ref, lambda ref: self._id(ref.family)),
            (Optional, lambda optional: _given(self._reader(optional.inner))),
            (Many, self._many),
            (_ALIKE, lambda alike: _shared(alike.convert)),
            (Inside, self._part),
        )
        way = next((way for classes, way in ways if isinstance(shape, classes)), None)
        if way is not None:
            return way(shape)
        return _doubted if shape.refers else shape.convert

    def _id(self, family: str) -> Read:
        families = self._families

        def read(value: Tree) -> str:
            if value.__class__ is str and family in families.get(value, NOTHING):
                return value
            raise Doubt

        return read

    def _many(self, shape: Many[Any]) -> Read:
        # Equal parts are one and the same, and asking which they are is quicker than asking whether they are equal.
        same = id if isinstance(shape.inner, Inside) else None
        return _several(self._reader(shape.inner), distinct=shape.distinct, same=same)

    def _in_role(self, shape: Shape[Any], role: str) -> Read:
        """Read who took part in events of a kind: those of whom no role is told are in its usual one."""
        if not isinstance(shape, Many) or not isinstance(shape.inner, Inside):
            return self._reader(shape)
        return _several(self._part(shape.inner, role=role), distinct=shape.distinct, same=id)

    def _part(self, shape: Inside[Any], **usual: str) -> Read:
        """Read a part of a record: its fields, or the one that a bare text stands for; equal ones are made once.

        Args:
            shape: Of the part.
            usual: What fields hold that a file leaves out.
        """
        made: dict[object, Any] = {}
        equal: dict[Any, Any] = {}
        shorthand = getattr(shape.part, "shorthand", "")

        def read(value: Tree) -> Any:
            fields = value if value.__class__ is dict else {shorthand: value} if value.__class__ is str else None
            if fields is None or (plan := self._plan(shape.part)) is None:
                raise Doubt
            key = tuple([(name, tuple(item) if item.__class__ is list else item) for name, item in fields.items()])
            try:
                if key not in made:
                    part = plan.build({**usual, **fields})
                    made[key] = equal.setdefault(part, part)
            except TypeError:  # something that does not hash, such as a mapping inside
                raise Doubt from None
            return made[key]

        return read


def _is_plain(cls: type[Structure]) -> bool:
    """Whether nothing but converters and `__attrs_post_init__` stands between what a file holds and the record."""
    if issubclass(cls, Event) and cls.from_tree.__func__ is not Event.from_tree.__func__:  # type: ignore[attr-defined]
        return False
    own = attrs.fields(cls)  # type: ignore[arg-type]
    return (
        hasattr(cls.__init__, "__wrapped__")
        and not hasattr(cls, "__attrs_pre_init__")
        and all(field.init and field.validator is None and field.default.__class__ is not _MADE_ANEW for field in own)
        and all(type(getattr(cls, field.name, None)).__name__ == "member_descriptor" for field in own)
    )


def _default(field: attrs.Attribute[Any]) -> Any:
    """Return the default of a field as the record holds it."""
    convert: Any = field.converter
    return field.default if field.default is attrs.NOTHING or convert is None else convert(field.default)


def _text(shape: Text) -> Read:
    """Take a text that is stored as it is written, composed, on one line, without surrounding space; else have it converted."""
    convert, required = shape.convert, shape.required

    def read(value: Tree) -> str:
        if (
            value.__class__ is str
            and value.isprintable()
            and len(value) < LONG
            and (value.isascii() or unicodedata.is_normalized("NFC", value))
            and not (value[:1].isspace() or value[-1:].isspace() or (required and not value))
        ):
            return value
        return convert(value)

    return read


def _passed_over(*_: object) -> None:
    """Do nothing with the kind, which has chosen the class."""


def _doubted(_value: Tree) -> Any:
    raise Doubt


def _given(read: Read) -> Read:
    """Read what may be left out, but not what is null."""
    return lambda value: _doubted(value) if value is None else read(value)


def _several(read: Read, *, distinct: bool, same: Callable[[Any], object] | None = None) -> Read:
    """Read a list, or one value without its list.

    Args:
        read: Reads one of them.
        distinct: Whether the same value twice is left to the constructor.
        same: What two equal values have in common, where that is quicker to tell than equality.
    """

    def several(value: Tree) -> tuple[Any, ...]:
        found = tuple([read(item) for item in value]) if value.__class__ is list else (read(value),)
        if distinct and len(found) > 1 and len(set(found if same is None else map(same, found))) < len(found):
            raise Doubt
        return found

    return several


def _shared(convert: Callable[[object], Any]) -> Read:
    """Make equal values once; what does not hash is made each time."""
    made: dict[Tree, Any] = {}

    def read(value: Tree) -> Any:
        if value.__class__ is not str:
            return convert(value)
        if value not in made:
            made[value] = convert(value)
        return made[value]

    return read

"""The quick way from the fields of a file to a record: what is plainly right is taken as it is, and nothing is looked at twice.

A constructor of a record accepts anything a caller may give and explains what is wrong with it, which costs ten times what reading does. A file
holds texts, lists and mappings, nearly always right. So each class gets a plan: for each field, how to read what a file holds, and the
mould in which the record is made. Ids are looked up among those that the file declares in the same go. Equal dates, mentions, citations and
participations are made once for the whole load, and so they are kept once.

The quick way never judges. Whatever it is not sure of, such as a name in place of an id, raises `Doubt`, and the record is made by its constructor, which
takes it or says what is wrong. A law holds both ways equal.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from typing import Any, Protocol

import attrs

from timeline.errors import TimelineError
from timeline.formats.drafting.moulds import Mould, mould
from timeline.formats.drafting.recurring import Read, Recurring, parts, texts
from timeline.formats.drafting.tree import Tree
from timeline.records import Event, Record
from timeline.records.convert import Lasting, Moment
from timeline.records.field import Choice, Many, Optional, Pairs, Ref
from timeline.records.participation import PARTICIPATIONS, Participation
from timeline.records.quantity import Figure
from timeline.records.record import Inside, Structure, layout
from timeline.records.shape import Shape
from timeline.records.text import LONGEST_ID, SLUG, Language, Slug, Text

__all__ = ["Declared", "Doubt", "Trusted"]

LONG = 100_000
OFTEN, MOST = 50, 200  # how often the same keys come before a function is written for them, and for how many it is
_is_slug = SLUG.fullmatch
_CONTAINERS = {dict, list}

_MADE_ANEW: type = type(attrs.Factory(list))
_ALIKE = (Moment, Lasting, Choice, Figure, Language)  # their values come again and again, and mention nothing


class Doubt(Exception):
    """Only the constructor of the record can judge this."""


class Declared(Protocol):
    """What a file says is there: a record, or the class that it will be of."""

    @property
    def families(self) -> frozenset[str]:
        """What it is: `person`, `agent`, `record`."""


class _Plan:
    """How a class is made.

    Args:
        mould: Of the class.
        readers: Of its fields, by their names in a file; None for what is passed over.
        required: The names of those that must be there.
        finish: What the class does with itself when its fields are there.
    """

    def __init__(
        self,
        mould: Mould,
        readers: Mapping[str, Read | None],
        required: frozenset[str],
        finish: Callable[[Any], None] | None,
    ) -> None:
        self._mould = mould
        self._readers = readers
        self._required = required
        self._finish = finish
        self._seen: dict[tuple[str, ...], int] = {}
        self._casters: dict[tuple[str, ...], Callable[[Mapping[str, Tree]], Any]] = {}

    def build(self, fields: Mapping[str, Tree]) -> Any:
        """Return the record of these fields.

        Raises:
            Doubt: When anything is not plainly right; a TimelineError or a TypeError likewise.
        """
        keys = tuple(fields)
        caster = self._casters.get(keys)
        made = self._cast(keys, fields) if caster is None else caster(fields)
        if self._finish is not None:
            self._finish(made)
        return made

    def _cast(self, keys: tuple[str, ...], fields: Mapping[str, Tree]) -> Any:
        """Make a record the long way, and have a function written once its keys have come often."""
        if not (self._readers.keys() >= fields.keys() >= self._required):
            raise Doubt
        times = self._seen[keys] = self._seen.get(keys, 0) + 1
        if times == OFTEN and len(self._casters) < MOST:
            self._casters[keys] = self._mould.caster({key: self._readers[key] for key in keys})
        if len(self._seen) > MOST:
            self._seen.clear()
        read = {name: self._readers[name] for name in keys}
        return self._mould.cast({name: each(fields[name]) for name, each in read.items() if each is not None})


class Trusted:
    """Makes the records of one file, as far as they are plainly right.

    Args:
        declared: The records of the file, or their classes, by id; there may come more while records are made.
    """

    def __init__(self, declared: Mapping[str, Declared]) -> None:
        self._declared = declared
        self._plans: dict[type[Structure], _Plan | None] = {}
        self._readers: dict[object, Read] = {}
        self._keys: list[int] = []  # how many the mappings have that records were made of

    def counted(self) -> int:
        """Return how many keys the fields and all mappings in them have, of the records made since this was last asked.

        Fewer than the file spells out are left where two are equal.
        """
        count = sum(self._keys)
        self._keys.clear()
        return count

    def record(self, cls: type[Record], fields: Mapping[str, Tree]) -> Record | None:
        """Return the record of these fields, the id among them; None where its constructor has to judge.

        Every mention of another record in it is one that the file declares, of the right family.

        Args:
            cls: Of the record.
            fields: As the file has them.
        """
        plan = self._plans[cls] if cls in self._plans else self._plan(cls)
        if plan is None:
            return None
        before = len(self._keys)
        try:
            made: Record = plan.build(fields)
        except (Doubt, TimelineError, TypeError):  # a TypeError is a list or a mapping where a text is usual
            del self._keys[before:]
            return None
        self._keys.append(len(fields))
        return made

    def _plan(self, cls: type[Structure]) -> _Plan | None:
        if cls not in self._plans:
            self._plans[cls] = self._planned(cls) if _is_plain(cls) else None
        return self._plans[cls]

    def _planned(self, cls: type[Structure]) -> _Plan:
        readers: dict[str, Read | None] = {name: self._reader(shape) for name, shape in cls.fields().items()}
        finish = getattr(cls, "__attrs_post_init__", None)
        if issubclass(cls, Event):
            readers |= {"kind": None, "who": self._taking_part(cls)}  # the kind has chosen the class
            if finish is Event.__attrs_post_init__:
                finish = None  # it looks at roles, which their reader does
        made_in = mould(cls)  # type: ignore[arg-type]  # takes the hash of records for that of their class
        return _Plan(made_in, readers, layout(cls).required, finish)

    # -- how to read what a field holds ------------------------------------------------------------------------------------

    def _reader(self, shape: Shape[Any]) -> Read:
        if shape not in self._readers:
            self._readers[shape] = self._read_as(shape)
        return self._readers[shape]

    def _read_as(self, shape: Shape[Any]) -> Read:
        ways: tuple[tuple[Any, Callable[[Any], Read]], ...] = (
            (Text, _text),
            (Slug, lambda _: _id),
            (Ref, lambda ref: Recurring(self._mention(ref.family)).__getitem__),
            (Optional, lambda optional: self._reader(optional.inner)),  # none of them takes null
            (Many, self._many),
            (_ALIKE, lambda alike: Recurring(alike.convert).__getitem__),
            (Inside, lambda inside: parts(self._part(inside.part), count=self._keys.append)),
            (Pairs, lambda pairs: self._counted(pairs.convert)),
        )
        way = next((way for classes, way in ways if isinstance(shape, classes)), None)
        if way is not None:
            return way(shape)
        return _doubted if shape.refers else _unless_nested(shape.convert)

    def _counted(self, read: Read) -> Read:
        """Count the keys of a mapping before it is read."""
        count = self._keys.append

        def read_counted(value: Tree) -> Any:
            if value.__class__ is dict:
                count(len(value))
            return read(value)

        return read_counted

    def _mention(self, family: str) -> Read:
        declared = self._declared

        def read(value: Tree) -> str:
            found = declared.get(value) if value.__class__ is str else None
            if found is None or family not in found.families:
                raise Doubt
            return value  # type: ignore[no-any-return]

        return read

    def _many(self, shape: Many[Any]) -> Read:
        # Equal parts are one and the same, and asking which they are is quicker than asking whether they are equal.
        read = _several(self._reader(shape.inner), distinct=shape.distinct, same=_same(shape.inner))
        return texts(read) if isinstance(shape.inner, Text) else read

    def _part(self, cls: type[Structure]) -> Read:
        """Read a part of a record: its fields, or the one that a bare text stands for."""
        shorthand = getattr(cls, "shorthand", "")

        def read(value: Tree) -> Any:
            fields = {shorthand: value} if value.__class__ is str else value
            if fields.__class__ is not dict or (plan := self._plan(cls)) is None:
                raise Doubt
            return plan.build(fields)

        return read

    def _taking_part(self, kind: type[Event]) -> Read:
        """Read who took part in events of a kind, in roles that it has; those of whom no role is told are in its usual one."""
        usual, roles, part = kind.default_role, frozenset(kind.roles), self._part(Participation)

        def read(value: Tree) -> Participation:
            found: Participation = part(value)
            if not found.role:
                found = attrs.evolve(found, role=usual)
            if found.role not in roles:
                raise Doubt
            return found

        if (usual, roles) not in self._readers:
            self._readers[usual, roles] = _several(
                parts(read, count=self._keys.append), distinct=PARTICIPATIONS.distinct, same=id
            )
        return self._readers[usual, roles]


def _is_plain(cls: type[Structure]) -> bool:
    """Whether nothing but converters and `__attrs_post_init__` stands between what a file holds and the record."""
    own: tuple[attrs.Attribute[Any], ...] = attrs.fields(cls)  # type: ignore[arg-type]
    return (
        (not issubclass(cls, Event) or _is_plain_event(cls))
        and hasattr(cls.__init__, "__wrapped__")
        and not hasattr(cls, "__attrs_pre_init__")
        and getattr(cls.__init_subclass__, "__func__", None) in _OUR_SUBCLASSING
        and all(field.init and field.validator is None and field.default.__class__ is not _MADE_ANEW for field in own)
        and all(type(getattr(cls, field.name, None)).__name__ == "member_descriptor" for field in own)
    )


def _is_plain_event(cls: type[Event]) -> bool:
    shapes = cls.fields()
    own_way = cls.from_tree.__func__ is not Event.from_tree.__func__  # type: ignore[attr-defined]
    return not own_way and "kind" not in shapes and shapes["who"] is PARTICIPATIONS


_OUR_SUBCLASSING = {None, *(cls.__init_subclass__.__func__ for cls in (Record, Event))}  # type: ignore[attr-defined]


def _text(shape: Text) -> Read:
    """Take a text that is stored as it is written, composed, on one line, without surrounding space; else have it converted."""
    convert, required = shape.convert, shape.required

    def read(value: Tree) -> str:
        if (
            value.__class__ is str
            and value.isprintable()
            and len(value) < LONG
            and (value.isascii() or unicodedata.is_normalized("NFC", value))
            and value.strip() == value
            and (value or not required)
        ):
            return value
        return convert(value)

    return read


def _id(value: Tree) -> str:
    if value.__class__ is not str or len(value) > LONGEST_ID or not _is_slug(value):
        raise Doubt
    return value


def _doubted(_value: Tree) -> Any:
    raise Doubt


def _unless_nested(convert: Read) -> Read:
    """Leave lists and mappings to the constructor: nobody has counted their keys, or looked how deep they go."""
    return lambda value: _doubted(value) if value.__class__ in _CONTAINERS else convert(value)


def _same(shape: Shape[Any]) -> Callable[[Any], object] | None:
    return id if isinstance(shape, Inside) and not isinstance(shape, Figure) else None


def _several(read: Read, *, distinct: bool, same: Callable[[Any], object] | None = None) -> Read:
    """Read a list, or one value without its list.

    Args:
        read: Reads one of them.
        distinct: Whether the same value twice is left to the constructor.
        same: What two equal values have in common, where that is quicker to tell than equality.
    """

    def several(value: Tree) -> tuple[Any, ...]:
        if value.__class__ is not list:
            return (read(value),)
        found = tuple(map(read, value))
        if distinct and len(found) > 1 and len(set(found if same is None else map(same, found))) < len(found):
            raise Doubt
        return found

    return several

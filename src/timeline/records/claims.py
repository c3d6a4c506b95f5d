"""What is said to be so, and who stands where on it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, ClassVar, Self

import attrs

from timeline.errors import Invalid, inside
from timeline.records.convert import TEXT, TITLE, as_flag, as_maybe_record, as_maybe_when, as_text
from timeline.records.field import Choice, Many, Ref
from timeline.records.record import Inside, Part, Record
from timeline.records.shape import GONE, SHAPES, Gone, Identified, Shape, Tree
from timeline.records.sources import Citation, as_citations
from timeline.when import When

__all__ = ["Act", "Claim", "Stance", "as_stances"]


@attrs.frozen(eq=False, repr=False)
class Keyed(Mapping[str, "Written"]):
    """A mapping as a file writes it: part of a rival value, frozen like all the rest.

    Attributes:
        pairs: Its keys and values, in the order of the file.
    """

    pairs: tuple[tuple[str, Written], ...]

    def __getitem__(self, key: str) -> Written:
        return dict(self.pairs)[key]

    def __iter__(self) -> Iterator[str]:
        return (key for key, _ in self.pairs)

    def __len__(self) -> int:
        return len(self.pairs)

    def __hash__(self) -> int:
        return hash(frozenset(self.pairs))

    def __repr__(self) -> str:
        return repr(dict(self.pairs))


Written = str | tuple["Written", ...] | Keyed  # a tree of a file that never changes


class Rival(Shape[Written]):
    """A value as a file writes it: a text, a mapping, or several of them."""

    def convert(self, value: object) -> Written:
        """Return the value with its texts in their one form."""
        if isinstance(value, Mapping):
            with_keys = ((TITLE.convert(key), self._under(key, item)) for key, item in value.items())
            return Keyed(tuple(with_keys))
        if isinstance(value, Sequence) and not isinstance(value, str):
            return tuple(self._under(position, item) for position, item in enumerate(value))
        return TEXT.convert(value)

    def _under(self, key: str | int, value: object) -> Written:
        with inside(key):
            return self.convert(value) if isinstance(value, Mapping | list | tuple) else TITLE.convert(value)

    def plain(self, value: Written) -> Tree:
        """Return the tree of texts, mappings and lists."""
        if isinstance(value, Keyed):
            return {key: self.plain(item) for key, item in value.items()}
        return value if isinstance(value, str) else [self.plain(item) for item in value]

    def schema(self) -> dict[str, Any]:
        """Return that a text, a mapping or several of them will do; what the field allows is not known here."""
        one = [TITLE.schema(), {"type": "object"}]
        return {"anyOf": [TEXT.schema(), {"type": "object"}, {"type": "array", "items": {"anyOf": one}}]}


def as_rival(value: str | Sequence[Any] | Mapping[str, Any]) -> Written:
    """Convert a rival value as a file writes it."""
    return RIVAL.convert(value)


RIVAL = Rival()
SHAPES[as_rival] = RIVAL


@attrs.frozen(kw_only=True)
class Claim(Record):
    """A proposition, without a speaker and without a truth value.

    Either a `text`, or a rival value of a record's field: `subject`, `attribute` and `value`.

    Attributes:
        text: The proposition in the editor's words.
        subject: The record whose field is contested.
        attribute: The name of that field.
        value: What the field would hold, written as in a file: a text or a mapping, or several for a field that holds several.
        adds: Whether the value stands beside what the field holds, not in its place: someone else was there too.
        about: The time that the claim speaks of, where it is not that of the statement: a prediction, a boast.
        cites: The reporters behind it; the parties behind it are in the stances of statements.

    Source: CIDOC CRM E13 "Attribute Assignment".

    Examples:
        >>> Claim("met-in-moscow", subject="witkoff-putin", attribute="where", value="moscow").is_rival
        True
    """

    section: ClassVar[str] = "claims"
    kin: ClassVar[tuple[str, ...]] = ("matter",)
    bare: ClassVar[str] = "text"

    text: str = attrs.field(default="", converter=as_text)
    subject: str | None = attrs.field(default=None, converter=as_maybe_record)
    attribute: str = attrs.field(default="", converter=as_text)
    value: Written = attrs.field(default="", converter=as_rival)
    adds: bool = attrs.field(default=False, converter=as_flag)
    about: When | None = attrs.field(default=None, converter=as_maybe_when)
    cites: tuple[Citation, ...] = attrs.field(default=(), converter=as_citations)

    def __attrs_post_init__(self) -> None:
        """Refuse a claim that says nothing, or half of a rival value."""
        rival = (self.subject is not None, bool(self.attribute), bool(self.value))
        if any(rival) and not all(rival):
            raise Invalid("a rival value needs subject, attribute and value", code="half-a-claim")
        if not self.text and not any(rival):
            raise Invalid("a claim that says nothing", code="empty", hint="give text, or subject, attribute and value")
        if self.adds and not all(rival):
            raise Invalid("'adds' says how a rival value is meant", code="half-a-claim", path=("adds",))

    def without(self, ids: Container[str]) -> Self | Gone:
        """Return the same without its mentions of some records; a rival value goes with the record that it is about."""
        return GONE if self.subject is not None and self.subject in ids else super().without(ids)

    @property
    def is_rival(self) -> bool:
        """Whether it gives a rival value of a record's field."""
        return self.subject is not None


class Act(StrEnum):
    """What a statement does to a claim or to the report of an event."""

    ASSERTS = "asserts"
    CONFIRMS = "confirms"
    DENIES = "denies"
    DOUBTS = "doubts"
    EVADES = "evades"
    RETRACTS = "retracts"


ACT = Choice(Act)
TARGET = Ref("matter")


def as_act(value: Act | str) -> Act:
    """Convert the word for what a statement does to a claim."""
    return ACT.convert(value)


def as_target(value: Identified | str) -> str:
    """Convert a claim or event, or its id."""
    return TARGET.convert(value)


@attrs.frozen
class Stance(Part):
    """Where a statement stands on a claim, or on whether an event took place.

    Attributes:
        act: asserts, confirms, denies, doubts, evades or retracts.
        target: The claim or the event.

    Source: AIF, locutions and their illocutionary connections.

    Examples:
        >>> Stance("denies", "kursk-cleared").act
        <Act.DENIES: 'denies'>
    """

    act: Act = attrs.field(converter=as_act)
    target: str = attrs.field(converter=as_target)


STANCES = Many(Inside(Stance), distinct=True)


def as_stances(value: Sequence[Stance] | Stance) -> tuple[Stance, ...]:
    """Convert several stances."""
    return STANCES.convert(value)


SHAPES.update({as_act: ACT, as_target: TARGET, as_stances: STANCES})

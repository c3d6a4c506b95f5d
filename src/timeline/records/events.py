"""What happened: the event, and the table of its kinds."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Mapping
from enum import StrEnum
from typing import ClassVar, Self

import attrs

from timeline.errors import Invalid, nearest, shown
from timeline.records.convert import (
    as_events,
    as_lasted,
    as_maybe_event,
    as_maybe_place,
    as_text,
    as_texts,
    as_title,
    as_when,
)
from timeline.records.field import Choice
from timeline.records.participation import ROLES, Participation, as_participations
from timeline.records.quantity import Quantity, as_quantities
from timeline.records.record import Record
from timeline.records.shape import SHAPES, Tree
from timeline.records.sources import Citation, as_citations
from timeline.when import Duration, Reading, When

__all__ = ["Event", "Status", "as_status", "kind_of", "kinds", "known_kind"]

_KINDS: dict[str, type[Event]] = {}
_KNOWN_GOOD: set[type[Event]] = set()


class Status(StrEnum):
    """Whether it came about."""

    HELD = "held"
    PLANNED = "planned"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


STATUS = Choice(Status)


def as_status(value: Status | str) -> Status:
    """Convert the word for whether an event came about."""
    return STATUS.convert(value)


SHAPES[as_status] = STATUS


@attrs.frozen(kw_only=True)
class Event(Record):
    """Something that happened, was planned, or is said to have happened.

    Attributes:
        title: One line in the editor's words.
        when: As vaguely as the record has it.
        dating: How the date is known where no source states it, for instance "inferred from the funeral".
        lasted: How long, where a source says so.
        where: The place.
        who: Who took part, and as what.
        status: held, planned, postponed or cancelled.
        reason: Why it has that status, as a source gives it.
        part_of: The event that it belongs to.
        after: Events that it is known to follow, whatever their dates.
        figures: Counts and measures that the sources give.
        cites: Where this is known from.
        tags: Words of the editor's own for picking events out.
        summary: A paragraph or two, in Markdown.

    Source: schema.org, "Event"; the default reading is CIDOC CRM P82 "at some time within".

    Examples:
        >>> tilsit = Event("tilsit", title="Napoleon and Alexander meet on the Niemen", when="1807-06-25", who=["napoleon", "alexander-i"])
        >>> tilsit.who[0].role
        'participant'
    """

    section: ClassVar[str] = "events"
    kin: ClassVar[tuple[str, ...]] = ("matter",)
    kind: ClassVar[str] = "event"
    reading: ClassVar[Reading] = Reading.WITHIN
    roles: ClassVar[tuple[str, ...]] = ROLES
    default_role: ClassVar[str] = "participant"

    title: str = attrs.field(converter=as_title)
    when: When = attrs.field(converter=as_when)
    dating: str = attrs.field(default="", converter=as_text)
    lasted: Duration | None = attrs.field(default=None, converter=as_lasted)
    where: str | None = attrs.field(default=None, converter=as_maybe_place)
    who: tuple[Participation, ...] = attrs.field(default=(), converter=as_participations)
    status: Status = attrs.field(default=Status.HELD, converter=as_status)
    reason: str = attrs.field(default="", converter=as_text)
    part_of: str | None = attrs.field(default=None, converter=as_maybe_event)
    after: tuple[str, ...] = attrs.field(default=(), converter=as_events)
    figures: tuple[Quantity, ...] = attrs.field(default=(), converter=as_quantities)
    cites: tuple[Citation, ...] = attrs.field(default=(), converter=as_citations)
    tags: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    summary: str = attrs.field(default="", converter=as_text)

    def __init_subclass__(cls, **kwargs: object) -> None:
        """Name the kind after the class, unless the class names it."""
        super().__init_subclass__(**kwargs)
        cls.kind = cls.__dict__.get("kind", kind_of(cls.__name__))
        _register(cls)

    def __attrs_post_init__(self) -> None:
        """Fill in and check the roles."""
        roles = self.roles
        if all(part.role in roles for part in self.who):
            return
        # Each once: the same part may have been given with its usual role and without.
        parts = dict.fromkeys(self._with_role(part, index) for index, part in enumerate(self.who))
        object.__setattr__(self, "who", tuple(parts))

    def _with_role(self, part: Participation, index: int) -> Participation:
        if not part.role:
            return _in_role(part, self.default_role)
        if part.role not in self.roles:
            hint = nearest(part.role, self.roles) or f"allowed: {', '.join(self.roles)}"
            path = ("who", index, "role")
            raise Invalid(
                f"no role {shown(part.role)} in an event of kind {self.kind!r}",
                code="unknown-role",
                path=path,
                hint=hint,
            )
        return part

    def with_role(self, role: str) -> tuple[Participation, ...]:
        """Return those who took part in one role."""
        return tuple(part for part in self.who if part.role == role)

    @classmethod
    def from_tree(cls, tree: Mapping[str, object]) -> Self:
        """Make one from the keys of a file, shorthands of the kind included; `kind` itself is passed over.

        Raises:
            Invalid: With every problem of every field.
        """
        return cls.build({key: value for key, value in tree.items() if key != "kind"})

    @classmethod
    def hint_for(cls, key: str) -> str:
        """Name the field that is meant by a usual word for it, or the kinds that have a key which this one has not."""
        if key in _USUAL:
            return f"write {_USUAL[key]!r}"
        having = [name for name, kind in kinds().items() if key in kind.fields()]
        if not having:
            return ""
        return f"{' and '.join(having)} {'has' if len(having) == 1 else 'have'} it: write `kind: {having[0]}`"

    def plain(self) -> dict[str, Tree]:
        """Return the kind and the fields that differ from their defaults as plain trees."""
        tree = super().plain()
        if self.who:
            tree["who"] = [_usual(part, self.default_role).shortest() for part in self.who]
        return tree if self.kind == "event" else {"kind": self.kind, **tree}


# What others call the fields of an event.
_USUAL = {
    "date": "when",
    "time": "when",
    "place": "where",
    "location": "where",
    "participants": "who",
    "people": "who",
    "source": "cites",
    "sources": "cites",
    "description": "summary",
    "within": "part_of",
    "name": "title",
}


@functools.lru_cache(maxsize=10_000)
def _in_role(part: Participation, role: str) -> Participation:
    """Return a participation with a role; the same one for the same, so that many events share it."""
    return attrs.evolve(part, role=role)


def _usual(part: Participation, role: str) -> Participation:
    """Leave out the role that the kind gives by itself."""
    return _in_role(part, "") if part.role == role else part


def _register(cls: type[Event]) -> None:
    """Enter a kind in the table; the slotted twin that attrs makes of a class takes its place."""
    known = _KINDS.get(cls.kind) if isinstance(cls.kind, str) else None
    if known is not None and (known.__module__, known.__qualname__) != (cls.__module__, cls.__qualname__):
        raise TypeError(f"{cls.__qualname__}: the kind {cls.kind!r} is already {known.__module__}.{known.__qualname__}")
    if isinstance(cls.kind, str):  # not so where the kind is told by each event itself
        _KINDS[cls.kind] = cls


def kinds() -> dict[str, type[Event]]:
    """Return every kind of event by its name: ours, then those that subclasses of `Event` added.

    Raises:
        TypeError: When a subclass has fields of its own but is not decorated with `attrs.frozen(kw_only=True)`.
    """
    for name, cls in _KINDS.items():
        if cls not in _KNOWN_GOOD and inspect.get_annotations(cls) and "__attrs_attrs__" not in cls.__dict__:
            raise TypeError(f"{cls.__qualname__} ({name}) has fields: decorate it with @attrs.frozen(kw_only=True)")
        _KNOWN_GOOD.add(cls)
    return {"event": Event, **_KINDS}


def known_kind(kind: str) -> type[Event] | None:
    """Return the class of a kind, or None; the quick way to `kinds()[kind]` for those who ask of every event of a file."""
    found = _KINDS.get(kind)
    return found if found in _KNOWN_GOOD else kinds().get(kind)


def kind_of(name: str) -> str:
    """Return the kind that a class name gives: `PressConference` is `press-conference`.

    Examples:
        >>> kind_of("PressConference")
        'press-conference'
    """
    return (
        "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("-").replace("_", "-")
    )

"""The kinds of event that come with the library.

A kind is a subclass of `Event`: one class here, one template per output language, one test file. A user's own kind is made the
same way, anywhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, ClassVar, Self

import attrs

from timeline.errors import Invalid, shown
from timeline.records.claims import Act, Stance, as_stances
from timeline.records.convert import as_id, as_stay, as_text, as_when_or_event
from timeline.records.events import Event
from timeline.records.field import Choice, Many, Optional, Ref
from timeline.records.participation import Participation, as_participations
from timeline.records.shape import SHAPES, Identified, Path, Reference, Shape, Tree
from timeline.when import Reading, When

__all__ = ["Agreement", "Incident", "Meeting", "Mission", "Mode", "OtherEvent", "Protocol", "Statement", "Visit"]


class Mode(StrEnum):
    """How a meeting was held."""

    IN_PERSON = "in-person"
    PHONE = "phone"
    VIDEO = "video"
    WRITTEN = "written"


class Protocol(StrEnum):
    """The rank of a visit."""

    STATE = "state"
    OFFICIAL = "official"
    WORKING = "working"
    PRIVATE = "private"


MODE, PROTOCOL = Optional(Choice(Mode)), Optional(Choice(Protocol))


def as_mode(value: Mode | str | None) -> Mode | None:
    """Convert the word for how a meeting was held, or None."""
    return MODE.convert(value)


def as_protocol(value: Protocol | str | None) -> Protocol | None:
    """Convert the word for the rank of a visit, or None."""
    return PROTOCOL.convert(value)


def as_matters(value: Sequence[Identified | str] | Identified | str) -> tuple[str, ...]:
    """Convert several claims or events, or their ids."""
    return MATTERS.convert(value)


MATTERS = Many(Ref("matter"), distinct=True)
SHAPES.update({as_mode: MODE, as_protocol: PROTOCOL, as_matters: MATTERS})
_ACTS = tuple(Act)


@attrs.frozen(kw_only=True)
class Meeting(Event):
    """People talk to each other.

    Attributes:
        mode: in-person, phone, video or written; None where no source says.
    """

    mode: Mode | None = attrs.field(default=None, converter=as_mode)


@attrs.frozen(kw_only=True)
class Mission(Event):
    """An envoy is sent: the roles are envoy, sender and receiver.

    Attributes:
        mandate: What the envoy is to do.

    Source: Convention on Special Missions 1969, art. 1.
    """

    default_role: ClassVar[str] = "envoy"

    mandate: str = attrs.field(default="", converter=as_text)


@attrs.frozen(kw_only=True)
class Visit(Event):
    """A stay: the roles are guest and host. A bare month or day means throughout it.

    Attributes:
        protocol: state, official, working or private; None where no source says.

    Source: CIDOC CRM P81 "ongoing throughout" for the reading.
    """

    reading: ClassVar[Reading] = Reading.THROUGHOUT
    default_role: ClassVar[str] = "guest"

    when: When = attrs.field(converter=as_stay)
    protocol: Protocol | None = attrs.field(default=None, converter=as_protocol)


@attrs.frozen(kw_only=True)
class Statement(Event):
    """Someone says something, in public or on the record.

    Attributes:
        text: The words, as printed.
        channel: By what it went out: a briefing, Telegram, an agency.
        stances: Where it stands on claims, and on whether events took place.
        to: Those spoken to; short for participations whose role is audience.
        asserts: Claims or events that it puts forward; short for stances, like the five that follow.
        confirms: Those that it bears out.
        denies: Those that it contradicts.
        doubts: Those that it calls into question.
        evades: Those on which it avoids an answer.
        retracts: Those that it takes back.

    Source: AIF (Argument Interchange Format), where a locution is an act of speech apart from what is said by it.

    Examples:
        >>> denial = Statement("denial", title="Moscow denies it", when="1939-11-30", who=["tass"], to=["press"], denies=["attack"])
        >>> [part.role for part in denial.who], denial.stances
        (['speaker', 'audience'], (Stance(<Act.DENIES: 'denies'>, 'attack'),))
    """

    default_role: ClassVar[str] = "speaker"

    text: str = attrs.field(default="", converter=as_text)
    channel: str = attrs.field(default="", converter=as_text)
    stances: tuple[Stance, ...] = attrs.field(default=(), converter=as_stances)
    # Only ways in: the audience is kept among the participations and each act among the stances, so that there is one place
    # to look. They are always empty once the statement is made.
    _to: tuple[Participation, ...] = attrs.field(default=(), converter=as_participations, eq=False)
    _asserts: tuple[str, ...] = attrs.field(default=(), converter=as_matters, eq=False)
    _confirms: tuple[str, ...] = attrs.field(default=(), converter=as_matters, eq=False)
    _denies: tuple[str, ...] = attrs.field(default=(), converter=as_matters, eq=False)
    _doubts: tuple[str, ...] = attrs.field(default=(), converter=as_matters, eq=False)
    _evades: tuple[str, ...] = attrs.field(default=(), converter=as_matters, eq=False)
    _retracts: tuple[str, ...] = attrs.field(default=(), converter=as_matters, eq=False)

    def __attrs_post_init__(self) -> None:
        """Take in what was given in short, put the stances in the order of the acts, then check the roles."""
        audience = tuple(attrs.evolve(part, role="audience") for part in self._to)
        object.__setattr__(self, "who", tuple(dict.fromkeys((*self.who, *audience))))
        object.__setattr__(self, "_to", ())
        stances = dict.fromkeys((*self.stances, *self._stances_in_short()))
        object.__setattr__(self, "stances", tuple(sorted(stances, key=lambda stance: _ACTS.index(stance.act))))
        for at, stance in enumerate(self.stances):
            if stance.target == self.id:
                message = f"a statement that {stance.act.value} itself"
                raise Invalid(
                    message, code="cycle", path=("stances", at, "target"), hint="name a claim or another event"
                )
        super().__attrs_post_init__()

    def _stances_in_short(self) -> Iterator[Stance]:
        for act in _ACTS:
            name = f"_{act.value}"
            yield from (Stance(act, target) for target in getattr(self, name))
            object.__setattr__(self, name, ())

    @property
    def to(self) -> tuple[Participation, ...]:
        """Those spoken to."""
        return self.with_role("audience")

    def targets(self, act: Act | str) -> tuple[str, ...]:
        """Return the claims and events to which it does one thing: those that it denies, for instance."""
        return tuple(stance.target for stance in self.stances if stance.act == act)

    def value_of(self, name: str) -> Any:
        """Return what a field holds; under the name of an act, the claims and events to which it does that."""
        if name == "to":
            return self.to
        return self.targets(name) if name in _ACTS else super().value_of(name)

    def with_value(self, name: str, value: object) -> Self:
        """Return the same with another value in a field; under the name of an act or `to`, in place of what is there."""
        kept: dict[str, Any] = {name: value}
        if name in _ACTS:
            kept["stances"] = tuple(stance for stance in self.stances if stance.act != name)
        if name == "to":
            kept["who"] = tuple(part for part in self.who if part.role != "audience")
        return attrs.evolve(self, **kept)

    def references(self, path: Path = ()) -> Iterator[Reference]:
        """Yield every mention of another record; a stance under the key that a file writes for it."""
        yield from (found for found in super().references(path) if found.path[len(path)] != "stances")
        for act in _ACTS:
            for position, target in enumerate(self.targets(act)):
                yield Reference((*path, act.value, position), target, "matter")

    def plain(self) -> dict[str, Tree]:
        """Return the fields as plain trees, stances and audience in their short forms."""
        tree = super().plain()
        short: dict[str, list[Tree]] = {"to": []}
        if "who" in tree:
            tree["who"], short["to"] = _without_audience(tree["who"])
        for stance in tree.pop("stances", []):
            short.setdefault(stance["act"], []).append(stance["target"])
        # They stand where a reader looks for them: behind those who speak and the words that they say.
        behind = max(list(tree).index(name) for name in ("title", "when", "who", "text", "channel") if name in tree) + 1
        items = [*list(tree.items())[:behind], *short.items(), *list(tree.items())[behind:]]
        return {name: value for name, value in items if value != []}


def _without_audience(who: Sequence[Tree]) -> tuple[list[Tree], list[Tree]]:
    """Part the plain audience at the end of a list of participations from the others."""
    end = len(who)
    while (
        end
        and isinstance(who[end - 1], dict)
        and set(who[end - 1]) == {"agent", "role"}
        and who[end - 1]["role"] == "audience"
    ):
        end -= 1
    return list(who[:end]), [part["agent"] for part in who[end:]]


@attrs.frozen(kw_only=True)
class Agreement(Event):
    """Parties bind themselves.

    Attributes:
        signed: When it was signed, or the event at which.
        in_force: When it came into force, or the event by which.

    Source: VCLT 1969, art. 11 to 24.
    """

    default_role: ClassVar[str] = "party"

    signed: When | str | None = attrs.field(default=None, converter=as_when_or_event)
    in_force: When | str | None = attrs.field(default=None, converter=as_when_or_event)


@attrs.frozen(kw_only=True)
class Incident(Event):
    """Force is used or moved: a strike, an operation, a deployment. The roles are actor, target and victim."""

    default_role: ClassVar[str] = "actor"


class Extra(Shape[str]):
    """A mapping as JSON text, in its one spelling."""

    def convert(self, value: object) -> str:
        """Return the text in its one spelling."""
        try:
            tree = json.loads(value) if isinstance(value, str) else value
        except ValueError as error:
            raise Invalid(f"{shown(value)} is no JSON", code="wrong-type") from error
        if not isinstance(tree, dict):
            raise Invalid(f"a mapping is wanted, not {shown(value)}", code="wrong-type")
        return json.dumps(tree, ensure_ascii=False)

    def schema(self) -> dict[str, Any]:
        """Return that any mapping will do."""
        return {"type": "object"}


def as_extra(value: Mapping[str, object] | str) -> str:
    """Convert what an unknown kind has of its own: a mapping, or its JSON text."""
    return EXTRA.convert(value)


EXTRA = Extra()
SHAPES[as_extra] = EXTRA


@attrs.frozen(kw_only=True)
class OtherEvent(Event):
    """An event of a kind that this reader does not know, kept whole.

    Attributes:
        kind: The kind as the file has it.
        extra: The keys that no event has, as JSON text in the order of the file; written back as they were.
    """

    roles: ClassVar[tuple[str, ...]] = ()

    kind: str = attrs.field(converter=as_id)  # type: ignore[misc]
    extra: str = attrs.field(default="{}", converter=as_extra)

    def _with_role(self, part: Participation, index: int) -> Participation:  # noqa: ARG002
        """Take any role: what the kind allows is not known."""
        return attrs.evolve(part, role=part.role or self.default_role)

    @classmethod
    def from_tree(cls, tree: Mapping[str, object]) -> Self:
        """Make one from the keys of a file; what no event has goes into `extra`."""
        known = {key: value for key, value in tree.items() if key in {"kind", "id", *Event.fields()}}
        extra = {key: value for key, value in tree.items() if key not in known}
        return cls.build({**known, "extra": json.dumps(extra, ensure_ascii=False)})

    def plain(self) -> dict[str, Tree]:
        """Return the tree as it was read."""
        tree = super().plain()
        extra = json.loads(tree.pop("extra", "{}"))
        return {"kind": self.kind, **tree, **extra}

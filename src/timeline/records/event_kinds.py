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
from timeline.records.field import SHAPES, Choice, Many, Optional, Path, Ref, Reference, Resolve, Shape, Tree
from timeline.records.participation import Participation, as_participations
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


SHAPES.update({as_mode: MODE, as_protocol: PROTOCOL})


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

    Source: AIF, "locution".

    Examples:
        >>> denial = Statement("denial", title="Moscow denies it", when="1939-11-30", who=["tass"], to=["press"])
        >>> [part.role for part in denial.who]
        ['speaker', 'audience']
    """

    default_role: ClassVar[str] = "speaker"

    text: str = attrs.field(default="", converter=as_text)
    channel: str = attrs.field(default="", converter=as_text)
    stances: tuple[Stance, ...] = attrs.field(default=(), converter=as_stances)
    # Only a way in: the audience is kept among the participations, so that there is one place to look.
    _to: tuple[Participation, ...] = attrs.field(
        default=(), converter=as_participations, eq=False, repr=False, metadata={"shorthand": True}
    )

    def __attrs_post_init__(self) -> None:
        """Take the audience in among the participations, then check the roles."""
        audience = tuple(attrs.evolve(part, role="audience") for part in self._to)
        object.__setattr__(self, "who", (*self.who, *audience))
        object.__setattr__(self, "_to", ())
        object.__setattr__(self, "stances", tuple(sorted(self.stances, key=lambda stance: list(Act).index(stance.act))))
        Event.__attrs_post_init__(self)

    @property
    def to(self) -> tuple[Participation, ...]:
        """Those spoken to."""
        return self.with_role("audience")

    @classmethod
    def shorthands(cls) -> dict[str, Shape[Any]]:
        """Return the keys of a file that stand for stances: `denies: [a-claim]`."""
        return {act.value: Many(Ref("matter"), distinct=True) for act in Act}

    @classmethod
    def from_tree(cls, tree: Mapping[str, object]) -> Self:
        """Make one from the keys of a file, with `asserts:`, `denies:` and their like."""
        shorthands = cls.shorthands()
        stances: list[object] = _listed(tree.get("stances", []))
        for act in shorthands:
            stances += [{"act": act, "target": target} for target in _listed(tree.get(act, []))]
        rest = {key: value for key, value in tree.items() if key not in {"stances", *shorthands}}
        return super().from_tree({**rest, "stances": stances} if stances else rest)

    @classmethod
    def named(cls, tree: Mapping[str, Tree], resolve: Resolve) -> dict[str, Tree]:
        """Return the tree with names of records replaced by their ids."""
        shorthands = cls.shorthands()
        short = {key: shorthands[key].named(value, resolve) for key, value in tree.items() if key in shorthands}
        return {**super().named(tree, resolve), **short}

    def references(self, path: Path = ()) -> Iterator[Reference]:
        """Yield every mention of another record; a stance under the key that a file writes for it."""
        yield from (found for found in super().references(path) if found.path[len(path)] != "stances")
        for act in Act:
            targets = [stance.target for stance in self.stances if stance.act is act]
            yield from (
                Reference((*path, act.value, position), target, "matter") for position, target in enumerate(targets)
            )

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


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else [value]


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

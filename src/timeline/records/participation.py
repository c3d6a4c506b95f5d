"""Who took part in an event, as what, and for whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import attrs

from timeline.records.convert import as_agent, as_maybe_agent, as_text
from timeline.records.field import Many
from timeline.records.record import Inside, Part
from timeline.records.shape import SHAPES, Identified

__all__ = ["ROLES", "Participation", "as_participations"]

ROLES = (
    "participant",
    "host",
    "guest",
    "speaker",
    "audience",
    "envoy",
    "sender",
    "receiver",
    "party",
    "mediator",
    "organizer",
    "observer",
    "interpreter",
    "witness",
    "actor",
    "target",
    "victim",
    "subject",
)


@attrs.frozen
class Participation(Part):
    """Someone's part in an event.

    Attributes:
        agent: Who took part.
        role: As what; the empty text means the usual role of the event's kind, which the event fills in.
        capacity: The title under which, as printed: "special envoy".
        on_behalf_of: For whom, where not for themselves; it stands here and not on the person, because it changes from event
            to event.

    Source: Popolo, "Membership"; PROV, "actedOnBehalfOf"; VCDR 1961 art. 3 on who represents whom.

    Examples:
        >>> Participation("lodge", role="envoy", on_behalf_of="johnson").role
        'envoy'
    """

    shorthand: ClassVar[str] = "agent"

    agent: str = attrs.field(converter=as_agent)
    role: str = attrs.field(default="", converter=as_text, kw_only=True)
    capacity: str = attrs.field(default="", converter=as_text, kw_only=True)
    on_behalf_of: str | None = attrs.field(default=None, converter=as_maybe_agent, kw_only=True)


PARTICIPATIONS = Many(Inside(Participation), distinct=True)


def as_participations(
    value: Sequence[Participation | Identified | str] | Participation | Identified | str,
) -> tuple[Participation, ...]:
    """Convert several participations, agents, or ids of agents."""
    return PARTICIPATIONS.convert(value)


SHAPES[as_participations] = PARTICIPATIONS

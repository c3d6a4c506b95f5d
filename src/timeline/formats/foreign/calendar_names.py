"""What our files name in ways of their own where a calendar has no word: the properties and parameters that others pass over."""

from __future__ import annotations

import re

from timeline.errors import Invalid, shown
from timeline.records.text import slug_problem

__all__ = ["CHAIRS", "ONLOOKERS", "STATUSES", "X", "address", "agent_of", "event_of", "uid"]

X = "X-TIMELINE-"
_ADDRESS = "urn:x-timeline:"
_UID = re.compile(r"([a-z0-9][a-z0-9-]*)(?:\.[a-z0-9-]+)?\.timeline")
# The word of a calendar for each of ours. Two of ours are one there, so one is told apart by a property.
STATUSES = {"held": "CONFIRMED", "planned": "TENTATIVE", "cancelled": "CANCELLED", "postponed": "CANCELLED"}
CHAIRS = frozenset({"host", "organizer", "mediator"})
ONLOOKERS = frozenset({"audience", "observer", "sender", "subject", "target", "victim", "witness"})


def uid(name: str, namespace: str) -> str:
    """Return the UID of an event; no address of a computer is part of it, and nothing that changes from day to day.

    Raises:
        Invalid: When the namespace can be no part of it.

    Examples:
        >>> uid("briefing", ""), uid("briefing", "kursk-2025")
        ('briefing.timeline', 'briefing.kursk-2025.timeline')
    """
    if namespace and (problem := slug_problem(namespace)):
        hint = "a namespace is made of a-z, 0-9 and '-'"
        raise Invalid(
            f"{shown(namespace)} is no namespace" if ";" in problem else problem,
            code="unknown-option",
            path=("namespace",),
            hint=hint,
        )
    return ".".join(part for part in (name, namespace, "timeline") if part)


def event_of(text: str) -> str:
    """Return the id of the event whose UID this is, or nothing where it is none of ours."""
    found = _UID.fullmatch(text)
    return found[1] if found and not slug_problem(found[1]) else ""


def address(name: str) -> str:
    """Return the address of an agent: one to which nothing can be sent."""
    return f"{_ADDRESS}{name}"


def agent_of(text: str) -> str:
    """Return the id of the agent whose address this is, or nothing where it is none of ours."""
    name = text.removeprefix(_ADDRESS)
    return name if name != text and not slug_problem(name) else ""

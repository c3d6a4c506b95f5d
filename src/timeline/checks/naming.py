"""Rules on what things are called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from timeline.checks.finding import Finding, Severity
from timeline.checks.registry import rule
from timeline.chronology import Chronology
from timeline.chronology.names import fold
from timeline.errors import nearest, shown
from timeline.records import Agent, OtherEvent, Place, kinds

__all__ = ["alias_collision", "unknown_kind"]


@rule("unknown-kind", severity=Severity.WARNING)
def unknown_kind(chronology: Chronology) -> Iterator[Finding]:
    """An event is of a kind that nobody declared, so it is kept and drawn, but nothing of its own is understood.

    Either the kind is misspelt, or the module that declares it was not imported.

    Source: our decision; unknown kinds survive a round trip, and silence would hide a typing error.
    """
    for event in chronology.events:
        if isinstance(event, OtherEvent):
            hint = nearest(event.kind, kinds())
            message = f"{event.id!r} is of the unknown kind {shown(event.kind)}{'; ' if hint else ''}{hint}"
            yield Finding(message=message, ids=(event.id,), sources=tuple(cite.source for cite in event.cites))


@rule("alias-collision", severity=Severity.WARNING)
def alias_collision(chronology: Chronology) -> Iterator[Finding]:
    """Two people, bodies or states answer to one name, or two places do, so that nobody can be found by it.

    Two spellings are one name where case, accents and punctuation are all that parts them. A state and a place may share
    a name, as "Kyiv" does for the government and the city: what is asked for tells them apart.

    Source: our decision; authority files keep variant names unique within a type for the same reason.
    """
    for family in (chronology.agents, chronology.places):
        for name, ids in _bearers(family).items():
            if len(ids) > 1:
                yield Finding(message=f"{shown(name)} is a name of {_listed(ids)}", ids=ids)


def _bearers(records: Iterable[Agent | Place]) -> dict[str, tuple[str, ...]]:
    """Return the ids of those who bear each name, under its first spelling."""
    spelling: dict[str, str] = {}
    bearers: dict[str, dict[str, None]] = {}
    for record in records:
        for name in (record.name, *record.aliases):
            first = spelling.setdefault(fold(name), name)
            bearers.setdefault(first, {})[record.id] = None
    return {name: tuple(ids) for name, ids in bearers.items()}


def _listed(ids: tuple[str, ...]) -> str:
    """Write `'a', 'b' and 'c'`."""
    quoted = [repr(name) for name in ids]
    return f"{', '.join(quoted[:-1])} and {quoted[-1]}"

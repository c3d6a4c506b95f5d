"""Rules on what came when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from timeline.checks.finding import Finding, Severity
from timeline.checks.registry import rule
from timeline.chronology import Chronology
from timeline.records import Event

__all__ = ["clock_change", "order_impossible"]


@rule("order-impossible", severity=Severity.ERROR)
def order_impossible(chronology: Chronology) -> Iterator[Finding]:
    """Dates, durations and stated order contradict each other: these few events cannot all be as they are entered.

    Each finding names a smallest such set: without any one of them the others could stand. Dates are taken as widely as they are
    written, and across zones by instants, so the contradiction is certain.

    Source: Dechter, Meiri and Pearl 1991, temporal constraint networks; the order itself is the editor's `after`.
    """
    for clash in chronology.clashes:
        events = [event for event in map(chronology.__getitem__, clash.events) if isinstance(event, Event)]
        yield Finding(
            message=_told(events),
            ids=tuple(event.id for event in events),
            sources=tuple(dict.fromkeys(cite.source for event in events for cite in event.cites)),
        )


def _told(events: Sequence[Event]) -> str:
    """Say in which order the events are stated to come, with the dates that do not allow it."""
    dated = [f"{event.id!r} ({event.when}{f', {event.lasted}' if event.lasted else ''})" for event in events]
    if len(events) == 1:
        return f"{dated[0]} lasted longer than its dates allow, or not as long as they ask for"
    return f"{', then '.join(dated)}: the dates do not allow this order"


@rule("clock-change", severity=Severity.WARNING)
def clock_change(chronology: Chronology) -> Iterator[Finding]:
    """A time of day falls into the hour that clocks at the place skipped, or that they showed twice.

    A source that gives such a time has probably converted it wrongly; for an hour shown twice, an offset says which is meant.

    Source: the zone database of the system.
    """
    for event in chronology.events:
        if problem := chronology.when(event).zone_problem:
            yield Finding(
                message=f"{event.id!r}: {problem}",
                ids=(event.id,),
                sources=tuple(cite.source for cite in event.cites),
            )

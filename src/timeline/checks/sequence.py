"""Rules on what came when."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.checks.finding import Finding, Severity
from timeline.checks.registry import rule
from timeline.chronology import Chronology
from timeline.records import Event
from timeline.when import When

__all__ = ["clock_change", "order_impossible"]


@rule("order-impossible", severity=Severity.ERROR)
def order_impossible(chronology: Chronology) -> Iterator[Finding]:
    """An event is said to follow another, and its date lies wholly before the other can have begun.

    Dates are compared as widely as they are written, and across zones by instants, so a clash is certain: either a date
    or the stated order is wrong.

    Source: Allen 1983, "before" against "after"; the order itself is the editor's `after`.
    """
    for event in chronology.events:
        for earlier in event.after:
            other = chronology[earlier]
            if isinstance(other, Event) and _precedes(chronology.when(event), chronology.when(other)):
                message = f"{event.id!r} ({event.when}) is said to follow {other.id!r} ({other.when}), and ends before it can begin"
                cites = (*event.cites, *other.cites)
                yield Finding(
                    message=message,
                    ids=(event.id, other.id),
                    sources=tuple(dict.fromkeys(cite.source for cite in cites)),
                )


def _precedes(first: When, second: When) -> bool:
    """Whether the first certainly ends by the time the second can begin."""
    together = first.zone is None and second.zone is None
    ends = first.end_max if together else first.instants.end_max
    begins = second.start_min if together else second.instants.start_min
    return isinstance(ends, int) and isinstance(begins, int) and ends <= begins


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

"""Rules on what was planned."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from timeline.checks.finding import Finding, Severity
from timeline.checks.registry import rule
from timeline.checks.rulebook.precedence import is_doubted
from timeline.checks.rulebook.wording import sources_of
from timeline.chronology import Chronology
from timeline.records import Record, Status
from timeline.when import Edge, When

__all__ = ["stale_plan"]

# How long after the date an event may keep its status, and how grave it is then. A postponed event often keeps the date on which it
# should have been, so only after a year is it more likely that nobody looked again; our decision.
PATIENCE = {Status.PLANNED: (0, Severity.WARNING), Status.POSTPONED: (365 * 86_400, Severity.HINT)}


class _Word(NamedTuple):
    """The latest moment of which the record certainly speaks, in seconds of UTC, and the record that does."""

    instant: int
    record: Record
    when: When


@rule("stale-plan", severity=Severity.WARNING)
def stale_plan(chronology: Chronology) -> Iterator[Finding]:
    """An event is still entered as planned, although the record itself speaks of a later time: was it held, moved, called off?

    There is no "now" in a chronology. Its latest word is the latest moment at which a source certainly came out or was read, or at which
    an event that was held had certainly begun; marks of doubt, open and unknown dates do not count. A plan is stale when the whole of its
    date lies before that moment, wherever on earth it was to be. What was postponed may have a year more, and is then a hint.

    It keeps quiet where the date of the plan is open or not known, and where another account gives another status.

    Source: our decision; schema.org "EventScheduled" and "EventPostponed", which speak of an event that is to come.

    Dossier:
        title: The summit that was not
        sources:
          times: {title: Geneva awaits the four, published: 1960-04-20}
          memoir: {title: Waging Peace, author: Dwight D. Eisenhower, published: 1965}
        events:
          invitation: {kind: visit, title: Eisenhower in Moscow, when: 1960-06-10/1960-06-19, status: planned, cites: times}
          paris: {kind: meeting, title: The Paris summit breaks down, when: 1960-05-16/1960-05-17, cites: memoir}
    """
    planned = [event for event in chronology.events if event.status in PATIENCE]
    latest = _latest_word(chronology) if planned else None
    for event in planned:
        when = chronology.when(event)
        patience, severity = PATIENCE[event.status]
        over = when.instants.end_max
        contested = "status" in chronology.rivals(event)
        if latest is None or contested or isinstance(over, Edge) or over + patience > latest.instant:
            continue
        yield Finding(
            message=f"{event.id!r} is still {event.status.value} for {event.when}, and the record speaks of {latest.when} "
            f"({latest.record.id!r}); was it held, moved or called off",
            ids=(event.id, latest.record.id),
            sources=sources_of(event),
            certain=not is_doubted(when),
            severity=severity,
        )


def _latest_word(chronology: Chronology) -> _Word | None:
    return max(_words(chronology), key=lambda word: (word.instant, word.record.id), default=None)


def _words(chronology: Chronology) -> Iterator[_Word]:
    """Yield every moment of which the record certainly speaks."""
    for source in chronology.sources:
        for when in (source.published, source.accessed):
            if when is not None and (instant := _certainly_by(when)) is not None:
                yield _Word(instant, source, when)
    for event in chronology.events:
        if event.status is Status.HELD and (instant := _certainly_by(chronology.when(event))) is not None:
            yield _Word(instant, event, event.when)


def _certainly_by(when: When) -> int | None:
    """Return the earliest moment at which it may have begun, wherever on earth: by then, time had certainly come so far."""
    start = when.instants.start_min
    return None if isinstance(start, Edge) or is_doubted(when) else start

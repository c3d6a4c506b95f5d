"""Rules on who stands behind what the record says."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.checks.finding import Finding, Severity
from timeline.checks.registry import rule
from timeline.chronology import Chronology
from timeline.records import Act, Event, Statement

__all__ = ["unasserted_claim", "unsourced_figure"]

BACKING = frozenset({Act.ASSERTS, Act.CONFIRMS})
WAY_OUT = "name whom the source credits with `via`, or enter who said it as a statement"
ANSWERS = frozenset({Act.DENIES, Act.RETRACTS})  # what presupposes that somebody put it forward


@rule("unsourced-figure", severity=Severity.HINT)
def unsourced_figure(chronology: Chronology) -> Iterator[Finding]:
    """A figure stands in the record, and nothing tells who counted.

    A newspaper does not count drones: someone told it. The figure is accounted for when a citation says whom the source
    credits (`via`), when the event is itself a statement, or when a statement stands somewhere on the event.

    Source: UCDP, "Source article" and its original source, which its coders record apart.
    """
    for event in chronology.events if chronology.is_whole else ():  # a view may have left out who stands behind it
        if event.figures and not _attributed(event, chronology):
            figures = ", ".join(str(figure) for figure in event.figures)
            told = f"{event.id!r} gives figures ({figures}), and nothing tells whose they are"
            message = f"{told}; {WAY_OUT}"
            yield Finding(message=message, ids=(event.id,), sources=tuple(cite.source for cite in event.cites))


def _attributed(event: Event, chronology: Chronology) -> bool:
    return isinstance(event, Statement) or any(cite.via for cite in event.cites) or bool(chronology.stances_on(event))


@rule("unasserted-claim", severity=Severity.HINT)
def unasserted_claim(chronology: Chronology) -> Iterator[Finding]:
    """A claim is denied or taken back, or stands alone, and neither a statement asserts it nor a source is cited for it.

    Often only the denial was written down: whoever made the claim is missing. One may doubt or evade what nobody has said, so
    that is no finding.

    Source: AIF, in which a proposition enters an argument only by a locution that puts it forward.
    """
    for claim in chronology.claims if chronology.is_whole else ():  # as above
        stances = chronology.stances_on(claim)
        acts = {stance.act for _, stance in stances}
        if claim.cites or acts & BACKING or (acts and not acts & ANSWERS):
            continue
        others = tuple(dict.fromkeys(statement.id for statement, _ in stances))
        told = f"it is only answered, by {', '.join(map(repr, others))}" if others else "no source is cited for it"
        yield Finding(message=f"nobody asserts {claim.id!r}; {told}", ids=(claim.id, *others))

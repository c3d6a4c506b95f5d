"""Rules on who stands behind what the record says: nobody at all, or one voice that seems to be several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from timeline.checks.finding import Finding, Severity
from timeline.checks.registry import rule
from timeline.checks.rulebook.origins import Origins
from timeline.checks.rulebook.wording import listed, sources_of
from timeline.chronology import Chronology
from timeline.records import Act, Claim, Event, Statement

__all__ = ["single_origin", "unasserted_claim"]

BACKING = frozenset({Act.ASSERTS, Act.CONFIRMS})
ANSWERS = frozenset({Act.DENIES, Act.RETRACTS})  # what presupposes that somebody put it forward


@rule("single-origin", severity=Severity.HINT)
def single_origin(chronology: Chronology) -> Iterator[Finding]:
    """Several sources are cited, and all of them go back to one origin: three reports, one voice.

    The chain of credits (`via`) is followed to its end; reports of one publisher are one voice, and so are a publisher and
    its own report. A statement that bears the matter out is one more origin. Keeps quiet about a statement that goes back to its own
    speaker, as every statement does, and where only one source is cited.

    Source: Langlois and Seignobos 1898, Introduction to the Study of History, II 8: what goes back to one observation is one
        statement, however many repeat it.

    Dossier:
        title: Rome, 26 April 2025
        people: {nykyforov: {name: Serhii Nykyforov}}
        sources:
          liga: {title: Report that the two presidents did not meet a second time, publisher: LIGA.net}
          unn: {title: The second meeting did not take place, publisher: UNN}
        events:
          second:
            {kind: meeting, when: 2025-04-26, title: Second meeting, status: cancelled,
              cites: [{source: liga, via: nykyforov}, {source: unn, via: nykyforov}]}
    """
    if not chronology.is_whole:  # a view may have left out who else bears it out
        return
    origins = Origins(chronology)
    matters: list[Sequence[Claim | Event]] = [chronology.events, chronology.claims]
    for matter in (each for group in matters for each in group):
        sources = sources_of(matter)
        if len(sources) > 1 and (voice := _one_voice(matter, origins, chronology)):
            message = f"{len(sources)} sources of {matter.id!r} ({', '.join(sources)}) go back to one origin: {voice}"
            yield Finding(message=message, ids=(matter.id,), sources=sources)


def _one_voice(matter: Claim | Event, origins: Origins, chronology: Chronology) -> str:
    """Return the one origin of all reports, in words; the empty text where there are more, or where it is the speaker."""
    behind = origins.of(matter.cites)
    if len(behind) != 1:
        return ""
    speakers = {part.agent for part in matter.who} if isinstance(matter, Statement) else set()
    backers = {agent for act in BACKING for agent in chronology.standing(matter).who(act)}
    return "" if speakers & {*behind} or backers - {*behind} else listed(behind)


@rule("unasserted-claim", severity=Severity.HINT)
def unasserted_claim(chronology: Chronology) -> Iterator[Finding]:
    """A claim is denied or taken back, or stands alone, and neither a statement asserts it nor a source is cited for it.

    Often only the denial was written down: whoever made the claim is missing. One may doubt or evade what nobody has said, so
    that is no finding.

    Source: AIF, in which a proposition enters an argument only by a locution that puts it forward.

    Dossier:
        title: Peking, 1971
        claims:
          ill: Kissinger is unwell and rests at Nathia Gali
        events:
          announcement:
            {kind: statement, when: 1971-07-15, title: Nixon tells the world, who: [Richard Nixon], denies: ill}
    """
    for claim in chronology.claims if chronology.is_whole else ():  # a view may have left out who stands behind it
        stances = chronology.stances_on(claim)
        acts = {stance.act for _, stance in stances}
        if claim.cites or acts & BACKING or (acts and not acts & ANSWERS):
            continue
        others = tuple(dict.fromkeys(statement.id for statement, _ in stances))
        told = f"it is only answered, by {', '.join(map(repr, others))}" if others else "no source is cited for it"
        field = f", another {claim.attribute!r} of {claim.subject!r}" if claim.is_rival else ""
        yield Finding(message=f"nobody asserts {claim.id!r}{field}; {told}", ids=(claim.id, *others))

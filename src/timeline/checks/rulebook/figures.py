"""Rules on figures: whether they agree, add up, and have someone who counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from timeline.checks.finding import Finding, Severity
from timeline.checks.registry import rule
from timeline.checks.rulebook.measures import Key, Measure, hull, key_of, measure
from timeline.checks.rulebook.origins import Origins
from timeline.checks.rulebook.totals import ONCE, Total, totals
from timeline.checks.rulebook.wording import joined, listed, sources_of
from timeline.chronology import Chronology
from timeline.records import Act, Citation, Claim, Event, Organization, Quantity, State, Statement

__all__ = ["figures_disagree", "parts_exceed_total", "unsourced_figure"]

BACKING = frozenset({Act.ASSERTS, Act.CONFIRMS})
WAY_OUT = "name whom the source credits with `via`, or enter who said it as a statement"


# -- figures of one thing --------------------------------------------------------------------------------------------------


class _Told(NamedTuple):
    """What one voice gives for one key in one unit."""

    words: str
    by: str
    measure: Measure
    record: str
    certain: bool


@rule("figures-disagree", severity=Severity.WARNING)
def figures_disagree(chronology: Chronology) -> Iterator[Finding]:
    """Figures of one thing cannot all be right: those of the record, rival values, and those of statements that bear it out.

    Only figures of the same unit and of the same thing are compared, and they disagree where nothing lies within all of
    them: more than 10,000 leaves room for 12,000. "About" reaches a fifth further either way. Kilometres and miles, square kilometres,
    square miles, hectares and acres, kilograms, tonnes and pounds are converted into each other, and may then be off by a twentieth, or
    by half a unit where that is more, as rounding is. Where a statement bears out several things, its figures may be those
    of another, so it is only possible. A figure that stands beside the others (`adds`) is not compared.

    Source: UCDP, best, low and high estimates, which are kept apart because sources disagree; the tolerances are our decision.

    Dossier:
        title: North Korean soldiers, April 2025
        sources:
          article: {title: An article datelined Rome}
          ruv: {title: Report on the North Korean troops, publisher: RÚV}
        claims:
          more-of-them: {subject: deployment, attribute: figures, value: 14000 soldiers, cites: [ruv]}
        events:
          deployment:
            when: "[..2025-04-26]"
            title: North Korean troops fight beside Russian forces
            figures: [10000..12000 soldiers]
            cites: [article]
    """
    for event in chronology.events:
        yield from _quarrel(
            event, [*_own(event), *_rivals(event, chronology), *_statements(event, chronology)], chronology
        )
    for claim in chronology.claims:
        yield from _quarrel(claim, list(_statements(claim, chronology)), chronology)


def _voice(figures: Sequence[Quantity], by: str, record: str, *, certain: bool = True) -> Iterator[_Told]:
    """Yield the figures of one voice; several of one unit are one span, for they may be of several things."""
    alike: dict[tuple[Key, str], list[tuple[Quantity, Measure]]] = {}
    for figure in figures:
        found = measure(figure)
        alike.setdefault((found.key, found.unit), []).append((figure, found))
    for pairs in alike.values():
        whole = pairs[0][1]._replace(span=hull(each.span for _, each in pairs))
        yield _Told(joined(str(figure) for figure, _ in pairs), by, whole, record, certain)


def _own(event: Event) -> Iterator[_Told]:
    return _voice(event.figures, ", ".join(sources_of(event)), event.id)


def _rivals(event: Event, chronology: Chronology) -> Iterator[_Told]:
    for claim in chronology.rivals(event).get("figures", ()):
        if not claim.adds:
            figures = type(event).fields()["figures"].convert(claim.value)
            yield from _voice(figures, ", ".join(sources_of(claim)), claim.id)


def _statements(target: Claim | Event, chronology: Chronology) -> Iterator[_Told]:
    for statement, stance in chronology.stances_on(target):
        if stance.act in BACKING and statement.figures and statement is not target:
            backed = {each.target for each in statement.stances if each.act in BACKING}
            yield from _voice(statement.figures, statement.id, statement.id, certain=len(backed) == 1)


def _quarrel(target: Claim | Event, told: Sequence[_Told], chronology: Chronology) -> Iterator[Finding]:
    """Yield one finding for the figures of a record, or of statements on it, that cannot all be right."""
    alike: dict[Key, list[_Told]] = {}
    for each in told:
        alike.setdefault(each.measure.key, []).append(each)
    odd = [each for group in alike.values() for each in _odd(group)]
    if not odd:
        return
    versions = joined(f"{each.words} ({each.by or 'no source'})" for each in odd)
    ids = tuple(dict.fromkeys([target.id, *(each.record for each in odd)]))
    yield Finding(
        message=f"figures of {target.id!r} cannot all be right: {versions}",
        ids=ids,
        sources=sources_of(*(chronology[name] for name in ids)),
        certain=any(_odd([each for each in group if each.certain]) for group in alike.values()),
    )


def _odd(group: Sequence[_Told]) -> list[_Told]:
    """Return those of which nothing lies within all; each of them contradicts at least one other."""
    if len(group) < 2:
        return []
    mixed = len({each.measure.unit for each in group}) > 1
    spans = [each.measure.converted if mixed else each.measure.span for each in group]
    floor, ceiling = max(span.low for span in spans), min(span.high for span in spans)
    if floor <= ceiling:
        return []
    return [each for each, span in zip(group, spans, strict=True) if span.high < floor or span.low > ceiling]


# -- parts and their whole -------------------------------------------------------------------------------------------------


@rule("parts-exceed-total", severity=Severity.ERROR)
def parts_exceed_total(chronology: Chronology) -> Iterator[Finding]:
    """The parts of an event have more of something than the whole.

    It is certain where one part alone has more, and where the parts add up to more of what happens once to each: nobody is
    killed twice. Of anything else it is only possible, and a warning, for the same delegates may sit in several sessions. A part
    within a part counts once. What was planned or cancelled does not count, nor do statements, which only tell; "about" reaches a fifth
    further either way.

    Source: UCDP GED, in which the deaths of events are added up to those of a conflict; what is certain is our decision.

    Dossier:
        title: Night of 25 April 2025
        events:
          night: {kind: incident, when: 2025-04-25/2025-04-26, title: Three die in the night, figures: [3 killed]}
          yarova: {kind: incident, when: 2025-04-25/2025-04-26, title: Two die at Yarova, figures: [2 killed], part_of: night}
          dnipro: {kind: incident, when: 2025-04-25/2025-04-26, title: Two die at Dnipro, figures: [2 killed], part_of: night}
    """
    for total in totals(chronology):
        if total.parts_low > total.high:
            yield _excess(total, chronology)


def _excess(total: Total, chronology: Chronology) -> Finding:
    whole = f"{joined(map(str, total.figures))} of {total.event.id!r}"
    alone = [part for part in total.parts if part.low > total.high]
    certain = bool(alone) or not ONCE.isdisjoint(total.key[0].split())
    if alone:
        told = (
            f"{listed(part.event for part in alone)} alone {'has' if len(alone) == 1 else 'have'} more than the {whole}"
        )
    else:
        counted = joined(f"{part.words} ({part.event})" for part in total.parts)
        told = f"the parts add up to more than the {whole}: {counted}"
    ids = (total.event.id, *(part.event for part in alone or total.parts))
    return Finding(
        message=told,
        ids=ids,
        sources=sources_of(*(chronology[name] for name in ids)),
        certain=certain,
        severity=Severity.ERROR if certain else Severity.WARNING,
    )


# -- who counted -----------------------------------------------------------------------------------------------------------


@rule("unsourced-figure", severity=Severity.WARNING)
def unsourced_figure(chronology: Chronology) -> Iterator[Finding]:
    """An exact figure stands in the record, and a source that is cited for it does not say who counted.

    A newspaper does not count drones: someone told it. Each citation is looked at by itself, for a rewrite may drop the
    witness whom other sources credit. A citation accounts for its figures by `via`, or by a source that has an author or comes from a
    body of a state. A statement does by a person who speaks or a channel that it went out by; that "Russia" says so names nobody.
    Estimates keep quiet, for a range, "about" and "more than" pretend to no count, and so does a total whose parts carry figures
    of the same kind, and an event that a statement bears out. Where no source is cited at all it is a hint.

    Source: UCDP, "Source article" and its original source, which its coders record apart.

    Dossier:
        title: Night of 25 April 2025
        states: {ru: {name: Russia, code: RU}}
        sources: {article: {title: An article datelined Rome}}
        events:
          count: {kind: statement, when: 2025-04-26, title: Russia reports drones shot down, who: [ru], figures: [45 drones], cites: [article]}
    """
    if not chronology.is_whole:  # a view may have left out who stands behind it
        return
    origins = Origins(chronology)
    told_by_parts = {(total.event.id, total.key) for total in totals(chronology)}
    for event in chronology.events:
        counted = [figure for figure in event.figures if _is_exact(figure)]
        left = tuple(figure for figure in counted if (event.id, key_of(figure)) not in told_by_parts)
        if left and not _vouched(event, chronology):
            yield from _uncounted(event, left, origins)


def _is_exact(figure: Quantity) -> bool:
    return figure.low == figure.high and not figure.approximate


def _vouched(event: Event, chronology: Chronology) -> bool:
    """Whether somebody speaks for what the event says: a person, a named channel, or a statement that bears it out."""
    if isinstance(event, Statement):
        speakers = (chronology[part.agent] for part in event.who if part.role != "audience")
        return bool(event.channel) or any(not isinstance(agent, State | Organization) for agent in speakers)
    return any(stance.act in BACKING for _, stance in chronology.stances_on(event))


def _uncounted(event: Event, figures: Sequence[Quantity], origins: Origins) -> Iterator[Finding]:
    """Yield what is to be said of figures for which a citation names nobody."""
    given = f"{event.id!r} gives figures ({', '.join(map(str, figures))})"
    if not event.cites:
        message = f"{given}, and nothing tells whose they are; {WAY_OUT}"
        yield Finding(message=message, ids=(event.id,), severity=Severity.HINT)
        return
    silent = [cite for cite in event.cites if not cite.via and not origins.speaks_for_itself(cite.source)]
    if isinstance(event, Statement) and len(silent) < len(event.cites):
        return  # one source that names the speaker is enough: it is one statement
    if sources := tuple(dict.fromkeys(cite.source for cite in silent)):
        message = f"{given}, and {listed(sources)} {'does' if len(sources) == 1 else 'do'} not say who counted"
        yield Finding(message=f"{message}; {_way_out(event.cites)}", ids=(event.id,), sources=sources)


def _way_out(cites: Sequence[Citation]) -> str:
    """Say which witness other sources credit, else how to name one."""
    credited = {cite.source: cite.via[-1] for cite in cites if cite.via}
    known = joined(f"{source!r} credits {witness!r}" for source, witness in credited.items())
    return known or WAY_OUT

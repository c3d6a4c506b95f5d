"""Rules on words in quotation marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import attrs

from timeline.checks.finding import Finding, Severity
from timeline.checks.registry import rule
from timeline.checks.rulebook.utterance import Utterance
from timeline.checks.rulebook.wording import joined, sources_of
from timeline.chronology import Chronology
from timeline.errors import shown
from timeline.records import Act, Event, Meeting, Source, Statement, Visit

__all__ = ["quotes_differ"]

BACKING = frozenset({Act.ASSERTS, Act.CONFIRMS})
MOST_COMPARED = 20  # quotations of one event, or readouts of one meeting
LONGEST_LABEL = 6  # words of a readout that is a label: "constructive", "very productive"


@rule("quotes-differ", severity=Severity.HINT)
def quotes_differ(chronology: Chronology) -> Iterator[Finding]:
    """The words in quotation marks are not the same: two sources quote one utterance differently, or two sides label one meeting differently.

    What stands in quotation marks should be what was said; where two reports of one statement differ there, at least one has been
    edited or translated. Quotations are compared only where they are evidently of one utterance: by different sources, in one
    language, and sharing most of the stems of their words, in order where they are long. A longer piece that stands whole in
    another quotation only quotes less; one word cut out of a phrase has lost what it was said of, and counts. Of the readouts of one
    meeting by different sides, only short labels are compared ("constructive", "very productive"), for whole texts always differ.

    Source: our decision; that quotation marks promise the very words is the rule of every style book.

    Dossier:
        title: Moscow, 26 April 2025
        people: {putin: {name: Vladimir Putin}}
        sources: {article: {title: An article datelined Rome}, ap: {title: Report, publisher: Associated Press}}
        events:
          verdict:
            kind: statement
            when: 2025-04-26
            title: Putin calls the incursion a failure
            who: [putin]
            cites: [{source: article, quote: complete failure}, {source: ap, quote: completely failed}]
    """
    for event in chronology.events:
        if isinstance(event, Statement) and (odd := _differing(_quotations(event, chronology))):
            yield _told(event, odd)
        elif isinstance(event, Meeting | Visit) and (labels := _labels(event, chronology)):
            yield _labelled(event, labels)


@attrs.frozen
class _Quotation:
    """Words in quotation marks, and where they stand."""

    words: str
    source: str
    language: str
    utterance: Utterance

    def __str__(self) -> str:
        return f"{shown(self.words)} ({self.source})"


def _quotations(event: Event, chronology: Chronology) -> list[_Quotation]:
    found = []
    for cite in [cite for cite in event.cites if cite.quote][:MOST_COMPARED]:
        source = chronology[cite.source]
        language = cite.language or (source.language if isinstance(source, Source) else "") or chronology.language
        primary = language.partition("-")[0].casefold()
        found.append(_Quotation(cite.quote, cite.source, primary, Utterance.read(cite.quote)))
    return found


def _differing(quotations: Sequence[_Quotation]) -> list[_Quotation]:
    """Return the quotations that another source has otherwise, in the order of the file."""
    odd: dict[int, None] = {}
    for (first, one), (second, other) in combinations(enumerate(quotations), 2):
        comparable = one.source != other.source and one.language == other.language
        if comparable and one.utterance.altered(other.utterance):
            odd |= {first: None, second: None}
    return [quotations[position] for position in sorted(odd)]


def _told(event: Event, odd: Sequence[_Quotation]) -> Finding:
    return Finding(
        message=f"sources quote {event.id!r} differently: {joined(map(str, odd))}",
        ids=(event.id,),
        sources=tuple(dict.fromkeys(quotation.source for quotation in odd)),
    )


# -- readouts --------------------------------------------------------------------------------------------------------------


def _labels(event: Event, chronology: Chronology) -> dict[str, Statement]:
    """Return the statements in which several sides each put a different short label on a meeting, by side."""
    if len(chronology.stances_on(event)) < 2:
        return {}
    found: dict[str, Statement] = {}
    for position in chronology.standing(event).positions:
        statement = chronology[position.statement]
        if position.act in BACKING and isinstance(statement, Statement) and _is_label(statement):
            found.setdefault(position.side, statement)
    labels = {Utterance.read(statement.text).words for statement in found.values()}
    return found if len(labels) > 1 else {}


def _is_label(statement: Statement) -> bool:
    return bool(statement.text) and len(statement.text.split(maxsplit=LONGEST_LABEL)) <= LONGEST_LABEL


def _labelled(event: Event, labels: dict[str, Statement]) -> Finding:
    statements = list(dict.fromkeys(labels.values()))[:MOST_COMPARED]
    told = joined(f"{shown(statement.text)} ({statement.id})" for statement in statements)
    return Finding(
        message=f"the sides put {event.id!r} in different words: {told}",
        ids=(event.id, *(statement.id for statement in statements)),
        sources=sources_of(*statements),
    )

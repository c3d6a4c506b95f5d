"""Applying the rules to a chronology: which of them, what they find, and what of it is not reported."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import attrs

from timeline.checks.finding import Finding
from timeline.checks.registry import Rule, named, rules
from timeline.checks.silence import ALWAYS, Silences
from timeline.chronology import Chronology

__all__ = ["Examination", "check", "examine"]


class Examination(NamedTuple):
    """What came of applying rules.

    Attributes:
        findings: In order.
        failures: The rules that failed, each with its error; the findings of the others stand.
    """

    findings: tuple[Finding, ...]
    failures: tuple[tuple[Rule, Exception], ...]


def check(
    chronology: Chronology,
    rules: Iterable[str] | None = None,
    *,
    silence: Iterable[str] = (),
    silenced: bool = False,
    certainly: bool = False,
) -> tuple[Finding, ...]:
    """Return what the rules find in a chronology, the gravest first; never raises because of what it holds.

    Args:
        chronology: The whole, or a view of some events.
        rules: The names of the rules to apply. Where it is left out, those that the header of the chronology selects, or else all.
        silence: The names of rules whose findings are not wanted, on top of those that the chronology itself silences.
        silenced: Whether findings that are silenced come as well, with the reason, after all others.
        certainly: Whether only those are wanted that hold however vague dates are read.

    Raises:
        NotFound: When no rule bears a name; with the nearest.
        Exception: Whatever a rule raises that is at fault itself, with a note that names it.

    Examples:
        >>> from timeline.formats import loads
        >>> alone = loads("claims: {pushed: {text: Masaryk was murdered, silence: {unasserted-claim: to be looked up}}}")
        >>> check(alone)
        ()
        >>> [(finding.rule, finding.silenced) for finding in check(alone, silenced=True)]
        [('unasserted-claim', 'to be looked up')]
    """
    found, failures = examine(chronology, rules, silence=silence, silenced=silenced, certainly=certainly)
    for each, error in failures:
        error.add_note(f"the rule {each.name!r} of {each.home} is at fault")
        raise error
    return found


def examine(
    chronology: Chronology,
    rules: Iterable[str] | None = None,
    *,
    silence: Iterable[str] = (),
    silenced: bool = False,
    certainly: bool = False,
) -> Examination:
    """Do as `check` does, and hand back the rules that are at fault instead of raising what they raise.

    Raises:
        NotFound: When no rule bears a name; with the nearest.
    """
    silences = Silences(chronology, asked=(each.name for each in named(_names(silence))))
    found: list[Finding] = []
    failures: list[tuple[Rule, Exception]] = []
    for each in _chosen(chronology, rules):
        if silenced or each.name not in silences.throughout:
            try:
                found += each.findings(chronology)
            except Exception as error:  # noqa: BLE001  (the function of somebody else)
                failures.append((each, error))
    told = [(each, silences.reason(each)) for each in found if each.certain or not certainly]
    kept = [(each, reason) for each, reason in told if silenced or not reason]
    return Examination(_in_order(kept, chronology), tuple(failures))


def _names(names: Iterable[str] | str) -> list[str]:
    return [names] if isinstance(names, str) else list(names)


def _chosen(chronology: Chronology, wanted: Iterable[str] | None) -> list[Rule]:
    """Return the rules that are asked for by name, else those that the header selects, else all."""
    if wanted is not None:
        return named(_names(wanted))
    selected = {*chronology.header.rules, *ALWAYS}  # what the header names in vain is itself a finding
    return [each for name, each in rules().items() if name in selected or not chronology.header.rules]


def _in_order(found: Sequence[tuple[Finding, str]], chronology: Chronology) -> tuple[Finding, ...]:
    """Put findings in their order, each with why it is silenced and with the lines of the records that it concerns."""
    concerned = {name for finding, _ in found for name in finding.ids}
    known, files = chronology.lines(concerned), chronology.files(concerned)
    placed = []
    for finding, reason in found:
        file = next((files[name] for name in finding.ids if name in files), None)
        lines = tuple(known.get(name) if files.get(name) == file else None for name in finding.ids)
        first = lines[0] if lines else None
        placed.append(attrs.evolve(finding, silenced=reason, file=file or finding.file, lines=lines, line=first))
    return tuple(sorted(placed, key=lambda finding: finding.order))

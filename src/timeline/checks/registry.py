"""The table of rules, and the one function that runs them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import attrs

from timeline.checks.finding import Finding, Severity
from timeline.chronology import Chronology
from timeline.errors import Invalid, NotFound, nearest, shown

__all__ = ["Rule", "check", "rule", "rules"]

Examine = Callable[[Chronology], Iterable[Finding]]

_RULES: dict[str, Rule] = {}


@attrs.frozen
class Rule:
    """A rule under its name.

    Attributes:
        name: Readable, with hyphens: `alias-collision`.
        severity: Of its findings, where they have none of their own.
        examine: The function that looks.
    """

    name: str
    severity: Severity
    examine: Examine

    @property
    def meaning(self) -> str:
        """What it says to a historian, in one sentence."""
        return (self.examine.__doc__ or "").strip().partition("\n")[0]

    def findings(self, chronology: Chronology) -> Iterable[Finding]:
        """Yield what it finds, under its name and with its severity."""
        for finding in self.examine(chronology):
            severity = finding.severity or self.severity
            yield attrs.evolve(finding, rule=self.name, severity=severity, file=chronology.origin)


def rule(name: str, *, severity: Severity = Severity.WARNING) -> Callable[[Examine], Examine]:
    """Register a function as a rule.

    Raises:
        Invalid: When another function already has the name.

    Examples:
        >>> @rule("no-title", severity=Severity.HINT)
        ... def no_title(chronology):
        ...     '''A chronology without a title is hard to cite.'''
        ...     return [] if chronology.title else [Finding(message="the chronology has no title")]
        >>> [finding.message for finding in check(Chronology(), ["no-title"])]
        ['the chronology has no title']
        >>> rules().pop("no-title").meaning, _RULES.pop("no-title").severity.value
        ('A chronology without a title is hard to cite.', 'hint')
    """

    def register(examine: Examine) -> Examine:
        known = _RULES.get(name)
        if known is not None and known.examine.__qualname__ != examine.__qualname__:
            raise Invalid(f"the rule {shown(name)} is registered before", code="registered-twice")
        _RULES[name] = Rule(name, severity, examine)
        return examine

    return register


def rules() -> dict[str, Rule]:
    """Return every rule by its name, in alphabetical order."""
    return dict(sorted(_RULES.items()))


def check(chronology: Chronology, rules: Iterable[str] | None = None) -> tuple[Finding, ...]:
    """Return what the rules find in a chronology, the gravest first; never raises because of what it holds.

    Args:
        chronology: The whole, or a view of some events.
        rules: The names of the rules to apply; all of them where it is left out.

    Raises:
        NotFound: When no rule bears a name; with the nearest.
    """
    chosen = _RULES.values() if rules is None else [_named(name) for name in dict.fromkeys(rules)]
    found = [finding for each in chosen for finding in each.findings(chronology)]
    lines = chronology.lines({finding.ids[0] for finding in found if finding.ids})
    placed = (attrs.evolve(finding, line=lines.get(next(iter(finding.ids), ""))) for finding in found)
    return tuple(sorted(placed, key=lambda finding: finding.order))


def _named(name: str) -> Rule:
    if name not in _RULES:
        hint = nearest(name, _RULES) or f"allowed: {', '.join(sorted(_RULES))}"
        raise NotFound(f"no rule {shown(name)}", code="not-found", hint=hint)
    return _RULES[name]

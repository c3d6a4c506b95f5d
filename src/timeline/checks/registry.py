"""The table of rules: ours, those of installed packages, and those that a program registers itself."""

from __future__ import annotations

import functools
import re
import warnings
from collections.abc import Callable, Iterable, Iterator

import attrs

from timeline.checks import packs
from timeline.checks.explanation import Explanation, explained
from timeline.checks.finding import Finding, Severity
from timeline.chronology import Chronology
from timeline.errors import Invalid, NotFound, Problem, nearest, shown

__all__ = ["Rule", "named", "rule", "rules", "unloaded"]

Examine = Callable[[Chronology], Iterable[Finding]]

_RULES: dict[str, Rule] = {}
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


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
        return self._explanation.meaning

    @property
    def text(self) -> str:
        """All that is explained of it, in Markdown; the meaning is the first paragraph."""
        return self._explanation.text

    @property
    def source(self) -> str:
        """Where it comes from."""
        return self._explanation.source

    @property
    def dossier(self) -> str:
        """A small dossier, in YAML, in which it finds something."""
        return self._explanation.dossier

    @property
    def home(self) -> str:
        """The module that it was written in."""
        return _home(self.examine)

    @property
    def _explanation(self) -> Explanation:
        return explained(self.examine)

    def findings(self, chronology: Chronology) -> Iterator[Finding]:
        """Yield what it finds, under its name and with its severity."""
        for finding in self.examine(chronology):
            severity = finding.severity or self.severity
            yield attrs.evolve(finding, rule=self.name, severity=severity, file=chronology.origin)


def rule(name: str, *, severity: Severity | str = Severity.WARNING) -> Callable[[Examine], Examine]:
    """Register a function as a rule.

    The docstring of the function is what the rule means: its first paragraph in one sentence, below it as much as there is to say.
    A paragraph `Source:` tells where the rule comes from, and under a line `Dossier:` stands, indented, a dossier in which it finds
    something.

    Args:
        name: Lower-case words with hyphens; in a package of your own, one that no other package is likely to use.
        severity: Of its findings, where they have none of their own.

    Raises:
        Invalid: When another function already has the name, or it is no name.

    Examples:
        >>> from timeline.checks import check
        >>> @rule("no-title", severity="hint")
        ... def no_title(chronology):
        ...     '''A chronology without a title is hard to cite.'''
        ...     return [] if chronology.title else [Finding(message="the chronology has no title")]
        >>> [finding.message for finding in check(Chronology(), ["no-title"])]
        ['the chronology has no title']
        >>> rules().pop("no-title").meaning, _RULES.pop("no-title").severity.value
        ('A chronology without a title is hard to cite.', 'hint')
    """
    if not _NAME.fullmatch(name):
        raise Invalid(f"{shown(name)} is no name of a rule", code="malformed-id", hint="lower-case words with hyphens")

    def register(examine: Examine) -> Examine:
        known = _RULES.get(name)
        if known is not None and _identity(known.examine) != _identity(examine):
            message = f"the rule {shown(name)} of {_home(examine)} is registered before, by {known.home}"
            raise Invalid(message, code="registered-twice", hint="choose another name")
        _RULES[name] = Rule(name, Severity(severity), examine)
        return examine

    return register


def _home(examine: Examine) -> str:
    return str(getattr(examine, "__module__", None) or type(examine).__module__)


def _identity(examine: Examine) -> tuple[str, str]:
    """Return what stays the same when a cell of a notebook is run again, or a module is loaded anew."""
    return _home(examine), str(getattr(examine, "__qualname__", type(examine).__qualname__))


def rules() -> dict[str, Rule]:
    """Return every rule by its name, in alphabetical order; those of installed packages are loaded first."""
    return dict(sorted(_known().items()))


def named(names: Iterable[str]) -> list[Rule]:
    """Return the rules of some names, each once.

    Raises:
        NotFound: When no rule bears a name; with the nearest.
    """
    known = _known()
    for name in names:
        if name not in known:
            hint = nearest(name, known) or f"allowed: {', '.join(sorted(known))}"
            raise NotFound(f"no rule {shown(name)}", code="not-found", hint=hint)
    return [known[name] for name in dict.fromkeys(names)]


@functools.cache
def unloaded() -> tuple[Problem, ...]:
    """Load the rules of installed packages, and return why some of them could not be.

    They are loaded once, when rules are first listed or applied. Whoever has not asked here before is then told with a warning.
    """
    return packs.load(_RULES)


def _known() -> dict[str, Rule]:
    """Return the table, with the rules of installed packages in it."""
    if not unloaded.cache_info().currsize:
        for problem in unloaded():
            warnings.warn(str(problem), stacklevel=4)
    return _RULES

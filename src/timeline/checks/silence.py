"""What is not reported, and why; and rules on what a dossier says of the rules themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from timeline.checks.finding import Finding, Severity
from timeline.checks.registry import rule, rules
from timeline.chronology import Chronology
from timeline.errors import NotFound, nearest, shown

__all__ = ["ALWAYS", "ASKED", "Silences", "idle_silence", "unknown_rule"]

ASKED = "left out by whoever asked for the check"
ALWAYS = frozenset({"unknown-rule"})  # applied whatever a header selects: a misspelt selection must not go unseen
OURSELVES = ALWAYS | {"idle-silence"}  # whether silencing these is idle depends on what else is installed, or on itself


class Silences:
    """Why a finding is not reported: a record that it concerns says so, the header does, or whoever asked for the check.

    Attributes:
        throughout: The rules that are silenced for the whole chronology, with the reasons.
    """

    def __init__(self, chronology: Chronology, *, asked: Iterable[str]) -> None:
        self.throughout = dict.fromkeys(asked, ASKED) | dict(chronology.header.silence)
        self._chronology = chronology
        self._records: dict[str, dict[str, str]] = {}  # looked up when a finding first concerns them

    def reason(self, finding: Finding) -> str:
        """Return why a finding is not reported, the nearest reason first; the empty text where it is."""
        own = (self._of(name).get(finding.rule, "") for name in finding.ids)
        return next(filter(None, own), self.throughout.get(finding.rule, ""))

    def _of(self, name: str) -> dict[str, str]:
        if name not in self._records:
            try:
                self._records[name] = dict(self._chronology[name].silence)
            except NotFound:  # a rule may name what it likes
                self._records[name] = {}
        return self._records[name]


@rule("unknown-rule", severity=Severity.WARNING)
def unknown_rule(chronology: Chronology) -> Iterator[Finding]:
    """The header or a record names a rule that there is not, so that nothing is selected or silenced by it.

    Either the name is misspelt, or the package that brings the rule is not installed here. It is applied even where the header
    selects other rules.

    Source: our decision; a misspelt silence is loud by itself, a misspelt selection would be quiet.

    Dossier:
        title: Munich, 1938
        silence:
          unsourced-figures: The figures are those of the printed documents
        events:
          - {kind: agreement, when: 1938-09-30, title: Four powers sign at Munich, figures: [4 signatures]}
    """
    known, hints = rules(), dict[str, str]()
    for name, verb, ids in _mentions(chronology):
        if name not in known:
            hint = hints.setdefault(name, nearest(name, known))
            who = repr(ids[0]) if ids else "the header"
            told = f"{who} {verb} the rule {shown(name)}, and there is none of that name"
            yield Finding(message=f"{told}{'; ' if hint else ''}{hint}", ids=ids)


def _mentions(chronology: Chronology) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield each mention of a rule, with what is done to it, and by which record."""
    header = chronology.header
    yield from ((name, "selects", ()) for name in header.rules)
    yield from ((name, "silences", ()) for name, _ in header.silence)
    for record in chronology.records:
        yield from ((name, "silences", (record.id,)) for name, _ in record.silence)


@rule("idle-silence", severity=Severity.HINT)
def idle_silence(chronology: Chronology) -> Iterator[Finding]:
    """A rule is silenced where it finds nothing any more, so that the silence only waits to hide what comes later.

    The rules that the dossier silences are applied to the whole for this; in a part of it nothing is said.

    Source: our decision, as linters of programs report a suppression that suppresses nothing.

    Dossier:
        title: Sèvres, 1956
        sources:
          story: {title: Story of My Life, author: Moshe Dayan, published: 1976}
        claims:
          foreknowledge:
            text: The British government knew beforehand that Israel would attack Egypt
            cites: [story]
            silence: {unasserted-claim: Nobody has been found who says so}
    """
    silenced: dict[str, list[tuple[str, ...]]] = {}
    for name, verb, ids in (
        _mentions(chronology) if chronology.is_whole else ()
    ):  # a view may leave out what is at fault
        if verb == "silences" and name not in OURSELVES:
            silenced.setdefault(name, []).append(ids)
    for name, mentions in silenced.items():
        found = _found(chronology, name)
        concerned = {each for finding in found or () for each in finding.ids}
        for ids in mentions if found is not None else ():
            if not (concerned.intersection(ids) if ids else found):
                yield Finding(message=_told(name, ids), ids=ids)


def _found(chronology: Chronology, name: str) -> list[Finding] | None:
    """Return what a rule finds; None where that cannot be told."""
    known = rules().get(name)
    try:
        return None if known is None else list(known.findings(chronology))
    except Exception:  # noqa: BLE001  (it is told where the rule itself is applied)
        return None


def _told(name: str, ids: tuple[str, ...]) -> str:
    who = repr(ids[0]) if ids else "the header"
    return f"{who} silences {name!r}, which finds nothing {'there' if ids else 'anywhere'}"

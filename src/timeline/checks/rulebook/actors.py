"""Rules on who acts, and for whom."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.checks.finding import Finding, Severity
from timeline.checks.registry import rule
from timeline.checks.rulebook.wording import listed, sources_of
from timeline.chronology import Chronology, fold
from timeline.records import Agent, Record, Statement

__all__ = ["unresolved_actor"]

# What an actor is called that nobody names; folded, and in the language of the heuristic: English.
NAMELESS = (
    " agencies aide aides analysts authorities diplomat diplomats expert experts insider insiders observers official officials "
    "side sides source sources spokesman spokesmen spokesperson "
)
PARTICLE = 3  # letters of the longest small word at the head of a name: de, von, bin
WAY_OUT = "enter it as a person, an organization or a state, or say `on_behalf_of` whom it speaks"


@rule("unresolved-actor", severity=Severity.WARNING)
def unresolved_actor(chronology: Chronology) -> Iterator[Finding]:
    """Somebody takes a stance of whom nobody knows who it is: "both sides", "officials", "Western intelligence agencies".

    What they assert cannot be counted for or against any side. An agent is unresolved where it is entered as neither
    person, organization nor state, bears a description for a name, and the trail (`on_behalf_of`, posts) ends with itself: an unnamed
    official of whom it is said for whom he speaks is fine. So is a proper name, as a dossier in short form has it: there the
    reader knows who is meant. A name is a description where its last word begins with a small letter, or its first and it is longer than
    those of "de Gaulle" and "von Ribbentrop", or where it ends with a word such as "officials". Those who take part, are
    spoken to, or speak without taking a stance are left alone. Each is reported once, with all its statements.

    Source: our decision, 2025; the model allows an unresolved agent so that nobody has to guess, and this rule keeps it in sight.

    Dossier:
        title: Rome, 26 April 2025
        agents: {both-sides: {name: both sides}}
        claims: {quick-agreement: {text: Both sides are ready to move fast towards a peace agreement}}
        events:
          ready:
            kind: statement
            when: 2025-04-26
            title: Both sides are said to be ready
            who: [both-sides]
            asserts: [quick-agreement]
    """
    found: dict[str, list[Statement]] = {}
    for statement in chronology.events:
        if isinstance(statement, Statement) and statement.stances:
            for name in _unresolved(statement, chronology):
                found.setdefault(name, []).append(statement)
    for name, statements in found.items():
        told = f"nobody knows who {name!r} is, and it takes a stance in {listed(each.id for each in statements)}"
        yield Finding(
            message=f"{told}; {WAY_OUT}",
            ids=(name, *(each.id for each in statements)),
            sources=sources_of(*statements),
        )


def _unresolved(statement: Statement, chronology: Chronology) -> Iterator[str]:
    """Yield the speakers who are neither person, organization nor state, and for whom nobody stands."""
    for part in statement.who:
        if part.role == "audience" or part.on_behalf_of is not None or not _is_described(chronology[part.agent]):
            continue
        if not chronology.principal_of(part.agent, at=statement):
            yield part.agent


def _is_described(agent: Record) -> bool:
    """Whether an agent is known by a description alone."""
    if type(agent) is not Agent:
        return False
    first, *_, last = [*agent.name.split(), *agent.name.split()]
    small_head = first[0].islower() and len(first) > PARTICLE
    return small_head or last[0].islower() or f" {fold(last)} " in NAMELESS

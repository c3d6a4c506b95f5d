"""Rules on what things are called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from timeline.checks.finding import Finding, Severity
from timeline.checks.registry import rule
from timeline.checks.rulebook.spelling import Spellings
from timeline.checks.rulebook.wording import joined, listed
from timeline.chronology import Chronology
from timeline.chronology.names import fold
from timeline.errors import nearest, shown
from timeline.records import Agent, OtherEvent, Place, kinds

__all__ = ["alias_collision", "similar_names", "unknown_kind"]


@rule("unknown-kind", severity=Severity.WARNING)
def unknown_kind(chronology: Chronology) -> Iterator[Finding]:
    """An event is of a kind that nobody declared, so it is kept and drawn, but nothing of its own is understood.

    Either the kind is misspelt, or the module that declares it was not imported.

    Source: our decision; unknown kinds survive a round trip, and silence would hide a typing error.

    Dossier:
        title: A letter missing
        events:
          - {kind: meting, when: 1945-02-04, title: The three meet at Yalta}
    """
    for event in chronology.events:
        if isinstance(event, OtherEvent):
            hint = nearest(event.kind, kinds())
            message = f"{event.id!r} is of the unknown kind {shown(event.kind)}{'; ' if hint else ''}{hint}"
            yield Finding(message=message, ids=(event.id,), sources=tuple(cite.source for cite in event.cites))


@rule("alias-collision", severity=Severity.WARNING)
def alias_collision(chronology: Chronology) -> Iterator[Finding]:
    """Two people, bodies or states answer to one name, or two places do, so that nobody can be found by it.

    Two spellings are one name where case, accents and punctuation are all that parts them. A state and a place may share
    a name, as "Kyiv" does for the government and the city: what is asked for tells them apart.

    Source: our decision; authority files keep variant names unique within a type for the same reason.

    Dossier:
        title: Father and son
        people:
          bush-41: {name: George H. W. Bush, aliases: [George Bush]}
          bush-43: {name: George W. Bush, aliases: [George Bush]}
    """
    for family in (chronology.agents, chronology.places):
        shared: dict[tuple[str, ...], list[str]] = {}
        for name, ids in _bearers(family).items():
            shared.setdefault(ids, []).append(name)
        for ids, names in shared.items():
            if len(ids) > 1:
                are = "is a name" if len(names) == 1 else "are names"
                yield Finding(message=f"{joined(map(shown, names))} {are} of {listed(ids)}", ids=ids)


@rule("similar-names", severity=Severity.HINT)
def similar_names(chronology: Chronology) -> Iterator[Finding]:
    """An agent of whom nothing is known but the name is spelled nearly like another, and is probably the same.

    A name in a list of participants that nobody bears makes an agent on the spot, so a slip of the pen makes a second
    Zelenskyy, and every question about the first one misses an event. Two names are near where one or two of their words have a
    letter too many, too few, wrong or swapped, or where only spaces part them.

    It keeps quiet about people who were entered as people, who are told apart on purpose; about words of fewer than five letters,
    first letters and figures, which tell Iran from Iraq, the Gambia from Zambia and the 27th brigade from the 28th; and about grammatical
    endings: an official is not officials, nor Petrov Petrova.

    Source: Damerau 1964, by whom four in five misspelt words have one such slip.

    Dossier:
        title: Two Zelenskyys
        people:
          zelenskyy: Volodymyr Zelenskyy
        events:
          - {when: 2025-04-26, title: A talk in Rome, who: [Donald Trump, Volodymr Zelensky]}
    """
    unknown = [agent for agent in chronology.agents if type(agent) is Agent]
    bearers = {fold(name): ids for name, ids in _bearers(chronology.agents if unknown else ()).items()}
    spellings, told = Spellings(bearers), set[frozenset[str]]()
    for agent in unknown:
        for name in (agent.name, *agent.aliases):
            others = {other for near in spellings.near(name) for other in bearers[near]} - {agent.id}
            for other in sorted(others):
                pair = frozenset((agent.id, other))
                if pair not in told:
                    told.add(pair)
                    yield _nearly(name, chronology, agent.id, other)


def _nearly(name: str, chronology: Chronology, agent: str, other: str) -> Finding:
    known = getattr(chronology[other], "name", other)
    told = f"{shown(name)} is spelled nearly like {shown(known)} ({other!r})"
    return Finding(
        message=f"{told}; if they are one, write that name, or give this one as its alias", ids=(agent, other)
    )


def _bearers(records: Iterable[Agent | Place]) -> dict[str, tuple[str, ...]]:
    """Return the ids of those who bear each name, under its first spelling."""
    spelling: dict[str, str] = {}
    bearers: dict[str, dict[str, None]] = {}
    for record in records:
        for name in (record.name, *record.aliases):
            first = spelling.setdefault(fold(name), name)
            bearers.setdefault(first, {})[record.id] = None
    return {name: tuple(ids) for name, ids in bearers.items()}

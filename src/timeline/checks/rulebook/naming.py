"""Rules on what things are called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from timeline.checks.finding import Finding, Severity
from timeline.checks.registry import rule
from timeline.checks.rulebook.spelling import Spellings
from timeline.checks.rulebook.wording import joined, listed
from timeline.chronology import Chronology
from timeline.chronology.names import fold
from timeline.errors import nearest, shown
from timeline.records import Agent, OtherEvent, Place, kinds

__all__ = ["alias_collision", "look_alike_letters", "similar_names", "unknown_kind"]

# Scripts that have letters of the same looks: a Latin and a Cyrillic `a` cannot be told apart by eye.
_ALIKE = {"ARMENIAN", "CHEROKEE", "COPTIC", "CYRILLIC", "GREEK", "LATIN"}
_WORD = re.compile(r"[^\W\d_]+")
# Letters of Cyrillic and Greek that are drawn as a Latin one is. Source: Unicode Technical Standard 39, confusables.txt.
_CYRILLIC = "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0455\u0456\u0458\u04bb\u051b\u051d"
_CYRILLIC += "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0405\u0406\u0408"
_GREEK = "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf\u03bd"
_TWINS = str.maketrans(_CYRILLIC + _GREEK, "aeopcyxsijhqwABEKMHOPCTXSIJ" + "ABEZHIKMNOPTYXov")


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


@rule("look-alike-letters", severity=Severity.WARNING)
def look_alike_letters(chronology: Chronology) -> Iterator[Finding]:
    """A word has letters of two alphabets that look the same, or a name looks like another one in another alphabet, so that it is not what one sees.

    A Cyrillic letter within Latin ones, or the other way round, comes from a keyboard that was not switched, or from somebody who wants a
    name to pass for another. Nobody finds such a name, and it is counted as one of its own. Looked at are names, aliases and titles; words of
    one alphabet beside words of another are fine, and so is a name in two alphabets of one and the same record.

    Source: Unicode Technical Standard 39, "Unicode Security Mechanisms", 4 "Confusable Detection" and 5.1 "Mixed-Script Detection".

    Dossier:
        title: A letter from another keyboard
        places:
          kyiv: {name: "K\u0443iv"}
    """
    for record in chronology.records:
        texts = (getattr(record, "name", ""), *getattr(record, "aliases", ()), getattr(record, "title", ""))
        for word in (word for text in texts if not text.isascii() for word in _WORD.findall(text)):
            if strange := _strangers(word):
                told = joined(
                    f"{letter!r} (U+{ord(letter):04X}, {unicodedata.name(letter).lower()})" for letter in strange
                )
                yield Finding(
                    message=f"{record.id!r}: the word {shown(word)} mixes alphabets: {told}", ids=(record.id,)
                )
    for family in (chronology.agents, chronology.places):
        yield from _twins(family)


def _twins(records: Iterable[Agent | Place]) -> Iterator[Finding]:
    """Yield the names that are drawn like one of another record, letter by letter, and are written in another alphabet."""
    drawn: dict[str, dict[str, str]] = {}
    for record in records:
        for name in (record.name, *getattr(record, "aliases", ())):
            drawn.setdefault(name if name.isascii() else name.translate(_TWINS), {}).setdefault(name, record.id)
    for names in drawn.values():
        (first, bearer), *others = names.items()
        for name, other in others:
            if other != bearer:
                message = f"{shown(name)} ({other!r}) looks like {shown(first)} ({bearer!r}), and is written in another alphabet"
                yield Finding(message=message, ids=(bearer, other))


def _strangers(word: str) -> list[str]:
    """Return the letters of a word that are not of the alphabet of most of it, where another one looks like it."""
    scripts = {letter: unicodedata.name(letter, "").partition(" ")[0] for letter in word if letter.isalpha()}
    found = sorted(_ALIKE & set(scripts.values()))
    if len(found) < 2:
        return []
    most = max(found, key=lambda script: (sum(scripts.get(letter) == script for letter in word), script))
    return [letter for letter, script in scripts.items() if script != most and script in _ALIKE]


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

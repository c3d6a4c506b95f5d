"""Ids for what a dossier only names: events from their date and title, agents, places and sources from their names.

The same file always gives the same ids. An id is made of the letters and digits of the name in lower case, without accents; a name
in a script that has no such letters gets a short digest of itself in their place, since nothing here transliterates. Where
an id is taken, `-2`, `-3` ... follows, in the order of the file.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Container, Iterable, Iterator, Mapping, MutableMapping
from typing import NamedTuple

from timeline.chronology import fold
from timeline.errors import Invalid, Problem, TimelineError, offered, shown
from timeline.formats.drafting.tree import Tree
from timeline.records import Agent, Place, Record, Source, entry_of

__all__ = ["Namebook", "event_id", "names_in", "slug", "unique"]

LONGEST_NAME = 300
LONGEST_SLUG = 60
COUNTED = 16  # numbers behind a name that are tried one after the other

# Letters that Unicode does not take apart into a plain one and an accent.
_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "\u0131": "i"}
)
_DATE = re.compile(r"[0-9][0-9X]*(?:-[0-9X]+){0,2}")
_MAKERS: dict[str, type[Record]] = {"agent": Agent, "place": Place, "source": Source, "origin": Agent}


def slug(name: str, *, otherwise: str) -> str:
    """Return a name as an id; of one without any usable letter, `otherwise` and a digest.

    Examples:
        >>> slug("Jonas Gahr Støre", otherwise="agent")
        'jonas-gahr-store'
    """
    words: list[str] = re.findall(r"[a-z0-9]+", fold(name).translate(_LETTERS))
    if not words:
        return f"{otherwise}-{hashlib.sha256(fold(name).encode()).hexdigest()[:8]}"
    text = words[0][:LONGEST_SLUG]
    for word in words[1:]:
        if len(text) + 1 + len(word) > LONGEST_SLUG:
            break
        text = f"{text}-{word}"
    return text


def event_id(fields: Tree) -> str:
    """Return the id of an event that has none, made from its date and title.

    Examples:
        >>> event_id({"when": "2025-04-26", "title": "Trump and Zelenskyy talk"})
        '2025-04-26-trump-and-zelenskyy-talk'
    """
    if not isinstance(fields, Mapping):
        return "event"
    when, title = fields.get("when"), fields.get("title")
    said = when.get("date", when.get("on", "")) if isinstance(when, Mapping) else when
    date = _DATE.search(said) if isinstance(said, str) else None
    name = slug(title, otherwise="event") if isinstance(title, str) else "event"
    return f"{date.group()[:30].lower()}-{name}" if date else name


def unique(name: str, taken: Container[str]) -> str:
    """Return an id, with a number behind it where it is taken: the next one, or one near it where there are thousands."""
    if name not in taken:
        return name
    free = next((number for number in range(2, COUNTED) if f"{name}-{number}" not in taken), None)
    return f"{name}-{_free(name, taken) if free is None else free}"


def _free(name: str, taken: Container[str]) -> int:
    """Return a number that is free, right behind one that is not.

    Why: to go through all numbers that are taken, for each of a hundred thousand entries of one name, takes forever.
    """
    low, high = COUNTED - 1, 2 * COUNTED
    while f"{name}-{high}" in taken:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if f"{name}-{middle}" in taken else (low, middle)
    return high


def names_in(name: str, fields: Tree) -> Iterator[str]:
    """Yield the names under which the record that a tree tells of is found: its id, name, title and aliases."""
    yield name
    if isinstance(fields, str):
        yield fields
    elif isinstance(fields, Mapping):
        aliases = fields.get("aliases", [])
        for found in (fields.get("name"), fields.get("title"), *(aliases if isinstance(aliases, list) else [aliases])):
            if isinstance(found, str):
                yield found


class Bearer(NamedTuple):
    """A record that bears a name."""

    id: str
    families: frozenset[str]


class Namebook:
    """Who bears which name in one dossier, and the records made for names that nobody bears.

    Args:
        bearers: The names of every record that the file declares.
        taken: The ids in use; the made ones are added.
        declared: The records of the file, or their classes, by id; the made ones are added.
    """

    def __init__(
        self,
        bearers: Iterable[tuple[Bearer, Iterable[str]]],
        taken: set[str],
        declared: MutableMapping[str, Record | type[Record]],
    ) -> None:
        self.made: list[Record] = []
        self.refused: dict[str, Problem] = {}
        self._taken = taken
        self._declared = declared
        self._book: dict[str, dict[Bearer, None]] = {}
        for bearer, names in bearers:
            self._enter(bearer, names)

    def _enter(self, bearer: Bearer, names: Iterable[str]) -> None:
        for name in names:
            self._book.setdefault(fold(name), {})[bearer] = None

    def resolve(self, name: str, family: str) -> str:
        """Return the id of the record of a family that bears a name, made on the spot where none does.

        A name that cannot be resolved is returned as it is, and why is kept in `refused`.
        """
        if not name.strip():
            return name
        fitting = [bearer.id for bearer in self._book.get(fold(name), ()) if family in bearer.families]
        try:
            if len(fitting) > 1:
                hint = f"use one of the ids: {', '.join(fitting)}"
                raise Invalid(f"{shown(name)} is a name of several", code="ambiguous-name", hint=hint)
            return fitting[0] if fitting else self._make(name, family).id
        except TimelineError as error:
            self.refused[name] = error.problems[0]
            return name

    def _make(self, name: str, family: str) -> Record:
        maker = _MAKERS.get(family)
        if maker is None or len(name) > LONGEST_NAME:
            message = f"no {_WORDS.get(family, family)} {shown(name)}"
            raise Invalid(
                message, code="dangling-id", hint=offered(name, self._known(family), otherwise=entry_of(family))
            )
        found = maker.build({"id": unique(slug(name, otherwise=family), self._taken), maker.bare: name})  # type: ignore[attr-defined]
        self.made.append(found)
        self._taken.add(found.id)
        self._declared[found.id] = found
        self._enter(Bearer(found.id, found.families), [name])
        return found

    def _known(self, family: str) -> Iterator[str]:
        """Yield the names, folded, under which something of a family is known."""
        return (name for name, bearers in self._book.items() if any(family in bearer.families for bearer in bearers))


_WORDS = {"matter": "claim or event", "origin": "agent or source"}

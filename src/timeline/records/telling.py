"""Records and the values of their fields in a few plain words, for one line of a report.

Whatever a dossier holds comes out on one line and without anything that acts on a terminal.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from functools import cached_property
from typing import Any

from timeline.cards import Card
from timeline.records.agents import Tenure
from timeline.records.claims import Claim, Stance
from timeline.records.convert import TEXT
from timeline.records.events import Event
from timeline.records.field import Many, Optional, Pairs
from timeline.records.participation import Participation
from timeline.records.places import Place
from timeline.records.record import Record, Structure, layout
from timeline.records.shape import Shape, Tree
from timeline.records.sources import Citation
from timeline.records.text import Text
from timeline.when import Duration, When, describe, describe_duration

__all__ = ["ABSENT", "Teller", "as_read", "as_written", "card_of", "inline", "inner", "quoted", "told_apart"]

LONGEST = 80  # characters of any one text
CONTEXT = 24  # characters before the first difference of two long texts
ABSENT = "not given"


def inline(text: str, *, limit: int = LONGEST) -> str:
    """Return a text on one line, cut, with what would act on a terminal as escapes."""
    line = " ".join(text.split())
    cut = line if len(line) <= limit else f"{line[: limit - 1].rstrip()}…"
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in cut)


def quoted(text: str) -> str:
    """Return a text on one line in quotation marks."""
    return f"“{inline(text)}”"


def told_apart(before: str, after: str) -> tuple[str, str]:
    """Return two texts in quotation marks, long ones from a little before the first letter in which they differ."""
    same = next((at for at, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), 0)
    start = before.rfind(" ", 0, max(same - CONTEXT, 0)) + 1
    if not start or max(len(before), len(after)) <= LONGEST:
        start = 0
    lead = "…" if start else ""
    first, second = (f"“{lead}{inline(text[start:])}”" for text in (before, after))
    return first, second


class Teller:
    """Words for what one set of records holds, with names where there would be ids.

    Args:
        records: By their ids.
    """

    def __init__(self, records: Mapping[str, Record]) -> None:
        self._records = records

    def record(self, record: Record) -> str:
        """Return what a reader knows a record by: its name; of an event the title and date."""
        if isinstance(record, Event):
            return f"{inline(record.title)}, {describe(record.when)}"
        if isinstance(record, Tenure):
            of = f" of {self.name(record.of)}" if record.of else ""
            return f"{self.name(record.holder)}, {inline(record.post)}{of}"
        if isinstance(record, Claim):
            return self._claim(record)
        return inline(getattr(record, "name", "") or getattr(record, "title", "") or record.id)

    def _claim(self, claim: Claim) -> str:
        if claim.subject is None or claim.subject not in self._records:
            return inline(claim.text)
        sort = "also has" if claim.adds else "may be"
        said = f", {quoted(claim.text)}" if claim.text else ""
        field = claim.attribute.replace("_", " ")
        return f"{field} of {self.name(claim.subject)} {sort} {self.rival(claim)}{said}"

    def rival(self, claim: Claim) -> str:
        """Return the value that a claim gives to a field of its subject."""
        shape = type(self._records[str(claim.subject)]).fields()[claim.attribute]
        return self.value(shape.convert(claim.value), shape)

    def is_place(self, name: str) -> bool:
        """Whether an id is that of a place."""
        return isinstance(self._records.get(name), Place)

    def name(self, name: str) -> str:
        """Return the name behind an id."""
        record = self._records.get(name)
        if record is None:
            return inline(name)
        if isinstance(record, Event):
            return quoted(record.title)
        return self.record(record) if not isinstance(record, Claim) or not record.text else quoted(record.text)

    def value(self, value: object, shape: Shape[Any] = TEXT) -> str:
        """Return the value of a field, or one of the values that it holds; `shape` tells ids from other texts."""
        if value in (None, (), ""):
            return ABSENT
        if isinstance(value, Enum):
            return str(value.value)
        if isinstance(value, str):
            bare = inner(shape)
            return self.name(value) if bare.refers else quoted(value) if isinstance(bare, Text) else inline(value)
        if isinstance(value, tuple):
            return self._several(value, shape)
        words = next((words for sort, words in self._sorts.items() if isinstance(value, sort)), str)
        return inline(words(value))

    def _several(self, values: tuple[object, ...], shape: Shape[Any]) -> str:
        if isinstance(shape, Pairs) and isinstance(values[0], str):  # one pair
            return " ".join(inline(str(value)) for value in values)
        return ", ".join(self.value(value, inner(shape)) for value in values)

    @cached_property
    def _sorts(self) -> dict[type, Callable[[Any], str]]:
        return {
            When: describe,
            Duration: describe_duration,
            Participation: self._part,
            Citation: self._citation,
            Stance: lambda stance: f"{stance.act.value} {self.name(stance.target)}",
            bool: lambda yes: "yes" if yes else "no",
            Mapping: as_written,
        }

    def _part(self, part: Participation) -> str:
        details = [part.role if part.role != "participant" else "", inline(part.capacity)]
        details.append(f"for {self.name(part.on_behalf_of)}" if part.on_behalf_of else "")
        said = ", ".join(detail for detail in details if detail)
        return f"{self.name(part.agent)} ({said})" if said else self.name(part.agent)

    def _citation(self, citation: Citation) -> str:
        via = f", via {' and '.join(map(self.name, citation.via))}" if citation.via else ""
        locator = f", {inline(citation.locator)}" if citation.locator else ""
        return f"{self.name(citation.source)}{via}{locator}"


def inner(shape: Shape[Any]) -> Shape[Any]:
    """Return what each of several values is, or the value where it is there at all."""
    return shape.inner if isinstance(shape, Many | Optional) else shape


def as_written(tree: Tree) -> str:
    """Return a value as a file writes it, where its words do not tell it from another."""
    if tree is None:
        return ABSENT
    return inline(tree if isinstance(tree, str) else json.dumps(tree, ensure_ascii=False, default=dict))


def as_read(value: object) -> str:
    """Return a value as the library has read it, where not even what a file writes tells it from another."""
    return f"{value} read {value.reading.value}" if isinstance(value, When) else inline(repr(value))


def card_of(structure: Structure) -> Card:
    """Return what a notebook shows of a record or of a part of one: its fields in words, ids as ids."""
    named = next((name for name in ("title", "name", "text") if getattr(structure, name, "")), "")
    heading = getattr(structure, named) if named else _heading(structure)
    kind = structure.kind if isinstance(structure, Event) else type(structure).__name__.lower()
    if not isinstance(structure, Record):
        return Card(heading=heading, kind=kind)
    rows = ((name.replace("_", " ").capitalize(), words) for name, words in _fields(structure, besides=("id", named)))
    return Card(heading=heading, kind=f"{kind} · {structure.id}", rows=rows)


def _heading(structure: Structure) -> str:
    """Return what a record or a part is known by where it has no name."""
    if isinstance(structure, Claim):
        sort = "also has" if structure.adds else "may be"
        return f"{structure.attribute.replace('_', ' ')} of {structure.subject} {sort} {as_written(structure.plain()['value'])}"
    if isinstance(structure, Record):
        return Teller({}).record(structure)
    return _words(structure, TEXT)


def _fields(record: Record, *, besides: tuple[str, ...]) -> Iterator[tuple[str, list[str]]]:
    """Yield the name and the words of every field that differs from its default."""
    for name, field in layout(type(record)).attributes.items():
        value = getattr(record, field.name)
        if name in besides or value == field.default:
            continue
        shape = type(record).fields()[name]
        several = value if isinstance(value, tuple) else (value,)
        yield name, [_words(each, inner(shape)) for each in several]


def _words(value: object, shape: Shape[Any]) -> str:
    """Return a value in words, texts whole."""
    if isinstance(value, When):
        return describe(value, zone=True)
    if isinstance(value, Citation):
        told = Teller({}).value(value)
        return f"{told}: “{value.quote}”" if value.quote else told
    if isinstance(value, str) and not isinstance(value, Enum) and not inner(shape).refers:
        return value
    return Teller({}).value(value, shape)

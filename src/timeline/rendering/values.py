"""The value of any field of any record, in words."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Any

from timeline.records import Citation, Claim, Event, Participation, Place, Quantity, Record, Stance
from timeline.records.shape import Shape
from timeline.rendering.notes import name_of
from timeline.rendering.rows import Link
from timeline.rendering.rows import Place as PlaceRow
from timeline.rendering.setting import Setting
from timeline.when import Duration, When

__all__ = ["Values", "words_of"]


class Values:
    """Words for the values of fields, in view of one page."""

    def __init__(self, setting: Setting) -> None:
        self._setting, self._words = setting, setting.words
        self._chronology = setting.chronology
        self._places: dict[str, PlaceRow] = {}

    def place(self, name: str) -> PlaceRow:
        """Return a place with those that it lies in."""
        if name not in self._places:
            around = self._chronology.places_around(self._chronology[name])  # type: ignore[arg-type]
            self._places[name] = PlaceRow(around[0].name, tuple(place.name for place in around[1:]))
        return self._places[name]

    def of(self, record: Record, field: str) -> tuple[Link, ...]:
        """Return what a record holds in a field: nothing, one value, or several."""
        shape = type(record).fields().get(field)
        return self.links(shape, record.value_of(field)) if shape is not None else ()

    def links(self, shape: Shape[Any], value: object) -> tuple[Link, ...]:
        """Return what a field of a shape holds: nothing, one value, or several."""
        items = value if isinstance(value, tuple) else (value,)
        return tuple(self.link(item, refers=shape.refers) for item in items if item not in (None, ""))

    def rival(self, claim: Claim) -> str:
        """Return the value that a claim gives to a field of its subject."""
        record = self._chronology[claim.subject or ""]
        shape = type(record).fields()[claim.attribute]
        return words_of(self.links(shape, shape.convert(claim.value)))

    def link(self, value: object, *, refers: bool = False) -> Link:
        """Return one value in words, leading to the event that it names where it names one."""
        if refers and isinstance(value, str):
            return self._mentioned(value)
        return Link(self._told(value))

    def _told(self, value: object) -> str:  # noqa: PLR0911  (one line for each type of value)
        match value:
            case When():
                return self._words.phrase(value)
            case Duration():
                return self._words.lasting(value)
            case Quantity():
                return self._words.quantity(value)
            case Participation():
                return self._mentioned(value.agent).text
            case Citation():
                return self._mentioned(value.source).text
            case Stance():
                act, target = self._words[value.act.value], self._mentioned(value.target).text
                return self._words.say("stance", act=act, target=target)
            case Enum():
                return self._words.get(str(value.value), str(value.value))
            case bool():
                return self._words["yes" if value else "no"]
            case tuple() | list():
                return ", ".join(self._told(item) for item in value)
            case _:
                return str(value)

    def _mentioned(self, name: str) -> Link:
        try:
            record = self._chronology[name]
        except LookupError:
            return Link(name)
        if isinstance(record, Place):
            return Link(", ".join(self.place_names(name)))
        if isinstance(record, Claim):
            return self._setting.lead_to(self._setting.home(record), self.claim(record))
        return self._setting.link(name) if isinstance(record, Event) else Link(name_of(record))

    def place_names(self, name: str) -> tuple[str, ...]:
        """Return the name of a place and of those that it lies in."""
        row = self.place(name)
        return (row.name, *row.within)

    def claim(self, claim: Claim) -> str:
        """Return a claim as a sentence, or as the field that it fills otherwise."""
        if claim.text or claim.subject is None:
            return claim.text
        subject = name_of(self._chronology[claim.subject])
        field = self._words.field(claim.attribute)
        return self._words.say("other_value", subject=subject, field=field, value=self.rival(claim))


def words_of(links: Iterable[Link]) -> str:
    """Return several values as one text."""
    return "; ".join(link.text for link in links)

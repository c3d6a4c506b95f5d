"""What an item of Wikidata is here: an event of a kind, a person, an organization, a state, or none of those."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from timeline.formats.foreign.wikidata_sources import Sources
from timeline.formats.foreign.wikidata_statements import best

__all__ = ["Kinds"]

# What an item is an instance of, and what that is here.
KINDS = {
    "Q2761147": "meeting",  # meeting
    "Q1072326": "meeting",  # summit
    "Q625994": "meeting",  # conference
    "Q131569": "agreement",  # treaty
    "Q625298": "agreement",  # peace treaty
    "Q9557810": "agreement",  # bilateral treaty
    "Q178561": "incident",  # battle
    "Q1656682": "event",  # event
}
# Classes that the file describes are known by their English labels as well.
LABELS = {"state visit": "visit", "official visit": "visit", "press conference": "statement", "speech": "statement"}
SECTIONS = {
    "Q5": "people",  # human
    "Q43229": "organizations",  # organization
    "Q484652": "organizations",  # international organization
    "Q245065": "organizations",  # intergovernmental organization
    "Q7278": "organizations",  # political party
    "Q3624078": "states",  # sovereign state
    "Q6256": "states",  # country
    "Q3024240": "states",  # historical country
    "Q7275": "states",  # state
}
DATED = {"P585", "P580", "P582"}
HIGHEST = 8  # how many classes above its own an item is asked for


class Kinds(Sources):
    """Items, with what each of them is."""

    def classes(self, name: str) -> Iterator[str]:
        """Yield what an item is an instance of, and what the file says that this is a subclass of, the nearest first."""
        level = [value for each in best(self.statements(name, "P31")) if (value := each.entity)]
        for _ in range(HIGHEST):
            yield from level
            level = [
                value for above in level for each in best(self.statements(above, "P279")) if (value := each.entity)
            ]

    def kind(self, name: str) -> str | None:
        """Return the kind of an event, or None for what is none."""
        for found in self.classes(name):
            if found in SECTIONS:
                return None
            if kind := KINDS.get(found) or LABELS.get(self.label_in(found, "en") or ""):
                return kind
        claims = self.claims(name)
        return "event" if claims.keys() & {"P585", "P710"} or ("P276" in claims and claims.keys() & DATED) else None

    def section(self, name: str) -> str:
        """Return where an agent stands."""
        return next((SECTIONS[found] for found in self.classes(name) if found in SECTIONS), "agents")

    @cached_property
    def above(self) -> set[str]:
        """The classes that items of the file are instances or subclasses of."""
        return {each.entity for name in self.items for key in ("P31", "P279") for each in self.statements(name, key)}

"""Agents, places and sources that rows mention: each once, whether by id or by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from timeline.chronology import fold
from timeline.errors import Invalid, shown
from timeline.formats.drafting.naming import names_in, slug, unique
from timeline.formats.drafting.tree import Tree
from timeline.records import SECTIONS

__all__ = ["SECTION_OF", "Mention", "Mentions"]

SECTION_OF = {"person": "people", "organization": "organizations", "state": "states", "agent": "agents"}
_FAMILIES = ("agent", "place", "source")
_BARE = {"agent": "name", "place": "name", "source": "title"}
_WORDS = {
    "sort": "kind",
    "name": "name",
    "title": "title",
    "url": "address",
    "within": "place around it",
    "zone": "zone",
}


@attrs.define
class Mention:
    """A record that rows mention.

    Attributes:
        id: Given, or made.
        family: `agent`, `place` or `source`.
        row: The first row that mentions it, counted from nought.
        column: And the column.
        fields: What rows said of it, and in which row each was said first.
    """

    id: str
    family: str
    row: int
    column: str
    fields: dict[str, tuple[str, int]] = attrs.field(factory=dict)
    aliases: dict[str, None] = attrs.field(factory=dict)

    def tell(self, name: str, value: str | None, row: int) -> None:
        """Take in what a row says.

        Raises:
            Invalid: When another row said otherwise.
        """
        if not value:
            return
        known, first = self.fields.setdefault(name, (value, row))
        if known != value:
            message = (
                f"{shown(self.id)} has the {_WORDS[name]} {shown(value)} here and {shown(known)} in row {first + 1}"
            )
            raise Invalid(message, code="contradictory")

    @property
    def section(self) -> str:
        """The section of a dossier that it belongs to."""
        return (
            SECTION_OF[self.fields["sort"][0] if "sort" in self.fields else "agent"]
            if self.family == "agent"
            else f"{self.family}s"
        )

    @property
    def tree(self) -> dict[str, Tree]:
        """The record as a dossier has it."""
        fields: dict[str, Tree] = {name: value for name, (value, _) in self.fields.items() if name != "sort"}
        fields.setdefault(_BARE[self.family], self.id)
        return fields | ({"aliases": list(self.aliases)} if self.aliases else {})


class Mentions:
    """Whom and what the rows of one table mention.

    Args:
        taken: The ids that the table gives.
        dossier: Records that are declared beside it, section by section.
    """

    def __init__(self, taken: Iterable[str], dossier: Mapping[str, Tree]) -> None:
        self._taken = set(taken)
        self._found: dict[tuple[str, str], Mention] = {}
        self._by_name: dict[tuple[str, ...], Mention] = {}
        self._declared: dict[tuple[str, str], str] = {}
        for section, cls in SECTIONS.items():
            records = dossier.get(section)
            for name, fields in records.items() if isinstance(records, Mapping) else ():
                self._taken.add(name)
                for family in cls.families.intersection(_FAMILIES):
                    self._declared[family, name] = name
                    for each in names_in(name, fields):
                        self._declared.setdefault((family, fold(each)), name)

    def __iter__(self) -> Iterator[Mention]:
        """Yield them in the order in which they were mentioned first."""
        return iter(self._found.values())

    def of(
        self,
        family: str,
        place: tuple[int, str],
        *,
        id: str | None,  # noqa: A002  (the word of the field)
        name: str | None,
        prefix: str = "",
        apart: str = "",
        told: Mapping[str, str | None],
    ) -> str:
        """Return the id of a mention.

        Args:
            family: What it has to be.
            place: Row and column.
            id: Where the table has one.
            name: Where the table has one.
            prefix: What stands before an id that is made.
            apart: What else has to be the same for the same name to mean the same.
            told: What the row says of it.

        Raises:
            Invalid: When another row says otherwise of the same.
        """
        declared = self._declared.get((family, id)) if id else self._declared.get((family, fold(name or "")))
        if declared is not None:
            return declared
        mention = self._with_id(family, id, place) if id else self._with_name(family, name or "", place, prefix, apart)
        if id and name:
            mention.tell(_BARE[family], name, place[0])
            self._by_name.setdefault((family, fold(name) or name, apart), mention)
        for field, value in told.items():
            mention.tell(field, value, place[0])
        return mention.id

    def _with_id(self, family: str, name: str, place: tuple[int, str]) -> Mention:
        return self._found.setdefault((family, name), Mention(name, family, *place))

    def _with_name(self, family: str, name: str, place: tuple[int, str], prefix: str, apart: str) -> Mention:
        key = (family, fold(name) or name, apart)
        if (known := self._by_name.get(key)) is not None:
            if name != known.fields[_BARE[family]][0]:
                known.aliases.setdefault(name)
            return known
        made = unique(prefix + slug(name, otherwise=family), self._taken)
        self._taken.add(made)
        mention = self._by_name[key] = self._with_id(family, made, place)
        mention.tell(_BARE[family], name, place[0])
        return mention

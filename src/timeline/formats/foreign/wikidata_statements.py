"""Statements of Wikidata: a value, its qualifiers, its rank and its references, with the places where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from timeline.formats.drafting.tree import Path, Tree

__all__ = ["Statement", "best", "entity_id"]


@attrs.frozen(eq=False)
class Statement:
    """One statement, or a qualifier with a time as if it were one.

    Attributes:
        of: The item that it is about.
        key: The number of its property.
        tree: What the file has: `mainsnak`, `qualifiers`, `rank`, `references`.
        path: Where that stands.
    """

    of: str
    key: str
    tree: dict[str, Tree]
    path: Path

    @property
    def snak(self) -> dict[str, Tree]:
        """The value with its type, or that it is not known or that there is none."""
        snak = self.tree.get("mainsnak")
        return snak if isinstance(snak, dict) else {}

    @property
    def value(self) -> Any:
        """The value, or None."""
        return value_of(self.snak)

    @property
    def is_unknown(self) -> bool:
        """Whether the item says that there is a value which is not known."""
        return bool(self.snak.get("snaktype") == "somevalue")

    @property
    def is_nothing(self) -> bool:
        """Whether the item says that there is no value."""
        return bool(self.snak.get("snaktype") == "novalue")

    @property
    def entity(self) -> str:
        """The number of the item that is the value; empty where the value is none."""
        return entity_id(self.value)

    @property
    def rank(self) -> str:
        """`preferred`, `normal` or `deprecated`."""
        return str(self.tree.get("rank", "normal"))

    def qualified(self, key: str) -> list[str]:
        """Return the items that a qualifier names."""
        return [found for snak in snaks(self.tree.get("qualifiers"), key) if (found := entity_id(value_of(snak)))]

    def timed(self, key: str) -> Iterator[Statement]:
        """Yield the qualifiers of a property, each as a statement of its own."""
        for number, snak in enumerate(snaks(self.tree.get("qualifiers"), key)):
            yield Statement(self.of, key, {"mainsnak": snak}, (*self.path, "qualifiers", key, number))


def best(statements: Sequence[Statement]) -> list[Statement]:
    """Return the statements that count: the preferred ones, else the normal ones."""
    found = [each for each in statements if each.rank == "preferred"]
    return found or [each for each in statements if each.rank == "normal"]


def snaks(tree: Tree, key: str) -> list[dict[str, Tree]]:
    """Return the values of a property among qualifiers or in a reference."""
    found = tree.get(key) if isinstance(tree, dict) else None
    return [snak for snak in found if isinstance(snak, dict)] if isinstance(found, list) else []


def value_of(snak: dict[str, Tree]) -> Any:
    """Return what stands behind the type of a value."""
    data = snak.get("datavalue")
    return data.get("value") if snak.get("snaktype", "value") == "value" and isinstance(data, dict) else None


def entity_id(value: Tree) -> str:
    """Return the number of an item, which older files give without its letter."""
    if not isinstance(value, dict):
        return ""
    number = value.get("numeric-id")
    found = value.get("id") or (
        f"Q{number}" if number is not None and value.get("entity-type", "item") == "item" else ""
    )
    return found if isinstance(found, str) and found[:1] == "Q" and found[1:].isdigit() else ""

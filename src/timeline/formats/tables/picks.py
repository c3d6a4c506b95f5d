"""Where the texts of a field come from: a column, several, or none.

A bare text is the name of a column, but where a word of ours stands: there it is that word.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import attrs

from timeline.errors import Invalid
from timeline.records.convert import as_flag, as_text, as_texts
from timeline.records.field import Many, Optional, Pairs
from timeline.records.record import Inside, Part
from timeline.records.shape import SHAPES, Shape, kind_of_value

__all__ = ["Named", "Pick", "Word", "as_named", "as_pick", "as_picks", "as_word"]


class Raw(Shape[str]):
    """A text with the spaces around it."""

    def convert(self, value: object) -> str:
        if not isinstance(value, str):
            raise Invalid(f"a text is wanted, not {kind_of_value(value)}", code="wrong-type")
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": "string"}


RAW, VALUES = Raw(), Pairs("word of the table", "word of ours")


def as_raw(value: str) -> str:
    """Convert a text, spaces and all."""
    return RAW.convert(value)


def as_values(value: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Convert a table of words."""
    return VALUES.convert(value)


@attrs.frozen(kw_only=True)
class Pick(Part):
    """Where a text, or several, comes from.

    Attributes:
        column: Its column; of several columns, the texts of all that have one.
        value: The same text for every row.
        template: A text with columns in braces, `{Guest} in {City}`; of several, the first whose columns all say something.
        values: A word of ours for each word of the table, case aside.
        otherwise: The text where nothing is said, or where `values` does not have the word.
        separator: What parts several texts in a cell.
        escaped: Whether a backslash before a separator makes it part of a text.
        prefix: What is put before each text.
        slugged: Whether a text is made into an id: lower case, hyphens.
    """

    shorthand: ClassVar[str] = "column"

    column: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    value: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    template: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    values: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=as_values)
    otherwise: str = attrs.field(default="", converter=as_text)
    separator: str = attrs.field(default="", converter=as_raw)
    escaped: bool = attrs.field(default=False, converter=as_flag)
    prefix: str = attrs.field(default="", converter=as_text)
    slugged: bool = attrs.field(default=False, converter=as_flag)

    def __attrs_post_init__(self) -> None:
        """Refuse more than one origin."""
        given = [name for name in ("column", "value", "template") if getattr(self, name)]
        if len(given) > 1:
            raise Invalid(f"{' and '.join(given)} stand for the same", code="contradictory", hint="leave one")


@attrs.frozen(kw_only=True)
class Word(Pick):
    """Where a word of ours comes from: the word itself, or a column."""

    shorthand: ClassVar[str] = "value"


PICK, WORD = Optional(Inside(Pick)), Optional(Inside(Word))
PICKS = Many(Inside(Pick))


def as_pick(value: Pick | Mapping[str, Any] | str | None) -> Pick | None:
    """Convert where a text comes from, or None."""
    return PICK.convert(value)


def as_picks(value: Any) -> tuple[Pick, ...]:
    """Convert where several texts come from."""
    return PICKS.convert(value)


def as_word(value: Word | Mapping[str, Any] | str | None) -> Word | None:
    """Convert where a word of ours comes from, or None."""
    return WORD.convert(value)


SHAPES.update({as_raw: RAW, as_values: VALUES})
SHAPES.update({as_pick: PICK, as_word: WORD, as_picks: PICKS})


@attrs.frozen(kw_only=True)
class Named(Pick):
    """Where agents, places or sources come from, by name.

    Attributes:
        ids: Their ids, where the table has them, in the same order.
        sort: Of agents: `person`, `organization`, `state`.
    """

    ids: Pick | None = attrs.field(default=None, converter=as_pick)
    sort: Word | None = attrs.field(default=None, converter=as_word)


NAMED = Optional(Inside(Named))


def as_named(value: Named | Mapping[str, Any] | str | None) -> Named | None:
    """Convert where agents, places or sources come from, or None."""
    return NAMED.convert(value)


SHAPES[as_named] = NAMED

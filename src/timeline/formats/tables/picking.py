"""Values out of the cells of a row: what counts as nothing, and numbers, dates and lists as texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from timeline.errors import Invalid, shown
from timeline.formats.drafting.naming import slug
from timeline.formats.tables.cells import split
from timeline.formats.tables.mapping import Pick, Word

__all__ = ["Picker", "as_word", "plain"]

_MISSING = {"NAType", "NaTType"}  # of pandas, whose comparisons answer with themselves
_IN_TEMPLATE = re.compile(r"\{([^{}]+)\}")
Row = Sequence[Any]


def plain(value: Any) -> Any:
    """Return what a cell says as a text, a number, a date or a list of these; None where it says nothing.

    Nothing are None, the empty text, and what stands for a missing number or time in pandas, NumPy and Arrow.
    """
    if value is None or type(value) is str:
        return (value.strip() or None) if value else None
    if isinstance(value, float):
        return None if value != value else int(value) if value.is_integer() else value  # noqa: PLR0124  (only NaN differs)
    if isinstance(value, bool | int | date):
        return None if type(value).__name__ in _MISSING else value
    return _unwrapped(value)


def _unwrapped(value: Any) -> Any:
    name = type(value).__name__
    if name in _MISSING:
        return None
    if name == "datetime64":  # its text has the unit in which it is kept, and so no more than is known
        return _of_numpy(str(value))
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else str(value)
    if isinstance(value, str):
        return plain(str.__str__(value))
    if (
        not isinstance(value, Sequence)
        and callable(item := getattr(value, "item", None))
        and getattr(value, "ndim", 0) == 0
    ):
        return plain(item())
    if isinstance(value, Iterable) and not isinstance(value, Mapping | bytes | bytearray):
        return [plain(each) for each in value]
    raise Invalid(f"a text, a number or a date is wanted, not {shown(value)}", code="wrong-type")


def _of_numpy(text: str) -> Any:
    if text == "NaT":
        return None
    return datetime.fromisoformat(text[:26]) if "T" in text else text


def as_word(value: Any) -> str:
    """Return a text, number, flag or date as a text.

    Raises:
        Invalid: When it is a list.
    """
    if type(value) is str:
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        raise Invalid("one value is wanted, not several", code="wrong-type")
    return value.isoformat() if isinstance(value, date) else str(value)


class Picker:
    """Looks up what a mapping asks for in the rows of a table.

    Args:
        columns: Of the table, in the order of its rows; one that the table does not have says nothing.
        absent: Texts that say nothing.
    """

    def __init__(self, columns: Iterable[str], *, absent: Iterable[str] = ()) -> None:
        self._index = {name: position for position, name in enumerate(columns)}
        self._absent = {text.casefold() for text in absent}
        self._tables: dict[tuple[tuple[str, str], ...], dict[str, str]] = {}

    def cell(self, column: str, row: Row) -> Any:
        """Return what a cell says, None for nothing.

        Raises:
            Invalid: When it is nothing that a cell may hold; the path is the column.
        """
        position = self._index.get(column)
        if position is None:
            return None
        try:
            value = plain(row[position])
        except Invalid as error:
            raise error.under(column) from None
        return None if self._absent and type(value) is str and value.casefold() in self._absent else value

    def many(self, pick: Pick | None, row: Row) -> list[str | None]:
        """Return the texts that a row gives; of several in a cell, an empty one keeps its place as None.

        Raises:
            Invalid: As `cell`, or when `values` has no such word; the path is the column.
        """
        if pick is None:
            return []
        if pick.value:
            return list(pick.value)
        if len(pick.column) == 1 and not pick.otherwise:  # most of all cells are empty
            position = self._index.get(pick.column[0])
            if position is None or row[position] is None or row[position] == "":
                return []
        found = [self._filled(pick, row)] if pick.template else self._of_columns(pick, row)
        if all(text is None for text in found):
            return [pick.otherwise] if pick.otherwise else []
        return [self._finished(pick, text) for text in found]

    def one(self, pick: Pick | None, row: Row) -> str | None:
        """Return the one text that a row gives, those of several columns as paragraphs."""
        found = [text for text in self.many(pick, row) if text]
        return "\n\n".join(found) if found else None

    def word(self, word: Word | None, row: Row) -> str | None:
        """Return the one word that a row gives."""
        return None if word is None else self.one(word, row)

    def _of_columns(self, pick: Pick, row: Row) -> list[str | None]:
        found: list[str | None] = []
        for column in pick.column:
            cell = self.cell(column, row)
            if isinstance(cell, list):
                texts: list[Any] = [None if each is None else as_word(each) for each in cell]
            elif cell is None:
                continue
            else:
                texts = list(split(as_word(cell), pick.separator, escaped=pick.escaped))
            found += [self._translated(pick, text, column) if text else None for text in texts]
        return found

    def _translated(self, pick: Pick, text: str, column: str) -> str | None:
        """Return the word of ours for a word of the table."""
        if not pick.values:
            return text
        table = self._tables.get(pick.values)
        if table is None:
            table = self._tables[pick.values] = {word.casefold(): ours for word, ours in pick.values}
        ours = table.get(text.casefold(), pick.otherwise or None)
        if ours is None:
            hint = f"the table of values has: {', '.join(word for word, _ in pick.values[:20])}"
            raise Invalid(f"no value for {shown(text)}", code="unknown-value", path=(column,), hint=hint)
        return ours

    def _filled(self, pick: Pick, row: Row) -> str | None:
        """Return the first template all of whose columns say something."""
        for template in pick.template:
            cells = {name: self.cell(name, row) for name in _IN_TEMPLATE.findall(template)}
            if all(cell is not None for cell in cells.values()):
                return _IN_TEMPLATE.sub(lambda found: as_word(cells[found[1]]), template)  # noqa: B023  (called at once)
        return None

    def _finished(self, pick: Pick, text: str | None) -> str | None:
        if text is None:
            return None
        text = slug(text, otherwise="x") if pick.slugged else text
        return f"{pick.prefix}{text}"

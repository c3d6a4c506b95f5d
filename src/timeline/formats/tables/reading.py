"""Chronologies from rows that a program has in hand."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

import attrs

from timeline.chronology import Chronology
from timeline.errors import Unreadable
from timeline.formats.tables.entering import entered
from timeline.formats.tables.gathering import gathered
from timeline.formats.tables.mapping import TableMapping
from timeline.formats.tables.mapping_file import mapping_of
from timeline.formats.tables.own import overruled, own_mapping, own_names

__all__ = ["from_records"]


def from_records(
    rows: Any, mapping: TableMapping | Mapping[str, Any] | str | os.PathLike[str] | None = None
) -> Chronology:
    """Return the chronology of a table or of a list of dictionaries.

    Args:
        rows: Dictionaries of column to value, or a data frame. Numbers, dates and lists of texts are taken as they are; None, NaN, NaT and the empty text say nothing.
        mapping: What the columns mean: a mapping, a tree of one, or the name of a file in YAML. Left out where they are those of `records()`.

    Raises:
        Unreadable: With every problem, each with row and column.
        Invalid: When there are no rows to speak of, or the mapping is none.

    Examples:
        >>> rows = [{"Date": "28.06.1919", "Event": "The treaty is signed"}, {"Date": "1919", "Event": "The clause is drafted"}]
        >>> paris = from_records(rows, {"title": "Event", "when": {"column": "Date", "pattern": ["%d.%m.%Y", "%Y"]}})
        >>> [str(event.when) for event in paris]
        ['1919', '1919-06-28']
    """
    sheet = gathered(rows)
    try:
        if mapping is not None:
            return entered(sheet, mapping_of(mapping))
        sheet = own_names(sheet, restoring=False)
        return entered(sheet, own_mapping(), lenient=True, overruled=overruled(sheet))
    except Unreadable as error:
        if any(problem.file is not None for problem in error.problems):  # of the mapping, which stands in a file
            raise
        raise Unreadable(*(attrs.evolve(problem, line=None, column=None) for problem in error.problems)) from None

"""Texts in which a delimiter parts the cells of a table: how chronologies are written to them and read from them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from timeline.chronology import Chronology
from timeline.formats.drafting.bulk import uninterrupted
from timeline.formats.manifest import Manifest
from timeline.formats.tables import cells
from timeline.formats.tables.columns import COLUMNS
from timeline.formats.tables.entering import entered
from timeline.formats.tables.flattening import carried, flat
from timeline.formats.tables.mapping import TableMapping
from timeline.formats.tables.mapping_file import mapping_of
from timeline.formats.tables.own import overruled, own_mapping, own_names
from timeline.formats.tables.scanning import scanned

__all__ = ["DELIMITERS", "OPTIONS", "Mapped", "loads", "stream"]

Mapped = TableMapping | Mapping[str, Any] | str | os.PathLike[str] | None

DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t"}
OPTIONS: dict[str, tuple[str, ...]] = {
    "mapping": (),
    "delimiter": ("auto", *DELIMITERS),
    "formulas": ("safe", "raw"),
    "bom": ("no", "yes"),
}
_END = "\r\n"


def loads(text: str, *, file: str | None, mapping: Mapped, delimiter: str, formulas: str) -> Chronology:
    """Return the chronology of a table.

    Args:
        text: As it stands in a file.
        file: What messages call it.
        mapping: What its columns mean, or the name of a file that says so; None for our own columns.
        delimiter: A name of `DELIMITERS`; `auto` for what the header has most of.
        formulas: Whether an apostrophe before a formula is taken away: `safe` or `raw`. Only our own columns have such.

    Raises:
        Unreadable: With every problem, each with line and column; of the mapping likewise.
    """
    told = None if mapping is None else mapping_of(mapping)
    with uninterrupted():
        sheet = scanned(text, file=file, delimiter=DELIMITERS.get(delimiter, ""))
        if told is not None:
            return entered(sheet, told)
        sheet = own_names(sheet, restoring=formulas == "safe")
        return entered(sheet, own_mapping(), lenient=True, overruled=overruled(sheet))


def stream(
    chronology: Chronology, manifest: Manifest, *, delimiter: str, usual: str, formulas: str, bom: str
) -> Iterator[str]:
    """Yield the rows of a chronology, the header first."""
    mark = DELIMITERS.get(delimiter) or DELIMITERS[usual]
    quoted = re.compile(f'["\r\n{mark}]|^\\s|\\s$')
    among = {event.id for event in chronology}
    start = "\ufeff" if bom == "yes" else ""
    yield start + mark.join(column.name for column in COLUMNS) + _END
    for event in chronology:
        carried(event, chronology, manifest, among=among)
        row = flat(event, chronology, among=among)
        texts = (_text(value, safe=formulas == "safe") for value in row.values())
        yield mark.join(_quoted(text, quoted) for text in texts) + _END


def _text(value: object, *, safe: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    return cells.neutralised(str(value)) if safe else str(value)


def _quoted(text: str, pattern: re.Pattern[str]) -> str:
    return '"' + text.replace('"', '""') + '"' if pattern.search(text) else text

"""What our own columns mean: the mapping by which they are read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

import attrs

from timeline.errors import Invalid
from timeline.formats.tables.cells import SEPARATOR, restored
from timeline.formats.tables.columns import COLUMNS
from timeline.formats.tables.entering import Sheet
from timeline.formats.tables.flattening import OWN_FIELDS, bounds_of
from timeline.formats.tables.mapping import TableMapping
from timeline.when import When

__all__ = ["overruled", "own_mapping", "own_names"]

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

# What people call these columns.
_USUAL = {
    "date": "when",
    "location": "place",
    "where": "place",
    "participants": "who",
    "people": "who",
    "source": "sources",
    "url": "urls",
    "description": "summary",
    "name": "title",
    "event": "title",
    "role": "roles",
    "type": "kind",
}
_NAMES = {column.name for column in COLUMNS}


def own_names(sheet: Sheet, *, restoring: bool) -> Sheet:
    """Return a table with our names of columns for those that people use, and with its texts as they were before they were made safe.

    A column is known whatever the case of its name, and with spaces for underscores.
    """
    columns = list(sheet.columns)
    for position, column in enumerate(columns):
        name = column.casefold().replace(" ", "_")
        name = name if name in _NAMES else _USUAL.get(name, "")
        if name and name not in columns:
            columns[position] = name
    if not restoring:
        return attrs.evolve(sheet, columns=tuple(columns))
    rows = [[restored(cell) if cell[:1] == "'" else cell for cell in row] for row in sheet.rows]
    return attrs.evolve(sheet, columns=tuple(columns), rows=rows)


@cache
def own_mapping() -> TableMapping:
    """Return the mapping of our own columns."""

    def several(column: str) -> dict[str, object]:
        return {"column": column, "separator": SEPARATOR, "escaped": True}

    def word(column: str) -> dict[str, object]:
        return {"column": column}

    who = several("who") | {"ids": several("who_ids"), "sort": several("who_kinds"), "role": several("roles")}
    behalf = several("on_behalf_of") | {"ids": several("on_behalf_of_ids")}
    cites = several("sources") | {"ids": several("source_ids"), "url": several("urls")}
    simple = ("id", "title", "dating", "lasted", "reason", "part_of", "summary", "note")
    tree: dict[str, object] = {name: name for name in simple}
    tree |= {"kind": word("kind"), "status": word("status"), "fields": {name: name for name in OWN_FIELDS}}
    tree["when"] = {
        "column": "when",
        "said": "said",
        "on": "said_on",
        "zone": word("said_zone"),
        "reading": word("reading"),
    }
    tree["where"] = {"column": "place", "ids": "place_id"}
    tree["who"] = who | {"capacity": several("capacities"), "on_behalf_of": behalf}
    tree["cites"] = cites | {"locator": several("locators"), "quote": several("quotes")}
    tree |= {name: several(name) for name in ("after", "figures", "tags")}
    tree["ignore"] = [column.name for column in COLUMNS if column.derived]
    return TableMapping.build(tree)


def overruled(sheet: Sheet) -> Iterator[tuple[int, str, str]]:
    """Yield row, column and reason where a day in a derived column is none that the date gives: somebody changed one and not the other.

    Only days as we write them are looked at, and only dates without a duration, which would need the whole chronology.
    """
    index = {name: position for position, name in enumerate(sheet.columns)}
    derived = [(name, index[name]) for name in ("earliest", "latest") if name in index]
    if "when" not in index or not derived:
        return
    for number, row in enumerate(sheet.rows):
        given = [(name, _day(row[position])) for name, position in derived]
        if ("lasted" in index and row[index["lasted"]]) or not any(day for _, day in given):
            continue
        try:
            known = bounds_of(When.parse(row[index["when"]].strip()))
        except (Invalid, AttributeError):  # no date, which is told elsewhere
            continue
        for name, day in given:
            if day and known[name] is not None and day != str(known[name]):
                yield number, name, f"it says {day}, and the date in `when` gives {known[name]}, which is kept"


def _day(cell: object) -> str:
    text = cell.isoformat() if type(cell) is date else cell
    return text if isinstance(text, str) and _ISO.fullmatch(text) else ""

"""Any table or list of dictionaries as the rows of a table, without asking for the packages that made it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from timeline.errors import Invalid, Problem, Unreadable, shown
from timeline.formats.tables.entering import Sheet

__all__ = ["gathered"]

_HINT = "rows are dictionaries of column to value; a data frame, a csv.DictReader or an Arrow table is taken as well"


def gathered(table: Any) -> Sheet:
    """Return a table of anything that has rows.

    Taken are dictionaries, what has `keys()` or `_asdict()` as rows of databases and named tuples do, data frames of pandas and polars, and what hands out its
    columns by Arrow's PyCapsule protocol.

    Raises:
        Unreadable: When it has no rows, or rows that are none; with every such row.
    """
    rows, problems = [], []
    for number, row in enumerate(_rows(table), 1):
        found = _dictionary(row)
        if found is None:
            problems.append(
                Problem("wrong-type", f"row {number}: a dictionary is wanted, not {shown(row)}", hint=_HINT)
            )
        elif None in found:  # where `csv.DictReader` puts the cells of a row that is too long
            problems.append(Problem("ragged-row", f"row {number}: more cells than the header has"))
        else:
            rows.append({str(name).strip(): value for name, value in found.items()})
    if problems:
        raise Unreadable(*problems)
    columns = tuple(dict.fromkeys(name for row in rows for name in row))
    return Sheet(columns, [tuple(row.get(name) for name in columns) for row in rows], lined=False)


def _rows(table: Any) -> Iterable[Any]:
    if callable(getattr(table, "to_dicts", None)):  # polars
        return table.to_dicts()  # type: ignore[no-any-return]
    if callable(getattr(table, "to_dict", None)) and hasattr(table, "columns"):  # pandas
        names = [str(name) for name in table.columns]
        if twice := [name for name in dict.fromkeys(names) if names.count(name) > 1]:
            raise Unreadable(*(Problem("duplicate-column", f"two columns are called {shown(name)}") for name in twice))
        return table.to_dict("records")  # type: ignore[no-any-return]
    if callable(getattr(table, "to_pylist", None)):  # Arrow
        return table.to_pylist()  # type: ignore[no-any-return]
    if isinstance(table, str | bytes | Mapping) or not isinstance(table, Iterable):
        hint = (
            f"{_HINT}; a file is read by timeline.read(path, mapping=...)" if isinstance(table, str | bytes) else _HINT
        )
        raise Invalid(f"a list of rows is wanted, not {shown(table, limit=40)}", code="wrong-type", hint=hint)
    return table


def _dictionary(row: Any) -> dict[Any, Any] | None:
    if isinstance(row, Mapping):
        return dict(row)
    if callable(getattr(row, "_asdict", None)):
        return dict(row._asdict())
    if callable(getattr(row, "keys", None)):
        return {name: row[name] for name in row.keys()}  # noqa: SIM118  (a row of SQLite is no mapping)
    return None

"""Apache Arrow, in memory: the events as a stream of record batches, which data frames and databases take as they are.

It is no format of files. A chronology has the method `__arrow_c_stream__`, so `pyarrow.table(chronology)`, `polars.DataFrame(chronology)`,
`pandas.DataFrame.from_arrow(chronology)` and a query of DuckDB that names the variable take it without a file between, one row for each event in page order. The columns
are those of `records()` under the same names; what stands there as several texts in one is a list here. Those that tell of participants, and those that tell of citations, are of
one length in each row. The types are the same for every chronology, an empty one included.

`earliest` and `latest` are days, and null where the date has no such limit or one outside the years 1 to 9999. `when` is the date as the record has it.

Kept:
    events: a row each, with the columns of tables
    kind, title, when, dating, lasted, where, who, to, status, reason, part_of, after, figures, cites, tags, summary, note: columns; lists as lists of texts
    mode, protocol, mandate, channel, text: columns
    agents.name, agents.kind, places.name, sources.title, sources.url: in the rows of the events that mention them
Lost:
    claims, tenures: a row is an event
    agents, places, sources: no row mentions it, or it has more than a name, a title and an address
    header, language, zone, rules: a table has no place beside its rows

Source: Apache Arrow, "The Arrow PyCapsule Interface".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from itertools import islice
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from timeline.chronology import Chronology
from timeline.errors import MissingPackage
from timeline.formats.tables.cells import SEPARATOR, split
from timeline.formats.tables.columns import COLUMNS, Column
from timeline.formats.tables.flattening import flat, kind_of
from timeline.records import Event, Status, kinds
from timeline.records.event_kinds import Mode, Protocol
from timeline.when import Grain, Reading

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

__all__ = ["reader", "to_pandas", "to_polars"]

ROWS = 4096
# Columns of few values: each batch has numbers and one table of the words, so that a million events cost a million small numbers.
_WORDS: dict[str, Iterable[Enum]] = {
    "reading": Reading,
    "grain": Grain,
    "status": Status,
    "mode": Mode,
    "protocol": Protocol,
}
_TYPES = {"date": pa.date32(), "yes or no": pa.bool_(), "list": pa.list_(pa.string()), "text": pa.string()}
_WORD = pa.dictionary(pa.int32(), pa.string())
# Columns that are of one length in each row, under the one that says how long.
_ALONGSIDE = {
    "who_ids": ("who", "who_kinds", "roles", "capacities", "on_behalf_of", "on_behalf_of_ids"),
    "source_ids": ("sources", "urls", "locators", "quotes"),
}


def reader(chronology: Chronology) -> pa.RecordBatchReader:
    """Return the events as a stream of record batches, each made when it is asked for."""
    schema = pa.schema([pa.field(column.name, _type(column)) for column in COLUMNS])
    return pa.RecordBatchReader.from_batches(schema, _batches(chronology, schema))


def to_pandas(chronology: Chronology) -> pd.DataFrame:
    """Return the events as a data frame of pandas; days are timestamps there, columns of few values categories.

    Raises:
        MissingPackage: When pandas is not installed.
    """
    try:
        import pandas as pd  # noqa: F401  (pyarrow makes the frame, and says less clearly what is missing)
    except ModuleNotFoundError as error:
        raise _missing(error, "pandas") from error
    return reader(chronology).read_all().to_pandas(date_as_object=False)


def to_polars(chronology: Chronology) -> pl.DataFrame:
    """Return the events as a data frame of Polars.

    Raises:
        MissingPackage: When Polars is not installed.
    """
    try:
        import polars as pl
    except ModuleNotFoundError as error:
        raise _missing(error, "polars") from error
    return pl.DataFrame(chronology)


def _missing(error: ModuleNotFoundError, package: str) -> MissingPackage:
    return MissingPackage(
        f"a data frame of {package} needs {error.name}, which is not installed",
        code="missing-package",
        hint=f"pip install {package}",
    )


def _type(column: Column) -> pa.DataType:
    return _WORD if column.name in _WORDS or column.name == "kind" else _TYPES[column.holds]


def _batches(chronology: Chronology, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    words = {name: pa.array([word.value for word in found], pa.string()) for name, found in _WORDS.items()}
    words["kind"] = pa.array(sorted({*kinds(), *map(kind_of, chronology)}), pa.string())
    events = iter(chronology)
    while block := [*islice(events, ROWS)]:
        rows = [_row(event, chronology) for event in block]
        arrays = [_array(field, [row[field.name] for row in rows], words) for field in schema]
        yield pa.record_batch(arrays, schema=schema)


def _array(field: pa.Field, values: list[Any], words: dict[str, pa.Array]) -> pa.Array:
    if field.name not in words:
        return pa.array(values, field.type)
    numbers = {word.as_py(): number for number, word in enumerate(words[field.name])}
    return pa.DictionaryArray.from_arrays(pa.array(map(numbers.get, values), pa.int32()), words[field.name])


def _row(event: Event, chronology: Chronology) -> dict[str, Any]:
    """Return one event as a row with lists; an empty value in a list of several columns is null and keeps its place."""
    row: dict[str, Any] = flat(event, chronology)
    for column in COLUMNS:
        if column.holds == "list":
            row[column.name] = _parted(row[column.name])
    for name, others in _ALONGSIDE.items():
        for other in others:
            row[other] = row[other] or [None] * len(row[name])
    return row


def _parted(text: str | None) -> list[str | None]:
    return [value or None for value in split(text, SEPARATOR, escaped=True)] if text else []

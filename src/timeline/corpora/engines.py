"""Where a corpus is asked: an embedded DuckDB, or any engine that Ibis is connected to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline.corpora.pieces import Heading, Piece
from timeline.errors import Invalid, MissingPackage, shown

if TYPE_CHECKING:
    import ibis.expr.types as ir

__all__ = ["connected", "named_table", "read_parquet", "read_text"]

# Options of a reader of text by the name of the backend: cells are taken as they stand, and a line that does not fit is an error.
_OPTIONS: dict[str, dict[str, Any]] = {
    "duckdb": {"delim": "\t"},
    "pyspark": {"sep": "\t", "mode": "FAILFAST", "columnPruning": False},
}


def connected(backend: Any = None) -> Any:
    """Return a connection: the one that is given, or a DuckDB of its own in memory.

    Raises:
        MissingPackage: When Ibis, or DuckDB, is not installed.
    """
    try:
        import ibis

        return ibis.duckdb.connect() if backend is None else backend
    except ImportError as error:
        raise MissingPackage(
            f"corpora need {error.name or 'ibis'}, which is not installed",
            code="missing-package",
            hint='pip install "timeline-diplomacy[corpora]"',
        ) from error


def read_text(connection: Any, pieces: Sequence[Piece], heading: Heading) -> ir.Table:
    """Return text files as one table, every column a text; cells without any are null.

    Raises:
        Invalid: When the engine has no way to read files from here.
    """
    paths, mark = [str(piece.path.resolve()) for piece in pieces], '"' if heading.quoted else ""
    options = {"header": bool(heading.lines), "quote": mark, "escape": mark}
    if connection.name == "duckdb":
        return connection.read_csv(
            paths, columns=dict.fromkeys(heading.columns, "string"), **options, **_OPTIONS["duckdb"]
        )
    if connection.name == "pyspark":
        schema = ", ".join(f"`{column}` STRING" for column in heading.columns)
        return _view(
            connection, _reader(connection).schema(schema).options(**options, **_OPTIONS["pyspark"]).csv(paths)
        )
    raise Invalid(
        f"text files cannot be opened on {shown(connection.name)}",
        code="unknown-engine",
        hint="load them there and name the table: table='database.events'",
    )


def read_parquet(connection: Any, pieces: Sequence[Piece], folder: str = "") -> ir.Table:
    """Return files of Parquet as one table; columns that their folders name, such as `year=2025`, are among it."""
    paths = [str(piece.path.resolve()) for piece in pieces]
    if connection.name == "pyspark":
        reader = _reader(connection)
        return _view(
            connection, (reader.option("basePath", str(Path(folder).resolve())) if folder else reader).parquet(*paths)
        )
    return connection.read_parquet(paths)


def named_table(connection: Any, name: str) -> ir.Table:
    """Return a table by its name, in which dots part the database, and the project or catalogue, from it."""
    *where, table = name.split(".")
    return connection.table(table, database=tuple(where)) if where else connection.table(table)


def _reader(connection: Any) -> Any:
    """Return the reader of Spark itself, since Ibis hands on no `columnPruning`.

    Why: with it, Spark looks at as many cells of a line as a query needs, and takes one that ends too early for a row.
    """
    return connection.raw_sql("SELECT 1").sparkSession.read


def _view(connection: Any, frame: Any) -> ir.Table:
    import ibis

    name = ibis.util.gen_name("corpus")
    frame.createOrReplaceTempView(name)
    return connection.table(name)

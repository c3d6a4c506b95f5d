"""Opening a corpus: files, or a table that an engine has, as one query with uniform columns."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from timeline.corpora import engines
from timeline.corpora.archives import Shelf
from timeline.corpora.corpus import Corpus, Held
from timeline.corpora.layouts import LAYOUTS, Layout, layout, recognized
from timeline.corpora.pieces import Names, Piece, found, heading_of
from timeline.errors import Invalid, Problem, Unreadable

if TYPE_CHECKING:
    import ibis.expr.types as ir

__all__ = ["gdelt", "icews", "opened", "parquet", "polecat"]

PUBLISHED = "gdelt-bq.gdeltv2.events"  # GDELT on BigQuery
Progress = Callable[[int, int], Any]


def gdelt(
    paths: Names | None = None,
    *,
    backend: Any = None,
    table: str | ir.Table | None = None,
    partitions: str | Iterable[str] = (),
    unpacked: str | os.PathLike[str] | None = None,
    progress: Progress | None = None,
) -> Corpus:
    """Open events of GDELT 2.0.

    Args:
        paths: Files as published (61 columns, `.CSV.zip`, `.csv`, `.csv.gz`), or Parquet of the same: names, patterns, or several of
            them. Upper and lower case of a pattern's last part are one.
        backend: A connection of Ibis; an embedded DuckDB where it is left out.
        table: In place of files, a table that the backend has: its name, with dots, or an expression. Where neither files nor a table
            are named and the backend is BigQuery, it is `gdelt-bq.gdeltv2.events`, which GDELT publishes there.
        partitions: Columns of the table that tell a coarser date, such as `MonthYear`: `during` asks for them first. Folders of Parquet
            that are called like `year=2025` are known by themselves.
        unpacked: A folder in which archives are unpacked and stay; a temporary one where it is left out.
        progress: Called with how many files are ready and how many there are.

    Raises:
        MissingPackage: When Ibis or DuckDB is not installed.
        Unreadable: When files are missing, or their columns are not those of GDELT 2.0.
        Invalid: When both files and a table are named, or neither.
    """
    connection = engines.connected(backend)
    if paths is None and table is None and connection.name == "bigquery":
        table = PUBLISHED
    return opened(
        LAYOUTS["gdelt"],
        paths,
        backend=connection,
        table=table,
        partitions=partitions,
        unpacked=unpacked,
        progress=progress,
    )


def polecat(
    paths: Names | None = None,
    *,
    backend: Any = None,
    table: str | ir.Table | None = None,
    partitions: str | Iterable[str] = (),
    unpacked: str | os.PathLike[str] | None = None,
    progress: Progress | None = None,
) -> Corpus:
    """Open events of POLECAT: files as on Dataverse (tabs, the first line names the columns), or Parquet of the same.

    Args:
        paths: As of `gdelt`.
        backend: Likewise.
        table: Likewise.
        partitions: Likewise.
        unpacked: Likewise.
        progress: Likewise.

    Raises:
        MissingPackage: When Ibis or DuckDB is not installed.
        Unreadable: When files are missing, or their columns are not those of POLECAT.
        Invalid: When both files and a table are named, or neither.
    """
    return opened(
        LAYOUTS["polecat"],
        paths,
        backend=backend,
        table=table,
        partitions=partitions,
        unpacked=unpacked,
        progress=progress,
    )


def icews(
    paths: Names | None = None,
    *,
    backend: Any = None,
    table: str | ir.Table | None = None,
    partitions: str | Iterable[str] = (),
    unpacked: str | os.PathLike[str] | None = None,
    progress: Progress | None = None,
) -> Corpus:
    """Open events of ICEWS: files as on Dataverse (tabs, the first line names the columns), or Parquet of the same.

    Args:
        paths: As of `gdelt`.
        backend: Likewise.
        table: Likewise.
        partitions: Likewise.
        unpacked: Likewise.
        progress: Likewise.

    Raises:
        MissingPackage: When Ibis or DuckDB is not installed.
        Unreadable: When files are missing, or their columns are not those of ICEWS.
        Invalid: When both files and a table are named, or neither.
    """
    return opened(
        LAYOUTS["icews"],
        paths,
        backend=backend,
        table=table,
        partitions=partitions,
        unpacked=unpacked,
        progress=progress,
    )


def parquet(
    paths: Names,
    *,
    corpus: str | None = None,
    backend: Any = None,
    partitions: str | Iterable[str] = (),
    progress: Progress | None = None,
) -> Corpus:
    """Open Parquet whose columns are those of one of the corpora.

    Args:
        paths: Files, patterns, or a folder, whose folders may be called like `year=2025`.
        corpus: Which it is: `gdelt`, `polecat` or `icews`; what the columns say where it is left out.
        backend: A connection of Ibis; an embedded DuckDB where it is left out.
        partitions: As of `gdelt`.
        progress: Likewise.

    Raises:
        MissingPackage: When Ibis or DuckDB is not installed.
        NotFound: When there is no such corpus.
        Unreadable: When files are missing or are no Parquet, or their columns are those of no corpus.
    """
    chosen = None if corpus is None else layout(corpus)
    return opened(chosen, paths, backend=backend, partitions=partitions, progress=progress)


def opened(
    chosen: Layout | None,
    paths: Names | None,
    *,
    backend: Any = None,
    table: str | ir.Table | None = None,
    partitions: str | Iterable[str] = (),
    unpacked: str | os.PathLike[str] | None = None,
    progress: Progress | None = None,
) -> Corpus:
    """Open files or a table in a layout; in that which the columns say, where none is given."""
    if (paths is None) == (table is None):
        hint = "give paths such as 'gdelt/*.csv.zip', or table= the name of one that the backend has"
        raise Invalid(
            "files and a table are both named" if paths is not None else "neither files nor a table are named",
            code="unclear-corpus",
            hint=hint,
        )
    connection = engines.connected(backend)
    named = (partitions,) if isinstance(partitions, str) else tuple(partitions)
    if paths is None:
        published = engines.named_table(connection, table) if isinstance(table, str) else table
        return Corpus(_held(chosen, published, named))
    shelf = _shelf(unpacked)
    pieces = found(paths, shelf, progress=progress)
    if not pieces:
        raise Unreadable(Problem("empty", "there are no rows in these files", file=str(paths)))
    if chosen is None or any(piece.is_parquet for piece in pieces):
        return Corpus(_parquet(chosen, connection, pieces, paths, named))
    heading = heading_of(pieces, chosen)
    text = engines.read_text(connection, pieces, heading)
    return Corpus(
        Held(
            layout=chosen,
            table=text,
            partitions=_present(named, text),
            pieces=tuple(pieces),
            heading=heading,
            shelf=shelf,
        )
    )


def _shelf(folder: str | os.PathLike[str] | None) -> Callable[[], Shelf]:
    """Return what gives the place for unpacked files: one, made when the first archive is met."""
    made: list[Shelf] = []

    def give() -> Shelf:
        if not made:
            made.append(Shelf(folder))
        return made[0]

    return give


def _parquet(chosen: Layout | None, connection: Any, pieces: list[Piece], paths: Names, named: tuple[str, ...]) -> Held:
    """Return Parquet as it is published.

    Raises:
        Unreadable: When some of the files are none, or their columns are those of no corpus.
    """
    others = [piece for piece in pieces if not piece.is_parquet]
    if others:
        raise Unreadable(
            *(Problem("wrong-columns", "this is no Parquet", file=piece.name, hint="open it apart") for piece in others)
        )
    folder = os.fsdecode(paths) if isinstance(paths, str | os.PathLike) and os.path.isdir(paths) else ""  # noqa: PTH112
    try:
        table = engines.read_parquet(connection, pieces, folder)
    except Exception as error:
        told = str(error).partition("\n")[0]
        raise Unreadable(Problem("broken-parquet", f"this is no Parquet: {told}", file=pieces[0].name)) from error
    inside = (part.partition("=")[0] for part in pieces[0].path.parts[:-1] if "=" in part)
    return _held(chosen, table, (*named, *(name for name in inside if name in table.columns)))


def _held(chosen: Layout | None, table: ir.Table, partitions: tuple[str, ...]) -> Held:
    """Return a table with its layout.

    Raises:
        Unreadable: When its columns are those of no corpus, or not those of the one that is meant.
    """
    told = chosen or recognized(table.columns)
    if told is None:
        hint = "; ".join(f"{each.name}: {', '.join(each.needed)}" for each in LAYOUTS.values())
        raise Unreadable("these columns are those of no corpus", code="wrong-columns", hint=f"needed: {hint}")
    missing = [name for name in told.needed if name not in table.columns]
    if missing:
        raise Unreadable(
            f"no column {missing[0]!r} in the table", code="wrong-columns", hint=f"needed: {', '.join(told.needed)}"
        )
    return Held(layout=told, table=table, partitions=_present(partitions, table))


def _present(partitions: tuple[str, ...], table: ir.Table) -> tuple[str, ...]:
    """Return columns that tell a coarser date.

    Raises:
        Invalid: When the table has none of such a name.
    """
    for name in partitions:
        if name not in table.columns:
            raise Invalid(
                f"no column {name!r} in the table",
                code="unknown-partition",
                hint=f"it has {', '.join(table.columns[:8])} ...",
            )
    return tuple(dict.fromkeys(partitions))

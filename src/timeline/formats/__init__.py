"""Chronologies as files: dossiers in YAML and JSON, and the formats of other programs, as far as they can hold one.

Every export tells what it could not carry (`Loss`), and every import what it left behind (`Chronology.losses`).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import date
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline import files
from timeline.chronology import Chronology
from timeline.errors import (
    Invalid,
    Loss,
    Lossy,
    NotFound,
    NotWritten,
    Problem,
    TimelineError,
    Unreadable,
    nearest,
    shown,
    sparing,
)
from timeline.formats.drafting import loading, tree
from timeline.formats.manifest import Manifest
from timeline.formats.registry import ARROW, FORMATS, Format, by_suffix, named
from timeline.formats.tables import TableMapping

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

__all__ = [
    "FORMATS",
    "Format",
    "TableMapping",
    "arrow_reader",
    "dossier",
    "dossiers",
    "dumps",
    "format_of",
    "from_records",
    "loads",
    "locate",
    "losses",
    "read",
    "readable",
    "records",
    "schema",
    "starter",
    "stream",
    "to_pandas",
    "to_polars",
    "writable",
    "write",
]

FileName = str | os.PathLike[str]


def read(
    path: FileName,
    *,
    format: str | None = None,  # noqa: A002  (the word of the field)
    limit: int = files.MOST_BYTES,
    **options: Any,
) -> Chronology:
    """Return the chronology that a file holds.

    Args:
        path: A dossier, or a file of another format that can be read; a folder for a format whose files are folders.
        format: Its name; by default that of the file's suffix.
        limit: The most bytes that are read.
        options: Those of the format; `FORMATS[name].options` has them with their values.

    Raises:
        Unreadable: When the file cannot be read or is not valid; with every problem, each with line and column.
        NotFound: When there is no such format.
        MissingPackage: When the format needs a package that is not installed.
    """
    file = os.fsdecode(path)
    entry = _reader(format or _of_suffix(path, readable(), Unreadable), file=file)
    checked = _options(entry, options, entry.reading)
    with sparing():
        if entry.folder:
            return entry.module.read(file, **checked)  # type: ignore[no-any-return]
        if entry.piecewise:
            return entry.module.read(file, limit=limit, **checked)  # type: ignore[no-any-return]
        return entry.module.loads(files.read_text(path, limit=limit), file=file, **checked)  # type: ignore[no-any-return]


def loads(text: str, format: str = "yaml", *, file: str | None = None, **options: Any) -> Chronology:  # noqa: A002
    """Return the chronology that a text holds.

    Args:
        text: As it stands in a file.
        format: Its name.
        file: What messages call the text.
        options: Those of the format.

    Raises:
        Unreadable: When the text is not valid; with every problem, each with line and column. When the format is only
            written, or is that of folders, too.
        NotFound: When there is no such format.
        MissingPackage: When the format needs a package that is not installed.

    Examples:
        >>> loads("events: [{when: 1919-06-28, title: The treaty is signed, where: Versailles}]").events[0].id
        '1919-06-28-the-treaty-is-signed'
    """
    entry = _reader(format, file=file)
    if entry.folder:
        raise Unreadable(Problem("no-text", f"{format} is read from a folder, not from a text", file=file))
    checked = _options(entry, options, entry.reading)
    with sparing():
        return entry.module.loads(text, file=file, **checked)  # type: ignore[no-any-return]


def write(
    chronology: Chronology,
    path: FileName,
    format: str | None = None,  # noqa: A002
    *,
    overwrite: bool = False,
    strict: bool = False,
    **options: Any,
) -> tuple[Loss, ...]:
    """Write a chronology to a file, whole or not at all, and return what the format could not carry.

    Args:
        chronology: What to write; a view is written with all that its events mention.
        path: Where to.
        format: Its name; by default that of the file's suffix.
        overwrite: Whether a file that stands there is replaced.
        strict: Whether nothing is written where something would be lost.
        options: Those of the format; `FORMATS[name].options` has them with their values.

    Raises:
        NotWritten: When the file could not be written.
        Lossy: When `strict` is asked for and something would be lost; with all of it.
        NotFound: When there is no such format.
        MissingPackage: When the format needs a package that is not installed.
    """
    entry = _writer(format or _of_suffix(path, writable(), NotWritten), file=os.fsdecode(path))
    manifest = Manifest(chronology, entry)
    files.write(path, _pieces(chronology, manifest, strict=strict, options=options), overwrite=overwrite)
    return manifest.losses()


def dumps(chronology: Chronology, format: str = "yaml", *, strict: bool = False, **options: Any) -> str:  # noqa: A002
    """Return a chronology as a text; the same chronology always gives the same text.

    What the format cannot carry, `losses` tells; YAML and JSON carry everything.

    Args:
        chronology: What to write; a view is written with all that its events mention.
        format: Its name.
        strict: Whether a loss is an error.
        options: Those of the format.

    Raises:
        Lossy: When `strict` is asked for and something would be lost; with all of it.
        NotFound: When there is no such format.
        MissingPackage: When the format needs a package that is not installed.
    """
    return "".join(stream(chronology, format, strict=strict, **options))


def stream(chronology: Chronology, format: str = "yaml", *, strict: bool = False, **options: Any) -> Iterator[str]:  # noqa: A002
    """Yield the text of `dumps` in pieces, as far as the format can be written piece by piece; it raises the same errors."""
    return _pieces(chronology, Manifest(chronology, _writer(format)), strict=strict, options=options)


def losses(chronology: Chronology, format: str, **options: Any) -> tuple[Loss, ...]:  # noqa: A002
    """Return what a format cannot carry of a chronology, record by record, without writing anything.

    Raises:
        NotFound: When there is no such format.
        MissingPackage: When the format needs a package that is not installed.

    Examples:
        >>> str(losses(dossier("rome-2025").of("meeting"), "graphml")[-1])
        'witkoff-putin: meetings are the ids of edges, and other events are not there at all'
    """
    manifest = Manifest(chronology, _writer(format))
    for _ in _pieces(chronology, manifest, strict=False, options=options):
        pass
    return manifest.losses()


def _pieces(chronology: Chronology, manifest: Manifest, *, strict: bool, options: dict[str, Any]) -> Iterator[str]:
    entry = manifest.format
    pieces: Iterator[str] = entry.module.stream(chronology, manifest, **_options(entry, options, entry.writing))
    if not strict:
        return pieces
    whole = list(pieces)
    if lost := manifest.losses():
        raise Lossy(*(_as_problem(loss, chronology) for loss in lost))
    return iter(whole)


def _as_problem(loss: Loss, chronology: Chronology) -> Problem:
    section = (chronology[loss.record].section,) if loss.record else ()
    path = (*section, *(part for part in (loss.record, loss.field) if part))
    return Problem("lossy", loss.why, path, line=loss.line)


def _options(entry: Format, options: dict[str, Any], taken: tuple[str, ...]) -> dict[str, Any]:
    """Return the options of a format as they are.

    Raises:
        TypeError: When the format has no such option, or not for what is done; with the nearest.
        Invalid: When an option has a value that cannot be.
    """
    for name, value in options.items():
        if name not in taken:
            known = nearest(name, taken) or (f"there are: {', '.join(taken)}" if taken else "it has none")
            raise TypeError(f"the format {entry.name} has no option {name!r}; {known}")
        allowed = entry.options[name]
        if allowed and value not in allowed:
            hint = f"allowed: {', '.join(allowed)}"
            raise Invalid(f"{shown(value)} is no value of {name}", code="unknown-option", path=(name,), hint=hint)
    return options


def locate(path: FileName, paths: Iterable[tree.Path], *, format: str | None = None) -> dict[tree.Path, tree.Position]:  # noqa: A002
    """Return the line and column of entries of a dossier, such as `("events", "briefing", "where")`.

    What the file does not spell out, such as the default of a field, has the place of the entry around it.

    Raises:
        Unreadable: When the file cannot be read any more.
        NotFound: When there is no such format.
    """
    entry = _reader(format or _of_suffix(path, readable(), Unreadable), file=os.fsdecode(path))
    return loading.locate(files.read_text(path), entry.module.SYNTAX, paths)


def format_of(path: FileName) -> str | None:
    """Return the name of the format that the suffix of a file stands for, or that of folders, or None."""
    found = by_suffix(os.fsdecode(path))
    if found is None and Path(path).is_dir():
        found = next(entry for entry in FORMATS.values() if entry.folder)
    return None if found is None else found.name


def readable() -> tuple[str, ...]:
    """Return the names of the formats that can be read."""
    return tuple(name for name, entry in FORMATS.items() if entry.reads)


def writable() -> tuple[str, ...]:
    """Return the names of the formats that can be written."""
    return tuple(name for name, entry in FORMATS.items() if entry.writes)


def dossiers() -> tuple[str, ...]:
    """Return the names of the dossiers that come with the library."""
    names = (entry.name for entry in _folder("dossiers").iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


def dossier(name: str) -> Chronology:
    """Return one of the dossiers that come with the library.

    Raises:
        NotFound: When there is none of that name; with the nearest, and all there are.
    """
    known = dossiers()
    if name not in known:
        hint = "; ".join(part for part in (nearest(name, known), f"there are: {', '.join(known)}") if part)
        raise NotFound(f"no dossier {shown(name)}", code="not-found", hint=hint)
    with resources.as_file(_folder("dossiers") / f"{name}.yaml") as path:
        return read(path)


def records(chronology: Chronology) -> list[dict[str, str | bool | date | None]]:
    """Return the events as flat dictionaries, one for each in page order, with a key for every column; see `Chronology.to_records`."""
    from timeline.formats.tables import flattening

    return flattening.records(chronology)


def from_records(rows: Any, mapping: Any = None) -> Chronology:
    """Return the chronology of a table or of a list of dictionaries; see `Chronology.from_records`."""
    from timeline.formats.tables import reading

    return reading.from_records(rows, mapping)


def arrow_reader(chronology: Chronology) -> pa.RecordBatchReader:
    """Return the events as a stream of record batches of Arrow, one row for each in page order.

    Whatever takes such streams takes the chronology itself as well; see `Chronology.__arrow_c_stream__`.

    Raises:
        MissingPackage: When pyarrow is not installed.

    Examples:
        >>> arrow_reader(dossier("rome-2025").of("meeting")).schema.field("who").type
        ListType(list<item: string>)
    """
    return ARROW.module.reader(chronology)


def to_pandas(chronology: Chronology) -> pd.DataFrame:
    """Return the events as a data frame of pandas; see `Chronology.to_pandas`."""
    return ARROW.module.to_pandas(chronology)


def to_polars(chronology: Chronology) -> pl.DataFrame:
    """Return the events as a data frame of Polars; see `Chronology.to_polars`."""
    return ARROW.module.to_polars(chronology)  # type: ignore[no-any-return]


def starter() -> str:
    """Return a small dossier with comments, for someone to begin with."""
    return (_folder("formats") / "starter.yaml").read_text(encoding="utf-8")


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a dossier, with every kind of event that is known now."""
    from timeline.formats.drafting.json_schema import dossier_schema

    return dossier_schema()


def _folder(name: str) -> Traversable:
    return resources.files("timeline") / name


def _reader(name: str, *, file: str | None = None) -> Format:
    """Return a format that can be read."""
    entry = named(name)
    if not entry.reads:
        hint = f"formats that can be read: {', '.join(readable())}"
        raise Unreadable(Problem("only-written", f"{name} is written and never read", file=file, hint=hint))
    return entry


def _writer(name: str, *, file: str | None = None) -> Format:
    """Return a format that can be written."""
    entry = named(name)
    if not entry.writes:
        hint = f"formats that can be written: {', '.join(writable())}"
        if entry.rendered:
            hint = f"`timeline render --to {entry.rendered}` writes it, and so does `render(..., {entry.rendered!r})`"
        raise NotWritten(Problem("only-read", f"{name} is not written here", file=file, hint=hint))
    return entry


def _of_suffix(path: FileName, fitting: Iterable[str], error: type[TimelineError]) -> str:
    """Return the name of the format that a suffix stands for."""
    found = format_of(path)
    if found is None or (FORMATS[found].folder and found not in fitting):
        suffixes = ", ".join(suffix for name in fitting for suffix in FORMATS[name].suffixes)
        hint = f"known suffixes are {suffixes}; or name the format"
        raise error(Problem("unknown-format", "no format has this suffix", file=os.fsdecode(path), hint=hint))
    return found

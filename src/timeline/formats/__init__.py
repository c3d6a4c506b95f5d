"""Chronologies as files: YAML for people, JSON for programs, the same tree in both; and GraphML, which is only written."""

from __future__ import annotations

import os
from collections.abc import Iterable
from importlib import resources
from importlib.resources.abc import Traversable
from types import ModuleType
from typing import Any

from timeline import files
from timeline.chronology import Chronology
from timeline.errors import NotFound, NotWritten, Problem, TimelineError, Unreadable, nearest, shown
from timeline.formats import graphml, json, loading, yaml
from timeline.formats.tree import Path, Position

__all__ = [
    "FORMATS",
    "dossier",
    "dossiers",
    "dumps",
    "format_of",
    "loads",
    "locate",
    "read",
    "readable",
    "schema",
    "starter",
    "write",
]

# Every format by its name; a new one is one line here. A module has `dumps` and `SUFFIXES`, and where it can be read as well, `loads` and `SYNTAX`.
FORMATS: dict[str, ModuleType] = {"yaml": yaml, "json": json, "graphml": graphml}

FileName = str | os.PathLike[str]


def read(
    path: FileName,
    *,
    format: str | None = None,  # noqa: A002  (the word of the field)
    limit: int = files.MOST_BYTES,
) -> Chronology:
    """Return the chronology that a file holds.

    Args:
        path: A dossier.
        format: `yaml` or `json`; by default that of the file's suffix.
        limit: The most bytes that are read.

    Raises:
        Unreadable: When the file cannot be read or is no valid dossier; with every problem, each with line and column.
        NotFound: When there is no such format.
    """
    module = _reader(format or _by_suffix(path, readable(), Unreadable), file=os.fsdecode(path))
    return module.loads(files.read_text(path, limit=limit), file=os.fsdecode(path))  # type: ignore[no-any-return]


def loads(text: str, format: str = "yaml") -> Chronology:  # noqa: A002
    """Return the chronology that a text holds.

    Raises:
        Unreadable: When the text is no valid dossier; with every problem, each with line and column. When the format is only
            written, too.
        NotFound: When there is no such format.

    Examples:
        >>> loads("events: [{when: 1919-06-28, title: The treaty is signed, where: Versailles}]").events[0].id
        '1919-06-28-the-treaty-is-signed'
    """
    return _reader(format).loads(text)  # type: ignore[no-any-return]


def write(
    chronology: Chronology,
    path: FileName,
    format: str | None = None,  # noqa: A002
    *,
    overwrite: bool = False,
) -> None:
    """Write a chronology to a file, in the long form; the file is written whole or not at all.

    Args:
        chronology: What to write; a view is written with all that its events mention.
        path: Where to.
        format: `yaml`, `json` or `graphml`; by default that of the file's suffix.
        overwrite: Whether a file that stands there is replaced.

    Raises:
        NotWritten: When the file could not be written.
        NotFound: When there is no such format.
    """
    module = _named(format or _by_suffix(path, FORMATS, NotWritten))
    files.write(path, module.dumps(chronology), overwrite=overwrite)


def dumps(chronology: Chronology, format: str = "yaml") -> str:  # noqa: A002
    """Return a chronology as a text, in the long form; the same chronology always gives the same text.

    Raises:
        NotFound: When there is no such format.
    """
    return _named(format).dumps(chronology)  # type: ignore[no-any-return]


def locate(path: FileName, paths: Iterable[Path], *, format: str | None = None) -> dict[Path, Position]:  # noqa: A002
    """Return the line and column of entries of a dossier, such as `("events", "briefing", "where")`.

    What the file does not spell out, such as the default of a field, has the place of the entry around it.

    Raises:
        Unreadable: When the file cannot be read any more.
        NotFound: When there is no such format.
    """
    module = _reader(format or _by_suffix(path, readable(), Unreadable), file=os.fsdecode(path))
    return loading.locate(files.read_text(path), module.SYNTAX, paths)


def format_of(path: FileName) -> str | None:
    """Return the name of the format that the suffix of a file stands for, or None."""
    suffix = os.path.splitext(os.fsdecode(path))[1].lower()  # noqa: PTH122  (a name may be no path of this system)
    return next((name for name, module in FORMATS.items() if suffix in module.SUFFIXES), None)


def readable() -> tuple[str, ...]:
    """Return the names of the formats that can be read as well as written."""
    return tuple(name for name, module in FORMATS.items() if hasattr(module, "loads"))


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


def starter() -> str:
    """Return a small dossier with comments, for someone to begin with."""
    return (_folder("formats") / "starter.yaml").read_text(encoding="utf-8")


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a dossier, with every kind of event that is known now."""
    from timeline.formats.json_schema import dossier_schema

    return dossier_schema()


def _folder(name: str) -> Traversable:
    return resources.files("timeline") / name


def _named(name: str) -> ModuleType:
    if name not in FORMATS:
        hint = f"there are: {', '.join(FORMATS)}"
        raise NotFound(f"no format {shown(name)}", code="unknown-format", hint=hint)
    return FORMATS[name]


def _reader(name: str, *, file: str | None = None) -> ModuleType:
    """Return the module of a format that can be read."""
    module = _named(name)
    if name not in readable():
        hint = f"formats that can be read: {', '.join(readable())}"
        raise Unreadable(Problem("only-written", f"{name} is written and never read", file=file, hint=hint))
    return module


def _by_suffix(path: FileName, fitting: Iterable[str], error: type[TimelineError]) -> str:
    """Return the name of the format that a suffix stands for."""
    found = format_of(path)
    if found is None:
        suffixes = ", ".join(suffix for name in fitting for suffix in FORMATS[name].SUFFIXES)
        hint = f"the suffixes of dossiers are {suffixes}; or name the format"
        raise error(Problem("unknown-format", "no format has this suffix", file=os.fsdecode(path), hint=hint))
    return found

"""From what a document names, or holds itself, to a chronology; problems stand where the author can mend them."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from timeline import formats
from timeline.chronology import Chronology
from timeline.errors import Problem, TimelineError, Unreadable, nearest, shown

__all__ = ["find", "inline", "known_as", "lines_of", "read"]

SUFFIXES = {".yaml", ".yml", ".json", ".toml"}  # of what may have been meant by a name that nothing bears
KEPT = 32  # chronologies, of the newest state of their files


def find(name: str, *, folders: Sequence[Path]) -> Path | None:
    """Return the file of a name, looked for in one folder after the other; None where a dossier that comes with the library is meant.

    Args:
        name: A path, relative to one of the folders, or the name of a packaged dossier.
        folders: Where to look; a name that begins with a slash belongs to the last, the root of all documents.

    Raises:
        Unreadable: When there is no such file; with every path that was tried.
    """
    tried = [folder / name for folder in folders] if not name.startswith("/") else [folders[-1] / name.lstrip("/")]
    for path in tried:
        if path.is_file():
            return path
    if name in formats.dossiers():
        return None
    places = ", ".join(str(path) for path in dict.fromkeys(tried))
    near = nearest(Path(name).name, _beside(tried)) or nearest(name, formats.dossiers())
    hint = near or f"packaged dossiers: {', '.join(formats.dossiers())}"
    raise Unreadable(Problem("missing-file", f"no dossier {shown(name)}; tried {places}", hint=hint))


def _beside(tried: Iterable[Path]) -> list[str]:
    """Return the names of the dossiers that stand where one was looked for."""
    folders = dict.fromkeys(path.parent for path in tried if path.parent.is_dir())
    return sorted({path.name for folder in folders for path in folder.iterdir() if path.suffix in SUFFIXES})


def read(name: str, *, folders: Sequence[Path]) -> tuple[Chronology, Path | None]:
    """Return the chronology that a document names, and its file, if it has one. A file is read again when it has changed.

    Raises:
        Unreadable: When there is no such file, or it is no valid dossier; with every problem, each with file, line and column.
    """
    path = find(name, folders=folders)
    if path is None:
        return formats.dossier(name), None
    status = path.stat()
    return _read(str(path), status.st_mtime_ns, status.st_size), path


@functools.lru_cache(maxsize=KEPT)
def _read(path: str, _changed: int, _size: int) -> Chronology:
    return formats.read(path)


def inline(text: str, *, file: str, line: int) -> Chronology:
    """Return the chronology whose YAML stands in a document.

    Args:
        text: The YAML.
        file: The document.
        line: The line of the document on which the YAML begins, counted from one.

    Raises:
        Unreadable: With every problem, each with its line in the document.
    """
    try:
        return formats.loads(text)
    except TimelineError as error:
        raise Unreadable(*(_moved(problem, file, line) for problem in error.problems)) from error


def _moved(problem: Problem, file: str, line: int) -> Problem:
    # Columns are those of the YAML: how far a document indents it, its reader does not say.
    return problem.at(file, line + (problem.line or 1) - 1)


def known_as(path: Path) -> str:
    """Return a path as one writes it in the folder where one is."""
    return os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)


def lines_of(path: Path) -> list[str]:
    """Return the lines of a document as its author wrote them; none where it cannot be read."""
    try:
        return path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return []

"""Writing a folder of pages: all of them or none, as far as a folder allows it.

Where there is no folder yet, the pages are made in one beside, which is put in place in one step. Where there is one, they are made
in a folder within it, which asks for no rights in the folder around and never leaves the file system; when all are ready, each is put
in its place in one step, the first page last, and those that are no longer wanted go. Whoever is killed between these steps leaves
whole pages, some old and some new. A list in the folder says which files are such pages, so that nothing else is ever removed.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from timeline import files
from timeline.errors import NotWritten, Problem, Unreadable

__all__ = ["LIST", "strangers", "write_folder"]

LIST = ".timeline-pages"  # the names of the pages of a folder, one on each line
_WORKSHOP = re.compile(r"\.timeline-.*\.tmp")


def strangers(folder: Path | str) -> tuple[str, ...]:
    """Return the names in a folder that no earlier pages bear, in order; none where there is no folder."""
    place = Path(folder)
    ours = {*_listed(place), LIST}
    return tuple(name for name in _names(place) if name not in ours)


def _names(place: Path) -> list[str]:
    """Return the names in a folder, but for what a crash left of our own work; none where there is no folder."""
    if not place.is_dir():
        return []
    with _refusing(str(place)):
        return sorted(entry.name for entry in place.iterdir() if not _WORKSHOP.fullmatch(entry.name))


def write_folder(
    folder: Path | str, pages: Iterable[tuple[str, Iterable[str]]], *, overwrite: bool = False, last: str
) -> None:
    """Write pages to a folder; what stood there stays whole if one of them cannot be made.

    Args:
        folder: Made where it is missing; the folder that it lies in must exist.
        pages: Names and texts, made while they are written.
        overwrite: Whether the folder may hold something already: earlier pages are replaced or removed, other files stay.
        last: The page that leads to the others.

    Raises:
        NotWritten: When something is in the folder, it is none, or it cannot be written.
    """
    place = Path(os.path.realpath(folder))
    files.sweep(str(place.parent))  # where pages were made while there was no folder yet
    _check(place, str(folder), overwrite=overwrite)
    with _refusing(str(folder)), _workshop(place) as made:
        names = [name for name, chunks in pages if _written(made, name, chunks, folder)]
        _written(made, LIST, [f"{name}\n" for name in names], folder)
        if place.exists():
            _replace(made, place, [*(name for name in names if name != last), last])
        else:
            made.rename(place)


def _written(made: Path, name: str, chunks: Iterable[str], folder: Path | str) -> bool:
    """Write a page where it is made; what goes wrong is told of the place where it would have stood."""
    try:
        files.write(made / name, chunks)
    except NotWritten as error:
        raise NotWritten(*(each.at(str(Path(folder) / name)) for each in error.problems)) from error
    return True


def _check(place: Path, name: str, *, overwrite: bool) -> None:
    if place.exists() and not place.is_dir():
        raise NotWritten(Problem("no-folder", "this is no folder", file=name, hint="name a folder for the pages"))
    if not place.parent.is_dir():
        hint = f"make {str(place.parent)!r} first"
        raise NotWritten(Problem("missing-folder", "the folder that it lies in does not exist", file=name, hint=hint))
    if not overwrite and _names(place):
        raise NotWritten(
            Problem("exists", "the folder is not empty", file=name, hint="overwrite=True replaces its pages")
        )


@contextlib.contextmanager
def _workshop(place: Path) -> Iterator[Path]:
    """Make a folder to work in, with the permissions of any new folder; leave none behind."""
    with files.workshop(str(place if place.exists() else place.parent)) as made:
        inner = Path(made, "pages")
        inner.mkdir()
        yield inner


def _replace(made: Path, place: Path, names: list[str]) -> None:
    """Put pages in the place of earlier ones. The list names old and new ones until all are in place."""
    for name in names:
        if (place / name).is_dir():
            raise NotWritten(
                Problem("no-regular-file", "this is a folder", file=str(place / name), hint="move it away")
            )
    earlier = _listed(place)
    stale = [name for name in earlier if name not in names]
    files.write(place / LIST, "".join(f"{name}\n" for name in dict.fromkeys((*earlier, *names))), overwrite=True)
    for name in names:
        (made / name).replace(place / name)
    for name in stale:
        if (place / name).is_file():
            (place / name).unlink()
    (made / LIST).replace(place / LIST)


def _listed(place: Path) -> tuple[str, ...]:
    """Return the names of earlier pages; a list that names anything but pages of this folder is not believed."""
    try:
        names = files.read_text(place / LIST, limit=10_000_000).splitlines()
    except Unreadable:
        return ()
    return tuple(name for name in names if name.endswith(".html") and Path(name).name == name)


@contextlib.contextmanager
def _refusing(name: str) -> Iterator[None]:
    """Turn a refusal of the system into `NotWritten`."""
    try:
        yield
    except OSError as error:
        if isinstance(error, NotWritten):
            raise
        reason = error.strerror or str(error)
        raise NotWritten(Problem("not-written", f"{reason[:1].lower()}{reason[1:]}", file=name)) from error

"""Writing a folder of pages: all of them or none, as far as a folder allows it.

The pages are made in a folder beside. Where there is none yet, that folder is put in place in one step. Where earlier pages are,
each is replaced in one step when all are ready, the first page last; then those that are no longer wanted go. A list in the folder
says which files are such pages, so that nothing else is ever removed.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from timeline import files
from timeline.errors import NotWritten, Problem, Unreadable

__all__ = ["LIST", "strangers", "write_folder"]

LIST = ".timeline-pages"  # the names of the pages of a folder, one on each line


def strangers(folder: Path | str) -> tuple[str, ...]:
    """Return the names in a folder that no earlier pages bear, in order; none where there is no folder."""
    place = Path(folder)
    if not place.is_dir():
        return ()
    ours = {*_listed(place), LIST}
    return tuple(sorted(entry.name for entry in place.iterdir() if entry.name not in ours))


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
    _check(place, str(folder), overwrite=overwrite)
    with _refusing(str(folder)), _beside(place) as made:
        names = [name for name, chunks in pages if _written(made / name, chunks)]
        files.write(made / LIST, "".join(f"{name}\n" for name in names))
        if place.exists() and any(place.iterdir()):
            _replace(made, place, [*(name for name in names if name != last), last])
        else:
            _put(made, place)


def _written(path: Path, chunks: Iterable[str]) -> bool:
    files.write(path, chunks)
    return True


def _check(place: Path, name: str, *, overwrite: bool) -> None:
    if place.exists() and not place.is_dir():
        raise NotWritten(Problem("no-folder", "this is no folder", file=name, hint="name a folder for the pages"))
    if not place.parent.is_dir():
        hint = f"make {str(place.parent)!r} first"
        raise NotWritten(Problem("missing-folder", "the folder that it lies in does not exist", file=name, hint=hint))
    if not overwrite and place.is_dir() and any(place.iterdir()):
        raise NotWritten(
            Problem("exists", "the folder is not empty", file=name, hint="overwrite=True replaces its pages")
        )


@contextlib.contextmanager
def _beside(place: Path) -> Iterator[Path]:
    """Make a folder beside, with the permissions of any new folder; leave none behind."""
    made = Path(tempfile.mkdtemp(prefix=".timeline-", suffix=".tmp", dir=place.parent))
    inner = made / "pages"
    inner.mkdir()
    try:
        yield inner
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _put(made: Path, place: Path) -> None:
    """Put a folder where none is, or an empty one."""
    if place.exists():
        shutil.copymode(place, made)
        place.rmdir()
    made.rename(place)


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

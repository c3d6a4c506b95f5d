"""The files of a folder of notes, in the order of their paths; what is not read is told, and no link is followed out of the folder."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePath

import attrs

from timeline import files
from timeline.errors import Problem, Unreadable

__all__ = ["MOST_FILES", "Folder", "NoteFile"]

MOST_FILES = 100_000
DEEPEST = 40
_SUFFIXES = {".md", ".markdown", ".mkd"}
_OF_THE_FOLDER = {"readme", "index", "_index"}


@attrs.frozen
class NoteFile:
    """A Markdown file.

    Attributes:
        name: As messages call it, the folder included.
        within: Its path in the folder.
        text: What it holds.
    """

    name: str
    within: str
    text: str

    @property
    def stem(self) -> str:
        """The name of the file alone, without its suffix."""
        return PurePath(self.within).stem


class Folder:
    """A folder on its way to notes.

    Args:
        path: Of the folder.
        limit: The most bytes that are read in all.

    Attributes:
        problems: Of files that could not be read.
        passed_over: What is not read, and why, a line for each.
    """

    def __init__(self, path: str, *, limit: int = files.MOST_BYTES) -> None:
        self.problems: list[Problem] = []
        self.passed_over: list[str] = []
        self._path = path
        self._left = limit
        self._count = 0
        self._others: Counter[str] = Counter()

    def notes(self) -> list[NoteFile]:
        """Return the Markdown files, those of the folders in it included.

        Raises:
            Unreadable: When the folder itself cannot be read.
        """
        if not os.path.isdir(self._path):  # noqa: PTH112  (a name may be no path at all)
            raise Unreadable(
                Problem("no-folder", "this is no folder", file=self._path, hint="notes are a folder of Markdown files")
            )
        found = [*self._walk("", 0)]
        if self._others:
            suffixes = ", ".join(sorted(suffix or "without a suffix" for suffix in self._others))
            many = self._others.total()
            self.passed_over.append(f"{many} file{'s' * (many != 1)} not in Markdown ({suffixes}): not read")
        return found

    def _walk(self, within: str, depth: int) -> Iterator[NoteFile]:
        folder = os.path.join(self._path, within) if within else self._path  # noqa: PTH118
        try:
            with os.scandir(folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            self.problems.append(
                Problem("unreadable-file", (error.strerror or "unreadable").lower(), file=_told(folder))
            )
            return
        for entry in entries:
            path = f"{within}/{entry.name}" if within else entry.name
            if entry.name.startswith("."):
                continue
            if entry.is_symlink():
                self.passed_over.append(f"{_told(path)}: a link, not followed")
            elif entry.is_dir():
                if depth >= DEEPEST:
                    self.problems.append(
                        Problem("too-deep", f"folders nested more than {DEEPEST} deep", file=_told(entry.path))
                    )
                else:
                    yield from self._walk(path, depth + 1)
            else:
                yield from self._note(entry.path, path)

    def _note(self, path: str, within: str) -> Iterator[NoteFile]:
        stem, suffix = os.path.splitext(os.path.basename(within))  # noqa: PTH119, PTH122
        if suffix.lower() not in _SUFFIXES:
            self._others[suffix.lower()] += 1
            return
        if stem.lower() in _OF_THE_FOLDER:
            self.passed_over.append(f"{_told(within)}: about the folder, not read")
            return
        self._count += 1
        if self._count > MOST_FILES:
            if self._count == MOST_FILES + 1:
                self.problems.append(Problem("too-many", f"more than {MOST_FILES:,} files", file=_told(self._path)))
            return
        try:
            text = files.read_text(path, limit=max(self._left, 0))
        except Unreadable as error:
            self.problems += (attrs.evolve(problem, file=_told(path)) for problem in error.problems)
            return
        self._left -= len(text)
        yield NoteFile(_told(path), _told(within), text)


def _told(path: str) -> str:
    """Return a path as text, with bytes that are none written out."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")

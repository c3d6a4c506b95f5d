"""The files of a corpus: which there are, how each begins, and, when an engine gives up on them, what is wrong and where."""

from __future__ import annotations

import csv
import glob
import gzip
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

import attrs

from timeline import files
from timeline.corpora.archives import Shelf
from timeline.corpora.layouts import Layout
from timeline.errors import Problem, Unreadable, nearest, shown

__all__ = ["Piece", "found", "heading_of", "wrong_lines"]

MOST_TOLD = 10  # wrong lines
LONGEST = 10_000_000  # characters of a line
Names = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]


@attrs.frozen
class Piece:
    """A file of a corpus.

    Attributes:
        path: What an engine reads.
        name: As the caller named it, where it was unpacked from an archive.
    """

    path: Path
    name: str

    @property
    def is_parquet(self) -> bool:
        """Whether it is Parquet, and not text."""
        return self.path.suffix.lower() in {".parquet", ".pq"}


def found(
    names: Names, shelf: Callable[[], Shelf], *, progress: Callable[[int, int], Any] | None = None
) -> list[Piece]:
    """Return the files that some names and patterns stand for, archives unpacked, in the order of their names.

    Args:
        names: Paths, patterns such as `gdelt/*.csv.zip`, of which upper and lower case are one, and folders of Parquet.
        shelf: Gives the place for what is unpacked.
        progress: Called with how many files are ready and how many there are.

    Raises:
        Unreadable: When a name stands for nothing, or a file is broken; with every such problem.
    """
    listed = [names] if isinstance(names, str | os.PathLike) else [*names]
    paths = [path for name in listed for path in _matching(os.fsdecode(name))]
    if not paths:
        raise Unreadable(
            "no file is named", code="missing-file", hint="name at least one, or a pattern such as 'gdelt/*.csv.zip'"
        )
    pieces: list[Piece] = []
    for at, path in enumerate(dict.fromkeys(paths)):
        if progress is not None:
            progress(at, len(paths))
        unpacked = shelf().unpack(path) if path.suffix.lower() == ".zip" else [path]
        pieces += [Piece(each, str(path)) for each in unpacked if each.stat().st_size]
    return pieces


def _matching(name: str) -> list[Path]:
    """Return the files that one name stands for.

    Raises:
        Unreadable: When there is none.
    """
    path = Path(name)
    if path.is_dir():
        inside = sorted(each for each in path.rglob("*") if each.suffix.lower() in {".parquet", ".pq"})
        if not inside:
            raise Unreadable(
                Problem(
                    "missing-file",
                    "this is a folder without Parquet",
                    file=name,
                    hint=f"name its files, such as {str(path / '*.csv.zip')!r}",
                )
            )
        return inside
    if path.exists():
        return [path]
    matches = sorted(Path(each) for each in glob.glob(_any_case(name), recursive=True))  # noqa: PTH207  (an absolute pattern, too)
    files_only = [each for each in matches if each.is_file()]
    if not files_only:
        pattern = glob.has_magic(name)
        message = "no file fits this pattern" if pattern else "no such file"
        raise Unreadable(Problem("missing-file", message, file=name, hint="" if pattern else files.neighbour(name)))
    return files_only


def _any_case(pattern: str) -> str:
    """Return a pattern whose last part fits in upper and lower case, since GDELT publishes `.CSV.zip` and `.csv.zip`."""
    if not glob.has_magic(pattern):
        return glob.escape(pattern)
    folder, last = os.path.split(pattern)
    parts = re.split(r"(\[[^\]]*\])", last)
    loose = "".join(part if at % 2 else re.sub(r"[a-zA-Z]", _either, part) for at, part in enumerate(parts))
    return os.path.join(folder, loose)  # noqa: PTH118  (a pattern is no path)


def _either(letter: re.Match[str]) -> str:
    return f"[{letter[0].lower()}{letter[0].upper()}]"


# -- how files begin -------------------------------------------------------------------------------------------------------


@attrs.frozen
class Heading:
    """How the files of a corpus begin.

    Attributes:
        columns: In their order.
        lines: How many lines come before the rows: one or none.
        quoted: Whether cells may stand in quotation marks.
    """

    columns: tuple[str, ...]
    lines: int
    quoted: bool


def heading_of(pieces: Sequence[Piece], layout: Layout) -> Heading:
    """Return how text files begin, which has to be the same for all of them.

    Raises:
        Unreadable: When the columns of a file are not those of the corpus; with every such file.
    """
    problems, first = [], None
    for piece in pieces:
        read = _heading(piece, layout)
        if isinstance(read, Problem):
            problems.append(read)
        elif first is not None and read != first:
            problems.append(
                Problem(
                    "wrong-columns",
                    "this file begins otherwise than the first",
                    file=piece.name,
                    line=1,
                    hint="open them one by one",
                )
            )
        else:
            first = read
    if problems or first is None:
        raise Unreadable(*problems)
    return first


def _heading(piece: Piece, layout: Layout) -> Heading | Problem:
    with opened(piece.path) as stream:
        line = stream.readline(LONGEST).decode("utf-8", "replace").removeprefix("\ufeff").rstrip("\r\n")
    quoted = line.startswith('"')
    cells = next(csv.reader([line], delimiter="\t")) if quoted else line.split("\t")
    named = bool({cell.casefold() for cell in cells} & {layout.holds["id"][0].casefold()})
    if named:
        return _named(cells, piece, layout, quoted=quoted)
    if layout.header or len(cells) != len(layout.columns):
        return _misfit(cells, piece, layout)
    return Heading(layout.columns, 0, quoted=False)


def _named(cells: Sequence[str], piece: Piece, layout: Layout, *, quoted: bool) -> Heading | Problem:
    """Return the columns that a first line names."""
    missing = [name for name in layout.needed if name not in cells]
    if missing:
        near = nearest(missing[0], cells)
        return Problem(
            "wrong-columns",
            f"no column {shown(missing[0])}",
            file=piece.name,
            line=1,
            hint=near or f"needed: {', '.join(layout.needed)}",
        )
    return Heading(tuple(cells), 1, quoted=quoted)


def _misfit(cells: Sequence[str], piece: Piece, layout: Layout) -> Problem:
    """Say of a first line what is wrong with it."""
    count = f"{len(cells):,} column{'s' * (len(cells) != 1)}"
    if layout.header:
        hint = f"the first line names the columns, such as {', '.join(layout.needed[:3])}, with tabs between"
        return Problem(
            "wrong-columns",
            f"{count} and none of them {shown(layout.holds['id'][0])}",
            file=piece.name,
            line=1,
            hint=hint,
        )
    older = "; 57 and 58 are those of GDELT 1.0" if len(cells) in {57, 58} else ""
    hint = f"{layout.title} has {len(layout.columns)}, with tabs between{older}"
    return Problem("wrong-columns", count, file=piece.name, line=1, hint=hint)


# -- what is wrong with them -----------------------------------------------------------------------------------------------


def opened(path: Path) -> IO[bytes]:
    """Open a file of text, packed by gzip or plain."""
    return gzip.open(path, "rb") if path.suffix.lower() == ".gz" else path.open("rb")  # type: ignore[return-value]


def wrong_lines(pieces: Iterable[Piece], heading: Heading, layout: Layout) -> list[Problem]:
    """Return what is wrong with the lines of text files: the number of columns, the encoding, the date; the first few.

    Why: engines say of a wrong line each what they like, and some of them not where. This is read only when one of them gave up.
    """
    problems: list[Problem] = []
    for piece in pieces:
        for problem in _wrong(piece, heading, layout):
            problems.append(problem)
            if len(problems) == MOST_TOLD:
                return problems
    return problems


def _wrong(piece: Piece, heading: Heading, layout: Layout) -> Iterator[Problem]:
    day = heading.columns.index(layout.day)
    with opened(piece.path) as stream:
        for number, raw in enumerate(stream, start=1):
            if number <= heading.lines or not raw.strip(b"\r\n"):
                continue
            try:
                line = raw.decode("utf-8").rstrip("\r\n")
            except UnicodeDecodeError as error:
                hint = "save the file as UTF-8"
                yield Problem("not-utf-8", f"the byte 0x{raw[error.start]:02x} is not UTF-8", hint=hint).at(
                    piece.name, number
                )
                continue
            cells = next(csv.reader([line], delimiter="\t")) if heading.quoted else line.split("\t")
            if len(cells) != len(heading.columns):
                yield Problem("wrong-columns", f"{len(cells)} columns", hint=f"there are {len(heading.columns)}").at(
                    piece.name, number
                )
            elif not _is_day(cells[day]):
                yield Problem(
                    "impossible-date",
                    f"no day {shown(cells[day])} in {layout.day}",
                    hint="a day such as 20250426 or 2025-04-26",
                ).at(piece.name, number)


def _is_day(text: str) -> bool:
    from datetime import date

    plain = text if "-" in text else f"{text[:4]}-{text[4:6]}-{text[6:]}"
    try:
        date.fromisoformat(plain)
    except ValueError:
        return not text.strip()
    return True

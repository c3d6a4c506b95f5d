"""From a text with delimiters to the cells of a table, each with its line and column.

Cells are read one by one and not by the `csv` module, which keeps no columns, has one limit on the length of a cell for the whole process, and
takes broken quotation marks for text.
"""

from __future__ import annotations

import functools
import re
from array import array
from collections.abc import Callable, Iterator
from itertools import accumulate

from timeline.errors import Problem, Unreadable, shown
from timeline.files import LONGEST_TEXT
from timeline.formats.drafting.tree import MOST_PROBLEMS, Lines, Position
from timeline.formats.tables.entering import Sheet

__all__ = ["LONGEST_CELL", "MOST_COLUMNS", "scanned"]

LONGEST_CELL = 4 * LONGEST_TEXT
MOST_COLUMNS = 1_000
_CANDIDATES = (",", ";", "\t")
_QUOTED = re.compile(r'"([^"]*(?:""[^"]*)*)"')
_BREAK = re.compile(r"\r\n|\n|\r")
_EMPTY = "write a header first, such as `id,title,when,place,who`"


class _Stop(Exception):
    """Nothing that follows can be read."""


class _Scan:
    """One text on its way to cells.

    Args:
        text: Without a byte order mark.
        delimiter: What parts its cells.
    """

    def __init__(self, text: str, delimiter: str) -> None:
        self.text = text
        self.problems: list[Problem] = []
        self.starts = array("Q")  # where each row begins
        self._delimiter = delimiter
        self._plain = re.compile(rf"[^{re.escape(delimiter)}\r\n]*")
        # Cells without quotation marks around them, up to one that has them or to the end of the line.
        self._run = re.compile(
            rf'[^{re.escape(delimiter)}\r\n]*(?:{re.escape(delimiter)}(?!")[^{re.escape(delimiter)}\r\n]*)*'
        )

    def rows(self, start: int) -> Iterator[list[str]]:
        """Yield the cells of each row; lines without any character are none."""
        position, text, delimiter = start, self.text, self._delimiter
        while position < len(text):
            begin = position
            found = _BREAK.search(text, begin)
            end, position = found.span() if found else (len(text), len(text))
            line = text[begin:end]
            if '"' in line:
                cells, end = self._quoted(begin)
                found = _BREAK.match(text, end)
                position = found.end() if found else end
                self.starts.append(begin)
                yield cells
            elif line:
                self.starts.append(begin)
                yield line.split(delimiter)

    def offsets(self, row: int) -> list[int]:
        """Return where the cells of a row begin."""
        offsets: list[int] = []
        self._quoted(self.starts[row], offsets)
        return offsets

    def _quoted(self, begin: int, offsets: list[int] | None = None) -> tuple[list[str], int]:
        """Return the cells of a row that begins at a place, and where it ends.

        Args:
            begin: Its place.
            offsets: Takes up the places of the cells, where they are wanted; what is wrong was told before.
        """
        found: list[str] = []
        position, text = begin, self.text
        while True:
            if text.startswith('"', position):
                cell, end = self._in_marks(position, quiet=offsets is not None)
                cells = [cell]
            else:
                match = self._run.match(text, position)
                assert match is not None  # noqa: S101  (it fits nothing as well)
                cells, end = match.group().split(self._delimiter), match.end()
            if offsets is not None:
                starts = accumulate((len(cell) + 1 for cell in cells[:-1]), initial=position)
                offsets.extend(starts)
            found += cells
            if not text.startswith(self._delimiter, end):
                return found, end
            position = end + 1

    def _in_marks(self, position: int, *, quiet: bool) -> tuple[str, int]:
        """Return the cell in quotation marks at a place, and where what follows begins."""
        match = _QUOTED.match(self.text, position)
        if match is None:
            if not quiet:
                hint = "close it, and double the marks within it"
                self.note("unclosed-quote", "a quotation mark that is never closed", position, hint=hint)
            raise _Stop
        cell, end = match.group(1).replace('""', '"'), match.end()
        rest = self._plain.match(self.text, end)
        if rest and rest.group():
            if not quiet:
                message = f"{shown(rest.group(), limit=30)} behind the quotation mark that closes a cell"
                self.note("broken-quote", message, end, hint="double the marks within a cell")
            end = rest.end()
        return cell, end

    def note(self, code: str, message: str, offset: int, *, hint: str = "") -> None:
        """Note what is wrong at a place; so much that reading on is no use ends the reading."""
        line, column = self.lines(offset)
        self.problems.append(Problem(code, message, line=line, column=column, hint=hint))
        if len(self.problems) >= MOST_PROBLEMS:
            told = "too many problems to go on reading"
            self.problems.append(Problem("too-many", told, line=line, column=column))
            raise _Stop

    @property
    def lines(self) -> Lines:
        """Lines and columns, worked out when the first is asked for."""
        if self._lines is None:
            self._lines = Lines(self.text)
        return self._lines

    _lines: Lines | None = None


def scanned(text: str, *, file: str | None, delimiter: str) -> Sheet:
    """Return the table of a text.

    Args:
        text: As it stands in a file.
        file: What messages call it.
        delimiter: What parts the cells; the empty text for what the header has most of.

    Raises:
        Unreadable: When there is no header, or one that cannot be.
    """
    text = text.removeprefix("\ufeff")
    start, declared = _declared(text)
    scan = _Scan(text, delimiter or declared or _sniffed(text[start:]))
    rows: list[list[str]] = []
    try:
        for row in scan.rows(start):
            if rows:
                _check(scan, row, len(rows[0]), len(rows))
            elif len(row) > MOST_COLUMNS:
                message = f"{len(row):,} columns; at most {MOST_COLUMNS:,} are read"
                raise Unreadable(Problem("too-large", message, file=file, line=1, column=1))
            rows.append(row)
    except _Stop:
        pass
    if not rows:
        raise Unreadable(
            *_placed(scan, file) or [Problem("empty", "no header", file=file, line=1, column=1, hint=_EMPTY)]
        )
    names = _header(scan, rows[0])
    if scan.problems:
        raise Unreadable(*_placed(scan, file))
    kept = [position for position, name in enumerate(names) if name]
    return Sheet(
        tuple(names[position] for position in kept), _picked(rows[1:], kept, len(names)), _places(scan, kept), (), file
    )


def _placed(scan: _Scan, file: str | None) -> list[Problem]:
    ordered = sorted(scan.problems, key=lambda problem: (problem.line or 0, problem.column or 0))
    return [problem.at(file, problem.line, problem.column) for problem in ordered]


def _picked(rows: list[list[str]], kept: list[int], count: int) -> list[list[str]]:
    if len(kept) == count:
        return rows
    return [[row[position] for position in kept] for row in rows]


def _declared(text: str) -> tuple[int, str]:
    """Return where the header begins, and the delimiter that a first line `sep=;` declares, as Excel writes it."""
    found = re.match(r'"?sep=([,;\t])"?(?:\r\n|\n|\r|$)', text)
    return (found.end(), found[1]) if found else (0, "")


def _sniffed(text: str) -> str:
    """Return the delimiter that the header has most of, outside quotation marks; a comma where it has none."""
    header = re.match(r'(?:"(?:[^"]++|"")*"|[^"\r\n]++)*', text.lstrip("\r\n"))
    bare = re.sub(r'"(?:[^"]++|"")*"', "", header.group() if header else "")
    return max(_CANDIDATES, key=bare.count)


def _header(scan: _Scan, cells: list[str]) -> list[str]:
    """Return the names of the columns; the empty text for one that has neither a name nor anything in it."""
    names = [" ".join(cell.split()) for cell in cells]
    offsets = scan.offsets(0) if scan.starts else []
    seen: dict[str, int] = {}
    for position, name in enumerate(names):
        if not name:
            names[position] = f"column {position + 1}"
        elif name in seen:
            line, column = scan.lines(offsets[position])
            hint = f"columns {seen[name] + 1} and {position + 1} have it"
            scan.problems.append(
                Problem(
                    "duplicate-column", f"two columns are called {shown(name)}", line=line, column=column, hint=hint
                )
            )
        seen.setdefault(name, position)
    return names


def _check(scan: _Scan, row: list[str], wanted: int, number: int) -> None:
    """Note a row that has more or fewer cells than the header, or a cell that is too long; cut off empty cells that are too many."""
    while len(row) > wanted and not row[-1]:
        row.pop()
    if len(row) == 1 and not row[0].strip(" \t"):
        row[0] = ""  # a line with nothing in it
    elif len(row) != wanted:
        message = f"row {number}: {len(row)} cell{'s' * (len(row) != 1)}, and the header has {wanted}"
        scan.note(
            "ragged-row",
            message,
            scan.starts[number],
            hint="a cell with a delimiter or a line break stands in quotation marks",
        )
    row.extend([""] * (wanted - len(row)))
    for cell in row:
        if len(cell) > LONGEST_CELL:
            message = f"row {number}: a cell of {len(cell):,} characters"
            scan.note("too-long", message, scan.starts[number], hint=f"at most {LONGEST_CELL:,} are read")


def _places(scan: _Scan, kept: list[int]) -> Callable[[int, int], Position]:
    """Return what finds the line and column of a cell; it is asked only where something is wrong, or where a finding needs a place."""
    offsets = functools.lru_cache(maxsize=16)(scan.offsets)  # it may be asked for thousands of names in one cell

    def place(row: int, column: int) -> Position:
        if column < 0:
            return scan.lines(scan.starts[row + 1])
        return scan.lines(offsets(row + 1)[kept[column]])

    return place

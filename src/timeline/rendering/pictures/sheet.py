"""What stands around a picture that is a file of its own: a heading, what is counted, a legend, notes; one below the other."""

from __future__ import annotations

from collections.abc import Iterable

from timeline.rendering.pictures.lettering import SINK, is_rtl, lines_of, width_of
from timeline.rendering.pictures.picture import Label, length

__all__ = ["BESIDE", "HEADING", "LEADING", "MARGIN", "SMALL", "Sheet"]

MARGIN = 24.0  # around everything
HEADING, SMALL = 21.0, 13.0  # sizes of letters
BOLD = 1.13  # how much wider bold letters are
LEADING = 1.22  # from line to line, in parts of the size of the letters
MOST_LINES = 4  # of a heading or a note
BESIDE = 7.0  # between a sample and its words


class Sheet:
    """Sets blocks of text one below the other.

    Args:
        width: Of the picture.
        rtl: Whether the page runs from right to left.

    Attributes:
        top: Where the next block begins.
    """

    def __init__(self, width: float, *, rtl: bool = False) -> None:
        self._width, self._rtl = width, rtl
        self.top = MARGIN

    def block(self, text: str, *, size: float = SMALL) -> Label | None:
        """Return a text that fills the width of the picture; None where there is none."""
        if not text:
            return None
        step = LEADING * size
        room = self._width - 2 * MARGIN
        lines = lines_of(text, room, size * BOLD if size == HEADING else size, most=MOST_LINES)
        placed = tuple((line, length(self.top + size + step * row)) for row, line in enumerate(lines))
        self.top += step * len(lines) + BESIDE / 2
        return self._label(placed, self._width - MARGIN if self._rtl else MARGIN)

    def flow(self, items: Iterable[tuple[float, str]]) -> tuple[tuple[str, str, Label], ...]:
        """Return where samples and their words stand, side by side as far as there is room.

        Args:
            items: The width of each sample, and its words.

        Returns:
            The left of each sample, its middle, and its words in their place.
        """
        found: list[tuple[str, str, Label]] = []
        x, y = MARGIN, self.top + SMALL
        for wide, words in items:
            room = wide + BESIDE + width_of(words, SMALL)
            if found and x + room > self._width - MARGIN:
                x, y = MARGIN, y + LEADING * SMALL + 3
            found.append(self._entry(x, y, wide, words))
            x += room + MARGIN
        self.top = y + LEADING * SMALL if found else self.top
        return tuple(found)

    def _entry(self, x: float, y: float, wide: float, words: str) -> tuple[str, str, Label]:
        left, at = x, x + wide + BESIDE
        if self._rtl:
            left, at = self._width - x - wide, self._width - at
        return length(left), length(y - SMALL * SINK), self._label(((words, length(y)),), at)

    def _label(self, lines: tuple[tuple[str, str], ...], x: float) -> Label:
        """Return a text that begins at a place, in the direction of the page; its letters may run the other way."""
        rtl = is_rtl(lines[0][0])
        return Label(lines, length(x), "end" if rtl != self._rtl else "start", "rtl" if rtl else "ltr")

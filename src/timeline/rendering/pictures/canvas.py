"""From places along an axis to what a template writes down: lengths as texts, mirrored where time runs from right to left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from timeline.rendering.pictures.axis import Axis, Name, Part
from timeline.rendering.pictures.lettering import SINK
from timeline.rendering.pictures.marks import HALF, LARGE, SMALL, Bar, Figure, Look
from timeline.rendering.pictures.picture import length
from timeline.rendering.pictures.rows import Dot, Piece, Scale, Text, Trace

__all__ = ["Canvas"]

ABOVE, NAMED = 12.0, 14.0  # the foot of what stands above the names at the axis, and what the names add to it
LINE = 8.0  # from there to the axis
TIP, REACH = 2.8, 4.5  # an arrow: half its height, its length
SPLIT = 3.2  # half of a small dot that is split, or its halves could not be told
APART, OPEN = 0.9, 1.4  # half of what lies between the halves of a dot, and of one that is hollow
STROKE = 1.2  # how far a stroke goes beyond what it strikes out
SLASH = 4.0  # half the height of a break in the axis
ASK = 11.0  # the size of a question mark


class Canvas:
    """Where lanes are drawn.

    Args:
        room: Its width.
        rtl: Whether time runs from right to left.
    """

    def __init__(self, room: float, *, rtl: bool = False) -> None:
        self._room, self._rtl = room, rtl

    def x(self, place: float) -> str:
        """Return a place along the axis as a length."""
        return length(self._turned(place))

    def _turned(self, place: float) -> float:
        return self._room - place if self._rtl else place

    # -- the axis ----------------------------------------------------------------------------------------------------------

    @staticmethod
    def head(axis: Axis) -> float:
        """Return how much room an axis and its names take above the lanes."""
        framed = any(part.frames for part in axis.parts)
        return ABOVE + (NAMED if framed else 0) + LINE

    def scale(self, axis: Axis, *, bottom: float) -> Scale:
        """Return an axis as it is drawn, with lines down to the bottom of the lanes."""
        head = self.head(axis)
        names = [self._name(name, head - LINE) for part in axis.parts for name in part.names]
        first = "end" if self._rtl else "start"
        frames = [self._name(name, ABOVE, anchor=first) for part in axis.parts for name in part.frames]
        borders = {place: part.step.is_cell for part in axis.parts for place in part.borders}
        lines = [place for part in axis.parts for place in part.lines if place not in borders]
        gaps = [(one.right, other.left) for one, other in zip(axis.parts, axis.parts[1:], strict=False)]
        beyond = [part for at, part in enumerate(axis.parts) if at != axis.main]
        return Scale(
            names=(*frames, *names),
            lines=self._down(lines, head, bottom),
            borders="".join(self._border(place, head, bottom, clear=clear) for place, clear in borders.items()),
            course=self.across(axis, head) + "".join(self._slashes(gap, head) for gap in gaps),
            margins=tuple(self._margin(part) for part in beyond),
        )

    def _border(self, place: float, head: float, bottom: float, *, clear: bool) -> str:
        """Return the line where a new frame begins; it goes up to the frames where no name stands at it."""
        return self._down([place], head - LINE - NAMED + 2 if clear else head, bottom)

    def _margin(self, part: Part) -> tuple[str, str]:
        """Return the left and the width of a part of the axis."""
        return length(min(self._turned(part.left), self._turned(part.right))), length(part.right - part.left)

    def _name(self, name: Name, foot: float, *, anchor: str = "middle") -> Text:
        return Text(name.text, self.x(name.x), length(foot), anchor)

    def _down(self, places: Iterable[float], top: float, bottom: float) -> str:
        return "".join(f"M{self.x(place)} {length(top)}V{length(bottom)}" for place in places)

    def across(self, axis: Axis, y: float) -> str:
        """Return a line along an axis, with its gaps."""
        return "".join(f"M{self.x(part.left)} {length(y)}H{self.x(part.right)}" for part in axis.parts)

    def _slashes(self, gap: tuple[float, float], y: float) -> str:
        """Return the two strokes that say that an axis is broken."""
        return "".join(
            f"M{length(self._turned(place) - SLASH / 2)} {length(y + SLASH)}l{length(SLASH)} {length(-2 * SLASH)}"
            for place in (gap[0] + SLASH / 2, gap[1] - SLASH / 2)
        )

    # -- marks -------------------------------------------------------------------------------------------------------------

    def mark(self, figure: Figure, y: float, *, told: str = "", href: str = "", again: bool = False) -> Trace:
        """Return what is drawn for one event.

        Args:
            figure: Its shape.
            y: The middle of its row.
            told: What it stands for, in words.
            href: Where it leads.
            again: Whether it stands in a lane above already.
        """
        look = figure.look
        return Trace(
            told=told,
            href=href,
            again=again,
            dots=tuple(self._dot(place, y, look) for place in figure.dots),
            signs=tuple((self.x(place), length(y)) for place in figure.signs),
            sign=look.sign,
            pieces=tuple(
                self._outlines(figure.bars, y) if look.hollow else (self._piece(bar, y) for bar in figure.bars)
            ),
            course="".join(self._course(figure, y)),
            unknown=tuple(Text("?", self.x(place), length(y + ASK * SINK)) for place in figure.unknown),
            hollow=look.hollow,
            contested=look.split,
        )

    def _dot(self, place: float, y: float, look: Look) -> Dot:
        size = LARGE if not look.small else SPLIT if look.split else SMALL
        if look.hollow:
            size -= 0.6  # its line is drawn half outside
        return Dot(
            self.x(place), length(y), length(size), _halves(size, OPEN if look.hollow else APART) if look.split else ""
        )

    def _piece(self, bar: Bar, y: float) -> Piece:
        left, right = sorted((self._turned(bar.left), self._turned(bar.right)))
        high = length(2 * HALF)
        path = f"M{length(left)} {length(y - HALF - bar.rise)}h{length(right - left)}v{high}H{length(left)}z"
        return Piece(path, (bar.shade.mirrored if self._rtl else bar.shade).value)

    def _outlines(self, bars: Sequence[Bar], y: float) -> Iterator[Piece]:
        """Yield the outline of a bar piece by piece, each open where the next goes on."""
        for at, bar in enumerate(bars):
            begins = at == 0 or bars[at - 1].right != bar.left
            ends = at == len(bars) - 1 or bars[at + 1].left != bar.right
            first, last = self.x(bar.left), self.x(bar.right)
            top, bottom = length(y - HALF - bar.rise), length(y + HALF - bar.rise)
            path = f"M{first} {top}H{last}{'V' if ends else f'M{last} '}{bottom}H{first}{f'V{top}' if begins else ''}"
            yield Piece(path, bar.shade.value)

    def _course(self, figure: Figure, y: float) -> Iterator[str]:
        for place, way in figure.tips:
            turned = -way if self._rtl else way
            x = length(self._turned(place) - turned * REACH)
            yield f"M{x} {length(y - TIP)}l{length(turned * REACH)} {length(TIP)} {length(-turned * REACH)} {length(TIP)}"
        if figure.line is not None and figure.line[1] > figure.line[0]:
            yield f"M{self.x(figure.line[0])} {length(y)}H{self.x(figure.line[1])}"
        if figure.look.struck:
            half = LARGE + STROKE
            for place in figure.dots or (figure.extent.middle,):
                yield f"M{length(self._turned(place) - half)} {length(y + half)}l{length(2 * half)} {length(-2 * half)}"


def _halves(size: float, apart: float) -> str:
    """Return the two halves of a dot, a little apart and not at the same height."""
    arc = f"{length(size)} {length(size)} 0 0"
    return f"m-{apart}-{length(size + 1)}a{arc} 0 0 {length(2 * size)}zm{2 * apart} 2a{arc} 1 0 {length(2 * size)}z"

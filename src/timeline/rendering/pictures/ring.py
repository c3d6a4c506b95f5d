"""The ring of a network: marks with names around an oval, lines across it, and numbers on the lines."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import attrs

from timeline.chronology.contacts import Contact, Node
from timeline.rendering.escape import escape_text
from timeline.rendering.pictures.circle import Curve, Numbers, Oval, Spot, around, curve, oval
from timeline.rendering.pictures.lettering import SINK, is_rtl, lines_of, width_of
from timeline.rendering.pictures.picture import Label, length
from timeline.rendering.pictures.sheet import MARGIN, SMALL
from timeline.rendering.pictures.threads import Gap, Mark, Thread
from timeline.rendering.wording import Wording

__all__ = ["SMALLEST", "Ring"]

NAME = 14.0  # the size of the letters of a name
LEADING = 17.0  # from line to line
BETWEEN, BESIDE = 9.0, 7.0  # two names one below the other, and a mark and its name
WIDEST, SHARE = 240.0, 0.25  # a line of a name: at most so wide, and so much of the picture
SMALLEST, LARGEST = 3.5, 9.0  # half the width of a mark
LEAST_HIGH, FEW_HIGH = 330.0, 50.0  # the oval is at least so high, or so high for each of few
NARROW, ROUND = 70.0, 1.2  # half its width: at least, and in parts of half its height
THINNEST, THICKEST, STEP = 1.3, 8.0, 1.2  # a line, and what one meeting more adds at most
FAINT, FIRM = 0.52, 0.6  # how far a line of one meeting covers what is below it, and one of several at least
FEW, LEAST_CALM = 32, 0.45  # lines; more are drawn thinner and fainter
MOST_NUMBERS = 32
ROOM = 3.0  # around a number


class Ring:
    """Measures and places those who met, and the lines between them.

    All lengths are measured from the middle of the oval.

    Args:
        nodes: Those who met, the first at the top left.
        edges: Who met whom, those with most meetings first.
        width: Of the picture.
        words: In which meetings are counted.
        told: Says an edge in words.
        leading: Gives where the line of an edge leads; empty where it leads nowhere.
    """

    def __init__(
        self,
        nodes: Iterable[Node],
        edges: Sequence[Contact],
        *,
        width: float,
        words: Wording,
        told: Callable[[Contact], str],
        leading: Callable[[Contact], str],
    ) -> None:
        self._nodes = {node.id: node for node in nodes}
        self._edges, self._words = edges, words
        self._width = width
        self._told, self._leading = told, leading
        self._most = max((edge.count for edge in edges), default=1)
        self._busiest = max((node.meetings for node in self._nodes.values()), default=1)
        self._order = around([*self._nodes], edges)

    # -- the oval and the names ----------------------------------------------------------------------------------------

    @cached_property
    def _labels(self) -> Mapping[str, tuple[str, ...]]:
        """The names, broken into lines."""
        room = min(WIDEST, self._width * SHARE)
        return {name: lines_of(escape_text(node.name), room, NAME) for name, node in self._nodes.items()}

    @cached_property
    def _beside(self) -> tuple[float, float]:
        """How much room names take on the left and on the right."""
        half = (len(self._order) + 1) // 2
        return self._widest(self._order[half:]), self._widest(self._order[:half])

    def _widest(self, names: Iterable[str]) -> float:
        return max(map(self._breadth, names), default=0.0) + LARGEST + BESIDE

    def _breadth(self, name: str) -> float:
        *lines, last = self._labels[name]
        return max(width_of(text, NAME) for text in (*lines, f"{last} {self._nodes[name].meetings:,}"))

    @cached_property
    def oval(self) -> Oval:
        """The oval: as wide as the names leave room for, and not much wider than high."""
        heights = [LEADING * len(self._labels[name]) + BETWEEN for name in self._order]
        least = min(LEAST_HIGH, FEW_HIGH * (len(heights) + 1))
        room = (self._width - 2 * MARGIN - sum(self._beside)) / 2
        return oval(heights, least=least, across=lambda down: max(NARROW, min(room, ROUND * down)))

    @property
    def middle(self) -> float:
        """How far to the right the middle of the oval lies, so that it and the names together stand in the middle."""
        left, right = self._beside
        return self._width / 2 + (left - right) / 2

    @cached_property
    def _spots(self) -> Mapping[str, Spot]:
        return dict(zip(self._order, self.oval.spots, strict=True))

    def marks(self) -> Iterator[Mark]:
        """Yield those who met, each with its name."""
        for name, node in self._nodes.items():
            spot, size = self._spots[name], self._size(node)
            held = self._words.counted(node.meetings, "meetings_held")
            told = self._words.say("met_in_all", name=escape_text(node.name), meetings=held)
            yield Mark(node.kind, length(spot.x), length(spot.y), length(size), self._label(node, spot, size), told)

    def _size(self, node: Node) -> float:
        """Return half the width of a mark: its area grows with the meetings, and no line is wider than it."""
        scaled = min(LARGEST, SMALLEST + self._busiest) * math.sqrt(node.meetings / self._busiest)
        return max(SMALLEST, scaled, self._thickness(self._closest[node.id]) / 2 + 1)

    def _number(self, count: int) -> str:
        return self._words.tongue.number(count)

    @cached_property
    def _closest(self) -> Mapping[str, int]:
        """The most meetings that each had with one other."""
        rising = reversed(self._edges)
        return {name: edge.count for edge in rising for name in (edge.first, edge.second)}

    def _label(self, node: Node, spot: Spot, size: float) -> Label:
        lines = self._labels[node.id]
        first = spot.y + NAME * SINK - LEADING * (len(lines) - 1) / 2
        placed = tuple((line, length(first + LEADING * row)) for row, line in enumerate(lines))
        rtl = is_rtl(node.name)
        anchor = "end" if rtl == (spot.side > 0) else "start"
        x = spot.x + spot.side * (size + BESIDE)
        return Label(placed, length(x), anchor, "rtl" if rtl else "ltr", self._number(node.meetings))

    # -- lines and their numbers ---------------------------------------------------------------------------------------

    @cached_property
    def threads(self) -> tuple[tuple[Thread, ...], tuple[Gap, ...]]:
        """The lines, the thinnest first, and where they are interrupted."""
        curves = [curve(self._spots[edge.first], self._spots[edge.second]) for edge in self._edges]
        numbers = Numbers(curves, ((spot, LARGEST) for spot in self._spots.values()))
        drawn = [self._thread(edge, line, numbers) for edge, line in zip(self._edges, curves, strict=True)]
        gaps = [gap for _, gap in drawn if gap is not None]
        gaps += [self._hole(node) for node in self._nodes.values() if node.kind == "agent"]
        return tuple(thread for thread, _ in reversed(drawn)), tuple(gaps)

    def _thread(self, edge: Contact, line: Curve, numbers: Numbers) -> tuple[Thread, Gap | None]:
        """Return the line of a pair, and the gap for its number."""
        bare = self.line(_path(line), edge.count, calm=self._calm)
        thread = attrs.evolve(bare, told=self._told(edge), href=self._leading(edge))
        wide, high = width_of(self._number(edge.count), SMALL) / 2 + ROOM, SMALL / 2 + ROOM - 1
        spot = numbers.place(line, wide=wide, high=high) if edge.count >= self.numbered else None
        if spot is None:
            return thread, None
        x, y = length(spot.x), length(spot.y + SMALL * SINK)
        gap = Gap(x, length(spot.y), length(wide), length(high))
        return attrs.evolve(thread, number=self._number(edge.count), x=x, y=y), gap

    def line(self, path: str, count: int, *, calm: float = 1.0) -> Thread:
        """Return a line for so many meetings, without words and number.

        Args:
            path: Its course.
            count: How many meetings.
            calm: How much of its strength it keeps.
        """
        least = (FAINT if count == 1 else FIRM) * math.sqrt(calm)
        strength = least + (1 - least) * self._share(count)
        return Thread(path, length(self._thickness(count)), length(strength, 2), often=count > 1)

    def _thickness(self, count: int) -> float:
        top = min(THICKEST * max(LEAST_CALM, self._calm), THINNEST + STEP * (self._most - 1))
        return THINNEST + (top - THINNEST) * self._share(count)

    def _share(self, count: int) -> float:
        """Return where a count stands between one and the most; the square root keeps the many from burying the few."""
        return math.sqrt((count - 1) / max(1, self._most - 1))

    @cached_property
    def _calm(self) -> float:
        """How much of its width and strength a line keeps, so that many do not become a blot."""
        return min(1.0, math.sqrt(FEW / max(1, len(self._edges))))

    @cached_property
    def numbered(self) -> int:
        """From how many meetings on a line bears a number: 2, or more where too many lines would."""
        counts = [edge.count for edge in self._edges]
        return max(2, counts[MOST_NUMBERS] + 1 if len(counts) > MOST_NUMBERS else 2)

    def _hole(self, node: Node) -> Gap:
        """Return the inside of an open mark."""
        spot, size = self._spots[node.id], length(self._size(node))
        return Gap(length(spot.x), length(spot.y), size, size)


def _path(line: Curve) -> str:
    start, bend, end = (f"{length(spot.x)} {length(spot.y)}" for spot in (line.start, line.bend, line.end))
    return f"M{start}Q{bend} {end}"

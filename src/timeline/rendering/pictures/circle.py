"""Where those who met stand in a picture: on an oval, with everyone's name beside it on a line of its own.

The order around the oval keeps those who met often near each other. It starts from a fixed rule and is improved by exchanges until none
helps, so the same network always gives the same picture. Heights are handed out in rows, one for each name on either side; so no
name runs into another, however many there are, and none runs into a line, for all lines are inside.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence

import attrs

from timeline.chronology.contacts import Contact

__all__ = ["Curve", "Numbers", "Oval", "Spot", "around", "curve", "oval"]

MOST_PASSES = 12
BEND = 0.7  # how far towards the middle of the oval a line is drawn, where 0 is straight
STEPS = 24  # points of a line that are looked at when its number seeks a place
CELL = 9.0
# Where on a line its number is tried: in the middle first.
TRIES = (0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8, 0.16, 0.84)

Weights = Mapping[str, Mapping[str, int]]


# -- the order around the oval ---------------------------------------------------------------------------------------------


def around(names: Sequence[str], edges: Iterable[Contact]) -> list[str]:
    """Return the order around the oval, clockwise from the top; the first of the names comes last, at the top left.

    Args:
        names: Those to place, the most important first.
        edges: Who met, and how often.
    """
    weights = _weights(names, edges)
    groups = [_chain(group, weights) for group in _groups(names, weights)]
    order = [name for group in groups for name in group]
    _improve(order, groups, weights)
    first = order.index(names[0]) + 1 if names else 0
    return [*order[first:], *order[:first]]


def _weights(names: Sequence[str], edges: Iterable[Contact]) -> Weights:
    weights: dict[str, dict[str, int]] = {name: {} for name in names}
    for edge in edges:
        if edge.first in weights and edge.second in weights:
            weights[edge.first][edge.second] = weights[edge.second][edge.first] = edge.count
    return weights


def _groups(names: Sequence[str], weights: Weights) -> list[list[str]]:
    """Part those whom no chain of meetings joins."""
    groups: list[list[str]] = []
    seen: set[str] = set()
    for name in names:
        if name not in seen:
            group, waiting = [], [name]
            seen.add(name)
            while waiting:
                group.append(waiting.pop(0))
                waiting += [other for other in weights[group[-1]] if other not in seen]
                seen.update(waiting)
            groups.append(group)
    return groups


def _chain(group: Sequence[str], weights: Weights) -> list[str]:
    """Line up a group, always adding to an end whoever met those near that end most."""
    chain, left = [group[0]], list(group[1:])
    while left:
        best = max(
            (
                (_pull(name, chain[::step], weights), -place, step)
                for place, name in enumerate(left)
                for step in (1, -1)
            ),
        )
        name = left.pop(-best[1])
        chain.insert(0 if best[2] == 1 else len(chain), name)
    return chain


def _pull(name: str, chain: Sequence[str], weights: Weights) -> float:
    met = weights[name]
    return sum(met[other] / (place + 1) for place, other in enumerate(chain) if other in met)


def _improve(order: list[str], groups: Iterable[Sequence[str]], weights: Weights) -> None:
    """Exchange members of a group for as long as that brings those who met nearer to each other."""
    places = {name: place for place, name in enumerate(order)}
    for group in groups:
        for _ in range(MOST_PASSES):
            pairs = ((one, other) for at, one in enumerate(group) for other in group[at + 1 :])
            gained = [_exchanged(one, other, places, weights) for one, other in pairs]
            if not any(gained):
                break
    order.sort(key=places.__getitem__)


def _exchanged(one: str, other: str, places: dict[str, int], weights: Weights) -> bool:
    before = _length(one, places, weights) + _length(other, places, weights)
    places[one], places[other] = places[other], places[one]
    if _length(one, places, weights) + _length(other, places, weights) < before:
        return True
    places[one], places[other] = places[other], places[one]
    return False


def _length(name: str, places: Mapping[str, int], weights: Weights) -> int:
    """Return how far someone stands from those whom they met, along the oval, meeting by meeting."""
    here, size, total = places[name], len(places), 0
    for other, count in weights[
        name
    ].items():  # the innermost loop of all, nearly three times as fast without generators
        steps = abs(here - places[other])
        total += count * (steps if 2 * steps <= size else size - steps)
    return total


# -- places ----------------------------------------------------------------------------------------------------------------


@attrs.frozen
class Spot:
    """A place on the oval, measured from its middle.

    Attributes:
        x: To the right.
        y: Downwards.
    """

    x: float
    y: float

    @property
    def side(self) -> int:
        """1 on the right, -1 on the left."""
        return 1 if self.x > 0 else -1


@attrs.frozen
class Oval:
    """An oval and the places on it.

    Attributes:
        spots: In the order around it.
        across: Half its width.
        down: Half its height.
    """

    spots: tuple[Spot, ...]
    across: float
    down: float


def oval(heights: Sequence[float], *, least: float, across: Callable[[float], float]) -> Oval:
    """Place names around an oval, each in a row of its own on its side.

    Args:
        heights: Of the name of each, in the order around.
        least: The least height of the oval.
        across: Gives half the width for half the height.
    """
    half = (len(heights) + 1) // 2
    right, left = heights[:half], heights[half:][::-1]
    down = max(sum(right), sum(left), least) / 2
    wide = across(down)
    rows = [*((1, y) for y in _rows(right, down)), *((-1, y) for y in reversed(_rows(left, down)))]
    spots = tuple(Spot(side * wide * math.sqrt(max(0.0, 1 - (y / down) ** 2)), y) for side, y in rows)
    return Oval(spots, wide, down)


def _rows(heights: Sequence[float], down: float) -> list[float]:
    """Return the middle of each row; what room is left is shared out."""
    spare = (2 * down - sum(heights)) / len(heights) if heights else 0.0
    rows, top = [], -down
    for height in heights:
        rows.append(top + (height + spare) / 2)
        top += height + spare
    return rows


# -- lines and their numbers -----------------------------------------------------------------------------------------------


@attrs.frozen
class Curve:
    """A line between two places, bent towards the middle of the oval.

    Attributes:
        start: One place.
        bend: What it is drawn towards.
        end: The other place.
    """

    start: Spot
    bend: Spot
    end: Spot

    def at(self, share: float) -> Spot:
        """Return the point after a share of the way, from 0 to 1."""
        one, two, three = (1 - share) ** 2, 2 * share * (1 - share), share**2
        return Spot(
            one * self.start.x + two * self.bend.x + three * self.end.x,
            one * self.start.y + two * self.bend.y + three * self.end.y,
        )


def curve(start: Spot, end: Spot) -> Curve:
    """Return the line between two places; the shorter it is, the nearer it keeps to the rim."""
    x, y = (start.x + end.x) / 2, (start.y + end.y) / 2
    length, depth = math.hypot(start.x - end.x, start.y - end.y), math.hypot(x, y)
    kept = 1 - BEND * min(1.0, length / depth if depth else 1.0)
    return Curve(start, Spot(kept * x, kept * y), end)


class Numbers:
    """Finds places for numbers on lines, where they hide neither each other nor anyone's mark, and where few lines pass.

    Args:
        curves: All lines of the picture.
        marks: Places that are taken, with the room around them.
    """

    def __init__(self, curves: Iterable[Curve], marks: Iterable[tuple[Spot, float]]) -> None:
        self._taken = [(spot, room, room) for spot, room in marks]
        self._passing: dict[tuple[int, int], set[int]] = {}
        for index, line in enumerate(curves):
            for step in range(1, STEPS):
                self._passing.setdefault(_cell(line.at(step / STEPS)), set()).add(index)

    def place(self, line: Curve, *, wide: float, high: float) -> Spot | None:
        """Return where on a line a number of some size goes, and keep it free from then on; None where there is no room.

        Args:
            line: The line.
            wide: Half the width of the number.
            high: Half its height.
        """
        found = [spot for spot in map(line.at, TRIES) if self._is_free(spot, wide, high)]
        if not found:
            return None
        best = min(found, key=self._crowd)
        self._taken.append((best, wide, high))
        return best

    def _is_free(self, spot: Spot, wide: float, high: float) -> bool:
        return all(
            abs(spot.x - other.x) >= wide + across or abs(spot.y - other.y) >= high + down
            for other, across, down in self._taken
        )

    def _crowd(self, spot: Spot) -> int:
        """Return how many lines pass near a point."""
        column, row = _cell(spot)
        near = ((column + right, row + below) for right in (-1, 0, 1) for below in (-1, 0, 1))
        return len(set().union(*(self._passing.get(cell, ()) for cell in near)))


def _cell(spot: Spot) -> tuple[int, int]:
    return math.floor(spot.x / CELL), math.floor(spot.y / CELL)

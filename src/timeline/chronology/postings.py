"""Which events have something in common: for each agent, place, kind or source, the positions of its events in page order.

A position takes four bytes, and a list of them is in order because the events are gone through in order; so two lists meet without
sorting, and what is in few is looked up in what is in many.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

__all__ = ["Positions", "Postings", "ascending", "meeting"]

K = TypeVar("K", bound=Hashable)
Positions = Sequence[int]  # places in page order, ascending, each once
NOWHERE: Positions = array("I")


class Postings(Generic[K]):
    """The positions of the events that have each of some keys.

    Args:
        pairs: Position and key, by ascending position; a pair that comes twice counts once.
    """

    def __init__(self, pairs: Iterable[tuple[int, K]]) -> None:
        self._found: dict[K, array[int]] = {}
        for position, key in pairs:
            some = self._found.get(key)
            if some is None:
                self._found[key] = array("I", (position,))
            elif some[-1] != position:
                some.append(position)

    def __getitem__(self, key: K) -> Positions:
        """Return the positions of a key; none where it has none."""
        return self._found.get(key, NOWHERE)

    def __iter__(self) -> Iterator[K]:
        return iter(self._found)


def meeting(first: Positions, second: Positions) -> Positions:
    """Return the positions that are in both.

    Examples:
        >>> list(meeting(range(10), array("I", [3, 7, 12])))
        [3, 7]
    """
    few, many = sorted((first, second), key=len)
    if isinstance(many, range) and many == range(len(many)) and (not few or few[-1] < len(many)):
        return few
    return array("I", (position for position in few if _holds(many, position)))


def ascending(*slices: Sequence[int]) -> Positions:
    """Return several sets of positions as one, in order; no position may be in two of them."""
    filled = [some for some in slices if len(some)]
    if len(filled) == 1 and isinstance(filled[0], array):
        return filled[0]
    together = [position for some in filled for position in some]
    together.sort()  # ascending runs, which sort about as fast as they are read
    return array("I", together)


def _holds(positions: Positions, wanted: int) -> bool:
    place = bisect_left(positions, wanted)
    return place < len(positions) and positions[place] == wanted

"""Which events have something in common: for each agent, place, kind or source, the positions of its events in page order.

A position takes four bytes, and those of one key are in order because the events are gone through in order. Some sets of positions
are better asked than read: whether an event is of a kind, or in a window, is one look at a column. Such a set is a `Chosen`, and what is known
to be few is sieved through it instead of meeting all that it holds.
"""

from __future__ import annotations

from abc import abstractmethod
from array import array
from bisect import bisect_left
from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Generic, TypeVar, overload

__all__ = ["Chosen", "Column", "Positions", "Postings", "meeting", "taken"]

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")
Positions = Sequence[int]  # places in page order, ascending, each once
NOWHERE: Positions = array("I")
MUCH_LONGER = 20  # from here on looking up each of the few is faster than going through the many


class Postings(Generic[K]):
    """The positions of the events that have each of some keys.

    Args:
        pairs: Position and key, by ascending position; a pair that comes twice counts once.
    """

    def __init__(self, pairs: Iterable[tuple[int, K]]) -> None:
        found: dict[K, array[int]] = {}
        for position, key in pairs:
            some = found.get(key)
            if some is None:
                found[key] = array("I", (position,))
            elif some[-1] != position:
                some.append(position)
        self._found = {key: array("I", some) for key, some in found.items()}  # without the room to grow

    def __getitem__(self, key: K) -> Positions:
        """Return the positions of a key; none where it has none."""
        return self._found.get(key, NOWHERE)


class Chosen(Sequence[int]):
    """Positions that are only gathered where somebody reads them.

    Args:
        runs: Ascending positions, or nearly so, of which no two runs share any.
    """

    def __init__(self, *runs: Sequence[int]) -> None:
        self._runs = [run for run in runs if len(run)]

    @abstractmethod
    def sieve(self, positions: Iterable[int]) -> Positions:
        """Return those of some positions that are among these."""

    @cached_property
    def _gathered(self) -> list[int]:
        together: list[int] = []
        for run in self._runs:
            together += run
        together.sort()  # long ascending runs, which sort about as fast as they are read
        return together

    def __len__(self) -> int:
        return sum(map(len, self._runs))

    def __iter__(self) -> Iterator[int]:
        return iter(self._gathered)

    @overload
    def __getitem__(self, key: int) -> int: ...
    @overload
    def __getitem__(self, key: slice) -> Positions: ...

    def __getitem__(self, key: int | slice) -> int | Positions:
        return self._gathered[key]


class Column(Generic[K]):
    """One key for each event, such as its kind.

    Args:
        keys: In page order.
    """

    def __init__(self, keys: Iterable[K]) -> None:
        self._numbers: dict[K, int] = {}
        numbers = array("H", (self._numbers.setdefault(key, len(self._numbers)) for key in keys))
        self._column = array("B" if len(self._numbers) <= 256 else "H", numbers)
        self._postings = Postings(enumerate(self._column))

    def __iter__(self) -> Iterator[K]:
        return iter(self._numbers)

    def chosen(self, keys: Iterable[K]) -> Positions:
        """Return the positions of the events that have one of some keys."""
        numbers = frozenset(self._numbers[key] for key in keys)
        return _Keyed(self._column, numbers, *(self._postings[number] for number in numbers))


class _Keyed(Chosen):
    def __init__(self, column: Sequence[int], numbers: frozenset[int], *runs: Sequence[int]) -> None:
        super().__init__(*runs)
        self._column, self._numbers = column, numbers

    def sieve(self, positions: Iterable[int]) -> Positions:
        column, numbers = self._column, self._numbers
        return array("I", [position for position in positions if column[position] in numbers])


def meeting(first: Positions, second: Positions) -> Positions:
    """Return the positions that are in both.

    Examples:
        >>> list(meeting(range(10), array("I", [3, 7, 12])))
        [3, 7]
    """
    few, many = sorted((first, second), key=len)
    if isinstance(many, Chosen):
        return many.sieve(few)
    if isinstance(few, Chosen):
        return few.sieve(many)
    if len(few) * MUCH_LONGER < len(many):
        return array("I", (position for position in few if _holds(many, position)))
    return array("I", sorted(set(few).intersection(many)))


def _holds(positions: Positions, wanted: int) -> bool:
    place = bisect_left(positions, wanted)
    return place < len(positions) and positions[place] == wanted


def taken(whole: tuple[T, ...], positions: Positions) -> tuple[T, ...]:
    """Return what stands at some positions.

    Why: what a window holds is nearly always one block, and a few from before it; the block is copied as such.

    Examples:
        >>> taken(tuple("abcdefgh"), [0, 3, 4, 5])
        ('a', 'd', 'e', 'f')
    """
    if not len(positions):
        return ()
    last, count = positions[-1], len(positions)
    start = bisect_left(range(count), last - count + 1, key=lambda place: positions[place] - place)
    return (*map(whole.__getitem__, positions[:start]), *whole[positions[start] : last + 1])

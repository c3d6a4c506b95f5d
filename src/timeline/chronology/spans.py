"""Which events may share a moment with a stretch of time, found without looking at the others.

Events are kept by how long they can have lasted, in classes of which each is twice as long as the one before. Within a class they are sorted by
their earliest start. What may share a moment with a window then starts in the window, or no longer before it than the class lasts; both
are found by halving, and only the few that start before the window are looked at one by one. An event without an end would make every other wait
if it stood among them; so those without an end have a class of their own, in which nothing has to be looked at, and so have those without a start.

Units: seconds, on the axis of civil time or on that of instants. Bounds are floats, exact as far as 285 million years away;
events beyond that are always among the answers, and `beyond` says which they are.

Why classes: one sorted list would have to look back as far as its longest event lasted, and an interval tree needs several objects for
each event.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

from timeline.chronology.postings import Chosen, Positions

__all__ = ["Spans"]

EXACT = float(2**53)
ENDLESS, STARTLESS = -1, -2  # classes; the others are named by the bits of their longest event's seconds


class Spans:
    """The earliest start and the latest end of every event, in page order.

    Args:
        limits: Earliest start and latest end of each, infinite where there is none.
        alike: The same events on the other axis, where they stand in the same order nearly always; an order that is the same is kept once.

    Attributes:
        starts: The earliest start of each.
        ends: The latest end of each.
        beyond: The positions of those whose bounds no float holds.
        classes: The positions of each class in the order in which they are halved.
    """

    def __init__(self, limits: Iterable[tuple[float, float]], *, alike: Spans | None = None) -> None:
        starts, ends = array("d"), array("d")
        self.beyond: set[int] = set()
        classes: dict[int, list[int]] = {}
        for position, (start, end) in enumerate(limits):
            low = start if start > -EXACT else -math.inf
            high = end if end < EXACT else math.inf
            if low != start or high != end or low >= EXACT or high <= -EXACT:
                self.beyond.add(position)
                low, high = -math.inf, math.inf
            starts.append(low)
            ends.append(high)
            classes.setdefault(_class(low, high), []).append(position)
        self.starts, self.ends = array("d", starts), array("d", ends)  # without the room to grow
        known = {} if alike is None else {positions.tobytes(): positions for positions in alike.classes.values()}
        self.classes: dict[int, array[int]] = {}
        for sort, positions in classes.items():
            ordered = array("I", sorted(positions, key=self._key(sort)))
            self.classes[sort] = known.get(ordered.tobytes(), ordered)

    def sharing(self, opens: float, closes: float) -> Positions:
        """Return the positions of all that may share a moment with a window: that start before it closes and end after it opens."""
        return _Window(self, opens, closes)

    def runs(self, opens: float, closes: float) -> Iterator[Sequence[int]]:
        """Yield the same as runs of nearly ascending positions, one or two from each class."""
        for sort, positions in self.classes.items():
            key = self._key(sort)
            if sort == STARTLESS:
                yield positions[bisect_right(positions, opens, key=key) :]
                continue
            until = bisect_left(positions, closes, key=key)
            if sort == ENDLESS:
                yield positions[:until]
                continue
            inside = bisect_right(positions, opens, hi=until, key=key)
            first = bisect_right(positions, opens - 2.0**sort, hi=inside, key=key)
            yield [position for position in positions[first:inside] if self.ends[position] > opens]
            yield positions[inside:until]

    def _key(self, sort: int) -> Callable[[int], float]:
        """Return what a class is sorted by."""
        return (self.ends if sort == STARTLESS else self.starts).__getitem__


def _class(start: float, end: float) -> int:
    if end == math.inf:
        return ENDLESS
    return STARTLESS if start == -math.inf else int(end - start).bit_length()


class _Window(Chosen):
    def __init__(self, spans: Spans, opens: float, closes: float) -> None:
        super().__init__(*spans.runs(opens, closes))
        self._spans, self._opens, self._closes = spans, opens, closes

    def sieve(self, positions: Iterable[int]) -> Positions:
        starts, ends, opens, closes = self._spans.starts, self._spans.ends, self._opens, self._closes
        return array("I", [place for place in positions if starts[place] < closes and ends[place] > opens])

"""How many events fall into each stretch of time, where they are too many for a mark each.

An event counts in every stretch into which it may fall: of a month that is known and no day, all days of it. So no number claims more than
the record does, and the numbers of a lane add up to more than its events.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import attrs

from timeline.rendering.pictures.axis import Axis, Part
from timeline.rendering.pictures.reach import Reach
from timeline.rendering.pictures.steps import STEPS, Step, Unit
from timeline.rendering.wording import ENGLISH, Wording
from timeline.when.naming import Namer

__all__ = ["Slot", "Tally", "slots_of", "tallied"]

NARROWEST = 6.5  # a stretch, as it is drawn


@attrs.frozen
class Slot:
    """A stretch of time for which events are counted.

    Attributes:
        low: Its first second.
        high: The first second after it.
        left: Its place.
        right: Where it ends.
        name: In words: "March 1972".
    """

    low: int
    high: int
    left: float
    right: float
    name: str


@attrs.frozen
class Tally:
    """The events of one lane in one slot.

    Attributes:
        slot: Where.
        count: How many fall, or may fall, into it.
        first: The first of them, by its place in page order: of those that begin here, where any does.
    """

    slot: Slot
    count: int
    first: int


def slots_of(axis: Axis, *, timed: bool = False, words: Wording = ENGLISH) -> tuple[Slot, ...]:
    """Return the finest stretches of the calendar into which an axis can be cut so that each can be seen.

    Args:
        axis: What is cut.
        timed: Whether they may be shorter than a day.
        words: Of their names.
    """
    steps = [step for step in STEPS if timed or step.unit is not Unit.MINUTE]
    return tuple(slot for part in axis.parts for slot in _cut(part, steps, words))


def _cut(part: Part, steps: Sequence[Step], words: Wording) -> Iterator[Slot]:
    step = next((step for step in steps if step.seconds / part.pace >= NARROWEST), steps[-1])
    inner = (mark for mark in step.marks(part.low + 1, part.high - 1))
    for low, high in pairwise((part.low, *inner, part.high)):
        yield Slot(low, high, part.x(low), part.x(high), _named(step, low, high, words))


def _named(step: Step, low: int, high: int, words: Wording) -> str:
    """Name a stretch: a day, a month, the years from one to another."""
    namer = Namer(words.tongue)
    if step.unit is Unit.MINUTE:
        unit = Step(Unit.MINUTE, 1)
        time = words.say("years", first=unit.name(low, namer), last=unit.name(high, namer))
        return words.tongue.text("{date}, {time}", date=Step(Unit.DAY, 1).whole(low, namer), time=time)
    unit = Step(step.unit, 1)
    first, last = unit.whole(unit.floor(low), namer), unit.whole(unit.floor(high - 1), namer)
    return first if first == last else words.say("years", first=first, last=last)


def tallied(reaches: Sequence[tuple[Reach, ...]], events: Iterable[int], slots: Sequence[Slot]) -> tuple[Tally, ...]:
    """Return how many events of a lane fall into each slot; slots without any are left out.

    Args:
        reaches: The dates of every event, in page order.
        events: Those of the lane.
        slots: From the earliest on.
    """
    lows = [slot.low for slot in slots]
    counts, begun, known = [0] * len(slots), [-1] * len(slots), [-1] * len(slots)
    for event in events:
        touched: set[int] = set()
        for reach in reaches[event]:
            first, last = _touched(reach, lows, slots[-1].high)
            touched.update(range(first, last + 1))
            if begun[first] < 0:
                begun[first] = event
        for at in touched:
            counts[at] += 1
            if known[at] < 0:
                known[at] = event
    return tuple(
        Tally(slot, counts[at], begun[at] if begun[at] >= 0 else known[at])
        for at, slot in enumerate(slots)
        if counts[at]
    )


def _touched(reach: Reach, lows: Sequence[int], end: int) -> tuple[int, int]:
    """Return the first and the last slot into which something may fall."""
    low = reach.start_min if isinstance(reach.start_min, int) else lows[0]
    high = reach.end_max if isinstance(reach.end_max, int) else end
    first = max(0, bisect_right(lows, low) - 1)
    return first, max(first, bisect_right(lows, high - 1) - 1)

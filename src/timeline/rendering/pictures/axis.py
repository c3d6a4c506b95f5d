"""An axis of time: which stretch it shows, where a moment lies on it, and where it is marked.

Most axes are even. Where nearly all events crowd into a small part of the time that a chronology speaks of, an even axis would press them
into one blot; such an axis is broken: the crowded part gets most of the room, and what lies before or after it has a scale of its
own beyond a visible gap. Every position stays true to the marks around it.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence

import attrs

from timeline.language import Language
from timeline.language import language as language_of
from timeline.rendering.pictures.lettering import width_of
from timeline.rendering.pictures.steps import STEPS, Step, Unit
from timeline.when.civil import DAY
from timeline.when.naming import Namer

__all__ = ["Axis", "Name", "Part", "axis_of"]

LETTERS = 12.0  # the size of what is written at marks
APART = 9.0  # between two names
GAP = 18.0  # where an axis is broken
SHARE, LEAST = 0.2, 110.0  # of the room: for what lies before the crowded part, or after it
CLOSEST = 10.0  # marks stand no closer
ROUND = 10  # an axis of at least so many steps begins and ends at one
SPARES = 0.03, 0.2  # of an axis that does not, left free at each end; more where names are so long that they need it
FEWEST, MOST = 4, 1_500  # events: fewer break no axis, of more only some are asked where they crowd
CROWD = 0.7  # of the events, in the crowded part
TIGHT = 10  # times: the crowded part is at least so much shorter than the whole
WORTH = 4  # times: with the room that its marks need, it is still so much shorter
CANDIDATES = 48  # beginnings and ends that are tried for the crowded part
NEAR = 0.5  # of the crowded part: what goes on beyond it for no longer than that belongs to it
STEPS_AT_LEAST = 4  # on an axis

SHORTEST_MONTH, SHORTEST_YEAR = 28 * DAY, 365 * DAY

Stretch = tuple[int, int]


@attrs.frozen
class Name:
    """Something written at the axis.

    Attributes:
        text: The words.
        x: Their middle, or where they begin.
    """

    text: str
    x: float


@attrs.frozen
class Part:
    """A stretch of an axis that has one scale.

    Attributes:
        low: Where it begins, in civil seconds.
        high: Where it ends.
        left: The place of its beginning.
        right: The place of its end.
        step: From one mark to the next.
        names: What is written at the marks, each around its middle.
        frames: What is written above them, each from its beginning on: the month of days, the day of times.
        lines: The places of the marks, strictly inside.
        borders: Those of them at which a new frame begins.
    """

    low: int
    high: int
    left: float
    right: float
    step: Step
    names: tuple[Name, ...] = ()
    frames: tuple[Name, ...] = ()
    lines: tuple[float, ...] = ()
    borders: tuple[float, ...] = ()

    def x(self, second: int) -> float:
        """Return the place of a moment; what lies outside is at the nearer end."""
        return _place(min(max(second, self.low), self.high), self.low, self.high, self.left, self.right)

    @property
    def pace(self) -> float:
        """How many seconds pass from one place to the next."""
        return (self.high - self.low) / (self.right - self.left)


@attrs.frozen
class Axis:
    """An axis of one part, or of several with gaps between them.

    Attributes:
        parts: From the earliest on.
        main: Which of them has most of the room.
        before: What is free before it, for what goes on beyond.
        behind: Likewise, behind it.
    """

    parts: tuple[Part, ...]
    main: int = 0
    before: float = 0.0
    behind: float = 0.0

    @property
    def left(self) -> float:
        """The place where it begins."""
        return self.parts[0].left

    @property
    def right(self) -> float:
        """The place where it ends."""
        return self.parts[-1].right

    @property
    def first(self) -> float:
        """The place to which what has no limit goes back."""
        return self.left - self.before

    @property
    def last(self) -> float:
        """The place to which what has no limit goes on."""
        return self.right + self.behind

    @property
    def is_hourly(self) -> bool:
        """Whether it is marked more finely than in days, so that a day is a stretch of it."""
        return self.parts[self.main].step.unit is Unit.MINUTE

    def x(self, second: int, *, last: bool = False) -> float:
        """Return the place of a moment.

        Args:
            second: In civil seconds; what lies outside the axis is at its nearer end.
            last: Whether it ends something. At a gap, an end lies before it and a beginning behind it.
        """
        ends = [part.high for part in self.parts[:-1]]
        at = sum(second > end if last else second >= end for end in ends)
        return self.parts[at].x(second)


def _place(second: int, low: int, high: int, left: float, right: float) -> float:
    # Whole numbers are divided first: years of any size would lose their last digits as floating-point numbers.
    return left + (right - left) * ((second - low) / (high - low))


def axis_of(
    stretches: Iterable[Stretch], *, left: float, right: float, language: str = "en", unbroken: bool = False
) -> Axis | None:
    """Return an axis on which all of some stretches of time have a place; None where there are none.

    Args:
        stretches: Beginnings and ends, in civil seconds.
        left: Where it begins.
        right: Where it ends.
        language: Of what is written at it.
        unbroken: Whether it keeps one scale however the stretches crowd.

    Examples:
        >>> congress = (-4_890_000_000, -4_868_000_000)        # Vienna, from 1815-01-16 on
        >>> [name.text for name in axis_of([congress], left=0, right=300).parts[0].names]
        ['Apr', 'Jul']
    """
    known = sorted(stretches)
    if not known:
        return None
    whole = known[0][0], max(high for _, high in known)
    writer = _Writer(language_of(language), _steps(known))
    crowded = None if unbroken else _crowd(known, whole)
    found = None if crowded is None else _broken(writer, whole, crowded, left, right)
    return found or Axis((writer.part(*whole, left, right),))


def _broken(writer: _Writer, whole: Stretch, crowded: Stretch, left: float, right: float) -> Axis | None:
    """Return an axis whose crowded part has most of the room, or None where a break would gain nothing.

    The crowded part begins and ends at marks, and its neighbours go on from there.
    """
    side = max(LEAST, SHARE * (right - left))
    before, after = whole[0] < crowded[0], whole[1] > crowded[1]
    main = writer.part(*crowded, left + (side + GAP) * before, right - (side + GAP) * after, rounded=True)
    needed = whole[0] < main.low, whole[1] > main.high
    if needed != (before, after) or WORTH * (main.high - main.low) > whole[1] - whole[0]:
        return None
    parts = [main]
    if before:
        parts.insert(0, writer.part(whole[0], main.low, left, left + side, closed="right"))
    if after:
        parts.append(writer.part(main.high, whole[1], right - side, right, closed="left"))
    return Axis(tuple(parts), parts.index(main))


# -- where events crowd ----------------------------------------------------------------------------------------------------


def _crowd(known: Sequence[Stretch], whole: Stretch) -> Stretch | None:
    """Return a short part of the whole that holds most stretches, where there is one: best many in little time."""
    some = known[:: -(-len(known) // MOST)]
    if len(some) < FEWEST:
        return None
    span = whole[1] - whole[0]
    ends = _spread(sorted({high for _, high in some}))
    best: tuple[float, Stretch] | None = None
    for low in _spread(sorted({low for low, _ in some})):
        inside = sorted(high for begin, high in some if begin >= low)
        for high in ends:
            count = bisect_left(inside, high + 1)
            if high <= low or count < CROWD * len(some) or TIGHT * (high - low) > span:
                continue
            gain = count**3 * math.log(span / (high - low))
            if best is None or gain > best[0]:
                best = gain, (low, high)
    return None if best is None else _with_neighbours(best[1], whole)


def _with_neighbours(crowded: Stretch, whole: Stretch) -> Stretch:
    """Return the crowded part with the little that lies beyond it on either side, where it is little."""
    (low, high), (first, last) = crowded, whole
    near = int(NEAR * (high - low))
    return first if low - first <= near else low, last if last - high <= near else high


def _spread(values: Sequence[int]) -> Sequence[int]:
    """Return some of many values, the first and the last among them."""
    if len(values) <= CANDIDATES:
        return values
    return [values[round(at * (len(values) - 1) / (CANDIDATES - 1))] for at in range(CANDIDATES)]


def _steps(known: Sequence[Stretch]) -> list[Step]:
    """Return the steps that are not finer than what is known: no hours where only days are, no days where only months are."""
    finest = min((high - low for low, high in known), default=0)
    if any(low % DAY or high % DAY for low, high in known):
        return list(STEPS)
    units = [Unit.YEAR]
    units += [Unit.MONTH] if finest < SHORTEST_YEAR else []
    units += [Unit.DAY] if finest < SHORTEST_MONTH else []
    return [step for step in STEPS if step.unit in units]


# -- marks and names -------------------------------------------------------------------------------------------------------


class _Writer:
    """Chooses marks for parts of an axis, the closest of which the names do not collide.

    Args:
        language: Of the names.
        steps: From one mark to the next, the finest first.
    """

    def __init__(self, language: Language, steps: Sequence[Step]) -> None:
        self._long, self._short = Namer(language), Namer(language, short=True)
        self._steps = steps

    def part(self, low: int, high: int, left: float, right: float, *, rounded: bool = False, closed: str = "") -> Part:
        """Return a part that shows a stretch of time.

        Args:
            low: Where it begins.
            high: Where it ends.
            left: The place of its beginning.
            right: The place of its end.
            rounded: Whether it has to begin and end at marks.
            closed: The side at which it may not be longer than asked for, because another part goes on there.
        """
        wanted = 1 if right - left < 2 * LEAST else 2
        tried: list[Part] = []
        for spare in SPARES:
            for step in self._steps:
                wide = self._widened(low, high, step, spare, rounded=rounded, closed=closed)
                if (wide[1] - wide[0]) / step.seconds * CLOSEST > right - left:
                    continue
                part = self._marked(Part(*wide, left, right, step))
                if part is not None and len(part.names) >= wanted:
                    return part
                tried += [part] if part is not None and part.names else []
        return tried[0] if tried else Part(low, max(high, low + 1), left, right, STEPS[-1])

    def _widened(self, low: int, high: int, step: Step, spare: float, *, rounded: bool, closed: str) -> Stretch:
        """Return a stretch that begins and ends at a mark, or a little beyond what it has to show."""
        least = STEPS_AT_LEAST * step.seconds - (high - low) if step is self._steps[0] else 0
        if least > 0 and not closed:  # what is shown stands in the middle
            low, high = low - least // 2, high + least // 2
        room = int(spare * (high - low)) + 1
        if rounded or (high - low) >= ROUND * step.seconds or (step.is_cell and not closed):
            low, high = step.floor(low) if closed != "left" else low, step.ceil(high) if closed != "right" else high
            return low, max(high, low + 1)
        return low - (0 if closed == "left" else room), high + (0 if closed == "right" else room)

    def _marked(self, part: Part) -> Part | None:
        """Return a part with its marks and names, or None where names would collide."""
        step = part.step
        marks = list(step.marks(part.low, part.high))
        inner = tuple(place for place in map(part.x, marks) if part.left < place < part.right)
        names = self._cells(part, marks) if step.is_cell else self._points(part, marks)
        if names is None:
            return None
        frames, borders = self._frames(part)
        if step.frame is not None and not frames:
            return None
        return attrs.evolve(part, names=names, frames=frames, lines=inner, borders=borders)

    def _cells(self, part: Part, marks: list[int]) -> tuple[Name, ...] | None:
        """Return the names of days, months or years, each in the middle of what it names; None where one has no room."""
        step, found = part.step, []
        edges = [step.floor(part.low), *(mark for mark in marks if mark > part.low)]
        ends = [*edges[1:], step.ceil(part.high + 1)]
        for begin, end in zip(edges, ends, strict=True):
            left, right = part.x(begin), part.x(end)
            text = step.name(begin, self._short)
            if right - left >= width_of(text, LETTERS) + APART:
                found.append(Name(text, (left + right) / 2))
            elif begin >= part.low and end <= part.high:
                return None
        return tuple(found)

    def _points(self, part: Part, marks: list[int]) -> tuple[Name, ...] | None:
        """Return the names of moments, each around its mark; None where two would collide."""
        found: list[Name] = []
        taken = part.left
        for mark in marks:
            text = part.step.name(mark, self._short)
            x, half = part.x(mark), width_of(text, LETTERS) / 2
            if x - half < part.left or x + half > part.right:
                continue
            if found and x - half < taken + APART:
                return None
            found.append(Name(text, x))
            taken = x + half
        return tuple(found)

    def _frames(self, part: Part) -> tuple[tuple[Name, ...], tuple[float, ...]]:
        """Return what stands above the names, as far as each has room over its own stretch, and where each begins."""
        frame = part.step.frame
        if frame is None:
            return (), ()
        begins = [frame.floor(part.low), *(mark for mark in frame.marks(part.low + 1, part.high - 1))]
        places = [part.x(begin) for begin in begins]
        ends = [*places[1:], part.right]
        found = []
        for begin, left, right in zip(begins, places, ends, strict=True):
            texts = (frame.whole(begin, self._long), frame.whole(begin, self._short))
            text = next((text for text in texts if left + width_of(text, LETTERS) + APART <= right), "")
            if text:
                found.append(Name(text, left))
        return tuple(found), tuple(place for place in places if part.left < place < part.right)

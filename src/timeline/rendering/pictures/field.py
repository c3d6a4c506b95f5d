"""The field of lanes: names at the side, the axis above, and in each lane marks, or how many there would be when."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

import attrs

from timeline.rendering.escape import escape_text
from timeline.rendering.pictures.axis import Axis, axis_of
from timeline.rendering.pictures.bins import Tally, slots_of, tallied
from timeline.rendering.pictures.canvas import Canvas
from timeline.rendering.pictures.groups import Group
from timeline.rendering.pictures.items import Item
from timeline.rendering.pictures.lettering import SINK, is_rtl, lines_of, width_of
from timeline.rendering.pictures.marks import MORE_ROWS, Figure, axis_for, figure_of
from timeline.rendering.pictures.packing import Packed, packed
from timeline.rendering.pictures.picture import Label, length
from timeline.rendering.pictures.reach import Clock
from timeline.rendering.pictures.rows import Bin, Lane, More, Scale, Text, Trace
from timeline.rendering.wording import Wording
from timeline.when.civil import DAY

__all__ = ["Field"]

NAME, COUNT = 12.5, 11.0  # sizes of letters
LEADING = 15.0  # from line to line of a name
WIDEST, BESIDE = 150.0, 14.0  # a line of a name; and what lies between names and lanes
INSET = 8.0  # between the names and the beginning of the axis
PITCH = 3.0  # from row to row; a dot takes three of them
LEAST, PAD = 23.0, 4.5  # a lane is at least so high; what is free above and below its marks
FOOT = 2.0  # below the last lane
MOST_ROWS = 57
MOST_MARKS = 300  # of more, it is only told how many there are when
DENSE, LOWEST = 30.0, 2.0  # how high a lane is then, and a bar that counts one
MOST_TOLD = 5  # of those that found no room


@attrs.frozen
class _Lane:
    """A lane in its place."""

    group: Group
    lines: tuple[str, ...]
    top: float
    height: float
    drawn: tuple[int, ...] = ()  # what of it has a place on the axis
    packed: Packed = Packed((), 0)  # noqa: RUF009  (frozen)

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return self.top + self.height / 2

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return self.top + self.height

    def y(self, row: int, rows: int) -> float:
        """Return the middle of what stands on some rows; all rows together stand in the middle of the lane."""
        return self.middle + PITCH * (self.packed.height / 2 - row - rows / 2)


class Field:
    """Measures and places lanes.

    Args:
        items: What stands in them, in page order.
        groups: The lanes, from the top down.
        width: Of the picture.
        zone: Of its clocks, where any time of day is shown.
        rtl: Whether time runs from right to left.
        leading: Gives where the mark of an event leads; empty where it leads nowhere.
        words: Of the axis, and of what marks and lanes stand for.
        what: The word under which marks are counted.
    """

    def __init__(
        self,
        items: Sequence[Item],
        groups: Sequence[Group],
        *,
        width: float,
        zone: str | None,
        rtl: bool,
        leading: Callable[[str], str],
        words: Wording,
        what: str = "events",
    ) -> None:
        self._items, self._groups, self._leading, self._what = items, groups, leading, what
        self.words = words
        whens = [item.when for item in items]
        self.clock = Clock.of(whens, zone)
        self._reaches = [self.clock.reaches(when) for when in whens]
        self._lines = [lines_of(escape_text(group.name), WIDEST, NAME, most=2) for group in groups]
        self.gutter = max(map(_breadth, self._lines, groups), default=0.0) + BESIDE
        self.room = width - self.gutter
        self.rtl = rtl
        self._canvas = Canvas(self.room, rtl=rtl)

    # -- the axis ----------------------------------------------------------------------------------------------------------

    @cached_property
    def _stretches(self) -> list[tuple[int, int]]:
        stretches = (reach.stretch for reaches in self._reaches for reach in reaches)
        return [each for each in stretches if each is not None]

    @cached_property
    def axis(self) -> Axis | None:
        """The axis, or None where nothing has a place on one."""
        left, right = INSET, self.room - INSET
        if self.is_dense:
            return axis_of(self._stretches, left=left, right=right, language=self.words.code)
        return axis_for(
            (reach for reaches in self._reaches for reach in reaches), left=left, right=right, language=self.words.code
        )

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last second that any date allows, of those that have limits."""
        return min(low for low, _ in self._stretches), max(max(low, high - 1) for low, high in self._stretches)

    @property
    def _axis(self) -> Axis:
        if self.axis is None:
            raise ValueError("lanes without an axis are not drawn")
        return self.axis

    @property
    def scale(self) -> Scale:
        """The axis as it is drawn."""
        return self._canvas.scale(self._axis, bottom=self.bottom)

    @property
    def undated(self) -> int:
        """How much has no place on the axis."""
        return sum(not reaches for reaches in self._reaches)

    # -- marks and counts --------------------------------------------------------------------------------------------------

    @cached_property
    def is_dense(self) -> bool:
        """Whether there is too much for a mark each."""
        return sum(len(group.events) for group in self._groups) > MOST_MARKS

    @cached_property
    def figures(self) -> dict[int, Figure]:
        """The shape of each mark; empty where marks would be too many."""
        if self.is_dense:
            return {}
        pairs = enumerate(zip(self._items, self._reaches, strict=True))
        return {at: figure_of(reaches, self._axis, item.look) for at, (item, reaches) in pairs if reaches}

    @cached_property
    def _tallies(self) -> tuple[tuple[Tally, ...], ...]:
        """How many there are when, lane by lane, where they are too many for a mark each."""
        slots = slots_of(self._axis, timed=self._axis.is_hourly, words=self.words) if self.is_dense else ()
        return tuple(tallied(self._reaches, group.events, slots) if slots else () for group in self._groups)

    @cached_property
    def most(self) -> int:
        """The most that are counted in one stretch of a lane."""
        return max((tally.count for each in self._tallies for tally in each), default=1)

    @property
    def crowd(self) -> float:
        """Where the middle one stands of those that crowd most into a fifth of the room, counted along time."""
        tallies = (tally for each in self._tallies for tally in each)
        places = [figure.extent.middle for figure in self.figures.values()]
        places += [(tally.slot.left + tally.slot.right) / 2 for tally in tallies for _ in range(tally.count)]
        places.sort()
        ends = [bisect_right(places, place + self.room / 5) for place in places]
        first = max(range(len(places)), key=lambda at: ends[at] - at, default=None)
        return 0.0 if first is None else places[(first + ends[first]) // 2]

    @property
    def has_wide_dots(self) -> bool:
        """Whether some dot stands for more than a day."""
        dotted = (reach for at, figure in self.figures.items() if figure.dots for reach in self._reaches[at])
        spans = ((reach.stretch or (0, 0)) for reach in dotted if not reach.is_day)
        return any(high - low > DAY for low, high in spans)

    # -- lanes -------------------------------------------------------------------------------------------------------------

    @cached_property
    def _lanes(self) -> tuple[_Lane, ...]:
        found: list[_Lane] = []
        top = self._canvas.head(self._axis)
        for group, lines in zip(self._groups, self._lines, strict=True):
            found.append(self._lane(group, lines, top))
            top = found[-1].bottom
        return tuple(found)

    def _lane(self, group: Group, lines: tuple[str, ...], top: float) -> _Lane:
        high = max(LEAST, len(lines) * LEADING + 6)
        if self.is_dense:
            return _Lane(group, lines, top, max(high, DENSE))
        drawn = tuple(at for at in group.events if at in self.figures)
        places = packed([self.figures[at].extent for at in drawn], most=MOST_ROWS, count=MORE_ROWS)
        return _Lane(group, lines, top, max(high, places.height * PITCH + 2 * PAD), drawn, places)

    @property
    def bottom(self) -> float:
        """Where the last lane ends."""
        return self._lanes[-1].bottom + FOOT

    @property
    def rules(self) -> str:
        """Lines between lanes."""
        return "".join(self._canvas.across(self._axis, lane.bottom) for lane in self._lanes)

    @cached_property
    def lanes(self) -> tuple[Lane, ...]:
        """The lanes as they are drawn."""
        seen: set[int] = set()
        return tuple(
            Lane(
                label=self._label(lane),
                told=self._told(lane.group),
                marks=tuple(self._marks(lane, seen)),
                more=tuple(self._more(lane)),
                bins=tuple(self._bin(lane, tally) for tally in tallies),
            )
            for lane, tallies in zip(self._lanes, self._tallies, strict=True)
        )

    def _told(self, group: Group) -> str:
        """Say whose lane it is, and how much there is in it."""
        count = self.words.counted(len(group.events), self._what)
        told = self.words.say("lane_told", name=escape_text(group.name), events=count)
        return f"{told} ({escape_text(', '.join(group.others))})" if group.others else told

    def _label(self, lane: _Lane) -> Label:
        first = lane.middle + NAME * SINK - LEADING * (len(lane.lines) - 1) / 2
        placed = tuple((line, length(first + LEADING * row)) for row, line in enumerate(lane.lines))
        rtl = is_rtl(lane.group.name)
        anchor = "end" if rtl != self.rtl else "start"
        x = length(self.gutter if self.rtl else 0.0)
        return Label(placed, x, anchor, "rtl" if rtl else "ltr", self.words.tongue.number(len(lane.group.events)))

    def _marks(self, lane: _Lane, seen: set[int]) -> Iterator[Trace]:
        for at, row in zip(lane.drawn, lane.packed.rows, strict=True):
            if row is None:
                continue
            figure, item = self.figures[at], self._items[at]
            yield self._canvas.mark(
                figure,
                lane.y(row, figure.extent.rows),
                told=item.told(lane.group.known_as),
                href=self._leading(item.event),
                again=at in seen,
            )
            seen.add(at)

    def _more(self, lane: _Lane) -> Iterator[More]:
        """Yield counts of those that found no room, in the top rows."""
        for cluster in lane.packed.more:
            lost = [lane.drawn[at] for at in cluster]
            count = f"+{self.words.tongue.number(len(lost))}"
            half = width_of(count, COUNT) / 2
            first = min(self.figures[at].extent.middle for at in lost)
            middle = min(max(first, half), self.room - half)
            y = lane.y(MOST_ROWS - MORE_ROWS, MORE_ROWS) + COUNT * SINK
            told = [self._items[at].told(lane.group.known_as) for at in lost[:MOST_TOLD]]
            if rest := len(lost[MOST_TOLD:]):
                told.append(self.words.say("more", count=rest))
            label = Text(count, self._canvas.x(middle), length(y))
            yield More(label, "; ".join(told), self._leading(self._items[lost[0]].event))

    def _bin(self, lane: _Lane, tally: Tally) -> Bin:
        high = max(LOWEST, (lane.height - 4) * math.sqrt(tally.count / self.most))
        left = min(float(self._canvas.x(place)) for place in (tally.slot.left, tally.slot.right))
        wide = max(tally.slot.right - tally.slot.left - 1, LOWEST / 2)
        name, events = escape_text(lane.group.name), self.words.counted(tally.count, self._what)
        told = self.words.say("bin_told", name=name, when=tally.slot.name, events=events)
        href = self._leading(self._items[tally.first].event)
        return Bin(length(left + 0.5), length(lane.bottom - high), length(wide), length(high), told, href)


def _breadth(lines: Sequence[str], group: Group) -> float:
    """Return how wide a name is, with the count behind it."""
    last = width_of(lines[-1], NAME) + width_of(f" {len(group.events):,}", COUNT)
    return max([last, *(width_of(line, NAME) for line in lines)])

"""The shape of a mark: where its dots and bars lie along an axis, how they fade, and how much room they take.

A dot is a known day, or a time known more closely than a dot is wide. A bar is full where something certainly went on, fades where
it may have begun or ended, and is pale throughout where it took place at some time within. Nothing is ever drawn narrower than the
record is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

import attrs

from timeline.rendering.pictures.axis import Axis, axis_of
from timeline.rendering.pictures.packing import Extent
from timeline.rendering.pictures.reach import Reach
from timeline.when import Edge
from timeline.when.civil import DAY

__all__ = ["HALF", "LARGE", "MORE_ROWS", "SMALL", "Bar", "Figure", "Look", "Shade", "axis_for", "figure_of", "halved"]

LARGE, SMALL = 3.8, 2.4  # half of a dot: of an event, of a statement
HALF = 2.0  # half of the height of a bar
SIGN, CLEAR = 4.6, 6.4  # half of a sign, and of what is left free for it in a bar
ROWS, MORE_ROWS, SIGN_ROWS = (
    2,
    3,
    4,
)  # how many rows a bar or a small dot takes; a large one, or a question mark; a sign
FADE, STUB = 44.0, 34.0  # where a bar runs on to the edge, and where its end is not known
QUESTION = 9.0  # how much room the mark of an unknown end takes
BEYOND = STUB + QUESTION  # free beyond an axis, where an end that is not known would go beyond it
CUT, RISE = 1.5, 1.2  # half the gap in a bar that is contested, and how far its halves stand above and below the middle
SPECK = 5.0  # what is left of a bar beside a sign, and is shorter, is left out
THINNEST = 0.8  # a piece of a bar that is thinner is left out


class Shade(StrEnum):
    """How a piece of a bar is filled.

    Attributes:
        FULL: It certainly went on.
        IN: It may have begun.
        OUT: It may have ended.
        MAY: At some time within; both ends are soft.
        MAY_IN: Likewise, cut off at its end.
        MAY_OUT: Likewise, cut off at its beginning.
    """

    FULL = "full"
    IN = "in"
    OUT = "out"
    MAY = "may"
    MAY_IN = "may-in"
    MAY_OUT = "may-out"

    @property
    def mirrored(self) -> Shade:
        """The same where time runs from right to left."""
        turned = {Shade.IN: Shade.OUT, Shade.OUT: Shade.IN, Shade.MAY_IN: Shade.MAY_OUT, Shade.MAY_OUT: Shade.MAY_IN}
        return turned.get(self, self)


@attrs.frozen
class Look:
    """What a mark tells beside its time.

    Attributes:
        small: It is a statement.
        hollow: It was planned, and is not known to have been held.
        struck: It was planned and did not take place.
        split: Accounts of it differ, or it is disputed.
        sign: What it does to a claim, where a sign stands for that: `denies`.
    """

    small: bool = False
    hollow: bool = False
    struck: bool = False
    split: bool = False
    sign: str = ""

    @property
    def half(self) -> float:
        """Half of the width of a dot or sign; what is known less closely is a bar."""
        return SIGN if self.sign else SMALL if self.small else LARGE


@attrs.frozen
class Bar:
    """A piece of a bar.

    Attributes:
        left: Where it begins.
        right: Where it ends.
        shade: How it is filled.
        rise: How much higher than its row it stands, as the halves of a contested bar do.
    """

    left: float
    right: float
    shade: Shade
    rise: float = 0.0


@attrs.frozen
class Figure:
    """What is drawn for one event, around the middle of its row.

    Attributes:
        dots: Their middles.
        signs: The middles of signs, which stand in place of dots and on bars.
        bars: Pieces from left to right.
        tips: Where an arrow says that it goes on: the place, and -1 for leftwards or 1.
        unknown: Where a question mark says that an end is not known.
        line: From where to where a line joins several dates, or None.
        look: What it tells beside its time.
        left: Where it begins.
        right: Where it ends.
    """

    look: Look
    left: float
    right: float
    dots: tuple[float, ...] = ()
    signs: tuple[float, ...] = ()
    bars: tuple[Bar, ...] = ()
    tips: tuple[tuple[float, int], ...] = ()
    unknown: tuple[float, ...] = ()
    line: tuple[float, float] | None = None

    @property
    def extent(self) -> Extent:
        """The room that it takes."""
        large = (self.dots and not self.look.small) or self.look.split or self.unknown
        rows = SIGN_ROWS if self.signs else MORE_ROWS if large else ROWS
        return Extent(self.left, self.right, rows)


def figure_of(reaches: Iterable[Reach], axis: Axis, look: Look) -> Figure:
    """Return what is drawn for the dates of one event.

    Args:
        reaches: One, or several separate dates.
        axis: Where they lie.
        look: What the mark tells beside its time.
    """
    parts = [_part(reach, axis, look) for reach in reaches]
    if len(parts) == 1:
        return parts[0]
    parts.sort(key=lambda part: part.left)
    return Figure(
        look,
        parts[0].left,
        max(part.right for part in parts),
        dots=tuple(dot for part in parts for dot in part.dots),
        signs=tuple(sign for part in parts for sign in part.signs),
        bars=tuple(bar for part in parts for bar in part.bars),
        tips=tuple(tip for part in parts for tip in part.tips),
        unknown=tuple(at for part in parts for at in part.unknown),
        line=(parts[0].right, parts[-1].left),
    )


def _part(reach: Reach, axis: Axis, look: Look) -> Figure:
    left = axis.x(reach.start_min) if isinstance(reach.start_min, int) else axis.first
    right = axis.x(reach.end_max, last=True) if isinstance(reach.end_max, int) else axis.last
    middle = _middle(reach, axis, look, left, right)
    if middle is None:
        return _bar(reach, axis, look, left, right)
    dots, signs = ((), (middle,)) if look.sign else ((middle,), ())
    return Figure(look, middle - look.half, middle + look.half, dots=dots, signs=signs)


def _middle(reach: Reach, axis: Axis, look: Look, left: float, right: float) -> float | None:
    """Return where a dot stands, or None where a bar has to.

    On an axis of days or more a time of day is drawn as its day, or it could not be told from a day of which no time is known.
    """
    if not isinstance(reach.start_min, int) or not isinstance(reach.end_max, int):
        return None
    if right - left > 2 * look.half and (axis.is_hourly or not reach.is_day):
        return None
    day = reach.start_min // DAY
    if not axis.is_hourly and (reach.end_max - 1) // DAY == day:
        left, right = axis.x(day * DAY), axis.x((day + 1) * DAY, last=True)
    return (left + right) / 2


def _bar(reach: Reach, axis: Axis, look: Look, left: float, right: float) -> Figure:
    """Return a bar between two places, with what stands at ends that have no limit or none that is known."""
    unknown: list[float] = []
    if reach.end_max is Edge.UNKNOWN:
        right = _begun(reach, axis) + STUB
        unknown.append(right + QUESTION / 2)
    if reach.start_min is Edge.UNKNOWN:
        left = _over(reach, axis) - STUB
        unknown.append(left - QUESTION / 2)
    tips = [(axis.first, -1)] if reach.start_min is Edge.OPEN else []
    tips += [(axis.last, 1)] if reach.end_max is Edge.OPEN else []
    bars = tuple(_pieces(reach, axis, left, right))
    signs = (_signed(bars, reach),) if look.sign else ()
    ends = (left, right, *(at - QUESTION / 2 for at in unknown), *(at + QUESTION / 2 for at in unknown))
    return Figure(
        look,
        min(ends),
        max(ends),
        signs=signs,
        bars=_cleared(bars, signs[0]) if signs else halved(bars) if look.split else bars,
        tips=tuple(tips),
        unknown=tuple(unknown),
    )


def _begun(reach: Reach, axis: Axis) -> float:
    """Return the place at which something has begun, as far as that is known."""
    known = reach.start_max if isinstance(reach.start_max, int) else reach.start_min
    return axis.x(known) if isinstance(known, int) else axis.left


def _over(reach: Reach, axis: Axis) -> float:
    """Return the place up to which something is not over, as far as that is known."""
    known = reach.end_min if isinstance(reach.end_min, int) else reach.end_max
    return axis.x(known, last=True) if isinstance(known, int) else axis.right


def axis_for(
    reaches: Iterable[Reach],
    *,
    left: float,
    right: float,
    language: str = "en",
    unbroken: bool = False,
) -> Axis | None:
    """Return an axis on which dates have a place, with room beyond its ends for what is drawn there; None where none has a place.

    Args:
        reaches: The dates.
        left: The place where it begins, or the room before it.
        right: The place where it ends, or the room behind it.
        language: Of what is written at it.
        unbroken: Whether it keeps one scale however the dates crowd.
    """
    known = list(reaches)
    stretches = [reach.stretch for reach in known if reach.stretch is not None]
    whole = axis_of(stretches, left=left, right=right, language=language, unbroken=unbroken)
    if whole is None:
        return None
    before = BEYOND * any(_goes_before(reach, whole) for reach in known)
    behind = BEYOND * any(_goes_behind(reach, whole) for reach in known)
    if not before and not behind:
        return whole
    less = axis_of(stretches, left=left + before, right=right - behind, language=language, unbroken=unbroken)
    return less and attrs.evolve(less, before=before, behind=behind)


def _goes_before(reach: Reach, axis: Axis) -> bool:
    """Whether a beginning that is open or not known is drawn before an axis, or has no room on it."""
    return isinstance(reach.start_min, Edge) and _over(reach, axis) < axis.left + BEYOND


def _goes_behind(reach: Reach, axis: Axis) -> bool:
    """Whether an end that is open or not known is drawn behind an axis, or has no room on it."""
    return isinstance(reach.end_max, Edge) and _begun(reach, axis) > axis.right - BEYOND


def _signed(bars: tuple[Bar, ...], reach: Reach) -> float:
    """Return where the sign of a bar stands: where it certainly went on, in the middle or near the end that is known."""
    full = next((bar for bar in bars if bar.shade is Shade.FULL), None)
    left, right = (full.left, full.right) if full else (bars[0].left, bars[-1].right)
    if isinstance(reach.start_min, Edge) == isinstance(reach.end_max, Edge):
        return (left + right) / 2
    return right - CLEAR if isinstance(reach.start_min, Edge) else left + CLEAR


def _pieces(reach: Reach, axis: Axis, left: float, right: float) -> Iterator[Bar]:
    """Yield the pieces of a bar: fading in, full, fading out; or pale throughout where nothing is certain."""
    first, last = _certain(reach, axis, left, right)
    if first > last + THINNEST:
        yield Bar(left, right, Shade.MAY)
        return
    if first - left > THINNEST:
        yield Bar(left, first, Shade.IN)
    if last - first > THINNEST:
        yield Bar(first, last, Shade.FULL)
    if right - last > THINNEST:
        yield Bar(last, right, Shade.OUT)


def _certain(reach: Reach, axis: Axis, left: float, right: float) -> tuple[float, float]:
    """Return from where to where it certainly went on; the other way round where it nowhere did."""
    if reach.end_max is Edge.UNKNOWN and isinstance(reach.start_max, int):
        return axis.x(reach.start_max), axis.x(reach.start_max)
    if reach.start_min is Edge.UNKNOWN and isinstance(reach.end_min, int):
        return axis.x(reach.end_min, last=True), axis.x(reach.end_min, last=True)
    core = reach.core
    if core is None:
        return right, left
    fade = min(FADE, (right - left) / 2)
    first = axis.x(core[0]) if isinstance(core[0], int) else left + fade
    last = axis.x(core[1], last=True) if isinstance(core[1], int) else right - fade
    if not isinstance(core[1], int):  # however late it began, it went on from there
        return first, max(first, last)
    return first if isinstance(core[0], int) else min(first, last), last


def _cleared(bars: tuple[Bar, ...], sign: float) -> tuple[Bar, ...]:
    """Leave out what of a bar would run through a sign."""
    found: list[Bar] = []
    for bar in bars:
        shades = (Shade.MAY_IN, Shade.MAY_OUT) if bar.shade is Shade.MAY else (bar.shade, bar.shade)
        if bar.right <= sign - CLEAR or bar.left >= sign + CLEAR:
            found.append(bar)
            continue
        if bar.left < sign - CLEAR:
            found.append(Bar(bar.left, sign - CLEAR, shades[0]))
        if bar.right > sign + CLEAR:
            found.append(Bar(sign + CLEAR, bar.right, shades[1]))
    return tuple(bar for bar in found if not _is_speck(bar, sign))


def _is_speck(bar: Bar, sign: float) -> bool:
    """Whether a piece beside a sign is too short to be seen as a part of the bar."""
    near = bar.left <= sign + CLEAR and bar.right >= sign - CLEAR
    return near and bar.right - bar.left < SPECK


def halved(bars: tuple[Bar, ...]) -> tuple[Bar, ...]:
    """Break a bar in two, the halves a little apart and not at the same height."""
    where = _break(bars)
    found: list[Bar] = []
    for bar in bars:
        if bar.right <= where:
            found.append(attrs.evolve(bar, right=bar.right - CUT if bar.right == where else bar.right, rise=RISE))
        elif bar.left >= where:
            found.append(attrs.evolve(bar, left=bar.left + CUT if bar.left == where else bar.left, rise=-RISE))
        else:
            shades = (Shade.MAY_IN, Shade.MAY_OUT) if bar.shade is Shade.MAY else (bar.shade, bar.shade)
            found.append(Bar(bar.left, where - CUT, shades[0], RISE))
            found.append(Bar(where + CUT, bar.right, shades[1], -RISE))
    return tuple(found)


def _break(bars: tuple[Bar, ...]) -> float:
    """Return where a bar is broken: in the middle of its full or pale piece, else where it fades on both sides."""
    whole = next((bar for bar in bars if bar.shade in (Shade.FULL, Shade.MAY)), bars[0] if len(bars) == 1 else None)
    return bars[0].right if whole is None else (whole.left + whole.right) / 2

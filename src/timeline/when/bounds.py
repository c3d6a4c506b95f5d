"""From the parts of a text to the four bounds of an event: when it can begin and when it can end."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import NamedTuple

from timeline.when import zone as zones
from timeline.when.civil import DAY
from timeline.when.duration import Duration
from timeline.when.parts import Part, Point, Span, Tree
from timeline.when.terms import Edge, Grain, Reading, Said, Shape
from timeline.when.widening import Widening, widened

__all__ = [
    "Bounds",
    "Form",
    "Rest",
    "clocked",
    "form_of",
    "hull",
    "in_utc",
    "joined",
    "lasted_out",
    "length",
    "mixed_instants",
    "points",
    "shared",
    "widened_hull",
]


class Form(NamedTuple):
    """What many values have in common, kept once for all of them.

    Attributes:
        reading: As in `When`.
        shape: As in `When`.
        grain: The coarsest of the text.
        start_grain: That of the earliest end.
        end_grain: That of the latest end.
        zone: Of the start, as in `zone.py`.
        end_zone: Of the end.
        located: The zone that was supplied for dates which name none.
        zoned: Whether any part has a zone.
        mixed: Whether the members of a set differ in their zones, so that the set as a whole has none.
    """

    reading: Reading
    shape: Shape
    grain: Grain
    start_grain: Grain
    end_grain: Grain
    zone: str | None
    end_zone: str | None
    located: str | None
    zoned: bool
    mixed: bool


class Rest(NamedTuple):
    """What few values have: bounds that do not follow from the other two, words, a duration."""

    start_max: int | Edge
    end_min: int | Edge
    said: Said | None
    lasting: Duration | None
    widened: Widening | None = None


class Bounds(NamedTuple):
    """Closed limits for the start and the end of an event, which is a half-open stretch and never empty.

    Units: civil or UTC seconds since 1970-01-01T00:00; `OPEN` and `UNKNOWN` stand where there is no number.
    """

    start_min: int | Edge
    start_max: int | Edge
    end_min: int | Edge
    end_max: int | Edge


Placing = Callable[["Point", Reading], "Bounds"]


def hull(tree: Tree, reading: Reading) -> Bounds:
    """Return the bounds of a whole text, in civil seconds.

    Several moments are bounded as one series, from the start of the first to the end of the last.
    """
    if tree.shape is Shape.INTERVAL:
        return _lasted(tree.parts[0])  # type: ignore[arg-type]
    return _hull(tree, reading, _civil)


def _lasted(span: Span) -> Bounds:
    """Bound what lasted from one end to the other in civil seconds; the same as `_stretch` says, with nothing to place."""
    low, high = span
    first, last = (low, low) if isinstance(low, Edge) else (low.cells.first, low.cells.last_end)
    opens, closes = (high, high) if isinstance(high, Edge) else (high.cells.first, high.cells.last_end)
    return Bounds(first, last, opens, closes)


def widened_hull(tree: Tree, reading: Reading, policy: Widening) -> Bounds:
    """Return the bounds of a whole text with doubtful dates widened, in civil seconds."""
    return _hull(tree, reading, lambda point, way: _civil(point._replace(cells=widened(point, policy)), way))


def mixed_instants(tree: Tree, reading: Reading, located: str | None, policy: Widening | None = None) -> Bounds:
    """Return the bounds of a set whose members are in different zones, in UTC seconds."""

    def placed(point: Point, way: Reading) -> Bounds:
        zone = point.zone or located
        wide = point if policy is None else point._replace(cells=widened(point, policy))
        return in_utc(_civil(wide, way), zone, zone)

    return _hull(tree, reading, placed)


def _hull(tree: Tree, reading: Reading, at: Placing) -> Bounds:
    if len(tree.parts) == 1:
        return _of_part(tree.parts[0], reading, tree.shape, at)
    return joined([_of_part(part, reading, tree.shape, at) for part in tree.parts], tree.shape)


def joined(each: list[Bounds], shape: Shape) -> Bounds:
    """Return the bounds of a set from those of its members."""
    starts_min, starts_max, ends_min, ends_max = zip(*each, strict=True)
    if shape is Shape.SEVERAL:
        return Bounds(_least(starts_min), _least(starts_max), _most(ends_min), _most(ends_max))
    return Bounds(_least(starts_min), _most(starts_max), _least(ends_min), _most(ends_max))


def _of_part(part: Part, reading: Reading, shape: Shape, at: Placing) -> Bounds:
    if isinstance(part, Point):
        return at(part, reading)
    return _one_of(part, reading, at) if shape is Shape.ONE_OF else _stretch(part, reading, shape, at)


def _civil(point: Point, reading: Reading) -> Bounds:
    first, first_end, last, last_end, _ = point.cells
    if reading is Reading.THROUGHOUT:
        return Bounds(first, last, first_end, last_end)
    return Bounds(first, last_end, first, last_end)


def _one_of(span: Span, reading: Reading, at: Placing) -> Bounds:
    """Bound one moment somewhere in a range; an open end of the range is an open bound of the moment.

    Why: the ends of a range may differ in grain (`[2024..2025-04-26]`). What lasted throughout one of them may then have been the
    coarser or the finer, so each limit is that of whichever reaches further.
    """
    low, high = (edge if isinstance(edge, Edge) else at(edge, reading) for edge in span)
    if isinstance(low, Edge) and isinstance(high, Bounds):
        return Bounds(low, high.start_max, low, high.end_max)
    if isinstance(high, Edge) and isinstance(low, Bounds):
        return Bounds(low.start_min, high, low.end_min, high)
    ends = [end for end in (low, high) if isinstance(end, Bounds)]
    start_max, end_min = ends[-1].start_max, ends[0].end_min
    if reading is Reading.THROUGHOUT:
        furthest, soonest = _most(tuple(end.start_max for end in ends)), _least(tuple(end.end_min for end in ends))
        start_max, end_min = _least((furthest, ends[-1].end_max)), _most((soonest, ends[0].start_min))
    return Bounds(ends[0].start_min, start_max, end_min, ends[-1].end_max)


def _stretch(span: Span, reading: Reading, shape: Shape, at: Placing) -> Bounds:
    """Bound what lasted from one end to the other; each end lies somewhere within its date, whatever the reading.

    Why: "from 25 to 27 April" says neither that the guest came at midnight nor that he left at midnight. The days of a
    series `{a..b}` are days like any other, so there the reading counts.
    """
    inner = reading if shape is Shape.SEVERAL else Reading.WITHIN
    low, high = (edge if isinstance(edge, Edge) else at(edge, inner) for edge in span)
    start = (low, low) if isinstance(low, Edge) else (low.start_min, low.start_max)
    end = (high, high) if isinstance(high, Edge) else (high.end_min, high.end_max)
    return Bounds(*start, *end)


def _least(bounds: tuple[int | Edge, ...]) -> int | Edge:
    """Return the least of some bounds; a bound that is no number is less than any that is."""
    edges = [bound for bound in bounds if isinstance(bound, Edge)]
    return edges[0] if edges else min(bound for bound in bounds if isinstance(bound, int))


def _most(bounds: tuple[int | Edge, ...]) -> int | Edge:
    edges = [bound for bound in bounds if isinstance(bound, Edge)]
    return edges[0] if edges else max(bound for bound in bounds if isinstance(bound, int))


def in_utc(bounds: Bounds, zone: str | None, end_zone: str | None) -> Bounds:
    """Return civil bounds as UTC seconds: the earliest instant for what is least, the latest for what is most."""
    start_min, start_max, end_min, end_max = bounds
    return Bounds(
        start_min if isinstance(start_min, Edge) else zones.instants(zone, start_min)[0],
        start_max if isinstance(start_max, Edge) else zones.instants(zone, start_max)[1],
        end_min if isinstance(end_min, Edge) else zones.instants(end_zone, end_min)[0],
        end_max if isinstance(end_max, Edge) else zones.instants(end_zone, end_max)[1],
    )


def moment_form(reading: Reading, grain: Grain, zone: str | None) -> Form:
    """Return the form of a single date; nearly every text is one, and looking a form up by enumerations is slow."""
    key = (reading is Reading.WITHIN, grain.order, zone)
    form = MOMENTS.get(key)
    if form is None:
        zoned = zone is not None
        form = Form(reading, Shape.MOMENT, grain, grain, grain, zone, zone, None, zoned, mixed=False)
        MOMENTS[key] = form
    return form


MOMENTS: dict[tuple[bool, int, str | None], Form] = {}  # as many as there are grains and zones


def form_of(tree: Tree, reading: Reading) -> Form:
    """Return what a text has in common with others like it."""
    first = tree.parts[0]
    if tree.shape is Shape.MOMENT and isinstance(first, Point):
        return moment_form(reading, first.cells.grain, first.zone)
    each = points(tree)
    zone, end_zone = each[0].zone, each[-1].zone
    named = {point.zone for point in each}
    mixed = len(named) > 1 and tree.shape is not Shape.INTERVAL
    if mixed:
        zone = end_zone = None
    return _form(reading, tree.shape, _grains(each), zone, end_zone, named != {None}, mixed)


@functools.lru_cache(maxsize=4096)
def _form(  # noqa: PLR0917 - the look-up of keywords takes as long as all the rest
    reading: Reading,
    shape: Shape,
    grains: tuple[Grain, Grain, Grain],
    zone: str | None,
    end_zone: str | None,
    zoned: bool,
    mixed: bool,
) -> Form:
    return shared(Form(reading, shape, *grains, zone, end_zone, None, zoned, mixed))


@functools.lru_cache(maxsize=4096)
def shared(form: Form) -> Form:
    """Return one object for all equal forms."""
    return form


def _grains(each: tuple[Point, ...]) -> tuple[Grain, Grain, Grain]:
    start = end = each[0].cells
    coarsest = start.grain
    for point in each[1:]:
        cells = point.cells
        start = cells if cells.first < start.first else start
        end = cells if cells.last_end > end.last_end else end
        coarsest = cells.grain if cells.grain.order < coarsest.order else coarsest
    return coarsest, start.grain, end.grain


def _ends(part: Part) -> tuple[Point, ...]:
    if isinstance(part, Point):
        return (part,)
    low, high = part
    if isinstance(low, Edge):
        return () if isinstance(high, Edge) else (high,)
    return (low,) if isinstance(high, Edge) else (low, high)


def points(tree: Tree) -> tuple[Point, ...]:
    """Return every date of a text in the order written."""
    if len(tree.parts) == 1:
        return _ends(tree.parts[0])
    return tuple(point for part in tree.parts for point in _ends(part))


def length(tree: Tree, reading: Reading, dated: Bounds, *, zoned: bool) -> tuple[int, int | Edge]:
    """Return what dates alone say of the duration, in seconds.

    Why: where a date leaves several days open, the event still fits into one of them; a day of its own zone can be up to a
    day longer or shorter than 24 hours, so that much is allowed for.
    """
    low, high = between(dated)
    each = points(tree)
    if (
        tree.shape in (Shape.INTERVAL, Shape.SEVERAL)
        or _is_open(tree)
        or any(point.second is not None for point in each)
    ):
        return low, high
    widths = [width(point) for point in each]
    spare = DAY if zoned else 0
    most = max(size[1] for size in widths) + spare
    if reading is Reading.THROUGHOUT:
        low = max(low, min(size[0] for size in widths) - spare)
    return low, most if isinstance(high, Edge) or most < high else high


def between(dated: Bounds) -> tuple[int, int | Edge]:
    """Return how long an event within these bounds lasts at least and at most, in seconds."""
    start_min, start_max, end_min, end_max = dated
    low = end_min - start_max if isinstance(end_min, int) and isinstance(start_max, int) else 0
    if isinstance(start_min, int) and isinstance(end_max, int):
        return max(low, 0), end_max - start_min
    return max(low, 0), Edge.UNKNOWN if Edge.UNKNOWN in (start_min, end_max) else Edge.OPEN


def lasted_out(dated: Bounds, most: int | Edge) -> tuple[int | Edge, int | Edge]:
    """Return the earliest start and the latest end of what lasts no longer than `most` seconds."""
    low, high = dated.start_min, dated.end_max
    if isinstance(most, Edge):
        return low, high
    if isinstance(dated.end_min, int) and low is not Edge.OPEN:
        from_end = dated.end_min - most
        low = from_end if isinstance(low, Edge) else max(low, from_end)
    if isinstance(dated.start_max, int) and high is not Edge.OPEN:
        from_start = dated.start_max + most
        high = from_start if isinstance(high, Edge) else min(high, from_start)
    return low, high


def clocked(dated: Bounds, zone: str | None, limits: tuple[int, int | None]) -> Bounds:
    """Return the bounds of what began at a time of day, or among several, and lasted between `limits` seconds."""
    low, high = dated.start_min, dated.start_max
    end_min = low if isinstance(low, Edge) else _later(zone, low, limits[0], last=False)
    if limits[1] is None or isinstance(high, Edge):
        return Bounds(low, high, end_min, Edge.UNKNOWN if limits[1] is None else high)
    return Bounds(low, high, end_min, _later(zone, high, limits[1], last=True))


def _later(zone: str | None, civil: int, seconds: int, *, last: bool) -> int:
    if zone is None:
        return civil + seconds
    return zones.civil_time(zone, zones.instants(zone, civil)[last] + seconds)


def _is_open(tree: Tree) -> bool:
    return any(isinstance(end, Edge) for part in tree.parts if isinstance(part, Span) for end in part)


def width(point: Point) -> tuple[int, int]:
    """Return how long one cell of a date is at least and at most, in civil seconds.

    Why: where several cells are possible, months are 28 to 31 days and years 365 or 366, whichever of them is meant.
    """
    first, first_end, last, last_end, grain = point.cells
    if first == last:
        return first_end - first, first_end - first
    if grain is Grain.MONTH:
        return 28 * DAY, 31 * DAY
    if grain is Grain.YEAR:
        return 365 * DAY, 366 * DAY
    sizes = (first_end - first, last_end - last)
    return min(sizes), max(sizes)

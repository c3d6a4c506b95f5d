"""What can be known of a `When` without changing it: bounds, grain, duration, instants, dates for pendulum."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline import errors
from timeline.when import bounds, notation
from timeline.when import zone as zones
from timeline.when.bounds import Bounds, Form, Rest
from timeline.when.civil import DAY, date_of
from timeline.when.duration import Duration
from timeline.when.parts import PLAIN_MARKS, Tree
from timeline.when.relation import Relations
from timeline.when.terms import Edge, Grain, Limits, Qualifiers, Reading, Shape
from timeline.when.widening import Widening

if TYPE_CHECKING:
    import pendulum

__all__ = ["Facts"]

FAR = 10**40  # further than any year that can be written


class Facts(Relations):
    """The part of `When` that is worked out from what a value stores."""

    __slots__ = ()

    text: str
    start_min: int | Edge
    end_max: int | Edge
    form: Form
    rest: Rest | None

    # What is stored

    @property
    def reading(self) -> Reading:
        """Whether a bare date means somewhere within it or all through it."""
        return self.form.reading

    @property
    def shape(self) -> Shape:
        """How the parts of the text combine."""
        return self.form.shape

    @property
    def grain(self) -> Grain:
        """The coarsest unit in which the text is written."""
        return self.form.grain

    @property
    def zone(self) -> str | None:
        """The zone of the start: an IANA name, an offset, `Z`, or `None` where nobody named one."""
        return zones.name_of(self.form.zone)

    @property
    def end_zone(self) -> str | None:
        """The zone of the end; the same as `zone` but for intervals that cross zones."""
        return zones.name_of(self.form.end_zone)

    @property
    def lasting(self) -> Duration | None:
        """How long the event is said to have lasted, apart from its date."""
        return None if self.rest is None else self.rest.lasting

    @property
    def widened(self) -> Widening | None:
        """The policy by which doubtful dates were widened, where one was asked for."""
        return None if self.rest is None else self.rest.widened

    @property
    def start_max(self) -> int | Edge:
        """The event begins no later; civil seconds."""
        if self.rest is not None:
            return self.rest.start_max
        return self.end_max if self.form.reading is Reading.WITHIN else self.start_min

    @property
    def end_min(self) -> int | Edge:
        """The event ends no earlier; civil seconds."""
        if self.rest is not None:
            return self.rest.end_min
        return self.start_min if self.form.reading is Reading.WITHIN else self.end_max

    @property
    def bounds(self) -> Bounds:
        """The four bounds together, in civil seconds."""
        return Bounds(self.start_min, self.start_max, self.end_min, self.end_max)

    @property
    def start(self) -> Limits:
        """Between which limits the event begins; civil seconds."""
        return Limits(self.start_min, self.start_max)

    @property
    def end(self) -> Limits:
        """Between which limits the event ends; civil seconds."""
        return Limits(self.end_min, self.end_max)

    # What is worked out

    @property
    def tree(self) -> Tree:
        """The text taken apart."""
        return notation.taken_apart(self.text)

    @property
    def qualifiers(self) -> Qualifiers:
        """The mark on each component; of a text with several dates, all marks that any of them has."""
        if not self.uncertain and not self.approximate:
            return PLAIN_MARKS
        each = zip(*(point.marks for point in bounds.points(self.tree)), strict=True)
        return Qualifiers(*(_both("".join(marks)) for marks in each))

    @property
    def uncertain(self) -> bool:
        """Whether anything in the text is marked `?` or `%`."""
        return "?" in self.text or "%" in self.text

    @property
    def approximate(self) -> bool:
        """Whether anything in the text is marked `~` or `%`."""
        return "~" in self.text or "%" in self.text

    @property
    def duration(self) -> Limits:
        """How long the event can have lasted: what its dates allow, narrowed by what it is said to have lasted.

        Units: seconds. `OPEN` for an event without a limit, `UNKNOWN` where one of its ends is not known.
        """
        return self.length(utc=self.form.zone is not None)

    def length(self, *, utc: bool) -> Limits:
        """Return `duration` as it is on the civil axis or on that of instants."""
        dated = self.instants if utc else self.bounds
        form = self.form
        if form.shape is Shape.MOMENT and (form.zoned or not utc) and "X" not in self.text and "S" not in self.text:
            low, high = bounds.between(dated)  # one cell: its bounds say it all
        else:
            low, high = bounds.length(self.tree, self.reading, dated, zoned=utc)
        if self.lasting is None:
            return Limits(low, high)
        least, most = self.lasting.limits
        if most is not None and (isinstance(high, Edge) or most < high):
            high = most
        return Limits(max(low, least), high)

    @property
    def instants(self) -> Bounds:
        """The four bounds as UTC seconds.

        A bound in a zone is looked up in the zone database; one without a zone may be anywhere from UTC-12 to UTC+14, so a
        day in an unknown zone is 50 hours long here. A time that its zone repeated or skipped spans both possibilities.
        """
        if self.form.mixed and self.lasting is not None and self.shape is Shape.ONE_OF and len(self.tree.parts) > 1:
            return bounds.joined([member.lasted(self.lasting).instants for member in self.members], self.shape)
        if self.form.mixed:
            return bounds.mixed_instants(self.tree, self.reading, self.form.located, self.widened)
        return bounds.in_utc(self.bounds, self.form.zone, self.form.end_zone)

    @property
    def zoned(self) -> bool:
        """Whether any part has a zone, so that the value stands for instants and not only for civil time."""
        return self.form.zoned

    @property
    def zone_problem(self) -> str | None:
        """What is wrong with a time of day in its zone: that clocks skipped it, or that they showed it twice."""
        if not self.form.grain.timed and not self.form.start_grain.timed and not self.form.end_grain.timed:
            return None
        located = self.form.located
        found = (
            zones.zone_problem(point.zone or located, point.cells.first)
            for point in bounds.points(self.tree)
            if point.second is not None
        )
        return next((problem for problem in found if problem), None)

    @property
    def earliest(self) -> pendulum.Date | pendulum.DateTime | Edge:
        """The first day or moment that the value allows: a date for days and coarser, a time for finer.

        Raises:
            Invalid: `out-of-range` outside the years 1 to 9999, which pendulum cannot hold.
        """
        if isinstance(self.start_min, Edge):
            return self.start_min
        return _pendulum(self.start_min, self.form.start_grain, self.form.zone, last=False)

    @property
    def latest(self) -> pendulum.Date | pendulum.DateTime | Edge:
        """The last day or moment that the value allows, itself included: the 31st for a month of 31 days.

        Raises:
            Invalid: As `earliest`.
        """
        if isinstance(self.end_max, Edge):
            return self.end_max
        grain = self.form.end_grain
        step = 1 if grain is Grain.SECOND else 60 if grain is Grain.MINUTE else DAY
        return _pendulum(self.end_max - step, grain, self.form.end_zone, last=True)

    @property
    def sort_key(self) -> tuple[int, int, int]:
        """Three whole numbers that put any two values in order on a page: earliest start, latest end, coarser first.

        Zoned values count by their instant, others by the civil time as it stands. An unknown start comes after an open
        one and before any other; an unknown end before an open one and after any other. Equal keys do not mean equal values.
        """
        dated = self.instants if self.form.zoned else self.bounds
        low, high = dated.start_min, dated.end_max
        if self.lasting is not None:
            low, high = bounds.lasted_out(dated, self.length(utc=self.form.zoned).high)
        if isinstance(low, Edge):
            low = -FAR if low is Edge.OPEN else 1 - FAR
        if isinstance(high, Edge):
            high = FAR if high is Edge.OPEN else FAR - 1
        return low, high, self.form.grain.order


def _both(marks: str) -> str:
    return "%" if "%" in marks or len(set(marks)) > 1 else marks[:1]


def _pendulum(civil: int, grain: Grain, zone: str | None, *, last: bool) -> pendulum.Date | pendulum.DateTime:
    year, month, day = date_of(civil // DAY)
    if not 1 <= year <= 9999:
        raise errors.Invalid(f"pendulum holds the years 1 to 9999, not {year}", code="out-of-range")
    if grain.timed:
        try:
            return zones.moment(zone, civil, last=last)
        except OverflowError:  # its instant is in no year of those
            message = f"pendulum holds the years 1 to 9999, and a time of {year} in {zone} is outside of them in UTC"
            raise errors.Invalid(message, code="out-of-range") from None
    import pendulum

    return pendulum.Date(year, month, day)

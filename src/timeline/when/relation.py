"""How two times stand to each other, answered exactly: yes, no, or maybe.

Two events are four end points. What is known of them (limits of each, duration of each, that nothing is empty) and each of Allen's
thirteen relations are inequalities between pairs of those points, so whether a relation is still possible is whether all of
them hold together; that is decided exactly, by shortest paths over five nodes, and a brute force in the tests agrees.

Source: J. F. Allen, Maintaining knowledge about temporal intervals, 1983; R. Dechter et al., Temporal constraint networks, 1991.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, NamedTuple, Protocol

from timeline.when.bounds import Bounds
from timeline.when.terms import Edge, Limits, Shape

if TYPE_CHECKING:
    from timeline.when.duration import Duration
    from timeline.when.value import When

__all__ = ["Answer", "Relation", "Relations", "relations"]


class Answer(enum.Enum):
    """What the record says to a question: it holds, it does not, or the record leaves it open."""

    YES = "yes"
    NO = "no"
    MAYBE = "maybe"

    @property
    def certain(self) -> bool:
        """Whether it holds whatever the record leaves open."""
        return self is Answer.YES

    @property
    def possible(self) -> bool:
        """Whether it holds in at least one way to read the record."""
        return self is not Answer.NO

    def __bool__(self) -> bool:
        """Return true for yes and false for no.

        Raises:
            TypeError: For maybe, which is neither; ask `.certain` or `.possible`.
        """
        if self is Answer.MAYBE:
            raise TypeError("the record leaves this open; ask .certain or .possible")
        return self is Answer.YES

    @classmethod
    def of(cls, *, possible: bool, certain: bool) -> Answer:
        """Return the answer of which these two are true."""
        return cls.YES if certain else cls.MAYBE if possible else cls.NO


class Relation(enum.Enum):
    """The thirteen ways in which two stretches of time can lie to each other, named from the first to the second."""

    BEFORE = "before"
    MEETS = "meets"
    OVERLAPS = "overlaps"
    STARTS = "starts"
    DURING = "during"
    FINISHES = "finishes"
    EQUALS = "equals"
    FINISHED_BY = "finished by"
    CONTAINS = "contains"
    STARTED_BY = "started by"
    OVERLAPPED_BY = "overlapped by"
    MET_BY = "met by"
    AFTER = "after"

    @property
    def inverse(self) -> Relation:
        """The same situation, seen from the second."""
        return INVERSES[self]


_ORDER = tuple(Relation)
INVERSES = dict(zip(_ORDER, reversed(_ORDER), strict=True)) | {
    Relation.STARTS: Relation.STARTED_BY,
    Relation.STARTED_BY: Relation.STARTS,
    Relation.DURING: Relation.CONTAINS,
    Relation.CONTAINS: Relation.DURING,
    Relation.FINISHES: Relation.FINISHED_BY,
    Relation.FINISHED_BY: Relation.FINISHES,
}

# Nodes of the network: 0 is the origin of time, then the ends of the first event, then those of the second.
ORIGIN, A_START, A_END, B_START, B_END = range(5)
# A strict inequality is one unit below the plain one. No cycle has more than sixteen edges, so units never add up to a second.
SCALE = 16
FAR = 10**40
NONE = FAR * SCALE * 8

Edges = tuple[tuple[int, int, int], ...]
Network = list[list[int]]


def _below(first: int, second: int, *, strict: bool = True) -> tuple[int, int, int]:
    """The first point lies before the second, as an edge of the network: first - second <= weight."""
    return first, second, -1 if strict else 0


def _same(first: int, second: int) -> Edges:
    return (first, second, 0), (second, first, 0)


RULES: dict[Relation, Edges] = {
    Relation.BEFORE: (_below(A_END, B_START),),
    Relation.MEETS: _same(A_END, B_START),
    Relation.OVERLAPS: (_below(A_START, B_START), _below(B_START, A_END), _below(A_END, B_END)),
    Relation.STARTS: (*_same(A_START, B_START), _below(A_END, B_END)),
    Relation.DURING: (_below(B_START, A_START), _below(A_END, B_END)),
    Relation.FINISHES: (_below(B_START, A_START), *_same(A_END, B_END)),
    Relation.EQUALS: (*_same(A_START, B_START), *_same(A_END, B_END)),
    Relation.FINISHED_BY: (_below(A_START, B_START), *_same(A_END, B_END)),
    Relation.CONTAINS: (_below(A_START, B_START), _below(B_END, A_END)),
    Relation.STARTED_BY: (*_same(A_START, B_START), _below(B_END, A_END)),
    Relation.OVERLAPPED_BY: (_below(B_START, A_START), _below(A_START, B_END), _below(B_END, A_END)),
    Relation.MET_BY: _same(B_END, A_START),
    Relation.AFTER: (_below(B_END, A_START),),
}

BEFORE = frozenset({Relation.BEFORE, Relation.MEETS})
AFTER = frozenset({Relation.AFTER, Relation.MET_BY})
DURING = frozenset({Relation.DURING, Relation.STARTS, Relation.FINISHES, Relation.EQUALS})
CONTAINS = frozenset({Relation.CONTAINS, Relation.STARTED_BY, Relation.FINISHED_BY, Relation.EQUALS})
OVERLAPS = frozenset(Relation) - BEFORE - AFTER
ALL = frozenset(Relation)


class Box(NamedTuple):
    """What is known of one event: four bounds and how long it can have lasted.

    Units: seconds on one axis, civil or UTC.
    """

    bounds: Bounds
    length: Limits


def relations(first: Box, second: Box) -> frozenset[Relation]:
    """Return exactly the relations that two events can still have.

    The set is empty only where one of the two cannot be: its stated duration does not fit between its dates.
    """
    base = _closed([*_edges(first, A_START, A_END), *_edges(second, B_START, B_END)])
    if base is None:
        return frozenset()
    return frozenset(relation for relation, rule in RULES.items() if _fits(base, rule))


def _edges(box: Box, start: int, end: int) -> list[tuple[int, int, int]]:
    """Return what is known of an event as edges; an open limit of a limitless event lies beyond every date.

    Why: an event with an open end goes on past anything dated, and two such ends are not compared: nobody said which is later.
    """
    start_min, start_max, end_min, end_max = box.bounds
    edges = [_below(start, end)]
    if isinstance(start_min, int):
        edges.append((ORIGIN, start, -start_min * SCALE))
    if isinstance(start_max, int):
        edges.append((start, ORIGIN, start_max * SCALE))
    elif start_max is Edge.OPEN and start_min is Edge.OPEN:
        edges.append((start, ORIGIN, -FAR * SCALE))
    if isinstance(end_min, int):
        edges.append((ORIGIN, end, -end_min * SCALE))
    elif end_min is Edge.OPEN and end_max is Edge.OPEN:
        edges.append((ORIGIN, end, -FAR * SCALE))
    if isinstance(end_max, int):
        edges.append((end, ORIGIN, end_max * SCALE))
    low, high = box.length
    if isinstance(high, int):
        edges.append((end, start, high * SCALE))
    if isinstance(low, int) and low > 0:
        edges.append((start, end, -low * SCALE))
    return edges


def _closed(edges: list[tuple[int, int, int]]) -> Network | None:
    """Return the least weight between any two of the five points, or nothing where the edges exclude each other."""
    network = [[0 if first == second else NONE for second in range(5)] for first in range(5)]
    return network if all(_add(network, *edge) for edge in edges) else None


def _fits(base: Network, rule: Edges) -> bool:
    """Whether the edges of a relation can be added to a closed network without a contradiction.

    Why: one edge contradicts the rest exactly where it closes a negative cycle with the way back, so most relations are
    ruled out, and those of one edge decided, without building anything.
    """
    if any(weight + base[second][first] < 0 for first, second, weight in rule):
        return False
    if len(rule) == 1:
        return True
    network = [row[:] for row in base]
    return all(_add(network, *edge) for edge in rule)


def _add(network: Network, first: int, second: int, weight: int) -> bool:
    """Add one edge to a closed network and close it again; false where that cannot be.

    Why: a row that does not reach `second` in a shorter way through the new edge does not reach anything in a shorter way.
    """
    onward = network[second]
    if weight + onward[first] < 0:
        return False
    for row in network:
        through = row[first] + weight
        if through < row[second] and row[first] < NONE:
            for point, more in enumerate(onward):
                # Not `min`: this is the innermost of all loops.
                if through + more < row[point]:  # noqa: PLR1730
                    row[point] = through + more
    return True


class Timed(Protocol):
    """What the reasoning here needs of a `When`, which stands above this module."""

    @property
    def zoned(self) -> bool:
        """As in `When`."""

    @property
    def bounds(self) -> Bounds:
        """As in `When`."""

    @property
    def instants(self) -> Bounds:
        """As in `When`."""

    @property
    def shape(self) -> Shape:
        """As in `When`."""

    @property
    def members(self) -> tuple[When, ...]:
        """As in `When`."""

    @property
    def lasting(self) -> Duration | None:
        """As in `When`."""

    def lasted(self, duration: Duration | None) -> When:
        """As in `When`."""

    def length(self, *, utc: bool) -> Limits:
        """As in `When`."""


# Only the type checker is told of the protocol: as a real base it would give every value a dictionary.
if TYPE_CHECKING:
    Base = Timed
else:
    Base = object


class Relations(Base):
    """The questions that can be asked of a `When`; each takes another time and returns an `Answer`.

    Values are compared as instants where either has a zone. Two values without a zone are taken to be in one and the same
    place, and compared as civil time. Of several moments (`{a,b}`) each is asked: all of them must come before, and each must lie within
    or be the same as one of the other's, while one of them is enough to overlap.
    """

    __slots__ = ()

    def before(self, other: When) -> Answer:
        """Whether it is over by the time the other begins.

        Examples:
            >>> from timeline.when import When
            >>> When("2025-04-25").before(When("2025-04-26")), When("2025-04").before(When("2025-04-26"))
            (<Answer.YES: 'yes'>, <Answer.MAYBE: 'maybe'>)
        """
        return _asked(self, other, BEFORE)

    def after(self, other: When) -> Answer:
        """Whether it begins when the other is over."""
        return _asked(self, other, AFTER)

    def overlaps(self, other: When) -> Answer:
        """Whether the two share any time at all."""
        return _asked_of_any(self, other)

    def during(self, other: When) -> Answer:
        """Whether all of it lies within the other, which may be the same."""
        return _within(self, other, DURING)

    def contains(self, other: When) -> Answer:
        """Whether all of the other lies within it; the same as `other.during(self)`."""
        return _within(other, self, DURING)

    def meets(self, other: When) -> Answer:
        """Whether it ends in the moment in which the other begins."""
        return _asked(self, other, frozenset({Relation.MEETS}))

    def starts(self, other: When) -> Answer:
        """Whether the two begin together and it ends first."""
        return _asked(self, other, frozenset({Relation.STARTS}))

    def finishes(self, other: When) -> Answer:
        """Whether the two end together and it begins later."""
        return _asked(self, other, frozenset({Relation.FINISHES}))

    def same(self, other: When) -> Answer:
        """Whether the two take up the same time; of two values this is almost never certain, however alike they are written."""
        wanted = frozenset({Relation.EQUALS})
        return _both(_within(self, other, wanted), _within(other, self, wanted))

    def relations(self, other: When) -> frozenset[Relation]:
        """Return exactly the relations that are still possible, durations taken into account.

        Of one among several dates (`[a,b]`) each is tried; several moments (`{a,b}`) count as one series, from the start of the
        first to the end of the last.

        Examples:
            >>> from timeline.when import When
            >>> term = When("2024-07-05/..")                # Starmer's term
            >>> sorted(relation.value for relation in When("2025-04-26").relations(term))
            ['during']
        """
        return _possible(self, other)


def _possible(first: Timed, second: Timed) -> frozenset[Relation]:
    utc = first.zoned or second.zoned
    found: frozenset[Relation] = frozenset()
    for one in _boxes(first, utc=utc):
        for other in _boxes(second, utc=utc):
            found |= relations(one, other)
            if len(found) == len(ALL):
                return found
    return found


def _boxes(when: Timed, *, utc: bool) -> list[Box]:
    """Return what each alternative of a time says, on the axis that is asked for."""
    alternatives: tuple[Timed, ...] = when.members if when.shape is Shape.ONE_OF else (when,)
    if when.lasting is not None:
        alternatives = tuple(each.lasted(when.lasting) for each in alternatives) if len(alternatives) > 1 else (when,)
    return [_box(each, utc=utc) for each in alternatives]


def _box(when: Timed, *, utc: bool) -> Box:
    """Return bounds and duration; a duration that does not fit between the dates is left to the checks.

    Why: a chronology has to be able to hold a record that contradicts itself, and every question about it has to have an answer.
    """
    bounds = when.instants if utc else when.bounds
    box = Box(bounds, when.length(utc=utc))
    if _closed(_edges(box, A_START, A_END)) is None:
        return Box(bounds, Limits(0, Edge.UNKNOWN))
    return box


def _answer(first: Timed, second: Timed, wanted: frozenset[Relation]) -> Answer:
    quick = _quick(first, second) if wanted in (BEFORE, AFTER, OVERLAPS) else None
    found = _possible(first, second) if quick is None else quick
    return Answer.of(possible=bool(found & wanted), certain=found <= wanted)


def _quick(first: Timed, second: Timed) -> frozenset[Relation] | None:
    """Return one relation that decides the matter where the two lie clearly apart; most pairs of a chronology do."""
    if first.zoned or second.zoned:
        one, other = first.instants, second.instants
    else:
        one, other = first.bounds, second.bounds
    if isinstance(one.end_max, int) and isinstance(other.start_min, int) and one.end_max <= other.start_min:
        return BEFORE
    if isinstance(other.end_max, int) and isinstance(one.start_min, int) and other.end_max <= one.start_min:
        return AFTER
    return None


def _separate(when: Timed) -> tuple[Timed, ...]:
    return when.members if when.shape is Shape.SEVERAL else (when,)


def _asked(first: Timed, second: Timed, wanted: frozenset[Relation]) -> Answer:
    """Ask every one of several moments; all must hold."""
    answers = [_answer(one, other, wanted) for one in _separate(first) for other in _separate(second)]
    possible, certain = all(answer.possible for answer in answers), all(answer.certain for answer in answers)
    return Answer.of(possible=possible, certain=certain)


def _within(first: Timed, second: Timed, wanted: frozenset[Relation]) -> Answer:
    """Ask every one of several moments; for each it is enough that it holds of one of the other's."""
    asked = [[_answer(one, other, wanted) for other in _separate(second)] for one in _separate(first)]
    possible = all(any(answer.possible for answer in answers) for answers in asked)
    certain = all(any(answer.certain for answer in answers) for answers in asked)
    return Answer.of(possible=possible, certain=certain)


def _both(one: Answer, other: Answer) -> Answer:
    return Answer.of(possible=one.possible and other.possible, certain=one.certain and other.certain)


def _asked_of_any(first: Timed, second: Timed) -> Answer:
    answers = [_answer(one, other, OVERLAPS) for one in _separate(first) for other in _separate(second)]
    possible, certain = any(answer.possible for answer in answers), any(answer.certain for answer in answers)
    return Answer.of(possible=possible, certain=certain)

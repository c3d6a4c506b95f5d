"""Answers about pairs of times, checked against plain enumeration."""

import itertools
import random

import pytest

from timeline.when import Answer, Edge, Limits, Relation, When
from timeline.when.bounds import Bounds
from timeline.when.relation import Box, relations

STEP = 6  # six places between two whole numbers hold any order of four points

# The relations of two stretches that share some time, by how their starts and their ends compare.
SHARING = {
    (-1, -1): Relation.OVERLAPS, (-1, 0): Relation.FINISHED_BY, (-1, 1): Relation.CONTAINS,
    (0, -1): Relation.STARTS, (0, 0): Relation.EQUALS, (0, 1): Relation.STARTED_BY,
    (1, -1): Relation.DURING, (1, 0): Relation.FINISHES, (1, 1): Relation.OVERLAPPED_BY,
}  # fmt: skip


def by_definition(a, b):
    """The relation of two stretches, straight from Allen's table."""
    (a_start, a_end), (b_start, b_end) = a, b
    if a_end < b_start:
        return Relation.BEFORE
    if b_end < a_start:
        return Relation.AFTER
    if a_end == b_start:
        return Relation.MEETS
    if b_end == a_start:
        return Relation.MET_BY
    return SHARING[(a_start > b_start) - (a_start < b_start), (a_end > b_end) - (a_end < b_end)]


class Grid:
    """Every stretch between places fine enough to hold any order of the ends; a set of stretches is a number with a bit for each.

    Why: who stands how to whom is looked up in the definition once for each two stretches, and not for each two boxes.
    """

    def __init__(self, size):
        self.stretches = list(itertools.combinations(range((size - 1) * STEP + 1), 2))
        self.beside = [self._beside(one) for one in self.stretches]

    def _beside(self, one):
        """For each relation, the stretches to which this one stands so."""
        found = dict.fromkeys(Relation, 0)
        for number, other in enumerate(self.stretches):
            found[by_definition(one, other)] |= 1 << number
        return found

    def within(self, box):
        """The stretches that a box allows."""
        (start_min, start_max, end_min, end_max), (low, high) = box
        return sum(
            1 << number
            for number, (start, end) in enumerate(self.stretches)
            if start_min * STEP <= start <= start_max * STEP
            and end_min * STEP <= end <= end_max * STEP
            and low * STEP <= end - start <= high * STEP
        )

    def reached(self, stretches):
        """For each relation, the stretches to which at least one of these stands so."""
        found = dict.fromkeys(Relation, 0)
        for number, beside in enumerate(self.beside):
            if stretches >> number & 1:
                for relation, others in beside.items():
                    found[relation] |= others
        return found


def small_boxes(size):
    """Every box on a small grid, with every bound on the duration."""
    return [
        Box(Bounds(start_min, start_max, end_min, end_max), Limits(low, high))
        for start_min, start_max in itertools.combinations_with_replacement(range(size), 2)
        for end_min, end_max in itertools.combinations_with_replacement(range(size), 2)
        for low, high in itertools.combinations_with_replacement(range(size), 2)
    ]


@pytest.mark.no_cover  # 110,000 calls reach no more lines than the examples below
def test_relations_are_exact_over_small_grids():
    """No relation too many and none too few, over more than 100,000 pairs of boxes with durations."""
    grid, boxes = Grid(4), small_boxes(4)
    allowed = [grid.within(box) for box in boxes]
    reached = {stretches: grid.reached(stretches) for stretches in set(allowed)}
    seen = 0
    wrong = []
    for pair in random.Random(2025).sample(range(len(boxes) ** 2), 110_000):
        one, other = divmod(pair, len(boxes))
        expected = frozenset(relation for relation, others in reached[allowed[one]].items() if others & allowed[other])
        seen += 1
        if relations(boxes[one], boxes[other]) != expected:
            wrong.append((boxes[one], boxes[other]))
    assert seen >= 100_000
    assert wrong == []


def stretches(box):
    """Every stretch that a box allows on a grid fine enough to hold any order of the ends."""
    (start_min, start_max, end_min, end_max), (low, high) = box
    return {
        (start, end)
        for start in range(start_min * STEP, start_max * STEP + 1)
        for end in range(max(end_min * STEP, start + 1), end_max * STEP + 1)
        if low * STEP <= end - start <= high * STEP
    }


def random_box(rng):
    low, high = sorted(rng.sample(range(12), 2))
    start, end = sorted((rng.randint(low, high), rng.randint(low, high)))
    return Box(Bounds(low, end, start, high), Limits(rng.randint(0, 2), rng.randint(2, 9)))


@pytest.mark.no_cover
@pytest.mark.parametrize("seed", range(3))
def test_relations_are_exact_over_larger_boxes(seed):
    rng = random.Random(seed)
    for _ in range(60):
        one, other = random_box(rng), random_box(rng)
        expected = frozenset(by_definition(a, b) for a in stretches(one) for b in stretches(other))
        assert relations(one, other) == expected


@pytest.mark.parametrize("relation", Relation)
def test_an_inverse_is_the_same_seen_from_the_other_side(relation):
    for a, b in itertools.product([(0, 2), (1, 3), (2, 4), (0, 4), (1, 2), (0, 1), (2, 3), (3, 4), (1, 4)], repeat=2):
        if by_definition(a, b) is relation:
            assert by_definition(b, a) is relation.inverse
    assert relation.inverse.inverse is relation


YES, NO, MAYBE = Answer.YES, Answer.NO, Answer.MAYBE


@pytest.mark.parametrize(
    ("one", "question", "other", "answer"),
    [
        ("2025-04-25", "before", "2025-04-26", YES),
        ("2025-04-26", "before", "2025-04-26", MAYBE),
        ("2025-04-27", "before", "2025-04-26", NO),
        ("2025-04", "before", "2025-04-26", MAYBE),
        ("2025-04-26", "after", "[2025-04-21..2025-04-25]", YES),
        ("2025-04-26", "during", "2025-04", MAYBE),
        ("2025-04-26", "during", "2024-07-05/..", YES),
        ("2024-07-05", "during", "2024-07-05/..", MAYBE),
        ("2024-07-04", "during", "2024-07-05/..", NO),
        ("2025-04-26", "during", "2024-07-05/", MAYBE),
        ("2025-04-26", "overlaps", "2024-08/..", YES),
        ("2025-04-26", "overlaps", "../2025-04-25", NO),
        ("1980", "during", "../1985", YES),
        ("../1985", "contains", "1980", YES),
        ("2025-04-25/2025-04-26", "overlaps", "2025-04-26", MAYBE),
        ("2025-04-24/2025-04-27", "overlaps", "2025-04-25", YES),
        ("2025-04-24/2025-04-27", "contains", "2025-04-25", YES),
        ("1962-10-16/1962-10-28", "same", "1962-10-16/1962-10-28", MAYBE),
        ("2025-04-25T23:20-04:00", "before", "2025-04-26T01:00Z", NO),
        ("2025-04-25T23:20-04:00", "after", "2025-04-26T01:00Z", YES),
        ("2025-04-26", "before", "2025-04-27T10:00Z", MAYBE),
        ("2025-04-26", "before", "2025-04-27T12:00Z", YES),
        ("2025-04-26", "after", "2025-04-25T09:59Z", YES),
        ("2025-04-26", "after", "2025-04-25T10:01Z", MAYBE),
        ("[2025-04-28,2025-04-30]", "overlaps", "2025-04-29", NO),
        ("[2025-04-28..2025-04-30]", "overlaps", "2025-04-29", MAYBE),
        ("{2024-01,2025-06}", "overlaps", "2024-09", NO),
        ("{2024-01,2025-06}", "before", "2025-07", YES),
        ("{2024-01,2025-06}", "before", "2024-09", NO),
        ("{2024-01,2025-06}", "during", "2023/2026", YES),
    ],
)  # fmt: skip
def test_answers(one, question, other, answer):
    assert getattr(When(one), question)(When(other)) is answer


@pytest.mark.parametrize(
    ("one", "question", "other", "answer"),
    [
        ("2024-08", "contains", "2024-08-10", YES),
        ("2024-08", "meets", "2024-09", YES),
        ("2024-08", "starts", "2024-33", NO),
        ("2024-07", "starts", "2024", NO),
        ("2024-01", "starts", "2024", YES),
        ("2024-12", "finishes", "2024", YES),
        ("2024", "same", "2024-01/2024-12", MAYBE),
        ("2024-10/2024-12", "same", "2024-36", MAYBE),
        ("2024-36", "same", "2024-36", YES),
    ],
)
def test_answers_about_whole_months(one, question, other, answer):
    """With the reading `throughout` a month is known to its last second, so much more is certain."""
    assert getattr(When(one, reading="throughout"), question)(When(other, reading="throughout")) is answer


def test_durations_decide():
    """Fifteen minutes cannot contain four hours, and three hours do not fit before a meeting two hours later."""
    talk, briefing = When("2025-04-26").lasted("15 min"), When("2025-04-26").lasted("4 h")
    assert talk.contains(briefing) is NO
    assert Relation.EQUALS not in talk.relations(briefing)
    assert Relation.DURING in talk.relations(briefing)
    morning, noon = When("2025-04-26T10:00").lasted("3 h"), When("2025-04-26T12:00")
    assert morning.overlaps(noon) is YES
    assert When("2025-04-26T10:00").lasted("1 h").overlaps(noon) is NO


def test_one_of_many_days_is_a_day_long():
    """`1985-XX-XX` is a year wide and its event a day long, so it contains no week."""
    assert When("1985-XX-XX").contains(When("1985-04-01/1985-04-07")) is NO
    assert When("1985").contains(When("1985-04-01/1985-04-07")) is MAYBE


def test_a_duration_that_does_not_fit_is_left_to_the_checks():
    assert When("2025-04-26").lasted("3 days").before(When("2025-05")) is YES
    assert When("2025-04-26").lasted("3 days").relations(When("2025-04-26"))


def test_maybe_is_no_bool():
    with pytest.raises(TypeError, match=r"\.certain or \.possible"):
        bool(MAYBE)
    assert YES
    assert not NO
    assert (YES.certain, MAYBE.certain, MAYBE.possible, NO.possible) == (True, False, True, False)


def test_open_ends_are_beyond_every_date_and_not_compared():
    one, other = When("1985/.."), When("1990/..")
    assert one.relations(other) == {Relation.OVERLAPS, Relation.CONTAINS, Relation.FINISHED_BY}
    assert When("1985/..").after(When("Y170000002")) is NO
    assert When("[1985..]").after(When("2020")) is MAYBE
    assert When("2024/").end_max is Edge.UNKNOWN
    assert When("2024/").before(When("2030")) is MAYBE


@pytest.mark.parametrize(
    ("one", "other", "during", "same"),
    [
        ("1972-05-24", "{1972-05-23..1972-05-26,1972-05-29}", Answer.YES, Answer.NO),
        ("1972-05-27", "{1972-05-23..1972-05-26,1972-05-29}", Answer.NO, Answer.NO),
        ("1972-05-23T10:00/1972-05-23T11:00", "{1972-05-23,1972-05-29}", Answer.MAYBE, Answer.NO),
        ("{1972-05-23,1972-05-29}", "{1972-05-23,1972-05-29}", Answer.MAYBE, Answer.MAYBE),
        ("{1972-05-23,1972-05-29}", "1972-05", Answer.MAYBE, Answer.MAYBE),
        ("{1972-05-23,1972-05-29}", "{1972-05-23,1972-05-30}", Answer.NO, Answer.NO),
    ],
)
def test_of_several_moments_each_is_held_against_those_of_the_other(one, other, during, same):
    found = When.parse(one), When.parse(other)
    assert (found[0].during(found[1]), found[1].contains(found[0])) == (during, during)
    assert found[0].same(found[1]) is found[1].same(found[0])
    assert found[0].same(found[1]) is same


def test_what_cannot_be_stands_in_no_relation():
    """It is said to last five seconds, and there is one in which it can have been."""
    never, other = Box(Bounds(0, 1, 0, 1), Limits(5, 9)), Box(Bounds(0, 1, 0, 1), Limits(0, 1))
    assert relations(never, other) == relations(other, never) == frozenset()

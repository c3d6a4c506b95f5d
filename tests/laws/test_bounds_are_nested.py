"""Every value can be true: its earliest start is not after its latest end, and each pair of limits is in order."""

from hypothesis import given

from timeline.testing import whens
from timeline.when import Edge, Shape


def in_order(low, high):
    return isinstance(low, Edge) or isinstance(high, Edge) or low <= high


@given(whens())
def test_limits_are_in_order(when):
    for bounds in (when.bounds, when.instants):
        assert in_order(bounds.start_min, bounds.start_max)
        assert in_order(bounds.end_min, bounds.end_max)
        if not isinstance(bounds.start_min, Edge) and not isinstance(bounds.end_max, Edge):
            assert bounds.start_min < bounds.end_max


@given(whens())
def test_members_lie_within_their_set(when):
    if when.shape not in (Shape.ONE_OF, Shape.SEVERAL):
        return
    for member in when.members:
        assert in_order(when.start_min, member.start_min)
        assert in_order(member.end_max, when.end_max)


@given(whens())
def test_duration_limits_are_in_order(when):
    low, high = when.duration
    assert low >= 0
    assert in_order(low, high)

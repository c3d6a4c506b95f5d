"""The key that orders a page compares any two values and honours every certain order."""

from hypothesis import given
from hypothesis import strategies as st

from timeline.testing import whens


@given(st.lists(whens(), max_size=8), st.randoms())
def test_any_values_sort_and_the_order_does_not_depend_on_the_input(values, random):
    keyed = sorted(values, key=lambda when: (when.sort_key, str(when), when.reading.value))
    shuffled = list(values)
    random.shuffle(shuffled)
    assert sorted(shuffled, key=lambda when: (when.sort_key, str(when), when.reading.value)) == keyed


@given(whens())
def test_the_key_is_whole_numbers(when):
    assert [type(part) for part in when.sort_key] == [int, int, int]

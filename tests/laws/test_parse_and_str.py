"""Reading a text and writing it are inverse, and nothing about a value is lost on the way."""

import pickle

from hypothesis import given

from timeline.testing import durations, whens
from timeline.when import Duration, When


@given(whens())
def test_parse_and_str_are_inverse(when):
    again = When.parse(str(when), reading=when.reading)
    assert again == when
    assert hash(again) == hash(when)
    assert (again.bounds, again.form) == (when.bounds, when.form)


@given(whens(), durations())
def test_pickling_keeps_what_equality_and_reckoning_rest_on(when, duration):
    value = when.located("Europe/Kyiv").lasted(duration)
    again = pickle.loads(pickle.dumps(value))
    assert again == value
    assert (again.instants, again.sort_key, again.zone) == (value.instants, value.sort_key, value.zone)


@given(durations())
def test_durations_are_read_back(duration):
    assert Duration.parse(str(duration)) == duration

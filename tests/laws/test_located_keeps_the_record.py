"""Reading a time at a place never changes what was written, and a zone that was written wins."""

from hypothesis import given
from hypothesis import strategies as st

from timeline.testing import whens
from timeline.when import describe

ZONES = st.sampled_from(["Europe/Kyiv", "America/New_York", "Pacific/Apia", "+05:45", "Z"])


@given(whens(), ZONES)
def test_located_keeps_text_bounds_and_words(when, zone):
    there = when.located(zone)
    assert there == when
    assert str(there) == str(when)
    assert there.bounds == when.bounds
    assert there.located("Asia/Tokyo").instants == there.instants
    if not when.zoned:
        assert describe(there) == describe(when)


@given(whens(), ZONES)
def test_a_place_narrows_and_never_contradicts_an_unknown_zone(when, zone):
    for floating, placed, least in zip(
        when.instants, when.located(zone).instants, (True, False, True, False), strict=True
    ):
        if isinstance(floating, int):
            assert floating <= placed if least else floating >= placed

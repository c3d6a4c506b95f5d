"""Counting days and naming them are inverse, and agree with the standard library where that can count."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from timeline.when import When
from timeline.when.civil import DAY, date_of, days


@given(st.integers(-(10**30), 10**30))
def test_days_and_dates_are_inverse(day):
    assert days(*date_of(day)) == day


@given(st.dates())
def test_days_agree_with_the_standard_library(date):
    assert days(date.year, date.month, date.day) == (date - dt.date(1970, 1, 1)).days
    assert When(date.isoformat()).start_min == days(date.year, date.month, date.day) * DAY

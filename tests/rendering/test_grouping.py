"""Periods cut the page order, say no more than the record, and none comes twice."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

import timeline as tl
from timeline.chronology import Chronology
from timeline.errors import Invalid
from timeline.records import Event
from timeline.rendering import render
from timeline.rendering.grouping import Period, periods
from timeline.rendering.options import GROUPS

DAYS = st.dates(min_value=dt.date(1960, 1, 1), max_value=dt.date(1961, 3, 1)).map(str)
PAIRS = st.tuples(DAYS, DAYS).map(sorted)
DATES = st.one_of(
    DAYS,
    DAYS.map(lambda day: day[:7]),
    DAYS.map(lambda day: day[:4]),
    DAYS.map(lambda day: f"../{day}"),
    DAYS.map(lambda day: f"{day}/.."),
    DAYS.map(lambda day: f"[..{day}]"),
    PAIRS.map(lambda pair: f"[{pair[0]}..{pair[1]}]"),
    PAIRS.map("/".join),
)


def events(*dates: str) -> tuple[Event, ...]:
    return Chronology([Event(f"e{at:02}", title="x", when=date) for at, date in enumerate(dates)]).events


def headings(*dates: str, group: str = "auto") -> list[str]:
    return [period.heading for period in periods(events(*dates), group)]


@given(dates=st.lists(DATES, max_size=30), group=st.sampled_from(GROUPS))
def test_every_event_has_one_period_and_no_heading_comes_twice(dates: list[str], group: str) -> None:
    found = periods(events(*dates), group)
    assert [period.start for period in found] == [sum(part.count for part in found[:at]) for at in range(len(found))]
    assert sum(period.count for period in found) == len(dates)
    assert len({period.name for period in found}) == len(found)
    assert len({period.heading for period in found}) == len(found)
    assert [period.heading for period in found if "continued" in period.heading] == []


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        ("day", ["August 1959", "9 March 1960", "10 March 1960", "1961"]),
        ("month", ["August 1959", "March 1960", "1961"]),
        ("year", ["1959", "1960", "1961"]),
        ("decade", ["The 1950s", "The 1960s"]),
        ("none", ["Events"]),
        ("auto", ["August 1959", "March 1960", "1961"]),
    ],
)
def test_each_grouping_has_its_headings(group: str, expected: list[str]) -> None:
    dates = ("1959-08", "1960-03-09", "1960-03-09", "1960-03-10", "1960-03-10", "1961")
    assert headings(*dates, group=group) == expected


@pytest.mark.parametrize(
    ("dates", "group", "expected"),
    [
        (("-0043-03-15", "-0041", "0004"), "decade", ["Some time between 50 BCE and 41 BCE", "Some time between 1 BCE and 9 CE"]),
        (("-0043-03-15", "-0043-04"), "year", ["44 BCE"]),
        (("Y12345", "Y12346"), "decade", ["Between 12340 and 12349"]),
        (("[1958..1962]",), "decade", ["Between 1958 and 1962"]),
        (("[1961..1963]",), "decade", ["The 1960s"]),
        (("../1962", "1963"), "decade", ["Beginning not known", "The 1960s"]),
        ((), "none", []),
    ],
)  # fmt: skip
def test_years_before_the_first_and_beyond_four_digits(dates: tuple[str, ...], group: str, expected: list[str]) -> None:
    assert headings(*dates, group=group) == expected


def test_a_night_stays_with_the_day_it_ends_in_where_its_own_would_come_twice() -> None:
    """The page order may put a night behind an event of the next day; its own date is beside it."""
    night, day = "1960-03-09/1960-03-10", "1960-03-10"
    records = [
        Event("a", title="x", when=night),
        Event("b", title="x", when=night),
        Event("c", title="x", when=day),
        Event("d", title="x", when=night, after=["c"]),
        Event("e", title="x", when=day, after=["d"]),
    ]
    found = periods(Chronology(records).events)
    assert [(period.heading, period.count) for period in found] == [("9 March 1960", 2), ("10 March 1960", 3)]


def test_only_a_contradiction_continues_a_period() -> None:
    """An event that is said to come after one of a later year stands there, under its own year."""
    records = [
        Event("a", title="x", when="1960"),
        Event("b", title="x", when="1960"),
        Event("c", title="x", when="1962"),
        Event("d", title="x", when="1960", after=["c"]),
    ]
    found = periods(Chronology(records).events, "year")
    assert [period.heading for period in found] == ["1960", "1962", "1960, continued"]
    assert len({period.name for period in found}) == 3


def test_the_bundled_dossier_repeats_no_heading() -> None:
    found = periods(tl.dossier("rome-2025").events)
    assert [(period.heading, period.count) for period in found][-2:] == [("25 April 2025", 7), ("26 April 2025", 29)]


def test_an_unknown_grouping_is_named_with_the_nearest() -> None:
    with pytest.raises(Invalid, match="no grouping 'months'; did you mean 'month'"):
        render(Chronology(), group="months")


def test_a_period_knows_its_year() -> None:
    known = [(period.year, period.year_words, period.is_one_year) for period in periods(events("1959", "1960"), "year")]
    assert known == [(1959, "1959", True), (1960, "1960", True)]
    assert not periods(events("1959-01-01"), "day")[0].is_one_year
    assert Period("x", "x", None, 0, 1).year_words == ""

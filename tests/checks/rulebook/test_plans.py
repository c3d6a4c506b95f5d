"""A plan is stale when the record itself speaks of a later time."""

import pytest

import timeline as tl
from timeline.checks import Severity, check

MEMOIR = tl.Source("memoir", title="Waging Peace", published="1965")


def planned(when="1960-06-10/1960-06-19", *records, status="planned", **fields):
    visit = tl.Visit("invitation", title="Eisenhower in Moscow", when=when, status=status, **fields)
    return check(tl.Chronology([visit, *records]), ["stale-plan"])


def test_a_plan_whose_date_has_passed_by_a_source_is_found():
    (finding,) = planned("1960-06-10/1960-06-19", MEMOIR)
    assert finding.message == (
        "'invitation' is still planned for 1960-06-10/1960-06-19, and the record speaks of 1965 ('memoir'); "
        "was it held, moved or called off"
    )
    assert (finding.ids, finding.severity, finding.certain) == (("invitation", "memoir"), Severity.WARNING, True)


@pytest.mark.parametrize(
    "later",
    [
        tl.Source("s", title="x", published="1960", accessed="1961-01-01"),
        tl.Source("s", title="x", published="[1961..1962]"),
        tl.Meeting("vienna", title="x", when="1961-06-03/1961-06-04"),
        tl.Statement("s", title="x", when="1961-06-03T12:00"),
    ],
)
def test_reading_dates_and_held_events_are_words_of_the_record_too(later):
    (finding,) = planned("1960-06-10/1960-06-19", later)
    assert finding.ids == ("invitation", later.id)


@pytest.mark.parametrize(
    "other",
    [
        tl.Source("s", title="x", published="1960-06-19"),
        tl.Source("s", title="x", published="1960"),
        tl.Source("s", title="x", published="[1959..1970]"),
        tl.Source("s", title="x", published="1970?"),
        tl.Source("s", title="x", published="../1970"),
        tl.Source("s", title="x"),
        tl.Event("e", title="x", when="1970", status="planned"),
        tl.Event("e", title="x", when="1970", status="cancelled"),
        tl.Event("e", title="x", when="1959/1970"),
        tl.Event("e", title="x", when="[1959,1970]"),
        tl.Event("e", title="x", when="/1970"),
    ],
)
def test_what_may_be_earlier_or_is_itself_a_plan_says_nothing(other):
    found = planned("1960-06-10/1960-06-19", other)
    assert not [finding for finding in found if finding.ids[0] == "invitation"]


@pytest.mark.parametrize("when", ["1960-06/..", "1960-06/", "[1960-06..]", "1965", "2001"])
def test_a_plan_without_an_end_or_for_later_is_fine(when):
    assert not planned(when, MEMOIR)


def test_a_plan_is_over_when_its_day_is_over_everywhere():
    """The day of the plan ends twelve hours after midnight in the west, and the paper's begins fourteen before it in the east."""
    for published, stale in (("1960-06-20", False), ("1960-06-21", False), ("1960-06-22", True)):
        assert bool(planned("1960-06-19", tl.Source("s", title="x", published=published))) is stale, published
    moscow = tl.Source("s", title="x", published="1960-06-20T00:00[Europe/Moscow]")
    assert planned("1960-06-19[Europe/Moscow]", moscow)


def test_a_doubtful_date_of_the_plan_makes_it_possible():
    (finding,) = planned("1960-06~", MEMOIR)
    assert not finding.certain


def test_what_was_postponed_has_a_year_more_and_is_a_hint():
    assert not planned("1960-06-19", tl.Source("s", title="x", published="1961-06-18"), status="postponed")
    (finding,) = planned("1960-06-19", MEMOIR, status="postponed")
    assert (finding.severity, "still postponed for" in finding.message) == (Severity.HINT, True)


@pytest.mark.parametrize("status", ["held", "cancelled"])
def test_what_is_settled_is_fine(status):
    assert not planned("1960-06-19", MEMOIR, status=status)


def test_another_account_of_the_status_is_known_to_the_editor():
    off = tl.Claim("off", subject="invitation", attribute="status", value="cancelled")
    assert not planned("1960-06-19", MEMOIR, off)


def test_a_view_knows_only_its_own_words():
    """What had been said by July 1960 does not know the memoir."""
    visit = tl.Visit("invitation", title="x", when="1960-06-19", status="planned", cites=["times"])
    paper = tl.Source("times", title="x", published="1960-04-20")
    later = tl.Event("later", title="x", when="1965", cites=["memoir"])
    whole = tl.Chronology([visit, paper, later, MEMOIR])
    assert check(whole, ["stale-plan"])
    assert not check(whole.citing("times"), ["stale-plan"])


def test_years_before_the_common_era_pass_too():
    assert planned("-0050", tl.Event("e", title="x", when="-0043-03-15"))


def test_nothing_is_stale_where_nothing_else_is_said():
    assert not planned()
    assert not check(tl.Chronology(), ["stale-plan"])

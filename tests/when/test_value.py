"""What a `When` is: bounds, equality, durations, dates for pendulum."""

import copy
import pickle
import sys

import attrs
import pendulum
import pytest

from timeline import errors
from timeline.when import Duration, Edge, Grain, Limits, Reading, When
from timeline.when.civil import DAY

APRIL_26 = 20_204 * DAY


def test_a_day_within_and_throughout():
    within, throughout = When("2025-04-26"), When("2025-04-26", reading="throughout")
    assert within.bounds == (APRIL_26, APRIL_26 + DAY, APRIL_26, APRIL_26 + DAY)
    assert throughout.bounds == (APRIL_26, APRIL_26, APRIL_26 + DAY, APRIL_26 + DAY)
    assert within.read_as("throughout") == throughout
    assert within != throughout


def test_throughout_one_of_two_months():
    when = When("[2024-07..2024-08]", reading=Reading.THROUGHOUT)
    july, august, september = (When(text).start_min for text in ("2024-07", "2024-08", "2024-09"))
    assert when.bounds == (july, august, august, september)
    assert when.duration == Limits(31 * DAY, 31 * DAY)


def test_the_reading_of_an_interval_does_not_matter():
    assert When("2025-04-25/2025-04-27", reading="throughout").bounds == When("2025-04-25/2025-04-27").bounds


def test_an_unknown_reading_is_refused():
    with pytest.raises(errors.Invalid, match="no reading 'always'"):
        When("2025", reading="always")


def test_equality_is_text_reading_words_and_duration():
    assert When("2025-04-26") == When.parse("2025-04-26")
    assert hash(When("2025-04-26")) == hash(When.parse("2025-04-26"))
    assert When("2025-04-26") != When("2025-04-26?")
    assert When("2025-04-26") != When("2025-04-26").lasted("15 min")
    assert When("[2025-04-21..2025-04-26]") != When.said("earlier this week", on="2025-04-26")
    assert When("2025-04-26") != "2025-04-26"
    assert len({When("2025"), When("2025"), When("2025", reading="throughout")}) == 2


def test_there_is_no_less_than():
    with pytest.raises(TypeError):
        When("2024") < When("2025")  # noqa: B015 - the comparison itself is the test


def test_values_are_frozen():
    when = When("2025-04-26")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        when.text = "2025-04-27"
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        del when.text


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_pickles_keep_everything(protocol):
    when = When("2025-10-26T03:30:00+02:00[Europe/Kyiv]").lasted("~15 min")
    located = When("2025-10-26", reading="throughout").located("Europe/Kyiv")
    said = When.said("overnight", on="2025-04-26", zone="Europe/Kyiv")
    for value in (when, located, said):
        again = pickle.loads(pickle.dumps(value, protocol))
        assert again == value
        assert again.instants == value.instants
        assert (again.said, again.lasting, again.zone) == (value.said, value.lasting, value.zone)
        assert copy.deepcopy(value) == copy.copy(value) == value


def test_made_from_numbers():
    assert str(When.of(2025)) == "2025"
    assert str(When.of(2024, 8)) == "2024-08"
    assert str(When.of(-43, 3, 15)) == "-0043-03-15"
    assert str(When.of(12_025)) == "Y12025"
    assert str(When.of(2025, 4, 26, 14, 30, zone="Europe/Rome")) == "2025-04-26T14:30[Europe/Rome]"
    assert str(When.of(2025, 4, 26, 14, zone="+03:00")) == "2025-04-26T14:00+03:00"
    with pytest.raises(errors.Invalid, match="February 2025 has 28 days"):
        When.of(2025, 2, 30)


def test_earliest_and_latest_are_inclusive_at_their_grain():
    assert When("2024-08").earliest == pendulum.Date(2024, 8, 1)
    assert When("2024-08").latest == pendulum.Date(2024, 8, 31)
    assert When("2025-04-26T14:30[Europe/Rome]").earliest == pendulum.datetime(2025, 4, 26, 14, 30, tz="Europe/Rome")
    assert When("2025-04-26T14:30[Europe/Rome]").latest == pendulum.datetime(2025, 4, 26, 14, 30, tz="Europe/Rome")
    assert When("2025-04-26T14:30").earliest == pendulum.naive(2025, 4, 26, 14, 30)
    assert When("2024-07-05/..").latest is Edge.OPEN
    assert When("/2024-07-05").earliest is Edge.UNKNOWN


def test_each_end_has_its_own_kind_of_date():
    when = When("2025-04-26T10:00/2025-04-27")
    assert isinstance(when.earliest, pendulum.DateTime)
    assert type(when.latest) is pendulum.Date


@pytest.mark.parametrize("text", ["0000", "-0043-03-15", "Y170000002", "XXXX-12-XX", "9999-24"])
def test_years_beyond_pendulum_say_so(text):
    when = When(text)
    assert when.duration
    assert when.sort_key
    with pytest.raises(errors.Invalid, match="years 1 to 9999") as caught:
        _ = when.earliest, when.latest
    assert caught.value.problems[0].code == "out-of-range"


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("2025-04-26", (0, DAY)),
        ("1985-XX-XX", (0, DAY)),
        ("[2025-04-21..2025-04-26]", (0, DAY)),
        ("1985-XX", (0, 31 * DAY)),
        ("1X85", (0, 366 * DAY)),
        ("2025-04-25/2025-04-26", (0, 2 * DAY)),
        ("1962-10-16/1962-10-28", (11 * DAY, 13 * DAY)),
        ("2024-07-05/..", (0, Edge.OPEN)),
        ("2024-07-05/", (0, Edge.UNKNOWN)),
        ("[..2024]", (0, Edge.OPEN)),
        ("2025-03-30[Europe/Rome]", (0, 23 * 3600)),
        ("2025-04-26T10:00+03:00/2025-04-26T09:30+02:00", (29 * 60, 31 * 60)),
    ],
)
def test_duration_as_the_dates_allow(text, limits):
    assert When(text).duration == limits


def test_a_stated_duration_narrows():
    assert When("2025-04-26").lasted("15 min").duration == (900, 900)
    assert When("2025-04-26").lasted("~15 min").duration == (450, 1800)
    assert When("2025-04-25/").lasted("> 4 h").duration == (4 * 3600, Edge.UNKNOWN)
    assert When("2025-04-26").lasted("15 min").lasted(None) == When("2025-04-26")


def test_a_time_of_day_with_a_duration_is_when_it_began():
    when = When("2026-01-22T23:50[Europe/Moscow]").lasted(Duration.parse("> 4 h"))
    assert when.end_min == when.start_min + 4 * 3600
    assert when.end_max is Edge.UNKNOWN
    call = When("2025-04-26T10:00").lasted("15 min")
    assert (call.end_min - call.start_min, call.end_max - call.start_max) == (900, 900)
    window = When("[2025-04-26T14:00..2025-04-26T16:00]").lasted("3 h")
    assert window.latest == pendulum.naive(2025, 4, 26, 19, 0)


def test_a_duration_runs_through_a_change_of_clocks():
    when = When("2025-10-26T01:30[Europe/Rome]").lasted("2 h")
    assert when.latest.format("HH:mm") == "02:30"


def test_repr_can_be_read_back():
    when = When("2025-04-26T10:00", reading="throughout").located("Europe/Rome").lasted("15 min")
    assert repr(when) == "When('2025-04-26T10:00', reading='throughout').located('Europe/Rome').lasted('15 min')"
    assert eval(repr(when)) == when
    assert "earlier this week" in repr(When.said("earlier this week", on="2025-04-26"))


def test_a_day_is_small():
    """At most about two hundred bytes, text and numbers included."""
    when = When("2025-04-26")
    own = [when, when.text, when.start_min, when.end_max]
    assert sum(map(sys.getsizeof, own)) <= 200
    assert when.rest is None
    assert when.form is When("1945-05-08").form


def test_grains_are_ordered():
    assert [grain.order for grain in Grain] == list(range(len(Grain)))
    assert Grain.MINUTE.timed
    assert not Grain.DAY.timed


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2024", "2025"),
        ("[..1984]", "/1985"),
        ("/1985", "-9999"),
        ("-0001", "0000"),
        ("9999", "Y10000"),
        ("2025-04-26T01:00Z", "2025-04-25T23:20-04:00"),
        ("2025-01", "2025"),
        ("2025-01", "2025-01-01/2025-01-31"),
        ("2024-07-05/", "2024-07-05/.."),
        ("2024-07-05", "2024-07-05/"),
    ],
)
def test_order_on_a_page(earlier, later):
    assert When(earlier).sort_key < When(later).sort_key


def test_an_event_begins_and_ends_between_limits():
    when = When("2025-04-25/2025-04-26")
    assert when.start == Limits(APRIL_26 - DAY, APRIL_26)
    assert when.end == Limits(APRIL_26, APRIL_26 + DAY)


@pytest.mark.parametrize(
    ("text", "lasting", "low", "high"),
    [
        ("/2025-04-26", "2 days", APRIL_26 - 2 * DAY, APRIL_26 + DAY),
        ("2025-04-26/", "2 days", APRIL_26, APRIL_26 + 3 * DAY),
        ("2025-04-01/2025-04-26", "> 2 days", APRIL_26 - 25 * DAY, APRIL_26 + DAY),
    ],
)
def test_a_stated_duration_limits_what_is_not_known_in_the_order_of_a_page(text, lasting, low, high):
    assert When(text).lasted(lasting).sort_key[:2] == (low, high)


@pytest.mark.parametrize(
    ("text", "lasting"), [("../2025-04-26", "2 days"), ("2025-04-26/..", "2 days"), ("2025-04-26/", "> 4 h")]
)
def test_a_stated_duration_does_not_end_what_is_open_or_has_no_limit(text, lasting):
    assert When(text).lasted(lasting).sort_key == When(text).sort_key


def test_one_of_two_moments_lasts_from_either():
    in_two_zones = "[2025-04-26T10:00[Europe/Moscow],2025-04-27T10:00[America/New_York]]"
    early, late = (member.instants for member in When(in_two_zones).members)
    lasting = When(in_two_zones).lasted("1 h").instants
    assert lasting == (early.start_min, late.start_max, early.start_min + 3_600, late.start_max + 3_600)
    early, late = When(in_two_zones).members
    lasting = When(in_two_zones).lasted("1 h").bounds
    assert lasting == (early.start_min, late.start_max, early.start_min + 3_600, late.start_max + 3_600)


def test_the_members_of_a_widened_set_are_widened():
    when = When("[2025-04-26~,2025-04-30~]").widen("unit")
    assert [str(member.earliest) for member in when.members] == ["2025-04-25", "2025-04-29"]


def test_a_part_that_names_its_zone_keeps_it_where_the_others_are_located():
    when = When("[2025-04-26T10:00[Europe/Moscow],2025-04-27T10:00]").located("Europe/Rome")
    assert when.instants == When("[2025-04-26T10:00[Europe/Moscow],2025-04-27T10:00[Europe/Rome]]").instants


def test_the_other_reading_keeps_words_policy_and_duration():
    said = When.said("this month", on="2025-04-26", zone="Europe/Rome").lasted("3 days")
    other = said.read_as("throughout")
    assert (other.said, other.lasting, other.zone) == (said.said, said.lasting, "Europe/Rome")
    assert (other.reading, other.read_as("within")) == (Reading.THROUGHOUT, said)
    widened = When("2025-04-26~").widen("unit").read_as("throughout")
    assert str(widened.earliest) == "2025-04-25"

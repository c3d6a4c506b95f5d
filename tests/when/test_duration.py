"""Durations as people write them."""

import pytest

from timeline import errors
from timeline.when import Duration, describe_duration

HOUR = 3_600
DAY = 86_400


@pytest.mark.parametrize(
    ("text", "low", "high", "words"),
    [
        ("15 min", 900, 900, "15 minutes"),
        ("~15 min", 900, 900, "about 15 minutes"),
        ("> 4 h", 4 * HOUR, None, "more than 4 hours"),
        (">4h", 4 * HOUR, None, "more than 4 hours"),
        ("≥ 1 day", DAY, None, "at least 1 day"),
        ("< 2 h", None, 2 * HOUR, "less than 2 hours"),
        ("<= 2 h", None, 2 * HOUR, "at most 2 hours"),
        ("2..3 days", 2 * DAY, 3 * DAY, "2 to 3 days"),
        ("1 h 30 min", 5_400, 5_400, "1 hour 30 minutes"),
        ("1 day 2 h 5 min", DAY + 2 * HOUR + 300, DAY + 2 * HOUR + 300, "1 day 2 hours 5 minutes"),
        ("3 weeks", 21 * DAY, 21 * DAY, "3 weeks"),
        ("1 month", 28 * DAY, 31 * DAY, "1 month"),
        ("3 years", 3 * 365 * DAY, 3 * 366 * DAY, "3 years"),
        ("14 months", (365 + 56) * DAY, (366 + 62) * DAY, "14 months"),
        ("90 seconds", 90, 90, "90 seconds"),
    ],
)
def test_durations(text, low, high, words):
    duration = Duration.parse(text)
    assert (duration.low, duration.high, str(duration)) == (low, high, text)
    assert describe_duration(duration) == words


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "unreadable-duration"),
        ("15", "unreadable-duration"),
        ("min", "unreadable-duration"),
        ("-15 min", "unreadable-duration"),
        ("15 fortnights", "unreadable-duration"),
        ("15 mins", "unreadable-duration"),
        ("1.5 h", "unreadable-duration"),
        ("30 min 1 h", "unreadable-duration"),
        ("1 h 1 h", "unreadable-duration"),
        ("2..3 h 10 min", "unreadable-duration"),
        ("> 2..3 h", "unreadable-duration"),
        ("PT15M", "unreadable-duration"),
        ("15 min\n", "unreadable-duration"),
        ("١٥ min", "unreadable-duration"),
        ("9" * 5000 + " h", "unreadable-duration"),
        ("0 min", "impossible-duration"),
        ("3..2 days", "impossible-duration"),
        (15, "unreadable-duration"),
    ],
)
def test_refusals(text, code):
    with pytest.raises(errors.Invalid) as caught:
        Duration.parse(text)
    assert caught.value.problems[0].code == code
    assert "\n" not in str(caught.value)


def test_an_approximate_duration_counts_from_half_to_twice():
    assert Duration.parse("~15 min").limits == (450, 1_800)
    assert Duration.parse("~> 4 h").limits == (2 * HOUR, None)
    assert Duration.parse("15 min").limits == (900, 900)


def test_a_unit_that_is_none_is_told_with_the_nearest():
    with pytest.raises(errors.Invalid, match=r"no unit 'mins'; did you mean 'min'\?"):
        Duration.parse("1 h 15 mins")


def test_words_for_a_duration_whose_text_is_none_are_refused():
    """Made from numbers with another text beside them, it would else be put into no words at all."""
    with pytest.raises(errors.Invalid, match="'a while': this is not a duration"):
        describe_duration(Duration(900, 900, approximate=False, text="a while"))


WAY = "write 15 min, ~15 min, > 4 h, 2..3 days or 1 h 30 min"


@pytest.mark.parametrize(
    ("text", "told", "hint", "code"),
    [
        ("3..2 h", "the second number is below the first", WAY, "impossible-duration"),
        ("2..3 h 5 min", "a range is written alone, with one unit", WAY, "unreadable-duration"),
        ("> 2..3 h", "a range is written alone, with one unit", WAY, "unreadable-duration"),
        ("0 min", "nothing lasts no time", WAY, "impossible-duration"),
        ("~0 min", "nothing lasts no time", WAY, "impossible-duration"),
        ("< 0 h", "nothing lasts no time", WAY, "impossible-duration"),
        ("≤ 0 h", "nothing lasts no time", WAY, "impossible-duration"),
        ("<= 0 h", "nothing lasts no time", WAY, "impossible-duration"),
        ("5 parsecs", "no unit 'parsecs'", WAY, "unreadable-duration"),
        ("2 houres", "no unit 'houres'", "did you mean 'hours'?", "unreadable-duration"),
        ("5 min 2 h", "units come once each, the longest first", WAY, "unreadable-duration"),
        ("5 min 5 min", "units come once each, the longest first", WAY, "unreadable-duration"),
        ("2..3", "this is not a duration", WAY, "unreadable-duration"),
        ("1 h 30", "this is not a duration", WAY, "unreadable-duration"),
        ("", "this is not a duration", WAY, "unreadable-duration"),
    ],
)
def test_what_is_no_duration_is_refused_with_a_way_out(text: str, told: str, hint: str, code: str) -> None:
    with pytest.raises(errors.Invalid) as caught:
        Duration.parse(text)
    (problem,) = caught.value.problems
    assert (problem.message, problem.hint, problem.code) == (f"{text!r}: {told}", hint, code)


@pytest.mark.parametrize(("text", "shown"), [(5, "5"), ("x" * 61, f"'{'x' * 60}...'"), (f"1 h{' ' * 78}", None)])
def test_what_is_no_duration_is_shown_in_short(text: object, shown: str | None) -> None:
    with pytest.raises(errors.Invalid) as caught:
        Duration.parse(text)  # type: ignore[arg-type]
    assert caught.value.problems[0].message.endswith(": this is not a duration")
    assert shown is None or caught.value.problems[0].message == f"{shown}: this is not a duration"


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("> 0 h", 0, None),
        ("≥ 0 min", 0, None),
        ("≤4 h", None, 4 * HOUR),
        ("2..2 h", 2 * HOUR, 2 * HOUR),
        ("1 h 0 min", HOUR, HOUR),
    ],
)
def test_bounds_of_a_duration_may_touch(text: str, low: int | None, high: int | None) -> None:
    found = Duration.parse(text)
    assert (found.low, found.high) == (low, high)

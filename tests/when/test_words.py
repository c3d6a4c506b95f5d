"""How values are worded in English; `tests/laws` proves that no wording is narrower than its value."""

import pytest

from timeline import errors
from timeline.when import When, describe


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2025-04-26", "26 April 2025"),
        ("2024-08", "August 2024"),
        ("1985", "1985"),
        ("198X", "the 1980s"),
        ("20XX", "some time between 2000 and 2099"),
        ("XXXX", "an unknown year"),
        ("1X85", "some year between 1085 and 1985"),
        ("2004-XX", "some month of 2004"),
        ("1985-04-XX", "a day in April 1985"),
        ("1985-XX-XX", "a day in 1985"),
        ("156X-12-25", "25 December of some year between 1560 and 1569"),
        ("XXXX-12-XX", "a day in December of an unknown year"),
        ("1984-1X", "some month between October 1984 and December 1984"),
        ("2025-XX-31", "a day between 31 January 2025 and 31 December 2025"),
        ("1950S2", "some year between 1900 and 1999 (given as 1950)"),
        ("Y170000002", "170000002"),
        ("0000", "1 BCE"),
        ("-0043-03-15", "15 March 44 BCE"),
        ("0800-12-25", "25 December 800 CE"),
        ("2001-21", "spring 2001"),
        ("2001-24", "winter 2001–2002"),
        ("2001-30", "summer 2001–2002 (southern hemisphere)"),
        ("2001-33", "the first quarter of 2001"),
        ("2001-38", "the second third of 2001"),
        ("2001-41", "the second half of 2001"),
        ("1984?", "possibly 1984"),
        ("2004-06~", "about June 2004"),
        ("2004-06-11%", "possibly about 11 June 2004"),
        ("2004-06~-11", "11 June 2004 (year and month approximate)"),
        ("?2004-06-~11", "11 June 2004 (year uncertain, day approximate)"),
        ("2025-04-26T14:30", "26 April 2025, 14:30"),
        ("2025-04-26T14:30:05Z", "26 April 2025, 14:30:05"),
        ("[2025-04-21..2025-04-26]", "between 21 and 26 April 2025"),
        ("[2025-04-28..2025-05-02]", "between 28 April and 2 May 2025"),
        ("[2024-12-30..2025-01-02]", "between 30 December 2024 and 2 January 2025"),
        ("[2025-01..2025-04]", "between January and April 2025"),
        ("[..2025-04-25]", "at some time up to 25 April 2025"),
        ("[1760-12..]", "at some time from December 1760 on"),
        ("[2025-04-28,2025-04-30]", "28 April 2025 or 30 April 2025"),
        ("[1667,1668,1670..1672]", "1667, 1668 or between 1670 and 1672"),
        ("{1667,1668,1670..1672}", "1667, 1668 and 1670 to 1672"),
        ("{..1984}", "all up to 1984"),
        ("2025-04-25/2025-04-26", "from 25 to 26 April 2025"),
        ("2024-07-05/..", "from 5 July 2024 on"),
        ("2024-07-05/", "from 5 July 2024, end unknown"),
        ("2025-04-25/2025-05", "from 25 April 2025 to May 2025"),
        ("2025-04-26/2025-04-26", "from 26 April 2025 to 26 April 2025"),
        ("2025-04/2025-04", "from April 2025 to April 2025"),
        ("../2025-04-26", "until 26 April 2025"),
        ("/2025-04-26", "until 26 April 2025, start unknown"),
        ("2004-06-~01/2004-06-20", "from 1 June 2004 (day approximate) to 20 June 2004"),
        ("2025-04-26T14:00/2025-04-26T16:00", "26 April 2025, from 14:00 to 16:00"),
        ("[2025-04-26T14:00..2025-04-26T16:00]", "26 April 2025, between 14:00 and 16:00"),
        ("2025-04-26T23:50/2025-04-27T02:00", "from 26 April 2025, 23:50 to 27 April 2025, 02:00"),
        ("2025-04-26T22:00/2025-04-26T24:00", "26 April 2025, from 22:00 to 24:00"),
    ],
)
def test_long(text, words):
    assert describe(When(text)) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2025-04-26", "Sat 26 Apr 2025"),
        ("2024-09", "Sept 2024"),
        ("[2025-04-21..2025-04-26]", "between Mon 21 Apr 2025 and Sat 26 Apr 2025"),
        ("-0043-03-15", "Fri 15 Mar 44 BCE"),
    ],
)
def test_short_with_the_weekday(text, words):
    assert describe(When(text), style="short", weekday=True) == words


def test_short_dates_share_what_they_have_in_common():
    assert describe(When("[2025-04-28..2025-05-02]"), style="short") == "between 28 Apr and 2 May 2025"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2025-04-26T14:30[Europe/Rome]", "26 April 2025, 14:30 (Rome time)"),
        ("2025-04-26T14:30+03:00", "26 April 2025, 14:30 (UTC+03:00)"),
        ("2025-04-26T14:30Z", "26 April 2025, 14:30 (UTC)"),
        ("2025-04-26T14:30", "26 April 2025, 14:30"),
        ("2025-04-26[America/New_York]", "26 April 2025 (New York time)"),
        ("2025-04-26T14:00/2025-04-26T16:00[Europe/Kyiv]", "26 April 2025, from 14:00 to 16:00 (Kyiv time)"),
    ],
)
def test_with_the_zone(text, words):
    assert describe(When(text), zone=True) == words


def test_the_zone_of_the_place_is_named_too():
    assert describe(When("2025-04-26T14:30").located("Europe/Rome"), zone=True) == "26 April 2025, 14:30 (Rome time)"


def test_different_zones_are_always_named():
    when = When("2025-04-26T10:00+03:00/2025-04-26T09:30+02:00")
    assert describe(when) == "from 26 April 2025, 10:00 (UTC+03:00) to 26 April 2025, 09:30 (UTC+02:00)"


def test_throughout_is_said_of_more_than_a_day():
    assert describe(When("2024-08", reading="throughout")) == "throughout August 2024"
    assert describe(When("2025-04-26", reading="throughout")) == "26 April 2025"


def test_words_said_are_kept_apart():
    when = When.said("earlier this week", on="2025-04-26")
    assert describe(when) == "between 21 and 26 April 2025"
    assert when.said.words == "earlier this week"
    assert describe(When.said("overnight", on="2025-04-26")) == "overnight 25-26 April 2025"
    assert describe(When.said("overnight", on="2025-05-01")) == "overnight 30 April-1 May 2025"


def test_an_unknown_language_is_refused():
    with pytest.raises(errors.NotFound):
        describe(When("2025"), language="xx")
    with pytest.raises(errors.NotFound):
        describe(When("2025"), language="../etc")

"""Out to EDTF, and how far doubt reaches when it is asked for."""

import pytest

from timeline import errors
from timeline.when import When, Widening


@pytest.mark.parametrize(
    "text",
    ["2025-04-26", "2024-08~", "?2004-06-~11", "../1985", "1985/", "[..1984]", "{1667,1670..1672}", "Y-17E7", "2001-21",
     "1985-04-12T23:20:30Z", "1985-04-12T23:20:30-04", "1950S2", "1760-12/.."],
)  # fmt: skip
def test_edtf_comes_out_as_it_went_in(text):
    assert When(text).to_edtf() == text


@pytest.mark.parametrize(
    ("text", "lost", "nearest"),
    [
        ("2025-04-26T14:30", "seconds", "2025-04-26"),
        ("2025-04-26T14:30~", "doubt about the time", "2025-04-26~"),
        ("2025-04-26T14:30:05[Europe/Rome]", "the zone 'Europe/Rome'", "2025-04-26T14:30:05+02:00"),
        ("2025-10-26T02:30:00+01:00[Europe/Rome]", "the zone 'Europe/Rome'", "2025-10-26T02:30:00+01:00"),
        ("2025-04-26[Europe/Rome]", "the zone 'Europe/Rome'", "2025-04-26"),
        ("2025-04-26T14:00/2025-04-27T02:00", "does not stand alone", "2025-04-26/2025-04-27"),
        ("[2025-04-26T14:00:00..]", "does not stand alone", "[2025-04-26..]"),
        ("../2025-04-26T14:00:00Z", "does not stand alone", "../2025-04-26"),
    ],
)
def test_what_edtf_cannot_say(text, lost, nearest):
    with pytest.raises(errors.Lossy) as caught:
        When(text).to_edtf()
    assert any(lost in problem.message for problem in caught.value.problems)
    assert {problem.code for problem in caught.value.problems} == {"lossy-edtf"}
    assert When(text).to_edtf(nearest=True) == nearest
    assert When(nearest).to_edtf() == nearest


def test_words_and_durations_are_lost_too():
    with pytest.raises(errors.Lossy, match="the words 'yesterday'"):
        When.said("yesterday", on="2025-04-26").to_edtf()
    with pytest.raises(errors.Lossy, match="the duration '15 min'"):
        When("2025-04-26").lasted("15 min").to_edtf()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2004~", "2003-01-01", "2005-12-31"),
        ("2004-06~", "2004-05-01", "2004-07-31"),
        ("2004-06-11~", "2004-06-10", "2004-06-12"),
        ("2004-06~-11", "2004-05-11", "2004-07-11"),
        ("2004~-06-11", "2003-06-11", "2005-06-11"),
        ("2004-06-~11", "2004-06-10", "2004-06-12"),
        ("?2004-06-~11", "2003-06-11", "2005-06-11"),
        ("198X~", "1970-01-01", "1999-12-31"),
        ("2004-06-11", "2004-06-11", "2004-06-11"),
        ("2004-06-~01/2004-06-20", "2004-05-31", "2004-06-20"),
        ("[2004~,2010]", "2003-01-01", "2010-12-31"),
    ],
)
def test_widening_by_one_unit(text, first, last):
    when = When(text).widen("unit")
    assert (str(when.earliest), str(when.latest)) == (first, last)
    assert str(when) == text
    assert when.widened == Widening("unit")


def test_policies_are_named():
    assert str(When("2004?").widen("approximate-only").earliest) == "2004-01-01"
    assert str(When("2004~").widen("three-units").earliest) == "2001-01-01"
    assert str(When("2004?").widen(Widening("mine", uncertain=10)).latest) == "2014-12-31"
    assert When("2025-04-26T14:30~").widen("unit").earliest.format("HH:mm") == "13:30"
    with pytest.raises(errors.NotFound):
        When("2004~").widen("generous")


def test_a_widened_value_is_another_value():
    when = When("2004~")
    assert when.widen("unit") != when
    assert when.widen("unit") == when.widen("unit")
    assert when.widen("unit").members[0].bounds == when.widen("unit").bounds
    assert when.before(When("2005")).certain
    assert not when.widen("unit").before(When("2005")).certain

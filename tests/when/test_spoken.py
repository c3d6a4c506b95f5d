"""Spoken time is right or it refuses."""

import pathlib

import pytest

from timeline import errors
from timeline.when import Said, When
from timeline.when.phrases import OPERATIONS
from timeline.when.spoken import rules

NEWS = [
    line.split("\t")
    for line in (pathlib.Path(__file__).parent / "data" / "news.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def test_there_are_enough_phrases():
    assert len(NEWS) >= 120
    assert sum(meaning == "-" for _, _, meaning in NEWS) >= 20


@pytest.mark.parametrize(("on", "phrase", "meaning"), NEWS)
def test_news_phrases(on, phrase, meaning):
    if meaning == "-":
        with pytest.raises(errors.Unresolved):
            When.said(phrase, on=on)
    else:
        assert str(When.said(phrase, on=on)) == meaning


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_each_rule_gives_what_its_examples_say(rule):
    assert rule.examples
    assert rule.gives
    for phrase, meaning in rule.examples.items():
        when = When.said(phrase, on="2025-04-26")
        assert str(when) == meaning
        assert when.said == Said(phrase, "2025-04-26", rule.name)


def test_each_operation_is_used():
    assert {rule.reads for rule in rules()} == set(OPERATIONS)


def test_case_spaces_and_punctuation_do_not_matter():
    for phrase in ("Earlier This Week", "  earlier   this week. ", "EARLIER THIS WEEK,"):
        assert str(When.said(phrase, on="2025-04-26")) == "[2025-04-21..2025-04-26]"


def test_words_keep_their_zone():
    when = When.said("yesterday", on="2025-04-26", zone="Europe/Rome")
    assert when.zone == "Europe/Rome"
    assert when.instants == When("2025-04-25[Europe/Rome]").instants
    assert When.said("yesterday", on="2025-04-26[Europe/Kyiv]").zone == "Europe/Kyiv"


def test_the_day_is_that_of_the_zone():
    """Half past one in the night in Moscow is still the day before in Washington."""
    assert str(When.said("today", on="2025-04-26T01:30[Europe/Moscow]")) == "2025-04-26"
    assert str(When.said("today", on="2025-04-26T01:30[Europe/Moscow]", zone="America/New_York")) == "2025-04-25"


@pytest.mark.parametrize(
    "on", ["2025-04", "2025-04-26~", "[2025-04-26..2025-04-27]", "2025-04-XX", "2025-04-25/2025-04-26"]
)
def test_the_day_must_be_known(on):
    with pytest.raises(errors.Invalid, match="is not one known day") as caught:
        When.said("yesterday", on=on)
    assert caught.value.problems[0].code == "unknown-day"


def test_a_refusal_names_the_nearest_phrase():
    with pytest.raises(errors.Unresolved) as caught:
        When.said("earlyer this week", on="2025-04-26")
    assert caught.value.problems[0].hint == "did you mean 'earlier this week'?"


def test_a_wrong_weekday_is_refused():
    """As a newspaper printed in April 2025; the 27th was a Sunday."""
    with pytest.raises(errors.Unresolved, match="2025-04-27 is not that day of the week"):
        When.said("Saturday, 27 April 2025", on="2025-04-27")


@pytest.mark.parametrize("words", ["x" * 10_000, "a" * 90, "between " * 12, "since since since", ""])
def test_hostile_words(words):
    with pytest.raises(errors.Unresolved):
        When.said(words, on="2025-04-26")


def test_other_languages_are_other_files():
    with pytest.raises(errors.NotFound):
        When.said("вчора", on="2025-04-26", language="xx")


@pytest.mark.parametrize(
    ("phrase", "on", "meaning"),
    [
        ("last quarter", "2025-01-10", "2024-36"),
        ("this quarter", "2025-04-26", "2025-34"),
        ("earlier this quarter", "2025-04-26", "[2025-04-01..2025-04-26]"),
        ("early last decade", "2025-04-26", "[2010..2013]"),
        ("five decades ago", "2025-04-26", "[1970..1980]"),
        ("202 decades ago", "2023-04-26", "[-0002..0008]"),
        ("2025-04-20", "2025-04-26", "2025-04-20"),
        ("last decade", "0015-04-26", "000X"),
    ],
)
def test_long_spans(phrase, on, meaning):
    assert str(When.said(phrase, on=on)) == meaning


@pytest.mark.parametrize(
    ("phrase", "on", "reason"),
    [
        ("overnight Friday to Sunday", "2025-04-26", "these weekdays do not follow each other"),
        ("at 13:00 pm", "2025-04-26", "there is no 13 pm"),
        ("at 00:30 am", "2025-04-26", "there is no 00 am"),
        ("at 24:30", "2025-04-26", "the last moment of a day is 24:00"),
        ("31 April 2025", "2025-04-26", "no calendar has this day"),
        ("30 February", "2025-04-26", "no calendar has this day"),
        ("before last Friday", "2025-04-26", "this is not one time"),
        ("between 26 April 2025 and 20 April 2025", "2025-04-26", "the second date lies before the first"),
        ("from 26 April 2025 to 20 April 2025", "2025-04-26", "the second date lies before the first"),
        ("early last quarter", "2025-04-26", "nothing says what early in a quarter is"),
        ("the third half of 2025", "2025-04-26", "a year has two halves"),
        ("250 decades ago", "2025-04-26", "this is further away than words reach"),
        ("in 900 decades", "2025-04-26", "this is further away than words reach"),
        ("last decade", "0005-04-26", "this is further away than words reach"),
    ],
)
def test_a_refusal_says_what_is_wrong_with_the_phrase(phrase, on, reason):
    with pytest.raises(errors.Unresolved) as caught:
        When.said(phrase, on=on)
    assert caught.value.problems[0].message == f"{phrase.lower()!r}: {reason}"


@pytest.mark.parametrize("words", [None, 3, ["yesterday"]])
def test_only_text_is_words(words):
    with pytest.raises(errors.Invalid, match="words are text, not"):
        When.said(words, on="2025-04-26")


def test_the_day_is_that_of_the_offset():
    assert str(When.said("today", on="2025-04-26T01:30+03:00", zone="-05:00")) == "2025-04-25"

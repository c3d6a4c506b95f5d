"""Dates in words, read: what `describe` writes, and what people write besides."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from timeline.errors import Invalid
from timeline.formats.foreign.worded import read
from timeline.testing import whens
from timeline.when import describe


@given(whens())
@settings(max_examples=60)
def test_what_is_described_is_read_as_that_or_not_at_all(when) -> None:
    """Words for dates that English cannot tell apart claim no less than they did."""
    for style in ("long", "short"):
        found = read(describe(when, style=style))
        if found is not None:
            assert describe(found, style=style).replace("throughout ", "") == describe(when, style=style).replace(
                "throughout ", ""
            )


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("26 April 2025", "2025-04-26"),
        ("Sat, April 26th, 2025", "2025-04-26"),
        ("Apr 2025 (day not given)", "2025-04"),
        ("1962", "1962"),
        ("44 BC", "-0043"),
        ("24 bc - 5 ad", "-0023/0005"),
        ("c. 1500", "1500~"),
        ("possibly about 1920", "1920%"),
        ("the 1960s", "196X"),
        ("18th century", "[1701..1800]"),
        ("1st century BCE", "[-0099..0000]"),
        ("Q1 2020", "2020-33"),
        ("the second quarter of 2020", "2020-34"),
        ("spring 2025", "2025-21"),
        ("winter 2025\u20132026", "2025-24"),
        ("2002-2005", "2002/2005"),
        ("1914\u201318", "1914/1918"),
        ("2004-05", "2004-05"),
        ("5 to 17 September 1978", "1978-09-05/1978-09-17"),
        ("between 20 and 25 Nov 1960", "[1960-11-20..1960-11-25]"),
        ("overnight 25-26 Apr 2025", "2025-04-25/2025-04-26"),
        ("from 1962 on", "1962/.."),
        ("1990\u2013present", "1990/.."),
        ("until March 1962, start unknown", "/1962-03"),
        ("at some time up to 28 Feb 1961", "[..1961-02-28]"),
        ("1667, 1668 or May 1669", "[1667,1668,1669-05]"),
        ("26 April 2025, from 09:30 to 10:30", "2025-04-26T09:30/2025-04-26T10:30"),
    ],
)
def test_words_are_read(words: str, when: str) -> None:
    assert str(read(words)) == when


@pytest.mark.parametrize(
    "words", ["", "today", "winter 2025", "5/6/2020", "12 March", "44", "2021-22", "Bronze Age", "9:30", "x" * 5000]
)
def test_what_can_be_meant_in_two_ways_is_not_read(words: str) -> None:
    assert read(words) is None


def test_an_impossible_day_is_refused() -> None:
    with pytest.raises(Invalid, match="February 2025 has 28 days"):
        read("30 February 2025")

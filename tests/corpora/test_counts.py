"""Counts by month and day leave out none between the first and the last, and show themselves."""

from datetime import date

import pytest

from timeline.corpora.counts import Pair, Pairs, daily, monthly

MONTHS = monthly([(2024, 11, 3), (2025, 2, 1_500)], "Talks <b>")


def test_months_without_any_are_nought():
    assert [(str(row.when), row.count) for row in MONTHS] == [
        ("2024-11", 3),
        ("2024-12", 0),
        ("2025-01", 0),
        ("2025-02", 1_500),
    ]
    assert (MONTHS.total, len(MONTHS)) == (1_503, 4)


def test_days_without_any_are_nought():
    found = daily([(date(2024, 3, 1), 2), (date(2024, 2, 28), 1)], "Talks")
    assert [(str(row.when), row.count) for row in found] == [("2024-02-28", 1), ("2024-02-29", 0), ("2024-03-01", 2)]


@pytest.mark.parametrize("counts", [monthly([], "Talks"), daily([], "Talks")])
def test_nothing_is_no_row_and_no_picture(counts):
    assert (counts.rows, str(counts), counts._repr_svg_()) == ((), "no events", None)
    assert "<svg" in counts.picture()


def test_they_print_as_a_table():
    assert str(MONTHS).splitlines() == ["Nov 2024      3", "Dec 2024      0", "Jan 2025      0", "Feb 2025  1,500"]


def test_pairs_bear_the_names_of_states():
    found = Pairs((Pair("EUR", "RUS", 3), Pair("RUS", "USA", 1)), "Talks")
    assert [row.names for row in found] == [("EUR", "Russia"), ("Russia", "United States")]
    assert str(found).splitlines() == ["EUR and Russia            3", "Russia and United States  1"]
    assert str(Pairs((), "Talks")) == "no pairs of states"


def test_they_show_themselves_with_what_a_stranger_wrote_as_text():
    for shown in (MONTHS._repr_html_(), str(MONTHS.picture())):
        assert "Talks &lt;b&gt;" in shown
        assert "<b>" not in shown.replace("<b dir", "")


def test_the_same_counts_give_the_same_picture():
    assert MONTHS.picture() == MONTHS.picture()
    assert "<desc" in MONTHS.picture()

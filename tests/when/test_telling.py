"""What a notebook shows of a date and of a duration."""

import pytest

from timeline.when import Duration, When


def rows(value):
    return {label: " ".join(values) for label, values in value.card().rows}


def test_a_date_in_words_with_its_notation_and_its_bounds():
    card = When("2025-04-26T10:00:05[Europe/Rome]").lasted("15 min").card()
    assert (card.heading, card.kind) == ("26 April 2025, 10:00:05 (Rome time)", "when")
    assert card.rows == (
        ("Written", ("2025-04-26T10:00:05[Europe/Rome]",)),
        ("Begins", ("between 10:00:05 on 2025-04-26 and 10:00:06 on 2025-04-26",)),
        ("Ends", ("between 10:15:05 on 2025-04-26 and 10:15:06 on 2025-04-26",)),
        ("Zone", ("Europe/Rome",)),
        ("Lasted", ("15 minutes",)),
    )


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        ("2025-04-26", "between the start of 2025-04-26 and the end of 2025-04-26", "between the start of 2025-04-26 and the end of 2025-04-26"),
        ("2025-04-26/..", "between the start of 2025-04-26 and the end of 2025-04-26", "never"),
        ("2025-04-26/", "between the start of 2025-04-26 and the end of 2025-04-26", "at a time that is not known"),
        ("[..2025-04-26]", "by the end of 2025-04-26", "by the end of 2025-04-26"),
        ("[2025-04-26..]", "not before the start of 2025-04-26", "not before the start of 2025-04-26"),
        ("-0043-03-15", "between the start of -0043-03-15 and the end of -0043-03-15", "between the start of -0043-03-15 and the end of -0043-03-15"),
    ],
)  # fmt: skip
def test_between_which_moments_it_begins_and_ends(text, begins, ends):
    shown = rows(When(text))
    assert (shown["Begins"], shown["Ends"]) == (begins, ends)


def test_a_month_all_through_begins_and_ends_with_it():
    assert rows(When("2024-08", reading="throughout")) == {
        "Written": "2024-08",
        "Read as": "all through it",
        "Begins": "at the start of 2024-08-01",
        "Ends": "at the end of 2024-08-31",
    }


def test_words_are_shown_with_the_day_they_were_said():
    assert rows(When.said("overnight", on="2025-04-26"))["Said"] == "“overnight” on 2025-04-26"


def test_a_duration_in_words_and_as_written():
    card = Duration.parse("~15 min").card()
    assert (card.heading, card.kind, card.rows) == ("about 15 minutes", "duration", (("Written", ("~15 min",)),))

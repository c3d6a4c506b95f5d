"""What is read without the grammar is read as the grammar reads it."""

import contextlib

from hypothesis import example, given
from hypothesis import strategies as st

from timeline.errors import Invalid
from timeline.when import When, describe, notation
from timeline.when.parts import Point, plain_day, plain_point

PLAIN = st.from_regex(r"[0-2][0-9]{3}(-[0-3][0-9](-[0-3][0-9])?)?[?~%]?", fullmatch=True)
NEARLY = st.text(alphabet="0129-XW?~%T/\u0661", min_size=4, max_size=11)


def by_the_grammar(text: str) -> Point | None:
    with contextlib.suppress(Invalid):
        return notation._any_point(text, 0, len(text))
    return None


@given(text=PLAIN | NEARLY)
@example(text="2025-W1")
@example(text="0000-01-01")
@example(text="9999-12")
@example(text="2025-02-30")
@example(text="\u0662\u0660\u0662\u0665")
def test_a_plain_date_is_what_the_grammar_says(text: str) -> None:
    assert plain_point(text) in (None, by_the_grammar(text))


@given(text=PLAIN)
def test_a_possible_plain_date_is_read_without_the_grammar(text: str) -> None:
    """Year nought is left to it, and so are seasons and what no calendar has."""
    known = by_the_grammar(text)
    if known is not None and known.cells.grain.value != "season" and not text.startswith("0000"):
        assert plain_point(text) == known


@given(text=PLAIN | NEARLY)
def test_a_plain_day_is_a_day_of_the_calendar(text: str) -> None:
    with contextlib.suppress(Invalid):
        when = When.parse(text)
        day = plain_day(text)
        if day is not None:
            assert "{:04}-{:02}-{:02}".format(*day) == text
            assert describe(when).startswith(f"{day[2]} ")

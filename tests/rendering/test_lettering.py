"""How much room words take: never less than they need, and lines that keep to it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.rendering.pictures.lettering import ELLIPSIS, is_rtl, lines_of, width_of


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [("ill", "www"), ("lake", "LAKE"), ("abc", "日本国"), ("ل", "لل"), ("a", "a\u0301b"), ("A", "Щ"), ("é", "🕊")],
)
def test_wider_letters_take_more_room(narrow: str, wide: str) -> None:
    assert width_of(narrow, 14) < width_of(wide, 14)


@pytest.mark.parametrize("text", ["e\u0301", "a\u200db", "\u0915\u093c"])
def test_what_stands_on_or_between_letters_takes_none(text: str) -> None:
    assert width_of(text, 10) == width_of("".join(char for char in text if char.isalpha()), 10)


def test_a_name_is_broken_at_spaces() -> None:
    assert lines_of("Charles-Maurice de Talleyrand-Périgord", 175, 14) == ("Charles-Maurice de", "Talleyrand-Périgord")
    assert lines_of("  Metternich  ", 150, 14) == ("Metternich",)
    assert lines_of("", 150, 14) == ("",)


def test_a_long_word_is_cut_and_a_very_long_one_ends_in_an_ellipsis() -> None:
    lines = lines_of("x" * 50, 100, 14)
    assert len(lines) == 3
    assert "".join(lines) == "x" * len("".join(lines)[:-1]) + ELLIPSIS


def test_a_word_with_hyphens_is_cut_there() -> None:
    assert lines_of("Wintzingerode-Ebenried-Adelsborn", 130, 14) == ("Wintzingerode-", "Ebenried-", "Adelsborn")
    assert lines_of("a-b-c d", 130, 14) == ("a-b-c d",)


def test_a_mark_stays_with_its_letter() -> None:
    for line in lines_of("e\u0301" * 40, 60, 14, most=100):
        assert line.startswith("e")


@given(st.text(max_size=80), st.floats(20, 300), st.integers(1, 5))
def test_no_line_is_too_wide_and_none_too_many(text: str, width: float, most: int) -> None:
    lines = lines_of(text, width, 14, most=most)
    assert 1 <= len(lines) <= most
    one_letter = max((width_of(char, 14) for char in text), default=0.0)
    assert all(width_of(line, 14) <= max(width, one_letter) for line in lines)
    if not lines[-1].endswith(ELLIPSIS):
        assert "".join(lines).replace(" ", "") == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Anwar", False), ("أنور", True), ("(1) אבא", True), ("Anwar أنور", False), ("12 !", False), ("", False)],
)
def test_the_first_letter_with_a_direction_decides(text: str, *, expected: bool) -> None:
    assert is_rtl(text) == expected

"""A name of plain letters is folded as any other is."""

from hypothesis import given
from hypothesis import strategies as st

from timeline.chronology.names import _letters, fold

PLAIN = st.text(st.characters(max_codepoint=127))


@given(PLAIN)
def test_the_table_of_plain_letters_folds_as_all_others_are_folded(name):
    assert fold(name) == " ".join(_letters(name).split())


@given(PLAIN, st.text())
def test_folding_twice_changes_nothing(name, other):
    assert (fold(fold(name)), fold(fold(other))) == (fold(name), fold(other))

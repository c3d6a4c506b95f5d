"""Whatever text comes in, it is read or refused as `Invalid`, in one line; nothing else ever leaves."""

import contextlib

from hypothesis import given
from hypothesis import strategies as st

from timeline import errors
from timeline.when import Duration, When

LETTERS = st.text(alphabet="0123456789X-Y/.[]{},T:Z+~?%SE Europe/Romez\n", max_size=60)


@given(LETTERS | st.text(max_size=40))
def test_text_is_read_or_refused(text):
    for read in (When.parse, Duration.parse):
        refused = ""
        try:
            assert str(read(text)) == text
        except errors.Invalid as error:
            refused = str(error)
        assert len(refused.splitlines()) <= 1


@given(st.text(max_size=60))
def test_words_are_read_or_refused(text):
    with contextlib.suppress(errors.Unresolved):
        When.said(text, on="2025-04-26")

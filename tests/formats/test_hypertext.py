"""HTML in the texts of others, and texts as HTML."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from timeline.formats.foreign.hypertext import escaped, markdown, marked_up, plain
from timeline.testing import texts

TEXTS = (texts() | st.text(" \n\tab*_#-1.<>&;[]`\\/", max_size=14)).map(str.strip)


@given(TEXTS)
@example("a  b\n\n  c")
@example("&lt;b&gt;")
def test_a_text_comes_back_to_the_letter_and_nothing_in_it_acts(text: str) -> None:
    assert text == plain(escaped(text)).text
    assert text == markdown(marked_up(text)).text
    assert "<" not in escaped(text)
    assert set(re.findall("<[^>]*>", marked_up(text))) <= {"<br>", '<div class="markdown-source">', "</div>"}


@given(st.text("<>/!&;#abdiprsvx= \n\"'", max_size=40))
def test_whatever_the_html_it_is_read(text: str) -> None:
    assert "<" not in plain(text).text or "<" in text
    assert markdown(text).text == markdown(text).text.strip("\n")


def test_markup_is_kept_where_markdown_has_it() -> None:
    found = markdown("<h2>Yalta</h2> <p>The <em>Big</em> <b>Three</b></p><ol><li>one<li>two</ol>end<br>of it")
    assert found.text == "Yalta\n\nThe *Big* **Three**\n\n- one\n- two\n\nend\nof it"
    assert found.dropped == ()


def test_what_would_act_leaves_its_words_or_nothing() -> None:
    found = markdown("<a href='javascript:alert(1)'>x</a><script>y</script><img src=z><!-- w -->[v](u) _t_ a_b")
    assert (found.text, found.dropped) == ("x\\[v\\](u) \\_t\\_ a_b", ("a", "script", "img"))
    assert markdown('<a href="https://example.org/?a=1&amp;b=2">x</a>').text == "[x](<https://example.org/?a=1&b=2>)"


def test_a_text_of_open_tags_is_read_in_one_pass() -> None:
    assert len(plain("<a" * 10_000).text) == 20_000

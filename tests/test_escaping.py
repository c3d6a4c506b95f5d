"""What each escape writes for each sign that means something, and that it leaves all others as they are."""

from __future__ import annotations

import html
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from timeline import escaping
from timeline.escaping import escape_html, escape_markdown, escape_text, is_inert, is_link, markdown_address, visible

REPLACED = "\N{REPLACEMENT CHARACTER}"
BIDI = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
UNFIT = [
    *(code for code in range(0x20) if code not in {0x09, 0x0A, 0x0D}),
    *range(0x7F, 0x85),
    *range(0x86, 0xA0),
    *range(0xD800, 0xE000),
    *range(0xFDD0, 0xFDF0),
    0xFEFF,
    *range(0xE0000, 0xE0080),
    *(code for code in range(sys.maxunicode + 1) if code & 0xFFFE == 0xFFFE),
]


class Shouted(str):
    """A text that says something else of itself when it is asked."""

    __slots__ = ()

    def __str__(self) -> str:
        return "<b>"


def test_every_character_is_shown_named_or_replaced() -> None:
    expected = {
        **{chr(code): f"\u27e8U+{code:04X}\u27e9" for code in BIDI},
        **dict.fromkeys(map(chr, UNFIT), REPLACED),
        **dict.fromkeys("\r\x85", "\n"),
    }
    every = map(chr, range(sys.maxunicode + 1))
    assert {char: shown for char in every if (shown := visible(char)) != char} == expected


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("a\r\nb\rc\nd\x85e\r\x85f", "a\nb\nc\nd\ne\nf"),
        ("Kyiv\u202e and\x00", f"Kyiv\u27e8U+202E\u27e9 and{REPLACED}"),
        ("\u05d0\u200f\u0627\u061c", "\u05d0\u200f\u0627\u061c"),
        (Shouted("Kyiv"), "Kyiv"),
        ("", ""),
    ],
)
def test_a_text_is_shown_as_it_is(text: str, shown: str) -> None:
    found = visible(text)
    assert (found, type(found)) == (shown, str)


def test_html_escapes_markup_quotation_marks_braces_and_line_breaks() -> None:
    every = "".join(chr(code) for code in range(0x20, 0x3000) if code not in {*UNFIT, *BIDI, 0x85})
    escaped = escape_html(f"{every}\n")
    assert html.unescape(escaped) == f"{every}\n"
    assert {char for char in every + "\n" if escape_html(char) != char} == {*"&<>\"'{}\n\u2028\u2029"}
    assert escape_html("&<>\"'{}\n") == "&amp;&lt;&gt;&#34;&#39;&#123;&#125;&#10;"
    assert escape_html("\x85\u2028\u2029") == "&#10;&#8232;&#8233;"
    assert escape_html(Shouted("x")) == "x"
    assert escape_html("\u202e\x00<") == f"\u27e8U+202E\u27e9{REPLACED}&lt;"


@given(st.text())
def test_what_is_inert_is_what_html_and_visibility_leave(text: str) -> None:
    if is_inert(text):
        assert visible(text) == text == html.escape(text)


def test_of_single_characters_just_the_harmless_are_inert() -> None:
    for code in range(0x20, 0xD800):
        char = chr(code)
        assert bool(is_inert(char)) == (escape_html(char) == char), hex(code)


MARKED = "\\`*_{}[]<>&~|$^=@#"


@pytest.mark.parametrize("char", MARKED)
def test_markdown_escapes_what_means_something_anywhere(char: str) -> None:
    assert escape_markdown(f"a{char}b") == f"a\\{char}b"


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("http://a", "http\\://a"),
        ("so:", "so\\:"),
        ("so: yes", "so: yes"),
        ("wow!", "wow\\!"),
        ("wow! a", "wow! a"),
        ("www.a.b", "www\\.a.b"),
        ("WwW.a", "WwW\\.a"),
        ("a.b", "a.b"),
        ("{%", "\\{\\%"),
        ("5%", "5%"),
        ("- a", "\\- a"),
        ("+", "\\+"),
        ("?a", "\\?a"),
        ("!a", "\\!a"),
        (":a", "\\:a"),
        ("%a", "\\%a"),
        (".a", "\\.a"),
        (")a", "\\)a"),
        ("1. a", "1\\. a"),
        ("12) a", "12\\) a"),
        ("12 a", "12 a"),
        ("a - b", "a - b"),
        ("a\nb", "a&#10;b"),
        ("a\r\nb", "a&#10;b"),
        ("a\x85\u2028\u2029", "a&#10;&#8232;&#8233;"),
        ("a\u202eb", "a\u27e8U+202E\u27e9b"),
    ],
)
def test_markdown_escapes_what_means_something_where_it_stands(text: str, escaped: str) -> None:
    assert escape_markdown(text) == escaped


def test_a_mark_that_begins_lines_is_left_where_no_line_begins() -> None:
    assert [escape_markdown(text, start=False) for text in ("- a", "1. a", "*a")] == ["- a", "1. a", "\\*a"]


@given(st.text(st.sampled_from(MARKED + "-+?!:%.)(1a \n/w'\""), max_size=20))
def test_markdown_reads_the_text_that_went_in(text: str) -> None:
    (paragraph,) = [each for each in MarkdownIt().parse(f"x {escape_markdown(text, start=False)}x") if each.children]
    read = "".join(child.content for child in paragraph.children or ())
    assert " ".join(read.split()) == " ".join(f"x {text}x".split())


def test_a_line_of_a_terminal_stays_one_line() -> None:
    every = "".join(chr(code) for code in range(sys.maxunicode + 1))
    escaped = escape_text(every)
    assert {char for char in escaped if unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"}} == set()
    assert escape_text("a\tb\nc\x85d\u2028e\u2029\n\n\tf\r\ng\rh\x0bi") == f"a b c d e f g h{REPLACED}i"
    assert escape_text("\x1b[31mred\u202e") == f"{REPLACED}[31mred\u27e8U+202E\u27e9"


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "http://example.org/a-b._~:/?#[]!$&'()*+,;=%40",
        "https://[::1]/",
        "https://a.b/x@y",
        "https://a.b?c=d@e",
        "https://a.b#c@d",
        "https://" + "a" * (escaping.LONGEST_LINK - 8),
    ],
)
def test_a_web_address_may_be_a_link(address: str) -> None:
    assert is_link(address) is True


@pytest.mark.parametrize(
    "address",
    [
        "",
        "example.org",
        "ftp://example.org",
        "HTTPS://example.org",
        "javascript://example.org",
        "https:///a",
        "https://-a",
        "https://a b",
        "https://a\n",
        "https://\u0430.b",
        "https://a.b/<",
        'https://a.b/"',
        "https://a.b/{x}",
        "https://user@a.b/",
        "https://user@a.b?c",
        "https://user@a.b#c",
        "https://a:b@c.d",
        "https://user@a.b://c",
        "https://" + "a" * (escaping.LONGEST_LINK - 7),
    ],
)
def test_anything_else_is_no_link(address: str) -> None:
    assert is_link(address) is False


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://a.b/?c&d=e", "https://a.b/?c&d=e"),
        ("https://a.b/?c&copy;", "https://a.b/?c&amp;copy;"),
        ("https://a.b/?c&#38;&#x26;", "https://a.b/?c&amp;#38;&amp;#x26;"),
    ],
)
def test_an_address_in_markdown_has_no_references(address: str, written: str) -> None:
    assert markdown_address(address) == written

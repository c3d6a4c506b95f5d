"""Whatever a stranger wrote into any field comes out as that text, in every output language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from timeline.chronology import Chronology
from timeline.rendering import render
from timeline.rendering.environments import EXTENSIONS
from timeline.rendering.escape import escape, escape_html, escape_markdown, escape_text, is_link
from timeline.rendering.prose import Prose, draw

Hostile = Callable[..., Chronology]  # puts a text into every field; see conftest.py

HARMLESS = "Qq"

MARKUP = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "'><body onload=alert(1)>",
    "x onmouseover=alert(1) y",
    "</textarea></title></style><script>",
    "<!--<script>",
    "]]><iframe srcdoc='<script>'>",
    "&lt;b&gt; &amp; &#60; &copy;",
    "<style>*{background:url(//evil.test/css)}</style>",
    "<meta http-equiv=refresh content='0;url=javascript:1'>",
]
MARKDOWN = [
    "[c](javascript:alert(1))",
    "![x](https://evil.test/track.png)",
    "x\n\n[c](javascript:alert(1))\n\ny",
    "[c]\n\n[c]: javascript:alert(1)",
    "<https://evil.test>",
    "# heading",
    "heading #",
    "- item",
    "1. item",
    "1) item",
    "***",
    "---",
    "===",
    "> quote",
    "    code",
    "```\ncode",
    "*a* _b_ **c** ~~d~~ `e`",
    "a\\",
    "a\\*b",
    "dying!!!",
    "https://evil.test and www.evil.test and a@evil.test",
    "| a | b |\n|---|---|",
    ":::{danger}",
    "cost $5 and $6",
    "a  \nb",
]
TEMPLATES = [
    "{{7*7}}",
    "{% for x in [1] %}a{% endfor %}",
    "# for x in y",
    "{0.__class__}",
    "${7*7}",
    "{#-#}",
    "{% endraw %}{{7*7}}",
    ":raw:`x` |sub|",
]
PAYLOADS = MARKUP + MARKDOWN + TEMPLATES


class Skeleton(HTMLParser):
    """Tags with their attributes, and the text, of an HTML document."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {"id", "class", "href", "lang", "dir", "style", "value", "datetime"}
        self.tags.append((tag, tuple(f"{name}={value}" if name in named else name for name, value in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.tags.append((f"/{tag}", ()))

    def handle_comment(self, data: str) -> None:
        self.tags.append(("!--", ()))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("fragment", [False, True])
def test_html_has_the_same_skeleton_as_with_harmless_text(hostile: Hostile, payload: str, *, fragment: bool) -> None:
    """No tag and no attribute comes from a field, and the text is there as it was written.

    Pictures break names into as many lines as they need; what is in them is looked at in `test_lanes.py`.
    """
    expected = Skeleton(render(hostile(HARMLESS), fragment=fragment, lanes=None))
    actual = Skeleton(render(hostile(payload), fragment=fragment, lanes=None))
    assert expected.tags == actual.tags
    assert actual.text.count(payload.strip()) >= 30


@pytest.mark.parametrize("payload", MARKUP + TEMPLATES[:1])
def test_html_in_prose_is_text(hostile: Hostile, payload: str) -> None:
    """Summaries and notes are Markdown without raw HTML."""
    expected = Skeleton(render(hostile(HARMLESS, HARMLESS)))
    actual = Skeleton(render(hostile(HARMLESS, payload.replace("*", "+"))))
    assert expected.tags == actual.tags


def parsed(markdown: str) -> tuple[list[str], str]:
    """Return the token types and the text of Markdown as CommonMark reads it, with tables, strike-through and bare links on."""
    tokens = list(_flat(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(markdown)))
    return [token.type for token in tokens if token.type != "text"], "".join(
        token.content for token in tokens if token.type == "text"
    )


def _flat(tokens: list) -> Iterator:  # type: ignore[type-arg]
    for token in tokens:
        yield from _flat(token.children) if token.children else [token]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_markdown_comes_back(hostile: Hostile, payload: str) -> None:
    """A CommonMark parser reads the same blocks as with harmless text, and the text that went in."""
    kinds, _ = parsed(render(hostile(HARMLESS), "markdown"))
    actual_kinds, text = parsed(render(hostile(payload), "markdown"))
    assert kinds == actual_kinds
    assert text.count(payload.strip()) >= 30


@pytest.mark.parametrize("payload", TEMPLATES)
@pytest.mark.parametrize("language", ["html", "markdown"])
def test_no_live_template_braces(hostile: Hostile, payload: str, language: str) -> None:
    """A host that runs templates over its pages finds none, in fields, in prose, or in code within prose."""
    page = render(hostile(payload, f"{payload}\n\n`{payload}`\n\n```\n{payload}\n```\n"), language, fragment=True)
    assert not re.search(r"\{[{%#]", page)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_line_break_in_a_field_forges_no_line(hostile: Hostile, payload: str) -> None:
    """A line break in a field forges no line: every line of an entry is the template's."""
    page = render(hostile(payload), "text")
    assert len(re.findall(r"(?m)^Claims$", page)) == 1
    assert not re.search(r"(?m)^(?:\[c\]:|\|---|y$)", page)


WIDE = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cn", "Co")), max_size=40).map(str.strip)
SHARP = st.text(st.sampled_from("\\`*_{}[]<>()#+-.!|~&$^=@:;/ \n1a\u00a0\u2028\"'%?"), max_size=12).map(str.strip)


@given(st.one_of(WIDE, SHARP))
def test_escaped_markdown_reads_as_the_text(text: str) -> None:
    """Wherever a template puts a value, in a paragraph, a heading, a list or between stars, it is read as it was."""
    shown = re.sub("[\u202a-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]", "", text).strip()
    for before, after in (("", ""), ("# ", ""), ("- ", ""), ("> ", ""), ("x **", "** y"), ("[", "](<https://a.test>)")):
        kinds, read = parsed(f"{before}{escape_markdown(shown)}{after}")
        if shown:
            harmless, _ = parsed(f"{before}{HARMLESS}{after}")
            assert harmless == kinds
            assert (
                before.lstrip("#->[* ").replace("**", "") + shown + after.replace("**", "").partition("](")[0] == read
            )


@given(WIDE)
def test_escaped_html_reads_as_the_text(text: str) -> None:
    shown = re.sub("[\u202a-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]", "", text)
    assert shown == Skeleton(f"<p>{escape_html(shown)}</p>").text
    assert "\n" not in escape_html(f"{shown}\n")


def test_bidi_controls_are_shown_by_name() -> None:
    """An override cannot turn the line around it; ordinary right-to-left text stays as it is."""
    for language in ("html", "markdown", "text"):
        assert "\u202e" not in escape(language, "Envoy \u202egnp.exe")
        assert "\u27e8U+202E\u27e9" in escape(language, "Envoy \u202egnp.exe")
        assert escape(language, "מאיר \u200f") == "מאיר \u200f"


def test_control_characters_never_reach_the_output(hostile: Hostile) -> None:
    for language in EXTENSIONS:
        page = render(hostile(HARMLESS), language, title="a\x00b\x1b[31mc\x7fd\ud800e\ufffe")
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe]", page)


def test_a_family_of_emoji_stays_together() -> None:
    assert escape_text("\U0001f468\u200d\U0001f469\u200d\U0001f467") == "\U0001f468\u200d\U0001f469\u200d\U0001f467"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "https://example.org@evil.test/",
        "https://user:pw@evil.test/",
        "//evil.test",
        "https:/evil.test",
        "https://example.org/ x",
        "data:text/html,x",
        "https://example.org/" + "a" * 3000,
        "mailto:a@b",
    ],
)
def test_only_safe_addresses_become_links(address: str) -> None:
    assert not is_link(address)
    assert "href" not in draw("html", Prose(f"[a]({address}) <{address}>"))


@pytest.mark.parametrize("address", ['https://example.org/"onmouseover="alert(1)', "https://пример.test/"])
def test_what_an_address_cannot_hold_is_encoded_in_prose_and_refused_elsewhere(address: str) -> None:
    assert not is_link(address)
    drawn = Skeleton(draw("html", Prose(f"[a]({address})")))
    assert [tag for tag, _ in drawn.tags] == ["p", "a", "/a", "/p"]


def test_images_in_prose_are_not_fetched() -> None:
    assert "<img" not in draw("html", Prose("![t](https://evil.test/p.png)"))
    assert "image" not in parsed(draw("markdown", Prose("![t](https://evil.test/p.png)")))[0]


PROSE = """Some *emphasis* and **weight**, `code`, a [link](https://example.org/a_b?c=1&copy;=2).

1. one
2. two
   - deeper

> quoted
> lines

```
raw  {x}
```

last\\
line
"""


def test_prose_in_markdown_reads_as_the_author_wrote_it() -> None:
    """Writing the tree anew and reading it again gives the same blocks and words."""
    before = MarkdownIt("commonmark").render(PROSE).replace("lines", "lines").replace("quoted\n", "quoted ")
    after = MarkdownIt("commonmark").render(draw("markdown", Prose(PROSE)))
    assert before == after


@pytest.mark.parametrize("text", ["> " * 9_000, "[a](" * 4_000, "*a " * 6_000, "- " * 5_000, "[" * 19_000])
def test_prose_made_to_be_slow_is_drawn(text: str) -> None:
    for language in ("html", "markdown", "text"):
        assert draw(language, Prose(text))


def test_prose_nested_too_deeply_is_shown_as_it_was_typed() -> None:
    assert "deep" in draw("html", Prose("> " * 30 + "deep"))


def test_prose_too_long_to_parse_is_shown_as_it_was_typed() -> None:
    assert "<strong>" not in draw("html", Prose("**a** " * 4_000))

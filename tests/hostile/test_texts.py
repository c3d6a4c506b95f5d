"""Texts of the catalogue in every field and in prose: whatever is written there comes out as that text, and acts on nothing."""

import html
import json
import re
import runpy
import unicodedata
from html.parser import HTMLParser
from pathlib import Path

import pytest

import timeline as tl
from timeline.escaping import escape_text
from timeline.rendering.escape import escape_html

RENDERING = Path(__file__).parents[1] / "rendering"
everywhere = runpy.run_path(str(RENDERING / "conftest.py"))["_hostile"]
_reading = runpy.run_path(str(RENDERING / "test_hostile.py"))
Skeleton, parsed = _reading["Skeleton"], _reading["parsed"]
HARMLESS = "Qq"
LEAST = 30  # places of a page in which a text of every field stands


@pytest.fixture(scope="module")
def harmless():
    """What is made of a text without a sign in it."""
    chronology = everywhere(HARMLESS)
    return {
        "fragment": Skeleton(tl.render(chronology, fragment=True, lanes=None)).tags,
        "markdown": parsed(tl.render(chronology, "markdown"))[0],
    }


def hold_inert(text: str, harmless) -> None:
    """Hold that a text in every field changes no element, no block and no line of what is made of it."""
    chronology = everywhere(text)
    visible = Skeleton(f"<p>{escape_html(unicodedata.normalize('NFC', text).strip())}</p>").text
    fragment = tl.render(chronology, fragment=True, lanes=None)
    assert Skeleton(fragment).tags == harmless["fragment"]
    assert Skeleton(fragment).text.count(visible) >= LEAST
    assert not re.search(r"\{[{%#]", fragment)
    assert "\n\n" not in fragment
    kinds, read = parsed(tl.render(chronology, "markdown"))
    assert kinds == harmless["markdown"]
    assert " ".join(read.split()).count(" ".join(escape_text(visible).split())) >= LEAST
    assert tl.loads(tl.dumps(chronology, "yaml"), "yaml") == chronology


def hold_inert_prose(text: str) -> None:
    """Hold that prose has none but the elements of prose: no address but a safe one, no picture, no event, no script."""
    event = tl.Event("a", title="A", when="2025", summary=text, note=text)
    made = tl.render(tl.Chronology([event], note=text), fragment=True, lanes=None)
    names = {name for name, _ in Skeleton(made).tags}
    assert not names & {"script", "img", "iframe", "object", "embed", "form", "button", "input", "base", "video", "x"}
    assert not re.search(r"<[^>]*\son[a-z]+\s*=", made)
    assert all(address.startswith(("http://", "https://", "#", "mailto:")) for address in addresses(made))
    assert not re.search(r"\{[{%#]", made)
    assert "\n\n" not in made


def addresses(page: str) -> list[str]:
    """Return where a page leads, but for its own sign, which is none."""
    return [
        html.unescape(found)
        for found in re.findall(r'(?<![\w-])(?:href|src|action|data|poster)="([^"]*)"', page)
        if found != "data:,"
    ]


def test_markup(xss_text, harmless):
    hold_inert(xss_text.value, harmless)
    hold_inert_prose(xss_text.value)


def test_braces_of_templates(ssti_data, harmless):
    hold_inert(ssti_data.value, harmless)
    hold_inert_prose(f"{ssti_data.value}\n\n`{ssti_data.value}`\n\n    {ssti_data.value}\n")


def test_markdown(markdown, harmless):
    text = markdown.value
    if len(text) < 1_000:
        hold_inert(text, harmless)
        hold_inert_prose(text)
    else:  # one place of it is enough
        event = tl.Event("a", title="A", when="2025", summary=text, note=text)
        made = tl.render(tl.Chronology([event]), fragment=True)
        assert Skeleton(made).text.count(text[:50].strip()) >= 2
        assert addresses(made) == addresses(
            tl.render(tl.Chronology([tl.Event("a", title="A", when="2025")]), fragment=True)
        )


def test_letters(unicode_text, harmless):
    text = unicode_text.value
    if unicode_text.outcome == "reject" or unicode_text.expected == "refused":
        for field in ("title", "summary", "note"):
            with pytest.raises(tl.Invalid, match=r"the character U\+[0-9A-F]{4,6} in "):
                tl.Event("a", when="2025", **{"title": "A", field: text})
        return
    if len(text) < 1_000:
        hold_inert(text, harmless)
    chronology = tl.Chronology([tl.Place("a", name=text), tl.Event("e", title=text, when="2025", where="a")])
    page = tl.render(chronology, fragment=True)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u2028\u2029\U000e0000-\U000e007f\ufeff]", page)
    if unicode_text.outcome == "accept":
        assert escape_html(text) == html.escape(text) == text
        assert f"{text}" in page
    found = [finding.rule for finding in tl.check(chronology) if finding.rule == "look-alike-letters"]
    assert bool(found) is (unicode_text.outcome == "warn")


def test_a_word_without_end_is_broken():
    """The widest word makes no page wider than its window: the rule stands in the stylesheet."""
    assert "overflow-wrap" in tl.render(tl.Chronology([tl.Event("a", title="x" * 100_000, when="2025")]))


def test_no_formula_is_made_of_dollars():
    page = tl.render(everywhere("cost $5 and $6"), fragment=True)
    assert re.match(
        r'<[a-z]+ [^>]*class="[^"]*tex2jax_ignore[^"]*mathjax_ignore|<[a-z]+ [^>]*class="[^"]*mathjax_ignore[^"]*tex2jax_ignore',
        page.strip(),
    )


class _Scripts(HTMLParser):
    """The texts of script elements, as a browser sees where each ends."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.within = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.within = tag == "script"

    def handle_endtag(self, tag: str) -> None:
        self.within = False

    def handle_data(self, data: str) -> None:
        if self.within:
            self.found.append(data)


def test_json_within_a_page(embedded_json):
    """JSON in a script element is closed once, and says the text that went in; in an attribute as well, once that is escaped."""
    chronology = tl.Chronology(
        [tl.Event("a", title=f"A {embedded_json.value}", when="2025")], title=embedded_json.value
    )
    made = tl.dumps(chronology, "jsonld")
    found = _Scripts(f'<script type="application/ld+json">{made}</script><p>after</p>').found
    assert json.loads("".join(found)) == json.loads(made)
    assert f"A {embedded_json.value}" in [node.get("name") for node in json.loads(made)["@graph"]]
    assert tl.loads(made, "jsonld").header.title == embedded_json.value

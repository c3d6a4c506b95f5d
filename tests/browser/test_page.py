"""A page in a real browser: it shows without script, asks for nothing, and runs nothing that a stranger wrote."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from typing import Any

import pytest

import timeline.formats
from timeline.chronology import Chronology
from timeline.records import Citation, Claim, Event, Meeting, Participation, Person, Place, Source, Stance, Statement
from timeline.rendering import render

pytestmark = pytest.mark.browser
Show = Callable[..., Any]  # the fixture that opens a page

ATTACKS = [
    "<script>window.fired=1</script>",
    "<img src=https://evil.test/a.png onerror=window.fired=1>",
    '"><svg onload=window.fired=1>',
    "' onmouseover='window.fired=1' x='",
    "</title></style></textarea><script>window.fired=1</script>",
    "<iframe srcdoc='<script>parent.fired=1</script>'></iframe>",
    "[c](javascript:window.fired=1) ![i](https://evil.test/b.png) <https://example.org>",
    "<style>*{background:url(https://evil.test/c.css)}</style>",
    "{{constructor.constructor('window.fired=1')()}}",
    "<a href=javascript:window.fired=1>c</a>",
    "<meta http-equiv=refresh content='0;url=https://evil.test/'>",
]


def attacked(text: str) -> Chronology:
    return Chronology(
        [
            Person("p", name=text, aliases=["p"]),
            Place("pl", name=text),
            Source("s", title=text, publisher=text, author=text, note=text, url="https://example.org/"),
            Claim("c", text=text, note=text, cites=["s"]),
            Claim("r", subject="m", attribute="where", value="pl", text=text, cites=["s"]),
            Meeting("m", title=text, when="1950", dating=text, where="pl", who=[Participation("p", capacity=text)], reason=text, status="planned",
                    tags=[text], summary=text, note=text, cites=[Citation("s", quote=text, locator=text)]),
            Statement("st", title=text, when="1951", text=text, channel=text, who=["p"], stances=[Stance("denies", "c")]),
            *(Event(f"e{year}", title="x", when=str(year)) for year in range(1952, 1958)),
        ],
        title=text,
        note=text,
    )  # fmt: skip


def test_the_control_fires(show: Show) -> None:
    """What the other tests look for is seen when it is there."""
    seen = show("<!DOCTYPE html><title>x</title><script>window.fired=1</script><img src='https://evil.test/a.png'>")
    assert seen.page.evaluate("window.fired") == 1
    assert seen.asked == ["https://evil.test/a.png"]


@pytest.mark.parametrize("fragment", [False, True])
@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_text_runs_nothing_and_fetches_nothing(attack: str, show: Show, *, fragment: bool) -> None:
    """Not even where the filter makes options of it."""
    seen = show(render(attacked(attack), fragment=fragment))
    assert seen.asked == []
    for element in seen.page.query_selector_all("article"):
        element.hover()
    if not fragment:
        assert attack in seen.page.eval_on_selector_all("[name=who] option", "options => options.map(o => o.text)")
        seen.page.select_option("[name=who]", attack)
        seen.page.fill("[name=text]", attack)
        assert seen.page.inner_text("output") == "2 of 8 events"
    assert seen.page.evaluate("window.fired") is None
    assert seen.page.evaluate("document.querySelectorAll('script').length") == (0 if fragment else 1)
    strange = "iframe, img, object, embed, [onerror], [onload], [onmouseover]"
    assert seen.page.evaluate("what => document.querySelectorAll(what).length", strange) == 0
    assert attack.split(maxsplit=1)[0] in seen.page.inner_text("body")
    assert seen.told == []


def test_all_is_shown_with_script_off(show: Show) -> None:
    rome = timeline.formats.dossier("rome-2025")
    seen = show(render(rome), java_script_enabled=False)
    assert seen.asked == []
    shown = seen.page.inner_text("body")
    assert seen.page.locator("article:visible").count() == len(rome)
    assert not seen.page.locator("form").is_visible()
    for event in rome:
        assert event.title in shown


@pytest.mark.parametrize("width", [320, 400, 768, 1280])
def test_nothing_is_wider_than_the_window(width: int, show: Show) -> None:
    """Not even a word of a thousand letters makes the page scroll sideways."""
    rome = timeline.formats.dossier("rome-2025")
    for html in (render(rome), render(attacked("x" * 1000))):
        page = show(html, viewport={"width": width, "height": 800}).page
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_link_within_the_page_leads_somewhere(show: Show) -> None:
    page = show(render(timeline.formats.dossier("rome-2025"))).page
    links = page.evaluate("[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href').slice(1))")
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))
    assert len(links) > 200
    assert set(links) <= set(ids)


def test_headings_go_down_by_one(show: Show) -> None:
    page = show(render(timeline.formats.dossier("rome-2025"))).page
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.tagName[1])")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_both_colour_schemes_can_be_read(show: Show) -> None:
    """Text and background differ in light and in dark."""
    for scheme in ("light", "dark"):
        page = show(render(attacked("x")), color_scheme=scheme).page
        colours = page.evaluate(
            "[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]"
        )
        assert colours[0] != colours[1]
        assert ("255" in colours[0]) == (scheme == "dark")


def test_its_parts_are_what_they_are_called(show: Show) -> None:
    """What a reader sees as a list, a date, a quotation or a note is one to those who do not see it, too."""
    rome = timeline.formats.dossier("rome-2025")
    page = show(render(rome, compiled="2025-05-01")).page

    def all_of(selector: str) -> int:
        return page.locator(selector).count()

    assert page.title() == page.inner_text("h1") == rome.title
    assert "Compiled 1 May 2025." in page.inner_text("header")
    assert all_of("ol > li > article[aria-labelledby] :is(h3)[id]") == len(rome)
    assert all_of("article > .cr-date time") == len(rome)
    assert all_of("article .cr-kind:has(.cr-sign[aria-hidden])") == len(rome)
    assert "" not in page.eval_on_selector_all(".cr-kind", "all => all.map(e => e.lastChild.textContent.trim())")
    assert all_of("article h3 a.cr-permalink[href^='#chron-']") == len(rome)
    quoted = [event.text for event in rome if getattr(event, "text", "")]
    assert len(quoted) > 5
    assert page.locator("article blockquote").all_inner_texts() == quoted
    assert all_of("article .cr-cite q") > 20
    assert all_of("article dl dt") > 50
    assert all_of("article cite a[href^='#chron-']") > 50
    assert all_of(".cr-sources ol > li[value] cite") == all_of(".cr-sources ol > li")
    assert all_of(".cr-sources ol > li:not(:has(.cr-back a))") == 0
    assert page.locator("nav.cr-contents a").all_inner_texts() == [
        *page.locator(".cr-period > h2").all_inner_texts(), "Claims", "Sources",
    ]  # fmt: skip


def test_rival_accounts_stand_side_by_side_on_every_screen(show: Show) -> None:
    html = render(timeline.formats.dossier("rome-2025"))
    for width in (320, 700, 1300):
        page = show(html, viewport={"width": width, "height": 800}).page
        cells = page.locator("#chron-witkoff-putin .cr-accounts tbody tr").first.locator("td")
        one, other = (cells.nth(at).bounding_box() for at in (0, 1))
        assert cells.count() == 2
        assert one["y"] == other["y"]
        assert one["x"] + one["width"] <= other["x"]
        assert min(one["width"], other["width"]) > 90


def test_without_a_stylesheet_pictures_keep_their_size(show: Show) -> None:
    html = re.sub(r"<style>.*?</style>", "", render(timeline.formats.dossier("rome-2025")), flags=re.DOTALL)
    page = show(html, viewport={"width": 1300, "height": 800}).page
    assert page.locator("article:visible").count() == 49
    names, lanes = (page.locator(".cr-lanes").first.locator("svg").nth(at).bounding_box() for at in (0, 1))
    assert names["width"] + lanes["width"] < 1200
    assert names["y"] == lanes["y"]
    assert names["height"] == lanes["height"]


@pytest.mark.parametrize(("events", "says"), [(0, "No events."), (1, "1 event, 1972.")])
def test_a_page_of_hardly_anything_says_so_and_no_more(events: int, says: str, show: Show) -> None:
    talks = Chronology([Meeting("m", title="Nixon meets Mao", when="1972-02-21")][:events], title="The week in Beijing")
    page = show(render(talks)).page
    assert page.inner_text(".cr-lead").startswith(says)
    assert ("no more precisely" in page.inner_text(".cr-lead")) == bool(events)
    assert page.locator("nav, form, figure, table").count() == 0
    assert page.locator("article").count() == events

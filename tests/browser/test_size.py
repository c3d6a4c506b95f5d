"""Long pages, and pages by the year: nothing is out of reach because there is much of it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

import pytest
from pypdf import PdfReader

import timeline as tl
from timeline.chronology import Chronology
from timeline.records import Event, Meeting, Person, Place, Source
from timeline.rendering import render, save, view

pytestmark = pytest.mark.browser
Show = Callable[..., Any]  # the fixture that opens a page
Axe = Callable[[Any], list[str]]

MANY = 510  # a page is long from 501 on


def day(at: int) -> str:
    return f"{1900 + at // 300}-{1 + at % 300 // 28:02}-{1 + at % 300 % 28:02}"


def chronology(count: int) -> Chronology:
    """Return that many meetings, one a day."""
    events = [
        Meeting(f"e{at}", title=f"Meeting no. {at} of many", when=day(at), who=["p"], where="g", cites=["s"])
        for at in range(count)
    ]  # fmt: skip
    return Chronology(
        [Person("p", name="Someone"), Place("g", name="Geneva"), Source("s", title="The Wire"), *events], title="Many"
    )


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("many") / "many.html"
    save(chronology(MANY), path)
    return path


def drawn(page: Any, event: str) -> bool:
    """Return whether an entry is drawn, and not left for later."""
    return bool(page.eval_on_selector(f"#chron-{event} h3", "e => e.checkVisibility({contentVisibilityAuto: true})"))


def top(page: Any, selector: str) -> float:
    return float(page.eval_on_selector(selector, "e => e.getBoundingClientRect().top"))


def test_what_is_out_of_sight_is_left_for_later(many: Path, show: Show) -> None:
    page = show(many).page
    assert page.eval_on_selector(".cr-entry", "e => getComputedStyle(e).contentVisibility") == "auto"
    assert (drawn(page, "e0"), drawn(page, "e500")) == (True, False)
    assert page.locator("article").count() == MANY


def test_an_address_leads_to_an_event_far_down(many: Path, show: Show) -> None:
    page = show(many, behind="#chron-e500", viewport={"width": 1000, "height": 800}).page
    page.wait_for_function("document.querySelector('#chron-e500').getBoundingClientRect().top < 700")
    assert -1 <= top(page, "#chron-e500") < 700
    assert drawn(page, "e500")
    page.click(".cr-contents a >> text=1901")
    page.wait_for_selector("h2:target")
    assert -1 <= top(page, ":target") < 700


def test_nothing_of_an_entry_is_cut_off(many: Path, show: Show) -> None:
    """What keeps the drawing of an entry within its bounds leaves room for the line around it, and for the number of a source."""
    page = show(many, viewport={"width": 1000, "height": 800}).page

    def beside(selector: str, gap: int) -> bytes:
        box = page.locator(selector).bounding_box()
        return bytes(page.screenshot(clip={"x": box["x"] - gap, "y": box["y"], "width": gap, "height": box["height"]}))

    page.evaluate("document.querySelector('#chron-e500').scrollIntoView({block: 'center'})")
    plain = beside("#chron-e500", 9)
    page.evaluate("location.hash = '#chron-e500'")
    page.wait_for_function("document.querySelector(':target')")
    page.evaluate("document.querySelector('#chron-e500').scrollIntoView({block: 'center'})")
    assert beside("#chron-e500", 9) != plain
    page.evaluate("document.querySelector('.cr-sources').scrollIntoView()")
    numbered = beside(".cr-sources li", 30)
    page.add_style_tag(content=".cr-sources li { list-style: none !important }")
    assert beside(".cr-sources li", 30) != numbered


def test_find_in_page_finds_what_is_not_drawn_yet(many: Path, show: Show) -> None:
    page = show(many).page
    assert page.evaluate("window.find('Meeting no. 444 of many')") is True
    page.wait_for_function("scrollY > 10000")
    assert drawn(page, "e444")
    assert 0 <= top(page, "#chron-e444 h3") < 800
    assert page.evaluate("window.find('Meeting no. 9999')") is False


def test_the_keyboard_goes_on_into_what_is_not_drawn_yet(many: Path, show: Show) -> None:
    page = show(many).page
    page.eval_on_selector("#chron-e300 .cr-permalink", "e => e.focus()")
    reached = []
    for _ in range(24):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.closest('article').id"))
        assert 0 <= page.evaluate("document.activeElement.getBoundingClientRect().top") < 800
    assert [*dict.fromkeys(reached)] == [f"chron-e{at}" for at in range(300, 313)]


def test_everything_is_on_paper(many: Path, show: Show) -> None:
    page = show(many).page
    text = "".join("".join(each.extract_text().split()) for each in PdfReader(BytesIO(page.pdf())).pages)
    missing = [at for at in range(MANY) if f"Meetingno.{at}ofmany" not in text]
    assert missing == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_long_page(scheme: str, show: Show, axe: Axe, monkeypatch: pytest.MonkeyPatch) -> None:
    """Axe looks at each element for seconds where there are thousands; forty entries are out of sight as well."""
    monkeypatch.setattr(view, "LONG", 39)
    html = render(chronology(40))
    assert " cr-long" in html
    assert axe(show(html, color_scheme=scheme).page) == []


# A page for each year


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "rome"
    save(tl.dossier("rome-2025"), folder, split="year")
    return folder


def test_from_the_first_page_one_comes_to_all_others_and_back(site: Path, show: Show) -> None:
    seen = show(site / "index.html")
    page = seen.page
    listed = page.eval_on_selector_all(".cr-contents a", "all => all.map(a => a.href)")
    page.click(".cr-contents a >> nth=0")
    visited = [page.url]
    while page.locator(".cr-pages >> nth=0").get_by_text("Next:").count():
        page.locator(".cr-pages >> nth=0").get_by_text("Next:").click()
        visited.append(page.url)
    assert visited == listed[: len(visited)]
    assert {Path(url).name for url in visited} == {path.name for path in site.glob("*.html")} - {"index.html"}
    page.locator(".cr-pages >> nth=1").get_by_text("All pages").click()
    assert page.url.endswith("index.html")
    assert seen.told == []


def test_every_link_of_every_page_arrives(site: Path, show: Show) -> None:
    """The figure of the first page leads to entries on the others, and entries lead to each other."""
    page = show(site / "index.html").page
    across = 0
    ids: dict[str, set[str]] = {}
    links: set[tuple[str, str]] = set()
    for path in sorted(site.glob("*.html")):
        page.goto(path.as_uri())
        found = page.eval_on_selector_all("[id]", "all => all.map(e => e.id)")
        assert len(found) == len(set(found))
        ids[path.as_uri()] = set(found)
        hrefs = page.eval_on_selector_all("a", "all => all.map(a => a.href.baseVal ? new URL(a.href.baseVal, location).href : a.href)")  # fmt: skip
        links |= {(path.as_uri(), href) for href in hrefs if href.startswith("file:")}
    for start, href in links:
        target, anchor = urldefrag(href)
        across += target != start
        assert target in ids
        assert anchor in {"", *ids[target]}, href
    assert across > 50
    mark = show(site / "index.html").page
    mark.click(".cr-lanes svg a[href*='2025.html'] >> nth=0")
    assert "2025.html#chron-" in mark.url
    assert mark.locator("article:target").count() == 1


@pytest.mark.parametrize("name", ["index.html", "2025.html", "claims.html", "other.html"])
def test_axe_finds_nothing_in_a_page_of_a_split(name: str, site: Path, show: Show, axe: Axe) -> None:
    assert axe(show(site / name).page) == []


def test_the_keyboard_goes_from_page_to_page(site: Path, show: Show) -> None:
    page = show(site / "2025.html").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('nav').className") == "cr-pages"
    while page.evaluate("document.activeElement.textContent") != "All pages":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/index.html")
    assert page.locator("h1").inner_text() == "Rome, 26 April 2025"


def test_all_pages_together_are_the_chronology(site: Path, show: Show) -> None:
    """Each event stands on one page, with script on and off, and on the paper of that page."""

    def together(words: str) -> str:
        return "".join(unicodedata.normalize("NFKC", words).split())

    shown: list[str] = []
    for path in sorted(site.glob("*.html")):
        page = show(path, java_script_enabled=False).page
        told = page.locator("article:visible h3 > :first-child").all_inner_texts()
        text = "".join(together(each.extract_text()) for each in PdfReader(BytesIO(page.pdf())).pages)
        assert [title for title in told if together(title) not in text] == []
        shown += told
    assert sorted(shown) == sorted(event.title for event in tl.dossier("rome-2025"))


@pytest.mark.parametrize("width", [320, 1280])
def test_pages_of_a_split_fit_the_window(width: int, site: Path, show: Show) -> None:
    for path in sorted(site.glob("*.html")):
        page = show(path, viewport={"width": width, "height": 700}).page
        assert page.evaluate("document.documentElement.scrollWidth") <= width


# The newest first, and a part of the whole


def test_the_newest_first_reads_backwards_on_every_page(tmp_path: Path, show: Show) -> None:
    records = [Event(f"e{at}", title=f"Event {at}", when=f"{1990 + at // 4}-{1 + at % 4 * 3:02}") for at in range(12)]
    save(Chronology(records, title="Twelve"), tmp_path / "twelve", split="year", newest_first=True)
    page = show(tmp_path / "twelve" / "index.html").page
    read: list[str] = []
    for year in ("1992", "1991", "1990"):
        link = page.locator(".cr-pages >> nth=0").get_by_text(f"Next: {year}")
        (link if read else page.locator(".cr-contents").get_by_text(year, exact=True)).click()
        assert page.locator("h1").inner_text() == f"Twelve: {year}"
        read += page.locator("h3 > :first-child").all_inner_texts()
    assert read == [f"Event {at}" for at in reversed(range(12))]


@pytest.mark.parametrize("options", [{"limit": 5}, {"head": 2, "tail": 3}, {"head": 1, "tail": 1, "newest_first": True, "group": "day"}])  # fmt: skip
def test_a_part_has_no_loose_ends_and_says_that_it_is_one(options: dict[str, object], show: Show, axe: Axe) -> None:
    page = show(render(tl.dossier("rome-2025"), **options)).page
    links = page.eval_on_selector_all("a", "all => all.map(a => a.getAttribute('href')).filter(h => h.startsWith('#'))")
    ids = set(page.eval_on_selector_all("[id]", "all => all.map(e => '#' + e.id)"))
    assert links
    assert [link for link in links if link not in ids] == []
    assert page.locator(".cr-gap").count() == 1
    assert page.locator(".cr-gap").is_visible()
    assert axe(page) == []

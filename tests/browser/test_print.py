"""A page on paper: Chromium prints it as a document that can be read, found one's way in, and followed to its sources."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

import timeline as tl
from timeline.chronology import Chronology
from timeline.records import Event, Source
from timeline.rendering import render

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
Show = Callable[..., Any]  # the fixture that opens a page
FOOT = re.compile(r"^\d+ / \d+\n")


def printed(page: Any, **options: object) -> PdfReader:
    return PdfReader(BytesIO(page.pdf(prefer_css_page_size=True, outline=True, tagged=True, **options)))


def text_of(document: PdfReader) -> str:
    return "\n".join(pages_of(document))


def pages_of(document: PdfReader) -> list[str]:
    """Return the text of each page without its foot, in the order in which the document has it; a ligature is its letters."""
    texts = (unicodedata.normalize("NFKC", page.extract_text()) for page in document.pages)
    return [FOOT.sub("", text) for text in texts]


def together(text: str) -> str:
    """Leave out the space in which lines may have been broken, and the marks of direction."""
    return re.sub(r"[\s\u2066-\u2069]+", "", unicodedata.normalize("NFKC", text))


@pytest.fixture(scope="module")
def rome() -> Chronology:
    return tl.dossier("rome-2025")


@pytest.fixture(scope="module")
def whole(browser: Browser, rome: Chronology) -> str:
    """The text of the whole page on paper, which takes a while to be read from the document."""
    with browser.new_page() as page:
        page.set_content(render(rome))
        return text_of(printed(page))


def titles(outline: list[Any], depth: int = 0) -> list[tuple[int, str]]:
    """Return the entries of an outline with their depths."""
    found = []
    for each in outline:
        found += titles(each, depth + 1) if isinstance(each, list) else [(depth, together(str(each.title)))]
    return found


def test_every_event_claim_and_address_is_on_paper_in_the_order_of_the_page(
    show: Show, rome: Chronology, whole: str
) -> None:
    page = show(render(rome)).page
    text = together(whole)
    told = page.eval_on_selector_all(".cr-body > :first-child > :first-child, .cr-claims li > :first-child > :first-child", "all => all.map(e => e.textContent)")  # fmt: skip
    assert len(told) > len(rome) + 10
    at = text.index(together(told[0])) - 1
    for title in told:
        at = text.index(together(title), at + 1)
    addresses = page.eval_on_selector_all(".cr-sources cite a", "all => all.map(a => a.getAttribute('href'))")
    assert len(addresses) > 15
    assert [address for address in addresses if together(address) not in text] == []


def test_an_entry_reads_from_its_date_to_its_sources(show: Show, rome: Chronology, whole: str) -> None:
    """The text of the document has the order of reading: what stands beside on paper does not come somewhere else."""
    page = show(render(rome)).page
    text = together(whole)
    entries = page.eval_on_selector_all("article", "all => all.map(e => [...e.querySelectorAll('.cr-date time, h3 > :first-child, .cr-kind, dt, h4, p.cr-small')].map(e => e.textContent.slice(0, 25).split('[')[0]))")  # fmt: skip
    assert len(entries) == len(rome)
    for parts in entries:
        whole = ".*?".join(re.escape(together(part)) for part in parts)
        assert re.search(whole, text), parts


def test_the_document_has_a_title_a_language_and_an_outline(show: Show, rome: Chronology) -> None:
    document = printed(show(render(rome)).page)
    assert document.metadata is not None
    assert document.metadata.title == rome.title
    assert document.root_object["/Lang"] == "en"
    assert "/StructTreeRoot" in document.root_object
    led = titles(document.outline)
    assert led[0] == (0, together(rome.title))
    assert {(1, together(name)) for name in ("26 April 2025", "Claims", "Sources")} <= set(led)
    assert {together(event.title) for event in rome} <= {name for depth, name in led if depth == 2}


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_no_entry_is_broken_and_no_heading_left_behind(paper: str, show: Show, rome: Chronology) -> None:
    """Every page begins where something begins, and does not end with a heading."""
    page = show(render(rome)).page
    starts = {
        together(text)
        for text in page.eval_on_selector_all(
            ".cr-title, section > :first-child, .cr-date, .cr-claims li > :first-child, .cr-sources li",
            "all => all.map(e => e.matches('.cr-sources li') ? `${e.value}. ${e.textContent}` : e.textContent)",
        )
    }
    headings = {together(text) for text in page.eval_on_selector_all(".cr-period > :first-child, .cr-sources > :first-child", "all => all.map(e => e.textContent)")}  # fmt: skip
    pages = pages_of(printed(page, format=paper))
    assert len(pages) > 10
    broken = [
        text[:60]
        for text in pages
        if not any(together(text).startswith(start[:24]) or start.startswith(together(text)[:10]) for start in starts)
    ]
    assert broken == []
    assert [text[-60:] for text in pages if together(text.rstrip().rpartition("\n")[2]) in headings] == []


def test_what_is_filtered_away_is_printed_all_the_same(show: Show, rome: Chronology, whole: str) -> None:
    """A sheet of paper cannot be asked for the rest; and the controls would do nothing there."""
    filtered = show(render(rome), behind="#?kind=Meeting&text=Trump").page
    assert filtered.locator("article:visible").count() < 10
    text = text_of(printed(filtered))
    assert text == whole
    for control in ("Show all", "Contested only", "of 49 events", "#\n"):
        assert control not in text
    filtered.emulate_media(media="print")
    assert filtered.eval_on_selector_all(".cr-lanes a", "all => all.filter(a => getComputedStyle(a).opacity !== '1').length") == 0  # fmt: skip


def test_paper_is_white(show: Show, rome: Chronology) -> None:
    page = show(render(rome), color_scheme="dark").page
    paint = "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
    assert page.evaluate(paint) == ["rgb(18, 18, 18)", "rgb(255, 255, 255)"]
    page.emulate_media(media="print")
    assert page.evaluate(paint) == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]


def test_addresses_keep_their_direction_on_a_page_from_right_to_left(show: Show) -> None:
    source = Source("ahram", title="زيارة الرئيس إلى القدس (1977)", url="https://example.org/archive/1977-11-20")
    event = Event("visit", title="السادات يزور القدس", when="1977-11-19", cites=["ahram"], summary="خطاب, [words](https://example.org/c).")  # fmt: skip
    text = together(text_of(printed(show(render(Chronology([source, event], language="ar"))).page)))
    assert "<https://example.org/c>" in text
    assert "<https://example.org/archive/1977-11-20>" in text


def test_notes_in_the_margin_are_printed_beside_their_entries(show: Show, rome: Chronology) -> None:
    findings = tl.check(rome)
    page = show(render(rome, findings=findings)).page
    text = together(text_of(printed(page)))
    assert len(findings) > 10
    assert [finding.message for finding in findings if together(finding.message) not in text] == []


def test_a_fragment_is_printed_with_its_host(show: Show, host: Callable[[str], str], rome: Chronology) -> None:
    page = show(host(render(rome, fragment=True, heading_level=2))).page
    text = together(text_of(printed(page)))
    assert [event.title for event in rome if together(event.title) not in text] == []
    addresses = page.eval_on_selector_all(".cr-sources cite a", "all => all.map(a => a.getAttribute('href'))")
    assert len(addresses) > 15
    assert [address for address in addresses if together(address) not in text] == []

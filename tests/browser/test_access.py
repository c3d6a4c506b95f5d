"""Pages for everyone: axe-core finds nothing, the keyboard reaches everything, no way of looking at it breaks it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

import timeline as tl
from timeline.chronology import Chronology
from timeline.records import (
    Agreement,
    Citation,
    Claim,
    Incident,
    Meeting,
    Mission,
    Organization,
    Participation,
    Person,
    Place,
    Source,
    Stance,
    State,
    Statement,
    Tenure,
    Visit,
)
from timeline.rendering import render

pytestmark = pytest.mark.browser
Show = Callable[..., Any]  # the fixture that opens a page
Axe = Callable[[Any], list[str]]

# Both ways of writing, in titles, names, quotations and prose; every kind; something contested.
RECORDS = [
    State("eg", name="مصر"),
    State("il", name="ישראל"),
    Organization("us", name="United States"),
    Person("sadat", name="أنور السادات"),
    Person("begin", name="מנחם בגין"),
    Person("carter", name="Jimmy Carter"),
    Tenure("t1", holder="sadat", post="رئيس الجمهورية", of="eg", term="1970/1981-10-06"),
    Tenure("t2", holder="begin", post="ראש הממשלה", of="il", term="1977/1983"),
    Place("cd", name="كامب ديفيد"),
    Place("jer", name="ירושלים"),
    Source("ahram", title="زيارة الرئيس إلى القدس (1977)", publisher="الأهرام", url="https://example.org/archive/1977/11/20/" + "long-" * 40, language="ar"),
    Source("haaretz", title="הנשיא נחת בלוד", publisher="הארץ", url="https://example.org/h", language="he"),
    Source("herald", title="In Jerusalem, by A. Reporter", publisher="The Herald", language="en"),
    Claim("city", text="تم الاتفاق على القدس"),
    Claim("elsewhere", subject="visit", attribute="where", value="cd", cites=["herald"], text="קרוב לכנסת"),
    Visit("visit", title="السادات يزور القدس (Jerusalem) 1977", when="1977-11-19/1977-11-21", where="jer",
          who=[Participation("sadat", role="guest"), Participation("begin", role="host")],
          cites=[Citation("ahram", quote="السلام عليكم"), "haaretz"], summary="خطاب في الكنيست, then a [conference](https://example.org/c)."),
    Statement("speech", title='נאום בכנסת: "לא עוד מלחמה"', when="1977-11-20", who=["sadat"], text="لن تكون هناك حرب بعد اليوم!",
              stances=[Stance("asserts", "city")], cites=["haaretz"]),
    Statement("denial", title="Begin denies it (בגין מכחיש)", when="1977-11-21", who=["begin"], stances=[Stance("denies", "city")]),
    Meeting("talks", title="محادثات: 13 يوماً", when="1978-09-05/1978-09-17", who=["sadat", "begin", "carter"], where="cd", after=["visit"]),
    Agreement("accord", title="اتفاقية كامب ديفيد", when="1978-09-17", who=["eg", "il"], cites=["herald"], figures=["2 documents"]),
    Mission("errand", title="An errand", when="1978-11", who=[Participation("carter", role="sender")]),
    Incident("strike", title="حادث (incident)", when="1978-12", tags=["وسم", "tag"]),
    Incident("delay", title="تأجيل", when="1979-01", status="postponed", reason="ثلج"),
]  # fmt: skip
WAYS: dict[str, dict[str, object]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced-colours": {"forced_colors": "active"},
    "forced-dark": {"forced_colors": "active", "color_scheme": "dark"},
    "narrow": {"viewport": {"width": 320, "height": 640}},
    "double-zoom": {"viewport": {"width": 640, "height": 400}, "device_scale_factor": 2},
    "still": {"reduced_motion": "reduce"},
}


def written(language: str) -> Chronology:
    return Chronology(RECORDS, title="مصر وإسرائيل Egypt and Israel", language=language, note="ملاحظة: note 1, 2.")


@pytest.fixture(scope="module")
def rome() -> Chronology:
    return tl.dossier("rome-2025")


def checked(rome: Chronology) -> str:
    """Return a page with all there can be on one: findings, a side's version, a filter, a figure."""
    told = rome.according_to("ru")
    return render(told, findings=tl.check(told), compiled="2025-05-01")


def test_the_control_finds_something(show: Show, axe: Axe) -> None:
    """What the other tests look for is seen when it is there."""
    found = axe(
        show("<!DOCTYPE html><title>x</title><img src='data:,'><p style='color:#aaa;background:#fff'>pale</p>").page
    )
    assert {line.partition(":")[0] for line in found} >= {"html-has-lang", "image-alt", "color-contrast"}


@pytest.mark.parametrize("way", WAYS)
def test_axe_finds_nothing_in_a_page(way: str, show: Show, axe: Axe, rome: Chronology) -> None:
    assert axe(show(checked(rome), **WAYS[way]).page) == []


@pytest.mark.parametrize("language", ["ar", "he", "en"])
@pytest.mark.parametrize("way", ["light", "dark", "narrow"])
def test_axe_finds_nothing_in_either_direction(language: str, way: str, show: Show, axe: Axe) -> None:
    assert axe(show(render(written(language)), **WAYS[way]).page) == []


@pytest.mark.parametrize("way", ["light", "dark", "forced-colours", "narrow"])
def test_axe_finds_nothing_in_a_host_page(
    way: str, host: Callable[[str], str], show: Show, axe: Axe, rome: Chronology
) -> None:
    parts = [
        render(rome, fragment=True, heading_level=2),
        render(written("ar"), fragment=True, heading_level=2, id_prefix="b-"),
    ]
    if found := axe(show(host("\n".join(parts)), **WAYS[way]).page):  # the host may have faults of its own, but few
        own = axe(show(host(""), **WAYS[way]).page)
        assert len(own) < 3
        assert [line for line in found if line not in own] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pale_words_are_not_too_pale(scheme: str, show: Show, rome: Chronology) -> None:
    """Axe does not read mixed colours, so their contrast is worked out here: 4.5 to 1 for everything that is read."""
    page = show(checked(rome), color_scheme=scheme).page
    worst = page.evaluate("""() => {
      const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
      const over = (ground, ink) => { for (const colour of [ground, ink]) { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1) }
        return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3) };
      const light = rgb => rgb.map(c => (c /= 255) <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
        .reduce((sum, c, at) => sum + c * [.2126, .7152, .0722][at], 0);
      const paper = getComputedStyle(document.body).backgroundColor, found = [];
      for (const element of document.querySelectorAll('main :is(p, a, h1, h2, h3, h4, dt, dd, th, td, span, em, li, time, q, cite, b)')) {
        if (![...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim())) continue;
        let ground = paper;
        for (let outer = element; outer; outer = outer.parentElement) {
          const own = getComputedStyle(outer).backgroundColor;
          if (own !== 'rgba(0, 0, 0, 0)' && outer !== document.body) ground = `rgb(${over(paper, own).join()})`;
        }
        const [one, other] = [light(over(ground, ground)), light(over(ground, getComputedStyle(element).color))].sort((a, b) => b - a);
        found.push((one + .05) / (other + .05));
      }
      return [found.length, Math.min(...found)];
    }""")
    assert worst[0] > 500
    assert worst[1] >= 4.5


def reached(page: Any) -> Iterator[str]:
    """Press the tab key until it comes round, and yield what has the focus."""
    page.evaluate("document.activeElement.blur()")
    first = None
    for _ in range(5_000):
        page.keyboard.press("Tab")
        name = page.evaluate(
            "(() => { const at = document.activeElement; window.stops ??= new Map(); if (!stops.has(at)) stops.set(at, stops.size);"
            " return `${stops.get(at)} ${at.tagName} ${at.getAttribute('href') ?? at.name ?? ''} ${getComputedStyle(at).outlineStyle}` })()"
        )
        if name == first:
            return
        first = first or name
        yield str(name)


def test_the_keyboard_alone_reaches_every_event_note_and_choice(show: Show) -> None:
    chronology = written("en")
    page = show(render(chronology)).page
    stops = [stop.split() for stop in reached(page)]
    links = {stop[2] for stop in stops if stop[1].upper() == "A" and len(stop) > 3}
    assert {f"#chron-{event.id}" for event in chronology} <= links
    assert {f"#chron-{source.id}" for source in chronology.sources} <= links
    assert {source.url for source in chronology.sources if source.url} <= links
    assert {stop[2] for stop in stops if stop[1] in {"INPUT", "SELECT"}} == {"kind", "who", "side", "text", "contested"}
    assert [stop for stop in stops if stop[1] == "BUTTON"]
    assert [stop for stop in stops if stop[1] != "BODY" and stop[-1] == "none"] == []


def test_the_keyboard_alone_chooses(show: Show, rome: Chronology) -> None:
    page = show(render(rome)).page
    page.focus("[name=kind]")
    page.keyboard.type("Mee")
    page.wait_for_function("document.querySelector('output').value.startsWith('7 of')")
    for _ in range(4):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.wait_for_function("document.querySelector('[name=contested]').checked")
    assert page.inner_text("output") == "5 of 49 events"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('output').value.startsWith('49')")


@pytest.mark.parametrize("language", ["ar", "he", "en"])
@pytest.mark.parametrize("width", [320, 640, 1000])
def test_nothing_is_wider_than_the_window_in_either_direction(language: str, width: int, show: Show) -> None:
    page = show(render(written(language)), viewport={"width": width, "height": 800}).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    out = page.eval_on_selector_all(
        "article *, .cr-claims *:not(svg, svg *), .cr-sources *",
        "all => all.filter(e => { const box = e.getBoundingClientRect(); return box.width && (box.left < -1 || box.right > innerWidth + 1) }).length",
    )
    assert out == 0


def test_the_page_reads_from_the_side_of_its_language(show: Show) -> None:
    """Dates stand on the side where lines begin; a title of the other direction is set apart and does not turn the line."""

    def places(language: str) -> list[float]:
        page = show(render(written(language)), viewport={"width": 1000, "height": 800}).page
        return [page.locator(f"#chron-visit {part}").first.bounding_box()["x"] for part in (".cr-date", ".cr-body")]

    for language in ("ar", "he"):
        date, body = places(language)
        assert date > body
    date, body = places("en")
    assert date < body


@pytest.mark.parametrize("language", ["he", "en"])
def test_dates_and_counts_keep_their_own_order(language: str, show: Show) -> None:
    """Words of the page that are not in the direction of its language are not torn apart: "21 November 1977", "9 of 9"."""
    page = show(render(written(language))).page
    for selector, first, last in (("#chron-denial time", "21", "1977"), ("output", "8", "events")):
        boxes = page.eval_on_selector(
            selector,
            "(element, [first, last]) => [first, last].map(word => { const range = document.createRange(), node = element.firstChild,"
            " at = node.textContent.indexOf(word); range.setStart(node, at); range.setEnd(node, at + word.length);"
            " const box = range.getClientRects()[0]; return [box.left, box.top] })",
            [first, last],
        )
        assert boxes[0][0] < boxes[1][0] or boxes[0][1] < boxes[1][1]


def test_nothing_moves(show: Show, rome: Chronology) -> None:
    """So there is nothing to reduce for those whom movement makes ill."""
    page = show(checked(rome)).page
    moving = page.eval_on_selector_all(
        "*",
        "all => all.filter(e => { const s = getComputedStyle(e); return s.animationName !== 'none' || parseFloat(s.transitionDuration)"
        " || s.scrollBehavior !== 'auto' }).length",
    )
    assert moving == 0


def test_without_any_style_it_is_a_list_that_can_be_read(show: Show, rome: Chronology) -> None:
    page = show(render(rome), java_script_enabled=True).page
    page.evaluate("document.querySelectorAll('style').forEach(style => style.remove())")
    for event in rome:
        assert page.locator(f"#chron-{event.id}").is_visible()
    assert page.locator("article:visible").count() == len(rome)

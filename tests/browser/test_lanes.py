"""Events along time in a real browser: words have room, the figure fits its page, and marks lead to entries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import timeline as tl
from timeline.chronology import Chronology
from timeline.records import Claim, Meeting, Person, Stance, Statement
from timeline.rendering import draw_lanes, draw_life, draw_matrix, draw_network, render

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
NAMES = (
    "Klemens von Metternich",
    "Georg Ernst Levin von Wintzingerode",
    "محمد بن سلمان آل سعود",
    "習近平中華人民共和国主席",
    "WWWWWWWW MMMMMM",
    "Pneumonoultramicroscopicsilicovolcanoconiosis",
    "<script>window.fired=1</script>",
)
# Every two texts that overlap by more than a hair, and whatever is not wholly inside.
MEASURE = """which => {
  const svg = document.querySelector(which ?? 'svg'), whole = svg.getBoundingClientRect(), found = [];
  for (const shape of svg.querySelectorAll('path, circle, rect:not([width="100%"])')) {
    const box = shape.getBoundingClientRect();
    if (box.left < whole.left - 1 || box.right > whole.right + 1 || box.top < whole.top - 1 || box.bottom > whole.bottom + 1)
      found.push(shape.outerHTML);
  }
  const texts = [...svg.querySelectorAll('text')].map(text => [text.textContent, text.getBoundingClientRect()]);
  for (const [words, box] of texts)
    if (box.left < whole.left - 1 || box.right > whole.right + 1 || box.top < whole.top - 1 || box.bottom > whole.bottom + 1)
      found.push(words);
  for (let a = 0; a < texts.length; a++) for (let b = a + 1; b < texts.length; b++) {
    const [one, other] = [texts[a][1], texts[b][1]];
    const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
    const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
    if (across > 1 && down > 3) found.push(`${texts[a][0]} | ${texts[b][0]}`);
  }
  return [texts.length, found];
}"""


def meetings(*whens: str, language: str = "en", people: int = len(NAMES), status: str = "held") -> Chronology:
    """Make up meetings of people with names of every sort."""
    known = [Person(f"p{at}", name=name) for at, name in enumerate(NAMES)]
    events = [
        Meeting(f"m{at}", title=f"Talk {at}", when=when, who=[f"p{at % people}"], status=status)
        for at, when in enumerate(whens)
    ]
    return Chronology([*known, *events], title="قمة <b>A congress</b>" * 4, language=language)


WHENS = {
    "one": ("2025-04-26",),
    "hour": tuple(f"2025-04-26T10:{minute:02}" for minute in range(0, 60, 7)),
    "days": tuple(f"2025-04-{day}" for day in range(10, 25)),
    "crowd": ("2022-02", "2024-08/..", *(f"2025-04-{day}" for day in range(20, 28) for _ in range(3))),
    "centuries": ("1513", "1648-10-24", "1713-04-11", "1814-09/1815-06", "1919-01-18/1920-01-21", "1871/", "/1806"),
    "antiquity": ("-0431", "-0404", "-0338-08-02", "-0043-03-15", "0014-08-19"),
    "many": ("2025-04-26",) * 60,
    "minutes": ("2025-04-26T10:02", "2025-04-26T10:03/2025-04-26T10:08", "2025-04-26T10:09:30", "2025-04-26T10:12"),
    "all of it": ("-2999", "-0430", "0325", "1215-06-15", "1945-08", "2025-04-26", "2030/.."),
    "edges": (
        "../2025-04-20",
        "2025-04-22/..",
        "2025-04-23/",
        "/2025-04-19",
        "2025-04-21",
        "[..2025-04-18]",
        "/2025-04-18",
    ),
    "far apart": ("1648-10-24", "1919-06-28"),
    "far off": ("Y-3999999", *("2025-04-26",) * 6, "Y170000002"),
    "dense": tuple(f"{1950 + at * at % 70}-{1 + at % 12:02}" for at in range(400)),
}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1500, "height": 1500})
    yield context.new_page()
    context.close()


def show(page: Page, tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    page.goto((tmp_path / name).as_uri())


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("whens", WHENS)
def test_no_word_runs_into_another_or_out_of_the_picture(whens: str, language: str, page: Page, tmp_path: Path) -> None:
    for width in (560, 880):
        made = meetings(*WHENS[whens], language=language, status="planned" if whens == "edges" else "held")
        show(page, tmp_path, "lanes.svg", draw_lanes(made, by="person", width=width))
        seen, collisions = page.evaluate(MEASURE)
        assert seen > 5
        assert collisions == []
    assert page.evaluate("window.fired") is None


@pytest.mark.parametrize("by", ["side", "person", "place", "kind"])
@pytest.mark.parametrize("dossier", ["rome-2025", "witkoff-putin"])
def test_the_dossiers_have_room(dossier: str, by: str, page: Page, tmp_path: Path) -> None:
    show(page, tmp_path, "lanes.svg", draw_lanes(tl.dossier(dossier), by=by))
    assert page.evaluate(MEASURE)[1] == []


def test_matrix_and_life_have_room(page: Page, tmp_path: Path) -> None:
    rome = tl.dossier("rome-2025")
    for text in (draw_matrix(rome), draw_life(rome, "north-koreans-at-kursk"), draw_life(rome, "kursk-cleared")):
        show(page, tmp_path, "picture.svg", text)
        seen, collisions = page.evaluate(MEASURE)
        assert seen > 5
        assert collisions == []


@pytest.mark.parametrize("language", ["en", "he"])
def test_matrix_and_life_have_room_for_any_name(language: str, page: Page, tmp_path: Path) -> None:
    size = len(NAMES)
    talks = [
        Meeting(f"m{at}-{turn}", title="T", when="2025", who=[f"p{at}", f"p{(at + 1 + turn) % size}"])
        for at in range(size)
        for turn in range(3)
    ]
    acts = ("asserts", "confirms", "denies", "doubts", "evades", "retracts")
    said = [
        Statement(f"s{at}", title="S", when=when, who=[f"p{at % size}"], stances=[Stance(acts[at % 6], "claim")])
        for at, when in enumerate((*WHENS["edges"], *WHENS["days"]))
    ]
    people = [Person(f"p{at}", name=name) for at, name in enumerate(NAMES)]
    claim = Claim("claim", text="The treaty was signed, قمة <b>and kept</b> " * 3)
    made = Chronology([*people, *talks, claim, *said], title="قمة <b>A congress</b>" * 4, language=language)
    for text in (draw_matrix(made), draw_network(made), draw_life(made, "claim")):
        show(page, tmp_path, "picture.svg", text)
        seen, collisions = page.evaluate(MEASURE)
        assert seen > 8
        assert collisions == []


def test_the_control_collides(page: Page, tmp_path: Path) -> None:
    """What the others look for is seen when it is there: a word on another, and a mark outside."""
    text = draw_lanes(meetings(*WHENS["days"]), by="person")
    first = re.search(r"<circle[^>]*/>", text)
    assert first
    broken = text.replace(
        first[0], first[0] + '<circle cx="2000" cy="9" r="3"/><text x="20" y="0">A word</text>' * 2, 1
    )
    show(page, tmp_path, "broken.svg", broken)
    found = page.evaluate(MEASURE)[1]
    assert any("circle" in each for each in found)
    assert "A word | A word" in found


@pytest.mark.parametrize("whens", ["edges", "crowd", "many", "dense"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_in_a_page_nothing_is_cut(whens: str, language: str, page: Page, tmp_path: Path) -> None:
    """There an SVG hides what lies outside of it."""
    show(page, tmp_path, "page.html", render(meetings(*WHENS[whens], language=language), lanes="person", script=False))
    for which in ("figure svg", "figure .cr-lanes > :last-child > svg"):
        seen, collisions = page.evaluate(MEASURE, which)
        assert seen > 2
        assert collisions == []


@pytest.mark.parametrize("width", [320, 600, 800, 1300])
@pytest.mark.parametrize("language", ["en", "he"])
def test_the_figure_fits_its_page_and_names_stand_beside_their_lanes(
    width: int, language: str, page: Page, tmp_path: Path
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    show(page, tmp_path, "page.html", render(meetings(*WHENS["crowd"], language=language), lanes="person"))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    names, lanes = page.locator("figure svg").nth(0), page.locator("figure svg").nth(1)
    one, other = names.bounding_box(), lanes.bounding_box()
    assert one is not None
    assert other is not None
    assert one["height"] == pytest.approx(other["height"], abs=1)
    assert one["y"] == pytest.approx(other["y"], abs=1)
    size = page.evaluate("document.querySelector('figure text').getBoundingClientRect().height")
    assert size > 11  # readable on a small screen: the figure scrolls before its letters shrink further


def test_a_mark_leads_to_its_entry(page: Page, tmp_path: Path) -> None:
    show(page, tmp_path, "page.html", render(tl.dossier("rome-2025")))
    page.locator("figure a").filter(has_text="Witkoff meets Putin").first.click()
    assert page.url.endswith("#chron-witkoff-putin")
    assert page.locator(":target").get_attribute("id") == "chron-witkoff-putin"


def test_what_a_screen_reader_hears(page: Page, tmp_path: Path) -> None:
    show(page, tmp_path, "page.html", render(tl.dossier("rome-2025")))
    heard = page.locator("figure").first.aria_snapshot()
    assert "Rome, 26 April 2025: events along time" in heard
    assert 'group "United States:' in heard
    assert "between 21 and 26 April 2025: Witkoff meets Putin (Russia; accounts differ, or disputed)" in heard


def test_on_paper_the_whole_figure_is_there(page: Page, tmp_path: Path) -> None:
    page.set_viewport_size({"width": 650, "height": 900})
    show(page, tmp_path, "page.html", render(tl.dossier("rome-2025")))
    page.emulate_media(media="print")
    assert page.evaluate("""() => {
      const box = document.querySelector('figure .cr-lanes > :last-child');
      return box.scrollWidth <= box.clientWidth + 1;
    }""")


def test_no_request_leaves_the_page(page: Page, tmp_path: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    show(page, tmp_path, "lanes.svg", draw_lanes(tl.dossier("rome-2025"), links=True))
    assert asked == [(tmp_path / "lanes.svg").as_uri()]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("when", ["2025-04-12", "2025-04-28"])
@pytest.mark.parametrize("width", [320, 400, 600])
def test_in_a_narrow_column_lanes_open_where_most_events_are(
    width: int, when: str, language: str, page: Page, tmp_path: Path
) -> None:
    """Without script, and whatever the direction of time; the rest is reached by scrolling."""
    made = meetings("2025-04-01", *(when,) * 8, "2025-04-14", "2025-04-30", language=language)
    page.set_viewport_size({"width": width, "height": 700})
    show(page, tmp_path, "page.html", render(made, lanes="person", script=False))
    places = page.evaluate("""() => {
        const lanes = document.querySelector('.cr-lanes > span'), seen = lanes.getBoundingClientRect();
        return [...lanes.querySelectorAll('a')].map(mark => {
            const { left, right } = mark.getBoundingClientRect(), rest = lanes.scrollWidth - lanes.clientWidth;
            return [left > seen.left + 20 && right < seen.right - 20, rest > 20];
        });
    }""")
    assert len(places) >= 11
    assert all(scrolls for _, scrolls in places)
    assert sum(is_seen for is_seen, _ in places) >= 8

"""Who met whom as a picture in a real browser: words have room, nothing acts, and the links lead to entries."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import pytest

import timeline as tl
from timeline.chronology.contacts import Contact, Network, Node
from timeline.rendering import draw_network, render
from timeline.when import When

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
DAY = When("1815")
NAMES = (
    "Klemens von Metternich",
    "Georg Ernst Levin von Wintzingerode",
    "محمد بن سلمان آل سعود",
    "習近平中華人民共和国主席",
    "WWWWWWWW MMMMMM",
    "בנימין נתניהו",
    "Pneumonoultramicroscopicsilicovolcanoconiosis",
    "Верховная Рада Украины ЩЩЩЩ ШШШ ЮЮЮ",
    "iiiiillll",
    "김정은 국무위원장",
    "<script>window.fired=1</script>",
    "Ünïcödé Ångström Éöü",
)
# Every two texts that overlap by more than a hair, and every text that is not wholly inside.
MEASURE = """() => {
  const svg = document.querySelector('svg'), whole = svg.getBoundingClientRect(), found = [];
  const texts = [...svg.querySelectorAll('text')].map(text => [text.textContent, text.getBoundingClientRect()]);
  for (const [words, box] of texts)
    if (box.left < whole.left || box.right > whole.right || box.top < whole.top || box.bottom > whole.bottom) found.push(words);
  for (let a = 0; a < texts.length; a++) for (let b = a + 1; b < texts.length; b++) {
    const [one, other] = [texts[a][1], texts[b][1]];
    const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
    const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
    if (across > 1 && down > 3) found.push(`${texts[a][0]} | ${texts[b][0]}`);
  }
  return [texts.length, found];
}"""


def congress(size: int, *, seed: int = 1) -> Network:
    """Make up a congress at which everyone met a few others."""
    chance = random.Random(seed)
    names = [f"p{number:02}" for number in range(size)]
    counts: dict[tuple[str, str], int] = {}
    for _ in range(size * 4):
        pair = tuple(sorted(chance.sample(names, 2)))
        counts[pair] = counts.get(pair, 0) + chance.choice([1, 1, 1, 2, 30])
    edges = [Contact(*pair, tuple(map(str, range(count))), DAY, DAY) for pair, count in counts.items()]
    edges.sort(key=lambda edge: -edge.count)
    total = {name: sum(edge.count for edge in edges if name in (edge.first, edge.second)) for name in names}
    met = sorted((name for name in names if total[name]), key=lambda name: -total[name])
    nodes = [Node(name, NAMES[at % len(NAMES)], "person", total[name]) for at, name in enumerate(met)]
    return Network(tuple(nodes), tuple(edges), title="قمة <b>A congress</b>" * 4)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1500, "height": 1500})
    yield context.new_page()
    context.close()


def show(page: Page, tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    page.goto((tmp_path / name).as_uri())


@pytest.mark.parametrize(("size", "width"), [(2, 480), (3, 900), (5, 480), (12, 900), (12, 1400), (40, 700), (60, 900)])
def test_no_name_runs_into_another_or_out_of_the_picture(size: int, width: int, page: Page, tmp_path: Path) -> None:
    for language in ("en", "ar"):
        made = attrs.evolve(congress(size), language=language)
        show(page, tmp_path, "congress.svg", draw_network(made, width=width))
        count, overlapping = page.evaluate(MEASURE)
        assert count >= size
        assert overlapping == []


def test_the_control_overlaps(page: Page, tmp_path: Path) -> None:
    """What the other test looks for is seen when it is there."""
    text = draw_network(congress(5)).replace("<text", '<text x="0"', 1).replace('<tspan x="', '<tspan x="9')
    show(page, tmp_path, "broken.svg", text)
    assert page.evaluate(MEASURE)[1] != []


def test_it_runs_nothing_and_fetches_nothing(page: Page, tmp_path: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    show(page, tmp_path, "congress.svg", draw_network(congress(12)))
    assert asked == [(tmp_path / "congress.svg").as_uri()]
    assert page.evaluate("window.fired") is None


def test_in_a_page_each_line_leads_to_an_entry(page: Page, tmp_path: Path) -> None:
    rome = tl.dossier("rome-2025")
    picture = draw_network(rome.network(), fragment=True, links=True)
    show(page, tmp_path, "rome.html", render(rome, lanes=None).replace("</body>", f"{picture}</body>"))
    links = page.evaluate(
        "[...document.querySelectorAll('svg[class^=pic-] a')].map(a => a.getAttribute('href').slice(1))"
    )
    assert len(links) == len(rome.network().edges)
    assert page.evaluate("ids => ids.filter(id => !document.getElementById(id))", links) == []
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_can_be_read_in_light_and_in_dark(scheme: str, browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    show(page, tmp_path, "congress.svg", draw_network(congress(5)))
    ink, ground, often = page.evaluate(
        "[document.querySelector('text'), document.querySelector('rect'), document.querySelector('.cr-ink')]"
        ".map(element => getComputedStyle(element).color.match(/[0-9]+/g).reduce((sum, part) => sum + +part, 0))"
    )
    context.close()
    assert abs(ink - ground) > 400
    assert abs(often - ground) > 300

"""A site as its readers see it: in the theme of many sites, light and dark, wide and narrow."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser
Show = Callable[..., Any]  # the fixture that opens a page

INDEX = """
    Rome
    ====

    Who met whom: :chronology:event:`trump-zelenskyy`, and :chronology:event:`the month <quiet>`.

    .. chronology:: rome-2025
       :name: rome
       :kind: meeting; visit

    Below
    -----

    .. chronology::

       title: In the page itself
       events:
         quiet: {when: 1961-05, title: A month of quiet}

    .. chronology-sources::
"""


@pytest.fixture(scope="session")
def built(make_site: Callable[[], Any]) -> Path:
    site = make_site()
    site.write("index.rst", INDEX)
    built = site.build("html", html_theme="furo")
    assert built.told == []
    return built.out


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, {"viewport": {"width": 360, "height": 700}}])
def test_it_is_shown_in_full_and_asks_for_nothing_of_others(built: Path, show: Show, options: dict[str, Any]) -> None:
    seen = show(built / "index.html", **options)
    page = seen.page
    assert seen.told == []
    assert [url for url in seen.asked if not url.startswith(("file:", "data:"))] == []
    assert page.locator("#rome-trump-zelenskyy").is_visible()
    assert page.locator(".chronology").count() == 2
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    # The rules of the linked stylesheet are at work, and the plain nodes are not there a second time.
    assert page.eval_on_selector("#rome-trump-zelenskyy", "e => getComputedStyle(e).borderTopStyle") == "solid"
    assert page.get_by_text("A month of quiet", exact=True).count() == 1


def luminance(page: Any, selector: str, what: str) -> float:
    """Return how light a colour is that an element really has, from 0 to 1."""
    return page.eval_on_selector(
        selector,
        """(e, what) => { const c = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
        c.fillStyle = getComputedStyle(e)[what]; c.fillRect(0, 0, 1, 1);
        const [r, g, b] = c.getImageData(0, 0, 1, 1).data; return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255 }""",
        what,
    )


@pytest.mark.parametrize("system", ["light", "dark"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_is_as_dark_as_the_theme_is_whatever_the_system_says(
    built: Path, show: Show, system: str, theme: str
) -> None:
    page = show(built / "index.html", color_scheme=system).page
    page.evaluate(f"document.body.dataset.theme = '{theme}'")
    ground = luminance(page, "body", "backgroundColor")
    assert (ground < 0.5) == (theme == "dark")
    for ink in (
        "#rome-trump-zelenskyy h4",
        "#rome-trump-zelenskyy .cr-sign",
        "#rome-_top nav a",
        "#rome-_top .cr-lead",
    ):
        light, dark = sorted((luminance(page, ink, "color"), ground), reverse=True)
        assert light - dark > 0.25, ink


def test_a_role_and_the_link_of_an_entry_lead_to_it(built: Path, show: Show) -> None:
    page = show(built / "index.html").page
    page.get_by_role("link", name="Trump and Zelenskyy talk inside St. Peter's", exact=True).first.click()
    assert page.url.endswith("#rome-trump-zelenskyy")
    assert page.evaluate("document.querySelector(':target').tagName") == "ARTICLE"
    page.locator("#rome-four-leaders .cr-permalink").click()
    assert page.url.endswith("#rome-four-leaders")
    assert page.locator("#rome-four-leaders").is_visible()
    page.get_by_role("link", name="the month", exact=True).click()
    assert page.evaluate("document.querySelector(':target').textContent").count("A month of quiet") == 1


def test_the_search_leads_there(built: Path, show: Show) -> None:
    """A word that stands in an event and nowhere else in the sources of the site."""
    page = show(built / "search.html", behind="?q=Macron").page
    found = page.locator("#search-results li a").first
    found.wait_for()
    assert found.get_attribute("href").startswith("index.html")

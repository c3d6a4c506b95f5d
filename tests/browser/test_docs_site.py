"""The built documentation in a browser: each page that shows a chronology shows its events, on wide and narrow screens, light and dark."""

import pytest

from timeline import formats

pytestmark = pytest.mark.browser

GALLERY = {"rome-2025": "rome-2025", "witkoff-putin": "witkoff-putin"}
PAGES = ["index", "gallery/index", *(f"gallery/{name}" for name in GALLERY), "gallery/official-records"]


@pytest.fixture(params=[1300, 800, 360])
def viewport(request):
    return {"width": request.param, "height": 900}


def test_every_event_of_a_dossier_is_seen(built, show):
    for name, dossier in GALLERY.items():
        page = show(built / "gallery" / f"{name}.html").page
        titles = page.locator("article .cr-entry article h3, article .cr-entry article h4").all_inner_texts()
        wanted = [event.title for event in formats.dossier(dossier)]
        assert len(wanted) >= 30
        assert sorted(title.removesuffix(" #") for title in titles) == sorted(wanted)


def test_the_official_records_are_seen(built, show):
    page = show(built / "gallery" / "official-records.html").page
    assert page.locator(".cr-entry").count() == 71
    assert page.locator(".cr-entry").first.is_visible()


def test_the_first_page_shows_an_event(built, show):
    page = show(built / "index.html").page
    assert "Zelenskyy meets Macron" in page.locator(".chronology .cr-entries").last.inner_text()


def test_a_look_changes_the_colours(built, show):
    page = show(built / "gallery" / "index.html", color_scheme="light").page
    script = "element => getComputedStyle(element).color"
    colours = {
        look: page.locator(f".chronology{look} .cr-sources a").first.evaluate(script)
        for look in (".ledger", ".bulletin", ".slip")
    }
    assert len(set(colours.values())) == 3


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_fits_its_screen(built, show, viewport, scheme, name):
    """Nothing sticks out sideways, no title is larger than that of the page, and nothing is fetched from elsewhere."""
    seen = show(built / f"{name}.html", viewport=viewport, color_scheme=scheme)
    page = seen.page
    assert page.locator(".chronology .cr-entry").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    size = "elements => elements.map(element => parseFloat(getComputedStyle(element).fontSize))"
    own = page.locator("article h1").evaluate_all(size)
    assert max(page.locator(".chronology .cr-title").evaluate_all(size)) <= own[0]
    assert [url for url in seen.asked if not url.startswith("file:")] == []

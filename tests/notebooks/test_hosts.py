"""A chronology in the notebook of a host: untrusted, dark, beside others, as a reader sees it."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import resources
from typing import Any

import pytest

import timeline as tl
from timeline.chronology import Chronology

ROME = tl.dossier("rome-2025")
Show = Callable[..., Any]  # the fixture that opens a page

ENTRIES = """() => [...document.querySelectorAll('article')].map(entry => [
    entry.querySelector('.cr-date').innerText, entry.querySelector('.cr-body > :first-child').innerText.replace(' #', ''),
    [...entry.querySelectorAll('.cr-cite')].map(cite => cite.innerText)].flat().map(text => text.replace(/\\s+/g, ' ').trim()))"""


def words(text: str) -> str:
    return " ".join(text.split())


def test_untrusted_nothing_but_words_and_links_is_left(untrusted: Callable[[str], str]) -> None:
    left = untrusted(ROME._repr_html_())
    assert "<style" not in left
    assert " style=" not in left
    assert " id=" not in left
    assert "--accent" not in left
    assert len(re.findall("<article", left)) == len(ROME)
    plain = words(re.sub("<[^>]+>", " ", left))
    assert plain.startswith("Rome, 26 April 2025 49 events, 2022 to 2025.")


def test_what_is_not_trusted_is_seen_to_be_taken_out(untrusted: Callable[[str], str]) -> None:
    """The stand-in does what the other tests rest on: words of a picture stay behind, those of a style or script go."""
    assert untrusted('<p id="a" style="color:red" onclick="x()">1 &lt; 2</p>') == '<p data-jupyter-id="a">1 &lt; 2</p>'
    assert untrusted("<svg><text>2024</text></svg><style>p{}</style><script>1</script><b>b</b>") == "2024<b>b</b>"
    assert "Ukraine" in untrusted(ROME.display(lanes="side")._repr_html_()).partition("Beginning not known")[0]
    assert "Ukraine" not in untrusted(ROME._repr_html_()).partition("Beginning not known")[0]


def test_an_untrusted_value_keeps_its_rows(untrusted: Callable[[str], str]) -> None:
    left = untrusted(ROME["witkoff-putin"]._repr_html_())
    assert left.count("<tr>") == ROME["witkoff-putin"]._repr_html_().count("<tr>") >= 7


@pytest.mark.browser
class TestSeen:
    def page(self, *cells: str, dark: bool = False) -> str:
        """A host that says how its cells look, and nothing else."""
        colours = "background:#111;color:#e8e8e8" if dark else "background:#fff;color:#212121"
        body = "".join(f'<div class="cell">{cell}</div>' for cell in cells)
        style = f"body{{font:14px/1.5 sans-serif;{colours}}} a{{color:#64b5f6}} td{{text-align:right}}"
        return f"<!doctype html><html lang=en><title>Notebook</title><style>{style}</style><body>{body}</body></html>"

    def test_an_untrusted_one_is_a_list_in_order(self, show: Show, untrusted: Callable[[str], str]) -> None:
        html = ROME._repr_html_()
        entries = show(self.page(html)).page.evaluate(ENTRIES)
        assert len(entries) == len(ROME)
        assert [entry[1] for entry in entries] == [event.title for event in ROME]
        assert sum(len(entry) > 2 for entry in entries) > 40

        bare = show(self.page(untrusted(html))).page
        text, at = words(bare.inner_text("body")), 0
        for entry in entries:
            for told in entry:
                at = text.find(words(told), at)
                assert at >= 0, entry
        assert "{" not in text
        assert "var(" not in text
        assert (
            bare.locator("a[href^='https:']").count() == show(self.page(html)).page.locator("a[href^='https:']").count()
        )

    def test_links_within_an_untrusted_one_do_no_harm(self, show: Show, untrusted: Callable[[str], str]) -> None:
        """They lead nowhere, because the host has taken the names away; the page stays where it is."""
        seen = show(self.page(untrusted(ROME._repr_html_())))
        seen.page.locator("a[href^='#']").first.click()
        assert seen.page.locator("article").count() == len(ROME)
        assert seen.told == []

    @pytest.mark.parametrize("dark", [False, True])
    def test_every_word_can_be_read_on_light_and_on_dark(self, dark: bool, show: Show) -> None:
        """A dark notebook says nothing of its scheme but the colours; links and marks have to go with them."""
        source = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
        cells = [
            each._repr_html_()
            for each in (ROME.at("Vatican City"), ROME["witkoff-putin"], ROME.standing("kursk-cleared"))
        ]
        page = show(self.page(*cells, dark=dark)).page
        page.evaluate(f"{source};0")
        found = page.evaluate("axe.run('.cell', {runOnly: ['color-contrast']})")
        assert [node["html"] for each in found["violations"] for node in each["nodes"]] == []
        assert len(found["passes"][0]["nodes"]) > 60
        colours = page.evaluate(
            "() => ['body', 'article', 'td'].map(name => getComputedStyle(document.querySelector(name)).color)"
        )
        assert len(set(colours)) == 1

    def test_nothing_is_fetched_and_nothing_runs(self, show: Show) -> None:
        seen = show(self.page(ROME._repr_html_(), ROME["putin"]._repr_html_()))
        assert seen.asked == []
        assert seen.told == []
        assert seen.page.locator("script").count() == 0

    def test_a_link_leads_to_its_own_output(self, show: Show) -> None:
        """Two views of one chronology on one page."""
        page = show(self.page(ROME._repr_html_(), ROME.involving("Witkoff")._repr_html_())).page
        for cell in page.locator(".cell").all():
            targets = cell.locator("a[href^='#']").evaluate_all("links => links.map(link => link.hash.slice(1))")
            assert targets
            own = set(cell.locator("[id]").evaluate_all("all => all.map(each => each.id)"))
            assert set(targets) <= own

    def test_a_value_reads_from_left_to_right(self, show: Show) -> None:
        """JupyterLab sets the cells of tables to the right."""
        page = show(self.page(tl.Person("begin", name="מנחם בגין", aliases=["Menachem Begin"])._repr_html_())).page
        assert page.locator("td").first.evaluate("cell => getComputedStyle(cell).textAlign") == "left"
        assert page.locator("b").evaluate("name => getComputedStyle(name).direction") == "rtl"

    def test_the_cap_is_seen(self, show: Show) -> None:
        long = Chronology([tl.Event(f"e{year}", title=f"Event {year}", when=str(year)) for year in range(1000, 2000)])
        page = show(self.page(long._repr_html_())).page
        assert page.get_by_text("chronology.display(limit=None) shows all 1,000.").is_visible()
        assert page.locator("article").count() == 100


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_exported_notebook_is_read_in_a_browser(theme: str, executed_notebook: Any, show: Show) -> None:
    from nbconvert import HTMLExporter

    html, _ = HTMLExporter(theme=theme).from_notebook_node(executed_notebook)
    page = show(html).page
    text = words(page.inner_text("body"))
    assert [event.title for event in ROME if words(event.title) not in text] == []
    assert "--accent" not in text
    source = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    page.evaluate(f"{source};0")
    # The first output is large, and of the same make as the second.
    outputs = "{include: [...document.querySelectorAll('.jp-OutputArea-output.jp-RenderedHTML')].slice(1)}"
    found = page.evaluate(f"axe.run({outputs}, {{runOnly: ['color-contrast']}})")
    assert [node["html"] for each in found["violations"] for node in each["nodes"]] == []
    assert len(found["passes"][0]["nodes"]) > 100

"""A fragment in a page of someone else: it takes on its looks, and leaves everything of it as it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import timeline as tl
from timeline.rendering import render

pytestmark = pytest.mark.browser
Show = Callable[..., Any]  # the fixture that opens a page

# Every property of every element of the host, but for how large and where it is; of what stands before and after it, where something does.
LOOKS = """() => {
  const names = [...getComputedStyle(document.body)].sort()
    .filter(name => !/height|width|block-size|inline-size|inset|origin|^(top|bottom|left|right)$/.test(name));
  const look = style => names.map(name => `${name}:${style.getPropertyValue(name)}`).join(';');
  const beside = style => style.content === 'none' ? 'none' : look(style);
  return [...document.querySelectorAll('html, body, body *')].filter(e => !e.closest('[id=chron-_top]')).map(e => [e.tagName, e.id,
    look(getComputedStyle(e)), ...['::before', '::after'].map(part => beside(getComputedStyle(e, part)))]);
}"""


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, {"viewport": {"width": 320, "height": 700}}])
def test_a_host_looks_the_same_with_and_without_it(
    options: dict[str, object], host: Callable[[str], str], show: Show
) -> None:
    fragment = render(tl.dossier("rome-2025"), fragment=True, heading_level=2)
    without, within = show(host(""), **options).page, show(host(fragment), **options).page
    for media in ("screen", "print"):
        for page in (without, within):
            page.emulate_media(media=media)
        before, after = without.evaluate(LOOKS), within.evaluate(LOOKS)
        assert len(before) > 12
        assert before == after


def test_the_control_sees_a_change(host: Callable[[str], str], show: Show) -> None:
    """What the other test looks for is seen when it is there."""
    changed = show(host("<style>blockquote { letter-spacing: 1px }</style>")).page.evaluate(LOOKS)
    assert show(host("")).page.evaluate(LOOKS) != changed


def test_it_takes_on_the_font_and_the_colour(host: Callable[[str], str], show: Show) -> None:
    fragment = render(tl.dossier("rome-2025"), fragment=True, heading_level=2)
    for scheme in ("light", "dark"):
        page = show(host(fragment), color_scheme=scheme).page
        theirs, ours = (
            page.eval_on_selector(
                where, "e => { const s = getComputedStyle(e); return [s.color, s.fontFamily, s.fontSize] }"
            )
            for where in ("#h-text", "#chron-_top .cr-note p")
        )
        assert theirs == ours


def test_a_host_restyles_it_with_custom_properties(show: Show, host: Callable[[str], str]) -> None:
    fragment = render(tl.dossier("rome-2025"), fragment=True, heading_level=2)
    html = host(f"<style>:root {{ --chron-accent: rgb(1, 2, 3); --chron-muted: rgb(4, 5, 6) }}</style>{fragment}")
    page = show(html).page
    colour = "e => getComputedStyle(e).color"
    assert page.eval_on_selector("#chron-_top nav a", colour) == "rgb(1, 2, 3)"
    assert page.eval_on_selector("#chron-_top .cr-lead", colour) == "rgb(4, 5, 6)"


def test_it_has_room_in_every_host(host: Callable[[str], str], show: Show) -> None:
    """Nothing sticks out sideways, on a wide and on a narrow screen."""
    fragment = render(tl.dossier("rome-2025"), fragment=True, heading_level=2)
    for width in (320, 700, 1300):
        page = show(host(fragment), viewport={"width": width, "height": 700}).page
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_two_fragments_stand_on_one_page(host: Callable[[str], str], show: Show) -> None:
    parts = [
        render(tl.dossier("rome-2025"), fragment=True, heading_level=2, id_prefix=prefix) for prefix in ("a-", "b-")
    ]
    seen = show(host("\n".join(parts)))
    ids = seen.page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))
    assert (seen.asked, seen.told) == ([], [])


# Stylesheets that say loudly, or take away, what a page of lists and tables is made of.
LOUD = """* { box-sizing: content-box } ul, ol { list-style: square; padding: 3em } a { color: red !important } h2 { font-size: 3em }
li { margin: 2em } dt { float: left; width: 10em } dd { margin-left: 12em } p { text-indent: 2em; margin: 2em 0 } td, th { border: 1px solid }
article, section { padding: 2em; border: 1px solid; background: #eee } header, nav { position: sticky; top: 0; background: #333 }
main ol li { margin-left: 4em; list-style: disc } svg { max-width: 100px } figure { width: fit-content; text-align: center }"""
BARE = """*, ::before, ::after { box-sizing: border-box; margin: 0; padding: 0; border: 0 solid } h1, h2, h3, h4 { font-size: inherit; font-weight: inherit }
ol, ul { list-style: none } a { color: inherit; text-decoration: inherit } svg { display: block; max-width: 100%; height: auto }"""


@pytest.mark.parametrize("css", [LOUD, BARE])
def test_it_can_be_read_whatever_a_host_says_of_its_own(css: str, show: Show) -> None:
    fragment = render(tl.dossier("rome-2025"), fragment=True, heading_level=2)
    html = f"<!DOCTYPE html><title>x</title><style>{css}</style><main>{fragment}</main>"
    page = show(html, viewport={"width": 1000, "height": 800}).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 1000
    looks = {
        ".cr-sources ol": ("listStyleType", "decimal"),
        ".cr-entries": ("listStyleType", "none"),
        ".cr-entries > li": ("marginLeft", "0px"),
        "nav ul": ("display", "flex"),
        "nav": ("position", "static"),
        "article": ("paddingLeft", "0px"),
        ".cr-facts dd": ("marginLeft", "0px"),
        ".cr-cite a": ("textDecorationLine", "underline"),
        ".cr-key svg": ("display", "inline"),
    }
    for where, (name, value) in looks.items():
        found = page.eval_on_selector(f"#chron-_top {where}", f"e => getComputedStyle(e).{name}")
        assert found == value, where
    sizes = [page.eval_on_selector(f"#chron-_top {where}", "e => parseFloat(getComputedStyle(e).fontSize)") for where in (".cr-title", ".cr-period > :first-child", ".cr-body > :first-child", ".cr-summary")]  # fmt: skip
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) == 4
    date, body = (page.locator(f"#chron-gerasimov-briefing {part}").bounding_box() for part in (".cr-date", ".cr-body"))
    assert date["x"] + date["width"] <= body["x"]
    assert page.locator(".cr-lanes svg").last.bounding_box()["width"] > 300


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_links_can_be_told_from_the_ground_of_a_host_that_does_not_say_its_scheme(scheme: str, show: Show) -> None:
    """Dark ink on light paper and light on dark, whatever the reader's system prefers."""
    fragment = render(tl.dossier("rome-2025"), fragment=True)
    lights = []
    for ground, ink in (("#fff", "#111"), ("#111", "#eee")):
        html = f"<!DOCTYPE html><title>x</title><style>body {{ background: {ground}; color: {ink} }}</style>{fragment}"
        page = show(html, color_scheme=scheme).page
        lights.append(
            page.eval_on_selector_all(
                "#chron-_top :is(nav a, .cr-cite a, .cr-mark)",
                "all => all.map(e => { const c = document.createElement('canvas').getContext('2d'); c.fillStyle = getComputedStyle(e).color;"
                " c.fillRect(0, 0, 1, 1); const [r, g, b] = c.getImageData(0, 0, 1, 1).data; return (2 * r + 5 * g + b) / 8 })",
            )
        )
    on_light, on_dark = lights
    assert max(on_light) < 130 < min(on_dark)

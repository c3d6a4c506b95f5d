"""A fragment in a page of someone else: it takes on its looks, and leaves everything of it as it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import timeline as tl
from timeline.rendering import render

pytestmark = pytest.mark.browser
Show = Callable[..., Any]  # the fixture that opens a page

# Every property of every element of the host, but for how large and where it is.
LOOKS = """() => [...document.querySelectorAll('html, body, body *')].filter(e => !e.closest('[id=chron-_top]')).map(e => [e.tagName, e.id,
  ...['', '::before', '::after'].map(part => { const style = getComputedStyle(e, part || null);
    return [...style].sort().filter(name => !/height|width|block-size|inline-size|inset|origin|^(top|bottom|left|right)$/.test(name))
      .map(name => `${name}:${style.getPropertyValue(name)}`).join(';') })])"""


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

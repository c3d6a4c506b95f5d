"""What can be asked of a page: each option does what it says, and a wrong one is named with the nearest."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import timeline as tl
from timeline.chronology import Chronology
from timeline.errors import Invalid, NotWritten
from timeline.records import Event
from timeline.rendering import render, save, stylesheet
from timeline.rendering.filters import columns
from timeline.rendering.options import Options


@pytest.mark.parametrize(("width", "asked"), [(80, {}), (40, {"width": 40}), (100, {"width": 100})])
def test_no_line_of_text_is_wider_than_asked(width: int, asked: dict[str, int], arcadia: Chronology) -> None:
    """But for addresses, which would lead nowhere when they are cut."""
    events = [
        Event("long", title="\u5bcc" * 120, when="1962", where=None, summary="x" * 300),
        Event("deep", title="Deep", when="1962-02", note="- a\n  - b\n    - " + "word " * 60),
    ]
    for chronology in (arcadia, tl.dossier("rome-2025"), Chronology(events, title="A title " * 20)):
        text = render(chronology, "text", **asked)
        assert [line for line in text.splitlines() if columns(line) > width and "://" not in line] == []


def test_a_width_without_room_for_words_is_refused(arcadia: Chronology) -> None:
    with pytest.raises(Invalid, match="39 columns are too few"):
        render(arcadia, "text", width=39)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda talks: tl.render(talks, fragmnt=True), "render() has no option 'fragmnt'; did you mean 'fragment'?"),
        (lambda talks: talks.render("text", wide=60), "render() has no option 'wide'; did you mean 'width'?"),
        (lambda talks: talks.save("x.html", overwrit=1), "save() has no option 'overwrit'; did you mean 'overwrite'?"),
    ],
)
def test_a_wrong_option_is_named_with_the_nearest(
    call: Callable[[Chronology], object], message: str, arcadia: Chronology
) -> None:
    with pytest.raises(TypeError, match=re.escape(message)):
        call(arcadia)


@pytest.mark.parametrize("function", [render, save])
def test_help_explains_every_option(function: Callable[..., object]) -> None:
    explained = re.findall(r"^    (\w+): ", str(inspect.getdoc(function)), flags=re.MULTILINE)
    assert len(Options.__annotations__) >= 8
    assert set(Options.__annotations__) <= set(explained)
    assert "stream`." not in str(function.__doc__)


def test_a_file_that_exists_is_refused_with_the_way_to_replace_it(tmp_path: Path, arcadia: Chronology) -> None:
    arcadia.save(tmp_path / "page.html")
    with pytest.raises(NotWritten, match="the file exists; overwrite=True replaces it"):
        arcadia.save(tmp_path / "page.html")


@pytest.mark.parametrize("fragment", [False, True])
def test_without_its_style_html_stands_under_the_class_of_the_common_stylesheet(
    fragment: bool, arcadia: Chronology
) -> None:
    plain = render(arcadia, "html", fragment=fragment, style=False)
    assert "<style" not in plain
    assert '<div class="chron cr ' in plain
    styled = render(arcadia, "html", fragment=fragment)
    bare = re.sub(r"<style>.*?</style>\n", "", styled, flags=re.DOTALL)
    assert re.sub(r"\bchron-[0-9a-f]{8}\b", "chron", bare) == plain


def test_the_common_stylesheet_has_the_rules_that_a_page_carries() -> None:
    carried = re.search(r"<style>(.*?)</style>", render(Chronology(()), "html", fragment=True), flags=re.DOTALL)
    assert carried is not None
    common, own = (re.sub(r"[\s;}]", "", rules) for rules in (stylesheet(), carried[1]))
    assert re.sub(r"\.chron-[0-9a-f]{8}\b", ".chron", own) == common
    assert render(Chronology(()), "markdown", style=False) == render(Chronology(()), "markdown")

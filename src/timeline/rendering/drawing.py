"""How a page comes about: from its view through the templates to pieces of text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from timeline.errors import BadTemplate
from timeline.rendering.assets import Script, script, stylesheet, tight
from timeline.rendering.bars import Axis
from timeline.rendering.environments import EXTENSIONS, PICTURES, Shelf, environment, shelf
from timeline.rendering.filters import WIDTH
from timeline.rendering.fragments import Once
from timeline.rendering.options import Folders, check_values
from timeline.rendering.showing import Choice
from timeline.rendering.tags import Tags
from timeline.rendering.view import ancestry, page
from timeline.rendering.wording import wording

if TYPE_CHECKING:
    from timeline.checks import Finding
    from timeline.chronology import Chronology
    from timeline.rendering.apart import Limits
    from timeline.rendering.leaf import Leaf
    from timeline.rendering.sheets import Page
    from timeline.when import When

__all__ = ["draw", "drawn_here", "laid_out", "pieces"]

CHUNK = 1 << 15


def draw(
    chronology: Chronology, language: str, *, trusted: bool = True, limits: Limits | None = None, **options: Any
) -> Iterator[str]:
    """Return a page piece by piece; where there are templates of strangers, from a process with limits.

    Args:
        chronology: What is shown.
        language: The output language.
        trusted: Whether the templates come from somebody who may use up all there is of the machine.
        limits: What they may use up otherwise.
        options: Those of `drawn_here`.
    """
    if trusted or not options.get("templates"):
        return drawn_here(chronology, language, **options)
    from timeline.rendering.apart import Limits, drawn_apart

    return drawn_apart(chronology, language, options, limits=limits or Limits())


def drawn_here(
    chronology: Chronology,
    language: str,
    *,
    leaf: Leaf | None = None,
    see_all: str = "",
    fragment: bool = False,
    templates: Folders = (),
    title: str | None = None,
    heading_level: int = 1,
    id_prefix: str = "chron-",
    compiled: str | When | None = None,
    width: int = WIDTH,
    progress: Callable[[int, int], object] | None = None,
    findings: Iterable[Finding] = (),
    newest_first: bool = False,
    group: str = "auto",
    limit: int | None = None,
    head: int | None = None,
    tail: int | None = None,
    script: bool = True,
    style: bool = True,
    lanes: str | None = "auto",
) -> Iterator[str]:
    """Return a page piece by piece; `leaf` tells which page of several it is, `see_all` what to do in order to see more than head and tail.

    The rest are the options of `stream`.
    """
    check_values(heading_level=heading_level, width=width)
    if language in PICTURES:
        looks = {"title": title, "fragment": fragment, "id_prefix": id_prefix, "templates": templates}
        return _picture(chronology, lanes, **looks, newest_first=newest_first, limit=limit, head=head, tail=tail)
    options = {
        "title": title,
        "level": heading_level,
        "prefix": id_prefix,
        "compiled": compiled,
        "progress": progress,
        "findings": findings,
        "choice": Choice(newest_first=newest_first, group=group, limit=limit, head=head, tail=tail, see_all=see_all),
        "script": script and not fragment and language == "html",
        "lanes": None if lanes == "none" else lanes,
        "leaf": leaf,
    }
    places, width = shelf(templates), width if language == "text" else WIDTH
    drawn = _drawn(chronology, language, places, fragment=fragment, width=width, styled=style, options=options)
    return pieces(drawn, tight=language == "html")


def _picture(chronology: Chronology, lanes: str | None, **options: Any) -> Iterator[str]:
    """Yield a chronology as a picture: its events in lanes."""
    from timeline.rendering.pictures.lanes import draw_lanes

    yield draw_lanes(chronology, by="none" if lanes is None else lanes, **options)


def _drawn(
    chronology: Chronology,
    language: str,
    places: Shelf,
    *,
    fragment: bool,
    width: int,
    styled: bool,
    options: dict[str, Any],
) -> Iterator[str]:
    """Yield what the templates write, in the small steps in which they write it."""
    css = _styles(places) if styled and language == "html" else ("", "")
    scope = f"chron-{sha256(css[0].encode()).hexdigest()[:8]}" if styled else "chron"
    view = page(chronology, template=_chooser(places, language, EXTENSIONS[language]), style=scope, **options)
    return laid_out(view, chronology, language, places, fragment=fragment, width=width, css=css)


def laid_out(
    view: Page,
    chronology: Chronology,
    language: str,
    places: Shelf,
    *,
    fragment: bool = False,
    width: int = WIDTH,
    css: tuple[str, str] = ("", ""),
) -> Iterator[str]:
    """Yield what the templates write of a view, in the small steps in which they write it.

    Args:
        view: The rows of the page.
        chronology: What they were made from.
        language: The output language.
        places: Where templates are looked for.
        fragment: Whether what makes a document of it is left out.
        width: The most columns of a line of plain text.
        css: The stylesheet of every chronology, its rules under the class `chron`, and that of a whole page around it.
    """
    words = wording(chronology.language)
    tags = Tags(chronology.language, chronology.written.language, "en" if words.is_foreign else chronology.language)
    made = environment(language, places, width, words, tags)
    carried = script(places) if view.is_filtered else Script("", "")
    document = _document(language, EXTENSIONS[language], fragment=fragment)
    context = {
        "page": view,
        "once": Once(),
        "headings": tuple(f"h{min(6, view.level + depth)}" for depth in range(4)),
        "axis": Axis(chronology),
        "css": made.filters["safe"](re.sub(r"\.chron(?![\w-])", f".{view.style}", css[0])),
        "page_css": made.filters["safe"](css[1]),
        "script": made.filters["safe"](carried.text),
        "script_digest": carried.digest,
    }
    return made.get_template(document).generate(context)


def _styles(places: Shelf) -> tuple[str, str]:
    """Return the stylesheet of every chronology, and that of a whole page around it."""
    return tight(stylesheet(places)), tight(stylesheet(places, "html/page.css"))


def _document(language: str, extension: str, *, fragment: bool) -> str:
    """Return the template to begin with; but for HTML and LaTeX, a page is the same alone and inside another."""
    return f"{language}/{'fragment' if fragment and language in {'html', 'latex'} else 'page'}{extension}"


def _chooser(places: Shelf, language: str, extension: str) -> Callable[[Any], str]:
    """Return the function that names the template of an event: its kind's, else the nearest that its kind is made from."""
    chosen: dict[tuple[type, str], str] = {}

    def choose(event: Any) -> str:
        key = (type(event), event.kind)
        if key not in chosen:
            names = (f"{language}/{kind}{extension}" for kind in ancestry(event))
            chosen[key] = next(name for name in names if _exists(places, name))
        return chosen[key]

    return choose


def _exists(places: Shelf, name: str) -> bool:
    try:
        return places.find(name) is not None
    except BadTemplate as error:
        if error.problems[0].code == "bad-template-name":
            return False
        raise


def pieces(drawn: Iterator[str], *, tight: bool) -> Iterator[str]:
    """Gather small steps into pieces; in HTML, without the indentation and empty lines of the templates.

    A line break inside a field is written as a reference, so every line break here is a template's.
    """
    waiting: list[str] = []
    size = 0
    for text in drawn:
        waiting.append(text)
        size += len(text)
        if size >= CHUNK and "\n" in text:
            whole, _, rest = "".join(waiting).rpartition("\n")
            yield _tightened(whole + "\n") if tight else whole + "\n"
            waiting, size = [rest], len(rest)
    last = "".join(waiting)
    yield (_tightened(last) if tight else last).rstrip("\n") + "\n"


def _tightened(text: str) -> str:
    return re.sub(r"\n\s+", "\n", f"\n{text}")[1:]

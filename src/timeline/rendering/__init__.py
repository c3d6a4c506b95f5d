"""From a chronology to text for people: HTML, Markdown, plain text, LaTeX and others, through templates that anyone can replace.

Chronology -> frozen view rows -> template -> text. What a stranger wrote into any field comes out as that text.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

import attrs

from timeline.errors import BadTemplate, Invalid, nearest, shown
from timeline.rendering.options import Folders, Options, check_options

if TYPE_CHECKING:
    from timeline.chronology import Chronology
    from timeline.rendering.apart import Limits
    from timeline.rendering.display import Display
    from timeline.rendering.pictures.counts import draw_counts
    from timeline.rendering.pictures.lanes import draw_lanes
    from timeline.rendering.pictures.life import draw_life
    from timeline.rendering.pictures.matrix import draw_matrix
    from timeline.rendering.pictures.network import draw_network
    from timeline.rendering.pictures.svg import Drawing
    from timeline.rendering.unasked import Stray, strays

__all__ = [
    "Display",
    "Drawing",
    "Limits",
    "Listed",
    "Stray",
    "draw_counts",
    "draw_lanes",
    "draw_life",
    "draw_matrix",
    "draw_network",
    "language_of",
    "languages",
    "render",
    "save",
    "strays",
    "stream",
    "stylesheet",
    "template_source",
    "templates",
]

_SUFFIXES = {
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".tex": "latex",
    ".rst": "rst",
    ".mmd": "mermaid-timeline",
    ".mermaid": "mermaid-timeline",
    ".mw": "markwhen",
    ".svg": "svg",
}

# Where the names are that are loaded when they are first asked for.
_HOME = {
    "Display": "display",
    "Drawing": "pictures.svg",
    "Limits": "apart.limits",
    "Stray": "unasked",
    "draw_counts": "pictures.counts",
    "draw_lanes": "pictures.lanes",
    "draw_life": "pictures.life",
    "draw_matrix": "pictures.matrix",
    "draw_network": "pictures.network",
    "strays": "unasked",
}


def __getattr__(name: str) -> Any:
    """Load what not every page needs, and the Jinja under it, when it is first asked for."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"timeline.rendering.{_HOME[name]}"), name)


@attrs.frozen
class Listed:
    """A template that can be replaced.

    Attributes:
        language: The output language.
        name: Within the folder of the language: `meeting.html.jinja`.
        origin: Where it comes from: a folder, an installed pack, or `timeline`.
    """

    language: str
    name: str
    origin: str


def languages() -> tuple[str, ...]:
    """Return the output languages: html, markdown, text, ... and svg, which is a picture of the events in lanes."""
    from timeline.rendering.environments import EXTENSIONS, PICTURES

    return (*EXTENSIONS, *PICTURES)


def language_of(path: Path | str) -> str:
    """Return the output language that the suffix of a file name asks for.

    Raises:
        Invalid: When no output language has the suffix.
    """
    suffix = Path(path).suffix.lower()
    if suffix not in _SUFFIXES:
        hint = f"known suffixes: {', '.join(_SUFFIXES)}"
        raise Invalid(f"{shown(str(path))} has the suffix of no output language", code="unknown-suffix", hint=hint)
    return _SUFFIXES[suffix]


def render(chronology: Chronology, language: str = "html", **options: Unpack[Options]) -> str:
    """Return a chronology as a page.

    Args:
        chronology: What is shown.
        language: One of `languages()`.
        fragment: Whether to leave out what makes a document of it, so that it can stand in another page.
        templates: Folders of templates, the first to have one winning over the later and over ours; or mappings of names such
            as `html/meeting.html.jinja` to texts.
        trusted: Whether they are your own or come from somebody you trust. Those of strangers are drawn with False: in a process of
            their own, under limits.
        limits: What templates that are not trusted may use up; `Limits()` where it is left out.
        title: In place of the chronology's.
        heading_level: Of the title; a fragment in a page that has its own title wants 2.
        id_prefix: What every DOM id begins with; two fragments in one page want two.
        compiled: The day the page is made, where it is to be printed. The clock is never read.
        width: The most columns of a line of plain text; 80 unless others are asked for.
        progress: Called with the number of events drawn and of all, after each.
        findings: What `timeline.checks.check` found, to be noted in the margins.
        newest_first: Whether the latest events come first.
        group: Under which headings events stand: `day`, `month`, `year`, `decade` or `none`; `auto` finds what suits their number.
        limit: The most events to show.
        head: How many of the first to show, where the page is to give an idea of the whole.
        tail: How many of the last, likewise.
        script: Whether a whole HTML page may carry the small script with which a reader filters it.
        style: Whether HTML carries its stylesheet; without one, `timeline assets` writes the stylesheet that it takes.
        lanes: By what HTML and SVG show events along time: `side`, `person`, `place` or `kind`; `auto` finds what suits them, and
            with `none` or None a page has no pictures.

    Returns:
        The whole page; `stream` yields it piece by piece.

    Raises:
        BadTemplate: When a template is missing, malformed, or asks for something it is not given.
        Invalid: When there is no such output language, or an option has a value that cannot be.
        TypeError: When there is no such option; with the nearest.

    Examples:
        >>> from timeline.chronology import Chronology
        >>> from timeline.records import Meeting
        >>> talks = Chronology([Meeting("talks", title="Nixon meets Mao", when="1972-02-21")], title="The week in Beijing")
        >>> print(render(talks, "markdown").splitlines()[0])
        # The week in Beijing
    """
    check_options("render", options)
    with _collector_paused():
        return "".join(stream(chronology, language, **options))


def stream(chronology: Chronology, language: str = "html", **options: Unpack[Options]) -> Iterator[str]:
    """Yield a chronology as a page, piece by piece; no more than a piece is held in memory.

    Args:
        chronology: What is shown.
        language: One of `languages()`.
        fragment: Whether to leave out what makes a document of it, so that it can stand in another page.
        templates: Folders of templates, the first to have one winning over the later and over ours; or mappings of names such
            as `html/meeting.html.jinja` to texts.
        trusted: Whether they are your own or come from somebody you trust. Those of strangers are drawn with False: in a process of
            their own, under limits.
        limits: What templates that are not trusted may use up; `Limits()` where it is left out.
        title: In place of the chronology's.
        heading_level: Of the title; a fragment in a page that has its own title wants 2.
        id_prefix: What every DOM id begins with; two fragments in one page want two.
        compiled: The day the page is made, where it is to be printed. The clock is never read.
        width: The most columns of a line of plain text.
        progress: Called with the number of events drawn and of all, after each.
        findings: What `timeline.checks.check` found, to be noted in the margins.
        newest_first: Whether the latest events come first.
        group: Under which headings events stand: `day`, `month`, `year`, `decade` or `none`; `auto` finds what suits their number.
        limit: The most events to show.
        head: How many of the first to show, where the page is to give an idea of the whole.
        tail: How many of the last, likewise.
        script: Whether a whole HTML page may carry the small script with which a reader filters it.
        style: Whether HTML carries its stylesheet; without one, `timeline assets` writes the stylesheet that it takes.
        lanes: By what HTML and SVG show events along time: `side`, `person`, `place` or `kind`; `auto` finds what suits them, and
            with `none` or None a page has no pictures.

    Raises:
        BadTemplate: When a template is missing, malformed, or asks for something it is not given.
        Invalid: When there is no such output language, or an option has a value that cannot be.
        TypeError: When there is no such option; with the nearest.
    """
    check_options("stream", options)
    if language not in languages():
        hint = nearest(language, languages()) or f"known: {', '.join(languages())}"
        raise Invalid(f"no output language {shown(language)}", code="unknown-language", hint=hint)
    from timeline.rendering.drawing import draw

    return draw(chronology, language, **options)


@contextlib.contextmanager
def _collector_paused() -> Iterator[None]:
    """Keep the cyclic garbage collector from looking again and again at rows that form no cycles."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def save(
    chronology: Chronology,
    path: Path | str,
    *,
    language: str | None = None,
    overwrite: bool = False,
    split: str | None = None,
    **options: Unpack[Options],
) -> None:
    """Write a chronology as a page to a file; what stood there stays whole if anything fails.

    Args:
        chronology: What is shown.
        path: The file; its suffix tells the output language. With `split` the folder.
        language: In place of what the suffix tells.
        overwrite: Whether a file that is there already may be replaced. With `split`, earlier pages are replaced or removed, and
            other files of the folder are left alone.
        split: `year` for a folder of HTML pages: one for each year, and an `index.html` that leads to them.
        fragment: Whether to leave out what makes a document of it, so that it can stand in another page.
        templates: Folders of templates, the first to have one winning over the later and over ours; or mappings of names such
            as `html/meeting.html.jinja` to texts.
        trusted: Whether they are your own or come from somebody you trust. Those of strangers are drawn with False: in a process of
            their own, under limits.
        limits: What templates that are not trusted may use up; `Limits()` where it is left out.
        title: In place of the chronology's.
        heading_level: Of the title; a fragment in a page that has its own title wants 2.
        id_prefix: What every DOM id begins with; two fragments in one page want two.
        compiled: The day the page is made, where it is to be printed. The clock is never read.
        width: The most columns of a line of plain text; 80 unless others are asked for.
        progress: Called with the number of events drawn and of all, after each.
        findings: What `timeline.checks.check` found, to be noted in the margins.
        newest_first: Whether the latest events come first.
        group: Under which headings events stand: `day`, `month`, `year`, `decade` or `none`; `auto` finds what suits their number.
        limit: The most events to show.
        head: How many of the first to show, where the page is to give an idea of the whole.
        tail: How many of the last, likewise.
        script: Whether a whole HTML page may carry the small script with which a reader filters it.
        style: Whether HTML carries its stylesheet; without one, `timeline assets` writes the stylesheet that it takes.
        lanes: By what HTML and SVG show events along time: `side`, `person`, `place` or `kind`; `auto` finds what suits them, and
            with `none` or None a page has no pictures.

    Raises:
        NotWritten: When the file is there already, or cannot be written.
        BadTemplate: When a template is missing, malformed, or asks for something it is not given.
        Invalid: When an option has a value that cannot be, or the suffix is that of no output language.
        TypeError: When there is no such option; with the nearest.
    """
    from timeline import files

    check_options("save", options, "language", "overwrite", "split")
    if split is not None:
        from timeline.rendering.splitting import save_pages

        save_pages(chronology, path, split=split, language=language, overwrite=overwrite, options=options)
        return
    # The collector is left running: the trees of prose form cycles, and a page need not fit into memory.
    files.write(path, stream(chronology, language or language_of(path), **options), overwrite=overwrite)


def templates(folders: Folders = ()) -> tuple[Listed, ...]:
    """Return every template there is, and where each comes from.

    Args:
        folders: As the option `templates` of `render`.
    """
    from timeline.rendering.environments import shelf

    places = shelf(folders)
    found = ((language, name, places.find(name)) for language in languages() for name in places.names(language))
    return tuple(
        Listed(language, name.partition("/")[2], template.origin)
        for language, name, template in found
        if template is not None
    )


def template_source(language: str, name: str, *, folders: Folders = ()) -> str:
    """Return the text of a template, to read or to begin one's own from.

    Args:
        language: The output language.
        name: `meeting`, or in full `meeting.html.jinja`.
        folders: As the option `templates` of `render`.

    Raises:
        BadTemplate: When there is none; with the nearest name.
    """
    from timeline.rendering.environments import EXTENSIONS, PICTURES, shelf

    places, known = shelf(folders), EXTENSIONS | PICTURES
    extension = known.get(language, "")
    for full in (f"{language}/{name}", f"{language}/{name}{extension}"):
        if language in known and (found := places.find(full)) is not None:
            return found.source
    names = [f"{listed.language}/{listed.name.removesuffix(extension)}" for listed in templates(folders)]
    raise BadTemplate(
        f"no template {shown(f'{language}/{name}')}", code="no-template", hint=nearest(f"{language}/{name}", names)
    )


def stylesheet(*, folders: Folders = ()) -> str:
    """Return the stylesheet of the pages and fragments that are drawn with `style=False`; its rules stand under the class `chron`.

    Args:
        folders: As the option `templates` of `render`.

    Raises:
        BadTemplate: When one of your own would end a `style` element.
    """
    from timeline.rendering import assets
    from timeline.rendering.environments import shelf

    return f"{assets.stylesheet(shelf(folders))}\n"

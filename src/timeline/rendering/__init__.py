"""From a chronology to text for people: HTML, Markdown and plain text, through templates that anyone can replace.

Chronology -> frozen view rows -> template -> text. What a stranger wrote into any field comes out as that text.
"""

from __future__ import annotations

import contextlib
import gc
import re
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

import attrs

from timeline.errors import BadTemplate, Invalid, nearest, shown
from timeline.rendering.filters import WIDTH
from timeline.rendering.options import Folders, Options, check_options, check_values

if TYPE_CHECKING:
    from timeline.chronology import Chronology
    from timeline.rendering.diagram import draw_network
    from timeline.rendering.environments import Shelf
    from timeline.rendering.standpoint import Found
    from timeline.rendering.unasked import Stray, strays
    from timeline.when import When

__all__ = [
    "Listed",
    "Stray",
    "draw_network",
    "language_of",
    "languages",
    "render",
    "save",
    "strays",
    "stream",
    "template_source",
    "templates",
]

_SUFFIXES = {".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown", ".txt": "text"}
CHUNK = 1 << 15


def __getattr__(name: str) -> Any:
    """Load what not every page needs, and the Jinja under it, when it is first asked for."""
    if name in {"Stray", "strays"}:
        from timeline.rendering import unasked

        return getattr(unasked, name)
    if name == "draw_network":
        from timeline.rendering import diagram

        return diagram.draw_network
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


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
    """Return the output languages: html, markdown, text."""
    from timeline.rendering.environments import EXTENSIONS

    return tuple(EXTENSIONS)


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
        language: `html`, `markdown` or `text`.
        fragment: Whether to leave out what makes a document of it, so that it can stand in another page.
        templates: Folders of templates, the first to have one winning over the later and over ours; or mappings of names such
            as `html/meeting.html.jinja` to texts.
        title: In place of the chronology's.
        heading_level: Of the title; a fragment in a page that has its own title wants 2.
        id_prefix: What every DOM id begins with; two fragments in one page want two.
        compiled: The day the page is made, where it is to be printed. The clock is never read.
        width: The most columns of a line of plain text; 80 unless others are asked for.
        progress: Called with the number of events drawn and of all, after each.
        findings: What `timeline.checks.check` found, to be noted in the margins.

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


def stream(
    chronology: Chronology,
    language: str = "html",
    *,
    fragment: bool = False,
    templates: Folders = (),
    title: str | None = None,
    heading_level: int = 1,
    id_prefix: str = "chron-",
    compiled: str | When | None = None,
    width: int = WIDTH,
    progress: Callable[[int, int], object] | None = None,
    findings: Iterable[Found] = (),
) -> Iterator[str]:
    """Yield a chronology as a page, piece by piece; no more than a piece is held in memory.

    Args:
        chronology: What is shown.
        language: `html`, `markdown` or `text`.
        fragment: Whether to leave out what makes a document of it, so that it can stand in another page.
        templates: Folders of templates, the first to have one winning over the later and over ours; or mappings of names such
            as `html/meeting.html.jinja` to texts.
        title: In place of the chronology's.
        heading_level: Of the title; a fragment in a page that has its own title wants 2.
        id_prefix: What every DOM id begins with; two fragments in one page want two.
        compiled: The day the page is made, where it is to be printed. The clock is never read.
        width: The most columns of a line of plain text.
        progress: Called with the number of events drawn and of all, after each.
        findings: What `timeline.checks.check` found, to be noted in the margins.

    Raises:
        BadTemplate: When a template is missing, malformed, or asks for something it is not given.
        Invalid: When there is no such output language, or an option has a value that cannot be.
    """
    from timeline.rendering.environments import shelf

    if language not in languages():
        hint = nearest(language, languages()) or f"known: {', '.join(languages())}"
        raise Invalid(f"no output language {shown(language)}", code="unknown-language", hint=hint)
    check_values(heading_level=heading_level, width=width)
    options = {
        "title": title,
        "level": heading_level,
        "prefix": id_prefix,
        "compiled": compiled,
        "progress": progress,
        "findings": findings,
    }
    places = shelf(templates)
    drawn = _drawn(chronology, language, places, fragment=fragment, width=width, options=options)
    return _pieces(drawn, tight=language == "html")


def _drawn(
    chronology: Chronology, language: str, places: Shelf, *, fragment: bool, width: int, options: dict[str, Any]
) -> Iterator[str]:
    """Yield what the templates write, in the small steps in which they write it."""
    from timeline.rendering.environments import EXTENSIONS, environment, once, stylesheet
    from timeline.rendering.view import page

    extension = EXTENSIONS[language]
    made = environment(language, places, width if language == "text" else WIDTH)
    css = stylesheet(places) if language == "html" else ""
    scope = f"chron-{sha256(css.encode()).hexdigest()[:8]}"
    view = page(chronology, template=_chooser(places, language, extension), style=scope, **options)
    document = _document(language, extension, fragment=fragment)
    context = {
        "page": view,
        "once": once(),
        "headings": tuple(f"h{min(6, view.level + depth)}" for depth in range(4)),
        "css": made.filters["safe"](re.sub(r"\.chron(?![\w-])", f".{scope}", css)),
        "page_css": made.filters["safe"](stylesheet(places, "html/page.css") if language == "html" else ""),
    }
    return made.get_template(document).generate(context)


def _document(language: str, extension: str, *, fragment: bool) -> str:
    """Return the template to begin with; Markdown and plain text are the same alone and inside another text."""
    return f"{language}/{'fragment' if fragment and language == 'html' else 'page'}{extension}"


def _chooser(places: Shelf, language: str, extension: str) -> Callable[[Any], str]:
    """Return the function that names the template of an event: its kind's, else the nearest that its kind is made from."""
    from timeline.rendering.view import ancestry

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


def _pieces(drawn: Iterator[str], *, tight: bool) -> Iterator[str]:
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
    **options: Unpack[Options],
) -> None:
    """Write a chronology as a page to a file; what stood there stays whole if anything fails.

    Args:
        chronology: What is shown.
        path: The file; its suffix tells the output language.
        language: In place of what the suffix tells.
        overwrite: Whether a file that is there already may be replaced.
        fragment: Whether to leave out what makes a document of it, so that it can stand in another page.
        templates: Folders of templates, the first to have one winning over the later and over ours; or mappings of names such
            as `html/meeting.html.jinja` to texts.
        title: In place of the chronology's.
        heading_level: Of the title; a fragment in a page that has its own title wants 2.
        id_prefix: What every DOM id begins with; two fragments in one page want two.
        compiled: The day the page is made, where it is to be printed. The clock is never read.
        width: The most columns of a line of plain text; 80 unless others are asked for.
        progress: Called with the number of events drawn and of all, after each.
        findings: What `timeline.checks.check` found, to be noted in the margins.

    Raises:
        NotWritten: When the file is there already, or cannot be written.
        BadTemplate: When a template is missing, malformed, or asks for something it is not given.
        Invalid: When an option has a value that cannot be, or the suffix is that of no output language.
        TypeError: When there is no such option; with the nearest.
    """
    from timeline import files

    check_options("save", options, "language", "overwrite")
    with _collector_paused():
        files.write(path, stream(chronology, language or language_of(path), **options), overwrite=overwrite)


def templates(folders: Folders = ()) -> tuple[Listed, ...]:
    """Return every template there is, and where each comes from.

    Args:
        folders: As the option `templates` of `render`.
    """
    from timeline.rendering.environments import PICTURES, shelf

    places = shelf(folders)
    kinds = (*languages(), *PICTURES)
    found = ((language, name, places.find(name)) for language in kinds for name in places.names(language))
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

"""Where templates come from and how they run. What knows Jinja are this module and those that compile: `compiling`, `flattening`, `fragments`.

A template is looked for in the user's folders, then in installed packs, then among ours; `timeline:html/event.html.jinja` always
means ours. Templates of users run in Jinja's immutable sandbox. Whatever goes wrong in one is a `BadTemplate` that names the
template and the line.
"""

from __future__ import annotations

import contextlib
import functools
import re
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, NoReturn

import attrs
import jinja2
import jinja2.sandbox
from jinja2 import nodes
from jinja2.meta import find_referenced_templates

from timeline.errors import BadTemplate, Problem, TimelineError, shown
from timeline.rendering import packs
from timeline.rendering.compiling import generator
from timeline.rendering.escape import SAFE
from timeline.rendering.explaining import Missing, NoNameError, explained, is_the_templates
from timeline.rendering.filters import WIDTH, filters, finalizer, finisher, writer
from timeline.rendering.flattening import Flat, TooSpecialError, flattened
from timeline.rendering.tags import IN_ENGLISH, Tags
from timeline.rendering.wording import ENGLISH, Wording

__all__ = [
    "EXTENSIONS",
    "OURS",
    "PICTURES",
    "Shelf",
    "Template",
    "environment",
    "mentioned",
    "shelf",
]

# The folder of each output language, and how its templates end.
EXTENSIONS = {
    "html": ".html.jinja",
    "markdown": ".md.jinja",
    "text": ".txt.jinja",
    "latex": ".tex.jinja",
    "rst": ".rst.jinja",
    "mermaid-timeline": ".mmd.jinja",
    "mermaid-gantt": ".mmd.jinja",
    "markwhen": ".mw.jinja",
}
# Likewise for pictures, which are drawn whole and not entry by entry.
PICTURES = {"svg": ".svg.jinja"}
OURS = "timeline"
LARGEST_TEMPLATE = 1_000_000

# Within a tag, and within no quotation marks of it: a name, and an expression for its value.
_UNQUOTED = re.compile(
    r"""<[A-Za-z](?:"[^"]*"|'[^']*'|[^<>"'=]|=(?!\s*\{\{))*?(?<=[\s"'/}])([\w:@.-]+)\s*=\s*(?=\{\{)"""
)
_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*")

Given = Path | str | Mapping[str, str]


@attrs.frozen
class Template:
    """A template that was found.

    Attributes:
        name: Such as `html/meeting.html.jinja`.
        origin: The folder, the pack, or `timeline`.
        path: The file, as far as it is one; else the name.
        source: Its text.
    """

    name: str
    origin: str
    path: str
    source: str = attrs.field(repr=False)


@attrs.frozen
class Shelf:
    """The places where templates are looked for, the first that has one winning.

    Attributes:
        folders: The user's: paths of folders, or pairs of name and text.
        packs: Installed ones: name and folder.
        stamp: Sizes and times of the user's files. A changed file makes another shelf, and so a fresh environment: in a
            notebook one edits a template and renders again.
    """

    folders: tuple[str | tuple[tuple[str, str], ...], ...] = ()
    packs: tuple[tuple[str, str], ...] = ()
    stamp: tuple[tuple[str, int, int], ...] = attrs.field(default=(), repr=False)

    def find(self, name: str) -> Template | None:
        """Return the first template of a name.

        Raises:
            BadTemplate: When the name or the file leaves its folder, or the file is none or too large.
        """
        ours, _, bare = name.rpartition(f"{OURS}:")
        if not _NAME.fullmatch(bare) or ".." in bare or ours:
            raise BadTemplate(f"{shown(name)} is no name of a template", code="bad-template-name")
        places = () if bare != name else (*self.folders, *self.packs)
        found = (_in_place(place, bare) for place in places)
        return next((template for template in found if template is not None), None) or _ours(bare)

    def names(self, language: str) -> Iterator[str]:
        """Yield the names of all templates of an output language, each once, in order."""
        found = {name for place in (*self.folders, *self.packs) for name in _listed(place, language)}
        found.update(f"{language}/{file.name}" for file in _our_folder().joinpath(language).iterdir() if file.is_file())
        yield from sorted(name for name in found if name.endswith(((EXTENSIONS | PICTURES)[language], ".css", ".js")))


def shelf(folders: Given | Iterable[Given] = ()) -> Shelf:
    """Return the places where templates are looked for, given the user's own.

    Args:
        folders: One or several folders, or mappings of a template's name to its text.

    Raises:
        BadTemplate: When a folder is none.
    """
    given = [folders] if isinstance(folders, str | Path | Mapping) else list(folders)
    places = tuple(_place(one) for one in given)
    return Shelf(places, packs.folders(), tuple(_stamps(place for place in places if isinstance(place, str))))


def _stamps(folders: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    for folder in folders:
        for path in sorted([*Path(folder).glob("*"), *Path(folder).glob("*/*")]):
            with contextlib.suppress(OSError):
                status = path.stat()
                yield str(path), status.st_mtime_ns, status.st_size


def _place(given: Given) -> str | tuple[tuple[str, str], ...]:
    if isinstance(given, Mapping):
        return tuple(sorted(given.items()))
    folder = Path(given)
    if not folder.is_dir():
        raise BadTemplate(f"no folder {shown(str(given))}", code="no-folder", hint="a folder of templates is wanted")
    return str(folder.absolute())


def _our_folder() -> Traversable:
    return resources.files("timeline").joinpath("templates")


def _ours(name: str) -> Template | None:
    file = _our_folder().joinpath(*name.split("/"))
    return Template(name, OURS, f"{OURS}:{name}", file.read_text("utf-8")) if file.is_file() else None


def _in_place(place: str | tuple[Any, ...], name: str) -> Template | None:
    """Look for a template in a folder, a pack, or a mapping."""
    if isinstance(place, str):
        return _in_folder(place, name, origin=place)
    if len(place) == 2 and isinstance(place[0], str):
        return _in_folder(place[1], name, origin=place[0])
    text = dict(place).get(name)
    return None if text is None else Template(name, "given as text", name, text)


def _listed(place: str | tuple[Any, ...], language: str) -> list[str]:
    if not isinstance(place, str) and not (len(place) == 2 and isinstance(place[0], str)):
        return [name for name, _ in place if name.startswith(f"{language}/")]
    folder = Path(place if isinstance(place, str) else place[1]) / language
    return [f"{language}/{file.name}" for file in folder.iterdir()] if folder.is_dir() else []


def _in_folder(folder: str, name: str, *, origin: str) -> Template | None:
    """Read a template; a link that leads out of its folder, a pipe and a giant are refused."""
    file = Path(folder, *name.split("/"))
    path = str(file)
    try:
        status = file.stat()
    except OSError:
        return None
    if not file.resolve().is_relative_to(Path(folder).resolve()):
        raise BadTemplate(Problem("leaves-folder", f"{shown(name)} leads out of its folder", file=path))
    if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST_TEMPLATE:
        raise BadTemplate(
            Problem("no-template", f"{shown(name)} is no file of at most {LARGEST_TEMPLATE:,} bytes", file=path)
        )
    try:
        return Template(name, origin, path, file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise BadTemplate(
            Problem("unreadable-template", f"{shown(name)} cannot be read: {error}", file=path)
        ) from error


def _check_attributes(template: Template) -> None:
    """Refuse an attribute whose value is an expression without quotation marks.

    Why: a space ends such a value, so a stranger's title would become attributes of its own, and no escape prevents that.
    """
    found = _UNQUOTED.search(template.source)
    if found is not None:
        line = template.source.count("\n", 0, found.end()) + 1
        message = f"the attribute {found[1]!r} has no quotation marks around its value"
        hint = f'write {found[1]}="{{{{ ... }}}}"'
        raise BadTemplate(Problem("unquoted-attribute", message, file=template.path, line=line, hint=hint))


class _Loader(jinja2.BaseLoader):
    """Hands the templates of a shelf to Jinja."""

    def __init__(self, places: Shelf) -> None:
        self.places = places

    def get_source(self, _environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        try:
            found = self.places.find(template)
        except BadTemplate as error:
            if error.problems[0].code != "bad-template-name":
                raise
            raise NoNameError(template) from error  # there is none of it, whatever the template does without it
        if found is None:
            raise jinja2.TemplateNotFound(template)
        if found.name.startswith("html/") and found.origin != OURS:
            _check_attributes(found)
        return found.source, found.path, lambda: True

    def list_templates(self) -> list[str]:
        return [name for language in (*EXTENSIONS, *PICTURES) for name in self.places.names(language)]


class _Explaining(jinja2.Environment):
    """An environment whose every error is a `BadTemplate`, which draws entries and sources the quick way where there is one."""

    code_generator_class = generator()

    def __init__(self, *, places: Shelf, language: str, **options: Any) -> None:
        super().__init__(loader=_Loader(places), **options)
        self.written, self.finished = writer(language), finisher(language)
        self._places = places
        self._quick: dict[str, Flat | None] = {}
        self.drawers: dict[str, object] = {}  # the macros of a file as `timeline.rendering.flattening` has them

    def included(self, name: str, context: jinja2.runtime.Context, local: Mapping[str, object]) -> str | None:
        """Return what an included template writes, or None where it has to be included as Jinja does it."""
        if name not in self._quick:
            self._quick[name] = flattened(self, name, self._source_of_ours) if isinstance(name, str) else None
        flat = self._quick[name]
        return None if flat is None else flat.text(context, local)

    def _source_of_ours(self, name: str) -> str:
        """Return the text of a template of ours, and refuse any other that stands in its place."""
        found = self._places.find(name)
        if found is None or found.origin != OURS:
            raise TooSpecialError(name)
        return found.source

    def handle_exception(self, source: str | None = None) -> NoReturn:  # noqa: ARG002  (Jinja's own signature)
        error = sys.exc_info()[1]
        assert error is not None  # noqa: S101  (Jinja calls this while it handles one)
        if isinstance(error, TimelineError) or not is_the_templates(error):
            raise error
        raise explained(error, self) from error


class _Sandbox(_Explaining, jinja2.sandbox.ImmutableSandboxedEnvironment):
    """For templates that users bring."""


@functools.lru_cache(maxsize=64)
def environment(
    language: str, places: Shelf, columns: int = WIDTH, words: Wording = ENGLISH, tags: Tags = IN_ENGLISH
) -> jinja2.Environment:
    """Return the environment in which an output language's templates run.

    Args:
        language: The output language.
        places: Where they are looked for.
        columns: How wide a line of text may be.
        words: The fixed words of the page.
        tags: The languages of what stands on it.
    """
    cls = _Sandbox if places.folders else _Explaining
    made = cls(
        places=places,
        language=language,
        # HTML and SVG are also escaped by Jinja's own means, so that its macros and filters know what is safe. Its stock setting goes
        # by the end of the name and would leave `.html.jinja` alone.
        autoescape=language in {"html", "svg"},
        finalize=finalizer(language),
        undefined=Missing,
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=400,
        auto_reload=False,
    )
    # What macros, blocks and `super()` return has been escaped already.
    safe = SAFE[language]
    made.concat = lambda parts: safe("".join(parts))  # type: ignore[method-assign]
    made.filters |= filters(language, columns)
    made.globals.pop("lipsum", None)
    made.globals["words"] = words
    for name, tag in tags.marks().items():
        mark = f' lang="{tag}"' if tag and language == "html" else ""
        made.globals[name] = safe(mark)
    return made


def mentioned(source: str) -> tuple[str, ...] | None:
    """Return the templates that a template extends, includes or imports; None where it makes up a name as it runs.

    The template of an entry is no such name: it is that of the entry's kind.
    """
    try:
        tree = jinja2.Environment(autoescape=True).parse(source)
    except (jinja2.TemplateSyntaxError, RecursionError):
        return ()  # told when a page asks for it
    found = tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport))
    found = (node for node in found if getattr(getattr(node, "template", None), "attr", "") != "template")
    names = [name for node in found for name in find_referenced_templates(nodes.Template([node], lineno=1))]
    return None if None in names else tuple(name for name in names if name is not None)

"""What the body of a fence asks for, and the HTML that stands in its place. Nothing here knows which program reads the page."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import attrs

from timeline.chronology import Chronology
from timeline.errors import Invalid, Problem, TimelineError, Unreadable, inside, nearest, shown
from timeline.escaping import escape_html
from timeline.integrations import finding
from timeline.integrations.embedding import OPTIONS, Embedding, embedded, faults

__all__ = ["LEVEL", "NOWHERE", "Fence", "Where", "draw", "folder_of", "only_once", "read_fence", "sheets_of"]

LEVEL = 2  # of the title, where the fence does not say; the page has one of its own
NOWHERE = "<page>"  # a document of which the host does not say which it is
RULE = "---"  # between the options and a dossier that stands in the fence itself

_NAMES = ("file", *(option.name for option in OPTIONS))
_OPTION = re.compile(r"([a-z][a-z-]*)[ \t]*:(?:[ \t]+(.*))?")
_FILE = re.compile(r"file[ \t]*:")
_QUOTED = re.compile(r"""(["'])(.*)\1""")
_STYLE = re.compile(r"<style>\n(.*?)\n</style>\n", re.DOTALL)
_NO_PREFIX = re.compile(r"[^A-Za-z0-9_-]")
LONGEST_PREFIX = 40


@attrs.frozen
class Where:
    """Where a fence stands.

    Attributes:
        document: As the author knows it.
        line: On which it opens, counted from one; 0 where that cannot be told.
    """

    document: str
    line: int

    def place(self, problem: Problem, within: int) -> Problem:
        """Return a problem with its place in the document, unless it has one in a file of its own."""
        if problem.file is not None:
            return problem
        return problem.at(self.document, self.line + within if self.line else None)

    def located(self, problem: Problem, lines: Mapping[str, int]) -> Problem:
        """Return a problem with its place: the line of the option that it is about, or the fence's first."""
        return self.place(problem, lines.get(str(problem.path[0]), 0) if problem.path else 0)

    @contextlib.contextmanager
    def blaming(self, lines: Mapping[str, int]) -> Iterator[None]:
        """Give the problems that leave the block their place: the line of the option that they are about, or the fence's first."""
        try:
            yield
        except TimelineError as error:
            told = [self.located(each, lines) for each in error.problems]
            raise type(error)(*sorted(told, key=self._order)) from error

    def _order(self, problem: Problem) -> tuple[bool, int]:
        """Put what is wrong in the document by its lines, before what is wrong in other files."""
        is_here = problem.file == self.document
        return not is_here, (problem.line or 0) if is_here else 0


@attrs.frozen
class Fence:
    """What the body of a fence says.

    Attributes:
        options: Their texts by their names.
        lines: On which line of the body each stands, counted from one; that of `file` too.
        file: The name of the dossier, or the empty text where it stands in the fence itself.
        dossier: Its YAML, in that case.
        start: The line of the body on which that begins.
        wrong: What is no option, or is one twice, each in its place.
    """

    options: Mapping[str, str]
    lines: Mapping[str, int]
    file: str
    dossier: str
    start: int
    wrong: tuple[Problem, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether it names no file and holds no dossier."""
        return not self.file and not self.dossier.strip()


def read_fence(body: str, where: Where) -> Fence:
    """Return what the body of a fence says.

    Args:
        body: Options line by line, `file` among them; or a dossier in YAML, which options may precede if a line `---` stands between.
        where: The place of the fence, for messages.

    Raises:
        Invalid: When a line is no option, one is given twice, or there is neither a file nor a dossier.
    """
    fence = _understood(body, where)
    if fence.wrong:
        raise Invalid(*fence.wrong)
    return fence


def _understood(body: str, where: Where) -> Fence:
    """Return what the body of a fence says, as far as it can be understood, with what cannot."""
    lines = body.splitlines()
    ruled = next((number for number, line in enumerate(lines) if line.rstrip() == RULE), None)
    if ruled is None:
        ruled = len(lines) if any(_FILE.match(line) for line in lines) or "events" not in body else -1
    options, places, wrong = _options(lines[: max(ruled, 0)], where)
    dossier = "\n".join(lines[ruled + 1 :])
    file = options.pop("file", "")
    if not file and "file" in places:
        wrong.append(where.place(Problem("no-value", "a file is wanted", ("file",)), places["file"]))
    fence = Fence(options, places, file, dossier, ruled + 2)
    if (file and dossier.strip()) or (fence.is_empty and not wrong):
        wrong.append(where.place(_two(file), 0))
    return attrs.evolve(fence, wrong=tuple(wrong))


def _two(file: str) -> Problem:
    """Return that there is a dossier too many, or too few."""
    hint = f"write `file: rome.yaml`, or the dossier itself; options before a dossier end with a line {RULE}"
    if file:
        return Problem("two-dossiers", "the fence holds a dossier and names a file too", hint=hint)
    return Problem("no-dossier", "the fence holds no dossier and names none", hint=hint)


def _options(lines: Sequence[str], where: Where) -> tuple[dict[str, str], dict[str, int], list[Problem]]:
    options, places, wrong = dict[str, str](), dict[str, int](), list[Problem]()
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        found = _OPTION.fullmatch(line.rstrip())
        if found is None or found[1] in options or found[1] not in _NAMES:
            wrong.append(where.place(_wrong(line, found, options), number))
            continue
        text = (found[2] or "").strip()
        quoted = _QUOTED.fullmatch(text)
        options[found[1]], places[found[1]] = quoted[2] if quoted else text, number
    return options, places, wrong


def _wrong(line: str, found: re.Match[str] | None, options: Mapping[str, str]) -> Problem:
    if found is None:
        return Problem("bad-option", f"{shown(line.strip())} is no option", hint="write one to a line, `name: value`")
    if found[1] in options:
        return Problem("bad-option", f"{shown(found[1])} is given twice", hint="the second would hide the first")
    hint = nearest(found[1], _NAMES) or f"there are: {', '.join(_NAMES)}"
    return Problem("unknown-option", f"there is no option {shown(found[1])}", hint=hint)


def draw(
    body: str,
    where: Where,
    *,
    folders: Sequence[Path],
    number: int,
    names: set[str],
    style: bool,
    tell: Callable[[Problem], object],
) -> str:
    """Return the HTML of a fence.

    Args:
        body: What stands in it.
        where: Its place.
        folders: In which the files that it names are looked for.
        number: Which fence of its page it is, counted from one.
        names: Those of the fences before it on the page; its own is added.
        style: Whether it carries its stylesheet.
        tell: Called with what is to be warned of.

    Raises:
        TimelineError: When the fence, its dossier or a template is wrong; with every problem, each with file and line.
    """
    fence = _understood(body, where)
    with where.blaming(fence.lines):
        if fence.is_empty:  # its options are read all the same
            raise Invalid(*fence.wrong, *faults(fence.options))
        shown_here = embedded(
            fence.options,
            read=lambda: _chronology(fence, where, folders),
            folder=lambda name: folder_of(name, folders),
            wrong=fence.wrong,
        )
        embedding = shown_here.embedding
        for problem in shown_here.remarks:
            tell(where.located(problem, fence.lines))
        page = {"heading_level": LEVEL, **embedding.page}
        if shown_here.templates is not None:
            page["templates"] = shown_here.templates
        prefix = _prefix(embedding.name, number, names)
        html = shown_here.chronology.render("html", fragment=True, id_prefix=prefix, style=style, **page)
    return _wrapped(html, embedding)


def _chronology(fence: Fence, where: Where, folders: Sequence[Path]) -> Chronology:
    if not fence.file:
        document = where.document if where.line else f"{where.document} (lines of the fence)"
        return finding.inline(fence.dossier, file=document, line=where.line + fence.start)
    name = fence.file.lstrip("/")
    with inside("file"):
        finding.find(name, folders=folders)
    return finding.read(name, folders=folders)[0]


def folder_of(name: str, folders: Sequence[Path]) -> Path:
    """Return the folder of templates that a document names.

    Raises:
        Unreadable: When there is none; with every path that was tried.
    """
    tried = [*dict.fromkeys(folder / name.lstrip("/") for folder in folders)]
    for path in tried:
        if path.is_dir():
            return path
    places = ", ".join(map(str, tried))
    near = nearest(Path(name).name, _folders_beside(tried))
    raise Unreadable(Problem("no-folder", f"no folder {shown(name)}; tried {places}", ("template",), hint=near))


def _folders_beside(tried: Iterable[Path]) -> list[str]:
    parents = dict.fromkeys(path.parent for path in tried if path.parent.is_dir())
    return sorted({path.name for parent in parents for path in parent.iterdir() if path.is_dir()})


def _prefix(name: str, number: int, names: set[str]) -> str:
    """Return what the DOM ids of a fence begin with: its name, so that links to events last, or its number."""
    if name and name in names:
        raise Invalid(f"{shown(name)} is the name of an earlier fence on the page", code="name-taken", path=("name",))
    own = f"{_NO_PREFIX.sub('-', name)}-"
    counted = "chron-" if number == 1 else f"chron-{number}-"
    prefix = own if own[0].isalpha() and len(own) <= LONGEST_PREFIX and own not in names else counted
    names.update({name, prefix})
    return prefix


def only_once(html: str, sheets: Container[str]) -> str:
    """Leave out the stylesheets that stand further up on a page already.

    Args:
        html: Of the page.
        sheets: Those that fences brought.
    """
    seen = set[str]()

    def first(found: re.Match[str]) -> str:
        if found[1] in seen:
            return ""
        if found[1] in sheets:
            seen.add(found[1])
        return found[0]

    return _STYLE.sub(first, html)


def sheets_of(html: str) -> list[str]:
    """Return the stylesheets in the HTML of a fence."""
    return _STYLE.findall(html)


def _wrapped(html: str, embedding: Embedding) -> str:
    classes = " ".join(("chronology", *embedding.classes))
    name = f' id="{escape_html(embedding.name)}"' if embedding.name else ""
    caption = f'<p class="chronology-caption">{escape_html(embedding.caption)}</p>\n' if embedding.caption else ""
    return f'<div class="{classes}"{name}>\n{html}{caption}</div>'

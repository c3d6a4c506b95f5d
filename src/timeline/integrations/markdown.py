"""A fence that draws a chronology, in every site that Python-Markdown makes: MkDocs, ProperDocs, Zensical, Pelican.

The extension `chronology` reads its fences itself, or hands them to superfences where a site uses that, so that they can stand in
lists, admonitions and tabs.
"""

from __future__ import annotations

import functools
import logging
import operator
import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import attrs
from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from pymdownx.superfences import SuperFencesException

from timeline.errors import Problem, TimelineError
from timeline.escaping import escape_html
from timeline.integrations.fences import NOWHERE, Where, draw, only_once, sheets_of
from timeline.integrations.finding import known_as, lines_of

__all__ = ["BrokenFence", "ChronologyExtension", "fence", "makeExtension", "validate"]

NAME = "chronology"
FOLDERS = ("docs", "content", ".")  # where dossiers are looked for, if neither the host nor the settings say
FIRST, EARLIER, LATER = 1000, 26, 24  # among what reads a page; the fences of others are read at 25
LAST = 1  # among what writes one; HTML is in its place after 30

_FENCE = re.compile(r"(?P<indent> {0,3})(?P<fence>`{3,}|~{3,})(?P<info>[^`\n]*)")
_OURS = re.compile(rf"[> \t]*(?:`{{3,}}|~{{3,}})[ \t]*\{{?[ \t]*\.?{NAME}(?![\w-])(?P<more>.*)")
_NOTHING_MORE = re.compile(r"[ \t]*\}?[ \t]*")
_ANCHOR = re.compile(r' id="([^"]+)"')
_MARKS = "> \t"  # what may stand before every line of a fence inside something else


_TOO_MUCH = Problem(
    "bad-fence",
    f"nothing may follow {NAME!r} on the first line of a fence",
    hint="options stand in the fence, line by line, `name: value`",
)
_UNCLOSED = Problem(
    "bad-fence", "this fence is not closed", hint="close it with the marks that open it, as far to the right"
)


class BrokenFence(SuperFencesException, TimelineError):  # type: ignore[misc]  # superfences is untyped
    """A fence that cannot be drawn, where that has to stop the build."""


@attrs.frozen
class _Page:
    """What the host says of the page that is being made.

    Attributes:
        document: As the author knows it; empty where the host says nothing.
        path: Its file.
        root: The folder of all documents.
        logger: Whose warnings a strict build counts.
        is_deaf: Whether the host hears no warnings, so that only an exception can stop it.
    """

    document: str = ""
    path: Path | None = None
    root: Path | None = None
    logger: str = "timeline"
    is_deaf: bool = False

    def warn(self, *problems: Problem) -> None:
        """Tell the host what is wrong, one by one.

        Raises:
            BrokenFence: When it stops at a warning, as Pelican can; superfences would not let its own exception through.
        """
        try:
            for problem in problems:
                logging.getLogger(self.logger).warning("%s", problem)
        except RuntimeError as refusal:
            raise BrokenFence(*problems) from refusal


def _page(md: Markdown) -> _Page:
    """Look for what MkDocs, ProperDocs and Zensical leave on the parser; it is no promise of theirs, so nothing hangs on it."""
    for each in md.treeprocessors:
        file, config = getattr(each, "file", None), getattr(each, "config", None)
        if (path := getattr(file, "abs_src_path", None)) and config is not None:
            host = type(each).__module__.partition(".")[0]
            return _Page(known_as(Path(path)), Path(path), Path(config["docs_dir"]), f"{host}.plugins.timeline")
    for before in md.preprocessors:
        seen, settings = getattr(before, "page", None), getattr(before, "config", None)
        if (name := getattr(seen, "path", None)) and isinstance(settings, dict) and "docs_dir" in settings:
            root = Path(settings.get("root_dir", "."), settings["docs_dir"])
            return _Page(known_as(root / name), root / name, root, is_deaf=True)
    return _Page()


def _announce(html: str, md: Markdown) -> None:
    """Tell MkDocs and ProperDocs which anchors there are, because they check links before our HTML is in its place."""
    for each in md.treeprocessors:
        if isinstance(known := getattr(each, "present_anchor_ids", None), set):
            known.update(_ANCHOR.findall(html))


class ChronologyExtension(Extension):
    """Draws fences named `chronology`.

    The settings are `base`, a folder or several in which dossiers are looked for in place of the folder of all documents; `style`,
    whether the first fence of a page carries the stylesheet; and `strict`, whether a fence that cannot be drawn, or shows
    nothing because of its options, stops the build instead of being a warning and a note on the page.
    """

    def __init__(self, **settings: Any) -> None:
        self.config = {
            "base": ["", "Folders in which dossiers are looked for; the folder of the documents where it is empty."],
            "style": [
                True,
                "Whether the first fence of a page carries the stylesheet; else `timeline assets` writes it.",
            ],
            "strict": [False, "Whether a fence that cannot be drawn stops the build, strict or not."],
        }
        self._md: Markdown | None = None
        self._forget()
        super().__init__(**settings)

    def _forget(self) -> None:
        self.lines: Sequence[str] = ()
        self._number, self._met = 0, set[int]()
        self._names, self.sheets = set[str](), set[str]()
        self._told = set[Problem]()  # of what is in a file, so that two fences of one dossier do not say it twice

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (as Python-Markdown calls it)
        """Take part in the reading of pages."""
        self.serve(md)
        md.preprocessors.register(_Lines(md, self), f"{NAME}-lines", FIRST)
        md.preprocessors.register(_Fences(md, self), NAME, EARLIER)
        md.preprocessors.register(_Leftovers(md, self), f"{NAME}-leftovers", LATER)

    def serve(self, md: Markdown) -> None:
        """Be told by a parser when it begins a page."""
        self._md = md
        md.registerExtension(self)
        md.postprocessors.register(_Styles(md, self), NAME, LAST)

    def reset(self) -> None:
        """Begin a page."""
        self._forget()
        if self._md is not None and (host := _superfences(self._md)) is not None:
            _enter(host)

    def draw(self, body: str, md: Markdown, *, more: str = "") -> str:
        """Return the HTML of a fence, or a note on what is wrong with it.

        Args:
            body: What stands in it.
            md: The parser that met it.
            more: What follows its name on its first line, where nothing should.

        Raises:
            BrokenFence: When it cannot be drawn, and that is to stop the build.
        """
        page = _page(md)
        where = self._locate(page, body=body)
        self._number += 1
        try:
            if more:
                raise TimelineError(where.place(_TOO_MUCH, 0))
            given = {
                "folders": self._folders(page),
                "style": self.getConfig("style"),
                "tell": functools.partial(self._remark, page),
            }
            html = draw(body, where, number=self._number, names=self._names, **given)
        except TimelineError as error:
            return self.refuse(error, page)
        _announce(html, md)
        self.sheets.update(sheets_of(html))
        return html

    def leave(self, problem: Problem, line: str, md: Markdown) -> str:
        """Warn of a fence that is none, and return a note for its page.

        Raises:
            BrokenFence: When that is to stop the build.
        """
        page = _page(md)
        return self.refuse(TimelineError(self._locate(page, opening=line).place(problem, 0)), page)

    def refuse(self, error: TimelineError, page: _Page) -> str:
        """Warn of a fence that cannot be drawn, and return a note for its page.

        Raises:
            BrokenFence: When that is to stop the build.
        """
        if page.is_deaf or self.getConfig("strict"):
            raise BrokenFence(*error.problems) from error
        page.warn(*(problem for problem in error.problems if problem not in self._told))
        self._told.update(problem for problem in error.problems if problem.line is not None)
        told = "".join(f"<p>{escape_html(line)}</p>\n" for line in str(error).splitlines())
        return f'<div class="admonition danger {NAME}-broken">\n<p class="admonition-title">{NAME}</p>\n{told}</div>'

    def _remark(self, page: _Page, problem: Problem) -> None:
        """Warn of what keeps no fence from being drawn; that nothing is shown stops a build where that is asked for."""
        if problem.code == "empty-choice" and self.getConfig("strict"):
            raise BrokenFence(problem)
        page.warn(problem)

    def _folders(self, page: _Page) -> list[Path]:
        base = self.getConfig("base")
        given = [base] if isinstance(base, str | os.PathLike) else list(base)
        if any(str(each) for each in given):
            return [Path(each) for each in given]
        return [Path(known_as(page.root))] if page.root is not None else [Path(each) for each in FOLDERS]

    def _source(self, page: _Page) -> Sequence[str]:
        """Return the lines of the page as its author wrote them, front matter and all, as far as the host lets us see them."""
        if page.path is not None:
            return lines_of(page.path)
        if self.lines or self._md is None or "meta" in self._md.preprocessors:
            return self.lines
        lines: Sequence[str] = getattr(self._md, "lines", ())  # while it reads a page
        return lines

    def _locate(self, page: _Page, opening: str = "", body: str = "") -> Where:
        """Find a fence in its document by its first line, or by what stands in it: Python-Markdown says nothing of lines."""
        lines, wanted = self._source(page), [line.strip(_MARKS) for line in body.splitlines()]
        for number, line in enumerate(lines):
            if number in self._met or not _OURS.match(line) or (opening and line.rstrip() != opening.rstrip()):
                continue
            if [line.strip(_MARKS) for line in lines[number + 1 : number + 1 + len(wanted)]] == wanted:
                self._met.add(number)
                return Where(page.document or NOWHERE, number + 1)
        return Where(page.document or NOWHERE, 0)


class _Lines(Preprocessor):
    """Keeps the lines of a page as they come, because those that read them later leave some out."""

    def __init__(self, md: Markdown, extension: ChronologyExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, lines: list[str]) -> list[str]:
        """Keep them."""
        self.extension.lines = tuple(lines)
        return lines


class _Styles(Postprocessor):
    """Leaves each stylesheet on the page once; which fences are drawn in vain, superfences knows only later."""

    def __init__(self, md: Markdown, extension: ChronologyExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, text: str) -> str:
        """Take the others away."""
        return only_once(text, self.extension.sheets) if self.extension.sheets else text


class _Fences(Preprocessor):
    """Draws fences at the margin, where nothing else takes care of fences in lists and admonitions."""

    def __init__(self, md: Markdown, extension: ChronologyExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, lines: list[str]) -> list[str]:
        """Put a drawing in the place of each fence."""
        if _superfences(self.md) is not None:
            return lines
        made: list[str] = []
        number = 0
        while number < len(lines):
            opening, ours = _FENCE.fullmatch(lines[number]), _OURS.match(lines[number])
            end = _end(lines, number, opening) if opening else number
            if opening and ours:
                closed = end < len(lines)
                drawn = self._drawn(lines[number + 1 : end], opening, ours) if closed else self._unclosed(lines[number])
                made += ["", self.md.htmlStash.store(drawn), "", ""]
            elif end < len(lines):
                made += lines[number : end + 1]
            else:
                made.append(lines[number])
                end = number
            number = end + 1
        return made

    def _unclosed(self, line: str) -> str:
        return self.extension.leave(_UNCLOSED, line, self.md)

    def _drawn(self, body: list[str], opening: re.Match[str], ours: re.Match[str]) -> str:
        indent = len(opening["indent"])
        plain = "\n".join(line[min(indent, len(line) - len(line.lstrip(" "))) :] for line in body)
        return self.extension.draw(plain, self.md, more="" if _NOTHING_MORE.fullmatch(ours["more"]) else ours["more"])


def _end(lines: Sequence[str], start: int, opening: re.Match[str]) -> int:
    """Return the number of the line that closes a fence, or that behind the last where none does."""
    mark = opening["fence"]
    closing = re.compile(rf" {{0,3}}{re.escape(mark)}{re.escape(mark[0])}*[ \t]*")
    return next((number for number in range(start + 1, len(lines)) if closing.fullmatch(lines[number])), len(lines))


class _Leftovers(Preprocessor):
    """Finds fences that superfences did not take for one, so that they are no silent lines of text."""

    def __init__(self, md: Markdown, extension: ChronologyExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, lines: list[str]) -> list[str]:
        """Put a note before each of them."""
        if _superfences(self.md) is None:
            return lines
        made: list[str] = []
        for line in lines:
            if found := _OURS.match(line):
                told = _UNCLOSED if _NOTHING_MORE.fullmatch(found["more"]) else _TOO_MUCH
                made += ["", self.md.htmlStash.store(self.extension.leave(told, line, self.md)), ""]
            made.append(line)
        return made


# -- superfences -------------------------------------------------------------------------------------------------------------


def _superfences(md: Markdown) -> Any:
    """Return the extension that reads all fences, where there is one."""
    return next((each for each in md.registeredExtensions if hasattr(each, "extend_super_fences")), None)


def _enter(superfences: Any) -> None:
    """Have superfences hand our fences to us, unless the site's settings do so already.

    Why not `extend_super_fences`: it wants another number of arguments from version to version.
    """
    if not any(entry["name"] == NAME for entry in superfences.superfences):
        test = functools.partial(operator.eq, NAME)
        entry = {"name": NAME, "test": test, "formatter": _formatter, "validator": validate, "reset": None}
        superfences.superfences.append(entry)


def _formatter(src: str = "", language: str = "", options: Any = None, md: Any = None, **more: Any) -> str:
    return fence(src, language, NAME, options or {}, md, **more)


def validate(
    language: str, inputs: dict[str, str], options: dict[str, Any], attrs: dict[str, Any], md: Markdown
) -> bool:
    """Take every fence of our name, so that what is wrong with one is told and not shown as code.

    For the key `validator` of `custom_fences`; its parameters are those that superfences gives.
    """
    del language, attrs, md
    options.update(inputs)
    return True


def fence(
    source: str,
    language: str,
    class_name: str,
    options: dict[str, Any],
    md: Markdown,
    *,
    classes: Sequence[str] = (),
    id_value: str = "",
    **more: Any,
) -> str:
    """Draw a fence for superfences.

    For the key `format` of `custom_fences`; its parameters are those that superfences gives. The extension `chronology` sets this up
    by itself.

    Raises:
        BrokenFence: When it cannot be drawn, and that is to stop the build.
    """
    del language, class_name, more
    extension = next((each for each in md.registeredExtensions if isinstance(each, ChronologyExtension)), None)
    if extension is None:
        extension = ChronologyExtension()
        extension.serve(md)
    try:
        return extension.draw(source, md, more=" ".join((*options, *classes, id_value)).strip())
    except SuperFencesException:
        raise
    except Exception as error:  # superfences would show the fence as code and say nothing
        raise BrokenFence(Problem("defect", f"{type(error).__name__}: {error}")) from error


makeExtension: Callable[..., ChronologyExtension] = ChronologyExtension  # noqa: N816  (as Python-Markdown asks for it)

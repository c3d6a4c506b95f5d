"""How problems are told on standard error: to people with the line of the file and a mark below it, or in a form for programs."""

from __future__ import annotations

import functools
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence

import click

from timeline import files
from timeline.cli import console
from timeline.errors import Problem, TimelineError
from timeline.escaping import escape_text

__all__ = ["FORMS", "complain", "form", "told"]

FORMS = ("human", "concise", "json", "github")
MOST_SHOWN = 50  # as the text of an error has them
_BEFORE = 40  # columns of a long line before the place, and as many behind it


def form() -> str:
    """Return the form that was asked for; without any, that for people where standard error is a terminal."""
    context = click.get_current_context(silent=True)
    asked = context.find_root().params.get("errors") if context is not None else None
    return asked or ("human" if sys.stderr.isatty() else "concise")


def complain(*problems: Problem) -> None:
    """Tell problems on standard error."""
    console.note(told(problems, form()).rstrip("\n"))


def told(problems: Sequence[Problem], form: str) -> str:
    """Return problems in a form.

    Args:
        problems: In the order of the input.
        form: `human`, a line for each and an excerpt of the file; `concise`, the lines alone; `json` or `github`, as `timeline check --format` has them.
    """
    if form in {"json", "github"}:
        from timeline import checks

        return checks.report((), form, problems=problems)
    if form == "concise":
        return str(TimelineError(*problems))
    read = functools.cache(_lines)  # each file once
    lines = [line for problem in problems[:MOST_SHOWN] for line in (str(problem), *_excerpt(problem, read))]
    if len(problems) > MOST_SHOWN:
        lines.append(f"... {len(problems):,} problems in all, the first {MOST_SHOWN} are shown")
    return "\n".join(lines)


def _excerpt(problem: Problem, read: Callable[[str], Sequence[str]]) -> Iterator[str]:
    """Yield the line of the file that a problem is on, and a mark below its column with the code for `timeline explain`."""
    lines = read(problem.file) if problem.file is not None and problem.line else ()
    if problem.line is None or not 0 < problem.line <= len(lines):
        return
    line, column = lines[problem.line - 1], problem.column or 0
    margin = " " * len(f"{problem.line:,}")
    before, behind = line[: max(column - 1, 0)], line[max(column - 1, 0) :]
    start, end = _cut(before, -_BEFORE), _cut(behind, _BEFORE if column else 2 * _BEFORE)
    yield f"  {problem.line:,} | {start}{end}"
    if 0 < column <= len(line) + 1:
        yield f"  {margin} | {' ' * _columns(start)}^ {problem.code}"


def _cut(text: str, most: int) -> str:
    """Return as many characters of a text, from its end where the number is negative, with nothing in them that acts on a terminal."""
    kept = text[most:] if most < 0 else text[:most]
    dots = "..." if len(kept) < len(text) else ""
    shown = escape_text(kept)
    return f"{dots}{shown}" if most < 0 else f"{shown}{dots}"


def _columns(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def _lines(name: str) -> tuple[str, ...]:
    try:
        return tuple(line.rstrip("\r") for line in files.read_text(name).split("\n"))
    except (TimelineError, ValueError):  # what was read was no file, or is none any more
        return ()

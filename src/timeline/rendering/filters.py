"""What templates can do beside printing rows: a few filters per output language, none of which reads or decides anything."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import jinja2

from timeline.escaping import is_inert
from timeline.rendering.escape import SAFE, address, escape
from timeline.rendering.escapes.rst import rst_name, rst_width
from timeline.rendering.prose import Prose, draw

__all__ = ["WIDTH", "NotPrintableError", "filters", "finalizer", "finisher", "writer"]

WIDTH = 80  # columns of plain text, unless others are asked for
LONGEST_KEPT = 120
MOST_KEPT = 1_000  # inert texts

_ANCHOR = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
# TeX takes an underscore for an index, and no DOM id of ours has a full stop.
_NAMES: dict[str, Callable[[str], str]] = {"latex": lambda anchor: anchor.replace("_", "."), "rst": rst_name}


@functools.cache
def finalizer(language: str) -> Callable[[object], str]:
    """Return what every expression of a template goes through: what is not safe in the language is escaped."""
    safe = SAFE[language]
    # Labels, names and anchors come again and again.
    short = functools.lru_cache(maxsize=4096)(functools.partial(escape, language))

    def finalize(value: object) -> str:
        if isinstance(value, safe):
            return value
        if type(value) is str and len(value) <= LONGEST_KEPT:
            return short(value)
        if isinstance(value, Prose):
            return draw(language, value)
        return escape(language, _printed(value))

    return finalize


def _printed(value: object) -> str:
    """Return a value as a text.

    Raises:
        NotPrintableError: When it is something to call or to go through, of which Python prints nothing but where it lies in memory.
    """
    if value is None:
        return ""
    if isinstance(value, jinja2.Undefined):
        return str(value)  # which says what is not there
    textless = type(value).__str__ is object.__str__ and type(value).__repr__ is object.__repr__
    if callable(value) or isinstance(value, Iterator) or textless:
        way = "call it" if callable(value) else "join or loop over it" if isinstance(value, Iterator) else ""
        raise NotPrintableError(f"{type(value).__name__!r} is nothing to print", way)
    return str(value)


class NotPrintableError(TypeError):
    """Something that a template prints has no text: what it is, and what to do instead."""


@functools.cache
def writer(language: str) -> Callable[[object], str]:
    """Return what writes the value of every expression of a template: the text of what `finalizer` makes of it.

    In HTML, most values are texts in which nothing has to be escaped. They are written as they are, without an object of the
    class of what is safe around each.
    """
    finalize = finalizer(language)
    if SAFE[language] is not SAFE["html"]:
        return finalize

    safe = SAFE[language]
    # By texts that are no more than texts: what is safe already is equal to them, and never looked for.
    known: dict[str, str] = {}

    def write(value: Any) -> str:
        sort = type(value)
        if sort is str:
            text = known.get(value)
            if text is None and is_inert(value):
                text = value
                if len(known) < MOST_KEPT:
                    known[value] = value
            return finalize(value) if text is None else text
        if sort is safe:
            return value  # type: ignore[no-any-return]
        if sort is Prose:
            return draw(language, value)
        return str(value) if sort is int else finalize(value)

    return write


@functools.cache
def finisher(language: str) -> Callable[[list[Any]], str]:
    """Return what makes one text of pieces gathered in turns: every first is safe, every second a value that `writer` has not written yet.

    Most values are texts in which nothing has to be escaped. In HTML, all of them are looked at together, which takes a third of the time
    of looking at each; where anything has to be done, each is written.
    """
    write = writer(language)
    looks_at_all = SAFE[language] is SAFE["html"]

    def finish(pieces: list[Any]) -> str:
        values = pieces[1::2]
        if not (looks_at_all and _all_inert(values)):
            pieces[1::2] = [write(value) if value != "" else "" for value in values]
        return "".join(pieces)

    return finish


def _all_inert(values: list[Any]) -> bool:
    try:
        return is_inert("".join(values)) is not None
    except TypeError:  # some are no texts
        return False


def filters(language: str, columns: int = WIDTH) -> dict[str, Callable[..., object]]:
    """Return the filters of an output language; those of Jinja that would escape for HTML are replaced.

    Args:
        language: The output language.
        columns: How wide a line of text may be.
    """
    finalize = finalizer(language)
    shared: dict[str, Callable[..., object]] = {
        "escape": finalize,
        "e": finalize,
        "forceescape": lambda value: escape(language, str(value)),
        "safe": SAFE[language],
        "join": functools.partial(_join, language),
        "address": functools.partial(_address, language),
        "anchor": functools.partial(_anchor, language),
    }
    blocks = {name: functools.partial(function, language) for name, function in _BLOCKS.items()}
    filling = {name: functools.partial(function, language, columns) for name, function in _FILLING.items()}
    return shared | blocks | filling


def _join(language: str, values: Iterable[object], separator: object = "", attribute: str | None = None) -> str:
    """Join as a list of expressions would be printed: each part escaped unless it is safe."""
    finalize = finalizer(language)
    parts = (getattr(value, attribute) if attribute else value for value in values)
    return SAFE[language](finalize(separator).join(finalize(part) for part in parts))


def _address(language: str, value: object) -> str:
    """Return a web address as a link of the language holds it; nothing where it is not safe to link."""
    return address(language, str(value))


def _anchor(language: str, value: object) -> str:
    """Return a DOM id as a language names a place in a document; nothing that is no DOM id is one."""
    write = _NAMES.get(language)
    name = str(value)
    return SAFE[language](write(name)) if write and _ANCHOR.fullmatch(name) else name


def _safe_lines(language: str, value: object) -> list[str]:
    return finalizer(language)(value).split("\n")


def _wrap(language: str, widest: int, value: object, width: int | None = None, hanging: int = 0) -> str:
    """Fill each line of a block up to a width, later lines indented further."""
    lines = (line for text in _safe_lines(language, value) for line in filled(text, width or widest, hanging))
    return SAFE[language]("\n".join(lines))


def _beside(  # noqa: PLR0917  (the first two are set when the filter is made)
    language: str, widest: int, value: object, left: object, width: int = 18, total: int | None = None
) -> str:
    """Put a block to the right of a short text, in two columns; empty lines of the block are left out."""
    room = (total or widest) - width
    right = [line for text in _safe_lines(language, value) if text.strip() for line in filled(text, room, 2)]
    gutter = filled(finalizer(language)(left), width - 2, 0)
    rows = max(len(right), len(gutter))
    pairs = zip(gutter + [""] * (rows - len(gutter)), right + [""] * (rows - len(right)), strict=True)
    return SAFE[language]("\n".join(f"{one}{' ' * (width - columns(one))}{other}".rstrip() for one, other in pairs))


def _underline(language: str, widest: int, value: object, mark: str = "=") -> str:
    """Return a line of marks as wide as a text; where it is a mark itself, it must not be too short."""
    text = finalizer(language)(value)
    return SAFE[language](mark[:1] * (rst_width(text) if language == "rst" else min(widest, columns(text))))


def _prefix(language: str, value: object, mark: str) -> str:
    """Put a mark before every line of a block."""
    return SAFE[language]("\n".join(f"{mark}{line}".rstrip() for line in _safe_lines(language, value)))


def _tight(language: str, value: object) -> str:
    """Leave out the empty lines of a block."""
    return SAFE[language]("\n".join(line for line in _safe_lines(language, value) if line.strip()))


_BLOCKS: dict[str, Callable[..., object]] = {
    "prefix": _prefix,
    "tight": _tight,
}
# Those that also go by how wide a line may be.
_FILLING: dict[str, Callable[..., object]] = {"wrap": _wrap, "beside": _beside, "underline": _underline}


def columns(text: str) -> int:
    """Return how many columns of a terminal a text takes: two for wide letters, none for combining marks."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def filled(text: str, width: int, hanging: int) -> list[str]:
    """Break one line at spaces, keeping its own indentation; a word that is wider than a line is cut, and an address stays whole."""
    own = min(len(text) - len(text.lstrip(" ")), width // 2)
    lines: list[str] = []
    line = " " * own
    room = line
    for word in (part for whole in text.split() for part in _cut(whole, width - own - hanging)):
        if columns(line) + columns(word) + (line != room) > width and line != room:
            lines.append(line)
            line = room = " " * (own + hanging)
        line = line + word if line == room else f"{line} {word}"
    return [*lines, line]


def _cut(word: str, width: int) -> list[str]:
    """Cut a word into parts that fit a line, such as a sentence in Chinese; an address would lead nowhere then."""
    if columns(word) <= width or "://" in word:
        return [word]
    parts = [""]
    for char in word:
        if columns(parts[-1]) + columns(char) > width:
            parts.append("")
        parts[-1] += char
    return parts

"""HTML as it stands in the texts of other programs: read as plain text or Markdown, and written so that a text stays that text.

White space between words is one space, as in a browser; a character reference is the character that it names. So what `escaped` writes
comes back from `plain` to the letter, and from `markdown` what `marked_up` writes.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from timeline.escaping import is_link

__all__ = ["Taken", "escaped", "markdown", "marked_up", "plain"]

# Stops at the next `<`, so that a text of nothing but those is read in one pass.
_TOKEN = re.compile(
    r"<(?P<close>/?)(?P<tag>[A-Za-z][A-Za-z0-9]*)(?P<rest>[^<>]*)>|(?P<remark><[!?][^<>]*>)|&(?P<named>#?[A-Za-z0-9]{1,32};)"
    r"|(?P<space>[ \t\n\r\f]+)|(?P<text>[^<& \t\n\r\f]+|[<&])"
)
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_BLOCKS = {
    "address",
    "article",
    "blockquote",
    "div",
    "dl",
    "dt",
    "dd",
    "figure",
    "hr",
    "ol",
    "p",
    "pre",
    "section",
    "table",
}
_BLOCKS |= {"tr", "ul", "h1", "h2", "h3", "h4", "h5", "h6"}
_MARKS = {"em": "*", "i": "*", "strong": "**", "b": "**"}
_HIDDEN = {"script", "style", "template", "title"}
_KEPT = {"br", "li", "a", *_BLOCKS, *_MARKS}
# Around a text that is Markdown already, and not words that a person typed into a field for HTML.
SOURCE = "markdown-source"

# What makes HTML more than words with single spaces.
_SPECIAL = re.compile(r"[<&\t\n\r\f]| {2}|^ | $")
_ACTING = re.compile(r"[\\`*\[\]<]|(?<![^\W_])_|_(?![^\W_])|&(?=#?[A-Za-z0-9]+;)")
_STARTING = re.compile(r"(?:[#>+~=-]|[0-9]+(?=[.)]))")


class Taken(NamedTuple):
    """A text, and the names of the tags that it does without."""

    text: str
    dropped: tuple[str, ...]


class _Sort(Enum):
    WORDS = 0
    SPACE = 1
    LINE = 2
    BLOCK = 3
    ITEM = 4


_BREAKS = {_Sort.LINE, _Sort.BLOCK, _Sort.ITEM}
_Piece = tuple[_Sort, str]


def plain(text: str) -> Taken:
    r"""Return HTML as one line of plain text.

    Examples:
        >>> plain("The <em>Big</em>&nbsp;Three<br>at Yalta")
        Taken(text='The Big\xa0Three at Yalta', dropped=('em',))
    """
    if not _SPECIAL.search(text):
        return Taken(text, ())
    reader = _Reader(marks=False)
    pieces = [(_Sort.SPACE, " ") if sort in _BREAKS else (sort, words) for sort, words in reader.read(text)]
    return Taken("".join(_joined(pieces)), tuple(dict.fromkeys(reader.dropped)))


def markdown(text: str) -> Taken:
    r"""Return HTML as Markdown: paragraphs, line breaks, emphasis, lists and links; everything else as its text.

    Examples:
        >>> markdown("<p>Roosevelt <b>2 * 2</b></p><p><a href='https://example.org'>more</a></p>").text
        'Roosevelt **2 \\* 2**\n\n[more](<https://example.org>)'
    """
    reader = _Reader(marks=True)
    pieces = list(reader.read(text))
    return Taken("".join(_joined(pieces)), tuple(dict.fromkeys(reader.dropped)))


def escaped(text: str, *, line_break: str = "&#10;") -> str:
    """Return a text as HTML in which nothing acts and of which no space is lost.

    Args:
        text: Any text.
        line_break: What stands for one; by itself it is shown as a space.
    """
    shown = re.sub(r" (?=[ \n]|$)|(?<=[ \n]) |^ ", "&#32;", html.escape(text))
    return shown.replace("\t", "&#9;").replace("\n", line_break)


def marked_up(text: str) -> str:
    """Return Markdown as HTML in which nothing acts: its source, with line breaks.

    Where it would not be taken for the same Markdown again, an element of the class `markdown-source` says what it is.
    """
    shown = escaped(text, line_break="<br>")
    return shown if markdown(shown).text == text else f'<div class="{SOURCE}">{shown}</div>'


class _Reader:
    """Takes HTML apart.

    Args:
        marks: Whether the text is to be Markdown.

    Attributes:
        dropped: The names of tags that leave no trace, as often as they came.
    """

    def __init__(self, *, marks: bool) -> None:
        self.dropped: list[str] = []
        self._marks = marks
        self._hidden = ""
        self._source = 0
        self._links: list[str] = []

    def read(self, text: str) -> Iterator[_Piece]:
        """Yield the pieces of a text."""
        fresh = True
        for found in _TOKEN.finditer(text):
            for sort, words in self._pieces(found):
                yield sort, self._literal(words, fresh=fresh) if found["text"] or found["named"] else words
                fresh = sort in _BREAKS or (fresh and sort is _Sort.SPACE)

    def _pieces(self, found: re.Match[str]) -> Iterator[_Piece]:
        tag = (found["tag"] or "").lower()
        if self._hidden:
            if found["close"] and tag == self._hidden:
                self._hidden = ""
        elif tag:
            yield from self._tag(tag, found["rest"], closes=bool(found["close"]))
        elif found["space"]:
            yield _Sort.SPACE, " "
        elif found["named"]:
            yield _Sort.WORDS, html.unescape(f"&{found['named']}")
        elif found["text"]:
            yield _Sort.WORDS, found["text"]

    def _tag(self, tag: str, rest: str, *, closes: bool) -> Iterator[_Piece]:
        if tag in _HIDDEN and not closes:
            self._hidden = tag
        if tag == "div":
            self._source += -bool(self._source) if closes else int(bool(self._source) or SOURCE in rest)
        if tag not in _KEPT or (not self._marks and tag in {*_MARKS, "a"}):
            self.dropped += [tag] * (not closes)
        elif tag in _MARKS:
            yield _Sort.WORDS, _MARKS[tag]
        elif tag == "a":
            yield from self._link(rest, closes=closes)
        elif tag == "br":
            yield _Sort.LINE, "\n"
        elif tag == "li":
            yield _Sort.ITEM, "\n"
            yield _Sort.WORDS, "- " if self._marks and not closes else ""
        else:
            yield _Sort.BLOCK, "\n\n"

    def _link(self, rest: str, *, closes: bool) -> Iterator[_Piece]:
        """Yield a link as Markdown has it, or nothing where it leads nowhere that we would go."""
        if closes:
            address = self._links.pop() if self._links else ""
            yield _Sort.WORDS, f"](<{address}>)" if address else ""
            return
        href = _HREF.search(rest)
        address = html.unescape(next((part for part in href.groups() if part), "")) if href else ""
        address = address.strip() if is_link(address.strip()) else ""
        self._links.append(address)
        self.dropped += [] if address else ["a"]
        yield _Sort.WORDS, "[" if address else ""

    def _literal(self, words: str, *, fresh: bool) -> str:
        """Return words so that Markdown takes them for nothing else."""
        if not self._marks or self._source:
            return words
        shown = _ACTING.sub(r"\\\g<0>", words)
        start = _STARTING.match(shown) if fresh else None
        if start is None:
            return shown
        cut = start.end() if start.group()[0].isdigit() else 0
        return f"{shown[:cut]}\\{shown[cut:]}"


def _joined(pieces: list[_Piece]) -> Iterator[str]:
    """Yield what is shown: no space beside a break or another space, and no break at either end or beside another block."""
    shown: list[_Piece] = []
    for sort, words in pieces:
        last = shown[-1][0] if shown else _Sort.BLOCK
        if sort in _BREAKS and last is _Sort.SPACE:
            shown.pop()
            last = shown[-1][0]
        if (sort is _Sort.SPACE and last is not _Sort.WORDS) or (sort is _Sort.BLOCK and last is sort):
            continue
        if sort is _Sort.ITEM and last in _BREAKS:
            continue
        if sort is _Sort.BLOCK and last is _Sort.ITEM:
            shown.pop()
        if words:
            shown.append((sort, words))
    while shown and shown[-1][0] is not _Sort.WORDS:
        shown.pop()
    return (words for _, words in shown)

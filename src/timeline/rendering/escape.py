"""One escape per output language: a stranger's text comes out as that text, whatever it contains.

Every language has a subclass of `str` for what is already safe in it; HTML's is `markupsafe.Markup`. The environments put each expression of a template
through `escape`, and leave alone only what is of that class; so a template author cannot forget it, and text that is safe in
one language is not taken for safe in another.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markupsafe import Markup

from timeline.rendering.escapes.latex import LatexText, escape_latex, latex_address
from timeline.rendering.escapes.letters import BREAKS, is_link, visible
from timeline.rendering.escapes.markwhen import MarkwhenText, escape_markwhen
from timeline.rendering.escapes.mermaid import MermaidText, escape_mermaid
from timeline.rendering.escapes.rst import RstText, escape_rst, rst_address

__all__ = [
    "SAFE",
    "MarkdownText",
    "PlainText",
    "address",
    "escape",
    "escape_html",
    "escape_markdown",
    "escape_text",
    "is_link",
    "markdown_address",
]

_IN_HTML = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&#34;",
    "'": "&#39;",
    "{": "&#123;",
    "}": "&#125;",
    "\n": "&#10;",
}
_IN_HTML |= {char: f"&#{ord(char)};" for char in BREAKS}
_HTML = re.compile(f"[&<>\"'{{}}\n{BREAKS}]")

# What means something anywhere in CommonMark, or in what its common extensions add: tables, strike-through, mathematics,
# footnotes, highlights, mentions, roles, template braces.
_MARKDOWN = re.compile(r"[\\`*_{}\[\]<>&~|$^=@#]|(?<=\{)%|:(?=/|$)|!(?=$)|(?<=[Ww][Ww][Ww])\.")
# What means something where a line begins; a value cannot know whether it stands there.
_MARKDOWN_START = re.compile(r"[+\-!?:%.)]|[0-9]+(?=[.)])")
_MARKDOWN_BREAK = re.compile(f"[\n{BREAKS}]")
_TEXT_BREAK = re.compile(f"[\t\n\x0b\x0c{BREAKS}]+")


class MarkdownText(str):
    """Text that is safe as it stands in Markdown."""

    __slots__ = ()


class PlainText(str):
    """Text that is safe as it stands in a terminal."""

    __slots__ = ()


# The class of what is safe, by output language.
SAFE: dict[str, type[str]] = {
    "html": Markup,
    "markdown": MarkdownText,
    "text": PlainText,
    "latex": LatexText,
    "rst": RstText,
    "mermaid-timeline": MermaidText,
    "mermaid-gantt": MermaidText,
    "markwhen": MarkwhenText,
    "svg": Markup,
}


def escape(language: str, text: str) -> str:
    """Return `text` escaped for an output language, as that language's safe class."""
    return str.__new__(SAFE[language], _ESCAPES[language](text))


def escape_html(text: str) -> str:
    """Escape for HTML elements and quoted attributes, and for whatever document the HTML is pasted into.

    Template braces are written as references, so that a host that runs templates over its pages does not run ours; line breaks too, so
    that no blank line ends the block of HTML in a Markdown page.
    """
    return _HTML.sub(lambda found: _IN_HTML[found.group()], visible(text))


def escape_markdown(text: str, *, start: bool = True) -> str:
    """Escape for Markdown, so that a CommonMark parser reads the text that went in.

    Args:
        text: Any text.
        start: Whether it may stand where a line begins.
    """
    escaped = _MARKDOWN.sub(lambda found: f"\\{found.group()}", visible(text))
    if start and (mark := _MARKDOWN_START.match(escaped)):
        cut = mark.end() if mark.group()[0].isdigit() else 0
        escaped = f"{escaped[:cut]}\\{escaped[cut:]}"
    return _MARKDOWN_BREAK.sub(lambda found: f"&#{ord(found.group())};", escaped)


def escape_text(text: str) -> str:
    """Make a text safe for one line of a terminal: nothing in it acts, and a line break is a space."""
    return _TEXT_BREAK.sub(" ", visible(text))


def markdown_address(address: str) -> str:
    """Write an address for the inside of `<...>`, where Markdown reads references and nothing else."""
    return re.sub(r"&(?=#?\w+;)", "&amp;", address)


def address(language: str, text: str) -> str:
    """Write a web address as a link of an output language holds it; nothing where it is not safe to link.

    Where a language has no way of its own, it is plain text, to be escaped like any other.
    """
    if not is_link(text):
        return ""
    write = _ADDRESSES.get(language)
    return text if write is None else str.__new__(SAFE[language], write(text))


_ADDRESSES: dict[str, Callable[[str], str]] = {
    "markdown": markdown_address,
    "latex": latex_address,
    "rst": rst_address,
    "markwhen": str,  # nothing of an address acts there, and a joiner within it would spoil it
}

# A picture is XML, alone or within HTML; what is safe in the one is well formed in the other, for only numbers are referred to.
_ESCAPES: dict[str, Callable[[str], str]] = {
    "html": escape_html,
    "markdown": escape_markdown,
    "text": escape_text,
    "latex": escape_latex,
    "rst": escape_rst,
    "mermaid-timeline": escape_mermaid,
    "mermaid-gantt": escape_mermaid,
    "markwhen": escape_markwhen,
    "svg": escape_html,
}

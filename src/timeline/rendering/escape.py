"""One escape per output language: a stranger's text comes out as that text, whatever it contains.

Every language has a subclass of `str` for what is already safe in it; HTML's is `markupsafe.Markup`. The environments put each expression of a template
through `escape`, and leave alone only what is of that class; so a template author cannot forget it, and text that is safe in
one language is not taken for safe in another.
"""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from timeline.escaping import escape_html, escape_markdown, escape_text, is_link, markdown_address
from timeline.rendering.escapes.latex import LatexText, escape_latex, latex_address
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

"""Prose: summaries and notes, written in CommonMark without raw HTML and images, drawn in each output language.

It is parsed once into a tree, and each output language writes the tree with its own escape. What is not read (raw HTML, images, links to
anything but http and https) stays as the text that the author typed.
"""

from __future__ import annotations

import functools
import re
import textwrap
from collections.abc import Callable
from typing import TYPE_CHECKING

import attrs

from timeline.rendering.escape import SAFE, escape, escape_html, escape_markdown, escape_text, is_link, markdown_address
from timeline.rendering.escapes.latex import draw_latex
from timeline.rendering.escapes.markwhen import escape_markwhen
from timeline.rendering.escapes.mermaid import escape_mermaid
from timeline.rendering.escapes.rst import draw_rst
from timeline.rendering.escapes.tree import first, holds_blocks

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

__all__ = ["LONGEST_PROSE", "Prose", "draw"]

# Longer prose is shown as it was typed: a parser of Markdown can be made slow by what is put before it.
LONGEST_PROSE = 20_000
DEEPEST_PROSE = 18

# One line of running text in which CommonMark reads nothing but that text. It begins with a letter, so it is no list and no heading, and has
# no character that could mark anything, nor a space that the parser would cut off.
_UNMARKED = r"[^\x00-\x1f\x7f-\x9f\u2028\u2029\\`*_\[\]<&]*"
_RUNNING = re.compile(rf"[^\W\d_]{_UNMARKED}(?:&(?![#A-Za-z]){_UNMARKED})*(?<!\s)")

# Code cannot be escaped in Markdown, and hosts run templates before they read Markdown.
_TEMPLATE = re.compile(r"[{][{%#]|[}%#][}]")


@attrs.frozen
class Prose:
    """A text in Markdown, to be drawn as blocks.

    Attributes:
        text: As the author wrote it.
    """

    text: str

    def __bool__(self) -> bool:
        return bool(self.text)

    def __str__(self) -> str:
        return self.text

    @property
    def flows(self) -> bool:
        """Whether it begins with running text, so that a label can stand in the same line; a list or code cannot."""
        if self.runs:
            return True
        tree = self.tree
        return tree is None or bool(tree.children and tree.children[0].type == "paragraph")

    @property
    def runs(self) -> bool:
        """Whether it is one line of running text without any markup, as most summaries are.

        Why: nothing has to be parsed then, which takes some 100 microseconds; what is drawn is the same.
        """
        return len(self.text) <= LONGEST_PROSE and _RUNNING.fullmatch(self.text) is not None

    @property
    def tree(self) -> SyntaxTreeNode | None:
        """What CommonMark reads in it; None where it is to be shown as it was typed: too long, or nested too deeply."""
        return _tree(self.text)


def draw(language: str, prose: Prose) -> str:
    """Return prose as blocks of an output language, safe in it."""
    if language in _RUNS and prose.runs:
        return str.__new__(SAFE[language], _RUNS[language](prose.text))
    tree = prose.tree
    return escape(language, prose.text) if tree is None else SAFE[language](_WRITERS[language](tree))


def _tree(text: str) -> SyntaxTreeNode | None:
    """Parse a text; None for one that is too long, or nested so deeply that the parser would drop what lies further in."""
    from markdown_it.tree import SyntaxTreeNode

    if len(text) > LONGEST_PROSE:
        return None
    tokens = _parser().parse(text)
    return None if any(token.level >= DEEPEST_PROSE for token in tokens) else SyntaxTreeNode(tokens)


@functools.cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).disable(["image", "html_block", "html_inline", "reference"])
    parser.validateLink = is_link  # type: ignore[method-assign, assignment]
    return parser


# HTML. Headings become strong paragraphs: the order of headings belongs to the page.
_ELEMENTS = {
    "paragraph": "p",
    "em": "em",
    "strong": "strong",
    "blockquote": "blockquote",
    "bullet_list": "ul",
    "list_item": "li",
}
_VOID = {"hardbreak": "<br>", "softbreak": " ", "hr": "<hr>"}


def _html(node: SyntaxTreeNode) -> str:
    if node.type in _VOID:
        return _VOID[node.type]
    if node.type == "text":
        return escape_html(node.content)
    inner = "".join(_html(child) for child in node.children)
    if node.type in _ELEMENTS:
        return inner if node.hidden else f"<{_ELEMENTS[node.type]}>{inner}</{_ELEMENTS[node.type]}>"
    block = _HTML_BLOCKS.get(node.type)
    return inner if block is None else block(node, inner)


_HTML_BLOCKS: dict[str, Callable[[SyntaxTreeNode, str], str]] = {
    "heading": lambda _node, inner: f"<p><strong>{inner}</strong></p>",
    "ordered_list": lambda node, inner: f'<ol start="{first(node)}">{inner}</ol>',
    "link": lambda node, inner: f'<a href="{escape_html(str(node.attrs["href"]))}" rel="nofollow">{inner}</a>',
    "code_inline": lambda node, _inner: f"<code>{escape_html(node.content)}</code>",
    "code_block": lambda node, _inner: f"<pre><code>{escape_html(node.content)}</code></pre>",
    "fence": lambda node, _inner: f"<pre><code>{escape_html(node.content)}</code></pre>",
}


# Markdown. The tree is written anew, so that what counts as markup is decided here and not by the reader's parser. Lists have
# stars, because the templates make theirs with hyphens and one would run into the other.
def _markdown(node: SyntaxTreeNode) -> str:
    if node.type in _MARKDOWN_BLOCKS:
        return _MARKDOWN_BLOCKS[node.type](node)
    separator = "\n" if node.type == "list_item" and any(child.hidden for child in node.children) else "\n\n"
    return (separator if holds_blocks(node) else "").join(_markdown(child) for child in node.children)


def _listed(node: SyntaxTreeNode, write: Callable[[SyntaxTreeNode], str], bullet: str) -> str:
    """Write a list: each item under its mark, indented by the mark's width."""
    lines = []
    for number, item in enumerate(node.children, start=first(node)):
        mark = f"{number}. " if node.type == "ordered_list" else f"{bullet} "
        lines.append(mark + textwrap.indent(write(item), " " * len(mark)).lstrip())
    return "\n".join(lines)


def _code(text: str) -> str:
    """Write a code span whose fence is longer than any run of backticks in it; what a host might run, as text."""
    if _TEMPLATE.search(text):
        return escape_markdown(text)
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    pad = " " if text.startswith(("`", " ")) or text.endswith(("`", " ")) else ""
    return f"{fence}{pad}{escape_text(text)}{pad}{fence}"


def _fenced(text: str) -> str:
    """Write a block of code between fences longer than any in it; what a host might run, as text."""
    if _TEMPLATE.search(text):
        return escape_markdown(text.rstrip("\n"))
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return "\n".join([fence, *_code_lines(text), fence])


def _code_lines(text: str) -> list[str]:
    return [escape_text(line.replace("\t", "    ")) for line in text.rstrip("\n").split("\n")]


def _begins_line(node: SyntaxTreeNode) -> bool:
    before = node.previous_sibling
    return before is None or before.type == "hardbreak"


def _inside(node: SyntaxTreeNode) -> str:
    separator = "\n\n" if holds_blocks(node) else ""
    return separator.join(_markdown(child) for child in node.children)


_MARKDOWN_BLOCKS: dict[str, Callable[[SyntaxTreeNode], str]] = {
    "text": lambda node: escape_markdown(node.content, start=_begins_line(node)),
    "softbreak": lambda _node: " ",
    "hardbreak": lambda _node: "\\\n",
    "em": lambda node: f"*{_inside(node)}*",
    "strong": lambda node: f"**{_inside(node)}**",
    "heading": lambda node: f"**{_inside(node)}**",
    "hr": lambda _node: "***",
    "blockquote": lambda node: textwrap.indent(_inside(node), "> ", lambda _line: True),
    "bullet_list": lambda node: _listed(node, _markdown, "*"),
    "ordered_list": lambda node: _listed(node, _markdown, "*"),
    "link": lambda node: f"[{_inside(node)}](<{markdown_address(str(node.attrs['href']))}>)",
    "code_inline": lambda node: _code(node.content),
    "code_block": lambda node: _fenced(node.content),
    "fence": lambda node: _fenced(node.content),
}


# Plain text.
def _text(node: SyntaxTreeNode) -> str:
    if node.type in _TEXT_BLOCKS:
        return _TEXT_BLOCKS[node.type](node)
    return ("\n" if holds_blocks(node) else "").join(_text(child) for child in node.children)


def _linked(node: SyntaxTreeNode) -> str:
    inner, address = "".join(_text(child) for child in node.children), str(node.attrs["href"])
    return inner if inner == address else f"{inner} <{address}>"


_TEXT_BLOCKS: dict[str, Callable[[SyntaxTreeNode], str]] = {
    "text": lambda node: escape_text(node.content),
    "softbreak": lambda _node: " ",
    "hardbreak": lambda _node: "\n",
    "hr": lambda _node: "* * *",
    "blockquote": lambda node: textwrap.indent("\n".join(_text(child) for child in node.children), "> "),
    "bullet_list": lambda node: _listed(node, _text, "-"),
    "ordered_list": lambda node: _listed(node, _text, "-"),
    "link": _linked,
    "code_inline": lambda node: escape_text(node.content),
    "code_block": lambda node: textwrap.indent("\n".join(_code_lines(node.content)), "    "),
    "fence": lambda node: textwrap.indent("\n".join(_code_lines(node.content)), "    "),
}


# Diagrams have one line for whatever they say, and documents of markwhen one for each paragraph and each item of a list.
def _mermaid(node: SyntaxTreeNode) -> str:
    return escape_mermaid(" ".join(_text(node).split()))


def _markwhen(node: SyntaxTreeNode) -> str:
    lines = (re.sub(r"^\s*- ", "", line) for line in _text(node).split("\n"))
    return "\n".join(escape_markwhen(line) for line in lines if line.strip())


_WRITERS: dict[str, Callable[[SyntaxTreeNode], str]] = {
    "html": _html,
    "markdown": _markdown,
    "text": _text,
    "latex": draw_latex,
    "rst": draw_rst,
    "mermaid-timeline": _mermaid,
    "mermaid-gantt": _mermaid,
    "markwhen": _markwhen,
}
# What they come to for one line of running text, for the languages in which long pages are written.
_RUNS: dict[str, Callable[[str], str]] = {
    "html": lambda text: f"<p>{escape_html(text)}</p>",
    "markdown": escape_markdown,
    "text": escape_text,
}

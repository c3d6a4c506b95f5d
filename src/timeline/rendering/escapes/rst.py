r"""reStructuredText: text and prose that a parser of docutils reads as they went in.

A backslash stands before every mark that could act, wherever a template puts the text. There is no substitution, no role, no directive and no
target that comes from a field.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from timeline.escaping import BREAKS, visible
from timeline.rendering.escapes.tree import code_lines, first, holds_blocks, plain

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

__all__ = ["RstText", "draw_rst", "escape_rst", "rst_address", "rst_name", "rst_width"]

# A colon ends the name of a field, begins a role, and two of them a literal block; with it, addresses do not become links.
_RST = re.compile(r"[\\*`_|<>:@]")
# What means something where a line begins: bullets, numbers and letters of lists, options, adornments, attributions of quotations.
_RST_START = re.compile(
    r"[-+/=.#\u2022\u2023\u2043\u2014]|(?![,;] $)([!-/:-@\[-`{-~])\1*\s*$|\(?([0-9]+|[A-Za-z]|[ivxlcdmIVXLCDM]+|#)[.)](?=\s|$)"
)
# What may stand right behind a mark within a line.
_CLOSING = ".,;!?)]}'\"/-"
_BREAK = re.compile(f"[\t\n\x0b\x0c{BREAKS}]+")


class RstText(str):
    """Text that is safe as it stands in reStructuredText."""

    __slots__ = ()


def escape_rst(text: str, *, start: bool = True) -> str:
    r"""Escape for reStructuredText; a line break is a space.

    Args:
        text: Any text.
        start: Whether it may stand where a line begins.

    Examples:
        >>> print(escape_rst("1. *sic*, he_ said"))
        \1. \*sic\*, he\_ said
    """
    escaped = _RST.sub(lambda found: f"\\{found.group()}", _BREAK.sub(" ", visible(text)))
    if not start or not _RST_START.match(escaped):
        return escaped
    return f"\\ {escaped}" if escaped.startswith("\\") else f"\\{escaped}"  # an escaped space is not shown


def rst_address(address: str) -> str:
    """Write an address for the inside of `<...>` in a reference, where an underscore at its end would name a target."""
    return address.replace("_", "\\_")


def rst_name(anchor: str) -> str:
    """Write a DOM id as the label of a footnote, in which no two marks stand side by side and none at the end.

    Examples:
        >>> rst_name("chron-herald"), rst_name("chron-a--b-")
        ('chron-herald', 'chron-a+2+b+1')
    """
    return re.sub(
        r"[-_]+$",
        lambda run: f"+{len(run[0])}",
        re.sub(r"[-_]{2,}(?=.)|_(?=.)", lambda run: f"+{len(run[0])}+", anchor),
    )


def rst_width(text: str) -> int:
    """Return how long the line under a heading has to be, by no count of any version of docutils too short."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


# Prose. Marks within words need an escaped space beside them, and none stands within another.


def draw_rst(node: SyntaxTreeNode) -> str:
    """Write a tree of prose; blocks are separated by empty lines."""
    if node.type in _BLOCKS:
        return _BLOCKS[node.type](node)
    return _stacked(node) if holds_blocks(node) else _line(node.children)


def _stacked(node: SyntaxTreeNode) -> str:
    """Put blocks below one another; an empty comment parts those that would run into each other."""
    parts: list[str] = []
    runs_on = False
    for child in node.children:
        block = draw_rst(child)
        if not block:
            continue
        inset = child.type in _INSET or block.startswith("| ")
        lost = not parts and node.type == "list_item" and child.type == "blockquote"
        parts += ["..", block] if lost or (inset and runs_on) else [block]
        runs_on = inset
    return "\n\n".join(parts)


def _listed(node: SyntaxTreeNode) -> str:
    """Write a list: each item under its mark, indented by the mark's width."""
    items = []
    for number, item in enumerate(node.children, start=first(node)):
        mark = f"{number}. " if node.type == "ordered_list" else "- "
        items.append((mark + textwrap.indent(draw_rst(item), " " * len(mark)).lstrip()).rstrip())
    return ("\n\n" if any("\n" in item for item in items) else "\n").join(items)


def _paragraph(node: SyntaxTreeNode) -> str:
    """Write a paragraph in one line, or in several where its author broke it."""
    words = node.children[0].children if node.children else []
    lines: list[list[SyntaxTreeNode]] = [[]]
    for child in words:
        if child.type == "hardbreak":
            lines.append([])
        else:
            lines[-1].append(child)
    if len(lines) == 1:
        return _line(words)
    return "\n".join(f"| {_line(line)}".rstrip() for line in lines)


def _line(nodes: Iterable[SyntaxTreeNode]) -> str:
    """Write words; where a mark meets a letter, an escaped space parts them and is not shown."""
    line = ""
    marked = False
    for node in nodes:
        for text, marks in _pieces(node, start=not line):
            if text:
                parted = not line or line[-1].isspace() or text[0].isspace() or not (marks or marked)
                parted = parted or (marked and text[0] in _CLOSING)
                line += text if parted else f"\\ {text}"
                marked = marks
    return line


def _pieces(node: SyntaxTreeNode, *, start: bool) -> Iterator[tuple[str, bool]]:
    """Yield the texts of a part of a paragraph, and whether each bears marks; white space stays outside of them."""
    if node.type in {"em", "strong"} and any(child.type == "link" for child in node.walk()):
        for child in node.children:
            yield from _pieces(child, start=False)
        return
    text = plain(node)
    bare = text.strip()
    if node.type not in _MARKS or not (bare or node.type == "link"):
        yield escape_rst(text, start=start), False
        return
    yield text[: len(text) - len(text.lstrip())], False
    yield _MARKS[node.type](node, bare), True
    yield text[len(text.rstrip()) :], False


def _literal(_node: SyntaxTreeNode, text: str) -> str:
    """Write code; nothing can be escaped in it, so what would end it is written as text."""
    return escape_rst(text, start=True) if "`" in text else f"``{_BREAK.sub(' ', visible(text))}``"


def _linked(node: SyntaxTreeNode, text: str) -> str:
    address = str(node.attrs["href"])
    return f"`{escape_rst(text or address, start=False)} <{rst_address(address)}>`__"


def _code(node: SyntaxTreeNode) -> str:
    lines = [_BREAK.sub(" ", visible(line)) for line in code_lines(node)]
    return "::\n\n" + textwrap.indent("\n".join(lines), "    ") if lines else ""


_INSET = {"bullet_list", "ordered_list", "blockquote", "code_block", "fence"}
_MARKS: dict[str, Callable[[SyntaxTreeNode, str], str]] = {
    "em": lambda _node, text: f"*{escape_rst(text, start=False)}*",
    "strong": lambda _node, text: f"**{escape_rst(text, start=False)}**",
    "code_inline": _literal,
    "link": _linked,
}
_BLOCKS: dict[str, Callable[[SyntaxTreeNode], str]] = {
    "paragraph": _paragraph,
    "heading": lambda node: _strong(plain(node)),
    "hr": lambda _node: "\\* \\* \\*",
    "blockquote": lambda node: textwrap.indent(_stacked(node), "    "),
    "bullet_list": _listed,
    "ordered_list": _listed,
    "code_block": _code,
    "fence": _code,
}


def _strong(text: str) -> str:
    return f"**{escape_rst(text.strip(), start=False)}**" if text.strip() else ""

"""Prose of a dossier as nodes of docutils: Markdown, in whatever markup the document around it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from docutils import nodes

from timeline.escaping import escape_text, visible
from timeline.rendering.escapes.tree import code_lines, depth, first, holds_blocks, plain

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

    from timeline.rendering.prose import Prose

__all__ = ["blocks", "paragraph"]

# LaTeX knows six lists within each other, and what stands around the prose needs some of them.
DEEPEST = 3


def paragraph(*parts: str | nodes.Node) -> nodes.paragraph:
    """Return a paragraph of texts and nodes; a line break in a text is a space."""
    found = nodes.paragraph()
    found += [nodes.Text(escape_text(part)) if isinstance(part, str) else part for part in parts]
    return found


def blocks(prose: Prose) -> list[nodes.Node]:
    """Return prose as blocks. What is no Markdown of ours (raw HTML, images, roles, unsafe addresses) stays as it was typed."""
    if not prose:
        return []
    tree = prose.tree
    return [paragraph(prose.text)] if tree is None else _blocks(tree)


def _blocks(node: SyntaxTreeNode) -> list[nodes.Node]:
    return [block for child in node.children for block in _block(child)]


def _block(node: SyntaxTreeNode) -> list[nodes.Node]:
    if node.type in _NESTING:
        return [_NESTING[node.type](node)] if depth(node) < DEEPEST else _blocks(node)
    if node.type in _BLOCKS:
        return [_BLOCKS[node.type](node)]
    return _blocks(node) if holds_blocks(node) else [paragraph(*_inline(node.children))]


def _words(node: SyntaxTreeNode) -> nodes.Node:
    """Return a paragraph, or a block of lines where the author broke it."""
    lines: list[list[SyntaxTreeNode]] = [[]]
    for child in node.children[0].children if node.children else ():
        if child.type == "hardbreak":
            lines.append([])
        else:
            lines[-1].append(child)
    if len(lines) == 1:
        return paragraph(*_inline(lines[0]))
    block = nodes.line_block()
    block += [nodes.line("", "", *_inline(line)) for line in lines]
    return block


def _listed(kind: type[nodes.Element]) -> Callable[[SyntaxTreeNode], nodes.Node]:
    def draw(node: SyntaxTreeNode) -> nodes.Node:
        found = kind()
        if kind is nodes.enumerated_list:
            found["enumtype"], found["prefix"], found["suffix"] = "arabic", "", "."
            if first(node) != 1:
                found["start"] = first(node)
        else:
            found["bullet"] = "-"
        for item in node.children:
            found += nodes.list_item("", *(_blocks(item) or [nodes.paragraph()]))
        return found

    return draw


def _code(node: SyntaxTreeNode) -> nodes.Node:
    text = "\n".join(visible(line) for line in code_lines(node))
    return nodes.literal_block(text, text, language="none")


def _heading(node: SyntaxTreeNode) -> nodes.Node:
    return paragraph(nodes.strong("", "", *_inline(node.children)))


def _inline(children: Iterable[SyntaxTreeNode]) -> list[nodes.Node]:
    return [part for child in children for part in _part(child)]


def _part(node: SyntaxTreeNode) -> list[nodes.Node]:
    if node.type in {"softbreak", "hardbreak"}:
        return [nodes.Text(" ")]
    if node.type == "text":
        return [nodes.Text(escape_text(node.content))]
    if node.type == "code_inline":
        return [nodes.literal("", escape_text(node.content))]
    inner = _inline(node.children)
    if node.type == "link":
        address = str(node.attrs["href"])
        return [nodes.reference("", "", *(inner or [nodes.Text(address)]), refuri=address)]
    return [_MARKS[node.type]("", "", *inner)] if node.type in _MARKS and plain(node).strip() else inner


_MARKS: dict[str, type[nodes.TextElement]] = {"em": nodes.emphasis, "strong": nodes.strong}
_NESTING: dict[str, Callable[[SyntaxTreeNode], nodes.Node]] = {
    "bullet_list": _listed(nodes.bullet_list),
    "ordered_list": _listed(nodes.enumerated_list),
    "blockquote": lambda node: nodes.block_quote("", *_blocks(node)),
}
_BLOCKS: dict[str, Callable[[SyntaxTreeNode], nodes.Node]] = {
    "paragraph": _words,
    "heading": _heading,
    "hr": lambda _node: paragraph("* * *"),
    "code_block": _code,
    "fence": _code,
}

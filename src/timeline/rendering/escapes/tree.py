"""What the drawers of prose ask of a tree of CommonMark."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

__all__ = ["code_lines", "depth", "first", "holds_blocks", "plain"]

_BLOCKS = {
    "paragraph",
    "heading",
    "blockquote",
    "bullet_list",
    "ordered_list",
    "list_item",
    "code_block",
    "fence",
    "hr",
}
_NESTING = {"blockquote", "bullet_list", "ordered_list"}


def holds_blocks(node: SyntaxTreeNode) -> bool:
    """Whether blocks stand within a node, and not words."""
    return any(child.is_root or child.type in _BLOCKS for child in node.children)


def first(node: SyntaxTreeNode) -> int:
    """Return the number of the first item of a list."""
    return int(node.attrs.get("start", 1))


def depth(node: SyntaxTreeNode) -> int:
    """Return in how many lists and quotations a node stands."""
    count, parent = 0, node.parent
    while parent is not None:
        count += parent.type in _NESTING
        parent = parent.parent
    return count


def plain(node: SyntaxTreeNode) -> str:
    """Return the words within a node, without their marks."""
    if node.type in {"softbreak", "hardbreak"}:
        return " "
    return "".join(plain(child) for child in node.children) if node.children else node.content


def code_lines(node: SyntaxTreeNode) -> list[str]:
    """Return the lines of a block of code, without tabs; none where it is empty."""
    text = node.content.replace("\t", "    ").strip("\n")
    return [line.rstrip() for line in text.split("\n")] if text.strip() else []

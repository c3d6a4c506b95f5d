r"""LaTeX: text and prose for the body of a document, under pdfLaTeX, XeLaTeX and LuaLaTeX.

No character keeps a meaning for TeX, and no two of them run together into another one. Letters beyond those of Latin
alphabets stay as they are, as the argument of `\chronother` or `\chronrtl`: it is for the document to find a font for them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from timeline.escaping import BREAKS, visible
from timeline.rendering.escapes.tree import code_lines, depth, first, holds_blocks

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

__all__ = ["LatexText", "draw_latex", "escape_latex", "latex_address"]

# LaTeX refuses lists within lists from the fifth on, and prose stands in a document that may have some already.
DEEPEST = 3
BULLET = r"\textbullet{}"

_IN_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "%": r"\%",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    '"': r"\textquotedbl{}",
    "'": r"\textquotesingle{}",
    "`": r"\textasciigrave{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    # Behind `\item`, `\\` and the like these would begin an argument.
    "[": "{[}",
    "]": "{]}",
    "*": "{*}",
    # LuaLaTeX takes this for a fault in the file; what it stands in for was no text.
    "\N{REPLACEMENT CHARACTER}": "{[}U+FFFD{]}",
    # Two of these would become one dash, one quotation mark.
    "-": "-{}",
    ",": ",{}",
}
# An apostrophe between letters is set as one; two commas as a quotation mark, also where the second is that of a template.
_LATEX = re.compile(
    r"[\\{}$&#_%^~\"`<>|\[\]*\ufffd]|'(?![^\W\d_])|(?<![^\W\d_])'|-(?=-)|,(?=,|$)",
)
_BREAK = re.compile(f"[\t\n\x0b\x0c{BREAKS}]+")
# What the fonts of every TeX have: Latin letters, and the signs of print.
_OWN = "\x00-\u0137\u0139-\u0148\u014a-\u0165\u0168-\u017f\u0218-\u021b\u2010\u2011\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122"
# The rest, each run in letters that one font can have: those written from right to left, Chinese and Japanese, Korean, signs one by one, alphabets.
_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_HAN = "\u2e80-\u312f\u3190-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
_HANGUL = "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff"
_SIGN = "\u2000-\u2e7f\ufe00-\ufe0f\U0001f000-\U0001faff"
_ALPHABET = f"{_OWN}{_RIGHT}{_HAN}{_HANGUL}{_SIGN}"
_OTHER = re.compile(
    "|".join(
        (
            r"[^\W\d_][\u0300-\u036f]+",
            *(f"[{own}]+(?:(?:[,.:;!?]? |-)[{own}]+)*" for own in (_RIGHT, _HAN, _HANGUL)),
            f"(?![{_OWN}])[{_SIGN}](?:[\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]|\u200d[{_SIGN}])*",
            f"[^{_ALPHABET}]+(?: [^{_ALPHABET}]+)*",
        )
    )
)
_RTL = re.compile(f"[{_RIGHT}]")
# TeX breaks a line at spaces only; in a word that no line can hold, it may break elsewhere, and between Chinese characters anywhere.
_LONG = re.compile(r"(\S{31,})")
_PARTS = re.compile(
    r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]{1,8}|[^/.?&=_-]{0,29}[/.?&=_-]+|[^/.?&=_-]{1,30}[\u0300-\u036f\u200d]*"
)


class LatexText(str):
    """Text that is safe as it stands in LaTeX."""

    __slots__ = ()


def escape_latex(text: str) -> str:
    r"""Escape for the running text of LaTeX and the arguments of its commands; a line break is a space.

    Examples:
        >>> print(escape_latex("AT&T -- 100% [sic]"))
        AT\&T -{}- 100\% {[}sic{]}
    """
    words = _LONG.split(_BREAK.sub(" ", visible(text)))
    return "".join(_breakable(word) if number % 2 else _escaped(word) for number, word in enumerate(words))


def _escaped(text: str) -> str:
    escaped = _LATEX.sub(lambda found: _IN_LATEX[found.group()], text)
    return escaped if escaped.isascii() else _OTHER.sub(_named, escaped)


def _named(found: re.Match[str]) -> str:
    return f"\\chron{'rtl' if _RTL.match(found.group()) else 'other'}{{{found.group()}}}"


def _breakable(word: str) -> str:
    return "\\allowbreak{}".join(_escaped(part) for part in _PARTS.findall(word))


def latex_address(address: str) -> str:
    r"""Write an address for the first argument of `\href`, wherever that stands."""
    return re.sub(r"[#%&_~]", r"\\\g<0>", address.replace("$", "%24"))


# Prose. Headings become strong paragraphs, as everywhere.


def draw_latex(node: SyntaxTreeNode) -> str:
    """Write a tree of prose; a paragraph ends with an empty line."""
    if node.type in _BLOCKS:
        return _BLOCKS[node.type](node)
    return _inside(node)


def _inside(node: SyntaxTreeNode) -> str:
    separator = "\n\n" if holds_blocks(node) else ""
    return separator.join(draw_latex(child) for child in node.children)


def _listed(node: SyntaxTreeNode) -> str:
    """Write a list; numbers are written out, so that no counter of the document is needed."""
    items = [_inside(item) for item in node.children]
    numbers = [f"{number}." for number, _ in enumerate(items, start=first(node))]
    marks = numbers if node.type == "ordered_list" else [""] * len(items)
    if depth(node) >= DEEPEST:
        return "\n\n".join(f"{mark or BULLET} {text}" for mark, text in zip(marks, items, strict=True))
    starts = [f"\\item[{mark}]" if mark else "\\item" for mark in marks]
    lines = [f"{start} {text}" for start, text in zip(starts, items, strict=True)]
    return "\n".join(("\\begin{itemize}", *lines, "\\end{itemize}"))


def _quoted(node: SyntaxTreeNode) -> str:
    inner = _inside(node)
    return inner if depth(node) >= DEEPEST or not inner else f"\\begin{{quote}}\n{inner}\n\\end{{quote}}"


def _code(node: SyntaxTreeNode) -> str:
    """Write a block of code line by line; nothing in it is left as it was typed, as `verbatim` would."""
    lines = [_code_line(line) for line in code_lines(node)]
    if not lines:
        return ""
    if depth(node) >= DEEPEST:
        return "\n\n".join(f"\\texttt{{{line}}}" for line in lines)
    body = "\n\n".join(f"\\noindent {line}" for line in lines)
    return f"\\begin{{quote}}\n\\ttfamily\n{body}\n\\end{{quote}}"


def _code_line(line: str) -> str:
    room = len(line) - len(line.lstrip(" "))
    return "~" * room + re.sub(" (?= )", "~", escape_latex(line[room:])) or "~"


def _linked(node: SyntaxTreeNode) -> str:
    address = str(node.attrs["href"])
    return f"\\href{{{latex_address(address)}}}{{{_inside(node) or escape_latex(address)}}}"


_BLOCKS: dict[str, Callable[[SyntaxTreeNode], str]] = {
    "text": lambda node: escape_latex(node.content),
    "softbreak": lambda _node: " ",
    "hardbreak": lambda _node: "\\leavevmode\\newline{}",
    "em": lambda node: f"\\emph{{{_inside(node)}}}",
    "strong": lambda node: f"\\textbf{{{_inside(node)}}}",
    "heading": lambda node: f"\\textbf{{{_inside(node)}}}",
    "hr": lambda _node: "\\begin{center}\n{*}\\quad{*}\\quad{*}\n\\end{center}",
    "blockquote": _quoted,
    "bullet_list": _listed,
    "ordered_list": _listed,
    "link": _linked,
    "code_inline": lambda node: f"\\texttt{{{escape_latex(node.content)}}}",
    "code_block": _code,
    "fence": _code,
}

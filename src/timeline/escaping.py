"""A stranger's text made safe: for HTML, for Markdown, for one line of a terminal; and which addresses may become links.

Nothing here knows of templates, so that every floor can use it. `timeline.rendering` adds the other output languages.
"""

from __future__ import annotations

import re

__all__ = ["escape_html", "escape_markdown", "escape_text", "is_inert", "is_link", "markdown_address", "visible"]

# Embeddings, overrides and isolates reorder what stands around them. The marks of ordinary Arabic and Hebrew spelling
# (U+200E, U+200F, U+061C) and the joiners are left: they act on their neighbours only.
_BIDI = "\u202a-\u202e\u2066-\u2069"
BREAKS = "\u2028\u2029"
_CONTROLS = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\U000e0000-\U000e007f"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17))
)
_UNSHOWN = re.compile(f"[{_BIDI}{_CONTROLS}]")
_NEWLINE = re.compile(
    "\r[\n\x85]?|\x85"
)  # as XML 1.1 reads line ends; browsers read a reference to U+0085 as an ellipsis
_shown = re.compile("[\n -~\xa0-\u2027\u202f-\u2065\u206a-\ud7ff]*").fullmatch  # what most texts are made of

_LINK = re.compile(r"https?://[A-Za-z0-9\[][A-Za-z0-9\-._~:/?#\[\]!$&'()*+,;=%@]*")
LONGEST_LINK = 2048


def is_link(address: str) -> bool:
    """Whether an address may become a link: http or https, a host, no user name, nothing but characters of an address."""
    if len(address) > LONGEST_LINK or not _LINK.fullmatch(address):
        return False
    host = re.split("[/?#]", address.partition("://")[2], maxsplit=1)[0]
    return "@" not in host


def visible(text: str) -> str:
    """Write bidirectional controls as their names, line ends of other systems as ours, and what may not be in a text as the replacement character."""
    text = str.__str__(text)
    if (text.isascii() and text.isprintable()) or _shown(text):
        return text
    return _UNSHOWN.sub(_named, _NEWLINE.sub("\n", text))


def _named(found: re.Match[str]) -> str:
    char = found.group()
    return f"\u27e8U+{ord(char):04X}\u27e9" if re.match(f"[{_BIDI}]", char) else "\N{REPLACEMENT CHARACTER}"


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

# Letters, digits, spaces and signs that HTML leaves as they are; most texts have no others.
is_inert = re.compile("[ !#-%(-;=?-z|~\xa0-\u2027\u202f-\u2065\u206a-\ud7ff]*").fullmatch

# What means something anywhere in CommonMark, or in what its common extensions add: tables, strike-through, mathematics,
# footnotes, highlights, mentions, roles, template braces.
_MARKDOWN = re.compile(r"[\\`*_{}\[\]<>&~|$^=@#]|(?<=\{)%|:(?=/|$)|!(?=$)|(?<=[Ww][Ww][Ww])\.")
# What means something where a line begins; a value cannot know whether it stands there.
_MARKDOWN_START = re.compile(r"[+\-!?:%.)]|[0-9]+(?=[.)])")
_MARKDOWN_BREAK = re.compile(f"[\n{BREAKS}]")
_TEXT_BREAK = re.compile(f"[\t\n\x0b\x0c{BREAKS}]+")


def escape_html(text: str) -> str:
    """Escape for HTML elements and quoted attributes, and for whatever document the HTML is pasted into.

    Template braces are written as references, so that a host that runs templates over its pages does not run ours; line breaks too, so
    that no blank line ends the block of HTML in a Markdown page.
    """
    if type(text) is str and is_inert(text):
        return text
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

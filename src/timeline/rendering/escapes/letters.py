"""Which letters no output language shows as they are, and which addresses may become links."""

from __future__ import annotations

import re

__all__ = ["BREAKS", "is_link", "visible"]

# Embeddings, overrides and isolates reorder what stands around them. The marks of ordinary Arabic and Hebrew spelling
# (U+200E, U+200F, U+061C) and the joiners are left: they act on their neighbours only.
_BIDI = "\u202a-\u202e\u2066-\u2069"
BREAKS = "\x85\u2028\u2029"
_CONTROLS = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\U000e0000-\U000e007f"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17))
)
_UNSHOWN = re.compile(f"[{_BIDI}{_CONTROLS}]")
_NEWLINE = re.compile("\r\n?")

_LINK = re.compile(r"https?://[A-Za-z0-9\[][A-Za-z0-9\-._~:/?#\[\]!$&'()*+,;=%@]*")
LONGEST_LINK = 2048


def is_link(address: str) -> bool:
    """Whether an address may become a link: http or https, a host, no user name, nothing but characters of an address."""
    if len(address) > LONGEST_LINK or not _LINK.fullmatch(address):
        return False
    host = re.split("[/?#]", address.partition("://")[2], maxsplit=1)[0]
    return "@" not in host


def visible(text: str) -> str:
    """Write bidirectional controls as their names, and what may not be in a text as the replacement character."""
    text = str.__str__(text)
    if text.isascii() and text.isprintable():
        return text
    return _UNSHOWN.sub(_named, _NEWLINE.sub("\n", text))


def _named(found: re.Match[str]) -> str:
    char = found.group()
    return f"\u27e8U+{ord(char):04X}\u27e9" if re.match(f"[{_BIDI}]", char) else "\N{REPLACEMENT CHARACTER}"

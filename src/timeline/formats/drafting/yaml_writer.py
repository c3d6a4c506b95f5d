"""The tree of a dossier as YAML that a person likes to read, and whose changes a person can follow.

A record stands on one line where it fits, otherwise one field to a line; an event always has one field to a line. Texts have
quotation marks where YAML needs them, and where another program would take the text for a number, a flag or nothing. Long texts are
folded, texts of several lines stand as they are. The same tree always gives the same bytes.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping

from timeline.formats.drafting.tree import INVISIBLE, Tree

__all__ = ["write"]

WIDTH = 110
LONGEST_KEY = 1_000  # a parser looks no farther than 1024 bytes for the colon

_VERSION = "timeline"
_ALWAYS_LONG = "events"

# Texts that need no quotation marks: begun by a letter, a digit or a sign that means nothing to YAML, without its brackets and commas.
_PLAIN = re.compile(
    r"[^\W_](?:[^\n\t:#]|:(?=[^\s,\[\]{}])|(?<=[^\s])#)*|[~(/$€£«“„\u2018][^\s:#](?:[^\n\t:#]|:(?=[^\s,\[\]{}])|(?<=\S)#)*"
)
_FLOW = re.compile(r"[,?\[\]{}]")
# What a program that gives plain texts types of its own would not read as a text. Dates stay plain: they mean themselves.
_TYPED = re.compile(
    r"~|null|true|false|yes|no|on|off|[yn]|[-+]?(?:\.?[0-9][0-9_.,:]*(?:e[-+]?[0-9]*)?|0x[0-9a-f_]+|0o[0-7_]+|0b[01_]+)",
    re.IGNORECASE,
)
_FOLDABLE = re.compile(r"[^ \t\n]+(?: [^ \t\n]+)+")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def write(tree: dict[str, Tree]) -> str:
    """Return the YAML of a dossier."""
    lines: list[str] = []
    for key, value in tree.items():
        if isinstance(value, dict):
            lines += ["", f"{key}:", *_section(value, long=key == _ALWAYS_LONG)]
        else:
            lines += [f"{key}: {value}"] if key == _VERSION else _entry(key, value, 0)
    return "\n".join(lines) + "\n"


def _section(records: Mapping[str, Tree], *, long: bool) -> Iterator[str]:
    for name, fields in records.items():
        if long and isinstance(fields, dict) and fields and not _has_long_key(fields):
            yield f"  {_key(name)}:"
            for key, value in fields.items():
                yield from _entry(key, value, 4)
        else:
            yield from _entry(name, fields, 2)


def _entry(key: str, value: Tree, indent: int) -> Iterator[str]:
    """Yield the lines of a key and its value, on one line where they fit."""
    return _filled(f"{' ' * indent}{_key(key)}:", value, indent)


def _item(value: Tree, indent: int) -> Iterator[str]:
    return _filled(f"{' ' * indent}-", value, indent)


def _filled(lead: str, value: Tree, indent: int) -> Iterator[str]:
    if isinstance(value, str):
        yield from _text(lead, value, indent + 2)
        return
    short = f"{lead} {_flow(value)}"
    if len(short) <= WIDTH or not value or _has_long_key(value):
        yield short
        return
    yield lead
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _entry(key, inner, indent + 2)
    else:
        for inner in value:
            yield from _item(inner, indent + 2)


def _text(lead: str, text: str, indent: int) -> Iterator[str]:
    """Yield a text: on its line, as a literal block of several lines, or folded where it is long."""
    margin = " " * indent
    if "\n" in text and _stands_as_block(text):
        yield f"{lead} |-"
        yield from (f"{margin}{line}" if line else "" for line in text.split("\n"))
    elif len(lead) + len(text) >= WIDTH and _FOLDABLE.fullmatch(text) and not INVISIBLE.search(text):
        yield f"{lead} >-"
        yield from (f"{margin}{line}" for line in _folded(text, WIDTH - indent))
    else:
        yield f"{lead} {_scalar(text, flow=False)}"


def _folded(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, max(width, 20), break_long_words=False, break_on_hyphens=False)


def _stands_as_block(text: str) -> bool:
    """Whether the lines of a text come back as they are, and look as they are."""
    lines = text.split("\n")
    return (
        lines[0].strip() == lines[0] != ""
        and lines[-1] != ""
        and not INVISIBLE.search(text)
        and all("\t" not in line and line.rstrip() == line for line in lines)
    )


def _flow(value: Tree) -> str:
    """Return a value on one line, in brackets."""
    if isinstance(value, str):
        return _scalar(value, flow=True)
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_flow_key(key)}: {_flow(inner)}' for key, inner in value.items())}}}"
    return f"[{', '.join(_flow(inner) for inner in value)}]"


def _key(key: str) -> str:
    return _scalar(key, flow=True)


def _flow_key(key: str) -> str:
    written = _key(key)
    return f"? {written}" if len(written) > LONGEST_KEY else written


def _has_long_key(value: Tree) -> bool:
    """Whether a key is too long to stand before its colon, and must be announced, which only brackets do in one line."""
    return isinstance(value, dict) and any(_flow_key(key).startswith("? ") for key in value)


def _scalar(text: str, *, flow: bool) -> str:
    """Return a text as one word of YAML, with quotation marks if need be."""
    if INVISIBLE.search(text) or "\n" in text or "\t" in text:
        return _escaped(text)
    if _PLAIN.fullmatch(text) and not (flow and _FLOW.search(text)) and not _TYPED.fullmatch(text) and text[-1] != " ":
        return text
    if "'" in text and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def _escaped(text: str) -> str:
    quoted = "".join(_ESCAPES.get(char, char) for char in text)
    return f'"{INVISIBLE.sub(_escape, quoted)}"'


def _escape(found: re.Match[str]) -> str:
    number = ord(found.group())
    if number < 0x100:
        return f"\\x{number:02X}"
    return f"\\u{number:04X}" if number < 0x10000 else f"\\U{number:08X}"

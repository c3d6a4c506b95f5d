"""The tree of a dossier as JSON: what fits on one line stands on one, so that a changed record is a changed line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from timeline.formats.drafting.tree import INVISIBLE, Tree

__all__ = ["flow", "write"]

WIDTH = 110


def write(tree: dict[str, Tree]) -> str:
    """Return the JSON of a dossier."""
    entries = {key: int(value) if key == "timeline" else value for key, value in tree.items()}
    blocks = [",\n".join(_section(key, value)) for key, value in entries.items()]
    return "{\n" + ",\n".join(blocks) + "\n}\n"


def _section(key: str, value: Tree) -> Iterator[str]:
    """Yield a section with one record to an entry, however short it is."""
    if not isinstance(value, dict):
        yield _laid_out(f"  {flow(key)}: ", value, 2)
        return
    records = ",\n".join(_laid_out(f"    {flow(name)}: ", fields, 4) for name, fields in value.items())
    yield f"  {flow(key)}: {{\n{records}\n  }}"


def _laid_out(lead: str, value: Tree, indent: int) -> str:
    """Return a value behind its key, over several lines where it is too long for one."""
    short = lead + flow(value)
    if len(short) < WIDTH or not value or isinstance(value, str):
        return short
    margin = " " * (indent + 2)
    if isinstance(value, dict):
        inner = ",\n".join(_laid_out(f"{margin}{flow(key)}: ", item, indent + 2) for key, item in value.items())
        return f"{lead}{{\n{inner}\n{' ' * indent}}}"
    inner = ",\n".join(_laid_out(margin, item, indent + 2) for item in value)
    return f"{lead}[\n{inner}\n{' ' * indent}]"


def flow(value: Tree) -> str:
    """Return a value on one line, with what nobody would see written as an escape."""
    return INVISIBLE.sub(_escape, json.dumps(value, ensure_ascii=False))


def _escape(found: re.Match[str]) -> str:
    return json.dumps(found.group())[1:-1]

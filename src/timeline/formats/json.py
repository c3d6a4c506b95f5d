"""JSON, the format for programs: the same tree as in YAML.

Lost: the order of keys, and the white space. A number is read where a figure wants one and in the version; anywhere else it is a
mistake, and so is `null`.
"""

from __future__ import annotations

from timeline.chronology import Chronology
from timeline.formats import json_reader, json_writer, loading
from timeline.formats.draft import plain
from timeline.formats.tree import Syntax

__all__ = ["SUFFIXES", "SYNTAX", "dumps", "loads"]

SUFFIXES = (".json",)


class _Json:
    read = staticmethod(json_reader.read)
    spots = staticmethod(json_reader.spots)
    write = staticmethod(json_writer.write)


SYNTAX: Syntax = _Json()


def loads(text: str, *, file: str | None = None) -> Chronology:
    """Return the chronology of a JSON text; see `timeline.formats.loads`."""
    return loading.load(text, SYNTAX, file=file)


def dumps(chronology: Chronology) -> str:
    """Return a chronology as JSON, in the long form; see `timeline.formats.dumps`."""
    return SYNTAX.write(plain(chronology))

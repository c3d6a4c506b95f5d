"""YAML, the format for people: the tree of a dossier as it is read and written by hand.

Lost: comments, the order of keys and the choice of quotation marks. Everything else comes back equal.
"""

from __future__ import annotations

from timeline.chronology import Chronology
from timeline.formats import loading, yaml_reader, yaml_writer
from timeline.formats.draft import plain
from timeline.formats.tree import Syntax

__all__ = ["SUFFIXES", "SYNTAX", "dumps", "loads"]

SUFFIXES = (".yaml", ".yml")


class _Yaml:
    read = staticmethod(yaml_reader.read)
    spots = staticmethod(yaml_reader.spots)
    write = staticmethod(yaml_writer.write)


SYNTAX: Syntax = _Yaml()


def loads(text: str, *, file: str | None = None) -> Chronology:
    """Return the chronology of a YAML text; see `timeline.formats.loads`."""
    return loading.load(text, SYNTAX, file=file)


def dumps(chronology: Chronology) -> str:
    """Return a chronology as YAML, in the long form; see `timeline.formats.dumps`."""
    return SYNTAX.write(plain(chronology))

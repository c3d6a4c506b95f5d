"""YAML, the format for people: the tree of a dossier as it is read and written by hand.

Kept:
    everything: the keys of a dossier
Lost:
    comments, the order of keys, quotation marks: they are not part of what a chronology says
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.chronology import Chronology
from timeline.formats.drafting import loading, yaml_reader, yaml_writer
from timeline.formats.drafting.draft import plain
from timeline.formats.drafting.tree import Syntax
from timeline.formats.manifest import Manifest

__all__ = ["SYNTAX", "loads", "stream"]


class _Yaml:
    read = staticmethod(yaml_reader.read)
    spots = staticmethod(yaml_reader.spots)
    write = staticmethod(yaml_writer.write)


SYNTAX: Syntax = _Yaml()


def loads(text: str, *, file: str | None = None) -> Chronology:
    """Return the chronology of a YAML text; see `timeline.formats.loads`."""
    return loading.load(text, SYNTAX, file=file)


def stream(chronology: Chronology, manifest: Manifest) -> Iterator[str]:
    """Yield a chronology as YAML, in the long form; see `timeline.formats.dumps`."""
    manifest.carry_all()
    yield SYNTAX.write(plain(chronology))

"""JSON, the format for programs: the same tree as in YAML.

A number is read where a figure wants one and in the version; anywhere else it is a mistake, and so is `null`.

Kept:
    everything: the keys of a dossier
Lost:
    the order of keys, white space: they are not part of what a chronology says
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.chronology import Chronology
from timeline.formats.drafting import json_reader, json_stream, json_writer
from timeline.formats.drafting.draft import plain
from timeline.formats.drafting.tree import Syntax
from timeline.formats.manifest import Manifest

__all__ = ["SYNTAX", "loads", "stream"]


class _Json:
    read = staticmethod(json_reader.read)
    spots = staticmethod(json_reader.spots)
    write = staticmethod(json_writer.write)


SYNTAX: Syntax = _Json()


def loads(text: str, *, file: str | None = None) -> Chronology:
    """Return the chronology of a JSON text; see `timeline.formats.loads`."""
    return json_stream.load(text, SYNTAX, file=file)


def stream(chronology: Chronology, manifest: Manifest) -> Iterator[str]:
    """Yield a chronology as JSON, in the long form; see `timeline.formats.dumps`."""
    manifest.carry_all()
    yield SYNTAX.write(plain(chronology))

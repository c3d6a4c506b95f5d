"""JSON Lines, one record to a line: for streams, logs, `grep`, `jq` and databases.

The first line is the header: `{"timeline": 1, "title": ..., "language": "en"}`. Each of the others is a record, with `section` (`people`, `organizations`,
`states`, `agents`, `places`, `tenures`, `sources`, `claims` or `events`), `id`, and the fields of a dossier in the long form. A key of an unknown kind of event that is called
`section` or `fields` stands with all the others under `fields`.

Lines may stand in any order, and empty ones are passed over. Files can be put one behind another: a record that comes twice in the same words is taken
once, and of several headers the first stands, but two that name different zones are refused. An event may have no `id`, and a name may stand for an id, as in any dossier.

It is written line by line. Reading makes each record as soon as its line is parsed, and keeps nothing of the line.

Kept:
    everything: one line for each record
Lost:
    the order of keys, white space: they are not part of what a chronology says

Source: jsonlines.org; RFC 8259 for a line.
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline import files
from timeline.chronology import Chronology
from timeline.formats.drafting import json_lines
from timeline.formats.drafting.draft import VERSION
from timeline.formats.drafting.json_lines import SYNTAX
from timeline.formats.drafting.json_writer import flow
from timeline.formats.manifest import Manifest

__all__ = ["SYNTAX", "loads", "read", "stream"]


def loads(text: str, *, file: str | None = None) -> Chronology:
    """Return the chronology of lines of JSON; see `timeline.formats.loads`."""
    return json_lines.load(text, file=file)


def read(path: str, *, limit: int = files.MOST_BYTES) -> Chronology:
    """Return the chronology of a file, line by line; see `timeline.formats.read`."""
    return json_lines.read(path, limit=limit)


def stream(chronology: Chronology, manifest: Manifest) -> Iterator[str]:
    """Yield a chronology line by line; see `timeline.formats.dumps`."""
    manifest.carry_all()
    yield flow({"timeline": int(VERSION), **chronology.header.plain()}) + "\n"
    for record in chronology.records:
        yield json_lines.line(record) + "\n"

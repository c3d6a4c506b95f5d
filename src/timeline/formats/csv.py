"""CSV, one row for each event: what spreadsheets, data frames and databases take and give.

The columns are those of `records()`. A table with columns of its own is read with the option `mapping`, the name of a file in YAML that says what they mean. The file is
UTF-8 with or without a byte order mark, has a header, and its delimiter is a comma, a semicolon or a tab, whichever the header has most of. Several values in a
cell are parted by ` | `, with a backslash before a bar that is part of a value.

Texts that a spreadsheet would run as a formula get an apostrophe before them, a year before the common era among them (`'-0043-03-15`); reading takes it away.
With `formulas=raw` texts stand as they are, which is right for programs and wrong for spreadsheets. `bom=yes` writes the mark by which Excel knows UTF-8.

Kept:
    events: one row each, the `id` among its columns
    kind, title, when, dating, lasted, status, reason, part_of, tags, summary, note: the columns of these names; `said`, `said_on` and `said_zone` for words of time
    after, figures: texts in one cell
    where: `place` and `place_id`
    who, to: `who`, `who_ids`, `who_kinds`, `roles`, `capacities`, `on_behalf_of` and `on_behalf_of_ids`, each in the same order
    cites: `sources`, `source_ids`, `urls`, `locators` and `quotes`, each in the same order; not whom a source credits
    mode, protocol, mandate, channel, text: the columns of these names
    agents.name, agents.kind, places.name, sources.title, sources.url: in the rows of the events that mention them
Lost:
    claims, tenures: a row is an event
    agents, people, organizations, states, places, sources: no row mentions it
    header, language, zone, rules: a table has no place beside its rows
    aliases, identifiers, code, within, publisher, author, published, accessed: a row says of people, places and sources only what they are called
    stances, asserts, confirms, denies, doubts, evades, retracts, signed, in_force, extra, silence: no column holds it

Source: RFC 4180; OWASP, "CSV Injection".
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.chronology import Chronology
from timeline.formats.manifest import Manifest
from timeline.formats.tables import delimited
from timeline.formats.tables.delimited import OPTIONS, Mapped

__all__ = ["OPTIONS", "loads", "stream"]


def loads(
    text: str, *, file: str | None = None, mapping: Mapped = None, delimiter: str = "auto", formulas: str = "safe"
) -> Chronology:
    """Return the chronology of a table in CSV; see `timeline.formats.loads`."""
    return delimited.loads(text, file=file, mapping=mapping, delimiter=delimiter, formulas=formulas)


def stream(
    chronology: Chronology, manifest: Manifest, *, delimiter: str = "auto", formulas: str = "safe", bom: str = "no"
) -> Iterator[str]:
    """Yield the events of a chronology as CSV; see `timeline.formats.dumps`."""
    return delimited.stream(chronology, manifest, delimiter=delimiter, usual="comma", formulas=formulas, bom=bom)

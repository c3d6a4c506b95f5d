"""TSV, one row for each event, with tabs between the cells: the same as CSV in all else.

Cells with a tab, a line break or a quotation mark stand in quotation marks, as spreadsheets write and read them. A copy of a spreadsheet's cells is of this form.

Kept:
    everything: what CSV keeps, in the same columns
Lost:
    claims, tenures: a row is an event
    agents, people, organizations, states, places, sources: no row mentions it
    header, language, zone, rules: a table has no place beside its rows
    aliases, identifiers, code, within, publisher, author, published, accessed: a row says of people, places and sources only what they are called
    stances, asserts, confirms, denies, doubts, evades, retracts, signed, in_force, extra, silence: no column holds it

Source: RFC 4180 for the quotation marks; IANA, text/tab-separated-values; OWASP, "CSV Injection".
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
    """Return the chronology of a table in TSV; see `timeline.formats.loads`."""
    return delimited.loads(text, file=file, mapping=mapping, delimiter=delimiter, formulas=formulas)


def stream(
    chronology: Chronology, manifest: Manifest, *, delimiter: str = "auto", formulas: str = "safe", bom: str = "no"
) -> Iterator[str]:
    """Yield the events of a chronology as TSV; see `timeline.formats.dumps`."""
    return delimited.stream(chronology, manifest, delimiter=delimiter, usual="tab", formulas=formulas, bom=bom)

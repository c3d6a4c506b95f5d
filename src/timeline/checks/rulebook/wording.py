"""How findings put things: several ids in a row, and the sources behind records."""

from __future__ import annotations

from collections.abc import Iterable

from timeline.records import Record

__all__ = ["joined", "listed", "sources_of"]


def joined(words: Iterable[str]) -> str:
    """Write `a, b and c`.

    Examples:
        >>> joined(["asserted by Molotov", "denied by Ribbentrop"])
        'asserted by Molotov and denied by Ribbentrop'
    """
    *most, last = [*words] or [""]
    return f"{', '.join(most)} and {last}" if most else last


def listed(ids: Iterable[str]) -> str:
    """Write `'a', 'b' and 'c'`."""
    return joined(map(repr, ids))


def sources_of(*records: Record) -> tuple[str, ...]:
    """Return the sources that records cite, each once."""
    return tuple(dict.fromkeys(cite.source for record in records for cite in getattr(record, "cites", ())))

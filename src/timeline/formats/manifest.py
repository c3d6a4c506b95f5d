"""What an export carries, and so what it could not carry.

A format says of every record which fields it wrote. What a chronology holds and nobody said to have written is a loss, so that
none can be forgotten; the reason is that which the format's own docstring gives under `Lost:`.
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.chronology import Chronology, Header
from timeline.errors import Loss
from timeline.formats.registry import Format
from timeline.records import Agent, Event, Record
from timeline.records.record import layout

__all__ = ["Manifest"]


class Manifest:
    """What one export has written of a chronology so far.

    Args:
        chronology: What is being written.
        format: As what.

    Examples:
        >>> from timeline.formats import dossier
        >>> from timeline.formats.registry import named
        >>> rome = dossier("rome-2025").of("meeting")
        >>> manifest = Manifest(rome, named("graphml"))
        >>> manifest.carry(rome.header, "title")
        >>> [loss.field for loss in manifest.losses() if not loss.record]
        ['zone', 'note']
    """

    def __init__(self, chronology: Chronology, format: Format) -> None:  # noqa: A002  (the word of the field)
        self._chronology = chronology
        self.format = format
        self._reasons = {part: entry.how for entry in format.lost for part in entry.parts}
        self._carried: dict[str, set[str]] = {}
        self._lost: dict[str, dict[str, str]] = {}

    def carry(self, record: Record | Header, *fields: str) -> None:
        """Note that fields of a record were written as they are; `kind` is that of an event, or the class of an agent.

        Without any field only the record's being there is written, with its id.
        """
        self._carried.setdefault(_id(record), set()).update(fields)

    def carry_all(self) -> None:
        """Note that everything was written."""
        for record in self._all():
            self.carry(record, *_held(record))

    def lose(self, record: Record | Header, field: str = "", *, why: str) -> None:
        """Note that a field, or with no field the whole record, is not written, or only in part, and why.

        It says more than `carry`, and may name a part of a field: `who[0].capacity`.
        """
        self._lost.setdefault(_id(record), {}).setdefault(field, why)

    def losses(self) -> tuple[Loss, ...]:
        """Return what was not carried, record by record in the order of the chronology."""
        return tuple(loss for record in self._all() for loss in self._losses_of(record))

    def _all(self) -> tuple[Record | Header, ...]:
        return (self._chronology.header, *self._chronology.records)

    def _losses_of(self, record: Record | Header) -> Iterator[Loss]:
        name = _id(record)
        section = record.section if isinstance(record, Record) else "header"
        family = Agent.section if isinstance(record, Agent) else section
        stated = self._lost.get(name, {})
        if "" in stated or (name and name not in self._carried):
            yield Loss(name, "", stated.get("") or self._why(section, family))
            return
        carried = self._carried.get(name, set())
        for field, why in stated.items():
            yield Loss(name, field, why)
        told = {field.partition("[")[0].partition(".")[0] for field in stated}
        for field in _held(record):
            if field not in carried and field not in told:
                yield Loss(name, field, self._why(f"{section}.{field}", f"{family}.{field}", field))

    def _why(self, *parts: str) -> str:
        return next(
            (self._reasons[part] for part in parts if part in self._reasons), f"{self.format.title} has no place for it"
        )


def _id(record: Record | Header) -> str:
    return record.id if isinstance(record, Record) else ""


def _held(record: Record | Header) -> Iterator[str]:
    """Yield the fields that say something, and `kind` where the record has one."""
    if (isinstance(record, Event) and record.kind != Event.kind) or (
        isinstance(record, Agent) and record.section != Agent.section
    ):
        yield "kind"
    for name, field in layout(type(record)).attributes.items():
        if name not in {"id", "kind"} and record.value_of(name) != field.default:
            yield name

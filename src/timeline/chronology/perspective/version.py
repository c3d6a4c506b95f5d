"""A chronology as one side tells it: its own values of contested fields, and nothing that it denies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from timeline.chronology.perspective import Adopted, LeftOut
from timeline.chronology.perspective.pruning import pruned
from timeline.chronology.standing import BACKING, root
from timeline.records import Act, Claim, Event, Record, Stance, Statement, Status
from timeline.records.field import Many

if TYPE_CHECKING:
    from timeline.chronology.index import Archive

__all__ = ["Version", "version_of"]

AGAINST = frozenset({Act.DENIES, Act.RETRACTS})


class Version(NamedTuple):
    """What a side's version holds, and how it comes to differ."""

    records: dict[str, Record]
    adopted: tuple[Adopted, ...]
    left_out: tuple[LeftOut, ...]


def version_of(archive: Archive, side: str) -> Version:
    """Return the records as one side tells them.

    A rival value is the side's own where its latest word is for it, or a report of it goes back to that side. It takes the place of the
    editor's value; of several, the one that stands first in the file. What its latest word denies or takes back, events and
    claims alike, is left out, with every stand that statements take on it.
    """
    telling = _Telling(archive, side)
    left_out = tuple(telling.denied())
    gone = {each.record.id for each in left_out}
    adopted = tuple(each for each in telling.adopted() if each.claim.id not in gone and each.record not in gone)
    taken = {each.claim.id for each in adopted}
    return Version(pruned(_rewritten(archive.records, adopted), gone | taken), adopted, left_out)


class _Telling:
    """What one side says, looked up in one archive."""

    def __init__(self, archive: Archive, side: str) -> None:
        self._archive = archive
        self._side = side

    def denied(self) -> Iterator[LeftOut]:
        """Yield what the side's latest word is against."""
        for target, pairs in self._archive.stances.items():
            own = self._own(pairs)
            if own and own[-1][1].act in AGAINST and _is_put_forward(self._archive.records[target]):
                because = tuple(statement.id for statement, stance in own if stance.act in AGAINST)
                yield LeftOut(self._archive.records[target], because)

    def adopted(self) -> Iterator[Adopted]:
        """Yield the fields for which the side has a value of its own."""
        for name, fields in self._archive.rivals.items():
            for field, claims in fields.items():
                own = [claim for claim in claims if self._is_own(claim)]
                replacing = [claim for claim in own if not claim.adds][:1]
                yield from self._values(
                    self._archive.records[name], field, replacing + [claim for claim in own if claim.adds]
                )

    def _values(self, record: Record, field: str, claims: list[Claim]) -> Iterator[Adopted]:
        shape = type(record).fields()[field]
        value = record.value_of(field)
        for claim in claims:
            before, rival = value, shape.convert(claim.value)
            value = tuple(dict.fromkeys((*before, *rival))) if claim.adds and isinstance(shape, Many) else rival
            if value != before:
                held = None if before in (None, "", ()) else shape.plain(before)
                yield Adopted(record.id, field, held, shape.plain(value), claim)

    def _is_own(self, claim: Claim) -> bool:
        own = self._own(self._archive.stances.get(claim.id, ()))
        if own:
            return own[-1][1].act in BACKING
        side_of = self._archive.testimony.side_of
        return any(side_of(root(citation)) == self._side for citation in claim.cites)

    def _own(self, pairs: tuple[tuple[Statement, Stance], ...]) -> list[tuple[Statement, Stance]]:
        """Return the statements in which the side speaks, with their stances; in page order."""
        return [pair for pair in pairs if self._side in self._archive.testimony.speakers(pair[0])]


def _is_put_forward(record: Record) -> bool:
    """Whether the chronology says that it is so: to deny that something took place which it has as cancelled, is to agree with it."""
    return not isinstance(record, Event) or record.status is Status.HELD


def _rewritten(records: Mapping[str, Record], adopted: tuple[Adopted, ...]) -> dict[str, Record]:
    """Return the records with the values that were adopted."""
    found = dict(records)
    for each in adopted:
        record = found[each.record]
        value = type(record).fields()[each.field].convert(each.after)
        found[each.record] = record.with_value(each.field, value)
    return found

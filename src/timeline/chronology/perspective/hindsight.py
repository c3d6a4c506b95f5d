"""What had been said or published by a moment, and what came to be known only later."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from timeline.chronology.perspective import Moment
from timeline.chronology.perspective.pruning import pruned
from timeline.chronology.window import certainly_begun, possibly_begun
from timeline.records import Claim, Event, Record, Source, Statement, Status, Tenure
from timeline.when import When

if TYPE_CHECKING:
    from timeline.chronology.index import Archive

__all__ = ["known_by"]


def known_by(archive: Archive, moment: Moment) -> dict[str, Record]:
    """Return the records that were known by a moment, without what came later.

    A statement is known when it is made. Any other event is known once it has begun, or is announced, and a source of it is out or a
    statement has spoken of it; one without either is taken to be known when it happens. A claim is known once a source of it is out or
    a statement has taken a stand on it. A source without a date may have been out at any time. People and places are always known.
    """
    return pruned(archive.records, set(_Known(archive, moment).later()))


class _Known:
    """The question of what was known, put to one archive."""

    def __init__(self, archive: Archive, moment: Moment) -> None:
        self._archive = archive
        self._moment = moment

    def later(self) -> Iterator[str]:
        """Yield the ids of what was not known yet."""
        for name, record in self._archive.records.items():
            if not self._is_known(record):
                yield name

    def _is_known(self, record: Record) -> bool:
        match record:
            case Statement():
                return self._has_begun(self._archive.whens[record.id])
            case Event():
                return self._is_known_event(record)
            case Claim():
                return self._is_known_claim(record)
            case Source():
                return record.published is None or self._may_have_begun(record.published)
            case Tenure():
                return self._may_have_begun(record.term)
        return True

    def _is_known_event(self, event: Event) -> bool:
        if event.status is Status.HELD and not self._has_begun(self._archive.whens[event.id]):
            return False
        if event.cites or self._archive.stances.get(event.id):
            return self._is_reported(event) or self._is_spoken_of(event.id)
        return event.status is Status.HELD or not self._moment.certainly

    def _is_known_claim(self, claim: Claim) -> bool:
        if claim.cites or self._archive.stances.get(claim.id):
            return self._is_reported(claim) or self._is_spoken_of(claim.id)
        return not self._moment.certainly  # nothing tells since when

    def _is_reported(self, matter: Event | Claim) -> bool:
        out, certainly = self._archive.testimony.was_out, self._moment.certainly
        return any(out(citation, self._moment.when, certainly=certainly) for citation in matter.cites)

    def _is_spoken_of(self, target: str) -> bool:
        statements = (statement for statement, _ in self._archive.stances.get(target, ()))
        return any(self._has_begun(self._archive.whens[statement.id]) for statement in statements)

    def _has_begun(self, when: When) -> bool:
        has_begun = certainly_begun if self._moment.certainly else possibly_begun
        return has_begun(when, self._moment.when)

    def _may_have_begun(self, when: When) -> bool:
        return possibly_begun(when, self._moment.when)

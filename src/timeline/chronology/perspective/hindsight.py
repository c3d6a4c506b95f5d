"""What had been said or published by a moment, and what came to be known only later."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs

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

    A statement is known when it is made. Any other event is known once it has begun and a source of it is out or a statement has spoken
    of it; one without either is taken to be known when it happens. One that has not begun is known once it is announced, by a statement or
    a source with a date, and then it is planned: how it went, how long it took and why it failed is not known. A claim is
    known once a source of it is out or a statement has taken a stand on it. A source without a date may have been out at any time
    from the event on. People and places are always known; the editor's notes are of today and are left out.
    """
    known = _Known(archive, moment)
    kept = pruned(archive.records, set(known.later()))
    return {name: known.as_foreseen(record) for name, record in kept.items()}


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

    def as_foreseen(self, record: Record) -> Record:
        """Return a record without the editor's note, and an event that has not begun as it could be announced."""
        record = attrs.evolve(record, note="") if record.note else record
        if isinstance(record, Statement) or not isinstance(record, Event):
            return record
        if self._has_begun(self._archive.dates[record.id]) and record.status is Status.HELD:
            return record
        if possibly_begun(self._archive.dates[record.id], self._moment.when) and record.status is not Status.HELD:
            return record
        return attrs.evolve(record, status=Status.PLANNED, reason="", lasted=None, figures=())

    def _is_known(self, record: Record) -> bool:
        match record:
            case Statement():
                return self._has_begun(self._archive.dates[record.id])
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
        begun = self._has_begun(self._archive.dates[event.id])
        if event.cites or self._archive.stances.get(event.id):
            return self._is_reported(event, undated=begun) or self._is_spoken_of(event.id)
        return begun

    def _is_known_claim(self, claim: Claim) -> bool:
        if claim.cites or self._archive.stances.get(claim.id):
            return self._is_reported(claim, undated=True) or self._is_spoken_of(claim.id)
        return not self._moment.certainly  # nothing tells since when

    def _is_reported(self, matter: Event | Claim, *, undated: bool) -> bool:
        """Whether a source was out; one without a date counts where it is asked for, for none is older than what it reports."""
        out, certainly = self._archive.testimony.was_out, self._moment.certainly
        return any(
            out(citation, self._moment.when, certainly=certainly)
            for citation in matter.cites
            if undated or self._archive.testimony.published(citation) is not None
        )

    def _is_spoken_of(self, target: str) -> bool:
        statements = (statement for statement, _ in self._archive.stances.get(target, ()))
        return any(self._has_begun(self._archive.dates[statement.id]) for statement in statements)

    def _has_begun(self, when: When) -> bool:
        has_begun = certainly_begun if self._moment.certainly else possibly_begun
        return has_begun(when, self._moment.when)

    def _may_have_begun(self, when: When) -> bool:
        return possibly_begun(when, self._moment.when)

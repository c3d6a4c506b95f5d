"""What stands in lanes: events, or what was done to a claim; each with its time, the look of its mark, and words."""

from __future__ import annotations

from typing import Protocol

import attrs

from timeline.chronology import Chronology, Position
from timeline.records import Act, Event, Statement, Status
from timeline.rendering.escape import escape_text
from timeline.rendering.pictures.marks import Look
from timeline.rendering.wording import ENGLISH, Wording, inner, wording
from timeline.when import When

__all__ = ["EventItem", "Item", "StandItem"]

AGAINST = frozenset({Act.DENIES, Act.DOUBTS})
CONTRARY = AGAINST | {Act.RETRACTS}


class Item(Protocol):
    """Something that has a mark in a lane."""

    @property
    def event(self) -> str:
        """The id of the event, to whose entry the mark leads."""

    @property
    def when(self) -> When:
        """Its time, in the zone of its place."""

    @property
    def look(self) -> Look:
        """What the mark tells beside its time."""

    def told(self, lane: str) -> str:
        """Say it in a line, with the name of the lane."""


@attrs.frozen
class EventItem:
    """An event.

    Attributes:
        record: The event.
        chronology: That it belongs to.
    """

    record: Event
    chronology: Chronology

    @property
    def event(self) -> str:
        """Its id."""
        return self.record.id

    @property
    def when(self) -> When:
        """Its time, in the zone of its place."""
        return self.chronology.when(self.record)

    @property
    def look(self) -> Look:
        """Whether it is a statement, was held, and is undisputed."""
        held = self.record.status is Status.HELD
        stances = self.chronology.stances_on(self.record) if held else ()
        return Look(
            small=isinstance(self.record, Statement),
            hollow=not held,
            struck=self.record.status is Status.CANCELLED,
            split=any(stance.act in AGAINST for _, stance in stances) or bool(self.chronology.rivals(self.record)),
        )

    def told(self, lane: str) -> str:
        """Say when, what, in which lane, and what else its mark tells."""
        words = wording(self.chronology.language)
        told = words.say("mark_told", date=words.phrase(self.record.when), title=escape_text(self.record.title))
        look = self.look
        notes = [escape_text(lane), words[self.record.status.value] if look.hollow else ""]
        notes.append(words["key_contested"] if look.split else "")
        kept = "; ".join(note for note in notes if note)
        return words.say("mark_notes", told=told, notes=kept) if kept else told


@attrs.frozen
class StandItem:
    """What someone did to a claim.

    Attributes:
        position: Who, when, where.
        title: Of the statement.
        words: In which it is told.
    """

    position: Position
    title: str
    words: Wording = ENGLISH

    @property
    def event(self) -> str:
        """The id of the statement."""
        return self.position.statement

    @property
    def when(self) -> When:
        """When it was made."""
        return self.position.when

    @property
    def look(self) -> Look:
        """The sign of the act; what is said against a claim is in the colour of what is contested."""
        return Look(sign=self.position.act.value, split=self.position.act in CONTRARY)

    def told(self, lane: str) -> str:
        """Say who did what, when, and in which statement."""
        return self.words.say(
            "stand_told",
            side=escape_text(lane),
            act=inner(self.words[self.position.act.value]),
            date=self.words.phrase(self.position.when),
            title=escape_text(self.title),
        )

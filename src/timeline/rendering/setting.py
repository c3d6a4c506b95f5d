"""What every row of one page is made in view of: the chronology, the DOM ids, and what the page holds."""

from __future__ import annotations

import re
from functools import cached_property

from timeline.chronology import Chronology
from timeline.errors import Invalid, shown
from timeline.records import Act, Event, Statement
from timeline.rendering.rows import Link

__all__ = ["Setting", "check_prefix"]

_PREFIX = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,40}")


def check_prefix(prefix: str) -> None:
    """Refuse what could not begin a DOM id.

    Raises:
        Invalid: With what it may be.
    """
    if not _PREFIX.fullmatch(prefix):
        raise Invalid(
            f"{shown(prefix)} is no prefix of DOM ids",
            code="bad-prefix",
            hint="begin with a letter and go on with letters, digits, '-' or '_'",
        )


class Setting:
    """A chronology about to become a page.

    Attributes:
        chronology: What is shown.
        prefix: What every DOM id begins with, so that no two parts of a host page share an id.

    Raises:
        Invalid: When the prefix could not begin a DOM id.
    """

    def __init__(self, chronology: Chronology, *, prefix: str = "chron-") -> None:
        check_prefix(prefix)
        self.chronology = chronology
        self.prefix = prefix

    @cached_property
    def events(self) -> dict[str, int]:
        """The events on the page, and where in its order each stands."""
        return {event.id: position for position, event in enumerate(self.chronology.events)}

    @cached_property
    def stands(self) -> dict[str, tuple[tuple[Statement, Act], ...]]:
        """The statements on the page that stand somewhere on a claim or an event, in page order."""
        found: dict[str, list[tuple[Statement, Act]]] = {}
        for event in self.chronology.events:
            if isinstance(event, Statement):
                for stance in event.stances:
                    found.setdefault(stance.target, []).append((event, stance.act))
        return {target: tuple(pairs) for target, pairs in found.items()}

    def anchor(self, name: str) -> str:
        """Return the DOM id of a record. An id has no underscore, so parts of the page that begin with one never clash."""
        return f"{self.prefix}{name}"

    def link(self, event_id: str) -> Link:
        """Return the title of an event, and its DOM id where the page holds it."""
        event = self.chronology[event_id]
        title = event.title if isinstance(event, Event) else event_id
        return Link(title, self.anchor(event_id) if event_id in self.events else "")

"""What every row of one page is made in view of: the chronology, the DOM ids, and what the page holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType

from timeline.chronology import Chronology
from timeline.errors import Invalid, shown
from timeline.records import Act, Claim, Event, Statement
from timeline.rendering.rows import Link
from timeline.rendering.wording import Wording, wording

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
    """A chronology about to become a page, or one of several.

    Args:
        chronology: The whole; what is left off the page still has its say in what the record adds up to.
        prefix: What every DOM id begins with, so that no two parts of a host page share an id.
        shown: The events of the page, in page order; all of them where it is left out.
        claims: Those that the page deals with, where it is one of several.
        elsewhere: The events and claims of the other pages, each with the file that holds it.

    Raises:
        Invalid: When the prefix could not begin a DOM id.
    """

    def __init__(
        self,
        chronology: Chronology,
        *,
        prefix: str = "chron-",
        shown: tuple[Event, ...] | None = None,
        claims: tuple[Claim, ...] | None = None,
        elsewhere: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        check_prefix(prefix)
        self.chronology = chronology
        self.prefix = prefix
        self.shown = chronology.events if shown is None else shown
        self.words: Wording = wording(chronology.language)
        self._claims = claims
        self._elsewhere = elsewhere

    @cached_property
    def events(self) -> dict[str, int]:
        """The events on the page, and where in its order each stands."""
        return {event.id: position for position, event in enumerate(self.shown)}

    @cached_property
    def order(self) -> dict[str, int]:
        """All events, and where in the order of the whole each stands: a view has left some out, which have their say still."""
        return {event.id: position for position, event in enumerate(self.chronology.whole.events)}

    @cached_property
    def stands(self) -> dict[str, tuple[tuple[Statement, Act], ...]]:
        """The statements of the whole that stand somewhere on a claim or an event, in page order."""
        found: dict[str, list[tuple[Statement, Act]]] = {}
        for event in self.chronology.whole.events:
            if isinstance(event, Statement):
                for stance in event.stances:
                    found.setdefault(stance.target, []).append((event, stance.act))
        return {target: tuple(pairs) for target, pairs in found.items()}

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The claims that the page deals with in a place of their own; on a part of the events, those they speak of."""
        if self._claims is not None:
            return self._claims
        claims = (claim for claim in self.chronology.claims if self.home(claim) == claim.id)
        if len(self.shown) == len(self.chronology):
            return tuple(claims)
        return tuple(
            claim for claim in claims if any(who.id in self.events for who, _ in self.stands.get(claim.id, ()))
        )

    @cached_property
    def is_sourced(self) -> bool:
        """Whether anything on the page cites a source."""
        told = {*self.events, *(claim.id for claim in self.claims)}
        told.update(claim.id for claim in self.chronology.claims if claim.subject in self.events)
        if any(event.cites for event in self.shown) or any(c.cites for c in self.chronology.claims if c.id in told):
            return True
        return any(who.cites for name in told for who, _ in self.stands.get(name, ()))

    def home(self, claim: Claim) -> str:
        """Return where a claim is dealt with: a rival value stands with the event that it is about."""
        return claim.subject if claim.subject is not None and self.holds(claim.subject) else claim.id

    def holds(self, name: str) -> bool:
        """Whether an event stands on the page, or on another of the same chronology."""
        return name in self.events or name in self._elsewhere

    def anchor(self, name: str) -> str:
        """Return the DOM id of a record. An id has no underscore, so parts of the page that begin with one never clash."""
        return f"{self.prefix}{name}"

    def link(self, event_id: str) -> Link:
        """Return the title of an event, leading to it where a page holds it."""
        event = self.chronology[event_id]
        title = event.title if isinstance(event, Event) else event_id
        return self.lead_to(event_id, title)

    def lead_to(self, name: str, text: str) -> Link:
        """Return words that lead to an event or claim, where it has a place on the page or on another."""
        if name in self.events or name in self._claim_ids:
            return Link(text, self.anchor(name))
        page = self._elsewhere.get(name, "")
        return Link(text, self.anchor(name) if page else "", page)

    @cached_property
    def _claim_ids(self) -> frozenset[str]:
        return frozenset(claim.id for claim in self.claims)

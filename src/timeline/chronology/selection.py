"""Which events are wanted: the verbs of a chronology as values that a command line or another document can carry."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

import attrs

from timeline.records import kinds

if TYPE_CHECKING:
    from timeline.chronology.collection import Chronology

__all__ = ["Selection"]


@attrs.frozen(kw_only=True)
class Selection:
    """A choice of events, and the perspective from which they are wanted; everything where nothing is asked for.

    Names are those that `Chronology.find` understands.

    Attributes:
        kind: Only events of any of these kinds, whatever their case here.
        involving: Only events with all of these people, bodies or states.
        side: Only events at which somebody stands for each of these states or bodies.
        at: Only events at this place, or at one that lies in it.
        during: Only events that may fall within this date.
        tagged: Only events with all of these tags.
        contested: Only events of which anything is contested.
        as_of: Only what had been said or published by this date.
        according_to: As the side of this person, body or state tells it.

    Examples:
        >>> from timeline.formats import dossier
        >>> asked = Selection(kind=("meeting",), involving=("Trump",), side=("Ukraine",))
        >>> [event.id for event in asked.of(dossier("rome-2025"))]
        ['four-leaders', 'trump-zelenskyy', 'second-trump-zelenskyy']
    """

    kind: tuple[str, ...] = ()
    involving: tuple[str, ...] = ()
    side: tuple[str, ...] = ()
    at: str | None = None
    during: str | None = None
    tagged: tuple[str, ...] = ()
    contested: bool = False
    as_of: str | None = None
    according_to: str | None = None

    def of(self, chronology: Chronology) -> Chronology:
        """Return the events that all of it picks.

        Raises:
            NotFound: When a name or kind is unknown.
            Ambiguous: When several bear a name.
            Invalid: When a date is none.
        """
        seen = chronology if self.as_of is None else chronology.as_of(self.as_of)
        seen = seen if self.according_to is None else seen.according_to(self.according_to)
        chosen = seen.involving(*self.involving) if self.involving else seen
        chosen = reduce(lambda view, side: view.with_side(side), self.side, chosen)
        chosen = chosen if self.at is None else chosen.at(self.at)
        chosen = chosen if self.during is None else chosen.during(self.during)
        chosen = self._of_kinds(chosen)
        chosen = reduce(lambda view, tag: view.tagged(tag), self.tagged, chosen)
        return chosen.where(chosen.is_contested) if self.contested else chosen

    def _of_kinds(self, chronology: Chronology) -> Chronology:
        if not self.kind:
            return chronology
        known = {kind.casefold(): kind for kind in (*kinds(), *(event.kind for event in chronology))}
        wanted = {event.id for name in self.kind for event in chronology.of(known.get(name.casefold(), name))}
        return chronology.where(lambda event: event.id in wanted)

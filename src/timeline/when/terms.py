"""The words in which time is described: reading, grain, shape, and what stands where no number is known."""

from __future__ import annotations

import enum
from typing import NamedTuple

import attrs

__all__ = ["Edge", "Grain", "Limits", "Qualifiers", "Reading", "Said", "Shape"]


class _Word(enum.Enum):
    """A word of a closed vocabulary; each exists once, so it is hashed by what it is.

    Why: the hash that the standard library gives to such a word is a function in Python, and forms are looked up by five of them.
    """

    __hash__ = object.__hash__


class Reading(_Word):
    """What a bare date says of an event: somewhere within it, or all through it.

    Source: CIDOC-CRM P82 (at some time within) and P81 (ongoing throughout).
    """

    WITHIN = "within"
    THROUGHOUT = "throughout"


class Grain(_Word):
    """The unit in which a date is written; `1985-XX-XX` has day grain although it is a year wide.

    Attributes:
        order: Nought for the coarsest, rising towards the second.
    """

    MILLENNIUM = "millennium"
    CENTURY = "century"
    DECADE = "decade"
    YEAR = "year"
    SEASON = "season"
    MONTH = "month"
    DAY = "day"
    MINUTE = "minute"
    SECOND = "second"

    order: int

    @property
    def timed(self) -> bool:
        """Whether a time of day is part of it."""
        return self.order > Grain.DAY.order


for _order, _grain in enumerate(Grain):
    _grain.order = _order


class Shape(_Word):
    """How the parts of a text combine; three of these must never be confused.

    Attributes:
        MOMENT: One date or time, `2025-04-26`.
        INTERVAL: Lasted from one to the other, `2025-04-25/2025-04-26`.
        ONE_OF: One moment, somewhere among these, `[2025-04-21..2025-04-26]`.
        SEVERAL: Several separate moments, `{2025-04-21,2025-04-26}`.
    """

    MOMENT = "moment"
    INTERVAL = "interval"
    ONE_OF = "one of"
    SEVERAL = "several"


class Edge(_Word):
    """What a bound is where it is not a number.

    Attributes:
        OPEN: There is no limit, written `..`.
        UNKNOWN: There is one and it is not known, written as nothing.
    """

    OPEN = "open"
    UNKNOWN = "unknown"


class Limits(NamedTuple):
    """The least and the greatest that a quantity can be, both included.

    Units: civil or UTC seconds since 1970-01-01T00:00, or seconds of duration; whoever returns one says which.
    """

    low: int | Edge
    high: int | Edge


class Qualifiers(NamedTuple):
    """The mark on each component of a date: nothing, `?` uncertain, `~` approximate, or `%` both."""

    year: str = ""
    month: str = ""
    day: str = ""
    time: str = ""


@attrs.frozen
class Said:
    """The words in which a time was given, kept beside what they were read as.

    Attributes:
        words: As said, "earlier this week".
        on: The day they were said, in the notation.
        rule: The name of the rule that read them.
        zone: The zone whose days are meant, where one was named.
    """

    words: str
    on: str
    rule: str = ""
    zone: str | None = None

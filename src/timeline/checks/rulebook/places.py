"""Whether two places can be one, which several rules ask."""

from __future__ import annotations

import functools

from timeline.chronology import Chronology, fold
from timeline.records import Place

__all__ = ["apart", "outermost"]


def apart(chronology: Chronology, one: str | None, other: str | None) -> bool:
    """Whether nobody can be at both: neither lies in the other, and the name of neither lists the other.

    A place that is not known is apart from none.

    Why: records from elsewhere write several towns into one field, "Rome, Genoa, Milan, Turin"; whoever is there may be in Rome.
    """
    if one is None or other is None:
        return False
    first, second = _around(chronology, one), _around(chronology, other)
    nested = first[0] in second or second[0] in first
    return not nested and not (first[0].within == second[0].within and towns(first[0].name) & towns(second[0].name))


def outermost(chronology: Chronology, place: str | None) -> Place | None:
    """Return the last of the places that a place lies in: a country, as a rule."""
    return None if place is None else _around(chronology, place)[-1]


def _around(chronology: Chronology, place: str) -> tuple[Place, ...]:
    return chronology.places_around(chronology[place])  # type: ignore[arg-type]


@functools.lru_cache(maxsize=4096)
def towns(name: str) -> frozenset[str]:
    """Return the names that a name lists, folded.

    Examples:
        >>> sorted(towns("Rome, Genoa"))
        ['genoa', 'rome']
    """
    return frozenset(filter(None, map(fold, name.split(","))))

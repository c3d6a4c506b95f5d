"""Whether two values of a field can both be right.

Every comparison answers True for what cannot be together, False for what perhaps cannot, and None for what can.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from enum import Enum
from functools import cached_property
from typing import Any

from timeline.checks.rulebook.origins import Origins
from timeline.chronology import Chronology, fold
from timeline.records import Agent, Event, Participation, Record
from timeline.records.field import Optional, Ref
from timeline.records.shape import Shape
from timeline.when import Duration, Edge, Reading, When
from timeline.when import Shape as Form

__all__ = ["Comparison"]

QUARTER = 15 * 60  # seconds by which two clocks, or two reporters who round, may differ


class Comparison:
    """Compares values of fields with what a chronology knows of places, posts and parts.

    Args:
        chronology: Where the values come from.
    """

    def __init__(self, chronology: Chronology) -> None:
        self._chronology = chronology

    @cached_property
    def origins(self) -> Origins:
        """Who is behind whom."""
        return Origins(self._chronology)

    def clash(self, record: Record, field: str, one: Any, other: Any) -> bool | None:
        """Compare two values of a field; of kinds of value that are not understood, nothing is said.

        Args:
            record: Whose field it is.
            field: Its name.
            one: A value of the type that the field has.
            other: Likewise.
        """
        if isinstance(one, When) and isinstance(other, When):
            return dates_clash(one, other, zone=self._zone(record))
        if isinstance(one, Duration) and isinstance(other, Duration):
            return _durations_clash(one, other)
        if isinstance(one, Enum):
            return None if one is other else True
        if isinstance(one, str) and isinstance(other, str):
            family = _family(type(record).fields()[field])
            return self._mentions_clash(family, one, other) if family else _texts_clash(one, other)
        if isinstance(one, tuple) and all(isinstance(part, Participation) for part in (*one, *other)):
            return self._people_clash(one, other, at=record)
        return None

    def _zone(self, record: Record) -> str | None:
        return self._chronology.when(record).zone if isinstance(record, Event) else self._chronology.zone

    def _mentions_clash(self, family: str, one: str, other: str) -> bool | None:
        """Compare two mentions: of places and events one may lie in the other, of agents one may stand for the other."""
        if family == "agent":
            return self._people_clash((Participation(one),), (Participation(other),))
        around = [self._around(family, name) for name in (one, other)]
        return None if one in around[1] or other in around[0] else True

    def _around(self, family: str, name: str) -> AbstractSet[str]:
        """Return the id with those of what it lies in, or is part of."""
        if family == "place":
            return {place.id for place in self._chronology.places_around(self._chronology[name])}  # type: ignore[arg-type]
        wholes, event = {name}, self._chronology[name]
        while isinstance(event, Event) and event.part_of is not None:
            wholes.add(event.part_of)
            event = self._chronology[event.part_of]
        return wholes

    def _people_clash(
        self, one: Sequence[Participation], other: Sequence[Participation], *, at: Record | None = None
    ) -> bool | None:
        """Compare two lists of people: one may be longer, or name for whom somebody acts in place of who acts."""
        here, there = {part.agent: part for part in one}, {part.agent: part for part in other}
        left, right = here.keys() - there.keys(), there.keys() - here.keys()
        if not left or not right:
            return None
        when = self._chronology.when(at) if isinstance(at, Event) else None
        chains = {name: self.origins.chain((here | there)[name], at=when) for name in left | right}
        lone = _unmatched(left, right, chains), _unmatched(right, left, chains)
        if not all(lone):
            return None
        return not any(type(self._chronology[name]) is Agent for names in lone for name in names)


def _unmatched(names: AbstractSet[str], facing: AbstractSet[str], chains: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return those who neither act for one of the others nor have one of them act for them."""
    behind = {name for other in facing for name in chains[other]}
    return [name for name in names if name not in behind and facing.isdisjoint(chains[name])]


def dates_clash(one: When, other: When, *, zone: str | None) -> bool | None:
    """Compare two dates; what is marked "about" reaches one unit further, a day may lie within days, and a time is good to a quarter.

    Args:
        one: A date.
        other: Another.
        zone: Of the one that names none, where the other does.
    """
    if one.zoned is not other.zoned:
        one, other = one.located(zone), other.located(zone)
    first, second = (each.widen("approximate-only") if each.approximate else each for each in (one, other))
    forms = {first.shape, second.shape}
    nested = first.reading is second.reading is Reading.WITHIN and len(forms) > 1 and Form.INTERVAL in forms
    if first.same(second).possible or (nested and (first.during(second).possible or second.during(first).possible)):
        return None
    if (Form.SEVERAL in forms and first.overlaps(second).possible) or _within_a_quarter(first, second):
        return None
    return not (one.uncertain or other.uncertain)


def _within_a_quarter(one: When, other: When) -> bool:
    """Whether two times of day begin, and end, within a quarter of an hour of each other."""
    if not (one.grain.timed and other.grain.timed):
        return False
    zoned = one.zoned or other.zoned
    first, second = (each.instants if zoned else each.bounds for each in (one, other))
    return _near(first[:2], second[:2]) and _near(first[2:], second[2:])


def _near(one: Sequence[int | Edge], other: Sequence[int | Edge]) -> bool:
    """Whether two points, of each of which limits are known, may lie within a quarter of an hour of each other."""
    if Edge.OPEN in (*one, *other):
        return False
    (low, high), (least, most) = one, other
    behind = isinstance(high, int) and isinstance(least, int) and least - high > QUARTER
    ahead = isinstance(most, int) and isinstance(low, int) and low - most > QUARTER
    return not (behind or ahead)


def _durations_clash(one: Duration, other: Duration) -> bool | None:
    """Compare two durations by `limits`, in which "about" counts from half to twice."""
    (low, high), (least, most) = one.limits, other.limits
    apart = (high is not None and high < least) or (most is not None and most < low)
    return True if apart else None


def _texts_clash(one: str, other: str) -> bool | None:
    """Compare two texts: one may hold the other whole, as "a Telegram channel" does "Telegram"."""
    first, second = (f" {fold(text)} " for text in (one, other))
    return None if first in second or second in first else True


def _family(shape: Shape[Any]) -> str:
    """Return what kind of record a field mentions; the empty text where it mentions none."""
    inner = shape.inner if isinstance(shape, Optional) else shape
    return inner.family if isinstance(inner, Ref) else ""

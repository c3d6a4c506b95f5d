"""When each event was: its date in the zone of its place, with the duration that its sources give, and what stated order adds.

Most events are tied to no other, and many share a date. So what a date means at a place is worked out once for all events that have both, and only
events that follow another, or are followed, go through the propagation of order; the answers are the same as if all did.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import NamedTuple

from timeline.records import Event
from timeline.when import Duration, Shape, When, propagate
from timeline.when.bounds import Bounds
from timeline.when.network import Clash, Known

__all__ = ["Dates", "Key"]

Key = tuple[int, int, int]  # earliest start, latest end (the later first), grain
ALONE = ""
_Given = tuple[When, str | None, Duration | None]  # as the event has it, the zone of its place, how long it lasted


class _Alone(NamedTuple):
    """What is known of an event that stated order ties to no other."""

    bounds: Bounds
    clashes: tuple[Clash, ...]
    key: Key


class Dates:
    """The effective date of every event, by its id.

    Args:
        events: By id.
        zone_at: Gives the zone of a place.
    """

    def __init__(self, events: Mapping[str, Event], zone_at: Callable[[str | None], str | None]) -> None:
        self._events = events
        self._zone_at = zone_at
        self._zones: dict[str | None, str | None] = {}
        self._effective: dict[_Given, When] = {}
        self._alone: dict[_Given, _Alone] = {}

    def __getitem__(self, name: str) -> When:
        return self._meant(self._given(name))

    def _meant(self, given: _Given) -> When:
        when, zone, lasted = given
        if zone is None and lasted is None:
            return when
        found = self._effective.get(given)
        if found is None:
            located = when.located(zone) if zone else when
            found = self._effective[given] = located if lasted is None else located.lasted(lasted)
        return found

    def _given(self, name: str) -> _Given:
        """Return what an event's date rests on: two dates in different zones are equal, and do not mean the same."""
        event = self._events[name]
        if event.where not in self._zones:
            self._zones[event.where] = self._zone_at(event.where)
        return event.when, self._zones[event.where], event.lasted

    def __contains__(self, name: object) -> bool:
        return name in self._events

    def __len__(self) -> int:
        return len(self._events)

    # -- with what is known of their order ---------------------------------------------------------------------------------

    @cached_property
    def _tied(self) -> Known:
        """What dates, durations and stated order say together of the events that stated order ties to others."""
        orders = [(earlier, event.id) for event in self._events.values() for earlier in event.after]
        tied = {name for pair in orders for name in pair if name in self._events}
        return propagate({name: self[name] for name in self._events if name in tied}, orders)

    def bounds(self, name: str) -> Bounds:
        """Return the four bounds of an event, tightened by durations and stated order."""
        tied = self._tied.bounds
        return tied[name] if name in tied else self._by_itself(name).bounds

    @cached_property
    def clashes(self) -> tuple[Clash, ...]:
        """What dates, durations and stated order contradict, each as a smallest set of events."""
        alone = (
            clash._replace(events=(name,))
            for name, event in self._events.items()
            if event.lasted is not None and name not in self._tied.bounds
            for clash in self._by_itself(name).clashes
        )
        return (*self._tied.clashes, *alone)

    def key(self, name: str) -> Key:
        """Return three numbers that put events in page order."""
        tied = self._tied.bounds
        return _tightened(self[name].sort_key, tied[name]) if name in tied else self._by_itself(name).key

    def _by_itself(self, name: str) -> _Alone:
        """Return what a date and a duration say of an event that nothing is tied to."""
        given = self._given(name)
        found = self._alone.get(given)
        if found is None:
            when = self._meant(given)
            bounds, clashes = _propagated(when)
            found = self._alone[given] = _Alone(bounds, clashes, _tightened(when.sort_key, bounds))
        return found


def _propagated(when: When) -> tuple[Bounds, tuple[Clash, ...]]:
    """Return the bounds of an event that is tied to no other; only a duration can tighten them, and a single date has the one that it shows."""
    if when.shape is Shape.MOMENT and when.rest is None:
        return (when.instants if when.zoned else when.bounds), ()
    known = propagate({ALONE: when}, ())
    return known.bounds[ALONE], known.clashes


def _tightened(key: Key, bounds: Bounds) -> Key:
    """Return earliest start, latest end (the later first) and grain; a bound only ever narrows what the date says."""
    earliest, latest, grain = key
    earliest = max(earliest, bounds.start_min) if isinstance(bounds.start_min, int) else earliest
    latest = min(latest, bounds.end_max) if isinstance(bounds.end_max, int) else latest
    return earliest, -latest, grain

"""Whether an event shares a moment with a stretch of time: it may, or it must.

An event is a non-empty half-open stretch [s, e) of which only limits are known. It may meet the window when some s and e
within the limits do; it must when all of them do.
"""

from __future__ import annotations

import math

from timeline.when import Edge, Shape, When

__all__ = ["certainly_begun", "certainly_shares", "finite", "possibly_begun", "possibly_shares", "reach"]

Limits = tuple[float, float, float, float]


def possibly_shares(when: When, window: When) -> bool:
    """Whether some reading of the date shares a moment with the window; of several stretches, or of one among several, with any."""
    return any(_possibly(when, each) for each in window.members)


def certainly_shares(when: When, window: When) -> bool:
    """Whether every reading of the date shares a moment with the window: with one of several stretches, with each that it may be."""
    asked = all if window.shape is Shape.ONE_OF else any
    return asked(_certainly(when, each) for each in window.members)


def _possibly(when: When, window: When) -> bool:
    (earliest, _, _, latest), (opens, _, _, closes) = _on_one_axis(when, window)
    return earliest < closes and latest > opens


def _certainly(when: When, window: When) -> bool:
    (earliest, start_max, end_min, latest), (_, opens, closes, _) = _on_one_axis(when, window)
    begins_before_it_closes = start_max < closes or latest <= closes
    ends_after_it_opens = end_min > opens or earliest >= opens
    return begins_before_it_closes and ends_after_it_opens


def possibly_begun(when: When, moment: When) -> bool:
    """Whether some reading of the date lets the event begin before the moment is over."""
    (earliest, _, _, _), (_, _, _, closes) = _on_one_axis(when, moment)
    return earliest < closes


def certainly_begun(when: When, moment: When) -> bool:
    """Whether every reading of the date has the event begin before the moment is over."""
    (_, start_max, _, latest), (_, _, _, closes) = _on_one_axis(when, moment)
    return start_max < closes or latest <= closes


def reach(when: When, *, zoned: bool) -> tuple[float, float]:
    """Return the earliest start and the latest end of a date, of civil time or as instants, infinite where there is none."""
    earliest, _, _, latest = finite(when.instants) if zoned else _civil(when)
    return earliest, latest


def _on_one_axis(when: When, window: When) -> tuple[Limits, Limits]:
    """Compare civil time with civil time where the window names no zone, else instants with instants."""
    if window.zone is None:
        return _civil(when), _civil(window)
    return finite(when.instants), finite(window.instants)


def _civil(when: When) -> Limits:
    return finite((when.start_min, when.start_max, when.end_min, when.end_max))


def finite(bounds: tuple[int | Edge, int | Edge, int | Edge, int | Edge]) -> Limits:
    """Put infinities where there is no limit or none is known; an unknown end never lets anything be certain."""
    start_min, start_max, end_min, end_max = bounds
    return (
        -math.inf if isinstance(start_min, Edge) else start_min,
        (-math.inf if start_min is Edge.OPEN and start_max is Edge.OPEN else math.inf)
        if isinstance(start_max, Edge)
        else start_max,
        (math.inf if end_max is Edge.OPEN and end_min is Edge.OPEN else -math.inf)
        if isinstance(end_min, Edge)
        else end_min,
        math.inf if isinstance(end_max, Edge) else end_max,
    )

"""Wholes whose parts carry figures of the same kind: what the parts add up to."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from timeline.checks.rulebook.measures import Key, Span, hull, key_of, measure
from timeline.chronology import Chronology
from timeline.records import Event, Quantity, Statement, Status

__all__ = ["ONCE", "Part", "Total", "totals"]

# Words of a unit for what can happen but once to whom or what is counted; folded, and a plural is its singular.
ONCE = frozenset({"dead", "death", "destroyed", "died", "downed", "fatalitie", "fatality", "killed", "sunk"})


class Part(NamedTuple):
    """What one part has of something: its id, the least that it may be, and the figures as written."""

    event: str
    low: Fraction
    words: str


class Total(NamedTuple):
    """A whole and those of its parts that have figures of one key.

    Attributes:
        event: The whole.
        key: What is counted.
        figures: Those of the whole.
        parts: The outermost parts that have figures of that key.
    """

    event: Event
    key: Key
    figures: tuple[Quantity, ...]
    parts: tuple[Part, ...]

    @property
    def high(self) -> Fraction | float:
        """The most that the whole may have."""
        return _span(self.figures).high

    @property
    def parts_low(self) -> Fraction:
        """The least that the parts have together."""
        return sum((part.low for part in self.parts), Fraction(0))


def totals(chronology: Chronology) -> Iterator[Total]:
    """Yield every whole that has a figure of which parts of it, near or far, have one too.

    What is below a part that has the figure itself is left out, so that nothing is counted twice; so are events that were not
    held, and statements.
    """
    below: dict[str, dict[Key, list[Part]]] = {}
    for event in reversed(_wholes_first(chronology)):
        parts, own = below.pop(event.id, {}), _by_key(event)
        if isinstance(event, Statement):
            continue
        yield from (
            Total(event, key, tuple(figures), tuple(sorted(parts[key]))) for key, figures in own.items() if key in parts
        )
        if event.part_of is None or event.status is not Status.HELD:
            continue
        for key, figures in own.items():
            parts[key] = [Part(event.id, _span(figures).low, ", ".join(map(str, figures)))]
        below[event.part_of] = _united(below.get(event.part_of, {}), parts)


def _by_key(event: Event) -> dict[Key, list[Quantity]]:
    found: dict[Key, list[Quantity]] = {}
    for figure in event.figures:
        found.setdefault(key_of(figure), []).append(figure)
    return found


def _span(figures: list[Quantity] | tuple[Quantity, ...]) -> Span:
    return hull(measure(figure).span for figure in figures)


def _united(one: dict[Key, list[Part]], other: dict[Key, list[Part]]) -> dict[Key, list[Part]]:
    """Pour the smaller into the larger, so that a long chain of parts costs no more than a broad one."""
    larger, smaller = (one, other) if len(one) >= len(other) else (other, one)
    for key, parts in smaller.items():
        few, many = sorted((parts, larger.get(key, [])), key=len)
        many += few
        larger[key] = many
    return larger


def _wholes_first(chronology: Chronology) -> list[Event]:
    """Return the events, each behind what it is part of."""
    parts: dict[str, list[Event]] = {}
    ordered: list[Event] = []
    for event in chronology.events:
        inside = event.part_of is not None and event.part_of in chronology
        (parts.setdefault(str(event.part_of), []) if inside else ordered).append(event)
    for event in ordered:  # it grows as we go
        ordered += parts.get(event.id, ())
    return ordered

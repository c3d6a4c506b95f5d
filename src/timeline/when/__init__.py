"""Imprecise time: when something happened, as far as the record says.

`When` is the value, `Duration` how long it lasted, `describe` puts either into words that never say more than the value does. Nothing
here reads a clock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from timeline.when.duration import Duration
from timeline.when.relation import Answer, Relation
from timeline.when.terms import Edge, Grain, Limits, Qualifiers, Reading, Said, Shape
from timeline.when.value import When
from timeline.when.widening import Widening

if TYPE_CHECKING:
    from timeline.when.words import describe, describe_duration

__all__ = [
    "Answer",
    "Duration",
    "Edge",
    "Grain",
    "Limits",
    "Qualifiers",
    "Reading",
    "Relation",
    "Said",
    "Shape",
    "When",
    "Widening",
    "describe",
    "describe_duration",
]


def __getattr__(name: str) -> Any:
    """Load the words when they are first asked for; reading dates does not need them."""
    if name in {"describe", "describe_duration"}:
        from timeline.when import words

        return getattr(words, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

"""Imprecise time: when something happened, as far as the record says.

`When` is the value, `Duration` how long it lasted, `describe` puts either into words that never say more than the value does. Nothing
here reads a clock.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from timeline.when.duration import Duration
from timeline.when.relation import Answer, Relation
from timeline.when.terms import Edge, Grain, Limits, Qualifiers, Reading, Said, Shape
from timeline.when.value import When
from timeline.when.widening import Widening

if TYPE_CHECKING:
    from timeline.when.network import Clash, Known, Order, propagate
    from timeline.when.spoken import rules
    from timeline.when.words import describe, describe_duration

__all__ = [
    "Answer",
    "Clash",
    "Duration",
    "Edge",
    "Grain",
    "Known",
    "Limits",
    "Order",
    "Qualifiers",
    "Reading",
    "Relation",
    "Said",
    "Shape",
    "When",
    "Widening",
    "describe",
    "describe_duration",
    "propagate",
    "rules",
]


_LATER = {
    "Clash": "network",
    "Known": "network",
    "Order": "network",
    "describe": "words",
    "describe_duration": "words",
    "propagate": "network",
    "rules": "spoken",
}


def __getattr__(name: str) -> Any:
    """Load what reading dates does not need when it is first asked for."""
    if name in _LATER:
        return getattr(importlib.import_module(f"timeline.when.{_LATER[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

"""Imprecise time: when something happened, as far as the record says.

`When` is the value, `Duration` how long it lasted, `describe` puts either into words that never say more than the value does. Nothing
here reads a clock.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from timeline.when.duration import Duration
    from timeline.when.network import Clash, Known, Order, propagate
    from timeline.when.relation import Answer, Relation
    from timeline.when.spoken import rules
    from timeline.when.terms import Edge, Grain, Limits, Qualifiers, Reading, Said, Shape
    from timeline.when.value import When
    from timeline.when.widening import Widening
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

# Each module and the names that it gives, as in `timeline` itself.
_HOMES = {
    "duration": ("Duration",),
    "network": ("Clash", "Known", "Order", "propagate"),
    "relation": ("Answer", "Relation"),
    "spoken": ("rules",),
    "terms": ("Edge", "Grain", "Limits", "Qualifiers", "Reading", "Said", "Shape"),
    "value": ("When",),
    "widening": ("Widening",),
    "words": ("describe", "describe_duration"),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Load a name when it is first asked for."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"timeline.when.{_HOME[name]}"), name)
    globals()[name] = value
    return value

"""A wrong record without what is wrong with it, so that the rest of it can be checked in the same go.

Nothing of this is ever kept: it only serves to find the other problems of a file that is refused.
"""

from __future__ import annotations

from collections.abc import Mapping

from timeline.formats.drafting.tree import Path, Tree
from timeline.records import Record
from timeline.records.record import layout

__all__ = ["OF_PRUNING", "ROUNDS", "missing", "pruned"]

ROUNDS = 4  # one for the fields, one for what is checked across fields, and two in case a whole part has to go
OF_PRUNING = {"empty", "half-a-claim", "missing-key"}  # what may be wrong only because something was taken away

# What stands in for a field that a record must have: it mentions nothing.
_STAND_INS = {"title": "?", "name": "?", "post": "?", "text": "?", "when": "2000", "term": "2000"}


def pruned(tree: Tree, path: Path) -> Tree:
    """Return a tree without the entry at a path; an item of a list goes with the whole list, so that none changes place."""
    if not path or not isinstance(tree, dict | list):
        return tree
    key, *rest = path
    last = not any(isinstance(name, str) for name in rest)
    if isinstance(tree, dict):
        kept = {name: value for name, value in tree.items() if not (last and name == key)}
        return {name: pruned(value, tuple(rest)) if name == key else value for name, value in kept.items()}
    return [pruned(item, tuple(rest)) if position == key else item for position, item in enumerate(tree)]


def missing(cls: type[Record], fields: Mapping[str, Tree]) -> dict[str, Tree]:
    """Return something for each field that a record must have and does not."""
    return {name: _STAND_INS[name] for name in layout(cls).required - fields.keys() if name in _STAND_INS}

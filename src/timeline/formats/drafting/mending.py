"""A wrong record without what is wrong with it, so that the rest of it can be checked in the same go.

Nothing of this is ever kept: it only serves to find the other problems of a file that is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from timeline.formats.drafting.tree import Path, Tree
from timeline.records import Record
from timeline.records.record import layout

__all__ = ["OF_PRUNING", "ROUNDS", "missing", "pruned"]

ROUNDS = 4  # one for the fields, one for what is checked across fields, and two in case a whole part has to go
OF_PRUNING = {"empty", "half-a-claim", "missing-key"}  # what may be wrong only because something was taken away

# What stands in for a field that a record must have: it mentions nothing.
_STAND_INS = {"title": "?", "name": "?", "post": "?", "text": "?", "when": "2000", "term": "2000"}


def pruned(tree: Tree, paths: Iterable[Path]) -> Tree:
    """Return a tree without the entries at some paths; an item of a list goes with the whole list, so that none changes place.

    Examples:
        >>> pruned({"when": "2025", "who": ["a", {"agent": "b", "role": "x"}]}, [("who", 1, "role"), ("when",)])
        {'who': ['a', {'agent': 'b'}]}
    """
    behind: dict[str | int, list[Path]] = {}
    for path in paths:
        if path:
            behind.setdefault(path[0], []).append(path[1:])
    if not behind or not isinstance(tree, dict | list):
        return tree
    if isinstance(tree, list):
        return [pruned(item, behind.get(position, ())) for position, item in enumerate(tree)]
    gone = {
        key for key, rests in behind.items() if not all(any(isinstance(name, str) for name in rest) for rest in rests)
    }
    return {name: pruned(value, behind.get(name, ())) for name, value in tree.items() if name not in gone}


def missing(cls: type[Record], fields: Mapping[str, Tree]) -> dict[str, Tree]:
    """Return something for each field that a record must have and does not."""
    return {name: _STAND_INS[name] for name in layout(cls).required - fields.keys() if name in _STAND_INS}

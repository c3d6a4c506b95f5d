"""Circles that two sets of records make only together: each is broken at a link that the second brought."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from timeline.chronology.references import HIERARCHIES
from timeline.records import Record

__all__ = ["Link", "untangled"]


class Link(NamedTuple):
    """That a record lies in another, is part of it, or follows it.

    Attributes:
        record: The id of the record.
        field: `within`, `part_of` or `after`.
        target: The id of the other.
    """

    record: str
    field: str
    target: str


def untangled(records: Mapping[str, Record], first: Mapping[str, Record]) -> tuple[dict[str, Record], tuple[Link, ...]]:
    """Return the records without those links that would lead round in a circle, and these links.

    Args:
        records: Those of both chronologies.
        first: Those of the first, whose links all stay; by themselves they make no circle.
    """
    found, cut = dict(records), list[Link]()
    for field, follow in HIERARCHIES:
        graph = {record.id: list(follow(record)) for record in records.values()}
        if _goes_round(graph):
            kept = {record.id: set(follow(record)) for record in first.values()}
            cut += _cut(graph, kept, field)
    for link in cut:
        found[link.record] = _without(found[link.record], link)
    return found, tuple(cut)


def _goes_round(graph: Mapping[str, Iterable[str]]) -> bool:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError:
        return True
    return False


def _cut(graph: Mapping[str, Iterable[str]], kept: dict[str, set[str]], field: str) -> Iterator[Link]:
    """Add the links of the second to those of the first one by one, and yield those that would close a circle."""
    links = [(name, target) for name, targets in graph.items() for target in targets]
    for name, target in links:
        if target in kept.get(name, ()):
            continue
        if _leads_to(name, target, kept):
            yield Link(name, field, target)
        else:
            kept.setdefault(name, set()).add(target)


def _leads_to(wanted: str, start: str, graph: Mapping[str, Iterable[str]]) -> bool:
    seen, waiting = set[str](), [start]
    while waiting:
        name = waiting.pop()
        if name == wanted:
            return True
        if name not in seen:
            seen.add(name)
            waiting += graph.get(name, ())
    return False


def _without(record: Record, link: Link) -> Record:
    value = record.value_of(link.field)
    kept = tuple(name for name in value if name != link.target) if isinstance(value, tuple) else None
    return record.with_value(link.field, kept)

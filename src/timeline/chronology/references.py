"""Whether the records of a chronology fit together: every id resolves, to the right type, and nothing contains itself."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Any

import attrs

from timeline.errors import SHOWN_PROBLEMS, Gathering, Invalid, Problem, inside, nearest, offered, shown, sparing
from timeline.records import Claim, Event, Organization, Place, Record, entry_of
from timeline.records.field import Many
from timeline.records.shape import Reference, Shape

__all__ = ["HIERARCHIES", "by_id", "mentions", "problems"]


Follow = Callable[[Record], Iterable[str]]


def by_id(records: Iterable[Record] | Mapping[str, Record]) -> Mapping[str, Record]:
    """Return the records under their ids, in their order; a mapping is taken as it is, and is the caller's word that it is one of ids to records.

    Raises:
        Invalid: When an id stands for two records, or something is no record; with every such problem.
    """
    if isinstance(records, Mapping):
        return records
    records = list(records)
    found = {record.id: record for record in records if isinstance(record, Record)}
    if len(found) == len(records):
        return found
    found.clear()
    gathering = Gathering()
    for record in records:
        with gathering.step():
            if not isinstance(record, Record):
                raise Invalid(f"a record is wanted, not {shown(record)}", code="wrong-type")
            first = found.setdefault(record.id, record)
            if first is not record and first != record:
                raise Invalid(
                    f"the id is used before, in {first.section}", code="duplicate-id", path=(record.section, record.id)
                )
    gathering.finish()
    return found


def problems(records: Mapping[str, Record], *, resolved: Collection[str] = ()) -> list[Problem]:
    """Return every mention that does not resolve and every cycle, each with section, id and field as its path.

    Args:
        records: By id.
        resolved: The ids of those whose mentions are known to resolve.
    """
    open_ones = (record for name, record in records.items() if name not in resolved)
    with sparing():
        found = [problem for record in open_ones for problem in _dangling(record, records)]
    return found or [problem for links in HIERARCHIES for problem in _cycles(links, records)]


def mentions(record: Record, records: Mapping[str, Record]) -> Iterator[Reference]:
    """Yield every mention of another record, those in a rival value among them.

    Raises:
        Invalid: When a rival value could not stand in the field that it contests.
    """
    yield from record.references()
    if isinstance(record, Claim) and record.subject in records:
        shape = _contested(record, records)
        if record.adds and not isinstance(shape, Many):
            raise Invalid(f"{record.attribute!r} holds one value", code="half-a-claim", path=("adds",))
        with inside("value"):
            value = shape.convert(record.value)
        for reference in shape.references(value):
            yield attrs.evolve(reference, path=("value",))


def _contested(claim: Claim, records: Mapping[str, Record]) -> Shape[Any]:
    """Return the shape of the field that a claim contests."""
    shapes = type(records[str(claim.subject)]).fields()
    if claim.attribute not in shapes or claim.attribute == "id":
        hint = nearest(claim.attribute, shapes) or f"allowed: {', '.join(shapes)}"
        raise Invalid(f"no field {shown(claim.attribute)}", code="unknown-key", path=("attribute",), hint=hint)
    return shapes[claim.attribute]


def _dangling(record: Record, records: Mapping[str, Record]) -> Iterator[Problem]:
    found: list[Problem | None] = []
    try:
        found += [_unresolved(reference, records) for reference in mentions(record, records)]
    except Invalid as error:
        found += error.problems
    yield from (problem.under(record.section, record.id) for problem in found if problem)


def _unresolved(reference: Reference, records: Mapping[str, Record]) -> Problem | None:
    target = records.get(reference.id)
    wanted = _WORDS.get(reference.family, reference.family)
    article = "an" if wanted[0] in "aeiou" else "a"
    if target is None:
        hint = offered(reference.id, _of(reference.family, records), otherwise=entry_of(reference.family))
        return Problem("dangling-id", f"no {wanted} {reference.id!r}", reference.path, hint=hint)
    if reference.family not in target.families:
        return Problem(
            "wrong-record",
            f"{reference.id!r} stands in {target.section}, and {article} {wanted} is wanted",
            reference.path,
            hint=offered(reference.id, _of(reference.family, records)),
        )
    return None


def _of(family: str, records: Mapping[str, Record]) -> Iterable[str]:
    return (record.id for record in records.values() if family in record.families)


def _part_of(record: Record) -> Iterable[str]:
    part_of = record.part_of if isinstance(record, Event | Organization) else None
    return (part_of,) if part_of else ()


def _within(record: Record) -> Iterable[str]:
    return (record.within,) if isinstance(record, Place) and record.within else ()


def _after(record: Record) -> Iterable[str]:
    return record.after if isinstance(record, Event) else ()


# Under the names of the fields that they follow.
HIERARCHIES: tuple[tuple[str, Follow], ...] = (("part_of", _part_of), ("within", _within), ("after", _after))
_WORDS = {"matter": "claim or event", "origin": "agent or source"}


def _cycles(links: tuple[str, Follow], records: Mapping[str, Record]) -> Iterator[Problem]:
    """Yield the cycles of one relation, each told whole; of those that share a record, one."""
    name, follow = links
    # Few records have anything there, and to look is quicker than to ask.
    having = [record for record in records.values() if getattr(record, name, None)]
    graph = {record.id: followed for record in having if (followed := tuple(follow(record)))}
    for _ in range(SHOWN_PROBLEMS):
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            cycle = list(reversed(error.args[1]))
            record = records[cycle[0]]
            told = f"goes round in a circle: {' -> '.join(cycle)}"
            link = () if name != "after" else (graph[cycle[0]].index(cycle[1]),)  # an event may come after several
            yield Problem("cycle", told, (record.section, record.id, name, *link), hint="take one of these links out")
            graph.update(dict.fromkeys(cycle, ()))
        else:
            return

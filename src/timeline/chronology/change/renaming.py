"""Records whose mentions of each other go by new ids, what rival values mention included."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import attrs

from timeline.records import Claim, Record
from timeline.records.claims import RIVAL, Written
from timeline.records.record import layout
from timeline.records.shape import Shape

__all__ = ["contested", "renamed", "values_of"]

R = TypeVar("R", bound=Record)


def contested(claim: Claim, records: Mapping[str, Record]) -> Shape[Any] | None:
    """Return the shape of the field to which a claim gives a rival value; None for a claim in words."""
    subject = records.get(claim.subject or "")
    return None if subject is None else type(subject).fields()[claim.attribute]


def renamed(record: R, ids: Mapping[str, str], records: Mapping[str, Record]) -> R:
    """Return a record with its mentions of others under their new ids; its own id stays.

    Args:
        record: One of `records`.
        ids: The new ids by the old ones.
        records: Those among which the subjects of claims are found, by their old ids.
    """
    told = record.renamed(ids)
    if not isinstance(record, Claim) or not isinstance(told, Claim):
        return told
    value = _rival_value(record, ids, records)
    return told if value == told.value else attrs.evolve(told, value=value)


def values_of(record: Record, ids: Mapping[str, str], records: Mapping[str, Record]) -> dict[str, Any]:
    """Return what the fields of a record hold, mentions under their new ids, without its own id.

    What counts for equality is returned, and nothing is made anew: so it is there of every record that there is.
    """
    told = {}
    shapes = record.fields()
    for name, attribute in layout(type(record)).attributes.items():
        if name != "id" and attribute.eq:
            value = getattr(record, attribute.name)
            told[name] = shapes[name].renamed(value, ids) if ids and shapes[name].refers else value
    if isinstance(record, Claim) and ids:
        told["value"] = _rival_value(record, ids, records)
    return told


def _rival_value(claim: Claim, ids: Mapping[str, str], records: Mapping[str, Record]) -> Written:
    """Return the value of a claim under new ids; as it was written, where it mentions none of them."""
    shape = contested(claim, records)
    if shape is None or not shape.refers:
        return claim.value
    value = shape.convert(claim.value)
    told = shape.renamed(value, ids)
    return claim.value if told == value else RIVAL.convert(shape.plain(told))

"""Where things happen."""

from __future__ import annotations

from typing import ClassVar

import attrs

from timeline.records.convert import as_identifiers, as_maybe_place, as_maybe_zone, as_texts, as_title
from timeline.records.record import Record

__all__ = ["Place"]


@attrs.frozen(kw_only=True)
class Place(Record):
    """A place, from a room to a continent.

    Attributes:
        name: As the editor writes it.
        aliases: Other names and spellings by which it is found.
        within: The place that it lies in.
        zone: The zone of its civil time; a place without one has that of the place it lies in.
        identifiers: Names elsewhere, scheme by scheme.

    Examples:
        >>> Place("hofburg", name="Hofburg", within="vienna").within
        'vienna'
    """

    section: ClassVar[str] = "places"
    bare: ClassVar[str] = "name"

    name: str = attrs.field(converter=as_title)
    aliases: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    within: str | None = attrs.field(default=None, converter=as_maybe_place)
    zone: str | None = attrs.field(default=None, converter=as_maybe_zone)
    identifiers: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=as_identifiers)

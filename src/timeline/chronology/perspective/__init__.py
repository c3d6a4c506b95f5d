"""A chronology as it was known at a moment, or as one side tells it: the same records, fewer of them or with other values.

Both are asked of the whole and in one order, first what was known and then whose version of it, so that
`rome.as_of(moment).according_to("ru")` and `rome.according_to("ru").as_of(moment)` are the same.
"""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from timeline.records import Claim, Record
from timeline.records.shape import Tree
from timeline.when import When

__all__ = ["WHOLE", "Adopted", "LeftOut", "Moment", "Perspective"]


@attrs.frozen
class Moment:
    """A moment up to which something had to be known.

    Attributes:
        when: All of it counts: `2025-04` is the whole month.
        certainly: Whether it must have been known by then; otherwise it is enough that it may.
    """

    when: When
    certainly: bool = False


@attrs.frozen
class Adopted:
    """A field that holds one side's value in place of the editor's.

    Attributes:
        record: Whose field it is.
        field: Its name.
        before: What it held, as a file writes it; None where it held nothing.
        after: What it holds now, likewise.
        claim: The claim that gave the value.
    """

    record: str
    field: str
    before: Tree
    after: Tree
    claim: Claim


@attrs.frozen
class LeftOut:
    """A record that a side denies, so that it has no place in its version.

    Attributes:
        record: The event or claim.
        because: The statements that deny it or take it back.
    """

    record: Record
    because: tuple[str, ...]


@attrs.frozen
class Perspective:
    """From where a chronology is seen; the usual one has nothing in it.

    Attributes:
        as_of: The moments up to which something had to be known.
        according_to: The sides whose versions are told, by their ids; a later one is asked about what the earlier ones left.
        adopted: The fields that changed, in the order of the file.
        left_out: What the sides deny.
    """

    as_of: tuple[Moment, ...] = ()
    according_to: tuple[str, ...] = ()
    adopted: tuple[Adopted, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    def of(self, record: str) -> tuple[Adopted, ...]:
        """Return the fields of a record that changed."""
        return tuple(each for each in self.adopted if each.record == record)

    def seeing(self, adopted: Iterable[Adopted], left_out: Iterable[LeftOut]) -> Perspective:
        """Return the same with what it changes."""
        return attrs.evolve(self, adopted=(*self.adopted, *adopted), left_out=(*self.left_out, *left_out))


WHOLE = Perspective()

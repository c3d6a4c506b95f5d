"""Fields of records for which somebody gives another value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import attrs

from timeline.chronology.standing import Standing
from timeline.records import Citation, Claim, Record

if TYPE_CHECKING:
    from timeline.chronology.index import Archive

__all__ = ["ContestedField", "Rival", "contested_fields"]


@attrs.frozen
class Rival:
    """Another value of a field, and who is behind it.

    Attributes:
        value: Of the type that the field has.
        claim: The claim that gives it.
        standing: Where the claim stands: who backs it, who contradicts it, through how many origins.
    """

    value: object
    claim: Claim
    standing: Standing

    @property
    def adds(self) -> bool:
        """Whether it stands beside what the field holds, not in its place."""
        return self.claim.adds


@attrs.frozen
class ContestedField:
    """A field whose value is contested.

    Attributes:
        record: The id of the record.
        field: The name of the field.
        adopted: What the record holds; None or nothing where only others say.
        cites: The sources that the record as a whole is known from, and the adopted value with it.
        origins: Those sources followed to their roots, each once.
        rivals: The other values, in the order of the file.
    """

    record: str
    field: str
    adopted: object
    cites: tuple[Citation, ...]
    origins: tuple[str, ...]
    rivals: tuple[Rival, ...]


def contested_fields(archive: Archive, records: Iterable[Record], standing_of: StandingOf) -> Iterator[ContestedField]:
    """Yield the contested fields of some records, in the order of the records and then of the file.

    Args:
        archive: Where the claims are.
        records: Whose fields are asked about.
        standing_of: Gives the standing of a claim.
    """
    for record in records:
        for field, claims in archive.rivals.get(record.id, {}).items():
            shape, cites = type(record).fields()[field], getattr(record, "cites", ())
            rivals = tuple(Rival(shape.convert(claim.value), claim, standing_of(claim)) for claim in claims)
            origins = archive.testimony.origins(cites)
            yield ContestedField(record.id, field, record.value_of(field), cites, origins, rivals)


if TYPE_CHECKING:
    from collections.abc import Callable

    StandingOf = Callable[[Claim], Standing]

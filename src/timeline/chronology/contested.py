"""Fields of records for which somebody gives another value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import attrs

from timeline.cards import Card, ShowsItself
from timeline.chronology.standing import Standing
from timeline.records import Citation, Claim, Record

if TYPE_CHECKING:
    from timeline.chronology.index import Archive

__all__ = ["ContestedField", "Rival", "backing", "contested_fields"]


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
class ContestedField(ShowsItself):
    """A field whose value is contested.

    Attributes:
        record: The id of the record.
        field: The name of the field.
        adopted: What the record holds; None or nothing where only others say.
        cites: The sources that the record as a whole is known from, and the adopted value with it; see `backing`.
        origins: Those sources followed to their roots, each once.
        rivals: The other values, in the order of the file.
    """

    record: str
    field: str
    adopted: object
    cites: tuple[Citation, ...]
    origins: tuple[str, ...]
    rivals: tuple[Rival, ...]

    def card(self) -> Card:
        """Return what the record holds and what others say, as a notebook shows it."""
        from timeline.records.telling import Teller, as_written

        rivals = (f"{as_written(each.claim.plain()['value'])} ({each.claim.id})" for each in self.rivals)
        rows = [("Adopted", Teller({}).value(self.adopted)), ("Origins", self.origins), ("Rivals", rivals)]
        return Card(heading=f"{self.field.replace('_', ' ')} of {self.record}", kind="contested", rows=rows)


def contested_fields(archive: Archive, records: Iterable[Record], standing_of: StandingOf) -> Iterator[ContestedField]:
    """Yield the contested fields of some records, in the order of the records and then of the file.

    Args:
        archive: Where the claims are.
        records: Whose fields are asked about.
        standing_of: Gives the standing of a claim.
    """
    for record in records:
        for field, claims in archive.rivals.get(record.id, {}).items():
            shape, cites = type(record).fields()[field], backing(record, claims)
            rivals = tuple(Rival(shape.convert(claim.value), claim, standing_of(claim)) for claim in claims)
            origins = archive.testimony.origins(cites)
            yield ContestedField(record.id, field, record.value_of(field), cites, origins, rivals)


def backing(record: Record, claims: Iterable[Claim]) -> tuple[Citation, ...]:
    """Return the citations of a record that may stand behind its own value of a field: not those cited for another value of it.

    Where every one of them is, as when two editions of a source differ, each may stand for both.

    Args:
        record: Whose field is contested.
        claims: The rival values of that field.

    Examples:
        >>> from timeline.records import Meeting
        >>> talks = Meeting("talks", title="Talks", when="2025-04-25", where="rome", cites=["article", "reuters"])
        >>> rival = Claim("in-moscow", subject="talks", attribute="where", value="moscow", cites=["reuters"])
        >>> [citation.source for citation in backing(talks, [rival])]
        ['article']
    """
    elsewhere = {citation for claim in claims if not claim.adds for citation in claim.cites}
    cites: tuple[Citation, ...] = getattr(record, "cites", ())
    return tuple(citation for citation in cites if citation not in elsewhere) or cites


if TYPE_CHECKING:
    from collections.abc import Callable

    StandingOf = Callable[[Claim], Standing]

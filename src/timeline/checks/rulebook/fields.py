"""Rules on fields for which sources give different values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from timeline.checks.finding import Finding, Severity
from timeline.checks.registry import rule
from timeline.checks.rulebook.comparison import Comparison
from timeline.checks.rulebook.wording import joined, sources_of
from timeline.chronology import Chronology, ClaimState
from timeline.chronology.contested import ContestedField, Rival
from timeline.errors import shown
from timeline.records import Record
from timeline.records.shape import Shape

__all__ = ["sources_disagree"]

# Words of the editor, lists that several sources only make longer, and figures, which have a rule of their own.
PASSED_OVER = frozenset(
    {"after", "aliases", "cites", "dating", "figures", "identifiers", "note", "silence", "summary", "tags", "title"}
)
MOST_COMPARED = 50  # rival values that are compared with each other; with the adopted one, all are


@rule("sources-disagree", severity=Severity.WARNING)
def sources_disagree(chronology: Chronology) -> Iterator[Finding]:
    """Sources give values for one field that cannot all be right: another place, another day, another way of meeting.

    It is an error where more independent origins stand against the adopted value than behind it: the editor then follows
    the weaker report. Reports that go back to one witness, or to witnesses of one side, count once, and a source that is cited for the
    other value does not back the adopted one. A value that is more precise, or less, is no disagreement: the Kremlin lies in Moscow, 25 April in the week before
    the 26th, an envoy acts for a state, and a time of day is good to a quarter of an hour. Nor is one that fills an empty field, stands beside what the field holds (`adds`), or was
    taken back. Where it is not known who somebody is, it is only possible, as it is of a date marked uncertain.

    Source: CIDOC CRM E13 "Attribute Assignment"; Langlois and Seignobos 1898, II 8, on counting independent statements.

    Dossier:
        title: Witkoff and Putin, April 2025
        places: {rome: {name: Rome}, moscow: {name: Moscow}}
        sources:
          article: {title: An article datelined Rome}
          reuters: {title: Report on the talks in Moscow, publisher: Reuters}
          tass: {title: Report on the opening of the talks, publisher: TASS}
        claims:
          met-in-moscow: {subject: talks, attribute: where, value: moscow, cites: [reuters, tass]}
        events:
          talks: {kind: meeting, when: 2025-04-25, title: Witkoff meets Putin, where: rome, cites: [article]}
    """
    comparison = Comparison(chronology)
    for field in chronology.contested_fields():
        if field.field not in PASSED_OVER:
            yield from _Quarrel.over(field, comparison, chronology)


@attrs.frozen
class _Version:
    """A value of a field, in words, and who is behind it."""

    value: Any
    words: str
    backers: tuple[str, ...]
    origins: tuple[str, ...]
    claim: str = ""

    def __str__(self) -> str:
        return f"{self.words} ({', '.join(self.backers) or 'no source'})"


@attrs.frozen
class _Quarrel:
    """The versions of one field that cannot all be right.

    Attributes:
        record: Whose field it is.
        field: Its name.
        adopted: What it holds, where one of the others contradicts that.
        others: What others give.
        certain: Whether they contradict each other however they are read.
    """

    record: Record
    field: str
    adopted: _Version | None
    others: tuple[_Version, ...]
    certain: bool

    @classmethod
    def over(cls, field: ContestedField, comparison: Comparison, chronology: Chronology) -> Iterator[Finding]:
        """Yield what is to be said of a field, if anything."""
        record = chronology[field.record]
        shape = type(record).fields()[field.field]
        claims = (each for each in field.rivals if not each.adds and each.standing.state is not ClaimState.RETRACTED)
        rivals = [_rival(shape, each, comparison) for each in claims]
        adopted = None if field.adopted in (None, "", ()) else _adopted(shape, field, comparison)
        clashes = {} if adopted is None else _clashing(comparison, record, field.field, adopted, rivals)
        if not clashes:
            adopted, clashes = None, _among(comparison, record, field.field, rivals[:MOST_COMPARED])
        if clashes:
            others = tuple(rivals[position] for position in sorted(clashes))
            yield cls(record, field.field, adopted, others, any(clashes.values())).finding(chronology)

    def finding(self, chronology: Chronology) -> Finding:
        """Return the finding: an error where the adopted value is outweighed."""
        theirs = {origin for version in self.others for origin in version.origins}
        ours = set() if self.adopted is None else set(self.adopted.origins) - theirs
        outweighed = self.adopted is not None and len(theirs) > len(ours)
        return Finding(
            message=f"sources disagree on {self.field!r} of {self.record.id!r}: {self._told(ours, theirs, outweighed)}",
            ids=(self.record.id, *(version.claim for version in self.others)),
            sources=sources_of(self.record, *(chronology[version.claim] for version in self.others)),
            severity=Severity.ERROR if outweighed else Severity.WARNING,
            certain=self.certain,
        )

    def _told(self, ours: set[str], theirs: set[str], outweighed: bool) -> str:
        versions = joined(map(str, self.others))
        told = f"{versions} cannot all be right" if self.adopted is None else f"{self.adopted} against {versions}"
        weight = f"; independent origins: {len(ours)} for the adopted value, {len(theirs)} against it"
        return told + (weight if outweighed else "")


def _rival(shape: Shape[Any], rival: Rival, comparison: Comparison) -> _Version:
    speakers = (agent for act in ("asserts", "confirms") for agent in rival.standing.who(act))
    backers = tuple(dict.fromkeys([*(cite.source for cite in rival.claim.cites), *speakers]))
    origins = comparison.origins.sides(rival.standing.origins)
    return _Version(rival.value, _worded(shape, rival.value), backers, origins, rival.claim.id)


def _adopted(shape: Shape[Any], field: ContestedField, comparison: Comparison) -> _Version:
    sources = tuple(dict.fromkeys(cite.source for cite in field.cites))
    return _Version(field.adopted, _worded(shape, field.adopted), sources, comparison.origins.sides(field.origins))


def _clashing(
    comparison: Comparison, record: Record, field: str, one: _Version, others: Sequence[_Version]
) -> dict[int, bool]:
    """Return which of the others cannot stand together with one, and whether that is certain."""
    answers = (comparison.clash(record, field, one.value, other.value) for other in others)
    return {position: certain for position, certain in enumerate(answers) if certain is not None}


def _among(comparison: Comparison, record: Record, field: str, rivals: Sequence[_Version]) -> dict[int, bool]:
    """Return which rivals cannot stand together with another, where the adopted value leaves room for each of them."""
    found: dict[int, bool] = {}
    for position, one in enumerate(rivals):
        for distance, certain in _clashing(comparison, record, field, one, rivals[position + 1 :]).items():
            for place in (position, position + 1 + distance):
                found[place] = found.get(place, False) or certain
    return found


def _worded(shape: Shape[Any], value: Any) -> str:
    """Return a value as a file would write it, people by their ids."""
    plain = shape.plain(value)
    items = plain if isinstance(plain, list) else [plain]
    return joined(shown(str(item.get("agent", item) if isinstance(item, dict) else item)) for item in items)

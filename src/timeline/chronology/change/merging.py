"""Uniting two chronologies: what both hold is one record, and what they disagree on stands side by side."""

from __future__ import annotations

import re
from collections.abc import Container, Hashable, Iterable, Iterator, Mapping
from typing import Any

import attrs

from timeline.cards import Card, ShowsItself
from timeline.chronology.change.anchoring import anchored
from timeline.chronology.change.matching import Match, Matching, matching, unused
from timeline.chronology.change.renaming import renamed
from timeline.chronology.change.uniting import Apart, join, unite, united
from timeline.chronology.change.untangling import Link, untangled
from timeline.chronology.collection import Chronology
from timeline.chronology.header import Header
from timeline.chronology.names import fold
from timeline.errors import TimelineError
from timeline.records import Citation, Claim, Event, Participation, Record
from timeline.records.shape import Shape, Tree
from timeline.records.telling import Teller, inline

__all__ = ["Merged", "merge", "merging"]

LONGEST_SLUG = 40


@attrs.frozen
class Merged(ShowsItself):
    """Two chronologies as one, and how that came about.

    Attributes:
        chronology: The one.
        matches: The records that were in both.
        renamed: Old and new ids of records of the second whose id is that of something else in the first.
        rivals: The claims that were made for what the second holds otherwise.
        supported: The claims that were there and are cited from the second's sources as well.
        cut: Links of the second that would have led round in a circle; each is among the rivals.
        remarks: What became of the second's header, and of its times without a zone.
    """

    chronology: Chronology
    matches: tuple[Match, ...]
    renamed: tuple[tuple[str, str], ...]
    rivals: tuple[Claim, ...]
    supported: tuple[str, ...]
    cut: tuple[Link, ...]
    remarks: tuple[str, ...]

    @property
    def ids(self) -> dict[str, str]:
        """The id in the result of every record of the second that has another there."""
        found = {match.second: match.first for match in self.matches if match.first != match.second}
        return {**found, **dict(self.renamed)}

    def card(self) -> Card:
        """Return what was done, as a notebook shows it."""
        return Card(heading=repr(self.chronology), kind="merged", lines=self._lines(), whole="print(merged)")

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        records = {record.id: record for record in self.chronology.records}
        teller = Teller(records)
        yield f"in both: {_counted(len(self.matches), 'record')}"
        for match in self.matches:
            if match.first != match.second:
                told = teller.record(records[match.first])
                yield f"matched by {match.by}: {match.second!r} is {match.first!r}, {told}"
        for name, new in self.renamed:
            yield f"another thing under the same id: {name!r} is called {new!r}, {teller.record(records[new])}"
        for link in self.cut:
            yield f"would go round in a circle: {link.field.replace('_', ' ')} of {link.record!r} is not {link.target!r}, which is left as a claim"
        for claim in self.rivals:
            yield f"rival value: {claim.id!r}, {teller.record(claim)}"
        for name in self.supported:
            yield f"supported by more sources: {name!r}, {teller.record(records[name])}"
        yield from self.remarks


def merge(one: Chronology, other: Chronology) -> Chronology:
    """Return two chronologies as one; see `merging`, which also tells what was done.

    Examples:
        >>> from timeline.records import Meeting, Place, Source
        >>> rome, moscow = Place("rome", name="Rome"), Place("moscow", name="Moscow")
        >>> article, reuters = Source("article", title="Article datelined Rome"), Source("reuters", title="Report from Moscow")
        >>> told = Meeting("talks", title="Witkoff meets Putin", when="2025-04", where="rome", cites=["article"])
        >>> corrected = Meeting("talks", title="Witkoff meets Putin", when="2025-04", where="moscow", cites=["reuters"])
        >>> both = merge(Chronology([rome, article, told]), Chronology([moscow, reuters, corrected]))
        >>> both["talks"].where, [(claim.value, claim.cites[0].source) for claim in both.rivals("talks")["where"]]
        ('rome', [('moscow', 'reuters')])
    """
    return merging(one, other).chronology


def merging(one: Chronology, other: Chronology) -> Merged:
    """Return two chronologies as one, and how that came about.

    The ids of the first stay, and its values. What the second holds otherwise becomes claims about the records in question, with
    the second's citations. What is left open in the first is taken from the second.

    Args:
        one: The first; of a view, what it holds.
        other: The second, likewise.
    """
    apart: frozenset[tuple[str, str]] = frozenset()
    while True:
        merger = _Merger(one, other, apart)
        if not merger.failed:
            return merger.merged()
        apart |= merger.failed  # two that cannot be one record after all are two


class _Merger:
    """Two chronologies on their way to be one.

    Attributes:
        failed: The ids of those that were matched and cannot be one record.
    """

    def __init__(self, one: Chronology, other: Chronology, apart: frozenset[tuple[str, str]]) -> None:
        self._headers = one.header, other.header
        self._first = {record.id: record for record in one.records}
        self._header, self._remarks = _header(one, other)
        self._second, remarks = anchored(other, zone=self._header.zone)
        self._remarks += remarks
        self._matching: Matching = matching(self._first, self._second, apart=apart)
        self._ids = self._matching.ids
        self.failed: frozenset[tuple[str, str]] = frozenset()
        self._records = dict(self._first)
        self._apart: dict[str, tuple[Apart, ...]] = {}
        self._cites: dict[str, tuple[Citation, ...]] = {}  # those of the second, by the ids of the result
        self._unite()

    def _unite(self) -> None:
        """Put the records of the second beside those of the first, or into them."""
        matched = {match.second for match in self._matching.matches}
        for name, record in self._second.items():
            told, new = renamed(record, self._ids, self._second), self._ids.get(name, name)
            self._cites[new] = getattr(told, "cites", ())
            if name not in matched:
                self._records[new] = told if new == name else attrs.evolve(told, id=new)
                continue
            try:
                self._records[new], self._apart[new] = unite(self._first[new], told)
            except (TimelineError, ValueError, TypeError):
                self.failed |= {(new, name)}
        self._respell(matched)

    def merged(self) -> Merged:
        """Return the one, and how it came about."""
        records, cut = untangled(self._records, self._first)
        rivals = _Rivals(records, {*self._first, *self._second, *self._ids.values()})
        for name, apart in [*self._apart.items(), *((link.record, (_left(link, records),)) for link in cut)]:
            for each in apart:
                rivals.put(name, each, self._cites[name])
        chronology = Chronology(rivals.records.values(), **attrs.asdict(self._header, recurse=False))
        return Merged(
            chronology=chronology,
            matches=self._matching.matches,
            renamed=tuple(self._matching.renamed.items()),
            rivals=tuple(rivals.new),
            supported=tuple(rivals.supported),
            cut=cut,
            remarks=tuple(self._remarks),
        )

    def _respell(self, matched: Container[str]) -> None:
        """Write rival values as the class of their subject reads them, where that has become another; if it cannot, the two are not one."""
        back = {match.first: match.second for match in self._matching.matches}
        rest = {name: record for name, record in self._second.items() if name not in matched}
        for records, claims, ids in ((self._first, self._first, {}), (self._second, rest, self._ids)):
            for name, claim in claims.items():
                if isinstance(claim, Claim) and claim.subject is not None:
                    subject, new = ids.get(claim.subject, claim.subject), ids.get(name, name)
                    was, now = type(records[claim.subject]), type(self._records[subject])
                    try:
                        self._records[new] = _respelled(self._records[new], was, now)
                    except TimelineError:
                        self.failed |= {(subject, back[subject])}


def _respelled(claim: Record, was: type[Record], now: type[Record]) -> Record:
    """Return a rival value of one class as another reads it: itself where both read it alike."""
    if was is now:
        return claim
    attribute, told = claim.value_of("attribute"), claim.value_of("value")
    before, after = was.fields()[attribute], now.fields()[attribute]
    value = before.convert(told)
    return claim if after.convert(told) == value else claim.with_value("value", after.plain(value))


class _Rivals:
    """Makes claims of values that the second holds otherwise; the same value becomes one claim, with the citations of both.

    Attributes:
        records: All records, the claims that were made among them.
        new: The claims that were made.
        supported: The ids of claims that were there already and got more citations.
    """

    def __init__(self, records: Mapping[str, Record], taken: Iterable[str]) -> None:
        self.records = dict(records)
        self.supported: dict[str, None] = {}
        self._made: dict[str, None] = {}
        self._taken = set(taken)
        self._said: dict[Hashable, str] = {}
        for claim in records.values():
            if isinstance(claim, Claim) and claim.subject is not None:
                each = Apart(claim.attribute, claim.value, claim.adds)
                self._said.setdefault(self._saying(claim.subject, each), claim.id)

    @property
    def new(self) -> list[Claim]:
        """The claims that were made."""
        return [claim for name in self._made if isinstance(claim := self.records[name], Claim)]

    def put(self, subject: str, apart: Apart, cites: tuple[Citation, ...]) -> None:
        """Make a claim of a value, or let one that says the same be cited from more sources."""
        saying = self._saying(subject, apart)
        known = self.records.get(self._said.get(saying, ""))
        if isinstance(known, Claim):
            if any(cite not in known.cites for cite in cites):
                self.records[known.id] = attrs.evolve(known, cites=united(known.cites, cites))
                self.supported.update({} if known.id in self._made else {known.id: None})
            return
        name = unused(_claim_id(subject, apart), self._taken)
        value = apart.value[0] if isinstance(apart.value, list) and len(apart.value) == 1 else apart.value
        claim = Claim(name, subject=subject, attribute=apart.field, value=value, adds=apart.adds, cites=cites)
        self.records[name] = claim
        self._taken.add(name)
        self._made[name] = None
        self._said[saying] = name

    def _saying(self, subject: str, apart: Apart) -> Hashable:
        """Return what a value says, however it is written."""
        record = self.records[subject]
        shape: Shape[Any] = record.fields()[apart.field]
        value = shape.convert(apart.value)
        if isinstance(record, Event) and isinstance(value, tuple):
            value = tuple(_in_role(item, record.default_role) for item in value)
        return subject, apart.field, value, apart.adds


def _left(link: Link, records: Mapping[str, Record]) -> Apart:
    """Return what is left of a link that was cut: a value that the second holds otherwise."""
    several = isinstance(records[link.record].value_of(link.field), tuple)
    return Apart(link.field, [link.target] if several else link.target, adds=several)


def _in_role(item: object, role: str) -> object:
    return attrs.evolve(item, role=role) if isinstance(item, Participation) and not item.role else item


def _claim_id(subject: str, apart: Apart) -> str:
    """Return an id that tells record, field and, where it is short, the value: `talks-where-moscow`.

    Examples:
        >>> _claim_id("talks", Apart("who", [{"agent": "lavrov", "role": "host"}], adds=True))
        'talks-who-lavrov'
    """
    value = _first_text(apart.value) if not isinstance(apart.value, list) or len(apart.value) == 1 else ""
    words = "-".join(re.findall(r"[a-z0-9]+", fold(value)))
    field = apart.field.replace("_", "-")
    parts = [subject, field, words] if 0 < len(words) <= LONGEST_SLUG else [subject, field]
    return "-".join("-".join(re.findall(r"[a-z0-9]+", part.lower())) or part for part in parts)


def _first_text(tree: Tree) -> str:
    while not isinstance(tree, str):
        items = list(tree.values()) if isinstance(tree, Mapping) else list(tree)
        tree = items[0] if items else ""
    return tree


def _header(one: Chronology, other: Chronology) -> tuple[Header, list[str]]:
    """Return the header of the first, filled from the second's, and what is left out."""
    first, second = one.header, other.header
    if not one.records and first == Header():
        return second, []
    silence = {**dict(second.silence), **dict(first.silence)}
    note = join(first.note, second.note) if first.note and second.note else first.note or second.note
    header = attrs.evolve(
        first, title=first.title or second.title, zone=first.zone or second.zone, note=note, silence=silence
    )
    return header, list(_left_out(first, second))


def _left_out(first: Header, second: Header) -> Iterator[str]:
    if first.title and second.title and first.title != second.title:
        yield f"left out: the title of the second, {inline(second.title)}"
    if first.language != second.language:
        yield f"left out: the language of the second, {second.language}"
    if second.rules and second.rules != first.rules:
        yield f"left out: the rules of the second, {inline(', '.join(second.rules))}"
    for rule, reason in second.silence:
        if dict(first.silence).get(rule, reason) != reason:
            yield f"left out: why the second silences {inline(rule)}, {inline(reason)}"
    if second.zone and not first.zone:
        yield f"taken from the second: the zone {second.zone}; times of the first that name none are read in it from now on"


def _counted(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number:,} {noun}s"

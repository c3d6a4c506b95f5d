"""Which records of two chronologies are the same.

By id first, where nothing speaks against it; then by what identifies a record: an unambiguous name, an address, a post and its holder, or kind,
date, place and people. Where several would do, none is taken: two of a thing are better than a wrong one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping, Sequence

import attrs

from timeline.chronology.change.identity import WAYS, Key, Way
from timeline.chronology.change.likeness import Likeness, likeness, related
from timeline.chronology.change.pairing import alike_but_for_id
from timeline.chronology.change.renaming import contested, renamed
from timeline.errors import Invalid, TimelineError
from timeline.records import Claim, Place, Record
from timeline.when import When

__all__ = ["Match", "Matching", "matching", "unused"]

LONGEST_ID = 100
LONGEST_BASE = 95  # what is left of an id in front of a number
MOST_BEARERS = 100  # what so many share identifies none of them


@attrs.frozen
class Match:
    """A record that is in both.

    Attributes:
        first: Its id in the first chronology, and in what they are merged to.
        second: Its id in the second.
        by: How it was recognized: `id`, `name`, `identifier`, `code`, `address`, `title`, `text`, `post`, `value`, `content`, or
            `date, place and people`.
    """

    first: str
    second: str
    by: str


@attrs.frozen
class Matching:
    """What two chronologies have in common, and what to call the rest.

    Attributes:
        matches: The records that are in both.
        renamed: New ids for records of the second whose id is that of something else in the first.
    """

    matches: tuple[Match, ...]
    renamed: Mapping[str, str]

    @property
    def ids(self) -> dict[str, str]:
        """The ids that records of the second have from now on, where they had others."""
        found = {match.second: match.first for match in self.matches}
        return {**found, **self.renamed}


def matching(
    first: Mapping[str, Record], second: Mapping[str, Record], *, apart: Container[tuple[str, str]] = ()
) -> Matching:
    """Return what two chronologies have in common; no record is matched twice.

    Args:
        first: The records of the first, by id.
        second: Those of the second, by id.
        apart: Ids of the first and of the second that are known not to be the same.
    """
    matcher = _Matcher(first, second, apart)
    for way in WAYS:
        matcher.match(way)
    matcher.match_rivals()
    return Matching(tuple(matcher.found.values()), matcher.renamed)


def unused(name: str, taken: Container[str]) -> str:
    """Return an id that is not taken: the name itself, or with a number behind it."""
    candidate, number = name[:LONGEST_ID], 1
    while candidate in taken:
        number += 1
        candidate = f"{name[: LONGEST_ID - len(str(number)) - 1]}-{number}"
    return candidate


class _Matcher:
    """Two sets of records, and what has been matched so far.

    Attributes:
        found: The matches, by the ids of the second.
        renamed: New ids of those that are not matched and whose ids are taken.
    """

    def __init__(
        self, first: Mapping[str, Record], second: Mapping[str, Record], apart: Container[tuple[str, str]]
    ) -> None:
        self._first, self._second, self._apart = first, second, apart
        self._ids: dict[str, str] = {}
        self._back: dict[str, str] = {}
        self._given = {*first, *second}
        self.found: dict[str, Match] = {}
        self.renamed: dict[str, str] = {}

    def match(self, way: Way) -> None:
        """Match the records of one sort, those that they mention having been matched before.

        Places lie in each other, and what an earlier merge renamed may mention its like: there it is tried again until nothing
        more is found.
        """
        firsts = [record for record in self._first.values() if way.wanted(record)]
        seconds = {name: record for name, record in self._second.items() if way.wanted(record)}
        before, again = -1, True
        while before != len(self.found) and again:
            before = len(self.found)
            self._round(way, firsts, [renamed(record, self._ids, self._second) for record in seconds.values()])
            rest = [name for name in seconds if name not in self.found]
            again = any(name in self._first or isinstance(seconds[name], Place) for name in rest)
        self._rename(seconds)

    def _round(self, way: Way, firsts: Iterable[Record], seconds: Sequence[Record]) -> None:
        self._unchanged(seconds)
        self._by_number(firsts, seconds, equal=True)
        likely = self._by_id(seconds)
        self._by_number(firsts, [record for record in seconds if record.id not in likely], equal=False)
        for name, one, by in list(self._by_keys(way, firsts, seconds)):
            # A record that some other one fits by name is not taken for that one because of its id alone.
            likely -= {name, one}
            self._take(name, one, by)
        for name in sorted(likely):
            self._take(name, name, "id")

    def _take(self, second: str, first: str, by: str) -> None:
        if first != second and _is_date(first):
            return  # where a date or an event may stand, the event could not be spoken of under that id
        if second not in self.found and first not in self._back and (first, second) not in self._apart:
            self.found[second] = Match(first, second, by)
            self._ids[second] = first
            self._back[first] = second

    def _rename(self, names: Iterable[str]) -> None:
        """Give new ids to those that were not matched and whose ids are taken."""
        for name in names:
            if name in self._first and name not in self.found:
                self._ids[name] = self.renamed[name] = unused(name, self._given)
                self._given.add(self._ids[name])

    def _unchanged(self, seconds: Iterable[Record]) -> None:
        """Match those that are the same to the letter."""
        for record in seconds:
            if self._first.get(record.id) == record:
                self._take(record.id, record.id, "id")

    def _by_id(self, seconds: Iterable[Record]) -> set[str]:
        """Match those that are surely the same under the same id, and return the ids of those that may be."""
        likely = set()
        for record in seconds:
            one = self._first.get(record.id)
            if one is None or record.id in self.found:
                continue
            found = likeness(one, record, around=self._around)
            if found is Likeness.SURE:
                self._take(record.id, record.id, "id")
            elif found is Likeness.FAIR:
                likely.add(record.id)
        return likely

    def _around(self, place: str | None) -> set[str]:
        """Return the ids of a place and of those that it lies in, in either chronology."""
        found, waiting = set[str](), [place]
        while waiting:
            name = waiting.pop()
            if name is not None and name not in found:
                found.add(name)
                places = (self._first.get(name), self._second.get(self._back.get(name, name)))
                around = [each.within for each in places if isinstance(each, Place) and each.within]
                waiting += [self._ids.get(each, each) for each in around]
        return found

    def _by_number(self, firsts: Iterable[Record], seconds: Iterable[Record], *, equal: bool) -> None:
        """Match what bears the same id but for a number behind it, which an earlier merge put there.

        Args:
            firsts: The records of the first.
            seconds: Those of the second.
            equal: Whether nothing else may differ; otherwise it is enough that they are surely the same.
        """
        numbered: dict[str, dict[str, Record]] = {}
        for each in firsts:
            base, _, number = each.id.rpartition("-")
            if number.isdecimal() and each.id not in self._back:
                numbered.setdefault(base[:LONGEST_BASE], {})[each.id] = each
        for record in seconds:
            pool = numbered.get(record.id[:LONGEST_BASE], {})
            if pool and record.id in self._first and record.id not in self.found:
                for name in self._equal(record, pool) if equal else self._surely(record, pool):
                    self._take(record.id, name, "content")

    def _equal(self, record: Record, pool: Mapping[str, Record]) -> Iterable[str]:
        return alike_but_for_id({record.id: record}, pool, {}, {record.id: record}, self._first).values()

    def _surely(self, record: Record, pool: Mapping[str, Record]) -> Iterable[str]:
        found = [name for name, one in pool.items() if likeness(one, record, around=self._around) is Likeness.SURE]
        return found if len(found) == 1 else ()

    def _by_keys(self, way: Way, firsts: Iterable[Record], seconds: Iterable[Record]) -> Iterator[tuple[str, str, str]]:
        """Yield the ids of those that share what no other record on either side has, and how that is called."""
        here, there = _bearers(firsts, way.keys), _bearers(seconds, way.keys)
        wanted: dict[str, dict[str, str]] = {}
        for key in there:
            ones, others = here.get(key, []), there[key]
            if max(len(ones), len(others)) > MOST_BEARERS:
                continue
            if way.strict:
                ones, others = _unmistakable(ones), _unmistakable(others)
            pairs = [(one, other) for other in others for one in ones if related(one, other)]
            for one, other in _alone([pair for pair in pairs if way.fits(*pair, self._around)]):
                wanted.setdefault(other.id, {})[one.id] = str(key[0])
        claimed = Counter(name for names in wanted.values() for name in names)
        for second, found in sorted(wanted.items()):
            first, by = next(iter(found.items()))
            if len(found) == 1 == claimed[first] and second not in self.found and first not in self._back:
                yield second, first, by

    def match_rivals(self) -> None:
        """Match the claims that say the same of the same field; those about other claims when those are matched."""
        claims = [claim for claim in self._second.values() if isinstance(claim, Claim) and claim.is_rival]
        here: dict[Hashable, list[str]] = {}
        for claim in self._first.values():
            if isinstance(claim, Claim) and claim.is_rival:
                here.setdefault(_saying(claim, self._first), []).append(claim.id)
        before = -1
        while before != len(self.found):
            before = len(self.found)
            for claim in claims:
                if claim.id not in self.found and claim.subject in self.found:
                    self._match_rival(claim, here)
        self._rename([claim.id for claim in claims])

    def _match_rival(self, claim: Claim, here: Mapping[Hashable, Sequence[str]]) -> None:
        """Match a claim with one of those that say the same: the one of the same id, else the first."""
        told = renamed(claim, self._ids, self._second)
        same = [name for name in here.get(_saying(told, self._first), ()) if name not in self._back]
        if same:
            one = claim.id if claim.id in same else same[0]
            self._take(claim.id, one, "id" if one == claim.id else "value")


def _bearers(records: Iterable[Record], keys: Callable[[Record], Iterable[Key]]) -> dict[Key, list[Record]]:
    found: dict[Key, list[Record]] = {}
    for record in records:
        for key in dict.fromkeys(keys(record)):
            found.setdefault(key, []).append(record)
    return found


def _unmistakable(bearers: Sequence[Record]) -> list[Record]:
    """Return the bearers of a name that no other bearer of it can be."""
    return [one for one in bearers if not any(other is not one and related(one, other) for other in bearers)]


def _alone(pairs: Sequence[tuple[Record, Record]]) -> list[tuple[Record, Record]]:
    """Return the pairs whose members are in no other."""
    ones, others = Counter(one.id for one, _ in pairs), Counter(other.id for _, other in pairs)
    return [pair for pair in pairs if ones[pair[0].id] == 1 == others[pair[1].id]]


def _is_date(name: str) -> bool:
    """Whether an id reads as a date."""
    try:
        When.parse(name)
    except Invalid:
        return False
    return True


def _saying(claim: Claim, records: Mapping[str, Record]) -> Hashable:
    """Return what a rival value says, however it is written; the claim itself where that field cannot hold it."""
    shape = contested(claim, records)
    try:
        value = claim.value if shape is None else shape.convert(claim.value)
    except TimelineError:
        value = claim
    return claim.subject, claim.attribute, value, claim.adds, claim.text

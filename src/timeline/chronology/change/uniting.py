"""One record from two that tell of the same thing: nothing is overwritten, and what they disagree on is kept apart.

The first keeps its values. What it leaves open is taken from the second; names, citations, tags, stances, identifiers are united; notes are
joined. Where both say something, and not the same, the second's value is handed back, to stand beside the record as a claim. A title that
differs in case, accents or punctuation alone says the same, as does an address that is the same page.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs

from timeline.chronology.change.likeness import address, same
from timeline.records import Agent, Claim, Event, OtherEvent, Participation, Place, Quantity, Record
from timeline.records.field import Many, Pairs
from timeline.records.record import layout
from timeline.records.shape import Shape, Tree
from timeline.records.text import Text, Url
from timeline.when import When

__all__ = ["Apart", "join", "plain_parts", "unite", "united"]

UNITED = frozenset({"cites", "stances", "tags"})
SAID = frozenset({"subject", "attribute", "value", "adds"})  # what a rival value is; two that are united say the same
# What explains another field, and stands or falls with it.
EXPLAINS = {"dating": "when", "reason": "status", "accessed": "url"}


@attrs.frozen
class Apart:
    """A value of the second that the first does not share.

    Attributes:
        field: Whose it is, by the name that files use.
        value: As a file writes it.
        adds: Whether it stands beside what the first holds; otherwise it contradicts that.
    """

    field: str
    value: Tree
    adds: bool = False


def unite(first: Record, second: Record) -> tuple[Record, tuple[Apart, ...]]:
    """Return one record under the first's id, of the class that says more, and what the second holds otherwise.

    Raises:
        Invalid: When the values of both together are no valid record.
    """
    if first == second:
        return first, ()
    union = _Union(first, second)
    changes = union.changes()
    return _made(union.sort, first, changes), tuple(union.apart)


def united(first: Sequence[Any], second: Sequence[Any]) -> tuple[Any, ...]:
    """Return the values of both lists, those of the first as they stand and then what only the second has."""
    return (*first, *dict.fromkeys(value for value in second if value not in first))


def join(first: str, second: str) -> str:
    """Return two remarks as one text; one that stands in the other already is not repeated."""
    paragraphs = f"\n\n{first}\n\n"
    return first if f"\n\n{second}\n\n" in paragraphs else f"{first}\n\n{second}".strip()


def plain_parts(parts: Iterable[Participation], sort: type[Event]) -> list[Tree]:
    """Return participations as a file writes them, without the role that the kind gives by itself."""
    usual = (attrs.evolve(part, role="") if part.role == sort.default_role else part for part in parts)
    return [part.shortest() for part in usual]


class _Union:
    """Two records on their way to be one.

    Attributes:
        sort: The class of the one.
        apart: What the second holds otherwise, as far as it is known.
    """

    def __init__(self, first: Record, second: Record) -> None:
        self.sort = type(first) if issubclass(type(first), type(second)) else type(second)
        self.apart: list[Apart] = []
        self._first, self._second = _values(first, self.sort), _values(second, self.sort)
        self._records = first, second
        self._taken: dict[str, Any] = {}

    def changes(self) -> dict[str, Any]:
        """Return the fields in which the one differs from the first, and note what is apart."""
        said = SAID if isinstance(self._records[0], Claim) and self._records[0].is_rival else frozenset[str]()
        for name, shape in self.sort.fields().items():
            if name != "id" and name not in said and name in self._second:
                self._take(name, shape)
        return self._taken

    def _take(self, name: str, shape: Shape[Any]) -> None:
        theirs = self._second[name]
        if name not in self._first:
            self._taken[name] = theirs
        elif name == "when" and self._is_told_by_kind(self._first[name], theirs):
            self._taken[name] = theirs if self.sort is type(self._records[1]) else self._first[name]
        elif not _is_empty(theirs) and not self._is_same(name, shape, self._first[name], theirs):
            self._settle(name, shape, self._first[name], theirs)

    def _settle(self, name: str, shape: Shape[Any], ours: Any, theirs: Any) -> None:
        """Settle what becomes of a field in which the second says something else."""
        if name in {"name", "aliases"} and issubclass(self.sort, Agent | Place):
            self._take_names()
        elif _is_empty(ours) and self._stands(name):
            self._taken[name] = theirs
        elif name in UNITED:
            self._taken[name] = united(ours, theirs)
        elif name == "note":
            self._taken[name] = join(ours, theirs)
        elif isinstance(shape, Pairs):
            self._take_pairs(name, dict(ours), dict(theirs))
        elif name == "extra" and issubclass(self.sort, OtherEvent):
            self._take_extra(json.loads(ours), json.loads(theirs))
        elif name == "who" and issubclass(self.sort, Event):
            self._take_parts(ours, theirs, self.sort)
        elif isinstance(shape, Many):
            self._take_members(name, shape, ours, theirs)
        else:
            self._leave(name, shape.plain(theirs))

    def _is_same(self, name: str, shape: Shape[Any], ours: Any, theirs: Any) -> bool:
        """Whether two values say the same."""
        bears_names = name in {"name", "aliases", "note"}
        if not bears_names and isinstance(shape, Text | Url) and isinstance(ours, str) and isinstance(theirs, str):
            return ours == theirs or self._same_words(name, ours, theirs)
        return bool(ours == theirs)

    def _leave(self, name: str, tree: Tree, *, adds: bool = False) -> None:
        self.apart.append(Apart(name, tree, adds))

    def _stands(self, name: str) -> bool:
        """Whether what a field explains is the second's as well: how another date was inferred says nothing of this one."""
        explained = EXPLAINS.get(name)
        ours = self._taken.get(explained, self._first.get(explained)) if explained else None
        return explained is None or ours == self._second.get(explained)

    def _take_names(self) -> None:
        """Take every name of the second that the first does not bear as an alias."""
        first, second = self._records
        bears, more = ((each.name, *each.aliases) for each in (first, second))  # type: ignore[attr-defined]
        self._taken["aliases"] = united(bears, more)[1:]

    def _take_pairs(self, name: str, ours: dict[str, str], theirs: dict[str, str]) -> None:
        """Take what the second has under other keys; a remark under the same one is joined, anything else is apart."""
        differing = {key: value for key, value in theirs.items() if ours.get(key, value) != value}
        if name == "silence":
            self._taken[name] = {**theirs, **ours, **{key: join(ours[key], value) for key, value in differing.items()}}
            return
        self._taken[name] = {**theirs, **ours}
        for key, value in differing.items():
            self._leave(name, {key: value})

    def _take_extra(self, ours: dict[str, Any], theirs: dict[str, Any]) -> None:
        self._taken["extra"] = json.dumps(
            {**ours, **{key: theirs[key] for key in theirs if key not in ours}}, ensure_ascii=False
        )
        differing = {
            key: value for key, value in theirs.items() if json.dumps(ours.get(key, value)) != json.dumps(value)
        }
        if differing:
            self._leave("extra", json.dumps(differing, ensure_ascii=False))

    def _same_words(self, name: str, ours: str, theirs: str) -> bool:
        """Whether two texts differ in case, accents and punctuation alone; in words as printed that counts."""
        if name == "url":
            return address(ours) == address(theirs)
        printed = name == "summary" or (name == "text" and issubclass(self.sort, Event))
        return same(ours, theirs) and not printed

    def _is_told_by_kind(self, ours: When, theirs: When) -> bool:
        """Whether two dates are the same text, and the kind that says less reads it in its usual way."""
        pairs = zip(self._records, (ours, theirs), strict=True)
        usual = all(
            isinstance(each, Event) and (type(each) is self.sort or when.reading is each.reading)
            for each, when in pairs
        )
        same_kind = type(self._records[0]) is type(self._records[1])
        return usual and not same_kind and (ours.text, ours.said) == (theirs.text, theirs.said)

    # -- several values --------------------------------------------------------------------------------------------------

    def _take_members(self, name: str, shape: Many[Any], ours: Sequence[Any], theirs: Sequence[Any]) -> None:
        """Leave what only the second has beside the first's list; the whole list where it counts the same thing otherwise."""
        more = [value for value in dict.fromkeys(theirs) if value not in ours]
        counted = {_counted(value) for value in ours} - {None}
        if any(_counted(value) in counted for value in more):
            self._leave(name, shape.plain(tuple(theirs)))
            return
        for value in more:
            self._leave(name, [shape.inner.plain(value)], adds=True)

    def _take_parts(self, ours: Sequence[Participation], theirs: Sequence[Participation], sort: type[Event]) -> None:
        """Complete the parts that both know, and leave those whom only the second knows beside; all of them where they contradict."""
        completed, more = list(ours), []
        for part in dict.fromkeys(theirs):
            at = _place_of(part, ours)
            whole = part if at is None else _completed(completed[at], part)
            if whole is None:
                self._leave("who", plain_parts(theirs, sort))
                return
            if at is None:
                more.append(part)
            else:
                completed[at] = whole
        self._taken["who"] = tuple(completed)
        for part in more:
            self._leave("who", plain_parts([part], sort), adds=True)


def _values(record: Record, sort: type[Record]) -> dict[str, Any]:
    """Return what a record holds, as one of a class that may know more: a role that its own kind gave gives way to that of the other."""
    found = {
        name: getattr(record, attribute.name)
        for name, attribute in layout(type(record)).attributes.items()
        if attribute.eq
    }
    if isinstance(record, Event) and issubclass(sort, Event):
        was, now = type(record).default_role, sort.default_role
        recast = (attrs.evolve(part, role=now) if part.role == was else part for part in record.who)
        found["who"] = record.who if was == now else tuple(dict.fromkeys(recast))
    return found


def _made(sort: type[Record], first: Record, changes: Mapping[str, Any]) -> Record:
    """Return the first with changes, as one of the class."""
    if sort is type(first):
        changed = {name: value for name, value in changes.items() if value != first.value_of(name)}
        return attrs.evolve(first, **changed) if changed else first
    return sort(**{**_values(first, sort), **changes})


def _is_empty(value: Any) -> bool:
    return value is None or value in ("", ())


def _counted(value: object) -> tuple[str, str] | None:
    """Return what a figure counts."""
    return (value.unit, value.of) if isinstance(value, Quantity) else None


def _place_of(part: Participation, parts: Sequence[Participation]) -> int | None:
    """Return where a participation stands among others, or where that of the same agent does; None where there is none."""
    if part in parts:
        return parts.index(part)
    same = [at for at, each in enumerate(parts) if each.agent == part.agent]
    return same[0] if same else None


def _completed(ours: Participation, theirs: Participation) -> Participation | None:
    """Return a participation with what the other knows beyond it; None where they contradict.

    That someone took part is said of a host as well.
    """
    told = {}
    for name in ("role", "capacity", "on_behalf_of"):
        known = {getattr(part, name) for part in (ours, theirs)} - {None, "", "participant"}
        if len(known) > 1:
            return None
        told[name] = next(iter(known), getattr(ours, name))
    return attrs.evolve(ours, **told)

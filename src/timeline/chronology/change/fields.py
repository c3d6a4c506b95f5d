"""What became otherwise in one field of a record, and how that is called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import Any

from timeline.chronology.change import changes as change
from timeline.chronology.change.changes import Change
from timeline.chronology.change.precision import Fit, fit
from timeline.chronology.collection import Chronology
from timeline.records import Citation, Participation, Place, Quantity, Record, Stance, Status
from timeline.records.field import Many, Pairs
from timeline.records.shape import Shape, Tree
from timeline.records.telling import ABSENT, Teller, as_read, as_written, inner, told_apart
from timeline.records.text import Slug, Text
from timeline.when import When

__all__ = ["Fields", "Held", "Side"]

Held = tuple[Any, Shape[Any]]  # what a field holds, and its shape

REWORDED = frozenset({"title", "summary", "note", "text"})
GAINED: dict[type, type[Change]] = {Participation: change.Joined, Citation: change.Cited}
LOST: dict[type, type[Change]] = {Participation: change.Left, Citation: change.Uncited}
NOUNS = {
    "after": "an event that it follows",
    "aliases": "an alias",
    "figures": "a figure",
    "identifiers": "an identifier",
    "rules": "a rule",
    "silence": "a silenced rule",
    "stances": "a stance",
    "tags": "a tag",
    "who": "a participant",
}


class Side:
    """One of the two chronologies, seen by the ids that records have now.

    Args:
        chronology: Whose records they are.
        records: What it holds, by id.
        ids: The ids that records have now, by those that they have here.
    """

    def __init__(self, chronology: Chronology, records: Mapping[str, Record], ids: Mapping[str, str]) -> None:
        self.chronology = chronology
        self._records = {**records, **{new: records[old] for old, new in ids.items()}}
        self._ids = ids
        self.teller = Teller(self._records)

    def holds(self, outer: str, inner: str) -> bool:
        """Whether a place lies in another, near or far."""
        place = self._records.get(inner)
        while isinstance(place, Place) and place.within is not None:
            name = self._ids.get(place.within, place.within)
            if name == outer:
                return True
            place = self._records.get(name)
        return False


class Fields:
    """Makes the changes between two sides.

    Args:
        old: The chronology as it was.
        new: As it is now.
    """

    def __init__(self, old: Side, new: Side) -> None:
        self._old, self._new = old, new

    def changes(self, record: Record | None, name: str, before: Held, after: Held) -> Iterator[Change]:
        """Yield what became otherwise in one field; of one that holds several, value by value."""
        if before[0] == after[0]:
            return
        if isinstance(after[1], Many | Pairs):
            yield from self._of_members(record, name, before, after)
        else:
            yield self._of_value(record, name, before, after)

    def plain_change(self, record: Record, name: str, before: str | None, after: str | None) -> Change:
        """Return the change of something that is no field of a class: the kind, or a key of an unknown one."""
        shape: Shape[str] = Slug() if name == "kind" else Text()
        return self._of_value(record, name, (before, shape), (after, shape))

    def whole(self, sort: type[Change], record: Record | None, before: Any, after: Any) -> Change:
        """Return a change that concerns a record as a whole."""
        words = {"before": _whole(self._old.teller, before), "after": _whole(self._new.teller, after)}
        return _made(sort, record, "", before, after, words=words, trees=(_tree(before), _tree(after)))

    def contests(self, old: Record, new: Record) -> Iterator[Change]:
        """Yield the fields of a record that got their first rival value, or lost their last."""
        before, after = self._old.chronology.rivals(old.id), self._new.chronology.rivals(new.id)
        for name in dict.fromkeys([*after, *before]):
            had, has = before.get(name, ()), after.get(name, ())
            if bool(had) != bool(has):
                sort = change.NewlyContested if has else change.Settled
                words = {
                    "before": " and ".join(map(self._old.teller.rival, had)),
                    "after": " and ".join(map(self._new.teller.rival, has)),
                    "held": self._held(new, name),
                }
                yield _made(sort, new, name, had, has, words=words, trees=(_tree(had), _tree(has)))

    def _held(self, record: Record, name: str) -> str:
        shape = record.fields().get(name)
        return ABSENT if shape is None else self._new.teller.value(record.value_of(name), shape)

    # -- one value -------------------------------------------------------------------------------------------------------

    def _of_value(self, record: Record | None, name: str, before: Held, after: Held) -> Change:
        sort = self._sort(name, before, after)
        trees = _plain(*before), _plain(*after)
        return _made(sort, record, name, before[0], after[0], words=self._words(before, after, trees), trees=trees)

    def _sort(self, name: str, before: Held, after: Held) -> type[Change]:
        first, second = before[0], after[0]
        if name in REWORDED and isinstance(after[1], Text):
            return change.Reworded
        if isinstance(first, Status) and isinstance(second, Status):
            return change.StatusChanged
        if isinstance(first, Participation) and isinstance(second, Participation):
            return change.Recast
        places = (
            isinstance(first, str) and isinstance(second, str) and after[1].refers and self._are_places(first, second)
        )
        found = self._fit_of_places(str(first), str(second)) if places else fit(first, second)
        apart = change.Relocated if places else change.Moved if _are_dates(first, second) else change.FieldChanged
        return {Fit.WITHIN: change.MorePrecise, Fit.AROUND: change.LessPrecise, Fit.APART: apart}.get(
            found, change.FieldChanged
        )

    def _are_places(self, first: str, second: str) -> bool:
        return self._old.teller.is_place(first) and self._new.teller.is_place(second)

    def _fit_of_places(self, first: str, second: str) -> Fit:
        sides = (self._old, self._new)
        within, around = (any(side.holds(*pair) for side in sides) for pair in ((first, second), (second, first)))
        if within == around:
            return Fit.SAME if within else Fit.APART
        return Fit.WITHIN if within else Fit.AROUND

    def _words(self, before: Held, after: Held, trees: tuple[Tree, Tree]) -> dict[str, str]:
        """Return both values in words that tell them apart."""
        if all(isinstance(value, str) and value and isinstance(shape, Text) for value, shape in (before, after)):
            first, second = told_apart(before[0], after[0])
        else:
            first, second = self._old.teller.value(*before), self._new.teller.value(*after)
        if first == second:
            first, second = map(as_written, trees)
        if first == second:
            first, second = as_read(before[0]), as_read(after[0])
        return {"before": first, "after": second}

    # -- several values --------------------------------------------------------------------------------------------------

    def _of_members(self, record: Record | None, name: str, before: Held, after: Held) -> Iterator[Change]:
        first, second = before[0] or (), after[0] or ()
        lost, gained = _beyond(first, second), _beyond(second, first)
        if not lost and not gained:
            yield self._of_value(record, name, before, after)
        was, now = inner(before[1]), inner(after[1])
        pairs = _same_thing(lost, gained)
        for one in lost:
            if one not in pairs:
                words = {"before": self._old.teller.value(one, was), "noun": _noun(name)}
                sort = LOST.get(type(one), change.Lost)
                yield _made(sort, record, name, one, None, words=words, trees=(_plain(one, was), None))
        for old, new in pairs.items():
            yield self._of_value(record, name, (old, was), (new, now))
        for one in gained:
            if one not in pairs.values():
                words = {"after": self._new.teller.value(one, now), "noun": _noun(name)}
                sort = GAINED.get(type(one), change.Gained)
                yield _made(sort, record, name, None, one, words=words, trees=(None, _plain(one, now)))


def _beyond(ones: Sequence[Any], others: Sequence[Any]) -> list[Any]:
    """Return the values that one list has more often than another."""
    spare, found = Counter(others), []
    for one in ones:
        if spare[one]:
            spare[one] -= 1
        else:
            found.append(one)
    return found


def _same_thing(lost: Sequence[Any], gained: Sequence[Any]) -> dict[Any, Any]:
    """Pair what went with what came where they speak of one thing: the same person, the same thing counted."""
    olds, news = _once(lost), _once(gained)
    return {olds[key]: news[key] for key in olds if key in news}


def _once(values: Sequence[Any]) -> dict[Hashable, Any]:
    keys = Counter(_thing(value) for value in values)
    return {_thing(value): value for value in values if _thing(value) is not None and keys[_thing(value)] == 1}


_THINGS: dict[type, Callable[[Any], Hashable]] = {
    Participation: lambda part: part.agent,
    Quantity: lambda figure: (figure.unit, figure.of),
    Citation: lambda citation: citation.source,
    Stance: lambda stance: stance.target,
    tuple: lambda pair: pair[0],
}


def _thing(value: object) -> Hashable:
    """Return what one of several values speaks of; None where that is all of it."""
    return _THINGS[type(value)](value) if type(value) in _THINGS and value else None


def _noun(name: str) -> str:
    return NOUNS.get(name, f"a value of {_worded(name)}")


def _worded(name: str) -> str:
    return name.replace("_", " ")


def _are_dates(first: object, second: object) -> bool:
    return isinstance(first, When) and isinstance(second, When)


def _plain(value: Any, shape: Shape[Any]) -> Tree:
    if value in (None, "", ()):
        return None
    return {value[0]: value[1]} if isinstance(shape, Pairs) and isinstance(value[0], str) else shape.plain(value)


def _tree(value: Any) -> Tree:
    if isinstance(value, tuple):
        return [_tree(item) for item in value]
    if isinstance(value, Record):
        return {"id": value.id, **value.plain()}
    return value if value is None else str(value)


def _whole(teller: Teller, value: Any) -> str:
    if isinstance(value, Record):
        return teller.record(value)
    if isinstance(value, tuple):
        return ", ".join(map(repr, value[:3]))
    return repr(value) if type(value) is str else str(value)


def _made(
    sort: type[Change],
    record: Record | None,
    name: str,
    before: Any,
    after: Any,
    *,
    words: Mapping[str, str],
    trees: tuple[Tree, Tree],
) -> Change:
    """Return a change with its sentence."""
    subject = "the chronology" if record is None else repr(record.id)
    return sort(
        record="" if record is None else record.id,
        section="" if record is None else record.section,
        field=name,
        before=before,
        after=after,
        sentence=sort.phrase.format_map({"subject": subject, "field": _worded(name), **words}),
        trees=trees,
    )

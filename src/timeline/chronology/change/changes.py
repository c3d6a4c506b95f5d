"""What differs between two chronologies: typed changes, each of which says in a sentence what happened to one record.

Every change has the same few attributes, so that they can be sorted, filtered and written out alike; what sort of change it is,
is its class. Swapping old and new gives the inverse changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar, Self, overload

import attrs

from timeline.cards import Card, ShowsItself
from timeline.records.events import kind_of
from timeline.records.shape import Tree

__all__ = [
    "Added",
    "Change",
    "Cited",
    "Difference",
    "FieldChanged",
    "Gained",
    "Joined",
    "Left",
    "LessPrecise",
    "Lost",
    "MorePrecise",
    "Moved",
    "NewlyContested",
    "Recast",
    "Relocated",
    "Renamed",
    "Reordered",
    "Reworded",
    "Settled",
    "StandingChanged",
    "StatusChanged",
    "Uncited",
    "Withdrawn",
]


@attrs.frozen(kw_only=True)
class Change(ShowsItself):
    """One thing that is otherwise than before.

    Attributes:
        record: The id of the record, the new one where it was renamed; empty for the header of the chronology.
        section: The section of a dossier in which it stands; empty for the header.
        field: The field that it concerns, by the name that files use; empty where it concerns the whole record.
        before: What there was; None where there was nothing.
        after: What there is; None where there is nothing.
        sentence: The same in words, as `str` gives them.
        trees: What there was and what there is, as a file writes them.
    """

    phrase: ClassVar[str] = "{subject} changed: {field} was {before}, is {after}"

    record: str = ""
    section: str = ""
    field: str = ""
    before: Any = None
    after: Any = None
    sentence: str = attrs.field(default="", eq=False, repr=False)
    trees: tuple[Tree, Tree] = attrs.field(default=(None, None), eq=False, repr=False)

    @property
    def kind(self) -> str:
        """What sort of change it is, in a word: `more-precise`, `cited`."""
        return kind_of(type(self).__name__)

    def plain(self) -> dict[str, Tree]:
        """Return it as a tree of texts, lists and mappings, for other programs."""
        before, after = self.trees
        told = {"change": self.kind, "section": self.section, "record": self.record, "field": self.field}
        return {**told, "before": before, "after": after, "sentence": str(self)}

    def card(self) -> Card:
        """Return it in words, as a notebook shows it."""
        rows = [("Record", self.record), ("Field", self.field)]
        return Card(heading=self.sentence or repr(self), kind=self.kind, rows=rows)

    def __str__(self) -> str:
        return self.sentence


class Added(Change):
    """A record that was not there; `after` is the record."""

    phrase = "{subject} is new: {after}"


class Withdrawn(Change):
    """A record that is there no longer; `before` is the record."""

    phrase = "{subject} is withdrawn: {before}"


class Renamed(Change):
    """The same record under another id; `before` and `after` are the ids. What mentions it is not told again."""

    phrase = "{subject} was called {before}"


class FieldChanged(Change):
    """A field, or one of the values that it holds, is another; `before` and `after` are the values."""


class Moved(FieldChanged):
    """A date that excludes the old one, or neither contains it nor lies in it."""

    phrase = "{subject} moved: {field} was {before}, is {after}"


class Relocated(FieldChanged):
    """A place that neither lies in the old one nor contains it."""

    phrase = "{subject} is elsewhere: {field} was {before}, is {after}"


class MorePrecise(FieldChanged):
    """A date, duration, figure or place that lies within the old one."""

    phrase = "{subject} is more precise: {field} was {before}, is {after}"


class LessPrecise(FieldChanged):
    """A date, duration, figure or place that the old one lies in."""

    phrase = "{subject} is less precise: {field} was {before}, is {after}"


class StatusChanged(FieldChanged):
    """What was planned was held, postponed or called off."""

    phrase = "{subject} was {before}, is {after}"


class Reworded(FieldChanged):
    """A title, a summary, a note: words of the editor's own."""

    phrase = "{subject} is reworded: {field} was {before}, is {after}"


class Recast(FieldChanged):
    """Someone takes part in another role or capacity, or for someone else; `before` and `after` are the participations."""

    phrase = "{subject} changed a part: {before} is now {after}"


class Gained(Change):
    """A field that holds several has one more; `after` is that one."""

    phrase = "{subject} gained {noun}: {after}"


class Lost(Change):
    """A field that holds several has one less; `before` is that one."""

    phrase = "{subject} lost {noun}: {before}"


class Joined(Gained):
    """Someone takes part who did not; `after` is the participation."""


class Left(Lost):
    """Someone takes part no longer; `before` is the participation."""


class Cited(Gained):
    """One more source backs it; `after` is the citation."""

    phrase = "{subject} is cited from one more source: {after}"


class Uncited(Lost):
    """One source backs it no longer; `before` is the citation."""

    phrase = "{subject} is no longer cited from: {before}"


class NewlyContested(Change):
    """A field has its first rival values; `before` is empty and `after` are the claims."""

    phrase = "{subject} is newly contested: {field} is {held}, rivalled by {after}"


class Settled(Change):
    """A field has no rival value any more; `before` are the claims that there were and `after` is empty."""

    phrase = "{subject} is settled: {field} is {held}, no longer rivalled by {before}"


class StandingChanged(Change):
    """What the positions on a claim, or on the report of an event, add up to; `before` and `after` are each a `ClaimState`."""

    phrase = "{subject} stands otherwise: was {before}, is {after}"


class Reordered(Change):
    """The same events in another order, which only views can have; `before` and `after` are the ids."""

    phrase = "{subject} has the same events in another order: first {after}"


def _as_changes(changes: Iterable[Change]) -> tuple[Change, ...]:
    return tuple(changes)


@attrs.frozen(repr=False)
class Difference(Sequence[Change], ShowsItself):
    """Changes in the order of the new chronology: its header, then section by section, events as on the page.

    Empty, and false, where the two chronologies are equal.

    Attributes:
        changes: All of them.
    """

    changes: tuple[Change, ...] = attrs.field(default=(), converter=_as_changes)

    def of(self, *kinds: type[Change]) -> Self:
        """Return the changes of some sorts: `of(Added, Withdrawn)`."""
        return type(self)(change for change in self.changes if isinstance(change, kinds))

    def about(self, record: str) -> Self:
        """Return the changes to one record, by its id; those to the header by the empty text."""
        return type(self)(change for change in self.changes if change.record == record)

    @property
    def records(self) -> tuple[str, ...]:
        """The ids of the records that changed, each once; the empty text stands for the header."""
        return tuple(dict.fromkeys(change.record for change in self.changes))

    def __len__(self) -> int:
        return len(self.changes)

    def __iter__(self) -> Iterator[Change]:
        return iter(self.changes)

    @overload
    def __getitem__(self, key: int) -> Change: ...
    @overload
    def __getitem__(self, key: slice) -> Self: ...

    def __getitem__(self, key: int | slice) -> Change | Self:
        return type(self)(self.changes[key]) if isinstance(key, slice) else self.changes[key]

    def card(self) -> Card:
        """Return the changes in words, as a notebook shows them."""
        return Card(heading=self._count(), kind="difference", lines=map(str, self.changes), whole="print(difference)")

    def _count(self) -> str:
        return "1 change" if len(self) == 1 else f"{len(self):,} changes"

    def __str__(self) -> str:
        return "\n".join(map(str, self.changes))

    def __repr__(self) -> str:
        return f"<Difference: {self._count()}>"

"""A chronology made record by record while its file is read.

To read a whole file into a tree and then make records from it costs twice as much as to make each record while its fields are fresh from the
parser: the tree of fifty thousand events is larger than any cache of the processor, and memory that has just been given back is taken anew. So
nothing is kept of an entry once its record is made. An entry that mentions what comes after it, or that its constructor has to judge, is read a second
time when all ids are known.

As soon as anything is amiss there is a `Doubt`, and the machinery for whole files starts again from the beginning and says what and where.
"""

from __future__ import annotations

from itertools import groupby
from typing import Any, NamedTuple

from timeline.chronology import Chronology, Header, Origin
from timeline.formats.drafting.draft import VERSION, built, class_of, fields_of
from timeline.formats.drafting.tree import Tree
from timeline.formats.drafting.trusted import Doubt, Trusted
from timeline.records import SECTIONS, Record

__all__ = ["Later", "Piecemeal"]

_NO_KIND = object()
_ORDER = {section: position for position, section in enumerate(SECTIONS)}


class Later(NamedTuple):
    """A record that has yet to be made: its id and class."""

    id: str
    cls: type[Record]


class Piecemeal:
    """The records of a file as far as they have been made.

    Attributes:
        later: What is to be read again, by where it stands.
        counted: How `Trusted.counted` tells of the keys of what was made.
    """

    def __init__(self) -> None:
        self.later: dict[int, Later] = {}
        self._records: dict[str, Any] = {}  # those to be made later are here as their classes
        self._trusted = Trusted(self._records)
        self._judged: set[str] = set()  # by their constructors, which follow no mention
        self._classes: dict[str, dict[Tree, type[Record]]] = {section: {} for section in SECTIONS}
        self.counted = self._trusted.counted

    def take(self, section: str, name: str, fields: Tree, *, place: int) -> bool:
        """Make a record, if it is plainly right, and else remember where it stands.

        Args:
            section: Where it belongs.
            name: Its id.
            fields: As the file has them; the id is put among them.
            place: Where it stands.

        Returns:
            Whether it is made.

        Raises:
            Doubt: When the id is used before.
        """
        if name in self._records:
            raise Doubt
        if fields.__class__ is not dict:
            return self._leave(name, SECTIONS[section], place)
        fields["id"] = name
        kind = fields.get("kind", _NO_KIND)
        known = self._classes[section]
        cls = known[kind] if kind.__class__ is str and kind in known else self._class(section, kind, fields)
        made = self._trusted.record(cls, fields)
        if made is None:
            return self._leave(name, cls, place)
        self._records[name] = made
        return True

    def _leave(self, name: str, cls: type[Record], place: int) -> bool:
        self.later[place] = Later(name, cls)
        self._records[name] = cls
        return False

    def _class(self, section: str, kind: Tree, fields: dict[str, Tree]) -> type[Record]:
        """Return what `class_of` says, asked once for each kind; a kind that is no text is told from none."""
        if kind is not _NO_KIND and kind.__class__ is not str:
            return class_of(SECTIONS[section], fields)
        known = self._classes[section]
        if kind not in known:
            known[kind] = class_of(SECTIONS[section], fields)
        return known[kind]

    def take_again(self, place: int, fields: Tree) -> None:
        """Make a record now that all ids are known.

        Args:
            place: Where it stands.
            fields: As the file has them, looked over with care.

        Raises:
            Invalid: With what its constructor says.
        """
        name, cls = self.later[place]
        fields = fields_of(cls, name, fields)
        made = self._trusted.record(cls, fields)
        if made is None:
            made = built(cls, fields)
            self._judged.add(name)
        self._records[name] = made

    def chronology(self, header: dict[str, Tree], origin: Origin | None) -> Chronology:
        """Return the chronology of all records, section by section.

        Raises:
            Doubt: When the header is of another version.
            Invalid: When the records do not fit together.
        """
        if str(header.pop("timeline", VERSION)) != VERSION:
            raise Doubt
        records = self._records
        sections = [section for section, _ in groupby(record.section for record in records.values())]
        if sections != sorted(sections, key=_ORDER.__getitem__):
            records = dict(sorted(records.items(), key=lambda item: _ORDER[item[1].section]))
        resolved = records.keys() - self._judged if self._judged else records.keys()
        return Chronology.assembled(records, Header.build(header), origin=origin, resolved=resolved)

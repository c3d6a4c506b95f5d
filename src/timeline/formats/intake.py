"""What an import has gathered from a file of another format: the tree of a dossier, where each entry stood, and what was left behind.

A reader turns what it understands into entries of a dossier, each with its place in the file. The rest of the way, from names to
ids, from texts to dates, and every problem on it, is that of any dossier; so an impossible date in a spreadsheet is refused in the same words as one
in YAML, only that the message names the row and the column.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import attrs

from timeline.chronology import Chronology, Origin
from timeline.errors import Loss, Problem
from timeline.formats.drafting.bulk import uninterrupted
from timeline.formats.drafting.draft import Draft
from timeline.formats.drafting.loading import drafted
from timeline.formats.drafting.tree import MOST_PROBLEMS, Path, Position, Reading, Spot, Tree, prefixes

__all__ = ["Intake", "Spotted"]

START: Position = (1, 1)


@attrs.frozen
class Spotted:
    """Where something stands in a file, and what the people who wrote the file call it.

    Attributes:
        line: Counted from one.
        column: Counted from one, in characters.
        path: What stands before a message, from the outermost in: `("row 3", "Date")`. Where it is empty, the path of a dossier stands there.
    """

    line: int = 1
    column: int = 1
    path: Path = ()


class Intake:
    """The entries that a reader has found.

    Args:
        file: What messages call the file; None for a text that is in none.

    Examples:
        >>> intake = Intake()
        >>> intake.header("title", "Vienna")
        >>> _ = intake.event({"title": "Congress", "when": "1814-09-18/1815-06-09", "where": "Vienna"}, at=Spotted(2))
        >>> intake.lose("colour is not kept", record="congress", field="colour", line=2)
        >>> vienna = intake.finish()
        >>> vienna.events[0].where, vienna.losses[0].why
        ('vienna', 'colour is not kept')
    """

    def __init__(self, *, file: str | None = None) -> None:
        self.problems: list[Problem] = []
        self._file = file
        self._tree: dict[str, Tree] = {}
        self._spots: dict[Path, Spotted] = {}
        self._losses: list[Loss] = []

    def header(self, key: str, value: Tree, *, at: Spotted | None = None) -> None:
        """Enter a key of the dossier itself: title, language, zone, note."""
        self._tree[key] = value
        self._spot((key,), at)

    def event(
        self, fields: Mapping[str, Tree], *, at: Spotted | None = None, fields_at: Mapping[str, Spotted] | None = None
    ) -> int:
        """Enter an event, its id among the fields where the file has one; return its position.

        Args:
            fields: As in a dossier: texts, lists and mappings; names of agents, places and sources may stand where ids do.
            at: Where it stands in the file.
            fields_at: Where single fields stand, where that is another place.
        """
        events = self._tree.setdefault("events", [])
        events.append(dict(fields))
        self._enter(("events", len(events) - 1), at, fields_at)
        return len(events) - 1

    def record(
        self,
        section: str,
        name: str,
        fields: Tree,
        *,
        at: Spotted | None = None,
        fields_at: Mapping[str, Spotted] | None = None,
    ) -> None:
        """Enter a record of another section under its id; an id that the section has before is a problem."""
        records = self._tree.setdefault(section, {})
        if name in records:
            before = self.spotted((section, name))
            hint = "" if before is None else f"first used in line {before.line}"
            self.refuse(f"the id {name!r} is used before", code="duplicate-id", at=at, hint=hint)
            return
        records[name] = fields
        self._enter((section, name), at, fields_at)

    def has(self, section: str, name: str) -> bool:
        """Return whether a record of this id has been entered."""
        return name in self._tree.get(section, {})

    def lose(self, why: str, *, record: str = "", field: str = "", line: int | None = None) -> None:
        """Note something of the file that the chronology will not have, and why."""
        self._losses.append(Loss(record, field, why, line))

    def refuse(self, message: str, *, code: str, at: Spotted | None = None, hint: str = "") -> None:
        """Note something wrong in the file; `finish` will then raise."""
        if not self.is_full:
            spot = at or Spotted()
            self.problems.append(Problem(code, message, spot.path, line=spot.line, column=spot.column, hint=hint))
            if self.is_full:
                told = "too many problems to go on reading"
                self.problems.append(Problem("too-many", told, spot.path, line=spot.line, column=spot.column))

    @property
    def is_full(self) -> bool:
        """Whether so much is wrong that to read on is no use; the last problem then says so, and further ones are not kept."""
        return len(self.problems) >= MOST_PROBLEMS

    def finish(self) -> Chronology:
        """Return the chronology of all that was entered.

        Raises:
            Unreadable: With every problem, each with its place in the file.
        """
        with uninterrupted():
            reading = Reading(self._tree, tuple(self.problems))
            return drafted(reading, self._found, origin=self._origin(), file=self._file, called=self._called)

    def _origin(self) -> Origin:
        """Return what the chronology keeps of where it is from."""
        return Origin(self._file or "", self._lines, tuple(self._losses))

    def _enter(self, path: Path, at: Spotted | None, fields_at: Mapping[str, Spotted] | None) -> None:
        self._spot(path, at)
        for field, spot in (fields_at or {}).items():
            self._spot((*path, field), spot)

    def _spot(self, path: Path, at: Spotted | None) -> None:
        if at is not None:
            self._spots[path] = at

    def spotted(self, path: Path) -> Spotted | None:
        """Return where an entry of the tree stands; a reader of many may work it out instead of keeping it."""
        return self._spots.get(path)

    def _found(self, wanted: Collection[Path]) -> Mapping[Path, Spot]:
        found = ((path, self.spotted(path)) for path in prefixes(wanted))
        return {path: Spot((spot.line, spot.column), (spot.line, spot.column)) for path, spot in found if spot}

    def _called(self, path: Path) -> Path:
        """Return what the people of the file call an entry of the tree."""
        for length in range(len(path), 0, -1):
            spot = self.spotted(path[:length])
            if spot is not None and spot.path:
                return (*spot.path, *path[length:])
        return path

    def _lines(self, paths: Collection[Path]) -> dict[Path, Position]:
        """Return the places of records by the paths that a chronology has for them."""
        draft = Draft(self._tree)
        draft.entries  # noqa: B018  (making the entries gives ids to those that have none)
        found: dict[Path, Position] = {}
        for path in paths:
            spot = self.spotted(path) or self.spotted(draft.path_in_tree(path))
            if spot is not None:
                found[path] = (spot.line, spot.column)
        return found

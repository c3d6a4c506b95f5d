"""From the rows of a table to a chronology, by a mapping."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property, partial
from typing import Any

import attrs

from timeline.chronology import Chronology
from timeline.errors import Problem, TimelineError, nearest, shown
from timeline.formats.drafting.tree import Path, Position, Tree
from timeline.formats.intake import Intake, Spotted
from timeline.formats.tables.dating import columns_of, date_in
from timeline.formats.tables.mapping import Figured, Pick, Rest, TableMapping, columns
from timeline.formats.tables.mentions import Mentions
from timeline.formats.tables.picking import Picker, as_word
from timeline.formats.tables.taking_part import Parties
from timeline.records import SECTIONS

__all__ = ["Sheet", "entered"]

_TEXTS = ("id", "kind", "title", "status", "reason", "dating", "lasted", "part_of", "summary", "note")
_ORDER = tuple(field.name for field in attrs.fields(TableMapping))
_STAND_INS = {"title": "?", "when": "2000"}  # for what was refused already, so that it is not refused twice


@attrs.frozen
class Sheet:
    """A table.

    Attributes:
        columns: Their names, each once.
        rows: The cells, in the order of the columns.
        place: Line and column in the file of a cell, by the positions of row and column; of the row itself for the position -1.
        problems: What is wrong with the table itself.
        file: Its name, where it is in one.
        lined: Whether it has lines at all, as the rows of a program have not.
    """

    columns: tuple[str, ...]
    rows: Sequence[Sequence[Any]]
    place: Callable[[int, int], Position] = lambda row, column: (row + 2, column + 2)
    problems: tuple[Problem, ...] = ()
    file: str | None = None
    lined: bool = True


class _Ledger(Intake):
    """An intake that knows the place of an entry by its row and column, without keeping one for each cell."""

    def __init__(self, sheet: Sheet, where: dict[str, str]) -> None:
        super().__init__(file=sheet.file)
        self.problems.extend(sheet.problems)
        self.sheet = sheet
        self.rows: list[int] = []  # of each event
        self._where = where
        self._position = {name: position for position, name in enumerate(sheet.columns)}

    def spotted(self, path: Path) -> Spotted | None:
        """Return where an entry stands."""
        if len(path) < 2 or path[0] != "events" or not isinstance(path[1], int):
            return super().spotted(path)
        row = self.rows[path[1]]
        if len(path) == 2:
            return self.at(row)
        return self.at(row, self._where.get(str(path[2]), "")) if len(path) == 3 else None

    def _lines(self, paths: Collection[Path]) -> dict[Path, Position]:
        return super()._lines(paths) if self.sheet.lined else {}

    def leave(self, why: str, column: str, row: int = -1) -> None:
        """Note a cell, or a whole column, that the chronology will not have."""
        line = self.sheet.place(row, -1 if row >= 0 else 0)[0] if self.sheet.lined else None
        self.lose(why, field=column, line=line)

    def at(self, row: int, column: str = "") -> Spotted:
        """Return where a cell stands, or a whole row."""
        line, place = self.sheet.place(row, self._position.get(column, -1))
        return Spotted(line, place, (f"row {row + 1}, {column}" if column else f"row {row + 1}",))


def entered(
    sheet: Sheet, mapping: TableMapping, *, lenient: bool = False, overruled: Iterable[tuple[int, str, str]] = ()
) -> Chronology:
    """Return the chronology of a table.

    Args:
        sheet: The table.
        mapping: What its columns mean.
        lenient: Whether columns of the mapping may be missing.
        overruled: Row, column and reason of cells that others overrule.

    Raises:
        Unreadable: With every problem, each with row and column.
    """
    entering = Entering(sheet, mapping, lenient=lenient)
    for row, column, why in overruled:
        entering.ledger.leave(f"row {row + 1}: {why}", column, row)
    return entering.finish()


class Entering:
    """One table on its way to a chronology."""

    def __init__(self, sheet: Sheet, mapping: TableMapping, *, lenient: bool) -> None:
        self.sheet, self.mapping = sheet, mapping
        self._ids: dict[str, int] = {}
        self.picker = Picker(sheet.columns, absent=mapping.absent)
        self.ledger = _Ledger(sheet, dict(_columns_of_fields(mapping)))
        self._whole = self._check_columns(lenient=lenient)
        self.mentions = Mentions(self._given_ids(), mapping.dossier)
        self.parties = Parties(self.picker, self.mentions)

    def finish(self) -> Chronology:
        """Return the chronology."""
        self._declare()
        for number, row in enumerate(self.sheet.rows):
            if self.ledger.is_full:
                break
            if self._whole and any(cell is not None and cell != "" for cell in row):
                self._enter(number, row)
        for mention in self.mentions:
            spot = self.ledger.at(mention.row, mention.column)
            self.ledger.record(mention.section, mention.id, mention.tree, at=spot)
        self._leave_out()
        return self.ledger.finish()

    def _check_columns(self, *, lenient: bool) -> bool:
        """Refuse columns that the mapping names and the table does not have; return whether it has what every row needs."""
        if not self.sheet.columns and not self.sheet.rows:
            return True
        before = len(self.ledger.problems)
        wanted = [*columns(self.mapping.title), *columns(self.mapping.when)][:2] if lenient else self.mapping.columns
        for name in wanted:
            if name not in self.sheet.columns:
                line, column = self.sheet.place(-1, 0)
                hint = nearest(name, self.sheet.columns) or f"there are: {', '.join(self.sheet.columns[:40])}"
                hint += "; a mapping says which columns mean what" if lenient else ""
                self.ledger.refuse(
                    f"no column {shown(name)}", code="unknown-column", at=Spotted(line, column), hint=hint
                )
        return len(self.ledger.problems) == before

    def _given_ids(self) -> Iterator[str]:
        """Yield the ids that the table gives, so that none is made a second time."""
        picks = [self.mapping.id, *self.parties_ids()]
        for pick in (pick for pick in picks if pick is not None):
            for row in self.sheet.rows:
                try:
                    yield from (text for text in self.picker.many(pick, row) if text)
                except TimelineError:  # told where the row is entered
                    continue

    def parties_ids(self) -> Iterator[Any]:
        """Yield where ids of agents, places and sources come from."""
        for named in (self.mapping.where, *self.mapping.who, *self.mapping.cites):
            for part in (named, getattr(named, "within", None), getattr(named, "on_behalf_of", None)):
                if part is not None:
                    yield part.ids

    def _declare(self) -> None:
        """Enter what the mapping says of the chronology itself, and the records beside the table."""
        for key, value in self.mapping.dossier.items():
            at = Spotted(1, 1, ("mapping", "dossier"))
            if key in SECTIONS and key != "events" and isinstance(value, dict):
                for name, fields in value.items():
                    self.ledger.record(key, str(name), fields, at=Spotted(1, 1, ("mapping", "dossier", key, str(name))))
            elif key == "events":
                self.ledger.refuse("the events are those of the table", code="unknown-key", at=at)
            else:
                self.ledger.header(key, value, at=Spotted(1, 1, ("mapping", "dossier", key)))

    # -- one row -----------------------------------------------------------------------------------------------------------

    def _enter(self, number: int, row: Sequence[Any]) -> None:
        fields: dict[str, Tree] = {}
        for name, find in self._finders:
            try:
                value = find(number, row)
            except TimelineError as error:
                self._refuse(number, name, error)
                value = _STAND_INS.get(name)
            if value is None and name in _STAND_INS:
                column = self.ledger.at(number, self._main.get(name, ""))
                what = "no date" if name == "when" else "no title"
                self.ledger.refuse(what, code="missing-key", at=column)
                value = _STAND_INS[name]
            if value is not None:
                fields[name] = value
        if self._unmapped and self.mapping.rest is Rest.NOTE:
            fields["note"] = "\n".join(filter(None, [fields.get("note"), *self._kept(number, row)]))
        self._once(number, fields)
        self.ledger.rows.append(number)
        self.ledger.event({name: value for name, value in fields.items() if value != ""})

    def _once(self, number: int, fields: dict[str, Tree]) -> None:
        """Refuse an id that a row before has, and take it away, so that it is not refused twice."""
        first = self._ids.setdefault(fields["id"], number) if "id" in fields else number
        if first != number:
            at, hint = self.ledger.at(number, self._main.get("id", "")), f"first used in row {first + 1}"
            self.ledger.refuse(
                f"the id {shown(fields.pop('id'))} is used before", code="duplicate-id", at=at, hint=hint
            )

    def _refuse(self, number: int, name: str, error: TimelineError) -> None:
        for problem in error.problems:
            known = [str(part) for part in problem.path if part in self.sheet.columns]
            column = known[0] if known else self._main.get(name, "")
            self.ledger.refuse(problem.message, code=problem.code, at=self.ledger.at(number, column), hint=problem.hint)

    @cached_property
    def _main(self) -> dict[str, str]:
        """The column of each field that problems are told of."""
        return dict(_columns_of_fields(self.mapping))

    @cached_property
    def _finders(self) -> list[tuple[str, Callable[[int, Sequence[Any]], Tree]]]:
        """The fields that the mapping has, each with what finds its value in a row."""
        mapping = self.mapping
        texts = [(name, getattr(mapping, name)) for name in _TEXTS] + list(mapping.more.items())
        found: dict[str, Callable[[int, Sequence[Any]], Tree]] = {
            name: partial(self._text, pick) for name, pick in texts if pick is not None
        }
        found["when"] = lambda _, row: date_in(mapping.when, row, self.picker)
        several: dict[str, tuple[Any, Callable[[Any, int, Sequence[Any]], Tree]]] = {
            "after": (mapping.after, self._after),
            "tags": (mapping.tags, self._tags),
            "figures": (mapping.figures, self._figures),
            "where": (mapping.where, self.parties.place),
            "who": (mapping.who, self.parties.people),
            "cites": (mapping.cites, self.parties.sources),
        }
        found |= {name: partial(find, part) for name, (part, find) in several.items() if part}
        parts = {**dict(texts), **{name: part for name, (part, _) in several.items()}}
        silent = {name for name, part in parts.items() if not self._speaks(part)}  # no row says anything there
        return [(name, found[name]) for name in (*_ORDER, *mapping.more) if name in found and name not in silent]

    def _speaks(self, part: Any) -> bool:
        """Whether a part of the mapping reads a column that the table has, or says something by itself."""
        if isinstance(part, Sequence) and not isinstance(part, str):
            return any(map(self._speaks, part))
        if not attrs.has(type(part)):
            return False
        if isinstance(part, Pick) and (part.value or part.otherwise):
            return True
        return not {*self.sheet.columns}.isdisjoint(columns(part)) or any(
            self._speaks(getattr(part, field.name)) for field in attrs.fields(type(part))
        )

    def _text(self, pick: Pick, _: int, row: Sequence[Any]) -> str | None:
        return self.picker.one(pick, row)

    def _after(self, pick: Pick, _: int, row: Sequence[Any]) -> list[str] | None:
        return [text for text in self.picker.many(pick, row) if text] or None

    def _tags(self, picks: Sequence[Pick], _: int, row: Sequence[Any]) -> list[str] | None:
        found = [text for pick in picks for text in self.picker.many(pick, row) if text]
        return list(dict.fromkeys(found)) or None

    def _figures(self, several: Sequence[Figured], _: int, row: Sequence[Any]) -> list[str] | None:
        found = [
            f"{text} {figured.unit}".strip() for figured in several for text in self.picker.many(figured, row) if text
        ]
        return found or None

    # -- columns of which nothing is made -----------------------------------------------------------------------------------

    @cached_property
    def _unmapped(self) -> list[str]:
        known = {*self.mapping.columns, *self.mapping.ignore}
        return [name for name in self.sheet.columns if name not in known]

    def _kept(self, number: int, row: Sequence[Any]) -> Iterator[str]:
        """Yield what other columns say, as lines of the note."""
        for name in self._unmapped:
            try:
                cell = self.picker.cell(name, row)
                text = (
                    None
                    if cell is None
                    else " | ".join(map(as_word, cell))
                    if isinstance(cell, list)
                    else as_word(cell)
                )
            except TimelineError as error:
                self._refuse(number, "", error)
                continue
            if text is not None:
                yield f"{name}: {text}"

    def _leave_out(self) -> None:
        """Tell of the columns that say something, and of which nothing was made."""
        if self.mapping.rest is Rest.NOTE:
            return
        for name in self._unmapped:
            position = self.sheet.columns.index(name)
            filled = sum(1 for row in self.sheet.rows if row[position] is not None and row[position] != "")
            if filled:
                many = f"{filled} cell{'s' * (filled != 1)}"
                self.ledger.leave(f"nothing is made of this column, which has {many}", name)


def _columns_of_fields(mapping: TableMapping) -> Iterator[tuple[str, str]]:
    """Yield each field of an event with the foremost column that it comes from."""
    for field in attrs.fields(TableMapping):
        value = getattr(mapping, field.name)
        found = list(columns_of(value)) if field.name == "when" else list(columns(value))
        if found and field.name != "more":
            yield field.name, found[0]
    for name, pick in mapping.more.items():
        yield from ((name, column) for column in pick.column[:1])

"""The entries of all notes of a folder, each problem of which is told with the file that it stands in.

An import knows one file, with lines; so the files stand behind one another here, as if they were one, and the first line of all is the folder itself.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator
from functools import cache

import attrs

from timeline.chronology import Chronology, Origin
from timeline.errors import Problem, Unreadable, shown
from timeline.formats.drafting.naming import unique
from timeline.formats.drafting.tree import Path, Position
from timeline.formats.foreign.front_matter import matter_of
from timeline.formats.foreign.note_entries import Entry, named
from timeline.formats.foreign.note_files import Folder
from timeline.formats.foreign.note_sources import Sources
from timeline.formats.intake import Intake, Spotted

__all__ = ["Shelf"]


class Shelf(Intake):
    """The notes of a folder on their way to a chronology.

    Args:
        folder: Its path.
    """

    def __init__(self, folder: str) -> None:
        super().__init__(file=folder)
        self._folder = folder
        self._entries: list[Entry] = []
        self._starts: list[int] = []  # the line of the whole before the first one of each file
        self._homes: dict[Path, tuple[int, dict[Path, Path]]] = {}
        self._told: list[Problem] = []
        self._placed = cache(self._place)

    def chronology(self, *, commas: str) -> Chronology:
        """Return the chronology of all notes.

        Args:
            commas: What is made of a comma in a text in place of a list of people.

        Raises:
            Unreadable: With every problem, each with its file, line and column.
        """
        folder = Folder(self._folder)
        self._read(folder, commas)
        self._enter_all()
        for line in folder.passed_over:
            self.lose(line)
        self._told = [*folder.problems, *self._own_problems()]
        if not self._entries and not self._told:
            hint = (
                "a note is a file such as 2025-04-26-talks.md, or one with front matter; dossiers are named one by one"
            )
            raise Unreadable(Problem("no-notes", "no note in this folder", file=self._folder, hint=hint))
        return self.finish()

    def finish(self) -> Chronology:
        """Return the chronology of all that was entered; see `Intake.finish`."""
        try:
            made = super().finish()
        except Unreadable as error:
            self._told += map(self._at_home, error.problems)
        if self._told:
            raise Unreadable(*sorted(self._told, key=lambda each: (each.file or "", each.line or 0, each.column or 0)))
        return made

    # -- from files to entries ---------------------------------------------------------------------------------------------

    def _read(self, folder: Folder, commas: str) -> None:
        line = 1
        for file in folder.notes():
            matter = matter_of(file.text)
            if not matter.is_there and len(named(file.stem).date) < 10:
                folder.passed_over.append(f"{file.within}: no front matter and no day in its name, not read")
                continue
            broken = matter.problems and not matter.tree  # nothing more can be said of it
            entry = Entry(file, matter, problems=[*matter.problems])
            self._entries.append(entry if broken else entry.read(commas=commas))
            self._starts.append(line)
            line += file.text.count("\n") + file.text.count("\r") + 2

    def _enter_all(self) -> None:
        ids = [*self._ids()]
        sources = Sources({*ids})
        for number, (name, entry) in enumerate(zip(ids, self._entries, strict=True)):
            if not entry.fields:
                continue
            cites = [self._cited(sources, number, position, *given) for position, given in enumerate(entry.cited())]
            position = self.event({"id": name, **entry.fields, **({"cites": cites} if cites else {})})
            self._homes["events", position] = self._homes["events", name] = (number, entry.places)
            for field, why in entry.differing:
                self.lose(f"{entry.file.within}: {why}", record=name, field=field)
        for name, fields in sources.records.items():
            self.record("sources", name, fields)

    def _ids(self) -> Iterator[str]:
        """Yield the id of each note; ids made from names of files come after those that are given."""
        firsts: dict[str, Entry] = {}
        chosen = [entry.id_given() for entry in self._entries]
        taken = {found[0] for found in chosen if found is not None}
        for entry, found in zip(self._entries, chosen, strict=True):
            if found is None:
                name = unique(entry.id_of_file(), taken)
                taken.add(name)
                yield name
            elif (first := firsts.setdefault(found[0], entry)) is not entry:
                place = first.id_given()
                line, _ = first.matter.place(place[1] if place else ())
                hint = f"first used in {first.file.name}, line {line}"
                entry.refuse(found[1], "duplicate-id", f"the id {shown(found[0])} is used before", hint)
                name = unique(found[0], taken)  # so that the rest of the note is looked at as well
                taken.add(name)
                yield name
            else:
                entry.places["id",] = found[1]
                yield found[0]

    def _cited(self, sources: Sources, number: int, position: int, value: object, path: Path) -> object:
        """Return what a note cites, and keep its place; tell what is said otherwise of a source than before."""
        entry = self._entries[number]
        cited, differing = sources.cited(value)
        name = cited["source"] if isinstance(cited, dict) else cited
        entry.places["cites", position] = path
        entry.places.setdefault(("cites",), path[:1])
        if isinstance(name, str) and name in sources.records:
            self._homes.setdefault(
                ("sources", name), (number, {(): path, **_parts(path, sources.records[name], value)})
            )
        for field in differing:
            why = f"{entry.file.within}: another {field} of it than in the note before; the first stands"
            self.lose(why, record=str(name), field=field)
        return cited

    # -- where things stand ------------------------------------------------------------------------------------------------

    def spotted(self, path: Path) -> Spotted | None:
        """Return where an entry of the tree stands, in the lines of the whole."""
        found = self._placed(path)
        if found is None:
            return super().spotted(path)
        number, (line, column) = found
        return Spotted(self._starts[number] + line, column)

    def _place(self, path: Path) -> tuple[int, Position] | None:
        """Return which note has an entry of the tree, and where in it."""
        home = self._homes.get(path[:2])
        if home is None or len(path) < 2:
            return None
        number, places = home
        entry = self._entries[number]
        rest = path[2:]
        for length in range(len(rest), -1, -1):
            if rest[:length] in places:
                return number, entry.matter.place((*places[rest[:length]], *rest[length:]))
        if rest[:1] == ("summary",):
            body = entry.matter.body
            return number, (entry.matter.line + body[: len(body) - len(body.lstrip())].count("\n"), 1)
        return number, (1, 1)

    def _called(self, path: Path) -> Path:
        """Return the key that stands in the file, in place of the path of a dossier."""
        home = self._homes.get(path[:2])
        if home is None or len(path) < 2:
            return path
        rest = path[2:]
        for length in range(len(rest), -1, -1):
            if rest[:length] in home[1]:
                return (*home[1][rest[:length]], *rest[length:])
        return rest

    def _at_home(self, problem: Problem) -> Problem:
        """Return a problem with its own file, and the line in that."""
        number = bisect_right(self._starts, (problem.line or 1) - 1) - 1
        if number < 0:
            return attrs.evolve(problem, line=None, column=None)
        line = (problem.line or 1) - self._starts[number]
        return attrs.evolve(problem, file=self._entries[number].file.name, line=line)

    def _own_problems(self) -> Iterator[Problem]:
        for entry in self._entries:
            yield from (attrs.evolve(problem, file=entry.file.name) for problem in entry.problems)

    def _lines(self, paths: Collection[Path]) -> dict[Path, Position]:
        """Return the places of records in their own files."""
        found = ((path, self._placed(path)) for path in paths)
        return {path: place[1] for path, place in found if place is not None}

    def _origin(self) -> Origin:
        files = {path: self._entries[number].file.name for path, (number, _) in self._homes.items()}
        return attrs.evolve(super()._origin(), files=files)


def _parts(path: Path, record: dict[str, object], value: object) -> dict[Path, Path]:
    """Return where the fields of a source stand in the mapping that tells of it, as far as they bear the same words there."""
    keys = {str(item): key for key, item in value.items()} if isinstance(value, dict) else {}
    return {(field,): (*path, keys[str(item)]) for field, item in record.items() if str(item) in keys}

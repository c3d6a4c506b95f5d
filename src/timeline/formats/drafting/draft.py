"""A dossier: the tree of a file as a chronology, and back.

Header keys are `timeline` (the version of the format) and those of `Header`; every other key is a section of
records by id. Events may be a list instead. A bare text stands for a record's name, title or text. What only names a record
where an id goes is resolved, and a name that nobody bears makes an agent, a place or a source (see `naming`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import attrs

from timeline.chronology import Chronology, Header, Origin
from timeline.errors import MOST_PROBLEMS, Gathering, Invalid, Problem, TimelineError, inside, nearest, shown
from timeline.formats.drafting.mending import OF_PRUNING, ROUNDS, missing, pruned
from timeline.formats.drafting.naming import Bearer, Namebook, event_id, names_in, unique
from timeline.formats.drafting.tree import Path, Tree, at
from timeline.formats.drafting.trusted import Trusted
from timeline.records import SECTIONS, Event, OtherEvent, Record, event_class
from timeline.records.convert import as_text

__all__ = ["VERSION", "Draft", "built", "class_of", "fields_of", "plain"]

VERSION = "1"

_KEYS = ("timeline", *Header.fields(), *SECTIONS)


class Entry(NamedTuple):
    """One record of a file, before it is made.

    Attributes:
        cls: What it will be.
        id: Given by the file, or made.
        fields: A mapping of fields, or the bare text.
        path: Where it stands in the tree.
    """

    cls: type[Record]
    id: str
    fields: Tree
    path: Path

    @property
    def is_keyed(self) -> bool:
        """Whether its id is the key of a mapping, and not a field in a list."""
        return isinstance(self.path[-1], str)


class Draft:
    """A dossier on its way from the tree to the chronology, with every problem on the way.

    Args:
        tree: The tree of a file.
        origin: The file.

    Attributes:
        problems: What is wrong, with paths of the tree.
        firsts: Of an entry whose id is used before, the place of that use.
        paths: Where each record stands in the tree, by its id.
    """

    def __init__(self, tree: Tree, *, origin: Origin | None = None) -> None:
        self.problems: list[Problem] = []
        self.firsts: dict[Path, Path] = {}
        self.paths: dict[str, Path] = {}
        self._tree = tree
        self._origin = origin
        self._declared: dict[str, Record | type[Record]] = {}
        self._trusted = Trusted(self._declared)
        self._failed: set[str] = set()

    def finish(self) -> Chronology | None:
        """Return the chronology, or None where there are problems."""
        if not self._is_dossier():
            return None
        gathering = Gathering()
        header = dict(self._header(gathering))
        self.problems += gathering.problems
        self._declared.update((entry.id, entry.cls) for entry in self.entries)
        records: list[Record] = []
        resolved: set[str] = set()
        for entry in self.entries:
            if len(self.problems) > MOST_PROBLEMS:
                self.problems.append(Problem("too-many", "too many problems to go on reading", entry.path))
                return None
            quick = self._quick(entry)
            if quick is None:
                records += self._record(entry)
            else:
                records.append(quick)
                resolved.add(entry.id)
        if "book" in self.__dict__:
            records += self.book.made
        try:
            chronology = Chronology.assembled(records, Header(**header), origin=self._origin, resolved=resolved)
        except TimelineError as error:
            self.problems += (self._home(problem) for problem in error.problems if self._is_news(problem))
            return None
        return None if self.problems else chronology

    def _is_dossier(self) -> bool:
        """Whether the tree is one of this version; else nothing in it can be trusted to mean what we read."""
        if self._tree is None:
            hint = "`timeline new` writes a dossier to begin with"
            self.problems.append(Problem("empty", "the file is empty", hint=hint))
        elif not isinstance(self._tree, dict):
            hint = "begin with a line such as `title: Talks`, then `events:`"
            self.problems.append(
                Problem("wrong-type", f"a mapping is wanted at the top, not {_kind(self._tree)}", hint=hint)
            )
        elif str(version := self._tree.get("timeline", VERSION)) != VERSION:
            hint = f"this library reads version {VERSION}; a newer one may read it"
            self.problems.append(
                Problem("unknown-version", f"no version {shown(version)} of the format", ("timeline",), hint=hint)
            )
        else:
            return True
        return False

    def _header(self, gathering: Gathering) -> Iterator[tuple[str, Any]]:
        for key, value in self._tree.items():
            with gathering.step(key):
                if key in Header.fields():
                    yield key, Header.fields()[key].convert(value)
                elif key not in _KEYS:
                    hint = nearest(key, _KEYS) or f"allowed: {', '.join(_KEYS)}"
                    raise Invalid(f"unknown key {shown(key)}", code="unknown-key", hint=hint)

    # -- the entries of the file -----------------------------------------------------------------------------------------

    @cached_property
    def entries(self) -> list[Entry]:
        """The records that the file declares, each id once."""
        keyed = list(self._keyed())
        found = []
        for entry in [*keyed, *self._listed({entry.id for entry in keyed})]:
            first = self.paths.setdefault(entry.id, entry.path)
            if first is entry.path:
                found.append(entry)
            else:
                self.firsts[entry.path] = first
                message = f"the id {shown(entry.id)} is used before, in {first[0]}"
                self.problems.append(Problem("duplicate-id", message, entry.path))
        return found

    def _keyed(self) -> Iterator[Entry]:
        for section, cls in SECTIONS.items():
            records = self._tree.get(section, {})
            if isinstance(records, dict):
                for name, fields in records.items():
                    yield Entry(class_of(cls, fields), name, fields, (section, name))
            elif cls is not Event or not isinstance(records, list):
                wanted = "a list or a mapping of id to event" if cls is Event else "a mapping of id to record"
                message = f"{wanted} is wanted, not {_kind(records)}"
                self.problems.append(Problem("wrong-type", message, (section,)))

    def _listed(self, taken: set[str]) -> Iterator[Entry]:
        """Yield the events of a list; ids are made after those that the file gives, so that they never take one of them."""
        events = self._tree.get("events")
        events = events if isinstance(events, list) else []
        given = [fields.get("id") if isinstance(fields, dict) else None for fields in events]
        taken.update(name for name in given if isinstance(name, str))
        for position, (name, fields) in enumerate(zip(given, events, strict=True)):
            known = name if isinstance(name, str) else unique(event_id(fields), taken)
            taken.add(known)
            yield Entry(class_of(Event, fields), known, fields, ("events", position))

    # -- from entry to record --------------------------------------------------------------------------------------------

    def _quick(self, entry: Entry) -> Record | None:
        """Return the record of an entry in which all is plainly right."""
        try:
            return self._trusted.record(entry.cls, self._fields(entry))
        except TimelineError:
            return None

    def _record(self, entry: Entry) -> Iterator[Record]:
        """Yield the record of an entry, or note what is wrong with it."""
        try:
            yield self._made(entry)
        except TimelineError as error:
            self.problems += (self._told(problem, entry) for problem in error.problems)
            stand_in = self._without(error.problems, entry)
            if stand_in is None:
                self._failed.add(entry.id)
            else:
                yield stand_in

    def _made(self, entry: Entry) -> Record:
        return self._named(self._fields(entry), entry)

    def _named(self, fields: dict[str, Tree], entry: Entry) -> Record:
        """Return the record of fields that may hold names in place of ids."""
        named = entry.cls.named(fields, self.book.resolve)
        return self._trusted.record(entry.cls, named) or built(entry.cls, named)

    def _without(self, problems: Sequence[Problem], entry: Entry) -> Record | None:
        """Return the record without what is wrong with it, if it can be made so: then its mentions can be checked as well."""
        try:
            fields = self._fields(entry)
        except TimelineError:
            return None
        known = {self._told(problem, entry) for problem in problems}
        for _ in range(ROUNDS):
            fields = pruned(fields, [problem.path for problem in problems])
            try:
                return self._named({**fields, **missing(entry.cls, fields), "id": entry.id}, entry)
            except TimelineError as error:
                # Some mistakes show only when the others are gone; others show only because they are.
                problems = error.problems
                told = [self._told(problem, entry) for problem in problems if problem.code not in OF_PRUNING]
                self.problems += (problem for problem in told if problem not in known)
                known.update(told)
        return None

    def _fields(self, entry: Entry) -> dict[str, Tree]:
        """Return the fields of an entry, its id among them, with a bare text under the name that it stands for."""
        if entry.is_keyed and isinstance(entry.fields, dict) and "id" in entry.fields:
            raise Invalid("unknown key 'id'", code="unknown-key", path=("id",), hint="the key of the entry is its id")
        return fields_of(entry.cls, entry.id, entry.fields)

    @cached_property
    def book(self) -> Namebook:
        """The names that the records of the file bear; built when the first name is looked up."""
        bearers = ((Bearer(entry.id, entry.cls.families), names_in(entry.id, entry.fields)) for entry in self.entries)
        return Namebook(bearers, set(self.paths), self._declared)

    # -- problems and their places ---------------------------------------------------------------------------------------

    def _told(self, problem: Problem, entry: Entry) -> Problem:
        """Give a problem of a record its place in the tree, and the better reason where a name could not be resolved."""
        if problem.code == "malformed-id" and "book" in self.__dict__:
            found = at(entry.fields, problem.path)
            reason = self.book.refused.get(found) if isinstance(found, str) else None
            if reason is not None:
                problem = attrs.evolve(reason, path=problem.path)
        if problem.path == ("id",) and entry.is_keyed and problem.code != "unknown-key":
            problem = attrs.evolve(problem, path=())
        return problem.under(*entry.path)

    def _is_news(self, problem: Problem) -> bool:
        """Whether a problem is not only the shadow of a record that could not be made."""
        if not self._failed or problem.code not in {"dangling-id", "wrong-record"}:
            return True
        found = at(self._tree, self._home(problem).path)
        return not (isinstance(found, str) and found in self._failed)

    def _home(self, problem: Problem) -> Problem:
        """Return a problem of the chronology under the path that the tree has for it."""
        return attrs.evolve(problem, path=self.path_in_tree(problem.path))

    def path_in_tree(self, path: Path) -> Path:
        """Return where the tree has what a chronology calls `("events", id, ...)`."""
        if len(path) < 2 or (home := self.paths.get(str(path[1]))) is None:
            return path
        rest = path[2:]
        fields = at(self._tree, home)
        if rest[:1] == ("who",) and len(rest) > 1 and isinstance(fields, dict) and "to" in fields:
            rest = _in_audience(fields, rest)
        return (*home, *rest)


def _in_audience(fields: Mapping[str, Tree], rest: Path) -> Path:
    """Return the place in `to` of a participation that a statement counts behind those in `who`."""
    who = fields.get("who", [])
    behind = int(rest[1]) - (len(who) if isinstance(who, list) else 1)
    if behind < 0:
        return rest
    return ("to", behind, *rest[2:]) if isinstance(fields["to"], list) else ("to",)


def class_of(cls: type[Record], fields: Tree) -> type[Record]:
    """Return the class of an entry: for an event, that of its kind."""
    if cls is not Event or not isinstance(fields, dict) or "kind" not in fields:
        return cls
    kind = fields["kind"]
    return event_class(kind) if isinstance(kind, str) else OtherEvent  # which then says that a kind is a text


def fields_of(cls: type[Record], name: str, tree: Tree) -> dict[str, Tree]:
    """Return the fields of a record, its id among them, with a bare text under the name that it stands for.

    Raises:
        Invalid: When it is neither a mapping nor such a text.
    """
    if isinstance(tree, dict):
        return {"id": name, **(_as_texts(tree) if cls is OtherEvent else tree)}
    bare = getattr(cls, "bare", "")
    if not bare or not isinstance(tree, str):
        raise Invalid(f"a mapping of fields is wanted, not {_kind(tree)}", code="wrong-type")
    return {"id": name, bare: tree}


def built(cls: type[Record], fields: Mapping[str, Tree]) -> Record:
    """Return the record of fields by its constructor.

    Raises:
        Invalid: With every problem of every field.
    """
    return cls.from_tree(fields) if issubclass(cls, Event) else cls.build(fields)


def _as_texts(tree: Tree) -> Tree:
    """Return what a kind that we do not know has in it, as texts: no shape will look at it.

    Raises:
        Invalid: When a text has characters that no text may have.
    """
    if isinstance(tree, list):
        return [_inside(position, item) for position, item in enumerate(tree)]
    if isinstance(tree, dict):
        return {_text(key): _inside(key, value) for key, value in tree.items()}
    return _text(tree if isinstance(tree, str) else str(tree).lower() if isinstance(tree, bool) else str(tree))


def _inside(key: str | int, tree: Tree) -> Tree:
    with inside(key):
        return _as_texts(tree)


def _text(text: str) -> str:
    """Return a text as it is, if it can be one."""
    as_text(text)
    return text


def _kind(tree: Tree) -> str:
    if isinstance(tree, dict):
        return "a mapping"
    return "a list" if isinstance(tree, list) else shown(tree)


def plain(chronology: Chronology) -> dict[str, Tree]:
    """Return a chronology as the tree of a dossier, in the long form.

    Records stand in the order in which they were given, not in page order: a corrected date then changes one line of a
    file and moves nothing.
    """
    tree: dict[str, Tree] = {"timeline": VERSION, **chronology.header.plain()}
    for record in chronology.records:
        tree.setdefault(record.section, {})[record.id] = _plain_record(record)
    return tree


def _plain_record(record: Record) -> Tree:
    fields = {key: value for key, value in record.plain().items() if key != "id"}
    bare = getattr(record, "bare", "")
    return fields[bare] if list(fields) == [bare] else fields

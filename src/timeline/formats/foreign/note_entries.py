"""From one note to the entry of an event: which key says what, and what the name of the file says where no key does."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import attrs

from timeline.errors import Invalid, Problem, shown
from timeline.formats.drafting.naming import slug
from timeline.formats.drafting.tree import Path, Tree
from timeline.formats.foreign.front_matter import Matter
from timeline.formats.foreign.iso_dates import notation, stretch
from timeline.formats.foreign.note_files import NoteFile
from timeline.formats.foreign.note_sources import is_citation
from timeline.formats.foreign.note_words import STATUSES, Given, given, listed, plain_name, remark
from timeline.records import Event, event_class, kinds
from timeline.when import When

__all__ = ["Entry", "Named", "named"]

_DATED = re.compile(r"(\d{4}(?:-\d{2}){0,2})(?![0-9])[-_ .]*(.*)", re.DOTALL)
_HEADING = re.compile(r"\s*#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\r?\n|$)")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?")
_NAMING = {"part_of", "after"}  # fields that name other notes


class Named(NamedTuple):
    """What the name of a file says: `2025-04-26-talks` is a date and the rest."""

    date: str
    rest: str


def named(stem: str) -> Named:
    """Return what the name of a file says, without its suffix.

    Examples:
        >>> named("2025-04-26-talks-in-rome"), named("talks")
        (Named(date='2025-04-26', rest='talks-in-rome'), Named(date='', rest='talks'))
    """
    found = _DATED.fullmatch(stem)
    return Named(*found.groups()) if found else Named("", stem)


@attrs.define
class Entry:
    """A note on its way to an event.

    Attributes:
        file: The file.
        matter: Its front matter and its text.
        fields: Of the event, as in a dossier, all but `id` and `cites`.
        places: Where the front matter has what stands in the fields: their paths, and those of the front matter.
        problems: What is wrong, with lines and columns of the file.
        differing: What the note says twice, and not alike.
    """

    file: NoteFile
    matter: Matter
    fields: dict[str, Tree] = attrs.Factory(dict)
    places: dict[Path, Path] = attrs.Factory(dict)
    problems: list[Problem] = attrs.Factory(list)
    differing: list[tuple[str, str]] = attrs.Factory(list)
    _found: dict[str, list[Given]] = attrs.Factory(dict)
    _remarks: list[str] = attrs.Factory(list)

    def read(self, *, commas: str) -> Entry:
        """Read all keys but those that name the note itself and its sources."""
        self._found, others = given(self.matter.tree)
        self._kind()
        self._title()
        self._when()
        self._where()
        self._lists(commas)
        self._status()
        self._others(others)
        self._texts()
        return self

    def id_given(self) -> tuple[str, Path] | None:
        """Return the id that the front matter gives, and where."""
        each = self._one("id", keep=False)
        if each is None or not isinstance(each.value, str):
            return None
        return (each.value if each.word == "id" else slug(each.value, otherwise="event")), (each.key,)

    def id_of_file(self) -> str:
        """Return the id that the name of the file makes."""
        return slug(self.file.stem, otherwise="event")

    def cited(self) -> Iterator[tuple[Tree, Path]]:
        """Yield what the note cites, each with its place in the front matter."""
        for each in self._found.get("cites", ()):
            value = [each.value] if isinstance(each.value, str) or is_citation(each.value) else each.value
            yield from listed(value, (each.key,))

    def refuse(self, path: Path, code: str, message: str, hint: str = "") -> None:
        """Note something wrong with the value at a place in the front matter."""
        line, column = self.matter.place(path)
        self.problems.append(Problem(code, message, path, line=line, column=column, hint=hint))

    # -- one field after another -------------------------------------------------------------------------------------------

    def _one(self, field: str, *, keep: bool = True) -> Given | None:
        """Return the key of a field that holds one value; others that stand for it are kept as remarks."""
        first, *more = self._found.get(field, [None])
        self._remarks += (remark(each) for each in more if keep and each is not None)
        return first

    def _set(self, field: str, value: Tree, path: Path) -> None:
        self.fields[field] = value
        self.places[field,] = path

    def _kind(self) -> None:
        each = self._one("kind")
        if each is not None and (each.word == "kind" or (isinstance(each.value, str) and each.value in kinds())):
            self._set("kind", each.value, (each.key,))
        elif each is not None:
            self._remarks.append(remark(each))
        self._one("id")

    def _title(self) -> None:
        heading = _HEADING.match(self.matter.body)
        each = self._one("title")
        if each is not None:
            self._set("title", each.value, (each.key,))
        elif heading is not None:
            self.fields["title"] = heading[1]
        else:
            words = re.sub(r"[-_\s]+", " ", named(self.file.stem).rest).strip()
            self.fields["title"] = f"{words[:1].upper()}{words[1:]}" or self.file.stem
        if heading is not None and heading[1] == self.fields["title"]:
            skipped = heading.end()
            self.matter.line += self.matter.body[:skipped].count("\n")
            self.matter.body = self.matter.body[skipped:]

    def _when(self) -> None:
        each, start, end = self._one("when"), self._one("start"), self._one("end")
        date = named(self.file.stem).date
        if each is not None:
            self._set("when", notation(each.value.strip()) if isinstance(each.value, str) else each.value, (each.key,))
            self._remarks += (remark(other) for other in (start, end) if other is not None)
        elif start is not None or end is not None:
            texts = [str(edge.value).strip() if edge is not None else "" for edge in (start, end)]
            self._set("when", stretch(texts[0], texts[1]), ((start or end).key,))  # type: ignore[union-attr]
        elif date:
            self.fields["when"] = date
        else:
            hint = "write `date: 2025-04-26`, or begin the name of the file with it: 2025-04-26-talks.md"
            self.refuse((), "missing-key", "'date' is missing", hint)
            self.fields["when"] = "XXXX"  # stands in, so that the rest can be looked at
        self._time()
        self._compare(date)

    def _time(self) -> None:
        """Put a time of day behind a day."""
        each = self._one("time")
        if each is None:
            return
        day, clock = self.fields["when"], _CLOCK.fullmatch(str(each.value).strip())
        if clock and isinstance(day, str) and _DAY.fullmatch(day):
            self._set("when", f"{day}T{clock[0].zfill(len(clock[0]) + 2 - len(clock[1]))}", (each.key,))
        else:
            self._remarks.append(remark(each))

    def _compare(self, date: str) -> None:
        """Tell where the name of the file has another date than the front matter."""
        said = self.fields["when"]
        if not date or said == date:  # which it nearly always is, and to compare two dates takes longer than all else
            return
        try:
            if isinstance(said, str) and not When(said).overlaps(When(date)).possible:
                self.differing.append(("when", f"the name of the file has {date}; {said} in the front matter stands"))
        except Invalid:
            pass  # whatever is no date is told where it is read

    def _where(self) -> None:
        each = self._one("where")
        if each is not None:
            names = [*listed(each.value, (each.key,))]
            if len(names) > 1:
                self.refuse((each.key,), "wrong-type", "one place is wanted, not a list", "")
            elif names:
                self._set("where", plain_name(names[0][0]), names[0][1])

    def _lists(self, commas: str) -> None:
        self._set_list("tags", self._parted("tags", ",;"))
        who = []
        for value, path in self._parted("who", ";"):
            if commas == "part" and isinstance(value, str):
                who += [(name.strip(), path) for name in value.split(",") if name.strip()]
                continue
            if commas == "ask" and isinstance(value, str) and "," in value and len(path) == 1:
                hint = "write a list, or choose the option commas: part or keep"
                self.refuse(path, "ambiguous", f"{shown(value)} may be several names or one", hint)
                continue
            who.append((_participant(value), path))
        self._set_list("who", who)

    def _parted(self, field: str, marks: str) -> Iterator[tuple[Tree, Path]]:
        """Yield the items of all keys of a field; a text that is no list is parted at marks."""
        for each in self._found.get(field, ()):
            if isinstance(each.value, str) and "[[" not in each.value:
                yield from ((part.strip(), (each.key,)) for part in re.split(f"[{marks}]", each.value) if part.strip())
            else:
                yield from listed(each.value, (each.key,))

    def _set_list(self, field: str, items: Iterable[tuple[Tree, Path]]) -> None:
        known: list[Tree] = []
        seen: set[str] = set()
        for value, path in items:
            value = plain_name(value)  # noqa: PLW2901
            mark = json.dumps(value, sort_keys=True)
            if mark not in seen:
                seen.add(mark)
                self.places[field, len(known)] = path
                known.append(value)
        if known:
            self.places[field,] = self.places[field, 0][:1]
            self.fields[field] = known

    def _status(self) -> None:
        each = self._one("status")
        if each is None:
            return
        word = STATUSES.get(re.sub(r"[\s_-]+", " ", str(each.value).strip().lower()))
        if word is not None:
            self._set("status", word, (each.key,))
        else:
            self._remarks.append(remark(each))
            self.differing.append(("status", f"{shown(each.value)} is no status of an event; it stands in the note"))

    def _others(self, others: Iterable[Given]) -> None:
        """Take the keys that the kind has under the same name; all else is a remark."""
        kind = self.fields.get("kind", Event.kind)
        known = event_class(kind).fields() if isinstance(kind, str) else Event.fields()
        for each in others:
            if each.word in known and each.word not in self.fields:
                linked = each.word in _NAMING
                value = [plain_name(item) for item, _ in listed(each.value, ())] if linked else each.value
                value = value[0] if linked and len(value) == 1 else value
                self._set(each.word, value, (each.key,))
            else:
                self._remarks.append(remark(each))

    def _texts(self) -> None:
        each, body = self._one("summary"), self.matter.body.strip()
        if each is not None:
            both = isinstance(each.value, str) and body
            self._set("summary", f"{each.value.strip()}\n\n{body}" if both else each.value, (each.key,))
        elif body:
            self.fields["summary"] = body
        notes = self._found.get("note", [])
        said = [each.value if isinstance(each.value, str) else remark(each) for each in notes]
        if said or self._remarks:
            self.fields["note"] = "\n\n".join(filter(None, [*said, "\n".join(f"- {line}" for line in self._remarks)]))


def _participant(value: Tree) -> Tree:
    """Return who took part as a dossier has it: what others call `name` is `agent` there."""
    if isinstance(value, dict) and "name" in value and "agent" not in value:
        return {"agent": plain_name(value["name"]), **{key: item for key, item in value.items() if key != "name"}}
    return value

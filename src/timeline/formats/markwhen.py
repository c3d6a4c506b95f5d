"""markwhen, timelines from text, read; `timeline render --to markwhen` writes it.

An event is a line with a date, a colon and a title; what follows up to the next is its summary. Dates are those of markwhen: `2024-08`, `2024-08-06 14:30`,
`2024-W05`, `Aug 2024`, `6 August 2024`, `12/2012`, `7/4/1776` (or the day first, with `dateFormat: d/M/y`), `44 BCE`, and two of them as a range. A month stays a month,
and a week is some time within it. A length behind a date ("2024-08-06 / 3 days") is how long it lasted. What depends on today or on another event
("now", "10:30", "after !other 2 weeks") is no date here: the event is kept without one, and told with its line.

What `timeline render` writes comes back with its titles and dates: below a title it has the date in words, which says more than the days of a bar, and is taken.

Kept:
    title, description, timezone: those of the whole
    events: a line with a date, and the text below it as summary
    sections: tags, unless they are dates
    tags: `#word`, without the sign
    id, location: properties of an event, as its id and place
    links: `[title](address)` in the line of an event, as a source
Lost:
    comments, colours, views: they are not part of what a chronology says
    dates: those that depend on today or on another event
    recurrence, completion, properties: an event here happens once, and has no field for them

Source: markwhen parser 1.2.0, `regex.js`, `parseHeader.js`; https://docs.markwhen.com/syntax.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import attrs

from timeline.chronology import Chronology, Header
from timeline.errors import Invalid, shown
from timeline.escaping import is_link
from timeline.formats.drafting.naming import slug, unique
from timeline.formats.drafting.tree import Tree
from timeline.formats.foreign import worded
from timeline.formats.foreign.line_dates import Dated, dated
from timeline.formats.intake import Intake, Spotted
from timeline.records import Event
from timeline.when import When

__all__ = ["loads"]

UNDATED = "XXXX"
# What `timeline render` sets above events of which only the end is known, and between a mark and what it would act on.
OURS, JOINER = {"beginning not known"}, "\N{WORD JOINER}"
_SECTION = re.compile(r"\s*(#{1,6})\s+(.*)")
_PROPERTY = re.compile(r"(?!-)\s*([\w.-]+):(?:\s+(.*))?")
_TAG = re.compile(r"(?:^|(?<=\s))#(?!\d+(?:\s|$))(\w+)")
_LINK = re.compile(r"\[([^\[\]]*)\]\(([^()\s]*)\)")
_DONE = re.compile(r"\s*\[[xX ]?\]\s*")
_COLOUR = re.compile(r"\s*#\w*:\s*\S+")
_ZONE = re.compile(r" \((?:[^()]* time|UTC[^()]*)\)")
_HEADER_KEYS = {"title", "description", "dateFormat", "timezone", "tz"}
_EVENT_KEYS = {"id", "location"}


def loads(text: str, *, file: str | None = None) -> Chronology:
    """Return the chronology of a document of markwhen; see `timeline.formats.loads`."""
    return _Document(text.removeprefix("\ufeff"), file=file).chronology()


class _Line(NamedTuple):
    number: int
    text: str


@attrs.define
class _Pending:
    """An event with the lines below it, as far as they have been read."""

    date: Dated
    title: str
    line: int
    tags: list[str]
    properties: dict[str, str] = attrs.field(factory=dict)
    body: list[str] = attrs.field(factory=list)


class _Document:
    """Takes in a document line by line."""

    def __init__(self, text: str, *, file: str | None) -> None:
        self._intake = Intake(file=file)
        self._lines = [_Line(number, line) for number, line in enumerate(re.split("\r\n?|\n", text), 1)]
        self._header: dict[str, str] = {}
        self._places: dict[str, Spotted] = {}
        self._sections: list[tuple[int, str]] = []
        self._pending: _Pending | None = None
        self._ids: set[str] = set()

    def chronology(self) -> Chronology:
        """Return what the document tells of."""
        for line in self._lines[self._front() :]:
            self._read(line)
        self._flush()
        return self._intake.finish()

    # -- the header ------------------------------------------------------------------------------------------------------

    def _front(self) -> int:
        """Read the header, and return how many lines it has."""
        fenced, key, end = False, "", 0
        for end, line in enumerate(self._lines):
            if line.text.startswith("---"):
                if fenced:
                    end += 1  # noqa: PLW2901 - the closing line belongs to the header
                    break
                fenced = True
            elif not fenced and (dated(line.text) or _SECTION.fullmatch(line.text)):
                break
            elif line.text.strip():
                key = self._header_line(line, key)
        else:
            end = len(self._lines)
        self._titled()
        return end

    def _header_line(self, line: _Line, key: str) -> str:
        """Read a line of the header; return the key to which lines that stand further in belong."""
        found = None if line.text.startswith((" ", "\t")) else _PROPERTY.fullmatch(line.text)
        if found is not None and not _COLOUR.fullmatch(line.text):
            value = (found[2] or "").strip()
            self._header[found[1]] = "" if value in {"|", "|-", ">", ">-"} else value.strip("\"'")
            self._places[found[1]] = Spotted(line.number)
            if found[1] not in _HEADER_KEYS:
                self._intake.lose(f"{shown(line.text.strip())} is a setting of markwhen", line=line.number)
            return found[1]
        if found is None and key in {"title", "description"} and line.text.startswith((" ", "\t")):
            self._header[key] = f"{self._header[key]}\n{line.text.strip()}".strip()
        else:
            self._intake.lose(f"the line {shown(line.text.strip())}", line=line.number)
        return key

    def _titled(self) -> None:
        for key, name in (("title", "title"), ("description", "note")):
            if text := _unjoined(self._header.get(key, "")):
                self._intake.header(name, text)
        for key in ("timezone", "tz"):
            if zone := self._header.get(key):
                self._zoned(zone, self._places[key])

    def _zoned(self, zone: str, at: Spotted) -> None:
        try:
            self._intake.header("zone", Header.fields()["zone"].convert(zone), at=at)
        except Invalid:
            self._intake.lose(f"{shown(zone)} is no zone of the zone database", field="zone", line=at.line)

    @property
    def _day_first(self) -> bool:
        return self._header.get("dateFormat", "").strip() == "d/M/y"

    # -- the lines -------------------------------------------------------------------------------------------------------

    def _read(self, line: _Line) -> None:
        date = dated(line.text, day_first=self._day_first)
        if line.text.lstrip().startswith("//"):
            self._intake.lose(f"the comment {shown(line.text.strip())}", line=line.number)
        elif date is not None:
            self._flush()
            self._begin(date, line)
        elif found := _SECTION.fullmatch(line.text):
            self._flush()
            self._section(len(found[1]), _unjoined(found[2]))
        elif self._pending is not None:
            self._below(self._pending, line)
        elif line.text.strip():
            self._intake.lose(f"the line {shown(line.text.strip())} belongs to no event", line=line.number)

    def _section(self, level: int, heading: str) -> None:
        self._sections = [(outer, name) for outer, name in self._sections if outer < level]
        name = " ".join(_TAG.sub("", heading).split())
        said = [name] if name and name.lower() not in OURS and not _is_date(name) else []
        self._sections += [(level, tag) for tag in (*said, *_TAG.findall(heading))]

    def _begin(self, date: Dated, line: _Line) -> None:
        title = date.title
        if done := _DONE.match(title):
            self._intake.lose(f"{shown(done.group().strip())} says how far it has got", line=line.number)
            title = title[done.end() :]
        tags = [name for _, name in self._sections] + _TAG.findall(title)
        self._pending = _Pending(date, title, line.number, tags)

    def _below(self, event: _Pending, line: _Line) -> None:
        """Read a line below an event: a property directly below it, else a line of its text."""
        found = None if event.body else _PROPERTY.fullmatch(line.text)
        if found and found[1] in _EVENT_KEYS and found[2]:
            event.properties[found[1]] = found[2].strip()
        elif found:
            self._intake.lose(f"the property {shown(line.text.strip())}", line=line.number)
        else:
            event.body.append(line.text.rstrip())
            event.tags += _TAG.findall(line.text)

    # -- the events ------------------------------------------------------------------------------------------------------

    def _flush(self) -> None:
        """Enter the event whose lines have been read."""
        event, self._pending = self._pending, None
        if event is None:
            return
        at = Spotted(event.line, event.date.column)
        title, cites = self._linked(event)
        fields: dict[str, Tree] = {
            "id": self._name(event),
            "title": title or next((line.removeprefix("- ") for line in event.body if line), "(no title)"),
            "when": self._when(event, at),
            "lasted": event.date.lasted,
            "where": event.properties.get("location", ""),
            "cites": cites,
            "tags": list(dict.fromkeys(event.tags)),
            "summary": _unjoined("\n".join(event.body).strip("\n")),
        }
        self._intake.event({key: value for key, value in fields.items() if value}, at=at)

    def _name(self, event: _Pending) -> str:
        own = event.properties.get("id", "")
        if not own:
            return ""
        name = unique(slug(own, otherwise="event"), self._ids)
        self._ids.add(name)
        if name != own:
            self._intake.lose(f"{name} stands for {shown(own)}", record=name, field="id", line=event.line)
        return name

    def _linked(self, event: _Pending) -> tuple[str, list[str]]:
        """Return the title without marks, and the sources that it links to."""
        cites = []
        for text, address in _LINK.findall(event.title):
            if is_link(address):
                name = slug(text or address, otherwise="source")
                if not self._intake.has("sources", name):
                    self._intake.record(
                        "sources", name, {"title": text or address, "url": address}, at=Spotted(event.line)
                    )
                cites.append(name)
            else:
                self._intake.lose(f"the link to {shown(address)}", line=event.line)
        title = _TAG.sub("", _LINK.sub(r"\1", event.title))
        return _unjoined(" ".join(title.split())), cites

    def _when(self, event: _Pending, at: Spotted) -> Tree:
        """Return the date of an event as a dossier has it."""
        for why in event.date.lost:
            self._intake.lose(why, field="when", line=event.line)
        try:
            native = When.parse(event.date.notation) if event.date.notation else None
            told, words = _told(event.body[0] if event.body else "")
        except Invalid as error:
            problem = error.problems[0]
            self._intake.refuse(problem.message, code=problem.code, at=at, hint=problem.hint)
            return UNDATED
        if told is not None and (native is None or told.overlaps(native).possible):
            return Event.fields()["when"].plain(told)
        if words:
            why = f"{shown(words)} below it is no date that can be read; that of the line is taken"
            self._intake.lose(why, field="when", line=event.line)
        return event.date.notation or UNDATED


def _told(line: str) -> tuple[When | None, str]:
    """Return the date in words that `timeline render` writes below a title, and the words where they are not read."""
    words, dot, _ = _unjoined(line).removeprefix("- ").partition(" \u00b7 ")
    if not dot or not line.startswith("- "):
        return None, ""
    in_one_zone = len(set(_ZONE.findall(words))) < 2
    found = worded.read(_ZONE.sub("", words)) if in_one_zone else None
    return found, "" if found else words


def _is_date(words: str) -> bool:
    try:
        return worded.read(words) is not None
    except Invalid:
        return False


def _unjoined(text: str) -> str:
    return text.replace(JOINER, "").strip()

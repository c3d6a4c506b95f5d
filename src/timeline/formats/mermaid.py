"""Timeline diagrams of Mermaid, read; `timeline render --to mermaid-timeline` writes them.

A period is any text in Mermaid. Years, months, days, and what is usual besides ("1990-1995", "the 1960s", "Q1 2020", "18th century", "between 20
and 25 Nov 1960") are read as such; one that is only whole with the heading of its section ("May" below "2024"), with that. Any other period
leaves its events without a date: that is told, with the line, and the words stay in the note. What `timeline render` writes comes back with its titles and dates; what it writes below a title stays
in the note. Other diagrams, `gantt` among them, are refused.

Kept:
    title, accTitle: the title of the whole
    accDescr: its note
    section: a tag, unless it is a date
    period: when
    event: an event for each, with that title
Lost:
    comments, directives, configuration: they are not part of what a chronology says
    periods: one without an event says nothing; one that is no date leaves events without one

Source: Mermaid 12.3.0, `timeline.jison`; https://mermaid.js.org/syntax/timeline.html.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import attrs

from timeline.chronology import Chronology
from timeline.errors import Invalid, shown
from timeline.formats.drafting.tree import Tree
from timeline.formats.foreign import worded
from timeline.formats.intake import Intake, Spotted
from timeline.records import Event
from timeline.when import When

__all__ = ["loads"]

UNDATED = "XXXX"
# What `timeline render` sets above events of which only the end is known.
OURS = {"beginning not known"}
_HEADER = re.compile(r"timeline(?:[ \t]+(?:LR|TD))?\s*", re.IGNORECASE)
_KEYED = re.compile(r"(title|section)\s+(.+)|(acctitle|accdescr)\s*:\s*(.*)", re.IGNORECASE)
_DESCRIBED = re.compile(r"accdescr\s*\{([^}]*)(\}?)", re.IGNORECASE)
_EVENTS = re.compile(r":\s((?:[^:]|:(?!\s))+)")
# What `timeline render` writes below a title: doubts and the status, not an event of its own.
_BELOW = re.compile(r" {19}: (.+)")
_ENTITY = re.compile(r"#(?:([0-9]{1,7})|([A-Za-z][A-Za-z0-9]{1,31}));")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def loads(text: str, *, file: str | None = None) -> Chronology:
    """Return the chronology of a timeline diagram; see `timeline.formats.loads`."""
    return _Diagram(file=file).read(text.removeprefix("\ufeff"))


@attrs.define
class _Pending:
    """An event that may get more lines."""

    fields: dict[str, Tree]
    at: Spotted


class _Diagram:
    """Takes in a diagram line by line."""

    def __init__(self, *, file: str | None) -> None:
        self._intake = Intake(file=file)
        self._section = ""
        self._period: tuple[When | None, str] = (None, "")
        self._pending: _Pending | None = None
        self._title = ""

    def read(self, text: str) -> Chronology:
        lines = iter(enumerate(re.split("\r\n?|\n", text), 1))
        if self._begins(lines):
            for number, line in lines:
                if line.strip():
                    self._line(number, line, lines)
            self._flush()
        return self._intake.finish()

    def _begins(self, lines: Iterator[tuple[int, str]]) -> bool:
        """Read up to the line that says which diagram it is; whether it is one of ours."""
        for number, line in lines:
            if number == 1 and line.strip() == "---":
                self._front(lines)
            elif not line.strip() or self._comment(number, line):
                continue
            elif _HEADER.fullmatch(line.strip()):
                return True
            else:
                hint = "only timeline diagrams are read, which begin with `timeline`"
                at = Spotted(number, len(line) - len(line.lstrip()) + 1)
                self._intake.refuse(f"{shown(line.strip())} begins no timeline", code="syntax", at=at, hint=hint)
                return False
        self._intake.refuse("there is no diagram", code="empty", hint="the first line of one is `timeline`")
        return False

    def _front(self, lines: Iterator[tuple[int, str]]) -> None:
        """Read what stands between two lines of hyphens, of which only a title is of use."""
        for number, line in lines:
            if line.strip() == "---":
                return
            if found := re.fullmatch(r"title:\s*(.+?)\s*", line):
                self._titled(found[1].strip("\"'"), number)
            elif line.strip():
                self._intake.lose(f"the configuration {shown(line.strip())}", line=number)

    def _comment(self, number: int, line: str) -> bool:
        if not line.lstrip().startswith(("%", "#")) or _ENTITY.match(line.lstrip()):
            return False
        word = "directive" if line.lstrip().startswith("%%{") else "comment"
        self._intake.lose(f"the {word} {shown(line.strip())}", line=number)
        return True

    def _line(self, number: int, line: str, lines: Iterator[tuple[int, str]]) -> None:
        text = line.strip()
        below = _BELOW.fullmatch(line)
        if self._comment(number, line):
            return
        if found := _KEYED.fullmatch(text):
            self._keyed((found[1] or found[3]).lower(), _plain(found[2] or found[4]), number)
        elif found := _DESCRIBED.match(text):
            self._described(found, lines, number)
        elif below and self._pending is not None:
            self._noted(_plain(below[1]))
        elif text.startswith(":") and not self._period[1]:
            self._intake.refuse(
                "an event with no period before it", code="syntax", at=Spotted(number, line.index(":") + 1)
            )
        else:
            self._entries(number, line)

    def _keyed(self, key: str, value: str, number: int) -> None:
        if key == "section":
            self._section = value
        elif key == "accdescr":
            self._intake.header("note", value, at=Spotted(number))
        elif key == "title" or not self._title:
            self._titled(value, number)

    def _titled(self, value: str, number: int) -> None:
        self._title = value
        self._intake.header("title", value, at=Spotted(number))

    def _described(self, found: re.Match[str], lines: Iterator[tuple[int, str]], number: int) -> None:
        """Read a description of several lines, up to its closing brace."""
        parts, closed = [found[1]], bool(found[2])
        while not closed and (following := next(lines, None)) is not None:
            part, brace, _ = following[1].partition("}")
            parts.append(part)
            closed = bool(brace)
        self._intake.header("note", "\n".join(filter(None, (_plain(part) for part in parts))), at=Spotted(number))

    def _entries(self, number: int, line: str) -> None:
        """Read a period with its events, or further events of the period before."""
        period, _, _ = re.split(r"(:\s)", f"{line} : ", maxsplit=1)
        if period.strip():
            words = _plain(period if _ENTITY.search(period) else period.partition("#")[0])
            self._period = (self._dated(words, Spotted(number, line.index(period.strip()) + 1)), words)
        titles = [(_plain(found[1]), found.start(1)) for found in _EVENTS.finditer(line, len(period))]
        for title, column in titles:
            if title:
                self._enter(title, Spotted(number, column + 1))
        if not titles and period.strip():
            self._intake.lose(f"the period {shown(period.strip())} has no event", line=number)

    def _dated(self, words: str, at: Spotted) -> When | None:
        try:
            return worded.read(words) or (worded.read(f"{words} {self._section}") if self._section else None)
        except Invalid as error:
            problem = error.problems[0]
            self._intake.refuse(problem.message, code=problem.code, at=at, hint=problem.hint)
            return None

    def _enter(self, title: str, at: Spotted) -> None:
        self._flush()
        when, words = self._period
        fields: dict[str, Tree] = {"title": title, "when": UNDATED}
        if when is not None:
            fields["when"] = Event.fields()["when"].plain(when)
        else:
            fields["note"] = f"Date as shown: {words}"
            self._intake.lose(f"{shown(words)} is no date that can be read", field="when", line=at.line)
        if self._section and self._section.lower() not in OURS and not self._is_date(self._section):
            fields["tags"] = [self._section]
        self._pending = _Pending(fields, at)

    def _is_date(self, words: str) -> bool:
        try:
            return worded.read(words) is not None
        except Invalid:
            return False

    def _noted(self, remark: str) -> None:
        """Add a remark to the event above."""
        if self._pending is not None:
            note = self._pending.fields.get("note")
            self._pending.fields["note"] = f"{note}; {remark}" if note else remark

    def _flush(self) -> None:
        if self._pending is not None:
            self._intake.event(self._pending.fields, at=self._pending.at)
            self._pending = None


def _plain(text: str) -> str:
    """Return a text as a diagram shows it."""
    return _ENTITY.sub(_named, " ".join(_BREAK.sub(" ", text).split()))


def _named(found: re.Match[str]) -> str:
    if found[2]:
        return html.unescape(f"&{found[2]};")
    number = int(found[1])
    return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else found.group()

"""Dates of a table in the notation: never finer than the table has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from timeline.errors import Invalid, TimelineError, shown
from timeline.formats.tables.mapping import Dated, WithoutEnd
from timeline.formats.tables.patterns import MONTHS, UNITS, matched, spelled
from timeline.formats.tables.picking import Picker, as_word
from timeline.records.shape import Tree
from timeline.when import When

__all__ = ["columns_of", "date_in"]

_PLAIN = re.compile(
    r"(?P<year>-?\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d))?)?)?)?"
)
_MOST_YEAR = 9999
PRECISIONS = ("year", "month", "day", "minute", "second")


def date_in(dated: Dated, row: Any, picker: Picker) -> Tree:
    """Return the date of a row as a dossier has it; None where the row says nothing.

    Raises:
        Invalid: When it cannot be read or cannot be; the path is the column.
    """
    words = None if dated.said is None else picker.one(dated.said, row)
    if words is not None:
        return _said(dated, words, row, picker)
    text = _ends(dated, row, picker) if dated.start or dated.end else _single(dated, row, picker)
    reading = picker.word(dated.reading, row)
    return text if reading is None or text is None else {"date": text, "reading": reading}


def _said(dated: Dated, words: str, row: Any, picker: Picker) -> Tree:
    """Return words of time with the day on which they were said; the date beside them has to be theirs."""
    column = dated.said.column[0] if dated.said and dated.said.column else ""
    on = picker.one(dated.on, row) if dated.on else None
    if on is None:
        raise Invalid(f"no day on which {shown(words)} was said", code="missing-key", path=(column,))
    zone = picker.word(dated.zone, row)
    with _about(column):
        read = When.said(words, on=on, zone=zone)
    beside = picker.cell(dated.column, row) if dated.column else None
    if isinstance(beside, str) and beside != read.text:
        message = f"{shown(beside)} is not what {shown(words)} of {on} gives, which is {read.text}"
        raise Invalid(message, code="contradictory", path=(dated.column,), hint="leave out the words or the date")
    return {"said": words, "on": on} if zone is None else {"said": words, "on": on, "zone": zone}


def _ends(dated: Dated, row: Any, picker: Picker) -> str | None:
    """Return the stretch between two dates."""
    start, end = (_end(each, row, picker) for each in (dated.start, dated.end))
    if start is None and end is None:
        return None
    if start is not None and start == end:
        return start
    if start is not None and end is None:
        return {WithoutEnd.UNKNOWN: f"{start}/", WithoutEnd.OPEN: f"{start}/..", WithoutEnd.START: start}[
            dated.without_end
        ]
    text = f"{start or ''}/{end}"
    with _about(next(iter(columns_of(dated)))):
        When.parse(text)
    return text


def _end(dated: Dated | None, row: Any, picker: Picker) -> str | None:
    text = None if dated is None else _single(dated, row, picker)
    if dated is not None and text is not None:
        with _about(dated.column or dated.year):
            When.parse(text)
    return text


def columns_of(dated: Dated) -> Iterator[str]:
    """Yield the columns in which the date itself stands, the foremost first."""
    for name in (dated.column, dated.year, dated.month, dated.day):
        if name:
            yield name
    for end in (dated.start, dated.end):
        if end is not None:
            yield from columns_of(end)
    if dated.said is not None:
        yield from dated.said.column


def _single(dated: Dated, row: Any, picker: Picker) -> str | None:
    """Return one date, or what a cell says in the notation."""
    if dated.year:
        return _of_parts(dated, row, picker)
    if not dated.column:
        return None
    cell = picker.cell(dated.column, row)
    if cell is None:
        return None
    with _about(dated.column):
        finest = picker.word(dated.precision, row)
        if finest is not None and finest not in PRECISIONS:
            hint = f"allowed: {', '.join(PRECISIONS)}"
            raise Invalid(f"no precision {shown(finest)}", code="unknown-precision", hint=hint)
        return _of_date(cell, finest) if isinstance(cell, date) else _of_text(cell, dated.pattern, finest)


def _of_text(cell: object, patterns: tuple[str, ...], finest: str | None) -> str:
    if isinstance(cell, int) and not isinstance(cell, bool) and not patterns:
        if abs(cell) > _MOST_YEAR:
            hint = "write dates as 2025-04-26, or say how they are written: pattern: '%Y%m%d'"
            raise Invalid(f"{cell} is no year", code="unreadable-date", hint=hint)
        return spelled({"year": cell})
    text = as_word(cell)
    if patterns:
        numbers = matched(text, patterns)
        return _existing(spelled(numbers, finest=finest or "second"), text, whole=spelled(numbers))
    if finest is None:
        return text
    found = _PLAIN.fullmatch(text)
    if found is None:
        raise Invalid(f"{shown(text)} cannot be cut to the {finest}", code="unreadable-date")
    When.parse(text)
    return spelled({unit: int(value) for unit, value in found.groupdict().items() if value}, finest=finest)


def _existing(text: str, cell: str, *, whole: str) -> str:
    """Return a text in the notation if the whole date of the cell exists."""
    try:
        When.parse(whole)
    except Invalid as error:
        why = error.problems[0].message.partition(": ")[2].partition(" (character")[0] or error.problems[0].message
        raise Invalid(f"{shown(cell)}: {why}", code=error.problems[0].code) from None
    return text


def _of_date(value: date, finest: str | None) -> str:
    """Return a date or time of Python; a midnight in no zone is what a table makes of a day, so it claims no more than the day."""
    numbers = {unit: getattr(value, unit) for unit in UNITS if hasattr(value, unit)}
    if isinstance(value, datetime):
        if value.microsecond and finest is None:
            hint = "say which precision is meant: precision: second"
            raise Invalid(f"{value} has fractions of a second", code="unreadable-date", hint=hint)
        midnight = not (value.hour or value.minute or value.second or value.tzinfo)
        finest = finest or ("day" if midnight else "second" if value.second else "minute")
    text = spelled(numbers, finest=finest or "day")
    return text + _zone(value) if "T" in text and isinstance(value, datetime) else text


def _zone(value: datetime) -> str:
    """Return the zone of a time as the notation has it."""
    name = getattr(value.tzinfo, "key", None) or getattr(value.tzinfo, "zone", None)
    if isinstance(name, str) and "/" in name:
        return f"[{name}]"
    return "" if value.tzinfo is None else value.isoformat(timespec="seconds")[19:]


def _of_parts(dated: Dated, row: Any, picker: Picker) -> str | None:
    """Return the date of which year, month and day stand in columns of their own."""
    year, month, day = (_number(name, row, picker) for name in (dated.year, dated.month, dated.day))
    if year is None:
        if month is not None or day is not None:
            raise Invalid("a month or day without a year", code="unreadable-date", path=(dated.year,))
        return None
    head = spelled({"year": year})
    if month is None:
        text = head if day is None else f"{head}-XX-{day:02}"
    else:
        text = f"{head}-{month:02}" + ("" if day is None else f"-{day:02}")
    with _about(
        next(name for name, part in ((dated.day, day), (dated.month, month), (dated.year, year)) if part is not None)
    ):
        When.parse(text)
    return text


def _number(name: str, row: Any, picker: Picker) -> int | None:
    """Return the number in a column; of a month, also that of its English name."""
    cell = picker.cell(name, row) if name else None
    if cell is None or (isinstance(cell, int) and not isinstance(cell, bool)):
        return cell
    text = as_word(cell).lower().rstrip(".")
    if re.fullmatch(r"-?[0-9]{1,4}", text):
        return int(text)
    if text in MONTHS:
        return MONTHS[text]
    raise Invalid(f"{shown(cell)} is no number", code="unreadable-date", path=(name,))


@contextmanager
def _about(column: str) -> Iterator[None]:
    """Put the column into the path of what leaves the block, in place of any path of its own."""
    try:
        yield
    except TimelineError as error:
        problem = error.problems[0]
        raise Invalid(problem.message, code=problem.code, path=(column,), hint=problem.hint) from None

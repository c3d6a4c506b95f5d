"""Dates on a page: in words, in the gutter, for machines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial

from timeline.records import Event
from timeline.rendering.rows import Date
from timeline.rendering.wording import ENGLISH, Wording
from timeline.when import Grain, Reading, Shape, When
from timeline.when.civil import DAY, date_of

__all__ = ["date_row", "day_of", "last_start", "plain_date", "years"]

_MISSING = {Grain.MONTH: "day_not_given", Grain.YEAR: "month_not_given"}
_MACHINE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?")
_MACHINE_TIME = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?)(Z|[+-][0-9]{2}:[0-9]{2})?(\[.*\])?"
)


def date_row(event: Event, words: Wording = ENGLISH) -> Date:
    """Return the date of an event as a page shows it."""
    when = event.when
    return Date(
        long=words.phrase(when),
        shorten=partial(words.date, when, style="short"),
        machine=_machine(when),
        note=_not_given(when, words),
        said=words.say("said_on", words=when.said.words, date=words.date(When.parse(when.said.on)))
        if when.said
        else "",
        dating=words.say("inferred", reason=event.dating) if event.dating else "",
    )


def plain_date(when: When, words: Wording) -> Date:
    """Return a date that is mentioned in passing."""
    return Date(long=words.phrase(when), shorten=partial(words.date, when, style="short"), machine=_machine(when))


def _machine(when: When) -> str:
    """Return the `datetime` attribute for one exact day, month, year or moment, else nothing."""
    if when.shape is not Shape.MOMENT or when.uncertain or when.approximate or when.text.startswith("0000"):
        return ""
    if _MACHINE.fullmatch(when.text):
        return when.text
    found = _MACHINE_TIME.fullmatch(when.text)
    return f"{found[1]}{found[3] or ''}" if found else ""


def _not_given(when: When, words: Wording) -> str:
    missing = _MISSING.get(when.grain)
    if missing is None or when.shape is not Shape.MOMENT or when.reading is not Reading.WITHIN:
        return ""
    return words[missing]


def last_start(when: When) -> int | None:
    """Return the last second in which it can have begun; a limit is the first second after."""
    first, last = when.start_min, when.start_max
    if not isinstance(first, int) or not isinstance(last, int):
        return None
    return max(first, last - 1)


def day_of(second: int) -> tuple[int, int, int]:
    """Return the day in which a second falls."""
    return date_of(second // DAY)


def years(events: Iterable[Event], words: Wording = ENGLISH) -> str:
    """Return the first and the last year that the dates of some events allow, as far as they have limits.

    A date without a year (`XXXX-12-25`) says nothing of it: its limits are those of the notation.
    """
    firsts, lasts = [], []
    for event in events:
        when = event.when
        if "XXXX" in when.text:
            continue
        edges = [
            bound for bound in (when.start_min, when.start_max, when.end_min, when.end_max) if isinstance(bound, int)
        ]
        if edges:
            firsts.append(edges[0])
            lasts.append(max(edges[0], edges[-1] - 1))
    if not firsts:
        return ""
    first, last = (words.year(day_of(second)[0]) for second in (min(firsts), max(lasts)))
    return first if first == last else words.say("years", first=first, last=last)

"""Dates on a page: in words, in the gutter, for machines; and the periods under which events stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

import attrs

from timeline.records import Event
from timeline.rendering.rows import Date
from timeline.rendering.wording import WORDS
from timeline.when import Grain, Reading, Shape, When, describe
from timeline.when.civil import DAY, date_of

__all__ = ["Period", "date_row", "periods", "phrase", "plain_date", "years"]

Path = tuple[int, ...]

_MACHINE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?")
_MACHINE_TIME = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?)(Z|[+-][0-9]{2}:[0-9]{2})?(\[.*\])?"
)


def phrase(when: When) -> str:
    """Return a time in words, with its zone where it has a time of day."""
    return describe(when, zone=when.grain.timed)


def date_row(event: Event) -> Date:
    """Return the date of an event as a page shows it."""
    when = event.when
    return Date(
        long=phrase(when),
        short=describe(when, style="short"),
        machine=_machine(when),
        note=_not_given(when),
        said=WORDS["said_on"].format(words=when.said.words, date=describe(When.parse(when.said.on)))
        if when.said
        else "",
        dating=WORDS["inferred"].format(reason=event.dating) if event.dating else "",
    )


def plain_date(when: When) -> Date:
    """Return a date that is mentioned in passing."""
    return Date(long=phrase(when), short=describe(when, style="short"), machine=_machine(when))


def _machine(when: When) -> str:
    """Return the `datetime` attribute for one exact day, month, year or moment, else nothing."""
    if when.shape is not Shape.MOMENT or when.uncertain or when.approximate or when.text.startswith("0000"):
        return ""
    if _MACHINE.fullmatch(when.text):
        return when.text
    found = _MACHINE_TIME.fullmatch(when.text)
    return f"{found[1]}{found[3] or ''}" if found else ""


def _not_given(when: When) -> str:
    if when.shape is not Shape.MOMENT or when.reading is not Reading.WITHIN:
        return ""
    return {Grain.MONTH: WORDS["day_not_given"], Grain.YEAR: WORDS["month_not_given"]}.get(when.grain, "")


@attrs.frozen
class Period:
    """A run of events under one heading.

    Attributes:
        heading: In words.
        name: What its DOM id ends with; unique on the page.
        year: The year it begins in, astronomical; None where that is not known.
        start: The position of its first event.
        count: How many events it holds.
    """

    heading: str
    name: str
    year: int | None
    start: int
    count: int

    @property
    def year_words(self) -> str:
        """The year it begins in, in words."""
        return "" if self.year is None else year_words(self.year)


def periods(events: Sequence[Event]) -> tuple[Period, ...]:
    """Cut events in page order into periods: days, months or years, the finest that hold two events on average.

    An event stands under the finest heading that is wide enough for every beginning its date allows, so that no heading says more
    than the record does. Only where this would tear a period in two does it stay in the period in which it can begin
    earliest; its own date is beside it.
    """
    paths = [_path(event.when) for event in events]
    firsts = [_first_day(event.when) for event in events]
    for level in (3, 2, 1):
        runs = _runs([path[:level] for path in paths], firsts)
        if 2 * len(runs) <= len(paths) or len(runs) == 1:
            break
    return tuple(_named(runs, events))


def _runs(paths: Sequence[Path], firsts: Sequence[Path]) -> list[tuple[Path, int]]:
    """Return the periods in order, each with how many events it holds."""
    left = Counter(paths)
    used: set[Path] = set()
    placed: list[Path] = []
    for path, first in zip(paths, firsts, strict=True):
        current = placed[-1] if placed else ()
        left[path] -= 1
        torn = path in used or left[current] > 0
        stays = torn and len(path) < len(current) and first[: len(current)] == current
        placed.append(current if stays else path)
        used.add(placed[-1])
    return [(path, len(list(run))) for path, run in groupby(placed)]


def _named(runs: Iterable[tuple[Path, int]], events: Sequence[Event]) -> Iterable[Period]:
    seen: dict[str, int] = {}
    start = 0
    for path, count in runs:
        heading = _heading(path, events[start : start + count])
        turn = seen[heading] = seen.get(heading, 0) + 1
        name = "-".join(str(part) for part in path) or "open"
        if turn > 1:
            heading = WORDS["continued"].format(period=heading)
        yield Period(
            heading, f"{name}--{start}" if turn > 1 or not path else name, path[0] if path else None, start, count
        )
        start += count


def year_words(year: int) -> str:
    """Return a year in words."""
    return describe(When.of(year))


def _heading(path: Path, events: Sequence[Event]) -> str:
    if path:
        return describe(When.of(*path))
    known = [_day(event.when.start_min) for event in events if isinstance(event.when.start_min, int)]
    if len(known) < len(events):
        return WORDS["no_start"]
    lasts = [_last_start(event.when) for event in events]
    ends = [_day(last) for last in lasts if last is not None]
    if not ends:
        return WORDS["no_start"]
    return WORDS["between"].format(first=year_words(min(known)[0]), last=year_words(max(ends)[0]))


def _path(when: When) -> Path:
    """Return year, month and day of the beginning, as far as they are one and the same for all it can be."""
    first, last = when.start_min, _last_start(when)
    if not isinstance(first, int) or last is None:
        return ()
    pairs = zip(_day(first), _day(last), strict=True)
    return tuple(one for one, _ in _while_same(pairs))


def _first_day(when: When) -> Path:
    return _day(when.start_min) if isinstance(when.start_min, int) else ()


def _while_same(pairs: Iterable[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    for one, other in pairs:
        if one != other:
            return
        yield one, other


def _last_start(when: When) -> int | None:
    """Return the last second in which it can have begun; a limit is the first second after."""
    first, last = when.start_min, when.start_max
    if not isinstance(first, int) or not isinstance(last, int):
        return None
    return max(first, last - 1)


def _day(second: int) -> Path:
    return date_of(second // DAY)


def years(events: Iterable[Event]) -> str:
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
    first, last = (year_words(_day(second)[0]) for second in (min(firsts), max(lasts)))
    return first if first == last else WORDS["years"].format(first=first, last=last)

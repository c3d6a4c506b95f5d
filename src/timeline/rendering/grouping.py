"""The periods under which events stand on a page: no heading says more than the record, and none comes twice.

Events are in page order already, and periods only cut it; where dates and stated order contradict each other, and only there, a
period is continued behind another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import attrs

from timeline.records import Event
from timeline.rendering.dating import day_of, last_start
from timeline.rendering.wording import ENGLISH, Wording
from timeline.when import When
from timeline.when.civil import DAY

__all__ = ["Period", "periods"]

Path = tuple[int, ...]
Key = tuple[Path, Path]  # the first and the last day, month or year of a period; mostly the same

_LEVELS = {"day": 3, "month": 2, "year": 1}
_OPEN: Key = ((), ())


@attrs.frozen
class Period:
    """A run of events under one heading.

    Attributes:
        heading: In words.
        name: What its DOM id ends with; unique on the page.
        year: The year it begins in, astronomical; None where that is not known.
        start: The position of its first event.
        count: How many events it holds.
        omitted: How many events are left out before it.
        is_one_year: Whether it is one year and nothing else, be it continued.
        year_words: The year it begins in, in words.
    """

    heading: str
    name: str
    year: int | None
    start: int
    count: int
    omitted: int = 0
    is_one_year: bool = False
    year_words: str = ""


def periods(events: Sequence[Event], group: str = "auto", *, words: Wording = ENGLISH) -> tuple[Period, ...]:
    """Cut events in page order into periods.

    An event stands under the finest heading that is wide enough for every beginning its date allows. Only where this would tear a
    period in two does it stay where its neighbours are, as long as it may have been going on then; its own date is beside it.

    Args:
        events: In page order.
        group: `day`, `month`, `year`, `decade`, `none`, or `auto` for the finest of the first three whose periods hold two events on
            average.
        words: Of the headings.
    """
    if group == "none":
        return (Period(words["all_events"], "events", None, 0, len(events)),) if events else ()
    decades = group == "decade"
    spans = [_span(event.when, decades=decades) for event in events]
    for level in (3, 2, 1) if group == "auto" else (1 if decades else _LEVELS[group],):
        runs = _runs(spans, level)
        if 2 * len(runs) <= len(events) or len(runs) == 1:
            break
    return tuple(_named(runs, events, words, decades=decades))


@attrs.frozen
class _Span:
    """What a date allows.

    Attributes:
        first: The day, or the decade, of the earliest beginning; None where it has no limit, or nobody knows it.
        last: That of the latest beginning, likewise.
        path: What all beginnings have in common: a decade; or a year, a month and a day.
        when: The date.
        decades: Whether decades are counted.
    """

    first: Path | None
    last: Path | None
    path: Path
    when: When
    decades: bool

    def touches(self, key: Key) -> bool:
        """Whether it may have been going on in a period."""
        low, high = key
        if self.first is not None and self.first[: len(high)] > high:
            return False
        end = self.when.end_max
        return not isinstance(end, int) or _unit(end - 1, decades=self.decades)[: len(low)] >= low


def _span(when: When, *, decades: bool) -> _Span:
    begins = when.start_min
    first = _unit(begins, decades=decades) if isinstance(begins, int) else None
    second = last_start(when)
    if second is None:
        last = None
    else:
        same_day = isinstance(begins, int) and begins // DAY == second // DAY
        last = first if same_day else _unit(second, decades=decades)
    return _Span(first, last, _shared(first, last), when, decades)


def _unit(second: int, *, decades: bool) -> Path:
    day = day_of(second)
    return (_decade(day[0]),) if decades else day


def _shared(first: Path | None, last: Path | None) -> Path:
    """Return year, month and day of the beginning, as far as they are one and the same for all it can be."""
    if first is None or last is None:
        return ()
    same = next((at for at, (one, other) in enumerate(zip(first, last, strict=True)) if one != other), len(first))
    return first[:same]


def _runs(spans: Sequence[_Span], level: int) -> list[tuple[Key, int]]:
    """Return the periods in order, each with how many events it holds."""
    paths = [span.path[:level] for span in spans]
    left = Counter((path, path) for path in paths)
    used: set[Key] = set()
    placed: list[Key] = []
    for span, path in zip(spans, paths, strict=True):
        left[path, path] -= 1
        current = placed[-1] if placed else None
        pending = current is not None and left[current] > 0
        placed.append(_place(span, path, current, pending=pending, again=(path, path) in used, level=level))
        used.add(placed[-1])
    return [(key, len(list(run))) for key, run in groupby(placed)]


def _place(span: _Span, path: Path, current: Key | None, *, pending: bool, again: bool, level: int) -> Key:
    """Return the period of an event, given the one before it.

    Args:
        span: What its date allows.
        path: What of it all beginnings have in common, as far as the periods go.
        current: The period of the event before.
        pending: Whether more events behind this one belong into that one.
        again: Whether there has been a period of its own before.
        level: How far the periods go.
    """
    own = (path, path)
    if current is None or own == current:
        return own
    shared = min(len(path), len(current[0]))
    backwards = path[:shared] < current[0][:shared]
    if (pending or again or backwards) and len(path) <= len(current[0]) and span.touches(current):
        return current
    if again and len(path) < level and span.first is not None and span.last is not None:
        return (span.first[:level], span.last[:level])
    return own


def _named(
    runs: Iterable[tuple[Key, int]], events: Sequence[Event], words: Wording, *, decades: bool = False
) -> Iterator[Period]:
    seen: Counter[str] = Counter()
    start = 0
    for key, count in runs:
        run = events[start : start + count]
        heading = _decade_words(key, words) if decades and key != _OPEN else _heading(key, run, words)
        seen[heading] += 1
        turn = seen[heading]
        name = "-".join(str(part) for part in key[0]) or "open"
        if turn > 1:
            heading = words.say("continued", period=heading)
        same = bool(key[0]) and key[0] == key[1]
        year = (10 * key[0][0] if decades else key[0][0]) if key[0] else None
        if not same or turn > 1:
            name = f"{name}--{start}"
        elif decades:
            name = f"{year}s"
        alone = same and len(key[0]) == 1 and not decades
        told = "" if year is None else words.year(year)
        yield Period(heading, name, year, start, count, is_one_year=alone, year_words=told)
        start += count


def _heading(key: Key, events: Sequence[Event], words: Wording) -> str:
    if key[0]:
        # A year of more than four digits has no months in the notation.
        low, high = (words.date(When.of(*(path if abs(path[0]) <= 9999 else path[:1]))) for path in key)
        return _between(low, high, words)
    firsts = [event.when.start_min for event in events if isinstance(event.when.start_min, int)]
    lasts = [last for event in events if (last := last_start(event.when)) is not None]
    if len(firsts) < len(events) or not lasts:
        return words["no_start"]
    return words.say("between", first=words.year(day_of(min(firsts))[0]), last=words.year(day_of(max(lasts))[0]))


def _decade(year: int) -> int:
    """Return the number of a decade; as in EDTF, that of the years before zero counts away from it."""
    return year // 10 if year >= 0 else -(-year // 10) - 1


def _decade_words(key: Key, words: Wording) -> str:
    first, last = (_decade_name(path[0], words) for path in key)
    return _between(first, last, words)


def _between(first: str, last: str, words: Wording) -> str:
    return first if first == last else words.say("between", first=first, last=last)


def _decade_name(decade: int, words: Wording) -> str:
    mask = f"{decade:03}X" if decade >= 0 else f"-{-decade - 1:03}X"
    try:
        name = words.date(When.parse(mask))
    except ValueError:  # years of more than four digits have no such notation
        name = words.say("between", first=words.year(10 * decade), last=words.year(10 * decade + 9))
    return name[:1].upper() + name[1:]

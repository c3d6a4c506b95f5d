"""Rules on how dates are written: beside a day of the week, and more exactly than anybody can know."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from timeline.checks.finding import Finding, Severity
from timeline.checks.registry import rule
from timeline.checks.rulebook.precedence import accounts, is_doubted
from timeline.checks.rulebook.printed import Printed, printed, weekdays, years_meant
from timeline.checks.rulebook.wording import listed, sources_of
from timeline.chronology import Chronology
from timeline.errors import shown
from timeline.records import Agreement, Citation, Claim, Event, Record, Source, Statement, Status, Visit
from timeline.when import Grain, Shape, When
from timeline.when.civil import DAY, MONTH_NAMES, date_of

__all__ = ["false_precision", "weekday_mismatch"]

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MANY = 3  # events with one placeholder, from which on it is a habit of the record
PRINTED_WITHIN = 31 * DAY  # how long after a day a source still knows it from its own time
NEW_YEAR = re.compile(
    "new year|neujahr|nouvel an|año nuevo|ano nuevo|capodanno|новый год|нового года|новым годом|новий рік|нового року",
    re.IGNORECASE,
)
MIDNIGHT = re.compile(
    r"midnight|mitternacht|minuit|medianoche|mezzanotte|полночь|полуночи|північ|півночі|\b0?0[:.h]00|\b12 ?a\.?m",
    re.IGNORECASE,
)


class _Text(NamedTuple):
    """A text of a record, what it is, the times about which it speaks, and the source where it is a quote."""

    record: Record
    what: str
    text: str
    around: tuple[When, ...]
    source: str = ""


@rule("weekday-mismatch", severity=Severity.WARNING)
def weekday_mismatch(chronology: Chronology) -> Iterator[Finding]:
    """A text names a day of the week beside a date that falls on another: "Saturday (27 April)" in 2025, when that was a Sunday.

    Looked at are titles, summaries, reasons, quotes, the words of statements and claims, and titles of sources, in English, German,
    French, Spanish, Italian, Russian and Ukrainian; notes are not, for there editors discuss errors. A date without a year is taken to
    lie within half a year of the event or of the day on which the source came out, and is found only if it fits in none of the years
    that may be meant. For as long as the Julian calendar was in use somewhere, until 1923, either calendar will do.

    It keeps quiet about figures of which the order is not clear (04/05/2025), about ranges of days, and about years before the common
    era. Words such as "Friday" that stand for the date of an event need no rule: they are refused when they are read.

    Source: Grotefend 1891, Zeitrechnung, on the day of the week as the test of a date; CLDR for the names.

    Dossier:
        title: Two days of one Saturday
        sources:
          paper: {title: A morning paper}
        events:
          briefing:
            {kind: meeting, when: 2025-04-26, title: Gerasimov reports to Putin, cites: {source: paper, quote: on Saturday (27 April)}}
    """
    for each in _texts(chronology):
        for date in printed(each.text):
            if date.weekday is not None and (fact := _falls_on(date, each.around)):
                told = f"{each.record.id!r} has {shown(date.text)} in {each.what}, and {fact}"
                sources = (each.source,) if each.source else sources_of(each.record)
                yield Finding(message=told, ids=(each.record.id, *filter(None, [each.source])), sources=sources)


def _falls_on(date: Printed, around: Iterable[When]) -> str:
    """Say on which day of the week a date falls, where that is another than the one that is printed in every year that may be meant."""
    years = (date.year,) if date.year is not None else years_meant(date.month, date.day, around)
    found = {year: weekdays(year, date.month, date.day) for year in years}
    if not found or any(not fitting or date.weekday in fitting for fitting in found.values()):
        return ""
    told = (f"{date.day} {MONTH_NAMES[date.month - 1]} {year} is {_on(fitting)}" for year, fitting in found.items())
    return "; ".join(told)


def _on(fitting: tuple[int, ...]) -> str:
    """Name a day of the week, and where the Julian calendar may be meant, that by it."""
    gregorian, *julian = (DAYS[day] for day in fitting)
    return f"a {gregorian}{''.join(f', or a {day} by the Julian calendar' for day in julian)}"


def _texts(chronology: Chronology) -> Iterator[_Text]:
    """Yield the texts in which a source or the editor may put a weekday beside a date."""
    for record in chronology.records:
        around = tuple(_times(chronology, record))
        for what in ("title", "summary", "reason", "text"):
            if text := getattr(record, what, ""):
                yield _Text(record, f"its {what}", text, around)
        cites: tuple[Citation, ...] = getattr(record, "cites", ())
        for cite in cites:
            if cite.quote:
                source = chronology[cite.source]
                yield _Text(record, "a quote", cite.quote, (*around, *_times(chronology, source)), cite.source)


def _times(chronology: Chronology, record: Record) -> Iterator[When]:
    """Yield the times about which a record speaks."""
    if isinstance(record, Event):
        yield chronology.when(record)
    elif isinstance(record, Source) and record.published is not None:
        yield record.published
    elif isinstance(record, Claim):
        if record.about is not None:
            yield record.about
        if record.subject is not None:
            yield from _times(chronology, chronology[record.subject])


@rule("false-precision", severity=Severity.HINT)
def false_precision(chronology: Chronology) -> Iterator[Finding]:
    """A date is more exact than anybody can know: 1 January that stands for a year, midnight for a day, a day for a month.

    Three things are looked for in what was held. A date of exactly 1 January, or a year written as its first and its last day. A time of exactly
    midnight. And a day where all that is cited for it says no more than the month, or the year, in rival dates.

    It keeps quiet where `dating` says how the date is known, where it comes from spoken words or is marked as doubtful, and where the title,
    the summary or a quote names the day, the new year, or midnight. 1 January is believed where a source came out within a month of it.
    A stay and a term of office may begin then; a treaty may be in force from then on. A placeholder is only possible. Where three
    events or more have the same one it is a habit of the record, told once and as a warning.

    Source: Getty, Editorial Guidelines on "Display Dates"; databases that know nothing but days fill in the first.

    Dossier:
        title: A year that became a day
        sources:
          handbook: {title: A handbook of treaties, published: 1975}
        events:
          talks: {kind: meeting, when: 1955-01-01, title: Adenauer and Pinay meet, cites: handbook}
    """
    held = [event for event in chronology.events if event.status is Status.HELD and not event.dating]
    exact = [event for event in held if event.when.said is None and not is_doubted(event.when)]
    yield from _told(
        "is dated exactly 1 January", "the year alone", [each for each in exact if _first_of_january(chronology, each)]
    )
    yield from _told("is dated exactly midnight", "the day alone", [each for each in exact if _midnight(each)])
    for event in exact:
        if rivals := _only_vaguer(chronology, event):
            told = f"{event.id!r} is dated {event.when} to the day, and what is cited for it has no more than {rivals[0].value}"
            yield Finding(
                message=told, ids=(event.id, *(claim.id for claim in rivals)), sources=sources_of(event, *rivals)
            )


def _told(what: str, instead: str, events: list[Event]) -> Iterator[Finding]:
    """Yield the events that have one placeholder: each, or where they are many, all at once."""
    groups = [events] if len(events) >= MANY else [[event] for event in events]
    for group in filter(None, groups):
        others = (
            f", as {'are' if len(group) > 2 else 'is'} {listed(event.id for event in group[1:6])}"
            if len(group) > 1
            else ""
        )
        more = f" and {len(group) - 6:,} more" if len(group) > 6 else ""
        yield Finding(
            message=f"{group[0].id!r} {what} ({group[0].when}){others}{more}; where no source has it so, give {instead}",
            ids=tuple(event.id for event in group),
            sources=sources_of(*group),
            certain=False,
            severity=Severity.WARNING if len(group) >= MANY else Severity.HINT,
        )


def _first_of_january(chronology: Chronology, event: Event) -> bool:
    """Whether an event has the date that stands for a year where only days can be entered."""
    when = event.when
    low, high = when.start_min, when.end_max
    if isinstance(event, Visit) or not isinstance(low, int) or not isinstance(high, int) or "X" in when.text:
        return False
    year, month, day = date_of(low // DAY)
    alone = when.shape is Shape.MOMENT and when.grain is Grain.DAY
    whole = when.shape is Shape.INTERVAL and when.grain is Grain.DAY and date_of(high // DAY) == (year + 1, 1, 1)
    if (month, day) != (1, 1) or not (alone or whole):
        return False
    return not (_names(event, NEW_YEAR, (1, 1)) or _of_its_time(chronology, event, low) or _in_force(event, low))


def _names(event: Event, words: re.Pattern[str] | None, date: tuple[int, int] | None = None) -> bool:
    """Whether a title, a summary or a quote has some words, or the day of a month."""
    own = (event.title, event.summary, event.text if isinstance(event, Statement) else "")
    for text in (*own, *(cite.quote for cite in event.cites)):
        if (words and words.search(text)) or (date and any((each.month, each.day) == date for each in printed(text))):
            return True
    return False


def _of_its_time(chronology: Chronology, event: Event, day: int) -> bool:
    """Whether a source that is cited came out soon after a day."""
    dates = (chronology[name].published for name in sources_of(event))  # type: ignore[attr-defined]
    starts = (date.start_min for date in dates if date is not None and date.grain.order >= Grain.MONTH.order)
    return any(isinstance(start, int) and -DAY <= start - day <= PRINTED_WITHIN for start in starts)


def _in_force(event: Event, day: int) -> bool:
    """Whether the day is that on which an agreement was signed or came into force, as the record has it elsewhere."""
    dates = (event.signed, event.in_force) if isinstance(event, Agreement) else ()
    return any(isinstance(date, When) and date.start_min == day for date in dates)


def _midnight(event: Event) -> bool:
    when = event.when
    timed = when.shape is Shape.MOMENT and when.grain.timed and event.lasted is None
    return timed and "T00:00" in when.text and when.start_min % DAY == 0 and not _names(event, MIDNIGHT)  # type: ignore[operator]


def _only_vaguer(chronology: Chronology, event: Event) -> tuple[Claim, ...]:
    """Return the rival dates of an event to the day, where all are vaguer and nothing else is cited for it."""
    when = event.when
    rivals = chronology.rivals(event).get("when", ())
    a_day = when.shape is Shape.MOMENT and when.grain is Grain.DAY and "X" not in when.text
    if not rivals or not a_day:
        return ()
    _, *dates = accounts(chronology, event)
    vaguer = all(date.grain.order < Grain.DAY.order and when.during(date).possible for date in dates)
    month, day = date_of(when.start_min // DAY)[1:]  # type: ignore[operator]
    known = set(sources_of(event)) <= set(sources_of(*rivals))
    return rivals if vaguer and known and not _names(event, None, (month, day)) else ()

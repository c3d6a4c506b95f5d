"""Rules on what came when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from timeline.checks.finding import Finding, Severity
from timeline.checks.registry import rule
from timeline.checks.rulebook.precedence import accounts, by_all_accounts, earlier, is_doubted, with_room
from timeline.checks.rulebook.wording import sources_of
from timeline.chronology import Chronology
from timeline.records import Act, Agreement, Claim, Event, Source, Statement, Status, Tenure
from timeline.when import When
from timeline.when.bounds import Bounds

__all__ = ["before_its_cause", "clock_change", "order_impossible", "part_outside_whole", "source_before_event"]

DAY = 86_400
ANSWERS = {  # what a statement does to an event that has taken place, and how grave it is to do so beforehand
    Act.CONFIRMS: Severity.WARNING,
    Act.DENIES: Severity.HINT,
    Act.DOUBTS: Severity.HINT,
    Act.RETRACTS: Severity.HINT,
}
AHEAD = (
    366 * DAY
)  # how long before a term a source may tell that somebody will have the post: an election, an appointment


@rule("order-impossible", severity=Severity.ERROR)
def order_impossible(chronology: Chronology) -> Iterator[Finding]:
    """Dates, durations and stated order contradict each other: these few events cannot all be as they are entered.

    Each finding names a smallest such set: without any one of them the others could stand. Dates are taken as widely as they are
    written, and across zones by instants, so the contradiction is certain.

    Source: Dechter, Meiri and Pearl 1991, temporal constraint networks; the order itself is the editor's `after`.

    Dossier:
        title: Two capitals, May 1945
        events:
          reims: {kind: agreement, when: 1945-05-07, title: Jodl signs the surrender at Reims, where: Reims}
          karlshorst: {kind: agreement, when: 1945-05-08, title: Keitel signs it again, where: Berlin}
          request:
            {kind: statement, when: 1945-05-09, title: Moscow asks for a second signature, after: reims}
          consent: {when: 1945-05, title: Eisenhower consents to it, after: request}
          orders: {when: 1945-05-08, title: Keitel is flown to Berlin, after: consent}
    """
    for clash in chronology.clashes:
        events = [event for event in map(chronology.__getitem__, clash.events) if isinstance(event, Event)]
        yield Finding(
            message=_told(events),
            ids=tuple(event.id for event in events),
            sources=tuple(dict.fromkeys(cite.source for event in events for cite in event.cites)),
        )


def _told(events: Sequence[Event]) -> str:
    """Say in which order the events are stated to come, with the dates that do not allow it."""
    dated = [f"{event.id!r} ({event.when}{f', {event.lasted}' if event.lasted else ''})" for event in events]
    if len(events) == 1:
        return f"{dated[0]} lasted longer than its dates allow, or not as long as they ask for"
    return f"{', then '.join(dated)}: the dates do not allow this order"


@rule("clock-change", severity=Severity.WARNING)
def clock_change(chronology: Chronology) -> Iterator[Finding]:
    """A time of day falls into the hour that clocks at the place skipped, or that they showed twice.

    A source that gives such a time has probably converted it wrongly; for an hour shown twice, an offset says which is meant.

    Source: the zone database of the system.

    Dossier:
        title: A call at night
        places:
          berlin: {name: Berlin, zone: Europe/Berlin}
        events:
          - {kind: meeting, mode: phone, when: 2014-03-30T02:30, title: Merkel and Putin speak by telephone, where: berlin}
    """
    for event in chronology.events:
        if problem := chronology.when(event).zone_problem:
            yield Finding(
                message=f"{event.id!r}: {problem}",
                ids=(event.id,),
                sources=tuple(cite.source for cite in event.cites),
            )


@rule("before-its-cause", severity=Severity.WARNING)
def before_its_cause(chronology: Chronology) -> Iterator[Finding]:
    """An effect is dated before its cause: an event is confirmed or denied that had not begun, a treaty is in force before it is signed.

    To confirm, deny, doubt or retract an event is to say something of what has taken place. Whoever announces it `asserts` it, which is
    fine at any time; what is denied or doubted beforehand is better entered as a claim, so that is no more than a hint. Of a treaty that
    is applied provisionally or counts from an earlier day, the day on which it came into force is the later one all the same.

    It is only possible where zones, marks of doubt or another account of a date leave room. Nothing is said of events that were planned
    or called off; one may confirm them in advance.

    Source: our decision; for treaties VCLT 1969, art. 24 and 25.

    Dossier:
        title: Helsinki, 1975
        events:
          final-act:
            {kind: agreement, when: 1975-08-01, title: Thirty-five states sign the Final Act, where: Helsinki}
          tass:
            {kind: statement, when: 1975-07-21, title: TASS confirms the signature, confirms: final-act}
    """
    for event in chronology.events:
        if isinstance(event, Statement) and event.status is Status.HELD:
            yield from _answered_too_early(chronology, event)
        elif isinstance(event, Agreement):
            yield from _in_force_too_early(chronology, event)


def _answered_too_early(chronology: Chronology, statement: Statement) -> Iterator[Finding]:
    for stance in statement.stances:
        event = _event_spoken_of(chronology, stance.target) if stance.act in ANSWERS else None
        if event is None or event.status is not Status.HELD:
            continue
        certain = by_all_accounts(accounts(chronology, statement), accounts(chronology, event))
        if certain is not None:
            told = f"{statement.id!r} ({statement.when}) {stance.act.value} {event.id!r} ({event.when}) before it began"
            ids, sources = (statement.id, event.id), sources_of(statement, event)
            yield Finding(message=told, ids=ids, sources=sources, certain=certain, severity=ANSWERS[stance.act])


def _event_spoken_of(chronology: Chronology, target: str) -> Event | None:
    """Return the event of which something is said: that it took place, or what one of its fields is."""
    matter = chronology[target]
    if isinstance(matter, Claim) and matter.subject is not None and matter.attribute != "when":
        matter = chronology[matter.subject]
    return matter if isinstance(matter, Event) else None


def _in_force_too_early(chronology: Chronology, agreement: Agreement) -> Iterator[Finding]:
    word = "signed" if agreement.signed is not None else "concluded"
    signed = chronology.when(agreement) if agreement.signed is None else _dated(chronology, agreement.signed)
    in_force = None if agreement.in_force is None else _dated(chronology, agreement.in_force)
    certain = None if in_force is None else earlier(in_force, signed)
    if certain is not None:
        told = f"{agreement.id!r} came into force ({in_force}) before it was {word} ({signed})"
        mentioned = [each for each in (agreement.in_force, agreement.signed) if isinstance(each, str)]
        yield Finding(message=told, ids=(agreement.id, *mentioned), sources=sources_of(agreement), certain=certain)


def _dated(chronology: Chronology, moment: When | str) -> When:
    event = chronology[moment] if isinstance(moment, str) else None
    return chronology.when(event) if isinstance(event, Event) else moment  # type: ignore[return-value]


@rule("part-outside-whole", severity=Severity.WARNING)
def part_outside_whole(chronology: Chronology) -> Iterator[Finding]:
    """A part is dated outside the whole that it belongs to: the opening of a congress a month before the congress.

    Where the part shares some time with the whole and goes beyond it by more than a day, that is a hint. It is only possible where zones
    or marks of doubt leave room. Nothing is said where only one of the two was held.

    Source: CIDOC CRM P9 "consists of"; the time of the part lies within the time of the whole.

    Dossier:
        title: Potsdam, 1945
        events:
          conference: {kind: meeting, when: 1945-07-17/1945-08-02, title: The Potsdam Conference, where: Potsdam}
          opening: {kind: meeting, when: 1945-06-17, title: The first session, where: Potsdam, part_of: conference}
    """
    for part in chronology.events:
        whole = chronology[part.part_of] if part.part_of is not None else None
        if isinstance(whole, Event) and whole.status is part.status:
            inner, outer = chronology.when(part), chronology.when(whole)
            apart = _either(earlier(with_room(inner), outer), earlier(with_room(outer), inner))
            beyond = _goes_beyond(inner, with_room(outer)) if apart is None else None
            if apart is not None or beyond is not None:
                lies = "lies outside" if beyond is None else "goes beyond"
                yield Finding(
                    message=f"{part.id!r} ({part.when}) {lies} {whole.id!r} ({whole.when}), of which it is a part",
                    ids=(part.id, whole.id),
                    sources=sources_of(part, whole),
                    certain=bool(_either(apart, beyond)),
                    severity=Severity.HINT if apart is None else Severity.WARNING,
                )


def _either(one: bool | None, other: bool | None) -> bool | None:
    return other if one is None else one


def _goes_beyond(inner: When, outer: When) -> bool | None:
    """Return whether one time begins before, or ends after, the other by more than a day: certainly, perhaps, or (None) not."""
    instants = _sticks_out(inner.instants, outer.instants)
    by_calendar = instants if inner.zoned and outer.zoned else _sticks_out(inner.bounds, outer.bounds)
    return instants and not (is_doubted(inner) or is_doubted(outer)) if by_calendar else None


def _sticks_out(inner: Bounds, outer: Bounds) -> bool:
    (_, begins, ends, _), (low, _, _, high) = inner, outer
    early = isinstance(begins, int) and isinstance(low, int) and begins < low
    late = isinstance(ends, int) and isinstance(high, int) and ends > high
    return early or late


@rule("source-before-event", severity=Severity.WARNING)
def source_before_event(chronology: Chronology) -> Iterator[Finding]:
    """Something is entered as held, and all that is cited for it came out before it began.

    Then either a date is wrong, or the source announced what nobody has said since. Where a cited source has no date, it is a hint. One
    source of the time or later is enough for silence: an announcement may stand beside the report. What was planned, postponed or
    called off is fine. A post may be told of a year before the term begins, as elections are. A rival date is held against the sources
    of the claim that gives it.

    It is only possible where zones, marks of doubt or another account of the date leave room, for a day in an unknown zone is fifty hours
    long; and where a source was read later, for a page may have changed since it came out.

    Source: Langlois and Seignobos 1898, II 3, on the date of a document before and after which it cannot have been written.

    Dossier:
        title: Reykjavik, 1986
        sources:
          announcement: {title: The President will meet Mr. Gorbachev, publisher: White House, published: 1986-09-30}
        events:
          summit: {kind: meeting, when: 1986-10-11/1986-10-12, title: Reagan and Gorbachev meet, cites: announcement}
    """
    for event in chronology.events:
        if event.status is Status.HELD and event.cites:
            yield from _told_too_early(chronology, event, tuple(accounts(chronology, event)))
    for tenure in chronology.tenures:
        yield from _told_too_early(chronology, tenure, (tenure.term,), ahead=AHEAD, severity=Severity.HINT)
    for claim in chronology.claims:
        subject = chronology[claim.subject] if claim.subject is not None and claim.attribute == "when" else None
        if isinstance(subject, Event) and subject.status is Status.HELD:
            when = type(subject).fields()["when"].convert(claim.value).located(chronology.when(subject).form.located)
            yield from _told_too_early(chronology, claim, (when,))


def _told_too_early(
    chronology: Chronology,
    record: Event | Tenure | Claim,
    dates: Sequence[When],
    *,
    ahead: int = 0,
    severity: Severity = Severity.WARNING,
) -> Iterator[Finding]:
    """Yield that all sources of a record which have a date are earlier than what it tells of, if they are."""
    sources = [source for source in map(chronology.__getitem__, sources_of(record)) if isinstance(source, Source)]
    dated = {source.id: date for source in sources if (date := source.published or source.accessed)}
    answers = [by_all_accounts((date,), dates) for date in dated.values()]
    if not dated or None in answers or not all(_leads(date, dates[0], ahead) for date in dated.values()):
        return
    changed = any(source.accessed and earlier(source.accessed, dates[0]) is None for source in sources)
    told = f"{record.id!r} ({dates[0]}) is later than what is cited for it"
    when = ", ".join(f"{name!r} ({date})" for name, date in dated.items())
    unknown = "; the others have no date" if len(dated) < len(sources) else ""
    yield Finding(
        message=f"{told}: {when}{unknown}",
        ids=(record.id, *dated),
        sources=tuple(dated),
        certain=all(answers) and not changed,
        severity=Severity.HINT if unknown else severity,
    )


def _leads(date: When, when: When, ahead: int) -> bool:
    """Whether a source is earlier by more than it may be."""
    end, start = date.end_max, when.start_min
    return not ahead or (isinstance(end, int) and isinstance(start, int) and start - end > ahead)

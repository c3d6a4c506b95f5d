"""Rules on who stands where: what is contested, who has changed sides, who answered before anybody asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from timeline.checks.finding import Finding, Severity
from timeline.checks.registry import rule
from timeline.checks.rulebook.origins import Origins
from timeline.checks.rulebook.succession import begins_first, earliest
from timeline.checks.rulebook.wording import joined, listed, sources_of
from timeline.chronology import Chronology, Position, Standing
from timeline.records import Act, Claim, Event, Statement, Status
from timeline.when import When

__all__ = ["contested_claim", "denial_before_claim", "stance_reversed", "status_disputed"]

BACKING = frozenset({Act.ASSERTS, Act.CONFIRMS})
AGAINST = frozenset({Act.DENIES, Act.DOUBTS, Act.RETRACTS})
PAST = {
    Act.ASSERTS: "asserted",
    Act.CONFIRMS: "confirmed",
    Act.DENIES: "denied",
    Act.DOUBTS: "doubted",
    Act.EVADES: "evaded",
    Act.RETRACTS: "retracted",
}


# -- contested -------------------------------------------------------------------------------------------------------------


@rule("contested-claim", severity=Severity.HINT)
def contested_claim(chronology: Chronology) -> Iterator[Finding]:
    """A claim has been put forward, and another side denies or doubts it: who says so, who does not, and through how many origins.

    Nothing is wrong with the record; whoever retells it should not do so in their own voice. Reports that go back to one
    witness are one origin, and the witnesses of one state are one side. Keeps quiet where only its own author has second thoughts, which
    is `stance-reversed`, and about rival values of fields, which are `sources-disagree`.

    Source: AIF, conflict between the locutions of different speakers.

    Dossier:
        title: The U-2, 1960
        people: {lodge: {name: Henry Cabot Lodge}, khrushchev: {name: Nikita Khrushchev}}
        claims: {spying: {text: The aircraft was on a mission of espionage}}
        events:
          charge: {kind: statement, when: 1960-05-07, title: Khrushchev shows the film, who: [khrushchev], asserts: [spying]}
          answer: {kind: statement, when: 1960-05-26, title: Lodge answers, who: [lodge], denies: [spying]}
    """
    origins = Origins(chronology)
    for standing in chronology.contested():
        if len({position.side for position in standing.positions}) > 1 or standing.reports:
            yield _contested(standing, origins, chronology)


def _contested(standing: Standing, origins: Origins, chronology: Chronology) -> Finding:
    acts = "; ".join(f"{PAST[act]} by {listed(standing.who(act))}" for act in Act if standing.who(act))
    behind = origins.each(standing.origins)
    sides = {position.side for position in standing.positions if position.act in BACKING}
    among = f" of {_counted(len(sides), 'side')}" if sides else ""
    statements = tuple(dict.fromkeys(position.statement for position in standing.positions))
    ids = (standing.target, *statements)
    return Finding(
        message=f"{standing.target!r} is contested: {acts}; {_counted(len(behind), 'origin')}{among} behind it",
        ids=ids,
        sources=sources_of(*(chronology[name] for name in ids)),
    )


def _counted(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"


@rule("status-disputed", severity=Severity.WARNING)
def status_disputed(chronology: Chronology) -> Iterator[Finding]:
    """An event is entered as held and someone denies or doubts that it was, or as cancelled and someone bears it out.

    The latest word of each side counts. A denial is a hint, for the record may well hold both; that somebody confirms what is
    entered as cancelled is a warning, for the status, or the stance, is probably wrong. Keeps quiet about what is planned
    or postponed, and about what was said before the day: there a confirmation is of the plan.

    Source: CIDOC CRM I2 "Belief": that an event took place is itself a statement by someone. Our decision on what it is worth.

    Dossier:
        title: Sèvres, 1956
        people: {eden: {name: Anthony Eden}}
        events:
          talks: {kind: meeting, when: 1956-10-22/1956-10-24, title: Secret talks in a villa at Sèvres}
          denial: {kind: statement, when: 1956-12-20, title: Eden knows of no such talks, who: [eden], denies: [talks]}
    """
    for event in chronology.events:
        if event.status not in {Status.HELD, Status.CANCELLED} or not chronology.stances_on(event):
            continue
        latest = {position.side: position for position in chronology.standing(event).positions}
        acts = AGAINST if event.status is Status.HELD else BACKING
        when = chronology.when(event)
        odd = [position for position in latest.values() if position.act in acts]
        if odd := [position for position in odd if not position.when.before(when).certain]:
            yield _disputed(event, odd, chronology)


def _disputed(event: Event, odd: Sequence[Position], chronology: Chronology) -> Finding:
    said = joined(f"{PAST[position.act]} by {_speakers(position)} in {position.statement!r}" for position in odd)
    ids = (event.id, *dict.fromkeys(position.statement for position in odd))
    return Finding(
        message=f"{event.id!r} is entered as {event.status.value}; that it took place is {said}",
        ids=ids,
        sources=sources_of(*(chronology[name] for name in ids)),
        severity=Severity.HINT if event.status is Status.HELD else Severity.WARNING,
    )


# -- reversed --------------------------------------------------------------------------------------------------------------


@rule("stance-reversed", severity=Severity.HINT)
def stance_reversed(chronology: Chronology) -> Iterator[Finding]:
    """A side or a speaker takes the other side: it comes to deny what it put forward, or to confirm what it denied or evaded.

    A concession, and second thoughts, tell more than either statement alone, and a careless reader sees only the later one. It is certain where
    dates or stated order say which stance came first; on one day, with no order known, it is only possible. Each side is reported once
    for each matter, with its latest turn. Keeps quiet where someone who spoke out falls silent, and about a side that was never named.

    Source: our decision; a statement against the interest of the speaker is the classic case of a credible one (Langlois and
        Seignobos 1898, II 7).

    Dossier:
        title: The U-2, 1960
        states: {us: {name: United States}}
        claims: {weather: {text: The aircraft was on a flight to study the weather}}
        events:
          cover: {kind: statement, when: 1960-05-05, title: NASA tells of a weather aircraft, who: [us], asserts: [weather]}
          admission: {kind: statement, when: 1960-05-11, title: Eisenhower owns up, who: [us], retracts: [weather]}
    """
    for matter in _matters(chronology, least=2):
        found: dict[tuple[str, str], tuple[Position, Position]] = {}
        for turn in _turns(chronology.standing(matter).positions):
            found.setdefault((turn[0].statement, turn[1].statement), turn)
        for earlier, later in found.values():
            yield _reversed(matter, earlier, later, chronology)


def _matters(chronology: Chronology, *, least: int) -> Iterator[Claim | Event]:
    """Yield the claims and events on which so many stances are taken, or more."""
    matters: list[Sequence[Claim | Event]] = [chronology.claims, chronology.events]
    return (matter for group in matters for matter in group if len(chronology.stances_on(matter)) >= least)


def _turns(positions: Sequence[Position]) -> Iterator[tuple[Position, Position]]:
    """Yield the latest turn of every side, then those of speakers who changed the side for which they speak."""
    by_side: dict[str, list[Position]] = {}
    by_speaker: dict[str, list[Position]] = {}
    for position in positions:
        if position.by:
            by_side.setdefault(position.side, []).append(position)
        for speaker in position.by:
            by_speaker.setdefault(speaker, []).append(position)
    changed = [each for each in by_speaker.values() if len({position.side for position in each}) > 1]
    for group in (*by_side.values(), *changed):
        if turn := _turn(group):
            yield turn


def _turn(positions: Iterable[Position]) -> tuple[Position, Position] | None:
    """Return the last two positions of which the later takes back the earlier."""
    found: tuple[Position, Position] | None = None
    behind: Position | None = None  # the last that backed it
    against: Position | None = None  # the last that contradicted it since then, or evaded it
    for position in positions:
        if position.act in BACKING:
            if against is not None and against.statement != position.statement:
                found = against, position
            behind, against = position, None
        else:
            if position.act in AGAINST and behind is not None and behind.statement != position.statement:
                found, behind = (behind, position), None
            against = position
    return found


def _reversed(matter: Claim | Event, earlier: Position, later: Position, chronology: Chronology) -> Finding:
    first, second = (chronology[position.statement] for position in (earlier, later))
    certain = isinstance(first, Statement) and isinstance(second, Statement) and begins_first(first, second, chronology)
    told = f"{_speakers(later)}{_for(later)} {later.act.value} {matter.id!r} in {later.statement!r}"
    before = f"{_speakers(earlier)} {PAST[earlier.act]} it in {earlier.statement!r}"
    return Finding(
        message=f"{told}, and {before}{'' if certain else '; which came first is not certain'}",
        ids=(later.statement, earlier.statement, matter.id),
        sources=sources_of(second, first),
        certain=certain,
    )


def _speakers(position: Position) -> str:
    return listed(position.by) if position.by else "an unnamed speaker"


def _for(position: Position) -> str:
    return "" if position.side in position.by or not position.by else f" ({position.side})"


# -- too early -------------------------------------------------------------------------------------------------------------


class _Answer(NamedTuple):
    """A denial, and the first statement that puts forward what it denies, or the event that it denies."""

    denial: Statement
    first: Event
    target: str


@rule("denial-before-claim", severity=Severity.WARNING)
def denial_before_claim(chronology: Chronology) -> Iterator[Finding]:
    """A denial came, or may have come, before anybody put forward what it denies.

    Then it was no answer to that: a date is wrong, an earlier accuser is missing, or a rewrite has turned things round. It is certain where
    the dates leave no other way. It is possible where a source gives the denial another date, confined to the earlier part of
    the time in which the claim was made, as a morning is of a day; that stands even against a stated order, which such a source
    calls into question. Keeps quiet about a denial of the same day, and where only reporters put the claim forward.

    Source: our decision, after AIF, in which a denial answers a locution.

    Dossier:
        title: Suez, 1956
        people: {eden: {name: Anthony Eden}, dayan: {name: Moshe Dayan}}
        claims: {foreknowledge: {text: The British government knew beforehand that Israel would attack Egypt}}
        events:
          denial: {kind: statement, when: 1956-12-20, title: Eden denies foreknowledge, who: [eden], denies: [foreknowledge]}
          account: {kind: statement, when: 1976, title: Dayan tells the story, who: [dayan], asserts: [foreknowledge]}
    """
    if not chronology.is_whole:  # a view may have left out who came first
        return
    for matter in _matters(chronology, least=1):
        for answer in _answers(matter, chronology):
            if chronology.when(answer.denial).before(chronology.when(answer.first)).certain or _tightly(
                answer, chronology
            ):
                yield _too_early(answer)
            else:
                yield from _perhaps_too_early(answer, chronology)


def _answers(matter: Claim | Event, chronology: Chronology) -> Iterator[_Answer]:
    stances = chronology.stances_on(matter)
    denials = [statement for statement, stance in stances if stance.act is Act.DENIES]
    put_forward: list[Event] = [statement for statement, stance in stances if stance.act in BACKING]
    if isinstance(matter, Event) and matter.status is Status.HELD:
        put_forward.append(matter)
    if denials and put_forward:
        first = earliest(put_forward, chronology)
        yield from (_Answer(denial, first, matter.id) for denial in denials if denial is not first)


def _tightly(answer: _Answer, chronology: Chronology) -> bool:
    """Whether durations and stated order leave no other way, where both are known as instants."""
    if not (chronology.when(answer.denial).zoned and chronology.when(answer.first).zoned):
        return False
    over, begun = chronology.bounds(answer.denial).end_max, chronology.bounds(answer.first).start_min
    return isinstance(over, int) and isinstance(begun, int) and over <= begun


def _too_early(answer: _Answer) -> Finding:
    denial, first, target = answer
    what = f"{target!r}, which was not until {first.when}"
    if first.id != target:
        what = f"{target!r}, which nobody puts forward until {first.id!r} ({first.when})"
    return Finding(
        message=f"{denial.id!r} ({denial.when}) denies {what}",
        ids=(denial.id, first.id, *((target,) if target != first.id else ())),
        sources=sources_of(denial, first),
    )


def _perhaps_too_early(answer: _Answer, chronology: Chronology) -> Iterator[Finding]:
    denial, first, target = answer
    when = chronology.when(first)
    convert: Callable[[object], When] = type(denial).fields()["when"].convert
    for claim in chronology.rivals(denial).get("when", ()):
        other = convert(claim.value).located(chronology.when(denial).zone)
        over, latest = other.instants.end_max, when.instants.end_max
        confined = isinstance(over, int) and (not isinstance(latest, int) or over < latest)
        if confined and other.before(when).possible:
            yield Finding(
                message=f"{denial.id!r} may have come before {first.id!r}, the first to put forward {target!r}: "
                f"{listed(sources_of(claim)) or repr(claim.id)} {'dates' if len(sources_of(claim)) < 2 else 'date'} it {other}",
                ids=tuple(dict.fromkeys((denial.id, first.id, target, claim.id))),
                sources=sources_of(denial, first, claim),
                certain=False,
            )

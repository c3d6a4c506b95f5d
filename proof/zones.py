"""Every clock change of every zone from 1901 to 2037: what was skipped is refused, what came twice keeps the instant that is meant.

Changes are found without our code, by looking at the offset that Python's `zoneinfo` gives for each day and halving the days on which it changes.
"""

from __future__ import annotations

import copy
import pickle
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pendulum

import timeline as tl
from proof.record import enter
from timeline.checks import check
from timeline.when import When
from timeline.when import zone as zones

__all__ = ["Change", "changes", "faults", "main", "sum_up"]

FIRST, LAST = datetime(1901, 1, 1, tzinfo=UTC), datetime(2038, 1, 1, tzinfo=UTC)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


class Change(NamedTuple):
    """One change of clocks.

    Attributes:
        zone: Its name.
        local: A civil minute that was skipped, or came twice.
        before: The offset until then.
        after: The offset from then on.
    """

    zone: str
    local: datetime
    before: timedelta
    after: timedelta

    @property
    def repeats(self) -> bool:
        """Whether the minute came twice."""
        return self.after < self.before

    @property
    def text(self) -> str:
        """The civil minute in the notation."""
        return f"{self.local:%Y-%m-%dT%H:%M}"

    @property
    def readings(self) -> tuple[str, str]:
        """The first and the second time that it came, with the offset of each."""
        return tuple(f"{self.text}{_offset(each)}[{self.zone}]" for each in (self.before, self.after))  # type: ignore[return-value]


def _offset(ahead: timedelta) -> str:
    minutes = round(ahead / MINUTE)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def changes(zone: str, *, first: datetime = FIRST, last: datetime = LAST) -> Iterator[Change]:
    """Yield the changes of a zone that skip or repeat a whole civil minute."""
    info, at = ZoneInfo(zone), first
    while at < last:
        until = at + DAY
        before, after = at.astimezone(info).utcoffset(), until.astimezone(info).utcoffset()
        assert before is not None and after is not None  # noqa: PT018, S101  (a zone always has one)
        if before != after:
            instant = _halved(info, at, until, before)
            from_, to = sorted((instant + before, instant + after))
            local = from_.replace(tzinfo=None, second=0) + (MINUTE if from_.second else timedelta())
            if local + MINUTE <= to.replace(tzinfo=None):
                yield Change(zone, local, before, after)
        at = until


def _halved(info: ZoneInfo, low: datetime, high: datetime, before: timedelta) -> datetime:
    """Return the first second with another offset."""
    while high - low > timedelta(seconds=1):
        middle = low + timedelta(seconds=(high - low) // timedelta(seconds=2))
        low, high = (middle, high) if middle.astimezone(info).utcoffset() == before else (low, middle)
    return high


def faults(found: Iterable[Change]) -> Iterator[str]:
    """Yield what is wrong with how the library takes changes of one zone; nothing where all is well."""
    every = list(found)
    for change in every:
        yield from _of_repeated(change) if change.repeats else _of_skipped(change)
    yield from _of_a_file(every)
    yield from _of_the_rule(every)


def _of_skipped(change: Change) -> Iterator[str]:
    if _code(f"{change.text}[{change.zone}]") != "impossible-date":
        yield f"{change.zone}: {change.text} was skipped and is read"


def _of_repeated(change: Change) -> Iterator[str]:
    if _code(f"{change.text}[{change.zone}]") != "repeated-time":
        yield f"{change.zone}: {change.text} came twice and is read"
    first, second = pair = [When(text) for text in change.readings]
    for when, ahead in zip(pair, (change.before, change.after), strict=True):
        meant = (change.local - ahead - datetime(1970, 1, 1)).total_seconds()  # noqa: DTZ001  (civil)
        if abs(float(when.instants.start_min) - meant) >= 60:
            yield f"{when!r} is another instant"
        for again in (copy.copy(when), copy.deepcopy(when), pickle.loads(pickle.dumps(when)), When(str(when))):  # noqa: S301  (our own)
            if again != when or hash(again) != hash(when) or again.instants != when.instants:
                yield f"{when!r} comes back as {again!r}"
    if first == second or not first.sort_key < second.sort_key or not first.before(second).certain:
        yield f"{first!r} and {second!r} are not told apart"


def _code(text: str) -> str:
    try:
        When(text)
    except tl.Invalid as error:
        return error.problems[0].code
    return ""


def _of_a_file(every: list[Change]) -> Iterator[str]:
    """Send all readings of all repeated minutes of a zone through files."""
    texts = [text for change in every if change.repeats for text in change.readings]
    events = [tl.Event(f"e{number}", title="x", when=text) for number, text in enumerate(texts)]
    told = tl.Chronology(events)
    for format in ("yaml", "json"):  # noqa: A001  (the word of the field)
        again = tl.loads(told.dumps(format), format)
        if again != told or [event.when.instants for event in again] != [event.when.instants for event in told]:
            yield f"{every[0].zone}: a file of {format} comes back with other times"
    if [event.id for event in told] != [event.id for event in sorted(events, key=_instant)]:
        yield f"{every[0].zone}: the readings stand in another order than they came"


def _instant(event: tl.Event) -> float:
    return float(event.when.instants.start_min)


def _of_the_rule(every: list[Change]) -> Iterator[str]:
    """Enter every such minute at a place in the zone, without an offset: the rule has to tell of each."""
    places = [tl.Place("there", name="There", zone=each.zone) for each in every[:1]]
    events = [tl.Event(f"e{number}", title="x", when=each.text, where="there") for number, each in enumerate(every)]
    told = {name for finding in check(tl.Chronology([*places, *events]), ["clock-change"]) for name in finding.ids}
    for event in events:
        if event.id not in told:
            yield f"{every[0].zone}: the rule clock-change does not tell of {event.when}"


def sum_up(names: Iterable[str]) -> tuple[Counter[str], list[str]]:
    """Return how many zones, skipped and repeated minutes there are, how many of them pendulum takes for one, and all faults."""
    counted: Counter[str] = Counter()
    wrong: list[str] = []
    for name in names:
        found = list(changes(name))
        counted.update(
            zones=1, skipped=sum(not each.repeats for each in found), repeated=sum(each.repeats for each in found)
        )
        counted["repeated, that pendulum takes for one instant"] += sum(
            _is_one_for_pendulum(each) for each in found if each.repeats
        )
        wrong += faults(found)
    counted["faults"] = len(wrong)
    return counted, wrong


def _is_one_for_pendulum(change: Change) -> bool:
    local = change.local
    first, second = (
        pendulum.datetime(local.year, local.month, local.day, local.hour, local.minute, tz=change.zone, fold=fold)
        for fold in (0, 1)
    )
    return first == second


def main(_arguments: list[str]) -> int:
    """Go through all zones, write the figures, and return 1 where anything is wrong."""
    counted, wrong = sum_up(sorted(zones.names()))
    for fault in wrong[:50]:
        print(fault)  # noqa: T201
    enter("zones", "clock changes of all zones from 1901 to 2037", counted, versions=("tzdata", "pendulum"))
    return 1 if wrong else 0

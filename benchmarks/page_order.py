"""Ten thousand events with fifteen thousand statements that one came after another, put in the order of the page; beside a sort of whole numbers.

The limit is `sorted` of as many whole numbers as there are events: nothing that has an order can be had for less. Each event comes after one
or two of those before it, on days that agree. *From tightened dates* is the order alone: what dates, durations and statements say together
is known. *From the records* begins with nothing: it works out the effective dates and what the statements add to them, which is a
question of its own. `graphlib` of the standard library orders by the statements alone and knows of no dates.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from graphlib import TopologicalSorter

from benchmarks.contest import OURS, Contest
from timeline import Chronology
from timeline.chronology.order import in_page_order
from timeline.records import Event
from timeline.when.civil import date_of, days

__all__ = ["contests"]


def tied(count: int) -> list[Event]:
    """Return events on ascending days, given in no order; every one comes after one of the ten before it, every second after two."""
    rng = random.Random(3)  # noqa: S311 - the same events every time
    day, found = days(1950), []
    for number in range(count):
        day += rng.randint(0, 4)
        before = range(max(0, number - 10), number)
        after = {f"e{rng.choice(before)}" for _ in range(1 + number % 2)} if before else ()
        found.append(
            Event(
                f"e{number}",
                title=f"Event {number}",
                when="{:04}-{:02}-{:02}".format(*date_of(day)),
                after=sorted(after),
            )
        )
    rng.shuffle(found)
    return found


def contests(*, small: bool) -> Iterator[Contest]:
    """Yield the order alone, then with all that it rests on."""
    events = tied(300 if small else 10_000)
    orders = sum(len(event.after) for event in events)
    rng = random.Random(4)  # noqa: S311
    numbers = [rng.randrange(10**9) for _ in events]
    whole = Chronology(events)
    dates = whole._archive.dates  # noqa: SLF001 - the step in question
    keys = {event.id: dates.key(event.id) for event in events}
    work = f"{len(events):,} events with {orders:,} statements in page order"

    def topological() -> Sequence[str]:
        return [*TopologicalSorter({event.id: event.after for event in events}).static_order()]

    limit = "a sort of as many whole numbers"
    yield Contest(
        work=f"{work}, from tightened dates",
        runs={
            OURS: lambda: in_page_order(events, keys.__getitem__),
            limit: lambda: sorted(numbers),
            "graphlib, without dates": topological,
        },
        reach={limit: 10.0},
        rounds=25,
    )
    fresh = iter([Chronology(events) for _ in range(6)])
    yield Contest(
        work=f"{work}, from the records", runs={OURS: lambda: next(fresh).events, limit: lambda: sorted(numbers)}
    )

"""Which of a million meetings were on a day, in a year, or of one person in a year; beside numpy, polars, DuckDB and intervaltree.

Every contender holds the same events, one in ten thousand of them without a known end, and is asked for the same windows. It has built
whatever it builds beforehand: ours its indexes, DuckDB its table with what it keeps of each block, intervaltree its tree. What is asked for comes
in two forms. *Count* is how many there are. *Take* is the hits themselves: our typed events one after another, and from the others the numbers
of the rows as a list. Ours reads the date of the window from its text and looks names up each time; the others are handed seconds and
numbers. Times are of one window. A year holds one fiftieth of all events, so that taking is mostly the work of handing them over.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import attrs

from benchmarks import material
from benchmarks.contest import OURS, Contest, Run, installed, kept, seconds
from timeline import Chronology, formats
from timeline.records import Event
from timeline.when.civil import DAY, days

ALL, FEW = 1_000_000, 2_000
ENDLESS = 10_000  # one in so many has no known end
FAR = float(2**53)
PERSON, KIND = "p7", "meeting"

Asks = Sequence["Window"]


class Window(NamedTuple):
    """A day or a year: as a text for us, as seconds for the others."""

    text: str
    opens: int
    closes: int


class Columns(NamedTuple):
    """What the others hold of each event: its bounds in seconds, the numbers of its two people, and its kind."""

    starts: Any
    ends: Any
    guests: Any
    hosts: Any
    kinds: Any


@attrs.frozen
class Peer:
    """Who answers beside us.

    Attributes:
        name: The package.
        positions: From a window, and whether only the meetings of one person are wanted, to the rows, as a list of their numbers.
        count: The same, to how many they are.
    """

    name: str
    positions: Callable[[Window, bool], list[int]]
    count: Callable[[Window, bool], int]


def held(count: int) -> Chronology:
    """Return so many meetings, one in ten thousand of them without a known end, with what is looked up in them."""
    tree = material.meetings(count)
    for number, event in enumerate(tree["events"].values()):
        if number % ENDLESS == 5:
            event["when"] += "/.."
    return formats.loads(json.dumps(tree), "json")


def columns(events: Sequence[Event]) -> Columns:
    """Return the same for those who keep numbers."""
    import numpy as np

    bounds = [(event.when.start_min, event.when.end_max) for event in events]
    return Columns(
        np.array([low for low, _ in bounds], dtype=np.float64),
        np.array([high if isinstance(high, int) else FAR for _, high in bounds], dtype=np.float64),
        np.array([int(event.who[0].agent[1:]) for event in events], dtype=np.int32),
        np.array([int(event.who[1].agent[1:]) for event in events], dtype=np.int32),
        np.array([event.kind == KIND for event in events]),
    )


def windows(width: str) -> Asks:
    """Return twenty days or years to ask for."""
    rng = random.Random(2)  # noqa: S311 - the same windows every time
    years = [rng.randint(1976, 2023) for _ in range(20)]
    if width == "year":
        return [Window(f"{year}", days(year) * DAY, days(year + 1) * DAY) for year in years]
    asked = [(year, rng.randint(1, 12), rng.randint(1, 28)) for year in years]
    return [Window("{:04}-{:02}-{:02}".format(*day), days(*day) * DAY, (days(*day) + 1) * DAY) for day in asked]


def with_numpy(held: Columns) -> Peer:
    """Return a mask over all rows."""
    import numpy as np

    number = int(PERSON[1:])

    def mask(window: Window, narrow: bool) -> Any:
        found = (held.starts < window.closes) & (held.ends > window.opens)
        return found & held.kinds & ((held.guests == number) | (held.hosts == number)) if narrow else found

    return Peer(
        "numpy mask",
        lambda window, narrow: np.nonzero(mask(window, narrow))[0].tolist(),
        lambda window, narrow: int(np.count_nonzero(mask(window, narrow))),
    )


def with_polars(held: Columns) -> Peer:
    """Return an expression over a data frame."""
    import polars as pl

    frame = pl.DataFrame(held._asdict()).with_row_index("row")
    person = pl.col("kinds") & ((pl.col("guests") == int(PERSON[1:])) | (pl.col("hosts") == int(PERSON[1:])))

    def found(window: Window, narrow: bool) -> Any:
        inside = (pl.col("starts") < window.closes) & (pl.col("ends") > window.opens)
        return frame.lazy().filter(inside & person if narrow else inside)

    return Peer(
        "polars",
        lambda window, narrow: found(window, narrow).select("row").collect()["row"].to_list(),
        lambda window, narrow: found(window, narrow).select(pl.len()).collect().item(),
    )


def with_duckdb(held: Columns) -> Peer:
    """Return a query on a table in memory, prepared once."""
    import duckdb
    import pyarrow as pa

    rows = pa.table(
        {"row": range(len(held.starts)), **{name: pa.array(column) for name, column in held._asdict().items()}}
    )
    connection = duckdb.connect()
    connection.register("rows_", rows)
    connection.execute("CREATE TABLE events AS SELECT * FROM rows_")
    person = f" AND kinds AND (guests = {PERSON[1:]} OR hosts = {PERSON[1:]})"

    def found(what: str, window: Window, narrow: bool) -> Any:
        query = f"SELECT {what} FROM events WHERE starts < ? AND ends > ?{person if narrow else ''}"  # noqa: S608 - our own words
        return connection.execute(query, [window.closes, window.opens])

    return Peer(
        "DuckDB",
        lambda window, narrow: sorted(found("row", window, narrow).fetchnumpy()["row"].tolist()),
        lambda window, narrow: found("count(*)", window, narrow).fetchone()[0],
    )


def with_intervaltree(held: Columns) -> Peer:
    """Return a tree of intervals, whose hits are looked through for the person."""
    from intervaltree import IntervalTree

    tree = IntervalTree.from_tuples(zip(held.starts.tolist(), held.ends.tolist(), range(len(held.starts)), strict=True))
    number = int(PERSON[1:])
    mine = (held.kinds & ((held.guests == number) | (held.hosts == number))).tolist()

    def found(window: Window, narrow: bool) -> list[int]:
        hits = tree.overlap(window.opens, window.closes)
        return sorted(hit.data for hit in hits if not narrow or mine[hit.data])

    return Peer("intervaltree", found, lambda window, narrow: len(found(window, narrow)))


def peers(held: Columns) -> Iterator[Peer]:
    """Yield the peers that are there."""
    yield with_numpy(held)
    if installed("polars"):
        yield with_polars(held)
    if installed("duckdb", "pyarrow"):
        yield with_duckdb(held)
    if installed("intervaltree"):
        yield with_intervaltree(held)


def contests(*, small: bool) -> Iterator[Contest]:
    """Yield each question in both forms, then what the indexes weigh."""
    if not installed("numpy"):
        return
    whole = held(FEW if small else ALL)
    others = [*peers(columns(whole.events))]
    places = {event.id: place for place, event in enumerate(whole.events)}
    for work, width, narrow in (
        ("a day", "day", False),
        ("a year", "year", False),
        (f"{KIND}s of a person in a year", "year", True),
    ):
        yield from _both(
            f"{work} among {len(whole):,} events",
            whole=whole,
            others=others,
            asks=windows(width),
            narrow=narrow,
            places=places,
        )
    yield from weight(whole)


def _both(
    work: str, *, whole: Chronology, others: Sequence[Peer], asks: Asks, narrow: bool, places: dict[str, int]
) -> Iterator[Contest]:
    def view(window: Window) -> Chronology:
        return whole.of(KIND).involving(PERSON).during(window.text) if narrow else whole.during(window.text)

    counts: dict[str, Run] = {OURS: lambda: [len(view(window)) for window in asks]}
    takes: dict[str, Run] = {OURS: lambda: [[*view(window)] for window in asks]}
    for peer in others:
        counts[peer.name] = lambda peer=peer: [peer.count(window, narrow) for window in asks]
        takes[peer.name] = lambda peer=peer: [peer.positions(window, narrow) for window in asks]
    reach = {} if narrow else dict.fromkeys(("polars", "DuckDB"), 0.2)
    limit = 2e-3 if narrow else 1e-3

    def rows(found: Sequence[Sequence[Any]]) -> list[list[int]]:
        return [[places[hit.id] if isinstance(hit, Event) else hit for hit in hits] for hits in found]

    yield _asked(f"count: {work}", counts, reach, limit, answer=lambda found: found)
    yield _asked(f"take: {work}", takes, {}, limit, answer=rows)


def _asked(
    work: str, runs: dict[str, Run], reach: dict[str, float], limit: float, *, answer: Callable[[Any], Any]
) -> Contest:
    bound = f"{limit * 1e3:g} ms"
    return Contest(
        work=work,
        runs=runs,
        reach={**{name: most for name, most in reach.items() if name in runs}, bound: 1.0},
        answer=answer,
        rounds=7,
        measure=lambda run: seconds(run) / 20,
        limits={bound: limit},
    )


def weight(whole: Chronology) -> Iterator[Contest]:
    """Yield what a chronology holds for one event beyond its records: its page order with what dates mean at their places, then all indexes."""
    ordered = [Chronology(whole.records, title=whole.title) for _ in range(2)]
    indexed = [Chronology(whole.records, title=whole.title) for _ in range(2)]
    for each in indexed:
        each.events  # noqa: B018 - makes the page order, which is no index

    def order() -> Chronology:
        fresh = ordered.pop()
        len(fresh.events)
        return fresh

    def indexes() -> Chronology:
        fresh = indexed.pop()
        views = (
            fresh.during("1990"),
            fresh.during("1990-05-04T12:00Z"),
            fresh.of(KIND),
            fresh.involving(PERSON),
            fresh.at("l1"),
        )
        for view in (*views, fresh.citing("s1")):
            len(view)
        return fresh

    yield _weighed("page order and effective dates", order, len(whole))
    yield _weighed("all indexes", indexes, len(whole), most=60)


def _weighed(what: str, run: Run, count: int, *, most: float | None = None) -> Contest:
    bound = f"{most} bytes"
    return Contest(
        work=f"bytes of {what} for one event of {count:,}",
        runs={OURS: run},
        reach={bound: 1.0} if most else {},
        rounds=1,
        measure=lambda run: kept(run) / count,
        unit="B",
        limits={bound: most} if most else {},
    )

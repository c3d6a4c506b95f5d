"""How the cost of every step grows with the number of events, from a thousand on, each step against its own cost at the size before.

There is no peer here: the question is whether a step that takes a second for ten thousand events takes ten for a hundred thousand. The work is an
archive as editors keep it (`benchmarks.archives`), whose people, places and sources grow with it. Each size has a process of its own, and a step
that would take longer than a minute or two at the next size is not taken there. The times are of the processor.

`python -m benchmarks.growth` measures, writes the numbers into `docs/_data/growth.json`, and from them the table and the picture of the documentation.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks import archives, growth_picture, results
from benchmarks.contest import OURS, Contest, seconds
from timeline.checks import check
from timeline.chronology import Chronology, difference
from timeline.formats import loads
from timeline.records import Event

HERE = Path(__file__).parent
DOCS = HERE.parent / "docs"
RECORD, TABLE, PICTURE = DOCS / "_data" / "growth.json", DOCS / "_data" / "growth.md", DOCS / "_static" / "growth.svg"
SIZES = (1_000, 10_000, 100_000, 1_000_000)
LONGEST, LONGEST_NEEDED = (
    90.0,
    240.0,
)  # seconds that a step may be expected to take, and one without which there are no others
FEW = 100

Grown = dict[str, dict[int, float]]  # seconds that each step took, by the number of events
State = dict[str, Any]

# Each step takes what those before it made, and those are in the order in which a program comes to them.
STEPS: dict[str, Callable[[State], Any]] = {
    "make the records": lambda made: archives.records(made["count"]),
    "put them together": lambda made: Chronology(made["make the records"], zone="Europe/Rome"),
    "page order": lambda made: whole(made).events,
    "first query by person": lambda made: len(whole(made).involving("p1")),
    "first query by day": lambda made: len(whole(made).during("2001-04-26")),
    "where every claim stands": lambda made: [whole(made).standing(claim) for claim in whole(made).claims],
    "what is contested": lambda made: whole(made).contested(),
    "who met whom": lambda made: whole(made).network(),
    "as known on a day": lambda made: whole(made).as_of("2000-01-01").events,
    "as a side tells it": lambda made: whole(made).according_to("state-1").events,
    "all checks": lambda made: check(whole(made)),
    "write JSON": lambda made: whole(made).dumps("json"),
    "read JSON": lambda made: loads(made["write JSON"], "json"),
    "difference": lambda made: difference(whole(made), edited(made)),
    "merge": lambda made: whole(made).merge(edited(made)),
    "write iCalendar": lambda made: whole(made).dumps("icalendar"),
    "write a page": lambda made: whole(made).render("html"),
}
NEEDED = {"make the records", "put them together"}  # what every later step rests on
KEPT = {*NEEDED, "write JSON"}  # what later steps use


def whole(made: State) -> Chronology:
    """Return the chronology that has been put together."""
    return made["put them together"]  # type: ignore[no-any-return]


def edited(made: State) -> Chronology:
    """Return the chronology as another editor has it: one event in a hundred is called something else."""
    if "edited" not in made:
        records = [
            record if number % 100 or not isinstance(record, Event) else retitled(record)
            for number, record in enumerate(made["make the records"])
        ]
        made["edited"] = Chronology(records, zone="Europe/Rome")
        len(made["edited"].events)  # so that its page order is there
    return made["edited"]  # type: ignore[no-any-return]


def retitled(event: Event) -> Event:
    """Return an event under another title."""
    return event.with_value("title", f"{event.title}, so it is said")


def contests(*, small: bool) -> Iterator[Contest]:
    """Yield a contest of all steps by themselves, so that none rots; larger sizes are for `measured`.

    Args:
        small: Whether a small archive will do.
    """
    count = FEW if small else SIZES[0]
    yield Contest(work=f"every step, {count:,} events", runs={OURS: lambda: taken(count)}, rounds=1 if small else 3)


def taken(count: int, wanted: frozenset[str] = frozenset(STEPS)) -> dict[str, float]:
    """Return how many seconds each step took; those that others rest on are taken even where they are not wanted.

    Args:
        count: How many events there are.
        wanted: The steps.
    """
    made: State = {"count": count}
    found: dict[str, float] = {}
    for name, step in STEPS.items():
        if name in wanted or name in NEEDED or (name == "write JSON" and "read JSON" in wanted):
            if name in {"difference", "merge"}:
                edited(made)
            found[name] = seconds(lambda name=name, step=step: made.__setitem__(name, step(made)))
            if name not in KEPT:
                del made[name]
    return {name: each for name, each in found.items() if name in wanted}


def measured(*, sizes: tuple[int, ...] = SIZES, rounds: int = 3) -> Grown:
    """Return what each step took at each size, medians of some rounds for the small ones.

    Args:
        sizes: Numbers of events, rising.
        rounds: How often up to ten thousand events are gone through.
    """
    grown: Grown = {name: {} for name in STEPS}
    before = 0
    for size in sizes:
        wanted = [name for name in STEPS if not before or _expected(grown[name], before, size) < _most(name)]
        if not {*wanted} >= NEEDED:
            break
        runs = [_apart(size, wanted) for _ in range(rounds if size <= 10_000 else 1)]
        for name in wanted:
            grown[name][size] = statistics.median(run[name] for run in runs)
        before = size
    return grown


def _most(step: str) -> float:
    return LONGEST_NEEDED if step in NEEDED else LONGEST


def _expected(times: dict[int, float], before: int, size: int) -> float:
    return times[before] * size / before if before in times else float("inf")


def _apart(size: int, wanted: list[str]) -> dict[str, float]:
    """Return what the steps took in a process of their own."""
    command = [sys.executable, "-m", "benchmarks.growth", "--here", str(size), *wanted]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, cwd=HERE.parent)  # noqa: S603 - our own words
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def record(grown: Grown, path: Path = RECORD) -> None:
    """Write the numbers, with what they were measured on."""
    entry = {"machine": results.machine(), "versions": results.versions(), "seconds": grown}
    path.write_text(json.dumps(entry, indent=1, ensure_ascii=False) + "\n", "utf-8")


def plot(path: Path = RECORD) -> str:
    """Return the picture of the numbers that `record` has written, as SVG."""
    grown = json.loads(path.read_text("utf-8"))["seconds"]
    return growth_picture.drawn(
        {name: {int(size): time for size, time in times.items()} for name, times in grown.items()}
    )


def table(path: Path = RECORD) -> Iterator[str]:
    """Yield the lines of a table in Markdown: what an event costs at each size, and how much more at ten times as many."""
    entry = json.loads(path.read_text("utf-8"))
    sizes = sorted({int(size) for times in entry["seconds"].values() for size in times})
    yield f"Measured on {entry['machine']}; {entry['versions']}."
    yield ""
    yield "| step | " + " | ".join(f"{size:,} events" for size in sizes) + " | the most at ten times the events |"
    yield "|---|" + "---:|" * (len(sizes) + 1)
    for name, times in entry["seconds"].items():
        each = {int(size): time / int(size) * 1e6 for size, time in times.items()}
        most = max(
            (each[two] * two / (each[one] * one) for one, two in zip(each, [*each][1:], strict=False)), default=0
        )
        cells = [results.amount(each[size] / 1e6) if size in each else "" for size in sizes]
        yield f"| {name} | " + " | ".join(cells) + f" | {most:.3g} times the time |"


def publish() -> None:
    """Write the picture and the table of the documentation from the numbers that `record` has written."""
    PICTURE.write_text(plot(), "utf-8")
    TABLE.write_text("\n".join([*table(), ""]), "utf-8")


def main() -> None:
    """Measure, or only take the steps once where a size is asked for."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=(__doc__ or "").partition("\n")[0])
    asked.add_argument(
        "--here", type=int, metavar="COUNT", help="take the steps once, with so many events, told as JSON"
    )
    asked.add_argument("--most", type=int, default=SIZES[-1], help="the most events")
    asked.add_argument("steps", nargs="*", help="which steps, with --here")
    options = asked.parse_args()
    if options.here:
        print(json.dumps(taken(options.here, frozenset(options.steps or STEPS))))  # noqa: T201
        return
    record(measured(sizes=tuple(size for size in SIZES if size <= options.most)))
    publish()


if __name__ == "__main__":
    main()

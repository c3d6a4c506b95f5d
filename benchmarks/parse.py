"""How fast dates are read, how small they are, and what importing costs; beside `datetime`, `edtf` and `undate` in one run.

Run it with `python benchmarks/parse.py`. Each contender reads the same texts in turn, round after round, and the medians of the rounds are
compared, so that whatever else the machine does falls on all alike. The other libraries are left out where they are not installed.
"""  # noqa: INP001 - a script, no package

from __future__ import annotations

import argparse
import contextlib
import importlib
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import datetime

from timeline.when import When
from timeline.when.civil import date_of, days

ROUNDS = 15


def day_texts(count: int) -> list[str]:
    """Return whole days of the last two centuries."""
    rng = random.Random(1)  # noqa: S311 - the same texts every time
    dates = (date_of(rng.randint(days(1825), days(2026))) for _ in range(count))
    return [f"{year:04}-{month:02}-{day:02}" for year, month, day in dates]


def mixed_texts(count: int) -> list[str]:
    """Return what a dossier holds: half days, the rest months, years, doubts, intervals, sets and times."""
    rng = random.Random(2)  # noqa: S311
    forms: list[Callable[[str], str]] = [
        *[lambda day: day] * 10,
        lambda day: day[:7],
        lambda day: day[:7],
        lambda day: day[:4],
        lambda day: f"{day}~",
        lambda day: f"{day[:7]}?",
        lambda day: f"{day[:3]}X",
        lambda day: f"{day}/{int(day[:4]) + 1:04}{day[4:7]}",
        lambda day: f"[..{day}]",
        lambda day: f"{day}T14:30+03:00",
        lambda day: f"{day}T14:30[Europe/Rome]",
    ]
    return [rng.choice(forms)(day) for day in day_texts(count)]


def contenders() -> dict[str, tuple[Callable[[str], object], int]]:
    """Return who reads, and how many texts are enough to time each."""
    found: dict[str, tuple[Callable[[str], object], int]] = {
        "datetime.fromisoformat": (datetime.fromisoformat, 20_000),
        "When.parse": (When.parse, 20_000),
    }
    with contextlib.suppress(ImportError):
        found["edtf.parse_edtf"] = (importlib.import_module("edtf").parse_edtf, 100)
    with contextlib.suppress(ImportError):
        undate = importlib.import_module("undate").Undate
        found["undate.Undate.parse"] = (lambda text: undate.parse(text, "EDTF"), 100)
    return found


def seconds_each(read: Callable[[str], object], texts: list[str]) -> float:
    """Return the processor time that one text takes."""
    before = time.process_time()
    for text in texts:
        read(text)
    return (time.process_time() - before) / len(texts)


def interleaved(
    texts: list[str], runs: dict[str, tuple[Callable[[str], object], int]], rounds: int
) -> dict[str, float]:
    """Return the median time of each contender over rounds in which all take their turn."""
    times: dict[str, list[float]] = {name: [] for name in runs}
    for number in range(rounds):
        for name, (read, enough) in runs.items():
            start = (number * enough) % max(1, len(texts) - enough + 1)
            times[name].append(seconds_each(read, texts[start : start + enough]))
    return {name: statistics.median(each) for name, each in times.items()}


def bytes_each(texts: list[str]) -> float:
    """Return what one value takes up, its text included."""
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    kept = [When.parse("".join(text)) for text in texts]
    taken = tracemalloc.get_traced_memory()[0] - before - sys.getsizeof(kept)
    tracemalloc.stop()
    return taken / len(texts)


def import_milliseconds(line: str) -> float:
    """Return what an import adds to those of attrs and pendulum, compiled, in a fresh interpreter; the least of several."""
    code = (
        "import time, attrs, pendulum\n"
        f"before = time.perf_counter(); {line}; print((time.perf_counter() - before) * 1000)"
    )
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "PYTHONPYCACHEPREFIX": folder}
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        command = [sys.executable, "-c", code]
        runs = [subprocess.run(command, env=env, capture_output=True, text=True, check=True) for _ in range(9)]  # noqa: S603
    return min(float(run.stdout) for run in runs)


def main(*, rounds: int = ROUNDS) -> Iterator[str]:
    """Yield the lines to print.

    Args:
        rounds: How often each takes its turn.
    """
    runs = contenders()
    for title, texts, only in (
        ("whole days", day_texts(20_000), None),
        ("mixed texts", mixed_texts(20_000), {"When.parse"}),
    ):
        medians = interleaved(texts, {name: run for name, run in runs.items() if only is None or name in only}, rounds)
        base = medians["When.parse"]
        for name, median in medians.items():
            yield f"{title:12} {name:24} {median * 1e6:10.2f} µs  {1 / median:12,.0f} a second  {median / base:10.1f} x When.parse"
    yield f"memory       {bytes_each(day_texts(20_000)):.0f} bytes for a whole day, {bytes_each(mixed_texts(20_000)):.0f} mixed, text included"
    for line in ("import timeline.when", "from timeline.when import When"):
        yield f"import       {import_milliseconds(line):.1f} ms for `{line}` beyond attrs and pendulum"


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("--rounds", type=int, default=ROUNDS, help="how often each takes its turn")
    for line in main(**vars(asked.parse_args())):
        print(line, flush=True)  # noqa: T201

"""What `import timeline` adds to a bare interpreter, and what the first use of a name costs.

Each run is an interpreter of its own, started by the same parent and taking turns; what is compared is the whole life of the process, in
processor time, compiled files in place. The difference to the bare interpreter is what counts, so the marks are the bare interpreter's
time and three milliseconds more.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator

from benchmarks.contest import OURS, Contest, Run, installed

LINES = {
    "a bare interpreter": "pass",
    "attrs": "import attrs",
    "pydantic": "import pydantic",
    "pandas": "import pandas",
    "timeline.When": "import timeline; timeline.When",
    "timeline.Chronology": "import timeline; timeline.Chronology",
    "timeline.read": "import timeline; timeline.read",
}


def lives(line: str, turns: int) -> Callable[[], list[float]]:
    """Return what starts so many interpreters that run a line, and tells the processor time of each in seconds."""
    return lambda: [_life(line) for _ in range(turns)]


def _life(line: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-I", "-c", line], check=True)  # noqa: S603 - our own words
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def contests(*, small: bool) -> Iterator[Contest]:
    """Yield the contest of the imports, with those peers that are there."""
    rounds = 1 if small else 25
    there = {name: line for name, line in LINES.items() if name not in {"pydantic", "pandas"} or installed(name)}
    runs: dict[str, Run] = {OURS: lives("import timeline", 4), **{name: lives(line, 4) for name, line in there.items()}}
    bare = statistics.median(_life("pass") for _ in range(4 if small else 40))
    yield Contest(
        work="the whole life of an interpreter that imports",
        runs=runs,
        rounds=rounds,
        reach={"a bare interpreter and 3 ms": 1.0},
        answer=len,
        measure=lambda run: statistics.median(run()),
        limits={"a bare interpreter and 3 ms": bare + 3e-3},
    )

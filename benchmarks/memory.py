"""A JSON Lines file of typed events, read record by record: the memory that it takes at most, and what is kept of each event.

Only what Python allocates is counted, as `tracemalloc` sees it. The file is no contender but a mark: a reader that first takes in the whole file needs once or twice its
size for that alone. Reading all lines with `json.loads` into a list of dictionaries, without dates, types or checks, stands beside.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks import material
from benchmarks.contest import OURS, Contest, Run, kept, peak
from timeline import Chronology, formats


def contests(*, small: bool) -> Iterator[Contest]:
    """Yield two contests: the peak while the file is read, beside its size, and what is kept for each event."""
    count = 200 if small else 50_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "talks.jsonl"
        with path.open("w", encoding="utf-8") as stream:
            stream.writelines(material.json_lines(count))
        runs: dict[str, Run] = {OURS: lambda: formats.read(path), "json.loads of each line": lambda: plain(path)}
        yield Contest(
            work=f"peak memory while {count:,} events are read from JSON Lines",
            runs=runs,
            reach={} if small else {"size of the file": 2.5},
            answer=events,
            rounds=1,
            measure=peak,
            limits={"size of the file": float(path.stat().st_size)},
        )
        yield Contest(
            work=f"what is kept of one of {count:,} events from JSON Lines",
            runs=runs,
            reach={} if small else {"900 bytes": 1.0},
            answer=events,
            rounds=1,
            measure=lambda run: kept(run) / count,
            unit="B",
            limits={"900 bytes": 900.0},
        )


def plain(path: Path) -> list[dict[str, Any]]:
    """Return the lines of a file as dictionaries."""
    with path.open(encoding="utf-8") as stream:
        return [json.loads(line) for line in stream]


def events(found: Any) -> set[str]:
    """Return the ids of the events."""
    if isinstance(found, Chronology):
        return {event.id for event in found}
    return {record["id"] for record in found if record.get("section") == "events"}

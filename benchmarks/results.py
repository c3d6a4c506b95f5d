"""What a run of the benchmarks says: as lines for a terminal, and as the table of the documentation."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from benchmarks.contest import OURS, Measured

__all__ = ["amount", "lines", "machine", "page", "peers", "versions"]

REQUIREMENTS = Path(__file__).with_name("requirements.txt")


def lines(results: Iterable[Measured]) -> Iterator[str]:
    """Yield a line for each contender, those of one work together."""
    for work, each in groupby(results, key=lambda result: result.work):
        yield work
        for result in each:
            yield f"  {result.name:44} {amount(result.median, result.unit):>12}{_compared(result)}"


def _compared(result: Measured) -> str:
    if result.ratio is None:
        return ""
    asked = (
        "" if result.reach is None else f", meant: at most {result.reach:g}{'' if result.reached else ', NOT REACHED'}"
    )
    return f"   ours takes {_ratio(result.ratio)} of it{asked}"


def _ratio(ratio: float) -> str:
    """Return three digits of a ratio, never with an exponent.

    >>> _ratio(0.00012345), _ratio(0.4512), _ratio(1234.5)
    ('0.000123', '0.451', '1,234')
    """
    if ratio >= 100:
        return f"{ratio:,.0f}"
    digits = 2
    while ratio and ratio * 10 ** (digits - 2) < 1:
        digits += 1
    return f"{ratio:.{digits}f}" if ratio < 10 else f"{ratio:.1f}"


def amount(measure: float, unit: str = "s") -> str:
    r"""Return a measure in the unit that reads best, which no line break parts from it.

    >>> amount(0.00116), amount(12_345_678_900, "B")
    ('1.16\xa0ms', '12,346\xa0MB')
    """
    scales = _BYTES if unit == "B" else _SECONDS
    size, name = next((scale for scale in scales if measure >= scale[0]), scales[-1])
    number = f"{measure / size:,.0f}" if measure >= 1000 * size else f"{measure / size:.3g}"
    return f"{number}\xa0{name}"


_SECONDS = ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns"))
_BYTES = ((1e6, "MB"), (1e3, "kB"), (1.0, "B"))


def page(results: Iterable[Measured]) -> Iterator[str]:
    """Yield the lines of a table in the documentation; what is done stands in the first line of its contenders."""
    yield from ("| | | median | ours takes of it | meant |", "|---|---|--:|--:|--:|")
    for work, each in groupby(results, key=lambda result: result.work):
        for number, result in enumerate(each):
            yield _row(result, f"{work[:1].upper()}{work[1:]}" if not number else "")


def _row(result: Measured, work: str) -> str:
    name = f"**{result.name}**" if result.name == OURS else result.name
    ratio = "" if result.ratio is None else _ratio(result.ratio)
    meant = (
        "" if result.reach is None else f"at most {_ratio(result.reach)}{'' if result.reached else ' (not reached)'}"
    )
    return f"| {work} | {name} | {amount(result.median, result.unit)} | {ratio} | {meant} |"


def machine() -> str:
    """Return what the benchmarks run on."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{_processor()}, {cores} cores, {platform.system()}, {platform.python_implementation()} {platform.python_version()}"


def _processor() -> str:
    """Return the name of the processor, as Linux tells it, or its kind."""
    told = Path("/proc/cpuinfo")
    found = re.search(r"^model name\s*:\s*(.+)$", told.read_text("utf-8") if told.exists() else "", re.MULTILINE)
    return found[1] if found else platform.machine()


def peers() -> list[str]:
    """Return the packages that the benchmarks compare with, in the order of requirements.txt."""
    return re.findall(r"^([A-Za-z][\w.-]*)", REQUIREMENTS.read_text("utf-8"), re.MULTILINE)


def versions() -> str:
    """Return the versions of ours and of the peers that are there."""
    return ", ".join(f"{name} {_version(name)}" for name in ("timeline-diplomacy", *peers()) if _version(name))


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""

"""What the benchmarks share: contenders that take turns at the same work, must agree on the answer, and are compared by medians."""  # noqa: INP001 - scripts, no package

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

__all__ = ["Runs", "compared"]

Runs = Mapping[str, Callable[[], Any]]


def compared(title: str, runs: Runs, *, ours: str, rounds: int, answer: Callable[[Any], Any] = len) -> Iterator[str]:
    """Yield a line for each contender: the median of its times, and the ratio of ours to it.

    Args:
        title: The work.
        runs: Each contender and what it does.
        ours: The name of our own.
        rounds: How often each takes its turn.
        answer: What of a result has to be the same for all.

    Raises:
        AssertionError: When two answers differ.
    """
    answers = {name: answer(run()) for name, run in runs.items()}
    if len(set(answers.values())) > 1:
        raise AssertionError(f"{title}: not the same answer: {answers}")
    times: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            times[name].append(_seconds(run))
    medians = {name: statistics.median(each) for name, each in times.items()}
    for name, median in sorted(medians.items(), key=lambda item: item[1]):
        ratio = "" if name == ours else f"  ours takes {medians[ours] / median:.3g} of it"
        yield f"{title:28} {name:30} {median * 1e3:12.3f} ms{ratio}"


def _seconds(run: Callable[[], Any]) -> float:
    """Return the processor time of one run; what it leaves behind is thrown away outside of the time."""
    gc.collect()
    before = time.process_time()
    result = run()
    taken = time.process_time() - before
    del result
    return taken

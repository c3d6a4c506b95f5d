"""What the benchmarks share: contenders that take turns at the same work, must agree on the answer, and are compared by medians."""

from __future__ import annotations

import gc
import importlib.util
import statistics
import time
import tracemalloc
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import attrs

__all__ = ["OURS", "Contest", "Measured", "Run", "installed", "kept", "peak", "seconds"]

OURS = "timeline"

Run = Callable[[], Any]


def seconds(run: Run) -> float:
    """Return the processor time of one run; what it leaves behind is thrown away outside of the time.

    What was there before is frozen meanwhile, so that a run does not pay for the collector's way through what the others have imported and hold.
    """
    gc.collect()
    gc.freeze()
    before = time.process_time()
    result = run()
    taken = time.process_time() - before
    gc.unfreeze()
    del result
    return taken


def peak(run: Run) -> float:
    """Return how many bytes of Python's memory a run had in use at most, beyond what was there before."""
    return _traced(run)[1]


def kept(run: Run) -> float:
    """Return how many bytes of Python's memory the result of a run holds."""
    return _traced(run)[0]


def _traced(run: Run) -> tuple[int, int]:
    """Return what is in use after a run while its result is held, and what was at most."""
    gc.collect()
    tracemalloc.start()
    result = run()
    gc.collect()
    traced = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del result
    return traced


@attrs.frozen(kw_only=True)
class Measured:
    """What came out for one contender.

    Attributes:
        work: What was to be done.
        name: Who did it.
        median: The median of its turns; of a limit, the limit itself.
        unit: `s` for seconds of processor time, `B` for bytes, `wall s` for seconds on the clock.
        ratio: What ours takes of it; None for our own.
        reach: The ratio that is meant to hold at most, if there is one.
    """

    work: str
    name: str
    median: float
    unit: str
    ratio: float | None = None
    reach: float | None = None

    @property
    def reached(self) -> bool | None:
        """Whether the ratio is within reach; None where nothing is asked."""
        return None if self.reach is None or self.ratio is None else self.ratio <= self.reach


@attrs.frozen(kw_only=True)
class Contest:
    """Contenders at the same work.

    Attributes:
        work: What is done, with how many.
        runs: Who does it; each is called with nothing and returns its result. The first is ours, under the name `timeline`.
        reach: How much of a contender's measure ours is meant to take at most, by the contender's name.
        answer: What of a result has to be the same for all; it is compared before any clock starts.
        rounds: How often each takes its turn.
        measure: What is measured of a run: `seconds`, `peak` or `kept`, or a function of one's own.
        unit: What it is measured in: `s`, `B` or `wall s`.
        limits: Marks that take no turn, such as the size of a file, in the same unit.
    """

    work: str
    runs: Mapping[str, Run]
    reach: Mapping[str, float] = attrs.field(factory=dict)
    answer: Callable[[Any], Any] = len
    rounds: int = 5
    measure: Callable[[Run], float] = seconds
    unit: str = attrs.field()
    limits: Mapping[str, float] = attrs.field(factory=dict)

    @unit.default
    def _unit(self) -> str:
        return "B" if self.measure in {peak, kept} else "s"

    def measured(self) -> Iterator[Measured]:
        """Yield what came out for each contender, the quickest or smallest first.

        Raises:
            AssertionError: When two answers differ.
        """
        self._agree()
        medians = {**self._medians(), **self.limits}
        for name, median in sorted(medians.items(), key=lambda item: item[1]):
            yield Measured(
                work=self.work,
                name=name,
                median=median,
                unit=self.unit,
                ratio=None if name == OURS or not median else medians[OURS] / median,
                reach=self.reach.get(name),
            )

    def _agree(self) -> None:
        answers = {name: self.answer(run()) for name, run in self.runs.items()}
        if any(answer != answers[OURS] for answer in answers.values()):
            raise AssertionError(f"{self.work}: not the same answer: {str(answers)[:2_000]}")

    def _medians(self) -> dict[str, float]:
        """Return the median of each, over rounds in which all take their turn: what else the machine does falls on all alike."""
        taken: dict[str, list[float]] = {name: [] for name in self.runs}
        for _ in range(self.rounds):
            for name, run in self.runs.items():
                taken[name].append(self.measure(run))
        return {name: statistics.median(each) for name, each in taken.items()}


def installed(*modules: str) -> bool:
    """Return whether all these modules could be imported; a peer that is not there is left out."""
    return all(importlib.util.find_spec(name) for name in modules)

"""How long each check takes over an archive, beside one plain pass over its events and their participants.

The archive has everything that rules look at: meetings, stays, statements and stances, claims and rival values, terms of office, figures, stated
order, parts of wholes, titles that come twice. Nobody else checks such things, so the limit is what it takes to touch every
participant of every event once in Python. Before the clock starts, each rule has run once, so that what rules share (page order,
dates, postings) is made already; `growth` measures these by themselves. Each rule is run by itself, and then all of them as `check` does.
"""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.archives import archive
from benchmarks.contest import OURS, Contest, seconds
from timeline.checks import check, rules
from timeline.chronology import Chronology

ONCE = "one pass over events and participants"
MANY, FEW = 100_000, 500


def contests(*, small: bool) -> Iterator[Contest]:
    """Yield a contest for every rule, and one for all of them.

    Args:
        small: Whether a small archive will do.
    """
    chronology = archive(FEW if small else MANY)
    events = f"{len(chronology):,} events"
    limits = {ONCE: min(seconds(lambda: touched(chronology)) for _ in range(3))}
    for name, rule in rules().items():
        runs = {OURS: lambda rule=rule: [*rule.findings(chronology)]}
        yield Contest(work=f"{name}, {events}", runs=runs, limits=limits, rounds=3)
    yield Contest(work=f"all checks, {events}", runs={OURS: lambda: check(chronology)}, limits=limits, rounds=3)


def touched(chronology: Chronology) -> int:
    """Return how many participants there are, counted one by one."""
    found = 0
    for event in chronology.events:
        for part in event.who:
            if part.agent and part.role:
                found += 1
    return found

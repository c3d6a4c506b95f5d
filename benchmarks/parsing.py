"""Twelve kinds of date text, read into values; beside the readers of EDTF in `edtf` and `undate`, and beside `datetime.fromisoformat`.

Each contender reads the texts that it can read: the standard library knows days only, and is the limit. The peers are given fewer texts, for
they take thousands of times as long; what is compared is the time of one text. Those kinds that a peer refuses are left out for both.
"""

from __future__ import annotations

import importlib
import random
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from benchmarks.contest import OURS, Contest, Run, installed, kept, seconds
from timeline.when import When
from timeline.when.civil import date_of, days

Read = Callable[[str], Any]

KINDS: dict[str, Callable[[str], str]] = {
    "day": lambda day: day,
    "month": lambda day: day[:7],
    "year": lambda day: day[:4],
    "season": lambda day: f"{day[:4]}-22",
    "decade": lambda day: f"{day[:3]}X",
    "some month of a year": lambda day: f"{day[:4]}-XX",
    "approximate day": lambda day: f"{day}~",
    "uncertain month": lambda day: f"{day[:7]}?",
    "interval": lambda day: f"{day}/{int(day[:4]) + 1:04}{day[4:7]}",
    "open interval": lambda day: f"{day}/..",
    "one of": lambda day: f"[{day[:4]},{int(day[:4]) + 2:04}]",
    "minute with an offset": lambda day: f"{day}T14:30:00+03:00",
}


def day_texts(count: int) -> list[str]:
    """Return whole days of the last two centuries."""
    rng = random.Random(1)  # noqa: S311 - the same texts every time
    dates = (date_of(rng.randint(days(1825), days(2026))) for _ in range(count))
    return [f"{year:04}-{month:02}-{day:02}" for year, month, day in dates]


def mixed_texts(count: int, kinds: Sequence[str] = tuple(KINDS)) -> list[str]:
    """Return as many texts of each kind, in turn."""
    return [KINDS[kinds[number % len(kinds)]](day) for number, day in enumerate(day_texts(count))]


def readable(read: Read) -> tuple[str, ...]:
    """Return the kinds that a reader takes."""
    return tuple(kind for kind, form in KINDS.items() if _takes(read, form("1995-04-26")))


def _takes(read: Read, text: str) -> bool:
    try:
        read(text)
    except Exception:  # noqa: BLE001 - whatever a peer raises, it has not read the text
        return False
    return True


def against(name: str, read: Read, *, few: int, many: int, reach: float) -> Contest:
    """Return the contest with a peer, over the kinds that both read; each measure is the time of one text."""
    kinds = readable(read)
    texts = mixed_texts(many, kinds)
    enough = {OURS: many, name: few}
    runs: dict[str, Run] = {
        OURS: lambda: [When.parse(text) for text in texts],
        name: lambda: [read(text) for text in texts[:few]],
    }
    return Contest(
        work=f"one date text, of {len(kinds)} kinds",
        runs=runs,
        reach={name: reach},
        answer=lambda found: len(found) > 0,
        rounds=9,
        measure=lambda run: seconds(run) / next(enough[each] for each in runs if runs[each] is run),
    )


def contests(*, small: bool) -> Iterator[Contest]:
    """Yield the contests with each peer that is there, then that with the standard library, then the sizes."""
    many, few = (240, 12) if small else (24_000, 120)
    if installed("edtf"):
        yield against("edtf", importlib.import_module("edtf").parse_edtf, few=few, many=many, reach=1 / 1000)
    if installed("undate"):
        undate = importlib.import_module("undate").Undate
        yield against("undate", lambda text: undate.parse(text, "EDTF"), few=few, many=many, reach=1 / 400)
    texts = day_texts(many)
    yield Contest(
        work=f"{many:,} plain days",
        runs={
            OURS: lambda: [When.parse(text) for text in texts],
            "datetime.fromisoformat": lambda: [*map(datetime.fromisoformat, texts)],
        },
        rounds=9,
    )
    for title, each in (("plain days", texts), ("dates of twelve kinds", mixed_texts(many))):
        yield Contest(
            work=f"what {many:,} {title} hold in memory, text included",
            runs={OURS: lambda each=each: [When.parse("".join(text)) for text in each]},
            limits={"their texts alone": float(sum(len(text) + 41 for text in each))},
            measure=kept,
            rounds=1,
        )

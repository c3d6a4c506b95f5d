"""How the work grows: every case at half its size and whole, in turns, each in a process of its own, as processor time and as memory.

What is counted is the ratio of the two times, the median of three, for each step that takes long enough to be measured. A case is what stresses one thing alone: many events,
one long text, many people in one event, long chains, many claims on one record and on many, a person with thousands of stays.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import timeline
from proof import record
from timeline.checks import check

__all__ = ["CASES", "MOST", "main"]

WHAT = "processor time and memory at half the size and whole"
MOST = 2.6  # times the time that twice the input may take
SHORTEST = 0.25  # seconds: below that a ratio tells of the machine
ROUNDS = 3
HERE = Path(__file__).parent

Tree = dict[str, Any]


def _day(number: int) -> str:
    return f"{1900 + number // 336 % 120:04}-{1 + number // 28 % 12:02}-{1 + number % 28:02}"


def _meeting(number: int, **more: object) -> Tree:
    return {"kind": "meeting", "title": f"Meeting {number}", "when": _day(number), **more}


def many_events(count: int) -> Tree:
    """Meetings of two of 500 people at one of 100 places, each known from one of 200 sources."""
    events = {
        f"e{number}": _meeting(
            number,
            where=f"l{number % 100}",
            who=[f"p{number % 500}", f"p{(number * 7 + 1) % 499}"] if number % 500 != (number * 7 + 1) % 499 else [],
            cites=[f"s{number % 200}"],
        )
        for number in range(count)
    }
    return {
        "people": {f"p{number}": {"name": f"Person {number}"} for number in range(500)},
        "places": {f"l{number}": {"name": f"Place {number}"} for number in range(100)},
        "sources": {f"s{number}": {"title": f"Source {number}"} for number in range(200)},
        "events": events,
    }


def long_summary(count: int) -> Tree:
    """One event whose summary has so many characters: paragraphs, emphasis, links, lists."""
    part = "They *met* in **Rome** and [spoke](https://example.org/a) of peace, of `terms` and of 66 drones.\n\n- one\n- two\n\n"
    return {"events": {"talks": _meeting(1, summary=(part * (count // len(part) + 1))[:count])}}


def long_word(count: int) -> Tree:
    """One event whose summary is a single word of so many characters."""
    return {"events": {"talks": _meeting(1, summary="x" * count)}}


def many_participants(count: int) -> Tree:
    """One meeting of so many people."""
    people = {f"p{number}": {"name": f"Person {number}"} for number in range(count)}
    return {"people": people, "events": {"talks": _meeting(1, who=[*people])}}


def chain_of_after(count: int) -> Tree:
    """Meetings each of which follows the one before, all of one year."""
    events = {f"e{number}": {"title": f"Meeting {number}", "when": "2025"} for number in range(count)}
    for number in range(1, count):
        events[f"e{number}"]["after"] = [f"e{number - 1}"]
    return {"events": events}


def chain_of_parts(count: int) -> Tree:
    """Meetings each of which is part of the one before."""
    events: dict[str, Tree] = {f"e{number}": {"title": f"Meeting {number}", "when": "2025"} for number in range(count)}
    for number in range(1, count):
        events[f"e{number}"]["part_of"] = f"e{number - 1}"
    return {"events": events}


def chain_of_places(count: int) -> Tree:
    """Places each of which lies in the one before, with a meeting at the last."""
    places: dict[str, Tree] = {f"l{number}": {"name": f"Place {number}"} for number in range(count)}
    for number in range(1, count):
        places[f"l{number}"]["within"] = f"l{number - 1}"
    return {"places": places, "events": {"talks": _meeting(1, where=f"l{count - 1}")}}


def claims_on_one(count: int) -> Tree:
    """One meeting, and so many rival values of its place, each in another source's words."""
    claims = {
        f"c{number}": {
            "subject": "talks",
            "attribute": "title",
            "value": f"Talks {number}",
            "cites": [f"s{number % 200}"],
        }
        for number in range(count)
    }
    sources = {f"s{number}": {"title": f"Source {number}"} for number in range(200)}
    return {"sources": sources, "events": {"talks": _meeting(1)}, "claims": claims}


def claims_on_many(count: int) -> Tree:
    """As many meetings as claims, each with one rival value, and statements that confirm and deny them."""
    claims = {
        f"c{number}": {
            "subject": f"e{number}",
            "attribute": "when",
            "value": _day(number + 1),
            "cites": [f"s{number % 200}"],
        }
        for number in range(count)
    }
    sources = {f"s{number}": {"title": f"Source {number}"} for number in range(200)}
    return {"sources": sources, "events": {f"e{number}": _meeting(number) for number in range(count)}, "claims": claims}


def stances_on_one(count: int) -> Tree:
    """One proposition, and so many statements that confirm and deny it in turn."""
    events = {
        f"e{number}": {
            "kind": "statement",
            "title": f"Statement {number}",
            "when": _day(number),
            "who": [{"agent": f"p{number % 50}", "role": "speaker"}],
            ("confirms", "denies")[number // 50 % 2]: ["pushed"],
        }
        for number in range(count)
    }
    people = {f"p{number}": {"name": f"Person {number}"} for number in range(50)}
    return {"people": people, "claims": {"pushed": {"text": "He was pushed"}}, "events": events}


def stays_of_one(count: int) -> Tree:
    """One person with so many stays of one night within two days, each in another city."""
    return {
        "people": {"bush": {"name": "George W. Bush"}},
        "places": {f"l{number}": {"name": f"Place {number}"} for number in range(count)},
        "events": {
            f"e{number}": {
                "kind": "visit",
                "title": f"In place {number}",
                "when": "2003-10-18/2003-10-19",
                "where": f"l{number}",
                "who": ["bush"],
            }
            for number in range(count)
        },
    }


def one_day(count: int) -> Tree:
    """So many meetings on one day, at one place, with the same title."""
    events = {f"e{number}": _meeting(1, where="rome", who=["a", "b"]) for number in range(count)}
    people = {"a": {"name": "Person A"}, "b": {"name": "Person B"}}
    return {"people": people, "places": {"rome": {"name": "Rome"}}, "events": events}


def overlapping(count: int) -> Tree:
    """So many visits, each of which overlaps all others."""
    events = {
        f"e{number}": {"title": f"Blockade {number}", "when": f"{1000 + number % 500}/{2000 + number % 25}"}
        for number in range(count)
    }
    return {"events": events}


def many_tags(count: int) -> Tree:
    """One event with so many tags, all different."""
    return {"events": {"talks": _meeting(1, tags=[f"tag-{number}" for number in range(count)])}}


def like_names(count: int) -> Tree:
    """So many people whose names are nearly the same, with aliases in common."""
    people = {
        f"p{number}": {"name": f"Person {number}", "aliases": [f"P. {number // 2}", "The Envoy"]}
        for number in range(count)
    }
    return {"people": people, "events": {"talks": _meeting(1, who=["p0"])}}


def faults(count: int) -> Tree:
    """So many events with an impossible date and a place that there is none of."""
    events = {
        f"e{number}": {"title": "Talks", "when": "2025-02-30", "where": f"rom{number}"} for number in range(count)
    }
    return {"places": {f"rome{number}": {"name": "Rome"} for number in range(min(count, 1000))}, "events": events}


# What is made, and how large it is when it is whole.
CASES: dict[str, tuple[Callable[[int], Tree], int]] = {
    "a million events": (many_events, 1_000_000),
    "a long summary": (long_summary, 10_000_000),
    "a long word": (long_word, 10_000_000),
    "participants in one event": (many_participants, 10_000),
    "a chain of after": (chain_of_after, 100_000),
    "a chain of parts": (chain_of_parts, 100_000),
    "a chain of places": (chain_of_places, 100_000),
    "claims on one event": (claims_on_one, 100_000),
    "claims on many events": (claims_on_many, 100_000),
    "statements on one claim": (stances_on_one, 100_000),
    "stays of one person": (stays_of_one, 10_000),
    "meetings on one day": (one_day, 100_000),
    "stretches that all overlap": (overlapping, 100_000),
    "tags of one event": (many_tags, 100_000),
    "people with names in common": (like_names, 100_000),
    "faults": (faults, 100_000),
}

STEPS: dict[str, Callable[[timeline.Chronology], object]] = {
    "order": lambda made: made.events,
    "window": lambda made: len(made.during("2003-10-18")),
    "check": lambda made: len(check(made)),
    "render": lambda made: len(made.render("html")),
    "dump": lambda made: len(made.dumps("json")),
}


def measured(case: str, count: int, *, leave_out: Sequence[str] = ()) -> Iterator[tuple[str, float, int]]:
    """Yield each step with the processor time that it took and the most memory so far, in megabytes."""
    text = json.dumps({"timeline": 1, "title": "Load", "zone": "Europe/Rome", **CASES[case][0](count)})
    yield "text", 0.0, _megabytes()
    before = time.process_time()
    try:
        made = timeline.loads(text, "json")
    except timeline.TimelineError as error:
        yield "load", time.process_time() - before, _megabytes()
        before = time.process_time()
        _ = len(str(error))
        yield "tell", time.process_time() - before, _megabytes()
        return
    yield "load", time.process_time() - before, _megabytes()
    del text
    for step, take in STEPS.items():
        if step not in leave_out:
            before = time.process_time()
            take(made)
            yield step, time.process_time() - before, _megabytes()


def _megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def apart(
    case: str, count: int, *, leave_out: Sequence[str] = (), seconds: float = 3_600
) -> dict[str, tuple[float, int]]:
    """Return the steps of a case, taken in a fresh process."""
    command = [sys.executable, "-m", "proof.load", "--here", case, str(count), *leave_out]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=HERE.parent) as child:  # noqa: S603 - our own words
        try:
            told, _ = child.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            child.kill()
            told, _ = child.communicate()
        if child.returncode:
            print(f"{case}, {count:,}: ended with {child.returncode}", file=sys.stderr)  # noqa: T201
    rows = [json.loads(line) for line in told.splitlines()]
    return {step: (spent, megabytes) for step, spent, megabytes in rows}


def compared(case: str, count: int, *, rounds: int = ROUNDS, leave_out: Sequence[str] = ()) -> dict[str, Any]:
    """Return, for each step of a case, the time at half the size and whole, the ratio, and the memory."""
    half, whole = [], []
    for _ in range(rounds):
        half.append(apart(case, count // 2, leave_out=leave_out))
        whole.append(apart(case, count, leave_out=leave_out))
    steps = {}
    for step in whole[0]:
        if step == "text" or not all(step in each for each in (*half, *whole)):
            continue
        small, large = (statistics.median(each[step][0] for each in runs) for runs in (half, whole))
        ratio = round(large / small, 2) if small >= SHORTEST else None
        steps[step] = {"half": round(small, 3), "whole": round(large, 3), "ratio": ratio}
    memory = [max(runs[0][step][1] for step in runs[0]) - runs[0]["text"][1] for runs in (half, whole)]
    return {"size": count, "steps": steps, "megabytes": memory}


def main(arguments: Sequence[str]) -> int:
    """Measure and print; the exit status is 1 where twice the input takes too long."""
    parser = argparse.ArgumentParser(prog="python -m proof load", description=__doc__)
    parser.add_argument("cases", nargs="*", help="which cases; all by default")
    parser.add_argument("--part", type=float, default=1.0, help="of the whole size")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--record", action="store_true", help="enter the figures in docs/_data/proof/load.json")
    parser.add_argument("--without", nargs="*", default=[], help="steps to leave out")
    given = parser.parse_args(arguments)
    worst = 0.0
    for case in given.cases or CASES:
        found = compared(case, int(CASES[case][1] * given.part), rounds=given.rounds, leave_out=given.without)
        if given.record:
            record.enter("load", WHAT, {case: {**found, "rounds": given.rounds}})
        print(f"{case}, {found['size']:,}: {found['megabytes'][0]} and {found['megabytes'][1]} MB", flush=True)  # noqa: T201
        for step, row in found["steps"].items():
            print(f"    {step:8} {row['half']:8.3f} s {row['whole']:8.3f} s  x {row['ratio']}", flush=True)  # noqa: T201
            worst = max(worst, row["ratio"] or 0.0)
    return 1 if worst > MOST else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--here"]:
        for step, spent, megabytes in measured(sys.argv[2], int(sys.argv[3]), leave_out=sys.argv[4:]):
            print(json.dumps([step, spent, megabytes]), flush=True)  # noqa: T201
    else:
        raise SystemExit(main(sys.argv[1:]))

"""How soon a file of typed events is loaded, all dates parsed and all mentions checked; beside pydantic models of the same shape, with our dates.

Run it with `python benchmarks/loading.py`. Pydantic is left out where it is not installed. Its parser of JSON and its validation are written in Rust.
"""  # noqa: INP001 - a script, no package

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable, Iterator
from typing import Annotated, Any

from contest import compared

from timeline import formats
from timeline.when import When
from timeline.when.civil import date_of, days

ROUNDS, EVENTS = 7, 50_000
PEOPLE, PLACES, SOURCES = 500, 100, 200


def dossier(count: int) -> str:
    """Return a dossier of meetings in JSON, in the long form."""
    rng = random.Random(1)  # noqa: S311 - the same file every time
    events = {f"e{number}": _meeting(number, rng) for number in range(count)}
    return json.dumps(
        {
            "timeline": 1,
            "title": "Talks",
            "language": "en",
            "people": {f"p{number}": {"name": f"Person {number}"} for number in range(PEOPLE)},
            "places": {f"l{number}": {"name": f"Place {number}"} for number in range(PLACES)},
            "sources": {f"s{number}": {"title": f"Source {number}"} for number in range(SOURCES)},
            "events": events,
        }
    )


def _meeting(number: int, rng: random.Random) -> dict[str, Any]:
    guest, host = rng.sample(range(PEOPLE), 2)
    year, month, day = date_of(rng.randint(days(1975), days(2025)))
    return {
        "kind": "meeting",
        "title": f"Meeting {number}",
        "when": f"{year:04}-{month:02}-{day:02}",
        "where": f"l{number % PLACES}",
        "who": [f"p{guest}", {"agent": f"p{host}", "role": "host"}],
        "cites": [{"source": f"s{number % SOURCES}", "quote": f"Words {number % 300}"}],
        "tags": ["talks"],
    }


def with_pydantic(text: str) -> Callable[[], Any] | None:
    """Return how pydantic does the same, or None where it is not installed."""
    try:
        from pydantic import BaseModel, BeforeValidator, ConfigDict
    except ImportError:
        return None

    class Model(BaseModel):
        model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    class Part(Model):
        agent: str
        role: str = "participant"
        capacity: str = ""
        on_behalf_of: str | None = None

    class Cite(Model):
        source: str
        via: tuple[str, ...] = ()
        quote: str = ""
        language: str = ""
        locator: str = ""

    def part(value: object) -> object:
        return {"agent": value} if isinstance(value, str) else value

    class Meeting(Model):
        kind: str
        title: str
        when: Annotated[When, BeforeValidator(When.parse)]
        dating: str = ""
        lasted: str | None = None
        where: str | None = None
        who: tuple[Annotated[Part, BeforeValidator(part)], ...] = ()
        status: str = "held"
        reason: str = ""
        part_of: str | None = None
        after: tuple[str, ...] = ()
        figures: tuple[str, ...] = ()
        cites: tuple[Cite, ...] = ()
        tags: tuple[str, ...] = ()
        summary: str = ""
        mode: str | None = None
        note: str = ""

    class Named(Model):
        name: str

    class Source(Model):
        title: str

    class Dossier(Model):
        timeline: int
        title: str
        language: str
        people: dict[str, Named]
        places: dict[str, Named]
        sources: dict[str, Source]
        events: dict[str, Meeting]

    def load() -> list[Any]:
        found = Dossier.model_validate_json(text)
        for name, event in found.events.items():
            resolved = event.where in found.places and all(part.agent in found.people for part in event.who)
            if not resolved or any(cite.source not in found.sources for cite in event.cites):
                raise LookupError(name)
        return list(found.events)

    return load


def main(*, rounds: int = ROUNDS, events: int = EVENTS) -> Iterator[str]:
    """Yield the lines to print.

    Args:
        rounds: How often each takes its turn.
        events: How many there are in the file.
    """
    text = dossier(events)
    runs: dict[str, Callable[[], Any]] = {
        "timeline": lambda: formats.loads(text, "json"),
        "json.loads, into dictionaries": lambda: json.loads(text)["events"],
    }
    if peer := with_pydantic(text):
        runs["pydantic, typed and checked"] = peer
    yield from compared(f"{events:,} events from JSON", runs, ours="timeline", rounds=rounds)


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("--rounds", type=int, default=ROUNDS, help="how often each takes its turn")
    asked.add_argument("--events", type=int, default=EVENTS, help="how many events there are in the file")
    for line in main(**vars(asked.parse_args())):
        print(line, flush=True)  # noqa: T201

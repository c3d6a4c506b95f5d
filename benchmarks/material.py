"""What the benchmarks work on: dossiers of made-up meetings, the same at every run."""

from __future__ import annotations

import functools
import json
import random
from collections.abc import Iterator
from typing import Any

from timeline import Chronology, formats
from timeline.when.civil import date_of, days

__all__ = ["chronology", "json_lines", "json_text", "meetings"]

PEOPLE, PLACES, SOURCES = 500, 100, 200

Tree = dict[str, Any]


def meetings(count: int) -> Tree:
    """Return the tree of a dossier: so many meetings of two of 500 people, at one of 100 places, each known from one of 200 sources.

    Shape: the long form, as our writers write it; ids are `e0`, `e1`, ..., `p0` for a person, `l0` for a place, `s0` for a source; the
    days are spread over fifty years, in no order.
    """
    rng = random.Random(1)  # noqa: S311 - the same dossier every time
    return {
        "timeline": 1,
        "title": "Talks",
        "language": "en",
        "people": {f"p{number}": {"name": f"Person {number}"} for number in range(PEOPLE)},
        "places": {f"l{number}": {"name": f"Place {number}"} for number in range(PLACES)},
        "sources": {f"s{number}": {"title": f"Source {number}"} for number in range(SOURCES)},
        "events": {f"e{number}": _meeting(number, rng) for number in range(count)},
    }


def _meeting(number: int, rng: random.Random) -> Tree:
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


def json_text(count: int) -> str:
    """Return the meetings as one JSON text."""
    return json.dumps(meetings(count))


def json_lines(count: int) -> Iterator[str]:
    """Yield the meetings as JSON Lines, each with its end: the header, then a record to a line."""
    tree = meetings(count)
    sections = {section: tree.pop(section) for section in ("people", "places", "sources", "events")}
    yield json.dumps(tree) + "\n"
    for section, records in sections.items():
        for name, fields in records.items():
            yield json.dumps({"section": section, "id": name, **fields}) + "\n"


@functools.lru_cache(maxsize=2)
def chronology(count: int) -> Chronology:
    """Return the meetings as a chronology; the same one for the same count."""
    return formats.loads(json_text(count), "json")

"""A JSON file of typed events, loaded whole: all dates parsed, all mentions of other records checked; beside pydantic.

The models of pydantic have the fields of ours with the same defaults, are frozen, refuse unknown keys, take a bare id for a participation as
ours do, and read dates with our `When.parse`; who, where and what an event mentions is looked up in three sets of ids. They are built straight
from the text by `model_validate_json`, whose parser and validation are written in Rust; ours are written in Python.

What only ours checks: that no key stands twice in a mapping, that no text has characters that none may have, that texts are composed
and without surrounding space, that nobody takes part twice and no tag is named twice, that a role is one of the kind's, that ids have the form of ids, that
nothing is part of itself. What only pydantic's models do: nothing that we know of. Ours keep the cyclic collector from running
while they load; pydantic leaves that to its callers, so it runs both ways: as it comes, and with a caller who knows.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from typing import Annotated, Any

from benchmarks import material
from benchmarks.contest import OURS, Contest, Run, installed
from timeline import Chronology, formats
from timeline.records.event_kinds import Mode
from timeline.records.events import Status
from timeline.when import When


def contests(*, small: bool) -> Iterator[Contest]:
    """Yield one contest: a dossier of meetings, from a text in memory to records that are checked."""
    count = 200 if small else 50_000
    text = material.json_text(count)
    runs: dict[str, Run] = {
        OURS: lambda: formats.loads(text, "json"),
        "json.loads, into dictionaries": lambda: json.loads(text),
    }
    if installed("pydantic"):
        typed = with_pydantic(text)
        runs["pydantic"] = typed
        runs["pydantic, collector paused"] = lambda: paused(typed)
    yield Contest(
        work=f"{count:,} events from JSON",
        runs=runs,
        reach={"pydantic": 0.45},
        answer=told,
        rounds=7,
    )


def paused(run: Run) -> Any:
    """Call something while the cyclic collector is asleep."""
    gc.disable()
    try:
        return run()
    finally:
        gc.enable()


def told(found: Any) -> list[tuple[str, str, list[str]]]:
    """Return of each event its id, its date and who took part, whatever it is made of."""
    if isinstance(found, Chronology):
        return sorted((event.id, str(event.when), [part.agent for part in event.who]) for event in found)
    if isinstance(found, dict):
        events = found["events"].items()
        return sorted((name, event["when"], [_agent(part) for part in event["who"]]) for name, event in events)
    return sorted((name, str(event.when), [part.agent for part in event.who]) for name, event in found.events.items())


def _agent(part: Any) -> str:
    return part if isinstance(part, str) else part["agent"]


def with_pydantic(text: str) -> Run:
    """Return how pydantic does the same."""
    from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainValidator

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
        when: Annotated[When, PlainValidator(When.parse)]
        dating: str = ""
        lasted: str | None = None
        where: str | None = None
        who: tuple[Annotated[Part, BeforeValidator(part)], ...] = ()
        status: Status = Status.HELD
        reason: str = ""
        part_of: str | None = None
        after: tuple[str, ...] = ()
        figures: tuple[str, ...] = ()
        cites: tuple[Cite, ...] = ()
        tags: tuple[str, ...] = ()
        summary: str = ""
        mode: Mode | None = None
        silence: dict[str, str] | None = None
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

    def load() -> Dossier:
        found = Dossier.model_validate_json(text)
        people, places, sources, events = (found.people, found.places, found.sources, found.events)
        for name, event in events.items():
            known = event.where is None or event.where in places
            known = (
                known
                and (event.part_of is None or event.part_of in events)
                and all(each in events for each in event.after)
            )
            known = known and all(each.agent in people for each in event.who)
            if not known or not all(cite.source in sources for cite in event.cites):
                raise LookupError(name)
        return found

    return load

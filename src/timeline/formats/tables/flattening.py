"""Events as flat rows, and what of a chronology such rows carry."""

from __future__ import annotations

from collections.abc import Container
from datetime import date
from typing import Any

from timeline.chronology import Chronology
from timeline.formats.manifest import Manifest
from timeline.formats.tables.cells import joined
from timeline.formats.tables.columns import COLUMNS
from timeline.records import Agent, Citation, Event, Organization, OtherEvent, Person, Quantity, Source, State
from timeline.records.record import layout
from timeline.when import When

__all__ = ["KINDS", "OWN_FIELDS", "bounds_of", "carried", "flat", "records"]

Row = dict[str, str | bool | date | None]

KINDS: dict[str, type[Agent]] = {"person": Person, "organization": Organization, "state": State, "agent": Agent}
OWN_FIELDS = ("mode", "protocol", "mandate", "channel", "text")
_SIMPLE = ("title", "dating", "reason", "summary", "note")
_UNIX_DAY, _DAY = 719_163, 86_400
_LAST_DAY = date.max.toordinal()
_NOT_A_ROW = "the event is not among the rows"


def records(chronology: Chronology) -> list[Row]:
    """Return the events as flat dictionaries, one for each in page order, with a key for every column.

    Values are texts, dates, `True` or `False`, and None for what is not said. Several values of one column are parted by ` | `, as in a CSV file. The
    text in `when` is the date; `earliest` and `latest` are the days that it allows, for programs that know no vague dates. The columns are listed in
    the reference of formats, and `Chronology.from_records` reads them.

    Examples:
        >>> from timeline.formats import dossier
        >>> row = records(dossier("rome-2025").of("meeting"))[0]
        >>> row["id"], row["when"], row["latest"], row["who"]
        ('witkoff-putin', '[2025-04-21..2025-04-26]', datetime.date(2025, 4, 26), 'Steve Witkoff | Vladimir Putin')
    """
    return [flat(event, chronology) for event in chronology]


def flat(event: Event, chronology: Chronology, *, among: Container[str] | None = None) -> Row:
    """Return one event as a row.

    Args:
        event: Of this chronology.
        chronology: Knows the names.
        among: The ids of the events that have rows, where mentions of others would lead nowhere.
    """
    when = event.when
    row: dict[str, Any] = dict.fromkeys(_NAMES)
    row |= {name: getattr(event, name) or None for name in _SIMPLE}
    row |= {"id": event.id, "kind": kind_of(event), "when": when.text, "reading": when.reading.value}
    row |= bounds_of(chronology.when(event))
    if when.said is not None:
        row |= {"said": when.said.words, "said_on": str(when.said.on), "said_zone": when.said.zone}
    if event.where is not None:
        row |= {"place": chronology[event.where].name, "place_id": event.where}  # type: ignore[attr-defined]
    row |= _people(event, chronology) | _sources(event, chronology)
    row |= {"lasted": None if event.lasted is None else str(event.lasted), "status": event.status.value}
    row |= {"part_of": event.part_of if among is None or event.part_of in among else None}
    row |= {"after": joined([name for name in event.after if among is None or name in among]) or None}
    row |= {"figures": joined([str(figure) for figure in event.figures if _is_text(figure)]) or None}
    row |= {"tags": joined(event.tags) or None, "contested": chronology.is_contested(event)}
    row |= {name: str(value) for name in OWN_FIELDS if (value := getattr(event, name, None))}
    return row


_NAMES = tuple(column.name for column in COLUMNS)


def kind_of(event: Event) -> str:
    """Return the kind of an event; `event` for a kind that has to have fields of its own, which no column holds."""
    if isinstance(event, OtherEvent):
        return event.kind
    return event.kind if layout(type(event)).required <= layout(Event).required else Event.kind


def bounds_of(when: When) -> Row:
    """Return the first and last day of a time, and its grain."""
    low, high = when.start_min, when.end_max
    return {
        "earliest": _day(low) if isinstance(low, int) else None,
        "latest": _day(high - 1) if isinstance(high, int) else None,
        "grain": when.grain.value,
    }


def _day(civil: int) -> date | None:
    """Return the day of a civil second, where the standard library has it."""
    ordinal = civil // _DAY + _UNIX_DAY
    return date.fromordinal(ordinal) if 1 <= ordinal <= _LAST_DAY else None


def _people(event: Event, chronology: Chronology) -> Row:
    if not event.who:
        return {}
    agents = [chronology[part.agent] for part in event.who]
    principals = [part.on_behalf_of for part in event.who]
    return {
        "who": joined([agent.name for agent in agents]),  # type: ignore[attr-defined]
        "who_ids": joined([agent.id for agent in agents]),
        "who_kinds": joined([_sort(agent) for agent in agents]),
        "roles": joined([_role(event, part.role) for part in event.who]) or None,
        "capacities": joined([part.capacity for part in event.who]) or None,
        "on_behalf_of": joined([(name and chronology[name].name) or "" for name in principals]) or None,  # type: ignore[attr-defined]
        "on_behalf_of_ids": joined([name or "" for name in principals]) or None,
        "sides": joined([chronology[side].name for side in chronology.sides_of(event)]),  # type: ignore[attr-defined]
    }


def _sort(agent: object) -> str:
    return next(name for name, cls in KINDS.items() if isinstance(agent, cls))


def _role(event: Event, role: str) -> str:
    """Return a role, unless it is one of a kind that the row cannot name."""
    return role if kind_of(event) == event.kind or role in Event.roles else ""


def _sources(event: Event, chronology: Chronology) -> Row:
    if not event.cites:
        return {}
    found: list[Source] = [chronology[cited.source] for cited in event.cites]  # type: ignore[misc]
    return {
        "sources": joined([source.title for source in found]),
        "source_ids": joined([source.id for source in found]),
        "urls": joined([source.url for source in found]) or None,
        "locators": joined([cited.locator for cited in event.cites]) or None,
        "quotes": joined([cited.quote for cited in event.cites]) or None,
    }


def _is_text(figure: Quantity) -> bool:
    """Whether a figure can be written as a text that reads back equal."""
    return isinstance(figure.shortest(), str)


def carried(event: Event, chronology: Chronology, manifest: Manifest, *, among: Container[str]) -> None:
    """Tell a manifest what the row of an event carries."""
    manifest.carry(event, *_SIMPLE, "when", "lasted", "where", "who", "status", "part_of", "after", "figures", "tags")
    manifest.carry(event, "cites", "to", *(OWN_FIELDS if kind_of(event) == event.kind else ()))
    if kind_of(event) == event.kind:
        manifest.carry(event, "kind")
    if event.where is not None:
        manifest.carry(chronology[event.where], "name")
    if event.part_of is not None and event.part_of not in among:
        manifest.lose(event, "part_of", why=_NOT_A_ROW)
    for position, name in enumerate(event.after):
        if name not in among:
            manifest.lose(event, f"after[{position}]", why=_NOT_A_ROW)
    for position, figure in enumerate(event.figures):
        if not _is_text(figure):
            manifest.lose(event, f"figures[{position}]", why="it cannot be written as one text")
    _took_part(event, chronology, manifest)
    for position, cited in enumerate(event.cites):
        _cited(event, position, cited, chronology, manifest)


def _cited(event: Event, position: int, cited: Citation, chronology: Chronology, manifest: Manifest) -> None:
    manifest.carry(chronology[cited.source], "title", "url")
    for field in ("via", "language"):
        if getattr(cited, field):
            manifest.lose(event, f"cites[{position}].{field}", why="a citation has a source, a locator and a quote")


def _took_part(event: Event, chronology: Chronology, manifest: Manifest) -> None:
    for position, part in enumerate(event.who):
        manifest.carry(chronology[part.agent], "name", "kind")
        if part.role != _role(event, part.role):
            manifest.lose(event, f"who[{position}].role", why="no column holds the fields of its kind")
        if part.on_behalf_of is not None:
            manifest.carry(chronology[part.on_behalf_of], "name")

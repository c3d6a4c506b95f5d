"""The converters that the fields of records share.

Each is a plain, typed function, so that editors and type checkers know what a constructor takes; what it does is said once, by
its shape in the table at the end. Converters of parts (citations, participations, ...) stand beside the parts.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from timeline.errors import Invalid, shown
from timeline.records.field import Choice, Flag, Many, Optional, Pairs, Ref
from timeline.records.shape import GONE, SHAPES, Gone, Identified, Path, Reference, Shape, kind_of_value
from timeline.records.text import Language, Slug, Text, Url
from timeline.when import Duration, Reading, When
from timeline.when.zone import check_zone

__all__ = [
    "Lasting",
    "Moment",
    "as_agent",
    "as_events",
    "as_flag",
    "as_id",
    "as_identifiers",
    "as_language",
    "as_lasted",
    "as_maybe_agent",
    "as_maybe_event",
    "as_maybe_place",
    "as_maybe_record",
    "as_maybe_when",
    "as_maybe_zone",
    "as_silence",
    "as_source",
    "as_stay",
    "as_text",
    "as_texts",
    "as_title",
    "as_url",
    "as_via",
    "as_when",
    "as_when_or_event",
]


class Moment(Shape[When]):
    """A date in the notation, or words and the day they were said.

    Attributes:
        reading: How a bare month or year is read where the author does not say.
    """

    def __init__(self, reading: Reading = Reading.WITHIN) -> None:
        self.reading = reading

    def convert(self, value: object) -> When:
        if isinstance(value, When):
            return value
        if isinstance(value, str):
            return When.parse(value, reading=self.reading)
        if isinstance(value, date):
            return When.parse(_of_date(value), reading=self.reading)
        if isinstance(value, Mapping) and value:
            return self._spelled_out(dict(value))
        raise Invalid(f"a date is wanted, not {kind_of_value(value)}", code="wrong-type", hint=_hint(value))

    def _spelled_out(self, tree: dict[str, object]) -> When:
        texts = {key: Text(required=True).convert(value) for key, value in tree.items()}
        if set(texts) <= {"date", "reading"} and "date" in texts:
            return When.parse(texts["date"], reading=READING.convert(texts.get("reading", self.reading.value)))
        if {"said", "on"} <= set(texts) <= {"said", "on", "zone"}:
            return When.said(texts["said"], on=texts["on"], zone=texts.get("zone"))
        if "said" in texts and "on" not in texts:
            raise Invalid("'on' is missing: the day on which it was said", code="missing-key")
        raise Invalid(
            f"a date with the keys {', '.join(map(shown, tree))}",
            code="unknown-key",
            hint="write {date, reading: within or throughout}, or {said, on} and perhaps zone",
        )

    def plain(self, value: When) -> Any:
        if value.said is not None:
            zone = {"zone": value.said.zone} if value.said.zone else {}
            return {"said": value.said.words, "on": value.said.on, **zone}
        return str(value) if value.reading == self.reading else {"date": str(value), "reading": value.reading.value}

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [{"type": "string", "minLength": 1}, {"$ref": "#/$defs/When"}]}


def _of_date(value: date) -> str:
    """Write a date or time of the standard library, pendulum's among them, in the notation."""
    if not isinstance(value, datetime):
        return value.isoformat()
    if value.microsecond:
        raise Invalid(f"{value} has fractions of a second", code="wrong-type", hint="leave out what no source gives")
    name = getattr(value.tzinfo, "key", None) or getattr(value.tzinfo, "name", None)
    return value.isoformat(timespec="seconds") + (f"[{name}]" if isinstance(name, str) and "/" in name else "")


def _hint(value: object) -> str:
    if isinstance(value, list | Mapping):
        return "a date that begins with [ or { stands in quotation marks in a file: '[1962-10-27,1962-10-28]'"
    return f"write it as a text: '{value}'" if isinstance(value, int) else "write one such as 2025-04-26"


class Lasting(Shape[Duration]):
    """How long something lasted: `3 h`, `~15 min`, `> 4 h`, `2..3 days`."""

    def convert(self, value: object) -> Duration:
        return value if isinstance(value, Duration) else Duration.parse(Text(required=True).convert(value))

    def plain(self, value: Duration) -> Any:
        return str(value)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": 1}


class Zone(Shape[str]):
    """The name of a zone in the zone database, such as `Europe/Rome`, or an offset such as `+03:00`."""

    def convert(self, value: object) -> str:
        Text(required=True).convert(value)
        return check_zone(value)  # type: ignore[arg-type]  # as it stands: a blank before a name is a slip that hides another

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": 1}


class MomentOrEvent(Shape["When | str"]):
    """A date, or the id of the event that says when: what reads as a date is a date."""

    refers = True

    def convert(self, value: object) -> When | str:
        if getattr(value, "families", None) is not None:
            return Ref("event").convert(value)
        try:
            return Moment().convert(value)
        except Invalid:
            if isinstance(value, str) and any(letter.isalpha() and letter.islower() for letter in value):
                return Ref("event").convert(value)
            raise

    def plain(self, value: When | str) -> Any:
        return value if isinstance(value, str) else Moment().plain(value)

    def schema(self) -> dict[str, Any]:
        return Moment().schema()

    def references(self, value: When | str, path: Path = ()) -> Iterator[Reference]:
        return Ref("event").references(value, path) if isinstance(value, str) else iter(())

    def without(self, value: When | str, ids: Container[str]) -> When | str | Gone:
        return GONE if isinstance(value, str) and value in ids else value

    def renamed(self, value: When | str, ids: Mapping[str, str]) -> When | str:
        return ids.get(value, value) if isinstance(value, str) else value


def as_id(value: str) -> str:
    """Convert an id."""
    return SLUG.convert(value)


def as_text(value: str) -> str:
    """Convert a text that may be empty."""
    return TEXT.convert(value)


def as_title(value: str) -> str:
    """Convert a text that must say something."""
    return TITLE.convert(value)


def as_texts(value: Sequence[str]) -> tuple[str, ...]:
    """Convert several texts, each different."""
    return TEXTS.convert(value)


def as_identifiers(value: Mapping[str, str] | Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Convert identifiers elsewhere, scheme by scheme."""
    return IDENTIFIERS.convert(value)


def as_silence(value: Mapping[str, str] | Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Convert checks that are to keep quiet, each with the reason."""
    return SILENCE.convert(value)


def as_url(value: str) -> str:
    """Convert a web address."""
    return URL.convert(value)


def as_language(value: str) -> str:
    """Convert a language tag."""
    return LANGUAGE.convert(value)


def as_flag(value: bool | str) -> bool:
    """Convert true or false."""
    return FLAG.convert(value)


def as_when(value: When | date | str | Mapping[str, str]) -> When:
    """Convert a date; a bare month means somewhere within it."""
    return WHEN.convert(value)


def as_stay(value: When | date | str | Mapping[str, str]) -> When:
    """Convert a date; a bare month means throughout it."""
    return STAY.convert(value)


def as_maybe_when(value: When | date | str | Mapping[str, str] | None) -> When | None:
    """Convert a date or None."""
    return MAYBE_WHEN.convert(value)


def as_lasted(value: Duration | str | None) -> Duration | None:
    """Convert a duration or None."""
    return LASTED.convert(value)


def as_maybe_zone(value: str | None) -> str | None:
    """Convert the name of a zone or None."""
    return ZONE.convert(value)


def as_agent(value: Identified | str) -> str:
    """Convert an agent or its id."""
    return AGENT.convert(value)


def as_maybe_agent(value: Identified | str | None) -> str | None:
    """Convert an agent, its id, or None."""
    return MAYBE_AGENT.convert(value)


def as_maybe_place(value: Identified | str | None) -> str | None:
    """Convert a place, its id, or None."""
    return MAYBE_PLACE.convert(value)


def as_maybe_event(value: Identified | str | None) -> str | None:
    """Convert an event, its id, or None."""
    return MAYBE_EVENT.convert(value)


def as_maybe_record(value: Identified | str | None) -> str | None:
    """Convert any record, its id, or None."""
    return MAYBE_RECORD.convert(value)


def as_source(value: Identified | str) -> str:
    """Convert a source or its id."""
    return SOURCE.convert(value)


def as_events(value: Sequence[Identified | str] | Identified | str) -> tuple[str, ...]:
    """Convert several events or their ids."""
    return EVENTS.convert(value)


def as_via(value: Sequence[Identified | str] | Identified | str) -> tuple[str, ...]:
    """Convert the chain of those whom a source credits, the nearest first."""
    return VIA.convert(value)


def as_when_or_event(value: When | date | Identified | str | Mapping[str, str] | None) -> When | str | None:
    """Convert a date, the event that gives one, its id, or None."""
    return WHEN_OR_EVENT.convert(value)


READING = Choice(Reading)
SLUG, TEXT, TITLE = Slug(), Text(), Text(required=True)
TEXTS = Many(Text(required=True), distinct=True)
URL, LANGUAGE, FLAG = Url(), Language(), Flag()
IDENTIFIERS, SILENCE = Pairs("scheme", "value"), Pairs("rule", "reason")
WHEN, STAY, MAYBE_WHEN = Moment(), Moment(Reading.THROUGHOUT), Optional(Moment())
LASTED, ZONE = Optional(Lasting()), Optional(Zone())
AGENT, SOURCE = Ref("agent"), Ref("source")
MAYBE_AGENT, MAYBE_PLACE = Optional(Ref("agent")), Optional(Ref("place"))
MAYBE_EVENT, MAYBE_RECORD = Optional(Ref("event")), Optional(Ref("record"))
EVENTS, VIA = Many(Ref("event"), distinct=True), Many(Ref("origin"), distinct=True)
WHEN_OR_EVENT = Optional(MomentOrEvent())

SHAPES.update(
    {
        as_agent: AGENT,
        as_events: EVENTS,
        as_flag: FLAG,
        as_id: SLUG,
        as_identifiers: IDENTIFIERS,
        as_language: LANGUAGE,
        as_lasted: LASTED,
        as_maybe_agent: MAYBE_AGENT,
        as_maybe_event: MAYBE_EVENT,
        as_maybe_place: MAYBE_PLACE,
        as_maybe_record: MAYBE_RECORD,
        as_maybe_when: MAYBE_WHEN,
        as_maybe_zone: ZONE,
        as_silence: SILENCE,
        as_source: SOURCE,
        as_stay: STAY,
        as_text: TEXT,
        as_texts: TEXTS,
        as_title: TITLE,
        as_url: URL,
        as_via: VIA,
        as_when: WHEN,
        as_when_or_event: WHEN_OR_EVENT,
    }
)

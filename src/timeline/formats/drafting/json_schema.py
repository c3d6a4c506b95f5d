"""The JSON Schema of a dossier, made from the classes: what editors complete and check while one types.

Fields come from the shapes, descriptions from the docstrings, event kinds from the table of kinds, those of users included. An
editor reads YAML with types of its own, so a bare year may stand as a number here; our readers take it as the text that it is.

Source: JSON Schema 2020-12.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from typing import Any

from timeline.chronology import Header
from timeline.formats.drafting.draft import VERSION
from timeline.records import ROLES, SECTIONS, Event, OtherEvent, Record, Structure, kinds
from timeline.records.convert import as_id
from timeline.records.record import layout
from timeline.records.shape import SHAPES, Shape

__all__ = ["dossier_schema"]

Schema = dict[str, Any]

_VERSION: Schema = {"enum": [VERSION, int(VERSION)], "description": "The version of this format."}
_WHEN: Schema = {
    "description": "A date that says more than a text can: how it is read, or the words that were said for it.",
    "anyOf": [
        {"type": "integer", "description": "A year of four digits, as an editor's YAML reads it."},
        {
            "type": "object",
            "description": "A date and how it is read: somewhere within it, or throughout it.",
            "properties": {"date": {"type": "string", "minLength": 1}, "reading": {"enum": ["within", "throughout"]}},
            "required": ["date"],
            "additionalProperties": False,
        },
        {
            "type": "object",
            "description": "What was said, such as 'earlier this week', the day on which, and the zone of that day.",
            "properties": {name: {"type": "string", "minLength": 1} for name in ("said", "on", "zone")},
            "required": ["said", "on"],
            "additionalProperties": False,
        },
    ],
}


def dossier_schema() -> Schema:
    """Return the schema of a dossier, with every kind of event that is known now."""
    header = {"timeline": _VERSION, **_object(Header)["properties"]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A dossier of timeline",
        "description": "A sourced chronology of diplomacy: who, where, how we know, what happened.",
        "type": "object",
        "properties": {**header, **{name: _section(cls) for name, cls in SECTIONS.items()}},
        "additionalProperties": False,
        "$defs": dict(_definitions()),
    }


def _section(cls: type[Record]) -> Schema:
    """Return the schema of a section. Forms are told apart by their type and not tried, so that complaints stay near."""
    if cls is not Event:
        entry: Schema = {"$ref": f"#/$defs/{cls.__name__}"}
        if bare := getattr(cls, "bare", ""):
            text = {**cls.fields()[bare].schema(), "description": f"The {bare}."}
            entry = {"if": {"type": "string"}, "then": text, "else": entry}
        return {"type": "object", **_keyed(entry), "description": f"{_first_sentence(cls)} By id."}
    # An event in a list may carry its id; in a mapping its key is the id.
    event = {"$ref": "#/$defs/AnyEvent"}
    keyed = _keyed({"allOf": [event, {"not": {"required": ["id"]}}]})
    said = "What happened: by id, or as a list where ids are not wanted."
    return {"type": ["object", "array"], **keyed, "items": event, "description": said}


def _keyed(values: Schema) -> Schema:
    return {"propertyNames": SHAPES[as_id].schema(), "additionalProperties": values}


def _definitions() -> Iterator[tuple[str, Schema]]:
    """Yield what the sections refer to: records, event kinds, and the parts that they are made of."""
    events = kinds()
    classes: list[type[Structure]] = [
        *(cls for cls in SECTIONS.values() if cls is not Event),
        *events.values(),
        OtherEvent,
    ]
    parts = {part.__name__: part for cls in classes for shape in cls.fields().values() for part in _parts(shape)}
    yield "When", _WHEN
    yield "AnyEvent", _any_event(events)
    for cls in [*classes, *parts.values()]:
        yield cls.__name__, _object(cls)


def _any_event(events: dict[str, type[Event]]) -> Schema:
    """Return the fork by kind. Branches are chosen and not tried, so that an editor complains of the kind that was meant."""
    branches: list[Schema] = [_branch({"const": kind}, cls) for kind, cls in events.items()]
    branches.append(_branch({"not": {"enum": list(events)}}, OtherEvent))
    plain = {"if": {"not": {"required": ["kind"]}}, "then": {"$ref": "#/$defs/Event"}}
    return {
        "type": "object",
        "properties": {
            "kind": {"description": "What sort of event it is; event where it is not said.", "examples": list(events)}
        },
        "allOf": [plain, *branches],
    }


def _branch(kind: Schema, cls: type[Event]) -> Schema:
    condition = {"properties": {"kind": kind}, "required": ["kind"]}
    return {"if": condition, "then": {"$ref": f"#/$defs/{cls.__name__}"}}


def _object(cls: type[Structure]) -> Schema:
    """Return the schema of the mapping that a class is written as."""
    notes = _notes(cls)
    shapes = dict(cls.fields())
    if issubclass(cls, Record) and not issubclass(cls, Event):
        del shapes["id"]
    properties = {name: _described(shape.schema(), notes.get(name, "")) for name, shape in shapes.items()}
    if issubclass(cls, Event):
        properties["kind"] = {**SHAPES[as_id].schema(), "description": "What sort of event it is."}
    if "role" in properties:
        properties["role"]["examples"] = list(ROLES)
    needed = layout(cls).required - {"id"}  # it is given by the key above, or made
    required = [name for name in properties if name in needed]
    tree: Schema = {"type": "object", "description": _first_sentence(cls), "properties": properties}
    if cls is OtherEvent:
        del properties["extra"]
        return {**tree, "required": required}
    return {**tree, **({"required": required} if required else {}), "additionalProperties": False}


def _described(schema: Schema, note: str) -> Schema:
    """Put what the docstring says of a field over what its shape says of any such field."""
    said = " ".join(part for part in (note, schema.get("description", "")) if part)
    return {**schema, "description": said} if said else dict(schema)


def _parts(shape: Shape[Any]) -> Iterator[type[Structure]]:
    """Yield the classes of the parts that a shape holds, and of theirs."""
    inner = getattr(shape, "inner", None)
    if isinstance(inner, Shape):
        yield from _parts(inner)
    part = getattr(shape, "part", None)
    if inspect.isclass(part) and issubclass(part, Structure):
        yield part
        for below in part.fields().values():
            yield from _parts(below)


def _notes(cls: type[Structure]) -> dict[str, str]:
    """Return what the `Attributes:` sections of a class and its ancestors say of each field."""
    found: dict[str, str] = {}
    for ancestor in reversed(cls.__mro__):
        doc = inspect.cleandoc(ancestor.__dict__.get("__doc__") or "")
        section = re.search(r"^Attributes:\n((?:[ ]{4}.*\n?|\n(?=[ ]{4}))+)", doc, re.MULTILINE)
        entries = re.findall(r"^ {4}(\w+): ((?:.|\n {5,})+)", section.group(1), re.MULTILINE) if section else []
        found |= {name: " ".join(note.split()) for name, note in entries}
    return found


def _first_sentence(cls: type[Structure]) -> str:
    return inspect.cleandoc(cls.__doc__ or "").partition("\n\n")[0].replace("\n", " ")

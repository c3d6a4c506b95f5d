"""The generated schema, judged by an independent validator."""

from collections.abc import Iterator
from typing import Any

import attrs
import jsonschema
import pytest

from timeline import formats
from timeline.formats.drafting import yaml_reader
from timeline.formats.drafting.draft import plain
from timeline.records import SECTIONS, Event, events, kinds


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(formats.schema())


def complaints(validator: jsonschema.Draft202012Validator, text: str) -> list[str]:
    found = validator.iter_errors(yaml_reader.read(text).tree)
    return [f"{'.'.join(map(str, error.absolute_path))}: {error.message}" for error in found]


def test_it_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(formats.schema())
    assert formats.schema() == formats.schema()


@pytest.mark.parametrize("name", formats.dossiers())
def test_packaged_dossiers_are_valid(validator: jsonschema.Draft202012Validator, name: str) -> None:
    text = formats._folder("dossiers").joinpath(f"{name}.yaml").read_text("utf-8")
    assert complaints(validator, text) == []
    assert list(validator.iter_errors(plain(formats.dossier(name)))) == []


@pytest.mark.parametrize(
    "text",
    [
        formats.starter(),
        "events:\n- {when: 2025-04-26, title: Talks, who: [Donald Trump], where: St. Peter's}\n- {when: 2025, title: A}",
        "events: {e: {kind: coronation, crown: [gold], title: T, when: 1804}}",
        "events: [{id: e, when: {said: yesterday, on: 2025-04-26}, title: T, figures: [{low: '5', unit: x}]}]",
        "tenures: {t: {holder: a, post: President, term: {date: 1977, reading: within}}}",
    ],
)
def test_what_we_read_is_valid(validator: jsonschema.Draft202012Validator, text: str) -> None:
    assert complaints(validator, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("titel: x", ": Additional properties are not allowed ('titel' was unexpected)"),
        ("timeline: '2'", "timeline: '2' is not one of ['1', 1]"),
        ("people: {Trump: x}", "people: 'Trump' does not match '^[a-z0-9][a-z0-9-]*$'"),
        ("people: {a: {nam: x, name: x}}", "people.a: Additional properties are not allowed ('nam' was unexpected)"),
        ("people: {a: {aliases: [x]}}", "people.a: 'name' is a required property"),
        (
            "events: {e: {title: T, when: 2025, status: hold}}",
            "events.e.status: 'hold' is not one of ['held', 'planned', 'postponed', 'cancelled']",
        ),
        (
            "events: {e: {title: T, when: 2025, mode: phone}}",
            "events.e: Additional properties are not allowed ('mode' was unexpected)",
        ),
        (
            "events: [{kind: meeting, title: T, when: 2025, denies: c}]",
            "events.0: Additional properties are not allowed ('denies' was unexpected)",
        ),
        ("events: [{title: T}]", "events.0: 'when' is a required property"),
        ("events: [{kind: coronation}]", "events.0: 'title' is a required property"),
        ("events: hello", "events: 'hello' is not of type 'object', 'array'"),
    ],
)
def test_what_we_refuse_is_invalid(validator: jsonschema.Draft202012Validator, text: str, expected: str) -> None:
    assert expected in complaints(validator, text)


def test_a_key_and_an_id_do_not_go_together(validator: jsonschema.Draft202012Validator) -> None:
    (found,) = complaints(validator, "events: {e: {id: e, title: T, when: 2025}}")
    assert found.endswith("should not be valid under {'required': ['id']}")


def test_an_editors_yaml_may_read_a_year_as_a_number(validator: jsonschema.Draft202012Validator) -> None:
    validator.validate({"timeline": 1, "events": [{"title": "T", "when": 2025}]})


def described(schema: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    for name, definition in schema["$defs"].items():
        for key, value in definition.get("properties", {}).items():
            yield f"{name}.{key}", bool(value.get("description"))


def test_every_field_of_every_class_is_described() -> None:
    fields = dict(described(formats.schema()))
    assert len(fields) > 100
    assert [name for name, has_one in fields.items() if not has_one] == []


def test_every_kind_and_every_section_is_there() -> None:
    schema = formats.schema()
    assert {cls.__name__ for cls in [*SECTIONS.values(), *kinds().values()]} <= set(schema["$defs"])
    assert set(SECTIONS) <= set(schema["properties"])
    assert schema["$defs"]["AnyEvent"]["properties"]["kind"]["examples"] == list(kinds())


def test_an_own_kind_gets_its_branch() -> None:
    @attrs.frozen(kw_only=True)
    class Duel(Event):
        """Two people fight.

        Attributes:
            weapons: With what,
                and how many.
        """

        weapons: tuple[str, ...] = ()

    try:
        schema = formats.schema()
    finally:
        del events._KINDS["duel"]
    assert schema["$defs"]["Duel"]["description"] == "Two people fight."
    assert schema["$defs"]["Duel"]["properties"]["weapons"]["description"] == "With what, and how many."
    assert schema["$defs"]["Duel"]["properties"]["title"]["description"] == "One line in the editor's words."
    validator = jsonschema.Draft202012Validator(schema)
    assert complaints(validator, "events: [{kind: duel, title: T, when: 1804, weapons: [pistols]}]") == []
    assert complaints(validator, "events: [{kind: duel, title: T, when: 1804, weapon: x}]") != []

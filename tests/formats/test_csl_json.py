"""CSL-JSON: the sources, as programs that format citations by a style read them."""

import json
import warnings
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings

import timeline as tl
from timeline import formats
from timeline.chronology import Chronology
from timeline.records import Source
from timeline.testing import chronologies

# What the schema of CSL 1.0.2 says of the variables that are used here.
_TEXT = {"type": "string"}
_EDTF = {"type": "string", "pattern": r"[0-9,-,%,~,X,?,..,\/]"}
_PARTS = {"type": "array", "items": {"type": ["string", "number"]}, "minItems": 1, "maxItems": 3}
_DATE = {
    "type": "object",
    "properties": {
        "date-parts": {"type": "array", "items": _PARTS, "minItems": 1, "maxItems": 2},
        "circa": {"type": ["string", "number", "boolean"]},
        "literal": _TEXT,
        "edtf": _EDTF,
    },
    "additionalProperties": False,
}
_NAME = {"type": "object", "properties": {"literal": _TEXT}, "additionalProperties": False}
_ITEM = {
    "type": "object",
    "properties": {
        **dict.fromkeys(("id", "title", "publisher", "URL", "language", "note"), _TEXT),
        "type": {"enum": ["webpage", "document"]},
        "author": {"type": "array", "items": _NAME},
        "issued": _DATE,
        "accessed": _DATE,
    },
    "required": ["type", "id"],
    "additionalProperties": False,
}


def items(*sources: Source) -> list[dict[str, Any]]:
    return list(json.loads(formats.dumps(Chronology(sources), "csl-json")))


def test_a_source_is_an_item() -> None:
    report = Source(
        "report",
        title="A <b>bold</b> plan",
        author="Ann Example",
        publisher="The Times",
        published="2025-04-26",
        url="https://example.org/a",
        accessed="2025-05",
        language="uk",
        note="Seen.",
    )
    assert items(report) == [
        {
            "id": "report",
            "type": "webpage",
            "title": "A <b>bold</b> plan",
            "author": [{"literal": "Ann Example"}],
            "publisher": "The Times",
            "URL": "https://example.org/a",
            "language": "uk",
            "note": "Seen.",
            "issued": {"date-parts": [[2025, 4, 26]], "edtf": "2025-04-26"},
            "accessed": {"date-parts": [[2025, 5]], "edtf": "2025-05"},
        }
    ]
    assert {loss.record for loss in formats.losses(Chronology([report]), "csl-json")} <= {""}


@pytest.mark.parametrize(
    ("when", "date"),
    [
        ("2025~", {"date-parts": [[2025]], "circa": True, "edtf": "2025~"}),
        ("2025-04-25/2025-04-26", {"date-parts": [[2025, 4, 25], [2025, 4, 26]], "edtf": "2025-04-25/2025-04-26"}),
        ("198X", {"literal": "the 1980s", "edtf": "198X"}),
        ("2025-04-26T14:30", {"date-parts": [[2025, 4, 26]], "edtf": "2025-04-26"}),
        ("[2025-04-26,2025-04-28]", {"literal": "26 April 2025 or 28 April 2025"}),
        ("-0043-03-15", {"literal": "15 March 44 BCE", "edtf": "-0043-03-15"}),
    ],
)
def test_a_date_has_its_numbers_or_its_words(when: str, date: dict[str, Any]) -> None:
    (item,) = items(Source("s", title="S", published=when))
    assert item["issued"] == date


@given(chronology=chronologies(most_events=1))
@settings(max_examples=20, deadline=None)
def test_the_schema_accepts_any_source(chronology: Chronology) -> None:
    found = json.loads(formats.dumps(chronology, "csl-json"))
    jsonschema.validate(found, {"type": "array", "items": _ITEM})
    assert [item["id"] for item in found] == [record.id for record in chronology.records if isinstance(record, Source)]


def test_a_processor_of_styles_cites_the_sources_of_a_dossier() -> None:
    """citeproc-py formats each in the style of Harvard, with title and year."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of what it does not know, and of its own habits
        from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
        from citeproc.source.json import CiteProcJSON

        found = json.loads(formats.dumps(tl.dossier("rome-2025"), "csl-json"))
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        shown = CitationStylesBibliography(style, CiteProcJSON(found), formatter.plain)
        shown.register(Citation([CitationItem("al-jazeera")]))
        told = str(shown.bibliography()[0])
    assert "Russia says it has fully retaken Kursk, but Ukraine says fighting continues" in told
    assert "2025" in told


def test_a_chronology_without_sources_is_an_empty_list() -> None:
    assert formats.dumps(Chronology(), "csl-json") == "[]\n"

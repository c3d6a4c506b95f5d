"""What a document may ask for: read all at once, and listed in the source of the reference."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import timeline as tl
from timeline.errors import Invalid
from timeline.integrations.embedding import OPTIONS, embedded, faults

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "embedding.md"


def test_the_source_of_the_reference_lists_the_options() -> None:
    comment = "".join(line for line in REFERENCE.read_text("utf-8").splitlines(keepends=True) if line.startswith("% `"))
    assert re.findall(r"`([a-z-]+)`", comment) == [option.name for option in OPTIONS]


def test_a_mistake_in_one_step_hides_none_in_another() -> None:
    def nowhere(_name: str) -> Path:
        raise Invalid("no folder", code="no-folder", path=("template",))

    given = {"kind": "meating", "limit": "x", "agent": "Putn", "side": "Rusia", "tmplate": "x", "template": "y"}
    with pytest.raises(Invalid) as raised:
        embedded(given, read=lambda: tl.dossier("rome-2025"), folder=nowhere)
    assert [problem.path[0] for problem in raised.value.problems] == [
        "limit",
        "tmplate",
        "template",
        "agent",
        "side",
        "kind",
    ]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"from": "2026", "to": "2025"}, "from: '2026/2025': the end lies before the start (character 6)"),
        ({"limit": "3", "tail": "1"}, "limit: limit stands for itself; leave out head and tail, or limit"),
        ({"limit": "0"}, "limit: limit cannot be 0; from 1 on"),
        ({"head": "-1"}, "head: head cannot be -1; from 0 on"),
        ({"heading-level": "7"}, "heading-level: no heading level 7; headings have levels 1 to 6"),
        ({"language": "no such"}, "language: 'no such' is no language tag; write one such as 'en' or 'uk'"),
        ({"language": ""}, "language: a value is wanted"),
    ],
)
def test_what_options_cannot_be_is_told_with_their_names(given: dict[str, str], told: str) -> None:
    assert [str(problem) for problem in faults(given)] == [told]

"""The pages of a small dossier, reviewed as text; `pytest --write-golden` writes them anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from timeline.chronology import Chronology
from timeline.rendering import render

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("arcadia.html", {"language": "html"}),
        ("arcadia.fragment.html", {"language": "html", "fragment": True, "heading_level": 2, "id_prefix": "lake-"}),
        ("arcadia.md", {"language": "markdown"}),
        ("arcadia.txt", {"language": "text"}),
        ("arcadia.tex", {"language": "latex"}),
        ("arcadia.fragment.tex", {"language": "latex", "fragment": True, "heading_level": 2, "id_prefix": "lake-"}),
        ("arcadia.rst", {"language": "rst"}),
        ("arcadia.timeline.mmd", {"language": "mermaid-timeline"}),
        ("arcadia.gantt.mmd", {"language": "mermaid-gantt"}),
        ("arcadia.mw", {"language": "markwhen"}),
    ],
)
def test_golden(name: str, options: dict[str, object], arcadia: Chronology, *, write_golden: bool) -> None:
    """The same chronology gives the same bytes, and they are these."""
    actual = render(arcadia, compiled="1962-06-01", **options)
    if write_golden:
        GOLDEN.joinpath(name).write_text(actual, "utf-8", newline="\n")
    assert GOLDEN.joinpath(name).read_text("utf-8") == actual

"""JSON for programs: `findings` and `problems`, each a list of objects with the attributes of the classes of these names."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

import attrs

from timeline.checks.finding import Finding, visible
from timeline.errors import Problem

__all__ = ["dumps", "written"]

_ODD = re.compile(r"[^\x20-\x7e\n]")  # what may have to be escaped beyond what JSON asks for


def dumps(findings: Sequence[Finding], problems: Sequence[Problem] = ()) -> str:
    """Return the one object."""
    return written(
        {
            "findings": [_of(finding) for finding in findings],
            "problems": [{**attrs.asdict(problem), "path": list(problem.path)} for problem in problems],
        }
    )


def _of(finding: Finding) -> dict[str, Any]:
    return {"dossier": finding.file, **attrs.asdict(finding)}


def written(tree: dict[str, Any]) -> str:
    """Return a tree as JSON in which letters stand as they are, and what a terminal would act on as an escape."""
    text = json.dumps(tree, ensure_ascii=False, indent=2)
    return _ODD.sub(lambda found: _escaped(found[0]), text) + "\n"


def _escaped(char: str) -> str:
    if visible(char) == char:
        return char
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[place]:02x}{units[place + 1]:02x}" for place in range(0, len(units), 2))

"""A dossier of any version is read for ever, and one of a version that we do not know is refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import timeline as tl
from timeline.formats import schema

VERSIONS = Path(__file__).parent.parent / "golden" / "versions"
FILES = ["1.yaml", "1-listed.json"]


def keys(tree: Any) -> Iterator[str]:
    """Yield every key of a tree."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield str(key)
            yield from keys(value)
    elif isinstance(tree, list):
        for each in tree:
            yield from keys(each)


@pytest.mark.parametrize("name", FILES)
def test_it_means_what_it_has_always_meant(name: str, *, write_golden: bool) -> None:
    """The golden file is what it came to when its version was young; it is written once, and never changed."""
    golden = VERSIONS / f"{name}.golden.json"
    records = tl.read(VERSIONS / name).dumps("json")
    if write_golden and not golden.exists():
        golden.write_text(records, "utf-8")
    assert tl.loads(golden.read_text("utf-8"), "json") == tl.loads(records, "json")
    assert golden.read_text("utf-8") == records


def test_every_field_and_kind_of_the_schema_stands_in_one_of_them() -> None:
    found = {key for name in FILES for key in keys(yaml.safe_load((VERSIONS / name).read_text("utf-8")))}
    known = schema()
    fields = {*known["properties"], *(name for part in known["$defs"].values() for name in part.get("properties", {}))}
    assert fields - found == set()
    kinds = {event.kind for name in FILES for event in tl.read(VERSIONS / name)}
    assert {"conference", "meeting", "mission", "visit", "statement", "agreement", "incident", "event"} <= kinds


@pytest.mark.parametrize("version", ["2", "99", "0", "1.5", "true", "[1]"])
def test_any_other_version_is_refused_with_its_place(version: str) -> None:
    with pytest.raises(tl.Unreadable) as caught:
        tl.loads(f"title: T\ntimeline: {version}\nevents: []\n")
    problem = caught.value.problems[0]
    assert (problem.code in {"unknown-version", "wrong-type", "empty"}, problem.line, problem.path) == (
        True,
        2,
        ("timeline",),
    )
    assert problem.hint


def test_of_json_likewise() -> None:
    with pytest.raises(tl.Unreadable, match="no version 2 of the format"):
        tl.loads(json.dumps({"timeline": 2, "title": "T"}), "json")

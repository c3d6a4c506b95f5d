"""Whatever a file holds, it is a chronology or it is refused with places; nothing else ever comes out of reading."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline import formats
from timeline.chronology import Chronology
from timeline.errors import Unreadable
from timeline.records import SECTIONS, kinds

FIELDS = sorted({name for cls in [*SECTIONS.values(), *kinds().values()] for name in cls.fields()})
KEYS = st.sampled_from(
    [*FIELDS, "kind", "agent", "role", "source", "via", "low", "unit", "act", "target", "date", "on", "denies", "?"]
)
LEAVES = st.sampled_from(
    ["a", "b", "NO", "x y", "", "2025-02-30", "2025", "meeting", "statement", "host", "66 drones", "Trump", "é"]
)
VALUES = st.recursive(
    LEAVES | st.integers() | st.booleans() | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS | LEAVES, inner, max_size=4),
    max_leaves=6,
)
EVENTS = st.dictionaries(KEYS, VALUES, max_size=5).map(lambda fields: {"title": "T", "when": "2025", **fields})
RECORDS = st.dictionaries(KEYS, VALUES, max_size=5) | EVENTS | VALUES
HEADS = st.sampled_from([*SECTIONS, "title", "zone", "language", "timeline", "note"])
ENTRIES = st.dictionaries(st.sampled_from("abc"), RECORDS, max_size=3) | st.lists(RECORDS, max_size=2) | VALUES


@given(tree=st.dictionaries(HEADS, ENTRIES, max_size=4))
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_any_tree_is_read_or_refused(tree: dict[str, Any]) -> None:
    text = json.dumps(tree)  # which is YAML too
    for name in ("yaml", "json"):
        found = outcome(text, name)
        if isinstance(found, Unreadable):
            assert all(problem.line and problem.column for problem in found.problems)
        else:
            assert formats.loads(formats.dumps(found, name), name) == found


@pytest.mark.parametrize("name", [name for name in formats.readable() if not formats.FORMATS[name].folder])
@given(tree=st.dictionaries(HEADS, ENTRIES, max_size=4))
@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_no_format_fails_at_what_is_none_of_its_own(name: str, tree: dict[str, Any]) -> None:
    found = outcome(json.dumps(tree), name)
    assert isinstance(found, Chronology) or found.problems


def outcome(text: str, name: str) -> Chronology | Unreadable:
    try:
        return formats.loads(text, name)
    except Unreadable as error:
        return error

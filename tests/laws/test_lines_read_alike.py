"""JSON Lines say the same in any order, line by line as by way of their tree, and whatever a line holds, it is read or refused with its place."""

import json
import random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline import formats
from timeline.chronology import Chronology
from timeline.errors import Unreadable
from timeline.formats.drafting import json_lines
from timeline.records import SECTIONS, Event
from timeline.testing import chronologies

LAW = settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
KEYS = st.sampled_from(["section", "id", "fields", "timeline", "name", "who", "kind", *Event.fields()])
VALUES = st.recursive(
    st.sampled_from(["a", "b", "c d", "", "2025", "2025-02-30", "meeting", *SECTIONS])
    | st.integers()
    | st.booleans()
    | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=5,
)
LINES = st.fixed_dictionaries(
    {"section": st.sampled_from([*SECTIONS]), "id": st.sampled_from("abc")},
    optional=dict.fromkeys(("name", "title", "when", "who", "kind", "fields"), VALUES),
)


@given(chronology=chronologies(most_events=4), seed=st.integers())
@LAW
def test_the_order_of_lines_says_nothing(chronology: Chronology, seed: int) -> None:
    lines = chronology.dumps("jsonl").splitlines(keepends=True)
    random.Random(seed).shuffle(lines)
    assert formats.loads("".join(lines), "jsonl") == chronology


@given(chronology=chronologies(most_events=4))
@LAW
def test_the_quick_way_and_that_by_the_tree_are_equal(chronology: Chronology) -> None:
    text = chronology.dumps("jsonl")
    assert json_lines._closely(text, None, None) == formats.loads(text, "jsonl") == chronology


@given(lines=st.lists(LINES | st.dictionaries(KEYS, VALUES, max_size=4) | VALUES, max_size=5))
@LAW
def test_any_line_is_read_or_refused(lines: list[Any]) -> None:
    text = "\n".join(map(json.dumps, lines))
    found = outcome(text)
    if isinstance(found, Unreadable):
        assert all(1 <= (problem.line or 0) <= max(len(lines), 1) and problem.column for problem in found.problems)
    else:
        assert formats.loads(formats.dumps(found, "jsonl"), "jsonl") == found


def outcome(text: str) -> Chronology | Unreadable:
    try:
        return formats.loads(text, "jsonl")
    except Unreadable as error:
        return error

"""Whatever the front matter of a note holds, the folder is read or refused with the file and the place; what was read is a dossier as well."""

import json
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline import formats
from timeline.chronology import Chronology
from timeline.errors import Unreadable
from timeline.formats.foreign.note_words import WORDS
from timeline.records import Event

KEYS = st.sampled_from([word for words in WORDS.values() for word in words] + [*Event.fields(), "weight", "Date"])
LEAVES = st.sampled_from(
    [
        "a",
        "2025-04-26",
        "2025",
        "14:30",
        "meeting",
        "held",
        "x, y",
        "[[a|b]]",
        "",
        "https://a.example/x",
        "[b](http://[x)",
        "https://[",
    ]
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(KEYS | st.sampled_from(["url", "agent", "page"]), inner, max_size=3)
    ),
    max_leaves=5,
)
NAMES = st.sampled_from(["a.md", "2025-04-26-b.md", "2025-02-31.md", "sub/a.md", "1815 c.markdown", "-.md"])
NOTES = st.dictionaries(
    NAMES, st.tuples(st.dictionaries(KEYS, VALUES, max_size=5), st.text(max_size=20)), min_size=1, max_size=3
)


@given(notes=NOTES)
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_any_note_is_read_or_refused(notes: dict[str, tuple[dict[str, Any], str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, (front, body) in notes.items():
            path = Path(folder, name)
            path.parent.mkdir(exist_ok=True)
            path.write_text(f"---\n{json.dumps(front)}\n---\n{body}", "utf-8", errors="replace")  # JSON is YAML
        found = outcome(folder)
        if isinstance(found, Unreadable):
            files = {str(Path(folder, name)) for name in notes}
            assert all(problem.file in files and problem.line and problem.column for problem in found.problems)
        else:
            assert len(found) == len(notes)
            assert formats.loads(found.dumps("yaml")) == found
            assert found.files(event.id for event in found).keys() == {event.id for event in found}


def outcome(folder: str) -> Chronology | Unreadable:
    try:
        return formats.read(folder)
    except Unreadable as error:
        return error

"""Whatever stands in a file, its reader takes it in or refuses it with an error of ours: no other exception ever leaves."""

import functools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from timeline import errors, formats

SOUND = formats.dossier("witkoff-putin")[:2]
# A sound file of each format that is only read.
UNWRITTEN = {
    "markwhen": "---\ntitle: Vienna\n---\nsection Congress\n1814-09-18 / 1815-06-09: Talks #vienna\nnow: x\n2025-04: Rome\n",
    "mermaid": "timeline\n    title Vienna\n    section Congress\n        1814 : Talks : Balls\n        1815 : Act\n",
    "wikidata": '{"entities": {"Q1": {"id": "Q1", "labels": {"en": {"value": "Talks"}}, "claims": {"P585": [{"mainsnak": {"snaktype": "value",'
    ' "datavalue": {"type": "time", "value": {"time": "+2025-04-26T00:00:00Z", "precision": 11, "timezone": 0}}}}]}}}}',
}
# What readers stumble over: the signs of many formats, numbers without end, letters that are none.
PIECES = st.sampled_from(
    [
        *'[]{}"\\:,;=#|>&*!%@`~-+/\t\r\n \0',
        *(
            "\r\n ",
            "1e999",
            "9" * 5_000,
            "NaN",
            "-Infinity",
            "null",
            "BEGIN:VEVENT\r\n",
            "END:VEVENT\r\n",
            "20250230",
            "T25",
        ),
        *(
            "2025-02-30",
            "Y1E99",
            "\ud800",
            "\ufeff",
            "\x85",
            "\u2028",
            "\\u",
            "\\ud83d",
            "[" * 50,
            "---\n",
            "'",
            "<<",
            "1:30",
        ),
    ]
)
PLACE = st.integers(0, 10**6)
EDITS = st.lists(st.tuples(PLACE, st.integers(0, 30), PIECES | st.text(max_size=5)), min_size=1, max_size=6)


@functools.cache
def written(name: str) -> str:
    """Return a short sound file of a format."""
    return UNWRITTEN[name] if name in UNWRITTEN else formats.dumps(SOUND, name)


def edited(text: str, edits: list[tuple[int, int, str]]) -> str:
    for place, length, piece in edits:
        at = place % (len(text) + 1)
        text = text[:at] + piece + text[at + length :]
    return text


READERS = [name for name in formats.readable() if not formats.FORMATS[name].folder]


@pytest.mark.parametrize("name", READERS)
def test_a_sound_file_is_read(name):
    assert len(formats.loads(written(name), name).events) > 0


@pytest.mark.parametrize("name", READERS)
@example(edits=[(7, 0, "\x0c")])  # a name that a message of the reader of calendars repeated as it stood
@given(edits=EDITS)
def test_a_spoilt_file_is_read_or_refused_in_our_words(name, edits):
    text = edited(written(name), edits)
    refused = ()
    try:
        formats.loads(text, name)
    except errors.TimelineError as error:
        refused = error.problems or ("an error without words",)
    assert [
        str(problem) for problem in refused if len(str(problem).splitlines()) != 1 or isinstance(problem, str)
    ] == []

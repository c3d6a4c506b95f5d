"""A law: filters that an engine applies keep the rows that Python keeps one by one."""

import os
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

if not os.environ.get("TIMELINE_REQUIRE_ENGINES"):
    pytest.importorskip("ibis", reason="engines have an environment of their own")

import timeline as tl
from timeline import corpora

STATES = ["USA", "RUS", "ROM", "UKR", "EUR", "", "usa"]
CODES = ["046", "040", "0411", "042", "057", "010", "195", "---", "", "999", "20"]
DAYS = [f"2025{month:02}{day:02}" for month in (3, 4, 5) for day in (1, 15, 30)]
ROWS = st.lists(
    st.tuples(st.sampled_from(DAYS), st.sampled_from(STATES), st.sampled_from(STATES), st.sampled_from(CODES)),
    min_size=1,
    max_size=12,
)
QUESTIONS = st.fixed_dictionaries(
    {},
    optional={
        "kinds": st.sets(st.sampled_from(corpora.corpus.kinds_coded("cameo")), min_size=1),
        "pair": st.tuples(st.sampled_from(["USA", "RUS", "Romania"]), st.sampled_from(["UA", "USA", "ROU"])),
        "states": st.lists(st.sampled_from(["USA", "RUS", "ROU", "UKR"]), min_size=1, max_size=2),
        "during": st.sampled_from(
            ["2025", "2025-04", "2025-04-15", "2025-04-15/..", "../2025-03-30", "{2025-03,2025-05-30}", "2024"]
        ),
    },
)


def kept(row, question):
    """Whether Python keeps a row."""
    day, first, second, code = row
    if "kinds" in question and corpora.coding_of("cameo", code).kind not in question["kinds"]:
        return False
    if "pair" in question:
        one, other = (corpora.country(name).codes for name in question["pair"])
        if not ((first in one and second in other) or (first in other and second in one)):
            return False
    if any(
        first not in corpora.country(name).codes and second not in corpora.country(name).codes
        for name in question.get("states", ())
    ):
        return False
    if "during" not in question:
        return True
    coded = tl.When(date(int(day[:4]), int(day[4:6]), int(day[6:])).isoformat())
    return len(tl.Chronology([tl.Event("e", title="E", when=coded)]).during(question["during"])) == 1


@pytest.fixture(scope="module")
def connection():
    import ibis

    return ibis.duckdb.connect()


@settings(max_examples=15, deadline=None)
@given(rows=ROWS, question=QUESTIONS)
def test_filters_find_what_a_scan_finds(made, connection, rows, question):
    with tempfile.TemporaryDirectory() as folder:
        lines = [
            (str(at), day, "", first, "", second, code, "", "") for at, (day, first, second, code) in enumerate(rows)
        ]
        corpus = corpora.gdelt(made.gdelt(Path(folder), lines), backend=connection)
        if "kinds" in question:
            corpus = corpus.kind(*sorted(question["kinds"]))
        if "pair" in question:
            corpus = corpus.between_states(*question["pair"])
        corpus = corpus.involving(*question["states"]) if "states" in question else corpus
        corpus = corpus.during(question["during"]) if "during" in question else corpus
        expected = [at for at, row in enumerate(rows) if kept(row, question)]
        found = corpus.rows()
    assert sorted(int(row["id"]) for row in found) == expected
    assert corpus.title.startswith("GDELT events")
    kinds = {at: corpora.coding_of("cameo", rows[at][3]).kind for at in expected}
    assert {int(row["id"]): row["kind"] for row in found} == kinds

"""The stream of Arrow: pyarrow, pandas, Polars and DuckDB take a chronology as it is."""

import datetime as dt
import os
import subprocess
import sys

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import timeline as tl
from timeline import formats
from timeline.errors import MissingPackage
from timeline.formats.tables.cells import SEPARATOR, split
from timeline.formats.tables.columns import COLUMNS

ROME = tl.dossier("rome-2025")
LISTS = [column.name for column in COLUMNS if column.holds == "list"]
DAY = dt.date

# Dates that no calendar of a data frame holds, or that have no end.
FAR = tl.Chronology(
    [
        tl.Event("caesar", title="Caesar is murdered", when="-0043-03-15"),
        tl.Event("first", title="The year 1 begins", when="0001-01-01"),
        tl.Event("month", title="A month", when="2025-04"),
        tl.Event("open", title="It began", when="2025-04-26/.."),
        tl.Event("night", title="A call", when="2025-04-26T23:59[Europe/Moscow]"),
        tl.Event("last", title="The year 9999 ends", when="9999-12-31"),
        tl.Event("later", title="Later", when="Y12000"),
    ]
)
FAR_DAYS = {
    "caesar": (None, None),
    "first": (DAY(1, 1, 1), DAY(1, 1, 1)),
    "month": (DAY(2025, 4, 1), DAY(2025, 4, 30)),
    "open": (DAY(2025, 4, 26), None),
    "night": (DAY(2025, 4, 26), DAY(2025, 4, 26)),
    "last": (DAY(9999, 12, 31), DAY(9999, 12, 31)),
    "later": (None, None),
}


def as_flat(row):
    """A row of Arrow as `to_records` has it: lists as one text, null where none of their values says anything."""
    parts = {name: [value or "" for value in row[name]] for name in LISTS}
    texts = {name: formats.tables.cells.joined(values) or None for name, values in parts.items()}
    return row | texts


def test_pyarrow_reads_the_rows_of_to_records():
    table = pa.table(ROME)
    assert table.column_names == [column.name for column in COLUMNS]
    assert [as_flat(row) for row in table.to_pylist()] == ROME.to_records()


def test_polars_reads_the_same_rows():
    rows = pl.DataFrame(ROME).to_dicts()
    assert rows == pa.table(ROME).to_pylist()
    assert ROME.to_polars().to_dicts() == rows


def test_pandas_reads_the_same_rows():
    frame = pd.DataFrame.from_arrow(ROME)
    assert frame.shape == (len(ROME), len(COLUMNS))
    assert [*frame["id"]] == [event.id for event in ROME]
    assert [[*names] for names in frame["who"]] == [row["who"] for row in pa.table(ROME).to_pylist()]
    assert [*frame["when"]] == [event.when.text for event in ROME]


def test_to_pandas_has_days_as_timestamps_and_few_words_as_categories():
    frame = ROME.to_pandas()
    assert {frame[name].dtype.kind for name in ("earliest", "latest")} == {"M"}
    days = [None if day is pd.NaT else day.date() for day in frame["latest"]]
    assert days == [row["latest"] for row in ROME.to_records()]
    assert {name for name in frame if isinstance(frame[name].dtype, pd.CategoricalDtype)} == {
        *("kind", "reading", "grain", "status", "mode", "protocol")
    }


def test_duckdb_asks_a_chronology_by_its_variable():
    rome = ROME  # the name in the query
    query = "select id, kind, earliest, latest, who, contested from rome where list_contains(who, 'Donald Trump') order by id"
    found = duckdb.sql(query).fetchall()
    wanted = [
        (row["id"], row["kind"], row["earliest"], row["latest"], row["who"], row["contested"])
        for row in pa.table(rome).to_pylist()
        if "Donald Trump" in row["who"]
    ]
    assert len(found) > 3
    assert found == sorted(wanted)


@pytest.mark.parametrize("chronology", [ROME, ROME.of("meeting"), FAR, tl.Chronology([])])
def test_the_types_are_the_same_for_every_chronology(chronology):
    table = pa.table(chronology)
    assert table.num_rows == len(chronology)
    assert table.schema == pa.table(ROME).schema
    assert pl.DataFrame(chronology).schema == pl.DataFrame(ROME).schema
    kinds = dict(ROME.to_pandas().dtypes.astype(str))
    assert dict(chronology.to_pandas().dtypes.astype(str)) == kinds
    assert len(duckdb.sql("select id, earliest, who from chronology").fetchall()) == len(chronology)


def test_days_outside_the_calendar_are_null_and_the_text_stands():
    arrow = {row["id"]: (row["earliest"], row["latest"]) for row in pa.table(FAR).to_pylist()}
    polars = {name: days for name, *days in pl.DataFrame(FAR).select("id", "earliest", "latest").rows()}
    duck = {name: days for name, *days in duckdb.sql("select id, earliest, latest from FAR").fetchall()}
    assert arrow == FAR_DAYS
    assert {name: tuple(days) for name, days in polars.items()} == FAR_DAYS
    assert {name: tuple(days) for name, days in duck.items()} == FAR_DAYS
    frame = FAR.to_pandas().set_index("id")
    assert frame.loc["first", "earliest"] == pd.Timestamp("0001-01-01").as_unit("ms")
    assert frame.loc["last", "latest"].year == 9999
    assert frame.loc["caesar", "earliest"] is pd.NaT
    assert [*frame["when"]] == [event.when.text for event in FAR]


def test_lists_that_belong_together_are_of_one_length():
    for row in pa.table(ROME).to_pylist():
        people = [row[name] for name in ("who", "who_ids", "who_kinds", "roles", "capacities", "on_behalf_of")]
        sources = [row[name] for name in ("sources", "source_ids", "urls", "locators", "quotes")]
        assert {len(values) for values in people} == {len(ROME[row["id"]].who)}
        assert {len(values) for values in sources} == {len(ROME[row["id"]].cites)}


def test_texts_with_the_mark_between_values_stay_whole():
    names = ["A | B", "C\\D", 'E, "F"\n=1+1']
    people = [tl.Person(f"p{number}", name=name) for number, name in enumerate(names)]
    talks = tl.Meeting("talks", title="Talks", when="2025", who=people)
    assert pa.table(tl.Chronology([*people, talks])).to_pylist()[0]["who"] == [person.name for person in people]
    assert split(tl.Chronology([*people, talks]).to_records()[0]["who"], SEPARATOR, escaped=True)[0] == "A | B"


def test_kinds_of_ones_own_are_words_like_the_others():
    raid = formats.loads("events: {e: {kind: raid, title: T, when: 2025}}")
    assert pl.DataFrame(raid)["kind"].to_list() == ["raid"]


def test_batches_are_made_when_they_are_asked_for():
    many = tl.Chronology([tl.Event(f"e{number}", title="T", when="2025-04-26") for number in range(5000)])
    sizes = [batch.num_rows for batch in formats.arrow_reader(many)]
    assert sizes == [4096, 904]
    assert pl.DataFrame(many)["id"].n_unique() == 5000
    assert many.to_pandas()["kind"].unique().tolist() == ["event"]


def test_a_reader_may_ask_for_other_types():
    wanted = pa.schema(
        [
            field.with_type(pa.string()) if pa.types.is_dictionary(field.type) else field
            for field in pa.table(FAR).schema
        ]
    )
    table = pa.table(FAR, schema=wanted)
    assert table.schema.field("kind").type == pa.string()
    assert table["kind"].to_pylist() == ["event"] * len(FAR)


def test_without_pyarrow_it_says_what_to_install():
    script = (
        "import sys; sys.modules['pyarrow'] = None\n"
        "import timeline as tl\n"
        "from timeline.errors import MissingPackage\n"
        "for ask in ('to_pandas', 'to_polars', '__arrow_c_stream__'):\n"
        "    try: getattr(tl.Chronology([]), ask)()\n"
        "    except MissingPackage as error: print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=dict(os.environ)
    )
    assert (
        done.stdout.splitlines()
        == ["the format arrow needs pyarrow, which is not installed; pip install 'timeline-diplomacy[arrow]'"] * 3
    )


@pytest.mark.parametrize("package", ["pandas", "polars"])
def test_without_the_data_frame_it_says_what_to_install(package, monkeypatch):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(
        MissingPackage,
        match=f"a data frame of {package} needs {package}, which is not installed; pip install {package}",
    ):
        getattr(ROME, f"to_{package}")()

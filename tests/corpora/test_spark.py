"""The same question on Spark and on DuckDB, row for row."""

import os

import pytest

if not os.environ.get("TIMELINE_REQUIRE_ENGINES"):
    pytest.importorskip("ibis", reason="engines have an environment of their own")

from timeline import corpora
from timeline.errors import Unreadable

QUESTIONS = {
    "all": lambda corpus: corpus,
    "talks": lambda corpus: corpus.kind("meeting").between_states("USA", "RUS").during("2025-04"),
    "side": lambda corpus: corpus.involving("UKR").during("2014/.."),
    "own": lambda corpus: corpus.where(lambda table: table.actor.notnull() & (table.intensity > 0)),
}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory, made, spark):
    """Give a corpus on both engines."""
    folder = tmp_path_factory.mktemp("corpora")
    files = {"gdelt": made.zip(folder), "polecat": made.polecat(folder), "icews": made.icews(folder)}
    opened = {}

    def give(name):
        if name not in opened:
            opener = getattr(corpora, name)
            opened[name] = opener(files[name]), opener(files[name], backend=spark)
        return opened[name]

    return give


def by_id(rows):
    return sorted(rows, key=lambda row: row["id"])


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("name", ["gdelt", "polecat", "icews"])
def test_rows_are_the_same(corpus, name, question):
    on_duckdb, on_spark = (by_id(QUESTIONS[question](each).rows()) for each in corpus(name))
    assert on_duckdb == on_spark


@pytest.mark.parametrize("name", ["gdelt", "polecat", "icews"])
def test_what_is_computed_is_the_same(corpus, name):
    on_duckdb, on_spark = corpus(name)
    assert on_duckdb.count() == on_spark.count() > 0
    assert on_duckdb.per_month() == on_spark.per_month()
    assert on_duckdb.pairs() == on_spark.pairs()


def test_the_chronology_is_the_same(corpus):
    on_duckdb, on_spark = (each.kind("meeting").to_chronology().dumps() for each in corpus("gdelt"))
    assert on_duckdb == on_spark


@pytest.mark.parametrize("change", [lambda line: line.rpartition("\t")[0], lambda line: f"{line}\tx"])
def test_a_wrong_line_is_the_same_error(tmp_path, made, spark, change):
    """Spark would take a short line for a row and cut a long one, were it not told otherwise."""
    path = made.gdelt(tmp_path)
    path.write_text(path.read_text("utf-8") + f"{change(made.gdelt_line(made.rows[0]))}\n", "utf-8")
    told = []
    for backend in (None, spark):
        with pytest.raises(Unreadable, match=r"CSV:11: \d+ columns; there are 61") as caught:
            corpora.gdelt(path, backend=backend).kind("meeting").count()
        told.append(str(caught.value))
    assert told[0] == told[1]


def test_parquet_with_folders_for_months(tmp_path, corpus, spark):
    import pyarrow.parquet as pq

    on_duckdb, _ = corpus("gdelt")
    pq.write_to_dataset(on_duckdb.held.table.to_pyarrow(), tmp_path / "set", partition_cols=["MonthYear"])
    found = corpora.parquet(tmp_path / "set", backend=spark)
    assert found.held.partitions == ("MonthYear",)
    assert by_id(found.during("2025-04").rows()) == by_id(on_duckdb.during("2025-04").rows())

"""A corpus on DuckDB: the same answers as rows counted by hand, and every error with its place."""

import os
import re

import pytest

if not os.environ.get("TIMELINE_REQUIRE_ENGINES"):
    pytest.importorskip("ibis", reason="engines have an environment of their own")

from timeline import corpora
from timeline.errors import Invalid, NotFound, Unreadable


@pytest.fixture(scope="module")
def folder(tmp_path_factory, made):
    folder = tmp_path_factory.mktemp("corpora")
    made.zip(folder)
    made.polecat(folder)
    made.icews(folder)
    return folder


@pytest.fixture(scope="module")
def gdelt(folder):
    return corpora.gdelt(str(folder / "*.csv.zip"))


@pytest.fixture(scope="module")
def polecat(folder):
    return corpora.polecat(folder / "ngecEvents.DV.2025.txt")


@pytest.fixture(scope="module")
def icews(folder):
    return corpora.icews(folder / "events.2014.tab")


def ids(corpus):
    return {row["id"] for row in corpus.rows()}


def test_the_query_of_the_guide(gdelt):
    talks = gdelt.kind("meeting").between_states("USA", "RUS").during("2025-04")
    assert (ids(talks), talks.count()) == ({"1", "2", "4"}, 3)
    assert [(str(row.when), row.count) for row in talks.per_month()] == [("2025-04", 3)]
    assert [(row.first, row.second, row.count) for row in talks.pairs()] == [("RUS", "USA", 3)]
    assert {event.id for event in talks.to_chronology()} == {"gdelt-1", "gdelt-2", "gdelt-4"}


def test_verbs_return_a_new_corpus_and_read_nothing(gdelt):
    before = repr(gdelt)
    talks = gdelt.kind("meeting").during("2025-04")
    assert (repr(gdelt), repr(talks)) == (before, "<Corpus 'GDELT events of kind meeting, during 2025-04'>")
    assert "GDELT 2.0 Event Database" in talks._repr_html_()


def test_all_corpora_have_the_same_columns(gdelt, polecat, icews):
    types = {name: kind for name, (kind, _) in corpora.UNIFORM.items()}
    for corpus in (gdelt, polecat, icews):
        assert {name: str(kind) for name, kind in corpus.expression.schema().items()} == types


@pytest.mark.parametrize(
    ("during", "expected"),
    [
        ("2025-04-25", {"2", "3"}),
        ("2025-04-25/..", {"2", "3", "4", "5"}),
        ("../2025-04-01", {"1", "9"}),
        ("{2025-03,2025-05}", {"5", "9"}),
        ("2025", {*map(str, range(1, 11))}),
        ("1066", set()),
        ("Y20000", set()),
        ("2025-04-25T14:30", {"2", "3"}),
    ],
)
def test_a_date_in_any_notation_picks_days(gdelt, during, expected):
    assert ids(gdelt.during(during)) == expected


def test_a_state_is_named_by_code_or_name_in_every_corpus(gdelt, polecat, icews):
    assert ids(gdelt.involving("Romania")) == ids(gdelt.involving("ROM")) == {"6"}
    assert ids(polecat.involving("GBR", "Ukraine")) == {"p-2"}
    assert ids(icews.involving("Russia")) == {"20718170", "20718171"}
    assert ids(icews.between_states("Ukraine", "Ivory Coast")) == {"20718173"}


def test_several_states_in_a_cell_are_each_found_and_each_paired(polecat):
    assert ids(polecat.between_states("USA", "UKR")) == {"p-3", "p-4"}
    assert [(row.first, row.second, row.count) for row in polecat.pairs()] == [
        ("RUS", "USA", 2),
        ("UKR", "USA", 2),
        ("FRA", "UKR", 1),
        ("GBR", "UKR", 1),
        ("RUS", "UKR", 1),
    ]


def test_kinds_add_up_to_all(gdelt, polecat, icews):
    for corpus in (gdelt, polecat, icews):
        known = corpora.corpus.kinds_coded(corpus.held.layout.scheme)
        assert sum(corpus.kind(kind).count() for kind in known) == corpus.kind(*known).count() == corpus.count()


def test_the_kind_of_a_row_is_that_of_the_event(gdelt, polecat, icews):
    for corpus in (gdelt, polecat, icews):
        events = {event.cites[0].locator.rpartition(" ")[2]: event.kind for event in corpus.to_chronology()}
        assert {row["id"]: row["kind"] for row in corpus.rows()} == events


def test_the_word_for_nothing_is_nothing(polecat):
    rows = {row["id"]: row for row in polecat.rows()}
    assert (rows["p-4"]["actor"], rows["p-4"]["place"], rows["p-6"]["actor_state"]) == (None, None, None)


def test_a_predicate_of_ones_own_asks_the_uniform_columns(gdelt):
    from ibis import _

    asked = gdelt.where(_.actor.like("%PUTIN%")).where(lambda table: table.mentions > 5)
    assert ids(asked) == {"2"}
    assert repr(asked) == "<Corpus 'GDELT events and 2 more conditions'>"
    assert ids(asked.kind("visit")) == set()


def test_more_hits_than_the_limit_are_said_and_not_cut(gdelt):
    with pytest.raises(Invalid, match="10 events are more than the limit of 9; ask for less, or give a higher limit"):
        gdelt.to_chronology(limit=9)
    assert len(gdelt.to_chronology(limit=10)) == len(gdelt.to_chronology(limit=None)) == 10
    with pytest.raises(Invalid, match="no chronology has at most 0 events"):
        gdelt.to_chronology(limit=0)


def test_nothing_found_is_an_empty_chronology(gdelt):
    nothing = gdelt.during("1066")
    assert (len(nothing.to_chronology()), nothing.count(), nothing.per_month().rows, nothing.pairs().rows) == (
        0,
        0,
        (),
        (),
    )


def test_the_same_question_gives_the_same_chronology(gdelt):
    assert gdelt.to_chronology().dumps() == gdelt.to_chronology().dumps()


def test_filters_name_the_published_columns_with_constants(gdelt):
    """So that an engine applies them while it reads, the days first."""
    where = gdelt.kind("visit").involving("USA").during("2025-04").sql().partition("WHERE")[2]
    names = re.findall(r'"(\w+)" (?:BETWEEN|=|IN)', where)
    assert names == ["SQLDATE", "Actor1CountryCode", "Actor2CountryCode", "EventBaseCode"]


@pytest.mark.parametrize("dialect", ["bigquery", "trino", "clickhouse", "postgres", "snowflake"])
@pytest.mark.parametrize("name", ["gdelt", "polecat", "icews"])
def test_the_query_is_written_for_engines_that_are_not_here(request, dialect, name):
    import ibis
    import sqlglot

    corpus = request.getfixturevalue(name).kind("meeting").between_states("USA", "RUS").during("2025-04")
    for text in (
        corpus.sql(dialect),
        str(ibis.to_sql(corpora.expressions.pairs(corpus.expression, many=name == "polecat"), dialect=dialect)),
    ):
        assert sqlglot.parse_one(text, read=dialect).find(sqlglot.exp.Where) is not None


def test_days_as_numbers_are_compared_with_numbers(made):
    """As BigQuery has them."""
    import ibis

    types = dict.fromkeys(made.layouts["gdelt"].columns, "string") | {
        "GLOBALEVENTID": "int64",
        "SQLDATE": "int64",
        "NumMentions": "int64",
    }
    corpus = corpora.gdelt(table=ibis.table(types, name="events")).during("2025-04")
    assert "BETWEEN 20250401 AND 20250430" in corpus.sql("bigquery")


def test_bigquery_has_gdelt_under_a_name_of_its_own():
    asked = []

    class BigQuery:
        name = "bigquery"

        def table(self, name, *, database):
            import ibis

            asked.append((name, database))
            return ibis.table(dict.fromkeys(corpora.LAYOUTS["gdelt"].columns, "string"), name=name)

    assert corpora.gdelt(backend=BigQuery()).title == "GDELT events"
    assert asked == [("events", ("gdelt-bq", "gdeltv2"))]


def test_a_table_of_the_engine_is_opened_by_name(gdelt):
    import ibis

    connection = ibis.duckdb.connect()
    connection.con.register("events", gdelt.held.table.to_pyarrow())
    assert corpora.gdelt(backend=connection, table="events").count() == 10


# -- Parquet ---------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def dataset(tmp_path_factory, gdelt):
    """A folder of Parquet, one folder inside for each month, with days and codes as numbers."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder = tmp_path_factory.mktemp("parquet")
    rows = gdelt.held.table.to_pyarrow().to_pylist()
    for row in rows:
        row |= {
            "SQLDATE": int(row["SQLDATE"]),
            "EventBaseCode": int(row["EventBaseCode"]) if row["EventBaseCode"] != "---" else None,
        }
    pq.write_to_dataset(pa.Table.from_pylist(rows), folder, partition_cols=["MonthYear"])
    return folder


def test_parquet_is_recognized_by_its_columns(dataset, gdelt):
    found = corpora.parquet(dataset)
    assert found.held.layout.name == "gdelt"
    assert found.to_chronology().dumps() == gdelt.to_chronology().dumps()
    assert (
        corpora.gdelt(dataset).count()
        == corpora.parquet(str(dataset / "*" / "*.parquet"), corpus="gdelt").count()
        == 10
    )


def test_the_partition_is_asked_for_first(dataset):
    found = corpora.parquet(dataset).kind("meeting").during("2025-05")
    where = found.sql().partition("WHERE")[2]
    assert re.findall(r'"(\w+)" (?:BETWEEN|=|IN)', where)[:2] == ["MonthYear", "SQLDATE"]
    assert ids(found) == {"5"}


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"corpus": "gdlet"}, NotFound, "no corpus 'gdlet'; did you mean 'gdelt'"),
        ({"corpus": "icews"}, Unreadable, "no column 'Event ID' in the table"),
        ({"partitions": "Month"}, Invalid, "no column 'Month' in the table"),
        ({"partitions": "Actor1Name"}, Invalid, "no date is told by the column 'Actor1Name'"),
    ],
)
def test_what_does_not_fit_parquet(dataset, arguments, error, message):
    with pytest.raises(error, match=message):
        corpora.parquet(dataset, **arguments).during("2025").count()


def test_what_is_no_parquet(tmp_path, made):
    (tmp_path / "a.parquet").write_text("PAR?", "utf-8")
    with pytest.raises(Unreadable, match=r"a\.parquet: this is no Parquet"):
        corpora.parquet(tmp_path)
    made.gdelt(tmp_path)
    with pytest.raises(Unreadable, match=r"CSV: this is no Parquet; open it apart"):
        corpora.gdelt(str(tmp_path / "*"))


# -- errors ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda corpus: corpus.kind("meetng"), "no kind 'meetng' in gdelt; did you mean 'meeting'"),
        (lambda corpus: corpus.kind("mission"), "no kind 'mission' in gdelt; there are: agreement, event"),
        (lambda corpus: corpus.involving("Rusia"), "no state 'Rusia'; did you mean 'Russia'"),
        (lambda corpus: corpus.between_states("USA", "ZZZ"), "no state 'ZZZ'; give ISO 3166-1"),
    ],
)
def test_a_name_that_nothing_bears(gdelt, ask, message):
    with pytest.raises(NotFound, match=message):
        ask(gdelt)


def test_a_wrong_line_is_told_when_the_query_runs(tmp_path, made):
    path = made.gdelt(tmp_path)
    path.write_text(path.read_text("utf-8") + "1\t20250426\n", "utf-8")
    with pytest.raises(Unreadable, match=r"CSV:11: 2 columns; there are 61") as caught:
        corpora.gdelt(path).during("2025").count()
    assert caught.value.problems[0].file == str(path)


def test_a_wrong_line_in_an_archive_is_told_by_the_name_of_the_archive(tmp_path, made):
    path = made.zip(tmp_path, rows=[(*made.rows[0][:1], "20250431", *made.rows[0][2:])])
    with pytest.raises(Unreadable, match=r"CSV\.zip:1: no day '20250431' in SQLDATE"):
        corpora.gdelt(path).rows()


def test_what_an_engine_says_comes_along(gdelt):
    with pytest.raises(Unreadable, match=r"the engine gives up with .Conversion Error"):
        gdelt.where(lambda table: table.actor.cast("int64") > 0).count()


@pytest.mark.parametrize("arguments", [{}, {"paths": "a.CSV", "table": "events"}])
def test_files_or_a_table_and_not_both(arguments):
    with pytest.raises(Invalid, match="give paths such as 'gdelt/"):
        corpora.gdelt(**arguments)


def test_files_without_rows(tmp_path):
    (tmp_path / "a.CSV").touch()
    with pytest.raises(Unreadable, match="there are no rows in these files"):
        corpora.gdelt(tmp_path / "a.CSV")


def test_an_engine_that_reads_no_files_from_here(folder):
    class Elsewhere:
        name = "trino"

    with pytest.raises(Invalid, match="text files cannot be opened on 'trino'; load them there and name the table"):
        corpora.icews(folder / "events.2014.tab", backend=Elsewhere())


def test_unpacked_files_live_as_long_as_a_query_does(folder):
    import gc

    corpus = corpora.gdelt(str(folder / "*.csv.zip"))
    shelf = corpus.held.pieces[0].path.parent
    talks = corpus.kind("meeting")
    del corpus
    gc.collect()
    assert talks.count() == 4
    del talks
    gc.collect()
    assert not shelf.exists()


def test_unpacked_files_stay_where_a_folder_is_named(folder, tmp_path):
    assert corpora.gdelt(str(folder / "*.csv.zip"), unpacked=tmp_path / "kept").count() == 10
    assert len(list((tmp_path / "kept").iterdir())) == 1


def test_quoted_cells_are_read_where_the_heading_is_quoted(tmp_path, made, icews):
    assert corpora.icews(made.icews(tmp_path, quoted=True)).rows() == icews.rows()

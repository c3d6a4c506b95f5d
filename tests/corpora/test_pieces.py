"""Which files are meant, and what is wrong with them, told by file and line before any engine is asked."""

import gzip

import pytest

from timeline.corpora.archives import Shelf
from timeline.corpora.pieces import found, heading_of, wrong_lines
from timeline.errors import Unreadable


@pytest.fixture
def pieces(tmp_path):
    return lambda names: found(names, lambda: Shelf(tmp_path / "shelf"))


def test_a_pattern_fits_upper_and_lower_case(tmp_path, made, pieces):
    """GDELT publishes `.export.CSV.zip`."""
    made.zip(tmp_path)
    assert [piece.name for piece in pieces(str(tmp_path / "*.csv.zip"))] == [str(tmp_path / "20250426.export.CSV.zip")]


def test_several_patterns_name_a_file_once(tmp_path, made, pieces):
    path = made.gdelt(tmp_path)
    assert [piece.path for piece in pieces([path, str(tmp_path / "*.CSV"), str(tmp_path / "2025*")])] == [path]


def test_a_name_with_signs_of_a_pattern_is_a_name(tmp_path, made, pieces):
    path = made.gdelt(tmp_path, name="talks[1].CSV")
    assert [piece.path for piece in pieces(path)] == [path]


def test_an_empty_file_has_no_rows_and_is_left_out(tmp_path, made, pieces):
    path = made.gdelt(tmp_path)
    (tmp_path / "empty.CSV").touch()
    assert [piece.path for piece in pieces(str(tmp_path / "*.CSV"))] == [path]


def test_it_is_told_how_many_are_ready(tmp_path, made):
    for name in ("a.CSV", "b.CSV", "c.CSV"):
        made.gdelt(tmp_path, name=name)
    told = []
    found(str(tmp_path / "*.CSV"), Shelf, progress=lambda done, of: told.append((done, of)))
    assert told == [(0, 3), (1, 3), (2, 3)]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("20250426.exprt.CSV", "no such file; did you mean '20250426.export.CSV'"),
        ("*.parquet", "no file fits this pattern"),
        ("", "a folder without Parquet; name its files, such as"),
    ],
)
def test_nothing_found_is_an_error(tmp_path, made, pieces, name, message):
    made.gdelt(tmp_path)
    with pytest.raises(Unreadable, match=message):
        pieces(str(tmp_path / name))


def test_no_name_at_all_is_an_error(pieces):
    with pytest.raises(Unreadable, match="no file is named"):
        pieces([])


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "\t".join("x" * 58),
            "58 columns; GDELT 2.0 Event Database has 61, with tabs between; 57 and 58 are those of GDELT 1.0",
        ),
        ("a,b", "1 column; GDELT 2.0 Event Database has 61"),
        ("GLOBALEVENTID\tSQLDATE", "no column 'EventCode'; needed: GLOBALEVENTID"),
    ],
)
def test_other_columns_are_an_error_with_file_and_line(tmp_path, made, pieces, line, message):
    (tmp_path / "a.CSV").write_text(f"{line}\n", "utf-8")
    with pytest.raises(Unreadable, match=rf"a\.CSV:1: {message}"):
        heading_of(pieces(tmp_path / "a.CSV"), made.layouts["gdelt"])


def test_every_file_that_begins_wrong_is_told(tmp_path, made, pieces):
    made.gdelt(tmp_path, name="a.CSV")
    for name in ("b.CSV", "c.CSV"):
        (tmp_path / name).write_text("x\ty\n", "utf-8")
    with pytest.raises(Unreadable) as caught:
        heading_of(pieces(str(tmp_path / "*.CSV")), made.layouts["gdelt"])
    assert [problem.file for problem in caught.value.problems] == [str(tmp_path / name) for name in ("b.CSV", "c.CSV")]


def test_a_heading_is_wanted_where_the_corpus_has_one(tmp_path, made, pieces):
    path = made.gdelt(tmp_path)
    with pytest.raises(Unreadable, match="61 columns and none of them 'Event ID'; the first line names the columns"):
        heading_of(pieces(path), made.layouts["polecat"])


def test_files_that_begin_differently_are_not_one_table(tmp_path, made, pieces):
    made.icews(tmp_path, name="a.tab")
    made.icews(tmp_path, name="b.tab", quoted=True)
    with pytest.raises(Unreadable, match=r"b\.tab:1: this file begins otherwise than the first"):
        heading_of(pieces(str(tmp_path / "*.tab")), made.layouts["icews"])


def test_wrong_lines_are_told_by_file_and_line(tmp_path, made, pieces):
    good = made.gdelt_line(made.rows[0])
    lines = [good, good.rpartition("\t")[0], good.replace("\t20250401\t", "\t20250431\t", 1), f"{good}\tx", good]
    path = tmp_path / "a.CSV"
    path.write_bytes(
        "".join(f"{line}\n" for line in lines).encode() + good.encode().replace(b"Riyadh", b"Riy\xe9dh") + b"\n"
    )
    layout = made.layouts["gdelt"]
    problems = wrong_lines(pieces(path), heading_of(pieces(path), layout), layout)
    assert [(problem.code, problem.line) for problem in problems] == [
        ("wrong-columns", 2),
        ("impossible-date", 3),
        ("wrong-columns", 4),
        ("not-utf-8", 6),
    ]
    assert str(problems[0]) == f"{path}:2: 60 columns; there are 61"


def test_what_gzip_packed_is_read(tmp_path, made, pieces):
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(made.gdelt(tmp_path).read_bytes()))
    layout = made.layouts["gdelt"]
    assert wrong_lines(pieces(path), heading_of(pieces(path), layout), layout) == []

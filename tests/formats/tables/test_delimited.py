"""CSV and TSV: what is written, read back by others, and what cannot be read."""

import csv
import io
from datetime import date

import pytest

import timeline as tl
from timeline import formats
from timeline.errors import Unreadable
from timeline.formats.tables.columns import COLUMNS

HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "'=x",
    "''-x",
    "'tis",
    "a|b \\| c\\",
    '"quoted"',
    'a,b;c\td"',
    "two\nlines",
    "\uff1d1",
]


def talks(**fields: object) -> tl.Chronology:
    return tl.Chronology([tl.Meeting("talks", **{"title": "Talks", "when": "1919", **fields})])


def table(chronology: tl.Chronology, name: str = "csv", **options: str) -> list[dict[str, str]]:
    """What an independent reader finds."""
    text = formats.dumps(chronology, name, **options)
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter="\t" if name == "tsv" else ",", strict=True))


def refused(text: str, **options: object) -> list[str]:
    with pytest.raises(Unreadable) as caught:
        formats.loads(text, "csv", file="talks.csv", **options)
    return str(caught.value).splitlines()


class TestWriting:
    @pytest.mark.parametrize("name", ["csv", "tsv"])
    def test_another_reader_finds_what_records_tell(self, name: str) -> None:
        rome = tl.dossier("rome-2025")
        told = [
            {
                key: "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
                for key, value in row.items()
            }
            for row in rome.to_records()
        ]
        assert table(rome, name, formulas="raw") == told

    def test_lines_end_as_the_standard_has_it(self) -> None:
        text = formats.dumps(talks(), "csv")
        assert text.count("\r\n") == text.count("\n") == 2

    @pytest.mark.parametrize("text", HOSTILE)
    @pytest.mark.parametrize("name", ["csv", "tsv"])
    def test_no_text_is_run_and_each_comes_back(self, name: str, text: str) -> None:
        person = tl.Person("a", name=text)
        event = tl.Meeting("talks", title=text, when="1919", tags=[text, "b"], summary=text, who=[person])
        whole = tl.Chronology([person, event])
        cells = [cell for row in table(whole, name) for cell in row.values()]
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\uff1d")) for cell in cells)
        again = formats.loads(formats.dumps(whole, name), name)
        assert (again["talks"], again["a"].name) == (whole["talks"], text)

    def test_a_year_before_the_common_era_is_no_sum(self) -> None:
        whole = talks(when="-0043-03-15")
        assert table(whole)[0]["when"] == "'-0043-03-15"
        assert table(whole, formulas="raw")[0]["when"] == "-0043-03-15"
        assert str(formats.loads(formats.dumps(whole, "csv"), "csv")["talks"].when) == "-0043-03-15"

    @pytest.mark.parametrize("delimiter", ["comma", "semicolon", "tab"])
    def test_every_delimiter_is_found_again(self, delimiter: str) -> None:
        rome = tl.dossier("rome-2025")
        text = formats.dumps(rome, "csv", delimiter=delimiter, bom="yes")
        assert text.startswith("\ufeffid")
        assert formats.loads(text, "csv") == formats.loads(formats.dumps(rome, "csv"), "csv")

    def test_an_empty_chronology_is_a_header(self) -> None:
        text = formats.dumps(tl.Chronology([]), "csv")
        assert text == ",".join(column.name for column in COLUMNS) + "\r\n"
        assert formats.loads(text, "csv") == tl.Chronology([])

    def test_mentions_outside_a_view_are_lost_and_told(self) -> None:
        whole = tl.Chronology(
            [tl.Event("a", title="A", when="1919"), tl.Meeting("b", title="B", when="1919", part_of="a", after=["a"])]
        )
        view = whole.of("meeting")
        lost = {(loss.record, loss.field) for loss in formats.losses(view, "csv")}
        assert {("b", "part_of"), ("b", "after[0]")} <= lost
        assert formats.loads(formats.dumps(view, "csv"), "csv")["b"].part_of is None


class TestRecords:
    def test_a_row_has_every_column_in_order(self) -> None:
        (row,) = talks().to_records()
        assert list(row) == [column.name for column in COLUMNS]
        assert {type(value) for value in row.values()} <= {str, bool, date, type(None)}

    @pytest.mark.parametrize(
        ("when", "earliest", "latest", "grain"),
        [
            ("1919", date(1919, 1, 1), date(1919, 12, 31), "year"),
            ("2025-04-26T23:30[Europe/Moscow]", date(2025, 4, 26), date(2025, 4, 26), "minute"),
            ("1919-06-28/", date(1919, 6, 28), None, "day"),
            ("../1919", None, date(1919, 12, 31), "year"),
            ("-0043", None, None, "year"),
            ("9999", date(9999, 1, 1), date(9999, 12, 31), "year"),
            ("Y10000", None, None, "year"),
        ],
    )
    def test_the_days_that_a_date_allows(
        self, when: str, earliest: date | None, latest: date | None, grain: str
    ) -> None:
        (row,) = talks(when=when).to_records()
        assert (row["earliest"], row["latest"], row["grain"]) == (earliest, latest, grain)

    def test_nobody_and_nowhere_are_none(self) -> None:
        (row,) = talks().to_records()
        assert {row[name] for name in ("place", "who", "roles", "sources", "tags", "summary", "mode")} == {None}

    def test_records_are_read_back(self) -> None:
        rome = tl.dossier("rome-2025")
        assert tl.Chronology.from_records(rome.to_records()) == formats.loads(formats.dumps(rome, "csv"), "csv")


class TestReading:
    def test_what_people_write_by_hand(self) -> None:
        text = "Date,Event,Location,Participants\n1978-09,Talks,camp david,Begin | Sadat\n\n,,,\n1978-09-17,Signing,Camp David,begin\n"
        chronology = formats.loads(text, "csv")
        assert [(event.id, event.where, [part.agent for part in event.who]) for event in chronology] == [
            ("1978-09-talks", "camp-david", ["begin", "sadat"]),
            ("1978-09-17-signing", "camp-david", ["begin"]),
        ]
        assert chronology["camp-david"].aliases == ("Camp David",)

    def test_every_problem_has_its_line_column_and_row(self) -> None:
        text = 'id,title,when,status,roles,who\r\na,"two\r\nlines",2025-04-31,held,,\r\na,B,2025,gone,x | y | z,Ann | Bo\r\n,,2025,,,\r\n'
        assert refused(text) == [
            "talks.csv:3:8: row 1, when: '2025-04-31': April 2025 has 30 days (character 9)",
            "talks.csv:4:1: row 2, id: the id 'a' is used before; first used in row 1",
            "talks.csv:4:10: row 2, status: no status 'gone'; allowed: held, planned, postponed, cancelled",
            "talks.csv:4:15: row 2, roles: 3 values for 2 in the column beside it; one for each, in the same order, or one for all",
            "talks.csv:5:2: row 3, title: no title",
        ]

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("", "talks.csv:1:1: no header; write a header first, such as `id,title,when,place,who`"),
            ("\n\n", "talks.csv:1:1: no header; write a header first, such as `id,title,when,place,who`"),
            (
                'title,when\n"A,1919\n',
                "talks.csv:2:1: a quotation mark that is never closed; close it, and double the marks within it",
            ),
            (
                'title,when\n"A"b,1919\n',
                "talks.csv:2:4: 'b' behind the quotation mark that closes a cell; double the marks within a cell",
            ),
            (
                "title,when\nA,1919,B\n",
                "talks.csv:2:1: row 1: 3 cells, and the header has 2; a cell with a delimiter or a line break stands in quotation marks",
            ),
            (
                "title,when\nA\n",
                "talks.csv:2:1: row 1: 1 cell, and the header has 2; a cell with a delimiter or a line break stands in quotation marks",
            ),
            ("title,when,title\nA,1919,B\n", "talks.csv:1:12: two columns are called 'title'; columns 1 and 3 have it"),
            (
                "title,when\nA\x00B,1919\n",
                "talks.csv:2:1: row 1, title: the character U+0000 in 'A\\\\x00B'; remove it: it is no text",
            ),
            (
                "title,wen\nA,1919\n",
                "talks.csv:1:1: no column 'when'; did you mean 'wen'?; a mapping says which columns mean what",
            ),
        ],
    )
    def test_what_is_no_table(self, text: str, told: str) -> None:
        assert refused(text) == [told]

    def test_a_cell_has_its_limit(self) -> None:
        assert refused(f"title,when\n{'x' * 1_000_001},1919\n")[0].startswith(
            "talks.csv:2:1: row 1, title: a text of 1,000,001 characters"
        )
        assert "a cell of 4,000,001 characters" in refused(f"title,when\n{'x' * 4_000_001},1919\n")[0]

    def test_other_columns_are_told(self) -> None:
        chronology = formats.loads("title,when,colour,empty\nA,1919,red,\n", "csv")
        assert [str(loss) for loss in chronology.losses] == [
            "line 1: colour: nothing is made of this column, which has 1 cell"
        ]

    def test_a_derived_day_that_somebody_changed_is_told(self) -> None:
        text = "title,when,earliest,latest\nA,1919,1919-05-01,31.12.1919\nB,1919,1919-01-01,1919-12-31\nC,1919,,\nD,x,1919-01-01,\n"
        chronology = formats.loads(text.replace("D,x", "D,1919"), "csv")
        assert [str(loss) for loss in chronology.losses] == [
            "line 2: earliest: row 1: it says 1919-05-01, and the date in `when` gives 1919-01-01, which is kept"
        ]
        assert len(refused(text)) == 1

    def test_derived_columns_are_not_read(self) -> None:
        chronology = formats.loads("title,when,grain,contested\nA,1919,day,true\n", "csv")
        assert (chronology.losses, str(chronology.events[0].when)) == ((), "1919")

    def test_one_id_has_one_name(self) -> None:
        text = "title,when,who,who_ids\nA,1919,Ann,x\nB,1919,Bo,x\n"
        assert refused(text) == ["talks.csv:3:8: row 2, who: 'x' has the name 'Bo' here and 'Ann' in row 1"]

    def test_what_excel_writes_first_is_no_header(self) -> None:
        assert len(formats.loads("sep=;\ntitle;when\nA, B;1919\n", "csv")) == 1

    def test_lone_carriage_returns_end_lines_as_well(self) -> None:
        assert len(formats.loads('title,when\rA,1919\r"B",1920', "csv")) == 2

    def test_words_and_date_have_to_agree(self) -> None:
        text = "title,when,said,said_on\nA,2025-04-20,yesterday,2025-04-26\n"
        assert refused(text)[0].startswith(
            "talks.csv:2:3: row 1, when: '2025-04-20' is not what 'yesterday' of 2025-04-26 gives"
        )

    def test_an_event_is_found_by_its_line(self, tmp_path) -> None:
        path = tmp_path / "talks.csv"
        path.write_text('id,title,when\na,"A\nA",1919\nb,B,1919\n')
        found = tl.read(path).lines(["b"])
        assert found == {"b": 4}

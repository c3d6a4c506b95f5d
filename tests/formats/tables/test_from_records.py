"""Any table, by a mapping: whom, where and when its columns mean, and no day that it does not have."""

# ruff: noqa: DTZ001  (tables have times in no zone)

import csv
import io
import sqlite3
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import ClassVar, NamedTuple
from zoneinfo import ZoneInfo

import pytest

import timeline as tl
from timeline.errors import Invalid, Unreadable

read = tl.Chronology.from_records


def refused(rows: object, mapping: object) -> list[str]:
    with pytest.raises(tl.TimelineError) as caught:
        read(rows, mapping)
    return str(caught.value).splitlines()


def when(row: dict, spec: object, **more: object) -> str:
    (event,) = read([{"T": "A", **row}], {"title": "T", "when": spec, **more})
    return str(event.when)


class TestDates:
    @pytest.mark.parametrize(
        ("cell", "spec", "told"),
        [
            ("26.04.2025", {"pattern": "%d.%m.%Y"}, "2025-04-26"),
            ("4/2025", {"pattern": ["%d/%m/%Y", "%m/%Y"]}, "2025-04"),
            ("28 June 1919", {"pattern": "%d %B %Y"}, "1919-06-28"),
            ("Sept. 1978", {"pattern": "%b %Y"}, "1978-09"),
            ("20250426", {"pattern": "%Y%m%d"}, "2025-04-26"),
            (20250426, {"pattern": "%Y%m%d"}, "2025-04-26"),
            ("26.04.2025 14:30", {"pattern": "%d.%m.%Y %H:%M"}, "2025-04-26T14:30"),
            ("01.01.1142", {"pattern": "%d.%m.%Y", "precision": "year"}, "1142"),
            ("1142-01-01", {"precision": "year"}, "1142"),
            (1950, {}, "1950"),
            (1950.0, {}, "1950"),
            (-43, {}, "-0043"),
            (Decimal(1950), {}, "1950"),
            ("[2025-04-21..2025-04-26]", {}, "[2025-04-21..2025-04-26]"),
            (date(2025, 4, 26), {}, "2025-04-26"),
            (datetime(2025, 4, 26), {}, "2025-04-26"),
            (datetime(2025, 4, 26, 14, 30), {}, "2025-04-26T14:30"),
            (datetime(2025, 4, 26, 14, 30, 5), {"precision": "minute"}, "2025-04-26T14:30"),
            (datetime(2025, 4, 26, tzinfo=UTC), {}, "2025-04-26T00:00+00:00"),
            (datetime(2025, 4, 26, 14, 30, tzinfo=ZoneInfo("Europe/Rome")), {}, "2025-04-26T14:30[Europe/Rome]"),
            (datetime(2025, 4, 1), {"precision": "month"}, "2025-04"),
        ],
    )
    def test_a_cell_is_read_no_finer_than_it_is(self, cell: object, spec: dict, told: str) -> None:
        assert when({"D": cell}, {"column": "D", **spec}) == told

    @pytest.mark.parametrize(
        ("row", "told"),
        [
            ({"Y": 1815}, "1815"),
            ({"Y": 1815, "M": 6}, "1815-06"),
            ({"Y": "1815", "M": "June", "D": "9"}, "1815-06-09"),
            ({"Y": 1815.0, "M": float("nan"), "D": 18.0}, "1815-XX-18"),
        ],
    )
    def test_a_year_alone_stays_a_year(self, row: dict, told: str) -> None:
        assert when({"M": None, "D": None, **row}, {"year": "Y", "month": "M", "day": "D"}) == told

    @pytest.mark.parametrize(
        ("start", "end", "more", "told"),
        [
            ("1978-09-05", "1978-09-17", {}, "1978-09-05/1978-09-17"),
            ("1978-09-05", "1978-09-05", {}, "1978-09-05"),
            ("1978-09-05", None, {}, "1978-09-05/"),
            ("1978-09-05", "", {"without_end": "start"}, "1978-09-05"),
            ("1978-09-05", None, {"without_end": "open"}, "1978-09-05/.."),
            (None, "1978-09-17", {}, "/1978-09-17"),
        ],
    )
    def test_two_ends(self, start: object, end: object, more: dict, told: str) -> None:
        assert when({"S": start, "E": end}, {"start": "S", "end": "E", **more}) == told

    def test_words_and_the_day_they_were_said(self) -> None:
        spec = {"said": "W", "on": {"value": "2025-04-26"}}
        (event,) = read([{"T": "A", "W": "yesterday"}], {"title": "T", "when": spec})
        assert (str(event.when), event.when.said.words) == ("2025-04-25", "yesterday")

    def test_every_wrong_date_is_told_with_row_and_column(self) -> None:
        rows = [
            {"T": "A", "D": "31.04.2025"},
            {"T": "B", "D": "April"},
            {"T": "C", "D": None},
            {"T": "D", "D": 45773},
            {"T": "E", "D": {}},
        ]
        assert refused(rows, {"title": "T", "when": {"column": "D", "pattern": "%d.%m.%Y"}}) == [
            "row 1, D: '31.04.2025': April 2025 has 30 days",
            "row 2, D: 'April' is not written as %d.%m.%Y",
            "row 3, D: no date",
            "row 4, D: '45773' is not written as %d.%m.%Y",
            "row 5, D: a text, a number or a date is wanted, not {}",
        ]
        assert refused(rows[3:4], {"title": "T", "when": "D"})[0].startswith("row 1, D: 45773 is no year; ")

    def test_an_end_before_the_start(self) -> None:
        rows = [{"T": "A", "S": "2030-01-05", "E": "2030-01-02"}]
        told = refused(rows, {"title": "T", "when": {"start": "S", "end": "E"}})
        assert told == ["row 1, S: '2030-01-05/2030-01-02': the end lies before the start (character 12)"]

    @pytest.mark.parametrize("pattern", ["%d.%m.%y", "%d %Y", "%m", "%Y %H:%M", "%Y-%m-%d %H", "%Y %Y", "%"])
    def test_a_pattern_that_says_no_whole_date_is_refused(self, pattern: str) -> None:
        assert refused([], {"title": "T", "when": {"column": "D", "pattern": pattern}})[0].startswith(
            "mapping.when.pattern[0]: "
        )


class TestPeople:
    def test_several_columns_with_roles_titles_and_principals(self) -> None:
        row = {"T": "A", "D": 1919, "Guest": "Ann Ng; Bo Li", "As": "Queen; ", "Host": "X", "For": "Ruritania"}
        mapping = {
            "title": "T",
            "when": "D",
            "kind": "visit",
            "who": [
                {
                    "column": "Guest",
                    "separator": ";",
                    "sort": "person",
                    "prefix": "person-",
                    "capacity": {"column": "As", "separator": ";"},
                    "on_behalf_of": {"column": "For", "sort": "state"},
                },
                {"column": "Host", "role": "host"},
            ],
        }
        chronology = read([row], mapping)
        (event,) = chronology
        assert [(part.agent, part.role, part.capacity, part.on_behalf_of) for part in event.who] == [
            ("person-ann-ng", "guest", "Queen", "ruritania"),
            ("person-bo-li", "guest", "", "ruritania"),
            ("x", "host", "", None),
        ]
        assert [type(chronology[name]) for name in ("person-ann-ng", "ruritania", "x")] == [
            tl.Person,
            tl.State,
            tl.Agent,
        ]

    def test_spellings_meet_and_stay(self) -> None:
        rows = [{"T": "A", "D": 1919, "W": name} for name in ("José Ng", "Jose Ng", "JOSE NG")]
        (agent,) = read(rows, {"title": "T", "when": "D", "who": "W"}).agents
        assert (agent.name, agent.aliases) == ("José Ng", ("Jose Ng", "JOSE NG"))

    def test_declared_records_are_found_by_any_name(self) -> None:
        dossier = {
            "title": "Talks",
            "people": {"bo": {"name": "Bo Li", "aliases": ["B. Li"]}},
            "places": {"rome": "Roma"},
        }
        mapping = {"title": "T", "when": "D", "who": "W", "where": "P", "dossier": dossier}
        chronology = read([{"T": "A", "D": 1919, "W": "b li", "P": "roma"}], mapping)
        assert (chronology.title, chronology.events[0].who[0].agent, chronology.events[0].where) == (
            "Talks",
            "bo",
            "rome",
        )

    def test_lists_are_several(self) -> None:
        (event,) = read(
            [{"T": "A", "D": 1919, "W": ["Ann", "Bo"], "R": ["host", None]}],
            {"title": "T", "when": "D", "who": {"column": "W", "role": {"column": "R"}}},
        )
        assert [(part.agent, part.role) for part in event.who] == [("ann", "host"), ("bo", "participant")]


class TestPlacesAndSources:
    def test_one_name_in_two_countries_is_two_places(self) -> None:
        rows = [
            {"T": "A", "D": 1919, "P": "London", "L": land} for land in ("United Kingdom", "Canada", "United Kingdom")
        ]
        rows += [
            {"T": "B", "D": 1920, "P": None, "L": "Canada"},
            {"T": "C", "D": 1921, "P": "Singapore", "L": "Singapore"},
        ]
        chronology = read(rows, {"title": "T", "when": "D", "where": {"column": "P", "within": "L"}})
        assert [(event.where, chronology[event.where].within) for event in chronology] == [
            ("london", "united-kingdom"),
            ("london-2", "canada"),
            ("london", "united-kingdom"),
            ("canada", None),
            ("singapore", None),
        ]

    def test_sources_with_addresses(self) -> None:
        rows = [
            {"T": "A", "D": 1919, "S": "Times", "U": "https://example.org/1", "P": "p. 3"},
            {"T": "B", "D": 1919, "S": None, "U": "https://example.org/2", "P": None},
        ]
        chronology = read(rows, {"title": "T", "when": "D", "cites": {"column": "S", "url": "U", "locator": "P"}})
        assert [(source.title, source.url) for source in chronology.sources] == [
            ("Times", "https://example.org/1"),
            ("https://example.org/2", "https://example.org/2"),
        ]
        assert chronology.events[0].cites[0].locator == "p. 3"


class TestOtherFields:
    def test_kinds_by_a_table_of_values(self) -> None:
        kind = {"column": "K", "values": {"Call": "meeting", "Trip": "visit"}}
        rows = [{"T": "A", "D": 1919, "K": "call"}, {"T": "B", "D": 1919, "K": "Party"}]
        assert read(rows[:1], {"title": "T", "when": "D", "kind": kind}).events[0].kind == "meeting"
        assert refused(rows, {"title": "T", "when": "D", "kind": kind}) == [
            "row 2, K: no value for 'Party'; the table of values has: Call, Trip"
        ]
        assert read(rows, {"title": "T", "when": "D", "kind": {**kind, "otherwise": "event"}}).find("B").kind == "event"

    def test_ids_templates_figures_tags_and_own_fields(self) -> None:
        row = {
            "N": 3196,
            "C": "Rome",
            "G": None,
            "D": 1919,
            "Dead": 12,
            "A": "x, y",
            "B": "z",
            "M": "phone",
            "R1": "One.",
            "R2": "Two.",
        }
        mapping = {
            "id": {"column": "N", "prefix": "visit-"},
            "title": {"template": ["{G} in {C}", "Someone in {C}"]},
            "when": "D",
            "kind": "meeting",
            "figures": {"column": "Dead", "unit": "dead"},
            "tags": [{"column": "A", "separator": ","}, "B"],
            "fields": {"mode": "M"},
            "summary": {"column": ["R1", "R2"]},
        }
        (event,) = read([row], mapping)
        assert (event.id, event.title, str(event.figures[0]), event.tags, event.mode.value, event.summary) == (
            "visit-3196", "Someone in Rome", "12 dead", ("x", "y", "z"), "phone", "One.\n\nTwo.",
        )  # fmt: skip

    def test_other_columns_are_told_or_kept_or_left_out_on_purpose(self) -> None:
        rows = [{"T": "A", "D": 1919, "X": "red", "Y": 3}]
        mapping = {"title": "T", "when": "D", "ignore": ["Y"]}
        assert [str(loss) for loss in read(rows, mapping).losses] == [
            "X: nothing is made of this column, which has 1 cell"
        ]
        assert read(rows, mapping).lines(["1919-a"]) == {}
        kept = read(rows, {**mapping, "rest": "note"})
        assert (kept.events[0].note, kept.losses) == ("X: red", ())

    @pytest.mark.parametrize("nothing", [None, float("nan"), "", "  ", "n/a"])
    def test_what_says_nothing_is_absent(self, nothing: object) -> None:
        (event,) = read(
            [{"T": "A", "D": 1919, "P": nothing}], {"title": "T", "when": "D", "where": "P", "absent": ["N/A"]}
        )
        assert event.where is None


class TestMappings:
    def test_every_mistake_is_told_at_once(self) -> None:
        mapping = {
            "when": {"column": "D", "patern": "x"},
            "titel": "T",
            "who": [{"column": "W", "role": {"colum": "x"}}],
        }
        assert refused([], mapping) == [
            "mapping.when.patern: unknown key 'patern'; did you mean 'pattern'?",
            "mapping.titel: unknown key 'titel'; did you mean 'title'?",
            "mapping.who[0].role.colum: unknown key 'colum'; did you mean 'column'?",
        ]

    def test_a_column_that_no_row_has(self) -> None:
        assert refused([{"Titel": "A", "D": 1919}], {"title": "Title", "when": "D"}) == [
            "no column 'Title'; did you mean 'Titel'?"
        ]

    def test_a_file_says_where_it_is_wrong(self, tmp_path: Path) -> None:
        path = tmp_path / "mapping.yaml"
        path.write_text('title: T\nwhen:\n  column: D\n  pattern: "%q"\nwhere: {colum: P}\n')
        told = refused([], path)
        assert told[0].startswith(f"{path}:4:12: when.pattern[0]: no directive '%q'")
        assert told[1] == f"{path}:5:9: where.colum: unknown key 'colum'; did you mean 'column'?"
        path.write_text("- a")
        assert refused([], path)[0].startswith(f"{path}:1:1: a mapping is wanted at the top")


class TestTables:
    MAPPING: ClassVar = {"title": "T", "when": "D"}

    def test_rows_of_many_sorts(self) -> None:
        class Row(NamedTuple):
            T: str
            D: int

        database = sqlite3.connect(":memory:")
        database.row_factory = sqlite3.Row
        for rows in (
            [{"T": "A", "D": 1919}],
            iter([{"T": "A", "D": 1919}]),
            [Row("A", 1919)],
            database.execute("SELECT 'A' AS T, 1919 AS D"),
            csv.DictReader(io.StringIO("T,D\nA,1919\n")),
        ):
            assert [str(event.when) for event in read(rows, self.MAPPING)] == ["1919"]
        database.close()

    @pytest.mark.parametrize("rows", ["a.csv", b"x", 3, {"T": ["A"]}, None])
    def test_what_is_no_table_is_refused(self, rows: object) -> None:
        with pytest.raises(Invalid, match="a list of rows is wanted"):
            read(rows, self.MAPPING)

    def test_what_is_no_row_is_refused(self) -> None:
        with pytest.raises(Unreadable, match="row 2: a dictionary is wanted, not 'x'"):
            read([{"T": "A", "D": 1}, "x"], self.MAPPING)
        with pytest.raises(Unreadable, match="row 1: more cells than the header has"):
            read(csv.DictReader(io.StringIO("T,D\nA,1919,x\n")), self.MAPPING)

    def test_no_rows_are_an_empty_chronology(self) -> None:
        assert len(read([], self.MAPPING)) == 0

    def test_an_id_twice_is_told_by_its_row(self) -> None:
        rows = [{"T": "A", "D": 1919, "I": "a"}, {"T": "B", "D": 1919, "I": "a"}]
        assert refused(rows, {**self.MAPPING, "id": "I"}) == [
            "row 2, I: the id 'a' is used before; first used in row 1"
        ]

"""Items of Wikidata as a chronology. The layout is theirs; the number of the conference and of places is not."""

import contextlib
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from timeline import formats
from timeline.chronology import Chronology
from timeline.cli import main
from timeline.errors import Unreadable
from timeline.formats.foreign.wikidata_time import notation_of
from timeline.when import When

GREGORIAN = "http://www.wikidata.org/entity/Q1985727"
JULIAN = "http://www.wikidata.org/entity/Q1985786"


def time(text: str, precision: int, *, calendar: str = GREGORIAN, **more: int) -> dict[str, Any]:
    value = {"time": text, "timezone": 0, "before": 0, "after": 0, "precision": precision, "calendarmodel": calendar}
    return {"type": "time", "value": {**value, **more}}


def day(text: str, **more: Any) -> dict[str, Any]:
    return time(f"+{text}T00:00:00Z", 11, **more)


def item(number: str) -> dict[str, Any]:
    value = {"entity-type": "item", "numeric-id": int(number[1:]), "id": number}
    return {"type": "wikibase-entityid", "value": value}


def text(value: str) -> dict[str, Any]:
    return {"type": "string", "value": value}


def snak(key: str, value: Any) -> dict[str, Any]:
    if isinstance(value, str):
        return {"snaktype": value, "property": key}
    return {"snaktype": "value", "property": key, "datavalue": value}


def statement(
    key: str, value: Any, *, rank: str = "normal", refs: tuple[dict[str, Any], ...] = (), **qualifiers: Any
) -> dict[str, Any]:
    made: dict[str, Any] = {"mainsnak": snak(key, value), "type": "statement", "rank": rank}
    if qualifiers:
        made["qualifiers"] = {name: [snak(name, one)] for name, one in qualifiers.items()}
        made["qualifiers-order"] = list(qualifiers)
    if refs:
        made["references"] = [
            {"hash": "0", "snaks": {name: [snak(name, one)] for name, one in ref.items()}, "snaks-order": list(ref)}
            for ref in refs
        ]
    return made


def entity(number: str, label: str | None = None, *statements: dict[str, Any], **more: Any) -> dict[str, Any]:
    claims: dict[str, Any] = {}
    for each in statements:
        claims.setdefault(each["mainsnak"]["property"], []).append(each)
    labels = {} if label is None else {"en": {"language": "en", "value": label}}
    # An empty mapping is written as a list there.
    return {"type": "item", "id": number, "labels": labels or [], "claims": claims or [], "sitelinks": {}, **more}


def file(*entities: dict[str, Any]) -> str:
    return json.dumps({"entities": {each["id"]: each for each in entities}}, indent=1)


def read(*entities: dict[str, Any], **options: Any) -> Chronology:
    return formats.loads(file(*entities), "wikidata", **options)


FRUS = {
    "P248": item("Q900"),
    "P854": text("https://history.state.gov/historicaldocuments/frus1945Malta"),
    "P813": day("2024-05-01"),
}
YALTA = (
    entity(
        "Q100",
        "Yalta Conference",
        statement("P31", item("Q1072326")),
        statement("P580", day("1945-02-04"), refs=(FRUS,)),
        statement("P582", day("1945-02-11"), refs=(FRUS,)),
        statement("P276", item("Q200")),
        statement("P17", item("Q15180"), rank="normal"),
        statement("P710", item("Q8016"), P39=item("Q500")),
        statement("P710", item("Q8007")),
        statement("P710", item("Q855"), P3831=item("Q501"), P1310=item("Q8016")),
        statement("P18", text("Yalta.jpg")),
        descriptions={"en": {"language": "en", "value": "meeting of the Allied leaders"}},
        aliases={"en": [{"language": "en", "value": "Crimea Conference"}], "de": [{"language": "de", "value": "Krim"}]},
    ),
    entity("Q200", "Livadia Palace", statement("P131", item("Q201"))),
    entity("Q201", "Yalta", statement("P31", item("Q515"))),
    entity(
        "Q8016",
        "Winston Churchill",
        statement("P31", item("Q5")),
        statement("P39", item("Q500"), P580=day("1940-05-10"), P582=day("1945-07-26"), P642=item("Q145")),
    ),
    entity("Q855", "Joseph Stalin", statement("P31", item("Q5"))),
    entity("Q15180", "Soviet Union", statement("P31", item("Q3624078"))),
    entity("Q145", "United Kingdom", statement("P31", item("Q3624078"))),
    entity("Q500", "Prime Minister of the United Kingdom"),
    entity("Q501", "host"),
    entity("Q900", "Foreign Relations of the United States"),
)


@pytest.fixture(scope="module")
def yalta() -> Chronology:
    return read(*YALTA)


def test_an_event_has_what_its_best_statements_say(yalta: Chronology) -> None:
    event = yalta["q100"]
    assert (event.kind, event.title, str(event.when), event.where) == (
        "meeting",
        "Yalta Conference",
        "1945-02-04/1945-02-11",
        "q200",
    )
    assert [(part.agent, part.role, part.capacity) for part in event.who] == [
        ("q8016", "participant", "Prime Minister of the United Kingdom"),
        ("q8007", "participant", ""),
        ("q855", "host", ""),
    ]
    assert event.summary == "meeting of the Allied leaders"
    assert event.note == "who: Disputed by Winston Churchill"


def test_people_places_and_states_are_told_apart(yalta: Chronology) -> None:
    assert [person.name for person in yalta.people] == ["Winston Churchill", "Joseph Stalin"]
    assert [(place.id, place.within) for place in yalta.places] == [("q200", "q201"), ("q201", None)]
    assert {state.id: dict(state.identifiers) for state in yalta.states} == {
        "q145": {"wikidata": "Q145"},
        "q15180": {"wikidata": "Q15180"},
    }


def test_references_are_sources_that_are_cited_once(yalta: Chronology) -> None:
    (source,) = yalta.sources
    assert (source.title, str(source.accessed)) == ("Foreign Relations of the United States", "2024-05-01")
    assert source.url == "https://history.state.gov/historicaldocuments/frus1945Malta"
    assert [cite.source for cite in yalta["q100"].cites] == [source.id]


def test_positions_are_tenures(yalta: Chronology) -> None:
    (tenure,) = yalta.tenures
    assert (tenure.holder, tenure.post, tenure.of, str(tenure.term)) == (
        "q8016",
        "Prime Minister of the United Kingdom",
        "q145",
        "1940-05-10/1945-07-26",
    )


def test_what_is_missing_or_passed_over_is_said_with_its_line(yalta: Chronology) -> None:
    told = {(loss.record, loss.field, loss.why) for loss in yalta.losses}
    assert told == {
        ("q8007", "name", "the item is not in the file; its number stands for its name"),
        ("q100", "aliases", "an event has one title: Crimea Conference"),
        ("q100", "claims", "nothing is made of P18"),
    }
    assert yalta["q8007"].name == "Q8007"
    lines = file(*YALTA).split("\n")
    missing = next(loss for loss in yalta.losses if loss.record == "q8007")
    assert missing.line is not None
    assert "Q8007" in "".join(lines[missing.line - 1 : missing.line + 12])


def test_an_event_is_found_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / "yalta.wikidata.json"
    path.write_text(file(*YALTA), "utf-8")
    found = formats.read(path)
    line = found.lines(["q100"])["q100"]
    assert '"Q100": {' in path.read_text("utf-8").split("\n")[line - 1]


# -- dates ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (day("1945-02-04"), "1945-02-04"),
        (time("+1945-02-00T00:00:00Z", 10), "1945-02"),
        (time("+1945-02-01T00:00:00Z", 9), "1945"),
        (time("+00000001945-01-01T00:00:00Z", 9), "1945"),
        (time("+1940-00-00T00:00:00Z", 8), "194X"),
        (time("+1900-00-00T00:00:00Z", 7), "[1801..1900]"),
        (time("+1901-00-00T00:00:00Z", 7), "[1901..2000]"),
        (time("-0044-00-00T00:00:00Z", 9), "-0043"),
        (time("-0001-00-00T00:00:00Z", 9), "0000"),
        (time("-0044-00-00T00:00:00Z", 8), "[-0048..-0039]"),
        (time("-0044-00-00T00:00:00Z", 7), "[-0099..0000]"),
        (time("-0005-00-00T00:00:00Z", 8), "[-0008..0000]"),
        (time("+0005-00-00T00:00:00Z", 8), "[0001..0009]"),
        (time("-0044-03-15T00:00:00Z", 11, calendar=JULIAN), "-0043-03-13"),
        (time("+1917-10-25T00:00:00Z", 11, calendar=JULIAN), "1917-11-07"),
        (time("+1492-10-12T00:00:00Z", 11, calendar=JULIAN), "1492-10-21"),
        (time("+1900-02-29T00:00:00Z", 11, calendar=JULIAN), "1900-03-13"),
        (time("+1917-10-00T00:00:00Z", 10, calendar=JULIAN), "[1917-10-14..1917-11-13]"),
        (time("+1492-00-00T00:00:00Z", 9, calendar=JULIAN), "1492"),
        (time("+1914-00-00T00:00:00Z", 9, before=1), "[1913..1915]"),
        (time("+1914-12-00T00:00:00Z", 10, after=2), "[1914-10-01..1915-02-28]"),
        (time("+1914-06-28T00:00:00Z", 11, before=1, after=3), "[1914-06-25..1914-07-01]"),
        (time("-12000-00-00T00:00:00Z", 9), "Y-11999"),
    ],
)
def test_times_are_read_by_their_precision_calendar_and_count_of_years(value: dict[str, Any], expected: str) -> None:
    assert notation_of(value["value"]) == expected
    assert str(When(expected)) == expected


@given(st.integers(-3000, 2500), st.integers(1, 12), st.integers(1, 31), st.integers(0, 3), st.integers(7, 11))
def test_no_time_claims_more_than_its_precision(year: int, month: int, number: int, wide: int, precision: int) -> None:
    """The widened time always contains the narrow one, and whatever comes out is a date here."""
    value = {"time": f"{year:+05}-{month:02}-{number:02}T00:00:00Z", "precision": precision, "calendarmodel": JULIAN}
    try:
        narrow, widened = When(notation_of(value)), When(notation_of({**value, "before": wide}))
    except ValueError:
        assert year == 0 or number > 28
        return
    assert widened.start_min <= narrow.start_min < narrow.end_max <= widened.end_max


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (time("+1000-00-00T00:00:00Z", 6), "a time as precise as a millennium; no less than a century is read"),
        (time("+2001-01-01T12:00:00Z", 12), "a time as precise as an hour; no more than a day is read"),
        (time("+1945-02-30T00:00:00Z", 11), "the month 1945-02 has no day 30"),
        (time("+0000-00-00T00:00:00Z", 9), "there is no year 0; the year before 1 is -1 there"),
        (time("yesterday", 11), "'yesterday' is no time of Wikidata"),
        (time("+1945-02-04T00:00:00Z", 11, calendar="http://x/Q1"), "no calendar 'Q1'; Gregorian and Julian are read"),
    ],
)
def test_a_time_that_cannot_be_read_is_reported_and_not_taken(value: dict[str, Any], why: str) -> None:
    made = read(entity("Q1", "A", statement("P31", item("Q2761147")), statement("P585", value)))
    assert str(made["q1"].when) == "XXXX"
    assert [(loss.record, loss.field, loss.why) for loss in made.losses] == [("q1", "P585", why)]


def test_a_converted_day_is_told_as_it_stood() -> None:
    made = read(entity("Q1", "A", statement("P585", day("1917-10-25", calendar=JULIAN))))
    assert (str(made["q1"].when), made["q1"].dating) == ("1917-11-07", "1917-10-25 in the Julian calendar")


@pytest.mark.parametrize(
    ("end", "expected"),
    [("somevalue", "1945-02-04/"), ("novalue", "1945-02-04/.."), (time("+1945-00-00T00:00:00Z", 9), "1945-02-04/1945")],
)
def test_an_end_that_is_not_known_and_no_end_stay_two_things(end: Any, expected: str) -> None:
    made = read(
        entity("Q1", "A", statement("P580", day("1945-02-04")), statement("P582", end), statement("P710", item("Q2")))
    )
    assert str(made["q1"].when) == expected


# -- ranks ---------------------------------------------------------------------------------------------------------------


def test_preferred_goes_before_normal_and_the_others_are_rival_claims() -> None:
    made = read(
        entity(
            "Q1",
            "A",
            statement("P585", day("1945-02-04"), refs=({"P854": text("https://example.org/a")},)),
            statement("P585", day("1945-02-05"), rank="preferred"),
            statement("P585", day("1945-02-06"), rank="deprecated", P2241=item("Q3")),
            statement("P276", item("Q10")),
            statement("P276", item("Q11"), P1310=item("Q12")),
            statement("P710", item("Q20"), rank="deprecated"),
        ),
        entity("Q3", "error in the source"),
        entity("Q12", "Tass"),
    )
    event = made["q1"]
    assert (str(event.when), event.where, event.who) == ("1945-02-05", "q10", ())
    assert [(claim.attribute, claim.value, claim.adds, claim.note) for claim in made.claims] == [
        ("when", "1945-02-04", False, ""),
        ("when", "1945-02-06", False, "Deprecated on Wikidata: error in the source"),
        ("where", "q11", False, "Disputed by Tass"),
        ("who", ({"agent": "q20"},), True, "Deprecated on Wikidata"),
    ]
    assert [cite.source for cite in made.claims[0].cites] == [made.sources[0].id]


@pytest.mark.parametrize(("point", "rivals"), [("1945-02-00", []), ("1944-12-00", ["1944-12"])])
def test_a_point_in_time_is_a_rival_of_start_and_end_only_where_they_differ(point: str, rivals: list[str]) -> None:
    made = read(
        entity(
            "Q1",
            "A",
            statement("P31", item("Q2761147")),
            statement("P580", day("1945-02-04")),
            statement("P582", day("1945-02-11")),
            statement("P585", time(f"+{point}T00:00:00Z", 10)),
        )
    )
    assert str(made["q1"].when) == "1945-02-04/1945-02-11"
    assert [claim.value for claim in made.claims] == rivals
    assert [loss.why for loss in made.losses] == ([] if rivals else ["1945-02 agrees with start and end"])


def test_a_deprecated_value_alone_is_never_adopted() -> None:
    made = read(
        entity("Q1", "A", statement("P31", item("Q2761147")), statement("P585", day("1945-02-04"), rank="deprecated"))
    )
    assert str(made["q1"].when) == "XXXX"
    assert [claim.value for claim in made.claims] == ["1945-02-04"]


# -- kinds, languages and layouts ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("classes", "kind"),
    [
        ([statement("P31", item("Q131569"))], "agreement"),
        ([statement("P31", item("Q7000"))], "visit"),
        ([statement("P31", item("Q7001"))], "meeting"),
        ([statement("P31", item("Q7002"))], "event"),
    ],
)
def test_the_kind_is_found_by_number_by_class_and_by_label(classes: list[dict[str, Any]], kind: str) -> None:
    made = read(
        entity("Q1", "A", *classes, statement("P585", day("1975-08-01"))),
        entity("Q7000", "state visit"),
        entity("Q7001", "conference of ministers", statement("P279", item("Q7003"))),
        entity("Q7003", "conference of some sort", statement("P279", item("Q2761147"))),
    )
    assert made["q1"].kind == kind
    assert "q1" not in {loss.record for loss in made.losses}
    if kind == "visit":
        assert made["q1"].protocol == "state"


def test_classes_that_are_above_each_other_end() -> None:
    one, other = (entity(name, name, statement("P279", item(above))) for name, above in (("Q7", "Q8"), ("Q8", "Q7")))
    assert (
        read(entity("Q1", "A", statement("P31", item("Q7")), statement("P585", day("1975-08-01"))), one, other)[
            "q1"
        ].kind
        == "event"
    )


def test_wholes_and_places_that_hold_each_other_are_cut() -> None:
    made = read(
        entity(
            "Q1",
            "A",
            statement("P585", day("1975-08-01")),
            statement("P361", item("Q2")),
            statement("P276", item("Q5")),
        ),
        entity("Q2", "B", statement("P585", day("1975-08-01")), statement("P361", item("Q1"))),
        entity("Q5", "C", statement("P131", item("Q6"))),
        entity("Q6", "D", statement("P131", item("Q5"))),
    )
    assert len(made) == 2
    assert [place.within for place in made.places] == [None]
    assert {loss.why for loss in made.losses if loss.field} == {
        "q2 is no event of the file, or holds itself",
        "q1 is no event of the file, or holds itself",
        "Q6 lies in it",
    }


def test_a_treaty_has_its_signatories_and_the_day_on_which_it_came_into_force() -> None:
    treaty = entity(
        "Q1",
        "Treaty",
        statement("P31", item("Q131569")),
        statement("P585", day("1987-12-08")),
        statement("P7588", day("1988-06-01")),
        statement("P1891", item("Q30")),
        statement("P1891", item("Q15180")),
        statement("P17", item("Q30")),
    )
    made = read(
        treaty, entity("Q30", "United States", statement("P31", item("Q6256"))), entity("Q15180", "Soviet Union")
    )
    assert [(part.agent, part.role) for part in made["q1"].who] == [("q30", "party"), ("q15180", "party")]
    assert (str(made["q1"].in_force), made["q1"].where) == ("1988-06-01", "q30-place")
    assert made["q30"].section == "states"


def test_the_language_chooses_labels_aliases_and_descriptions() -> None:
    labels = {
        "en": {"language": "en", "value": "Yalta Conference"},
        "ru": {"language": "ru", "value": "Ялтинская конференция"},
    }
    one = {**entity("Q1", None, statement("P585", day("1945-02-04"))), "labels": labels}
    assert read(one, language="ru")["q1"].title == "Ялтинская конференция"
    assert read(one, language="ru").language == "ru"
    assert read(one, language="de")["q1"].title == "Yalta Conference"


def test_the_command_line_takes_the_language(tmp_path: Path) -> None:
    labels = {"en": {"language": "en", "value": "Yalta"}, "ru": {"language": "ru", "value": "Ялта"}}
    path = tmp_path / "yalta.wikidata.json"
    path.write_text(file({**entity("Q1", None, statement("P585", day("1945-02-04"))), "labels": labels}), "utf-8")
    done = CliRunner().invoke(main, ["convert", str(path), "--to", "yaml", "--option", "language=ru"])
    assert (done.exit_code, "title: Ялта" in done.stdout) == (0, True)


@pytest.mark.parametrize(
    "layout",
    [
        lambda one, two: json.dumps(one),
        lambda one, two: json.dumps([one, two]),
        lambda one, two: f"{json.dumps(one)}\n{json.dumps(two)}\n",
        lambda one, two: f"[\n{json.dumps(one)},\n{json.dumps(two)}\n]\n",
        lambda one, two: f"[\n{json.dumps(one)},\n{json.dumps(two)},\n",
        lambda one, two: json.dumps({"entities": {"Q1": one, "Q2": two, "Q9": {"id": "Q9", "missing": ""}}}),
    ],
)
def test_every_layout_of_their_files_is_read(layout: Any) -> None:
    one, two = entity("Q1", "A", statement("P585", day("1945-02-04"))), entity("Q2", "B", statement("P31", item("Q5")))
    assert formats.loads(layout(one, two), "wikidata")["q1"].title == "A"


def test_nothing_is_an_empty_chronology() -> None:
    assert len(formats.loads('{"entities": {}}', "wikidata")) == 0


# -- what is wrong -------------------------------------------------------------------------------------------------------


def test_every_problem_has_its_line_and_column() -> None:
    broken = """{"entities": {
  "Q1": {"id": "Q1", "labels": {"en": {"value": "A"}}, "claims": {
    "P31": [{"mainsnak": {"snaktype": "value", "datavalue": {"value": {"id": "Q2761147"}}}, "rank": "normal"}],
    "P710": "Q5"}},
  "Q2": {"id": "2", "claims": {}},
  "Q3": 7}}
"""
    with pytest.raises(Unreadable) as caught:
        formats.loads(broken, "wikidata", file="a.json")
    assert str(caught.value).split("\n") == [
        "a.json:4:13: entities.Q1.claims.P710: a list is wanted, not 'Q5'",
        "a.json:5:16: entities.Q2.id: '2' is the number of no item",
        "a.json:6:9: entities.Q3: a mapping is wanted, not 7",
    ]


def test_a_broken_line_of_a_dump_is_named() -> None:
    with pytest.raises(Unreadable, match=r"a\.json:2:1[0-9]: "):
        formats.loads(f'{json.dumps(entity("Q1", "A"))}\n{{"id": "Q2", }}\n', "wikidata", file="a.json")


@pytest.mark.parametrize("text", ["", "[1]", '"Q1"', '{"title": "A dossier", "events": []}', "{", '{"entities": [1]}'])
def test_what_holds_no_item_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        formats.loads(text, "wikidata")


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-5, 5)
        | st.sampled_from(["", "Q1", "time", "value", "preferred", "P31"]),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "id",
                        "labels",
                        "claims",
                        "P31",
                        "P585",
                        "P710",
                        "mainsnak",
                        "datavalue",
                        "value",
                        "qualifiers",
                        "rank",
                        "en",
                    ]
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_any_tree_is_read_or_refused(tree: Any) -> None:
    whole = {"entities": {"Q1": {"id": "Q1", **tree} if isinstance(tree, dict) else tree}}
    with contextlib.suppress(Unreadable):
        formats.loads(json.dumps(whole), "wikidata")


A_DAY = statement("P585", day("1945-02-04"))
SOMEBODY = entity("Q2", "Ann", statement("P31", item("Q5")))
PRESENT = statement("P710", item("Q2"))


def told(*entities: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(loss.record, loss.field, loss.why) for loss in read(*entities).losses]


@pytest.mark.parametrize(
    ("statements", "field", "why"),
    [
        ([statement("P585", text("soon"))], "P585", "it is no time"),
        ([A_DAY, statement("P585", text("soon"))], "P585", "it is no time"),
        ([statement("P585", time("+1945-13-00T00:00:00Z", 10))], "P585", "no calendar has 1945-13-00"),
        (
            [statement("P585", time("+12000-02-00T00:00:00Z", 10))],
            "P585",
            "the year 12000 with a month; years of five digits stand alone",
        ),
        (
            [statement("P580", day("1945-02-04", before=2, after=3)), statement("P582", day("1945-02-20"))],
            "when",
            "the end [1945-02-01..1945-02-07] of a stretch is no single date",
        ),
        ([A_DAY, statement("P710", "somevalue"), PRESENT, PRESENT], "who", "it is not known who"),
        ([A_DAY, statement("P710", item("Q2"), P39=item("Q77"))], "who", "the role Q77 is not in the file"),
    ],
)
def test_what_an_event_cannot_keep_is_told(statements: list[dict[str, Any]], field: str, why: str) -> None:
    assert told(entity("Q1", "A", PRESENT, *statements), SOMEBODY) == [("q1", field, why)]


@pytest.mark.parametrize(
    ("reference", "sources", "lost"),
    [
        ({"P854": text("https://example.org/a")}, ["https://example.org/a"], []),
        ({"P813": day("2024-05-01")}, [], ["a reference that names no source"]),
        ({"P4656": text("x")}, [], ["nothing is made of P4656"]),
        ({"P854": text("nowhere")}, [], ["'nowhere' is no web address", "a reference that names no source"]),
        (
            {"P1476": item("Q3"), "P248": text("x"), "P854": text("https://example.org/a")},
            ["https://example.org/a"],
            [],
        ),
        (
            {"P854": text("https://example.org/a"), "P577": time("+1945-13-00T00:00:00Z", 10)},
            ["https://example.org/a"],
            ["no calendar has 1945-13-00"],
        ),
    ],
)
def test_a_reference_is_a_source_as_far_as_it_names_one(
    reference: dict[str, Any], sources: list[str], lost: list[str]
) -> None:
    dated = statement("P585", day("1945-02-04"), refs=(reference, reference))
    made = read(entity("Q1", "A", PRESENT, dated), SOMEBODY)
    assert [made[cite.source].title for cite in made["q1"].cites] == sources
    assert [loss.why for loss in made.losses] == lost * 2


def test_a_day_that_is_not_known_is_no_loss() -> None:
    made = read(entity("Q1", "A", PRESENT, statement("P585", "somevalue")), SOMEBODY)
    assert (str(made["q1"].when), made.losses) == ("XXXX", ())


def test_an_event_without_a_label_is_called_by_its_number_and_is_part_of_another() -> None:
    hall = statement("P276", item("Q9"))
    part = entity("Q1", None, A_DAY, PRESENT, hall, statement("P361", item("Q4")))
    made = read(part, entity("Q4", "B", A_DAY, PRESENT, hall), entity("Q9", "Hall"), SOMEBODY)
    assert (made["q1"].title, made["q1"].part_of, made["q1"].where, made["q4"].where) == ("Q1", "q4", "q9", "q9")
    assert [loss.why for loss in made.losses] == ["the item has no label; its number stands for its title"]


def test_what_nobody_mentions_is_there_all_the_same() -> None:
    rome = entity("Q6", "Rome", statement("P625", text("41 N, 12 E")))
    made = read(rome, entity("Q7", "Union", statement("P31", item("Q43229"))))
    assert ([place.name for place in made.places], [body.name for body in made.organizations]) == (["Rome"], ["Union"])


def test_a_post_that_is_not_known_is_told() -> None:
    posts = [
        statement("P39", item("Q50"), rank="deprecated"),
        statement("P39", "somevalue"),
        statement("P39", item("Q51")),
    ]
    made = read(entity("Q2", "Ann", statement("P31", item("Q5")), *posts))
    assert [(tenure.post, str(tenure.term)) for tenure in made.tenures] == [("Q51", "XXXX")]
    assert [loss.why for loss in made.losses] == ["a deprecated or unknown post"] * 2 + [
        "the post Q51 is not in the file"
    ]


def test_what_is_no_item_is_passed_over_and_one_that_comes_twice_is_refused() -> None:
    one = entity("Q1", "A", A_DAY, PRESENT)
    made = formats.loads(json.dumps([entity("P31", "instance of"), one, SOMEBODY]), "wikidata")
    assert [(loss.record, loss.why) for loss in made.losses] == [("p31", "no item, but a property or a word")]
    with pytest.raises(Unreadable) as caught:
        formats.loads(json.dumps([one, SOMEBODY, one]), "wikidata")
    assert [problem.message for problem in caught.value.problems] == ["the item Q1 a second time"]

"""The recipe reads official records, and of what the checks find in them each certain finding is true."""

import re
from pathlib import Path

import pytest

import timeline as tl
from timeline.checks import check

ROOT = Path(__file__).parent.parent.parent
CARRIED = ROOT / "docs" / "_data"
WHOLE = ROOT / ".." / "shared" / "data"
RECIPE = (CARRIED / "official_records.py").read_text("utf-8")
RECORD = re.compile(r"<(visit|trip|president)[ >].*?</\1>", re.DOTALL)
NAMED = ("two-places-at-once", "possible-duplicate", "outside-term", "term-ends-before-it-begins")


@pytest.fixture
def read(monkeypatch, capsys):
    """Run the recipe beside a folder of records; return the chronology and the lines that it prints."""

    def run(folder, recipe=RECIPE):
        monkeypatch.chdir(folder)
        namespace = {}
        exec(compile(recipe, "official_records.py", "exec"), namespace)
        return namespace["chronology"], capsys.readouterr().out.splitlines()

    return run


@pytest.fixture
def whole():
    if not (WHOLE / "state-department").is_dir():
        pytest.skip("the whole of the official records is not here, only the sample that the project carries")
    return WHOLE


def ids(chronology, *, certain, rules=NAMED):
    return [finding.ids[:2] for finding in check(chronology, rules) if finding.certain is certain]


def records(folder):
    """The records under a folder, as they are written."""
    return {match[0] for path in folder.rglob("*.xml") for match in RECORD.finditer(path.read_text("utf-8"))}


def test_the_page_shows_the_recipe_that_is_run():
    page = (ROOT / "docs" / "how-to" / "from-state-department.md").read_text("utf-8")
    assert f"```{{code-block}} python\n:caption: official_records.py\n{RECIPE}```\n" in page


def test_the_recipe_stays_short_enough_to_be_read_at_once():
    lines = [line for line in RECIPE.splitlines() if line.strip()]
    assert len(lines) <= 45
    assert max(map(len, lines)) <= 120
    assert not any(";" in line for line in lines)


class TestSample:
    def test_it_is_small_and_says_whose_it_is(self):
        files = [path for path in (CARRIED / "state-department").rglob("*") if path.is_file()]
        assert sum(path.stat().st_size for path in files) < 100_000
        assert "CC0 1.0" in (CARRIED / "state-department" / "LICENSE.txt").read_text("utf-8")

    def test_its_records_are_copied_as_they_are(self, whole):
        sample = records(CARRIED / "state-department")
        assert len(sample) == 80
        assert sample <= records(whole / "state-department")

    def test_all_of_it_is_read(self, read):
        chronology, printed = read(CARRIED)
        assert printed == []
        assert (len(chronology), len(chronology.tenures)) == (71, 9)

    def test_what_is_found_in_it(self, read):
        chronology, _ = read(CARRIED)
        assert ids(chronology, certain=True) == [("trip-2442", "trip-2443")]
        assert ids(chronology, certain=False, rules=["possible-duplicate"]) == [
            ("trip-4118", "trip-4119"),
            ("visit-1522", "visit-1524"),
            ("visit-2044", "visit-2064"),
            ("visit-3201", "visit-3196"),
            ("visit-3314", "visit-3257"),
        ]

    def test_a_dossier_of_it_is_read_back_with_the_same_findings(self, read, tmp_path):
        chronology, _ = read(CARRIED)
        chronology.write(tmp_path / "records.yaml")
        again = tl.read(tmp_path / "records.yaml")
        assert again == chronology
        assert ids(again, certain=False) == ids(chronology, certain=False)

    @pytest.mark.parametrize(
        ("name", "guests"),
        [
            ("visit-3196", [("Xi Jinping", "President", "China, People’s Republic of")]),
            ("visit-379", [("Anwar Sadat", "President", "Egypt"), ("Mustafa Khalil", "Prime Minister", "Egypt")]),
            ("visit-3150", [("King Abdullah", "King", "Jordan"), ("Crown Prince Hussein", "Crown Prince", "Jordan")]),
            ("visit-2376", [("Premier and Prince Sihanouk", "Premier and Prince", "Cambodia")]),
            ("visit-1519", [("Valdas Adamkus", "", "Lithuania")]),
            ("visit-2887", [("Prime MinisterHaidar al- Abadi", "", "Iraq")]),
            ("trip-2655", [("William Howard Taft", "President-elect", "United States")]),
        ],
    )
    def test_who_came_as_what_and_for_whom(self, read, name, guests):
        chronology, _ = read(CARRIED)
        found = [
            (chronology[part.agent].name, part.capacity, chronology[part.on_behalf_of].name)
            for part in chronology[name].who
        ]
        assert found == guests

    def test_a_line_break_in_a_remark_is_a_space(self, read):
        chronology, _ = read(CARRIED)
        assert chronology["trip-2655"].summary.endswith("[Visit made as President-elect.]")
        assert not any("\n" in event.summary or "  " in event.summary for event in chronology)


class TestWhole:
    """All 4,096 records; each of the findings was read and held against the remarks."""

    @pytest.fixture
    def chronology(self, read, whole):
        found, printed = read(whole)
        assert printed == []
        assert (len(found), len(found.tenures)) == (4096, 47)
        return found

    def test_the_certain_findings_are_true(self, chronology):
        """Bush spent two nights of April 2005 in the Vatican and in Rome, as the records have it."""
        assert ids(chronology, certain=True) == [("trip-2442", "trip-2443")]

    def test_the_possible_ones_can_be_read(self, chronology):
        assert len(ids(chronology, certain=False, rules=["two-places-at-once"])) <= 17
        assert {frozenset(pair) for pair in ids(chronology, certain=False, rules=["possible-duplicate"])} == {
            frozenset({"visit-3196", "visit-3201"}),
            frozenset({"visit-3257", "visit-3314"}),
            frozenset({"trip-4118", "trip-4119"}),
            frozenset({"visit-1522", "visit-1524"}),
            frozenset({"visit-2044", "visit-2064"}),
        }

    def test_all_rules_together_leave_few_to_read(self, chronology):
        assert len(check(chronology)) <= 35

    def test_nobody_travels_outside_a_term(self, chronology):
        assert check(chronology, ["outside-term", "term-ends-before-it-begins"]) == ()

    def test_who_travels_before_a_term_would_be_found_without_the_remark(self, read, whole):
        """Otherwise the silence above would say nothing."""
        blind = RECIPE.replace("Visit made as", "no such words").replace('summary=row["remarks"] + ', "summary=")
        chronology, _ = read(whole, blind)
        assert len(check(chronology, ["outside-term"])) == 17


class TestRecordsNobodyHasSeen:
    """Of every record that is offered, an event is made or a line is printed."""

    def offered(self, folder, tag, *contents, folders=("visits",), attributes=""):
        path = folder.joinpath("state-department", *folders, "2030.xml")
        path.parent.mkdir(parents=True)
        body = "".join(f"<{tag} {attributes}>{content}</{tag}>" for content in contents)
        path.write_text(f"<{tag}s>{body}</{tag}s>", "utf-8")

    def visit(self, number="1", start="2030-01-02", end="2030-01-04", visitor="President Ada Ng", land="X", more=""):
        return (
            f"<id>{number}</id><start-date>{start}</start-date><end-date>{end}</end-date><visitor>{visitor}</visitor>"
            f"<from id='x'>{land}</from>{more}"
        )

    @pytest.mark.parametrize(
        ("changes", "told"),
        [
            ({"end": "2030-01-01"}, "the end lies before the start"),
            ({"start": "2030-02-30"}, "February 2030 has 28 days"),
            ({"start": "2 January 2030"}, "does not belong in a date"),
            ({"start": "", "end": ""}, "a date is missing"),
            ({"number": "no id"}, "is no id"),
        ],
    )
    def test_an_impossible_record_is_told_with_file_and_id_and_the_rest_goes_on(self, read, tmp_path, changes, told):
        self.offered(tmp_path, "visit", self.visit(**{"number": "7", **changes}), self.visit(number="8"))
        chronology, (line,) = read(tmp_path)
        assert [event.id for event in chronology] == ["visit-8"]
        assert line.startswith(f"state-department/visits/2030.xml: visit-{changes.get('number', '7')}: ")
        assert told in line

    @pytest.mark.parametrize(
        ("changes", "when"),
        [({"end": ""}, "2030-01-02/"), ({"start": ""}, "/2030-01-04"), ({"end": "2030-01-02"}, "2030-01-02")],
    )
    def test_a_missing_date_is_unknown(self, read, tmp_path, changes, when):
        self.offered(tmp_path, "visit", self.visit(**changes))
        ((event,), printed) = read(tmp_path)
        assert (str(event.when), printed) == (when, [])

    def test_an_id_is_used_once_and_nothing_is_lost_in_silence(self, read, tmp_path):
        self.offered(tmp_path, "visit", self.visit(), self.visit(visitor="Queen Cy"))
        chronology, (line,) = read(tmp_path)
        assert (len(chronology), line) == (1, "state-department/visits/2030.xml: visit-1: the id is used before")

    @pytest.mark.parametrize("text", ["", "<visits><visit>", "<visits>&nbsp;</visits>", "no XML at all"])
    def test_a_file_that_is_no_xml_is_told_and_the_rest_goes_on(self, read, tmp_path, text):
        self.offered(tmp_path, "visit", self.visit())
        (tmp_path / "state-department" / "broken.xml").write_text(text, "utf-8")
        chronology, (line,) = read(tmp_path)
        assert len(chronology) == 1
        assert line.startswith("state-department/broken.xml: ")

    def test_missing_and_empty_elements_are_left_out(self, read, tmp_path):
        self.offered(
            tmp_path, "visit", "<id>1</id><start-date>2030-01-02</start-date>", self.visit("2", visitor="", land="")
        )
        chronology, printed = read(tmp_path)
        assert printed == []
        assert [(event.title, event.who, event.summary) for event in chronology] == [
            ("Someone in the United States", (), "")
        ] * 2

    def test_spellings_of_a_country_and_of_a_person_are_kept_as_aliases(self, read, tmp_path):
        self.offered(
            tmp_path,
            "visit",
            self.visit("1", land="French Sudan", visitor="President José Ng"),
            self.visit("2", land="Mali", visitor="Prime Minister Jose Ng"),
        )
        chronology, _ = read(tmp_path)
        assert [(state.name, state.aliases) for state in chronology.states if state.id == "state-x"] == [
            ("Mali", ("French Sudan",))
        ]
        (person,) = chronology.people
        assert (person.name, person.aliases) == ("José Ng", ("Jose Ng",))

    def test_words_within_words_are_not_lost(self, read, tmp_path):
        self.offered(
            tmp_path, "visit", self.visit(more="<description>Met <i>President\n   Bo</i> twice.</description>")
        )
        ((event,), _) = read(tmp_path)
        assert event.summary == "Met President Bo twice."

    def test_a_misspelt_duplicate_is_found(self, read, tmp_path):
        self.offered(
            tmp_path,
            "visit",
            self.visit("1", visitor="President Recep Tayyip Erdoğan"),
            self.visit("2", visitor="Prime Minister Recep Tayip Erdogan"),
            self.visit("3", visitor="Foreign Minister Hakan Fidan"),
        )
        chronology, _ = read(tmp_path)
        assert ids(chronology, certain=False) == [("visit-1", "visit-2")]

    def test_travels_in_another_role_are_read_alike(self, read, tmp_path):
        trip = (
            "<id>Travel-1915-secretary</id><role>secretary</role><name>William Henry Seward</name>"
            "<start-date>1866-01-09</start-date><end-date>1866-01-12</end-date><country id='denmark'>Denmark</country><locale/>"
        )
        attributes = "who='seward-william-henry' role='secretary'"
        self.offered(tmp_path, "trip", trip, folders=("secretary-travels",), attributes=attributes)
        (chronology, printed) = read(tmp_path)
        (event,) = chronology
        (guest,) = event.who
        assert printed == []
        assert (event.id, event.where, guest.agent) == (
            "trip-travel-1915-secretary",
            "place-denmark",
            "person-william-henry-seward",
        )
        assert guest.capacity == "Secretary"

    @pytest.mark.parametrize("role", ["", "<role>president</role>"])
    def test_a_trip_of_nobody_is_told(self, read, tmp_path, role):
        self.offered(tmp_path, "trip", f"<id>1</id>{role}<start-date>2030-01-02</start-date>", folders=("travels",))
        chronology, (line,) = read(tmp_path)
        assert len(chronology) == 0
        assert line.startswith("state-department/travels/2030.xml: trip-1: name: ")

    def test_a_missing_country_stays_missing(self, read, tmp_path):
        trip = "<id>1</id><name>Ada Ng</name><start-date>2030-01-02</start-date><locale>Paris</locale>"
        self.offered(tmp_path, "trip", trip, folders=("travels",))
        self.offered(tmp_path, "visit", self.visit("2").replace("<from id='x'>X</from>", ""))
        chronology, printed = read(tmp_path)
        assert printed == []
        assert [(place.id, place.within) for place in chronology.places if place.name == "Paris"] == [
            ("place-paris", None)
        ]
        assert [event.who[0].on_behalf_of for event in (chronology["trip-1"], chronology["visit-2"])] == [
            "state-united-states",
            None,
        ]

    def test_a_town_without_a_letter_is_no_town(self, read, tmp_path):
        trip = "<id>1</id><name>Ada Ng</name><start-date>2030-01-02</start-date><country id='x'>X</country><locale>-</locale>"
        self.offered(tmp_path, "trip", trip, folders=("travels",))
        ((event,), printed) = read(tmp_path)
        assert (event.where, printed) == ("place-x", [])

    def test_a_term_without_an_end_has_an_unknown_end(self, read, tmp_path):
        term = "<id>ng-ada</id><name>Ada Ng</name><took-office-date>2030-01-20</took-office-date><left-office-date/>"
        self.offered(tmp_path, "president", term, folders=("presidents",), attributes="n='1'")
        chronology, _ = read(tmp_path)
        assert [(tenure.id, str(tenure.term)) for tenure in chronology.tenures] == [
            ("president-ng-ada1", "2030-01-20/")
        ]

    def test_a_name_that_is_refused_does_not_spoil_the_next_spelling_of_it(self, read, tmp_path):
        self.offered(tmp_path, "visit", self.visit("1", visitor="Ada\x86 Ng"), self.visit("2", visitor="Ada Ng"))
        chronology, (line,) = read(tmp_path)
        assert [event.id for event in chronology] == ["visit-2"]
        assert "visit-1: name: the character U+0086" in line

    def test_an_empty_folder_gives_an_empty_chronology(self, read, tmp_path):
        chronology, printed = read(tmp_path)
        assert (len(chronology), printed) == (0, [])

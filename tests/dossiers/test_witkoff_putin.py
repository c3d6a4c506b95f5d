"""The dossier `witkoff-putin`: eight contacts of two men, each with its sources, one of them on two dates at once.

It is built to be merged with `rome-2025`, whose article has one of the meetings in the wrong city.
"""

from __future__ import annotations

import re
from importlib import resources
from typing import Any

import pendulum
import pytest

from timeline.checks import Severity, check
from timeline.chronology import Chronology, ClaimState
from timeline.formats import dossier, dumps, loads
from timeline.records import Meeting, Statement, Status
from timeline.rendering import render
from timeline.when import When

BUNDLED = resources.files("timeline") / "dossiers" / "witkoff-putin.yaml"

MOSCOW, WASHINGTON, TOKYO = "Europe/Moscow", "America/New_York", "Asia/Tokyo"

# The held meetings in order: what each holds, as a file would write it, and the words for its date on a page.
MEETINGS: list[tuple[str, str, str, str, str]] = [
    ("witkoff-putin-february", "2025-02-11", "moscow", "~3 h 30 min", "11 February 2025"),
    ("witkoff-putin-march", "2025-03-13", "kremlin", "3..4 h", "13 March 2025"),
    ("witkoff-putin-petersburg", "2025-04-11", "presidential-library", "> 4 h", "11 April 2025"),
    ("witkoff-putin", "2025-04-25", "kremlin", "3 h", "25 April 2025"),
    ("witkoff-putin-august", "2025-08-06", "kremlin", "~3 h", "6 August 2025"),
    ("anchorage", "2025-08-15", "elmendorf-richardson", "~3 h", "15 August 2025"),
    (
        "witkoff-putin-december",
        "2025-12-02T19:40[Europe/Moscow]/2025-12-03",
        "kremlin",
        "5 h",
        "from 2 December 2025, 19:40 to 3 December 2025",
    ),
    (
        "witkoff-putin-january",
        "2026-01-22T23:25[Europe/Moscow]/2026-01-23T03:04",
        "senate-palace",
        "3 h 39 min",
        "from 22 January 2026, 23:25 to 23 January 2026, 03:04",
    ),
]
NAMES = [name for name, *_ in MEETINGS]

# What the press counted, in the words of a citation, and how many of the envoy's meetings that makes.
ORDINALS = [
    ("witkoff-putin-march", "tass-factbox", "Second", 2),
    ("witkoff-putin-petersburg", "rt-april", "third", 3),
    ("witkoff-putin", "asharq-al-awsat", "4th", 4),
    ("witkoff-putin-august", "press-lv", "пятая", 5),
    ("witkoff-putin-december", "tass-factbox", "sixth", 6),
    ("witkoff-putin-january", "hindustan-times", "seventh", 7),
]

# Where a claim, or the report of an event, stands once everything has been said.
STANDINGS = [
    ("witkoff-putin-february", ClaimState.CONCEDED, "2025-04-11"),  # the Kremlin would not comment, then counted it
    ("kept-waiting", ClaimState.CONTESTED, "2025-03-15"),
    ("january-visit", ClaimState.CONCEDED, "2026-01-21"),  # Washington denied the plan a week before
    ("eight-conversations", ClaimState.ASSERTED, "2026-02-22"),
]


@pytest.fixture(scope="module")
def talks() -> Chronology:
    return dossier("witkoff-putin")


@pytest.fixture(scope="module")
def contacts(talks: Chronology) -> Chronology:
    return talks.contacts("witkoff", "putin")


def local(seconds: object, zone: str) -> str:
    """Return the time that a clock shows at an instant."""
    assert isinstance(seconds, int)
    return pendulum.from_timestamp(seconds, tz=zone).format("YYYY-MM-DD HH:mm")


def test_it_loads_under_its_name(talks: Chronology):
    assert (talks.title, talks.language, talks.zone) == ("Witkoff and Putin", "en", MOSCOW)


class TestContacts:
    def test_there_are_eight_in_this_order(self, contacts: Chronology):
        assert [event.id for event in contacts] == NAMES

    @pytest.mark.parametrize(("name", "when", "where", "lasted", "_"), MEETINGS, ids=NAMES)
    def test_each_holds_what_its_sources_say(
        self, talks: Chronology, name: str, when: str, where: str, lasted: str, _: str
    ):
        event = talks[name].plain()
        assert (event["when"], event["where"], event["lasted"], event["mode"]) == (when, where, lasted, "in-person")

    def test_all_were_held(self, contacts: Chronology):
        assert {event.status for event in contacts} == {Status.HELD}

    def test_what_fell_through_is_no_contact(self, talks: Chronology, contacts: Chronology):
        others = {e.id for e in talks.of(Meeting).involving("witkoff", "putin")} - {e.id for e in contacts}
        assert {name: talks[name].plain()["status"] for name in others} == {"witkoff-putin-may": "postponed"}

    def test_each_is_cited(self, contacts: Chronology):
        assert [event.id for event in contacts if not event.cites] == []

    @pytest.mark.parametrize("name", [name for name in NAMES if name != "anchorage"])
    def test_the_envoy_speaks_for_trump_and_trump_for_his_country(self, talks: Chronology, name: str):
        assert [agent.id for agent in talks.principal_of("witkoff", at=name)] == ["trump", "us"]
        assert ("putin", "host") in [(part.agent, part.role) for part in talks[name].who]

    def test_by_25_april_2025_they_were_four_and_two_in_that_month(self, contacts: Chronology):
        assert len(contacts.during("../2025-04-25")) == 4
        assert len(contacts.during("2025-04")) == 2

    @pytest.mark.parametrize(("name", "source", "word", "count"), ORDINALS, ids=[name for name, *_ in ORDINALS])
    def test_the_press_counts_as_the_dossier_does(
        self, talks: Chronology, contacts: Chronology, name: str, source: str, word: str, count: int
    ):
        """Those who number the envoy's meetings leave the summit in Alaska out."""
        quotes = [cite.quote for cite in talks[name].cites if cite.source == source]
        assert any(word in quote for quote in quotes), quotes
        own = [event.id for event in contacts if event.id != "anchorage"]
        assert own.index(name) + 1 == count

    def test_the_envoy_counts_alaska_in(self, talks: Chronology, contacts: Chronology):
        assert "eight" in talks["witkoff-counts"].cites[0].quote
        assert len(contacts.during("../2026-02-22")) == 8

    def test_kushner_came_twice(self, talks: Chronology):
        assert [event.id for event in talks.contacts("kushner", "putin")] == NAMES[-2:]


class TestMidnight:
    @pytest.mark.parametrize(
        ("zone", "begins", "ends"),
        [
            (MOSCOW, "2026-01-22 23:25", "2026-01-23 03:04"),
            (WASHINGTON, "2026-01-22 15:25", "2026-01-22 19:04"),
            (TOKYO, "2026-01-23 05:25", "2026-01-23 09:04"),
        ],
    )
    def test_the_date_of_the_last_meeting_depends_on_the_clock(
        self, talks: Chronology, zone: str, begins: str, ends: str
    ):
        """In Moscow it crosses midnight, in Washington it is still the 22nd, in Tokyo all of it is on the 23rd."""
        instants = talks.when("witkoff-putin-january").instants
        assert (local(instants.start_min, zone), local(instants.end_min, zone)) == (begins, ends)

    def test_its_earliest_moment_is_one_instant_everywhere(self, talks: Chronology):
        earliest = talks.when("witkoff-putin-january").earliest
        assert [earliest.in_timezone(zone).to_date_string() for zone in (MOSCOW, WASHINGTON, TOKYO)] == [
            "2026-01-22",
            "2026-01-22",
            "2026-01-23",
        ]

    @pytest.mark.parametrize(
        ("day", "found"),
        [
            ("2026-01-22[Europe/Moscow]", True),
            ("2026-01-23[Europe/Moscow]", True),
            ("2026-01-22[America/New_York]", True),
            ("2026-01-23[America/New_York]", False),
            ("2026-01-22[Asia/Tokyo]", False),
            ("2026-01-23[Asia/Tokyo]", True),
        ],
    )
    def test_a_day_finds_it_where_that_day_was(self, contacts: Chronology, day: str, found: bool):
        assert [event.id for event in contacts.during(day)] == ["witkoff-putin-january"] * found

    @pytest.mark.parametrize("name", ["witkoff-putin-december", "witkoff-putin-january"])
    def test_the_clocks_of_ukraine_show_the_same_hour(self, talks: Chronology, name: str):
        """A rival `when` in another zone may mean the very same time."""
        adopted = talks.bounds(name)
        (other,) = [When(claim.value).instants for claim in talks.rivals(name)["when"] if "Kyiv" in claim.value]
        assert abs(other.start_min - adopted.start_min) <= 5 * 60
        assert abs(other.end_min - adopted.end_min) <= 10 * 60

    def test_the_one_of_december_ends_on_another_day_in_kyiv(self, talks: Chronology):
        """It began at 19:40 in Moscow and took five hours."""
        end = talks.bounds("witkoff-putin-december").end_min
        assert (local(end, MOSCOW)[:10], local(end, "Europe/Kyiv")[:10]) == ("2025-12-03", "2025-12-02")


class TestRecord:
    @pytest.mark.parametrize(("target", "state", "since"), STANDINGS, ids=[target for target, *_ in STANDINGS])
    def test_where_it_stands(self, talks: Chronology, target: str, state: ClaimState, since: str):
        found = talks.standing(target)
        assert (found.state, str(found.since)) == (state, since)

    def test_every_event_is_cited(self, talks: Chronology):
        assert [event.id for event in talks if not event.cites] == []

    def test_every_proposition_is_taken_up(self, talks: Chronology):
        targets = {stance.target for event in talks.of(Statement) for stance in event.stances}
        assert [claim.id for claim in talks.claims if not claim.is_rival and claim.id not in targets] == []

    def test_every_rival_value_has_a_source_and_differs(self, talks: Chronology):
        rivals = [claim for claim in talks.claims if claim.is_rival]
        assert len(rivals) > 10
        assert [claim.id for claim in rivals if not claim.cites] == []
        assert [claim.id for claim in rivals if talks[claim.subject].plain().get(claim.attribute) == claim.value] == []

    def test_every_record_is_used(self, talks: Chronology):
        """A publisher is mentioned by name."""
        mentioned = {reference.id for record in talks.records for reference in record.references()}
        publishers = {source.publisher for source in talks.sources}
        declared = {agent.id for agent in talks.agents if agent.name not in publishers}
        declared |= {record.id for record in (*talks.sources, *talks.places)}
        assert declared
        assert declared - mentioned == set()

    def test_the_state_owned_agencies_are_on_its_side(self, talks: Chronology):
        state = {"kremlin-press-service", "ria-novosti", "rt-television", "ru-mfa", "tass-agency"}
        assert {name for name in state if talks[name].plain()["part_of"] == "ru"} == state
        assert "part_of" not in talks["interfax"].plain()

    def test_the_checks_find_no_error(self, talks: Chronology):
        assert [str(finding) for finding in check(talks) if finding.severity is Severity.ERROR] == []

    @pytest.mark.parametrize("name", ["yaml", "json"])
    def test_it_survives_a_round_trip(self, talks: Chronology, name: str):
        text = dumps(talks, format=name)
        again = loads(text, format=name)
        assert again == talks
        assert again.records == talks.records
        assert dumps(again, format=name) == text

    def test_it_stays_pleasant_to_read(self):
        lines = BUNDLED.read_text(encoding="utf-8").splitlines()
        assert [line for line in lines if len(line) > 130 and "url: " not in line] == []
        assert [line for line in lines if "\t" in line or line != line.rstrip()] == []


class TestBesideRome:
    """What both dossiers hold bears one id, and is the same but for the meeting that they tell differently."""

    def shared(self, talks: Chronology) -> list[tuple[Any, Any]]:
        rome = dossier("rome-2025")
        return [(record, rome[record.id]) for record in talks.records if record.id in rome]

    def test_people_states_places_and_sources_are_the_same_records(self, talks: Chronology):
        """Only the remark on Interfax is of the article."""
        both = [(mine, theirs) for mine, theirs in self.shared(talks) if mine.section != "events"]
        assert {"trump", "ru", "kremlin", "putin-president", "tass", "putin-in-earnest"} <= {
            mine.id for mine, _ in both
        }
        assert [mine.id for mine, theirs in both if mine != theirs] == ["interfax"]

    def test_the_meeting_of_april_differs_where_the_article_is_wrong(self, talks: Chronology):
        (pair,) = [(mine.plain(), theirs.plain()) for mine, theirs in self.shared(talks) if mine.section == "events"]
        assert {each["id"] for each in pair} == {"witkoff-putin"}
        assert [each["where"] for each in pair] == ["kremlin", "rome"]
        assert [each["when"] for each in pair] == ["2025-04-25", {"said": "earlier this week", "on": "2025-04-26"}]
        assert [each["mode"] for each in pair] == ["in-person", "in-person"]


class TestPage:
    @pytest.mark.parametrize("language", ["html", "markdown", "text"])
    def test_it_says_each_date_and_each_title(self, talks: Chronology, contacts: Chronology, language: str):
        page = folded(render(talks, language))
        short = {words: re.sub(r"\b([A-Z][a-z]{2})[a-z]+ (20\d\d)", r"\1 \2", words) for *_, words in MEETINGS}
        assert [words for words in short if words not in page and short[words] not in page] == []
        assert [event.title for event in contacts if folded(event.title) not in page] == []

    @pytest.mark.parametrize("language", ["markdown", "text"])
    def test_no_record_shows_its_id(self, talks: Chronology, language: str):
        """In HTML, ids are anchors."""
        seen = set(re.findall(r"[\w-]+", render(talks, language)))
        assert {event.id for event in talks if "-" in event.id} & seen == set()


def folded(page: str) -> str:
    """Return the words of a page on one line, without tags, escapes and table marks."""
    return " ".join(re.sub(r"<[^>]*>|[\\|]", " ", page.replace("&#39;", "'")).split())

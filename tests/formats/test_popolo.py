"""Popolo: what is written read by EveryPolitician's own library and held to the schemas' patterns, and files of others read."""

import contextlib
import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from popolo_data.importer import Popolo

import timeline as tl
from timeline import formats
from timeline.chronology import Chronology
from timeline.errors import Unreadable
from timeline.records import (
    Agent,
    Citation,
    Event,
    Meeting,
    Organization,
    Participation,
    Person,
    Place,
    Source,
    State,
    Statement,
    Tenure,
)

# The patterns of the schemas: a membership has days, an event may have times with their offsets.
DAY = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
MOMENT = re.compile(r"[0-9]{4}((-[0-9]{2}){0,2}|(-[0-9]{2}){2}T[0-9]{2}(:[0-9]{2}){0,2}(Z|[+-][0-9]{2}(:[0-9]{2})?))")


def written(chronology: Chronology) -> dict[str, Any]:
    tree: dict[str, Any] = json.loads(formats.dumps(chronology, "popolo"))
    return tree


TALKS = Chronology(
    [
        Person("ann", name="Ann", aliases=["A."], identifiers={"wikidata": "Q1"}),
        State("norway", name="Norway", code="NO"),
        Organization("ministry", name="Ministry", part_of="norway"),
        Agent("both", name="Both sides"),
        Place("oslo", name="Oslo", identifiers={"geonames": "3143244"}),
        Place("villa", name="Villa", within="oslo", zone="Europe/Oslo"),
        Source("paper", title="The Paper", url="https://example.org/paper"),
        Tenure(
            "ann-minister", holder="ann", post="Minister", of="ministry", term="1990-01-01/1993-10", cites=["paper"]
        ),
        Tenure("norway-member", holder="norway", post="Member", of="both", term="1990~/.."),
        Meeting(
            "meeting",
            title="They meet",
            when="1993-08-20T10:30",
            where="villa",
            who=[
                Participation("ministry", role="organizer"),
                "ann",
                Participation("both", role="host", capacity="hosts", on_behalf_of="norway"),
            ],
            summary="In secret",
            cites=["paper"],
        ),
        Event("later", title="Later", when="1993-09", status="planned", part_of="meeting"),
        Event("doubtful", title="Doubtful", when={"date": "1993-09~", "reading": "throughout"}),
    ],
    title="Talks",
    zone="Europe/Oslo",
)


def test_everything_stands_where_popolo_has_it() -> None:
    assert written(TALKS) == {
        "meta": {"title": "Talks", "language": "en", "zone": "Europe/Oslo"},
        "persons": [
            {
                "id": "ann",
                "name": "Ann",
                "other_names": [{"name": "A."}],
                "identifiers": [{"scheme": "wikidata", "identifier": "Q1"}],
            }
        ],
        "organizations": [
            {"id": "ministry", "name": "Ministry", "parent_id": "norway"},
            {"id": "norway", "name": "Norway", "identifiers": [{"identifier": "NO"}], "classification": "state"},
            {"id": "both", "name": "Both sides", "classification": "agent"},
        ],
        "areas": [
            {"id": "oslo", "name": "Oslo", "identifiers": [{"scheme": "geonames", "identifier": "3143244"}]},
            {"id": "villa", "name": "Villa", "parent_id": "oslo"},
        ],
        "posts": [
            {"id": "minister-ministry", "label": "Minister", "organization_id": "ministry"},
            {"id": "member-both", "label": "Member", "organization_id": "both"},
        ],
        "memberships": [
            {
                "id": "ann-minister",
                "person_id": "ann",
                "role": "Minister",
                "post_id": "minister-ministry",
                "organization_id": "ministry",
                "start_date": "1990-01-01",
                "end_date": "1993-10",
                "sources": [{"url": "https://example.org/paper", "note": "The Paper", "id": "paper"}],
            },
            {
                "id": "norway-member",
                "member": {"id": "norway", "name": "Norway"},
                "role": "Member",
                "post_id": "member-both",
                "organization_id": "both",
                "when": "1990~/..",
            },
        ],
        "events": [
            {
                "id": "meeting",
                "name": "They meet",
                "classification": "meeting",
                "start_date": "1993-08-20T10:30+02:00",
                "end_date": "1993-08-20T10:30+02:00",
                "when": "1993-08-20T10:30",
                "location": "Villa",
                "area_id": "villa",
                "organization_id": "ministry",
                "attendees": [
                    {"id": "ann", "name": "Ann"},
                    {"id": "both", "name": "Both sides", "role": "host", "label": "hosts", "on_behalf_of_id": "norway"},
                ],
                "description": "In secret",
                "sources": [{"url": "https://example.org/paper", "note": "The Paper", "id": "paper"}],
            },
            {
                "id": "later",
                "name": "Later",
                "start_date": "1993-09",
                "end_date": "1993-09",
                "status": "planned",
                "parent_id": "meeting",
            },
            {"id": "doubtful", "name": "Doubtful", "when": {"date": "1993-09~", "reading": "throughout"}},
        ],
    }


def test_only_the_zone_of_a_place_is_lost() -> None:
    again = formats.loads(formats.dumps(TALKS, "popolo"), "popolo")
    assert [str(loss) for loss in formats.losses(TALKS, "popolo")] == ["villa.zone: an area has no field for it"]
    for record in TALKS.records:
        if record.id != "villa":
            assert again[record.id] == record
    assert again.losses == ()


def test_another_library_reads_the_same_people_posts_and_dates() -> None:
    rome = tl.dossier("rome-2025")
    theirs = Popolo(written(rome))
    assert {person.id: person.name for person in theirs.persons} == {person.id: person.name for person in rome.people}
    terms = {(each.person.name, each.role, each.organization.name, str(each.start_date)) for each in theirs.memberships}
    assert ("Donald Trump", "President", "United States", "2025-01-20") in terms
    assert len(terms) == len(rome.tenures)
    assert {event.id for event in theirs.events} == {event.id for event in rome}
    assert {event.name for event in theirs.events} == {event.title for event in rome}


@pytest.mark.parametrize("name", formats.dossiers())
def test_every_date_is_one_that_the_schemas_allow(name: str) -> None:
    tree = written(tl.dossier(name))
    dates = {
        (section, entry[key])
        for section in ("memberships", "events")
        for entry in tree.get(section, ())
        for key in ("start_date", "end_date")
        if key in entry
    }
    assert len(dates) > 5
    assert [date for section, date in dates if not (MOMENT if section == "events" else DAY).fullmatch(date)] == []


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("1945-02-04", ("1945-02-04", "1945-02-04", None)),
        ("1945-02", ("1945-02", "1945-02", None)),
        ("1945", ("1945", "1945", None)),
        ("1945-02-04/1945-02-11", ("1945-02-04", "1945-02-11", None)),
        ("1945-02-04/", ("1945-02-04", None, None)),
        ("1945-02-04/..", ("1945-02-04", None, "1945-02-04/..")),
        ("1945-02~", (None, None, "1945-02~")),
        ("-0043-03-15", (None, None, "-0043-03-15")),
        ("[1945-02-04..1945-02-11]", (None, None, "[1945-02-04..1945-02-11]")),
        ("1945-21", (None, None, "1945-21")),
        ("Y12000", (None, None, "Y12000")),
        ("1945-02-04T10:30", ("1945-02-04", "1945-02-04", "1945-02-04T10:30")),
        ("1945-02-04T10:30Z", ("1945-02-04T10:30Z", "1945-02-04T10:30Z", None)),
    ],
)
def test_no_date_claims_more_than_the_record(when: str, expected: tuple[str | None, ...]) -> None:
    whole = Chronology([Event("e", title="E", when=when)])
    (entry,) = written(whole)["events"]
    assert tuple(entry.get(key) for key in ("start_date", "end_date", "when")) == expected
    assert str(formats.loads(formats.dumps(whole, "popolo"), "popolo")["e"].when) == when


def test_a_date_that_was_changed_counts() -> None:
    text = formats.dumps(TALKS, "popolo").replace(
        '"start_date": "1993-08-20T10:30+02:00"', '"start_date": "1993-08-19"'
    )
    again = formats.loads(text, "popolo")
    assert str(again["meeting"].when) == "1993-08-19/1993-08-20T10:30+02:00"
    assert [(loss.record, loss.field) for loss in again.losses] == [("meeting", "when")]


def test_what_an_attendee_did_not_attend_and_details_of_sources_are_lost() -> None:
    whole = Chronology(
        [
            Person("ann", name="Ann"),
            Source("paper", title="The Paper", author="Bob", url="https://example.org/paper"),
            Source("letter", title="A letter"),
            Event("a", title="A", when="1993", who=[Participation("ann", role="victim")]),
            Event("b", title="B", when="1993", cites=[Citation("paper", quote="They met")]),
            Statement("c", title="C", when="1993", cites=["letter"], to=["ann"]),
        ]
    )
    assert [(loss.record, loss.field) for loss in formats.losses(whole, "popolo")] == [
        ("paper", "author"),
        ("letter", ""),
        ("a", "who"),
        ("b", "cites"),
        ("c", "cites"),
    ]
    again = formats.loads(formats.dumps(whole, "popolo"), "popolo")
    assert (again["a"].who, again["b"].cites, again["c"].to) == ((), (Citation("paper"),), whole["c"].to)


HOSTILE = ["</script><b>", "a\u2028b", '"', "\\", "\u202etxet", "a\nb", "null", "term/1", "=1+1"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    whole = Chronology(
        [
            Person("ann", name=text, aliases=[text], identifiers={text: text}),
            Place("p", name=text),
            Tenure("t", holder="ann", post=text, term="1993"),
            Event("e", title=text, when="1993", where="p", summary=text, who=[Participation("ann", capacity=text)]),
        ],
        title=text,
        note=text,
    )
    assert formats.loads(formats.dumps(whole, "popolo"), "popolo") == whole


def test_nothing_is_an_empty_chronology() -> None:
    empty = Chronology([])
    assert formats.loads(formats.dumps(empty, "popolo"), "popolo") == empty
    assert formats.loads('{"persons": []}', "popolo") == empty


# -- files of others -----------------------------------------------------------------------------------------------------

PARLIAMENT = """{
  "meta": {"sources": ["https://example.org/members"]},
  "persons": [
    {
      "id": "0f3c7b2e-1111-4222-8333-444455556666",
      "name": "Eva Example",
      "birth_date": "1950-03",
      "gender": "female",
      "image": null,
      "identifiers": [{"scheme": "wikidata", "identifier": "Q99"}],
      "links": [{"note": "website", "url": "https://example.org/eva"}],
      "other_names": [{"lang": "de", "name": "Eva Beispiel", "note": "multilingual"}]
    }
  ],
  "organizations": [
    {"id": "legislature", "name": "Parliament", "classification": "legislature", "seats": 100},
    {"id": "party/green", "name": "The Greens", "classification": "party"}
  ],
  "areas": [{"id": "area/north", "name": "North"}],
  "posts": [{"id": "speaker", "label": "Speaker", "organization_id": "legislature"}, {"id": "empty", "label": "Clerk"}],
  "events": [
    {
      "classification": "legislative period",
      "id": "term/5",
      "name": "5th term",
      "organization_id": "legislature",
      "start_date": "2013-10-01"
    }
  ],
  "memberships": [
    {
      "area_id": "area/north",
      "legislative_period_id": "term/5",
      "on_behalf_of_id": "party/green",
      "organization_id": "legislature",
      "person_id": "0f3c7b2e-1111-4222-8333-444455556666",
      "role": "member",
      "start_date": "2014-02",
      "end_date": "2016"
    },
    {
      "legislative_period_id": "term/5",
      "person_id": "0f3c7b2e-1111-4222-8333-444455556666",
      "post_id": "speaker",
      "role": "chair"
    },
    {"person_id": "gone", "organization_id": "legislature", "role": "member", "end_date": "2013"}
  ]
}
"""


@pytest.fixture(scope="module")
def parliament() -> Chronology:
    return formats.loads(PARLIAMENT, "popolo")


def test_memberships_are_tenures_with_what_is_known_of_their_dates(parliament: Chronology) -> None:
    eva = "0f3c7b2e-1111-4222-8333-444455556666"
    assert [(each.holder, each.post, each.of, str(each.term), each.note) for each in parliament.tenures] == [
        (eva, "member", "legislature", "2014-02/2016", ""),
        (eva, "Speaker", "legislature", "2013-10-01/", "The dates are those of 5th term\n\nRole: chair"),
        ("gone", "member", "legislature", "/2013", ""),
    ]


def test_people_and_bodies_keep_what_there_is_a_place_for(parliament: Chronology) -> None:
    (eva,) = [person for person in parliament.people if person.name != "gone"]
    assert (eva.name, eva.aliases, eva.note) == ("Eva Example", ("Eva Beispiel",), "Born 1950-03")
    assert dict(eva.identifiers) == {"wikidata": "Q99"}
    greens = parliament["party-green"]
    assert (greens.note, dict(greens.identifiers)) == ("Classification: party", {"popolo": "party/green"})
    period = parliament["term-5"]
    assert (period.kind, str(period.when), [part.role for part in period.who]) == (
        "legislative-period",
        "2013-10-01/",
        ["organizer"],
    )


def test_the_rest_is_named_with_its_line(parliament: Chronology) -> None:
    assert [
        (loss.line, loss.record, loss.field) for loss in sorted(parliament.losses, key=lambda loss: loss.line or 0)
    ] == [
        (2, "", "meta.sources"),
        (8, "0f3c7b2e-1111-4222-8333-444455556666", "gender"),
        (11, "0f3c7b2e-1111-4222-8333-444455556666", "links"),
        (12, "0f3c7b2e-1111-4222-8333-444455556666", "other_names.lang"),
        (12, "0f3c7b2e-1111-4222-8333-444455556666", "other_names.note"),
        (16, "legislature", "seats"),
        (20, "empty", ""),
        (24, "term-5", "id"),
        (32, "0f3c7b2e-1111-4222-8333-444455556666-member-legislature", "area_id"),
        (34, "0f3c7b2e-1111-4222-8333-444455556666-member-legislature", "on_behalf_of_id"),
        (47, "gone", ""),
    ]


def test_memberships_may_stand_within_people() -> None:
    text = """{"persons": [{"id": "ann", "name": "Ann", "memberships": [
        {"role": "Minister", "organization": {"name": "Ministry"}, "start_date": "1990"}]}],
      "events": [{"name": "A", "start_date": "2025-01-01", "end_date": "2025-01-01", "location": "oslo",
                  "attendees": [{"name": "Ann"}, {"name": "bob"}]}]}"""
    whole = formats.loads(text, "popolo")
    (tenure,) = whole.tenures
    (event,) = whole
    assert (tenure.holder, whole[tenure.of].name, str(tenure.term)) == ("ann", "Ministry", "1990/")
    assert [whole[part.agent].name for part in event.who] == ["Ann", "bob"]
    assert (whole[event.where].name, str(event.when)) == ("oslo", "2025-01-01")


def test_every_problem_has_its_line_and_column() -> None:
    broken = """{
  "persons": [{"id": "ann", "name": ["Ann"]}, 7, {"id": "ann", "name": "B"}],
  "memberships": [{"role": "Minister"}],
  "events": {"id": "e"},
  "areas": [{"id": "a", "name": "A", "parent_id": true}]
}
"""
    with pytest.raises(Unreadable) as caught:
        formats.loads(broken, "popolo", file="a.json")
    assert str(caught.value).split("\n") == [
        "a.json:2:37: persons[0].name: a text is wanted, not a list",
        "a.json:2:47: persons[1]: a mapping is wanted, not 7",
        "a.json:2:57: persons[2].id: the id 'ann' is used before",
        "a.json:3:19: memberships[0]: a membership without a person or member",
        "a.json:4:13: events: a list is wanted, not a mapping",
        "a.json:5:51: areas[0].parent_id: a text is wanted, not true",
    ]


def test_an_impossible_date_is_refused_where_it_stands() -> None:
    with pytest.raises(Unreadable, match=r"^1:52: events\[0\]\.start_date: '2025-02-30/': February 2025 has 28 days"):
        formats.loads('{"events": [{"id": "e", "name": "E", "start_date": "2025-02-30"}]}', "popolo")


@pytest.mark.parametrize("text", ["", "3", "[]", "{}", '{"title": "A dossier"}', "{"])
def test_what_is_no_popolo_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        formats.loads(text, "popolo")


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-5, 5) | st.sampled_from(["", "a", "A/b", "2025", "state"]),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "id",
                        "name",
                        "person_id",
                        "member",
                        "memberships",
                        "identifiers",
                        "sources",
                        "when",
                        "start_date",
                        "parent_id",
                        "attendees",
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
    whole = {section: [tree, {"id": "a"}] for section in ("persons", "organizations", "areas", "memberships", "events")}
    with contextlib.suppress(Unreadable):
        formats.loads(json.dumps(whole), "popolo")


ANN = {"id": "ann", "name": "Ann"}


def losses(**tree: Any) -> list[tuple[str, str, str]]:
    return [(loss.record, loss.field, loss.why) for loss in formats.loads(json.dumps(tree), "popolo").losses]


@pytest.mark.parametrize(
    ("fields", "lost"),
    [
        ({"parent_id": "none"}, ("", "parent_id", "'none' is not in the file")),
        ({"status": "maybe"}, ("a", "status", "the status 'maybe' is none here")),
        ({"classification": "заседание"}, ("a", "kind", "the classification 'заседание' is no kind")),
        ({"area_id": "n", "location": "The hall"}, ("a", "location", "the area stands for the place")),
        ({"sources": [{"url": "nowhere"}]}, ("a", "sources", "'nowhere' is no web address")),
        (
            {"when": "sometime"},
            ("a", "when", "'sometime' is not the time of start_date and end_date, which were changed"),
        ),
    ],
)
def test_what_an_event_cannot_keep_is_told(fields: dict[str, Any], lost: tuple[str, str, str]) -> None:
    event = {"id": "a", "name": "A", "start_date": "1990", **fields}
    assert losses(events=[event], areas=[{"id": "n", "name": "North"}]) == [lost]


def test_what_people_and_memberships_cannot_keep_is_told() -> None:
    ann = {**ANN, "other_names": [{"note": "x"}], "identifiers": [{"scheme": "x"}]}
    assert losses(persons=[ann]) == [("ann", "other_names.note", "a chronology has no place for it")]
    assert losses(persons=[ANN], memberships=[{"id": "m", "person_id": "ann", "post_id": "none"}]) == [
        ("m", "post_id", "the post is not in the file")
    ]


@pytest.mark.parametrize(
    ("period", "term"), [({"start_date": "1990", "end_date": "1994"}, "1990/1994"), ({}, "XXXX"), (None, "XXXX")]
)
def test_a_membership_without_dates_was_held_in_its_period(period: dict[str, str] | None, term: str) -> None:
    events = [] if period is None else [{"id": "t", "name": "T", "classification": "legislative period", **period}]
    member = {"person_id": "ann", "legislative_period_id": "t"}
    whole = formats.loads(json.dumps({"persons": [ANN], "memberships": [member], "events": events}), "popolo")
    assert [str(tenure.term) for tenure in whole.tenures] == [term]


def test_a_membership_of_nobody_is_refused() -> None:
    with pytest.raises(Unreadable) as caught:
        formats.loads('{"memberships": [{"role": "x"}]}', "popolo")
    assert str(caught.value) == "1:18: memberships[0]: a membership without a person or member"


def test_two_dates_of_which_one_is_none_are_refused_once() -> None:
    event = {"id": "a", "name": "A", "start_date": "2025-04-26 noon", "end_date": "2025-04-26"}
    with pytest.raises(Unreadable) as caught:
        formats.loads(json.dumps({"events": [event]}), "popolo")
    assert [problem.code for problem in caught.value.problems] == ["unreadable-date"]


def test_a_post_that_two_held_is_one_post() -> None:
    people = [Person("ann", name="Ann"), Person("bob", name="Bob"), State("norway", name="Norway")]
    terms = [
        Tenure(f"{name}-minister", holder=name, post="Minister", of="norway", term="1990") for name in ("ann", "bob")
    ]
    assert written(Chronology([*people, *terms]))["posts"] == [
        {"id": "minister-norway", "label": "Minister", "organization_id": "norway"}
    ]


@pytest.mark.parametrize(
    ("when", "start"),
    [
        ("2025-04-26T10:00:30Z", "2025-04-26T10:00:30Z"),
        ("9999-12-31T23:30-05:00", "9999-12-31"),
    ],
)
def test_a_time_is_told_to_the_second_and_as_its_day_where_no_year_has_its_instant(when: str, start: str) -> None:
    (event,) = written(Chronology([Event("a", title="A", when=when)]))["events"]
    assert event["start_date"] == start

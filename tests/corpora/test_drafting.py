"""Rows become typed events that say which row and article they are from, and that a machine coded them."""

from datetime import date

import pytest

import timeline as tl
from timeline.corpora.drafting import drafted
from timeline.corpora.layouts import LAYOUTS, UNIFORM
from timeline.errors import Invalid

GDELT, POLECAT, ICEWS = (LAYOUTS[name] for name in ("gdelt", "polecat", "icews"))


def row(number="1", code="046", **more):
    return {**dict.fromkeys(UNIFORM), "id": number, "date": date(2025, 4, 25), "kind": "meeting", "code": code, **more}


def only(layout=GDELT, **more):
    chronology = drafted([row(**more)], layout, title="T")
    (event,) = chronology
    return chronology, event


def test_an_event_names_its_row_and_its_article():
    chronology, event = only(number="1234567890", url="https://a.example/talks")
    (cited,) = event.cites
    assert cited.locator == "GDELT, GLOBALEVENTID 1234567890"
    assert (chronology[cited.source].url, chronology[cited.source].publisher) == (
        "https://a.example/talks",
        "a.example",
    )


def test_an_event_says_that_a_machine_coded_it():
    chronology, event = only()
    assert event.tags == ("machine-coded", "gdelt")
    assert event.note == "Coded by a machine as CAMEO 046 (negotiate)."
    assert "Nobody has checked them" in chronology.note
    page = chronology.render("html")
    assert "Coded by a machine as CAMEO 046" in page
    assert "machine-coded" in page


def test_a_state_by_itself_is_the_state_and_anyone_else_acts_for_it():
    chronology, event = only(
        actor="UNITED STATES", actor_state="USA", recipient="VLADIMIR PUTIN", recipient_state="RUS"
    )
    assert [(part.agent, part.on_behalf_of) for part in event.who] == [("us", None), ("vladimir-putin", "ru")]
    assert event.title == "Negotiate: United States / VLADIMIR PUTIN"
    assert (chronology["us"].name, chronology["us"].code) == ("United States", "US")
    assert len(chronology.with_side("ru")) == 1


def test_what_is_no_state_that_we_know_is_an_agent_with_the_code_as_its_name():
    chronology, event = only(actor_state="EUR")
    assert [(part.agent, type(chronology[part.agent])) for part in event.who] == [("eur", tl.Agent)]


def test_several_names_in_a_cell_are_several_agents():
    _, event = only(
        POLECAT,
        code="CONSULT-phone",
        actor="Emmanuel Macron; Keir Starmer",
        actor_state="FRA; GBR",
        recipient_state="RUS; UKR",
    )
    assert [(part.agent, part.on_behalf_of) for part in event.who] == [
        ("emmanuel-macron", None),
        ("keir-starmer", None),
        ("ru", None),
        ("ua", None),
    ]
    assert event.mode == "phone"


@pytest.mark.parametrize(
    ("code", "kind", "roles"),
    [
        ("042", "visit", ["guest", "host"]),
        ("043", "visit", ["host", "guest"]),
        ("190", "incident", ["actor", "target"]),
    ],
)
def test_roles_are_those_of_the_code(code, kind, roles):
    _, event = only(code=code, actor_state="USA", recipient_state="RUS")
    assert (event.kind, [part.role for part in event.who]) == (kind, roles)


def test_articles_and_agents_are_shared():
    rows = [row(str(number), url="https://a.example/talks", actor="PUTIN", actor_state="RUS") for number in range(3)]
    chronology = drafted(rows, GDELT, title="T")
    assert len({cited.source for event in chronology for cited in event.cites}) == 1
    assert len({part.agent for event in chronology for part in event.who}) == 1


def test_a_row_that_comes_twice_is_lost_neither_time():
    assert [event.id for event in drafted([row(), row()], GDELT, title="T")] == ["gdelt-1", "gdelt-1-2"]


@pytest.mark.parametrize(
    "url",
    [
        "BBC Monitoring",
        "ftp://a.example/x",
        "https://a.example/ü",
        "javascript:alert(1)",
        "https://a.example/" + "x" * 5_000,
    ],
)
def test_what_is_no_address_stays_a_text(url):
    chronology, event = only(url=url)
    source = chronology[event.cites[0].source]
    assert (source.url, source.title) == ("", url[:300])


def test_a_story_without_an_address_is_a_source_of_its_own():
    chronology, event = only(ICEWS, story="301", publisher="Interfax")
    source = chronology[event.cites[0].source]
    assert (source.title, source.publisher) == ("Story 301", "Interfax")


def test_where_nothing_is_named_the_corpus_is_the_source():
    chronology, event = only()
    assert chronology[event.cites[0].source].title == "GDELT 2.0 Event Database"


@pytest.mark.parametrize("hostile", ["A\x00B", "<script>", "{{ x }}", "\u202eevil", "x" * 5_000, "\ud800", "- [x](y)"])
def test_hostile_cells_are_text(hostile):
    chronology, _ = only(actor=hostile, recipient=hostile, place=hostile, url=hostile, code=hostile, publisher=hostile)
    assert "<script>" not in chronology.render("html", script=False)
    assert tl.loads(chronology.dumps()) == chronology


def test_a_row_without_a_date_is_an_error():
    with pytest.raises(Invalid, match="the row 7 of gdelt has no date"):
        only(number="7", date=None)

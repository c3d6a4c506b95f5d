"""A selection picks what the verbs pick, and the page's filter agrees with it."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import timeline as tl
from timeline.chronology import Chronology, Selection
from timeline.errors import Invalid, NotFound
from timeline.rendering import render
from timeline.testing import chronologies

ENTRY = re.compile(r'(<li class="cr-entry[^>]*>).*?id="chron-([^"]+)"', re.DOTALL)


@pytest.fixture(scope="module", params=["rome-2025", "witkoff-putin"])
def dossier(request: pytest.FixtureRequest) -> Chronology:
    return tl.dossier(request.param)


def entries(chronology: Chronology) -> dict[str, str]:
    """Return the opening tag of each entry of the page by the id of its event."""
    return {name: tag for tag, name in ENTRY.findall(render(chronology))}


def test_nothing_asked_for_is_everything(dossier: Chronology) -> None:
    assert Selection().of(dossier) == dossier


def test_the_page_calls_the_same_events_contested(dossier: Chronology) -> None:
    marked = {name for name, tag in entries(dossier).items() if "data-contested" in tag}
    assert {event.id for event in Selection(contested=True).of(dossier)} == marked
    assert 0 < len(marked) < len(dossier)


def test_the_page_knows_the_same_sides(dossier: Chronology) -> None:
    found = entries(dossier)
    assert len(found) == len(dossier)
    sides = {side for event in dossier for side in dossier.sides_of(event)}
    bodies = {side for side in sides if isinstance(dossier[side], tl.State | tl.Organization)}
    assert {"us", "ru"} <= bodies
    for side in bodies:
        named = {
            name
            for name, tag in found.items()
            if dossier[side].name in html.unescape(re.search('data-side="([^"]*)"', tag)[1]).splitlines()
        }
        assert {event.id for event in dossier.with_side(side)} == named


def test_several_kinds_are_any_of_them(dossier: Chronology) -> None:
    picked = Selection(kind=("Meeting", "statement")).of(dossier)
    assert [event for event in dossier if event.kind in {"meeting", "statement"}] == list(picked)


def test_a_side_is_known_by_those_who_stand_for_it(dossier: Chronology) -> None:
    assert dossier.with_side("witkoff") == dossier.with_side("us")


def test_perspectives_come_first() -> None:
    """What is contested is asked of the record as it stood."""
    rome = tl.dossier("rome-2025")
    early = Selection(as_of="2025-04-24", contested=True).of(rome)
    then = rome.as_of("2025-04-24")
    assert early == then.where(then.is_contested)
    assert len(early) < len(Selection(contested=True).of(rome))


@pytest.mark.parametrize(
    ("asked", "error", "hint"),
    [
        ({"kind": ("meetin",)}, NotFound, "did you mean 'meeting'?"),
        ({"side": ("Urkaine",)}, NotFound, "did you mean"),
        ({"during": "2025-13"}, Invalid, "13"),
        ({"at": "Atlantis"}, NotFound, "Atlantis"),
    ],
)
def test_what_there_is_not_is_said(asked: dict[str, object], error: type[Exception], hint: str) -> None:
    with pytest.raises(error, match=re.escape(hint)):
        Selection(**asked).of(tl.dossier("rome-2025"))


@pytest.mark.no_cover  # a law; the examples above reach its lines
@settings(deadline=None, max_examples=25)
@given(chronology=chronologies(most_events=4), data=st.data())
def test_it_is_a_part_and_picking_twice_changes_nothing(chronology: Chronology, data: st.DataObject) -> None:
    agents = [agent.id for agent in chronology.agents]
    asked = Selection(
        side=tuple(data.draw(st.lists(st.sampled_from(agents), max_size=1)) if agents else ()),
        contested=data.draw(st.booleans()),
        kind=tuple(data.draw(st.lists(st.sampled_from(["meeting", "statement"]), max_size=2))),
    )
    picked = asked.of(chronology)
    assert {event.id for event in picked} <= {event.id for event in chronology}
    assert asked.of(picked) == picked


def test_a_header_is_replaced_and_nothing_else() -> None:
    rome = tl.dossier("rome-2025")
    french = rome.according_to("ru").headed(title="Rome", language="fr")
    assert (french.title, french.language, french.note) == ("Rome", "fr", rome.note)
    assert list(french) == list(rome.according_to("ru"))
    assert french.perspective == rome.according_to("ru").perspective
    assert (rome.title, rome.language) == ("Rome, 26 April 2025", "en")
    assert 'lang="fr"' in french.render()
    with pytest.raises(Invalid, match="language"):
        rome.headed(language="not a tag!")


def told(asked: dict[str, object], chronology: Chronology) -> list[str]:
    return [str(problem) for problem in Selection(**asked).misses(chronology)]


@pytest.mark.parametrize(
    ("asked", "problems"),
    [
        ({}, []),
        ({"tagged": ("summit",)}, []),
        ({"tagged": ("sumit",)}, ["tagged: no event has the tag 'sumit'; did you mean 'summit'?"]),
        ({"tagged": ("war",)}, ["tagged: no event has the tag 'war'; there are: summit"]),
        (
            {"kind": ("visit", "mission"), "side": ("us",)},
            [
                "side: no event has somebody who stands for 'us'; there are: ann",
                "kind: no event is of the kind 'visit' or 'mission'; there are: event, meeting",
            ],
        ),
        ({"during": "1800"}, ["during: no event falls within '1800'; the first is dated 1990, the last 1991"]),
        ({"at": "rome"}, ["at: no event is at 'rome'"]),
        ({"as_of": "1800"}, ["as_of: no event had been told of by '1800'"]),
        ({"according_to": "ann", "contested": True}, ["contested: no event is contested"]),
        ({"involving": ("ann",), "tagged": ("summit",)}, ["no event has 'ann' in it and has the tag 'summit'"]),
    ],
)
def test_a_choice_that_finds_nothing_is_told_with_what_there_is(asked: dict[str, object], problems: list[str]) -> None:
    chronology = Chronology(
        [
            tl.Person("ann", name="Ann"),
            tl.State("us", name="United States"),
            tl.Place("rome", name="Rome"),
            tl.Event("a", title="A", when="1990", tags=["summit"]),
            tl.Meeting("b", title="B", when="1991", who=["ann"]),
        ]
    )
    assert told(asked, chronology) == problems


def test_what_there_is_too_much_of_is_not_listed() -> None:
    many = Chronology([tl.Event("a", title="A", when="1990", tags=[f"day-{number}" for number in range(20)])])
    assert told({"tagged": ("war",)}, many) == ["tagged: no event has the tag 'war'"]
    assert told({"during": "1800"}, many) == ["during: no event falls within '1800'; the only one is dated 1990"]
    assert told({"tagged": ("war",)}, Chronology()) == []


def test_everything_that_a_chronology_does_not_know_is_told_at_once() -> None:
    asked = Selection(kind=("meetin",), during="2025-13", involving=("Witkof",))
    assert [str(problem) for problem in asked.faults(tl.dossier("rome-2025"))] == [
        "involving: no agent 'Witkof'; did you mean 'witkoff'?",
        "during: '2025-13': there is no month 13 (character 6)",
        "kind: no kind 'meetin'; did you mean 'meeting'?",
    ]

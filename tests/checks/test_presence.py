"""Two places at once: stays that share a night clash, days that only touch do not."""

import pytest

import timeline as tl
from timeline.checks import check

PLACES = [
    tl.Place("ussr", name="Soviet Union"),
    tl.Place("moscow", name="Moscow", within="ussr", zone="Europe/Moscow"),
    tl.Place("kremlin", name="Kremlin", within="moscow"),
    tl.Place("washington", name="Washington", zone="America/New_York"),
    tl.Place("vienna", name="Vienna", zone="Europe/Vienna"),
]
NIXON = tl.Person("nixon", name="Richard Nixon")


def stay(name, when, where, **fields):
    return tl.Visit(name, title=name, when=when, where=where, who=["nixon"], **fields)


def talk(name, when, where, **fields):
    return tl.Meeting(name, title=name, when=when, where=where, who=["nixon"], **fields)


def found(*events):
    return check(tl.Chronology([*PLACES, NIXON, *events]), ["two-places-at-once"])


@pytest.mark.parametrize(
    "events",
    [
        [stay("a", "1972-05-22/1972-05-29", "moscow"), stay("b", "1972-05-25/1972-05-27", "vienna")],
        [stay("a", "1972-05-22/1972-05-24", "moscow"), stay("b", "1972-05-23/1972-05-26", "vienna")],
        [
            talk("a", "1972-05-22T10:00", "moscow", lasted="3 h"),
            talk("b", "1972-05-22T04:30", "washington", lasted="2 h"),
        ],
        [talk("a", "1972-05-22T10:00", "moscow", lasted="3 h"), talk("b", "1972-05-22T05:00", "washington")],
        [stay("a", "1972-05-22/1972-05-29", "moscow"), talk("b", "1972-05-25T10:00", "vienna")],
    ],
)
def test_a_clash_is_certain(events):
    (finding,) = found(*events)
    assert finding.certain
    assert set(finding.ids) == {"a", "b", "nixon"}


def test_a_day_away_from_a_stay_is_only_possible():
    (finding,) = found(stay("a", "1972-05-22/1972-05-29", "moscow"), talk("b", "1972-05-25", "vienna"))
    assert not finding.certain
    assert finding.message == (
        "Richard Nixon is at Moscow ('a', 1972-05-22/1972-05-29) and at Vienna ('b', 1972-05-25) at one time"
    )


@pytest.mark.parametrize(
    "events",
    [
        [stay("a", "1972-05-20/1972-05-22", "vienna"), stay("b", "1972-05-22/1972-05-29", "moscow")],
        [talk("a", "1972-05-22", "moscow"), talk("b", "1972-05-22", "vienna")],
        [stay("a", "1972-05-22", "moscow"), stay("b", "1972-05-22", "vienna")],
        [stay("a", "1972-05-22/1972-05-29", "moscow"), talk("b", "1972-05-25T10:00", "kremlin")],
        [stay("a", "1972-05-22/1972-05-29", "moscow"), talk("b", "1972-05-25T10:00", "vienna", mode="phone")],
        [stay("a", "1972-05-22/1972-05-29", "moscow"), talk("b", "1972-05-25T10:00", "vienna", status="cancelled")],
        [stay("a", "1972-05-22/1972-05-29", "moscow"), talk("b", "[1972-05-25..1972-06-02]", "vienna")],
        [stay("a", "1972-05-22/..", "moscow"), talk("b", "1972-05-25T10:00", "vienna")],
        [stay("a", "{1972-05-22,1972-05-29}", "moscow"), talk("b", "1972-05-25T10:00", "vienna")],
        [
            talk("a", "1972-05-22T10:00", "moscow", lasted="3 h"),
            talk("b", "1972-05-22T10:00", "washington", lasted="3 h"),
        ],
        [stay("a", "1972-05", "moscow"), stay("b", "1972-06", "vienna")],
    ],
)
def test_what_leaves_room_is_no_clash(events):
    assert found(*events) == ()


def test_another_person_is_another_matter():
    brezhnev = tl.Person("brezhnev", name="Leonid Brezhnev")
    host = tl.Visit("b", title="b", when="1972-05-25/1972-05-27", where="vienna", who=["brezhnev"])
    chronology = tl.Chronology([*PLACES, NIXON, brezhnev, stay("a", "1972-05-22/1972-05-29", "moscow"), host])
    assert check(chronology, ["two-places-at-once"]) == ()


def test_someone_who_may_be_a_group_clashes_only_possibly():
    """In the short form nobody is entered as a person."""
    events = [stay("a", "1972-05-22/1972-05-29", "moscow"), stay("b", "1972-05-25/1972-05-27", "vienna")]
    (finding,) = check(
        tl.Chronology([*PLACES, tl.Agent("nixon", name="Richard Nixon"), *events]), ["two-places-at-once"]
    )
    assert not finding.certain

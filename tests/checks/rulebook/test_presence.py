"""Two places at once: stays that share a night clash, days that only touch do not."""

import attrs
import pytest

import timeline as tl
from timeline.checks import check
from timeline.checks.rulebook import presence

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
        [stay("a", "1972-05-XX", "moscow"), stay("b", "1972-05-10/1972-05-20", "vienna")],
        [stay("a", "[1972-05-01..1972-05-31]", "moscow"), stay("b", "1972-05-10/1972-05-20", "vienna")],
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


class TestNights:
    @pytest.mark.parametrize(
        "events",
        [
            [stay("a", "2003-10-18/2003-10-21", "vienna"), stay("b", "2003-10-18/2003-10-19", "moscow")],
            [stay("a", "2009-04-03/2009-04-04", "vienna"), stay("b", "2009-04-03/2009-04-04", "moscow")],
        ],
    )
    def test_two_days_with_one_night_are_only_possible(self, events):
        """One may be away on both days, and back in the evening: Gaza on the 14th, Bethlehem on the 15th."""
        (finding,) = found(*events)
        assert not finding.certain

    def test_two_nights_in_two_cities_are_certain(self):
        (finding,) = found(stay("a", "2005-04-06/2005-04-08", "vienna"), stay("b", "2005-04-06/2005-04-08", "moscow"))
        assert finding.certain

    def test_of_a_conference_one_may_miss_some_days(self):
        (finding,) = found(talk("a", "2005-04-01/2005-04-10", "vienna"), stay("b", "2005-04-03/2005-04-06", "moscow"))
        assert not finding.certain


class TestVagueMeetings:
    VAGUE = "[2025-04-21..2025-04-26]"

    @pytest.mark.parametrize("when", ["2025-04-26", "2025-04-21", "2025-04-23T10:00"])
    def test_some_day_of_a_week_here_and_a_day_of_it_far_away_is_possible(self, when):
        (finding,) = found(talk("a", self.VAGUE, "vienna"), talk("b", when, "kremlin"))
        assert not finding.certain
        assert {"a", "b"} < set(finding.ids)

    @pytest.mark.parametrize(
        "events",
        [
            [talk("a", VAGUE, "vienna"), talk("b", "2025-04-27", "kremlin")],
            [talk("a", VAGUE, "moscow"), talk("b", "2025-04-26", "kremlin")],
            [talk("a", VAGUE, "vienna"), talk("b", "2025-04-26", "kremlin", after=["a"])],
            [talk("a", VAGUE, "vienna"), talk("b", "2025-04-26", "kremlin", mode="video")],
            [talk("a", VAGUE, "vienna"), talk("b", "[2025-04-20..2025-04-24]", "kremlin")],
            [talk("a", "[2025-04-15..2025-04-26]", "vienna"), talk("b", "2025-04-26", "kremlin")],
            [talk("a", "2025-04", "vienna"), talk("b", "2025-04-26", "kremlin")],
            [talk("a", VAGUE, "vienna"), stay("b", "2025-04-26", "moscow")],
        ],
    )
    def test_what_says_too_little_is_no_clash(self, events):
        assert found(*events) == ()

    def test_two_towns_of_one_country_are_not_far_apart(self):
        leningrad = tl.Place("leningrad", name="Leningrad", within="ussr")
        events = [talk("a", self.VAGUE, "leningrad"), talk("b", "2025-04-26", "kremlin")]
        assert check(tl.Chronology([*PLACES, leningrad, NIXON, *events]), ["two-places-at-once"]) == ()

    def test_in_rome_it_is_putin_and_nobody_else(self):
        """The Kremlin on 26 April, and Rome "earlier this week"."""
        (finding,) = check(tl.dossier("rome-2025"), ["two-places-at-once"])
        assert finding.ids == ("witkoff-putin", "gerasimov-briefing", "putin")
        assert not finding.certain
        assert "'met-in-moscow'" in finding.message


def test_times_that_no_zone_ties_together_leave_room():
    """Ten in a place of no zone may be any hour of the day and the one before or behind it."""
    somewhere = tl.Place("somewhere", name="Somewhere")
    talks = [
        talk(f"in-{where}", "1972-05-22T10:00", where, lasted="3 h", after=after)
        for where, after in (("moscow", []), ("somewhere", ["in-moscow"]))
    ]
    assert found(somewhere, *talks) == ()


def test_a_state_is_at_no_place():
    us = tl.State("us", name="United States")
    there = [attrs.evolve(each, who=["us"]) for each in (stay("a", "1972", "moscow"), stay("b", "1972", "vienna"))]
    assert found(us, *there) == ()


class TestMany:
    """Of very many clashes a hundred are told, and the rest counted."""

    STAYS = tuple(
        tl.Visit(f"{place}-{number:02}", title="x", when="1972-05-22/1972-05-29", where=place, who=["nixon"])
        for place in ("moscow", "vienna")
        for number in range(12)
    )

    def test_the_rest_are_counted(self):
        findings = found(*self.STAYS)
        assert len(findings) == 101
        assert findings[-1].message == (
            "Richard Nixon is at two places at one time in 44 more pairs of events; the check of a shorter time, such as a year, tells of each"
        )

    def test_what_is_too_much_to_compare_is_told(self, monkeypatch):
        monkeypatch.setattr(presence, "MOST_COMPARED", 110)
        monkeypatch.setattr(presence, "COMPARED_EACH", 0)
        (told,) = [finding for finding in found(*self.STAYS) if finding.ids == ("nixon",)]
        assert told.message == (
            "Richard Nixon is at two places at one time in 10 more pairs of events, and 34 pairs of events are too many to compare; "
            "the check of a shorter time, such as a year, tells of each"
        )

    def test_where_all_that_was_compared_is_told_only_the_rest_is_too_much(self, monkeypatch):
        monkeypatch.setattr(presence, "MOST_COMPARED", 100)
        monkeypatch.setattr(presence, "COMPARED_EACH", 0)
        (told,) = [finding for finding in found(*self.STAYS) if finding.ids == ("nixon",)]
        assert told.message == (
            "Richard Nixon is at many places about one time: 44 pairs of events are too many to compare; "
            "the check of a shorter time, such as a year, tells of each"
        )


class TestWhoWasThere:
    def stays(self, role):
        return [
            tl.Visit(
                name, title=name, when="1972-05-22/1972-05-29", where=where, who=[tl.Participation("nixon", role=role)]
            )
            for name, where in (("a", "moscow"), ("b", "vienna"))
        ]

    def test_a_guest_stays(self):
        assert len(found(*self.stays("guest"))) == 1

    @pytest.mark.parametrize("role", ["host", "organizer", "sender", "subject"])
    def test_who_need_not_have_been_there_is_not_said_to_be(self, role):
        assert found(*self.stays(role)) == ()


class TestPlaces:
    @pytest.mark.parametrize(
        ("one", "other", "count"),
        [
            ("Rome, Genoa, Milan, Turin", "Rome", 0),
            ("Tel Aviv, Jerusalem", "Jerusalem, Masada", 0),
            ("Rome, Nettuno", "Naples", 1),
            ("Rome", "Romeo", 1),
        ],
    )
    def test_a_place_that_lists_several_is_each_of_them(self, one, other, count):
        land = tl.Place("land", name="A land")
        places = [tl.Place("one", name=one, within="land"), tl.Place("other", name=other, within="land")]
        events = [stay("a", "1919-01-01/1919-01-06", "one"), stay("b", "1919-01-02/1919-01-05", "other")]
        assert len(check(tl.Chronology([land, *places, NIXON, *events]), ["two-places-at-once"])) == count

    def test_two_towns_of_one_name_are_two_where_their_countries_are(self):
        places = [tl.Place("texas", name="Texas"), tl.Place("france", name="France")]
        towns = [tl.Place("one", name="Paris", within="texas"), tl.Place("other", name="Paris", within="france")]
        events = [stay("a", "1919-01-01/1919-01-06", "one"), stay("b", "1919-01-02/1919-01-05", "other")]
        assert len(check(tl.Chronology([*places, *towns, NIXON, *events]), ["two-places-at-once"])) == 1


class TestRivals:
    EVENTS = (stay("a", "1972-05-22/1972-05-29", "moscow"), stay("b", "1972-05-22/1972-05-29", "vienna"))

    def claim(self, attribute, value, **fields):
        return tl.Claim("rival", subject="b", attribute=attribute, value=value, **fields)

    @pytest.mark.parametrize(
        ("attribute", "value"),
        [("where", "kremlin"), ("when", "1973-05-22"), ("status", "cancelled"), ("who", ["brezhnev"])],
    )
    def test_another_account_that_leaves_room_makes_it_possible_and_is_named(self, attribute, value):
        brezhnev = tl.Person("brezhnev", name="Leonid Brezhnev")
        (finding,) = found(brezhnev, *self.EVENTS, self.claim(attribute, value))
        assert not finding.certain
        assert finding.message.endswith("; other accounts leave room: 'rival'")

    @pytest.mark.parametrize(
        ("attribute", "value", "fields"),
        [
            ("where", "washington", {}),
            ("title", "B", {}),
            ("when", "1972-05-21/1972-05-29", {}),
            ("who", ["nixon"], {"adds": True}),
        ],
    )
    def test_another_account_that_leaves_no_room_changes_nothing(self, attribute, value, fields):
        (finding,) = found(*self.EVENTS, self.claim(attribute, value, **fields))
        assert finding.certain
        assert "accounts" not in finding.message

"""What changed from one chronology to another, in types and in words."""

import re
from pathlib import Path

import attrs
import pytest

import timeline as tl
from timeline.chronology import Chronology, ClaimState
from timeline.chronology.change import changes as change
from timeline.chronology.change.comparing import difference

PLACES = [
    tl.Place("italy", name="Italy"),
    tl.Place("rome", name="Rome", within="italy"),
    tl.Place("villa", name="Villa Bonaparte", within="rome"),
    tl.Place("moscow", name="Moscow"),
]
PEOPLE = [
    tl.Person("witkoff", name="Steve Witkoff"),
    tl.Person("putin", name="Vladimir Putin"),
    tl.State("us", name="United States"),
]
SOURCES = [tl.Source("reuters", title="Report from Moscow"), tl.Source("tass", title="Report on the opening")]
AROUND = [*PLACES, *PEOPLE, *SOURCES]
TALKS = tl.Meeting("talks", title="Witkoff meets Putin", when="2025-04-25", where="rome")


def changed(before, after, *, also=()):
    """Return the changes between two versions of one record."""
    old, new = (Chronology([*AROUND, *also, record]) for record in (before, after))
    return difference(old, new)


def told(before, after):
    return [(type(each), str(each)) for each in changed(before, after)]


class TestDates:
    @pytest.mark.parametrize(
        ("before", "after", "sort", "words"),
        [
            (
                "[2025-04-21..2025-04-26]",
                "2025-04-25",
                change.MorePrecise,
                "is more precise: when was between 21 and 26 April 2025, is 25 April 2025",
            ),
            ("2025-04", "2025-04-25", change.MorePrecise, "is more precise: when was April 2025, is 25 April 2025"),
            ("2025-04-25", "2025", change.LessPrecise, "is less precise: when was 25 April 2025, is 2025"),
            (
                "2025-04-25",
                "2025-04-25T14:30[Europe/Moscow]",
                change.MorePrecise,
                "is more precise: when was 25 April 2025, is 25 April 2025, 14:30",
            ),
            (
                "2025-04-25",
                "2025-04-25[Europe/Moscow]",
                change.MorePrecise,
                "is more precise: when was 2025-04-25, is 2025-04-25[Europe/Moscow]",
            ),
            ("2025-04-25", "2025-04-26", change.Moved, "moved: when was 25 April 2025, is 26 April 2025"),
            (
                "2025-04-21/2025-04-24",
                "2025-04-22/2025-04-26",
                change.Moved,
                "moved: when was from 21 to 24 April 2025, is from 22 to 26 April 2025",
            ),
            (
                "[2025-04-21,2025-04-24]",
                "2025-04-22",
                change.Moved,
                "moved: when was 21 April 2025 or 24 April 2025, is 22 April 2025",
            ),
            (
                "[2025-04-21,2025-04-24]",
                "2025-04-24",
                change.MorePrecise,
                "is more precise: when was 21 April 2025 or 24 April 2025, is 24 April 2025",
            ),
            (
                "2025-04-25/",
                "2025-04-25/2025-04-26",
                change.MorePrecise,
                "is more precise: when was from 25 April 2025, end unknown, is from 25 to 26 April 2025",
            ),
            (
                "2025-04-25/..",
                "2025-04-25/2025-04-26",
                change.Moved,
                "moved: when was from 25 April 2025 on, is from 25 to 26 April 2025",
            ),
            (
                "2025-04-25",
                "2025-04-25?",
                change.FieldChanged,
                "changed: when was 25 April 2025, is possibly 25 April 2025",
            ),
        ],
    )
    def test_a_date(self, before, after, sort, words):
        first, second = (attrs.evolve(TALKS, when=text) for text in (before, after))
        assert told(first, second) == [(sort, f"'talks' {words}")]

    def test_two_spellings_of_one_date_are_told_as_they_are_written(self):
        first, second = (
            attrs.evolve(TALKS, when=when) for when in ("2025-04-25", {"said": "friday", "on": "2025-04-26"})
        )
        ((sort, words),) = told(first, second)
        assert sort is change.FieldChanged
        assert words == '\'talks\' changed: when was 2025-04-25, is {"said": "friday", "on": "2025-04-26"}'

    @pytest.mark.parametrize(
        ("field", "before", "after", "sort"),
        [
            ("lasted", "~15 min", "15 min", change.MorePrecise),
            ("lasted", "> 2 h", "3 h", change.MorePrecise),
            ("lasted", "3 h", "2..4 h", change.LessPrecise),
            ("lasted", "3 h", "2 h", change.FieldChanged),
            ("lasted", None, "2 h", change.FieldChanged),
            ("where", "rome", "villa", change.MorePrecise),
            ("where", "villa", "italy", change.LessPrecise),
            ("where", "rome", "moscow", change.Relocated),
            ("where", None, "moscow", change.FieldChanged),
            ("status", "planned", "cancelled", change.StatusChanged),
            ("title", "Witkoff meets Putin", "Putin receives Witkoff", change.Reworded),
            ("summary", "", "Three hours.", change.Reworded),
            ("mode", None, "phone", change.FieldChanged),
            ("reason", "", "tight schedules", change.FieldChanged),
        ],
    )
    def test_other_fields(self, field, before, after, sort):
        ((found, _),) = told(attrs.evolve(TALKS, **{field: before}), attrs.evolve(TALKS, **{field: after}))
        assert found is sort

    @pytest.mark.parametrize(
        ("before", "after", "sorts"),
        [
            ("10000..12000 soldiers", "11000 soldiers", [change.MorePrecise]),
            ("~50 dead", "50 dead", [change.MorePrecise]),
            ("50 dead", ">= 45 dead", [change.LessPrecise]),
            ("10..20 dead", "~15 dead", [change.FieldChanged]),
            ("66 drones", "45 drones", [change.FieldChanged]),
            ("66 drones", "3 missiles", [change.Lost, change.Gained]),
        ],
    )
    def test_figures_are_compared_with_those_of_the_same_thing(self, before, after, sorts):
        found = told(attrs.evolve(TALKS, figures=[before]), attrs.evolve(TALKS, figures=[after]))
        assert [each for each, _ in found] == sorts


class TestSeveral:
    def test_participants(self):
        envoy = tl.Participation("witkoff", role="envoy", on_behalf_of="us")
        before, after = attrs.evolve(TALKS, who=["witkoff", "putin"]), attrs.evolve(TALKS, who=[envoy, "us"])
        assert told(before, after) == [
            (change.Left, "'talks' lost a participant: Vladimir Putin"),
            (change.Recast, "'talks' changed a part: Steve Witkoff is now Steve Witkoff (envoy, for United States)"),
            (change.Joined, "'talks' gained a participant: United States"),
        ]

    def test_citations(self):
        before, after = (
            attrs.evolve(TALKS, cites=["reuters"]),
            attrs.evolve(TALKS, cites=[tl.Citation("tass", via="putin", locator="p. 3")]),
        )
        assert told(before, after) == [
            (change.Uncited, "'talks' is no longer cited from: Report from Moscow"),
            (change.Cited, "'talks' is cited from one more source: Report on the opening, via Vladimir Putin, p. 3"),
        ]

    def test_a_quotation_that_is_added(self):
        before, after = (attrs.evolve(TALKS, cites=[tl.Citation("tass", quote=quote)]) for quote in ("", "warm"))
        ((sort, words),) = told(before, after)
        assert sort is change.FieldChanged
        assert words == '\'talks\' changed: cites was tass, is {"source": "tass", "quote": "warm"}'

    def test_aliases_and_identifiers(self):
        before = tl.Person("p", name="P", aliases=["A"], identifiers={"wikidata": "Q1", "viaf": "2"})
        after = tl.Person("p", name="P", aliases=["B"], identifiers={"wikidata": "Q2", "gnd": "3"})
        assert [words for _, words in told(before, after)] == [
            "'p' lost an alias: “A”",
            "'p' gained an alias: “B”",
            "'p' lost an identifier: viaf 2",
            "'p' changed: identifiers was wikidata Q1, is wikidata Q2",
            "'p' gained an identifier: gnd 3",
        ]

    def test_the_order_alone(self):
        ((sort, words),) = told(attrs.evolve(TALKS, tags=["a", "b"]), attrs.evolve(TALKS, tags=["b", "a"]))
        assert (sort, words) == (change.FieldChanged, "'talks' changed: tags was “a”, “b”, is “b”, “a”")

    def test_stances(self):
        claim = tl.Claim("c", text="The region is cleared")
        before, after = (
            tl.Statement("s", title="He speaks", when="2025", **{act: ["c"]}) for act in ("asserts", "denies")
        )
        found = changed(before, after, also=[claim])
        assert [str(each) for each in found] == [
            "'c' stands otherwise: was asserted, is unasserted",
            "'s' changed: stances was asserts “The region is cleared”, is denies “The region is cleared”",
        ]


class TestRecords:
    def test_one_that_came_and_one_that_went(self):
        old, new = (
            Chronology([*AROUND, TALKS]),
            Chronology([*AROUND, attrs.evolve(TALKS, id="other", title="Something else")]),
        )
        assert [(type(each), each.record, str(each)) for each in difference(old, new)] == [
            (change.Added, "other", "'other' is new: Something else, 25 April 2025"),
            (change.Withdrawn, "talks", "'talks' is withdrawn: Witkoff meets Putin, 25 April 2025"),
        ]

    def test_one_under_a_new_id_and_all_that_mentions_it(self):
        old = Chronology([*AROUND, TALKS, tl.Claim("c", subject="talks", attribute="where", value="moscow")])
        ids = {"moscow": "moskva", "talks": "kremlin-talks"}
        new = Chronology(
            [
                *(attrs.evolve(each, id=ids.get(each.id, each.id)) for each in (*AROUND, TALKS)),
                tl.Claim("c", subject="kremlin-talks", attribute="where", value="moskva"),
            ]
        )
        assert [(each.before, each.after) for each in difference(old, new)] == [
            ("moscow", "moskva"),
            ("talks", "kremlin-talks"),
        ]
        assert str(difference(old, new)[0]) == "'moskva' was called 'moscow'"

    def test_which_of_two_equal_ones_was_renamed_is_not_guessed(self):
        old = Chronology([tl.Person("a", name="Ivanov"), tl.Person("b", name="Ivanov")])
        new = Chronology([tl.Person("c", name="Ivanov"), tl.Person("d", name="Ivanov")])
        assert difference(old, new).of(change.Renamed) == change.Difference()

    def test_an_id_made_from_a_date_that_was_corrected(self):
        """A file that gives no ids makes them from date and title."""
        old, new = (
            tl.loads(f"events: [{{when: {when}, title: A truce is announced}}]") for when in ("2025-04", "2025-04-28")
        )
        assert [str(each) for each in difference(old, new)] == [
            "'2025-04-28-a-truce-is-announced' was called '2025-04-a-truce-is-announced'",
            "'2025-04-28-a-truce-is-announced' is more precise: when was April 2025, is 28 April 2025",
        ]

    def test_another_kind(self):
        found = changed(TALKS, tl.Visit("talks", title=TALKS.title, when="2025-04-25", where="rome", protocol="state"))
        assert [str(each) for each in found] == [
            "'talks' changed: kind was meeting, is visit",
            "'talks' is more precise: when was 2025-04-25 read within, is 2025-04-25 read throughout",
            "'talks' changed: protocol was not given, is state",
        ]
        assert changed(tl.Agent("x", name="X"), tl.Person("x", name="X"))[0].plain()["after"] == "person"

    def test_one_id_for_two_things(self):
        found = difference(Chronology([tl.Person("rome", name="Rome")]), Chronology([tl.Place("rome", name="Rome")]))
        assert [type(each) for each in found] == [change.Withdrawn, change.Added]

    def test_keys_of_an_unknown_kind(self):
        before = tl.records.OtherEvent(
            "c", kind="coronation", title="Aachen", when="0800-12-25", extra={"crown": "gold"}
        )
        after = attrs.evolve(before, extra={"crown": {"metal": "iron"}, "orb": "none"})
        assert [str(each) for each in changed(before, after)] == [
            '\'c\' changed: crown was “gold”, is “{"metal": "iron"}”',
            "'c' changed: orb was not given, is “none”",
        ]
        turned = attrs.evolve(after, extra={"orb": "none", "crown": {"metal": "iron"}})
        assert [each.field for each in changed(after, turned)] == ["extra"]

    def test_the_header(self):
        old = Chronology(
            [TALKS.with_value("where", None)], title="Talks", zone="Europe/Rome", silence={"stale-plan": "why"}
        )
        new = Chronology(old.records, title="The talks", language="uk")
        assert [(each.record, each.section, str(each)) for each in difference(old, new)] == [
            ("", "", "the chronology is reworded: title was “Talks”, is “The talks”"),
            ("", "", "the chronology changed: language was en, is uk"),
            ("", "", "the chronology changed: zone was Europe/Rome, is not given"),
            ("", "", "the chronology lost a silenced rule: stale-plan why"),
        ]

    def test_long_texts_are_told_from_where_they_differ(self):
        text = "The talks went on for many hours, and nobody left the room before the text had been agreed upon in full"
        ((_, words),) = told(
            attrs.evolve(TALKS, summary=f"{text} at last."), attrs.evolve(TALKS, summary=f"{text} at dawn.")
        )
        assert (
            words
            == "'talks' is reworded: summary was “…been agreed upon in full at last.”, is “…been agreed upon in full at dawn.”"
        )

    def test_they_come_in_the_order_of_the_sections_and_of_the_page(self):
        early, late = tl.Event("z", title="Z", when="1950"), tl.Event("a", title="A", when="1960")
        new = Chronology([late, early, tl.Source("s", title="S"), tl.Person("p", name="P")])
        assert difference(Chronology(), new).records == ("p", "s", "z", "a")


class TestContested:
    RIVAL = tl.Claim("in-moscow", subject="talks", attribute="where", value="moscow")

    def test_the_first_rival_value_and_the_last(self):
        calm, contested = Chronology([*AROUND, TALKS]), Chronology([*AROUND, TALKS, self.RIVAL])
        there, back = difference(calm, contested), difference(contested, calm)
        assert [str(each) for each in there] == [
            "'in-moscow' is new: where of “Witkoff meets Putin” may be Moscow",
            "'talks' is newly contested: where is Rome, rivalled by Moscow",
        ]
        assert there[1].after == (self.RIVAL,)
        assert [str(each) for each in back] == [
            "'in-moscow' is withdrawn: where of “Witkoff meets Putin” may be Moscow",
            "'talks' is settled: where is Rome, no longer rivalled by Moscow",
        ]

    def test_a_second_rival_is_only_a_new_claim(self):
        one = Chronology([*AROUND, TALKS, self.RIVAL])
        two = Chronology([*one.records, attrs.evolve(self.RIVAL, id="at-the-villa", value="villa")])
        assert [type(each) for each in difference(one, two)] == [change.Added]

    def test_where_a_claim_stands(self):
        claim = tl.Claim("c", text="The region is cleared")
        says = tl.Statement("a", title="Putin says so", when="2025-04-26", who=["putin"], asserts=["c"])
        denies = tl.Statement("b", title="The envoy denies it", when="2025-04-27", who=["witkoff"], denies=["c", "a"])
        old, new = Chronology([*AROUND, claim, says]), Chronology([*AROUND, claim, says, denies])
        found = difference(old, new).of(change.StandingChanged)
        assert [(each.record, each.before, each.after) for each in found] == [
            ("c", ClaimState.ASSERTED, ClaimState.CONTESTED),
        ]
        assert str(found[0]) == "'c' stands otherwise: was asserted, is contested"


class TestViews:
    def test_what_a_view_leaves_out_has_gone(self):
        rome = tl.dossier("rome-2025")
        view = rome.involving("witkoff")
        found = difference(rome, view)
        assert {each.record for each in found.of(change.Withdrawn) if each.section == "events"} == {
            event.id for event in rome if event not in view
        }
        assert not difference(view, rome.involving("Steve Witkoff"))

    def test_an_event_that_is_only_mentioned_is_not_one_of_the_view(self):
        first, second = tl.Event("a", title="A", when="1950"), tl.Event("b", title="B", when="1960", after=["a"])
        whole = Chronology([first, second])
        assert [str(each) for each in difference(whole[1:], whole)] == ["'a' is new: A, 1950"]

    def test_the_same_events_in_another_order(self):
        """What follows an event bounds its date, so that a view can stand in another order than its events by themselves."""
        year, month = tl.Event("a", title="A", when="1950"), tl.Event("b", title="B", when="1950-01")
        whole = Chronology([year, month, tl.Event("z", title="Z", when="1950-01-10", after=["a"])])
        view = whole.where(lambda event: event.id != "z")
        found = difference(Chronology([year, month]), view)
        assert [(type(each), each.before, each.after) for each in found] == [(change.Reordered, ("a", "b"), ("b", "a"))]
        assert str(found) == "the chronology has the same events in another order: first 'b', 'a'"


class TestDifference:
    @pytest.fixture
    def found(self):
        return changed(TALKS, attrs.evolve(TALKS, when="2025-04-26", where="moscow", tags=["x"]))

    def test_it_is_a_sequence_of_changes(self, found):
        assert (len(found), len(found[1:]), found[0].field) == (3, 2, "when")
        assert found.of(change.Moved, change.Relocated) == found[:2]
        assert found.about("talks") == found
        assert not found.about("rome")
        assert found.records == ("talks",)
        assert repr(found) == "<Difference: 3 changes>"
        assert str(found).splitlines() == [str(each) for each in found]

    def test_it_is_frozen_and_hashes(self, found):
        assert {*found, *changed(TALKS, attrs.evolve(TALKS, when="2025-04-26"))} == set(found)
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            found[0].field = "x"

    def test_a_change_as_a_tree(self, found):
        assert found[1].plain() == {
            "change": "relocated",
            "section": "events",
            "record": "talks",
            "field": "where",
            "before": "rome",
            "after": "moscow",
            "sentence": "'talks' is elsewhere: where was Rome, is Moscow",
        }

    def test_nothing_changed(self):
        same = changed(TALKS, TALKS)
        assert (bool(same), list(same), str(same), repr(same)) == (False, [], "", "<Difference: 0 changes>")


def test_whatever_a_dossier_holds_stays_on_one_line():
    title = "a\nb\x85c \u202etxet {braces} \\"
    found = difference(Chronology(), Chronology([tl.Event("e", title=title, when="1950")]))
    assert str(found) == "'e' is new: a b c \\u202etxet {braces} \\, 1950"


def test_every_sort_of_change_is_exported_and_told_of_in_the_documentation():
    sorts = {
        name for name, value in vars(change).items() if isinstance(value, type) and issubclass(value, change.Change)
    }
    assert len(sorts) >= 20
    assert sorts <= set(change.__all__)
    page = Path(__file__).parents[2] / "docs" / "how-to" / "compare-and-merge.md"
    listed = set(re.findall(r"`([A-Z][A-Za-z]+)`", page.read_text("utf-8")))
    assert sorts - {"Change"} <= listed


def test_whoever_was_renamed_is_still_in_the_event_that_was_renamed():
    """That the person is the same has to be found first; then the event holds the same."""
    old = Chronology([tl.Person("ann", name="Ann"), tl.Event("e", title="Tea", when="1990", who=["ann"])])
    new = Chronology([tl.Person("anna", name="Ann"), tl.Event("tea", title="Tea", when="1990", who=["anna"])])
    assert str(difference(old, new)) == "'anna' was called 'ann'\n'tea' was called 'e'"


def test_an_event_that_a_view_only_mentions_is_not_new_in_it():
    summit, talk = (
        tl.Event("summit", title="Summit", when="1990"),
        tl.Event("t", title="Talk", when="1990", part_of="summit"),
    )
    whole = Chronology([summit, talk])
    view = whole.where(lambda event: event.id == "t")
    assert str(difference(whole, view)) == "'summit' is withdrawn: Summit, 1990"
    assert str(difference(view, whole)) == "'summit' is new: Summit, 1990"


def test_changes_show_themselves():
    found = changed(TALKS, attrs.evolve(TALKS, where="moscow"))
    line = "'talks' is elsewhere: where was Rome, is Moscow"
    assert found._repr_markdown_() == f"**1 change** (difference)\n\n- {line}"
    assert found[0]._repr_markdown_() == f"**{line}** (relocated)\n\n- **Record:** talks\n- **Field:** where"

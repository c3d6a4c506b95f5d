"""Sources disagree where two values of a field cannot both be right, and only there."""

import pytest

import timeline as tl
from timeline.checks import Severity, check

AROUND = [
    tl.Place("italy", name="Italy"),
    tl.Place("rome", name="Rome", within="italy"),
    tl.Place("russia", name="Russia"),
    tl.Place("moscow", name="Moscow", within="russia", zone="Europe/Moscow"),
    tl.Place("kremlin", name="Kremlin", within="moscow"),
    tl.State("us", name="United States"),
    tl.State("ru", name="Russia"),
    tl.Person("witkoff", name="Steve Witkoff"),
    tl.Person("trump", name="Donald Trump"),
    tl.Person("putin", name="Vladimir Putin"),
    tl.Person("ushakov", name="Yuri Ushakov"),
    tl.Tenure("president", holder="trump", post="President", of="us", term="2025-01-20/.."),
    tl.Agent("officials", name="officials"),
    tl.Organization("kommersant", name="Kommersant"),
    *(tl.Source(name, title=name.title()) for name in ("article", "tass", "reuters", "zdf")),
    tl.Organization("ministry", name="Foreign Ministry", part_of="ru"),
    tl.Organization("state-agency", name="State agency", part_of="ru"),
    tl.Tenure("aide", holder="ushakov", post="aide", of="ru", term="2012/.."),
    tl.Source("bulletin", title="A bulletin", publisher="Foreign Ministry"),
    tl.Source("dispatch", title="A dispatch", publisher="State agency"),
    tl.Source("wire", title="A wire", publisher="Reuters"),
    tl.Source("caption", title="A caption", publisher="reuters"),
]


def event(**fields):
    given = {"title": "Witkoff meets Putin", "when": "2025-04-25", "where": "rome", "cites": ["article"]} | fields
    return tl.Meeting("talks", **given)


def rival(attribute, value, *cites, name="rival", **fields):
    return tl.Claim(name, subject="talks", attribute=attribute, value=value, cites=cites or ["tass"], **fields)


def found(*records):
    return check(tl.Chronology([*AROUND, *records]), ["sources-disagree"])


@pytest.mark.parametrize(
    ("fields", "attribute", "value"),
    [
        ({}, "where", "moscow"),
        ({"mode": "in-person"}, "mode", "video"),
        ({"status": "cancelled"}, "status", "held"),
        ({}, "when", "2025-04-24"),
        ({"when": "2025-04"}, "when", "2025-05-01"),
        ({"when": "[2025-04-21..2025-04-24]"}, "when", "2025-04-25"),
        ({"when": "2025-04-25/2025-04-26"}, "when", "2025-04-27"),
        ({"when": "2025-04-25T09:00"}, "when", "2025-04-25T10:00"),
        ({"when": "2025-04-25T09:00", "where": "moscow"}, "when", "2025-04-25T09:00[Europe/Rome]"),
        ({"when": "2025-04-25T09:00/2025-04-25T10:00"}, "when", "2025-04-25T09:00/2025-04-25T10:20"),
        ({"when": "2025-04-25T09:00/.."}, "when", "2025-04-25T09:00/2025-04-25T10:20"),
        ({"lasted": "3 h"}, "lasted", "> 4 h"),
        ({"lasted": "~15 min"}, "lasted", "1 h"),
        ({"who": ["witkoff", "putin"]}, "who", ("witkoff", "ushakov")),
        ({"reason": "tight schedules"}, "reason", "a quarrel"),
    ],
)
def test_values_that_cannot_both_be_right_are_found(fields, attribute, value):
    (finding,) = found(event(**fields), rival(attribute, value))
    assert finding.ids == ("talks", "rival")
    assert finding.certain
    assert finding.sources == ("article", "tass")


@pytest.mark.parametrize(
    ("fields", "attribute", "value"),
    [
        ({}, "where", "italy"),
        ({"where": "moscow"}, "where", "kremlin"),
        ({"where": None}, "where", "kremlin"),
        ({}, "mode", "video"),
        ({"lasted": None}, "lasted", "3 h"),
        ({"lasted": "> 2 h"}, "lasted", "3 h"),
        ({"lasted": "~15 min"}, "lasted", "20 min"),
        ({"lasted": "2..3 h"}, "lasted", "3 h"),
        ({"when": "2025-04"}, "when", "2025-04-25"),
        ({"when": "[2025-04-21..2025-04-26]"}, "when", "2025-04-25"),
        ({"when": "2025-04-25/2025-04-26"}, "when", "2025-04-26"),
        ({"when": "2025-04-25~"}, "when", "2025-04-26"),
        ({"when": "{2025-04-25,2025-04-27}"}, "when", "2025-04-27"),
        ({"when": "2025-04-26", "where": "moscow"}, "when", "2025-04-25T23:30[Europe/Rome]"),
        ({"when": "2025-04-25T09:00"}, "when", "2025-04-25T09:10"),
        (
            {"when": "2025-04-25T23:25[Europe/Moscow]/2025-04-26T03:04"},
            "when",
            "2025-04-25T22:30~[Europe/Rome]/2025-04-26T02:00",
        ),
        ({"when": "2025-04-25T09:00/"}, "when", "2025-04-25T09:10/2025-04-25T10:20"),
        ({"who": ["witkoff", "putin"]}, "who", ("witkoff", "putin", "ushakov")),
        ({"who": ["trump", "putin"]}, "who", ("us", "putin")),
        ({"who": [tl.Participation("witkoff", on_behalf_of="trump")]}, "who", ("us",)),
        ({"reason": "tight schedules"}, "reason", "very TIGHT schedules"),
        ({"summary": "They talked."}, "summary", "They shouted."),
        ({"tags": ["talks"]}, "tags", ("envoys",)),
        ({"figures": ["3 men"]}, "figures", "4 men"),
    ],
)
def test_a_value_that_is_more_precise_or_less_or_fills_a_gap_is_fine(fields, attribute, value):
    assert not found(event(**fields), rival(attribute, value))


def test_a_value_that_stands_beside_the_others_is_fine():
    assert not found(event(who=["witkoff", "putin"]), rival("who", "ushakov", adds=True))
    assert found(event(who=["witkoff", "putin"]), rival("who", "ushakov"))


def test_all_values_of_a_field_with_all_their_sources_are_one_finding():
    others = rival("where", "moscow", "tass", "reuters"), rival("where", "kremlin", "zdf", name="third")
    (finding,) = found(event(), *others)
    assert finding.message == (
        "sources disagree on 'where' of 'talks': 'rome' (article) against 'moscow' (tass, reuters) and 'kremlin' (zdf); "
        "independent origins: 1 for the adopted value, 3 against it"
    )
    assert finding.ids == ("talks", "rival", "third")


def test_a_value_that_agrees_with_the_adopted_one_is_not_blamed_for_another():
    (finding,) = found(event(), rival("where", "moscow"), rival("where", "italy", name="vague"))
    assert finding.ids == ("talks", "rival")


class TestWeight:
    def severity(self, adopted, others, **fields):
        (finding,) = found(event(cites=adopted, **fields), rival("where", "moscow", *others))
        return finding.severity

    def test_it_is_an_error_where_more_origins_stand_against_the_adopted_value(self):
        assert self.severity(["article"], ["tass", "reuters"]) is Severity.ERROR

    def test_it_is_a_warning_where_as_many_stand_on_either_side(self):
        assert self.severity(["article", "zdf"], ["tass", "reuters"]) is Severity.WARNING

    def test_reports_that_go_back_to_one_witness_count_once(self):
        others = [tl.Citation("tass", via=["ushakov"]), tl.Citation("reuters", via=["kommersant", "ushakov"])]
        assert self.severity(["article"], others) is Severity.WARNING

    def test_reports_of_one_publisher_count_once(self):
        assert self.severity(["article"], ["wire", "caption"]) is Severity.WARNING

    def test_witnesses_of_one_side_count_once(self):
        others = ["bulletin", "dispatch", tl.Citation("tass", via=["ushakov"])]
        assert self.severity(["article"], others) is Severity.WARNING

    def test_a_source_that_is_cited_for_the_other_value_does_not_back_the_adopted_one(self):
        assert self.severity(["article", "tass", "reuters"], ["tass", "reuters"]) is Severity.ERROR

    def test_a_statement_for_the_other_value_is_an_origin(self):
        says = tl.Statement("says", title="Ushakov says so", when="2025-04-25", who=["ushakov"], asserts=["rival"])
        (finding,) = found(event(), rival("where", "moscow"), says)
        assert finding.severity is Severity.ERROR
        assert "'moscow' (tass, ushakov)" in finding.message


def test_a_value_that_was_taken_back_is_fine():
    said = tl.Statement("said", title="Ushakov says so", when="2025-04-25", who=["ushakov"], asserts=["rival"])
    retracted = tl.Statement("no", title="He does not", when="2025-04-26", who=["ushakov"], retracts=["rival"])
    claim = tl.Claim("rival", subject="talks", attribute="where", value="moscow")
    assert found(event(), claim, said)
    assert not found(event(), claim, said, retracted)


def test_a_date_marked_uncertain_disagrees_only_possibly():
    (finding,) = found(event(when="2025-04-25?"), rival("when", "2025-04-23"))
    assert not finding.certain


def test_whoever_is_not_known_disagrees_only_possibly():
    (finding,) = found(event(who=["officials"]), rival("who", "us"))
    assert not finding.certain


def test_two_values_that_exclude_each_other_are_found_where_the_adopted_one_leaves_room_for_both():
    (finding,) = found(event(when="2025-04"), rival("when", "2025-04-24"), rival("when", "2025-04-25", name="other"))
    assert finding.message == (
        "sources disagree on 'when' of 'talks': '2025-04-24' (tass) and '2025-04-25' (tass) cannot all be right"
    )
    assert finding.severity is Severity.WARNING


def test_other_records_are_contested_too():
    claims = [
        tl.Claim("since", subject="president", attribute="term", value="2021-01-20/.."),
        tl.Claim("lies-in", subject="kremlin", attribute="within", value="rome"),
        tl.Claim("belongs", subject="kommersant", attribute="part_of", value="ru"),
        tl.Claim("of", subject="president", attribute="of", value="ru"),
        tl.Claim("later", subject="president", attribute="term", value="2025-01"),
    ]
    assert {finding.ids for finding in found(*claims)} == {
        ("president", "since", "later"),
        ("kremlin", "lies-in"),
        ("president", "of"),
    }


def test_an_event_that_is_part_of_the_other_whole_is_no_disagreement():
    wholes = [
        tl.Event("war", title="War", when="2022/.."),
        tl.Event("summit", title="A summit", when="2025-04", part_of="war"),
        tl.Event("funeral", title="A funeral", when="2025-04-26"),
    ]
    assert not found(*wholes, event(part_of="war"), rival("part_of", "summit"))
    assert found(*wholes, event(part_of="summit"), rival("part_of", "funeral"))


def test_a_view_asks_only_about_its_own_events():
    whole = tl.Chronology([*AROUND, event(), rival("where", "moscow")])
    assert check(whole, ["sources-disagree"])
    assert not check(whole.during("1999"), ["sources-disagree"])


def test_of_values_that_nobody_can_weigh_nothing_is_said():
    """Tags are words of the editor, and who denies one thing may deny another."""
    assert not found(event(tags=["truce"]), rival("tags", ["peace"]))
    claims = [tl.Claim(name, text=name) for name in ("deal", "truce")]
    says = tl.Statement("talks", title="Ushakov denies it", when="2025-04-25", who=["ushakov"], denies=["deal"])
    assert not found(*claims, says, rival("denies", ["truce"]))

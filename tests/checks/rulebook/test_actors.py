"""An actor is unresolved who takes a stance, is no person, body or state, and speaks for nobody."""

import pytest

import timeline as tl
from timeline.checks import Severity, check

AROUND = [
    tl.State("ua", name="Ukraine"),
    tl.Person("trump", name="Donald Trump"),
    tl.Organization("agency", name="An agency"),
    tl.Agent("both-sides", name="both sides"),
    tl.Agent("officials", name="officials"),
    tl.Source("article", title="An article"),
    tl.Claim("ready", text="Both sides are ready"),
]


def says(name="word", **fields):
    given = {"title": name, "when": "2025-04-26", "who": ["both-sides"], "asserts": ["ready"], "cites": ["article"]}
    return tl.Statement(name, **given | fields)


def found(*records):
    return check(tl.Chronology([*AROUND, *records]), ["unresolved-actor"])


def test_whoever_takes_a_stance_and_is_not_known_is_found_once():
    (finding,) = found(says(), says("again", denies=["ready"], asserts=[]))
    assert finding.message == (
        "nobody knows who 'both-sides' is, and it takes a stance in 'again' and 'word'; enter it as a person, "
        "an organization or a state, or say `on_behalf_of` whom it speaks"
    )
    assert (finding.ids, finding.sources) == (("both-sides", "again", "word"), ("article",))
    assert finding.severity is Severity.WARNING


def test_each_who_speaks_in_a_statement_is_looked_at():
    who = ["both-sides", "officials", "trump"]
    assert [finding.ids[0] for finding in found(says(who=who))] == ["both-sides", "officials"]


@pytest.mark.parametrize("who", [["trump"], ["ua"], ["agency"], [tl.Participation("officials", on_behalf_of="ua")], []])
def test_a_person_a_body_a_state_and_whoever_speaks_for_one_are_fine(who):
    assert not found(says(who=who))


def test_so_is_a_post_that_tells_for_whom_somebody_speaks():
    assert not found(says(), tl.Tenure("post", holder="both-sides", post="spokesmen", of="ua", term="2025"))
    assert found(says(), tl.Tenure("post", holder="both-sides", post="spokesmen", of="ua", term="2020"))


def test_without_a_stance_nobody_need_be_known():
    assert not found(says(asserts=[]))
    assert not found(tl.Meeting("talks", title="Talks", when="2025-04-26", who=["both-sides"]))


def test_whom_one_speaks_to_need_not_be_known():
    assert not found(says(who=["trump"], to=["both-sides"]))


@pytest.mark.parametrize(
    "name",
    [
        "both sides",
        "Both sides",
        "Officials",
        "Western intelligence agencies",
        "a senior Ukrainian official",
        "officials in Kyiv",
    ],
)
def test_a_description_is_no_name(name):
    assert found(tl.Agent("somebody", name=name), says(who=["somebody"]))


@pytest.mark.parametrize(
    "name",
    [
        "Richard Nixon",
        "Government of Pakistan",
        "de Gaulle",
        "von Ribbentrop",
        "周恩来",
        "Ludwig XIV.",
        "A.",
        "7",
        "Kyiv",
    ],
)
def test_a_proper_name_says_who_is_meant(name):
    assert not found(tl.Agent("somebody", name=name), says(who=["somebody"]))


def test_a_dossier_in_short_form_is_left_alone():
    short = tl.loads(
        "events: [{kind: statement, when: 2025-04-26, title: The envoy speaks, who: [Steve Witkoff], confirms: talks},"
        " {id: talks, when: 2025-04-26, title: Talks, who: [Donald Trump, both sides], where: Rome}]"
    )
    assert not check(short, ["unresolved-actor"])

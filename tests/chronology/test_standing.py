"""Where claims stand is derived from statements and citations, side by side and in order."""

import pytest

import timeline as tl
from timeline.chronology import ClaimState

AGENTS = [
    tl.State("ussr", name="Soviet Union"),
    tl.State("us", name="United States"),
    tl.State("cuba", name="Cuba"),
    tl.Person("gromyko", name="Andrei Gromyko"),
    tl.Person("kennedy", name="John F. Kennedy"),
    tl.Person("stevenson", name="Adlai Stevenson"),
    tl.Organization("tass", name="TASS", part_of="ussr"),
    tl.Agent("someone", name="an official"),
    tl.Tenure("gromyko-fm", holder="gromyko", post="Foreign Minister", of="ussr", term="1957-02-15/1985-07-02"),
    tl.Tenure("kennedy-35", holder="kennedy", post="President", of="us", term="1961-01-20/1963-11-22"),
    tl.Source("times", title="The Times"),
    tl.Source("post", title="The Post"),
]
CLAIM = tl.Claim("missiles", text="There are Soviet missiles in Cuba")


def says(name, when, act, *who):
    return tl.Statement(name, title=name, when=when, who=who, **{act: ["missiles"]})


def standing(*statements, claim=CLAIM, **options):
    return tl.Chronology([*AGENTS, claim, *statements]).standing("missiles", **options)


US = says("us-says", "1962-10-22", "asserts", "kennedy")
DENIAL = says("denial", "1962-10-18", "denies", "gromyko")
ADMISSION = says("admission", "1962-10-28", "confirms", "tass")


@pytest.mark.parametrize(
    ("statements", "state"),
    [
        ([], ClaimState.UNASSERTED),
        ([DENIAL], ClaimState.UNASSERTED),
        ([US], ClaimState.ASSERTED),
        (
            [US, says("again", "1962-10-23", "confirms", tl.Participation("stevenson", on_behalf_of="us"))],
            ClaimState.ASSERTED,
        ),
        ([US, says("cuba-too", "1962-10-23", "confirms", "cuba")], ClaimState.CORROBORATED),
        ([US, says("evasion", "1962-10-23", "evades", "ussr")], ClaimState.ASSERTED),
        ([US, DENIAL], ClaimState.CONTESTED),
        ([US, says("doubt", "1962-10-24", "doubts", "someone")], ClaimState.CONTESTED),
        ([US, DENIAL, ADMISSION], ClaimState.CONCEDED),
        ([US, says("evasion", "1962-10-23", "evades", "ussr"), ADMISSION], ClaimState.CONCEDED),
        ([US, DENIAL, ADMISSION, says("cuban-denial", "1962-10-29", "denies", "cuba")], ClaimState.CONTESTED),
        ([US, DENIAL, ADMISSION, says("cuba-too", "1962-10-29", "confirms", "cuba")], ClaimState.CONCEDED),
        ([US, says("withdrawn", "1962-11", "retracts", "us")], ClaimState.RETRACTED),
        ([US, DENIAL, says("withdrawn", "1962-11", "retracts", "us")], ClaimState.RETRACTED),
    ],
    ids=lambda value: value if isinstance(value, str) else "-".join(item.id for item in value) or "nothing",
)
def test_the_state_is_what_the_sides_add_up_to(statements, state):
    assert standing(*statements).state is state


def test_it_tells_who_and_since_when():
    found = standing(US, DENIAL, ADMISSION)
    assert (found.who("asserts"), found.who("denies"), found.who("confirms")) == (("kennedy",), ("gromyko",), ("tass",))
    assert [position.side for position in found.positions] == ["ussr", "us", "ussr"]
    assert str(found.since) == "1962-10-28"


def test_an_author_may_come_to_doubt():
    found = standing(US, says("second-thoughts", "1962-10-24", "doubts", "kennedy"))
    assert (found.state, found.reconsidered) == (ClaimState.CONTESTED, True)
    assert not standing(US, DENIAL).reconsidered


def test_as_of_a_moment_only_what_may_have_been_said_counts():
    statements = [US, DENIAL, ADMISSION]
    assert standing(*statements, as_of="1962-10-20").state is ClaimState.UNASSERTED
    assert standing(*statements, as_of="1962-10-22").state is ClaimState.CONTESTED
    assert standing(*statements, as_of="1962-11").state is ClaimState.CONCEDED


def test_two_papers_that_repeat_one_spokesman_are_one_origin():
    cites = [tl.Citation("times", via=["tass", "gromyko"]), tl.Citation("post", via=["gromyko"])]
    claim = tl.Claim("missiles", text=CLAIM.text, cites=cites)
    assert standing(claim=claim).origins == ("gromyko",)
    assert standing(claim=claim).state is ClaimState.ASSERTED
    own_word = says("own-word", "1962-10-28", "asserts", "gromyko")
    assert standing(own_word, claim=claim).origins == ("gromyko",)
    assert standing(own_word, claim=claim).state is ClaimState.ASSERTED


def test_two_papers_of_their_own_are_two():
    claim = tl.Claim("missiles", text=CLAIM.text, cites=["times", "post"])
    assert standing(claim=claim).origins == ("times", "post")
    assert standing(claim=claim).state is ClaimState.CORROBORATED


@pytest.fixture
def rome():
    return tl.dossier("rome-2025")


class TestRome:
    def test_the_kursk_claim_is_contested(self, rome):
        found = rome.standing("kursk-cleared")
        assert found.state is ClaimState.CONTESTED
        assert {position.side for position in found.positions if position.act == "denies"} >= {"ua"}
        assert found in rome.contested()

    def test_russia_concedes_the_north_koreans(self, rome):
        found = rome.standing("north-koreans-at-kursk")
        assert (found.state, str(found.since)) == (ClaimState.CONCEDED, "2025-04-26")

    def test_very_close_is_doubted_by_its_own_author(self, rome):
        assert rome.standing("deal-very-close").reconsidered

    def test_an_envoy_is_followed_to_a_state(self, rome):
        assert [agent.id for agent in rome.principal_of("witkoff", at="witkoff-putin")] == ["trump", "us"]
        with pytest.raises(tl.NotFound, match="takes no part"):
            rome.principal_of("macron", at="witkoff-putin")

    def test_only_what_was_held_is_a_contact(self, rome):
        assert [event.id for event in rome.contacts("trump", "Zelensky")] == ["four-leaders", "trump-zelenskyy"]


def test_a_view_knows_of_the_denial_that_it_leaves_out():
    whole = tl.Chronology([*AGENTS, CLAIM, US, DENIAL])
    view = whole.involving("kennedy")
    assert [event.id for event in view] == ["us-says"]
    assert view.standing("missiles") == whole.standing("missiles")
    assert view.is_contested("us-says")


def test_a_page_of_a_view_tells_the_denial_that_it_leaves_out():
    view = tl.Chronology([*AGENTS, CLAIM, US, DENIAL]).involving("kennedy")
    told = view.render("text")
    assert "Denied by: Andrei Gromyko, 18 October 1962" in told
    assert "denial\n" not in told


def test_the_whole_of_a_view_is_seen_from_its_perspective():
    whole = tl.Chronology([*AGENTS, CLAIM, US, DENIAL])
    assert whole.whole is whole
    assert whole.involving("kennedy").whole == whole
    assert whole.as_of("1962-10-19").involving("gromyko")[:0].whole == whole.as_of("1962-10-19")


def test_a_standing_shows_who_does_what():
    found = tl.Chronology([*AGENTS, CLAIM, US, DENIAL]).standing("missiles")
    assert found._repr_markdown_().splitlines() == [
        "**missiles** (contested)",
        "",
        "- **Since:** 22 October 1962",
        "- **Asserted by:** kennedy, 22 October 1962 (us-says)",
        "- **Denied by:** gromyko, 18 October 1962 (denial)",
        "- **Origins:** kennedy",
        "- **Sides:** us",
    ]


def test_a_standing_shows_who_reports_it_and_that_somebody_thought_again():
    both = says("both", "1962-10-22", "asserts", "gromyko", "tass")
    told = standing(
        both,
        says("doubt", "1962-10-24", "doubts", "gromyko"),
        claim=tl.Claim("missiles", text="There are", cites=["times", "post"]),
    )
    assert told._repr_markdown_().splitlines()[2:] == [
        "- **Since:** 24 October 1962",
        "- **Asserted by:** gromyko, tass, 22 October 1962 (both)",
        "- **Doubted by:** gromyko, 24 October 1962 (doubt)",
        "- **Reported by:** times; post",
        "- **Origins:** gromyko; tass; times; post",
        "- **Sides:** ussr; times; post",
        "- **Reconsidered:** yes",
    ]
    assert standing().card().rows == ()


def test_a_contested_field_shows_what_others_say():
    rome, oslo = tl.Place("rome", name="Rome"), tl.Place("oslo", name="Oslo")
    talks = tl.Meeting("talks", title="Talks", when="1990", where="rome")
    rival = tl.Claim("in-oslo", subject="talks", attribute="where", value="oslo")
    (field,) = tl.Chronology([rome, oslo, talks, rival]).contested_fields()
    assert field._repr_markdown_().splitlines() == [
        "**where of talks** (contested)",
        "",
        "- **Adopted:** “rome”",
        "- **Rivals:** oslo (in-oslo)",
    ]

"""What records mention is found, renamed, and left out; names of records become ids."""

import pytest

import timeline as tl
from timeline.records.shape import GONE, Reference

TALKS = tl.Meeting(
    "talks",
    title="Talks",
    when="1972-02-21",
    where="beijing",
    who=["nixon", tl.Participation("mao", on_behalf_of="china")],
    part_of="visit",
    after=["toast"],
    cites=[tl.Citation("pravda", via=["tass"]), "times"],
)
TOAST = tl.Statement(
    "toast", title="A toast", when="1972", who=["zhou"], to=["nixon"], denies=["c", "d"], asserts=["e"]
)
TREATY = tl.Agreement("treaty", title="A treaty", when="1972", signed="talks", in_force="1973")


def test_each_mention_is_told_with_its_place_in_a_file():
    assert [*TALKS.references()] == [
        Reference(("where",), "beijing", "place"),
        Reference(("who", 0, "agent"), "nixon", "agent"),
        Reference(("who", 1, "agent"), "mao", "agent"),
        Reference(("who", 1, "on_behalf_of"), "china", "agent"),
        Reference(("part_of",), "visit", "event"),
        Reference(("after", 0), "toast", "event"),
        Reference(("cites", 0, "source"), "pravda", "source"),
        Reference(("cites", 0, "via", 0), "tass", "origin"),
        Reference(("cites", 1, "source"), "times", "source"),
    ]


def test_a_stance_is_mentioned_under_the_key_that_a_file_writes_for_it():
    assert [(found.path, found.id) for found in TOAST.references(("events", "toast"))] == [
        (("events", "toast", "who", 0, "agent"), "zhou"),
        (("events", "toast", "who", 1, "agent"), "nixon"),
        (("events", "toast", "asserts", 0), "e"),
        (("events", "toast", "denies", 0), "c"),
        (("events", "toast", "denies", 1), "d"),
    ]


def test_a_date_mentions_nothing_and_the_event_that_gives_it_is_mentioned():
    assert [*TREATY.references()] == [Reference(("signed",), "talks", "event")]


def test_what_is_left_out_goes_from_every_field_and_takes_with_it_what_cannot_stand_alone():
    less = TALKS.without({"beijing", "mao", "visit", "toast", "tass", "times"})
    assert less == tl.Meeting("talks", title="Talks", when="1972-02-21", who=["nixon"], cites=["pravda"])
    assert TALKS.without({"china", "pravda"}).who[1] == tl.Participation("mao", role="participant")
    assert TALKS.without({"nobody"}) is TALKS
    assert TOAST.without({"c", "nixon"}) == tl.Statement(
        "toast", title="A toast", when="1972", who=["zhou"], denies=["d"], asserts=["e"]
    )
    assert TREATY.without({"talks"}) == tl.Agreement("treaty", title="A treaty", when="1972", in_force="1973")
    assert tl.Tenure("t", holder="nixon", post="President", term="1969").without({"nixon"}) is GONE


def test_a_rival_value_goes_with_the_record_that_it_is_about():
    claim = tl.Claim("c", subject="talks", attribute="where", value="wuhan", cites=["times"])
    assert claim.without({"talks"}) is GONE
    assert claim.without({"times"}) == tl.Claim("c", subject="talks", attribute="where", value="wuhan")
    assert tl.Claim("d", text="There is one China").without({"talks"}).text == "There is one China"


def test_names_become_ids_wherever_a_record_is_mentioned():
    def resolve(name, family):
        return {("Richard Nixon", "agent"): "nixon", ("Mao Zedong", "agent"): "mao", ("The Times", "source"): "times"}[
            name, family
        ]

    tree = {
        "title": "Richard Nixon",
        "where": None,
        "when": "1972",
        "who": ["Richard Nixon", {"agent": "Mao Zedong", "role": "host"}, "zhou"],
        "cites": "The Times",
        "figures": ["17 aircraft"],
        "colour": "The Times",
    }
    assert tl.Meeting.named(tree, resolve) == {
        **tree,
        "who": ["nixon", {"agent": "mao", "role": "host"}, "zhou"],
        "cites": "times",
    }
    assert tl.Agreement.named({"signed": "1972"}, resolve) == {"signed": "1972"}
    assert tl.Statement.named({"stances": ["Richard Nixon"]}, resolve) == {"stances": ["Richard Nixon"]}


def test_an_event_or_the_text_of_its_id_says_when():
    assert tl.Agreement("treaty", title="A treaty", when="1972", signed=TALKS, in_force="1973") == TREATY
    with pytest.raises(tl.Invalid, match=r"signed: .*February 1972 has 29 days"):
        tl.Agreement("treaty", title="A treaty", when="1972", signed="1972-02-30")
    with pytest.raises(tl.Invalid, match=r"signed: .*is no event"):
        tl.Agreement("treaty", title="A treaty", when="1972", signed=tl.Person("p", name="P"))


def test_the_fields_of_a_statement_go_by_the_names_of_a_file():
    assert (TOAST.value_of("denies"), TOAST.value_of("title")) == (("c", "d"), "A toast")
    assert TOAST.value_of("to") == (tl.Participation("nixon", role="audience"),)
    assert TOAST.with_value("denies", ["f"]).targets("denies") == ("f",)
    assert TOAST.with_value("denies", ["f"]).targets("asserts") == ("e",)
    assert [part.agent for part in TOAST.with_value("to", ["mao"]).who] == ["zhou", "mao"]
    assert TOAST.with_value("title", "Another").plain() == {**TOAST.plain(), "title": "Another"}
    assert (TALKS.value_of("where"), TALKS.with_value("where", None).where) == ("beijing", None)


def test_a_text_that_is_spelled_as_an_id_mentions_nothing():
    """Whoever goes over the fields of a record need not know which of them can mention others."""
    title = tl.Source.fields()["title"]
    assert [*title.references("pravda")] == []
    assert title.named("pravda", lambda name, family: "tass") == "pravda"
    assert title.without("pravda", {"pravda"}) == "pravda"
    assert title.renamed("pravda", {"pravda": "tass"}) == "pravda"

"""Records and their values in a few plain words, for reports and for notebooks."""

import pytest

import timeline as tl
from timeline.records import Claim
from timeline.records.telling import Teller, as_read, as_written, inline, quoted, told_apart

NIXON = tl.Person("nixon", name="Richard Nixon")
TASS = tl.Organization("tass", name="TASS")
PRAVDA = tl.Source("pravda", title="Pravda, page 1")
BEIJING = tl.Place("beijing", name="Beijing")
TENURE = tl.Tenure("nixon-37", holder="nixon", post="President", of="us", term="1969/1974")
TALKS = tl.Meeting(
    "talks",
    title="Talks in Beijing",
    when="1972-02-21",
    where="beijing",
    who=["nixon", tl.Participation("mao", role="host", capacity="Chairman", on_behalf_of="china")],
    lasted="65 min",
    status="planned",
    after=["toast"],
    figures=["17 aircraft"],
    cites=[tl.Citation("pravda", via=["tass", "x"], quote="They met", locator="p. 3"), "pravda"],
    silence={"no-source": "it is well known"},
)
CLAIMS = {
    "one-china": Claim("one-china", text="There is one China"),
    "there": Claim("there", subject="talks", attribute="where", value="beijing", text="He said so"),
    "too": Claim("too", subject="talks", attribute="who", value=["nixon"], adds=True),
    "lost": Claim("lost", subject="nobody", attribute="where", value="beijing", text="Elsewhere"),
    "when": Claim("when", subject="talks", attribute="when", value={"said": "today", "on": "1972-02-21"}),
}
RECORDS = {record.id: record for record in (NIXON, TASS, PRAVDA, BEIJING, TENURE, TALKS, *CLAIMS.values())}


def test_a_text_comes_out_on_one_line_without_what_acts_on_a_terminal():
    assert inline("two\n lines \x1b[31mred") == r"two lines \x1b[31mred"
    assert inline("a" * 90) == "a" * 79 + "…"
    assert quoted("one\ntwo") == "“one two”"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("a short one", "a short two", ("“a short one”", "“a short two”")),
        ("same", "same", ("“same”", "“same”")),
        (
            f"{'word ' * 20}one",
            f"{'word ' * 20}two",
            (f"“…{'word ' * 5}one”", f"“…{'word ' * 5}two”"),
        ),
        ("one " + "word " * 20, "two", (f"“{('one ' + 'word ' * 20)[:79].rstrip()}…”", "“two”")),
    ],
)
def test_long_texts_begin_a_little_before_they_differ(before, after, told):
    assert told_apart(before, after) == told


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("nixon", "Richard Nixon"),
        ("pravda", "Pravda, page 1"),
        ("talks", "Talks in Beijing, 21 February 1972"),
        ("nixon-37", "Richard Nixon, President of us"),
        ("one-china", "There is one China"),
        ("there", "where of “Talks in Beijing” may be Beijing, “He said so”"),
        ("too", "who of “Talks in Beijing” also has Richard Nixon"),
        ("when", "when of “Talks in Beijing” may be 21 February 1972"),
        ("lost", "Elsewhere"),
    ],
)
def test_a_record_is_told_by_what_a_reader_knows_it_by(name, words):
    assert Teller(RECORDS).record(RECORDS[name]) == words


def test_an_office_of_nobody_in_particular():
    assert Teller({}).record(tl.Tenure("t", holder="a", post="Envoy", term="1972")) == "a, Envoy"


def test_names_stand_in_place_of_ids():
    teller = Teller(RECORDS)
    assert [teller.name(name) for name in ("nixon", "talks", "one-china", "too", "nobody")] == [
        "Richard Nixon",
        "“Talks in Beijing”",
        "“There is one China”",
        "who of “Talks in Beijing” also has Richard Nixon",
        "nobody",
    ]
    assert (teller.is_place("beijing"), teller.is_place("nixon"), teller.is_place("nobody")) == (True, False, False)


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("title", "“Talks in Beijing”"),
        ("when", "21 February 1972"),
        ("lasted", "65 minutes"),
        ("where", "Beijing"),
        ("who", "Richard Nixon, mao (host, Chairman, for china)"),
        ("status", "planned"),
        ("part_of", "not given"),
        ("after", "toast"),
        ("figures", "17 aircraft"),
        ("cites", "Pravda, page 1, via TASS and x, p. 3, Pravda, page 1"),
        ("silence", "no-source it is well known"),
        ("summary", "not given"),
    ],
)
def test_the_value_of_a_field_in_words(field, words):
    assert Teller(RECORDS).value(TALKS.value_of(field), tl.Meeting.fields()[field]) == words


def test_flags_stances_addresses_and_mappings_in_words():
    teller = Teller(RECORDS)
    assert [teller.value(CLAIMS[name].adds) for name in ("too", "there")] == ["yes", "no"]
    assert teller.value(tl.Stance("denies", "one-china")) == "denies “There is one China”"
    assert teller.value("https://example.org/", tl.Source.fields()["url"]) == "https://example.org/"
    assert teller.value(CLAIMS["when"].value) == '{"said": "today", "on": "1972-02-21"}'


def test_what_words_do_not_tell_apart_is_told_as_written_or_as_read():
    assert [as_written(tree) for tree in (None, "1972", ["a", "b"])] == ["not given", "1972", '["a", "b"]']
    assert as_read(tl.When("1972-02", reading="throughout")) == "1972-02 read throughout"
    assert as_read("two\nlines") == r"'two\nlines'"


def test_the_card_of_an_event_has_what_is_set():
    card = TALKS.card()
    assert (card.heading, card.kind) == ("Talks in Beijing", "meeting · talks")
    assert card.rows == (
        ("When", ("21 February 1972",)),
        ("Lasted", ("65 minutes",)),
        ("Where", ("beijing",)),
        ("Who", ("nixon", "mao (host, Chairman, for china)")),
        ("Status", ("planned",)),
        ("After", ("toast",)),
        ("Figures", ("17 aircraft",)),
        ("Cites", ("pravda, via tass and x, p. 3: “They met”", "pravda")),
        ("Silence", ("no-source it is well known",)),
    )


@pytest.mark.parametrize(
    ("value", "heading", "kind"),
    [
        (NIXON, "Richard Nixon", "person · nixon"),
        (TENURE, "nixon, President of us", "tenure · nixon-37"),
        (CLAIMS["one-china"], "There is one China", "claim · one-china"),
        (CLAIMS["too"], 'who of talks also has ["nixon"]', "claim · too"),
        (CLAIMS["when"], 'when of talks may be {"said": "today", "on": "1972-02-21"}', "claim · when"),
        (tl.Citation("pravda", quote="They met"), "pravda: “They met”", "citation"),
        (tl.Participation("mao", role="host"), "mao (host)", "participation"),
        (tl.Stance("denies", "one-china"), "denies one-china", "stance"),
        (tl.Quantity("17", "17", unit="aircraft"), "17 aircraft", "quantity"),
    ],
)
def test_the_heading_of_a_card_is_what_the_value_is_known_by(value, heading, kind):
    card = value.card()
    assert (card.heading, card.kind) == (heading, kind)


def test_a_card_shows_texts_whole():
    rows = dict(tl.Source("s", title="T", publisher="p" * 100).card().rows)
    assert rows["Publisher"] == ("p" * 100,)

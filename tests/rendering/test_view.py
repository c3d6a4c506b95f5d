"""The rows of a page: what is decided and worded before any template sees it."""

from __future__ import annotations

import pytest

from timeline.chronology import Chronology
from timeline.records import (
    Citation,
    Claim,
    Event,
    Meeting,
    Organization,
    Participation,
    Person,
    Place,
    Quantity,
    Record,
    Source,
    Stance,
    State,
    Statement,
    Tenure,
)
from timeline.rendering.dating import date_row, years
from timeline.rendering.grouping import periods
from timeline.rendering.sheets import ClaimEntry, Entry, Page
from timeline.rendering.view import page
from timeline.rendering.wording import wording


def view(*records: Record, **options: object) -> Page:
    return page(Chronology(records), template=lambda event: event.kind, **options)


def entries(shown: Page) -> dict[str, Entry]:
    return {entry.id: entry for section in shown.sections for entry in section.entries}


def headings(*dates: str) -> list[str]:
    events = Chronology([Event(f"e{number}", title="x", when=date) for number, date in enumerate(dates)]).events
    return [period.heading for period in periods(events)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("66 drones", "66 drones"),
        ("10000..12000 soldiers", "between 10,000 and 12,000 soldiers"),
        ("> 1300 km² of Russian territory", "more than 1,300 km² of Russian territory"),
        (">= 45 drones", "at least 45 drones"),
        ("< 3 ships", "less than 3 ships"),
        ("<= 3 ships", "at most 3 ships"),
        ("~50 dead", "about 50 dead"),
        ("~10000..12000 soldiers", "between about 10,000 and 12,000 soldiers"),
        ("1.5 miles", "1.5 miles"),
    ],
)
def test_figures_in_words(text: str, words: str) -> None:
    assert words == wording("en").quantity(Quantity.parse(text))


def test_lists_in_words() -> None:
    assert [wording("en").listed(["A", "B", "C"][:count]) for count in range(4)] == ["", "A", "A and B", "A, B and C"]


@pytest.mark.parametrize(
    ("text", "machine", "note"),
    [
        ("2025-04-26", "2025-04-26", ""),
        ("2024-08", "2024-08", "day not given"),
        ("1815", "1815", "month not given"),
        ("2025-04-26T14:30", "2025-04-26T14:30", ""),
        ("2025-04-26T14:30+02:00", "2025-04-26T14:30+02:00", ""),
        ("2025-04-26T14:30[Europe/Rome]", "2025-04-26T14:30", ""),
        ("1815~", "", "month not given"),
        ("2025-04-26?", "", ""),
        ("[2025-04-21..2025-04-26]", "", ""),
        ("2024-08/..", "", ""),
        ("-0043-03-15", "", ""),
        ("2025-21", "", ""),
    ],
)
def test_a_machine_date_only_where_it_is_exact(text: str, machine: str, note: str) -> None:
    row = date_row(Event("e", title="x", when=text))
    assert (machine, note) == (row.machine, row.note)


def test_spoken_dates_keep_their_words() -> None:
    row = date_row(Event("e", title="x", when={"said": "earlier this week", "on": "2025-04-26"}, dating="by the paper"))
    assert "earlier this week" in row.said
    assert "26 April 2025" in row.said
    assert "by the paper" in row.dating


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ((), []),
        (("2014",), ["2014"]),
        (("2014-02-01", "2015-04-15", "2016-09"), ["2014", "2015", "2016"]),
        (("2014-02-01", "2014-02-15", "2014-03", "2014-03-09"), ["February 2014", "March 2014"]),
        (("2014-02-01", "2014-02-01", "2014-02-02", "2014-02-02"), ["1 February 2014", "2 February 2014"]),
        (("[..2014]", "../2015", "2016", "2016"), ["Beginning not known", "2016"]),
        (("[2014..2016]", "[2014..2016]"), ["Between 2014 and 2016"]),
        (("2014-02-01", "2014-02-01", "[2014-02-01..2014-02-02]", "2014-02-01/.."), ["1 February 2014"]),
        (("[2014-01-05..2014-02-03]", "2014-02-01", "2014-02-01", "2014-02-01"), ["2014", "1 February 2014"]),
    ],
)
def test_headings_say_no_more_than_the_record(dates: tuple[str, ...], expected: list[str]) -> None:
    assert expected == headings(*dates)


def test_years_are_those_that_the_dates_allow() -> None:
    assert years([Event("a", title="x", when="../1812"), Event("b", title="x", when="1815/..")]) == "1812 to 1815"
    assert years([Event("a", title="x", when="1815-12-31")]) == "1815"


TRUMP = (
    State("us", name="United States"),
    Person("trump", name="Donald Trump"),
    Tenure("t", holder="trump", post="President", of="us", term="2025-01-20/.."),
)


@pytest.mark.parametrize(
    ("who", "when", "expected"),
    [
        (Participation("trump"), "2025-04-26", "Donald Trump|President||United States"),
        (Participation("trump", capacity="U.S. President"), "2025-04-26", "Donald Trump|U.S. President||United States"),
        (Participation("trump"), "2024-04-26", "Donald Trump|||"),
        (
            Participation("witkoff", capacity="special envoy", on_behalf_of="trump"),
            "2025-04-25",
            "Steve Witkoff|special envoy|for Donald Trump|United States",
        ),
        (Participation("staff"), "2025-04-25", "General Staff|||United States"),
        (Participation("named"), "2025-04-25", "Army of the United States|||"),
        (Participation("us"), "2025-04-25", "United States|||"),
    ],
)
def test_people_with_capacity_principal_and_state(who: Participation, when: str, expected: str) -> None:
    records = (
        *TRUMP,
        Person("witkoff", name="Steve Witkoff"),
        Organization("staff", name="General Staff", part_of="army"),
        Organization("army", name="Army", part_of="us"),
        Organization("named", name="Army of the United States", part_of="us"),
        Event("e", title="x", when=when, who=[who]),
    )
    person = entries(view(*records))["e"].roles[0].people[0]
    assert expected == f"{person.name}|{person.capacity}|{person.principal}|{person.side}"


def test_status_in_words() -> None:
    shown = entries(
        view(
            *(
                Event(status, title="x", when="1960", status=status, reason="fog")
                for status in ("planned", "postponed", "cancelled", "held")
            )
        )
    )
    assert {name: entry.status for name, entry in shown.items()} == {
        "planned": "planned: fog",
        "postponed": "planned; postponed: fog",
        "cancelled": "planned; did not take place: fog",
        "held": "",
    }


def test_rival_values_stand_beside_the_adopted_one() -> None:
    shown = view(
        Place("russia", name="Russia"),
        Place("rome", name="Rome"),
        Place("moscow", name="Moscow", within="russia"),
        Source("reuters", title="Report", publisher="Reuters"),
        Person("u", name="Ushakov"),
        Meeting("m", title="x", when="[2025-04-21..2025-04-26]", where="rome"),
        Claim("a", subject="m", attribute="where", value="moscow", cites=["reuters"]),
        Claim("b", subject="m", attribute="when", value="2025-04-25"),
        Claim("c", subject="m", attribute="lasted", value="3 h"),
        Claim("d", subject="m", attribute="mode", value="video"),
        Claim("e", subject="m", attribute="who", value="u"),
        Claim("f", subject="m", attribute="figures", value="> 3 aides"),
    )
    entry = entries(shown)["m"]
    assert [
        (rivals.word, rivals.adopted.value, [account.value for account in rivals.others]) for rivals in entry.rivals
    ] == [
        ("Where", "Rome", ["Moscow, Russia"]),
        ("When", "between 21 and 26 April 2025", ["25 April 2025"]),
        ("How long", "not said", ["3 hours"]),
        ("How held", "not said", ["by video"]),
        ("Who", "not said", ["Ushakov"]),
        ("Figures", "not said", ["more than 3 aides"]),
    ]
    assert entry.rivals[0].others[0].cites[0].label == "Reuters"
    assert entry.marks == ("accounts differ",)
    assert shown.claims() == ()


def test_sources_are_numbered_by_first_mention_and_know_who_cites_them() -> None:
    shown = view(
        Source("b", title="B"),
        Source("a", title="A"),
        Person("p", name="Peskov"),
        Source("i", title="Interfax"),
        Event("e1", title="one", when="1960", cites=[Citation("b", via=["i", "p"])]),
        Event("e2", title="two", when="1961", cites=["a", "b"]),
    )
    rows = entries(shown)
    assert [cite.number for cite in rows["e2"].cites] == [2, 1]
    assert rows["e1"].cites[0].via == "citing Interfax, who cite Peskov"
    notes = shown.sources()
    assert [(note.number, note.title, [link.text for link in note.cited]) for note in notes] == [
        (1, "B", ["one", "two"]),
        (2, "A", ["two"]),
    ]


def claims(*stances: tuple[str, str, str]) -> list[ClaimEntry]:
    """Make statements from triples of speaker, act and claim, one after the other."""
    people = [Person(name, name=name.title()) for name in sorted({speaker for speaker, _, _ in stances})]
    texts = [Claim(name, text=name) for name in ("c1", "c2", "c3")]
    said = [
        Statement(f"s{year}", title="x", when=str(1960 + year), who=[who], stances=[Stance(act, claim)])
        for year, (who, act, claim) in enumerate(stances)
    ]
    shown = view(*people, *texts, *said)
    entries(shown)
    return list(shown.claims())


def test_contested_claims_come_first_and_nobody_is_put_before_another() -> None:
    rows = claims(
        ("ann", "asserts", "c3"),
        ("bo", "denies", "c2"),
        ("ann", "confirms", "c2"),
        ("cy", "asserts", "c1"),
        ("cy", "doubts", "c1"),
    )
    assert [(row.text, row.mark) for row in rows] == [
        ("c2", "contested"),
        ("c1", "doubted by its own speaker"),
        ("c3", ""),
    ]
    assert [(side.word, [party.who for party in side.parties]) for side in rows[0].sides] == [
        ("Confirmed by", ["Ann"]),
        ("Denied by", ["Bo"]),
    ]


def test_a_denied_event_is_disputed_unless_it_is_entered_as_not_held() -> None:
    shown = entries(
        view(
            Event("held", title="x", when="1960"),
            Event("off", title="x", when="1960", status="cancelled"),
            Statement("s", title="x", when="1961", stances=[Stance("denies", "held"), Stance("denies", "off")]),
        )
    )
    assert shown["held"].marks == ("disputed",)
    assert shown["off"].marks == ()
    assert shown["off"].reports[0].parties[0].who == "an unnamed speaker"


def test_a_view_links_only_to_what_it_holds() -> None:
    whole = Chronology(
        [Event("a", title="A", when="1960"), Event("b", title="B", when="1961", after=["a"], part_of="a")]
    )
    part = page(whole.during("1961"), template=lambda event: event.kind)
    entry = entries(part)["b"]
    assert (entry.part_of, [link.anchor for link in entry.after]) == (entry.after[0], [""])
    assert [link.text for link in part.contents] == ["1961"]


def test_contents_stay_short() -> None:
    """However many periods there are, the contents lead to the first of each year, or of each ten or hundred years."""
    shown = view(*(Event(f"e{year}", title="x", when=str(year)) for year in range(1000, 1500)))
    assert [link.text for link in shown.contents][:3] == ["1000", "1010", "1020"]
    assert len(shown.contents) == 50


@pytest.mark.parametrize(
    ("when", "told"),
    [
        ("2025-05-05T10:00[Europe/Kyiv]", ("Times of day by the time zone database 2025b.",)),
        ("2025-05-05T10:00+03:00", ()),
        ("2025-05-05[Europe/Kyiv]", ()),
    ],
)
def test_a_page_whose_times_rest_on_the_zone_database_names_it(when: str, told: tuple[str, ...]) -> None:
    lead = page(Chronology([Event("call", title="A call", when=when)]), template=str).lead
    assert lead == ("1 event, 2025.", *told, "Dates are given no more precisely than the sources allow.")

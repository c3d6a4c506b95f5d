"""Whatever a valid chronology holds, every rule looks at all of it and reports findings, never an exception."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import timeline as tl
from timeline.checks import Severity, check, rules
from timeline.testing import chronologies, texts, whens

# What the rules on time look for, and what only looks like it; the strategies of the library draw such words too seldom.
WORDS = [
    "newly elected", "former", "President", "President-elect", "Vice President", "of", "the", "Ruritania", "Rudolf", "new", "U.S.",
    "Saturday", "(27 April)", "27 April 2025", "Freitag, den 31. Februar", "п'ятниця, 25 квітня", "ſaturday 1 aprıl", "1 January",
    "99/99/9999", "midnight", "February 29", "44 BC", ",", "(", ")", "'s",
]  # fmt: skip
DATES = [
    "2025-01-01", "2025-04-26T00:00", "2025-04-26T02:30[Europe/Rome]", "2025-05/2025-05-01", "-0043-03-15", "Y170000002", "Y-170000002",
    "2025-04-26?", "../2025-04-26", "2025-04-26/..", "/2025", "2025/", "[..2025]", "[2025..]", "{2024,2025-01-01}", "[2024,2025-04-26]",
    "{2025-04-26T10:00Z,2025-04-27}", "2025-XX-01", "202X", "2025-24", "1950S2",
]  # fmt: skip
MOMENTS = st.sampled_from(DATES) | whens(readings=False).map(str)
TITLES = st.sampled_from(
    [
        "President",
        "U.S. President",
        "newly elected President",
        "former President",
        "outgoing President of Ruritania",
        "President-elect",
    ]
)
TERMS = st.sampled_from(
    ["1900/1910", "1905/1950", "1930/..", "2017-01-20/2021-01-20", "2021-01-20/2030", "2020/2024-01-01"]
)
PHRASES = st.lists(st.sampled_from(WORDS) | texts(), max_size=6).map(" ".join)
NAMED = PHRASES.filter(str.strip)


@st.composite
def disputed(draw):
    """A chronology dense in terms, capacities, quotes, plans, parts and answers."""
    people = [tl.Person(f"p{number}", name=draw(st.just("Rudolf") | NAMED)) for number in range(2)]
    body = draw(
        st.sampled_from(
            [tl.State("us", name="U.S.", code="US"), tl.Organization("us", name="!", aliases=["Ruritania"])]
        )
    )
    source = tl.Source("s", title=draw(NAMED), published=draw(st.none() | MOMENTS), accessed=draw(st.none() | MOMENTS))
    cites = st.lists(
        st.builds(tl.Citation, st.just("s"), quote=PHRASES | TITLES.map("the {} Rudolf".format)), max_size=2
    )
    tenures = [
        tl.Tenure(
            f"t{number}",
            holder=draw(st.sampled_from(people)),
            post=draw(st.just("President") | st.just("President") | NAMED),
            of=draw(st.sampled_from([None, body])),
            term=draw(TERMS | MOMENTS),
            cites=draw(cites),
        )
        for number in range(draw(st.integers(1, 4)))
    ]
    events = [draw(_event(f"e{number}", people, cites, earlier=number)) for number in range(draw(st.integers(1, 5)))]
    claims = [draw(_rival(f"c{number}", [*tenures, *events])) for number in range(draw(st.integers(0, 2)))]
    return tl.Chronology(
        [*people, body, source, *tenures, *events, *claims], zone=draw(st.sampled_from([None, "Asia/Tokyo"]))
    )


@st.composite
def _event(draw, name, people, cites, *, earlier):
    others = [f"e{number}" for number in range(earlier)]
    part = st.builds(
        tl.Participation,
        st.sampled_from([person.id for person in people]),
        role=st.sampled_from(["", "subject", "audience"]),
        capacity=TITLES | PHRASES,
        on_behalf_of=st.sampled_from([None, "us", "p0"]),
    )
    fields = {
        "title": draw(NAMED),
        "summary": draw(PHRASES),
        "when": draw(MOMENTS),
        "lasted": draw(st.sampled_from([None, "3 h", "> 1 day"])),
        "status": draw(st.sampled_from(["held", "held", "planned", "postponed", "cancelled"])),
        "who": draw(st.lists(part, max_size=3, unique=True)),
        "part_of": draw(st.sampled_from([None, *others])),
        "cites": draw(cites),
    }
    kind = draw(st.sampled_from([tl.Event, tl.Visit, tl.Statement, tl.Agreement]))
    if kind is tl.Agreement:
        fields |= {
            key: draw(st.none() | MOMENTS | st.sampled_from(others or ["2025"])) for key in ("signed", "in_force")
        }
    if kind is tl.Statement and others:
        acts = st.sampled_from(["asserts", "confirms", "denies", "doubts", "evades", "retracts"])
        fields["stances"] = draw(st.lists(st.builds(tl.Stance, acts, st.sampled_from(others)), max_size=3, unique=True))
        fields["text"] = draw(PHRASES)
    return kind(name, **fields)


@st.composite
def _rival(draw, name, subjects):
    subject = draw(st.sampled_from(subjects))
    attribute = "term" if isinstance(subject, tl.Tenure) else draw(st.sampled_from(["when", "status"]))
    value = draw(st.sampled_from(["held", "planned"]) if attribute == "status" else MOMENTS)
    return tl.Claim(name, subject=subject, attribute=attribute, value=value, cites=["s"])


def well_formed(finding, chronology):
    """Whether a finding says what it is about, in one line, and names only records that there are."""
    return (
        finding.rule in rules()
        and isinstance(finding.severity, Severity)
        and bool(finding.message)
        and "\n" not in str(finding)
        and all(name in chronology for name in (*finding.ids, *finding.sources))
    )


def test_there_are_rules_to_try():
    assert {"outside-term", "weekday-mismatch", "two-places-at-once", "alias-collision"} <= set(rules())


@pytest.mark.parametrize("drawn", [chronologies(), disputed()], ids=["any", "disputed"])
def test_all_rules_look_at_everything(drawn):
    @settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
    @given(drawn)
    def holds(chronology):
        findings = check(chronology, list(rules()), silenced=True)
        assert [finding for finding in findings if not well_formed(finding, chronology)] == []
        assert check(chronology, list(rules()), silenced=True) == findings

    holds()


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(disputed(), st.randoms(use_true_random=False))
def test_what_is_found_does_not_rest_on_the_order_of_the_records(chronology, shuffle: random.Random):
    """Ids and sources may come in another order; that something is found, and how grave it is, may not."""
    records = list(chronology.records)
    shuffle.shuffle(records)
    again = tl.Chronology(records, zone=chronology.zone)

    def told(each):
        return sorted((found.rule, found.severity.value, found.certain, sorted(found.ids)) for found in check(each))

    assert told(again) == told(chronology)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(disputed(), st.integers(0, 5))
def test_parts_of_a_chronology_are_looked_at_too(chronology, number):
    for view in (chronology[:number], chronology[number:], chronology.of(tl.Statement)):
        assert [finding for finding in check(view) if not well_formed(finding, chronology)] == []

"""Who is in two places at once is found among a few pairs, and the same ones as if each stay were compared with each."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.checks.rulebook import presence
from timeline.checks.rulebook.presence import _clash, _many_near, _near, _presences, _told, two_places_at_once
from timeline.chronology import Chronology
from timeline.records import Meeting, Person, Place, Visit

PLACES = [
    Place("italy", name="Italy", zone="Europe/Rome"),
    Place("rome", name="Rome", within="italy"),
    Place("tokyo", name="Tokyo", zone="Asia/Tokyo"),
    Place("honolulu", name="Honolulu", zone="Pacific/Honolulu"),
    Place("nowhere", name="An unknown place"),
]
DAYS = st.integers(1, 9).map(lambda day: f"2025-04-0{day}")
PAIRS = st.tuples(DAYS, DAYS).map(sorted)
WHENS = st.one_of(
    DAYS,
    PAIRS.map("/".join),
    PAIRS.map(lambda pair: f"[{pair[0]}..{pair[1]}]"),
    st.tuples(DAYS, st.sampled_from(["T00:30", "T14:30", "T23:00", "T14:30Z", "T02:00+09:00"])).map("".join),
    st.just("2025-04"),
    st.just("2025-04-01T09:00/2025-04-03T18:00"),
)
LASTED = st.sampled_from([None, None, "2 h", "20 h"])
KINDS = st.sampled_from([Meeting, Visit])
GIVEN = st.lists(
    st.tuples(KINDS, WHENS, LASTED, st.sampled_from([place.id for place in PLACES])), min_size=2, max_size=9
)


def stays(given_stays) -> Chronology:
    events = [
        kind(f"e{number}", title=f"Stay {number}", when=when, lasted=lasted, where=where, who=["p"])
        for number, (kind, when, lasted, where) in enumerate(given_stays)
    ]
    return Chronology([Person("p", name="A traveller"), *PLACES, *events])


@settings(max_examples=60)
@given(GIVEN)
def test_the_pairs_that_are_compared_hold_all_that_clash(given_stays):
    chronology = stays(given_stays)
    plain = []
    for person, presences in _presences(chronology).items():
        in_order = sorted(presences, key=lambda one: one.civil)
        pairs = ((in_order[one], in_order[other]) for other in range(len(in_order)) for one in range(other))
        for one, other in pairs:
            if (certain := _clash(chronology, one, other)) is not None:
                plain.append(_told(chronology, person, one, other, certain=certain))
    assert [*two_places_at_once(chronology)] == plain


def test_days_at_meetings_are_not_compared_with_each_other():
    chronology = stays([(Meeting, "2025-04-01", None, place.id) for place in PLACES] * 20)
    [presences] = _presences(chronology).values()
    assert len(presences) == 100
    assert [*_near(presences)] == []


def test_nights_are_all_compared():
    chronology = stays([(Visit, "2025-04-01/2025-04-04", None, place.id) for place in PLACES])
    [presences] = _presences(chronology).values()
    assert sorted(map(repr, _near(presences))) == sorted(map(repr, combinations(presences, 2)))


@settings(max_examples=60)
@given(GIVEN)
def test_the_pairs_are_counted_without_going_over_them(given_stays):
    [presences] = _presences(stays(given_stays)).values()
    in_order = sorted(presences, key=lambda one: one.civil)
    assert _many_near(in_order) == len([*_near(in_order)])


def test_stays_at_one_place_are_not_compared():
    chronology = stays([(Visit, "2025-04-01/2025-04-04", None, "rome")] * 20)
    [presences] = _presences(chronology).values()
    assert [*_near(presences)] == []


def test_of_many_clashes_a_hundred_are_told_and_the_rest_counted():
    chronology = stays([(Visit, "2025-04-01/2025-04-04", None, place.id) for place in PLACES[2:]] * 10)
    findings = [*two_places_at_once(chronology)]
    assert len(findings) == 101
    assert findings[-1].message == (
        "A traveller is at two places at one time in 200 more pairs of events; the check of a shorter time, such as a year, tells of each"
    )
    assert findings[-1].certain


def test_pairs_beyond_what_is_compared_are_told_of(monkeypatch):
    monkeypatch.setattr(presence, "MOST_COMPARED", 150)
    monkeypatch.setattr(presence, "COMPARED_EACH", 0)
    chronology = stays([(Visit, "2025-04-01/2025-04-04", None, place.id) for place in PLACES[2:]] * 10)
    assert [*two_places_at_once(chronology)][-1].message == (
        "A traveller is at two places at one time in 50 more pairs of events, and 150 pairs of events are too many to compare; "
        "the check of a shorter time, such as a year, tells of each"
    )

"""The verbs that use an index keep the same events, in the same order, as going through all of them would."""

import attrs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline.chronology import Chronology
from timeline.chronology.window import certainly_shares, possibly_shares
from timeline.records import Event, Place
from timeline.testing import chronologies, whens
from timeline.when import Reading, When, propagate

SLOW = settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def chosen(view: Chronology) -> list[str]:
    return [event.id for event in view]


@given(chronology=chronologies(most_events=4), window=whens(), other=whens(), certainly=st.booleans())
@SLOW
def test_a_window(chronology: Chronology, window: When, other: When, certainly: bool) -> None:
    """Of the whole, which asks the sorted starts, and of a view, which looks at each of its events."""
    shares = certainly_shares if certainly else possibly_shares
    stretches = [When.parse(str(when), reading=Reading.THROUGHOUT) for when in (window, other)]
    scans = [[event.id for event in chronology if shares(chronology.when(event), stretch)] for stretch in stretches]
    found = chronology.during(str(window), certainly=certainly)
    assert chosen(found) == scans[0]
    assert chosen(found.during(str(other), certainly=certainly)) == [name for name in scans[0] if name in scans[1]]


@given(data=st.data(), chronology=chronologies(most_events=4))
@SLOW
def test_agents_places_and_kinds_one_after_another(data: st.DataObject, chronology: Chronology) -> None:
    agents = (
        data.draw(st.lists(st.sampled_from(chronology.agents), min_size=1, max_size=2)) if chronology.agents else []
    )
    kind = data.draw(st.sampled_from(["event", "meeting", "statement", "visit"]))
    takes_part = {
        event.id
        for event in chronology
        if all(agent.id in {name for part in event.who for name in (part.agent, part.on_behalf_of)} for agent in agents)
    }
    of_kind = {event.id for event in chronology if kind in {"event", event.kind}}
    expected = [event.id for event in chronology if event.id in takes_part & of_kind]
    assert chosen(chronology.involving(*agents).of(kind)) == expected
    assert chosen(chronology.of(kind).involving(*agents)) == expected
    assert chosen(chronology.where(lambda event: event.id in of_kind).involving(*agents)) == expected
    for place in chronology.places:
        inside = {name.id for name in chronology.places if place.id in chain(chronology, name.id)}
        assert chosen(chronology.at(place)) == [event.id for event in chronology if event.where in inside]


def chain(chronology: Chronology, name: str | None) -> set[str]:
    """The place and all that it lies in."""
    around = set()
    while name is not None:
        around.add(name)
        name = chronology[name].within
    return around


@given(chronology=chronologies(most_events=4))
@SLOW
def test_a_view_is_what_its_events_are(chronology: Chronology) -> None:
    """Its length, its slices and its members are told from positions, and agree with the events themselves."""
    odd = {event.id for place, event in enumerate(chronology) if place % 2}
    view = chronology.where(lambda event: event.id in odd)
    assert len(view) == len(view.events) == len(odd)
    assert [event in view for event in chronology] == [event.id in odd for event in chronology]
    assert chosen(view[1:]) == chosen(view)[1:]
    assert view.is_whole == (len(odd) == len(chronology))


def test_events_of_any_length_and_age_are_found() -> None:
    """One that lasts long, one without an end, one without a start, and some so far away that no float holds their day."""
    whens = [
        "1815-06-09",
        "1814-09/1815-06",
        "1800/..",
        "../1900",
        "-0500",
        "Y-170000000002",
        "Y3E9/..",
        "1815-06-09T10:00Z",
    ]
    events = [Event(f"e{number}", title="x", when=when) for number, when in enumerate(whens)]
    chronology = Chronology(events)
    for window in (*whens, "1814", "1816", "-0499/1813", "Y-170000000002/Y-170000000001"):
        stretch = When.parse(window, reading=Reading.THROUGHOUT)
        expected = [event.id for event in chronology if possibly_shares(chronology.when(event), stretch)]
        assert chosen(chronology.during(window)) == expected
        assert chosen(chronology[:-1].during(window)) == [
            name for name in expected if name in set(chosen(chronology[:-1]))
        ]


@given(chronology=chronologies(most_events=4), zone=st.sampled_from(["Asia/Tokyo", "America/New_York"]))
@SLOW
def test_what_dates_say_together_is_the_same_in_parts(chronology: Chronology, zone: str) -> None:
    """Events that nothing ties are reckoned by themselves; the limits are those of reckoning all at once, in every zone."""
    twins = [attrs.evolve(event, id=f"{event.id}-there", where="there", part_of=None, after=()) for event in chronology]
    both = Chronology([*chronology.records, Place("there", name="There", zone=zone), *twins])
    orders = [(earlier, event.id) for event in both for earlier in event.after]
    known = propagate({event.id: both.when(event) for event in both}, orders)
    assert {event.id: both.bounds(event) for event in both} == dict(known.bounds)
    assert {frozenset(clash.events) for clash in both.clashes} == {frozenset(clash.events) for clash in known.clashes}

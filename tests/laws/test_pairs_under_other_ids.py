"""Records under other ids are paired as if every round looked at all of them again."""

from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.chronology import Chronology, difference
from timeline.chronology.change.changes import Renamed
from timeline.chronology.change.pairing import alike_but_for_id, under_other_ids
from timeline.records import Claim, Event, Person

NUMBERS = st.integers(0, 7)
LATER_AND_EARLIER = st.tuples(st.integers(1, 7), st.integers(0, 6)).map(lambda pair: (pair[0], pair[1] % pair[0]))
LINKS = st.lists(LATER_AND_EARLIER, max_size=10)


@st.composite
def records(draw, prefix):
    """Draw people and events, many of them alike, that follow each other."""
    links, parts = draw(LINKS), dict(draw(LINKS))
    titles = draw(st.lists(st.sampled_from(["Talks", "A visit"]), min_size=8, max_size=8))
    who = draw(st.lists(st.integers(0, 2), min_size=8, max_size=8))
    people = [Person(f"{prefix}-p{number}", name=draw(st.sampled_from(["One", "Two"]))) for number in range(3)]
    events = [
        Event(
            f"{prefix}-{number}",
            title=title,
            when="2025-04-26",
            who=[people[who[number]]],
            after=list(dict.fromkeys(f"{prefix}-{before}" for later, before in links if later == number)),
            part_of=f"{prefix}-{parts[number]}" if number in parts else None,
        )
        for number, title in enumerate(titles)
    ]
    subject, where = draw(NUMBERS), draw(NUMBERS)
    rival = Claim(f"{prefix}-c", subject=f"{prefix}-{subject}", attribute="part_of", value=f"{prefix}-{where}")
    return {record.id: record for record in (*people, *events, *([rival] if where < subject else []))}


def round_by_round(old, new):
    ids, gone, come, found = {}, dict(old), dict(new), None
    while found is None or found:
        found = alike_but_for_id(gone, come, ids, old, new)
        ids |= found
        gone = {name: record for name, record in gone.items() if name not in found}
        come = {name: record for name, record in come.items() if name not in found.values()}
    return ids


@settings(max_examples=60)
@given(old=records("a"), new=records("b"))
def test_only_what_mentions_a_pair_has_to_be_looked_at_again(old, new):
    assert under_other_ids(old.values(), new.values(), old, new) == round_by_round(old, new)


def chain(prefix, count):
    return Chronology(
        Event(f"{prefix}{number}", title="A step", when="2025", after=[f"{prefix}{number - 1}"] if number else [])
        for number in range(count)
    )


def test_a_chain_of_events_that_differ_only_in_what_they_follow_is_paired_link_by_link():
    found = difference(chain("a", 300), chain("b", 300))
    assert [(change.before, change.after) for change in found] == [
        (f"a{number}", f"b{number}") for number in range(300)
    ]
    assert all(isinstance(change, Renamed) for change in found)

"""The difference of two chronologies is nothing just where they are equal, names all that differs, and turns around with them."""

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.chronology import Chronology
from timeline.chronology.change.changes import (
    Added,
    Cited,
    Gained,
    Joined,
    Left,
    LessPrecise,
    Lost,
    MorePrecise,
    NewlyContested,
    Renamed,
    Settled,
    Uncited,
    Withdrawn,
)
from timeline.chronology.change.comparing import difference
from timeline.chronology.change.renaming import renamed
from timeline.records import Event
from timeline.testing import chronologies, texts, whens

INVERSES = {
    Added: Withdrawn,
    Cited: Uncited,
    Gained: Lost,
    Joined: Left,
    LessPrecise: MorePrecise,
    NewlyContested: Settled,
}
INVERSES |= {inverse: sort for sort, inverse in INVERSES.items()}
SMALL = chronologies(most_events=4)


@st.composite
def edited(draw: st.DrawFn) -> tuple[Chronology, Chronology]:
    """Draw a chronology and what an editor made of it."""
    old = draw(SMALL)
    records = {record.id: record for record in old.records}
    for event in old.events:
        act = draw(st.sampled_from(["keep", "keep", "date", "title", "cites", "who"]))
        changes = {
            "date": {"when": draw(whens())},
            "title": {"title": draw(texts())},
            "cites": {"cites": ()},
            "who": {"who": event.who[:1]},
        }
        records[event.id] = attrs.evolve(event, **changes.get(act, {}))
    names = draw(st.sets(st.sampled_from(sorted(records)), max_size=2))
    ids = {name: f"{name[:50]}-anew" for name in names if name[0].isalpha()}
    told = [renamed(record, ids, records) for record in records.values()]
    anew = [attrs.evolve(record, id=ids.get(record.id, record.id)) for record in told]
    return old, Chronology(anew, **attrs.asdict(old.header, recurse=False))


@given(SMALL)
@settings(max_examples=20)
def test_nothing_differs_from_itself(chronology):
    assert not difference(chronology, chronology)
    assert len(difference(chronology, chronology)) == 0


@given(edited() | st.tuples(SMALL, SMALL))
@settings(max_examples=25)
def test_it_is_empty_just_where_both_are_equal(pair):
    old, new = pair
    assert bool(difference(old, new)) is (old != new)


@given(edited() | st.tuples(SMALL, SMALL))
@settings(max_examples=25)
def test_every_record_that_differs_is_named(pair):
    """One that differs only in how it calls a renamed record is told of with that record."""
    old, new = pair
    found = difference(old, new)
    named = set(found.records)
    ids = {change.before: change.after for change in found.of(Renamed)}
    assert not {name for name in ids if name in new}
    before = {record.id: record for record in old.records}
    for record in old.records:
        now = ids.get(record.id, record.id)
        if now not in new:
            assert record.id in named
        elif attrs.evolve(renamed(record, ids, before), id=now) != new[now]:
            assert now in named
    for record in new.records:
        if record.id not in old:
            assert record.id in named


@given(edited() | st.tuples(SMALL, SMALL))
@settings(max_examples=25)
def test_it_turns_around(pair):
    old, new = pair
    ids = {change.after: change.before for change in difference(old, new).of(Renamed)}

    def turned(change):
        sort = INVERSES.get(type(change), type(change))
        return sort, ids.get(change.record, change.record), change.field

    there = sorted((turned(change) for change in difference(old, new)), key=str)
    back = sorted(((type(change), change.record, change.field) for change in difference(new, old)), key=str)
    assert there == back


@given(edited() | st.tuples(SMALL, SMALL), st.data())
@settings(max_examples=20)
def test_views_are_compared_by_what_they_hold(pair, data):
    old, new = pair
    kept = data.draw(
        st.sets(st.sampled_from(sorted({event.id for event in (*old, *new)})) if [*old, *new] else st.nothing())
    )
    first, second = (each.where(lambda event: event.id in kept) for each in pair)
    assert bool(difference(first, second)) is (first != second)
    assert bool(difference(first, old)) is (first != old)


@given(edited())
@settings(max_examples=20)
def test_each_change_is_told_in_one_line_and_as_a_tree(pair):
    old, new = pair
    for change in difference(old, new):
        assert str(change).splitlines() == [str(change)]
        assert str(change).isprintable()
        assert change.plain()["sentence"] == str(change)
        assert (change.before, change.after) != (None, None)
        if isinstance(change.after, Event):
            assert change.plain()["after"]["id"] == change.record

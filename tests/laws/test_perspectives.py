"""Whatever a chronology holds, it can be seen from any moment and any side, and stands alone from there."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st

import timeline as tl
from timeline.testing import chronologies, whens


@settings(max_examples=30)  # each draws whole chronologies
@given(chronologies(), whens(readings=False), st.booleans())
def test_what_was_known_is_a_part_of_the_whole_and_stands_alone(whole, moment, certainly):
    then = whole.as_of(moment, certainly=certainly)
    assert {record.id for record in then.records} <= {record.id for record in whole.records}
    assert tl.loads(then.dumps()) == then


@settings(max_examples=30)  # each draws whole chronologies
@given(chronologies(), whens(readings=False))
def test_what_was_certainly_known_was_possibly_known(whole, moment):
    certain = {event.id for event in whole.as_of(moment, certainly=True)}
    assert certain <= {event.id for event in whole.as_of(moment)}


@settings(max_examples=30)  # each draws whole chronologies
@given(chronologies(), whens(readings=False))
def test_to_be_asked_twice_changes_nothing(whole, moment):
    once = whole.as_of(moment)
    assert once.as_of(moment) == once


@settings(max_examples=30)  # each draws whole chronologies
@given(chronologies(), whens(readings=False))
def test_moment_and_side_may_be_asked_for_in_any_order(whole, moment):
    assume(whole.agents)
    agent = whole.agents[0]
    assert whole.as_of(moment).according_to(agent) == whole.according_to(agent).as_of(moment)


@settings(max_examples=30)  # each draws whole chronologies
@given(chronologies())
def test_a_side_denies_nothing_in_its_own_version(whole):
    assume(whole.agents)
    agent = whole.agents[0]
    version = whole.according_to(agent)
    assert tl.loads(version.dumps()) == version
    assert not {left.record.id for left in version.perspective.left_out} & {record.id for record in version.records}
    for each in version.perspective.adopted:
        assert each.after != each.before

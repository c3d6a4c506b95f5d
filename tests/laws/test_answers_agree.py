"""Answers about two times agree with each other, with the page order, and with what a place adds."""

from hypothesis import given

from timeline.testing import durations, whens
from timeline.when import Answer, Relation


@given(whens(), whens())
def test_a_question_and_its_converse_have_one_answer(one, other):
    assert one.before(other) is other.after(one)
    assert one.during(other) is other.contains(one)
    assert one.overlaps(other) is other.overlaps(one)
    assert one.same(other) is other.same(one)
    assert {relation.inverse for relation in one.relations(other)} == other.relations(one)


@given(whens(), whens(), durations())
def test_answers_follow_from_the_relations_that_are_left(one, other, duration):
    one = one.lasted(duration)
    left = one.relations(other)
    assert left
    if "several" not in (one.shape.value, other.shape.value):
        before = {Relation.BEFORE, Relation.MEETS}
        assert one.before(other) is Answer.of(possible=bool(left & before), certain=left <= before)


@given(whens(), whens(), durations())
def test_the_page_order_honours_every_certain_order(one, other, duration):
    for first, second in ((one, other), (one.lasted(duration), other), (one, other.lasted(duration))):
        if first.before(second) is Answer.YES:
            assert first.sort_key < second.sort_key


@given(whens(), whens())
def test_knowing_the_place_rules_out_and_never_adds(one, other):
    if one.zoned or other.zoned:
        there = one.located("Europe/Kyiv").relations(other.located("Europe/Kyiv"))
        assert there <= one.relations(other)

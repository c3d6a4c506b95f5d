"""Merging loses nothing of either side, keeps every id of the first, and merging the same again changes nothing."""

import json
import re

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline import formats
from timeline.chronology import Chronology, fold
from timeline.chronology.change.merging import merge, merging
from timeline.chronology.change.renaming import renamed
from timeline.records import Agent, Claim, OtherEvent, Participation, Place
from timeline.records.record import layout
from timeline.testing import chronologies, texts, whens
from timeline.when import When

SMALL = chronologies(most_events=4)
TAKEN = ["when", "where", "who", "figures", "lasted", "status", "reason", "summary", "note", "tags", "cites", "dating"]


@st.composite
def rivalling(draw: st.DrawFn) -> tuple[Chronology, Chronology]:
    """Draw a chronology and one that tells of the same things otherwise, under the same ids or others."""
    one = draw(SMALL)
    records = {record.id: record for record in one.records}
    for event in one.events:
        donor = draw(st.sampled_from(one.events))
        fields = draw(st.sets(st.sampled_from(TAKEN), max_size=4))
        changes = {name: getattr(donor, name) for name in fields}
        if draw(st.booleans()):
            changes["when"] = draw(whens())
        records[event.id] = attrs.evolve(event, **changes)
    for name, record in list(records.items()):
        if isinstance(record, Agent | Place) and draw(st.booleans()):
            records[name] = attrs.evolve(record, name=draw(texts()), aliases=(record.name,))
    for name in draw(st.sets(st.sampled_from(sorted(records)), max_size=3)):
        records[name] = attrs.evolve(records[name], note=draw(texts()))
    if draw(st.booleans()):
        records = _backwards(records)
    ids = {name: f"{name[:50]}-there" for name in draw(st.sets(st.sampled_from(sorted(records)), max_size=3))}
    ids = {name: new for name, new in ids.items() if name[0].isalpha()}
    told = [renamed(record, ids, records) for record in records.values()]
    header = {"title": draw(texts()), "zone": draw(st.sampled_from([None, "Europe/Rome", "+03:00"]))}
    return one, Chronology((attrs.evolve(each, id=ids.get(each.id, each.id)) for each in told), **header)


def _backwards(records):
    """Return the same with every link turned round, so that both together go in circles."""
    found = {name: attrs.evolve(each, **_unlinked(each)) for name, each in records.items()}
    for name, record in records.items():
        for field, value in _unlinked(record).items():
            targets = getattr(record, field)
            for target in (targets,) if isinstance(targets, str) else targets or ():
                link = (*getattr(found[target], field), name) if isinstance(value, tuple) else name
                if hasattr(found[target], field) and link not in (None, getattr(found[target], field)):
                    found[target] = attrs.evolve(found[target], **{field: link})
    return found


def _unlinked(record):
    links = {"part_of": None, "within": None, "after": ()}
    return {name: links[name] for name in record.fields() if name in links}


PAIRS = rivalling() | st.tuples(SMALL, SMALL)


def told_of(chronology, name, field):
    """Return all that is said of a field: its value and the rival ones, as the record's class reads them."""
    record = chronology[name]
    shape = record.fields()[field]
    rivals = [shape.convert(claim.value) for claim in chronology.rivals(name).get(field, ())]
    if field == "who":  # a role that goes without saying is not written
        usual = record.default_role
        rivals = [tuple(attrs.evolve(part, role=part.role or usual) for part in parts) for parts in rivals]
    return [record.value_of(field), *rivals]


def is_told(value, told):
    """Whether a value is among those told, whole or member by member."""
    if value in told:
        return True
    if isinstance(value, str) and any(isinstance(each, str) and fold(value) == fold(each) != "" for each in told):
        return True  # it differs in case, accents or punctuation alone
    if isinstance(value, When):  # a kind reads dates in its own way, and a zone may have been written out
        return bare(value) in [bare(each) for each in told if isinstance(each, When)]
    if not isinstance(value, tuple):
        return False
    members = [member for each in told if isinstance(each, tuple) for member in each]
    return all(member in members or any(agrees(member, each) for each in members) for member in value)


def bare(when):
    """Return the text of a date without zones such as the headers of these chronologies name."""
    return re.sub(r"\[[A-Z][a-z]+/[A-Za-z_]+\]|\+03:00", "", when.text)


def agrees(part, told):
    """Whether a participation is told of, perhaps with more that is known of it."""
    if not isinstance(part, Participation) or part.agent != told.agent:
        return False
    pairs = [(part.role, told.role), (part.capacity, told.capacity), (part.on_behalf_of, told.on_behalf_of)]
    return all(one in ("", None, "participant", other) for one, other in pairs)


def is_kept(record, name, field, value, chronology):
    """Whether what a record held in a field is found in a chronology, under the id that it has there."""
    if field in {"name", "aliases"} and isinstance(record, Agent | Place):
        told = chronology[name]
        return {*((value,) if isinstance(value, str) else value)} <= {told.name, *told.aliases}
    if field == "note":
        return value in chronology[name].note
    if field == "silence":
        told = dict(chronology[name].silence)
        return all(reason in told.get(rule, "") for rule, reason in value)
    if field == "extra":
        keys = [json.loads(each) for each in told_of(chronology, name, field)]
        return all(any(each.get(key) == said for each in keys) for key, said in json.loads(value).items())
    return is_told(value, told_of(chronology, name, field))


def check_kept(records, ids, chronology):
    by_id = {record.id: record for record in records}
    for record in records:
        told, name = renamed(record, ids, by_id), ids.get(record.id, record.id)
        assert name in chronology
        for field, attribute in layout(type(record)).attributes.items():
            value = getattr(told, attribute.name)
            said = isinstance(record, Claim) and record.is_rival and field in {"subject", "attribute", "value", "adds"}
            if field not in {"id", "kind"} and attribute.eq and value not in (None, "", ()) and not said:
                assert is_kept(record, name, field, value, chronology), (name, field, value)
        if isinstance(record, OtherEvent):
            assert chronology[name].kind == record.kind


@given(SMALL)
@settings(max_examples=20)
def test_merging_with_itself_or_nothing_changes_nothing(chronology):
    assert merge(chronology, chronology) == chronology
    assert merge(chronology, Chronology()) == chronology
    assert merge(Chronology(), chronology) == chronology


@given(PAIRS)
@settings(max_examples=25)
def test_nothing_of_either_is_lost(pair):
    """And the result is valid whatever clashes, because it could be made; the law of the first holds without any renaming."""
    one, other = pair
    merged = merging(one, other)
    check_kept(one.records, {}, merged.chronology)
    check_kept(other.records, merged.ids, merged.chronology)
    assert {record.id for record in one.records} <= {record.id for record in merged.chronology.records}
    made = {claim.id for claim in merged.rivals}
    assert {record.id for record in merged.chronology.records} == made | {record.id for record in one.records} | {
        merged.ids.get(record.id, record.id) for record in other.records
    }


@given(PAIRS)
@settings(max_examples=20)
def test_merging_again_changes_nothing(pair):
    one, other = pair
    once = merge(one, other)
    assert merge(once, other) == once
    assert merge(once, one) == once


@given(PAIRS)
@settings(max_examples=20)
def test_what_is_merged_can_be_written_and_read(pair):
    merged = merge(*pair)
    for name in ("yaml", "json"):
        assert formats.loads(formats.dumps(merged, name), name) == merged
    assert formats.dumps(merge(*pair)) == formats.dumps(merged)

"""The quick way to a record gives what its constructor gives, or leaves it to the constructor."""

from collections.abc import Mapping

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import timeline as tl
from timeline.chronology import Chronology
from timeline.errors import TimelineError
from timeline.formats.drafting.trusted import Trusted
from timeline.records import Agent, Event, Meeting, OtherEvent, Record, events
from timeline.testing import chronologies

ODD = [
    None,
    "",
    " a ",
    "a\r\nb",
    "e\u0301",
    "\x00",
    7,
    True,
    [],
    [[]],
    {},
    {"a": "b"},
    ["x", "x"],
    "2025-13",
    "no-such-id",
]


def constructed(cls: type[Record], tree: Mapping[str, object]) -> Record:
    return cls.from_tree(tree) if issubclass(cls, Event) else cls.build(tree)


def alike(quick: Record, careful: Record) -> bool:
    """Equal, and made of the same types in every slot, those that equality passes over among them."""
    slots = [field.name for field in attrs.fields(type(careful))]
    kept = [(getattr(quick, name), getattr(careful, name)) for name in slots]
    return quick == careful and all(type(one) is type(other) and one == other for one, other in kept)


@given(chronology=chronologies(most_events=4))
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_both_ways_give_equal_records(chronology: Chronology) -> None:
    trusted = Trusted({record.id: record for record in chronology.records})
    for record in chronology.records:
        tree = {"id": record.id, **record.plain()}
        quick = trusted.record(type(record), tree)
        assert quick is None or alike(quick, constructed(type(record), tree))


@pytest.mark.parametrize("name", tl.dossiers())
def test_most_of_a_real_dossier_is_plainly_right(name: str) -> None:
    """Else the quick way would be of no use to anybody."""
    chronology = tl.dossier(name)
    trusted = Trusted({record.id: record for record in chronology.records})
    made = [trusted.record(type(record), {"id": record.id, **record.plain()}) for record in chronology.records]
    assert sum(found is not None for found in made) > 0.9 * len(made)


@given(field=st.sampled_from(sorted(Meeting.fields())), value=st.sampled_from(ODD), other=st.sampled_from(ODD))
@settings(deadline=None)
def test_nothing_wrong_is_let_through(field: str, value: object, other: object) -> None:
    """Whatever stands in a field, the quick way takes it only where the constructor does, and then as the same."""
    trusted = Trusted({"a": Agent, "e": Event})
    tree = {"id": "e", "title": "Talks", "when": "2025", "who": ["a"], "note": other, field: value}
    quick = trusted.record(Meeting, tree)
    try:
        careful = constructed(Meeting, tree)
    except TimelineError:
        careful = None
    assert quick is None or (careful is not None and alike(quick, careful))


@pytest.mark.parametrize(
    "tree",
    [
        {"id": "e", "title": "Talks", "when": "2025", "who": ["b"]},  # nobody of that id
        {"id": "e", "title": "Talks", "when": "2025", "who": ["e"]},  # an event takes no part
        {"id": "e", "title": "Talks", "when": "2025", "who": ["a", "a"]},
        {"id": "e", "title": "Talks"},
        {"id": "e", "title": "Talks", "when": "2025", "venue": "Vienna"},
        {"id": "E!", "title": "Talks", "when": "2025"},
    ],
)
def test_what_is_not_plain_is_left_alone(tree: dict[str, object]) -> None:
    assert Trusted({"a": Agent, "e": Event}).record(Meeting, tree) is None


def test_a_class_with_ways_of_its_own_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "_KINDS", dict(events._KINDS))

    @attrs.frozen(kw_only=True)
    class Audience(Event):
        length: str = attrs.field(default="", validator=attrs.validators.max_len(3))

    tree = {"id": "e", "title": "Talks", "when": "2025"}
    trusted = Trusted({"e": Event})
    assert trusted.record(Audience, tree) is None
    assert trusted.record(OtherEvent, {**tree, "kind": "coronation"}) is None
    assert trusted.record(Meeting, {**tree, "kind": "meeting"}) == Meeting("e", title="Talks", when="2025")

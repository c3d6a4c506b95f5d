"""What a format writes and reads again is equal but for the losses that it reported: no more of them, and no fewer."""

import pytest
from hypothesis import HealthCheck, given, settings

import timeline as tl
from timeline import formats
from timeline.chronology import Chronology, Header
from timeline.errors import Loss
from timeline.records import Record
from timeline.records.record import layout
from timeline.testing import chronologies

BOTH = [name for name in formats.readable() if name in formats.writable()]
LAW = settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def changed(before: Record | Header, after: Record | Header) -> set[str]:
    """Return the fields in which two versions of a record differ; `kind` where they are not of one kind."""
    kinds = (
        {"kind"}
        if type(before) is not type(after) or getattr(before, "kind", "") != getattr(after, "kind", "")
        else set()
    )
    common = before.fields().keys() & after.fields().keys()
    alone = {
        name
        for one, other in ((before, after), (after, before))
        for name in one.fields().keys() - other.fields().keys()
        if one.value_of(name) != layout(type(one)).attributes[name].default
    }
    return kinds | alone | {name for name in common if before.value_of(name) != after.value_of(name)}


def differences(before: Chronology, after: Chronology) -> set[tuple[str, str]]:
    """Return every record that went, came or changed, with the fields that did; no field stands for the whole record."""
    old, new = ({record.id: record for record in side.records} for side in (before, after))
    found = {(name, "") for name in old.keys() ^ new.keys()}
    found |= {("", field) for field in changed(before.header, after.header)}
    return found | {(name, field) for name in old.keys() & new.keys() for field in changed(old[name], new[name])}


def reported(losses: tuple[Loss, ...]) -> set[tuple[str, str]]:
    return {(loss.record, loss.field.partition("[")[0].partition(".")[0]) for loss in losses}


@pytest.mark.parametrize("name", BOTH)
@given(chronology=chronologies(most_events=4))
@LAW
def test_what_comes_back_differs_by_what_was_reported_lost(name: str, chronology: Chronology) -> None:
    """And what came back goes and comes without any further loss, so a second program in the chain takes nothing away."""
    again = formats.loads(formats.dumps(chronology, name), name)
    assert reported(formats.losses(chronology, name)) == differences(chronology, again)
    assert again.losses == ()
    text = formats.dumps(again, name)
    assert formats.losses(again, name) == ()
    assert formats.dumps(formats.loads(text, name), name) == text


@pytest.mark.parametrize("name", BOTH)
@pytest.mark.parametrize("dossier", formats.dossiers())
def test_the_law_holds_for_real_records(name: str, dossier: str) -> None:
    chronology = tl.dossier(dossier)
    again = formats.loads(formats.dumps(chronology, name), name)
    assert reported(formats.losses(chronology, name)) == differences(chronology, again)

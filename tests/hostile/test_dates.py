"""Dates and zones of the catalogue: each is read as the catalogue says, or refused in one short line that says where."""

import copy
import os
import pickle
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from zoneinfo import TZPATH

import pendulum
import pytest

import timeline as tl
from timeline import When


def refusal(read: Callable[[object], object], value: object) -> tl.Problem:
    """Return the one problem with which a value is refused."""
    with pytest.raises(tl.TimelineError) as caught:
        read(value)
    (problem,) = caught.value.problems
    assert problem.code
    assert len(str(caught.value).splitlines()) == 1
    assert len(str(caught.value)) < 500
    return problem


def told(when: When) -> str:
    """Return a date with its bounds, or with why a calendar has none."""
    try:
        return f"{when}: {when.earliest} to {when.latest}"
    except tl.Invalid as error:
        return f"{when}: {error.problems[0].code}"


def test_a_date(edtf):
    if edtf.outcome == "accept":
        assert told(When.parse(edtf.value)) == edtf.expected
        assert When.parse(str(When.parse(edtf.value))) == When.parse(edtf.value)
    else:
        assert edtf.expected in str(refusal(When.parse, edtf.value))


def test_a_zone(timezone):
    if timezone.id in BY_HAND:
        BY_HAND[timezone.id]()
    elif timezone.outcome == "accept":
        assert told(When.parse(text(timezone.value))) == timezone.expected
    elif timezone.value[:1].isdigit():
        assert timezone.expected in str(refusal(When.parse, text(timezone.value)))
    else:
        for read in (lambda zone: tl.Place("a", name="A", zone=zone), lambda zone: When("2025").located(zone)):
            assert timezone.expected in str(refusal(read, timezone.value))


def text(value: str) -> str:
    """Return `2025-03-30T03:30 Europe/Kyiv` in our notation."""
    date, _, zone = value.partition(" ")
    return f"{date}[{zone}]" if zone else date


def same_instant_and_hash() -> None:
    """Civil times are kept as they were written, so two of one instant are the same, and not equal; what they give to others is equal."""
    one, other = When("2025-10-26T03:30:00+03:00[Europe/Kyiv]"), When("2025-10-26T00:30:00Z")
    assert one.instants == other.instants
    assert one.earliest.int_timestamp == other.earliest.int_timestamp
    assert (one == other) is (hash(one) == hash(other)) is False


def old_and_new_name() -> None:
    old, new = (When(f"2025-05-05T12:00[{zone}]") for zone in ("Europe/Kiev", "Europe/Kyiv"))
    assert (old.zone, new.zone) == ("Europe/Kiev", "Europe/Kyiv")
    assert old.instants == new.instants
    assert old.earliest.int_timestamp == new.earliest.int_timestamp


def kept_by_every_copy() -> None:
    when = When("2025-10-26T03:30:00+02:00[Europe/Kyiv]")
    event = tl.Event("a", title="A", when=when)
    again = tl.loads(tl.dumps(tl.Chronology([event]), "yaml"), "yaml")["a"].when
    for other in (again, copy.copy(when), copy.deepcopy(when), pickle.loads(pickle.dumps(when))):
        assert (other, other.instants) == (when, when.instants)
    assert when.earliest.int_timestamp == pendulum.datetime(2025, 10, 26, 1, 30).int_timestamp


def of_year_one() -> None:
    when = When("0001-01-01T00:00[Europe/Kyiv]")
    for ask in (lambda _: when.earliest, lambda _: when.latest):
        assert refusal(ask, None).code == "out-of-range"


def other_zone_data() -> None:
    """What a machine knows of zones decides, and the version that it has can be asked for."""
    with tempfile.TemporaryDirectory() as name:
        target = Path(name) / "Europe" / "Kyiv"
        target.parent.mkdir()
        found = next((path for base in TZPATH if (path := Path(base, "Asia", "Tokyo")).is_file()), None)
        if found is None:
            import tzdata

            found = Path(tzdata.__file__).parent / "zoneinfo" / "Asia" / "Tokyo"
        shutil.copy(found, target)
        code = (
            "from timeline.when import When, zone\n"
            "print(When('2025-05-05T12:00[Europe/Kyiv]').instants.start_min, zone.database())"
        )
        done = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONTZPATH": name},
        )
    assert done.stdout == "1746414000 of unknown version\n"


BY_HAND = {
    "H0156": kept_by_every_copy,
    "H0158": same_instant_and_hash,
    "H0170": old_and_new_name,
    "H0172": of_year_one,
    "H0206": other_zone_data,
}

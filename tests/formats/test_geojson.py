"""GeoJSON: what a map shows of a chronology."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from timeline import formats
from timeline.chronology import Chronology
from timeline.records import Event, Meeting, Person, Place

ROME = Place("rome", name="Rome", identifiers={"geo": "geo:41.9022,12.4533", "wikidata": "Q220"})
VATICAN = Place("vatican", name="Vatican", within="rome")


def features(*events: Event, places: str = "events") -> list[dict[str, object]]:
    whole = Chronology([Person("ann", name="Ann"), ROME, VATICAN, *events], title="Talks")
    found = json.loads(formats.dumps(whole, "geojson", places=places))
    assert (found["type"], found["name"]) == ("FeatureCollection", "Talks")
    return list(found["features"])


def test_an_event_is_a_point_at_its_place() -> None:
    """Longitude comes first here, as it does in no other place."""
    talks = Meeting("talks", title='A "B"', when="2025-04", where="rome", who=["ann"], tags=["x", "y"])
    assert features(talks) == [
        {
            "type": "Feature",
            "id": "talks",
            "geometry": {"type": "Point", "coordinates": [12.4533, 41.9022]},
            "properties": {
                "kind": "meeting",
                "title": 'A "B"',
                "when": "2025-04",
                "start": "2025-04-01",
                "end": "2025-04-30",
                "place": "Rome",
                "place_id": "rome",
                "who": "Ann",
                "status": "held",
                "tags": "x; y",
            },
        }
    ]


@pytest.mark.parametrize(
    ("when", "start", "end"),
    [
        ("2025-04-26T14:30[Europe/Rome]", "2025-04-26T14:30:00+02:00", "2025-04-26T14:30:00+02:00"),
        ("2022-02-24/..", "2022-02-24", None),
        ("-0043-03-15", None, None),
    ],
)
def test_the_limits_of_a_date_stand_beside_it_as_far_as_it_has_any(
    when: str, start: str | None, end: str | None
) -> None:
    (found,) = features(Event("a", title="A", when=when, where="rome"))
    told = found["properties"]
    assert isinstance(told, dict)
    assert (told["when"], told.get("start"), told.get("end")) == (when, start, end)


def test_no_point_is_borrowed_from_the_place_around() -> None:
    events = [Event("a", title="A", when="2025", where="vatican"), Event("b", title="B", when="2025")]
    whole = Chronology([ROME, VATICAN, *events])
    assert json.loads(formats.dumps(whole, "geojson"))["features"] == []
    told = {loss.record: loss.why for loss in formats.losses(whole, "geojson")}
    assert told["a"] == told["b"] == "where it was is not known, or its place says nothing of where that lies"


def test_places_where_nothing_happened_are_shown_where_that_is_asked_for() -> None:
    assert [each["properties"] for each in features(places="all")] == [{"kind": "place", "title": "Rome"}]
    assert features() == []


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("12.4533", "'12.4533' is no position; write latitude and longitude in degrees of WGS 84"),
        ("geo:41.9,12.4;u=35", "'geo:41.9,12.4;u=35' is no position"),
        ("41.9022 N, 12.4533 E", "is no position"),
        ("geo:141.9,12.4", "'geo:141.9,12.4' has the latitude 141.9; a latitude lies between -90 and 90"),
        ("geo:41.9,-181", "has the longitude -181"),
        ("geo:nan,inf", "is no position"),
        ("9" * 5000, "is no position"),
    ],
)
def test_a_position_that_is_none_is_a_loss_that_says_what_is_wrong(value: str, why: str) -> None:
    place = Place("p", name="P", identifiers={"geo": value})
    whole = Chronology([place, Event("a", title="A", when="2025", where="p")])
    losses = {loss.record: loss.why for loss in formats.losses(whole, "geojson")}
    assert why in losses["p"]
    assert "a" in losses


@pytest.mark.parametrize("value", ["geo:41.9022,12.4533", "41.9022, 12.4533", "GEO:41.9022,12.4533,20"])
def test_a_position_is_a_uri_or_its_bare_numbers(value: str) -> None:
    place = Place("p", name="P", identifiers={"geo": value})
    whole = Chronology([place, Event("a", title="A", when="2025", where="p")])
    (found,) = json.loads(formats.dumps(whole, "geojson"))["features"]
    assert found["geometry"]["coordinates"][:2] == [12.4533, 41.9022]
    assert not {loss.record for loss in formats.losses(whole, "geojson")} & {"p", "a"}


def test_hostile_texts_are_texts() -> None:
    title = '"}]}\u2028</script>\u202e\n😀'
    (found,) = features(Event("a", title=title, when="2025", where="rome", summary=title))
    assert isinstance(found["properties"], dict)
    assert (found["properties"]["title"], found["properties"]["summary"]) == (title, title)


def test_a_validator_accepts_it(npm: Callable[[str], Path], tmp_path: Path) -> None:
    """check-geojson holds a file to RFC 7946, and finds keys that stand twice."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("there is no Node")
    code = (npm("@placemarkio/check-geojson") / "dist" / "index.modern.mjs").read_text("utf-8")
    (tmp_path / "check.mjs").write_text(code, "utf-8")
    (tmp_path / "run.mjs").write_text(
        "import {check} from './check.mjs'; import fs from 'fs';\n"
        "try { console.log(check(fs.readFileSync(0, 'utf8')).features.length) } catch (error) { console.log(error.message) }",
        "utf-8",
    )

    def checked(text: str) -> str:
        done = subprocess.run(
            [node, tmp_path / "run.mjs"], input=text.encode(), capture_output=True, check=True, timeout=60
        )
        return done.stdout.decode().strip()

    whole = Chronology([ROME, VATICAN, Event("a", title="A", when="2025", where="rome")], title="T", note="N")
    assert checked(formats.dumps(whole, "geojson", places="all")) == "1"
    assert checked(formats.dumps(Chronology(), "geojson")) == "0"
    assert checked('{"type": "FeatureCollection", "features": [{"type": "Feature"}]}') != "1"

"""GeoJSON, for maps: where something happened.

Every event at a place that says where it lies is a Feature with a Point; several events at one place are several Features. A place says so with an identifier of
the scheme `geo`, which is a URI of RFC 5870: `identifiers: {geo: "geo:41.9022,12.4533"}`, latitude before longitude, in degrees of WGS 84. The bare numbers
will do. Nothing is taken from a place around, since a map would then show a point that nobody named.

The properties are flat, as programs for maps want them: texts, and of several the names with `; ` between them. `when` is the date in our notation, and is what counts; `start` and `end` are
the first and the last day or time that it allows, and each is missing where there is none. With `places=all` the places where nothing happened are Features too, with `kind: place`.

Kept:
    title, note: `name` and `description` of the collection
    events: a Feature each, with the id
    events.title: `title`
    kind, status, summary, tags: properties of these names
    when: `when`; `start` and `end` for programs that read nothing else
    where: the point, `place` and `place_id`
    who: `who`, the names
    places: those where something is; `name` as `place`
    places.identifiers: `geo` alone, as the point
    agents: those who took part, as names
Lost:
    events: where it was is not known, or its place says nothing of where that lies
    who: a name has no role, no title and nobody behind it
    places: nothing is there, or it does not say where it lies
    places.within, zone, aliases, identifiers, code, agents.part_of: only the name of a place or an agent is written
    agents: who takes part in nothing on the map is not on it
    note, language, rules, silence: a map has no place for it
    dating, lasted, reason, part_of, after, figures, cites: a property is flat, and none is made of it
    mode, mandate, protocol, text, channel, stances, to, signed, in_force, extra: a property is flat, and none is made of it
    asserts, confirms, denies, doubts, evades, retracts: as stances
    sources, claims, tenures: they are nowhere on a map

Source: RFC 7946, "The GeoJSON Format"; RFC 5870 for `geo`.
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.chronology import Chronology
from timeline.errors import Invalid
from timeline.formats.drafting.json_writer import flow
from timeline.formats.drafting.tree import Tree
from timeline.formats.foreign.coordinates import Position, geo_of
from timeline.formats.manifest import Manifest
from timeline.records import Agent, Event, Participation, Place
from timeline.when import Edge, When

__all__ = ["OPTIONS", "stream"]

OPTIONS: dict[str, tuple[str, ...]] = {"places": ("events", "all")}


def stream(chronology: Chronology, manifest: Manifest, *, places: str = "events") -> Iterator[str]:
    """Yield a chronology as GeoJSON; see `timeline.formats.dumps`."""
    writer = _Writer(chronology, manifest)
    header = {key: text for key, text in (("name", chronology.title), ("description", chronology.header.note)) if text}
    manifest.carry(chronology.header, "title", "note")
    told = "".join(f", {flow(key)}: {flow(text)}" for key, text in header.items())
    lead = f'{{"type": "FeatureCollection"{told}, "features": ['
    for feature in writer.features(bare=places == "all"):
        yield f"{lead}\n{flow(feature)}"
        lead = ","
    yield "\n]}\n" if lead == "," else f"{lead}]}}\n"


class _Writer:
    """Makes the features, and says of each what it holds."""

    def __init__(self, chronology: Chronology, manifest: Manifest) -> None:
        self._chronology = chronology
        self._manifest = manifest
        places = [record for record in chronology.records if isinstance(record, Place)]
        self._points = {place.id: point for place in places if (point := self._point(place)) is not None}

    def _point(self, place: Place) -> Position | None:
        try:
            return geo_of(place)
        except Invalid as error:
            self._manifest.lose(place, why=str(error))
            return None

    def features(self, *, bare: bool) -> Iterator[Tree]:
        """Yield the events that are somewhere, then, where they are asked for, the places where nothing happened."""
        events = [
            record for record in self._chronology.records if isinstance(record, Event) and record.where in self._points
        ]
        for event in events:
            yield self._event(event)
        for name in self._points:
            if bare and name not in {event.where for event in events}:
                place = self._place(name)
                yield _feature(name, self._points[name], {"kind": "place", "title": place.name})

    def _event(self, event: Event) -> Tree:
        self._manifest.carry(event, "title", "kind", "status", "summary", "tags", "when", "where")
        place = self._place(str(event.where))
        agents = [agent for part in event.who if isinstance(agent := self._chronology[part.agent], Agent)]
        for agent in agents:
            self._manifest.carry(agent, "name")
        if all(part == Participation(part.agent, role=type(event).default_role) for part in event.who):
            self._manifest.carry(event, "who")
        start, end = _ends(self._chronology.when(event))
        told = {"kind": event.kind, "title": event.title, "when": str(event.when), "start": start, "end": end}
        told |= {"place": place.name, "place_id": place.id, "who": "; ".join(agent.name for agent in agents)}
        told |= {"status": event.status.value, "tags": "; ".join(event.tags), "summary": event.summary}
        return _feature(event.id, self._points[place.id], told)

    def _place(self, name: str) -> Place:
        found = self._chronology[name]
        assert isinstance(found, Place)  # noqa: S101  (it has a point)
        self._manifest.carry(found, "name")
        if len(found.identifiers) == 1:
            self._manifest.carry(found, "identifiers")
        return found


def _feature(name: str, point: Position, properties: dict[str, str]) -> Tree:
    altitude = [] if point.altitude is None else [point.altitude]
    geometry = {"type": "Point", "coordinates": [point.longitude, point.latitude, *altitude]}
    told = {key: value for key, value in properties.items() if value}
    return {"type": "Feature", "id": name, "geometry": geometry, "properties": told}


def _ends(when: When) -> tuple[str, str]:
    """Return the first and the last day or time in ISO 8601, each empty where there is none, or none that a program could read."""
    try:
        ends = (when.earliest, when.latest)
    except Invalid:
        return "", ""
    first, last = ("" if isinstance(end, Edge) else end.isoformat() for end in ends)
    return first, last

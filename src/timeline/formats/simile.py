"""Events for SIMILE Timeline, which has a place for dates that are not known exactly. It is written and not read.

    eventSource.loadJSON(await (await fetch("talks.simile.json")).json(), ".");

`start` is the first moment at which an event can have begun, `latestStart` the last; `earliestEnd` and `end` likewise. What lasted from one date to another has
`isDuration` and all four, where they differ; anything else happened once between `start` and `end`, and SIMILE fades its tape. A day ends where
the next begins. Times are those at the place, written as if they were UTC, which is the time that the bands of SIMILE show unless told otherwise. Years are astronomical,
as SIMILE counts them: -0043 is 44 BCE. An end that is open or not known is cut where the others end.

Descriptions and labels are HTML in SIMILE, so everything in them is escaped. `when` has the date in our notation, which SIMILE leaves alone.

Kept:
    events: the events, under their ids (`id`)
    events.title, events.summary: title and description
    events.when: start, latestStart, earliestEnd and end; `when` as it stands in a dossier; in words in caption
    kind, status: classname
Lost:
    events: SIMILE has the years -9999 to 9999, and an event without a year has no place
    events.when: an end that is open or not known is cut where the others end
    title, note, zone, language, rules: there are only events
    where, who, cites, tags, figures, reason, part_of, after, lasted, dating, silence: an event has no field for it
    mode, mandate, protocol, text, channel, stances, to, asserts, confirms, denies, doubts, evades, retracts: likewise
    signed, in_force, extra: likewise
    agents, places, sources, claims, tenures: there are only events

Source: SIMILE Timeline 2.3, "Event Sources", http://simile-widgets.org/wiki/Timeline_EventSources.
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.chronology import Chronology
from timeline.escaping import visible
from timeline.formats.drafting.json_writer import flow
from timeline.formats.drafting.tree import Tree
from timeline.formats.foreign import worded
from timeline.formats.foreign.hypertext import escaped
from timeline.formats.foreign.stretch import Stretch, iso, stretches
from timeline.formats.manifest import Manifest
from timeline.records import Event

__all__ = ["stream"]

FIRST, LAST = -9999, 9999
CUT = "an end that is open or not known is cut where the others end"


def stream(chronology: Chronology, manifest: Manifest) -> Iterator[str]:
    """Yield the events of a chronology for SIMILE Timeline; see `timeline.formats.dumps`."""
    lead = '{\n  "dateTimeFormat": "iso8601",\n  "events": ['
    for place in stretches(chronology, first=FIRST, last=LAST - 1):
        yield f"{lead}\n    {flow(_event(chronology, place, manifest))}"
        lead = ","
    yield f"{lead if lead != ',' else ''}\n  ]\n}}\n"


def _event(chronology: Chronology, place: Stretch, manifest: Manifest) -> Tree:
    event = place.event
    manifest.carry(event, "title", "summary", "when", "kind", "status")
    if place.cut:
        manifest.lose(event, "when", why=CUT)
    fields: dict[str, Tree] = {"id": event.id, **_moments(place)}
    fields["title"] = escaped(visible(event.title))
    fields["caption"] = worded.write(place.when, language=chronology.language)
    if event.summary:
        fields["description"] = escaped(visible(event.summary), line_break="<br>")
    fields["classname"] = f"timeline kind-{event.kind} status-{event.status}"
    fields["when"] = Event.fields()["when"].plain(event.when)
    return fields


def _moments(place: Stretch) -> dict[str, Tree]:
    """Return when an event began and ended, as far as it is known."""
    start, end = {"start": _utc(place.start_min)}, {"end": _utc(place.end_max)}
    if not place.lasts:
        return {**start, **end, "isDuration": False}
    inner: dict[str, Tree] = {}
    if place.start_min < place.start_max <= place.end_min < place.end_max:
        inner = {"latestStart": _utc(place.start_max), "earliestEnd": _utc(place.end_min)}
    return {**start, **inner, **end, "isDuration": True}


def _utc(second: int) -> str:
    return f"{iso(second)}Z"

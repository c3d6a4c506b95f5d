"""Items and groups for vis-timeline, a component of web applications. It is written and not read.

The file holds one mapping of `items` and `groups`:

    const {items, groups} = await (await fetch("talks.vis.json")).json();
    new vis.Timeline(element, new vis.DataSet(items), new vis.DataSet(groups));

Every date is whole, down to the second, since vis-timeline takes `1962` for the second 1.962 of the year 1970. A known day or time is a box at
its first moment; everything else is a range over all days on which the event can have been, and ends where the next begins. Times are
those at the place, whatever the zone of the browser. Years of six digits, with their sign, are astronomical: -000043 is 44 BCE. An end that is open or not
known is cut where the others end. A range that is narrower than its title hides it until one zooms in; `.vis-item-overflow { overflow: visible }` shows it.

`content` and `title` are HTML in vis-timeline, so everything in them is escaped. `className` has `timeline`, the kind, the status, and one of
`timeline-known`, `timeline-vague` and `timeline-cut`; `when` has the date in our notation, which vis-timeline leaves alone.

Kept:
    events: the items, under their ids
    events.title: content
    events.when: start and end; `when` as it stands in a dossier; in words in title
    kind, status: className
    title, people, organizations, states, agents: the groups, with `group=side`
Lost:
    events: a browser has no such date, or the record names no year
    events.when: an end that is open or not known is cut where the others end
    who, tenures: with `group=side` an item is in the group of the side that took part, or of several sides
    title, note, zone, language, rules: there are only items and groups
    aliases, identifiers, part_of, code: a group has a name and nothing else
    where, cites, tags, summary, figures, reason, after, lasted, dating, silence: they are left to the page that shows the items
    mode, mandate, protocol, text, channel, stances, to, asserts, confirms, denies, doubts, evades, retracts: likewise
    signed, in_force, extra: likewise
    places, sources, claims: there are only items and groups

Source: vis-timeline 8.5.4, "Data Format", https://visjs.github.io/vis-timeline/docs/timeline/; ECMA-262 on the years of six digits.
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.chronology import Chronology
from timeline.escaping import escape_html
from timeline.formats.drafting.json_writer import flow
from timeline.formats.drafting.tree import Tree
from timeline.formats.foreign import worded
from timeline.formats.foreign.stretch import Stretch, iso, stretches
from timeline.formats.manifest import Manifest
from timeline.records import Agent, Event

__all__ = ["OPTIONS", "stream"]

OPTIONS = {"group": ("side", "kind", "none")}
# The years that a date of a browser can have.
FIRST, LAST = -271_820, 275_759
CUT = "an end that is open or not known is cut where the others end"
# Ids that no record can have.
NOBODY, SEVERAL = "-", "+"
_WORDS = {NOBODY: "No side", SEVERAL: "Several sides"}


def stream(chronology: Chronology, manifest: Manifest, *, group: str = "side") -> Iterator[str]:
    """Yield the items and groups of a chronology; see `timeline.formats.dumps`."""
    groups: dict[str, str] = {}
    lead = '{\n  "items": ['
    for place in stretches(chronology, first=FIRST, last=LAST):
        item = _item(chronology, place, manifest)
        if group != "none":
            item["group"] = _group(chronology, place.event, group)
            groups.setdefault(item["group"], _name(chronology, item["group"], group, manifest))
        yield f"{lead}\n    {flow(item)}"
        lead = ","
    rows = ",".join(f"\n    {flow({'id': name, 'content': escape_html(title)})}" for name, title in groups.items())
    yield f'{lead if lead != "," else ""}\n  ],\n  "groups": [{rows}\n  ]\n}}\n'


def _item(chronology: Chronology, place: Stretch, manifest: Manifest) -> dict[str, Tree]:
    event = place.event
    manifest.carry(event, "title", "when", "kind", "status")
    if place.cut:
        manifest.lose(event, "when", why=CUT)
    item: dict[str, Tree] = {
        "id": event.id,
        "content": escape_html(event.title),
        "title": escape_html(worded.write(place.when, language=chronology.language)),
        "start": iso(place.start_min, signed=6),
    }
    item |= {"type": "box"} if place.sure else {"end": iso(place.end_max, signed=6), "type": "range"}
    sort = "cut" if place.cut else "known" if place.sure or place.lasting else "vague"
    item["className"] = f"timeline timeline-{sort} kind-{event.kind} status-{event.status}"
    item["when"] = Event.fields()["when"].plain(event.when)
    return item


def _group(chronology: Chronology, event: Event, by: str) -> str:
    """Return the id of the group that an item is in."""
    if by == "kind":
        return event.kind
    sides = chronology.sides_of(event)
    return sides[0] if len(sides) == 1 else SEVERAL if sides else NOBODY


def _name(chronology: Chronology, name: str, by: str, manifest: Manifest) -> str:
    """Return what a group is called; an agent that gives it its name is told of."""
    if by == "kind" or name in _WORDS:
        return _WORDS.get(name, name)
    agent = chronology[name]
    manifest.carry(agent, "name")
    return agent.name if isinstance(agent, Agent) else name

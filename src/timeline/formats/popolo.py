"""Popolo, the format of civic data: people, organizations, posts, memberships, areas and events.

The file is one mapping of lists, as collections of Popolo in one file are (`persons`, `organizations`, `memberships`, ...). Every entry keeps its id.

Dates are ISO 8601 and may stop at the month or the year. `start_date` and `end_date` hold what a record states plainly: a month is a
month, and a date that is doubted, one of several, or before the year 0 is not there. What happened on one day, or at some time in one month, begins and ends
in it, since readers of Popolo take what has no `end_date` to go on. Beside them stands `when`, which other readers of
Popolo pass over: the time as a dossier has it, wherever the two dates do not say the same. It is what counts when the file is read again, so long as the
two dates still fit it. A time of day goes out with its offset where its zone is known, and otherwise as its day; in a
membership, always as its day.

What Popolo has no word for and other readers pass over is written under `meta`, in `attendees` and in the links of `sources`: the title, language and
zone of the whole; the part that someone took, in the words of a membership (`role`, `label`, `on_behalf_of_id`); the id of a source.

In files of others `memberships` without dates are given those of their `legislative_period_id`; what has begun and
has no end is something whose end is not known; the name of a post is worth more than the role beside it; a classification of an
organization, a biography, dates of birth and death go to the note; a classification of an event becomes its kind; ids that are
none here are made into some, and the old ones kept as the identifier `popolo`. Keys that nothing is made of are reported, each with its line.

Kept:
    title, language, zone, note: `meta`
    people: `persons`
    organizations: `organizations`
    states: `organizations` with the classification `state`
    agents: `organizations` with the classification `agent`
    name: `name`
    aliases: `other_names`
    identifiers: `identifiers`, scheme by scheme
    part_of: `parent_id` of organizations and events
    code: an identifier without a scheme
    places: `areas`; `within` as `parent_id`
    tenures: `memberships`; `holder` as `person_id` or `member`, `post` as `role` and in `posts`, `of` as `organization_id`
    term: `start_date`, `end_date` and `when`
    events: `events`; `title` as `name`, `when` as `start_date`, `end_date` and `when`, `where` as `area_id` and the name in `location`
    kind: `classification`
    status, summary: `status`, `description`
    who, to: `attendees`; one who organized it and nothing else, and stands first, as `organization_id`
    cites: links in `sources`, of events and memberships
    sources: those links, with `url`, and `title` as `note`; only of sources that have an address and are cited there
Lost:
    organizations.part_of: the parent of an organization is an organization
    tenures.of: a membership is in an organization, not in a person
    who: attendees are those who were there; who organized, sent, was spoken of or was the target need not have been
    cites: a link has no quote, place, language or chain of credit, and there is none to a source without an address
    sources: a source is a link with an address, in the event or membership that cites it
    publisher, author, published, accessed, sources.language: a link has an address and a note
    note: an entry has no field for a remark of the editor; a biography is for others to read
    silence, rules: checks are ours, and nobody else's
    places.zone: an area has no field for it
    dating, lasted, reason, after, figures, tags: an event of Popolo has no field for it
    mode, mandate, protocol, text, channel, signed, in_force, extra: an event of Popolo has no field for it
    stances, asserts, confirms, denies, doubts, evades, retracts: Popolo has no claims that a statement could stand on
    claims: Popolo has speeches and votes, and no claims

Source: The Popolo Project, "Data Specification", http://www.popoloproject.com/specs/, with its JSON Schemas; the layout of EveryPolitician for
collections in one file, `legislative_period_id`, `other_names` and `identifiers` of areas.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from timeline.chronology import Chronology
from timeline.formats.drafting.json_writer import flow
from timeline.formats.drafting.naming import slug, unique
from timeline.formats.drafting.tree import Tree
from timeline.formats.foreign.iso_dates import ends, stretch
from timeline.formats.foreign.politics import ABSENT, Politics
from timeline.formats.manifest import Manifest
from timeline.records import Agent, Citation, Event, Organization, Participation, Person, Place, Source, State, Tenure
from timeline.records.shape import Shape
from timeline.when import When

__all__ = ["loads", "stream"]


def loads(text: str, *, file: str | None = None) -> Chronology:
    """Return the chronology of a Popolo file; see `timeline.formats.loads`."""
    return Politics(text, file=file).chronology()


def stream(chronology: Chronology, manifest: Manifest) -> Iterator[str]:
    """Yield a chronology as Popolo; see `timeline.formats.dumps`."""
    writer = _Writer(chronology, manifest)
    sections: dict[str, Iterable[Mapping[str, Tree]]] = {
        "persons": (writer.agent(agent) for agent in chronology.agents if isinstance(agent, Person)),
        "organizations": (writer.agent(agent) for agent in chronology.agents if not isinstance(agent, Person)),
        "areas": (writer.area(place) for place in chronology.records if isinstance(place, Place)),
        "posts": writer.posts(),
        "memberships": (writer.membership(tenure) for tenure in writer.tenures),
        "events": (writer.event(event) for event in writer.events),
    }
    yield f'{{\n  "meta": {flow(writer.meta())}'
    for section, entries in sections.items():
        lead = f',\n  "{section}": ['
        for entry in entries:
            said = {key: value for key, value in entry.items() if value not in (None, "", [])}
            yield f"{lead}\n    {flow(said)}"
            lead = ","
        if lead == ",":
            yield "\n  ]"
    yield "\n}\n"


class _Writer:
    """Makes the entries, and says of each what it holds."""

    def __init__(self, chronology: Chronology, manifest: Manifest) -> None:
        self.events = [record for record in chronology.records if isinstance(record, Event)]
        self.tenures = [record for record in chronology.records if isinstance(record, Tenure)]
        self._chronology = chronology
        self._manifest = manifest
        self._posts: dict[tuple[str, str | None], str] = {}

    def meta(self) -> dict[str, Tree]:
        header = self._chronology.header
        self._manifest.carry(header, "title", "language", "zone", "note")
        kept = {name: header.value_of(name) for name in ("title", "language", "zone", "note")}
        return {name: value for name, value in kept.items() if value}

    def agent(self, agent: Agent) -> dict[str, Tree]:
        self._manifest.carry(agent, "name", "kind", "aliases", "identifiers", "code")
        fields = _named(agent)
        if isinstance(agent, State):
            fields["identifiers"] += [{"identifier": agent.code}] if agent.code else []
            return {**fields, "classification": "state"}
        if isinstance(agent, Organization):
            if not agent.part_of or isinstance(self._chronology[agent.part_of], Person):
                return fields
            self._manifest.carry(agent, "part_of")
            return {**fields, "parent_id": agent.part_of}
        return fields if isinstance(agent, Person) else {**fields, "classification": "agent"}

    def area(self, place: Place) -> dict[str, Tree]:
        self._manifest.carry(place, "name", "aliases", "identifiers", "within")
        return {**_named(place), "parent_id": place.within}

    def posts(self) -> Iterator[dict[str, Tree]]:
        """Yield each post once, however many held it."""
        taken: set[str] = set()
        for tenure in self.tenures:
            key = (tenure.post, self._body(tenure))
            if key not in self._posts:
                name = slug("-".join(part for part in key if part), otherwise="post")
                self._posts[key] = unique(name, taken)
                taken.add(self._posts[key])
                yield {"id": self._posts[key], "label": tenure.post, "organization_id": key[1]}

    def membership(self, tenure: Tenure) -> dict[str, Tree]:
        self._manifest.carry(tenure, "holder", "post", "term")
        body = self._body(tenure)
        if body:
            self._manifest.carry(tenure, "of")
        holder = self._chronology[tenure.holder]
        return {
            "id": tenure.id,
            **({"person_id": holder.id} if isinstance(holder, Person) else {"member": self._mention(holder.id)}),
            "role": tenure.post,
            "post_id": self._posts[tenure.post, body],
            "organization_id": body,
            **_dates(tenure.term, Tenure.fields()["term"], zone=None, days=True),
            "sources": self._links(tenure),
        }

    def event(self, event: Event) -> dict[str, Tree]:
        self._manifest.carry(event, "kind", "title", "when", "where", "to", "status", "part_of", "summary")
        organizer, attendees = self._who(event)
        shape = type(event).fields()["when"]
        return {
            "id": event.id,
            "name": event.title,
            "classification": "" if event.kind == Event.kind else event.kind,
            **_dates(event.when, shape, zone=self._chronology.when(event).form.located, days=False),
            "location": self._name(event.where) if event.where else "",
            "area_id": event.where,
            "status": "" if event.status == "held" else event.status.value,
            "organization_id": organizer,
            "attendees": attendees,
            "parent_id": event.part_of,
            "description": event.summary,
            "sources": self._links(event),
        }

    def _who(self, event: Event) -> tuple[str | None, list[Tree]]:
        """Return who organized an event, and those who were there."""
        first = event.who[0] if event.who else None
        bare = first is not None and first == Participation(first.agent, role="organizer")
        organizer = first.agent if first and bare and not isinstance(self._chronology[first.agent], Person) else None
        there = [part for part in event.who if part.role not in ABSENT]
        if len(there) + (organizer is not None) == len(event.who):
            self._manifest.carry(event, "who")
        return organizer, [self._attendee(part, type(event).default_role) for part in there]

    def _attendee(self, part: Participation, usual: str) -> Tree:
        more = {
            "role": "" if part.role == usual else part.role,
            "label": part.capacity,
            "on_behalf_of_id": part.on_behalf_of,
        }
        return {**self._mention(part.agent), **{key: value for key, value in more.items() if value}}

    def _links(self, record: Event | Tenure) -> list[Tree]:
        links = [self._link(cite) for cite in record.cites]
        bare = all(link and cite == Citation(cite.source) for link, cite in zip(links, record.cites, strict=True))
        if bare:
            self._manifest.carry(record, "cites")
        return [link for link in links if link]

    def _link(self, cite: Citation) -> Tree:
        source = self._chronology[cite.source]
        if not isinstance(source, Source) or not source.url:
            return None
        self._manifest.carry(source, "title", "url")
        return {"url": source.url, "note": source.title, "id": source.id}

    def _body(self, tenure: Tenure) -> str | None:
        """Return the organization of a post, if it is one."""
        return None if tenure.of and isinstance(self._chronology[tenure.of], Person) else tenure.of

    def _mention(self, name: str) -> dict[str, Tree]:
        return {"id": name, "name": self._name(name)}

    def _name(self, name: str) -> str:
        return str(self._chronology[name].value_of("name"))


def _named(record: Agent | Place) -> dict[str, Any]:
    return {
        "id": record.id,
        "name": record.name,
        "other_names": [{"name": alias} for alias in record.aliases],
        "identifiers": [{"scheme": scheme, "identifier": value} for scheme, value in record.identifiers],
    }


def _dates(when: When, shape: Shape[When], *, zone: str | None, days: bool) -> dict[str, Tree]:
    """Return the two dates, and the time as a dossier has it where they do not say the same; a membership has no time of day."""
    start, end = (date[:10] if days else date for date in ends(when, zone=zone, reduced=True, closed=True))
    said = stretch(start, end, ongoing=True)
    plain = shape.plain(when)
    return {"start_date": start, "end_date": end, "when": None if plain == said else plain}

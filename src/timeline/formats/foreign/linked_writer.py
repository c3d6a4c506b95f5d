"""The nodes of a chronology in schema.org, and what of it they hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import attrs

from timeline.chronology import Chronology
from timeline.formats.drafting.tree import Tree
from timeline.formats.foreign import linked_terms as terms
from timeline.formats.foreign.iso_dates import ends, stretch
from timeline.formats.manifest import Manifest
from timeline.records import (
    Act,
    Agent,
    Citation,
    Claim,
    Event,
    Meeting,
    Organization,
    Participation,
    Person,
    Place,
    Record,
    Source,
    State,
    Statement,
    Tenure,
    Visit,
)
from timeline.records.convert import LASTED
from timeline.records.shape import Shape
from timeline.when import When

__all__ = ["Nodes"]

_WORDS = "the words that it came from, and a reading that is not the usual one, have no property"
Node = dict[str, Tree]


class Nodes:
    """Makes the nodes, and says of each what it holds.

    Args:
        chronology: What is written.
        manifest: Is told of it.
    """

    def __init__(self, chronology: Chronology, manifest: Manifest) -> None:
        self._chronology = chronology
        self._manifest = manifest
        self._claims = _told(chronology.claims)
        self._tenures: dict[str, list[Tenure]] = {}
        for record in chronology.records:
            if isinstance(record, Tenure):
                self._tenures.setdefault(record.holder, []).append(record)

    def __iter__(self) -> Iterator[Node]:
        """Yield the nodes: the chronology itself, then section by section."""
        yield _said(self._whole())
        makers: tuple[tuple[type[Record], Callable[[Any], Node]], ...] = (
            (Person, self._agent),
            (Organization, self._agent),
            (State, self._agent),
            (Agent, self._agent),
            (Place, self._place),
            (Source, self._source),
            (Claim, self._claim),
            (Event, self._event),
        )
        for cls, make in makers:
            for record in self._chronology.records:
                if (
                    isinstance(record, cls)
                    and (cls is not Agent or type(record) is Agent)
                    and record.id not in self._unsaid
                ):
                    yield _said({"@id": f"#{record.id}", **make(record)})

    @property
    def _unsaid(self) -> set[str]:
        return {claim.id for claim in self._chronology.claims} - self._claims.keys()

    def _whole(self) -> Node:
        header = self._chronology.header
        self._manifest.carry(header, "title", "language", "note")
        fields = {"name": header.title, "inLanguage": header.language, "description": header.note}
        return {"@id": "", "@type": "Collection", **fields}

    # -- who and where -----------------------------------------------------------------------------------------------------

    def _agent(self, agent: Agent) -> Node:
        self._manifest.carry(agent, "name", "kind", "aliases", "identifiers", "code", "part_of", "note")
        identifiers = _identifiers(agent)
        node = {"@type": "Thing", **_named(agent), "identifier": identifiers}
        if isinstance(agent, Person):
            node["@type"] = "Person"
        elif isinstance(agent, State):
            node |= {"@type": "Country", "identifier": [*identifiers, *([agent.code] if agent.code else [])]}
        elif isinstance(agent, Organization):
            node |= {"@type": "Organization", "parentOrganization": _ref(agent.part_of)}
        return {**node, "memberOf": [_said(self._tenure(each)) for each in self._tenures.get(agent.id, ())]}

    def _tenure(self, tenure: Tenure) -> Node:
        self._manifest.carry(tenure, "holder", "post", "of", "term", "cites", "note")
        return {
            "@id": f"#{tenure.id}",
            "@type": "OrganizationRole",
            "roleName": tenure.post,
            **self._dates(tenure, "term", zone=None),
            "memberOf": _ref(tenure.of),
            "subjectOf": _cites(tenure.cites),
            "description": tenure.note,
        }

    def _place(self, place: Place) -> Node:
        self._manifest.carry(place, "name", "aliases", "identifiers", "within", "note")
        return {
            "@type": "Place",
            **_named(place),
            "containedInPlace": _ref(place.within),
            "identifier": _identifiers(place),
        }

    # -- sources and claims ------------------------------------------------------------------------------------------------

    def _source(self, source: Source) -> Node:
        self._manifest.carry(source, "title", "publisher", "author", "published", "url", "language", "note")
        return {
            "@type": "CreativeWork",
            "name": source.title,
            "author": source.author,
            "publisher": source.publisher,
            "datePublished": self._date(source, "published"),
            "url": source.url,
            "inLanguage": source.language,
            "description": source.note,
        }

    def _claim(self, claim: Claim) -> Node:
        self._manifest.carry(claim, "text", "about", "cites", "note")
        node: Node = {"@type": "Claim", "text": claim.text}
        if self._claims[claim.id]:
            self._manifest.carry(claim, "subject", "attribute", "value")
            value = {"@type": "PropertyValue", "propertyID": claim.attribute, "value": claim.value}
            node |= {"about": _ref(claim.subject), "mainEntity": value}
        return {
            **node,
            "temporalCoverage": self._date(claim, "about"),
            "appearance": _cites(claim.cites),
            "description": claim.note,
        }

    # -- events ------------------------------------------------------------------------------------------------------------

    def _event(self, event: Event) -> Node:
        self._manifest.carry(event, "kind", "title", "when", "where", "part_of", "cites", "tags", "summary")
        if event.status != "planned":
            self._manifest.carry(event, "status")
        parts = self._parts(event)
        about = [*parts.pop("about", []), *self._stances(event)]
        return {
            "@type": "Event",
            "additionalType": self._kinds(event),
            "name": event.title,
            **self._dates(event, "when", zone=self._chronology.when(event).form.located),
            "duration": self._duration(event),
            "eventStatus": terms.STATUSES.get(event.status, ""),
            "eventAttendanceMode": terms.ATTENDANCE.get(str(getattr(event, "mode", "")), ""),
            "location": _ref(event.where),
            **parts,
            "about": about,
            "workFeatured": self._words(event),
            "superEvent": _ref(event.part_of),
            "description": event.summary,
            "keywords": list(event.tags),
            "subjectOf": _cites(event.cites),
        }

    def _kinds(self, event: Event) -> list[str]:
        """Return the kind, and what else tells such events apart: how a meeting was held, the rank of a visit."""
        kinds = [] if event.kind == Event.kind else [event.kind]
        for cls, field in ((Meeting, "mode"), (Visit, "protocol")):
            if isinstance(event, cls):
                self._manifest.carry(event, field)
                kinds += [value] if (value := event.value_of(field)) else []
        return [str(kind) for kind in kinds]

    def _words(self, event: Event) -> Tree:
        if not isinstance(event, Statement) or not event.text:
            return None
        self._manifest.carry(event, "text")
        return {"@type": "Quotation", "text": event.text}

    def _stances(self, event: Event) -> list[Tree]:
        """Return where a statement stands, as roles between it and what it is about."""
        if not isinstance(event, Statement):
            return []
        kept = [stance for stance in event.stances if stance.target not in self._unsaid]
        if len(kept) == len(event.stances):
            self._manifest.carry(event, "stances")
        for act in Act:
            if not self._unsaid.intersection(event.targets(act)):
                self._manifest.carry(event, act.value)
        return [_role("about", stance.act.value, stance.target) for stance in kept]

    def _parts(self, event: Event) -> dict[str, list[Tree]]:
        """Return who took part, by property."""
        spoken = [attrs.evolve(part, on_behalf_of=None) for part in event.who]
        keys = dict.fromkeys(terms.key_of(part.role) for part in spoken)
        ordered = [part for key in keys for part in dict.fromkeys(spoken) if terms.key_of(part.role) == key]
        # What an event is about stands behind those who took part.
        ordered.sort(key=lambda part: terms.key_of(part.role) == "about")
        self._carry_parts(event, ordered)
        found: dict[str, list[Tree]] = {}
        for part in ordered:
            key = terms.key_of(part.role)
            found.setdefault(key, []).append(_part(part, key, event.kind))
        return found

    def _carry_parts(self, event: Event, ordered: Sequence[Participation]) -> None:
        """Say what is lost of those who took part: for whom they acted, and their order."""
        if [part for part in ordered if part.role == "audience"] == list(event.with_role("audience")):
            self._manifest.carry(event, "to")
        if tuple(ordered) == event.who:
            self._manifest.carry(event, "who")
            return
        for index, part in enumerate(event.who):
            if part.on_behalf_of:
                self._manifest.lose(event, f"who[{index}].on_behalf_of", why="an attendee acts for nobody else")
        if not any(part.on_behalf_of for part in event.who):
            self._manifest.lose(event, "who", why="the order of those who stand under different properties")

    # -- times -------------------------------------------------------------------------------------------------------------

    def _dates(self, record: Event | Tenure, field: str, *, zone: str | None) -> Node:
        """Return first and last day or moment, and the notation where they do not say the same."""
        when, shape = record.value_of(field), type(record).fields()[field]
        start, end = ends(shape.convert(str(when)), zone=zone)  # as it will be read: without its words
        said = stretch(start, end, ongoing=field == "term")
        coverage = None if said == shape.plain(when) else _literal(when)
        self._weigh(record, field, when, shape)
        return {"startDate": start, "endDate": end, "temporalCoverage": coverage}

    def _date(self, record: Source | Claim, field: str) -> Tree:
        when, shape = record.value_of(field), type(record).fields()[field]
        if when is None:
            return None
        self._weigh(record, field, when, shape)
        return str(when) if ends(when) == (str(when), "") else _literal(when)

    def _weigh(self, record: Any, field: str, when: When, shape: Shape[Any]) -> None:
        if not isinstance(shape.plain(when), str):
            self._manifest.lose(record, field, why=_WORDS)

    def _duration(self, event: Event) -> str:
        if event.lasted is None:
            return ""
        text = terms.iso_duration(event.lasted)
        if not text:
            self._manifest.lose(event, "lasted", why="a duration there is exact")
        elif LASTED.convert(terms.lasting(text)) == event.lasted:
            self._manifest.carry(event, "lasted")
        else:
            self._manifest.lose(event, "lasted", why="it is written in other words")
        return text


def _told(claims: Iterable[Claim]) -> dict[str, bool]:
    """Return the claims that can be written, and whether with their rival value: one text, which stands in place of another."""
    claims = tuple(claims)
    found = {claim.id: isinstance(claim.value, str) and claim.is_rival and not claim.adds for claim in claims}
    silent = {claim.id for claim in claims if not found[claim.id] and not claim.text}
    while True:
        for claim in claims:  # what a claim is about must be in the file
            found[claim.id] = found[claim.id] and claim.subject not in silent
        more = {claim.id for claim in claims if not found[claim.id] and not claim.text}
        if more == silent:
            return {name: rival for name, rival in found.items() if name not in silent}
        silent = more


def _said(node: Node) -> Node:
    """Return a node without what is empty, and with one value where a list has one; one keyword by itself would be taken for a list."""
    kept = {key: value for key, value in node.items() if value not in (None, "", []) or key == "@id"}
    return {
        key: value[0] if isinstance(value, list) and len(value) == 1 and key != "keywords" else value
        for key, value in kept.items()
    }


def _ref(name: str | None) -> Tree:
    return None if name is None else {"@id": f"#{name}"}


def _named(record: Agent | Place) -> Node:
    return {"name": record.name, "alternateName": list(record.aliases), "description": record.note}


def _identifiers(record: Agent | Place) -> list[Tree]:
    return [{"@type": "PropertyValue", "propertyID": scheme, "value": value} for scheme, value in record.identifiers]


def _role(key: str, name: str, target: str, description: str = "") -> Node:
    return _said({"@type": "Role", "roleName": name, "description": description, key: _ref(target)})


def _part(part: Participation, key: str, kind: str) -> Tree:
    if key != "about" and part.role == terms.usual_role(key, kind) and not part.capacity:
        return _ref(part.agent)
    return _role(key, part.role, part.agent, part.capacity)


def _cites(cites: Sequence[Citation]) -> list[Tree]:
    return [_ref(cite.source) if cite == Citation(cite.source) else _quotation(cite) for cite in cites]


def _quotation(cite: Citation) -> Node:
    return _said(
        {
            "@type": "Quotation" if cite.quote else "CreativeWork",
            "text": cite.quote,
            "inLanguage": cite.language,
            "position": cite.locator,
            "isPartOf": _ref(cite.source),
            "mentions": {"@list": [_ref(name) for name in cite.via]} if cite.via else None,
        }
    )


def _literal(when: When) -> Tree:
    """Return a time as its text, with the type of EDTF where it is written in that."""
    # The words that it came from are not written, so they do not count against it.
    return {"@type": terms.EDTF, "@value": str(when)} if terms.is_edtf(When(str(when))) else str(when)

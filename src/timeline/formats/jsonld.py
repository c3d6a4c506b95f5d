"""schema.org in JSON-LD, which search engines and programs for linked data read.

The file explains its own terms, so that no processor has to ask the network for them, and can stand within `<script type="application/ld+json">` as it is: there is no `<`
in it. It is one `@graph` with a node for every record, whose `@id` is `#` and the id; the chronology itself is a `Collection`.

`startDate` and `endDate` are ISO 8601 and are there only where the record states that day or moment plainly, with the offset of the place where its zone is
known. Whatever else a record says of a time, a month, a year, a doubt, one of several, an open end, stands in `temporalCoverage`, in the notation of a dossier:
with the datatype `http://id.loc.gov/datatypes/edtf/EDTF` where that is EDTF, and as a plain text where it is more. (schema.org has
that property for works, and none for events that are not dated to the day.) It is what counts when the file is read again, so long as
the two dates fit it.

A part that someone took, a stance and a post are `Role` nodes, which schema.org has for saying more of a property. A part in the usual role of the kind is the
bare reference.

Of files of others are read: one node, a list, or `@graph`; every type of event; places, people and works as nodes, as references or as bare names; `subEvent`.
What nothing is made of is reported with its line. A type such as `BusinessEvent` becomes a tag, an address goes to the note of the place, and the page of an event becomes a source.
`EventScheduled` is said there of what has taken place too, and is read as held.

Kept:
    title, language, note: the `Collection`: name, inLanguage, description
    people, organizations, states, agents: Person, Organization, Country, Thing
    name, aliases: name, alternateName
    identifiers: identifier, a PropertyValue for each
    code: identifier, a text
    part_of: parentOrganization; superEvent of events
    agents.note, places.note, tenures.note, sources.note, claims.note: description
    tenures: memberOf of the holder, an OrganizationRole with roleName, startDate, endDate and memberOf
    places: Place; `within` as containedInPlace
    sources: CreativeWork with name, author, publisher, datePublished, url, inLanguage
    claims: Claim with text, temporalCoverage (`about`) and appearance (`cites`)
    claims.subject, attribute, value: about, and a PropertyValue as mainEntity, where the value is one text
    events: Event
    events.title: name
    when, term: startDate, endDate, temporalCoverage
    lasted: duration, where it is exact
    kind, mode, protocol: additionalType, as texts; eventAttendanceMode as well
    where: location
    who, to: attendee; organizer (organizer, sender), performer (speaker, actor), translator (interpreter), about (subject, target, victim)
    status: eventStatus, where it was postponed or cancelled
    stances, asserts, confirms, denies, doubts, evades, retracts: about, through a Role of that name
    text: workFeatured, a Quotation
    tags: keywords
    summary: description
    cites: subjectOf, appearance of claims; a Quotation or CreativeWork that isPartOf the source where there is more than the source; `via` as mentions
Lost:
    zone, rules, silence: schema.org has no property for it
    who: nobody acts on behalf of another there, and those under different properties have no common order
    status: EventScheduled is said of what has taken place as well, so it does not say that an event is planned
    lasted: a duration there is exact, and written in one way
    when, term, published, about: the words that a time came from, and a reading that is not the usual one
    accessed: schema.org has no property for it
    claims, subject, attribute, value, adds: a rival value that is more than one text, or stands beside what the field holds, has no property
    stances, asserts, confirms, denies, doubts, evades, retracts: the claim is not in the file
    events.note: description is the summary
    reason, dating, after, figures, mandate, channel, signed, in_force, extra: schema.org has no property of an event for it

Source: JSON-LD 1.1, W3C Recommendation; schema.org, https://schema.org/docs/full.html; "Introducing Role" on its blog; EDTF datatypes of the
Library of Congress.
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.chronology import Chronology
from timeline.formats.drafting.json_writer import flow
from timeline.formats.drafting.tree import Tree
from timeline.formats.foreign.linked_reader import LinkedData
from timeline.formats.foreign.linked_terms import CONTEXT
from timeline.formats.foreign.linked_writer import Nodes
from timeline.formats.manifest import Manifest

__all__ = ["loads", "stream"]


def loads(text: str, *, file: str | None = None) -> Chronology:
    """Return the chronology of JSON-LD in schema.org; see `timeline.formats.loads`."""
    return LinkedData(text, file=file).chronology()


def stream(chronology: Chronology, manifest: Manifest) -> Iterator[str]:
    """Yield a chronology as JSON-LD in schema.org; see `timeline.formats.dumps`."""
    lead = f'{{\n  "@context": {_safe(dict(CONTEXT))},\n  "@graph": ['
    for node in Nodes(chronology, manifest):
        yield f"{lead}\n    {_safe(node)}"
        lead = ","
    yield "\n  ]\n}\n"


def _safe(tree: Tree) -> str:
    """Return JSON on one line that no HTML around it can take for a tag or the end of a script."""
    return flow(tree).replace("<", "\\u003c")

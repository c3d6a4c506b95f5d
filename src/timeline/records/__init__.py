"""Who, where, how we know, what happened: the frozen records of a chronology."""

from timeline.records.agents import Agent, Organization, Person, State, Tenure
from timeline.records.claims import Act, Claim, Stance
from timeline.records.event_kinds import (
    Agreement,
    Incident,
    Meeting,
    Mission,
    Mode,
    OtherEvent,
    Protocol,
    Statement,
    Visit,
)
from timeline.records.events import Event, Status, kinds, known_kind
from timeline.records.participation import ROLES, Participation
from timeline.records.places import Place
from timeline.records.quantity import Quantity
from timeline.records.record import Part, Record, Structure
from timeline.records.sources import Citation, Source

__all__ = [
    "ROLES",
    "SECTIONS",
    "Act",
    "Agent",
    "Agreement",
    "Citation",
    "Claim",
    "Event",
    "Incident",
    "Meeting",
    "Mission",
    "Mode",
    "Organization",
    "OtherEvent",
    "Part",
    "Participation",
    "Person",
    "Place",
    "Protocol",
    "Quantity",
    "Record",
    "Source",
    "Stance",
    "State",
    "Statement",
    "Status",
    "Structure",
    "Tenure",
    "Visit",
    "event_class",
    "kinds",
]

# The sections of a dossier, in the order of the file.
SECTIONS: dict[str, type[Record]] = {
    record.section: record for record in (Person, Organization, State, Agent, Place, Tenure, Source, Claim, Event)
}


def entry_of(family: str) -> str:
    """Return what to do about something that no entry is: where in a dossier one is made.

    Examples:
        >>> entry_of("place"), entry_of("agent")
        ('enter it under places', 'enter it under people, organizations, states or agents')
    """
    *sections, last = [section for section, record in SECTIONS.items() if family in record.families] or ["events"]
    return f"enter it under {', '.join(sections)} or {last}" if sections else f"enter it under {last}"


def event_class(kind: str) -> type[Event]:
    """Return the class of a kind of event; `OtherEvent` for one that nobody declared."""
    return known_kind(kind) or OtherEvent

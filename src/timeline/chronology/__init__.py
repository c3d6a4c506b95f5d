"""The ordered collection of events: its queries, and what is said for and against."""

from timeline.chronology.collection import Chronology
from timeline.chronology.contacts import Contact, Grouping, Network, Node
from timeline.chronology.contested import ContestedField, Rival
from timeline.chronology.header import Header, Origin
from timeline.chronology.names import fold
from timeline.chronology.perspective import Adopted, LeftOut, Moment, Perspective
from timeline.chronology.standing import ClaimState, Position, Standing

__all__ = [
    "Adopted",
    "Chronology",
    "ClaimState",
    "Contact",
    "ContestedField",
    "Grouping",
    "Header",
    "LeftOut",
    "Moment",
    "Network",
    "Node",
    "Origin",
    "Perspective",
    "Position",
    "Rival",
    "Standing",
    "fold",
]

"""The ordered collection of events: its queries, and what is said for and against."""

from timeline.chronology.change.changes import (
    Added,
    Change,
    Cited,
    Difference,
    FieldChanged,
    Gained,
    Joined,
    Left,
    LessPrecise,
    Lost,
    MorePrecise,
    Moved,
    NewlyContested,
    Recast,
    Relocated,
    Renamed,
    Reordered,
    Reworded,
    Settled,
    StandingChanged,
    StatusChanged,
    Uncited,
    Withdrawn,
)
from timeline.chronology.change.comparing import difference
from timeline.chronology.change.matching import Match
from timeline.chronology.change.merging import Merged, merging
from timeline.chronology.collection import Chronology
from timeline.chronology.contacts import Contact, Grouping, Network, Node
from timeline.chronology.contested import ContestedField, Rival
from timeline.chronology.header import Header, Origin
from timeline.chronology.names import fold
from timeline.chronology.perspective import Adopted, LeftOut, Moment, Perspective
from timeline.chronology.selection import Selection
from timeline.chronology.standing import ClaimState, Position, Standing

__all__ = [
    "Added",
    "Adopted",
    "Change",
    "Chronology",
    "Cited",
    "ClaimState",
    "Contact",
    "ContestedField",
    "Difference",
    "FieldChanged",
    "Gained",
    "Grouping",
    "Header",
    "Joined",
    "Left",
    "LeftOut",
    "LessPrecise",
    "Lost",
    "Match",
    "Merged",
    "Moment",
    "MorePrecise",
    "Moved",
    "Network",
    "NewlyContested",
    "Node",
    "Origin",
    "Perspective",
    "Position",
    "Recast",
    "Relocated",
    "Renamed",
    "Reordered",
    "Reworded",
    "Rival",
    "Selection",
    "Settled",
    "Standing",
    "StandingChanged",
    "StatusChanged",
    "Uncited",
    "Withdrawn",
    "difference",
    "fold",
    "merging",
]

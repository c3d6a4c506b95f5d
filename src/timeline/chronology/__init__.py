"""The ordered collection of events: its queries, and what is said for and against."""

from timeline.chronology.collection import Chronology
from timeline.chronology.header import Header, Origin
from timeline.chronology.names import fold
from timeline.chronology.standing import ClaimState, Position, Standing

__all__ = ["Chronology", "ClaimState", "Header", "Origin", "Position", "Standing", "fold"]

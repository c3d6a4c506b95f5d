"""Reading and writing whole text files, so that a failure never costs what stood there before.

A file is written under no name, or under one of its own beside its place, and then put in it in one step: a reader sees the old bytes or the new ones,
never a mix, and an interrupted write leaves the old ones. Several writers at once do not disturb each other; the last one wins. What a writer that was killed
may leave beside a file, in the instant before it takes its place, is removed by the next process that writes in that folder.
"""

from timeline.files.fresh import sweep, workshop
from timeline.files.reading import (
    LONGEST_TEXT,
    MOST_BYTES,
    decode,
    neighbour,
    read_bytes,
    read_lines,
    read_text,
    too_long,
)
from timeline.files.writing import write, write_bytes

__all__ = [
    "LONGEST_TEXT",
    "MOST_BYTES",
    "decode",
    "neighbour",
    "read_bytes",
    "read_lines",
    "read_text",
    "sweep",
    "too_long",
    "workshop",
    "write",
    "write_bytes",
]

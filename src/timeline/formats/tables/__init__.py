"""Tables: events as rows, from any table that people have, and to the columns of ours.

One mechanism reads them all. What stands in which column is told by a `TableMapping`; our own columns have one as well.
"""

from timeline.formats.tables.columns import COLUMNS, Column
from timeline.formats.tables.mapping import Dated, Figured, Named, Pick, Sited, Sourced, TableMapping, Took, Word

__all__ = [
    "COLUMNS",
    "Column",
    "Dated",
    "Figured",
    "Named",
    "Pick",
    "Sited",
    "Sourced",
    "TableMapping",
    "Took",
    "Word",
]

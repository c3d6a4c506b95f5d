"""Our rules, theme by theme, with what they have in common."""

# A module registers its rules as it is imported, so a new module is one line here.
from timeline.checks.rulebook import (
    actors,
    backing,
    dates,
    duplicates,
    fields,
    figures,
    naming,
    plans,
    presence,
    quotes,
    sequence,
    stances,
    terms,
)

__all__ = [
    "actors",
    "backing",
    "dates",
    "duplicates",
    "fields",
    "figures",
    "naming",
    "plans",
    "presence",
    "quotes",
    "sequence",
    "stances",
    "terms",
]

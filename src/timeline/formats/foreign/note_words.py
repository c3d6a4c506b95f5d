"""What people write into the front matter of notes, and the fields that it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from timeline.formats.drafting.json_writer import flow
from timeline.formats.drafting.tree import Path, Tree

__all__ = ["LISTS", "STATUSES", "WORDS", "Given", "given", "listed", "plain_name", "remark"]

# Ours first: it stands where several of a row are given and the field holds one.
WORDS: dict[str, tuple[str, ...]] = {
    "id": ("id", "slug"),
    "kind": ("kind", "type"),
    "title": ("title", "name", "headline"),
    "when": ("when", "date", "dates"),
    "start": ("start", "start_date", "date_start", "begin"),
    "end": ("end", "end_date", "date_end"),
    "time": ("time",),
    "where": ("where", "place", "location", "venue", "city"),
    "who": ("who", "participants", "people", "persons", "actors", "attendees"),
    "tags": ("tags", "tag", "keywords", "categories", "category", "topics"),
    "cites": (
        *("cites", "sources", "source", "links", "link", "urls", "url"),
        *("source_urls", "source_url", "references", "refs", "citations"),
    ),
    "summary": ("summary", "description", "abstract", "excerpt"),
    "status": ("status",),
    "note": ("note", "notes", "remarks"),
}
LISTS = {"who", "tags", "cites"}
STATUSES = {
    **{word: word for word in ("held", "planned", "postponed", "cancelled")},
    **dict.fromkeys(("done", "completed", "occurred", "happened", "took place"), "held"),
    **dict.fromkeys(("scheduled", "upcoming", "announced"), "planned"),
    **dict.fromkeys(("canceled", "called off"), "cancelled"),
    "delayed": "postponed",
}
_FIELDS = {word: field for field, words in WORDS.items() for word in words}
_WIKI = re.compile(r"\[\[(?:[^\]|]*\|)?([^\]|]+)\]\]")


class Given(NamedTuple):
    """One key of a front matter: as it is written, the word that it is, and what it holds."""

    key: str
    word: str
    value: Tree


def given(tree: Mapping[str, Tree]) -> tuple[dict[str, list[Given]], list[Given]]:
    """Return the keys that stand for each field, ours first, and those that stand for none that every note has."""
    found: dict[str, list[Given]] = {}
    others = []
    for key, value in tree.items():
        word = re.sub(r"[\s-]+", "_", key.strip().lower())
        if word in _FIELDS:
            found.setdefault(_FIELDS[word], []).append(Given(key, word, value))
        else:
            others.append(Given(key, word, value))
    for field, keys in found.items():
        keys.sort(key=lambda each: WORDS[field].index(each.word))
    return found, others


def listed(value: Tree, path: Path) -> Iterator[tuple[Tree, Path]]:
    """Yield what is in a list and the lists in it, or the one value that stands for a list, each with its place.

    Why: `[[Name]]`, a link of some programs for notes, is a list in a list where quotation marks are missing.
    """
    if isinstance(value, list):
        for position, item in enumerate(value):
            yield from listed(item, (*path, position))
    elif value != "":
        yield value, path


def plain_name(value: Tree) -> Tree:
    """Return a name without the brackets that make it a link between notes.

    Examples:
        >>> plain_name("[[people/putin|Vladimir Putin]]")
        'Vladimir Putin'
    """
    return _WIKI.sub(r"\1", value).strip() if isinstance(value, str) else value


def remark(each: Given) -> str:
    """Return a key for which there is no field as a line of a remark."""
    value = each.value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        value = ", ".join(value)
    return f"{each.key}: {value if isinstance(value, str) else flow(value)}"

"""The sources that notes name: addresses, titles with an address in them, links in Markdown, and mappings of all that is known."""

from __future__ import annotations

import re
from collections.abc import Mapping

from timeline.formats.drafting.json_writer import flow
from timeline.formats.drafting.naming import slug, unique
from timeline.formats.drafting.tree import Tree
from timeline.formats.foreign.iso_dates import notation
from timeline.formats.foreign.note_words import plain_name
from timeline.records import Citation

__all__ = ["Sources", "is_citation"]

_URL = re.compile(r"https?://[^\s<>\"]+")
_AROUND = re.compile(r"^https?://(?:www\.)?|[?#].*", re.DOTALL)
_LINK = re.compile(r"\[([^\]]+)\]\((https?://[^)\s]+)\)")
_WORDS = {
    "title": ("title", "name", "headline"),
    "url": ("url", "link", "href"),
    "published": ("published", "date", "published_on"),
    "publisher": ("publisher", "outlet", "site", "publication"),
    "author": ("author", "authors", "by"),
    "accessed": ("accessed", "retrieved", "accessed_on"),
    "language": ("language", "lang"),
    "note": ("note",),
    "quote": ("quote",),
    "locator": ("locator", "page", "pages"),
}
_OF_CITATION = {"quote", "locator"}
_FIELDS = {word: field for field, words in _WORDS.items() for word in words}


def is_citation(value: Tree) -> bool:
    """Whether a value is a citation as a dossier has it: a mapping with `source` and nothing that a citation has not."""
    return isinstance(value, Mapping) and "source" in value and value.keys() <= Citation.fields().keys()


class Sources:
    """The sources of all notes; one that several notes name is one record.

    Args:
        taken: The ids in use; those of the sources are added.

    Attributes:
        records: The sources by id.
    """

    def __init__(self, taken: set[str]) -> None:
        self.records: dict[str, dict[str, Tree]] = {}
        self._taken = taken
        self._known: dict[str, str] = {}

    def cited(self, value: Tree) -> tuple[Tree, list[str]]:
        """Return what a note cites as a dossier has it, and what the source was said to be otherwise before."""
        if is_citation(value):
            return value, []
        fields = _from_mapping(value) if isinstance(value, Mapping) else _from_text(str(value))
        if isinstance(value, str) and "url" not in fields:
            return plain_name(value), []  # a title or an id: the dossier's own way with names does the rest
        citation = {field: fields.pop(field) for field in (*fields,) if field in _OF_CITATION}
        name, differing = self._record(fields)
        return {"source": name, **citation} if citation else name, differing

    def _record(self, fields: dict[str, Tree]) -> tuple[str, list[str]]:
        url = fields.get("url")
        key = url if isinstance(url, str) and url else flow(fields)
        if key not in self._known:
            fields.setdefault("title", fields.get("url", ""))
            name = unique(slug(_named(fields), otherwise="source"), self._taken)
            self._taken.add(name)
            self._known[key] = name
            self.records[name] = fields
            return name, []
        name = self._known[key]
        known = self.records[name]
        if known["title"] == known.get("url"):
            known.update({"title": fields["title"]} if "title" in fields else {})
        differing = [field for field, value in fields.items() if known.setdefault(field, value) != value]
        return name, differing


def _named(fields: Mapping[str, Tree]) -> str:
    """Return what the id of a source is made of: its title, or the host and the path of its address."""
    title = str(fields["title"])
    return _AROUND.sub("", title) if fields["title"] == fields.get("url") else title


def _from_text(text: str) -> dict[str, Tree]:
    """Return the source of a text; it has an address if exactly one stands in it."""
    text = text.strip()
    if link := _LINK.fullmatch(text):
        return {"title": link[1].strip(), "url": link[2]}
    urls = _URL.findall(text)
    if len(urls) != 1:
        return {"title": text}
    url = urls[0].rstrip(".,;:!)]")
    title = text.replace(urls[0], "", 1).strip(" \t\n<>()[],;:-\u2013\u2014")
    return {"url": url, **({"title": title} if title else {})}


def _from_mapping(value: Mapping[str, Tree]) -> dict[str, Tree]:
    """Return the fields of a source; what it has no field for is kept in its note."""
    if len(value) == 1 and (pair := next(iter(value.items())))[0].lower() not in _FIELDS and _is_url(pair[1]):
        return {"title": pair[0], "url": pair[1].strip()}
    fields: dict[str, Tree] = {}
    remarks = []
    for key, item in value.items():
        field = _FIELDS.get(re.sub(r"[\s-]+", "_", key.strip().lower()))
        if field is None or field in fields or (field == "note" and not isinstance(item, str)):
            remarks.append(f"{key}: {item if isinstance(item, str) else flow(item)}")
        elif isinstance(item, list) and field == "author":
            fields[field] = ", ".join(map(str, item))
        else:
            fields[field] = notation(item) if field in {"published", "accessed"} and isinstance(item, str) else item
    if remarks:
        fields["note"] = "\n".join([*filter(None, [fields.get("note", "")]), *remarks])
    return fields


def _is_url(value: Tree) -> bool:
    return isinstance(value, str) and _URL.fullmatch(value.strip()) is not None

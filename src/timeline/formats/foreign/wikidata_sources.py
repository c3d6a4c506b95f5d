"""What items of Wikidata are called, what is said of them, and which sources their references stand for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from timeline.errors import Invalid, shown
from timeline.escaping import is_link
from timeline.formats.drafting.naming import slug
from timeline.formats.drafting.tree import Path, Tree
from timeline.formats.foreign.foreign_json import Foreign
from timeline.formats.foreign.wikidata_statements import Statement, entity_id, snaks, value_of
from timeline.formats.foreign.wikidata_time import notation_of

__all__ = ["Sources"]

_QUALIFIERS = {"P3831", "P2868", "P39", "P1310", "P2241", "P580", "P582", "P642", "P1001"}
_REFERENCE = {"P248", "P854", "P1476", "P577", "P813", "P123", "P50", "P2093", "P304", "P1683", "P143"}


class Sources(Foreign):
    """Items, found by their numbers.

    Attributes:
        items: The items of the file, each with its path.
        language: Of labels.
        asked: The items whose labels something has been called by.
    """

    def __init__(self, text: str, *, file: str | None = None, language: str = "en") -> None:
        super().__init__(text, file=file, lines=True)
        self.items: dict[str, tuple[dict[str, Tree], Path]] = {}
        self.language = language
        self.asked: set[str] = set()
        self._sources: dict[str, str] = {}

    def gather(self) -> bool:
        """Find the items; say so where the file holds none."""
        tree = self.tree
        if isinstance(tree, dict) and isinstance(tree.get("entities"), dict):
            found: Any = [(fields, ("entities", name)) for name, fields in tree["entities"].items()]
        elif isinstance(tree, list):
            found = [(fields, (number,)) for number, fields in enumerate(tree)]
        else:
            found = [(tree, ())]
        for fields, path in found:
            self._gather(fields, path)
        if not self.items and not self.intake.problems and tree not in ([], {"entities": {}}):
            hint = "wanted are items as Special:EntityData and the dumps have them, with 'id', 'labels' and 'claims'"
            self.refuse("no item of Wikidata", (), code="wrong-type", hint=hint)
            return False
        return True

    def _gather(self, tree: Tree, path: Path) -> None:
        fields = self.typed(tree, dict, path)
        name = fields.get("id")
        if "missing" in fields:
            self.lose("Wikidata has no such item", path, record=str(name))
        elif not isinstance(name, str) or not re.fullmatch("Q[1-9][0-9]{0,15}", name):
            if isinstance(name, str) and re.fullmatch("[PL][0-9]+", name):
                self.lose("no item, but a property or a word", path, record=name.lower())
            elif fields and path:
                self.refuse(f"{shown(name or '')} is the number of no item", (*path, "id"), code="malformed-id")
        elif name in self.items:
            self.refuse(f"the item {name} a second time", path, code="duplicate-id")
        else:
            self.items[name] = fields, path

    def place_of(self, name: str, otherwise: Path) -> Path:
        """Return where an item stands, or where it is mentioned."""
        return self.items[name][1] if name in self.items else otherwise

    # -- what it is called -------------------------------------------------------------------------------------------------

    def label(self, name: str) -> str | None:
        """Return what an item is called in the language, or in one that stands in for it."""
        self.asked.add(name)
        labels = self._terms(name, "labels")
        tried = (self.language, self.language.partition("-")[0], "mul", "en", *sorted(labels))
        return next((found for tag in tried if (found := _term(labels.get(tag)))), None)

    def label_in(self, name: str, language: str) -> str | None:
        """Return what an item is called in one language."""
        return _term(self._terms(name, "labels").get(language))

    def aliases(self, name: str) -> list[str]:
        """Return the other names in the language, each once."""
        found = self._terms(name, "aliases").get(self.language)
        texts = [_term(each) for each in found] if isinstance(found, list) else []
        return [text for text in dict.fromkeys(texts) if text]

    def description(self, name: str) -> str:
        """Return the description in the language."""
        return _term(self._terms(name, "descriptions").get(self.language)) or ""

    def _terms(self, name: str, key: str) -> dict[str, Tree]:
        """Return labels, aliases or descriptions; where there is none, other programs write a list."""
        fields, path = self.items.get(name, ({}, ()))
        found = fields.get(key)
        return {} if found in ([], None) else dict(self.typed(found, dict, (*path, key)))

    # -- what is said of it ------------------------------------------------------------------------------------------------

    def claims(self, name: str) -> dict[str, Tree]:
        """Return the statements of an item by property, as they stand."""
        return self._terms(name, "claims")

    def statements(self, name: str, key: str) -> list[Statement]:
        """Return the statements of an item with one property."""
        claims = self.claims(name)
        if key not in claims:
            return []
        path = (*self.items[name][1], "claims", key)
        return [Statement(name, key, fields, place) for fields, place in self.entries(claims[key], path)]

    def left(self, name: str, known: Collection[str]) -> None:
        """Tell in one line of the properties and qualifiers of an item that nothing is made of."""
        claims = self.claims(name)
        found = [key for key in claims if key not in known]
        for key in claims.keys() & set(known):
            for each in self.statements(name, key):
                qualifiers = each.tree.get("qualifiers")
                named = qualifiers if isinstance(qualifiers, dict) else {}
                found += [f"{key}.{one}" for one in named if one not in _QUALIFIERS]
        if found:
            path = (*self.items[name][1], "claims")
            told = ", ".join(
                sorted(set(found), key=lambda one: [int(part[1:]) for part in one.split(".") if part[1:].isdigit()])
            )
            self.lose(f"nothing is made of {told}", path, record=name.lower(), field="claims")

    # -- how it is known ---------------------------------------------------------------------------------------------------

    def cites(self, statement: Statement) -> list[Tree]:
        """Return citations of the sources that the references of a statement stand for."""
        path = (*statement.path, "references")
        found: list[Tree] = []
        for reference, place in self.entries(statement.tree.get("references"), path):
            cite = self._cite(
                self.typed(reference.get("snaks") or {}, dict, (*place, "snaks")), place, record=statement.of.lower()
            )
            if cite and cite not in found:
                found.append(cite)
        return found

    def _cite(self, values: dict[str, Tree], path: Path, *, record: str) -> Tree:
        fields = self._source_fields(values, path, record=record)
        rest = sorted(values.keys() - _REFERENCE)
        if rest or "title" not in fields:
            why = f"nothing is made of {', '.join(rest)}" if rest else "a reference that names no source"
            self.lose(why, path, record=record, field="references")
        if "title" not in fields:
            return None
        key = repr(fields)
        if key not in self._sources:
            wanted = slug(str(fields["title"]), otherwise="source")
            # A work that is not in the file has its number for a title, and that is the id of what else it may be.
            self._sources[key] = self.claim(
                f"source-{wanted}" if re.fullmatch("q[0-9]+", wanted) else wanted, otherwise="source"
            )
            self.intake.record("sources", self._sources[key], fields, at=self.at(path))
        locator, quote = (next(self._texts(values, one), "") for one in ("P304", "P1683"))
        more = {"locator": f"p. {locator}" if locator else "", "quote": quote}
        told = {one: text for one, text in more.items() if text}
        return {"source": self._sources[key], **told} if told else self._sources[key]

    def _source_fields(self, values: dict[str, Tree], path: Path, *, record: str) -> dict[str, Tree]:
        """Return a source: its title is that printed, else the name of the work, else its address."""
        address = next(self._texts(values, "P854"), "")
        if address and not is_link(address):
            self.lose(f"{shown(address)} is no web address", path, record=record, field="references")
            address = ""
        titles = (*self._texts(values, "P1476"), *self._names(values, "P248"), *self._names(values, "P143"), address)
        fields = {"title": next((text for text in titles if text), ""), "url": address}
        fields["publisher"] = ", ".join(self._names(values, "P123"))
        fields["author"] = ", ".join((*self._names(values, "P50"), *self._texts(values, "P2093")))
        fields |= {
            name: self._date(values, key, path, record=record)
            for name, key in (("published", "P577"), ("accessed", "P813"))
        }
        return {name: value for name, value in fields.items() if value}

    def _texts(self, values: dict[str, Tree], key: str) -> Iterator[str]:
        for snak in snaks(values, key):
            value = value_of(snak)
            found = value.get("text") if isinstance(value, dict) else value
            if isinstance(found, str) and found.strip():
                yield found.strip()

    def _names(self, values: dict[str, Tree], key: str) -> Iterator[str]:
        for snak in snaks(values, key):
            if found := entity_id(value_of(snak)):
                yield self.label(found) or found

    def _date(self, values: dict[str, Tree], key: str, path: Path, *, record: str) -> str:
        for snak in snaks(values, key):
            value = value_of(snak)
            try:
                return notation_of(value) if isinstance(value, dict) else ""
            except Invalid as error:
                self.lose(error.problems[0].message, path, record=record, field=key)
        return ""


def _term(tree: Tree) -> str | None:
    value = tree.get("value") if isinstance(tree, dict) else tree
    return value.strip() or None if isinstance(value, str) else None

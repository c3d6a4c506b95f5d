"""The nodes of JSON-LD that are no events: agents and their posts, places, sources, claims."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.errors import TimelineError, shown
from timeline.escaping import is_link
from timeline.formats.drafting.tree import Path, Tree
from timeline.formats.foreign.iso_dates import fits, notation, stretch
from timeline.formats.foreign.linked_nodes import LinkedNodes, Node
from timeline.formats.intake import Spotted
from timeline.records import Tenure
from timeline.records.shape import Shape
from timeline.when import When

__all__ = ["LinkedRecords", "kept", "plain_of"]

_AGENT = {"name", "alternateName", "identifier", "sameAs", "description", "memberOf", "parentOrganization"}
_PLACE = {"name", "alternateName", "identifier", "sameAs", "description", "containedInPlace", "containedIn", "address"}
_SOURCE = {"name", "headline", "author", "publisher", "datePublished", "url", "inLanguage", "description"}
_ADDRESS = ("streetAddress", "addressLocality", "addressRegion", "postalCode", "addressCountry")
_WIKIDATA = ("https://www.wikidata.org/", "http://www.wikidata.org/")


class LinkedRecords(LinkedNodes):
    """Enters the nodes that are no events.

    Attributes:
        waiting: Nodes that were mentioned and are still to be entered, each as one of a family.
        entered: Which have been.
    """

    def __init__(self, text: str, *, file: str | None = None) -> None:
        super().__init__(text, file=file)
        self.waiting: list[tuple[str, Node]] = []
        self.entered: set[tuple[str, str]] = set()
        self.wholes: dict[str, str] = {}

    def id_of(self, family: str, node: Node) -> tuple[str, bool]:
        """Return the id of a node as one of a family, and whether it has been asked for before."""
        node = self.defined(node)
        wanted = next(iter((*self.texts(node, "name"), *self.texts(node, "headline"), *self.texts(node, "text"))), "")
        if family == "event" and not wanted:
            wanted = "event"
        return self.identify(family, node, wanted or node.name)

    # -- mentions ----------------------------------------------------------------------------------------------------------

    def mention(self, family: str, value: Tree, path: Path, *, record: str) -> str:
        """Return the id of a record that a value mentions: by reference, as a node within, or by its name."""
        if not isinstance(value, dict) or "@value" in value:
            name = self.text(value.get("@value") if isinstance(value, dict) else value, path)
            return self.by_name(family, name, path, record=record)
        node = self.node(value, path)
        if not self.is_known(node):
            if family in {"event", "claim"}:
                self.lose(f"{shown(node.name)} is not in the file", path, record=record)
                return ""
            self.lose(f"{shown(node.name)} is not in the file; its address stands for its name", path, record=record)
        found, known = self.id_of(family, node)
        if not known:
            self.waiting.append((family, self.defined(node)))
        return found

    def by_name(self, family: str, name: str, path: Path, *, record: str) -> str:
        """Return the id of the record that a bare name stands for."""
        if family in {"agent", "place"}:
            return self.named("agents" if family == "agent" else "places", name, path) if name else ""
        if family == "source" and name:
            found, known = self.identify("source", self.node({"@id": name}, path), name)
            if not known:
                entry = {"title": name, **({"url": name} if is_link(name) else {})}
                self.intake.record("sources", found, entry, at=self.at(path))
            return found
        self.lose(f"{shown(name)} is a bare name", path, record=record)
        return ""

    def first(self, family: str, node: Node, key: str, *, record: str) -> str:
        """Return the id of the one record that a property mentions; the others are reported."""
        found = ""
        for value, place in self.values(node.fields.get(key), node.place(key)):
            if found:
                self.lose("one is taken", place, record=record, field=key)
            else:
                found = self.mention(family, value, place, record=record)
        return found

    # -- who and where -----------------------------------------------------------------------------------------------------

    def agent(self, node: Node, found: str) -> None:
        """Enter a node as a person, an organization, a state, or somebody of whom that is not known."""
        family = node.family
        section = family[1] if family and family[0] == "agent" else "agents"
        entry = self._named(node, found, coded=section == "states")
        known = set(_AGENT)
        if section == "organizations":
            entry["part_of"] = self.first("agent", node, "parentOrganization", record=found)
        else:
            known.discard("parentOrganization")
        entry["note"] = self.one(node, "description", record=found)
        self.intake.record(section, found, kept(entry), at=self.at(node.path))
        self.bear(section, str(entry["name"]), found)
        for value, place in self.values(node.fields.get("memberOf"), node.place("memberOf")):
            self._post(value, place, holder=found)
        self.left(node, known, record=found)

    def _named(self, node: Node, found: str, *, coded: bool = False) -> dict[str, Tree]:
        name = self.one(node, "name", record=found) or node.name or found
        identifiers: dict[str, str] = {}
        code = ""
        for value, place in self.values(node.fields.get("identifier"), node.place("identifier")):
            inner = self.node(value, place) if isinstance(value, dict) and "@value" not in value else None
            text = self.one(inner, "value", record=found) if inner else self.text(plain_of(value), place)
            scheme = (
                (self.one(inner, "propertyID", record=found) or self.one(inner, "name", record=found)) if inner else ""
            )
            if inner is None and coded and not code:
                code = text
            elif text:
                self._identifier(identifiers, scheme or "identifier", text, place, record=found)
        for text in self.texts(node, "sameAs"):
            scheme = "wikidata" if text.startswith(_WIKIDATA) else "sameAs"
            value = text.rpartition("/")[2] if scheme == "wikidata" else text
            self._identifier(identifiers, scheme, value, node.place("sameAs"), record=found)
        aliases = list(dict.fromkeys(self.texts(node, "alternateName")))
        return {"name": name, "aliases": aliases, "identifiers": identifiers, "code": code}

    def _identifier(self, into: dict[str, str], scheme: str, text: str, path: Path, *, record: str) -> None:
        if into.setdefault(scheme, text) != text:
            self.lose(f"{shown(text)} is a second {scheme}", path, record=record, field="identifiers")

    def _post(self, value: Tree, path: Path, *, holder: str) -> None:
        """Enter a post: a role between its holder and the body that it is of."""
        node = self.node(value, path) if isinstance(value, dict) and "@value" not in value else None
        if node is None or not any(sort.endswith("Role") for sort in node.sorts):
            self.lose("a membership without a role", path, record=holder, field="memberOf")
            return
        post = self.one(node, "roleName", record=holder) or "member"
        found, _ = self.identify("tenure", node, f"{holder}-{post}")
        entry: dict[str, Tree] = {"holder": holder, "post": post}
        entry["of"] = self.first("agent", node, "memberOf", record=found)
        shape = Tenure.fields()["term"]
        entry["term"] = self.when(node, shape, record=found, ongoing=True) or {"date": "XXXX", "reading": "within"}
        entry |= {
            "cites": self.cites(node, "subjectOf", record=found),
            "note": self.one(node, "description", record=found),
        }
        known = {"roleName", "memberOf", "startDate", "endDate", "temporalCoverage", "subjectOf", "description"}
        self.left(node, known, record=found)
        self.intake.record("tenures", found, kept(entry), at=self.at(path), fields_at=self.dated_at(node, "term"))

    def place(self, node: Node, found: str) -> None:
        """Enter a node as a place."""
        entry = self._named(node, found)
        entry.pop("code")
        address = self._address(node, found)
        if not node.fields.get("name") and address:
            entry["name"], address = address, ""
        around = "containedInPlace" if "containedInPlace" in node.fields else "containedIn"
        entry["within"] = self.first("place", node, around, record=found)
        notes = (self.one(node, "description", record=found), f"Address: {address}" if address else "")
        entry["note"] = "\n\n".join(filter(None, notes))
        self.intake.record("places", found, kept(entry), at=self.at(node.path))
        self.bear("places", str(entry["name"]), found)
        family = node.family
        if family is None or family[0] == "place":  # the rest of a country is told where it is an agent
            self.left(node, _PLACE, record=found)

    def _address(self, node: Node, found: str) -> str:
        parts: list[str] = []
        for value, place in self.values(node.fields.get("address"), node.place("address")):
            if isinstance(value, dict) and "@value" not in value:
                inner = self.node(value, place)
                for key in _ADDRESS:
                    countries = (
                        self.texts(each, "name") for each in self.nodes(inner.fields.get(key), inner.place(key))
                    )
                    parts += [text for texts in countries for text in texts] or self.texts(inner, key)
                self.left(inner, set(_ADDRESS), record=found)
            else:
                parts.append(self.text(plain_of(value), place))
        return ", ".join(parts)

    # -- sources and claims ------------------------------------------------------------------------------------------------

    def source(self, node: Node, found: str) -> None:
        """Enter a node as a source."""
        url = self.one(node, "url", record=found)
        if url and not is_link(url):
            self.lose(f"{shown(url)} is no web address", node.place("url"), record=found, field="url")
            url = ""
        title = self.one(node, "name", record=found) or self.one(node, "headline", record=found)
        entry: dict[str, Tree] = {
            "title": title or next(iter(self.texts(node, "text")), "") or url or node.name or found
        }
        entry |= {key: ", ".join(self._names(node, key)) for key in ("author", "publisher")}
        entry |= {
            "url": url or (node.name if is_link(node.name) else ""),
            "language": self.one(node, "inLanguage", record=found),
        }
        entry |= {
            "published": notation(self.one(node, "datePublished", record=found)),
            "note": self.one(node, "description", record=found),
        }
        self.left(node, _SOURCE | ({"text"} if not title else set()), record=found)
        places = {"published": self.at(node.place("datePublished"))}
        self.intake.record("sources", found, kept(entry), at=self.at(node.path), fields_at=places)

    def _names(self, node: Node, key: str) -> Iterator[str]:
        """Yield what those are called whom a property mentions, whether as names or as nodes."""
        for value, place in self.values(node.fields.get(key), node.place(key)):
            if isinstance(value, dict) and "@value" not in value:
                inner = self.defined(self.node(value, place))
                yield next(iter(self.texts(inner, "name")), inner.name)
            elif text := self.text(plain_of(value), place):
                yield text

    def enter_claim(self, node: Node, found: str) -> None:
        """Enter a node as a claim."""
        entry: dict[str, Tree] = {"text": self.one(node, "text", record=found) or self.one(node, "name", record=found)}
        for inner in self.nodes(node.fields.get("mainEntity"), node.place("mainEntity")):
            rival = {
                key: self.one(inner, name, record=found)
                for key, name in (("attribute", "propertyID"), ("value", "value"))
            }
            if (
                "PropertyValue" in inner.sorts
                and all(rival.values())
                and (subject := self._subject(node, record=found))
            ):
                entry |= {"subject": subject, **rival}
        entry["about"] = self.one(node, "temporalCoverage", record=found)
        entry |= {
            "cites": self.cites(node, "appearance", record=found),
            "note": self.one(node, "description", record=found),
        }
        known = {"text", "temporalCoverage", "appearance", "description"} | (
            {"about", "mainEntity"} if "subject" in entry else set()
        )
        self.left(node, known | (set() if node.fields.get("text") else {"name"}), record=found)
        self.intake.record("claims", found, kept(entry), at=self.at(node.path))

    def _subject(self, node: Node, *, record: str) -> str:
        """Return the id of the record that a claim is about, whatever that is."""
        for inner in self.nodes(node.fields.get("about"), node.place("about")):
            target = self.defined(inner)
            if any(sort.endswith("Role") for sort in target.sorts):
                return self.id_of("tenure", target)[0]
            if target.family:
                return self.mention(target.family[0], dict(inner.fields), inner.path, record=record)
        return ""

    def cites(self, node: Node, key: str, *, record: str) -> list[Tree]:
        """Return citations of the works that a property mentions."""
        return [
            cite
            for value, place in self.values(node.fields.get(key), node.place(key))
            if (cite := self._cite(value, place, record=record))
        ]

    def _cite(self, value: Tree, path: Path, *, record: str) -> Tree:
        node = self.node(value, path) if isinstance(value, dict) and "@value" not in value else None
        family = self.defined(node).family if node else None
        if family is not None and family[0] != "source":
            self.lose("it is no source", path, record=record, field="cites")
            return ""
        if node is None or "isPartOf" not in node.fields or node.name:
            return self.mention("source", value, path, record=record)
        cite: dict[str, Tree] = {"source": self.first("source", node, "isPartOf", record=record)}
        for field, key in (("quote", "text"), ("language", "inLanguage"), ("locator", "position")):
            cite[field] = self.one(node, key, record=record)
        cite["via"] = [
            self._credited(inner, record=record)
            for inner in self.nodes(node.fields.get("mentions"), node.place("mentions"))
        ]
        self.left(node, {"isPartOf", "text", "inLanguage", "position", "mentions"}, record=record)
        return kept(cite)

    def _credited(self, node: Node, *, record: str) -> str:
        family = self.defined(node).family
        return self.mention(
            "source" if family and family[0] == "source" else "agent", dict(node.fields), node.path, record=record
        )

    # -- times -------------------------------------------------------------------------------------------------------------

    def when(self, node: Node, shape: Shape[When], *, record: str, ongoing: bool) -> str:
        """Return a time: the notation, so long as the two dates fit it; else what those say."""
        start, end = (self.one(node, key, record=record) for key in ("startDate", "endDate"))
        own = self.one(node, "temporalCoverage", record=record)
        if own:
            try:
                if fits(shape.convert(own), (start, end)) or not (start or end):
                    return own
                why = f"{shown(own)} is not the time of startDate and endDate"
            except TimelineError:
                why = f"{shown(own)} is no date here"
            self.lose(why, node.place("temporalCoverage"), record=record, field="temporalCoverage")
        return stretch(start, end, ongoing=ongoing)

    def dated_at(self, node: Node, field: str) -> dict[str, Spotted]:
        """Return the place of a field that is made of dates."""
        key = next((key for key in ("startDate", "endDate", "temporalCoverage") if node.fields.get(key)), None)
        return {} if key is None else {field: self.at(node.place(key))}


def plain_of(value: Tree) -> Tree:
    """Return the text of a value that may have a type or a language beside it."""
    return value.get("@value") if isinstance(value, dict) else value


def kept(entry: dict[str, Tree]) -> dict[str, Tree]:
    """Return an entry without what is empty."""
    return {key: value for key, value in entry.items() if value not in ("", [], None, {})}

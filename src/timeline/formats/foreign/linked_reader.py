"""JSON-LD in schema.org as a chronology: our own files, and the pages of others."""

from __future__ import annotations

from typing import Any

from timeline.chronology import Chronology
from timeline.errors import shown
from timeline.escaping import is_link
from timeline.formats.drafting.tree import Path, Tree
from timeline.formats.foreign import linked_terms as terms
from timeline.formats.foreign.linked_nodes import Node
from timeline.formats.foreign.linked_records import LinkedRecords, kept
from timeline.records import Act, Event, Mode, Protocol, event_class
from timeline.records.text import slug_problem

__all__ = ["LinkedData"]

_ACTS = {act.value for act in Act}
_STATUSES = {"EventCancelled": "cancelled", "EventPostponed": "postponed", "EventScheduled": "", "EventRescheduled": ""}
_EVENT = {
    *("additionalType", "name", "startDate", "endDate", "temporalCoverage", "duration", "eventStatus", "location"),
    *(*terms.PART_KEYS, "attendees", "performers", "workFeatured", "superEvent", "subEvent", "subEvents"),
    *("description", "keywords", "subjectOf", "url", "eventAttendanceMode"),
}
_PLURALS = {"attendees": "attendee", "performers": "performer"}


class LinkedData(LinkedRecords):
    """Takes in JSON-LD."""

    def chronology(self) -> Chronology:
        """Return what the nodes tell of.

        Raises:
            Unreadable: With every problem.
        """
        if self.is_whole and self.gather():
            for node in self.tops:
                self._top(node)
            while self.waiting:
                family, node = self.waiting.pop(0)
                self._enter(family, node)
        return self.intake.finish()

    def _top(self, node: Node) -> None:
        if "Collection" in node.sorts or (node.name == "" and "ItemList" in node.sorts):
            self._whole(node)
        elif (found := node.family) is not None:
            self._enter(found[0], node)
        elif not node.is_reference:
            sort = shown(", ".join(node.sorts)) if node.sorts else "a node without a type"
            self.lose(f"{sort} is nothing that a chronology holds", node.path, record=node.name)

    def _whole(self, node: Node) -> None:
        for key, field in (("title", "name"), ("language", "inLanguage"), ("note", "description")):
            if value := self.one(node, field, record=""):
                self.intake.header(key, value, at=self.at(node.place(field)))
        self.left(node, {"name", "inLanguage", "description"}, record="")

    def _enter(self, family: str, node: Node) -> None:
        """Enter a node as a record of a family, once."""
        found, _ = self.id_of(family, node)
        if (family, found) in self.entered:
            return
        self.entered.add((family, found))
        {
            "agent": self.agent,
            "place": self.place,
            "source": self.source,
            "claim": self.enter_claim,
            "event": self._event,
        }[family](self.defined(node), found)

    # -- events ------------------------------------------------------------------------------------------------------------

    def _event(self, node: Node, found: str) -> None:
        entry: dict[str, Tree] = {"id": found, "title": self.one(node, "name", record=found) or "Event"}
        kind, own, tags = self._kind(node, found)
        entry |= {"kind": "" if kind == Event.kind else kind, **own}
        entry["when"] = self.when(node, event_class(kind).fields()["when"], record=found, ongoing=False) or "XXXX"
        entry["where"] = self.first("place", node, "location", record=found)
        who, stances = self._who(node, kind, record=found)
        entry |= {"who": who, **stances, "status": self._status(node, found), "lasted": self._lasted(node, found)}
        entry["part_of"] = self.first("event", node, "superEvent", record=found) or self.wholes.get(found, "")
        entry |= {"summary": self.one(node, "description", record=found), "tags": [*self._keywords(node), *tags]}
        entry["cites"] = [*self.cites(node, "subjectOf", record=found), *self._pages(node, found)]
        entry |= self._words(node, kind, record=found)
        self.left(node, _EVENT, record=found)
        places = {"title": self.at(node.place("name")), **self.dated_at(node, "when")}
        self.intake.event(kept(entry), at=self.at(node.path), fields_at=places)
        for key in ("subEvent", "subEvents"):
            for value, place in self.values(node.fields.get(key), node.place(key)):
                if child := self.mention("event", value, place, record=found):
                    self.wholes.setdefault(child, found)

    def _kind(self, node: Node, found: str) -> tuple[str, dict[str, Tree], list[str]]:
        """Return the kind, how a meeting was held or the rank of a visit, and a type that says more as a tag."""
        tags = [sort for sort in node.sorts if sort != "Event"]
        kind, own = Event.kind, dict[str, Tree]()
        for text in self.texts(node, "additionalType"):
            if kind == Event.kind and not slug_problem(text):
                kind = text
            elif kind == "meeting" and text in set(Mode):
                own["mode"] = text
            elif kind == "visit" and text in set(Protocol):
                own["protocol"] = text
            else:
                self.lose(
                    f"{shown(text)} is no kind", node.place("additionalType"), record=found, field="additionalType"
                )
        held = self.one(node, "eventAttendanceMode", record=found)
        if held and terms.ATTENDANCE.get(str(own.get("mode"))) != held.replace("http:", "https:"):
            self.lose(
                f"{shown(held)} is said of no meeting",
                node.place("eventAttendanceMode"),
                record=found,
                field="eventAttendanceMode",
            )
        return kind, own, tags

    def _who(self, node: Node, kind: str, *, record: str) -> tuple[list[Tree], dict[str, list[str]]]:
        """Return who took part, and where a statement stands."""
        who: list[Tree] = []
        stances: dict[str, list[str]] = {}
        for written, tree in node.fields.items():
            key = _PLURALS.get(written, written)
            if key not in terms.PART_KEYS:
                continue
            for value, place in self.values(tree, node.place(written)):
                part = self._part(value, place, key, kind, record=record)
                if part and "act" in part:
                    stances.setdefault(part["act"], []).append(part["target"])
                elif part and part not in who:
                    who.append(part)
        return who, stances

    def _part(self, value: Tree, path: Path, key: str, kind: str, *, record: str) -> dict[str, Any] | None:
        node = self.node(value, path) if isinstance(value, dict) and "@value" not in value else None
        if node is None or not any(sort.endswith("Role") for sort in node.sorts):
            if key == "about":
                self.lose("it is not said what the event is to it", path, record=record, field=key)
                return None
            agent = self.mention("agent", value, path, record=record)
            return {"agent": agent, "role": terms.usual_role(key, kind)} if agent else None
        name = self.one(node, "roleName", record=record)
        self.left(node, {"roleName", "description", key}, record=record)
        if key == "about" and name in _ACTS:
            return self._stance(node, name, kind, record=record)
        agent = self.first("agent", node, key, record=record)
        allowed = event_class(kind).roles
        is_role = bool(name) and (name in allowed or not allowed)
        capacity = self.one(node, "description", record=record)
        part = {"agent": agent, "role": name if is_role else terms.usual_role(key, kind)}
        part["capacity"] = ", ".join(filter(None, ("" if is_role else name, capacity)))
        return kept(part) if agent else None

    def _stance(self, node: Node, act: str, kind: str, *, record: str) -> dict[str, str] | None:
        for inner in self.nodes(node.fields.get("about"), node.place("about")):
            family = self.defined(inner).family
            if kind == "statement" and family and family[0] in {"claim", "event"}:
                target = self.mention(family[0], dict(inner.fields), inner.path, record=record)
                return {"act": act, "target": target} if target else None
        self.lose("a stance on nothing that is told of here", node.path, record=record, field=act)
        return None

    def _status(self, node: Node, found: str) -> str:
        text = self.one(node, "eventStatus", record=found).rpartition("/")[2]
        if text and text not in _STATUSES:
            self.lose(f"the status {shown(text)} is none here", node.place("eventStatus"), record=found, field="status")
        return _STATUSES.get(text, "")

    def _lasted(self, node: Node, found: str) -> str:
        text = self.one(node, "duration", record=found)
        lasted = terms.lasting(text)
        if text and not lasted:
            self.lose(
                f"{shown(text)} is no duration in whole units", node.place("duration"), record=found, field="lasted"
            )
        return lasted

    def _keywords(self, node: Node) -> list[str]:
        listed = isinstance(node.fields.get("keywords"), list)
        texts = self.texts(node, "keywords")
        found = texts if listed else [part.strip() for text in texts for part in text.split(",")]
        return list(dict.fromkeys(part for part in found if part))

    def _pages(self, node: Node, found: str) -> list[Tree]:
        """Return the page of an event as a source."""
        pages = self.texts(node, "url")
        for page in pages:
            if not is_link(page):
                self.lose(f"{shown(page)} is no web address", node.place("url"), record=found, field="url")
        return [self.by_name("source", page, node.place("url"), record=found) for page in pages if is_link(page)]

    def _words(self, node: Node, kind: str, *, record: str) -> dict[str, Tree]:
        """Return the words of a statement."""
        texts = [
            text
            for inner in self.nodes(node.fields.get("workFeatured"), node.place("workFeatured"))
            for text in self.texts(inner, "text")
        ]
        if kind == "statement" and len(texts) == 1:
            return {"text": texts[0]}
        if node.fields.get("workFeatured"):
            self.lose("only a statement has words", node.place("workFeatured"), record=record, field="workFeatured")
        return {}

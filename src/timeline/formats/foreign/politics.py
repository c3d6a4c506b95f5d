"""A file of Popolo as a chronology: ours, EveryPolitician's, or anybody's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from timeline.chronology import Chronology
from timeline.errors import shown
from timeline.formats.drafting.naming import slug
from timeline.formats.drafting.tree import Path, Tree
from timeline.formats.foreign.iso_dates import stretch
from timeline.formats.foreign.popolo_backing import Backing
from timeline.records import Event, Status, Tenure, event_class
from timeline.records.text import slug_problem

__all__ = ["ABSENT", "Politics"]

# Who takes part in one of these roles need not have been there, or was not.
ABSENT = frozenset({"organizer", "sender", "subject", "target", "victim"})

SECTIONS = {
    "persons": "people",
    "organizations": "organizations",
    "areas": "places",
    "posts": "posts",
    "memberships": "tenures",
    "events": "events",
}
_BOOKKEEPING = {"id", "created_at", "updated_at"}
_NAMED = _BOOKKEEPING | {"name", "other_names", "identifiers"}
_STATUSES = {"confirmed": "held", "tentative": "planned", **{status.value: status.value for status in Status}}
_MEMBERSHIP = _BOOKKEEPING | {
    *(
        "person_id",
        "person",
        "member",
        "role",
        "post_id",
        "organization_id",
        "start_date",
        "end_date",
        "when",
        "sources",
    ),
    "legislative_period_id",
}
_EVENT = _BOOKKEEPING | {
    *("name", "classification", "start_date", "end_date", "when", "location", "area_id", "status", "organization_id"),
    *("attendees", "parent_id", "description", "sources"),
}
_REMARKS = {
    "summary": "",
    "biography": "",
    "birth_date": "Born ",
    "death_date": "Died ",
    "founding_date": "Founded ",
    "dissolution_date": "Dissolved ",
    "classification": "Classification: ",
}


class Politics(Backing):
    """Takes in a Popolo file."""

    def __init__(self, text: str, *, file: str | None = None) -> None:
        super().__init__(text, file=file)
        self._ids: dict[tuple[str, str], str] = {}
        self._posts: dict[str, Mapping[str, Tree]] = {}

    def chronology(self) -> Chronology:
        """Return what the file tells of.

        Raises:
            Unreadable: With every problem.
        """
        if self.is_whole:
            self._whole(self.tree)
        return self.intake.finish()

    def _whole(self, tree: Tree) -> None:
        if not isinstance(tree, dict) or not tree.keys() & {*SECTIONS, "meta"}:
            hint = f"Popolo in one file is a mapping with lists such as {', '.join(SECTIONS)}"
            self.refuse("this is no Popolo file", (), code="wrong-type", hint=hint)
            return
        self._meta(self.typed(tree.get("meta"), dict, ("meta",)))
        self.leave(tree, {"meta", *SECTIONS}, (), record="")
        entries = {section: list(self.entries(tree.get(section), (section,))) for section in SECTIONS}
        entries["memberships"] += self._embedded(entries)
        self._enter_ids(entries)
        for section, enter in (
            ("persons", self._person),
            ("organizations", self._organization),
            ("areas", self._area),
            ("memberships", self._membership),
            ("events", self._event),
        ):
            for fields, path in entries[section]:
                enter(fields, path)
        self._unheld(entries)

    def _meta(self, meta: dict[str, Tree]) -> None:
        for key in ("title", "language", "zone", "note"):
            if value := self.text(meta.get(key), ("meta", key)):
                self.intake.header(key, value, at=self.at(("meta", key)))
        self.leave(meta, {"title", "language", "zone", "note"}, ("meta",), record="", under="meta.")

    def _embedded(self, entries: Mapping[str, list[tuple[dict[str, Tree], Path]]]) -> Iterator[Any]:
        """Yield the memberships that stand within people and organizations."""
        for section, key in (("persons", "person_id"), ("organizations", "organization_id")):
            for fields, path in entries[section]:
                for inner, place in self.entries(fields.get("memberships"), (*path, "memberships")):
                    yield {key: fields.get("id"), **inner}, place

    # -- ids -------------------------------------------------------------------------------------------------------------

    def _enter_ids(self, entries: Mapping[str, list[tuple[dict[str, Tree], Path]]]) -> None:
        """Give every entry its id: its own where it can be one, and one made of it or of its name where not."""
        wanted = [(section, fields, path) for section in SECTIONS for fields, path in entries[section]]
        for fit in (True, False):
            for section, fields, path in wanted:
                own = self.text(fields.get("id"), (*path, "id"))
                if (bool(own) and (not slug_problem(own)) is fit) or (not own and not fit):
                    self._enter_id(section, own, fields, path)

    def _enter_id(self, section: str, own: str, fields: dict[str, Tree], path: Path) -> None:
        if own and (section, own) in self._ids:
            self.refuse(f"the id {shown(own)} is used before", (*path, "id"), code="duplicate-id")
        elif section == "posts":
            self._ids[section, own] = own
            self._posts[own] = fields
        else:
            made = own or slug(self._name(fields, path) or self._post_name(fields), otherwise=SECTIONS[section])
            self._ids[section, own or _key(path)] = self.claim(made, otherwise=SECTIONS[section])

    def _id(self, section: str, fields: Mapping[str, Tree], path: Path) -> str:
        """Return the id that an entry was given."""
        own = self.text(fields.get("id"), (*path, "id"))
        return self._ids.get((section, own or _key(path)), "")

    def _known(self, sections: tuple[str, ...], tree: Tree, path: Path) -> str:
        """Return the id of a record that is mentioned by its id; what is not in the file is entered under its id, and that is said."""
        own = self.text(tree, path)
        if not own:
            return ""
        found = next((self._ids[section, own] for section in sections if (section, own) in self._ids), None)
        if found is None and sections == ("events",):
            self.lose(f"{shown(own)} is not in the file", path, field=str(path[-1]))
            return ""
        if found is None:
            self.lose(f"{shown(own)} is not in the file; its id stands for its name", path, record=own)
            section = "places" if sections == ("areas",) else "people" if sections == ("persons",) else "agents"
            found = self.claim(own, otherwise="agent")
            self._ids[sections[0], own] = found
            self.intake.record(section, found, {"name": own}, at=self.at(path))
        return found

    # -- who and where ---------------------------------------------------------------------------------------------------

    def _person(self, fields: dict[str, Tree], path: Path) -> None:
        self._enter_named("people", "persons", fields, path, {"memberships"})

    def _organization(self, fields: dict[str, Tree], path: Path) -> None:
        sort = self.text(fields.get("classification"), (*path, "classification")).lower()
        section = {"state": "states", "country": "states", "agent": "agents"}.get(sort, "organizations")
        known = {"memberships"} | ({"classification"} if section != "organizations" else {"parent_id"})
        more: dict[str, Tree] = {}
        if section == "organizations":
            more["part_of"] = self._known(_AGENTS, fields.get("parent_id"), (*path, "parent_id"))
        self._enter_named(section, "organizations", fields, path, known, more)

    def _area(self, fields: dict[str, Tree], path: Path) -> None:
        more: dict[str, Tree] = {"within": self._known(("areas",), fields.get("parent_id"), (*path, "parent_id"))}
        self._enter_named("places", "areas", fields, path, {"parent_id"}, more)

    def _enter_named(  # noqa: PLR0917 - each says which
        self, section: str, of: str, fields: dict[str, Tree], path: Path, known: set[str], more: Tree = None
    ) -> None:
        found = self._id(of, fields, path)
        if self.intake.has(section, found):
            return
        name = self._name(fields, path) or self.text(fields.get("id"), (*path, "id"))
        entry = {**(more or {}), "name": name, "aliases": self._aliases(fields, path, found)}
        entry |= self._identifiers(fields, path, found, coded=section == "states")
        remarks = {key for key in _REMARKS if key not in known}
        entry["note"] = "\n\n".join(
            f"{_REMARKS[key]}{text}"
            for key in _REMARKS
            if key in remarks and (text := self.text(fields.get(key), (*path, key)))
        )
        self.leave(fields, _NAMED | known | remarks, path, record=found)
        self.bear(section, name, found)
        self.intake.record(section, found, _kept(entry), at=self.at(path), fields_at={"name": self.at((*path, "name"))})

    def _name(self, fields: Mapping[str, Tree], path: Path) -> str:
        return self.text(fields.get("name"), (*path, "name"))

    def _aliases(self, fields: Mapping[str, Tree], path: Path, record: str) -> list[str]:
        found: dict[str, None] = {}
        for other, place in self.entries(fields.get("other_names"), (*path, "other_names")):
            if name := self._name(other, place):
                found[name] = None
            self.leave(other, {"name"}, place, record=record, under="other_names.")
        return list(found)

    def _identifiers(self, fields: Mapping[str, Tree], path: Path, record: str, *, coded: bool) -> dict[str, Tree]:
        """Return identifiers, and the code of a state: the one that is in no scheme."""
        pairs: list[list[str]] = []
        code = ""
        for each, place in self.entries(fields.get("identifiers"), (*path, "identifiers")):
            scheme, value = (self.text(each.get(key), (*place, key)) for key in ("scheme", "identifier"))
            self.leave(each, {"scheme", "identifier"}, place, record=record, under="identifiers.")
            if value and not scheme and coded and not code:
                code = value
            elif value:
                pairs.append([scheme or "identifier", value])
        own = self.text(fields.get("id"), (*path, "id"))
        if own and own != record:
            pairs.append(["popolo", own])
        return {"identifiers": pairs, "code": code}

    # -- memberships -----------------------------------------------------------------------------------------------------

    def _membership(self, fields: dict[str, Tree], path: Path) -> None:
        found = self._id("memberships", fields, path)
        holder = self._holder(fields, path)
        if not holder:
            self.refuse("a membership without a person or member", path, code="missing-key")
            return
        post = self._posts.get(self.text(fields.get("post_id"), (*path, "post_id")), {})
        label, role = self.text(post.get("label"), path), self.text(fields.get("role"), (*path, "role"))
        body = fields.get("organization_id") or post.get("organization_id")
        cites = self.links(fields, path, record=found)
        term, remark = self._term(fields, path, record=found)
        self._own_id(fields, path, found)
        if fields.get("post_id") and not label:
            self.lose("the post is not in the file", (*path, "post_id"), record=found, field="post_id")
        notes = [remark, f"Role: {role}" if role and label and role != label else ""]
        entry = {"holder": holder, "post": label or role or "member", "term": term, "cites": cites}
        entry |= {
            "of": self._body(body, fields.get("organization"), path),
            "note": "\n\n".join(filter(None, notes)),
        }
        self.leave(fields, _MEMBERSHIP, path, record=found)
        self.intake.record(
            "tenures", found, _kept(entry), at=self.at(path), fields_at=self.dated_at(fields, path, "term")
        )

    def _holder(self, fields: dict[str, Tree], path: Path) -> str:
        if fields.get("person_id"):
            return self._known(("persons",), fields["person_id"], (*path, "person_id"))
        key = "person" if fields.get("person") else "member"
        return self._someone(self.typed(fields.get(key), dict, (*path, key)), (*path, key))

    def _body(self, name: Tree, embedded: Tree, path: Path) -> str:
        """Return the organization of a membership, by its id or as a mapping within."""
        if name:
            return self._known(_AGENTS, name, (*path, "organization_id"))
        place = (*path, "organization")
        return self._someone(self.typed(embedded, dict, place), place)

    def _someone(self, fields: dict[str, Tree], path: Path) -> str:
        """Return the id of an agent who is mentioned by a mapping of id and name, or of a name alone."""
        if fields.get("id"):
            return self._known(_AGENTS, fields["id"], (*path, "id"))
        name = self._name(fields, path)
        return self.named("agents", name, path) if name else ""

    def _term(self, fields: dict[str, Tree], path: Path, *, record: str) -> tuple[Tree, str]:
        """Return when a post was held, and how that is known where the membership has no dates itself."""
        own = self.when(fields, path, Tenure.fields()["term"], record=record)
        if own is not None:
            return own, ""
        period = self.text(fields.get("legislative_period_id"), (*path, "legislative_period_id"))
        held = next(
            (each for each, _ in self.entries(self.tree.get("events"), ("events",)) if each.get("id") == period), None
        )
        if period and held is not None:
            start, end = (self.text(held.get(key), path) for key in ("start_date", "end_date"))
            if said := stretch(start, end, ongoing=True):
                return said, f"The dates are those of {self._name(held, path) or period}"
        return {"date": "XXXX", "reading": "within"}, ""

    def _unheld(self, entries: Mapping[str, list[tuple[dict[str, Tree], Path]]]) -> None:
        """Tell of posts that nobody holds."""
        held = {str(fields.get("post_id")) for fields, _ in entries["memberships"]}
        for fields, path in entries["posts"]:
            if str(fields.get("id")) not in held:
                self.lose("a post that nobody holds", path, record=self.text(fields.get("id"), path))
            else:
                self.leave(fields, _BOOKKEEPING | {"label", "organization_id", "role"}, path, record="", under="posts.")

    # -- events ----------------------------------------------------------------------------------------------------------

    def _event(self, fields: dict[str, Tree], path: Path) -> None:
        found = self._id("events", fields, path)
        kind = self._kind(fields, path, record=found)
        shape = event_class(kind).fields()["when"]
        when = self.when(fields, path, shape, record=found)
        status = self.text(fields.get("status"), (*path, "status")).lower()
        if status and status not in _STATUSES:
            self.lose(f"the status {shown(status)} is none here", (*path, "status"), record=found, field="status")
        self._own_id(fields, path, found)
        entry: dict[str, Tree] = {"id": found, "kind": "" if kind == Event.kind else kind}
        entry["title"] = self._name(fields, path) or self.text(fields.get("id"), (*path, "id")) or "Event"
        entry |= {"when": when or "XXXX", "where": self._where(fields, path, record=found)}
        entry |= {"who": self._who(fields, path, record=found), "status": _STATUSES.get(status, "")}
        entry["part_of"] = self._known(("events",), fields.get("parent_id"), (*path, "parent_id"))
        entry["summary"] = self.text(fields.get("description"), (*path, "description"))
        entry["cites"] = self.links(fields, path, record=found)
        self.leave(fields, _EVENT, path, record=found)
        places = {"title": self.at((*path, "name")), **self.dated_at(fields, path, "when")}
        self.intake.event(_kept(entry), at=self.at(path), fields_at=places)

    def _kind(self, fields: dict[str, Tree], path: Path, *, record: str) -> str:
        own = self.text(fields.get("classification"), (*path, "classification"))
        kind = own if not slug_problem(own) else slug(own, otherwise="") if own else Event.kind
        if kind.startswith("-"):  # a digest, since an id can have none of its letters
            self.lose(
                f"the classification {shown(own)} is no kind", (*path, "classification"), record=record, field="kind"
            )
            return Event.kind
        return kind

    def _where(self, fields: dict[str, Tree], path: Path, *, record: str) -> str:
        location = self.text(fields.get("location"), (*path, "location"))
        place = self._known(("areas",), fields.get("area_id"), (*path, "area_id"))
        if place and location and self.bearers.get(("place", location)) is None:
            self.lose("the area stands for the place", (*path, "location"), record=record, field="location")
        return place or (self.named("places", location, (*path, "location")) if location else "")

    def _who(self, fields: dict[str, Tree], path: Path, *, record: str) -> list[Tree]:
        found: list[Tree] = []
        if organizer := self._known(_AGENTS, fields.get("organization_id"), (*path, "organization_id")):
            found.append({"agent": organizer, "role": "organizer"})
        for each, place in self.entries(fields.get("attendees"), (*path, "attendees")):
            part = {"agent": self._someone(each, place), "role": self.text(each.get("role"), (*place, "role"))}
            part["capacity"] = self.text(each.get("label"), (*place, "label"))
            part["on_behalf_of"] = self._known(_AGENTS, each.get("on_behalf_of_id"), (*place, "on_behalf_of_id"))
            self.leave(
                each, {"id", "name", "role", "label", "on_behalf_of_id"}, place, record=record, under="attendees."
            )
            if part["agent"] and _kept(part) not in found:
                found.append(_kept(part))
        return found

    def _own_id(self, fields: dict[str, Tree], path: Path, found: str) -> None:
        own = self.text(fields.get("id"), (*path, "id"))
        if own and own != found:
            self.lose(
                f"the id {shown(own)} is no id here: {found} stands for it", (*path, "id"), record=found, field="id"
            )

    def _post_name(self, fields: Mapping[str, Tree]) -> str:
        """Return what the id of a membership without one is made of."""
        return " ".join(str(fields[key]) for key in ("person_id", "role", "organization_id") if fields.get(key))


_AGENTS = ("organizations", "persons")


def _kept(entry: Mapping[str, Tree]) -> dict[str, Tree]:
    return {key: value for key, value in entry.items() if value not in ("", [], None)}


def _key(path: Path) -> str:
    """Return what an entry without an id is known by."""
    return "\0".join(str(part) for part in path)

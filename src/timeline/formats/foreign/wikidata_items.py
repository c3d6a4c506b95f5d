"""Items of Wikidata as the records of a chronology."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.chronology import Chronology
from timeline.errors import Invalid
from timeline.formats.drafting.tree import Path, Tree
from timeline.formats.foreign.wikidata_kinds import Kinds
from timeline.formats.foreign.wikidata_statements import Statement, best
from timeline.formats.foreign.wikidata_time import between, notation_of
from timeline.records import ROLES
from timeline.when import When

__all__ = ["Items"]

PARTS = {"P710": "", "P664": "organizer", "P823": "speaker", "P1891": "party", "P8031": "actor", "P8032": "victim"}
ROLE_QUALIFIERS = ("P3831", "P2868", "P39")
DATED = {"P585", "P580", "P582"}
_EVENT = {"P31", *DATED, "P276", "P131", "P17", *PARTS, "P361"}
_PROTOCOLS = {"state visit": "state", "official visit": "official"}


class Items(Kinds):
    """Takes in items of Wikidata.

    Args:
        text: The JSON.
        file: What messages call it.
        language: Of labels.
    """

    def chronology(self) -> Chronology:
        """Return what the items tell of.

        Raises:
            Unreadable: With every problem.
        """
        if self.is_whole and self.gather():
            self.intake.header("language", self.language)
            self._events = {name: kind for name in self.items if (kind := self.kind(name)) is not None}
            self._agents = set(self._acting())
            for name in self._events:
                self._event(name)
            for name in self.items:
                self._standing(name)
        return self.intake.finish()

    # -- what an item is ---------------------------------------------------------------------------------------------------

    def _acting(self) -> Iterator[str]:
        """Yield the items that are agents: those who took part, held posts, or for whom they were held."""
        for name in self.items:
            if name in self._events:
                yield from (each.entity for role in PARTS for each in self.statements(name, role) if each.entity)
            elif (section := self.section(name)) in {"people", "organizations"}:
                yield name
                if section == "people":
                    yield from (self._body(each) for each in self.statements(name, "P39"))

    # -- records that are mentioned ----------------------------------------------------------------------------------------

    def _agent(self, name: str, path: Path) -> str:
        found = f"{name.lower()}-agent" if name in self._events else name.lower()
        section = self.section(name) if name in self.items else "agents"
        if not self.intake.has(section, found):
            self.intake.record(section, found, self._named(name, path), at=self.at(self.place_of(name, path)))
        return found

    def _place(self, name: str, path: Path, *, within: str = "") -> str:
        found = f"{name.lower()}-place" if name in self._agents or name in self._events else name.lower()
        if not self.intake.has("places", found):
            fields = self._named(name, path)
            self.intake.record("places", found, fields, at=self.at(self.place_of(name, path)))
            around = next(
                (each.entity for key in ("P131", "P17") for each in best(self.statements(name, key)) if each.entity),
                within,
            )
            if around and self._lies_in(around, name):
                self.lose(f"{around} lies in it", self.place_of(name, path), record=found, field="within")
            elif around:
                fields["within"] = self._place(around, path)
        return found

    def _lies_in(self, name: str, other: str) -> bool:
        """Whether the items put one place into another, so that the two must not be put the other way round too."""
        seen: set[str] = set()
        level = {name}
        while level - seen:
            seen |= level
            level = {
                each.entity
                for one in level
                for key in ("P131", "P17")
                for each in best(self.statements(one, key))
                if each.entity
            }
        return other in seen

    def _named(self, name: str, path: Path) -> dict[str, Tree]:
        """Return what an agent or a place is called, and its number; what is not in the file is said to be missing."""
        label = self.label(name)
        if label is None:
            self.lose(
                "the item is not in the file; its number stands for its name", path, record=name.lower(), field="name"
            )
        fields = {"name": label or name, "aliases": self.aliases(name), "identifiers": {"wikidata": name}}
        fields["note"] = self.description(name)
        return {key: value for key, value in fields.items() if value}

    def _standing(self, name: str) -> None:
        """Enter people, organizations and states that nobody mentions, and the posts of people; tell of what is none of those."""
        if name in self._events:
            return
        section = self.section(name)
        if name in self._agents:
            self._agent(name, self.items[name][1])
        elif self.intake.has("places", name.lower()):
            pass
        elif section == "states":
            self._agent(name, self.items[name][1])
        elif "P625" in self.claims(name):
            self._place(name, self.items[name][1])
        elif name not in self.asked and name not in self.above:
            self.lose("an item of no kind that a chronology holds", self.items[name][1], record=name.lower())
            return
        if section == "people":
            for number, each in enumerate(self.statements(name, "P39"), start=1):
                self._tenure(name, each, number)
        self.left(name, {"P31", "P279", "P131", "P17", "P39", "P625"})

    # -- events ------------------------------------------------------------------------------------------------------------

    def _event(self, name: str) -> None:
        path = self.items[name][1]
        label = self.label(name)
        if label is None:
            self.lose(
                "the item has no label; its number stands for its title", path, record=name.lower(), field="title"
            )
        kind = self._events[name]
        cites: list[Tree] = []
        remarks: list[str] = []
        fields: dict[str, Tree] = {"id": name.lower(), "kind": kind, "title": label or name}
        fields |= self._when(name, cites, remarks)
        fields["where"] = self._where(name, cites, remarks)
        fields["who"] = self._who(name, cites, remarks)
        fields["part_of"] = self._part_of(name)
        fields["summary"] = self.description(name)
        fields |= self._of_kind(name, kind)
        fields |= {"cites": cites, "note": "\n\n".join(remarks)}
        if kind == "event":
            del fields["kind"]
        if aliases := self.aliases(name):
            self.lose(f"an event has one title: {', '.join(aliases)}", path, record=name.lower(), field="aliases")
        self.left(name, _EVENT | ({"P7588"} if kind == "agreement" else set()))
        self.intake.event({key: value for key, value in fields.items() if value}, at=self.at(path))

    def _of_kind(self, name: str, kind: str) -> dict[str, Tree]:
        """Return what only events of one kind have."""
        if kind == "visit":
            labels = [self.label_in(found, "en") for found in self.classes(name)]
            return {"protocol": next((_PROTOCOLS[label] for label in labels if label in _PROTOCOLS), "")}
        if kind == "agreement":
            in_force = (self._time(each) for each in best(self.statements(name, "P7588")))
            return {"in_force": next((time for time in in_force if time), "")}
        return {}

    def _when(self, name: str, cites: list[Tree], remarks: list[str]) -> dict[str, Tree]:
        """Return the date; what else is said of it becomes claims."""
        told: list[tuple[str, Statement]] = []
        starts, ends = (self.statements(name, key) for key in ("P580", "P582"))
        first, last = (next(iter(best(each)), None) for each in (starts, ends))
        if first or last:
            left, right = (self._end(each) for each in (first, last))
            told += [(between(left, right), each) for each in (first, last) if each]
            told += [(between(self._end(each), right), each) for each in starts if each is not first]
            told += [(between(left, self._end(each)), each) for each in ends if each is not last]
        points = self.statements(name, "P585")
        chosen = best(points)
        told += [(self._time(each), each) for each in (*chosen, *(each for each in points if each not in chosen))]
        adopted = next((text for text, each in told if text and each.rank != "deprecated"), "")
        dating = ""
        for text, each in told:
            if text == adopted and each.rank != "deprecated":
                self._adopt(each, "when", cites, remarks)
                dating = dating or self._julian(each)
            elif text and each.key == "P585" and each.rank != "deprecated" and "/" in adopted and _agree(text, adopted):
                self._adopt(each, "when", cites, remarks)
                self.lose(f"{text} agrees with start and end", each.path, record=name.lower(), field="P585")
            elif text:
                self._rival(name, "when", text, each)
        return {"when": adopted or "XXXX", "dating": dating}

    def _end(self, statement: Statement | None) -> str:
        """Return an end of a stretch: `..` where the item says that there is none, nothing where it is not known."""
        if statement is None or statement.is_unknown:
            return ""
        text = ".." if statement.is_nothing else self._time(statement)
        if "[" in text:
            self.lose(
                f"the end {text} of a stretch is no single date",
                statement.path,
                record=statement.of.lower(),
                field="when",
            )
            return ""
        return text

    def _time(self, statement: Statement) -> str:
        """Return a time in our notation; the empty text, and a word of it, where it cannot be read."""
        value = statement.value
        if not isinstance(value, dict):
            if value is not None:
                self.lose("it is no time", statement.path, record=statement.of.lower(), field=statement.key)
            return ""
        try:
            return notation_of(value)
        except Invalid as error:
            problem = error.problems[0]
            why = "; ".join(part for part in (problem.message, problem.hint) if part)
            self.lose(why, statement.path, record=statement.of.lower(), field=statement.key)
            return ""

    def _julian(self, statement: Statement) -> str:
        value = statement.value
        if (
            not isinstance(value, dict)
            or not str(value.get("calendarmodel", "")).endswith("Q1985786")
            or value.get("precision", 0) < 10
        ):
            return ""
        stood = str(value["time"]).partition("T")[0].lstrip("+")
        return f"{stood.removesuffix('-00')} in the Julian calendar"

    def _where(self, name: str, cites: list[Tree], remarks: list[str]) -> str:
        key = next((key for key in ("P276", "P131", "P17") if best(self.statements(name, key))), "P276")
        wider = (
            next((each.entity for each in best(self.statements(name, "P17")) if each.entity), "")
            if key != "P17"
            else ""
        )
        stated = [each for each in self.statements(name, key) if each.entity]
        chosen = best(stated)[:1]
        for each in stated:
            if each not in chosen:
                self._rival(name, "where", self._place(each.entity, each.path, within=wider), each)
        if not chosen:
            return ""
        self._adopt(chosen[0], "where", cites, remarks)
        return self._place(chosen[0].entity, chosen[0].path, within=wider)

    def _who(self, name: str, cites: list[Tree], remarks: list[str]) -> list[Tree]:
        found: list[Tree] = []
        for key, role in PARTS.items():
            stated = self.statements(name, key)
            chosen = best(stated)
            for each in stated:
                if not each.entity:
                    self.lose("it is not known who", each.path, record=name.lower(), field="who")
                    continue
                part = self._part(each, role)
                if each not in chosen:
                    self._rival(name, "who", [part], each)
                elif part not in found:
                    found.append(part)
                    self._adopt(each, "who", cites, remarks)
        return found

    def _part(self, statement: Statement, role: str) -> Tree:
        """Return someone's part, with the role or the title that qualifiers give."""
        part = {"agent": self._agent(statement.entity, statement.path), "role": role, "capacity": ""}
        for key in ROLE_QUALIFIERS:
            for value in statement.qualified(key):
                label = self.label(value)
                if label is None:
                    self.lose(
                        f"the role {value} is not in the file", statement.path, record=statement.of.lower(), field="who"
                    )
                elif (self.label_in(value, "en") or "").lower() in ROLES and not part["role"]:
                    part["role"] = str(self.label_in(value, "en")).lower()
                else:
                    part["capacity"] = ", ".join(filter(None, (part["capacity"], label)))
        return {key: value for key, value in part.items() if value}

    def _part_of(self, name: str) -> str:
        for each in best(self.statements(name, "P361")):
            if each.entity in self._events and not self._contains(name, each.entity):
                return each.entity.lower()
            whole = each.entity.lower() or "what it is part of"
            self.lose(
                f"{whole} is no event of the file, or holds itself", each.path, record=name.lower(), field="part_of"
            )
        return ""

    def _contains(self, name: str, other: str) -> bool:
        """Whether an event is the other, or holds it by what the items say."""
        seen: set[str] = set()
        level = {other}
        while level - seen:
            seen |= level
            level = {each.entity for one in level for each in best(self.statements(one, "P361")) if each.entity}
        return name in seen

    # -- ranks and backing -------------------------------------------------------------------------------------------------

    def _adopt(self, statement: Statement, field: str, cites: list[Tree], remarks: list[str]) -> None:
        """Add the sources of a statement that was adopted, and who disputes it."""
        cites += [cite for cite in self.cites(statement) if cite not in cites]
        if doubt := self._disputed(statement):
            remarks.append(f"{field}: {doubt}")

    def _rival(self, name: str, field: str, value: Tree, statement: Statement) -> None:
        """Enter a statement that was not adopted as a claim."""
        found = self.claim(f"{name.lower()}-{field}", otherwise="claim")
        rank = "Deprecated on Wikidata" if statement.rank == "deprecated" else ""
        reasons = [self.label(reason) or reason for reason in statement.qualified("P2241")]
        remark = f"{rank}: {', '.join(reasons)}" if rank and reasons else rank
        entry: dict[str, Tree] = {"subject": name.lower(), "attribute": field, "value": value}
        if field == "who":
            entry["adds"] = "true"
        entry |= {
            "cites": self.cites(statement),
            "note": "\n\n".join(filter(None, (remark, self._disputed(statement)))),
        }
        self.intake.record(
            "claims", found, {key: each for key, each in entry.items() if each}, at=self.at(statement.path)
        )

    def _disputed(self, statement: Statement) -> str:
        doubters = [self.label(value) or value for value in statement.qualified("P1310")]
        return f"Disputed by {', '.join(doubters)}" if doubters else ""

    # -- tenures -----------------------------------------------------------------------------------------------------------

    def _body(self, statement: Statement) -> str:
        return next((value for key in ("P642", "P1001") for value in statement.qualified(key)), "")

    def _tenure(self, name: str, statement: Statement, number: int) -> None:
        if statement.rank == "deprecated" or not statement.entity:
            self.lose("a deprecated or unknown post", statement.path, record=name.lower(), field="P39")
            return
        label = self.label(statement.entity)
        if label is None:
            self.lose(
                f"the post {statement.entity} is not in the file", statement.path, record=name.lower(), field="P39"
            )
        start, end = (self._end(next(iter(statement.timed(key)), None)) for key in ("P580", "P582"))
        found = self.claim(f"{name.lower()}-{statement.entity.lower()}-{number}", otherwise="tenure")
        body = self._body(statement)
        entry: dict[str, Tree] = {"holder": self._agent(name, statement.path), "post": label or statement.entity}
        entry["of"] = self._agent(body, statement.path) if body else ""
        entry["term"] = between(start, end) or {"date": "XXXX", "reading": "within"}
        entry |= {"cites": self.cites(statement), "note": self._disputed(statement)}
        self.intake.record(
            "tenures", found, {key: each for key, each in entry.items() if each}, at=self.at(statement.path)
        )


def _agree(text: str, other: str) -> bool:
    """Whether two times can be those of one event: neither is certainly before the other."""
    one, two = When(text), When(other)
    return not one.before(two).certain and not two.before(one).certain

"""Who takes part in the entries of a calendar."""

from __future__ import annotations

from timeline.errors import shown
from timeline.formats.drafting.naming import slug, unique
from timeline.formats.drafting.tree import Tree
from timeline.formats.foreign.calendar_lines import Component, Line
from timeline.formats.foreign.calendar_names import X, agent_of
from timeline.formats.intake import Intake
from timeline.records import SECTIONS, Agent

__all__ = ["People"]

MAIL = "mailto:"
_SECTIONS = {"": "people", "INDIVIDUAL": "people", "GROUP": "organizations"}
_ROLES = {"CHAIR": "host", "NON-PARTICIPANT": "observer"}
_THINGS = {"ROOM": "a room", "RESOURCE": "a thing"}


class People:
    """Takes in those who take part.

    Args:
        intake: Where they go.
        taken: The ids in use; theirs are added.
    """

    def __init__(self, intake: Intake, taken: set[str]) -> None:
        self._intake = intake
        self._taken = taken
        self._ids: dict[str, str] = {}

    def there(self, component: Component, record: str) -> list[Tree]:
        """Return who took part in an entry, and as what."""
        parts: list[dict[str, Tree]] = []
        for line in component.all("ATTENDEE"):
            part = self._part(line, record)
            if part and part not in parts:
                parts.append(part)
        for line in component.all("ORGANIZER"):
            self._organizer(line, parts)
        return list(parts)

    def _part(self, line: Line, record: str) -> dict[str, Tree]:
        sort = line.parameter("CUTYPE").upper()
        if sort in _THINGS or line.parameter("PARTSTAT").upper() == "DECLINED":
            why = f"{_THINGS[sort]} does not take part" if sort in _THINGS else "who declined did not take part"
            self._intake.lose(why, record=record, field="ATTENDEE", line=line.at.line)
            return {}
        role = line.parameter(f"{X}ROLE") or ("" if _is_ours(line) else _ROLES.get(line.parameter("ROLE").upper(), ""))
        part = {"agent": self._agent(line), "role": role, "capacity": line.parameter(f"{X}CAPACITY")}
        part["on_behalf_of"] = self._principal(line, record)
        return {key: value for key, value in part.items() if value}

    def _principal(self, line: Line, record: str) -> str:
        """Return the id of someone who stands behind a participant."""
        found = ""
        for address in line.parameters.get("DELEGATED-FROM", ()):
            found = agent_of(address) or self._ids.get(_key(address), "")
            if address and not found:
                why = f"{shown(address)} takes part in nothing before"
                self._intake.lose(why, record=record, field="DELEGATED-FROM", line=line.at.line)
        return found

    def _organizer(self, line: Line, parts: list[dict[str, Tree]]) -> None:
        """Note who organized an entry, where the participants do not say so."""
        name = self._agent(line)
        own = [part for part in parts if part["agent"] == name]
        if any(part.get("role") == "organizer" for part in own):
            return
        if own and "role" not in own[0]:
            own[0]["role"] = "organizer"
        else:
            parts.append({"agent": name, "role": "organizer"})

    def _agent(self, line: Line) -> str:
        """Return the id of whom an address stands for, entered when it is first met."""
        address = line.value.strip()
        if _key(address) in self._ids:
            return self._ids[_key(address)]
        own = agent_of(address)
        bare = address[len(MAIL) :] if address.lower().startswith(MAIL) else address
        name = line.parameter("CN") or bare or "somebody"
        section = line.parameter(f"{X}SECTION") or _SECTIONS.get(line.parameter("CUTYPE").upper(), Agent.section)
        found = own or unique(slug(name, otherwise="agent"), self._taken)
        self._taken.add(found)
        self._ids[_key(address)] = found
        fields: dict[str, Tree] = {"name": name}
        if not own and bare not in {address, name}:
            fields["identifiers"] = {"mailto": bare}
        known = section in SECTIONS and issubclass(SECTIONS[section], Agent)
        self._intake.record(section if known else Agent.section, found, fields, at=line.at)
        return found


def _is_ours(line: Line) -> bool:
    return bool(agent_of(line.value.strip()))


def _key(address: str) -> str:
    return address.strip().lower()

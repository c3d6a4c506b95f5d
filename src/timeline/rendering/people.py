"""Who took part, as what, and for whom, in words."""

from __future__ import annotations

from timeline.records import Agent, Event, Organization, Participation, State, Tenure
from timeline.rendering.notes import name_of
from timeline.rendering.rows import Person, Role
from timeline.rendering.setting import Setting

__all__ = ["People"]

MOST_KEPT = 10_000


class People:
    """The people of one page; what is said of someone more than once is worded once."""

    def __init__(self, setting: Setting) -> None:
        self._chronology, self._words = setting.chronology, setting.words
        self._holders = frozenset(tenure.holder for tenure in setting.chronology.whole.tenures)
        self._labels: dict[tuple[str, bool], str] = {}
        self._rows: dict[tuple[Participation, tuple[Tenure, ...], tuple[Tenure, ...]], Person] = {}

    def roles(self, event: Event) -> tuple[Role, ...]:
        """Return those who took part, role by role, in the order of the record."""
        found: dict[str, list[Person]] = {}
        for part in event.who:
            found.setdefault(part.role, []).append(self.person(part, event))
        return tuple(Role(role, self._label(role, len(people)), tuple(people)) for role, people in found.items())

    def _label(self, role: str, count: int) -> str:
        """Return the label of a role; there are few of them."""
        key = (role, count == 1)
        if key not in self._labels:
            self._labels[key] = self._words.role(role, count)
        return self._labels[key]

    def speakers(self, event: Event) -> str:
        """Return the names of those who speak in a statement: all but those spoken to."""
        names = [name_of(self._chronology[part.agent]) for part in event.who if part.role != "audience"]
        return self._words.listed(names) if names else self._words["unnamed"]

    def person(self, part: Participation, event: Event) -> Person:
        """Return someone's part in an event."""
        own = self._tenures(part.agent, event)
        principal = part.on_behalf_of
        theirs = self._tenures(principal, event) if principal else ()
        key = (part, own, theirs)
        row = self._rows.get(key)
        if row is None:
            if len(self._rows) >= MOST_KEPT:
                self._rows.clear()
            row = self._rows[key] = self._person(part, own, theirs)
        return row

    def _person(self, part: Participation, own: tuple[Tenure, ...], theirs: tuple[Tenure, ...]) -> Person:
        name = name_of(self._chronology[part.agent])
        capacity = part.capacity or (own[0].post if len(own) == 1 else "")
        for_whom = name_of(self._chronology[part.on_behalf_of]) if part.on_behalf_of else ""
        side = self._side(part.on_behalf_of, theirs) if part.on_behalf_of else self._side(part.agent, own)
        return Person(
            name=name,
            capacity=capacity,
            principal=self._words.say("on_behalf", principal=for_whom) if for_whom else "",
            side="" if _said(side, name, capacity, for_whom) else side,
            names=(name, for_whom) if for_whom else (name,),
            behind=side or self._body(part.on_behalf_of or part.agent),
        )

    def _tenures(self, agent: str, event: Event) -> tuple[Tenure, ...]:
        """Return the posts that an agent had when an event took place."""
        if agent not in self._holders:
            return ()
        record, when = self._chronology[agent], self._chronology.when(event)
        return self._chronology.tenures_of(record, at=when) if isinstance(record, Agent) else ()

    def _side(self, agent: str, tenures: tuple[Tenure, ...]) -> str:
        """Return the state behind someone: by what they are part of, or by the posts they hold where these agree."""
        sides = {self._state(tenure.of) for tenure in tenures if tenure.of} if tenures else {self._state(agent)}
        return sides.pop() if len(sides) == 1 else ""

    def _state(self, agent: str | None) -> str:
        while agent is not None:
            record = self._chronology[agent]
            if isinstance(record, State):
                return record.name
            agent = record.part_of if isinstance(record, Organization) else None
        return ""

    def _body(self, agent: str) -> str:
        """Return the outermost body that an organization without a state belongs to."""
        record, found = self._chronology[agent], ""
        while isinstance(record, Organization):
            found = record.name
            if record.part_of is None:
                break
            record = self._chronology[record.part_of]
        return found


def _said(side: str, *texts: str) -> bool:
    """Whether a state is named already, so that naming it again would only be noise."""
    return any(side.casefold() in text.casefold() for text in texts)

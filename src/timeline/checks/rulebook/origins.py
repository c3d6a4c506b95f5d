"""Whose word a report is: the witness with whom the chain of credits ends, whoever passed it on."""

from __future__ import annotations

from collections.abc import Iterable

from timeline.chronology import Chronology
from timeline.chronology.names import fold
from timeline.chronology.sides import Sides
from timeline.records import Agent, Citation, Participation, Person, Source, State
from timeline.when import When

__all__ = ["Origins"]


class Origins:
    """The origins of reports in one chronology.

    Two sources of one publisher are one origin, and so are a source and the agent who put it out; so counted, two reports that
    agree are two witnesses only where neither has it from the other.

    Args:
        chronology: Whose citations are asked about.

    Source: Langlois and Seignobos 1898, Introduction to the Study of History, II 8: statements that go back to one observation
        count as one.
    """

    def __init__(self, chronology: Chronology) -> None:
        self._records = {record.id: record for record in chronology.records}
        tenures: dict[str, list[str]] = {}
        for tenure in chronology.tenures:
            tenures.setdefault(tenure.holder, []).append(tenure.id)
        self._sides = Sides(self._records, tenures)
        self._bearers: dict[str, set[str]] = {}
        for agent in chronology.agents:
            for name in (agent.name, *agent.aliases):
                self._bearers.setdefault(fold(name), set()).add(agent.id)

    def of(self, cites: Iterable[Citation]) -> tuple[str, ...]:
        """Return the origins of some citations, each once."""
        return self.each(cite.via[-1] if cite.via else cite.source for cite in cites)

    def each(self, roots: Iterable[str]) -> tuple[str, ...]:
        """Return those behind some agents and sources, each once: the agent, the publisher of the source, else the source itself."""
        return tuple(dict.fromkeys(self._witness(root) for root in roots))

    def sides(self, roots: Iterable[str]) -> tuple[str, ...]:
        """Return the sides of those behind some agents and sources, each once: a ministry and a state agency are one."""
        agents = self._records
        return tuple(
            dict.fromkeys(
                self.chain(Participation(witness))[-1] if isinstance(agents.get(witness), Agent) else witness
                for witness in self.each(roots)
            )
        )

    def chain(self, part: Participation, *, at: When | None = None) -> tuple[str, ...]:
        """Return who stands behind a participation, from the agent itself outwards."""
        return self._sides.chain(part, at=at)

    def speaks_for_itself(self, source: str) -> bool:
        """Whether a source gives its own knowledge: it has an author, or a person or a body of a state put it out."""
        record = self._records[source]
        assert isinstance(record, Source)  # noqa: S101  (what is cited is one)
        publisher = self._records.get(self._bearer(record.publisher) or "")
        if record.author or isinstance(publisher, Person):
            return True
        return publisher is not None and isinstance(self._records[self.chain(Participation(publisher.id))[-1]], State)

    def _witness(self, root: str) -> str:
        record = self._records[root]
        publisher = record.publisher if isinstance(record, Source) else ""
        if isinstance(record, Agent) or not publisher:
            return root
        return self._bearer(publisher) or fold(publisher) or root

    def _bearer(self, name: str) -> str | None:
        """Return the one agent who bears a name."""
        found = self._bearers.get(fold(name), set()) if name else set()
        return next(iter(found)) if len(found) == 1 else None

"""Whom people and organizations stand for: from an envoy to the principal, and on to a state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from timeline.chronology.window import possibly_shares
from timeline.records import Agent, Organization, Participation, Record, State, Tenure
from timeline.when import When

__all__ = ["Sides"]


class Sides:
    """Follows agents to those behind them.

    Args:
        records: The records by id.
        tenures: The posts of each agent, by the agent's id.
    """

    def __init__(self, records: Mapping[str, Record], tenures: Mapping[str, Sequence[str]]) -> None:
        self._records = records
        self._tenures = tenures

    def chain(self, part: Participation, *, at: When | None = None) -> tuple[str, ...]:
        """Return who stands behind a participation, from the agent itself outwards: Witkoff, Trump, the United States.

        Args:
            part: Names its principal, where it has one, by `on_behalf_of`.
            at: Only posts that may have been held then count.
        """
        found = [part.agent]
        behind = part.on_behalf_of or self._behind(part.agent, at)
        while behind is not None and behind not in found:
            found.append(behind)
            behind = self._behind(behind, at)
        return tuple(found)

    def side(self, part: Participation, *, at: When | None = None) -> str:
        """Return the last link of the chain: the state, or the agent with whom the trail ends."""
        return self.chain(part, at=at)[-1]

    def _behind(self, name: str, at: When | None) -> str | None:
        """Return the next link: what an organization is part of, or the one body by which all posts of a person are."""
        record = self._records[name]
        if isinstance(record, Organization):
            return record.part_of
        if isinstance(record, State) or not isinstance(record, Agent):
            return None
        posts = [self._records[tenure] for tenure in self._tenures.get(name, ())]
        held = {
            post.of
            for post in posts
            if isinstance(post, Tenure) and post.of and (at is None or possibly_shares(at, post.term))
        }
        return held.pop() if len(held) == 1 else None

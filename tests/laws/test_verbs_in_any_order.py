"""Verbs called one after another, in any order, keep what a naive model keeps: a set of ids, and loops over all events.

The model has no index, no view and no memory: it makes the chronology anew from its records for every question.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

import timeline as tl
from timeline.chronology import Chronology
from timeline.chronology.window import certainly_shares, possibly_shares
from timeline.records import Event, kinds
from timeline.testing import chronologies, whens
from timeline.when import Reading, When

KINDS = ["event", "meeting", "visit", "mission", "statement", "agreement", "incident"]
WINDOWS = whens(readings=False)


class Verbs(RuleBasedStateMachine):
    """One view, beside the model of it."""

    @initialize(chronology=chronologies(most_events=5))
    def begin(self, chronology: Chronology) -> None:
        self.records, self.header = chronology.records, chronology.header
        self.view = chronology
        self.kept = {event.id for event in chronology}
        self.moments: list[tuple[When, bool]] = []
        self.sides: list[str] = []

    def seen(self) -> Chronology:
        """Return all events from where the view is seen, made anew: first what was known, then whose version of it."""
        found = Chronology.assembled(self.records, header=self.header)
        for moment, certainly in self.moments:
            found = found.as_of(moment, certainly=certainly)
        for side in self.sides:
            found = found.according_to(side)
        return found

    def keep(self, test: Callable[[Event], bool]) -> None:
        self.kept = {event.id for event in self.seen() if event.id in self.kept and test(event)}

    # -- verbs -------------------------------------------------------------------------------------------------------------

    @rule(kind=st.sampled_from(KINDS))
    def of(self, kind: str) -> None:
        self.view = self.view.of(kind)
        self.keep(lambda event: isinstance(event, kinds()[kind]))

    @rule(window=WINDOWS, certainly=st.booleans())
    def during(self, window: When, certainly: bool) -> None:
        shares = certainly_shares if certainly else possibly_shares
        stretch, seen = When.parse(str(window), reading=Reading.THROUGHOUT), self.seen()
        self.view = self.view.during(str(window), certainly=certainly)
        self.keep(lambda event: shares(seen.when(event), stretch))

    @precondition(lambda self: self.view.whole.agents)
    @rule(data=st.data())
    def involving(self, data: st.DataObject) -> None:
        agent = data.draw(st.sampled_from(self.view.whole.agents)).id
        self.view = self.view.involving(agent)
        self.keep(lambda event: any(agent in {part.agent, part.on_behalf_of} for part in event.who))

    @precondition(lambda self: self.view.whole.places)
    @rule(data=st.data())
    def at(self, data: st.DataObject) -> None:
        place, seen = data.draw(st.sampled_from(self.view.whole.places)).id, self.seen()
        self.view = self.view.at(place)
        self.keep(lambda event: place in around(seen, event.where))

    @precondition(lambda self: self.view.whole.sources)
    @rule(data=st.data())
    def citing(self, data: st.DataObject) -> None:
        source = data.draw(st.sampled_from(self.view.whole.sources)).id
        self.view = self.view.citing(source)
        self.keep(lambda event: any(source in {cite.source, *cite.via} for cite in event.cites))

    @rule(odd=st.booleans())
    def where(self, odd: bool) -> None:
        self.view = self.view.where(lambda event: len(event.title) % 2 == odd)
        self.keep(lambda event: len(event.title) % 2 == odd)

    @rule(data=st.data())
    def tagged(self, data: st.DataObject) -> None:
        tag = data.draw(st.sampled_from([*(tag for event in self.view for tag in event.tags), "no such tag"]))
        self.view = self.view.tagged(tag)
        self.keep(lambda event: tag in event.tags)

    @rule(start=st.integers(-3, 3), stop=st.integers(-3, 3))
    def cut(self, start: int, stop: int) -> None:
        ids = [event.id for event in self.seen() if event.id in self.kept]
        self.view = self.view[start:stop]
        self.kept = {*ids[start:stop]}

    @precondition(lambda self: len(self.moments) < 2)
    @rule(moment=WINDOWS, certainly=st.booleans())
    def as_of(self, moment: When, certainly: bool) -> None:
        self.view = self.view.as_of(moment, certainly=certainly)
        self.moments.append((moment, certainly))
        self.keep(lambda _event: True)

    @precondition(lambda self: len(self.sides) < 2 and self.view.whole.agents)
    @rule(data=st.data())
    def according_to(self, data: st.DataObject) -> None:
        side = data.draw(st.sampled_from(self.view.whole.agents)).id
        self.view = self.view.according_to(side)
        self.sides.append(side)
        self.keep(lambda _event: True)

    @rule()
    def all_of_it(self) -> None:
        self.view = self.view.whole
        self.kept = {event.id for event in self.seen()}

    # -- what holds after each ---------------------------------------------------------------------------------------------

    @invariant()
    def the_events_are_those_of_the_model_in_their_order(self) -> None:
        expected = [event for event in self.seen() if event.id in self.kept]
        assert [*self.view] == expected
        assert len(self.view) == len(expected)
        assert [event.id in self.view for event in self.seen()] == [event.id in self.kept for event in self.seen()]

    @invariant()
    def what_it_holds_stands_alone(self) -> None:
        """What its events mention comes along; the events themselves are what they were, in the same order."""
        alone = tl.loads(self.view.dumps())
        assert [event for event in alone if event.id in self.kept] == [*self.view]


def around(chronology: Chronology, place: str | None) -> set[str]:
    """Return a place with all that it lies in."""
    found: set[str] = set()
    while place is not None:
        found.add(place)
        record: Any = chronology[place]
        place = record.within
    return found


class TestVerbs(Verbs.TestCase):  # type: ignore[misc]
    settings = settings(
        max_examples=settings.default.max_examples // 3,  # each is a whole run of verbs,
        stateful_step_count=6,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )

"""Which events are wanted: the verbs of a chronology as values that a command line or another document can carry."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import methodcaller
from typing import TYPE_CHECKING

import attrs

from timeline.errors import Gathering, NotFound, Problem, TimelineError, nearest, shown
from timeline.records import kinds

if TYPE_CHECKING:
    from timeline.chronology.collection import Chronology

__all__ = ["Selection"]

MOST_NAMED = 8  # of what there is, where a choice finds none of it


@attrs.frozen
class _Step:
    """One thing that is asked for.

    Attributes:
        field: Of the selection.
        value: Its text.
        words: What is said of an event that it picks.
        take: Picks from a chronology.
    """

    field: str
    value: str
    words: str
    take: Callable[[Chronology], Chronology]

    def problem(self, chronology: Chronology) -> Problem:
        """Return that no event of a chronology is picked by it, with what there is instead."""
        hint = _THERE_IS[self.field](self.value, chronology) if self.field in _THERE_IS else ""
        return Problem("empty-choice", f"no event {self.words}", (self.field,), hint=hint)


def _tags(wanted: str, chronology: Chronology) -> str:
    return _listed(wanted, sorted({tag for event in chronology for tag in event.tags}), "tag")


def _kinds(wanted: str, chronology: Chronology) -> str:
    return _listed(wanted, sorted({event.kind for event in chronology}), "kind")


def _sides(wanted: str, chronology: Chronology) -> str:
    return _listed(wanted, sorted({side for event in chronology for side in chronology.sides_of(event)}), "side")


def _stretch(_wanted: str, chronology: Chronology) -> str:
    first, *more = [str(event.when) for event in chronology]
    return f"the first is dated {first}, the last {more[-1]}" if more else f"the only one is dated {first}"


def _listed(wanted: str, there: list[str], what: str) -> str:
    if len(there) > MOST_NAMED:
        return nearest(wanted, there)
    return nearest(wanted, there) or (f"there are: {', '.join(there)}" if there else f"none has a {what}")


_THERE_IS: dict[str, Callable[[str, Chronology], str]] = {
    "kind": _kinds,
    "side": _sides,
    "tagged": _tags,
    "during": _stretch,
}


@attrs.frozen(kw_only=True)
class Selection:
    """A choice of events, and the perspective from which they are wanted; everything where nothing is asked for.

    Names are those that `Chronology.find` understands.

    Attributes:
        kind: Only events of any of these kinds, whatever their case here.
        involving: Only events with all of these people, bodies or states.
        side: Only events at which somebody stands for each of these states or bodies.
        at: Only events at this place, or at one that lies in it.
        during: Only events that may fall within this date.
        tagged: Only events with all of these tags.
        contested: Only events of which anything is contested.
        as_of: Only what had been said or published by this date.
        according_to: As the side of this person, body or state tells it.

    Examples:
        >>> from timeline.formats import dossier
        >>> asked = Selection(kind=("meeting",), involving=("Trump",), side=("Ukraine",))
        >>> [event.id for event in asked.of(dossier("rome-2025"))]
        ['four-leaders', 'trump-zelenskyy', 'second-trump-zelenskyy']
    """

    kind: tuple[str, ...] = ()
    involving: tuple[str, ...] = ()
    side: tuple[str, ...] = ()
    at: str | None = None
    during: str | None = None
    tagged: tuple[str, ...] = ()
    contested: bool = False
    as_of: str | None = None
    according_to: str | None = None

    def of(self, chronology: Chronology) -> Chronology:
        """Return the events that all of it picks.

        Raises:
            NotFound: When a name or kind is unknown.
            Ambiguous: When several bear a name.
            Invalid: When a date is none. With several such problems, it is the error of the first, and carries all of them.
        """
        chosen, wrong = self._taken(chronology)
        if wrong:
            raise type(wrong[0][1])(*(problem for _, error in wrong for problem in error.problems))
        return chosen

    def faults(self, chronology: Chronology) -> tuple[Problem, ...]:
        """Return everything in it that a chronology does not know, each with the attribute as its path."""
        return tuple(problem.under(field) for field, error in self._taken(chronology)[1] for problem in error.problems)

    def misses(self, chronology: Chronology) -> tuple[Problem, ...]:
        """Return which of it leaves no event, each with the attribute as its path; nothing where events are left, or there were none.

        Where each picks some, and only all together none, that is one problem without a path.

        Raises:
            TimelineError: As `of` does.

        Examples:
            >>> from timeline.formats import dossier
            >>> for problem in Selection(kind=("visit",), tagged=("truce",)).misses(dossier("rome-2025")):
            ...     print(problem)
            kind: no event is of the kind 'visit'; there are: event, incident, meeting, mission, statement
            tagged: no event has the tag 'truce'; none has a tag
        """
        if not len(chronology) or len(self.of(chronology)):
            return ()
        steps = [*self._steps()]
        views = [step for step in steps if step.field in _VIEWS]
        choices = [step for step in steps if step.field not in _VIEWS]
        seen = chronology
        for step in views:
            seen = step.take(seen)
            if not len(seen):
                return (step.problem(chronology),)
        alone = tuple(step.problem(seen) for step in choices if not len(step.take(seen)))
        together = " and ".join(step.words for step in choices)
        return alone or (Problem("empty-choice", f"no event {together}"),)

    def _taken(self, chronology: Chronology) -> tuple[Chronology, list[tuple[str, TimelineError]]]:
        """Return the events that it picks, as far as it is understood, and what is not, by the attribute."""
        wrong: list[tuple[str, TimelineError]] = []
        for step in self._steps():
            try:
                chronology = step.take(chronology)
            except TimelineError as error:
                wrong.append((step.field, error))
        return chronology, wrong

    def _steps(self) -> Iterator[_Step]:
        """Yield what is asked for one by one: the perspective first, since what is contested is asked of the record as it then stood."""
        if (moment := self.as_of) is not None:
            yield _Step("as_of", moment, f"had been told of by {shown(moment)}", methodcaller("as_of", moment))
        if (teller := self.according_to) is not None:
            told = f"is left as {shown(teller)} tells it"
            yield _Step("according_to", teller, told, methodcaller("according_to", teller))
        for name in self.involving:
            yield _Step("involving", name, f"has {shown(name)} in it", methodcaller("involving", name))
        for name in self.side:
            yield _Step("side", name, f"has somebody who stands for {shown(name)}", methodcaller("with_side", name))
        if (place := self.at) is not None:
            yield _Step("at", place, f"is at {shown(place)}", methodcaller("at", place))
        if (stretch := self.during) is not None:
            yield _Step("during", stretch, f"falls within {shown(stretch)}", methodcaller("during", stretch))
        if self.kind:
            kinds = " or ".join(map(shown, self.kind))
            yield _Step("kind", self.kind[0], f"is of the kind {kinds}", self._of_kinds)
        for tag in self.tagged:
            yield _Step("tagged", tag, f"has the tag {shown(tag)}", methodcaller("tagged", tag))
        if self.contested:
            yield _Step("contested", "", "is contested", lambda view: view.where(view.is_contested))

    def _of_kinds(self, chronology: Chronology) -> Chronology:
        known = {kind.casefold(): kind for kind in (*kinds(), *(event.kind for event in chronology))}
        gathering, wanted = Gathering(), set[str]()
        for name in self.kind:
            with gathering.step():
                wanted |= {event.id for event in chronology.of(known.get(name.casefold(), name))}
        gathering.finish(NotFound)
        return chronology.where(lambda event: event.id in wanted)


_VIEWS = {"as_of", "according_to"}

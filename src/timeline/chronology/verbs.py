"""The verbs of a chronology: each returns another, of fewer events or seen from elsewhere, and shares the indexes of the whole."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from functools import reduce
from typing import Any, Self

import attrs

from timeline.chronology.contacts import met_at
from timeline.chronology.perspective import Moment
from timeline.chronology.postings import Positions, meeting
from timeline.chronology.questions import Questions
from timeline.chronology.window import certainly_shares, possibly_shares, reach
from timeline.errors import NotFound, nearest, shown
from timeline.records import Agent, Event, Place, Source, kinds
from timeline.when import Reading, When

__all__ = ["Verbs"]


class Verbs(Questions):
    """What a chronology does: it never changes, and hands out views."""

    __slots__ = ()

    def where(self, keep: Callable[[Event], bool]) -> Self:
        """Return a view of the events for which `keep` says yes."""
        pairs = zip(self._positions, self._events, strict=True)
        return self._view(array("I", (position for position, event in pairs if keep(event))))

    def of(self, kind: type[Event] | str) -> Self:
        """Return a view of the events of a kind and of the kinds made from it.

        Raises:
            NotFound: When no event kind bears the name; with the nearest.
        """
        if isinstance(kind, str):
            known = kinds().get(kind)
            if known is None:
                return self._of_unknown(kind)
            kind = known
        return self._of({pair for pair in self._archive.kinds if issubclass(pair[0], kind)})

    def _of_unknown(self, kind: str) -> Self:
        """Return a view of the events of a kind that only the file knows."""
        found = {pair for pair in self._archive.kinds if pair[1] == kind}
        if not found:
            present = [*kinds(), *(name for _, name in self._archive.kinds)]
            hint = nearest(kind, present) or f"there are: {', '.join(sorted(set(present)))}"
            raise NotFound(f"no kind {shown(kind)}", code="not-found", hint=hint)
        return self._of(found)

    def _of(self, pairs: Iterable[tuple[type[Event], str]]) -> Self:
        return self._among(self._archive.kinds.chosen(pairs))

    def involving(self, *agents: Agent | str) -> Self:
        """Return a view of the events in which all of these take part, or are acted for.

        Args:
            agents: Records, ids or names.

        Raises:
            NotFound: When nobody bears a name.
            Ambiguous: When several do.
        """
        return self._among(*(self._archive.by_agent[self._id(agent, "agent")] for agent in agents))

    def with_side(self, agent: Agent | str) -> Self:
        """Return a view of the events in which somebody stands for a side: the state or body behind this person or body.

        Raises:
            NotFound: When nobody bears the name.
            Ambiguous: When several do.

        Examples:
            >>> from timeline.formats import dossier
            >>> rome = dossier("rome-2025")
            >>> len(rome.involving("us")), len(rome.with_side("us"))
            (0, 11)
        """
        side = self._archive.side_of(self._id(agent, "agent"))
        return self.where(lambda event: side in self.sides_of(event))

    def at(self, place: Place | str) -> Self:
        """Return a view of the events at a place or at any place that lies in it.

        Raises:
            NotFound: When no place bears the name.
            Ambiguous: When several do.
        """
        return self._among(self._archive.by_place[self._id(place, "place")])

    def citing(self, source: Source | Agent | str) -> Self:
        """Return a view of the events that cite a source, or whose source credits it.

        Raises:
            NotFound: When no source or agent bears the name.
            Ambiguous: When several do.
        """
        return self._among(self._archive.by_source[self._id(source, "origin")])

    def tagged(self, tag: str) -> Self:
        """Return a view of the events that bear a tag."""
        return self.where(lambda event: tag in event.tags)

    def during(self, when: When | str, *, certainly: bool = False) -> Self:
        """Return a view of the events that share a moment with a stretch of time.

        A stretch without a zone means local time at the place of each event; one with a zone is compared by instants.

        Args:
            when: The stretch; all of it counts, so `2025-04` is the whole month. Of several, as `{2025-03,2025-05}`, each counts by itself.
            certainly: Whether the event must share a moment with it however its date is read; otherwise it is enough
                that it may.

        Raises:
            Invalid: When the text is no date.
        """
        window = When.parse(str(when), reading=Reading.THROUGHOUT)
        asked = certainly_shares if certainly else possibly_shares
        found, exact = self._may_share(window)
        possible = self._among(found)
        return (
            possible
            if exact and not certainly
            else possible.where(lambda event: asked(self._archive.dates[event.id], window))
        )

    def _may_share(self, window: When) -> tuple[Positions, bool]:
        """Return the events that may share a moment with a stretch, and whether all of them may: what no float holds is always among them."""
        if len(window.members) > 1:
            each = [self._may_share(member) for member in window.members]
            return array("I", sorted({place for found, _ in each for place in found})), all(exact for _, exact in each)
        spans = self._archive.civil if window.zone is None else self._archive.instants
        return spans.sharing(*reach(window, zoned=window.zone is not None)), not spans.beyond

    def as_of(self, moment: When | str, *, certainly: bool = False) -> Self:
        """Return a view of what had been said or published by a moment.

        A statement is there once it is made, any other event once it has begun, or is announced, and a source or a statement tells
        of it; what only later sources tell is left out, and so are later sources, claims and terms of office. `first_word` says when an
        event was first told of.

        Args:
            moment: All of it counts: `2025-04-26` is the whole day.
            certainly: Whether it must have been out by then; otherwise it is enough that it may, as of a source without a date.

        Raises:
            Invalid: When the text is no date.

        Examples:
            >>> from timeline.formats import dossier
            >>> "drone-attack" in dossier("rome-2025").as_of("2025-04-24")
            False
        """
        by = Moment(When.parse(str(moment), reading=Reading.THROUGHOUT), certainly)
        seen = self.perspective
        return self._seen(as_of=(*seen.as_of, by), according_to=seen.according_to)

    def according_to(self, agent: Agent | str) -> Self:
        """Return a view as one side tells it: its own values of contested fields, without what it denies.

        The side is the state or body that someone speaks for: by post, by what it is part of, else by whom it acts for wherever it appears. A rival value is its own where its latest word is for it, or where a report
        of it goes back to that side, its publisher included. `perspective` says what was changed and left out, and so does the page.

        Raises:
            NotFound: When nobody bears the name.
            Ambiguous: When several do.

        Examples:
            >>> from timeline.formats import dossier
            >>> dossier("rome-2025").according_to("ru")["witkoff-putin"].where
            'kremlin'
        """
        # Asked of the whole: whom someone acts for may show in an event that was not known yet, and the order of the questions must not matter.
        side = self._archive.whole.side_of(self._id(agent, "agent"))
        seen = self.perspective
        return self._seen(as_of=seen.as_of, according_to=(*seen.according_to, side))

    def _seen(self, *, as_of: tuple[Moment, ...], according_to: tuple[str, ...]) -> Self:
        """Return the events of the view, as far as there are, from another perspective."""
        archive, chosen = self._archive.seen(as_of=as_of, according_to=according_to), self._chosen()
        kept = (position for position, event in enumerate(archive.events) if event.id in chosen)
        return self._view(array("I", kept), archive)

    def contacts(self, first: Agent | str, second: Agent | str) -> Self:
        """Return a view of the meetings, whatever their mode, at which two were themselves, and nobody in their place.

        Its length counts them, and the place of a meeting in it says whether that was "their fourth".

        Raises:
            NotFound: When nobody bears a name.
            Ambiguous: When several do.

        Examples:
            >>> from timeline.formats import dossier
            >>> [event.id for event in dossier("rome-2025").contacts("Trump", "Zelensky")]
            ['four-leaders', 'trump-zelenskyy']
        """
        both = {self._id(first, "agent"), self._id(second, "agent")}
        return self.involving(*both).where(lambda event: len(both) == 2 and both <= {*met_at(event)})

    def headed(self, *, title: str | None = None, language: str | None = None, note: str | None = None) -> Self:
        """Return the same events under another title, in another language, with another note; what is left out stays.

        The language is that in which a page speaks, and says which way it is read: dates, figures, and all fixed words. Titles, names
        and prose stay as they are written, and a page in HTML marks them as being in the language of the record, `written.language`.
        Pages speak the languages of `timeline.language.translated()`; in any other, their words are English.

        Raises:
            Invalid: When the language is no language tag.

        Examples:
            >>> from timeline.formats import dossier
            >>> dossier("rome-2025").of("meeting").headed(title="Who met whom").title
            'Who met whom'
        """
        given: dict[str, Any] = {"title": title, "language": language, "note": note}
        header = attrs.evolve(self.header, **{name: text for name, text in given.items() if text is not None})
        return self._view(self._positions, self._archive.headed(header))

    @property
    def whole(self) -> Self:
        """The chronology that this is a view of, seen from the same perspective; itself where nothing was left out."""
        return self if self.is_whole else self._view(range(len(self._archive.events)))

    def _among(self, *postings: Positions) -> Self:
        sets = [*postings] if self.is_whole and postings else [self._positions, *postings]
        return self._view(reduce(meeting, sorted(sets, key=len)))

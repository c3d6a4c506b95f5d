"""The chronology: an immutable, ordered collection of events with the records that they mention."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from datetime import date
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import attrs

from timeline.cards import Card, safely
from timeline.chronology.contacts import met_at
from timeline.chronology.perspective import Moment
from timeline.chronology.postings import Positions, meeting
from timeline.chronology.questions import Questions
from timeline.chronology.window import certainly_shares, possibly_shares, reach
from timeline.errors import Loss, NotFound, nearest, shown
from timeline.records import (
    Agent,
    Event,
    Place,
    Source,
    kinds,
)
from timeline.when import Reading, When

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    from rich.console import Group

    from timeline.rendering import Display, Drawing

__all__ = ["Chronology"]


class Chronology(Questions):
    """Events in order, with everyone and everything that they mention.

    A chronology never changes: verbs such as `involving` return a view, which shares the indexes of the whole and holds only
    the chosen events. Records are found by id (`rome["trump"]`) or by any name (`rome.find("Zelensky")`).

    Args:
        records: Events, agents, places, tenures, sources and claims, in any order.
        title: Of the whole.
        language: Of titles and summaries, as a language tag.
        zone: Of times that name no zone, at places that have none.
        note: A remark of the editor on the whole, in Markdown.
        rules: The only checks to apply to it; all of them where it is left out.
        silence: Checks whose findings are not reported, each with the reason.
        origin: The file that it was read from; no part of its value.

    Raises:
        Invalid: When ids are used twice, mentions do not resolve, or something contains itself; with every such problem.

    Examples:
        >>> from timeline.records import Meeting, Person
        >>> people = [Person("begin", name="Menachem Begin"), Person("sadat", name="Anwar Sadat")]
        >>> talks = Meeting("camp-david", title="Talks at Camp David", when="1978-09-05/1978-09-17", who=people)
        >>> Chronology([*people, talks], title="Camp David").involving("Anwar Sadat")
        <Chronology 'Camp David': 1 event, 1978-09-05/1978-09-17>
    """

    __slots__ = ()

    # -- verbs: each returns a new chronology ----------------------------------------------------------------------------

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
            when: The stretch; all of it counts, so `2025-04` is the whole month.
            certainly: Whether the event must share a moment with it however its date is read; otherwise it is enough
                that it may.

        Raises:
            Invalid: When the text is no date.
        """
        window = When.parse(str(when), reading=Reading.THROUGHOUT)
        spans = self._archive.civil if window.zone is None else self._archive.instants
        possible = self._among(spans.sharing(*reach(window, zoned=window.zone is not None)))
        if certainly:
            return possible.where(lambda event: certainly_shares(self._archive.dates[event.id], window))
        if spans.beyond:  # what no float holds is among them whether it shares a moment or not
            return possible.where(lambda event: possibly_shares(self._archive.dates[event.id], window))
        return possible

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

    def merge(self, other: Chronology) -> Chronology:
        """Return this chronology and another as one; what the other holds otherwise becomes rival claims with its sources.

        The same agents, places, sources and events are recognized by id and by unambiguous name; the ids and values of this one stay.
        `timeline.chronology.merging` also tells what was matched, renamed and contested.

        Examples:
            >>> from timeline.formats import dossier
            >>> both = dossier("rome-2025").merge(dossier("witkoff-putin"))
            >>> both["witkoff-putin"].where, len(both.contacts("witkoff", "putin"))
            ('rome', 8)
        """
        from timeline.chronology.change.merging import merge

        return merge(self, other)

    @property
    def whole(self) -> Self:
        """The chronology that this is a view of, seen from the same perspective; itself where nothing was left out."""
        return self if self.is_whole else self._view(range(len(self._archive.events)))

    def _among(self, *postings: Positions) -> Self:
        sets = [*postings] if self.is_whole and postings else [self._positions, *postings]
        return self._view(reduce(meeting, sorted(sets, key=len)))

    # -- convenience: the only lines that look up the tower --------------------------------------------------------------

    def render(self, language: str = "html", **options: Any) -> str:
        """Return the chronology as a page; see `timeline.rendering.render`."""
        from timeline.rendering import render

        return render(self, language, **options)

    def lanes(self, *, by: str = "side", **options: Any) -> Drawing:
        """Return the events in lanes along time, as a picture; see `timeline.rendering.draw_lanes`.

        Args:
            by: What each lane is for: `side`, `person`, `place` or `kind`; `auto` for what suits the events.
            options: Those of `draw_lanes`: `title=""`, `width=1200`, `links=True`.

        Raises:
            Invalid: When lanes are for no such thing, or an option has a value that cannot be.

        Examples:
            >>> from timeline.formats import dossier
            >>> dossier("rome-2025").involving("Witkoff").lanes(by="person")
            <Drawing 'Rome, 26 April 2025: events along time'>
        """
        from timeline.rendering import draw_lanes

        return draw_lanes(self, by=by, **options)

    def save(self, path: str | Path, *, overwrite: bool = False, **options: Any) -> None:
        """Render to a file, in the output language of its suffix; see `timeline.rendering.save`."""
        from timeline.rendering import save

        save(self, path, overwrite=overwrite, **options)

    def dumps(self, format: str = "yaml", *, strict: bool = False, **options: Any) -> str:  # noqa: A002  (the word of the field)
        """Return the chronology as a dossier, or in another format; see `timeline.formats.dumps`."""
        from timeline.formats import dumps

        return dumps(self, format, strict=strict, **options)

    def write(
        self,
        path: str | Path,
        format: str | None = None,  # noqa: A002
        *,
        overwrite: bool = False,
        strict: bool = False,
        **options: Any,
    ) -> tuple[Loss, ...]:
        """Write the chronology in a format, by default that of the suffix, and return what it could not carry; see `timeline.formats.write`."""
        from timeline.formats import write

        return write(self, path, format, overwrite=overwrite, strict=strict, **options)

    def to_records(self) -> list[dict[str, str | bool | date | None]]:
        """Return the events as flat dictionaries, one for each in page order, with a key for every column, for data frames and databases.

        Values are texts, dates, `True` or `False`, and None for what is not said. `when` is the date as the record has it; `earliest` and `latest` are the days that
        it allows. Several values of a column are parted by ` | `. `from_records` reads what it returns.

        Examples:
            >>> from timeline.formats import dossier
            >>> row = dossier("rome-2025").of("meeting").to_records()[0]
            >>> row["when"], str(row["latest"]), row["who"]
            ('[2025-04-21..2025-04-26]', '2025-04-26', 'Steve Witkoff | Vladimir Putin')
        """
        from timeline.formats import records

        return records(self)

    @staticmethod
    def from_records(rows: Any, mapping: Any = None) -> Chronology:
        """Return the chronology of a list of dictionaries, a data frame or another table.

        Args:
            rows: Dictionaries of column to value, or a data frame; None, NaN and the empty text say nothing.
            mapping: What the columns mean, as a tree, a `timeline.formats.TableMapping`, or the name of a file in YAML; left out where they are
                those of `to_records`.

        Raises:
            Unreadable: With every problem, each with row and column.
            Invalid: When there are no rows to speak of, or the mapping is none.

        Examples:
            >>> rows = [{"Year": 1814, "Month": 9, "Event": "The congress opens", "City": "Vienna"}, {"Year": 1815, "Event": "It ends", "City": "Vienna"}]
            >>> mapping = {"title": "Event", "when": {"year": "Year", "month": "Month"}, "where": "City"}
            >>> [str(event.when) for event in Chronology.from_records(rows, mapping)]
            ['1814-09', '1815']
        """
        from timeline.formats import from_records

        return from_records(rows, mapping)

    def to_pandas(self) -> pd.DataFrame:
        """Return the events as a data frame of pandas, one row for each; the columns are those of `to_records`, with lists as lists.

        Raises:
            MissingPackage: When pyarrow or pandas is not installed.
        """
        from timeline.formats import to_pandas

        return to_pandas(self)

    def to_polars(self) -> pl.DataFrame:
        """Return the events as a data frame of Polars, one row for each; the columns are those of `to_records`, with lists as lists.

        Raises:
            MissingPackage: When pyarrow or Polars is not installed.
        """
        from timeline.formats import to_polars

        return to_polars(self)

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Return the events as a stream of Arrow, by which data frames and databases take a chronology as it is.

        Raises:
            MissingPackage: When pyarrow is not installed.

        Source: Apache Arrow, "The Arrow PyCapsule Interface".
        """
        from timeline.formats import arrow_reader

        return arrow_reader(self).__arrow_c_stream__(requested_schema)

    def display(self, *, limit: int | None = 100, **options: Any) -> Display:
        """Return the chronology as a notebook shows it, for more say in how; see `timeline.rendering.Display`.

        Args:
            limit: The most events to show, the first and the last half of them; None for all.
            options: Those of `render` but for `fragment`: `newest_first=True`, `group="day"`, `lanes="side"`.

        Raises:
            Invalid: When an option has a value that cannot be.
            TypeError: When there is no such option; with the nearest.
        """
        from timeline.rendering import Display

        return Display(self, limit, options)

    def __str__(self) -> str:
        """Return the whole chronology as a page of text; it is the data, so it is never cut short."""
        return self.render("text")

    def _repr_html_(self) -> str:
        return safely(self, lambda: self.display()._repr_html_(), Card.html)

    def _repr_markdown_(self) -> str:
        return safely(self, lambda: self.display()._repr_markdown_(), Card.markdown)

    def _repr_latex_(self) -> str | None:
        return safely(self, lambda: self.display()._repr_latex_(), lambda _: None)

    def __rich__(self) -> Display | Group:
        return safely(self, self.display, Card.rich)

"""A corpus: events that a machine has coded from news, too many to hold, and asked for where they lie."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import IntEnum
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from timeline.cards import Card, ShowsItself
from timeline.corpora.codes import country, kinds_coded
from timeline.corpora.counts import Counts, Pair, Pairs, daily, monthly
from timeline.corpora.layouts import UNIFORM, Layout
from timeline.corpora.pieces import Heading, Piece, wrong_lines
from timeline.errors import Invalid, NotFound, Problem, TimelineError, Unreadable, nearest, shown
from timeline.when import Edge, Reading, When
from timeline.when.civil import DAY, date_of

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from timeline.chronology import Chronology

__all__ = ["Corpus", "Filter", "Held"]

T = TypeVar("T")


class Rank(IntEnum):
    """In which order filters stand in a query: what lets an engine leave out most comes first."""

    DAY = 0
    STATE = 1
    KIND = 2


@attrs.frozen
class Filter:
    """One thing that is asked of a corpus.

    Attributes:
        rank: When it comes.
        words: What it keeps, in words.
        make: Makes the expressions from the table as it is published.
    """

    rank: Rank
    words: str
    make: Callable[[ir.Table], list[Any]] = attrs.field(eq=False)


@attrs.frozen(kw_only=True)
class Held:
    """What stands behind every view of a corpus.

    Attributes:
        layout: Of its columns.
        table: As it is published.
        partitions: Columns that tell a coarser date, by which the table is partitioned.
        pieces: Its files of text, if it comes from such.
        heading: How they begin.
        shelf: What keeps unpacked files where they are.
    """

    layout: Layout
    table: ir.Table
    partitions: tuple[str, ...] = ()
    pieces: tuple[Piece, ...] = ()
    heading: Heading | None = None
    shelf: object = None


@attrs.frozen(eq=False, repr=False)
class Corpus(ShowsItself):
    """Events that a machine has coded, as a query that runs where they lie.

    Verbs return a new one and read nothing; `count`, `per_month`, `per_day`, `pairs` and `to_chronology` run the query. Days are those to
    which the corpus codes an event, and it knows nothing finer.

    Attributes:
        held: What stands behind every view of it.
        filters: What was asked of the published columns.
        predicates: What was asked of the uniform columns.
    """

    held: Held
    filters: tuple[Filter, ...] = ()
    predicates: tuple[Any, ...] = ()

    # -- verbs: each returns a new corpus ----------------------------------------------------------------------------------

    def kind(self, *kinds: str) -> Corpus:
        """Return the events whose code becomes one of these kinds.

        Raises:
            NotFound: When no code becomes such a kind; with the nearest.
        """
        known = kinds_coded(self.held.layout.scheme)
        for name in kinds:
            if name not in known:
                hint = nearest(name, known) or f"there are: {', '.join(known)}"
                raise NotFound(f"no kind {shown(name)} in {self.held.layout.name}", code="not-found", hint=hint)
        return self._with(
            Rank.KIND,
            f"of kind {' or '.join(kinds)}",
            lambda table: [_asked().of_kinds(table, self.held.layout, kinds)],
        )

    def between_states(self, first: str, second: str) -> Corpus:
        """Return the events in which one of two states acts and the other is concerned, whichever way round.

        Args:
            first: A code of three or two letters, or an English name.
            second: Likewise.

        Raises:
            NotFound: When no state is called so.
        """
        one, other = country(first), country(second)

        def make(table: ir.Table) -> list[Any]:
            def side(state: Any, name: str) -> Any:
                return _asked().naming(table, self.held.layout, state, name)

            return [(side(one, "actor") & side(other, "recipient")) | (side(other, "actor") & side(one, "recipient"))]

        return self._with(Rank.STATE, f"between {one.name} and {other.name}", make)

    def involving(self, *states: str) -> Corpus:
        """Return the events in which all of these states act or are concerned.

        Args:
            states: Codes of three or two letters, or English names.

        Raises:
            NotFound: When no state is called so.
        """
        found = [country(name) for name in states]

        def make(table: ir.Table) -> list[Any]:
            layout = self.held.layout
            return [
                _asked().naming(table, layout, each, "actor") | _asked().naming(table, layout, each, "recipient")
                for each in found
            ]

        return self._with(Rank.STATE, f"involving {' and '.join(each.name for each in found)}", make)

    def during(self, when: When | str) -> Corpus:
        """Return the events that are coded to a day of a stretch of time.

        Args:
            when: The stretch in the notation of dates; all of it counts, so `2025-04` is the whole month. Of several, as `{2025-03,2025-05}`, each
                counts by itself.

        Raises:
            Invalid: When the text is no date.
        """
        window = When.parse(str(when), reading=Reading.THROUGHOUT)
        spans, held = _spans(window), self.held

        def make(table: ir.Table) -> list[Any]:
            asked = _asked()
            return [*asked.in_partitions(table, held.partitions, spans), asked.between_days(table, held.layout, spans)]

        return self._with(Rank.DAY, f"during {window}", make)

    def where(self, predicate: Any) -> Corpus:
        """Return the events for which a predicate of Ibis on the uniform columns holds.

        Args:
            predicate: A deferred expression such as `ibis._.intensity < 0`, or a function of the table.
        """
        return attrs.evolve(self, predicates=(*self.predicates, predicate))

    def _with(self, rank: Rank, words: str, make: Callable[[ir.Table], list[Any]]) -> Corpus:
        return attrs.evolve(
            self, filters=tuple(sorted((*self.filters, Filter(rank, words, make)), key=lambda each: each.rank))
        )

    # -- the query ---------------------------------------------------------------------------------------------------------

    @property
    def published(self) -> ir.Table:
        """All rows as a table of Ibis with the columns as they are published, whatever was asked."""
        return self.held.table

    @property
    def expression(self) -> ir.Table:
        """The query as a table of Ibis with the uniform columns; nothing has run yet."""
        return self._columns(UNIFORM)

    def _columns(self, names: Iterable[str]) -> ir.Table:
        """Return the query with some of the uniform columns; with all where a predicate may ask for any."""
        table, asked = self.held.table, _asked()
        chosen = [predicate for each in self.filters for predicate in each.make(table)]
        kept = table.filter(*chosen) if chosen else table
        if not self.predicates:
            return asked.uniform(kept, self.held.layout, names)
        return asked.uniform(kept, self.held.layout).filter(*self.predicates)

    def sql(self, dialect: str | None = None) -> str:
        """Return the query as SQL.

        Args:
            dialect: Of an engine, such as `bigquery`, `trino` or `clickhouse`; that of its own engine where it is left out.
        """
        import ibis

        return str(ibis.to_sql(self.expression, dialect=dialect))

    def _run(self, question: Callable[[ir.Table], T], names: Iterable[str] = UNIFORM) -> T:
        """Ask the engine for what needs some of the uniform columns.

        Raises:
            Unreadable: When it gives up; with the lines that are wrong, where that is what is the matter.
        """
        try:
            return question(self._columns(names))
        except TimelineError:
            raise
        except Exception as error:
            held = self.held
            if held.heading is not None and (wrong := wrong_lines(held.pieces, held.heading, held.layout)):
                raise Unreadable(*wrong) from error
            told = next((line for line in str(error).splitlines() if line.strip()), type(error).__name__)
            raise Unreadable(
                Problem(
                    "engine-failed",
                    f"the engine gives up with {shown(told, limit=300)}",
                    hint="the exception behind this one is its own",
                )
            ) from error

    def _rows(self, expression: Callable[[ir.Table], ir.Table], *names: str) -> list[Mapping[str, Any]]:
        """Return the rows of a table that is made from some of the uniform columns."""
        return self._run(lambda table: list(expression(table).to_pyarrow().to_pylist()), names)

    def rows(self) -> list[Mapping[str, Any]]:
        """Return the events as dictionaries of the uniform columns; all of them cross over.

        Raises:
            Unreadable: When the engine gives up.
        """
        return self._rows(lambda table: table, *UNIFORM)

    # -- what is computed where the data lies ------------------------------------------------------------------------------

    def count(self) -> int:
        """Return how many events there are.

        Raises:
            Unreadable: When the engine gives up.
        """
        return self._run(lambda table: int(table.count().to_pyarrow().as_py()), ["id"])

    def per_month(self) -> Counts:
        """Return how many events each month has.

        Raises:
            Unreadable: When the engine gives up.
        """
        found = self._rows(_by_month, "date")
        return monthly(
            ((row["year"], row["month"], row["found"]) for row in found if row["year"] is not None), self.title
        )

    def per_day(self) -> Counts:
        """Return how many events each day has.

        Raises:
            Unreadable: When the engine gives up.
        """
        found = self._rows(lambda table: table.group_by("date").agg(found=table.count()), "date")
        return daily(((row["date"], row["found"]) for row in found if row["date"] is not None), self.title)

    def pairs(self) -> Pairs:
        """Return which two states share how many events.

        Raises:
            Unreadable: When the engine gives up.
        """
        many = self.held.layout.many
        found = self._rows(lambda table: _asked().pairs(table, many=many), "id", "actor_state", "recipient_state")
        return Pairs(tuple(Pair(row["first"], row["second"], row["count"]) for row in found), self.title)

    def to_chronology(
        self, *, limit: int | None = 5_000, progress: Callable[[int, int], Any] | None = None
    ) -> Chronology:
        """Return the events as a chronology: typed, each with the row and the article behind it, and marked as coded by a machine.

        Args:
            limit: The most events that cross over; None for all.
            progress: Called with how many events are made and how many there are.

        Raises:
            Invalid: When there are more, or the limit is no count; nothing is left out in silence.
            Unreadable: When the engine gives up.
        """
        from timeline.corpora.drafting import drafted

        if limit is not None and limit < 1:
            raise Invalid(
                f"no chronology has at most {limit} events", code="bad-count", hint="`limit` is 1 or more, or None"
            )
        rows = self._rows(lambda table: _first(table, limit), *UNIFORM)
        if limit is not None and len(rows) > limit:
            hint = "ask for less, or give a higher limit; limit=None takes all"
            raise Invalid(
                f"{self.count():,} events are more than the limit of {limit:,}", code="too-many-events", hint=hint
            )
        return drafted(rows, self.held.layout, title=self.title, progress=progress)

    # -- how it shows itself -----------------------------------------------------------------------------------------------

    @property
    def title(self) -> str:
        """What is asked for, in words."""
        asked = ", ".join(each.words for each in sorted(self.filters, key=lambda each: -each.rank))
        more = f"and {len(self.predicates)} more condition{'s' * (len(self.predicates) > 1)}" if self.predicates else ""
        return " ".join(part for part in (f"{self.held.layout.name.upper()} events", asked, more) if part)

    def __repr__(self) -> str:
        return f"<Corpus {self.title!r}>"

    def card(self) -> Card:
        """Return what is asked for, and of what; nothing is counted, which may take long."""
        rows = [("Corpus", self.held.layout.title), ("Engine", str(self.held.table.get_backend().name))]
        return Card(heading=self.title, kind="events coded by a machine, not read yet", rows=rows)


def _asked() -> Any:
    """Return the module of expressions; it needs Ibis, which who only asks for a code does not."""
    from timeline.corpora import expressions

    return expressions


def _by_month(table: ir.Table) -> ir.Table:
    return table.group_by(year=table.date.year(), month=table.date.month()).agg(found=table.count())


def _first(table: ir.Table, limit: int | None) -> ir.Table:
    """Return as many rows as are wanted and one more, which tells whether there are more; in an order that is always the same."""
    ordered = table.order_by("date", "id")
    return ordered if limit is None else ordered.limit(limit + 1)


def _spans(window: When) -> Sequence[tuple[date, date]]:
    """Return the first and last day of each stretch that a date stands for, as far as calendars of engines go."""
    return [(_day(each.start_min, 0, date.min), _day(each.end_max, -1, date.max)) for each in window.members]


def _day(second: int | Edge, shift: int, otherwise: date) -> date:
    """Return the day of a moment, or of the second before it; `otherwise` where there is no limit."""
    if isinstance(second, Edge):
        return otherwise
    year, month, day = date_of((second + shift) // DAY)
    if not date.min.year <= year <= date.max.year:
        return date.min if year < date.min.year else date.max
    return date(year, month, day)

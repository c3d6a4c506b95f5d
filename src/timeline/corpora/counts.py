"""What is counted where the data lies: events by month or day, and pairs of states; small, frozen, and shown as tables and pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

import attrs

from timeline.cards import Card, ShowsItself
from timeline.corpora.codes import country_of
from timeline.when import When, describe

if TYPE_CHECKING:
    from timeline.rendering import Drawing

__all__ = ["Count", "Counts", "Pair", "Pairs"]


@attrs.frozen
class Count:
    """How many events were coded to a stretch of time.

    Attributes:
        when: The month or the day.
        count: How many.
    """

    when: When
    count: int


@attrs.frozen
class Counts(ShowsItself):
    """How many events were coded to each month or day, from the first that has any to the last; those between without any are 0.

    Attributes:
        rows: From the earliest on.
        title: What was counted.
    """

    rows: tuple[Count, ...]
    title: str

    @property
    def total(self) -> int:
        """How many there are in all."""
        return sum(row.count for row in self.rows)

    def __iter__(self) -> Iterator[Count]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __str__(self) -> str:
        return _table([(describe(row.when, style="short"), f"{row.count:,}") for row in self.rows]) or "no events"

    def card(self) -> Card:
        """Return the rows, as a notebook without pictures shows them."""
        lines = (f"{describe(row.when)}: {row.count:,}" for row in self.rows)
        return Card(
            heading=self.title, kind=f"{self.total:,} events, coded by a machine", lines=lines, whole="counts.rows"
        )

    def picture(self, *, title: str | None = None, fragment: bool = False) -> Drawing:
        """Return the counts as bars along time, as an SVG picture.

        Args:
            title: In place of what was counted; an empty one leaves out the heading.
            fragment: Whether it goes into a page, and takes on the colour of the text around it.

        Raises:
            BadTemplate: When a template of one's own is malformed.
        """
        from timeline.rendering import draw_counts

        lead = f"{self.total:,} events, coded by a machine from news; nobody has checked them."
        counts = [(row.when, row.count) for row in self.rows]
        return draw_counts(counts, title=self.title if title is None else title, lead=lead, fragment=fragment)

    def _repr_svg_(self) -> str | None:
        return str(self.picture()) if self.rows else None


@attrs.frozen
class Pair:
    """Two states that share events, whichever of them acts.

    Attributes:
        first: The code of one, that which stands first in the alphabet.
        second: The code of the other.
        count: How many events.
    """

    first: str
    second: str
    count: int

    @property
    def names(self) -> tuple[str, str]:
        """Their names, or their codes where these are no states that we know."""
        return _name(self.first), _name(self.second)


@attrs.frozen
class Pairs(ShowsItself):
    """Which two states share how many events; an event within one state, or with one that nobody coded, is in none of them.

    Attributes:
        rows: Those with most events first, then by code.
        title: What was counted.
    """

    rows: tuple[Pair, ...]
    title: str

    def __iter__(self) -> Iterator[Pair]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __str__(self) -> str:
        return _table([(" and ".join(row.names), f"{row.count:,}") for row in self.rows]) or "no pairs of states"

    def card(self) -> Card:
        """Return the pairs and how many events they share, as a notebook shows them."""
        lines = (f"{' and '.join(row.names)}: {row.count:,}" for row in self.rows)
        return Card(
            heading=self.title, kind="events of each two states, coded by a machine", lines=lines, whole="pairs.rows"
        )


def _name(code: str) -> str:
    found = country_of(code)
    return code if found is None else found.name


def _table(rows: list[tuple[str, str]]) -> str:
    """Return rows of a name and a number as lines, the numbers at the right."""
    from timeline.rendering.filters import columns

    names, numbers = (
        max((columns(name) for name, _ in rows), default=0),
        max((len(number) for _, number in rows), default=0),
    )
    return "\n".join(f"{name}{' ' * (names - columns(name))}  {number:>{numbers}}" for name, number in rows)


# -- filling in ------------------------------------------------------------------------------------------------------------


def monthly(found: Iterable[tuple[int, int, int]], title: str) -> Counts:
    """Return counts by month.

    Args:
        found: Year, month and count of each month that has any.
        title: What was counted.
    """
    counted = {12 * year + month - 1: count for year, month, count in found}
    months = range(min(counted), max(counted) + 1) if counted else ()
    return Counts(tuple(Count(When(f"{at // 12:04d}-{at % 12 + 1:02d}"), counted.get(at, 0)) for at in months), title)


def daily(found: Iterable[tuple[date, int]], title: str) -> Counts:
    """Return counts by day.

    Args:
        found: Day and count of each day that has any.
        title: What was counted.
    """
    counted = dict(found)
    first, last = min(counted, default=date.min), max(counted, default=date.min)
    days = [first + timedelta(at) for at in range((last - first).days + 1)] if counted else []
    return Counts(tuple(Count(When(day.isoformat()), counted.get(day, 0)) for day in days), title)

"""Directives that show dates: `{bounds}` draws them, `{phrases}` reads words of time. Both ask the library, so they cannot lie.

A line of `{bounds}` is a caption, a colon, and a date; `(throughout)` behind the date sets its reading, and `said on` before it takes
the caption for the words that were said. The picture is SVG within the page: its text is text, its colours are those of the theme,
and what it shows is told to those who do not see it. A line of `{phrases}` is a phrase.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

import attrs
from docutils import nodes
from from_code import table
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from timeline.errors import Unresolved
from timeline.when import Edge, Limits, Reading, Shape, When, describe
from timeline.when.civil import DAY, add_months, date_of, days

WIDTH, MARGIN, ROW = 480, 10, 58  # in the units of the picture
LEFT, RIGHT = float(MARGIN), float(WIDTH - MARGIN)
MOST_TICKS = 6
NAME = 20.0  # half as wide as the name of a moment
SPARE = 20 * DAY  # shown beside a single known bound
# Up to how many days the axis is marked in steps of days or of months.
DAILY, WEEKLY, MONTHLY, QUARTERLY = 8, 50, 190, 800


@attrs.frozen
class Row:
    """One line of a picture."""

    caption: str
    when: When

    @classmethod
    def read(cls, line: str) -> Row:
        """Return what a line of the directive asks for."""
        caption, _, text = (part.strip() for part in line.rpartition(": "))
        if text.startswith("said on "):
            return cls(f"“{caption}”", When.said(caption, on=text.removeprefix("said on ")))
        date, _, reading = text.partition(" (")
        return cls(caption, When.parse(date, reading=Reading(reading.rstrip(")") or "within")))

    @property
    def parts(self) -> tuple[When, ...]:
        """What has a bar of its own: the members of a set, or the whole."""
        return self.when.members

    @property
    def told(self) -> str:
        """What the row shows, in words."""
        parts = self.parts if self.when.shape is Shape.SEVERAL else (self.when,)
        spans = (f"begins {told(part.start)}, ends {told(part.end)}" for part in parts)
        return f"{self.caption}: {'; and again '.join(spans)}."


def told(limits: Limits) -> str:
    """Say between which moments a beginning or an end lies."""
    low, high = limits
    if isinstance(low, Edge) and isinstance(high, Edge):
        return "at a time that is not known" if Edge.UNKNOWN in limits else "never"
    if isinstance(low, Edge):
        return f"by the {moment(high, last=True)}"
    if isinstance(high, Edge):
        return f"after the {moment(low, last=False)}"
    if low == high:
        return f"at the {moment(low, last=False)}"
    return f"between the {moment(low, last=False)} and the {moment(high, last=True)}"


def moment(second: int, *, last: bool) -> str:
    """Name a moment; midnight belongs to the day behind it, or as the last moment to the day before."""
    day, rest = divmod(second, DAY)
    if rest:
        return f"moment {rest // 3600:02}:{rest % 3600 // 60:02} of {describe(When.of(*date_of(day)))}"
    return f"{'end' if last else 'start'} of {describe(When.of(*date_of(day - last)))}"


@attrs.frozen
class Scale:
    """The stretch of time that a picture shows."""

    low: int
    high: int

    @classmethod
    def of(cls, rows: list[Row]) -> Scale:
        """Return the stretch around all bounds, with something to spare."""
        bounds = [bound for row in rows for limits in (row.when.start, row.when.end) for bound in limits]
        known = [bound for bound in bounds if isinstance(bound, int)]
        span = max(known) - min(known)
        spare = span // 10 if len(known) == len(bounds) else max(span, SPARE)
        return cls(min(known) - spare, max(known) + spare)

    def x(self, second: int) -> float:
        """Return where a moment lies."""
        return round(LEFT + (RIGHT - LEFT) * (second - self.low) / (self.high - self.low), 1)

    def ticks(self) -> list[tuple[float, str]]:
        """Return the places and names of a few moments."""
        found = list(self._moments())
        step = -(-len(found) // MOST_TICKS)
        placed = ((self.x(second), name) for second, name in found[::step])
        return [(x, name) for x, name in placed if LEFT + NAME <= x <= RIGHT - NAME]

    def _moments(self) -> Iterator[tuple[int, str]]:
        first, last = -(-self.low // DAY), self.high // DAY
        span = last - first
        if span <= WEEKLY:
            for day in range(first, last + 1, 1 if span <= DAILY else 7):
                yield day * DAY, describe(When.of(*date_of(day)), style="short").rpartition(" ")[0]
            return
        months = 1 if span <= MONTHLY else 3 if span <= QUARTERLY else 12
        year, month = date_of(first)[0], 1
        while (day := days(year, month)) <= last:
            if day >= first:
                when = When.of(year) if months == 12 else When.of(year, month)
                yield day * DAY, describe(when, style="short")
            year, month = add_months(year, month, months)


def picture(rows: list[Row]) -> str:
    """Return the drawing of some dates, one below the other."""
    scale = Scale.of(rows)
    height = ROW * len(rows) + 26
    drawn = "".join(row_drawn(row, scale, top=ROW * number) for number, row in enumerate(rows))
    label = escape(" ".join(row.told for row in rows))
    return (
        f'<svg class="bounds" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{label}">'
        f"{drawn}{axis(scale, ROW * len(rows) + 4)}</svg>"
    )


def axis(scale: Scale, y: int) -> str:
    """Draw the axis."""
    ticks = scale.ticks()
    marks = "".join(f'<path class="b-axis" d="M{x} {y}v4"/>' for x, _ in ticks)
    names = "".join(f'<text class="b-tick" x="{x}" y="{y + 18}">{escape(name)}</text>' for x, name in ticks)
    return f'<path class="b-axis" d="M{LEFT} {y}H{RIGHT}"/>{marks}{names}'


def row_drawn(row: Row, scale: Scale, *, top: int) -> str:
    """Draw a caption, the bars of a date, and the limits of its beginning above them and of its end below."""
    caption = f'<text class="b-caption" x="{LEFT}" y="{top + 14}">{escape(row.caption)}</text>'
    return caption + "".join(part_drawn(part, scale, y=top + 30) for part in row.parts)


def part_drawn(when: When, scale: Scale, *, y: int) -> str:
    """Draw one bar: pale where it may have been going on, full where it was, with an arrow or a question at an open end."""
    low = place(when.start_min, scale) or LEFT
    high = place(when.end_max, scale) or RIGHT
    drawn = bar("may", low, max(high, low + 1.5), y)
    first = LEFT if {*when.start} == {Edge.OPEN} else place(when.start_max, scale)
    last = RIGHT if {*when.end} == {Edge.OPEN} else place(when.end_min, scale)
    if first is not None and last is not None and first < last:
        drawn += bar("must", first, last, y)
    drawn += limit(when.start, scale, y - 7, 5) + limit(when.end, scale, y + 19, -5)
    return drawn + ending(when.start_min, LEFT, y, -1) + ending(when.end_max, RIGHT, y, 1)


def place(bound: int | Edge, scale: Scale) -> float | None:
    """Return where a bound lies, if it is a moment."""
    return None if isinstance(bound, Edge) else scale.x(bound)


def bar(sort: str, low: float, high: float, y: int) -> str:
    """Draw a bar from one place to another."""
    return f'<rect class="b-{sort}" x="{low}" y="{y}" width="{round(high - low, 1)}" height="12"/>'


def limit(limits: Limits, scale: Scale, y: int, tip: int) -> str:
    """Draw a bracket along the moments at which something may begin or end; without a limit, to the edge."""
    low, high = (place(bound, scale) for bound in limits)
    if low is None and high is None:
        return ""
    begun = f"M{LEFT} {y}" if low is None else f"M{low} {y + tip}V{y}"
    return f'<path class="b-limit" d="{begun}{f"H{RIGHT}" if high is None else f"H{high}V{y + tip}"}"/>'


def ending(bound: int | Edge, x: float, y: int, way: int) -> str:
    """Draw an arrow where there is no limit, a question mark where there is one that nobody knows."""
    if bound is Edge.OPEN:
        return f'<path class="b-arrow" d="M{x} {y - 3}l{9 * way} 9l{-9 * way} 9z"/>'
    if bound is Edge.UNKNOWN:
        return f'<text class="b-unknown" x="{x - 8 * way}" y="{y + 11}">?</text>'
    return ""


class Bounds(SphinxDirective):
    """Draws dates."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the picture."""
        rows = [Row.read(line) for line in self.content if line.strip()]
        return [nodes.raw("", picture(rows), format="html")]


class Phrases(SphinxDirective):
    """Makes a table of phrases and of what they mean when they are said on some day."""

    required_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the nodes."""
        rows = [phrase(line.strip(), on=self.arguments[0]) for line in self.content if line.strip()]
        return self.parse_text_to_nodes(table(["said", "read as", "a page says"], rows))


def phrase(words: str, *, on: str) -> list[str]:
    """Return a row on a phrase."""
    try:
        when = When.said(words, on=on)
    except Unresolved as error:
        return [words, "refused", error.problems[0].message.partition(": ")[2]]
    return [words, f"`{when}`", describe(when)]


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directives and the style of the pictures."""
    app.add_css_file("bounds.css")
    app.add_directive("bounds", Bounds)
    app.add_directive("phrases", Phrases)
    return {"parallel_read_safe": True}

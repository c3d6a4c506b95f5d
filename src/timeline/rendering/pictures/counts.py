"""How many events fall into each stretch of time, as bars along an axis: a picture of what was only counted."""

from __future__ import annotations

import math
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import attrs

from timeline.rendering.escape import escape_text
from timeline.rendering.options import Folders
from timeline.rendering.pictures.axis import Axis, axis_of
from timeline.rendering.pictures.canvas import Canvas
from timeline.rendering.pictures.lettering import width_of
from timeline.rendering.pictures.picture import Picture, length
from timeline.rendering.pictures.rows import Scale, Text
from timeline.rendering.pictures.sheet import HEADING, MARGIN, SMALL, Sheet
from timeline.rendering.pictures.svg import Drawing, drawn
from timeline.rendering.setting import check_prefix
from timeline.when import Edge, When, describe

__all__ = ["Bar", "Bars", "draw_counts"]

WIDTH, TALL = 960.0, 240.0  # of the whole, and of the highest bar
BELOW = 8.0  # between the bars and the line under them
MARKS = 4  # on the scale at the side, about
THINNEST = 0.8  # a bar
MOST_TOLD = 120  # counts that are told in words


@attrs.frozen
class Bar:
    """How many fall into one stretch of time.

    Attributes:
        x: Its left.
        y: Its top.
        width: Of the bar.
        height: Likewise.
        told: When, and how many, in words.
    """

    x: str
    y: str
    width: str
    height: str
    told: str


@attrs.frozen(kw_only=True)
class Bars(Picture):
    """All that the template `svg/counts.svg.jinja` draws.

    Attributes:
        top: Where the axis begins.
        start: Its left.
        scale: The axis of time; None where there is nothing to count.
        rules: The lines behind the bars, as SVG has paths.
        marks: The numbers at them.
        bars: From the earliest on.
    """

    top: str
    start: str
    scale: Scale | None
    rules: str
    marks: tuple[Text, ...]
    bars: tuple[Bar, ...]


def draw_counts(
    counts: Sequence[tuple[When, int]],
    *,
    title: str,
    lead: str = "",
    language: str = "en",
    fragment: bool = False,
    id_prefix: str = "chron-",
    templates: Folders = (),
) -> Drawing:
    """Return how many events fall into each stretch of time as bars, as an SVG picture.

    Args:
        counts: Stretches such as days or months, none of them without limits, each with its count.
        title: What is counted; an empty one leaves out the heading.
        lead: A sentence below it.
        language: Of the names of months, as a language tag.
        fragment: Whether it goes into a page: it then has no ground of its own and takes on the colour of the text around it.
        id_prefix: What every DOM id begins with.
        templates: As of `render`; the template is `svg/counts.svg.jinja`.

    Raises:
        BadTemplate: When a template is malformed, or asks for something it is not given.
        Invalid: When no DOM id begins with the prefix.

    Examples:
        >>> draw_counts([(When("1962-09"), 12), (When("1962-10"), 310)], title="Notes exchanged")
        <Drawing 'Notes exchanged'>
    """
    check_prefix(id_prefix)
    chart = _Chart(counts, title=escape_text(title), lead=escape_text(lead), language=language, prefix=id_prefix)
    return drawn("counts", chart.bars(alone=not fragment), templates=templates)


class _Chart:
    """Measures and places the bars."""

    def __init__(
        self, counts: Sequence[tuple[When, int]], *, title: str, lead: str, language: str, prefix: str
    ) -> None:
        self._counts = [(when, *_limits(when), count) for when, count in counts]
        self._title, self._lead, self._language, self._prefix = title, lead, language, prefix
        self._step = _step(max((count for _, count in counts), default=0))
        self._most = self._step * max(1, math.ceil(max((count for _, count in counts), default=0) / self._step))
        self._beside = width_of(f"{self._most:,}", SMALL) + BELOW

    def bars(self, *, alone: bool) -> Bars:
        """Return all that is drawn.

        Args:
            alone: Whether it is a file of its own.
        """
        sheet = Sheet(WIDTH)
        heading, lead = sheet.block(self._title, size=HEADING), sheet.block(self._lead)
        top, start = sheet.top + MARGIN / 3, MARGIN + self._beside
        room = WIDTH - start - MARGIN
        axis = axis_of(
            [(low, high) for _, low, high, _ in self._counts],
            left=0,
            right=room,
            language=self._language,
            unbroken=True,
        )
        told = [
            f"{describe(when, language=self._language)}: {count:,}" for when, _, _, count in self._counts[:MOST_TOLD]
        ]
        more = [f"{len(self._counts) - MOST_TOLD:,} more are drawn."] if len(self._counts) > MOST_TOLD else []
        return Bars(
            title=self._title or "Counts along time",
            told=tuple(part for part in (self._lead, f"{'; '.join(told)}." if told else "", *more) if part),
            heading=heading,
            lead=lead,
            remark=None,
            top=length(top),
            start=length(start),
            **self._drawn(axis, room),
            width=length(WIDTH),
            height=length(top + (0 if axis is None else self._foot(axis)) + MARGIN),
            name=f"{self._prefix}_counts-{self._mark()}",
            language=self._language,
            alone=alone,
            links=False,
        )

    def _drawn(self, axis: Axis | None, room: float) -> dict[str, Any]:
        """Return the axis, the lines and the bars, where there are any."""
        if axis is None:
            return {"scale": None, "rules": "", "marks": (), "bars": ()}
        foot = self._foot(axis)
        lines = [
            (at * self._step, foot - TALL * at * self._step / self._most) for at in range(self._most // self._step + 1)
        ]
        return {
            "scale": Canvas(room).scale(axis, bottom=foot),
            "rules": "".join(f"M0 {length(y)}H{length(room)}" for _, y in lines),
            "marks": tuple(Text(f"{value:,}", length(-BELOW), length(y + 4), "end") for value, y in lines),
            "bars": tuple(self._bar(axis, foot, each) for each in self._counts if each[-1]),
        }

    def _bar(self, axis: Axis, foot: float, counted: tuple[When, int, int, int]) -> Bar:
        when, low, high, count = counted
        left, right = axis.x(low), axis.x(high)
        gap = min(1.0, (right - left) / 5)
        tall = TALL * count / self._most
        told = f"{describe(when, language=self._language)}: {count:,}"
        return Bar(
            length(left + gap / 2, 2),
            length(foot - tall, 2),
            length(max(right - left - gap, THINNEST), 2),
            length(tall, 2),
            told,
        )

    def _foot(self, axis: Axis) -> float:
        return Canvas.head(axis) + BELOW + TALL

    def _mark(self) -> str:
        """Return six letters that tell this picture from others on one page."""
        plain = [(str(when), count) for when, _, _, count in self._counts]
        return sha256(f"{plain}{self._title}".encode("utf-8", "surrogatepass")).hexdigest()[:6]


def _limits(when: When) -> tuple[int, int]:
    """Return the first second of a stretch and the first after it; nothing for what has no limits."""
    low, high = when.start_min, when.end_max
    if isinstance(low, Edge) or isinstance(high, Edge):
        return (0, 0)
    return low, high


def _step(most: int) -> int:
    """Return how far apart the marks of the scale are: 1, 2 or 5, with noughts behind."""
    ten = 1
    while 5 * ten * MARKS < most:
        ten *= 10
    return next(lead * ten for lead in (1, 2, 5) if lead * ten * MARKS >= most)

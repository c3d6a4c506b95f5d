"""The rows of lanes and of a claim's life: what their templates are given, worded, measured and placed.

Lengths are texts, in the units of the picture, as SVG has them.
"""

from __future__ import annotations

import attrs

from timeline.rendering.pictures.picture import Label, Picture

__all__ = ["Bin", "Dot", "Lane", "Lanes", "More", "Piece", "Sample", "Scale", "Text", "Trace"]


@attrs.frozen
class Text:
    """A word in its place.

    Attributes:
        text: The word.
        x: Where it is anchored.
        y: Its foot.
        anchor: `start`, `middle` or `end`, in the direction of the page.
    """

    text: str
    x: str
    y: str
    anchor: str = "middle"


@attrs.frozen
class Dot:
    """A dot.

    Attributes:
        x: Its middle.
        y: Likewise.
        size: Half of its width.
        halves: Of one whose accounts differ: its two halves, from its middle on, as SVG has paths.
    """

    x: str
    y: str
    size: str
    halves: str = ""


@attrs.frozen
class Piece:
    """A piece of a bar.

    Attributes:
        path: Its outline, as SVG has paths; of one that is hollow, without the sides at which the next piece goes on.
        shade: `full`, or how it fades: `in`, `out`, `may`, `may-in`, `may-out`.
    """

    path: str
    shade: str


@attrs.frozen
class Trace:
    """What is drawn for one event.

    Attributes:
        told: What it stands for, in words.
        href: Where it leads; empty where it leads nowhere.
        again: Whether the same event stands in a lane above already.
        dots: Known days.
        signs: What is done to a claim, where that is told by a sign; its middle.
        sign: Which: `denies`.
        pieces: Of bars.
        course: A line: arrows at open ends, the line between several dates, the stroke through what did not take place.
        unknown: Question marks, at ends that are not known.
        hollow: Whether it was planned, and is not known to have been held.
        contested: Whether accounts differ, or it is disputed.
    """

    told: str = ""
    href: str = ""
    again: bool = False
    dots: tuple[Dot, ...] = ()
    signs: tuple[tuple[str, str], ...] = ()
    sign: str = ""
    pieces: tuple[Piece, ...] = ()
    course: str = ""
    unknown: tuple[Text, ...] = ()
    hollow: bool = False
    contested: bool = False


@attrs.frozen
class More:
    """A count of marks that found no room.

    Attributes:
        label: The count in its place.
        told: What they stand for, in words.
        href: Where the first of them leads.
    """

    label: Text
    told: str
    href: str = ""


@attrs.frozen
class Bin:
    """How many events fall, or may fall, into a stretch of time.

    Attributes:
        x: Its left.
        y: Its top.
        width: Of it.
        height: The more events, the higher.
        told: How many and when, in words.
        href: Where the first of them leads.
    """

    x: str
    y: str
    width: str
    height: str
    told: str
    href: str = ""


@attrs.frozen
class Lane:
    """One lane.

    Attributes:
        label: Its name.
        told: The name and how many events run in it.
        marks: Its events, in page order.
        more: Those for which there is no room.
        bins: How many there are when, in place of marks, where they are too many.
    """

    label: Label
    told: str
    marks: tuple[Trace, ...] = ()
    more: tuple[More, ...] = ()
    bins: tuple[Bin, ...] = ()


@attrs.frozen
class Scale:
    """An axis as it is drawn.

    Attributes:
        names: What stands at its marks, and above them.
        lines: From top to bottom, at its marks.
        borders: Likewise, where a new month of days begins, or a new year of months.
        course: The axis itself, with its breaks.
        margins: Grounds of what lies beyond a break: left and width of each.
    """

    names: tuple[Text, ...]
    lines: str
    borders: str
    course: str
    margins: tuple[tuple[str, str], ...] = ()


@attrs.frozen
class Sample:
    """An entry of the legend.

    Attributes:
        mark: A sample.
        words: What it stands for.
        width: Of the sample.
        label: The words in their place, in a picture that is a file of its own.
        x: Where the sample stands there: its left.
        y: Likewise: its middle.
    """

    mark: Trace
    words: str
    width: str
    label: Label | None = None
    x: str = ""
    y: str = ""


@attrs.frozen(kw_only=True)
class Lanes(Picture):
    """All that the template `svg/lanes.svg.jinja` draws.

    Attributes:
        tall: The height of the lanes with their axis, without heading and legend.
        gutter: How much of the width the names of the lanes take.
        room: What is left of it for the lanes.
        ahead: The place of the names: where the picture begins, in the direction of the page.
        start: The place of the lanes.
        top: Where the lanes with their axis begin, below a heading.
        direction: `ltr`, or `rtl` where time runs from right to left.
        opens: The direction in which a reader who sees only a part of the lanes begins: that of time, or the other one
            where most is drawn late.
        crowd: How far from that beginning it is to where most is drawn.
        scale: The axis; None where no event has a place on one.
        lanes: From the top down.
        rules: Lines between lanes.
        shades: Those that occur, beside `full`; each pair is a shade and whether it is that of contested marks.
        keys: The legend.
        notes: What has to be known to read it, sentence by sentence.
    """

    tall: str
    gutter: str
    room: str
    ahead: str
    start: str
    top: str
    direction: str
    opens: str
    crowd: str
    scale: Scale | None
    lanes: tuple[Lane, ...]
    rules: str
    shades: tuple[tuple[str, bool], ...]
    keys: tuple[Sample, ...]
    notes: tuple[str, ...]

    @property
    def is_dense(self) -> bool:
        """Whether events are counted and have no marks of their own."""
        return any(lane.bins for lane in self.lanes)

"""The rows of a picture: what the template `svg/network.svg.jinja` is given, worded, measured and placed.

Lengths are texts, in the units of the picture, as SVG has them.
"""

from __future__ import annotations

import attrs

__all__ = ["Gap", "Key", "Label", "Mark", "Picture", "Thread", "length"]


def length(value: float, decimals: int = 1) -> str:
    """Write a length as shortly as it goes.

    Examples:
        >>> length(12.0), length(0.25), length(-0.04)
        ('12', '0.2', '0')
    """
    return f"{round(value, decimals) + 0.0:.{decimals}f}".rstrip("0").removesuffix(".")


@attrs.frozen
class Label:
    """A text in its place.

    Attributes:
        lines: Pairs of text and height.
        x: Where they are anchored.
        anchor: `start`, `middle` or `end`, in the direction of the text.
        direction: `ltr` or `rtl`.
        count: Behind the last line; empty where there is none.
    """

    lines: tuple[tuple[str, str], ...]
    x: str
    anchor: str = "start"
    direction: str = "ltr"
    count: str = ""


@attrs.frozen
class Mark:
    """Someone who met others.

    Attributes:
        kind: person, organization, state or agent.
        x: The middle.
        y: Likewise.
        size: Half the width.
        label: The name.
        told: What it stands for, in words.
    """

    kind: str
    x: str
    y: str
    size: str
    label: Label | None = None
    told: str = ""


@attrs.frozen
class Thread:
    """A line between two who met.

    Attributes:
        path: Its course, as SVG has it.
        width: Of the line.
        strength: How far it covers what is below it, from 0 to 1.
        often: Whether they met more than once.
        number: How often; empty where they met once, or where there is no room for it.
        x: Where the number is anchored, in its middle.
        y: Likewise, at its foot.
        told: Who met, how often and when, in words.
        href: Where it leads; empty where it leads nowhere.
    """

    path: str
    width: str
    strength: str
    often: bool = False
    number: str = ""
    x: str = ""
    y: str = ""
    told: str = ""
    href: str = ""


@attrs.frozen
class Gap:
    """An ellipse where no line is drawn, so that a number or an open mark can be read on any ground.

    Attributes:
        x: The middle.
        y: Likewise.
        across: Half the width.
        down: Half the height.
    """

    x: str
    y: str
    across: str
    down: str


@attrs.frozen
class Key:
    """An entry of the legend.

    Attributes:
        label: What it says.
        mark: A sample of a mark, or None.
        thread: A sample of a line, or None.
    """

    label: Label
    mark: Mark | None = None
    thread: Thread | None = None


@attrs.frozen
class Picture:
    """All that the template draws.

    Attributes:
        width: Of the whole.
        height: Likewise.
        name: What every DOM id in it begins with.
        language: Of the names, as a language tag.
        title: What it shows, in a few words.
        told: All that it shows, in sentences.
        heading: The title as it is drawn, or None.
        lead: What is counted.
        middle: Of the oval: two lengths; lines, gaps and marks are measured from there.
        threads: The lines, the thinnest first.
        gaps: Where no line is drawn.
        marks: Those who met.
        keys: The legend.
        notes: What is left out, and why.
        alone: Whether it is a file of its own and not a part of a page.
        links: Whether lines lead to entries.
    """

    width: str
    height: str
    name: str
    language: str
    title: str
    told: tuple[str, ...]
    heading: Label | None
    lead: Label | None
    middle: str
    threads: tuple[Thread, ...]
    gaps: tuple[Gap, ...]
    marks: tuple[Mark, ...]
    keys: tuple[Key, ...]
    notes: Label | None
    alone: bool
    links: bool

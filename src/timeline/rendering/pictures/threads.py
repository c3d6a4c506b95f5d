"""The rows of a network: what the template `svg/network.svg.jinja` is given, worded, measured and placed.

Lengths are texts, in the units of the picture, as SVG has them.
"""

from __future__ import annotations

import attrs

from timeline.rendering.pictures.picture import Label, Picture

__all__ = ["Gap", "Key", "Mark", "Thread", "Web"]


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


@attrs.frozen(kw_only=True)
class Web(Picture):
    """All that the template `svg/network.svg.jinja` draws.

    Attributes:
        middle: Of the oval: two lengths; lines, gaps and marks are measured from there.
        threads: The lines, the thinnest first.
        gaps: Where no line is drawn.
        marks: Those who met.
        keys: The legend.
    """

    middle: str
    threads: tuple[Thread, ...]
    gaps: tuple[Gap, ...]
    marks: tuple[Mark, ...]
    keys: tuple[Key, ...]

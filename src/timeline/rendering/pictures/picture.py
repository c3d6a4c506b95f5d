"""What all pictures have in common, and what they are written down with: texts in their places, lengths as SVG has them."""

from __future__ import annotations

import attrs

__all__ = ["Label", "Picture", "length"]


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


@attrs.frozen(kw_only=True)
class Picture:
    """What the template `svg/picture.svg.jinja` draws around any picture.

    Attributes:
        width: Of the whole.
        height: Likewise.
        name: What every DOM id in it begins with.
        language: Of titles and names, as a language tag.
        title: What it shows, in a few words.
        told: All that it shows, in sentences.
        heading: The title as it is drawn, or None.
        lead: What is counted, or None.
        remark: What has to be known to read it, and what is left out; or None.
        alone: Whether it is a file of its own and not a part of a page.
        links: Whether anything in it leads to an entry.
    """

    width: str
    height: str
    name: str
    language: str
    title: str
    told: tuple[str, ...]
    heading: Label | None
    lead: Label | None
    remark: Label | None
    alone: bool
    links: bool

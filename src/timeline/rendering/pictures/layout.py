"""How lanes become a picture: the field, and around it a heading, what is counted, a legend and notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

import attrs

from timeline.errors import Invalid
from timeline.rendering.escape import escape_text
from timeline.rendering.pictures.field import Field
from timeline.rendering.pictures.marks import Shade
from timeline.rendering.pictures.picture import length
from timeline.rendering.pictures.rows import Lanes, Sample, Trace
from timeline.rendering.pictures.sheet import HEADING, MARGIN, Sheet

__all__ = ["WIDTH", "Words", "breadth", "nowhere", "set_out"]

WIDTH, NARROWEST = 880, 560
ABOVE, BELOW = 8.0, 14.0  # free above and below the lanes


@attrs.frozen
class Words:
    """What is said around lanes.

    Attributes:
        title: What the picture shows, in a few words.
        heading: The title as it is drawn; empty where none is.
        lead: What is counted.
        notes: What has to be known to read it.
    """

    title: str
    heading: str
    lead: str
    notes: tuple[str, ...] = ()


def nowhere(_event: str) -> str:
    """Lead nowhere, as the marks of a picture do that is a file of its own."""
    return ""


def breadth(width: float, *, whole: bool) -> float:
    """Return how wide lanes with their names may be in a picture of some width, with or without heading and legend around.

    Raises:
        Invalid: When the picture would be too narrow.
    """
    if width < NARROWEST:
        hint = f"from {NARROWEST} units on"
        raise Invalid(f"{width} units are too few for lanes with their names", code="bad-width", hint=hint)
    return width - 2 * MARGIN if whole else width


def set_out(
    field: Field,
    words: Words,
    keys: Sequence[Sample],
    *,
    name: str,
    width: float,
    whole: bool,
    alone: bool = False,
    language: str,
) -> Lanes:
    """Return a picture of lanes.

    Args:
        field: The lanes.
        words: What is said around them.
        keys: The legend.
        name: What every DOM id in it begins with; a dash at its end is followed by what tells the picture from others.
        width: Of the picture.
        whole: Whether heading, legend and notes are drawn around the lanes.
        alone: Whether it is a file of its own.
        language: Of titles and names, as a language tag.
    """
    empty, edge = field.axis is None, MARGIN if whole else 0.0
    lanes = () if empty else field.lanes
    bottom = 0.0 if empty else field.bottom
    crowd = 0.0 if empty else field.crowd
    sheet = Sheet(width, rtl=field.rtl)
    heading = sheet.block(escape_text(words.heading), size=HEADING)
    lead = sheet.block(words.lead)
    top = sheet.top + ABOVE
    sheet.top = top + bottom + ABOVE
    placed = sheet.flow((float(key.width), key.words) for key in keys)
    if whole:
        keys = [attrs.evolve(key, x=x, y=y, label=label) for key, (x, y, label) in zip(keys, placed, strict=True)]
    remark = sheet.block(" ".join(words.notes))
    mark = sha256(f"{words}{lanes}".encode("utf-8", "surrogatepass")).hexdigest()[:6] if name.endswith("-") else ""
    return Lanes(
        width=length(width),
        height=length(sheet.top + BELOW),
        tall=length(bottom),
        gutter=length(field.gutter),
        room=length(field.room),
        ahead=length(edge + (field.room if field.rtl else 0)),
        start=length(edge + (0 if field.rtl else field.gutter)),
        top=length(top),
        name=f"{name}{mark}",
        language=language,
        direction="rtl" if field.rtl else "ltr",
        opens="rtl" if field.rtl != (crowd > field.room / 2) else "ltr",
        crowd=length(min(crowd, field.room - crowd)),
        title=escape_text(words.title),
        told=(*([words.lead] if words.lead else []), *(f"{lane.told}." for lane in lanes), *words.notes),
        heading=heading,
        lead=lead,
        scale=None if empty else field.scale,
        lanes=lanes,
        rules="" if empty else field.rules,
        shades=_shades([*(mark for lane in lanes for mark in lane.marks), *(key.mark for key in keys)]),
        keys=tuple(keys),
        notes=words.notes,
        remark=remark,
        alone=alone,
        links=any(mark.href for lane in lanes for mark in lane.marks)
        or any(each.href for lane in lanes for each in lane.bins),
    )


def _shades(marks: Iterable[Trace]) -> tuple[tuple[str, bool], ...]:
    """Return how bars fade in a picture, and whether it is in the colour of contested marks."""
    found = {(piece.shade, mark.contested) for mark in marks if not mark.hollow for piece in mark.pieces}
    return tuple(sorted(each for each in found if each[0] != Shade.FULL))

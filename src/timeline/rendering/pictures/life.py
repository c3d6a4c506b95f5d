"""The life of a claim along time: who put it forward, who denied it, who came to confirm it."""

from __future__ import annotations

from collections.abc import Callable

from timeline.chronology import Chronology, Standing
from timeline.records import Claim, Event
from timeline.rendering.notes import name_of
from timeline.rendering.options import Folders
from timeline.rendering.pictures.field import Field
from timeline.rendering.pictures.groups import Group
from timeline.rendering.pictures.items import StandItem
from timeline.rendering.pictures.layout import WIDTH, Words, breadth, nowhere, set_out
from timeline.rendering.pictures.legend import signs_of
from timeline.rendering.pictures.lettering import direction_of
from timeline.rendering.pictures.remarks import remarks
from timeline.rendering.pictures.rows import Lanes
from timeline.rendering.pictures.svg import Drawing, drawn
from timeline.rendering.setting import Setting, check_prefix
from timeline.rendering.values import Values
from timeline.rendering.wording import Wording, wording

__all__ = ["draw_life", "has_a_life", "life_of"]

FEWEST = 2  # positions that are worth a picture


def draw_life(
    chronology: Chronology,
    claim: Claim | Event | str,
    *,
    width: int = WIDTH,
    fragment: bool = False,
    links: bool = False,
    id_prefix: str = "chron-",
    templates: Folders = (),
) -> Drawing:
    """Return what was done to a claim along time, one lane for each side, as an SVG picture.

    Args:
        chronology: Where it is asserted and denied.
        claim: The claim, or an event whose report is confirmed or denied; or its id.
        width: Of the picture, in units; it scales with the room that it is given.
        fragment: Whether it goes into a page: it then has no ground of its own and takes on the colour of the text around it.
        links: Whether each sign leads to the entry of the statement, which the page around it has to hold.
        id_prefix: What every DOM id begins with; of the entries on the page, too.
        templates: As of `render`; the template is `svg/life.svg.jinja`.

    Raises:
        BadTemplate: When a template is malformed, or asks for something it is not given.
        Invalid: When the picture would be too narrow, or no DOM id begins with the prefix.
        NotFound: When there is no such claim or event.
    """
    check_prefix(id_prefix)
    leading = f"#{id_prefix}{{}}".format if links else nowhere
    standing = chronology.standing(claim)
    picture = life_of(
        chronology,
        standing,
        name=f"{id_prefix}_life-",
        width=width,
        whole=True,
        alone=not fragment,
        leading=leading,
    )
    return drawn("life", picture, templates=templates)


def has_a_life(standing: Standing) -> bool:
    """Whether a claim has been spoken of often enough, and not all at once, for a picture to tell more than a list."""
    positions = standing.positions
    return len(positions) >= FEWEST and len({position.when.text for position in positions}) > 1


def life_of(
    chronology: Chronology,
    standing: Standing,
    *,
    name: str,
    width: float = WIDTH,
    whole: bool = False,
    alone: bool = False,
    leading: Callable[[str], str] = nowhere,
) -> Lanes:
    """Return what was done to a claim as lanes, one for each side, in the order in which they first spoke of it.

    Args:
        chronology: Where it is asserted and denied.
        standing: Where the claim stands.
        name: What every DOM id in it begins with; a dash at its end is followed by what tells the picture from others.
        width: Of the picture.
        whole: Whether heading, legend and notes are drawn around the lanes.
        alone: Whether it is a file of its own.
        leading: Gives where the sign of a statement leads; empty where it leads nowhere.

    Raises:
        Invalid: When the picture would be too narrow.
    """
    words = wording(chronology.language)
    items = [StandItem(each, name_of(chronology[each.statement]), words) for each in standing.positions]
    sides: dict[str, list[int]] = {}
    for at, each in enumerate(standing.positions):
        sides.setdefault(each.side, []).append(at)
    field = Field(
        items,
        [Group(_name(chronology, side, words), tuple(found)) for side, found in sides.items()],
        width=breadth(width, whole=whole),
        zone=chronology.zone,
        rtl=direction_of(chronology.language) == "rtl",
        leading=leading,
        words=words,
        what="statements",
    )
    text = _text(chronology, standing.target)
    count = words.counted(len({each.statement for each in standing.positions}), "statements")
    lead = words.say("lanes_lead", events=count, by=words["by_side"]) if field.axis else words["life_none"]
    told = Words(
        title=words.say("life_title", claim=text),
        heading=text,
        lead=lead if whole else "",
        notes=tuple(remarks(field)),
    )
    keys = () if field.axis is None else signs_of(field.figures.values(), words, rtl=field.rtl)
    return set_out(field, told, keys, name=name, width=width, whole=whole, alone=alone, language=chronology.language)


def _text(chronology: Chronology, target: str) -> str:
    """Return a claim as a sentence, or the title of an event."""
    record = chronology[target]
    return Values(Setting(chronology)).claim(record) if isinstance(record, Claim) else name_of(record)


def _name(chronology: Chronology, side: str, words: Wording) -> str:
    """Return the name of a side; a statement by nobody who is named is a side of its own."""
    record = chronology[side]
    return words["unnamed"] if isinstance(record, Event) else name_of(record)

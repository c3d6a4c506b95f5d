"""The shape of events at a glance: one lane for each side, person, place or kind, and every event in each of its lanes."""

from __future__ import annotations

from collections.abc import Callable

from timeline.chronology import Chronology
from timeline.rendering.dating import year_words
from timeline.rendering.options import Folders
from timeline.rendering.pictures.field import Field
from timeline.rendering.pictures.groups import AUTO, By, by_of, fitting, grouped
from timeline.rendering.pictures.items import EventItem
from timeline.rendering.pictures.layout import WIDTH, Words, breadth, nowhere, set_out
from timeline.rendering.pictures.legend import keys_of
from timeline.rendering.pictures.lettering import direction_of
from timeline.rendering.pictures.remarks import remarks
from timeline.rendering.pictures.rows import Lanes
from timeline.rendering.pictures.svg import Drawing, drawn
from timeline.rendering.setting import check_prefix
from timeline.rendering.wording import WORDS, counted
from timeline.when.civil import DAY, date_of

__all__ = ["draw_lanes", "lanes_of"]


def draw_lanes(
    chronology: Chronology,
    *,
    by: By | str = By.SIDE,
    title: str | None = None,
    width: int = WIDTH,
    fragment: bool = False,
    links: bool = False,
    id_prefix: str = "chron-",
    templates: Folders = (),
) -> Drawing:
    """Return the events of a chronology in lanes along an axis of time, as an SVG picture.

    Args:
        chronology: What is drawn.
        by: What each lane is for: `side`, `person`, `place` or `kind`; `auto` for what suits the events.
        title: In place of the chronology's; an empty one leaves out the heading.
        width: Of the picture, in units; it scales with the room that it is given.
        fragment: Whether it goes into a page: it then has no ground of its own and takes on the colour of the text around it.
        links: Whether each mark leads to the entry of its event, which the page around it has to hold.
        id_prefix: What every DOM id begins with; of the entries on the page, too.
        templates: As of `render`; the template is `svg/lanes.svg.jinja`.

    Raises:
        BadTemplate: When a template is malformed, or asks for something it is not given.
        Invalid: When lanes are for no such thing, the picture would be too narrow, or no DOM id begins with the prefix.
    """
    check_prefix(id_prefix)
    leading = f"#{id_prefix}{{}}".format if links else nowhere
    picture = lanes_of(
        chronology,
        by=by,
        title=title,
        width=width,
        name=f"{id_prefix}_lanes-",
        whole=True,
        alone=not fragment,
        leading=leading,
    )
    return drawn("lanes", picture, templates=templates)


def lanes_of(
    chronology: Chronology,
    *,
    by: By | str,
    name: str,
    width: float = WIDTH,
    whole: bool = False,
    alone: bool = False,
    leading: Callable[[str], str] = nowhere,
    title: str | None = None,
) -> Lanes:
    """Return the lanes of a chronology as they are drawn.

    Args:
        chronology: Whose events are drawn.
        by: What each lane is for; `auto` for what suits the events.
        name: What every DOM id in it begins with; a dash at its end is followed by what tells the picture from others.
        width: Of the picture.
        whole: Whether heading, legend and notes are drawn around the lanes.
        alone: Whether it is a file of its own.
        leading: Gives where the mark of an event leads; empty where it leads nowhere.
        title: In place of the chronology's; an empty one leaves out the heading.

    Raises:
        Invalid: When lanes are for no such thing, or the picture would be too narrow.
    """
    chosen, groups = fitting(chronology) if by == AUTO else (by_of(by), grouped(chronology, by))
    field = Field(
        [EventItem(event, chronology) for event in chronology.events],
        groups,
        width=breadth(width, whole=whole),
        zone=chronology.zone,
        rtl=direction_of(chronology.language) == "rtl",
        leading=leading,
    )
    shown = title or chronology.title or WORDS["untitled"]
    words = Words(
        title=WORDS["lanes_title"].format(title=shown),
        heading="" if title == "" else shown,
        lead=_lead(chronology, chosen, field),
        notes=tuple(remarks(field)),
    )
    keys = () if field.axis is None else keys_of(field.figures.values(), day=_day(field), rtl=field.rtl)
    return set_out(field, words, keys, name=name, width=width, whole=whole, alone=alone, language=chronology.language)


def _lead(chronology: Chronology, by: By, field: Field) -> str:
    """Count what there is."""
    if field.axis is None:
        return WORDS["lanes_none"]
    first, last = (year_words(date_of(second // DAY)[0]) for second in field.span)
    years = first if first == last else WORDS["years"].format(first=first, last=last)
    return WORDS["lanes_lead"].format(events=f"{counted(len(chronology), 'events')}, {years}", by=WORDS[f"by_{by}"])


def _day(field: Field) -> str:
    """Say what a dot stands for: a time, a day, or what is known more closely than a dot is wide."""
    if field.axis is not None and field.axis.is_hourly:
        return WORDS["key_time"]
    return WORDS["key_near" if field.has_wide_dots else "key_day"]

"""The shape of events at a glance: one lane for each side, person, place or kind, and every event in each of its lanes."""

from __future__ import annotations

from collections.abc import Callable

from timeline.chronology import Chronology
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
from timeline.rendering.showing import Choice, Showing
from timeline.rendering.wording import wording
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
    newest_first: bool = False,
    limit: int | None = None,
    head: int | None = None,
    tail: int | None = None,
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
        newest_first: Whether `limit` and `head` take the latest events; time runs as ever.
        limit: The most events to draw, as of `render`; the picture says how many are left out.
        head: How many of the first to draw, as of `render`.
        tail: How many of the last, likewise.

    Raises:
        BadTemplate: When a template is malformed, or asks for something it is not given.
        Invalid: When lanes are for no such thing, the picture would be too narrow, no DOM id begins with the prefix, or a number
            of events cannot be.
    """
    check_prefix(id_prefix)
    choice = Choice(newest_first=newest_first, limit=limit, head=head, tail=tail)
    leading = f"#{id_prefix}{{}}".format if links else nowhere
    picture = lanes_of(
        chronology,
        choice.of(chronology.events, wording(chronology.language)),
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
    showing: Showing,
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
        showing: Which of them.
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
    words, events = wording(chronology.language), showing.events
    chosen, groups = fitting(chronology, events) if by == AUTO else (by_of(by), grouped(chronology, by, events))
    field = Field(
        [EventItem(event, chronology) for event in events],
        groups,
        width=breadth(width, whole=whole),
        zone=chronology.zone,
        rtl=direction_of(chronology.language) == "rtl",
        leading=leading,
        words=words,
    )
    shown = title or chronology.title or words["untitled"]
    told = Words(
        title=words.say("lanes_title", title=shown),
        heading="" if title == "" else shown,
        lead=_lead(len(events), chosen, field),
        notes=(*remarks(field), *filter(None, [showing.gap(showing.omitted)])),
    )
    keys = () if field.axis is None else keys_of(field.figures.values(), words, day=_day(field), rtl=field.rtl)
    return set_out(field, told, keys, name=name, width=width, whole=whole, alone=alone, language=chronology.language)


def _lead(count: int, by: By, field: Field) -> str:
    """Count what there is."""
    words = field.words
    if field.axis is None:
        return words["lanes_none"]
    first, last = (words.year(date_of(second // DAY)[0]) for second in field.span)
    years = first if first == last else words.say("years", first=first, last=last)
    return words.say("lanes_years", events=words.counted(count, "events"), years=years, by=words[f"by_{by}"])


def _day(field: Field) -> str:
    """Say what a dot stands for: a time, a day, or what is known more closely than a dot is wide."""
    if field.axis is not None and field.axis.is_hourly:
        return field.words["key_time"]
    return field.words["key_near" if field.has_wide_dots else "key_day"]

"""TimelineJS 3, a page of slides along an axis.

A file of ours is read by TimelineJS as it is: `new TL.Timeline("events", "talks.timelinejs.json")`. Every slide has the title as its headline, the
summary as its text, and the date in words as its `display_date`. Beside the fields of TimelineJS there is one of ours, which it ignores:
`when`, the date as a dossier has it, wherever year, month and day do not say the same. Where somebody has changed those since, they count.

Years are counted as TimelineJS shows them, where -44 is 44 BCE; our notation has -0043. A date has no zone there, so a time is the one
at the place. What lies between two dates is a bar from the first to the last; an event with one end only stands at that end.
Titles and texts are escaped, and `autolink` is off, because TimelineJS takes them for HTML.

Kept:
    title, note: the headline and the text of the title slide
    events: the slides, under their ids (`unique_id`)
    events.title: text.headline
    events.summary: text.text
    events.when: start_date, end_date and display_date; `when` as well where those say less
    events.tags: group, where there is one tag
Lost:
    events: TimelineJS drops what has no year
    kind: a slide is an event like any other
    tags: a slide belongs to one group
    note, where, who, cites, figures, status, reason, part_of, after, lasted, dating, silence: a slide has no field for it
    mode, mandate, protocol, text, channel, stances, signed, in_force, extra: a slide has no field for it
    to, asserts, confirms, denies, doubts, evades, retracts: a slide has no field for it
    title, summary: signs that turn the direction of writing, or cannot be shown, are written as their names
    language, zone, rules: they are options of the page, or nothing at all
    agents, places, sources, claims, tenures: there are only slides

Source: TimelineJS 3.9.11, `TimelineConfig.js`, `TLDate.js`, `Slide.js`; https://timeline.knightlab.com/docs/json-format.html.
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.chronology import Chronology
from timeline.escaping import visible
from timeline.formats.drafting.json_writer import flow
from timeline.formats.drafting.tree import Tree
from timeline.formats.foreign import worded
from timeline.formats.foreign.date_parts import Parts, parts_of
from timeline.formats.foreign.hypertext import escaped, marked_up
from timeline.formats.foreign.slides import Slides
from timeline.formats.manifest import Manifest
from timeline.records import Event

__all__ = ["loads", "stream"]

# The years that a date of a browser can have; beyond them TimelineJS counts in years only.
HUMAN = range(-271_820, 275_760)
# A larger number would not come out of `parseInt` as it went in.
LARGEST = 10**15


def loads(text: str, *, file: str | None = None) -> Chronology:
    """Return the chronology of a file of TimelineJS; see `timeline.formats.loads`."""
    return Slides(text, file=file).chronology()


def stream(chronology: Chronology, manifest: Manifest) -> Iterator[str]:
    """Yield a chronology as JSON for TimelineJS; see `timeline.formats.dumps`."""
    slides = [(event, ends) for event in _events(chronology) if (ends := parts_of(event.when)) is not None]
    yield "{\n"
    if any(parts.year not in HUMAN for _, ends in slides for parts in ends if parts):
        yield '  "scale": "cosmological",\n'
    if chronology.title or chronology.header.note:
        yield f'  "title": {flow(_title(chronology, manifest))},\n'
    lead = '  "events": ['
    for event, ends in slides:
        yield f"{lead}\n    {flow(_slide(chronology, event, ends, manifest))}"
        lead = ","
    yield "\n  ]\n}\n" if slides else f"{lead}]\n}}\n"


def _events(chronology: Chronology) -> Iterator[Event]:
    return (record for record in chronology.records if isinstance(record, Event))


def _title(chronology: Chronology, manifest: Manifest) -> Tree:
    header = chronology.header
    manifest.carry(header, "title", "note")
    for field, text in (("title", header.title), ("note", header.note)):
        if visible(text) != text:
            manifest.lose(header, field, why=_UNSEEN)
    return {"text": _text(header.title, header.note), "autolink": False}


_UNSEEN = "signs that turn the direction of writing, or cannot be shown, are written as their names"


def _text(headline: str, text: str) -> Tree:
    # TimelineJS looks for addresses in what its sanitizer has let through, quotation marks included: see `linkify` there.
    return {"headline": escaped(visible(headline)), "text": marked_up(visible(text))}


def _slide(chronology: Chronology, event: Event, ends: tuple[Parts, Parts | None], manifest: Manifest) -> Tree:
    manifest.carry(event, "title", "summary", "when")
    for field in ("title", "summary"):
        if visible(event.value_of(field)) != event.value_of(field):
            manifest.lose(event, field, why=_UNSEEN)
    slide: dict[str, Tree] = {"unique_id": event.id, "start_date": _date(ends[0])}
    if ends[1] is not None:
        slide["end_date"] = _date(ends[1])
    slide["display_date"] = worded.write(chronology.when(event), language=chronology.language)
    slide["text"] = _text(event.title, event.summary)
    if len(event.tags) == 1 and visible(event.tags[0]) == event.tags[0]:
        manifest.carry(event, "tags")
        slide["group"] = escaped(escaped(event.tags[0]))  # it is taken for HTML, and what comes of that once more
    slide["autolink"] = False
    if Slides.when(slide) != event.when:
        slide["when"] = Event.fields()["when"].plain(event.when)
    return slide


def _date(parts: Parts) -> Tree:
    fields = {name: value for name, value in parts._asdict().items() if value is not None}
    return {name: value if abs(value) < LARGEST else str(value) for name, value in fields.items()}

"""The slides of a file of TimelineJS as events: what it has that a chronology has too, and what is left behind."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import Any

from timeline.chronology import Chronology
from timeline.errors import Invalid, TimelineError, shown
from timeline.escaping import is_link
from timeline.formats.drafting.naming import event_id, slug, unique
from timeline.formats.drafting.tree import Path, Tree
from timeline.formats.foreign import hypertext, worded
from timeline.formats.foreign.date_parts import Parts, notation_of, parts_of
from timeline.formats.foreign.foreign_json import Foreign
from timeline.records import Event
from timeline.records.text import slug_problem
from timeline.when import Edge, Shape, When, describe

__all__ = ["Slides"]

UNDATED = "XXXX"
ERA = "era"
_FILE_KEYS = {"title", "events", "eras", "scale"}
_SLIDE_KEYS = {"unique_id", "start_date", "end_date", "display_date", "text", "media", "group", "autolink", "when"}
_MEDIA_KEYS = {"url", "caption", "credit"}
_DATE_KEYS = {*Parts._fields, "display_date", "format"}


class Slides:
    """Takes in a file of TimelineJS.

    Args:
        text: The JSON.
        file: What messages call it.
    """

    def __init__(self, text: str, *, file: str | None = None) -> None:
        self._foreign = Foreign(text, file=file)
        self._intake = self._foreign.intake
        self._reserved: set[str] = set()
        self._sources: dict[str, str] = {}

    @staticmethod
    def when(slide: Mapping[str, Any]) -> When | None:
        """Return the time that the fields of a slide of ours stand for, or None where they and the words do not say the same."""
        first, last = (Parts(**slide[name]) if name in slide else None for name in ("start_date", "end_date"))
        if first is None or any(isinstance(part, str) for part in (*first, *(last or ()))):
            return None
        found, told = _dated(notation_of(first, last), slide["display_date"])
        return found if told else None

    def chronology(self) -> Chronology:
        """Return what the file tells of.

        Raises:
            Unreadable: With every problem.
        """
        if self._foreign.is_whole:
            self._whole(self._foreign.tree)
        return self._intake.finish()

    def _whole(self, tree: Tree) -> None:
        if not isinstance(tree, dict) or not isinstance(tree.get("events"), list):
            old = isinstance(tree, dict) and "timeline" in tree
            hint = "this looks like TimelineJS 1 or 2; this is a reader of 3" if old else ""
            self._intake.refuse("a mapping with a list of 'events' is wanted at the top", code="wrong-type", hint=hint)
            return
        self._foreign.leave(tree, _FILE_KEYS, (), record="")
        given = (slide.get("unique_id") for slide in tree["events"] if isinstance(slide, dict))
        self._reserved = {name for name in given if isinstance(name, str) and not slug_problem(name)}
        self._foreign.taken |= self._reserved
        self._title(tree.get("title"))
        for section in ("events", "eras"):
            slides = self._foreign.typed(tree.get(section) or [], list, (section,))
            for number, slide in enumerate(slides):
                if self._intake.is_full:
                    return
                self._slide(self._foreign.typed(slide, dict, (section, number)), (section, number))

    def _title(self, tree: Tree) -> None:
        path = ("title",)
        slide = self._foreign.typed(tree or {}, dict, path)
        self._foreign.leave(slide, {"text", "autolink", "unique_id"}, path, record="", under="title.")
        headline, text = self._texts(slide, path, record="")
        for key, value in (("title", headline), ("note", text)):
            if value:
                self._intake.header(key, value, at=self._foreign.at((*path, "text")))

    def _slide(self, slide: dict[str, Tree], path: Path) -> None:
        """Enter a slide, or an era, as an event."""
        if not slide:
            self._intake.lose("a slide without a word", line=self._foreign.at(path).line)
            return
        when = self._when(slide, path)
        name = self._name(slide, when, path)
        headline, summary = self._texts(slide, path, record=name)
        media = self._foreign.typed(slide.get("media") or {}, dict, (*path, "media"))
        cites, caption = self._media(media, (*path, "media"), record=name)
        title = headline or caption or textwrap.shorten(summary, 80, placeholder=" ...")
        if not title:
            self._intake.lose("a slide without a word", line=self._foreign.at(path).line)
            return
        self._foreign.leave(slide, _SLIDE_KEYS, path, record=name)
        group = hypertext.plain(hypertext.plain(self._foreign.text(slide.get("group"), (*path, "group"))).text).text
        tags = [ERA] if path[0] == "eras" else [group] if group else []
        fields = {"id": name, "title": title, "when": self._told(when, slide, path, record=name), "summary": summary}
        fields |= {"tags": tags, "cites": cites, "note": self._remark(when, slide, path)}
        places = {
            "when": self._foreign.at((*path, "start_date")),
            "title": self._foreign.at((*path, "text", "headline")),
            "id": self._foreign.at((*path, "unique_id")),
        }
        kept = {key: value for key, value in fields.items() if value}
        self._intake.event(kept, at=self._foreign.at(path), fields_at=places)

    def _name(self, slide: dict[str, Tree], when: str, path: Path) -> str:
        """Return the id of a slide: its own as far as it can be one."""
        own = self._foreign.text(slide.get("unique_id"), (*path, "unique_id"))
        if own in self._reserved:
            self._reserved.remove(own)
            return own
        text = slide.get("text")
        written = text.get("headline") if isinstance(text, dict) else None
        headline = hypertext.plain(written).text if isinstance(written, str) else ""
        base = slug(own, otherwise="event") if own else event_id({"when": when, "title": headline})
        name = unique(base, self._foreign.taken)
        self._foreign.taken.add(name)
        if own:
            why = f"{shown(own)} is {'no id here' if slug_problem(own) else 'used before'}: {name} stands for it"
            self._intake.lose(why, record=name, field="id", line=self._foreign.at((*path, "unique_id")).line)
        return name

    # -- texts -----------------------------------------------------------------------------------------------------------

    def _texts(self, slide: dict[str, Tree], path: Path, *, record: str) -> tuple[str, str]:
        """Return headline and text."""
        path = (*path, "text")
        text = self._foreign.typed(slide.get("text") or {}, dict, path)
        self._foreign.leave(text, {"headline", "text"}, path, record=record, under="text.")
        headline = hypertext.plain(self._foreign.text(text.get("headline"), (*path, "headline")))
        body = hypertext.markdown(self._foreign.text(text.get("text"), (*path, "text")))
        for field, taken in (("headline", headline), ("text", body)):
            self._untagged(taken, (*path, field), record=record)
        return headline.text.strip(), body.text.strip()

    def _untagged(self, taken: hypertext.Taken, path: Path, *, record: str) -> None:
        if taken.dropped:
            tags = ", ".join(f"<{tag}>" for tag in taken.dropped)
            self._intake.lose(
                f"{tags} leaves no trace", record=record, field=str(path[-1]), line=self._foreign.at(path).line
            )

    def _media(self, media: dict[str, Tree], path: Path, *, record: str) -> tuple[list[str], str]:
        """Return the source that stands for the media of a slide, and what is said of it."""
        url, caption, credit = (
            self._foreign.text(media.get(key), (*path, key)) for key in ("url", "caption", "credit")
        )
        told = hypertext.plain(caption).text.strip()
        self._foreign.leave(media, _MEDIA_KEYS, path, record=record, under="media.")
        if not is_link(url):
            for key, value in (("url", url), ("caption", told), ("credit", credit)):
                if value:
                    why = "it is no web address" if key == "url" else "it has no media that could be a source"
                    self._intake.lose(
                        why, record=record, field=f"media.{key}", line=self._foreign.at((*path, key)).line
                    )
            return [], told
        fields = {"title": told or url, "url": url, "author": hypertext.plain(credit).text.strip()}
        return [self._source({key: value for key, value in fields.items() if value}, path)], told

    def _source(self, fields: dict[str, Tree], path: Path) -> str:
        """Return the id of a source, entered once for all slides that show the same."""
        key = repr(fields)
        if key not in self._sources:
            name = unique(slug(str(fields["title"]), otherwise="source"), self._foreign.taken)
            self._foreign.taken.add(name)
            self._sources[key] = name
            self._intake.record(
                "sources", name, fields, at=self._foreign.at(path), fields_at={"url": self._foreign.at((*path, "url"))}
            )
        return self._sources[key]

    # -- dates -----------------------------------------------------------------------------------------------------------

    def _when(self, slide: dict[str, Tree], path: Path) -> str:
        """Return the date of the fields as a text in our notation."""
        first, last = (self._parts(slide.get(key), (*path, key)) for key in ("start_date", "end_date"))
        if first is None:
            return UNDATED if last is None else f"/{notation_of(last)}"
        return notation_of(first, last)

    def _parts(self, tree: Tree, path: Path) -> Parts | None:
        date = self._foreign.typed(tree or {}, dict, path)
        self._foreign.leave(date, _DATE_KEYS, path, record="", under=f"{path[-1]}.")
        found = {name: self._number(date.get(name), (*path, name)) for name in Parts._fields}
        given = [name for name, value in found.items() if value is not None]
        for name, within in (("month", "year"), ("day", "month"), ("second", "minute"), ("minute", "hour")):
            if name in given and within not in given:
                self._intake.refuse(
                    f"a {name} without {within}", code="unreadable-date", at=self._foreign.at((*path, name))
                )
                return None
        if found["hour"] is not None and found["day"] is None:
            if any(found[name] for name in ("hour", "minute", "second")):
                self._intake.lose("a time of day without a day", field=str(path[-1]), line=self._foreign.at(path).line)
            found |= {"hour": None, "minute": None, "second": None}
        if found["year"] == 0:
            hint = "the year 1 BCE is -1 here"
            self._intake.refuse(
                "there is no year 0", code="impossible-date", at=self._foreign.at((*path, "year")), hint=hint
            )
        year = found.pop("year")
        return Parts(year, **found) if year else None

    def _number(self, tree: Tree, path: Path) -> int | None:
        text = self._foreign.text(tree, path)
        try:
            return int(text) if text else None
        except ValueError:
            self._intake.refuse(
                f"a whole number is wanted, not {shown(text)}", code="wrong-type", at=self._foreign.at(path)
            )
            return None

    def _told(self, when: str, slide: dict[str, Tree], path: Path, *, record: str) -> Tree:
        """Return the date as a dossier has it: our own field, where it still fits, else the words, where they claim less."""
        line = self._foreign.at((*path, "when")).line
        if own := slide.get("when"):
            if _fits(own, when):
                return own
            why = f"{shown(own)} is not the date of start_date and end_date, which were changed or are no dates"
            self._intake.lose(why, record=record, field="when", line=line)
        found, told = _dated(when, self._words(slide))
        if found is None:
            return when
        if told and _wider(found, when):
            why = f"{when} is shown as {shown(self._words(slide))}, which claims less and is taken"
            self._intake.lose(why, record=record, field="when", line=self._foreign.at((*path, "start_date")).line)
        if path[0] == "eras" and found.shape is Shape.MOMENT:  # a stretch of which every day is part
            found = found.read_as("throughout")
        return Event.fields()["when"].plain(found)

    def _remark(self, when: str, slide: dict[str, Tree], path: Path) -> str:
        """Return the words for a date where they are no date."""
        words = self._words(slide)
        own = slide.get("when")
        if not words or path[0] == "eras" or (own and _fits(own, when)) or _dated(when, words)[1]:
            return ""
        return f"Date as shown: {hypertext.markdown(words).text}"

    def _words(self, slide: dict[str, Tree]) -> str:
        """Return how the date is shown, where the file says so."""
        first, last = (slide.get(key) for key in ("start_date", "end_date"))
        parts = [date.get("display_date") for date in (first, last) if isinstance(date, dict)]
        shown_as = slide.get("display_date") or " to ".join(str(part) for part in parts if part)
        return hypertext.plain(shown_as).text.strip() if isinstance(shown_as, str) else ""


def _fits(own: Tree, when: str) -> bool:
    """Whether a date as a dossier has it is what the fields were made of."""
    try:
        parts = parts_of(Event.fields()["when"].convert(own))
    except TimelineError:
        return False
    return parts is not None and notation_of(*parts) == when


def _dated(when: str, words: str) -> tuple[When | None, bool]:
    """Return the time that fields and words stand for together, and whether the words say nothing else; None for an impossible one.

    The words count where they claim no more than the fields: "about 1920" beside the year 1920.
    """
    try:
        native = When.parse(when)
        if not words or words == describe(native):
            return native, True
        told = worded.read(words)
    except Invalid:
        return None, False
    return (told, True) if told is not None and _claims_no_more(told, native) else (native, False)


def _claims_no_more(told: When, native: When) -> bool:
    if "XXXX" in native.text:
        return True
    low = isinstance(told.start_min, Edge) or (
        not isinstance(native.start_min, Edge) and told.start_min <= native.start_min
    )
    high = isinstance(told.end_max, Edge) or (not isinstance(native.end_max, Edge) and told.end_max >= native.end_max)
    return low and high


def _wider(told: When, when: str) -> bool:
    """Whether words leave out days that the fields name."""
    native = When.parse(when)
    if "XXXX" in when or isinstance(native.start_min, Edge) or isinstance(native.end_max, Edge):
        return False
    early = isinstance(told.start_min, int) and told.start_min < native.start_min
    return early or (isinstance(told.end_max, int) and told.end_max > native.end_max)

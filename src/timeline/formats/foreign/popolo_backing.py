"""Dates and sources of the entries of a Popolo file."""

from __future__ import annotations

from collections.abc import Mapping

from timeline.errors import TimelineError, shown
from timeline.escaping import is_link
from timeline.formats.drafting.naming import slug
from timeline.formats.drafting.tree import Path, Tree
from timeline.formats.foreign.foreign_json import Foreign
from timeline.formats.foreign.iso_dates import fits, stretch
from timeline.formats.intake import Spotted
from timeline.records.shape import Shape
from timeline.when import When

__all__ = ["Backing"]


class Backing(Foreign):
    """What every entry has that happened or was held at some time."""

    def __init__(self, text: str, *, file: str | None = None) -> None:
        super().__init__(text, file=file)
        self._sources: dict[tuple[str, ...], str] = {}

    def when(self, fields: dict[str, Tree], path: Path, shape: Shape[When], *, record: str) -> Tree:
        """Return a time: our own where the two dates still fit it, else what they say; None where there is neither."""
        start, end = (self.text(fields.get(key), (*path, key)) for key in ("start_date", "end_date"))
        own = fields.get("when")
        if own:
            if _is_of(own, shape, (start, end)):
                return own
            why = f"{shown(own)} is not the time of start_date and end_date, which were changed"
            self.lose(why, (*path, "when"), record=record, field="when")
        return stretch(start, end, ongoing=True) or None

    def dated_at(self, fields: Mapping[str, Tree], path: Path, field: str) -> dict[str, Spotted]:
        """Return the place of a field that is made of dates."""
        key = next((key for key in ("start_date", "end_date", "when") if fields.get(key)), None)
        return {} if key is None else {field: self.at((*path, key))}

    def links(self, fields: Mapping[str, Tree], path: Path, *, record: str) -> list[Tree]:
        """Return the ids of the sources that links stand for, each entered once however many cite it."""
        return [
            found
            for link, place in self.entries(fields.get("sources"), (*path, "sources"))
            if (found := self._source(link, place, record=record))
        ]

    def _source(self, link: dict[str, Tree], path: Path, *, record: str) -> str:
        url, note, own = (self.text(link.get(key), (*path, key)) for key in ("url", "note", "id"))
        self.leave(link, {"url", "note", "id"}, path, record=record, under="sources.")
        if not is_link(url):
            self.lose(f"{shown(url)} is no web address", path, record=record, field="sources")
            return ""
        key = (url, note, own)
        if key not in self._sources:
            self._sources[key] = self.claim(own or slug(note or url, otherwise="source"), otherwise="source")
            entry = {"title": note or url, "url": url}
            self.intake.record("sources", self._sources[key], entry, at=self.at(path))
        return self._sources[key]


def _is_of(own: Tree, shape: Shape[When], given: tuple[str, str]) -> bool:
    """Whether a time as a dossier has it is what two dates were made of."""
    try:
        return fits(shape.convert(own), given, reduced=True, closed=True)
    except TimelineError:
        return False

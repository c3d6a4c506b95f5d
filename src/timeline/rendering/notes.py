"""Numbered notes: each source gets its number when the page first cites it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from timeline.records import Citation, Record, Source
from timeline.rendering.escape import is_link
from timeline.rendering.prose import Prose
from timeline.rendering.rows import Cite, Link
from timeline.rendering.setting import Setting
from timeline.rendering.sheets import SourceNote

__all__ = ["Notes", "name_of"]

LONGEST_LABEL = 34
MOST_BACK_LINKS = 100
MOST_KEPT = 10_000


def name_of(record: Record) -> str:
    """Return what a record is called: its name, its title, else its id."""
    for attribute in ("name", "title"):
        if text := getattr(record, attribute, ""):
            return str(text)
    return record.id


class Notes:
    """The sources of one page, numbered by first mention, with the places that cite each."""

    def __init__(self, setting: Setting) -> None:
        self._setting, self._words = setting, setting.words
        self._numbers: dict[str, int] = {}
        self._cited: dict[str, dict[Link, None]] = {}
        self._cites: dict[Citation, Cite] = {}

    def cite(self, citations: Iterable[Citation], *, at: Link) -> tuple[Cite, ...]:
        """Return the rows of some citations, and remember that they stand `at` a place of the page."""
        rows = []
        for citation in citations:
            self._number(citation.source)
            self._cited[citation.source][at] = None
            row = self._cites.get(citation)
            if row is None:
                if len(self._cites) >= MOST_KEPT:
                    self._cites.clear()
                row = self._cites[citation] = self._row(citation)
            rows.append(row)
        return tuple(rows)

    def sources(self) -> tuple[SourceNote, ...]:
        """Return the notes, by number; to be asked for when everything else has been drawn."""
        return tuple(self._note(name, number) for name, number in self._numbers.items())

    def _number(self, name: str) -> int:
        if name not in self._numbers:
            self._numbers[name] = len(self._numbers) + 1
            self._cited[name] = {}
        return self._numbers[name]

    def _source(self, name: str) -> Source:
        return cast("Source", self._setting.chronology[name])

    def _row(self, citation: Citation) -> Cite:
        source = self._source(citation.source)
        language = citation.language or source.language or self._setting.chronology.written.language
        return Cite(
            number=self._numbers[source.id],
            anchor=self._setting.anchor(source.id),
            label=_short(source.publisher or source.title),
            via=self._via(citation.via),
            locator=citation.locator,
            quote=citation.quote,
            language=self._elsewise(language),
        )

    def _elsewise(self, language: str) -> str:
        """Return a language tag, or nothing where it is that of the page."""
        return "" if language == self._setting.chronology.language else language

    def _via(self, chain: tuple[str, ...]) -> str:
        """Word the credit chain, the nearest first: "citing Interfax, who cite Dmitry Peskov"."""
        names = [name_of(self._setting.chronology[name]) for name in chain]
        if not names:
            return ""
        first = self._words.say("cites_via", origins=names[0])
        return first + "".join(self._words.say("cites_next", origin=name) for name in names[1:])

    def _note(self, name: str, number: int) -> SourceNote:
        source, cited = self._source(name), list(self._cited[name])
        hidden = len(cited) - MOST_BACK_LINKS
        return SourceNote(
            number=number,
            anchor=self._setting.anchor(name),
            title=source.title,
            url=source.url if is_link(source.url) else "",
            language=self._elsewise(source.language or self._setting.chronology.written.language),
            details=tuple(self._details(source)),
            cited=tuple(cited[:MOST_BACK_LINKS]),
            more=self._words.say("more", count=self._words.tongue.number(hidden)) if hidden > 0 else "",
            note=Prose(source.note),
        )

    def _details(self, source: Source) -> list[str]:
        details = [text for text in (source.author, source.publisher) if text]
        if source.published is not None:
            details.append(self._words.say("published", date=self._words.phrase(source.published)))
        if source.language and source.language != self._setting.chronology.language:
            details.append(self._words.say("in_language", language=self._words.tongue.tongue(source.language)))
        if source.accessed is not None:
            details.append(self._words.say("accessed", date=self._words.phrase(source.accessed)))
        return details


def _short(text: str) -> str:
    """Cut a long label at a word."""
    if len(text) <= LONGEST_LABEL:
        return text
    head = text[:LONGEST_LABEL]
    return f"{head.rpartition(' ')[0] or head}\N{HORIZONTAL ELLIPSIS}"

"""A dossier in JSON read entry by entry, while all is plainly right.

The two outer levels, sections and ids, are walked over here; what an entry holds is read by the parser of the standard library. Anything unusual, such as a list of
events or an escape in an id, is left to the machinery for whole trees (see `piecemeal`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from typing import NoReturn

from timeline.chronology import Chronology, Origin
from timeline.errors import TimelineError
from timeline.formats.drafting import json_reader, loading
from timeline.formats.drafting.bulk import uninterrupted
from timeline.formats.drafting.piecemeal import Piecemeal
from timeline.formats.drafting.tree import Syntax, Tree
from timeline.formats.drafting.trusted import Doubt
from timeline.records import SECTIONS

__all__ = ["load"]

_BEGIN = re.compile(r"[ \t\n\r]*\{[ \t\n\r]*")
_KEY = re.compile(r'"([^"\\\x00-\x1f]*)"[ \t\n\r]*:[ \t\n\r]*')
_NEXT_KEY = re.compile(r'[ \t\n\r]*,[ \t\n\r]*"([^"\\\x00-\x1f]*)"[ \t\n\r]*:[ \t\n\r]*')
_END = re.compile(r"[ \t\n\r]*\}[ \t\n\r]*")


def load(text: str, syntax: Syntax, *, file: str | None = None) -> Chronology:
    """Return the chronology of a JSON text.

    Raises:
        Unreadable: With every problem, each with line and column, in the order of the text.
    """
    with uninterrupted():
        try:
            origin = None if file is None else Origin(file, partial(loading.found_in, file, syntax))
            return _Walk(text.removeprefix("\ufeff")).chronology(origin)
        except (Doubt, TimelineError, RecursionError, StopIteration, ValueError):
            return loading.load(text, syntax, file=file)


class _Walk:
    """Goes over the sections of a text and the entries in them.

    Args:
        text: Of a dossier.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._scan, self._keys = json_reader.scanning(text)
        self._header: dict[str, Tree] = {}
        self._seen: set[str] = set()
        self._made = Piecemeal()

    def chronology(self, origin: Origin | None) -> Chronology:
        """Return the chronology.

        Raises:
            Doubt: When anything is unusual.
            ValueError: When the text is no JSON; a StopIteration or a RecursionError likewise.
        """
        text, begin = self._text, _BEGIN.match(self._text)
        offset = _doubtful() if begin is None else begin.end()
        found = _KEY.match(text, offset)
        while found is not None:
            offset = self._take(found[1], found.end())
            found = _NEXT_KEY.match(text, offset)
        if self._closed(offset) != len(text):
            raise Doubt
        for start in self._made.later:
            fields, _ = json_reader.careful(text, start)
            self._made.take_again(start, fields)
        return self._made.chronology(self._header, origin)

    def _take(self, key: str, offset: int) -> int:
        """Take in a section or a key of the header, and return where it ends."""
        if key in self._seen:
            raise Doubt
        self._seen.add(key)
        if key in SECTIONS:
            return self._section(key, offset)
        self._header[key], offset = json_reader.careful(self._text, offset)
        return offset

    def _section(self, section: str, offset: int) -> int:
        text, scan, take = self._text, self._scan, self._made.take
        begin = _BEGIN.match(text, offset)
        end = _doubtful() if begin is None else begin.end()
        found = _KEY.match(text, end)
        left = []
        while found is not None:
            start = found.end()
            fields, end = scan(text, start)
            if fields.__class__ is dict and "id" in fields:
                raise Doubt
            if not take(section, found[1], fields, place=start):
                left.append((start, end))
            found = _NEXT_KEY.match(text, end)
        self._count(offset, end, left)
        return self._closed(end)

    def _count(self, start: int, end: int, left: Iterable[tuple[int, int]]) -> None:
        """See whether all keys of a section are in what was made of it; what is left for later is looked over with care then.

        Raises:
            Doubt: When two keys of a mapping are equal.
        """
        counted = self._made.counted()
        if self._keys is None:
            return
        spelled = self._keys(self._text, start, end)
        if counted != spelled - sum(self._keys(self._text, *part) + 1 for part in left):
            raise Doubt

    def _closed(self, offset: int) -> int:
        end = _END.match(self._text, offset)
        return _doubtful() if end is None else end.end()


def _doubtful() -> NoReturn:
    raise Doubt

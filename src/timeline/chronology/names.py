"""Finding a record by any of its names."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from timeline.errors import Ambiguous, NotFound, nearest, shown
from timeline.records import Record

__all__ = ["Names", "fold"]


@functools.lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """Return a name without case, accents, punctuation and doubled spaces, so that spellings of it meet.

    Examples:
        >>> fold("Saint-Père") == fold("SAINT PÈRE") == fold("Saint Pere")
        True
        >>> fold("St. Peter’s") == fold("St Peter's")
        True
    """
    return " ".join((name.translate(_ASCII) if name.isascii() else _letters(name)).split())


def _letters(name: str) -> str:
    """Return the letters and figures of a name in small letters without accents, and a space for each other character."""
    decomposed = unicodedata.normalize("NFKD", name.casefold()).replace("'", "").replace("’", "")
    return "".join(char if char.isalnum() else " " for char in decomposed if not unicodedata.combining(char))


# The same for plain letters, one table look-up for each: the names of an archive are folded by the hundred thousand, and ten times as fast so.
_ASCII = {code: "" if chr(code) == "'" else _letters(chr(code)) for code in range(128)}


class _Family:
    """The records of one family, by every name they bear.

    Args:
        records: In the order in which they were given.
    """

    def __init__(self, records: Iterable[Record]) -> None:
        self.records = tuple(records)
        self._bearers: dict[str, dict[str, Record]] = {}
        self._words: dict[str, dict[str, None]] = {}
        for record in self.records:
            for name in names_of(record):
                folded = fold(name)
                self._bearers.setdefault(folded, {})[record.id] = record
                for word in folded.split():
                    self._words.setdefault(word, {})[folded] = None

    def bearing(self, *names: str) -> list[Record]:
        """Return the records that bear one of some folded names, each once."""
        found: dict[str, Record] = {}
        for name in names:
            found |= self._bearers.get(name, {})
        return [*found.values()]

    def with_words(self, asked: str) -> Iterator[str]:
        """Yield the names in which the words that were asked for stand together."""
        first = asked.partition(" ")[0]
        return (name for name in self._words.get(first, ()) if f" {asked} " in f" {name} ")


class Names:
    """Every record under every name it bears: id, name, aliases, title.

    The names of a family are gathered when one of it is first looked for by another name than its id: who asks for people leaves the titles of a
    million events alone.

    Args:
        records: The records by id.
    """

    def __init__(self, records: Mapping[str, Record]) -> None:
        self._records = records
        self._families: dict[str, _Family] = {}

    def find(self, name: str, *, family: str = "record") -> Record:
        """Return the one record that bears the name; where none does, the one whose name has these words in it: a surname.

        Raises:
            NotFound: When none of the family does; with the nearest name.
            Ambiguous: When several do; with their ids.
        """
        if name in self._records and family in self._records[name].families:
            return self._records[name]
        known, folded = self._family(family), fold(name)
        fitting = known.bearing(folded) or known.bearing(*known.with_words(folded))
        if len(fitting) > 1:
            ids = ", ".join(record.id for record in fitting)
            raise Ambiguous(
                f"{shown(name)} is a name of several", code="ambiguous-name", hint=f"use one of the ids: {ids}"
            )
        if not fitting:
            raise NotFound(f"no {family} {shown(name)}", code="not-found", hint=self._hint(name, family))
        return fitting[0]

    def bearer(self, name: str, *, family: str) -> Record | None:
        """Return the one record of a family that bears the whole name; None where none does, or several."""
        fitting = self._family(family).bearing(fold(name)) if name else []
        return fitting[0] if len(fitting) == 1 else None

    def _family(self, family: str) -> _Family:
        if family not in self._families:
            self._families[family] = _Family(each for each in self._records.values() if family in each.families)
        return self._families[family]

    def _hint(self, name: str, family: str) -> str:
        """Name the record that shares a whole word with what was asked for, else the one spelled most like it."""
        words = set(fold(name).split())
        pool = self._family(family).records
        for record in pool:
            if words and any(words <= set(fold(other).split()) for other in names_of(record)):
                return f"did you mean {record.id!r}?"
        return nearest(name, [other for record in pool for other in names_of(record)])


def names_of(record: Record) -> Iterable[str]:
    """Yield the names that a record bears, its id first."""
    yield record.id
    for field in ("name", "title"):
        if name := getattr(record, field, ""):
            yield name
    yield from getattr(record, "aliases", ())

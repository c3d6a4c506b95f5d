"""Who took part, where, and by which sources, out of the cells of a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

from timeline.chronology import fold
from timeline.errors import Invalid, nearest, shown
from timeline.formats.drafting.tree import Tree
from timeline.formats.tables.mapping import Named, Pick, Sited, Sourced, Took
from timeline.formats.tables.mentions import SECTION_OF, Mentions
from timeline.formats.tables.picking import Picker

__all__ = ["Parties"]

Row = Sequence[Any]


class Parties:
    """Finds mentions in rows and enters them.

    Args:
        picker: Looks into the cells.
        mentions: Those of the table.
    """

    def __init__(self, picker: Picker, mentions: Mentions) -> None:
        self._picker = picker
        self._mentions = mentions

    def place(self, sited: Sited, number: int, row: Row) -> str | None:
        """Return the id of the place of a row."""
        around = None if sited.within is None else self._first("place", sited.within, number, row)
        told = {"within": around, "zone": self._picker.word(sited.zone, row)}
        if sited.within is not None and _same(self._named(sited, row), self._named(sited.within, row)):
            return around  # "Singapore, Singapore" is told no more precisely than "Singapore"
        found = self._first("place", sited, number, row, apart=around or "", told=told)
        return found or around  # where only a country is named, it happened there

    def people(self, several: Sequence[Took], number: int, row: Row) -> list[Tree] | None:
        """Return those who took part in a row, as a dossier has them."""
        return [part for took in several for part in self._parts(took, number, row)] or None

    def sources(self, several: Sequence[Sourced], number: int, row: Row) -> list[Tree] | None:
        """Return the citations of a row, as a dossier has them."""
        return [cited for each in several for cited in self._cited(each, number, row)] or None

    def _parts(self, took: Took, number: int, row: Row) -> Iterator[Tree]:
        found = self._named(took, row)
        sorts = self._beside(took, took.sort, row, len(found))
        roles = self._beside(took, took.role, row, len(found))
        titles = self._beside(took, took.capacity, row, len(found))
        behalf = took.on_behalf_of
        principals = [] if behalf is None else self._named(behalf, row)
        principals = _spread(principals, len(found), ("", "")) if behalf else [("", "")] * len(found)
        if len(principals) != len(found):
            raise _uneven(_column(took.on_behalf_of), len(principals), len(found))
        sorts_of = self._beside(took, behalf.sort if behalf else None, row, len(found))
        for (name, known), sort, role, title, principal, of in zip(
            found, sorts, roles, titles, principals, sorts_of, strict=True
        ):
            if not name and not known:
                continue
            part = {"agent": self._agent(took, (name, known), sort, number), "role": role, "capacity": title}
            if any(principal) and behalf is not None:
                part["on_behalf_of"] = self._agent(behalf, principal, of, number)
            yield {key: text for key, text in part.items() if text}

    def _agent(self, named: Named, found: tuple[str, str], sort: str, number: int) -> str:
        name, known = found
        place = (number, _column(named))
        if sort and sort not in SECTION_OF:
            hint = nearest(sort, SECTION_OF) or f"allowed: {', '.join(SECTION_OF)}"
            raise Invalid(
                f"no sort of agent {shown(sort)}", code="unknown-value", path=(_column(named.sort),), hint=hint
            )
        return self._mentions.of(
            "agent", place, id=known or None, name=name or None, prefix=named.prefix, told={"sort": sort}
        )

    def _cited(self, cited: Sourced, number: int, row: Row) -> Iterator[Tree]:
        found = self._named(cited, row)
        urls = self._picker.many(cited.url, row)
        if not found:  # a source that is only an address is called by it
            found = [(url or "", "") for url in urls]
        beside = [self._beside(cited, pick, row, len(found)) for pick in (cited.url, cited.locator, cited.quote)]
        for (name, known), url, locator, quote in zip(found, *beside, strict=True):
            if name or known:
                source = self._mentions.of(
                    "source",
                    (number, _column(cited) or _column(cited.url)),
                    id=known or None,
                    name=name or None,
                    prefix=cited.prefix,
                    apart=url,
                    told={"url": url},
                )
                tree = {"source": source, "locator": locator, "quote": quote}
                yield {key: text for key, text in tree.items() if text}

    def _first(
        self,
        family: str,
        named: Named,
        number: int,
        row: Row,
        *,
        apart: str = "",
        told: dict[str, str | None] | None = None,
    ) -> str | None:
        """Return the id of the one record that is named."""
        found = [pair for pair in self._named(named, row) if any(pair)]
        if len(found) > 1:
            raise Invalid("one is wanted, not several", code="wrong-type", path=(_column(named),))
        for name, known in found:
            return self._mentions.of(
                family,
                (number, _column(named)),
                id=known or None,
                name=name or None,
                prefix=named.prefix,
                apart=apart,
                told=told or {},
            )
        return None

    def _named(self, named: Named, row: Row) -> list[tuple[str, str]]:
        """Return the names and ids of a row, in pairs; the empty text where there is none."""
        names = [text or "" for text in self._texts(named, row)]
        known = [text or "" for text in self._picker.many(named.ids, row)]
        if names and known and len(names) != len(known):
            raise _uneven(_column(named.ids), len(known), len(names))
        return list(zip_longest(names, known, fillvalue=""))

    def _texts(self, named: Named, row: Row) -> list[str | None]:
        """Return names; the prefix is that of ids made from them."""
        prefix = len(named.prefix)
        return [text[prefix:] if text else None for text in self._picker.many(named, row)]

    def _beside(self, named: Named, pick: Pick | None, row: Row, count: int) -> list[str]:
        """Return what stands beside each of several: one for all of them, or one for each."""
        found = [text or "" for text in self._picker.many(pick, row)]
        spread = _spread(found, count, "")
        if len(spread) != count:
            raise _uneven(_column(pick) or _column(named), len(spread), count)
        return spread


def _same(one: list[tuple[str, str]], other: list[tuple[str, str]]) -> bool:
    """Whether two cells give the same name, and no ids."""
    names = [[fold(name) for name, known in pairs if not known] for pairs in (one, other)]
    return bool(names[0]) and names[0] == names[1]


def _spread(found: list[Any], count: int, nothing: Any) -> list[Any]:
    if not found:
        return [nothing] * count
    return found * count if len(found) == 1 else found


def _column(pick: Pick | None) -> str:
    if pick is None:
        return ""
    if pick.column:
        return pick.column[0]
    return _column(pick.ids) if isinstance(pick, Named) else ""


def _uneven(column: str, found: int, wanted: int) -> Invalid:
    message = f"{found} value{'s' * (found != 1)} for {wanted} in the column beside it"
    return Invalid(message, code="uneven", path=(column,), hint="one for each, in the same order, or one for all")

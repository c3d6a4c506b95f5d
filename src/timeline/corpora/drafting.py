"""From rows of a corpus to a chronology: typed events, each with its row and article as its source, and said to be coded by a machine."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from timeline.chronology import Chronology, fold
from timeline.corpora.codes import Coding, coding_of, country_of
from timeline.corpora.layouts import Layout
from timeline.errors import Invalid
from timeline.formats.drafting.naming import slug, unique
from timeline.records import Agent, Citation, Participation, Place, Record, Source, State, kinds

__all__ = ["MACHINE_CODED", "drafted"]

MACHINE_CODED = "machine-coded"  # the tag of every event
LONGEST = 300  # characters of a name
LONGEST_ADDRESS = 10_000  # one that is longer than an address may be is kept as a text
EVERY = 500  # events between two calls of `progress`
BETWEEN = "; "  # what stands between several states or names in one cell
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")

Row = Mapping[str, Any]


def drafted(
    rows: Sequence[Row], layout: Layout, *, title: str, progress: Callable[[int, int], Any] | None = None
) -> Chronology:
    """Return rows of the uniform columns as a chronology.

    Args:
        rows: In any order.
        layout: Of the corpus that they are from.
        title: What was asked for.
        progress: Called with how many events are made and how many there are.

    Raises:
        Invalid: When a row has no date.
    """
    draft = _Draft(layout)
    for at, row in enumerate(rows):
        draft.enter(row)
        if progress is not None and at % EVERY == 0:
            progress(at, len(rows))
    note = (
        f"A machine coded these events from news, for {layout.title}. Nobody has checked them: one occasion may stand here many times, "
        "as something that it was not, or on the day of a report about it."
    )
    return Chronology(draft.records.values(), title=title, note=note)


class _Draft:
    """Gathers the records of a chronology.

    Args:
        layout: Of the corpus.

    Attributes:
        records: By id.
    """

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._known: dict[tuple[str, str], str] = {}
        self.records: dict[str, Record] = {}

    def enter(self, row: Row) -> None:
        """Enter the event of a row, with all that it mentions."""
        if row["date"] is None:
            raise Invalid(f"the row {row['id']} of {self._layout.name} has no date", code="missing-key")
        code = _plain(row["code"] or "")
        coding = coding_of(self._layout.scheme, code)
        who = (*self._parts(row, "actor", coding.roles[0]), *self._parts(row, "recipient", coding.roles[1]))
        name = unique(slug(f"{self._layout.name} {row['id']}", otherwise="event"), self.records)
        fields: dict[str, Any] = {"mode": coding.mode} if coding.mode else {}
        self.records[name] = kinds()[coding.kind](
            name,
            title=self._title(coding, row),
            when=row["date"],
            where=self._place(row),
            who=tuple(dict.fromkeys(who)),
            cites=self._citation(row),
            tags=[MACHINE_CODED, self._layout.name],
            note=f"Coded by a machine as {self._layout.scheme.upper()} {code} ({coding.label}).".replace("  ", " "),
            **fields,
        )

    def _title(self, coding: Coding, row: Row) -> str:
        """Return the label of the code and the names as they are coded; no more is known."""
        label = f"{coding.label[:1].upper()}{coding.label[1:]}"
        told = " / ".join(
            ", ".join(self._names(row, side)) for side in ("actor", "recipient") if self._names(row, side)
        )
        return f"{label}: {told}" if told else label

    @staticmethod
    def _names(row: Row, side: str) -> list[str]:
        """Return the names on one side as they are coded; of the states where no other name is."""
        codes = _several(row[f"{side}_state"])
        states = [found for code in codes if (found := country_of(code)) is not None]
        known = {fold(word) for each in states for word in (each.code, *each.every_name)}
        names = [name for name in _several(row[side]) if fold(name) not in known]
        return names or [_called(code) for code in codes]

    # -- those who take part -----------------------------------------------------------------------------------------------

    def _parts(self, row: Row, side: str, role: str) -> Iterator[Participation]:
        """Yield those on one side: the states themselves where no other name is coded, else the names, acting for the state."""
        names = self._names(row, side)
        codes = _several(row[f"{side}_state"])
        if names == [_called(code) for code in codes]:
            yield from (Participation(self._state(code), role=role) for code in codes)
            return
        states = [self._state(code) for code in codes if country_of(code) is not None]
        for name in names:
            agent = self._entered("agent", name, partial(Agent, name=name))
            yield Participation(agent, role=role, on_behalf_of=states[0] if len(states) == 1 else None)

    def _state(self, code: str) -> str:
        """Return the id of a state; of a code that is none that we know, an agent with the code as its name."""
        found = country_of(code)
        if found is None:
            return self._entered("agent", code, partial(Agent, name=code))
        made = found.alpha2.lower()
        names = [word for word in found.names if fold(word) != fold(found.name)]
        return self._entered(
            "state", made, partial(State, name=found.name, code=found.alpha2, aliases=[found.code, *names])
        )

    # -- where, and how it is known ----------------------------------------------------------------------------------------

    def _place(self, row: Row) -> str | None:
        parts = [part for part in (_plain(row["place"] or ""), _plain(row["country"] or "")) if part]
        if not parts:
            return None
        if len(parts) == 2 and (found := country_of(parts[1])) is not None:
            parts[1] = found.name
        name = ", ".join(dict.fromkeys(parts))
        return self._entered("place", name, partial(Place, name=name))

    def _citation(self, row: Row) -> Citation:
        """Return the article as the source and the row as the place in the corpus by which it is found."""
        locator = f"{self._layout.name.upper()}, {self._layout.row} {_plain(row['id'] or '')}"
        return Citation(self._article(row), locator=locator)

    def _article(self, row: Row) -> str:
        """Return the id of the article; of the corpus itself where the row names none."""
        url = _plain(row["url"] or "", limit=LONGEST_ADDRESS)
        publisher, story = _plain(row["publisher"] or ""), _plain(row["story"] or "")
        layout = self._layout
        if url:
            return self._entered(
                "source", f"article-{hashlib.sha256(url.encode()).hexdigest()[:12]}", partial(_article, url)
            )
        if publisher or story:
            title = f"Story {story}" if story else f"Reports of {publisher}"
            key = f"{layout.name} {'story ' + story if story else publisher}"
            return self._entered("source", key, partial(Source, title=title, publisher=publisher))
        return self._entered(
            "source",
            layout.name,
            lambda key: Source(key, title=layout.title, publisher=layout.publisher, url=layout.url),
        )

    def _entered(self, sort: str, name: str, make: Callable[[str], Record]) -> str:
        """Return the id of what bears a name, entered when it is first met; names that fold to one are one."""
        known = (sort, fold(name) or name)
        if known not in self._known:
            key = unique(slug(name, otherwise=sort), self.records)
            self.records[key] = make(key)
            self._known[known] = key
        return self._known[known]


def _called(code: str) -> str:
    """Return the name of a state, or the code of what is none that we know."""
    found = country_of(code)
    return code if found is None else found.name


def _several(cell: str | None) -> list[str]:
    """Return what a cell holds, each once: several states or names, or none."""
    return [part for part in dict.fromkeys(_plain(each) for each in (cell or "").split(BETWEEN)) if part]


def _plain(text: str, *, limit: int = LONGEST) -> str:
    """Return a cell as one line without controls and without end."""
    return _CONTROLS.sub(" ", text).strip()[:limit]


def _article(url: str, key: str) -> Source:
    """Return an article by its address; by what stands there, where a corpus has no address for it."""
    try:
        host = urlsplit(url).hostname or ""
        return Source(key, title="Article", publisher=host, url=url)
    except ValueError:
        return Source(key, title=_plain(url))

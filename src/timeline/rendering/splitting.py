"""A chronology as several pages: one for each year, one for the claims, and a first that leads to them.

Why: a page of ten thousand events is quick to make and slow to read. Links lead from page to page, and what the record adds up to
is asked of the whole on each of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import attrs

from timeline.chronology import Chronology
from timeline.errors import Invalid, nearest, shown
from timeline.records import Claim, Event
from timeline.rendering.drawing import draw
from timeline.rendering.folder import write_folder
from timeline.rendering.grouping import Period, periods
from timeline.rendering.leaf import Leaf
from timeline.rendering.options import Options
from timeline.rendering.rows import Link
from timeline.rendering.setting import Setting
from timeline.rendering.wording import Wording, wording

__all__ = ["INDEX", "leaves", "save_pages"]

INDEX, CLAIMS = "index.html", "claims.html"
_NEVER_WITH = ("fragment", "limit", "head", "tail")


def save_pages(
    chronology: Chronology,
    folder: Path | str,
    *,
    split: str,
    language: str | None,
    overwrite: bool,
    options: Options,
) -> None:
    """Write a chronology as a folder of pages; what stood there stays whole if anything fails.

    Args:
        chronology: What is shown.
        folder: Where to; made where it is missing.
        split: `year`.
        language: `html`, or None.
        overwrite: Whether earlier pages are replaced, and other files are left alone; otherwise the folder has to be empty.
        options: Of each page.

    Raises:
        Invalid: When it cannot be split so, or an option has no meaning for several pages.
        NotWritten: When something stands there, or it cannot be written.
    """
    if split != "year":
        raise Invalid(f"no split by {shown(split)}", code="bad-split", hint=nearest(split, ["year"]) or "known: year")
    if language not in {None, "html"}:
        raise Invalid("only HTML is split into pages", code="bad-split", hint="leave out the language")
    for name in _NEVER_WITH:
        if options.get(name) is not None and options.get(name) is not False:
            raise Invalid(
                f"{name} has no meaning for several pages", code="bad-split", hint=f"leave out {name}, or split"
            )
    write_folder(folder, _pages(chronology, options), overwrite=overwrite, last=INDEX)


def _pages(chronology: Chronology, options: Options) -> Iterator[tuple[str, Iterable[str]]]:
    """Yield the pages, each with its name; they are drawn one after the other."""
    tell, done = options.get("progress"), 0
    for leaf in leaves(chronology, newest_first=options.get("newest_first", False)):
        given = options.copy()
        if tell is not None:
            given["progress"] = lambda number, _, done=done: tell(done + number, len(chronology))  # type: ignore[misc]
        yield leaf.file, draw(chronology, "html", leaf=leaf, **given)
        done += len(leaf.events)


def leaves(chronology: Chronology, *, newest_first: bool = False) -> tuple[Leaf, ...]:
    """Return the pages of a chronology: the first, the years, and the claims, as far as there are any.

    Events whose year is not one and the same for all that their dates allow have pages of their own between the years.
    """
    words = wording(chronology.language)
    years = _years(chronology, words)
    claims = Setting(chronology).claims
    elsewhere = {event.id: leaf.file for leaf in years for event in leaf.events}
    elsewhere |= {claim.id: CLAIMS for claim in claims}
    inner = [*(reversed(years) if newest_first else years), *_claims(claims, words)]
    first = Leaf(file=INDEX, contents=tuple(_entry(leaf, words) for leaf in inner))
    linked = (attrs.evolve(leaf, pages=tuple(_neighbours(inner, at, words))) for at, leaf in enumerate(inner))
    return tuple(attrs.evolve(leaf, elsewhere=elsewhere) for leaf in (first, *linked))


def _years(chronology: Chronology, words: Wording) -> list[Leaf]:
    found: dict[str, Leaf] = {}
    for period in periods(chronology.events, "year", words=words):
        events = chronology.events[period.start : period.start + period.count]
        name = _file(period, found)
        known = found.get(name)
        found[name] = attrs.evolve(known, events=known.events + events) if known else _leaf(name, period, events)
    return list(found.values())


def _leaf(name: str, period: Period, events: tuple[Event, ...]) -> Leaf:
    return Leaf(file=name, heading=period.heading, events=events)


def _file(period: Period, taken: Collection[str]) -> str:
    """Return the name of the page of a period; a year that is continued behind another has one page."""
    if period.year is not None and period.is_one_year:
        return f"{period.year:04}.html" if period.year > 0 else f"bce-{1 - period.year:04}.html"
    turn = 1 + sum(name.startswith("other") for name in taken)
    return "other.html" if turn == 1 else f"other-{turn}.html"


def _claims(claims: tuple[Claim, ...], words: Wording) -> list[Leaf]:
    return [Leaf(file=CLAIMS, heading=words["claims"], claims=claims)] if claims else []


def _entry(leaf: Leaf, words: Wording) -> Link:
    held, what = (leaf.events, "events") if leaf.events else (leaf.claims, "claims")
    detail = words.counted(len(held), what)
    return Link(leaf.heading, page=leaf.file, detail=detail)


def _neighbours(leaves: list[Leaf], at: int, words: Wording) -> Iterator[Link]:
    """Yield links to the page before, to the first page, and to the page behind."""
    if at:
        yield Link(words.say("previous", page=leaves[at - 1].heading), page=leaves[at - 1].file)
    yield Link(words["all_pages"], page=INDEX)
    if at + 1 < len(leaves):
        yield Link(words.say("next", page=leaves[at + 1].heading), page=leaves[at + 1].file)

"""From text to chronology: read, build, and put every problem in its place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial

import attrs

from timeline import files
from timeline.chronology import Chronology, Origin
from timeline.errors import Problem, TimelineError, Unreadable
from timeline.formats.drafting.bulk import uninterrupted
from timeline.formats.drafting.draft import Draft
from timeline.formats.drafting.tree import Path, Position, Reading, Spot, Syntax, Tree, at

__all__ = ["Spots", "drafted", "found_in", "load", "locate"]

Spots = Callable[[Collection[Path]], Mapping[Path, Spot]]

# Problems of the key itself, and not of what it holds.
_OF_KEYS = {"unknown-key", "duplicate-id", "missing-key"}


def load(text: str, syntax: Syntax, *, file: str | None = None) -> Chronology:
    """Return the chronology that a text tells of.

    Places are not kept while reading. Only where something is wrong is the text gone over a second time for them.

    Raises:
        Unreadable: With every problem, each with line and column, in the order of the text.
    """
    text = text.removeprefix("\ufeff")
    with uninterrupted():
        reading = syntax.read(text)
        origin = None if file is None else Origin(file, partial(found_in, file, syntax))
        return drafted(reading, partial(syntax.spots, text), origin=origin, file=file)


def drafted(
    reading: Reading,
    spots: Spots,
    *,
    origin: Origin | None,
    file: str | None,
    called: Callable[[Path], Path] = tuple,
) -> Chronology:
    """Return the chronology that a tree tells of.

    Args:
        reading: The tree, and what is wrong with the text that it was read from.
        spots: Finds the places of entries in that text; asked only where something is wrong.
        origin: What the chronology keeps of where it is from.
        file: What problems call the text.
        called: What problems call the path of an entry.

    Raises:
        Unreadable: With every problem, in the order of the text.
    """
    draft = Draft(reading.tree, origin=origin)
    chronology = draft.finish() if reading.whole else None
    if chronology is None or reading.problems:
        placed = _placed(draft, reading.tree, spots)
        told = (attrs.evolve(problem, path=called(problem.path)) for problem in placed)
        raise Unreadable(*_in_order(reading, told, file))
    return chronology


def found_in(file: str, syntax: Syntax, paths: Iterable[Path]) -> dict[Path, Position]:
    """Return where entries stand in a file; nothing where it has gone, or was a pipe."""
    try:
        return locate(files.read_text(file), syntax, paths)
    except TimelineError:
        return {}


def locate(text: str, syntax: Syntax, paths: Iterable[Path]) -> dict[Path, Position]:
    """Return the line and column of entries, by the paths that a chronology has for them.

    What the text does not have, such as the default of a field, is given the place of the entry around it.
    """
    reading = syntax.read(text.removeprefix("\ufeff"))
    if not reading.whole or not isinstance(reading.tree, dict):
        return {}
    draft = Draft(reading.tree)
    draft.entries  # noqa: B018  (making the entries finds their paths)
    homes = {path: draft.path_in_tree(path) for path in paths}
    spots = syntax.spots(text.removeprefix("\ufeff"), homes.values())
    return {path: _position(home, spots, reading.tree) for path, home in homes.items()}


def _placed(draft: Draft, tree: Tree, find: Spots) -> list[Problem]:
    wanted = {problem.path for problem in draft.problems} | {*draft.firsts.values()}
    spots = find(wanted) if wanted else {}
    placed = []
    for problem in draft.problems:
        of_key = problem.code in _OF_KEYS or (problem.code == "malformed-id" and len(problem.path) == 2)
        position = _position(problem.path, spots, tree, of_key=of_key)
        if (first := draft.firsts.get(problem.path)) and problem.code == "duplicate-id":
            line, _ = _position(first, spots, tree, of_key=True)
            problem = attrs.evolve(problem, hint=f"first used in line {line}")  # noqa: PLW2901
        placed.append(problem.at(None, *position))
    return placed


def _position(path: Path, spots: Mapping[Path, Spot], tree: Tree, *, of_key: bool = False) -> Position:
    """Return where a problem is shown: at the text that is wrong, at the key of a whole mapping or list, or nearest above."""
    known = next((path[:length] for length in range(len(path), -1, -1) if path[:length] in spots), None)
    if known is None:
        return 1, 1
    spot = spots[known]
    whole = isinstance(at(tree, known), dict | list)
    return spot.key if known and (whole or (of_key and known == path)) else spot.value


def _in_order(reading: Reading, placed: Iterable[Problem], file: str | None) -> list[Problem]:
    """Return all problems in the order of the text; where the text itself is wrong, what follows from that is left out."""
    reported = {_place(problem) for problem in reading.problems}
    found = [*reading.problems, *(problem for problem in placed if _place(problem) not in reported)]
    return [problem.at(file, problem.line, problem.column) for problem in sorted(found, key=_place)]


def _place(problem: Problem) -> tuple[int, int]:
    return problem.line or 0, problem.column or 0

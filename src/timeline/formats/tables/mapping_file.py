"""A mapping from a file in YAML, each problem with its line and column."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from timeline import files
from timeline.errors import Invalid, Problem, Unreadable
from timeline.formats.drafting import yaml_reader
from timeline.formats.tables.mapping import TableMapping

__all__ = ["mapping_of"]


def mapping_of(given: TableMapping | Mapping[str, Any] | str | os.PathLike[str]) -> TableMapping:
    """Return a mapping, whether it is given as such, as a tree, or as the name of a file.

    Raises:
        Unreadable: When the file cannot be read or is no mapping; with every problem, each with line and column.
        Invalid: When a tree is no mapping; with every problem.
    """
    if isinstance(given, TableMapping):
        return given
    if isinstance(given, Mapping):
        try:
            return TableMapping.build(given)
        except Invalid as error:
            raise error.under("mapping") from None
    return _of_file(os.fsdecode(given))


def _of_file(file: str) -> TableMapping:
    text = files.read_text(file)
    reading = yaml_reader.read(text)
    problems = list(reading.problems)
    if reading.whole and not problems:
        if isinstance(reading.tree, dict):
            try:
                return TableMapping.build(reading.tree)
            except Invalid as error:
                problems = _placed(text, error)
        else:
            hint = "write lines such as `title: Event` and `when: Date`"
            problems = [Problem("wrong-type", "a mapping is wanted at the top", line=1, column=1, hint=hint)]
    raise Unreadable(*(problem.at(file, problem.line, problem.column) for problem in problems))


def _placed(text: str, error: Invalid) -> list[Problem]:
    """Return the problems with their places, in the order of the file."""
    spots = yaml_reader.spots(text, [problem.path for problem in error.problems])
    placed = []
    for problem in error.problems:
        known = next(
            length for length in range(len(problem.path), -1, -1) if problem.path[:length] in spots or not length
        )
        spot = spots.get(problem.path[:known])
        of_key = problem.code in {"unknown-key", "missing-key"}
        line, column = (1, 1) if spot is None or not known else spot.key if of_key else spot.value
        placed.append(problem.at(None, line, column))
    return sorted(placed, key=lambda problem: (problem.line or 0, problem.column or 0))

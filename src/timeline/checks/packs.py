"""Rules that installed packages bring: modules under the entry point `timeline.checks`."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from importlib import metadata
from typing import TypeVar

from timeline.errors import Problem, shown

__all__ = ["GROUP", "load"]

R = TypeVar("R")

GROUP = "timeline.checks"


def load(table: MutableMapping[str, R]) -> tuple[Problem, ...]:
    """Import what installed packages name under the entry point, and return what is wrong with those that fail.

    Importing a module registers its rules. One that fails adds none of them, and the others are loaded all the same.

    Args:
        table: Where rules are registered.
    """
    return tuple(_failures(table))


def _failures(table: MutableMapping[str, R]) -> Iterator[Problem]:
    for entry in sorted(metadata.entry_points(group=GROUP)):
        before = dict(table)
        try:
            entry.load()
        except (Exception, SystemExit) as error:  # noqa: BLE001  (whatever another's module does as it is imported)
            table.clear()
            table.update(before)
            yield _problem(entry, error)


def _problem(entry: metadata.EntryPoint, error: BaseException) -> Problem:
    owner = f"{entry.dist.name} {entry.dist.version}" if entry.dist else entry.name
    why = str(error) if type(error).__module__ == "timeline.errors" else f"{type(error).__name__}: {error}"
    message = f"the rules of {shown(owner)} are not applied: {shown(entry.value)} cannot be imported ({why})"
    return Problem("bad-rules", message, hint="mend the package, or uninstall it")

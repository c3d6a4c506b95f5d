"""What shells are offered for the values of options."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import click

__all__ = [
    "explained",
    "groups",
    "kinds",
    "lanes",
    "languages",
    "modes",
    "offering",
    "readable",
    "rules",
    "templates",
    "writable",
]


def offering(names: Callable[[], Iterable[str]]) -> Callable[[click.Context, click.Parameter, str], list[str]]:
    """Return a function that offers those of some names which begin with what has been typed.

    Args:
        names: Gives the names when they are asked for, so that nothing is loaded before.
    """

    def offer(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
        return [name for name in names() if name.startswith(incomplete)]

    return offer


def readable() -> tuple[str, ...]:
    """Return the formats that are read."""
    from timeline import formats

    return formats.readable()


def writable() -> tuple[str, ...]:
    """Return the formats that are written."""
    from timeline import formats

    return formats.writable()


def groups() -> tuple[str, ...]:
    """Return the periods under which the events of a page may stand."""
    from timeline.rendering.options import GROUPS

    return GROUPS


def kinds() -> list[str]:
    """Return the kinds of event."""
    from timeline import records

    return list(records.kinds())


def languages() -> tuple[str, ...]:
    """Return the output languages."""
    from timeline import rendering

    return rendering.languages()


def lanes() -> list[str]:
    """Return by what events may be shown along time."""
    from timeline.rendering.pictures.groups import By

    return ["auto", *(by.value for by in By), "none"]


def modes() -> list[str]:
    """Return the ways in which a meeting is held."""
    from timeline.records import Mode

    return [mode.value for mode in Mode]


def rules() -> list[str]:
    """Return the names of the rules of `check`."""
    from timeline import checks

    checks.unloaded()  # what is wrong with some is told when a command runs, not while one types
    return list(checks.rules())


def explained() -> list[str]:
    """Return the names of the rules of `check`, and the codes of problems."""
    from timeline.cli.explaining import codes

    return [*rules(), *codes()]


def templates() -> list[str]:
    """Return the names of all templates that come along."""
    from timeline import rendering

    return [f"{each.language}/{each.name}" for each in rendering.templates()]

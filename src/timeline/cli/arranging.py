"""The options that arrange events on a page, the same for every command that draws one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from timeline.cli import completion

__all__ = ["arranged", "arrangement"]

F = TypeVar("F", bound=Callable[..., Any])

_OPTIONS = (
    click.option("--newest-first", is_flag=True, help="Begin with the latest event."),
    click.option(
        "--group",
        metavar="PERIOD",
        default="auto",
        shell_complete=completion.offering(completion.groups),
        help="Under headings of this length: day, month, year, decade or none; by default what suits the number of events.",
    ),
    click.option("--limit", metavar="N", type=int, help="Only the first N events of the page."),
    click.option(
        "--head", metavar="N", type=int, help="To get an idea, only the first N events, beside those of --tail."
    ),
    click.option(
        "--tail", metavar="N", type=int, help="To get an idea, only the last N events, beside those of --head."
    ),
)


def arranged(command: F) -> F:
    """Add the options that arrange events to a command."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def arrangement(options: dict[str, Any]) -> dict[str, Any]:
    """Take those options out of all that a command was given."""
    return {name: options.pop(name) for name in ("newest_first", "group", "limit", "head", "tail")}

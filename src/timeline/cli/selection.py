"""The options that pick events, the same for every command that draws them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from timeline.cli import completion, console

if TYPE_CHECKING:
    from timeline.chronology import Chronology

__all__ = ["filters", "select"]

F = TypeVar("F", bound=Callable[..., Any])

_OPTIONS = (
    click.option(
        "--involving",
        metavar="NAME",
        multiple=True,
        help="Only events with this person, body or state; may be repeated.",
    ),
    click.option(
        "--side",
        metavar="NAME",
        multiple=True,
        help="Only events at which somebody stands for this state or body; may be repeated.",
    ),
    click.option("--at", metavar="PLACE", help="Only events at this place, or at one that lies in it."),
    click.option(
        "--during",
        metavar="DATE",
        help="Only events that may fall within this date, such as 2025-04 or 2025-04-24/2025-04-26.",
    ),
    click.option(
        "--kind",
        metavar="KIND",
        multiple=True,
        shell_complete=completion.offering(completion.kinds),
        help="Only events of this kind, such as meeting or statement; repeated, of any of them.",
    ),
    click.option("--contested", is_flag=True, help="Only events of which anything is contested."),
    click.option(
        "--as-of", metavar="DATE", help="Only what had been said or published by this date, such as 2025-04-26."
    ),
    click.option(
        "--according-to",
        metavar="NAME",
        help="As the side of this person, body or state tells it: its own values, without what it denies.",
    ),
    click.option("--tagged", metavar="TAG", multiple=True, help="Only events with this tag; may be repeated."),
)


def filters(command: F) -> F:
    """Add the options that pick events to a command."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def select(chronology: Chronology, **options: Any) -> Chronology:
    """Return the events that all given options pick, from the perspective that they ask for; say so on standard error when there is none.

    Raises:
        NotFound: When a name is unknown.
        Ambiguous: When several bear it.
        Invalid: When the date is none.
    """
    from timeline.chronology import Selection

    chosen = Selection(**options).of(chronology)
    if len(chronology) and not len(chosen):
        console.note(f"none of the {len(chronology):,} events is picked by these options")
    return chosen

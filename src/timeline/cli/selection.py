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
    click.option("--at", metavar="PLACE", help="Only events at this place, or at one that lies in it."),
    click.option(
        "--during",
        metavar="DATE",
        help="Only events that may fall within this date, such as 2025-04 or 2025-04-24/2025-04-26.",
    ),
    click.option(
        "--kind",
        metavar="KIND",
        shell_complete=completion.offering(completion.kinds),
        help="Only events of this kind, such as meeting or statement.",
    ),
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


def select(
    chronology: Chronology,
    *,
    involving: tuple[str, ...] = (),
    at: str | None = None,
    during: str | None = None,
    kind: str | None = None,
    tagged: tuple[str, ...] = (),
    as_of: str | None = None,
    according_to: str | None = None,
) -> Chronology:
    """Return the events that all given options pick, from the perspective that they ask for; say so on standard error when there is none.

    Raises:
        NotFound: When a name is unknown.
        Ambiguous: When several bear it.
        Invalid: When the date is none.
    """
    chosen = chronology if as_of is None else chronology.as_of(as_of)
    chosen = chosen if according_to is None else chosen.according_to(according_to)
    chosen = chosen.involving(*involving) if involving else chosen
    if at is not None:
        chosen = chosen.at(at)
    if during is not None:
        chosen = chosen.during(during)
    if kind is not None:
        chosen = chosen.of(_kind(kind, chronology))
    for tag in tagged:
        chosen = chosen.tagged(tag)
    if len(chronology) and not len(chosen):
        console.note(f"none of the {len(chronology):,} events is picked by these options")
    return chosen


def _kind(name: str, chronology: Chronology) -> str:
    """Return the name of a kind as it is declared, or as the dossier writes it, whatever its case here."""
    from timeline.records import kinds

    known = {kind.casefold(): kind for kind in (*kinds(), *(event.kind for event in chronology))}
    return known.get(name.casefold(), name)

"""The options of a page: how events are arranged on it, and what it looks like; the same for every command that draws one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from timeline.cli import completion

if TYPE_CHECKING:
    from timeline.chronology import Chronology

__all__ = ["FOLDER", "arranged", "arrangement", "design", "designed", "trusting"]

F = TypeVar("F", bound=Callable[..., Any])

FOLDER = click.Path(path_type=Path)  # that it is there is seen to by the shelf, with our own words

_DESIGN = (
    click.option(
        "--templates",
        "folders",
        metavar="DIR",
        multiple=True,
        type=FOLDER,
        help="A folder of your own templates, asked first; may be repeated.",
    ),
    click.option(
        "--untrusted",
        is_flag=True,
        help="The templates come from somebody else: run them in a process of their own, with limits on time, memory and output.",
    ),
    click.option(
        "--allow",
        metavar="LIMIT=N",
        multiple=True,
        help="With --untrusted, another limit: seconds=8, memory=512M or output=64M is what holds without it; may be repeated.",
    ),
    click.option("--title", help="A heading in place of the dossier's own."),
    click.option("--compiled", metavar="DATE", help="The day to name as that of compilation; no clock is read."),
    click.option("--findings", "checked", is_flag=True, help="Note in the margin what `timeline check` finds."),
    click.option("--no-script", is_flag=True, help="Leave out the small script with which a reader filters a page."),
    click.option(
        "--no-style", is_flag=True, help="Leave out the stylesheet; `timeline assets` writes it once for many pages."
    ),
    click.option(
        "--lanes",
        metavar="BY",
        default="auto",
        shell_complete=completion.offering(completion.lanes),
        help="Show events along time, with a lane for each side, person, place or kind; none leaves pictures out; by default what suits.",
    ),
)
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


def designed(command: F) -> F:
    """Add the options of what a page looks like to a command."""
    for option in reversed(_DESIGN):
        command = option(command)
    return command


def trusting(options: dict[str, Any]) -> dict[str, Any]:
    """Take out of all that a command was given whether templates are trusted, and what they may use up otherwise."""
    untrusted, allowed = options.pop("untrusted"), options.pop("allow")
    if allowed and not untrusted:
        raise click.UsageError("--allow goes with --untrusted; other templates have no limits")
    if not untrusted:
        return {}
    from timeline.rendering.apart.limits import limits_of

    return {"trusted": False, "limits": limits_of(allowed)}


def design(options: dict[str, Any]) -> Callable[[Chronology], dict[str, Any]]:
    """Take those options out of all that a command was given, and return what they ask of the page of a chronology."""
    folders, title, compiled = options.pop("folders"), options.pop("title"), options.pop("compiled")
    checked, trust = options.pop("checked"), trusting(options)
    given = {
        **trust,
        "templates": folders,
        "title": title,
        "compiled": compiled,
        "script": not options.pop("no_script"),
    }
    given["style"] = not options.pop("no_style")
    given["lanes"] = options.pop("lanes")

    def of(chronology: Chronology) -> dict[str, Any]:
        from timeline import checks

        return {**given, "findings": checks.check(chronology) if checked else ()}

    return of

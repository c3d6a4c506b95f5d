"""The command that shows a dossier in the terminal: show."""

from __future__ import annotations

from typing import Any

import click

from timeline.cli import console
from timeline.cli.arranging import arranged, arrangement
from timeline.cli.dossier import DOSSIER, load
from timeline.cli.selection import filters, select

__all__ = ["show"]


@click.command(
    epilog="\b\nExamples:\n  timeline show rome-2025\n  timeline show rome-2025 --involving Witkoff --during 2025-04\n"
    "  timeline show talks.yaml --at Vienna --kind meeting | less\n"
    "  timeline show talks.yaml --newest-first --limit 10"
)
@click.argument("dossier", type=DOSSIER)
@arranged
@filters
def show(dossier: str, **options: Any) -> None:
    """Show DOSSIER as text in the terminal.

    DOSSIER is a file, the name of a dossier that comes with timeline, or - for YAML from standard input. Names in options may be ids, names or aliases; case
    and accents do not matter.
    """
    from timeline import rendering

    arranging = arrangement(options)
    console.emit(rendering.stream(select(load(dossier), **options), "text", width=console.width(), **arranging))

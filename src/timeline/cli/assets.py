"""The command for what many pages share: assets."""

from __future__ import annotations

import contextlib
from pathlib import Path

import click

from timeline.cli import console
from timeline.cli.arranging import FOLDER
from timeline.errors import Unreadable

__all__ = ["assets"]

STYLESHEET = "chronology.css"
SIGNED = "/* Written by `timeline assets` "  # by which a file of ours is known


@click.command(
    short_help="Write the stylesheet that many pages share.",
    epilog="\b\nExamples:\n  timeline assets docs/css\n  timeline assets docs/css --templates my-templates",
)
@click.argument("folder", type=FOLDER, metavar="DIR")
@click.option(
    "--templates",
    "folders",
    metavar="DIR",
    multiple=True,
    type=FOLDER,
    help="A folder of your own templates, whose stylesheet is written; may be repeated.",
)
@click.option("--force", is_flag=True, help="Replace a chronology.css that did not come from this command.")
def assets(folder: Path, *, folders: tuple[Path, ...], force: bool) -> None:
    """Write chronology.css to the folder DIR, for pages and fragments that carry no stylesheet of their own.

    These are made with --no-style of `timeline render`, with style=False in Python, or with the setting `style` of a docs site. Run it
    again after an upgrade of timeline: what it wrote earlier is replaced.
    """
    import timeline
    from timeline import files, rendering

    path = folder / STYLESHEET
    head = f"{SIGNED}of timeline {timeline.__version__}; run it again after an upgrade, and change nothing here. */"
    text, found = f"{head}\n{rendering.stylesheet(folders=folders)}", _there(path)
    if found == text:
        console.note(f"{path} is up to date")
        return
    files.write(path, text, overwrite=force or found.startswith(SIGNED), parents=True)
    console.note(f"wrote {path}; link to it from your pages, and make chronologies without a style of their own")


def _there(path: Path) -> str:
    """Return the text of a file, or nothing where there is none or it is no text."""
    from timeline.files import read_text

    with contextlib.suppress(Unreadable):
        return read_text(path)
    return ""

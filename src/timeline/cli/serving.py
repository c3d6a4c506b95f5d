"""The command that shows a page while its files are edited: serve."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from timeline.cli import console
from timeline.cli.arranging import arranged, arrangement, design, designed
from timeline.cli.dossier import DOSSIER, STANDARD_INPUT, load
from timeline.cli.drawing import warn
from timeline.cli.selection import filters, select

if TYPE_CHECKING:
    from timeline.integrations.preview import Preview, Server

__all__ = ["preview", "serve"]

PORT = 8021


@click.command(
    short_help="Show a page that follows its files.",
    epilog="\b\nExamples:\n  timeline serve talks.yaml\n  timeline serve talks.yaml --templates my-templates --findings --open",
)
@click.argument("dossier", type=DOSSIER)
@click.option(
    "--port", metavar="N", type=click.IntRange(0, 65535), default=PORT, help=f"Where; {PORT}. With 0, any that is free."
)
@click.option("--open", "opened", is_flag=True, help="Open it in the browser.")
@designed
@arranged
@filters
def serve(dossier: str, *, port: int, opened: bool, **options: Any) -> None:
    """Show the page of DOSSIER on this machine, and draw it anew whenever the file or a template changes.

    While something is wrong with a file, the page says what and where. Nobody but this machine can see it. It ends with Ctrl-C.
    """
    if dossier == STANDARD_INPUT:
        raise click.UsageError("serve follows a file; standard input is read only once")
    shown = preview(dossier, options)
    try:
        with _listening(shown, port) as server:
            console.note(f"{dossier} is shown at {server.address} until Ctrl-C")
            if opened:
                webbrowser.open(server.address)
            server.serve_forever(poll_interval=0.1)
    except KeyboardInterrupt:
        console.note("no longer shown")


def _listening(shown: Preview, port: int) -> Server:
    """Return the server of a preview.

    Raises:
        OSError: When the port is taken, or not for everyone; with the way out.
    """
    from timeline.integrations.preview import Server

    try:
        return Server(shown, port=port)
    except OSError as error:
        told = f"port {port}: {error.strerror}; name another with --port, or 0 for any that is free"
        raise OSError(error.errno, told) from error


def preview(dossier: str, options: dict[str, Any]) -> Preview:
    """Return the preview of a dossier, under the options of the command.

    Raises:
        Unreadable: When there is no such dossier; what is wrong in one is shown in the page.
    """
    from timeline.integrations.preview import Preview, state_of

    files = [Path(dossier), *options["folders"]]
    arranging, looks = arrangement(options), design(options)
    if not files[0].exists():
        load(dossier)

    def draw() -> str:
        whole = load(dossier)
        chronology = select(whole, **options)
        given = looks(chronology)
        warn(given["templates"] if given.get("trusted", True) else (), whole)
        return chronology.render("html", **arranging, **given)

    return Preview(draw, lambda: state_of(files))

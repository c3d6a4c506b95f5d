"""The command line: `timeline new`, `check`, `rules`, `explain`, `show`, `network`, `corpora`, `render`, `serve`, `convert`, `diff`, `merge`, `templates`, `assets`, `schema`, `doctor`.

Only click and the error types are imported here; each command imports what it needs when it runs, so that help and completion
are quick.
"""

from __future__ import annotations

import click

from timeline.cli import (
    assets,
    checking,
    comparing,
    complaints,
    converting,
    corpora,
    doctor,
    drawing,
    explaining,
    networking,
    reading,
    serving,
    writing,
)
from timeline.cli.group import Commands

__all__ = ["main"]

COMMANDS = (
    writing.new,
    checking.check,
    explaining.rules,
    explaining.explain,
    reading.show,
    networking.network,
    corpora.corpora,
    drawing.render,
    serving.serve,
    converting.convert,
    converting.formats,
    comparing.diff,
    comparing.merge,
    drawing.templates,
    assets.assets,
    writing.schema,
    doctor.doctor,
)

EPILOG = """\b
Start here:
  timeline new talks.yaml                             a commented file to edit
  timeline show talks.yaml                            read it in the terminal
  timeline render rome-2025 --output rome.html        a whole page, from the example that comes along

\b
Exit statuses:
  0  done
  1  something was found (check, doctor), or differs (diff)
  2  wrong usage, unreadable input, unwritable output

\b
Completion, once per shell:
  bash  eval "$(_TIMELINE_COMPLETE=bash_source timeline)"
  zsh   eval "$(_TIMELINE_COMPLETE=zsh_source timeline)"
  fish  _TIMELINE_COMPLETE=fish_source timeline | source
"""


class InOrder(Commands):
    """Commands are listed in the order in which one meets them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (as click calls it)
        """Return the names in the order of the table."""
        return list(self.commands)


@click.group(
    cls=InOrder,
    commands={str(command.name): command for command in COMMANDS},
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="timeline-diplomacy", prog_name="timeline")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.option(
    "--errors",
    type=click.Choice(complaints.FORMS),
    help="How errors are told: human, with the line of the file; concise, a line each; json or github. In a terminal human, else concise.",
)
@click.option(
    "--load",
    "extensions",
    metavar="FILE.py|MODULE",
    multiple=True,
    help="Run Python of your own first, for its kinds of events and rules; may be repeated.",
)
def main(*, debug: bool, errors: str | None, extensions: tuple[str, ...]) -> None:  # noqa: ARG001  (the group reads them when it fails)
    """Sourced chronologies of diplomacy: imprecise dates, contested records, honest pages."""
    from timeline.cli.extending import load_extension

    for name in extensions:
        load_extension(name)

"""Commands that write dossiers and what describes them: new, convert, schema."""

from __future__ import annotations

import json
from pathlib import Path

import click

from timeline.cli import completion, console
from timeline.cli.dossier import DOSSIER, load
from timeline.errors import NotWritten, Problem

__all__ = ["convert", "new", "schema"]


@click.command(epilog="\b\nExamples:\n  timeline new\n  timeline new yalta.yaml")
@click.argument("path", default="chronology.yaml", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Replace a file that exists.")
def new(path: Path, *, force: bool) -> None:
    """Write a commented starter dossier.

    PATH is chronology.yaml where it is left out. The dossier is small, valid and meant to be edited.
    """
    from timeline import files, formats

    if formats.format_of(path) != "yaml":
        raise NotWritten(_not_yaml(path))
    files.write(path, formats.starter(), overwrite=force)
    console.note(f"wrote {path}; now edit it, and see it with: timeline show {path}")


def _not_yaml(path: Path) -> Problem:
    """Say that the starter is YAML, for the sake of its comments, and that other commands go by the suffix."""
    hint = f"name it {path.with_suffix('.yaml')}" if path.name else "name a file that ends in .yaml"
    message = "a starter dossier is YAML, and this is no suffix of YAML"
    return Problem("unknown-suffix", message, file=str(path), hint=hint)


@click.command(
    epilog="\b\nExamples:\n  timeline convert talks.yaml --output talks.json\n  timeline convert rome-2025 --to json\n"
    "  timeline convert rome-2025 --to graphml --output rome.graphml"
)
@click.argument("dossier", type=DOSSIER)
@click.option("--output", "-o", type=click.Path(path_type=Path), help="The file to write; standard output without it.")
@click.option(
    "--to",
    "language",
    metavar="FORMAT",
    shell_complete=completion.offering(completion.formats),
    help="yaml, json or graphml; by default what the suffix of the output file says, else yaml.",
)
@click.option("--force", is_flag=True, help="Replace a file that exists.")
def convert(dossier: str, output: Path | None, language: str | None, *, force: bool) -> None:
    """Write DOSSIER in its long form, as YAML or JSON, or who met whom in it as GraphML.

    Shorthands become whole records and ids are filled in; comments are not kept. GraphML is for programs that draw networks, and
    cannot be read back. DOSSIER is a file, the name of a dossier that comes with timeline, or - for YAML from standard input.
    """
    from timeline import files, formats

    chronology = load(dossier)
    if output is None:
        console.emit(formats.dumps(chronology, language or "yaml"))
    elif language is None:
        formats.write(chronology, output, overwrite=force)
    else:
        files.write(output, formats.dumps(chronology, language), overwrite=force)


@click.command(
    epilog="\b\nExamples:\n  timeline schema --output timeline.schema.json\n  timeline schema | less\n\n"
    "\b\nThe first line of a dossier, for the YAML extension of many editors:\n"
    "  # yaml-language-server: $schema=timeline.schema.json"
)
@click.option("--output", "-o", type=click.Path(path_type=Path), help="The file to write; standard output without it.")
@click.option("--force", is_flag=True, help="Replace a file that exists.")
def schema(output: Path | None, *, force: bool) -> None:
    """Write the JSON Schema of a dossier.

    With it an editor completes keys and marks mistakes while you type. In many editors a comment on the first line of the
    dossier is enough to name it; it stands below.
    """
    from timeline import files, formats

    text = json.dumps(formats.schema(), ensure_ascii=False, indent=2) + "\n"
    if output is None:
        console.emit(text)
    else:
        files.write(output, text, overwrite=force)

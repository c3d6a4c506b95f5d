"""Commands that write dossiers and what describes them: new, schema."""

from __future__ import annotations

import json
from pathlib import Path

import click

from timeline.cli import console
from timeline.errors import NotWritten, Problem

__all__ = ["new", "schema"]


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

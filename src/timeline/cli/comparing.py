"""Commands that set dossiers beside each other: diff and merge."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from timeline.cli import console
from timeline.cli.dossier import DOSSIER, STANDARD_INPUT, load, shown_name
from timeline.cli.group import FINDINGS

if TYPE_CHECKING:
    from timeline.chronology import Chronology

__all__ = ["diff", "merge"]


@click.command(
    short_help="Say what changed from one dossier to another.",
    epilog="\b\nExamples:\n  timeline diff talks-v1.yaml talks.yaml\n"
    "  git show HEAD:talks.yaml | timeline diff - talks.yaml\n"
    "  timeline diff old.yaml new.yaml --format json | jq -r '.changes[].change' | sort | uniq -c",
)
@click.argument("old", type=DOSSIER)
@click.argument("new", type=DOSSIER)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How changes are written; text."
)
@click.pass_context
def diff(ctx: click.Context, old: str, new: str, form: str) -> None:
    """Say what changed from OLD to NEW, record by record and not line by line.

    What was added, withdrawn, renamed, moved in time, made more precise, newly contested, cited from another source. The exit status is
    0 where both hold the same, however they are written, 1 where they differ, and 2 where one could not be read. One of
    the two may be - for YAML from standard input.
    """
    from timeline.chronology.change.comparing import difference

    _one_input([old, new])
    found = difference(_opened(old), _opened(new))
    if form == "json":
        tree = {"old": shown_name(old), "new": shown_name(new), "changes": [change.plain() for change in found]}
        console.emit(json.dumps(tree, ensure_ascii=False, indent=2))
    else:
        for change in found:
            console.line(str(change))
    ctx.exit(FINDINGS if found else 0)


@click.command(
    short_help="Make one dossier of several.",
    epilog="\b\nExamples:\n  timeline merge ours.yaml theirs.yaml --output both.yaml\n"
    "  timeline merge a.yaml b.json c.yaml > all.yaml\n  timeline merge ours.yaml theirs.yaml 2> report.txt | timeline check -",
)
@click.argument("first", type=DOSSIER)
@click.argument("others", metavar="SECOND...", type=DOSSIER, nargs=-1, required=True)
@click.option("--output", "-o", type=click.Path(path_type=Path), help="The file to write; standard output without it.")
@click.option(
    "--to",
    "language",
    type=click.Choice(["yaml", "json"]),
    help="The format; by default that of the output file's suffix, else yaml.",
)
@click.option("--force", is_flag=True, help="Replace a file that exists.")
def merge(first: str, others: tuple[str, ...], *, output: Path | None, language: str | None, force: bool) -> None:
    """Make one dossier of FIRST and each SECOND, without overwriting anything.

    People, places, sources and events that are in both are recognized by id, name, address, or date, place and people. FIRST keeps its
    ids and values; where a SECOND says something else, that becomes a rival value with its sources. What was
    recognized, renamed and contested is told on standard error. One of them may be - for YAML from standard input.
    """
    from timeline import files, formats
    from timeline.chronology.change.merging import merging

    _one_input([first, *others])
    whole = _opened(first)
    for name in others:
        merged = merging(whole, _opened(name))
        whole = merged.chronology
        console.note("\n  ".join([f"{shown_name(name)}:", *str(merged).splitlines()]))
    if output is None:
        console.emit(formats.dumps(whole, language or "yaml"))
    elif language is None:
        formats.write(whole, output, overwrite=force)
    else:
        files.write(output, formats.dumps(whole, language), overwrite=force)


def _one_input(names: Sequence[str]) -> None:
    if names.count(STANDARD_INPUT) > 1:
        raise click.UsageError("standard input can be read only once: one dossier may be -")


def _opened(name: str) -> Chronology:
    """Return a dossier; an empty one for the file that version control gives for one that is not there."""
    from timeline.chronology import Chronology

    return Chronology() if name == os.devnull else load(name)

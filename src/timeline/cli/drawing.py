"""Commands that draw a chronology, and those for the templates that draw it: render and templates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from timeline.cli import complaints, completion, console
from timeline.cli.arranging import FOLDER, arranged, arrangement, design, designed
from timeline.cli.dossier import DOSSIER, load
from timeline.cli.selection import filters, select
from timeline.errors import NotFound, NotWritten, Problem, nearest, shown

if TYPE_CHECKING:
    from timeline.chronology import Chronology
    from timeline.rendering import Listed, Stray

__all__ = ["render", "templates", "warn"]

UNASKED = "warning: no page asks for this template"


@click.command(
    epilog="\b\nExamples:\n  timeline render rome-2025 --output rome.html\n"
    "  timeline render talks.yaml --to markdown --kind meeting\n"
    "  timeline render talks.yaml --templates my-templates --output talks.html\n"
    "  timeline render talks.yaml --templates downloaded --untrusted --output talks.html\n"
    "  timeline render talks.yaml --split year --output talks/"
)
@click.argument("dossier", type=DOSSIER)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    help="The file to write, replaced where it exists, or with --split the folder; standard output without it.",
)
@click.option(
    "--to",
    "language",
    metavar="LANGUAGE",
    shell_complete=completion.offering(completion.languages),
    help="html, markdown, text, latex, rst, mermaid-timeline, mermaid-gantt, markwhen or svg; by default what the suffix of the output file says, else html.",
)
@click.option("--fragment", is_flag=True, help="A part to set into another page, not a whole one.")
@click.option(
    "--heading-level",
    metavar="N",
    type=int,
    default=1,
    help="The level of the title, 1 to 6; 2 for a fragment in a page with a title of its own.",
)
@click.option(
    "--id-prefix",
    metavar="TEXT",
    default="chron-",
    help="What the ids in the page begin with; two fragments in one page want two.",
)
@click.option(
    "--split",
    metavar="PERIOD",
    shell_complete=completion.offering(lambda: ["year"]),
    help="Write a folder of pages, one for each year, with an index.html that leads to them; PERIOD is year.",
)
@click.option("--force", is_flag=True, help="With --split, write to a folder that holds other files too; they stay.")
@designed
@arranged
@filters
def render(
    dossier: str,
    *,
    output: Path | None,
    language: str | None,
    fragment: bool,
    heading_level: int,
    id_prefix: str,
    split: str | None,
    force: bool,
    **options: Any,
) -> None:
    """Render DOSSIER as a page.

    DOSSIER is a file, the name of a dossier that comes with timeline, or - for YAML from standard input. The page is derived from it, so an older one at the
    same place is replaced.
    """
    from timeline import rendering

    if split is not None and output is None:
        raise click.UsageError("--split writes a folder; name it with --output")
    if force and split is None:
        raise click.UsageError("--force goes with --split; a single file is replaced in any case")
    arranging, looks = arrangement(options), design(options)
    whole = load(dossier)
    chronology = select(whole, **options)
    given: dict[str, Any] = {"fragment": fragment, "heading_level": heading_level, "id_prefix": id_prefix}
    given |= {**arranging, **looks(chronology)}
    warn(given["templates"] if given.get("trusted", True) else (), whole)
    if output is None:
        console.emit(rendering.stream(chronology, language or "html", **given))
        return
    if split is not None and not force:
        _only_pages(output)
    with console.progress(f"rendering {output}") as tell:
        rendering.save(chronology, output, language=language, overwrite=True, split=split, progress=tell, **given)


def warn(folders: Sequence[Path], chronology: Chronology) -> None:
    """Tell of templates that no page of a chronology asks for, and of a language that it cannot speak.

    Only folders that are trusted are given: what strangers wrote is read by no process but its own.
    """
    from timeline import rendering
    from timeline.rendering.wording import lack

    if problem := lack(chronology.language):
        complaints.complain(problem)
    for stray in rendering.strays(folders, declared={event.kind for event in chronology}) if folders else ():
        console.note(str(Problem("stray-template", UNASKED, file=stray.path, hint=stray.hint)))


def _only_pages(folder: Path) -> None:
    """Refuse a folder with anything in it but earlier pages."""
    from timeline.rendering.folder import strangers

    if others := strangers(folder):
        message = f"the folder holds other files, such as {shown(others[0])}"
        hint = "name an empty folder, or add --force to leave them where they are"
        raise NotWritten(Problem("not-empty", message, file=str(folder), hint=hint))


@click.command(
    short_help="List the templates, or copy one out.",
    epilog="\b\nExamples:\n  timeline templates\n  timeline templates --templates my-templates\n"
    "  timeline templates --copy html/meeting.html.jinja --into my-templates",
)
@click.option(
    "--templates",
    "folders",
    metavar="DIR",
    multiple=True,
    type=FOLDER,
    help="A folder of your own templates, asked first; may be repeated.",
)
@click.option(
    "--copy",
    "wanted",
    metavar="NAME",
    shell_complete=completion.offering(completion.templates),
    help="Copy this template out instead of listing all.",
)
@click.option("--into", metavar="DIR", type=click.Path(path_type=Path, file_okay=False), help="The folder to copy to.")
@click.option("--force", is_flag=True, help="Replace a copy that exists.")
def templates(*, folders: tuple[Path, ...], wanted: str | None, into: Path | None, force: bool) -> None:
    """List the templates and where each comes from, or copy one out to change it.

    A template in a folder of yours is used in place of the one of the same name that comes along, with the option --templates of
    `timeline render`. Each begins with a comment on what it is given.
    """
    from timeline import files, rendering

    if (wanted is None) != (into is None):
        raise click.UsageError("--copy and --into belong together")
    if force and wanted is None:
        raise click.UsageError("--force goes with --copy")
    found = {f"{each.language}/{each.name}": each for each in rendering.templates(folders)}
    if wanted is None or into is None:
        _list(found, rendering.strays(folders) if folders else ())
        return
    if wanted not in found:
        raise NotFound(f"no template {shown(wanted)}", code="not-found", hint=nearest(wanted, found))
    source = rendering.template_source(found[wanted].language, found[wanted].name, folders=folders)
    files.write(into / wanted, source, overwrite=force, parents=True)
    console.note(f"wrote {into / wanted}; now change it, and use it with: timeline render ... --templates {into}")


def _list(found: Mapping[str, Listed], lost: Sequence[Stray]) -> None:
    """Write each template with its place, and those that no page asks for below, so that they cannot be overlooked."""
    names = {stray.name for stray in lost}
    width = max(map(len, {*found, *names}), default=0)
    for name, each in found.items():
        if name not in names:
            console.line(f"{name:<{width}}  {each.origin}")
    for stray in lost:
        console.line(f"{stray.name:<{width}}  {stray.origin}  (no page asks for it; {stray.hint})")

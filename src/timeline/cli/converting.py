"""Commands between formats: convert, formats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from timeline.cli import completion, console
from timeline.cli.dossier import DOSSIER, load, shown_name

if TYPE_CHECKING:
    from timeline.errors import Loss
    from timeline.formats import Format

__all__ = ["convert", "formats"]

MOST_TOLD = 20


def _pairs(_context: click.Context, _parameter: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """Return `name=value` texts as a mapping."""
    pairs = dict(text.partition("=")[::2] for text in given)
    if wrong := [text for text in given if "=" not in text]:
        raise click.BadParameter(f"{wrong[0]!r} is no NAME=VALUE")
    return pairs


@click.command(
    epilog="\b\nExamples:\n  timeline convert talks.yaml --output talks.json\n  timeline convert rome-2025 --to json\n"
    "  timeline convert rome-2025 --to graphml --output rome.graphml --strict\n"
    "  timeline convert visits.csv --option mapping=visits-mapping.yaml --output visits.yaml\n"
    "  timeline formats"
)
@click.argument("dossier", type=DOSSIER)
@click.option("--output", "-o", type=click.Path(path_type=Path), help="The file to write; standard output without it.")
@click.option(
    "--to",
    metavar="FORMAT",
    shell_complete=completion.offering(completion.writable),
    help="What to write; by default what the suffix of the output file says, else yaml.",
)
@click.option(
    "--from",
    "source",
    metavar="FORMAT",
    shell_complete=completion.offering(completion.readable),
    help="What is read; by default what the suffix says, and yaml for standard input.",
)
@click.option(
    "--option",
    "options",
    metavar="NAME=VALUE",
    multiple=True,
    callback=_pairs,
    help="An option of the format that is read or written, as `timeline formats FORMAT` lists them; may be repeated.",
)
@click.option("--strict", is_flag=True, help="Write nothing where something would be lost.")
@click.option("--losses", "whole", is_flag=True, help="Tell every loss, not only how many there are of each sort.")
@click.option("--force", is_flag=True, help="Replace a file that exists.")
def convert(
    dossier: str,
    output: Path | None,
    to: str | None,
    source: str | None,
    options: dict[str, str],
    *,
    strict: bool,
    whole: bool,
    force: bool,
) -> None:
    """Write DOSSIER in another format, or in its long form.

    As YAML and JSON nothing is lost but comments: shorthands become whole records and ids are filled in. What another format has no place for is told on
    standard error. DOSSIER is a file of any format that can be read, the name of a dossier that comes with timeline, or - for standard input.
    """
    from timeline import formats

    reading, options = _parted(options, source or formats.format_of(dossier) or "yaml", to or _named(output))
    chronology = load(dossier, format=source, **reading)
    _tell(f"{shown_name(dossier)} has, and a chronology has not", chronology.losses, whole=whole)
    if output is None:
        lost = formats.losses(chronology, to or "yaml", **options)
        console.emit(formats.dumps(chronology, to or "yaml", strict=strict, **options))
    else:
        lost = formats.write(chronology, output, to, overwrite=force, strict=strict, **options)
    _tell(f"{to or _named(output)} could not carry", lost, whole=whole)


def _named(output: Path | None) -> str:
    """Return the format that is written where none is named."""
    from timeline import formats

    return (output and formats.format_of(output)) or "yaml"


def _parted(options: dict[str, str], source: str, target: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return which options are for reading and which for writing; one that both formats have is for both, and an unknown one for writing, which refuses it."""
    from timeline.formats.registry import FORMATS

    read = {name: value for name, value in options.items() if source in FORMATS and name in FORMATS[source].reading}
    writes = FORMATS[target].writing if target in FORMATS else ()
    return read, {name: value for name, value in options.items() if name in writes or name not in read}


def _tell(what: str, losses: tuple[Loss, ...], *, whole: bool) -> None:
    """Say on standard error what was lost."""
    lines = [str(loss) for loss in losses] if whole else list(_summary(losses))
    if losses:
        many = f"{len(losses)} thing{'s' * (len(losses) != 1)}"
        more = "" if whole else "; --losses tells each"
        console.note(f"{what} {many}{more}:")
    for line in lines:
        console.note(f"  {line}")


def _summary(losses: Iterable[Loss]) -> Iterator[str]:
    """Yield each sort of loss once, with how often it came."""
    counts = Counter((loss.field.partition("[")[0].partition(".")[0], loss.why) for loss in losses)
    for (field, why), count in counts.most_common(MOST_TOLD):
        yield f"{count} x {field or 'whole record'}: {why}"
    if len(counts) > MOST_TOLD:
        yield f"... and {len(counts) - MOST_TOLD} sorts more"


@click.command(epilog="\b\nExamples:\n  timeline formats\n  timeline formats graphml")
@click.argument(
    "name", required=False, shell_complete=completion.offering(lambda: [*completion.readable(), *completion.writable()])
)
def formats(name: str | None) -> None:
    """List the formats that are read and written; of one NAME, what it keeps and what it loses."""
    from timeline.formats import FORMATS
    from timeline.formats.registry import named

    if name is not None:
        for line in _described(named(name)):
            console.line(line)
        return
    width = max(map(len, FORMATS))
    for entry in FORMATS.values():
        console.line(f"{entry.name:<{width}}  {_ways(entry):<11}  {entry.title} {' '.join(entry.suffixes)}".rstrip())


def _ways(entry: Format) -> str:
    return ", ".join(way for way, can in (("read", entry.reads), ("write", entry.writes)) if can)


def _described(entry: Format) -> Iterator[str]:
    """Yield what a format is, keeps and loses."""
    import inspect

    yield f"{entry.name}: {entry.title} ({_ways(entry)})"
    yield from (inspect.getdoc(entry.module) or "").splitlines()
    for option, values in entry.options.items():
        yield f"--option {option}={'|'.join(values) or 'TEXT'}"

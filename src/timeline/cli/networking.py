"""The command that tells who met whom: network."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from timeline.cli import completion, console
from timeline.cli.dossier import DOSSIER, load
from timeline.cli.selection import filters, select
from timeline.errors import NotWritten, Problem

if TYPE_CHECKING:
    from timeline.chronology.contacts import Contact, Network

__all__ = ["network"]

HEADS = ("who", "whom", "meetings", "first", "last")
DATES = 18  # columns of a date, at most
NAMES = 12  # columns of a name, at least
GUTTER = 2


@click.command(
    epilog="\b\nExamples:\n  timeline network rome-2025\n  timeline network rome-2025 --by side --least 2\n"
    "  timeline network talks.yaml --involving Witkoff --output talks.svg"
)
@click.argument("dossier", type=DOSSIER)
@click.option(
    "--by",
    type=click.Choice(["person", "side"]),
    default="person",
    help="Those who met themselves, or the states and bodies behind them; person.",
)
@click.option("--least", type=click.IntRange(min=1), default=1, help="Only pairs who met at least so often; 1.")
@click.option(
    "--mode",
    "modes",
    metavar="MODE",
    multiple=True,
    shell_complete=completion.offering(completion.modes),
    help="Only meetings held like this, such as in-person or phone; may be repeated.",
)
@click.option("--title", help="A heading in place of the dossier's own, in a picture.")
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    help="The file to write, replaced where it exists: .svg for a picture, .graphml or .json for a program.",
)
@filters
def network(
    dossier: str,
    *,
    by: str,
    least: int,
    modes: tuple[str, ...],
    title: str | None,
    output: Path | None,
    **options: Any,
) -> None:
    """Tell who met whom in DOSSIER, and how often.

    Only meetings that were held count, and only those who were there themselves: an envoy, and not who sent the envoy. Without an
    output file it is a table, those who met most often first.
    """
    from timeline import files

    found = select(load(dossier), **options).network(by=by, least=least, modes=modes)
    if output is None:
        for line in _table(found, console.width()):
            console.line(line)
    else:
        files.write(output, _written(output)(found, title), overwrite=True)


def _written(output: Path) -> Callable[[Network, str | None], str]:
    """Return what writes a network into a file of this suffix.

    Raises:
        NotWritten: When nothing does.
    """
    known = {".svg": _svg, ".graphml": _graphml, ".json": _json}
    if output.suffix.lower() not in known:
        hint = f"a network is written to {', '.join(known)}"
        raise NotWritten(Problem("unknown-suffix", "no network is written like this", file=str(output), hint=hint))
    return known[output.suffix.lower()]


def _svg(found: Network, title: str | None) -> str:
    from timeline import rendering

    return rendering.draw_network(found, title=title)


def _graphml(found: Network, title: str | None) -> str:
    import attrs

    from timeline.formats import graphml

    return "".join(graphml.pieces(found if title is None else attrs.evolve(found, title=title)))


def _json(found: Network, title: str | None) -> str:
    tree = found.plain() if title is None else {**found.plain(), "title": title}
    return json.dumps(tree, ensure_ascii=False, indent=2) + "\n"


# -- the table -------------------------------------------------------------------------------------------------------------


def _table(found: Network, width: int) -> Iterator[str]:
    """Yield the lines of the table; a cell that is too wide goes on below."""
    from timeline.rendering.filters import columns

    if not found.edges:
        yield "no two are recorded as having met"
        return
    names = {node.id: node.name for node in found.nodes}
    rows = [HEADS, *(_cells(edge, names) for edge in found.edges)]
    widest = [max(columns(row[place]) for row in rows) for place in range(len(HEADS))]
    widths = _fitted(widest, width)
    for row in rows:
        yield from _lines(row, widths)


def _cells(edge: Contact, names: dict[str, str]) -> tuple[str, ...]:
    """Return the cells of one pair; a pair that met once has no last time."""
    from timeline.rendering.escape import escape_text
    from timeline.when import describe

    last = describe(edge.last_met, style="short") if edge.count > 1 else ""
    who, whom = escape_text(names[edge.first]), escape_text(names[edge.second])
    return who, whom, f"{edge.count:,}", describe(edge.first_met, style="short"), last


def _fitted(widest: Sequence[int], width: int) -> list[int]:
    """Return the widths of the columns: dates give way first, then names share what is left."""
    who, whom, count, first, last = widest
    first, last = min(first, DATES), min(last, DATES)
    room = width - count - first - last - GUTTER * (len(widest) - 1)
    half = max(NAMES, room // 2)
    who, whom = min(who, max(half, room - whom)), min(whom, max(half, room - who))
    return [who, whom, count, first, last]


def _lines(row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    from timeline.rendering.filters import columns, filled

    cells = [filled(cell, width, 0) for cell, width in zip(row, widths, strict=True)]
    for place in range(max(map(len, cells))):
        parts = [cell[place] if place < len(cell) else "" for cell in cells]
        padded = [_padded(part, width, columns(part)) for part, width in zip(parts, widths, strict=True)]
        padded[2] = padded[2].strip().rjust(widths[2])  # the count
        yield (" " * GUTTER).join(padded).rstrip()


def _padded(text: str, width: int, taken: int) -> str:
    return text + " " * (width - taken)

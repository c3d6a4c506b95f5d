"""Commands on corpora of coded events: corpora query."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from timeline.cli import completion, console
from timeline.errors import NotWritten, Problem

if TYPE_CHECKING:
    from timeline.corpora import Corpus, Counts

__all__ = ["corpora"]

NAMES = ("gdelt", "polecat", "icews", "parquet")
LIMIT = 5_000


@click.group(
    epilog="\b\nExamples:\n  timeline corpora query gdelt 'gdelt/*.csv.zip' --kind meeting --between USA RUS --count"
)
def corpora() -> None:
    """Ask corpora of events that a machine has coded from news.

    They are asked for where they lie, by an embedded DuckDB; the extra corpora brings it.
    """


@corpora.command(
    epilog="\b\nExamples:\n  timeline corpora query gdelt 'gdelt/*.csv.zip' --kind meeting --between USA RUS --during 2025-04 --output talks.yaml\n"
    "  timeline corpora query polecat ngecEvents.*.txt --involving UKR --per-month --output ukraine.svg\n"
    "  timeline corpora query icews events.2014.tab --during 2014-03 --pairs"
)
@click.argument("corpus", type=click.Choice(NAMES))
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "--kind",
    metavar="KIND",
    multiple=True,
    shell_complete=completion.offering(completion.kinds),
    help="Only events of this kind, such as meeting or visit; repeated, of any of them.",
)
@click.option(
    "--between",
    metavar="STATE STATE",
    nargs=2,
    help="Only events between these two states, whichever acts: RUS, ru or Russia.",
)
@click.option(
    "--involving",
    metavar="STATE",
    multiple=True,
    help="Only events in which this state acts or is concerned; may be repeated.",
)
@click.option(
    "--during",
    metavar="DATE",
    help="Only events that are coded to a day within this date, such as 2025-04 or 2025-04-24/2025-04-26.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=LIMIT,
    help=f"The most events of a chronology; more are an error. {LIMIT:,}.",
)
@click.option("--count", "answer", flag_value="count", help="Only say how many there are.")
@click.option("--per-month", "answer", flag_value="per-month", help="Only say how many each month has.")
@click.option("--per-day", "answer", flag_value="per-day", help="Only say how many each day has.")
@click.option("--pairs", "answer", flag_value="pairs", help="Only say which two states share how many.")
@click.option("--sql", "answer", flag_value="sql", help="Only write the query, and run nothing.")
@click.option(
    "--unpacked",
    type=click.Path(path_type=Path),
    help="A folder in which archives are unpacked and stay for the next time.",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    help="The file to write: of a chronology in any format, of months and days .svg for a picture; standard output without it.",
)
@click.option("--force", is_flag=True, help="Replace a file that exists.")
def query(
    corpus: str,
    files: tuple[str, ...],
    *,
    answer: str | None,
    limit: int,
    unpacked: Path | None,
    output: Path | None,
    force: bool,
    **asked: Any,
) -> None:
    """Ask CORPUS, of which FILE are files as they are published, for events.

    CORPUS is gdelt, polecat or icews; parquet finds out by the columns which it is. FILE may be patterns, in which upper and lower case of the last part are one.
    Without --count and its like the events become a chronology: each names its row and its article, and says that a machine has coded it.
    """
    from timeline import files as writing

    with console.progress("unpacking", unit="files") as tell:
        found = _asked(_opened(corpus, files, unpacked, tell), **asked)
    if answer is None:
        _chronology(found, limit, output, force=force)
        return
    text = ANSWERS[answer](found, output)
    if output is None:
        console.emit(f"{text}\n")
    else:
        writing.write(output, text if output.suffix.lower() == ".svg" else f"{text}\n", overwrite=force)


def _opened(
    name: str, paths: tuple[str, ...], unpacked: Path | None, tell: Callable[[int, int], None] | None
) -> Corpus:
    from timeline import corpora as room

    if name == "parquet":
        return room.parquet(paths if len(paths) > 1 else paths[0], progress=tell)
    opener: Callable[..., Corpus] = getattr(room, name)
    return opener(paths if len(paths) > 1 else paths[0], unpacked=unpacked, progress=tell)


def _asked(
    corpus: Corpus,
    *,
    kind: tuple[str, ...],
    between: tuple[str, str] | None,
    involving: tuple[str, ...],
    during: str | None,
) -> Corpus:
    """Return the events that all options pick."""
    corpus = corpus.during(during) if during else corpus
    corpus = corpus.between_states(*between) if between else corpus
    corpus = corpus.involving(*involving) if involving else corpus
    return corpus.kind(*kind) if kind else corpus


def _chronology(found: Corpus, limit: int, output: Path | None, *, force: bool) -> None:
    """Write the events as a chronology."""
    with console.progress("making events") as tell:
        chronology = found.to_chronology(limit=limit, progress=tell)
    if output is None:
        console.emit(chronology.dumps("yaml"))
        return
    chronology.write(output, overwrite=force)
    console.note(f"wrote {len(chronology):,} events to {output}; nobody has checked what the machine has coded")


def _counts(counts: Counts, output: Path | None) -> str:
    """Return counts as a picture where the output is one, else as a table."""
    return str(counts.picture()) if output is not None and output.suffix.lower() == ".svg" else str(counts)


def _plainly(text: str, output: Path | None) -> str:
    """Return a text that is no picture.

    Raises:
        NotWritten: When a picture of it is asked for.
    """
    if output is not None and output.suffix.lower() == ".svg":
        raise NotWritten(
            Problem(
                "unknown-suffix",
                "of this no picture is drawn",
                file=str(output),
                hint="--per-month and --per-day have one",
            )
        )
    return text


ANSWERS: dict[str, Callable[[Corpus, Path | None], str]] = {
    "count": lambda found, output: _plainly(str(found.count()), output),
    "per-month": lambda found, output: _counts(found.per_month(), output),
    "per-day": lambda found, output: _counts(found.per_day(), output),
    "pairs": lambda found, output: _plainly(str(found.pairs()), output),
    "sql": lambda found, output: _plainly(found.sql(), output),
}

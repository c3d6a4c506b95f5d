"""Standard output and standard error: whatever a dossier holds, in whatever encoding the terminal has."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO

__all__ = ["emit", "forgive", "line", "mute", "note", "progress", "watched", "width"]

PATIENCE = 1.0  # seconds before progress is worth a line
REFRESH = 0.1  # seconds between two drawings of it
WIDTH = 30  # characters of the bar
USUAL, NARROWEST, WIDEST = 80, 60, 100  # columns of text; wider lines are hard to read


def forgive() -> None:
    """Write characters that the terminal's encoding lacks as escapes; write nowhere where a stream was closed."""
    sys.stdout = sys.stdout or nowhere()
    sys.stderr = sys.stderr or nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def emit(chunks: str | Iterable[str]) -> None:
    """Write a document to standard output: UTF-8 in a file or pipe, the terminal's own encoding in a terminal.

    Why: a page declares its encoding in its text, so it must not depend on who happens to run the command.
    """
    stream = sys.stdout
    if isinstance(stream, io.TextIOWrapper) and not stream.isatty():
        stream.reconfigure(encoding="utf-8", newline="\n")
    last = "\n"
    for chunk in (chunks,) if isinstance(chunks, str) else chunks:
        stream.write(chunk)
        last = chunk or last
    if not last.endswith("\n"):
        stream.write("\n")
    stream.flush()


def line(text: str) -> None:
    """Write one line of output.

    Why not `click.echo`: it takes an ASCII terminal for a mistake and sends UTF-8 to it.
    """
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def note(text: str) -> None:
    """Tell something that is no part of the output, on standard error."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def watched() -> bool:
    """Whether standard output goes to a terminal."""
    return sys.stdout.isatty()


def width() -> int:
    """Return how wide text may be: as the terminal, within reason; 80 columns in a file or pipe, so that it stays the same."""
    columns = shutil.get_terminal_size((USUAL, 24)).columns if watched() else USUAL
    return min(WIDEST, max(NARROWEST, columns))


@contextlib.contextmanager
def progress(
    label: str,
    *,
    unit: str = "events",
    stream: TextIO | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[Callable[[int, int], None] | None]:
    """Give a function to be told how far the work is; where it takes more than a second, it draws a bar.

    Args:
        label: What is being made.
        unit: What is counted.
        stream: Where the bar is drawn; standard error. Where nobody is watching, there is no bar and no function.
        clock: Seconds that never go back.
    """
    target = stream or sys.stderr
    if not target.isatty():
        yield None
        return
    due, drawn = clock() + PATIENCE, False

    def tell(done: int, of: int) -> None:
        nonlocal due, drawn
        if clock() >= due:
            due, drawn = clock() + REFRESH, True
            filled = WIDTH * done // max(of, 1)
            target.write(f"\r{label} [{'#' * filled}{'-' * (WIDTH - filled)}] {done:,} of {of:,} {unit}")
            target.flush()

    try:
        yield tell
    finally:
        if drawn:
            target.write("\r\x1b[K")
            target.flush()


def mute() -> None:
    """Point standard output at nothing, so that no second error follows when the reader of a pipe has gone."""
    with nowhere() as nothing:
        os.dup2(nothing.fileno(), sys.stdout.fileno())


def nowhere() -> TextIO:
    """Return a stream that takes everything and keeps nothing."""
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123  (a device, open until the process ends)

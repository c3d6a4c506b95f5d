"""The readers as functions of bytes, for a fuzzer and for the tests that keep what it found.

Each calls one reader with what the bytes say, and lets nothing but a `TimelineError` pass in silence. Such an error is worded as well, since its
message quotes the input. What was read goes through our own files and has to come back the same; what comes back otherwise is a
failure like any other.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from timeline import Chronology, TimelineError, When, formats

__all__ = ["LONGEST", "TARGETS", "text_of"]

LONGEST = 65_536  # bytes of an input: what is read within a second
Target = Callable[[bytes], None]


def text_of(data: bytes) -> str:
    """Return bytes as a text: UTF-8 where they are that, lone surrogates included, else Latin-1, so that few inputs are lost to the decoder."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def when(data: bytes) -> None:
    """Read a date, and write it again."""
    text, reading = text_of(data), "throughout" if len(data) % 2 else "within"
    with _refusals():
        found = When.parse(text, reading=reading)
        _same(When.parse(str(found), reading=reading), found)
        _ = found.earliest, found.latest, found.duration, found.members, found.length
        found.to_edtf(nearest=True)


def said(data: bytes) -> None:
    """Read words of time; the first line is the day they were said, the second the zone, what follows the words."""
    on, _, rest = text_of(data).partition("\n")
    zone, _, words = rest.partition("\n")
    with _refusals():
        When.said(words, on=on or "2025-04-26", zone=zone or None)


def _reader(name: str) -> Target:
    """Return the target of a format that is read from a text."""

    def read(data: bytes) -> None:
        with _refusals():
            _come_back(formats.loads(text_of(data), name, file="fuzzed"))

    return read


def notes(data: bytes) -> None:
    """Read a folder of notes; a line `%%%%` parts one file from the next."""
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    try:
        for number, part in enumerate(data.split(b"\n%%%%\n")[:20], 1):
            (folder / f"2025-04-{number:02}-talks.md").write_bytes(part)
        with _refusals():
            _come_back(formats.read(folder, format="notes"))
    finally:
        shutil.rmtree(folder)


@contextmanager
def _refusals() -> Iterator[None]:
    """Let an input be refused, in words."""
    try:
        yield
    except TimelineError as error:
        if not str(error) or not error.problems:
            raise AssertionError("an error without words") from error


def _come_back(chronology: Chronology) -> None:
    """Write a chronology, and read it again."""
    again = formats.loads(formats.dumps(chronology, "json"), "json")
    _same(again, chronology)


def _same(found: object, wanted: object) -> None:
    if found != wanted:
        raise AssertionError(f"{found!r} came back for {wanted!r}")


TARGETS: dict[str, Target] = {
    "when": when,
    "said": said,
    "yaml": _reader("yaml"),
    "json": _reader("json"),
    "csv": _reader("csv"),
    "icalendar": _reader("icalendar"),
    "timelinejs": _reader("timelinejs"),
    "notes": notes,
}

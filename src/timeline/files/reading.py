"""Reading a whole text file, within limits."""

# The calls of the system by their own names: what is promised here is promised in their terms.
# ruff: noqa: PTH116, PTH123, PTH208

from __future__ import annotations

import contextlib
import os
import stat
import warnings
from collections.abc import Iterator
from typing import IO

from timeline.errors import Problem, Unreadable, nearest
from timeline.files.refusals import problem, reason, sort_of

__all__ = [
    "LONGEST_TEXT",
    "MOST_BYTES",
    "decode",
    "neighbour",
    "read_bytes",
    "read_lines",
    "read_text",
    "too_long",
]


def _allowed(variable: str, usual: int) -> int:
    """Return a limit: what a variable of the environment sets, else the usual one."""
    found = os.environ.get(variable, "").replace("_", "")
    if found.isascii() and found.isdigit() and len(found) <= 15:
        return int(found)
    if found:
        warnings.warn(f"{variable}={found!r} is no number, so the limit is {usual:,}", RuntimeWarning, stacklevel=3)
    return usual


MOST_BYTES = _allowed("TIMELINE_MOST_BYTES", 200_000_000)
LONGEST_TEXT = _allowed("TIMELINE_LONGEST_TEXT", 1_000_000)  # characters

Name = str | os.PathLike[str]


def read_text(path: Name, *, limit: int = MOST_BYTES) -> str:
    """Return the text of a UTF-8 file, line ends as they are, without a byte order mark at its beginning.

    Args:
        path: A regular file; a pipe or a device is refused, because reading it may never end.
        limit: The most bytes that are read.

    Raises:
        Unreadable: When there is no such file, it is no regular file, it is larger than the limit, or it is not UTF-8; the
            last with the line and column of the first wrong byte.
    """
    name = os.fsdecode(path)
    return decode(_bytes(name, limit), name=name, limit=limit)


def read_bytes(path: Name, *, limit: int = MOST_BYTES) -> bytes:
    """Return the bytes of a file, for a format that has something to mend before they can be a text; `decode` then makes one of them.

    Args:
        path: As in `read_text`.
        limit: The most bytes that are read.

    Raises:
        Unreadable: As `read_text` does, but for bytes that are not UTF-8.
    """
    return _bytes(os.fsdecode(path), limit)


def read_lines(path: Name, *, limit: int = MOST_BYTES) -> Iterator[str]:
    """Yield the lines of a UTF-8 file one by one, without the line feeds that end them, for files that need not be in memory as a whole.

    Args:
        path: As in `read_text`.
        limit: The most bytes that are read.

    Raises:
        Unreadable: As `read_text` does, once the place is reached that is wrong.
    """
    name, size = os.fsdecode(path), 0
    with _opened(name) as stream:
        while line := stream.readline(limit + 1 - size):
            size += len(line)
            if size > limit:
                raise Unreadable(_too_large(name, max(size, os.fstat(stream.fileno()).st_size), limit))
            try:
                text = line.decode("utf-8")
            except UnicodeDecodeError:
                read_text(path, limit=limit)  # says where in the whole
                raise
            yield (text.removeprefix("\ufeff") if size == len(line) else text).removesuffix("\n")


def decode(data: bytes, *, name: str, limit: int = MOST_BYTES) -> str:
    """Return the text of bytes that came from somewhere, as `read_text` does with those of a file.

    Args:
        data: UTF-8, with or without a byte order mark.
        name: Where they came from, for messages.
        limit: The most bytes that are read.

    Raises:
        Unreadable: When there are more, or they are not UTF-8.
    """
    if len(data) > limit:
        raise Unreadable(problem("too-large", f"more than {limit:,} bytes", name, hint=_most(limit)))
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise Unreadable(_not_utf8(name, data, error.start)) from None


def _bytes(name: str, limit: int) -> bytes:
    with _opened(name) as stream:
        data = stream.read(limit + 1)
        size = max(os.fstat(stream.fileno()).st_size, len(data))
    if len(data) > limit:
        raise Unreadable(_too_large(name, size, limit))
    return data


@contextlib.contextmanager
def _opened(name: str) -> Iterator[IO[bytes]]:
    """Open a regular file, and say of any other, and of what goes wrong while it is read, that it is unreadable."""
    try:
        info = os.stat(name)
        if not stat.S_ISREG(info.st_mode):
            raise Unreadable(problem("no-regular-file", f"this is {sort_of(info.st_mode)}", name, hint="name a file"))
        with open(name, "rb") as stream:
            yield stream
    except FileNotFoundError:
        raise Unreadable(problem("missing-file", "no such file", name, hint=neighbour(name))) from None
    except (OSError, ValueError) as error:  # a ValueError is a NUL in the name
        raise Unreadable(problem("unreadable-file", reason(error), name)) from error


def _too_large(name: str, size: int, limit: int) -> Problem:
    return problem("too-large", f"a file of {size:,} bytes", name, hint=_most(limit))


def _most(limit: int) -> str:
    return (
        f"at most {limit:,} are read; TIMELINE_MOST_BYTES in the environment sets another limit, and so does `limit=`"
    )


def too_long(length: int) -> Problem:
    """Return the problem of a text with too many characters, and how the limit is lifted.

    Args:
        length: How many it has.
    """
    hint = f"at most {LONGEST_TEXT:,} are read; TIMELINE_LONGEST_TEXT in the environment sets another limit"
    return Problem("too-long", f"a text of {length:,} characters", hint=hint)


def _not_utf8(name: str, data: bytes, offset: int) -> Problem:
    line = data.count(b"\n", 0, offset) + 1
    column = len(data[data.rfind(b"\n", 0, offset) + 1 : offset].decode("utf-8", "replace")) + 1
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    hint = "it looks like UTF-16; save it as UTF-8" if marked else "save the file as UTF-8"
    message = f"the byte 0x{data[offset]:02x} at offset {offset:,} is not UTF-8"
    return Problem("not-utf-8", message, file=name, line=line, column=column, hint=hint)


def neighbour(name: str) -> str:
    """Return `did you mean 'x'?` for the file of the same folder that is spelled most like one that is missing, or the empty text."""
    folder, base = os.path.split(name)
    try:
        return nearest(base, os.listdir(folder or "."))
    except OSError:
        return ""

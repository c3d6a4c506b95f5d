"""Reading and writing whole text files, so that a failure never costs what stood there before.

A file is written beside its place and then put in it in one step: a reader sees the old bytes or the new ones, never a mix, and
an interrupted write leaves the old ones. Two writers at once do not disturb each other; the last one wins.
"""

# The calls of the system by their own names: what is promised here is promised in their terms.
# ruff: noqa: PTH101, PTH103, PTH105, PTH108, PTH112, PTH116, PTH118, PTH120, PTH123, PTH208

from __future__ import annotations

import contextlib
import errno
import itertools
import os
import stat
import warnings
from collections.abc import Iterable, Iterator
from typing import IO

from timeline.errors import NotWritten, Problem, Unreadable, nearest

__all__ = [
    "LONGEST_TEXT",
    "MOST_BYTES",
    "decode",
    "neighbour",
    "read_bytes",
    "read_lines",
    "read_text",
    "too_long",
    "write",
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

# A file system that cannot promise durability says so with one of these; anything else from fsync means lost data.
_NO_FSYNC = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
# Hard links are refused with one of these where a file system, or its owner, has none.
_NO_LINKS = {errno.EPERM, errno.EACCES, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK}
_numbers = itertools.count()


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
        raise Unreadable(_problem("too-large", f"more than {limit:,} bytes", name, hint=_most(limit)))
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
            raise Unreadable(_problem("no-regular-file", f"this is {_sort(info.st_mode)}", name, hint="name a file"))
        with open(name, "rb") as stream:
            yield stream
    except FileNotFoundError:
        raise Unreadable(_problem("missing-file", "no such file", name, hint=neighbour(name))) from None
    except (OSError, ValueError) as error:  # a ValueError is a NUL in the name
        raise Unreadable(_problem("unreadable-file", _reason(error), name)) from error


def _too_large(name: str, size: int, limit: int) -> Problem:
    return _problem("too-large", f"a file of {size:,} bytes", name, hint=_most(limit))


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


def write(path: Name, chunks: str | Iterable[str], *, overwrite: bool = False, parents: bool = False) -> None:
    """Write a text to a file: whole and durable, or not at all.

    The bytes are the same on every system: UTF-8, line ends as given. A symbolic link keeps pointing, and the file that it
    points to is replaced. A file that is replaced keeps its permission bits; a new one has those that the process gives.

    Args:
        path: Where to; a pipe, a device or a folder is refused.
        chunks: The text, or its parts in order; they are written as they come, so they need not fit in memory.
        overwrite: Whether a file that stands there is replaced.
        parents: Whether missing folders are made.

    Raises:
        NotWritten: When the file could not be written; no temporary file is left, and what stood there still stands.

    Warns:
        RuntimeWarning: When the text is in place, but the file system does not promise that it outlives a power cut.
    """
    name = os.fsdecode(path)
    with _refusing(name):
        target, mode = _target(name, overwrite)
        _folder(name, os.path.dirname(target), parents)
    with _temporary(target, name) as (stream, temporary):
        _fill(stream, [chunks] if isinstance(chunks, str) else chunks, name)
        with _refusing(name):
            _settle(stream, name)
            if mode is not None:
                os.chmod(temporary, mode)
            _put(temporary, target, overwrite)
    _remember(os.path.dirname(target), name)


def _target(name: str, overwrite: bool) -> tuple[str, int | None]:
    """Return the file behind any links and its permission bits, or None where there is none yet."""
    try:
        info = os.stat(name)
    except FileNotFoundError:
        return os.path.realpath(name), None
    if not stat.S_ISREG(info.st_mode):
        raise NotWritten(_problem("no-regular-file", f"this is {_sort(info.st_mode)}", name, hint="name a file"))
    if not overwrite:
        raise NotWritten(_exists(name))
    return os.path.realpath(name), stat.S_IMODE(info.st_mode)


def _folder(name: str, folder: str, parents: bool) -> None:
    if parents:
        os.makedirs(folder, exist_ok=True)
    elif not os.path.isdir(folder):
        raise NotWritten(_problem("missing-folder", "its folder does not exist", name, hint=f"make {folder!r} first"))


@contextlib.contextmanager
def _temporary(target: str, name: str) -> Iterator[tuple[IO[bytes], str]]:
    """Open a new file in the same folder, because only there can it be put in place in one step; leave none behind."""
    with _refusing(name):
        temporary, descriptor = _beside(target)
    stream = os.fdopen(descriptor, "wb")
    try:
        yield stream, temporary
    finally:
        with contextlib.suppress(OSError):
            stream.close()
        with contextlib.suppress(OSError):
            os.unlink(temporary)


def _beside(target: str) -> tuple[str, int]:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    while True:
        temporary = os.path.join(os.path.dirname(target), f".timeline-{os.getpid()}-{next(_numbers)}.tmp")
        with contextlib.suppress(FileExistsError):
            return temporary, os.open(temporary, flags, 0o666)


def _fill(stream: IO[bytes], chunks: Iterable[str], name: str) -> None:
    """Write the parts; what goes wrong in making them is not ours to explain."""
    for chunk in chunks:
        with _refusing(name):
            stream.write(chunk.encode("utf-8"))


def _settle(stream: IO[bytes], name: str) -> None:
    """See that the bytes are on the disk before the name points to them."""
    stream.flush()
    try:
        os.fsync(stream.fileno())
    except OSError as error:
        if error.errno not in _NO_FSYNC:
            raise
        _warn(name, error)
    stream.close()


def _put(temporary: str, target: str, overwrite: bool) -> None:
    """Put the file in its place; a second name, unlike a rename, refuses a place that was taken meanwhile."""
    if overwrite:
        os.replace(temporary, target)
        return
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError, AttributeError) as error:
        if isinstance(error, OSError) and error.errno not in _NO_LINKS:
            raise
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
        os.replace(temporary, target)


def _remember(folder: str, name: str) -> None:
    """Make the new name durable; the text is in place already, so a refusal is a warning."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        _warn(name, error)


def _warn(name: str, error: OSError) -> None:
    problem = _problem("not-durable", f"written, but it may not outlive a power cut: {_reason(error)}", name)
    warnings.warn(str(problem), RuntimeWarning, stacklevel=4)


@contextlib.contextmanager
def _refusing(name: str) -> Iterator[None]:
    """Turn a refusal of the system into `NotWritten`."""
    try:
        yield
    except NotWritten:
        raise
    except FileExistsError:
        raise NotWritten(_exists(name)) from None
    except UnicodeEncodeError as error:
        message = f"the text has the lone surrogate U+{ord(error.object[error.start]):04X}"
        raise NotWritten(_problem("not-utf-8", message, name)) from error
    except (OSError, ValueError) as error:  # a ValueError is a NUL in the name
        raise NotWritten(_problem("not-written", _reason(error), name)) from error


def _exists(name: str) -> Problem:
    return _problem("exists", "the file exists", name, hint="overwrite=True replaces it")


def _problem(code: str, message: str, name: str, *, hint: str = "") -> Problem:
    return Problem(code, message, file=name, hint=hint)


def _reason(error: OSError | ValueError) -> str:
    text = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return text[:1].lower() + text[1:]


def _sort(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "a folder"
    return "a pipe" if stat.S_ISFIFO(mode) else "a device or socket"

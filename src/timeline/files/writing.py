"""Writing a whole file, or leaving what stands there."""

# The calls of the system by their own names: what is promised here is promised in their terms.
# ruff: noqa: PTH103, PTH112, PTH116, PTH120

from __future__ import annotations

import contextlib
import errno
import os
import stat
import warnings
from collections.abc import Iterable, Iterator
from typing import IO

from timeline.errors import NotWritten, Problem
from timeline.files.fresh import Fresh, sweep
from timeline.files.refusals import problem, reason, sort_of

__all__ = ["write", "write_bytes"]

Name = str | os.PathLike[str]

# A file system that cannot promise durability says so with one of these; anything else from fsync means lost data.
_NO_FSYNC = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}


def write(path: Name, chunks: str | Iterable[str], *, overwrite: bool = False, parents: bool = False) -> None:
    """Write a text to a file: whole and durable, or not at all.

    The bytes are the same on every system: UTF-8, line ends as given. A symbolic link keeps pointing, and the file that it
    points to is replaced. A file that is replaced keeps its permissions, and its owner where the process may give files away; a new one has those that
    the process gives. Another hard link to a file that is replaced keeps the old text.

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
    parts = [chunks] if isinstance(chunks, str) else chunks
    write_bytes(path, _encoded(parts, os.fsdecode(path)), overwrite=overwrite, parents=parents)


def write_bytes(path: Name, chunks: Iterable[bytes], *, overwrite: bool = False, parents: bool = False) -> None:
    """Write bytes to a file, in all else as `write` does with a text.

    Raises:
        NotWritten: As with `write`; whatever making the bytes raises passes, and leaves nothing.

    Warns:
        RuntimeWarning: As with `write`.
    """
    name = os.fsdecode(path)
    with _refusing(name):
        target, before = _target(name, overwrite)
        folder = os.path.dirname(target)
        _folder(name, folder, parents)
        sweep(folder)
        fresh = Fresh(folder)
    with contextlib.closing(fresh):
        _fill(fresh.stream, chunks, name)
        with _refusing(name):
            if before is not None:
                fresh.resemble(before, target)
            _settle(fresh.stream, name)
            if overwrite:
                fresh.replace(target)
            else:
                fresh.take(target)
    _remember(folder, name)


def _target(name: str, overwrite: bool) -> tuple[str, os.stat_result | None]:
    """Return the file behind any links and what the system knows of it, or None where there is none yet."""
    try:
        info = os.stat(name)
    except FileNotFoundError:
        return os.path.realpath(name), None
    if not stat.S_ISREG(info.st_mode):
        raise NotWritten(problem("no-regular-file", f"this is {sort_of(info.st_mode)}", name, hint="name a file"))
    if not overwrite:
        raise NotWritten(_exists(name))
    return os.path.realpath(name, strict=True), info


def _folder(name: str, folder: str, parents: bool) -> None:
    if parents:
        os.makedirs(folder, exist_ok=True)
    elif not os.path.isdir(folder):
        raise NotWritten(problem("missing-folder", "its folder does not exist", name, hint=f"make {folder!r} first"))


def _encoded(chunks: Iterable[str], name: str) -> Iterator[bytes]:
    for chunk in chunks:
        with _refusing(name):
            encoded = chunk.encode("utf-8")
        yield encoded


def _fill(stream: IO[bytes], chunks: Iterable[bytes], name: str) -> None:
    """Write the parts; what goes wrong in making them is not ours to explain."""
    for chunk in chunks:
        with _refusing(name):
            stream.write(chunk)


def _settle(stream: IO[bytes], name: str) -> None:
    """See that the bytes are on the disk before the name points to them."""
    stream.flush()
    try:
        os.fsync(stream.fileno())
    except OSError as error:
        if error.errno not in _NO_FSYNC:
            raise
        _warn(name, error)


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
    told = problem("not-durable", f"written, but it may not outlive a power cut: {reason(error)}", name)
    warnings.warn(str(told), RuntimeWarning, stacklevel=5)


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
        raise NotWritten(problem("not-utf-8", message, name)) from error
    except (OSError, ValueError) as error:  # a ValueError is a NUL in the name
        raise NotWritten(problem("not-written", reason(error), name)) from error


def _exists(name: str) -> Problem:
    return problem("exists", "the file exists", name, hint="overwrite=True replaces it")

"""What is being written and has yet to take its place: a file, or a folder to make several in.

Linux makes files that have no name at all: whatever happens to their writer, nothing of them is left. Where there are none, and for the instant in which such a
file replaces another, it has a name of its own beside its place, and is locked, so that others can tell a writer at work from one that was killed.
"""

# The calls of the system by their own names: what is promised here is promised in their terms.
# ruff: noqa: PTH101, PTH102, PTH105, PTH108, PTH110, PTH118

from __future__ import annotations

import contextlib
import errno
import functools
import itertools
import os
import re
import shutil
from collections.abc import Callable, Iterator
from typing import IO

try:
    import fcntl
except ImportError:  # Windows has another way of locking, which nothing here depends on
    fcntl = None  # type: ignore[assignment]

__all__ = ["Fresh", "sweep", "workshop"]

# Hard links are refused with one of these where a file system, or its owner, has none.
_NO_LINKS = {errno.EPERM, errno.EACCES, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK}
_OURS = re.compile(r"\.timeline-([0-9]{1,10})-[0-9]{1,10}\.tmp")
_ACCESS_LIST = "system.posix_acl_access"
_FLAGS = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_TRIES = 3  # whoever asks for nothing left gets no other chance
_numbers = itertools.count()


class Fresh:
    """A new file in a folder, which takes its place by `take` or `replace`, and is gone by `close` if it did not.

    Args:
        folder: Where its place is; only within one folder is there a step that puts a file in its place at once.

    Attributes:
        stream: Takes its bytes.

    Raises:
        OSError: When the system refuses it; likewise from each method but `close`.
    """

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._name: str | None = None
        descriptor = _nameless(folder)
        if descriptor is None:
            self._name, descriptor = self._named(_created)
        self.stream: IO[bytes] = os.fdopen(descriptor, "w+b")
        _lock(descriptor)

    def resemble(self, like: os.stat_result, place: str) -> None:
        """Take over the permissions of the file that stands in the place, its access list among them, and its owner where that is allowed."""
        where = self._name or self.stream.fileno()
        if hasattr(os, "chown") and (like.st_uid, like.st_gid) != (os.geteuid(), os.getegid()):
            with contextlib.suppress(PermissionError):
                os.chown(where, like.st_uid, like.st_gid)
        os.chmod(where, like.st_mode & 0o7777)
        if hasattr(os, "getxattr"):
            with contextlib.suppress(OSError):  # most files have none
                os.setxattr(where, _ACCESS_LIST, os.getxattr(place, _ACCESS_LIST))

    def take(self, place: str) -> None:
        """Take a place where nothing stands; a second name, unlike a rename, refuses a place that was taken meanwhile."""
        try:
            self._link(place)
        except FileExistsError:
            raise
        except (OSError, NotImplementedError, AttributeError) as error:
            if isinstance(error, OSError) and error.errno not in _NO_LINKS:
                raise
            if os.path.lexists(place):
                raise FileExistsError(place) from None
            self.replace(place)

    def replace(self, place: str) -> None:
        """Take a place, whatever stands there."""
        if self._name is None:
            self._name, _ = self._named(self._called)
        self.stream.close()
        os.replace(self._name, place)
        self._name = None

    def close(self) -> None:
        """Leave nothing behind but what has taken its place."""
        with contextlib.suppress(OSError):
            self.stream.close()
        if self._name is not None:
            _remove(os.unlink, self._name)

    def _named(self, make: Callable[[str], int]) -> tuple[str, int]:
        """Make a name beside the place, and return it with what came of making it; whatever interrupts that, `close` knows the name."""
        while True:
            self._name = _beside(self._folder)
            try:
                return self._name, make(self._name)
            except FileExistsError:
                self._name = None

    def _called(self, name: str) -> int:
        """Give the file without a name this one, and return its descriptor; where there are no links, what is called so is a copy."""
        try:
            self._link(name, nameless=True)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            self._copy(name)
        return self.stream.fileno()

    def _link(self, name: str, *, nameless: bool = False) -> None:
        if self._name is not None and not nameless:
            self.stream.close()
            os.link(self._name, name)
            return
        # With a folder for the source Python asks for what the link leads to; the path is absolute, so that folder is never looked at.
        descriptor = self.stream.fileno()
        os.link(f"/proc/self/fd/{descriptor}", name, src_dir_fd=descriptor)

    def _copy(self, name: str) -> None:
        mode = os.fstat(self.stream.fileno()).st_mode & 0o7777
        with os.fdopen(_created(name), "wb") as copy:
            os.chmod(name, mode)
            self.stream.seek(0)
            shutil.copyfileobj(self.stream, copy)
            copy.flush()
            os.fsync(copy.fileno())


@contextlib.contextmanager
def workshop(folder: str) -> Iterator[str]:
    """Make a folder in a folder, for what takes its place from there; it goes at the end, and is swept where its maker was killed.

    Yields:
        Its path. What is made in it is on the same file system as the folder that it lies in.

    Raises:
        OSError: When the system refuses it.
    """
    sweep(folder)
    name = _beside(folder)
    lock: int | None = None
    try:
        os.mkdir(name, 0o700)  # what is half made is nobody else's to look at
        if fcntl is not None:
            lock = os.open(name, os.O_RDONLY | _FLAGS)
            _lock(lock)
        yield name
    finally:
        _remove(shutil.rmtree, name)
        if lock is not None:
            with contextlib.suppress(OSError):
                os.close(lock)


def _remove(way: Callable[[str], object], name: str) -> None:
    """Remove something as far as the system lets us; a refusal may pass, and one that does not is nobody's loss."""
    for _ in range(_TRIES):
        with contextlib.suppress(OSError):
            way(name)
            return


def _beside(folder: str) -> str:
    return os.path.join(folder, f".timeline-{os.getpid()}-{next(_numbers)}.tmp")


def _nameless(folder: str) -> int | None:
    """Open a file that has no name; None where there is no such thing, or none that could get a name."""
    if not hasattr(os, "O_TMPFILE"):
        return None
    try:
        descriptor = os.open(folder, os.O_RDWR | os.O_TMPFILE | _FLAGS, 0o666)
    except OSError:  # the other way then says why, if it fails too
        return None
    if os.path.exists(f"/proc/self/fd/{descriptor}"):
        return descriptor
    os.close(descriptor)
    return None


def _created(name: str) -> int:
    return os.open(name, os.O_RDWR | os.O_CREAT | os.O_EXCL | _FLAGS, 0o666)


def _lock(descriptor: int) -> None:
    """Show others that the writer is at work, as long as the file is open."""
    if fcntl is not None:
        with contextlib.suppress(OSError):  # a file system without locks has strays for ever
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@functools.lru_cache(maxsize=256)
def sweep(folder: str) -> None:
    """Remove what writers that were killed have left in a folder; a process looks for that once in each."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            found = _OURS.fullmatch(entry.name)
            plain = entry.is_file(follow_symlinks=False) or entry.is_dir(follow_symlinks=False)
            if found is not None and plain and not _is_alive(int(found[1])):
                _remove_unlocked(entry)


def _is_alive(process: int) -> bool:
    """Whether there is such a process here; where nobody can tell, there is."""
    if fcntl is None:
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


def _remove_unlocked(stray: os.DirEntry[str]) -> None:
    """Remove a file or a folder, unless somebody has locked it: a writer may work in a container, where its number is another."""
    with contextlib.suppress(OSError):
        lock = os.open(stray.path, os.O_RDONLY | _FLAGS)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if stray.is_dir(follow_symlinks=False):
                _remove(shutil.rmtree, stray.path)
            else:
                os.unlink(stray.path)
        finally:
            os.close(lock)

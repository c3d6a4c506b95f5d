"""Archives made readable for engines that cannot look into them: each member unpacked once into a folder, or nothing of it.

What is unpacked takes its place in one step. Names inside an archive are never used as paths, and what
comes out is counted as it comes, whatever the archive says of itself.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import weakref
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from timeline import files
from timeline.errors import NotWritten, Problem, Unreadable

__all__ = ["MOST_UNPACKED", "Shelf"]

MOST_UNPACKED = 50_000_000_000  # bytes of all that one corpus unpacks
SUSPECT, DENSEST = 100_000_000, 200  # bytes from which on more than so many out of one is no table of events
CHUNK = 1 << 20
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


class Shelf:
    """A folder for what is unpacked.

    Args:
        folder: Where it stays and is found again; without one, a temporary folder that is removed once nothing needs it.
        limit: The most bytes that are unpacked.
    """

    def __init__(self, folder: str | os.PathLike[str] | None = None, *, limit: int = MOST_UNPACKED) -> None:
        self._left = limit
        self._limit = limit
        if folder is None:
            self.folder = Path(tempfile.mkdtemp(prefix="timeline-corpora-"))
            weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)
        else:
            self.folder = Path(folder)
            self.folder.mkdir(parents=True, exist_ok=True)

    def unpack(self, path: Path) -> list[Path]:
        """Return the files of an archive, unpacked.

        Raises:
            Unreadable: When it is broken, locked, or holds more than there is room for; nothing of it is kept then but whole members.
            NotWritten: When a member cannot be written.
        """
        try:
            with zipfile.ZipFile(path) as archive:
                members = [member for member in archive.infolist() if not member.is_dir() and member.file_size]
                return [self._member(archive, member, path) for member in members]
        except _BROKEN as error:
            told = str(error).rstrip(".") or type(error).__name__
            raise Unreadable(
                Problem(
                    "broken-archive",
                    f"the archive cannot be unpacked: {told[:1].lower()}{told[1:]}",
                    file=str(path),
                    hint="fetch it again",
                )
            ) from error
        except NotWritten:
            raise
        except OSError as error:
            raise Unreadable(
                Problem("unreadable-file", (error.strerror or str(error)).lower(), file=str(path))
            ) from error

    def _member(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path) -> Path:
        """Unpack one member, unless it stands there from an earlier time."""
        target = self.folder / _name(path, member)
        if not target.exists():
            with archive.open(member) as source:
                files.write_bytes(target, self._counted(source, member, path), overwrite=True)
        return target

    def _counted(self, source: IO[bytes], member: zipfile.ZipInfo, path: Path) -> Iterator[bytes]:
        done = 0
        while chunk := source.read(CHUNK):
            done += len(chunk)
            self._left -= len(chunk)
            if self._left < 0:
                hint = f"at most {self._limit:,} bytes are unpacked; unpack it yourself, or name fewer files"
                raise Unreadable(
                    Problem("too-large", f"{member.filename!r} in it is too large", file=str(path), hint=hint)
                )
            if done > SUSPECT and done > DENSEST * max(member.compress_size, 1):
                hint = f"more than {DENSEST} bytes come out of one; unpack it yourself if you trust it"
                raise Unreadable(
                    Problem("too-large", f"{member.filename!r} in it swells without end", file=str(path), hint=hint)
                )
            yield chunk


def _name(path: Path, member: zipfile.ZipInfo) -> str:
    """Return a name of our own for a member; another one once the archive changes."""
    info = path.stat()
    mark = f"{path.resolve()}|{info.st_size}|{info.st_mtime_ns}|{member.filename}|{member.header_offset}"
    return f"{hashlib.sha256(mark.encode('utf-8', 'surrogatepass')).hexdigest()[:24]}.csv"

"""The side that does not trust: it lowers its limits before it reads a word, then draws the page and writes it, or what is wrong.

The second wall is an audit hook, which refuses what no template has a use for: it does not replace the sandbox, it stands behind it.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import zoneinfo
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NoReturn

import attrs

from timeline.errors import BadTemplate, TimelineError

__all__ = ["main"]

CRASHED = "template-crashed"
FILES = 64  # open at the same time
_MOST = 50  # problems that are told
_LONGEST = 2_000  # characters of each
_HUNGRY = b'\n{"limit": "memory"}\n'

# The beginnings of events by which Python says what is about to happen.
_REFUSED = (
    "ctypes.",
    "ftplib.",
    "http.",
    "mmap.",
    "os.chmod",
    "os.chown",
    "os.exec",
    "os.fork",
    "os.kill",
    "os.link",
    "os.mkdir",
    "os.posix_spawn",
    "os.putenv",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.spawn",
    "os.startfile",
    "os.symlink",
    "os.system",
    "os.truncate",
    "pty.",
    "shutil.",
    "signal.",
    "smtplib.",
    "socket.",
    "sqlite3.",
    "subprocess.",
    "tempfile.",
    "urllib.",
    "webbrowser.",
)


def main(given: Mapping[str, Any]) -> NoReturn:
    """Draw what comes on standard input and end the process: 0 with a page on standard output, 3 with problems on standard error.

    Args:
        given: `memory` in bytes, `seconds` of a processor, and the `path` on which modules are found.
    """
    status = 3
    try:
        lower(given["memory"], given["seconds"])
        status = _draw(json.loads(sys.stdin.buffer.read()), given["path"])
    except TimelineError as error:
        _tell(error)
    except MemoryError:
        os.write(2, _HUNGRY)
    except Exception as error:  # noqa: BLE001  (whatever a template or another's module brings about)
        _tell(BadTemplate(f"the process of the templates failed: {type(error).__name__}: {error}", code=CRASHED))
    os._exit(status)  # without a look back at what templates may have left


def lower(memory: int, seconds: int) -> None:
    """Lower the limits of this process, as far as the system has any.

    Args:
        memory: Bytes that it may address.
        seconds: Of a processor.
    """
    try:
        import resource
    except ImportError:  # Windows: the parent's watch over time and output is all there is
        return
    wanted = {
        "RLIMIT_AS": memory,
        "RLIMIT_CPU": seconds,
        "RLIMIT_CORE": 0,
        "RLIMIT_FSIZE": 0,  # no file is written
        "RLIMIT_NOFILE": FILES,
        "RLIMIT_NPROC": 0,  # nothing is started
    }
    for name, most in wanted.items():
        if hasattr(resource, name):
            _lower_one(resource, getattr(resource, name), most)


def _lower_one(resource: Any, which: int, most: int) -> None:
    _, hard = resource.getrlimit(which)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    try:
        resource.setrlimit(which, (most, most))
    except (ValueError, OSError):  # macOS refuses some; the parent's watch stays
        return


def _draw(tree: Mapping[str, Any], path: Iterable[str]) -> int:
    from timeline.rendering.apart.parcel import unpacked
    from timeline.rendering.drawing import drawn_here

    for module in tree["modules"]:
        importlib.import_module(module)
    chronology, language, options = unpacked(tree)
    folders = [each for each in options.get("templates", ()) if isinstance(each, str)]
    sys.addaudithook(guard(map(Path, (*path, *folders, *zoneinfo.TZPATH, sys.prefix, sys.base_prefix))))
    sys.stdout.buffer.writelines(
        text.encode("utf-8", "replace") for text in drawn_here(chronology, language, **options)
    )
    sys.stdout.buffer.flush()
    return 0


def guard(readable: Iterable[Path]) -> Any:
    """Return an audit hook that refuses to start, send, change or remove anything, and to open a file but to read it below some folders."""
    places = tuple({str(form) + os.sep for place in readable for form in (place, place.resolve())})

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event.startswith(_REFUSED):
            raise PermissionError(f"{event} is not for templates")
        if event == "open" and not _is_read_only(arguments[0], arguments[1], arguments[2], places):
            raise PermissionError("no such file is for templates")

    return hook


def _is_read_only(path: object, mode: object, flags: object, places: tuple[str, ...]) -> bool:
    if isinstance(path, int):  # open already
        return True
    writes = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
    if isinstance(flags, int) and flags & writes:
        return False
    if isinstance(mode, str) and set(mode) & set("wax+"):
        return False
    name = os.path.realpath(os.fsdecode(path)) if isinstance(path, str | bytes | os.PathLike) else ""
    return name.startswith(places)


def _tell(error: TimelineError) -> None:
    """Write the problems of an error as JSON; where one came of a lack of memory, that is what is told."""
    if _is_hungry(error):
        os.write(2, _HUNGRY)
        return
    problems = [
        {name: value[:_LONGEST] if isinstance(value, str) else value for name, value in attrs.asdict(each).items()}
        for each in error.problems[:_MOST]
    ]
    text = json.dumps({"error": type(error).__name__, "problems": problems})
    os.write(2, f"\n{text}\n".encode())


def _is_hungry(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, MemoryError):
            return True
        error = error.__cause__
    return False

"""The side that trusts: it starts the child, hands it the parcel, and takes no more from it than the limits allow."""

from __future__ import annotations

import contextlib
import json
import math
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from threading import Thread
from typing import IO, TYPE_CHECKING, Any

from timeline import errors
from timeline.errors import BadTemplate, Problem, TimelineError
from timeline.rendering.apart.limits import Limits
from timeline.rendering.apart.parcel import packed

if TYPE_CHECKING:
    from timeline.chronology import Chronology

__all__ = ["BEGIN", "drawn_apart", "failure", "surroundings"]

# What the child begins with: it knows our modules and those of the user by their places, and nothing else of this process.
BEGIN = "import sys, json; given = json.loads(sys.argv[1]); sys.path[:] = given['path']; from timeline.rendering.apart.child import main; main(given)"
_TOLD = 200_000  # bytes of problems
_PATIENCE = 5  # seconds for the pipes of a process that has been ended
_LEAST = Problem("template-crashed", "the process of the templates came to a sudden end")


def drawn_apart(chronology: Chronology, language: str, options: Mapping[str, Any], *, limits: Limits) -> Iterator[str]:
    """Yield a page whose templates run in a process of their own, under limits; nothing of it before all of it is there.

    Args:
        chronology: What is shown.
        language: The output language.
        options: Those of `render`.
        limits: What the process may use up.

    Raises:
        BadTemplate: When a template is wrong, or a limit was reached; with how to lift it.
        Invalid: When an option has a value that cannot be.
    """
    parcel = json.dumps(packed(chronology, language, options)).encode("ascii")
    page = _run(parcel, limits)
    if tell := options.get("progress"):
        tell(len(chronology), len(chronology))
    yield page


def _run(parcel: bytes, limits: Limits) -> str:
    """Return what the child writes."""
    child = _started(limits)
    with _Ended(child):
        page, told = _Taken(child, "stdout", limits.output), _Taken(child, "stderr", _TOLD)
        sender = Thread(target=_send, args=(child.stdin, parcel), daemon=True)
        threads = (page, told, sender)
        for thread in threads:
            thread.start()
        try:
            child.wait(timeout=limits.seconds)
        except subprocess.TimeoutExpired:
            raise _reached("seconds", limits) from None
        for thread in threads:
            thread.join(_PATIENCE)
    if page.is_more:
        raise _reached("output", limits)
    if child.returncode:
        raise failure(child.returncode, told.text, limits)
    return page.text.decode("utf-8", "replace")


def _started(limits: Limits) -> subprocess.Popen[bytes]:
    """Return the child, as it waits for its parcel.

    Raises:
        BadTemplate: When none can be started, as in a program that carries its Python within it.
    """
    try:
        return subprocess.Popen(  # noqa: S603  (our own interpreter, with words of our own)
            [sys.executable, "-I", "-X", "utf8", "-c", BEGIN, json.dumps(_given(limits))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=surroundings(),
            start_new_session=True,
        )
    except OSError as error:
        raise BadTemplate(f"no process for the templates can be started: {error}", code="template-crashed") from error


def _given(limits: Limits) -> dict[str, Any]:
    path = [os.path.abspath(place) for place in sys.path]  # noqa: PTH100  (an archive is a place too)
    return {"path": path, "memory": limits.memory, "seconds": math.ceil(limits.seconds)}


def surroundings() -> dict[str, str]:
    """Return the environment of the child: nothing, but for what Windows cannot start Python without."""
    return {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}


def _send(pipe: IO[bytes], parcel: bytes) -> None:
    with contextlib.suppress(OSError), pipe:  # a child that has come to its end reads no more
        pipe.write(parcel)


class _Taken(Thread):
    """Reads what the child writes, up to a limit; one that writes more is ended."""

    def __init__(self, child: subprocess.Popen[bytes], pipe: str, limit: int) -> None:
        super().__init__(daemon=True)
        self._child, self._pipe, self._limit = child, getattr(child, pipe), limit
        self.text = b""
        self.is_more = False

    def run(self) -> None:
        with contextlib.suppress(OSError, ValueError):  # the pipe is closed under a reader that has waited long enough
            self.text = self._pipe.read(self._limit + 1)
        if len(self.text) > self._limit:
            self.text, self.is_more = b"", True
            _end(self._child)


class _Ended:
    """Leaves no child behind, nor its pipes."""

    def __init__(self, child: subprocess.Popen[bytes]) -> None:
        self._child = child

    def __enter__(self) -> None:
        pass

    def __exit__(self, *_: object) -> None:
        _end(self._child)
        self._child.wait()
        for pipe in (self._child.stdout, self._child.stderr):
            with contextlib.suppress(OSError):
                pipe.close()  # type: ignore[union-attr]


def _end(child: subprocess.Popen[bytes]) -> None:
    """End a child that still runs, and whatever it has started."""
    if child.poll() is not None:
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(child.pid, signal.SIGKILL)  # it leads a group of its own
        else:
            child.kill()


# What went wrong

_SAID = {
    "seconds": ("template-too-slow", "the templates take longer than {:,} seconds"),
    "memory": ("template-too-hungry", "the templates want more than {:,} bytes of memory"),
    "output": ("template-too-long", "the templates write more than {:,} bytes"),
}


def _reached(limit: str, limits: Limits) -> BadTemplate:
    code, words = _SAID[limit]
    allowed = getattr(limits, limit)
    more = f"{limit}={int(allowed * 4) or 1}"
    hint = f"if they do need more, give limits=Limits({more}), or --allow {more} on the command line"
    return BadTemplate(words.format(allowed), code=code, hint=hint)


def failure(status: int, told: bytes, limits: Limits) -> TimelineError:
    """Return the error that the child tells of; what it says is data, and nothing else."""
    if -status in {getattr(signal, "SIGXCPU", 0), getattr(signal, "SIGKILL", 0)}:
        return _reached("seconds", limits)
    try:
        tree = json.loads(told.decode("utf-8", "replace").splitlines()[-1])
        if tree == {"limit": "memory"}:
            return _reached("memory", limits)
        problems = [Problem(**_checked(each)) for each in tree["problems"]]
        return _error(tree["error"])(*problems or [_LEAST])
    except (ValueError, TypeError, KeyError, IndexError, RecursionError):
        return BadTemplate(_LEAST)


_FIELDS = {"code": str, "message": str, "file": str, "line": int, "column": int, "hint": str}


def _checked(tree: Mapping[str, Any]) -> dict[str, Any]:
    fields = {name: value for name, value in tree.items() if value is not None}
    if not all(isinstance(value, _FIELDS[name]) for name, value in fields.items() if name != "path"):
        raise TypeError
    path = tuple(each for each in fields.pop("path", ()) if isinstance(each, str | int))
    return {**fields, "path": path}


def _error(name: object) -> type[TimelineError]:
    cls = getattr(errors, name) if isinstance(name, str) and name in errors.__all__ else None
    return cls if isinstance(cls, type) and issubclass(cls, TimelineError) else BadTemplate

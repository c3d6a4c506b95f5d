"""Writing that is killed at random moments, and writing in which each call of the system fails in turn: the old file stands, or the new one does.

A process forks one child for each try, with everything imported and made, so that what is struck is the writing alone. Kills are spread over the time that
a whole write takes. Calls fail by `strace`, which comes in between the child and the system; it is found where Debian's package of that name is installed.
"""

from __future__ import annotations

import errno
import os
import random
import re
import shutil
import signal
import subprocess
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from pathlib import Path

import timeline as tl
from proof.record import enter
from timeline import files
from timeline.files.fresh import sweep

__all__ = ["failing", "kills", "main", "ways"]

Write = Callable[[Path], object]

CODES = ("ENOSPC", "EIO", "EACCES", "EINTR", "EDQUOT")
REFUSED, FOREIGN = 3, 4  # how a child tells that it was refused with an error of ours, or with any other
_CALL = re.compile(r"^(?:\[pid +\d+\] )?([a-z0-9_]+)\(", re.MULTILINE)
_OF_FILES = "trace=%file,%desc"  # of all that the child asks for; memory and signals are Python's own affair


def chronology(title: str, count: int) -> tl.Chronology:
    """Return something to write: so many events under a title."""
    events = [tl.Event(f"e{number}", title=f"{title} {number}", when="2025-04-26") for number in range(count)]
    return tl.Chronology(events, title=title)


def ways(title: str, *, count: int = 300) -> dict[str, Write]:
    """Return how a chronology under a title is written over what is there, by what is written."""
    told = chronology(title, count)
    text = f"{title}\n" * 200_000
    return {
        "a dossier in YAML": lambda path: tl.write(told, path.with_suffix(".yaml"), overwrite=True),
        "a dossier in JSON": lambda path: tl.write(told, path.with_suffix(".json"), overwrite=True),
        "a page": lambda path: tl.save(told, path.with_suffix(".html"), overwrite=True),
        "a long text": lambda path: files.write(path.with_suffix(".txt"), [text] * 4, overwrite=True),
    }


def plain(title: str) -> dict[str, Write]:
    """Return the control: the long text as `open` writes it."""
    text = f"{title}\n" * 200_000

    def write(path: Path) -> None:
        with path.with_suffix(".txt").open("w", encoding="utf-8") as stream:
            for _ in range(4):
                stream.write(text)

    return {"a long text, by open": write}


def kills(
    count: int, *, make: Callable[[str], dict[str, Write]] = ways, rng: random.Random | None = None
) -> dict[str, Counter[str]]:
    """Kill so many writers of each sort, and return what stood there afterwards: `old`, `new`, `torn`, and `stray` files before and after the next write."""
    rng = random.Random(1) if rng is None else rng  # noqa: S311  (moments, not secrets)
    old, new = make("old"), make("new")
    return {name: _killed(count, old[name], new[name], rng) for name in new}


def _killed(count: int, old: Write, new: Write, rng: random.Random) -> Counter[str]:
    found = Counter({"kills": 0, "old": 0, "new": 0, "torn": 0, "strays until the next write": 0, "strays": 0})
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "a")
        new(path)
        after = _only(path.parent)
        lasted = min(_lasted(old, path) for _ in range(3))
        before = _only(path.parent)
        while found["kills"] < count:
            old(path)
            child = _child(new, path)
            time.sleep(rng.triangular(0, 1.1, 0.9) * lasted)  # most of them late, where the file takes its place
            os.kill(child, signal.SIGKILL)
            _, status = os.waitpid(child, 0)
            if os.WIFSIGNALED(status):
                stands = next(each for each in path.parent.iterdir() if each.suffix != ".tmp").read_bytes()
                found.update({"kills": 1, "old" if stands == before else "new" if stands == after else "torn": 1})
                found["strays until the next write"] += _strays(path.parent)
                os.waitpid(_child(old, path), 0)
                found["strays"] += _strays(path.parent)
    return found


def _only(folder: Path) -> bytes:
    (path,) = folder.iterdir()
    return path.read_bytes()


def _strays(folder: Path) -> int:
    return sum(path.suffix == ".tmp" for path in folder.iterdir())


def _lasted(write: Write, path: Path) -> float:
    before = time.perf_counter()
    os.waitpid(_child(write, path), 0)
    return time.perf_counter() - before


def _child(write: Write, path: Path, *, stop: bool = False) -> int:
    """Fork a child that writes and ends; with `stop`, one that waits to be let go on before it does."""
    child = os.fork()
    if child:
        return child
    status = FOREIGN
    with suppress(BaseException), warnings.catch_warnings(action="ignore"):
        sweep.cache_clear()  # a process of its own has looked nowhere yet
        if stop:
            os.kill(os.getpid(), signal.SIGSTOP)
        try:
            write(path)
            status = 0
        except (tl.errors.TimelineError, OSError):
            status = REFUSED
    os._exit(status)


# -- calls that fail ---------------------------------------------------------------------------------------------------------


def failing(
    *, codes: tuple[str, ...] = CODES, names: Collection[str] | None = None
) -> Iterator[tuple[str, Counter[str]]]:
    """Yield for each sort of file what stood there after each call of the system had failed, once for each number of an error.

    Args:
        codes: The names of the errors.
        names: Of the sorts of files; all where it is left out.

    Raises:
        FileNotFoundError: Where there is no `strace`.
    """
    old, new = ways("old"), ways("new")
    for name in new if names is None else names:
        yield name, _failed(old[name], new[name], codes)


def _failed(old: Write, new: Write, codes: tuple[str, ...]) -> Counter[str]:
    found = Counter({"calls": 0, "refused, the old file stands": 0, "written all the same": 0, "wrong": 0, "strays": 0})
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "a")
        new(path)
        after = _only(path.parent)
        old(path)
        before = _only(path.parent)
        calls = Counter(_CALL.findall(_traced(new, path, _OF_FILES)[1]))
        del calls["mmap"]  # memory
        old(path)
        for call, times in calls.items():
            for number in range(1, times + 1):
                for code in codes:
                    status, _ = _traced(new, path, f"trace={call}", f"inject={call}:error={code}:when={number}")
                    found["calls"] += 1
                    found[_outcome(path.parent, status, before, after)] += 1
                    for stray in path.parent.glob(".*.tmp"):
                        found["strays"] += 1
                        stray.unlink()
                    old(path)
    return found


def _outcome(folder: Path, status: int, before: bytes, after: bytes) -> str:
    stands = next(path for path in folder.iterdir() if path.suffix != ".tmp").read_bytes()
    if status == 0 and stands == after:
        return "written all the same"
    return "refused, the old file stands" if status == REFUSED and stands == before else "wrong"


def _traced(write: Write, path: Path, *rules: str) -> tuple[int, str]:
    """Return how a child ends that is traced while it writes, and what the tracer told."""
    strace = shutil.which("strace")
    if strace is None:
        raise FileNotFoundError(errno.ENOENT, "install Debian's package of this name", "strace")
    child = _child(write, path, stop=True)
    os.waitpid(child, os.WUNTRACED)
    given = [each for rule in rules for each in ("-e", rule)]
    with tempfile.NamedTemporaryFile("r", encoding="utf-8", errors="replace") as told:
        command = [strace, "-qq", "-o", told.name, *given, "-p", str(child)]
        tracer = subprocess.Popen(command, stderr=subprocess.DEVNULL)  # noqa: S603  (our own arguments)
        while _tracer(child) != tracer.pid:
            if tracer.poll() is not None:
                os.kill(child, signal.SIGKILL)
                raise OSError(errno.EPERM, f"strace ended with {tracer.returncode}")
            time.sleep(0.001)
        os.kill(child, signal.SIGCONT)
        _, status = os.waitpid(child, 0)
        tracer.wait()
        return os.waitstatus_to_exitcode(status), told.read()


def _tracer(process: int) -> int:
    found = re.search(r"^TracerPid:\t(\d+)$", Path(f"/proc/{process}/status").read_text("utf-8"), re.MULTILINE)
    return int(found[1]) if found else 0


def main(_arguments: list[str]) -> int:
    """Kill two hundred writers, a control beside them, let every call fail, write the figures, and return 1 where anything is wrong."""
    killed = kills(50)
    enter(
        "writing-kills",
        "writers killed at random moments, fifty for each sort of file, and as many that write by open",
        {**killed, **kills(50, make=plain)},
    )
    failed = dict(failing())
    enter("writing-failing", f"each call of the system on files, failing with {', '.join(CODES)}", failed)
    wrong = sum(each["torn"] + each["strays"] for each in killed.values()) + sum(
        each["wrong"] + each["strays"] for each in failed.values()
    )
    return 1 if wrong else 0

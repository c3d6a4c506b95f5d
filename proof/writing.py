"""Writing that is killed at random moments and before each call of the system, and writing in which each call fails in turn: the old stands, or the new does.

A process forks one child for each try, with everything imported and made, so that what is struck is the writing alone. Kills at random are spread over the time
that a whole write takes. Calls fail, or are never reached, by `strace`, which comes in between the child and the system; it is found where Debian's package of
that name is installed. What holds of a file holds of each page of a folder; that old pages stand beside new ones is counted by itself.
"""

from __future__ import annotations

import errno
import itertools
import os
import random
import re
import shutil
import signal
import subprocess
import tempfile
import time
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import timeline as tl
from proof.record import enter
from timeline import files
from timeline.corpora.archives import Shelf
from timeline.files.fresh import sweep

__all__ = ["failing", "kills", "main", "struck", "ways"]

Write = Callable[[Path], object]

CODES = ("ENOSPC", "EIO", "EACCES", "EINTR", "EDQUOT")
REFUSED, FOREIGN = 3, 4  # how a child tells that it was refused with an error of ours, or with any other
ENDS = (
    "written all the same",
    "refused, the old stands",
    "refused, old and new pages, each whole",
    "refused at the end, the new stands",
    "wrong",
)
KINDS = ("old", "new", "old and new pages, each whole", "torn")
_CALL = re.compile(r"^(?:\[pid +\d+\] )?([a-z0-9_]+)\(", re.MULTILINE)
_OF_FILES = "trace=%file,%desc"  # of all that the child asks for; memory and signals are Python's own affair


class Case(NamedTuple):
    """What makes the old state of a folder, and what is struck while it makes the new one."""

    prepare: Write
    write: Write


class Room:
    """A folder in which the same is written over and over, from the same beginning."""

    def __init__(self, case: Case, outer: Path) -> None:
        self.folder, self._kept = outer / "work", outer / "kept"
        self.folder.mkdir()
        case.prepare(self.folder)
        shutil.copytree(self.folder, self._kept)
        self._before = self._state()
        case.write(self.folder)
        self._after = self._state()
        self.again()

    def again(self) -> None:
        """Put back what stood here at the beginning."""
        shutil.rmtree(self.folder)
        shutil.copytree(self._kept, self.folder)

    def stands(self) -> str:
        """Return which of `KINDS` is here; our own work in progress does not count."""
        now = self._state()
        if now in (self._before, self._after):
            return KINDS[now == self._after]
        whole = all(text in {self._before.get(name), self._after.get(name)} for name, text in now.items())
        return KINDS[2 if whole and self._before.keys() <= now.keys() else 3]

    def strays(self) -> int:
        """Return how many files and folders of work in progress are here."""
        return sum(path.suffix == ".tmp" for path in self.folder.rglob(".*"))

    def _state(self) -> dict[str, bytes]:
        return {
            str(path.relative_to(self.folder)): path.read_bytes()
            for path in self.folder.rglob("*")
            if path.is_file() and not any(part.endswith(".tmp") for part in path.parts)
        }


def chronology(title: str, count: int) -> tl.Chronology:
    """Return something to write: so many events of five years under a title."""
    events = [
        tl.Event(f"e{number}", title=f"{title} {number}", when=f"{2021 + number % 5}-04-26") for number in range(count)
    ]
    return tl.Chronology(events, title=title)


def ways(*, count: int = 100) -> dict[str, Case]:
    """Return what stands in a folder and what is written there then, by what is written."""
    old, new = chronology("old", count), chronology("new", count)
    text = "{}\n" * 200_000

    def both(write: Callable[[Path, tl.Chronology], object]) -> Case:
        return Case(lambda folder: write(folder, old), lambda folder: write(folder, new))

    return {
        "a dossier in YAML": both(lambda folder, told: tl.write(told, folder / "a.yaml", overwrite=True)),
        "a dossier in JSON": both(lambda folder, told: tl.write(told, folder / "a.json", overwrite=True)),
        "a page": both(lambda folder, told: tl.save(told, folder / "a.html", overwrite=True)),
        "a long text": Case(
            lambda folder: files.write(folder / "a.txt", text.replace("{}", "old")),
            lambda folder: files.write(folder / "a.txt", [text.replace("{}", "new")] * 4, overwrite=True),
        ),
        "a folder of pages": both(lambda folder, told: tl.save(told, folder / "site", split="year", overwrite=True)),
        "a new folder of pages": Case(_nothing, lambda folder: tl.save(new, folder / "site", split="year")),
        "an archive, unpacked": Case(_archive, lambda folder: Shelf(folder).unpack(folder / "a.zip")),
    }


def plain() -> dict[str, Case]:
    """Return the control: a long text as `open` writes it."""

    def write(folder: Path, title: str) -> None:
        with (folder / "a.txt").open("w", encoding="utf-8") as stream:
            for _ in range(4):
                stream.write(f"{title}\n" * 200_000)

    return {"a long text, by open": Case(lambda folder: write(folder, "old"), lambda folder: write(folder, "new"))}


def _nothing(_folder: Path) -> None:
    pass


def _archive(folder: Path) -> None:
    with zipfile.ZipFile(folder / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", "a line\n" * 200_000)


@contextmanager
def _room(case: Case) -> Iterator[Room]:
    with tempfile.TemporaryDirectory() as name:
        yield Room(case, Path(name))


# -- writers that are killed ---------------------------------------------------------------------------------------------------


def kills(
    count: int, *, cases: Mapping[str, Case] | None = None, rng: random.Random | None = None
) -> dict[str, Counter[str]]:
    """Kill so many writers of each sort at random, and return what stood there afterwards, and how many strays before and after the next write."""
    rng = random.Random(1) if rng is None else rng  # noqa: S311  (moments, not secrets)
    return {name: _killed(count, case, rng) for name, case in (ways() if cases is None else cases).items()}


def _killed(count: int, case: Case, rng: random.Random) -> Counter[str]:
    found = _counts("kills")
    with _room(case) as room:
        lasted = min(_lasted(case.write, room) for _ in range(3))
        while found["kills"] < count:
            child = _child(case.write, room.folder)
            time.sleep(rng.triangular(0, 1.1, 0.9) * lasted)  # most of them late, where the file takes its place
            os.kill(child, signal.SIGKILL)
            _, status = os.waitpid(child, 0)
            if os.WIFSIGNALED(status):
                found["kills"] += 1
                _look(room, case.write, found)
            room.again()
    return found


def struck(names: Collection[str] | None = None) -> Iterator[tuple[str, Counter[str]]]:
    """Yield for each sort what stood there after a writer was killed where it asks the system for something, once for each time that it asks.

    Args:
        names: Of the sorts; all where it is left out.

    Raises:
        FileNotFoundError: Where there is no `strace`.
    """
    for name, case in _named(names):
        found = _counts("kills")
        with _room(case) as room:
            for call, number in _asked(case.write, room):
                rule = f"inject={call}:signal=SIGKILL:when={number}"
                status, _ = _traced(case.write, room.folder, f"trace={call}", rule)
                found["kills"] += 1
                found["ended before"] += status != -signal.SIGKILL
                _look(room, case.write, found)
                room.again()
        yield name, found


def _named(names: Collection[str] | None) -> Iterator[tuple[str, Case]]:
    for name, case in ways().items():
        if names is None or name in names:
            yield name, case


def _counts(what: str) -> Counter[str]:
    return Counter({what: 0, **dict.fromkeys(KINDS, 0), "strays until the next write": 0, "strays": 0})


def _look(room: Room, write: Write, found: Counter[str]) -> None:
    """Count what a killed writer left, and what is left of that once another one has written."""
    found[room.stands()] += 1
    found["strays until the next write"] += room.strays()
    os.waitpid(_child(write, room.folder), 0)
    found["strays"] += room.strays()


def _lasted(write: Write, room: Room) -> float:
    before = time.perf_counter()
    os.waitpid(_child(write, room.folder), 0)
    lasted = time.perf_counter() - before
    room.again()
    return lasted


def _child(write: Write, folder: Path, *, stop: bool = False) -> int:
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
            write(folder)
            status = 0
        except (tl.errors.TimelineError, OSError):
            status = REFUSED
    os._exit(status)


# -- calls that fail ---------------------------------------------------------------------------------------------------------


def failing(
    *, codes: tuple[str, ...] = CODES, names: Collection[str] | None = None
) -> Iterator[tuple[str, Counter[str]]]:
    """Yield for each sort what stood there after each call of the system had failed, once for each number of an error.

    Args:
        codes: The names of the errors.
        names: Of the sorts; all where it is left out.

    Raises:
        FileNotFoundError: Where there is no `strace`.
    """
    for name, case in _named(names):
        found = Counter({"calls": 0, **dict.fromkeys(ENDS, 0), "strays": 0})
        with _room(case) as room:
            for (call, number), code in itertools.product(_asked(case.write, room), codes):
                rule = f"inject={call}:error={code}:when={number}"
                status, _ = _traced(case.write, room.folder, f"trace={call}", rule)
                found["calls"] += 1
                found[ENDS[_end(status, room.stands())]] += 1
                found["strays"] += room.strays()
                room.again()
        yield name, found


def _end(status: int, stands: str) -> int:
    """Return which of `ENDS` it was."""
    if status == 0:
        return 0 if stands == KINDS[1] else 4
    refused = {KINDS[0]: 1, KINDS[2]: 2, KINDS[1]: 3}
    return refused.get(stands, 4) if status == REFUSED else 4


def _asked(write: Write, room: Room) -> list[tuple[str, int]]:
    """Return what the writer asks of the system, each call with its number among those of its name."""
    calls = Counter(_CALL.findall(_traced(write, room.folder, _OF_FILES)[1]))
    del calls["mmap"]  # memory
    room.again()
    return [(call, number) for call, times in calls.items() for number in range(1, times + 1)]


def _traced(write: Write, folder: Path, *rules: str) -> tuple[int, str]:
    """Return how a child ends that is traced while it writes, and what the tracer told."""
    strace = shutil.which("strace")
    if strace is None:
        raise FileNotFoundError(errno.ENOENT, "install Debian's package of this name", "strace")
    child = _child(write, folder, stop=True)
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
    """Kill writers at random and at every call, a control beside them, let every call fail, write the figures, and return 1 where anything is wrong."""
    killed = kills(50)
    enter(
        "writing-kills",
        "writers killed at random moments, fifty for each sort, and as many that write by open",
        {**killed, **kills(50, cases=plain())},
    )
    hit = dict(struck())
    enter("writing-struck", "writers killed at each call of the system on files", hit)
    failed = dict(failing())
    enter("writing-failing", f"each call of the system on files, failing with {', '.join(CODES)}", failed)
    wrong = sum(each["torn"] + each["strays"] for each in (*killed.values(), *hit.values())) + sum(
        each["wrong"] + each["strays"] for each in failed.values()
    )
    return 1 if wrong else 0

"""One target under atheris, in a process of its own: `python -m fuzz.running NAME STATE [options of libFuzzer] FOLDER ...`.

An input that fails does not end the run: the first of each sort is kept, and the rest of the time is spent on finding others. How far the run has come
stands in the file STATE, which outlives a process that dies.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["timeline"]):
    import timeline

    # Many modules are loaded when they are first asked for; here they are asked for now, so that what they do guides the search as well.
    for floor in ("when", "records", "chronology", "formats"):
        for module in sorted((Path(timeline.__file__).parent / floor).rglob("*.py")):
            with contextlib.suppress(ModuleNotFoundError):  # an optional package, for a format that is no target
                parts = module.relative_to(timeline.__path__[0]).with_suffix("").parts
                importlib.import_module(".".join(("timeline", *parts)).removesuffix(".__init__"))

from fuzz.targets import LONGEST, TARGETS

SLOW = 1.0  # seconds of processor time


class Run:
    """A target on its way through many inputs.

    Args:
        name: Of the target.
        state: The file that says how far it has come.
        found: The folder that keeps inputs that failed.
    """

    def __init__(self, name: str, state: Path, found: Path) -> None:
        self._name, self._target = name, TARGETS[name]
        self._state, self._found = state, found
        self._runs = 0
        self._began = self._told = time.monotonic()
        self._slowest = 0.0
        self._failures: dict[str, dict[str, object]] = {}

    def __call__(self, data: bytes) -> None:
        """Run the target once, as libFuzzer asks for it."""
        self._runs += 1
        before = time.process_time()
        try:
            self._target(data)
        except Exception as error:  # noqa: BLE001  (whatever comes is what is looked for)
            self._keep(_sort(error), data, traceback.format_exc())
        spent = time.process_time() - before
        if spent > max(self._slowest, SLOW):
            spent = min(spent, *(self._unwatched(data) for _ in range(2)))  # the machine has other things to do as well
        if spent > SLOW:
            self._keep(f"slow:{int(spent)}", data, f"{spent:.2f} s of processor time for {len(data)} bytes")
        self._slowest = max(self._slowest, spent)
        if time.monotonic() - self._told > 1:
            self.tell()

    def tell(self) -> None:
        """Write how far it has come."""
        self._told = time.monotonic()
        told = {
            "runs": self._runs,
            "seconds": round(self._told - self._began),
            "processor": round(time.process_time()),  # seconds; the machine may have had other things to do
            "slowest": round(self._slowest, 3),
            "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            "failures": [*self._failures.values()],
        }
        self._state.write_text(json.dumps(told), "utf-8")

    def _unwatched(self, data: bytes) -> float:
        """Return the processor time of the target without the fuzzer, whose watching takes longer than what it watches."""
        with tempfile.NamedTemporaryFile() as kept:
            kept.write(data)
            kept.flush()
            command = [sys.executable, "-m", "fuzz", self._name, kept.name]
            done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")  # noqa: S603  (our own arguments)
        found = re.search(r": (\d+\.\d+) s", done.stdout)
        return float(found[1]) if found else 0.0  # it failed, and has been kept

    def _keep(self, sort: str, data: bytes, told: str) -> None:
        if (known := self._failures.get(sort)) is not None:
            known["times"] = int(str(known["times"])) + 1
            return
        file = self._found / f"found-{hashlib.sha256(data).hexdigest()[:12]}"
        self._found.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        self._failures[sort] = {"sort": sort, "file": file.name, "times": 1, "told": told[-3000:]}
        self.tell()


def _sort(error: BaseException) -> str:
    """Return what makes an error one of a sort: its type, and the line that it comes from."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "/timeline/" in frame.filename or "/fuzz/" in frame.filename] or frames
    return f"{type(error).__name__} at {Path(ours[-1].filename).name}:{ours[-1].lineno}"


def _mutated(data: bytes, most: int, seed: int) -> bytes:
    """Change an input, now and then by repeating a part of it up to the greatest length: what grows faster than the input shows there."""
    chance = random.Random(seed)  # noqa: S311  (nothing is secret)
    if data and chance.random() < 1 / 400:
        begin = chance.randrange(len(data))
        end = min(len(data), begin + 1 + chance.randrange(min(40, len(data))))
        times = min(LONGEST, most) - len(data)
        part = data[begin:end]
        return data[:begin] + part * max(1, times // len(part)) + data[end:]
    return bytes(atheris.Mutate(data, min(most, LONGEST)))


def main() -> None:
    """Run until libFuzzer ends the process."""
    name, state, found, *rest = sys.argv[1:]
    run = Run(name, Path(state), Path(found))
    atheris.Setup([sys.argv[0], *rest], run, custom_mutator=_mutated, enable_python_coverage=True)
    atheris.Fuzz()


if __name__ == "__main__":
    main()

"""Fuzzes one reader, or replays inputs: `python -m fuzz NAME [--seconds 600] [--record] [FILE ...]`."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from fuzz.targets import LONGEST, TARGETS

HERE = Path(__file__).parent
SEEDS = HERE / "seeds"


def main() -> int:
    """Do what the arguments ask for; the exit status is 1 where an input failed."""
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    parser.add_argument("name", choices=[*TARGETS], help="which reader")
    parser.add_argument("files", nargs="*", type=Path, help="inputs to run once, without atheris, in place of a search")
    parser.add_argument("--seconds", type=int, default=600, help="how long to search")
    parser.add_argument("--corpus", type=Path, help="a folder that keeps what the search has come to, for the next one")
    parser.add_argument("--record", action="store_true", help="enter the figures in docs/_data/proof/fuzzing.json")
    given = parser.parse_args()
    if given.files:
        return replay(given.name, given.files)
    with tempfile.TemporaryDirectory() as folder:
        corpus = given.corpus or Path(folder) / "corpus"
        corpus.mkdir(parents=True, exist_ok=True)
        told = search(given.name, given.seconds, corpus, Path(folder) / "state.json")
    for failure in told["failures"]:
        print(f"\n{failure['sort']}, {failure['times']} times, kept as {failure['file']}\n{failure['told']}")  # noqa: T201
    print({**told, "failures": len(told["failures"])})  # noqa: T201
    if given.record:
        record(given.name, told)
    return 1 if told["failures"] or told["died"] else 0


def search(name: str, seconds: int, corpus: Path, state: Path) -> dict:
    """Run atheris in a process of its own, and return what it told last.

    Raises:
        SystemExit: When it did not run at all.
    """
    limits = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", "-timeout=120", "-rss_limit_mb=2048", "-verbosity=0"]
    artifacts = f"-artifact_prefix={SEEDS / name}/found-"
    command = [sys.executable, "-m", "fuzz.running", name, str(state), str(SEEDS / name), *limits, artifacts]
    done = subprocess.run(  # noqa: S603 - our own words
        [*command, str(corpus), str(SEEDS / name)], cwd=HERE.parent, capture_output=True, text=True, check=False
    )
    if not state.exists():
        raise SystemExit(done.stderr)
    told = json.loads(state.read_text("utf-8"))
    told["died"] = done.returncode != 0
    if told["died"]:
        print(done.stderr[-3000:])  # noqa: T201
    return told


def replay(name: str, files: list[Path]) -> int:
    """Run inputs once each, with the time that each takes; what fails raises."""
    for file in files:
        before = time.process_time()
        TARGETS[name](file.read_bytes())
        print(f"{file.name}: {time.process_time() - before:.3f} s")  # noqa: T201
    return 0


def record(name: str, told: dict) -> None:
    """Enter the figures of one reader beside those of the others."""
    from proof.record import enter

    found = len([*(SEEDS / name).glob("found-*")])  # ever, those among them that are mended by now
    told = {**told, "failures": len(told["failures"]), "found": found}
    enter("fuzzing", "inputs that a search guided by coverage gave to each reader", {name: told}, versions=("atheris",))


if __name__ == "__main__":
    raise SystemExit(main())

"""Runs the benchmarks, each in a process of its own: `python -m benchmarks [NAME ...] [--small] [--write]`."""

from __future__ import annotations

import argparse
import importlib
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs

from benchmarks import results
from benchmarks.contest import Measured

HERE = Path(__file__).parent
SHARED = {
    "__init__",
    "__main__",
    "archives",
    "contest",
    "growth_picture",
    "material",
    "page_by_hand",
    "page_templates",
    "results",
}
DOCS = HERE.parent / "docs" / "_data"
RECORD, TABLES = DOCS / "speed.json", DOCS / "speed.md"


def questions() -> list[str]:
    """Return the names of the benchmarks: the other files beside this one."""
    return sorted({path.stem for path in HERE.glob("*.py")} - SHARED)


def measured(name: str, *, small: bool) -> Iterator[Measured]:
    """Yield what comes out for one question, measured here and now."""
    for contest in importlib.import_module(f"benchmarks.{name}").contests(small=small):
        yield from (attrs.evolve(contest, rounds=1) if small else contest).measured()


def apart(name: str, *, small: bool) -> list[Measured]:
    """Return what comes out for one question in a fresh process, which no other question has warmed or filled.

    Raises:
        SystemExit: When it fails; what it said stands on standard error.
    """
    command = [sys.executable, "-m", "benchmarks", name, "--here", *(["--small"] if small else [])]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False, cwd=HERE.parent)  # noqa: S603 - our own words
    if done.returncode:
        raise SystemExit(f"{name}: failed")
    return [Measured(**row) for row in json.loads(done.stdout)]


def ask(names: Sequence[str], *, small: bool) -> dict[str, list[Measured]]:
    """Run the benchmarks and print what comes out of each as soon as it is there."""
    found = {}
    for name in names:
        found[name] = apart(name, small=small)
        print(*results.lines(found[name]), "", sep="\n", flush=True)  # noqa: T201
    return found


def write(found: dict[str, list[Measured]]) -> None:
    """Put what came out in the place of what the record said of the same questions, and write the tables of the documentation."""
    record = json.loads(RECORD.read_text("utf-8")) if RECORD.exists() else {}
    on = {"machine": results.machine(), "versions": results.versions()}
    record |= {name: {**on, "results": [attrs.asdict(each) for each in rows]} for name, rows in found.items()}
    RECORD.write_text(json.dumps(record, indent=1, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")
    TABLES.write_text("\n".join(tables(record)) + "\n", "utf-8")


def tables(record: dict[str, dict[str, object]]) -> Iterator[str]:
    """Yield the lines of the documentation: each question, what it ran on, and its tables."""
    for name in questions():
        if name in record:
            entry = record[name]
            purpose = (importlib.import_module(f"benchmarks.{name}").__doc__ or "").strip()
            yield from (f"## {_title(name)}", "", purpose, "")
            yield from results.page(Measured(**row) for row in entry["results"])  # type: ignore[attr-defined]
            yield from ("", f"Measured on {entry['machine']}; {entry['versions']}.", "")


def _title(name: str) -> str:
    """Return the name of a question as a heading."""
    words = name.replace("_", " ").capitalize()
    return words.replace("json", "JSON").replace("yaml", "YAML")


def main() -> None:
    """Run what the command line names."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    asked.add_argument(
        "names",
        nargs="*",
        choices=[*questions(), []],
        metavar="NAME",
        help=f"one of {', '.join(questions())}; else all",
    )
    asked.add_argument("--small", action="store_true", help="a little of each, which only shows that it works")
    asked.add_argument("--write", action="store_true", help="keep what comes out in the documentation")
    asked.add_argument("--here", action="store_true", help="one of them in this process, told as JSON")
    options = asked.parse_args()
    if options.here:
        rows = [attrs.asdict(each) for name in options.names for each in measured(name, small=options.small)]
        print(json.dumps(rows))  # noqa: T201
        return
    found = ask(options.names or questions(), small=options.small)
    if options.write:
        write(found)


if __name__ == "__main__":
    main()

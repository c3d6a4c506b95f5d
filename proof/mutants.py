"""Tests judged by what they let pass: the code is changed in one small place at a time, and tests that stay green have not looked there.

mutmut makes the changes, in a copy of the tree, and runs for each the tests that go through the changed function. What survives is listed in
`survivors.toml` with its reason; a reason stays with a change for as long as the change can be made.
"""

from __future__ import annotations

import argparse
import difflib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from proof.record import enter

__all__ = ["MODULES", "main"]

ROOT = Path(__file__).parent.parent
SURVIVORS = Path(__file__).parent / "survivors.toml"
NOT_LOOKED_AT = "not looked at yet"
ALIVE = {0, 5, 33}  # the exit statuses of mutmut's tests: all green, none collected, none that goes there
_LEFT_OUT = shutil.ignore_patterns(".*", "_build", "__pycache__", "*.egg-info", "dist", "node_modules")

# What is changed, and what has to notice. Tests of other rooms that go through the same code by the way are left out: a promise is held by its own tests.
MODULES: dict[str, tuple[str, ...]] = {
    "escaping": ("tests/test_escaping.py",),
    "files/fresh": ("tests/test_files.py",),
    "files/reading": ("tests/test_files.py",),
    "files/writing": ("tests/test_files.py",),
    "when/civil": ("tests/when",),
    "when/zone": ("tests/when",),
    "when/notation": ("tests/when",),
    "when/bounds": ("tests/when",),
    "when/relation": ("tests/when",),
    "when/duration": ("tests/when",),
    "chronology/standing": ("tests/chronology",),
    "formats/drafting/yaml_reader": ("tests/formats/test_yaml_reader.py", "tests/formats/test_bad_input.py"),
    "formats/drafting/json_reader": ("tests/formats/test_json_reader.py", "tests/formats/test_foreign_json.py"),
    "formats/tables/scanning": ("tests/formats/tables",),
    "formats/foreign/calendar_lines": ("tests/formats/test_icalendar.py",),
}


def judged(module: str, copy: Path, *, children: int) -> tuple[int, dict[str, str]]:
    """Return how many changes of a module were tried, and those that survived, as what each changes by the name of its mutant."""
    # In a process that has run the tests before, caches answer, and nothing that is changed is asked. The tests of files start processes of their own,
    # which the other way forbids; files know no caches.
    settings = {
        "source_paths": ["src"],
        "only_mutate": [f"src/timeline/{module}.py"],
        "also_copy": sorted(path.name for path in copy.iterdir() if path.name not in {"src", "mutants"}),
        "process_isolation": "fork" if module.startswith("files/") else "forkserver",
        "pytest_add_cli_args": ["-q", "-x", "-n0", "-p", "no:cacheprovider"],
        "pytest_add_cli_args_test_selection": [*MODULES[module], f"src/timeline/{module}.py"],
    }
    rows = "".join(f"{key} = {json.dumps(value)}\n" for key, value in settings.items())
    shutil.copy(ROOT / "pyproject.toml", copy)
    with (copy / "pyproject.toml").open("a", encoding="utf-8") as config:
        config.write(f"\n[tool.mutmut]\ntrack_dependencies = false\n{rows}")
    shutil.rmtree(copy / "mutants", ignore_errors=True)
    (copy / "mutants" / "src").mkdir(
        parents=True
    )  # of a folder that is not there when Python starts it keeps in mind that it is not
    with (copy / "mutmut.log").open("w", encoding="utf-8") as log:
        command = [*_mutmut(), "run", "--max-children", str(children)]
        subprocess.run(command, cwd=copy, env=_surroundings(copy), stdout=log, stderr=log, check=False)  # noqa: S603
    written = copy / "mutants" / "src" / "timeline" / f"{module}.py"
    statuses = json.loads(written.with_suffix(".py.meta").read_text("utf-8"))["exit_code_by_key"]
    if None in statuses.values() or not statuses:
        raise RuntimeError(
            f"{module}: mutmut did not come to an end\n{(copy / 'mutmut.log').read_text('utf-8')[-2000:]}"
        )
    text = written.read_text("utf-8")
    return len(statuses), {name: changed(text, name) for name, status in statuses.items() if status in ALIVE}


def _mutmut() -> list[str]:
    found = os.environ.get("TIMELINE_MUTMUT") or shutil.which("mutmut")
    return [found] if found else [sys.executable, "-m", "mutmut"]


def _surroundings(copy: Path) -> dict[str, str]:
    """Return the environment of the tests: few examples, the same each time, and our own packages for a mutmut that has an environment of its own.

    Processes that a test starts see the changed code too.
    """
    packages = [str(copy / "mutants" / "src"), *(path for path in sys.path if path.endswith("site-packages"))]
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(packages),
        "TIMELINE_EXAMPLES": "10",
        "TIMELINE_SAME_EXAMPLES": "1",
    }


def changed(text: str, mutant: str) -> str:
    """Return what a mutant changes, as the lines that go and those that come."""
    name = mutant.rpartition(".")[2]
    before, after = (_body(text, each) for each in (f"{name.rpartition('__mutmut_')[0]}__mutmut_orig", name))
    lines = [line for line in difflib.ndiff(before, after) if line[0] in "+-"]
    return f"{name.rpartition('__mutmut_')[0].rpartition('ǁ')[2].removeprefix('x_')}: " + " ".join(
        f"{line[0]} {line[2:].strip()}" for line in lines
    )


def _body(text: str, name: str) -> list[str]:
    found = re.search(rf"^( *)(?:async )?def {re.escape(name)}\(.*?(?=^\1(?! )\S|\Z)", text, re.MULTILINE | re.DOTALL)
    return re.sub(r"\w*__mutmut_\w+", "", found[0]).splitlines() if found else []


def listed(modules: Mapping[str, Mapping[str, str]]) -> str:
    """Return the list of survivors with their reasons, by module."""
    known = tomllib.loads(SURVIVORS.read_text("utf-8")) if SURVIVORS.exists() else {}
    parts = []
    for module in sorted({*known, *modules}):
        reasons = known.get(module, {})
        survivors = [*dict.fromkeys(modules[module].values())] if module in modules else [*reasons]
        rows = [
            f"{json.dumps(each, ensure_ascii=False)} = {json.dumps(reasons.get(each, NOT_LOOKED_AT))}\n"
            for each in survivors
        ]
        parts.append("".join([f"[{json.dumps(module)}]\n", *rows]))
    return "\n".join(
        [
            "# Changes of the code that its tests let pass, and why. Written by `python -m proof mutants`; the reasons are by hand.\n",
            *parts,
        ]
    )


def main(arguments: Sequence[str]) -> int:
    """Judge the tests of modules, write the figures and the list of survivors, and return 1 where fewer than nine in ten are caught."""
    parser = argparse.ArgumentParser(prog="python -m proof mutants", description=__doc__)
    parser.add_argument("modules", nargs="*", help="which modules; all by default")
    parser.add_argument("--children", type=int, default=os.cpu_count() or 1, help="processes at a time")
    given = parser.parse_args(arguments)
    worst = 1.0
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name, "tree")
        shutil.copytree(ROOT, copy, ignore=_LEFT_OUT, symlinks=True)
        for module in given.modules or MODULES:
            count, survivors = judged(module, copy, children=given.children)
            share = 1 - len(survivors) / count
            worst = min(worst, share)
            print(f"{module}: {count} changes, {len(survivors)} survive, {share:.1%} are caught", flush=True)  # noqa: T201
            SURVIVORS.write_text(listed({module: survivors}), "utf-8")
            found = {"changes": count, "caught": count - len(survivors), "of a hundred": round(100 * share, 1)}
            enter("mutants", "small changes of the code, and how many its tests notice", {module: found})
    return 0 if worst >= 0.9 else 1

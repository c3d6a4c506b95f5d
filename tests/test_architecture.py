"""The tower of the architecture is a test, and the contract that describes it is seen to describe this code."""

import importlib
import pkgutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import timeline

ROOT = Path(__file__).parent.parent
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
CONTRACTS = {contract["id"]: contract for contract in SETTINGS["contracts"]}
SOURCES = sorted((ROOT / "src" / "timeline").rglob("*.py"))


def floors():
    """The floors from the top down, each a list of modules."""
    for layer in CONTRACTS["tower"]["layers"]:
        yield [name.strip().strip("()") for name in layer.split("|")]


def test_a_module_imports_only_from_floors_below_its_own():
    """import-linter holds every contract in pyproject.toml against the code."""
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))",
    ]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert f"Contracts: {len(CONTRACTS)} kept, 0 broken" in run.stdout


def test_the_contract_names_every_module_there_is():
    """A new module without a floor breaks the build; the test itself sees the modules."""
    present = {module.name for module in pkgutil.iter_modules(timeline.__path__)}
    assert {"errors", "when", "records", "chronology", "formats", "rendering", "cli"} <= present
    assert CONTRACTS["tower"]["exhaustive"] is True
    assert present <= {name for floor in floors() for name in floor}


def test_only_the_convenience_methods_look_up_the_tower():
    allowed = CONTRACTS["tower"]["ignore_imports"]
    assert allowed
    assert all(line.startswith("timeline.chronology.collection -> ") for line in allowed)


@pytest.mark.parametrize("package", ["pendulum", "jinja2", "yaml", "click", "babel", "rich", "sphinx"])
def test_a_package_that_one_floor_owns_has_a_contract(package):
    assert CONTRACTS[package]["forbidden_modules"][0] == package


def test_no_module_runs_away():
    """Modules stay under about four hundred lines."""
    assert len(SOURCES) > 30
    longest = {path.name: len(path.read_text("utf-8").splitlines()) for path in SOURCES}
    assert {name: lines for name, lines in longest.items() if lines > 450} == {}


def test_no_drawer_is_called_utils():
    assert not [path for path in SOURCES if path.stem in {"utils", "util", "helpers", "common", "misc", "base"}]


@pytest.mark.parametrize("floor", ["checks", "chronology", "formats", "records", "rendering", "when"])
def test_what_a_package_offers_is_there(floor):
    package = importlib.import_module(f"timeline.{floor}")
    assert package.__all__
    assert [name for name in package.__all__ if not hasattr(package, name)] == []

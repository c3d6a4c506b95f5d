"""Every rule explains itself: what it means, where it comes from, and a dossier in which it finds something."""

import ast
from pathlib import Path

import pytest

import timeline as tl
from timeline import checks
from timeline.checks import check, rules

FOLDER = Path(checks.rulebook.__file__).parent
OURS = {name: each for name, each in rules().items() if each.home.startswith("timeline.")}
LOUD = [
    name for name, each in OURS.items() if "silence:" not in each.dossier
]  # those that are not on silences themselves


def modules_with_rules():
    """The modules of the package in which a function stands under `rule`."""
    for path in FOLDER.glob("*.py"):
        functions = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.FunctionDef))
        if any(
            isinstance(each, ast.Call) and getattr(each.func, "id", "") == "rule"
            for function in functions
            for each in function.decorator_list
        ):
            yield path.stem


def test_every_module_with_rules_is_in_the_list():
    """Otherwise its rules would never be registered."""
    first = next(
        node for node in ast.parse((FOLDER / "__init__.py").read_text("utf-8")).body if isinstance(node, ast.ImportFrom)
    )
    assert sorted(modules_with_rules()) == [name.name for name in first.names]
    assert len(first.names) >= 5


@pytest.mark.parametrize("name", OURS)
def test_it_says_what_it_means_and_where_it_comes_from(name):
    assert len(OURS[name].meaning) > 30
    assert OURS[name].meaning.endswith((".", "?"))
    assert OURS[name].source
    assert name == OURS[name].examine.__name__.replace("_", "-")


@pytest.mark.parametrize("name", OURS)
def test_it_finds_something_in_its_own_dossier(name):
    """And what it finds is ready to be printed."""
    found = check(tl.loads(OURS[name].dossier), [name])
    assert found
    for finding in found:
        assert finding.rule == name
        assert finding.message == finding.message.strip()
        assert finding.message.removesuffix("..")[-1] != "."  # two of them end an open date


@pytest.mark.parametrize("name", LOUD)
def test_its_dossier_is_silent_once_it_is_silenced(name):
    """And the silence is not idle: it reaches every rule."""
    quiet = tl.loads(f"silence: {{{name}: a reason}}\n{OURS[name].dossier}")
    assert check(quiet, [name, "idle-silence"]) == ()
    assert {finding.silenced for finding in check(quiet, [name], silenced=True)} == {"a reason"}

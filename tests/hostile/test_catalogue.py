"""No case of the catalogue is left out in silence."""

import ast
import json
from pathlib import Path

FOLDER = Path(__file__).parent
OUTCOMES = {"accept", "reject", "warn", "bounded", "inert"}
CASES = [case for name in ("catalogue.json", "further.json") for case in json.loads((FOLDER / name).read_text("utf-8"))]


def arguments() -> dict[str, list[str]]:
    """Return the arguments of all tests here, each with the modules that have it."""
    found: dict[str, list[str]] = {}
    for path in FOLDER.glob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                for argument in node.args.args:
                    found.setdefault(argument.arg, []).append(path.name)
    return found


def test_every_category_is_taken_by_one_test():
    taken, categories = arguments(), sorted({case["category"].replace("-", "_") for case in CASES})
    assert [(category, len(taken.get(category, []))) for category in categories] == [
        (category, 1) for category in categories
    ]


def test_every_case_is_whole_and_has_an_id_of_its_own():
    assert len({case["id"] for case in CASES}) == len(CASES) >= 424
    assert {case["outcome"] for case in CASES} == OUTCOMES
    assert {case["input_kind"] for case in CASES} == {"text", "py", "proc"}

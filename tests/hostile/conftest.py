"""The catalogue of bad and hostile input: a test that takes an argument named after a category is run with each of its cases.

`catalogue.json` and `further.json` are lists of `{id, category, input, input_kind, outcome, expected}`:

- `input_kind` says how the input is made: `text` as it stands, `py` by a Python expression, `proc` by the steps that the test of its
  category keeps under its id;
- `outcome` is what has to happen: `accept` (read, with what `expected` says), `reject` (refused with an error of ours that names a place),
  `warn` (read, and told), `bounded` (a limit holds), `inert` (comes back as the text that it is);
- `expected` says what is to come of it, in the words of the test of its category; it is empty where the outcome says all.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

FOLDER = Path(__file__).parent


@frozen(kw_only=True)
class Case:
    """One input with the outcome that it must have."""

    id: str
    category: str
    input: str
    input_kind: str
    outcome: str
    expected: str = ""

    @property
    def value(self) -> Any:
        """The input, built."""
        return eval(self.input) if self.input_kind == "py" else self.input


CASES = [
    Case(**case)
    for name in ("catalogue.json", "further.json")
    for case in json.loads((FOLDER / name).read_text("utf-8"))
]
BY_CATEGORY = {
    name.replace("-", "_"): [case for case in CASES if case.category == name]
    for name in {case.category for case in CASES}
}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    for category in BY_CATEGORY.keys() & set(metafunc.fixturenames):
        metafunc.parametrize(category, BY_CATEGORY[category], ids=lambda case: case.id)

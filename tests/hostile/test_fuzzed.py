"""What the fuzzer begins with, and all that it ever found, goes through its targets: nothing but an error of ours leaves a reader."""

import runpy
from collections.abc import Callable
from pathlib import Path

import pytest

FUZZ = Path(__file__).parents[2] / "fuzz"
TARGETS: dict[str, Callable[[bytes], None]] = runpy.run_path(str(FUZZ / "targets.py"))["TARGETS"]
INPUTS = sorted((FUZZ / "seeds").glob("*/*"))


def test_every_reader_has_a_target_with_inputs():
    assert {path.parent.name for path in INPUTS} == set(TARGETS)


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_an_input_is_read_or_refused_in_our_words(path):
    TARGETS[path.parent.name](path.read_bytes())

"""The page of promises names tests that there are, and figures that were measured."""

import re
from pathlib import Path

from proof import figures

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "explanation" / "promises.md").read_text("utf-8")


def test_every_test_that_it_names_is_there() -> None:
    named = re.findall(r"`(tests/[\w/.]+)`", PAGE)
    assert len(named) > 20
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_its_tables_are_those_of_the_proofs() -> None:
    assert figures.TABLE.read_text("utf-8") == "\n".join(figures.tables())


def test_every_proof_is_in_its_tables_and_in_the_list_of_proofs() -> None:
    proofs = {path.stem for path in (ROOT / "proof").glob("[a-z]*.py")} - {"record"}
    listed = set(re.findall(r"^\| `(\w+)` \|", (ROOT / "proof" / "README.md").read_text("utf-8"), flags=re.MULTILINE))
    assert proofs == listed
    assert {path.stem.partition("-")[0] for path in figures.FOLDER.glob("*.json")} <= proofs | {"fuzzing"}

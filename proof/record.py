"""The figures of the proofs, one small file of JSON for each: `docs/_data/proof/NAME.json`."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping
from datetime import date
from importlib import metadata
from pathlib import Path
from typing import Any

__all__ = ["FOLDER", "enter"]

FOLDER = Path(__file__).parent.parent / "docs" / "_data" / "proof"


def enter(name: str, what: str, measured: Mapping[str, Any], *, versions: tuple[str, ...] = ()) -> Path:
    """Write what was measured, beside what the file has of other parts of the same proof, and return the file.

    Args:
        name: Of the proof, and of its file.
        what: What was done, in a few words.
        measured: The figures, or those of each part by its name.
        versions: The distributions whose versions say something, besides our own.
    """
    path = FOLDER / f"{name}.json"
    before = json.loads(path.read_text("utf-8"))["measured"] if path.exists() else {}
    told = {
        "what": what,
        "measured": {**before, **measured},
        "on": date.today().isoformat(),  # noqa: DTZ011  (the day where it was measured)
        "python": platform.python_version(),
        "versions": {each: metadata.version(each) for each in ("timeline-diplomacy", *versions)},
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(told, indent=2) + "\n", "utf-8")
    return path

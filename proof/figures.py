"""What the proofs found, as the tables of the documentation: from the files that they wrote, and from nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from proof.record import FOLDER

__all__ = ["TABLE", "main", "tables"]

TABLE = FOLDER.parent / "proof.md"


def tables(folder: Path = FOLDER) -> Iterator[str]:
    """Yield the lines of the tables in Markdown, one for each proof that has been run."""
    for path in sorted(folder.glob("*.json")):
        told = json.loads(path.read_text("utf-8"))
        versions = ", ".join(f"{name} {version}" for name, version in told["versions"].items())
        yield from (
            f"**{told['what'][:1].upper()}{told['what'][1:]}** ({told['on']}, Python {told['python']}, {versions})",
            "",
        )
        yield from (*_table(told["measured"]), "")


def _table(measured: Mapping[str, Any]) -> Iterator[str]:
    """Yield a row for each figure, or for each part where a part has figures of its own."""
    rows = {name: _flat(part) for name, part in measured.items()}
    heads = [*dict.fromkeys(head for row in rows.values() for head in row)]
    yield f"| | {' | '.join(head or 'count' for head in heads)} |"
    yield f"|---|{'---:|' * len(heads)}"
    for name, row in rows.items():
        yield f"| {name} | {' | '.join(_worded(row.get(head)) for head in heads)} |"


def _flat(part: Any) -> dict[str, Any]:
    """Return the figures of a part by their heads; of steps, how much longer twice as much takes."""
    if not isinstance(part, Mapping):
        return {"": part}
    steps = {f"{step}, twice as much": each["ratio"] for step, each in part.get("steps", {}).items()}
    return {name: value for name, value in part.items() if name != "steps"} | steps


def _worded(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case list():
            return ", ".join(_worded(each) for each in value)
        case int():
            return f"{value:,}"
        case _:
            return str(value)


def main(_arguments: list[str]) -> int:
    """Write the tables."""
    TABLE.write_text("\n".join(tables()), "utf-8")
    return 0

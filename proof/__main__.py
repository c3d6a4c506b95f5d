"""Runs one proof whole: `python -m proof NAME [options of it]`; each is a module beside this one with a function `main`."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path


def main() -> int:
    """Run the proof that the first argument names, and return its exit status."""
    names = sorted({path.stem for path in Path(__file__).parent.glob("*.py")} - {"__init__", "__main__", "record"})
    if len(sys.argv) < 2 or sys.argv[1] not in names:
        print(f"python -m proof NAME; there are: {', '.join(names)}", file=sys.stderr)  # noqa: T201
        return 2
    return int(importlib.import_module(f"proof.{sys.argv[1]}").main(sys.argv[2:]))


if __name__ == "__main__":
    raise SystemExit(main())

"""The --load option: Python of one's own that declares kinds of events and rules, before a command runs."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from pathlib import Path

from timeline.errors import Unreadable, shown

__all__ = ["load_extension"]


def load_extension(name: str) -> None:
    """Run a Python file, or import a module, for the kinds and rules that it declares.

    Raises:
        Unreadable: When there is no such file or module, or it fails while it runs.
    """
    try:
        if name.endswith(".py"):
            _run(Path(name))
        else:
            importlib.import_module(name)
    except (OSError, ModuleNotFoundError) as error:
        hint = "name a file that ends in .py, or an installed module"
        raise Unreadable(f"cannot load {shown(name)}: {error}", code="missing-file", hint=hint) from error
    except Exception as error:
        message = f"{shown(name)} fails as it is loaded: {type(error).__name__}: {error}"
        raise Unreadable(message, code="bad-extension", hint="`timeline --debug ...` shows where") from error


def _run(path: Path) -> None:
    """Import a file under its own name, so that the classes in it know where they come from."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError("it is no Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)

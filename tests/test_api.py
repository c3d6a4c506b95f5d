"""What others import is written down, and nothing of it changes without a word in the changelog.

`tests/golden/api.txt` has a line for every public name, parameter list, field and member. A change fails here; `--write-golden` takes it,
once CHANGELOG.md names what changed under [Unreleased].
"""

from __future__ import annotations

import enum
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

import timeline

ROOT = Path(__file__).parent.parent
RECORDED = ROOT / "tests" / "golden" / "api.txt"
MODULES = sorted(
    name for name in ("timeline", *(f"timeline.{module.name}" for module in pkgutil.iter_modules(timeline.__path__))) if name != "timeline.__main__"
)  # fmt: skip


def recorded() -> Iterator[str]:
    """Yield the lines of the record."""
    for module in map(importlib.import_module, MODULES):
        for name in sorted(getattr(module, "__all__", ())):
            yield from described(f"{module.__name__}.{name}", getattr(module, name))


def described(name: str, value: Any) -> Iterator[str]:
    """Yield a line for a name, and one for each part of it that others use."""
    if not isinstance(value, type):
        yield f"{name}{parameters(value)}" if callable(value) else f"{name}: {type(value).__name__}"
        return
    bases = ", ".join(
        base.__name__ for base in value.__bases__ if base is not object and not base.__name__.startswith("_")
    )
    yield f"class {name}({bases})"
    if issubclass(value, enum.Enum):
        yield from (
            f"{name}.{member.name} = {member.value!r}" for member in value if isinstance(member.value, str | int)
        )
        return
    if attrs.has(value):
        yield f"{name}.__init__{parameters(value)}"
    for part in sorted(part for cls in value.__mro__ if cls.__module__.startswith("timeline") for part in vars(cls)):
        if not part.startswith("_"):
            found = inspect.getattr_static(value, part)
            found = found.__func__ if isinstance(found, classmethod | staticmethod) else found
            yield f"{name}.{part}{parameters(found) if inspect.isfunction(found) else ''}"


def parameters(value: Any) -> str:
    """Return a parameter list without its annotations, which are written in different ways by different versions of Python."""
    try:
        found = inspect.signature(value).parameters.values()
    except (TypeError, ValueError):
        return ""
    told, starred = [], False
    for each in found:
        if each.kind is each.KEYWORD_ONLY and not starred:
            told.append("*")
        starred = starred or each.kind in {each.KEYWORD_ONLY, each.VAR_POSITIONAL}
        mark = {each.VAR_POSITIONAL: "*", each.VAR_KEYWORD: "**"}.get(each.kind, "")
        usual = each.default
        default = "" if usual is each.empty else f"={usual!r}" if isinstance(usual, str | int | None) else "=..."
        told.append(f"{mark}{each.name}{default}")
    return f"({', '.join(told)})"


def unreleased() -> str:
    """Return what the changelog says of the release to come."""
    return (ROOT / "CHANGELOG.md").read_text("utf-8").partition("## [Unreleased]")[2].partition("\n## [")[0]


def unnamed(changed: set[str], changes: str) -> list[str]:
    """Return the changed names that the changelog does not name in backticks, by their last part."""
    names = {re.match(r"(?:class )?([\w.]+)", line)[1].rpartition(".")[2] for line in changed}  # type: ignore[index]
    quoted = " ".join(re.findall(r"`([^`]+)`", changes))
    return sorted(name for name in names if not re.search(rf"\b{name}\b", quoted))


def test_the_public_interface_is_what_is_recorded(*, write_golden: bool) -> None:
    now = [*dict.fromkeys(recorded())]
    before = RECORDED.read_text("utf-8").splitlines() if RECORDED.exists() else now
    silent = unnamed(set(now) ^ set(before), unreleased())
    if write_golden and not silent:
        RECORDED.write_text("".join(f"{line}\n" for line in now), "utf-8")
        return
    changed = [f"- {line}" for line in before if line not in set(now)] + [
        f"+ {line}" for line in now if line not in set(before)
    ]
    assert silent == [], f"CHANGELOG.md, [Unreleased], has to name these in backticks: {silent}"
    assert changed == []


def test_the_record_has_what_everybody_imports() -> None:
    lines = RECORDED.read_text("utf-8").splitlines()
    assert {
        "class timeline.Chronology(Verbs)",
        "timeline.Chronology.involving(self, *agents)",
        "timeline.records.Status.HELD = 'held'",
    } <= {*lines}
    assert len(lines) > 800


@pytest.mark.parametrize(
    ("line", "changes", "expected"),
    [
        ("timeline.rendering.render(chronology)", "- `render` takes more.", []),
        ("timeline.rendering.render(chronology)", "- render takes more.", ["render"]),
        ("class timeline.rendering.Limits()", "- `timeline.rendering.Limits`, new.", []),
        ("timeline.Chronology.at(self, place)", "- `Chronology.attic` is gone.", ["at"]),
    ],
)
def test_a_change_that_the_changelog_does_not_name_is_found(line: str, changes: str, expected: list[str]) -> None:
    assert unnamed({line}, changes) == expected

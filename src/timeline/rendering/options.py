"""What can be asked of a page beside its output language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from timeline.errors import Invalid, nearest

if TYPE_CHECKING:
    from timeline.checks import Finding
    from timeline.rendering.apart import Limits
    from timeline.when import When

__all__ = ["GROUPS", "Folders", "Options", "check_options", "check_values"]

Folders = Path | str | Mapping[str, str] | Iterable[Path | str | Mapping[str, str]]

GROUPS = ("auto", "day", "month", "year", "decade", "none")
NARROWEST = 40  # columns of text; beside the date there must be room for words


class Options(TypedDict, total=False):
    """The options of `render`, `stream` and `save`; each is explained there."""

    fragment: bool
    templates: Folders
    trusted: bool
    limits: Limits | None
    title: str | None
    heading_level: int
    id_prefix: str
    compiled: str | When | None
    width: int
    progress: Callable[[int, int], object] | None
    findings: Iterable[Finding]
    newest_first: bool
    group: str
    limit: int | None
    head: int | None
    tail: int | None
    script: bool
    style: bool
    lanes: str | None


def check_options(function: str, given: Mapping[str, object], *more: str) -> None:
    """Refuse an option that there is not.

    Args:
        function: Whose options they are, by the name under which it was called.
        given: What it was called with.
        more: Options of that function alone.

    Raises:
        TypeError: With the nearest option, as Python says it of any function.
    """
    known = [*Options.__annotations__, *more]
    for name in given:
        if name not in known:
            hint = nearest(name, known) or f"there are: {', '.join(sorted(known))}"
            raise TypeError(f"{function}() has no option {name!r}; {hint}")


def check_values(*, heading_level: int, width: int) -> None:
    """Refuse numbers that no page can have.

    Raises:
        Invalid: When a heading has no such level, or lines are too narrow for two columns.
    """
    if heading_level not in range(1, 7):
        raise Invalid(f"no heading level {heading_level}", code="bad-level", hint="headings have levels 1 to 6")
    if width < NARROWEST:
        raise Invalid(
            f"{width} columns are too few for a page of text", code="bad-width", hint=f"from {NARROWEST} columns on"
        )

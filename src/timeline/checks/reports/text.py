"""One line for each, as compilers write them: file, line, what it is, and the rule in brackets."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.checks.finding import Finding, visible
from timeline.errors import Problem

__all__ = ["dumps"]


def dumps(findings: Sequence[Finding], problems: Sequence[Problem] = ()) -> str:
    """Return the lines, each with a line break at its end."""
    lines = [*(visible(str(problem)) for problem in problems), *map(str, findings)]
    return "".join(f"{line}\n" for line in lines)

"""Workflow commands of GitHub, from which it makes annotations beside the lines of a change.

Source: GitHub, "Workflow commands"; the escapes are those that its own toolkit writes and its runner takes back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from timeline.checks.finding import Finding, Severity, visible
from timeline.errors import Problem

__all__ = ["dumps"]

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}
ESCAPES = {"%": "%25", "\r": "%0D", "\n": "%0A"}
MORE_ESCAPES = {**ESCAPES, ":": "%3A", ",": "%2C"}  # these part one property from the next


def dumps(findings: Sequence[Finding], problems: Sequence[Problem] = ()) -> str:
    """Return one command for each, on a line of its own."""
    return "".join(f"{line}\n" for line in (*map(_problem, problems), *map(_finding, findings)))


def _problem(problem: Problem) -> str:
    told = str(attrs.evolve(problem, file=None, line=None, column=None))
    return _command("error", told, file=problem.file, line=problem.line, col=problem.column, title=problem.code)


def _finding(finding: Finding) -> str:
    """Write what is silenced as a notice, whatever it would be."""
    command = "notice" if finding.silenced else COMMANDS[finding.severity]
    told = f"{finding.message} (silenced: {finding.silenced})" if finding.silenced else finding.message
    title = finding.rule if finding.certain else f"{finding.rule} (possible)"
    return _command(command, told, file=finding.file, line=finding.line, title=title)


def _command(command: str, message: str, **properties: str | int | None) -> str:
    listed = ",".join(_properties(properties))
    return f"::{command}{listed and ' '}{listed}::{_escaped(message, ESCAPES)}"


def _properties(given: dict[str, str | int | None]) -> Iterator[str]:
    for name, value in given.items():
        if value is not None:
            yield f"{name}={_escaped(str(value), MORE_ESCAPES)}"


def _escaped(text: str, escapes: dict[str, str]) -> str:
    """Escape what would end a command; line breaks are kept, anything else that acts on a terminal is made visible."""
    return "".join(escapes.get(char) or visible(char) for char in text)

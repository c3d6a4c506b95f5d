"""What a check has found, written for people and for programs: each form is a module with `dumps`."""

from __future__ import annotations

from collections.abc import Iterable
from types import ModuleType

from timeline.checks.finding import Finding
from timeline.checks.reports import github, json, sarif, text
from timeline.errors import NotFound, Problem, nearest, shown

__all__ = ["FORMS", "report"]

# Every form by its name; a new one is one line here.
FORMS: dict[str, ModuleType] = {"text": text, "json": json, "sarif": sarif, "github": github}


def report(
    findings: Iterable[Finding],
    format: str = "text",  # noqa: A002  (the word of the field)
    *,
    problems: Iterable[Problem] = (),
) -> str:
    """Return findings as a text: lines for people, `json` or `sarif` for programs, `github` for annotations in its workflows.

    Args:
        findings: In the order in which they are to stand.
        format: `text`, `json`, `sarif` or `github`.
        problems: What kept dossiers from being read; each stands before the findings.

    Raises:
        NotFound: When there is no such form.

    Examples:
        >>> print(report([Finding(message="two cities at once", rule="two-places-at-once", severity="error")], "github"))
        ::error title=two-places-at-once::two cities at once
    """
    if format not in FORMS:
        hint = nearest(format, FORMS) or f"there are: {', '.join(FORMS)}"
        raise NotFound(f"no form of report {shown(format)}", code="unknown-format", hint=hint)
    written: str = FORMS[format].dumps(tuple(findings), tuple(problems))
    return written

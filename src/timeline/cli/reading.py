"""Commands that look into a dossier: check and show."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from timeline.cli import completion, console
from timeline.cli.dossier import DOSSIER, load, shown_name
from timeline.cli.group import FINDINGS, UNREADABLE
from timeline.cli.selection import filters, select
from timeline.errors import Problem, TimelineError

if TYPE_CHECKING:
    from timeline.checks import Finding

__all__ = ["check", "show"]


@click.command(
    epilog="\b\nExamples:\n  timeline check rome-2025\n  timeline check *.yaml --fail-on error\n"
    "  timeline check talks.yaml --format json | jq '.findings[].rule'"
)
@click.argument("dossiers", metavar="DOSSIER...", type=DOSSIER, nargs=-1, required=True)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How findings are written; text."
)
@click.option(
    "--rule",
    "rules",
    metavar="RULE",
    multiple=True,
    shell_complete=completion.offering(completion.rules),
    help="Apply only this rule; may be repeated.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "hint", "never"]),
    default="warning",
    help="The least severity that makes the exit status 1; warning.",
)
@click.pass_context
def check(ctx: click.Context, dossiers: tuple[str, ...], form: str, rules: tuple[str, ...], fail_on: str) -> None:
    """Look for what cannot be right in each DOSSIER.

    What keeps a file from being read goes to standard error, all of it at once, and the exit status is 2. What was read and
    wants a look goes to standard output, and the exit status is 1 where a warning or an error is among it. Otherwise it is 0.
    """
    from timeline import checks
    from timeline.chronology import Chronology

    checks.check(Chronology(), rules)  # an unknown rule is wrong usage, and no problem of any file
    findings: list[tuple[str, Finding]] = []
    problems: list[Problem] = []
    for name in dossiers:
        found, unread = _examined(name, rules)
        findings += [(name, finding) for finding in found]
        problems += unread
    if form == "json":
        console.emit(json.dumps(_tree(findings, problems), ensure_ascii=False, indent=2))
    else:
        for _, finding in findings:
            console.line(str(finding))
    if form == "text" and not findings and not problems:
        console.note(f"nothing found in {_counted(len(dossiers), 'dossier')}")
    ctx.exit(_status([finding for _, finding in findings], problems, fail_on))


def _examined(name: str, rules: Sequence[str]) -> tuple[Sequence[Finding], Sequence[Problem]]:
    """Return what the rules find, or else the problems that keep the file from being read, told on standard error."""
    from timeline import checks

    try:
        chronology = load(name)
        return _placed(checks.check(chronology, rules or None), name=shown_name(name)), ()
    except TimelineError as error:
        console.note(str(error) if error.problems[0].file else f"{shown_name(name)}: {error}")
        return (), error.problems


def _placed(findings: Sequence[Finding], *, name: str) -> Sequence[Finding]:
    """Give each finding the dossier's name as it was typed, and put them in the order of the file."""
    import attrs

    placed = [attrs.evolve(each, file=name) for each in findings]
    return sorted(placed, key=lambda finding: (finding.severity.order, finding.line or 0))


def _status(findings: Sequence[Finding], problems: Sequence[Problem], fail_on: str) -> int:
    from timeline.checks import Severity

    if problems:
        return UNREADABLE
    if fail_on == "never":
        return 0
    worst = min((finding.severity.order for finding in findings), default=len(Severity))
    return FINDINGS if worst <= Severity(fail_on).order else 0


def _tree(findings: Sequence[tuple[str, Finding]], problems: Sequence[Problem]) -> dict[str, Any]:
    import attrs

    return {
        "findings": [{"dossier": name, **attrs.asdict(finding)} for name, finding in findings],
        "problems": [{**attrs.asdict(problem), "path": list(problem.path)} for problem in problems],
    }


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number:,} {noun}s"


@click.command(
    epilog="\b\nExamples:\n  timeline show rome-2025\n  timeline show rome-2025 --involving Witkoff --during 2025-04\n"
    "  timeline show talks.yaml --at Vienna --kind meeting | less"
)
@click.argument("dossier", type=DOSSIER)
@filters
def show(dossier: str, **options: Any) -> None:
    """Show DOSSIER as text in the terminal.

    DOSSIER is a file, the name of a dossier that comes with timeline, or - for YAML from standard input. Names in options may be ids, names or aliases; case
    and accents do not matter.
    """
    from timeline import rendering

    console.emit(rendering.stream(select(load(dossier), **options), "text", width=console.width()))

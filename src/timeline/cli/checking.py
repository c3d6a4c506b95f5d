"""The command that looks for what cannot be right: check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import click

from timeline.cli import complaints, completion, console
from timeline.cli.dossier import DOSSIER, load, shown_name
from timeline.cli.group import FINDINGS, UNREADABLE
from timeline.errors import Problem, TimelineError

if TYPE_CHECKING:
    from timeline.checks import Finding, Rule

__all__ = ["check"]

FORMS = ("text", "json", "sarif", "github")
SUFFIXES = {".sarif": "sarif", ".sarif.json": "sarif", ".json": "json"}


@click.command(
    epilog="\b\nExamples:\n  timeline check rome-2025\n  timeline check *.yaml --fail-on error --certain\n"
    "  timeline check talks.yaml --rule two-places-at-once --rule possible-duplicate\n"
    "  timeline check talks.yaml --silence unsourced-figure\n"
    "  timeline check talks.yaml --format json | jq '.findings[].rule'\n"
    "  timeline check *.yaml --output findings.sarif"
)
@click.argument("dossiers", metavar="DOSSIER...", type=DOSSIER, nargs=-1, required=True)
@click.option(
    "--rule",
    "wanted",
    metavar="RULE",
    multiple=True,
    shell_complete=completion.offering(completion.rules),
    help="Apply only this rule, whatever the dossier selects; may be repeated. `timeline rules` lists them.",
)
@click.option(
    "--silence",
    metavar="RULE",
    multiple=True,
    shell_complete=completion.offering(completion.rules),
    help="Leave out what this rule finds; may be repeated.",
)
@click.option("--silenced", is_flag=True, help="Show what is silenced as well, each with the reason.")
@click.option(
    "--certain", "certainly", is_flag=True, help="Leave out what only may be so, if vague dates are read that way."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    help="How findings are written: lines of text, json or sarif for programs, annotations of github; by default what the "
    "suffix of the output file says, else text.",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    help="The file to write, replaced where it exists; standard output without it.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "hint", "never"]),
    default="warning",
    help="The least severity that makes the exit status 1; warning.",
)
@click.pass_context
def check(
    ctx: click.Context,
    /,
    dossiers: tuple[str, ...],
    *,
    form: str | None,
    output: Path | None,
    fail_on: str,
    **options: Any,
) -> None:
    """Look for what cannot be right in each DOSSIER.

    What keeps a file from being read goes to standard error, all of it at once, and the exit status is 2. What was read and
    wants a look goes to standard output, and the exit status is 1 where a warning or an error is among it. Otherwise it is 0.

    A dossier may select rules for itself and silence some, as a whole or for one record with the reason.
    """
    form = form or _form_of(output)
    found = _Found(aloud=form != "github" or output is not None)  # there both streams are one, and it has the problems
    found.look_into(dossiers, **options)
    found.write(form, output)
    if form == "text" and found.examined:
        console.note(_summary(found.findings, examined=found.examined, of=len(dossiers)))
    ctx.exit(_status(found.findings, found.problems, fail_on))


def _form_of(output: Path | None) -> str:
    name = "" if output is None else output.name.lower()
    return next((form for suffix, form in SUFFIXES.items() if name.endswith(suffix)), "text")


class _Found:
    """What has come to light in several dossiers."""

    def __init__(self, *, aloud: bool) -> None:
        self.findings: list[Finding] = []
        self.problems: list[Problem] = []
        self.examined = 0
        self._aloud = aloud

    def look_into(
        self, dossiers: Sequence[str], *, wanted: Sequence[str], silence: Sequence[str], **options: Any
    ) -> None:
        """Apply the rules to each dossier; an unknown rule is wrong usage, and no problem of any of them."""
        from timeline.checks.registry import named, unloaded

        self._keep(unloaded())
        named((*wanted, *silence))
        for name in dossiers:
            self._examine(name, rules=wanted or None, silence=silence, **options)

    def _examine(self, name: str, **options: Any) -> None:
        from timeline.checks.examination import examine

        file = shown_name(name)
        try:
            examined = examine(load(name), **options)
        except TimelineError as error:
            self._keep([problem if problem.file else attrs.evolve(problem, file=file) for problem in error.problems])
            return
        self.examined += 1
        of_folder = Path(name).is_dir()  # each finding then has the file in it
        placed = [each if of_folder and each.file else attrs.evolve(each, file=file) for each in examined.findings]
        self.findings += sorted(placed, key=lambda each: (*each.order[:3], each.line or 0))
        self._keep([_failed(rule, error, file) for rule, error in examined.failures])

    def _keep(self, problems: Sequence[Problem]) -> None:
        """Keep problems, and tell them as they come up."""
        self.problems += problems
        if problems and self._aloud:
            complaints.complain(*problems)

    def write(self, form: str, output: Path | None) -> None:
        """Write the report; problems have been told, so text need not repeat them."""
        from timeline import checks, files

        text = checks.report(self.findings, form, problems=() if form == "text" else self.problems)
        if output is not None:
            files.write(output, text, overwrite=True)
        elif text:
            console.emit(text)


def _failed(rule: Rule, error: Exception, file: str) -> Problem:
    """Say that a rule is at fault, and whose it is."""
    ours = rule.home.partition(".")[0] == "timeline"
    message = f"the rule {rule.name!r} of {rule.home} is at fault: {type(error).__name__}: {error}"
    hint = "this is a defect of timeline itself, please report it" if ours else f"--silence {rule.name} does without it"
    return Problem("rule-failed", message, file=file, hint=hint)


def _summary(findings: Sequence[Finding], *, examined: int, of: int) -> str:
    """Count what was found: `1 error, 2 possible errors, 3 hints in 2 dossiers`."""
    counted = Counter((each.silenced != "", each.severity.order, not each.certain, each.severity) for each in findings)
    parts = [_counted(number, _kind(*key)) for key, number in sorted(counted.items())]
    told = f"{', '.join(parts) or 'nothing found'} in {_counted(examined, 'dossier')}"
    return told if examined == of else f"{told}; {of - examined:,} could not be read"


def _kind(silenced: bool, _order: int, doubtful: bool, severity: str) -> str:
    return f"{'silenced ' * silenced}{'possible ' * doubtful}{severity}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number:,} {noun}s"


def _status(findings: Sequence[Finding], problems: Sequence[Problem], fail_on: str) -> int:
    from timeline.checks import Severity

    if problems:
        return UNREADABLE
    if fail_on == "never":
        return 0
    worst = min((each.severity.order for each in findings if not each.silenced), default=len(Severity))
    return FINDINGS if worst <= Severity(fail_on).order else 0

"""SARIF 2.1.0, which code hosts and editors read.

A finding that only may hold has the level that it would have anyway, and `certainty` among its properties. What is silenced has a
suppression with the reason. A dossier that cannot be read gives a result for each of its problems.

Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0 Plus Errata 01", 2023.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.parse import quote

import attrs

from timeline.checks.finding import Finding, Severity
from timeline.checks.registry import Rule, rules
from timeline.checks.reports.json import written
from timeline.checks.silence import ASKED
from timeline.errors import Problem

__all__ = ["dumps"]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}
FINGERPRINT = "timelineRecords/v1"  # a change of how it is made needs another number
UNREADABLE = "What keeps a dossier from being read, or a check from being done."

Tree = dict[str, Any]


def dumps(findings: Sequence[Finding], problems: Sequence[Problem] = ()) -> str:
    """Return a log with one run."""
    known = _descriptors(findings, problems)
    places = {name: index for index, name in enumerate(known)}
    driver = {"name": "timeline", "version": metadata.version("timeline-diplomacy"), "rules": list(known.values())}
    run = {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": not problems}],
        "columnKind": "unicodeCodePoints",
        "results": [*(_problem(problem, places) for problem in problems), *_findings(findings, places)],
    }
    return written({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


# -- rules -------------------------------------------------------------------------------------------------------------------


def _descriptors(findings: Iterable[Finding], problems: Iterable[Problem]) -> dict[str, Tree]:
    """Return what is said of each rule that there is, and of whatever else has been found."""
    found = {name: _descriptor(rule) for name, rule in rules().items()}
    for problem in problems:
        found.setdefault(problem.code, _bare(problem.code, UNREADABLE, Severity.ERROR))
    for finding in findings:  # a rule that has been forgotten since
        found.setdefault(finding.rule, _bare(finding.rule, finding.rule, finding.severity))
    return found


def _descriptor(rule: Rule) -> Tree:
    known = _bare(rule.name, rule.meaning or rule.name, rule.severity)
    if not rule.text:
        return known
    source = f"\n\nSource: {rule.source}" if rule.source else ""
    example = f"\n\n```yaml\n{rule.dossier}```" if rule.dossier else ""
    more = {"text": f"{rule.text}{source}", "markdown": f"{rule.text}{source}{example}"}
    return known | {"fullDescription": {"text": rule.text}, "help": more}


def _bare(name: str, meaning: str, severity: Severity) -> Tree:
    return {
        "id": name,
        "shortDescription": {"text": meaning},
        "defaultConfiguration": {"level": LEVELS[severity]},
    }


# -- results -----------------------------------------------------------------------------------------------------------------


def _problem(problem: Problem, places: dict[str, int]) -> Tree:
    told = str(attrs.evolve(problem, file=None, line=None, column=None))
    return {
        "ruleId": problem.code,
        "ruleIndex": places[problem.code],
        "level": LEVELS[Severity.ERROR],
        "message": {"text": told},
        "locations": _location(problem.file, problem.line, problem.column),
    }


def _findings(findings: Iterable[Finding], places: dict[str, int]) -> Iterator[Tree]:
    seen: Counter[str] = Counter()
    for finding in findings:
        mark = _mark(finding)
        seen[mark] += 1
        yield _finding(finding, places) | {"partialFingerprints": {FINGERPRINT: f"{mark}:{seen[mark]}"}}


def _finding(finding: Finding, places: dict[str, int]) -> Tree:
    result = {
        "ruleId": finding.rule,
        "ruleIndex": places[finding.rule],
        "level": LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": _location(finding.file, finding.line, record="".join(finding.ids[:1])),
        "properties": {
            "certainty": "certain" if finding.certain else "possible",
            "ids": list(finding.ids),
            "sources": list(finding.sources),
        },
    }
    if len(finding.ids) > 1:
        result["relatedLocations"] = list(_related(finding))
    if finding.silenced:
        kind = "external" if finding.silenced == ASKED else "inSource"
        result["suppressions"] = [{"kind": kind, "justification": finding.silenced}]
    return result


def _mark(finding: Finding) -> str:
    """Return what stays the same when lines move and messages are worded anew: the rule, and the records."""
    told = finding.ids or (finding.message,)
    return hashlib.sha256("\0".join((finding.rule, *told)).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _related(finding: Finding) -> Iterator[Tree]:
    lines = dict(zip(finding.ids, finding.lines, strict=False))
    for number, name in enumerate(finding.ids[1:], start=1):
        (place,) = _location(finding.file, lines.get(name), record=name)
        yield {"id": number, "message": {"text": name}, **place}


# -- places ------------------------------------------------------------------------------------------------------------------


def _location(file: str | None, line: int | None, column: int | None = None, *, record: str = "") -> list[Tree]:
    """Return the one place of something, as far as it has one."""
    place: Tree = {}
    if file is not None:
        place["physicalLocation"] = {"artifactLocation": {"uri": _address(file)}}
    if file is not None and line is not None:
        columns = {} if column is None else {"startColumn": column}
        place["physicalLocation"]["region"] = {"startLine": line, **columns}
    if record:
        place["logicalLocations"] = [{"name": record, "kind": "object"}]
    return [place] if place else []


def _address(file: str) -> str:
    """Return a file name as a reference, which must not be taken for one with a scheme or a host."""
    path = Path(file)
    try:
        return path.as_uri() if path.is_absolute() else quote(os.fsencode(path.as_posix()), safe="/")
    except UnicodeEncodeError:  # no file system gives such a name
        return quote(path.as_posix().encode("utf-8", "replace"), safe="/")

"""Looking for what cannot be right: one small function per rule, findings and never exceptions.

Importing this package registers our rules; a rule of your own is one function under the `rule` decorator, and the entry point
`timeline.checks` of a package makes it known wherever that package is installed.
"""

from timeline.checks import rulebook, silence  # noqa: F401  (importing them registers our rules)
from timeline.checks.examination import check
from timeline.checks.finding import Finding, Severity
from timeline.checks.registry import Rule, rule, rules, unloaded
from timeline.checks.reports import report

__all__ = ["Finding", "Rule", "Severity", "check", "report", "rule", "rules", "unloaded"]

"""Looking for what cannot be right: one small function per rule, findings and never exceptions.

Importing this package registers our rules; a rule of your own is one function under the `rule` decorator.
"""

from timeline.checks import backing, naming, presence, sequence
from timeline.checks.finding import Finding, Severity
from timeline.checks.registry import Rule, check, rule, rules

__all__ = ["Finding", "Rule", "Severity", "backing", "check", "naming", "presence", "rule", "rules", "sequence"]

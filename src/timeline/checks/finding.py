"""What a rule has found."""

from __future__ import annotations

from enum import StrEnum

import attrs

__all__ = ["Finding", "Severity"]


class Severity(StrEnum):
    """How much a finding matters.

    Attributes:
        ERROR: The record cannot be right as it stands.
        WARNING: It is probably not what the editor means.
        HINT: It would be better with something more.
        order: Nought for the gravest, rising towards the hint.
    """

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"

    @property
    def order(self) -> int:
        """Nought for the gravest."""
        return list(Severity).index(self)


@attrs.frozen(kw_only=True)
class Finding:
    """Something in a chronology that a historian would want to look at.

    A rule gives the message and the records; `check` adds the name of the rule, its severity and the file.

    Attributes:
        rule: The name of the rule; part of the public interface, unlike the message.
        severity: How much it matters; where a rule leaves it out, what is usual for that rule.
        silenced: Why it is not reported, in the words of the dossier; empty for what is.
        certain: Whether it holds however the vague dates are read; otherwise it only may.
        message: Lower case, no full stop.
        ids: The records that it concerns, the first of them most.
        sources: The ids of the sources behind those records.
        file: The file that the chronology was read from, where there is one.
        line: Counted from one, where it is known.
    """

    message: str
    ids: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    certain: bool = True
    rule: str = ""
    severity: Severity = attrs.field(default=None)  # until `check` fills it in
    silenced: str = ""
    file: str | None = None
    line: int | None = None

    @property
    def order(self) -> tuple[object, ...]:
        """Where it stands in a report: the gravest first, then by rule, then by id."""
        return (self.severity.order, not self.certain, self.rule, self.ids, self.message)

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line) if part is not None)
        doubt = "" if self.certain else "possible "
        return f"{place}{': ' if place else ''}{doubt}{self.severity.value}: {self.message} [{self.rule}]"

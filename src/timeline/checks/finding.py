"""What a rule has found."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

import attrs

from timeline.cards import Card, ShowsItself

__all__ = ["Finding", "Severity", "visible"]

_JOINERS = "\u200c\u200d"  # letters of several scripts and pictures of several parts need them


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
        return _ORDER[self]


_ORDER = {severity: number for number, severity in enumerate(Severity)}


def _ids(records: Iterable[Any] | str) -> tuple[str, ...]:
    """Take one id for many, and a record for its id."""
    given: Iterable[Any] = (records,) if isinstance(records, str) or hasattr(records, "id") else records
    return tuple(each if isinstance(each, str) else each.id for each in given)


def _severity(word: Severity | str | None) -> Severity | None:
    return None if word is None else Severity(word)


@attrs.frozen(kw_only=True)
class Finding(ShowsItself):
    """Something in a chronology that a historian would want to look at.

    A rule gives the message and the records; `check` adds the name of the rule, its severity, the file and the lines.

    Attributes:
        rule: The name of the rule; part of the public interface, unlike the message.
        severity: How much it matters; where a rule leaves it out, what is usual for that rule.
        silenced: Why it is not reported, in the words of the dossier; empty for what is.
        certain: Whether it holds however the vague dates are read; otherwise it only may.
        message: Lower case, no full stop.
        ids: The records that it concerns, the first of them most.
        sources: The ids of the sources behind those records.
        file: The file that the chronology was read from, where there is one.
        line: That of the first record in the file, counted from one, where it is known.
        lines: That of each record, likewise.
    """

    message: str = attrs.field(validator=attrs.validators.instance_of(str))
    ids: tuple[str, ...] = attrs.field(default=(), converter=_ids)
    sources: tuple[str, ...] = attrs.field(default=(), converter=_ids)
    certain: bool = True
    rule: str = ""
    severity: Severity = attrs.field(default=None, converter=_severity)  # None until `check` fills it in
    silenced: str = ""
    file: str | None = None
    line: int | None = None
    lines: tuple[int | None, ...] = ()

    @property
    def order(self) -> tuple[object, ...]:
        """Where it stands in a report: what is silenced last, the gravest first, what is certain first, then by rule and ids."""
        return (bool(self.silenced), self.severity.order, not self.certain, self.rule, self.ids, self.message)

    def card(self) -> Card:
        """Return it with the records that it concerns, as a notebook shows it."""
        doubt = "" if self.certain else "possible "
        place = ":".join(str(part) for part in (self.file, self.line) if part is not None)
        rows = [("Records", self.ids), ("Sources", self.sources), ("In", place), ("Silenced", self.silenced)]
        return Card(heading=self.message, kind=f"{doubt}{self.severity or 'finding'} · {self.rule}", rows=rows)

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line) if part is not None)
        doubt = "" if self.certain else "possible "
        why = f" (silenced: {self.silenced})" if self.silenced else ""
        return visible(f"{place}{': ' if place else ''}{doubt}{self.severity.value}: {self.message} [{self.rule}]{why}")


def visible(text: str) -> str:
    r"""Return a text on one line, with what would act on a terminal or reorder the line written as an escape.

    Examples:
        >>> print(visible("talks\n::error::\u202eelif"))
        talks\n::error::\u202eelif
    """
    if text.isprintable():
        return text
    return "".join(
        ascii(char)[1:-1]
        if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and char not in _JOINERS
        else char
        for char in text
    )

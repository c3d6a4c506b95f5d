"""From where the record is seen: as of which moment, as which side tells it, and what that changes; and what checks remark on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from timeline.chronology import Adopted, LeftOut
from timeline.records import Claim, Event, Record, Statement
from timeline.rendering.notes import Notes, name_of
from timeline.rendering.rows import Account, Changed, Link, Omission, Remark
from timeline.rendering.setting import Setting
from timeline.rendering.values import Values, words_of
from timeline.rendering.wording import Wording
from timeline.when import When

if TYPE_CHECKING:
    from timeline.checks import Finding

__all__ = ["Standpoint"]


class Standpoint:
    """The perspective of one page, and the findings that are noted in its margins."""

    def __init__(self, setting: Setting, notes: Notes, values: Values, findings: Iterable[Finding] = ()) -> None:
        self._setting, self._words = setting, setting.words
        self._chronology = setting.chronology
        self._perspective = setting.chronology.perspective
        self._notes = notes
        self._values = values
        self._remarks: dict[str, list[Remark]] = {}
        for finding in findings:
            self._remarks.setdefault(self._home(finding), []).append(_remark(finding, self._words))

    def lead(self) -> Iterator[str]:
        """Yield from where it is seen, in sentences."""
        for moment in self._perspective.as_of:
            date = self._words.phrase(When.parse(str(moment.when)))
            yield self._words.say("known_for_certain" if moment.certainly else "known", date=date)
        told = self._perspective.adopted or self._perspective.left_out
        for side in self._perspective.according_to:
            yield self._words.say("version" if told else "no_version", side=name_of(self._chronology[side]))

    # What it changes

    def changed(self, record: Record, *, at: Link) -> tuple[Changed, ...]:
        """Return the fields of a record that hold a side's value."""
        return tuple(self._changed(record, each, at) for each in self._perspective.of(record.id))

    def _changed(self, record: Record, each: Adopted, at: Link) -> Changed:
        shape = type(record).fields()[each.field]
        before = "" if each.before is None else words_of(self._values.links(shape, shape.convert(each.before)))
        after = words_of(self._values.links(shape, shape.convert(each.after)))
        cites = self._notes.cite(each.claim.cites, at=at)
        return Changed(
            each.field,
            self._words.field(each.field),
            before or self._words["not_said"],
            Account(after, each.claim.text, cites=cites),
        )

    def omissions(self) -> tuple[Omission, ...]:
        """Return what the side denies, and where."""
        return tuple(self._omission(each) for each in self._perspective.left_out)

    def _omission(self, each: LeftOut) -> Omission:
        record = each.record
        text = record.text if isinstance(record, Claim) and record.text else name_of(record)
        if isinstance(record, Claim) and record.is_rival and record.subject in self._chronology:
            text = self._values.claim(record)
        told = tuple(self._setting.link(name) for name in each.because)
        return Omission(text, self._words["event" if isinstance(record, Event) else "claim"], told)

    def first_word(self, event: Event) -> str:
        """Return since when an event has been known, on a page as of a moment, where that was later than the event."""
        if not self._perspective.as_of or isinstance(event, Statement):
            return ""
        word = self._chronology.first_word(event)
        later = word is not None and self._chronology.when(event).before(word).certain
        return self._words.say("not_known_before", date=self._words.phrase(word)) if word is not None and later else ""

    # What checks remark

    def remarks(self, name: str) -> tuple[Remark, ...]:
        """Return the findings that are noted beside a record of the page."""
        return tuple(self._remarks.get(name, ()))

    def others(self) -> tuple[Remark, ...]:
        """Return the findings on what has no place of its own on the page."""
        return tuple(self._remarks.get("", ()))

    def _home(self, finding: Finding) -> str:
        """Return the record beside which a finding is noted: the first of those that it concerns that is on the page."""
        return next((home for home in map(self._place, finding.ids) if home), "")

    def _place(self, name: str) -> str:
        if name not in self._chronology:
            return ""
        record = self._chronology[name]
        if isinstance(record, Claim):
            about = record.subject if record.subject and self._setting.holds(record.subject) else None
            return about or ("" if record.is_rival else record.id)
        return name if self._setting.holds(name) else ""


def _remark(finding: Finding, words: Wording) -> Remark:
    return Remark(
        severity=str(finding.severity),
        word=words[f"{'finding' if finding.certain else 'possible'}_{finding.severity}"],
        text=finding.message,
        rule=finding.rule,
        certain=finding.certain,
    )

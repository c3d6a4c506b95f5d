"""Which column of a table becomes which field of an event, and how its texts are read.

A bare text is the name of a column, but where a word of ours stands (`kind`, `role`, `status`, `reading`, `precision`, `zone`): there it is that word, and
`{column: ...}` names a column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, ClassVar

import attrs

from timeline.errors import Gathering, Invalid
from timeline.formats.tables.patterns import as_patterns
from timeline.formats.tables.picks import Named, Pick, Word, as_named, as_pick, as_picks, as_word
from timeline.records.convert import as_text, as_texts
from timeline.records.field import Choice, Many, Optional
from timeline.records.record import Inside, Part, Structure
from timeline.records.shape import SHAPES, Shape, Tree, kind_of_value

__all__ = ["Dated", "Figured", "Named", "Pick", "Sited", "Sourced", "TableMapping", "Took", "Word"]


class Whole(Shape[dict[str, Tree]]):
    """A mapping as it stands."""

    def convert(self, value: object) -> dict[str, Tree]:
        if not isinstance(value, Mapping):
            raise Invalid(f"a mapping is wanted, not {kind_of_value(value)}", code="wrong-type")
        return {str(key): item for key, item in value.items()}

    def schema(self) -> dict[str, Any]:
        return {"type": "object"}


class WithoutEnd(StrEnum):
    """What a beginning without an end is."""

    UNKNOWN = "unknown"
    OPEN = "open"
    START = "start"


class Rest(StrEnum):
    """What becomes of columns that nothing is made of."""

    REPORT = "report"
    NOTE = "note"


WHOLE = Whole()
WITHOUT_END, REST = Choice(WithoutEnd), Choice(Rest)


def as_without_end(value: WithoutEnd | str) -> WithoutEnd:
    """Convert the word for what a beginning without an end is."""
    return WITHOUT_END.convert(value)


def as_rest(value: Rest | str) -> Rest:
    """Convert the word for what becomes of other columns."""
    return REST.convert(value)


def as_whole(value: Mapping[str, Tree]) -> dict[str, Tree]:
    """Convert a mapping, whatever is in it."""
    return WHOLE.convert(value)


SHAPES.update({as_without_end: WITHOUT_END, as_rest: REST, as_whole: WHOLE})


@attrs.frozen(kw_only=True)
class Sited(Named):
    """Where the place comes from.

    Attributes:
        within: The place that it lies in; the same name in another is another place.
        zone: Of its civil time.
    """

    within: Named | None = attrs.field(default=None, converter=as_named)
    zone: Word | None = attrs.field(default=None, converter=as_word)


@attrs.frozen(kw_only=True)
class Took(Named):
    """Where those who took part come from.

    Attributes:
        role: As what; one for all of them, or one for each.
        capacity: Under which title, likewise.
        on_behalf_of: For whom, likewise.
    """

    role: Word | None = attrs.field(default=None, converter=as_word)
    capacity: Pick | None = attrs.field(default=None, converter=as_pick)
    on_behalf_of: Named | None = attrs.field(default=None, converter=as_named)


@attrs.frozen(kw_only=True)
class Sourced(Named):
    """Where sources come from; a source without a title is called by its address.

    Attributes:
        url: Its address.
        locator: Where in the source.
        quote: Words of it.
    """

    url: Pick | None = attrs.field(default=None, converter=as_pick)
    locator: Pick | None = attrs.field(default=None, converter=as_pick)
    quote: Pick | None = attrs.field(default=None, converter=as_pick)


@attrs.frozen(kw_only=True)
class Figured(Pick):
    """Where a count comes from.

    Attributes:
        unit: Of a column that holds bare numbers: `dead`.
    """

    unit: str = attrs.field(default="", converter=as_text)


def as_dated(value: Dated | Mapping[str, Any] | str | None) -> Dated | None:
    """Convert where a date comes from, or None."""
    return DATED.convert(value)


@attrs.frozen(kw_only=True)
class Dated(Part):
    """Where a date comes from: a column, three of them, two ends, or words and the day they were said.

    Attributes:
        column: Its column; dates of Python, the notation, or what `pattern` says.
        pattern: How it is written, `%d.%m.%Y`; of several, the first that fits. Days, months and years that it does not name stay unsaid.
        precision: The finest unit that is meant, where a day or a month in the table only fills a gap: `year`.
        year: Column of the year.
        month: Column of the month, as a number or an English name.
        day: Column of the day.
        start: Where the beginning comes from.
        end: Where the end comes from.
        without_end: What a beginning without an end is: it has an end that is `unknown`, none yet (`open`), or it was over with the `start`.
        said: Where words of time come from: "last Tuesday".
        on: Where the day comes from on which they were said.
        zone: In which zone.
        reading: `within` or `throughout`.
    """

    shorthand: ClassVar[str] = "column"

    column: str = attrs.field(default="", converter=as_text)
    pattern: tuple[str, ...] = attrs.field(default=(), converter=as_patterns)
    precision: Word | None = attrs.field(default=None, converter=as_word)
    year: str = attrs.field(default="", converter=as_text)
    month: str = attrs.field(default="", converter=as_text)
    day: str = attrs.field(default="", converter=as_text)
    start: Dated | None = attrs.field(default=None, converter=as_dated)
    end: Dated | None = attrs.field(default=None, converter=as_dated)
    without_end: WithoutEnd = attrs.field(default=WithoutEnd.UNKNOWN, converter=as_without_end)
    said: Pick | None = attrs.field(default=None, converter=as_pick)
    on: Pick | None = attrs.field(default=None, converter=as_pick)
    zone: Word | None = attrs.field(default=None, converter=as_word)
    reading: Word | None = attrs.field(default=None, converter=as_word)

    def __attrs_post_init__(self) -> None:
        """Refuse a date that comes from two places at once, or from none."""
        ways = {"column": self.column, "year": self.year, "start": self.start or self.end, "said": self.said}
        given = [name for name, way in ways.items() if way]
        # Words may stand beside a date, as in our own columns: where a row has them, the date is read from them.
        if len(given) > 1 and given != ["column", "said"]:
            raise Invalid(f"{' and '.join(given)} stand for the same", code="contradictory", hint="leave one")
        if not given:
            raise Invalid("no column", code="missing-key", hint="name column, year, start and end, or said and on")
        if bool(self.said) != bool(self.on):
            raise Invalid("said and on go together", code="missing-key", hint="on is the day on which it was said")


class End(Inside[Dated]):
    """A date within a date; nothing in it mentions a record."""

    refers = False


DATED = Optional(End(Dated))


class Fields(Shape[dict[str, Pick]]):
    """Where the fields of a kind come from, by their names."""

    def convert(self, value: object) -> dict[str, Pick]:
        gathering, found = Gathering(), {}
        for name, item in WHOLE.convert(value).items():
            with gathering.step(name):
                found[name] = Inside(Pick).convert(item)
        gathering.finish()
        return found

    def schema(self) -> dict[str, Any]:
        return {"type": "object", "additionalProperties": Inside(Pick).schema()}


FIELDS, SITED = Fields(), Optional(Inside(Sited))
TOOK, CITED, FIGURED = Many(Inside(Took)), Many(Inside(Sourced)), Many(Inside(Figured))


def as_fields(value: Mapping[str, Any]) -> dict[str, Pick]:
    """Convert where the fields of a kind come from."""
    return FIELDS.convert(value)


def as_sited(value: Sited | Mapping[str, Any] | str | None) -> Sited | None:
    """Convert where the place comes from, or None."""
    return SITED.convert(value)


def as_took(value: Any) -> tuple[Took, ...]:
    """Convert where those who took part come from."""
    return TOOK.convert(value)


def as_cited(value: Any) -> tuple[Sourced, ...]:
    """Convert where sources come from."""
    return CITED.convert(value)


def as_figured(value: Any) -> tuple[Figured, ...]:
    """Convert where counts come from."""
    return FIGURED.convert(value)


SHAPES.update({as_dated: DATED, as_fields: FIELDS, as_sited: SITED, as_took: TOOK, as_cited: CITED})
SHAPES.update({as_figured: FIGURED})


@attrs.frozen(kw_only=True)
class TableMapping(Structure):
    """What the columns of a table mean.

    Attributes:
        title: One line on the event.
        when: The date.
        id: An id; without one, the date and the title make one.
        kind: The kind of event.
        where: The place.
        who: Those who took part; from several columns as a list.
        cites: The sources; likewise.
        status: `held`, `planned`, `postponed` or `cancelled`.
        reason: Why it has that status.
        dating: How the date is known.
        lasted: How long.
        part_of: The id of the event that it belongs to.
        after: The ids of events that it follows.
        figures: Counts.
        tags: Words of the editor's own; from several columns as a list.
        summary: A paragraph or two.
        note: A remark.
        more: Fields that only some kinds have, by their names: `mode`, `protocol`, `channel` ...; in a mapping, the key is `fields`.
        ignore: Columns that are left out on purpose.
        rest: What becomes of other columns: told as losses (`report`), or written into the note (`note`).
        absent: Texts that say nothing: `NA`, `?`.
        dossier: Title, language, zone, people, states, places, sources ... as in a dossier; rows may name what is in it.

    Examples:
        >>> mapping = TableMapping.build({"title": "Event", "when": {"column": "Date", "pattern": "%d.%m.%Y"}, "who": "Guest"})
        >>> mapping.columns
        ('Event', 'Date', 'Guest')
    """

    title: Pick = attrs.field(converter=as_pick)
    when: Dated = attrs.field(converter=as_dated)
    id: Pick | None = attrs.field(default=None, converter=as_pick)
    kind: Word | None = attrs.field(default=None, converter=as_word)
    where: Sited | None = attrs.field(default=None, converter=as_sited)
    who: tuple[Took, ...] = attrs.field(default=(), converter=as_took)
    cites: tuple[Sourced, ...] = attrs.field(default=(), converter=as_cited)
    status: Word | None = attrs.field(default=None, converter=as_word)
    reason: Pick | None = attrs.field(default=None, converter=as_pick)
    dating: Pick | None = attrs.field(default=None, converter=as_pick)
    lasted: Pick | None = attrs.field(default=None, converter=as_pick)
    part_of: Pick | None = attrs.field(default=None, converter=as_pick)
    after: Pick | None = attrs.field(default=None, converter=as_pick)
    figures: tuple[Figured, ...] = attrs.field(default=(), converter=as_figured)
    tags: tuple[Pick, ...] = attrs.field(default=(), converter=as_picks)
    summary: Pick | None = attrs.field(default=None, converter=as_pick)
    note: Pick | None = attrs.field(default=None, converter=as_pick)
    more: dict[str, Pick] = attrs.field(factory=dict, converter=as_fields, alias="fields")
    ignore: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    rest: Rest = attrs.field(default=Rest.REPORT, converter=as_rest)
    absent: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    dossier: dict[str, Tree] = attrs.field(factory=dict, converter=as_whole)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that it reads, each once."""
        return tuple(dict.fromkeys(columns(self)))


_COLUMNS = {"column", "year", "month", "day"}
_IN_TEMPLATE = re.compile(r"\{([^{}]+)\}")


def columns(part: Any) -> Iterator[str]:
    """Yield the columns that a part of a mapping reads, in the order of its fields."""
    if isinstance(part, Sequence | Mapping) and not isinstance(part, str):
        for item in part.values() if isinstance(part, Mapping) else part:
            yield from columns(item)
    elif attrs.has(type(part)):
        for field in attrs.fields(type(part)):
            value = getattr(part, field.name)
            if field.name in _COLUMNS and value:
                yield from [value] if isinstance(value, str) else value
            elif field.name == "template":
                yield from (name for text in value for name in _IN_TEMPLATE.findall(text))
            else:
                yield from columns(value)

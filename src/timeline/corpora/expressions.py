"""What is asked of a corpus, as expressions of Ibis: filters on the columns as they are published, and the uniform columns.

Filters name the published columns and compare them with constants, so that an engine can apply them while it reads: partitions and row
groups that hold nothing wanted are never opened. Only what is left is brought into the uniform columns. Nothing here says which
engine it is; whatever Ibis speaks can run it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING

import ibis

from timeline.corpora.codes import FIRST_OF_THREE, Country, codings, countries, kinds_coded
from timeline.corpora.layouts import UNIFORM, Layout
from timeline.errors import Invalid, shown

if TYPE_CHECKING:
    import ibis.expr.datatypes as dt
    import ibis.expr.types as ir

__all__ = ["BETWEEN", "between_days", "in_partitions", "naming", "of_kinds", "pairs", "uniform"]

BETWEEN = "; "  # what stands between several states in one cell

Days = tuple[date, date]


# -- filters ---------------------------------------------------------------------------------------------------------------


def between_days(table: ir.Table, layout: Layout, spans: Sequence[Days]) -> ir.BooleanValue:
    """Return whether a row is coded to a day of some spans, each with its last day."""
    return _within(table[layout.day], spans, "%Y%m%d" if layout.day == "SQLDATE" else "%Y-%m-%d")


def in_partitions(table: ir.Table, names: Iterable[str], spans: Sequence[Days]) -> list[ir.BooleanValue]:
    """Return for each column that tells a coarser date whether a row may be of some spans.

    Raises:
        Invalid: When the name of a column does not say what it tells.
    """
    return [_within(table[name], spans, _pattern(table, name)) for name in names]


def _pattern(table: ir.Table, name: str) -> str:
    """Return how a column writes the date that its name promises."""
    known = {
        "year": "%Y",
        "monthyear": "%Y%m",
        "yearmonth": "%Y%m",
        "sqldate": "%Y%m%d",
        "day": "%Y%m%d",
        "date": "%Y%m%d",
    }
    found = known.get("".join(filter(str.isalpha, name)).casefold())
    if found is None and not table[name].type().is_temporal():
        hint = f"a column of dates or times, or one called like {', '.join(known)}"
        raise Invalid(f"no date is told by the column {shown(name)}", code="unknown-partition", hint=hint)
    return found or ""


def _within(column: ir.Column, spans: Sequence[Days], pattern: str) -> ir.BooleanValue:
    """Compare a column with the bounds of spans in its own type: numbers with numbers, texts with texts."""
    kind = column.type()
    bounds = [(_bound(first, kind, pattern), _bound(last, kind, pattern)) for first, last in spans]
    told = column.date() if kind.is_timestamp() else column
    return reduce(or_, (_one(told, low, high) for low, high in bounds)) if bounds else ibis.literal(False)


def _one(column: ir.Column, low: object, high: object) -> ir.BooleanValue:
    return column == low if low == high else column.between(low, high)


def _bound(day: date, kind: dt.DataType, pattern: str) -> object:
    """Return a day as a column of some type would hold it; years have four digits on every system."""
    if kind.is_temporal():
        return day
    year = f"{day.year:04d}"
    text = pattern.replace("%Y", year).replace("%m", f"{day.month:02d}").replace("%d", f"{day.day:02d}")
    return int(text) if kind.is_integer() else text


def naming(table: ir.Table, layout: Layout, country: Country, side: str) -> ir.BooleanValue:
    """Return whether the cell of one side, `actor` or `recipient`, names a state."""
    column = table[layout.holds[f"{side}_state"][0]]
    words = country.every_name if layout.named else country.codes
    if layout.many:
        listed = ibis.literal(BETWEEN).concat(column, BETWEEN)
        return reduce(or_, (listed.contains(f"{BETWEEN}{word}{BETWEEN}") for word in words))
    return column == words[0] if len(words) == 1 else column.isin(words)


def of_kinds(table: ir.Table, layout: Layout, kinds: Iterable[str]) -> ir.BooleanValue:
    """Return whether a row's code becomes an event of one of some kinds; a code that the table does not know becomes an `event`."""
    wanted = set(kinds)
    key = _key(table, layout)
    if "event" not in wanted:
        return key.isin(_codes(layout, wanted))
    return ~key.isin(_codes(layout, {*kinds_coded(layout.scheme)} - wanted)) | key.isnull()


def _codes(layout: Layout, kinds: set[str]) -> list[str]:
    """Return the codes that become some kinds; each also as it is once a program has taken it for a number."""
    codes = [code for code, coding in codings(layout.scheme).items() if coding.kind in kinds]
    return list(dict.fromkeys((*codes, *(code.lstrip("0") for code in codes))))


# -- columns ---------------------------------------------------------------------------------------------------------------


def uniform(table: ir.Table, layout: Layout, names: Iterable[str] = UNIFORM) -> ir.Table:
    """Return the rows with columns of `UNIFORM`, by default all, in place of their own.

    Why not always all: an engine would leave out what is not needed, but only after Ibis has written it down, which takes longer than many a query.
    """
    return table.select(**{name: _column(table, layout, name).cast(UNIFORM[name][0]) for name in names})


def _column(table: ir.Table, layout: Layout, name: str) -> ir.Value:
    """Return one of the uniform columns."""
    made = {"date": _day, "kind": _kind, "code": _code}
    if name in made:
        return made[name](table, layout)
    if name.endswith("_state"):
        return _state(table, layout, name.removesuffix("_state"))
    return _taken(table, layout, name)


def _taken(table: ir.Table, layout: Layout, name: str) -> ir.Value:
    """Return the first of some columns that has a value, or null where the corpus has no such column."""
    found = [_cell(table[column], layout) for column in layout.holds.get(name, ()) if column in table.columns]
    if not found:
        return ibis.null(UNIFORM[name][0])
    return found[0] if len(found) == 1 else ibis.coalesce(*found)


def _cell(column: ir.Value, layout: Layout) -> ir.Value:
    """Return a cell, and null where it only has the word for nothing."""
    if not column.type().is_string():
        return column
    return column.nullif(layout.void)


def _day(table: ir.Table, layout: Layout) -> ir.Value:
    """Return the date; of digits alone by way of ISO 8601, which every engine reads."""
    column = table[layout.day]
    if column.type().is_temporal():
        return column.cast("date")
    text = column.cast("string")
    if layout.day == "SQLDATE":
        text = text.substr(0, 4).concat("-", text.substr(4, 2), "-", text.substr(6, 2))
    return text.cast("date")


def _code(table: ir.Table, layout: Layout) -> ir.Value:
    code = table[layout.holds["code"][0]].cast("string")
    if not layout.mode:
        return _cell(code, layout)
    mode = _cell(table[layout.mode], layout)
    return ibis.ifelse(mode.isnull(), code, code.concat("-", mode))


def _key(table: ir.Table, layout: Layout) -> ir.Value:
    """Return the code as the table of kinds has it."""
    if layout.mode:
        code, narrow = _code(table, layout), [code for code in codings(layout.scheme) if "-" in code]
        return ibis.ifelse(code.isin(narrow), code, table[layout.holds["code"][0]])
    column = table[layout.key or layout.holds["code"][0]]
    return column if layout.key and column.type().is_string() else _three_digits(column.cast("string"))


def _three_digits(code: ir.Value) -> ir.Value:
    """Return a code of CAMEO as three digits, where programs that took it for a number have dropped its first zero."""
    return ibis.cases(
        (code.length() < 3, code.lpad(3, "0")),
        ((code.length() == 3) & (code >= FIRST_OF_THREE), ibis.literal("0").concat(code.substr(0, 2))),
        else_=code.substr(0, 3),
    )


def _kind(table: ir.Table, layout: Layout) -> ir.Value:
    key, kinds = _key(table, layout), {*kinds_coded(layout.scheme)} - {"event"}
    return ibis.cases(*((key.isin(_codes(layout, {kind})), kind) for kind in sorted(kinds)), else_="event")


def _state(table: ir.Table, layout: Layout, side: str) -> ir.Value:
    """Return the state behind one side by its code of ISO 3166-1, or what the corpus writes where it is no state that we know."""
    cell = _cell(table[layout.holds[f"{side}_state"][0]], layout)
    if layout.many:
        return cell
    words = {
        word: each.code
        for each in countries().values()
        for word in (each.every_name if layout.named else (each.cameo,))
        if word
    }
    return cell.substitute(words)


# -- counts ----------------------------------------------------------------------------------------------------------------


def pairs(events: ir.Table, *, many: bool) -> ir.Table:
    """Return how many events each two different states share, whichever of them acts: `first`, `second`, `count`."""
    sides = events.select("id", one=events.actor_state, other=events.recipient_state)
    if many:
        sides = sides.mutate(one=sides.one.split(BETWEEN).unnest())
        sides = sides.mutate(other=sides.other.split(BETWEEN).unnest())
    sides = sides.filter(and_(sides.one.notnull(), sides.other.notnull()), sides.one != sides.other)
    met = sides.select("id", first=ibis.least(sides.one, sides.other), second=ibis.greatest(sides.one, sides.other))
    counted = met.group_by("first", "second").agg(count=met.id.nunique() if many else met.count())
    return counted.order_by(counted["count"].desc(), "first", "second")

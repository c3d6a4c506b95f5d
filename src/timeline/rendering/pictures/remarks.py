"""What has to be known to read lanes: where the scale changes, what bars count, whose clocks these are, what is not drawn."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.language import language
from timeline.rendering.pictures.axis import Axis, Part
from timeline.rendering.pictures.field import Field
from timeline.rendering.wording import WORDS, counted, listed
from timeline.when.civil import DAY, date_of
from timeline.when.naming import Namer

__all__ = ["remarks"]


def remarks(field: Field) -> Iterator[str]:
    """Yield what has to be known to read the picture."""
    axis = field.axis
    if axis is None:
        return
    if breaks := [_break(part, axis) for part in axis.parts if part is not axis.parts[axis.main]]:
        yield WORDS["broken"].format(breaks=listed(breaks))
    if field.is_dense:
        yield WORDS["dense"].format(most=counted(field.most, "events"))
    if field.clock.moved and axis.is_hourly:
        yield WORDS["clock"].format(zone=field.clock.zone)
    if field.undated:
        yield counted(field.undated, "undated")


def _break(part: Part, axis: Axis) -> str:
    """Say until when, or from when on, the scale is another, and how much tighter it is."""
    main = axis.parts[axis.main]
    before = part.high <= main.low
    date = _moment(main.low if before else main.high, timed=axis.is_hourly)
    times = f"{float(f'{part.pace / main.pace:.2g}'):,.0f}"
    return WORDS["broken_before" if before else "broken_after"].format(date=date, times=times)


def _moment(second: int, *, timed: bool) -> str:
    """Name a day, and the time of day where that matters."""
    day = Namer(language("en")).date(*date_of(second // DAY))
    return f"{day}, {second % DAY // 3600:02}:{second % 3600 // 60:02}" if timed else day

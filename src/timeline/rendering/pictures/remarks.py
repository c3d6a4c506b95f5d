"""What has to be known to read lanes: where the scale changes, what bars count, whose clocks these are, what is not drawn."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.rendering.pictures.axis import Axis, Part
from timeline.rendering.pictures.field import Field
from timeline.rendering.wording import Wording
from timeline.when.civil import DAY, date_of
from timeline.when.naming import Namer

__all__ = ["remarks"]


def remarks(field: Field) -> Iterator[str]:
    """Yield what has to be known to read the picture."""
    axis, words = field.axis, field.words
    if axis is None:
        return
    if breaks := [_break(part, axis, words) for part in axis.parts if part is not axis.parts[axis.main]]:
        yield words.say("broken", breaks=words.listed(breaks))
    if field.is_dense:
        yield words.say("dense", most=words.counted(field.most, "events"))
    if field.clock.moved and axis.is_hourly:
        yield words.say("clock", zone=field.clock.zone)
    if field.undated:
        yield words.counted(field.undated, "undated")


def _break(part: Part, axis: Axis, words: Wording) -> str:
    """Say until when, or from when on, the scale is another, and how much tighter it is."""
    main = axis.parts[axis.main]
    before = part.high <= main.low
    date = _moment(main.low if before else main.high, words, timed=axis.is_hourly)
    times = words.tongue.number(round(float(f"{part.pace / main.pace:.2g}")))
    return words.say("broken_before" if before else "broken_after", date=date, times=times)


def _moment(second: int, words: Wording, *, timed: bool) -> str:
    """Name a day, and the time of day where that matters."""
    day = Namer(words.tongue).date(*date_of(second // DAY))
    time = f"{second % DAY // 3600:02}:{second % 3600 // 60:02}"
    return words.tongue.text("{date}, {time}", date=day, time=time) if timed else day

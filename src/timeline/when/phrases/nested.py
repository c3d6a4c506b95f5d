"""Phrases that contain other phrases: since, until, by, before, after, between."""

from __future__ import annotations

from timeline import errors
from timeline.when.civil import DAY
from timeline.when.phrases.reading import Context, Read, Settings, Slots, Unread, day_text
from timeline.when.value import When


def since(context: Context, settings: Settings, slots: Slots) -> Read:  # noqa: ARG001
    """From then on."""
    start = _one(slots["when"])
    return Read(f"{start}/..", start, start)


def until(context: Context, settings: Settings, slots: Slots) -> Read:  # noqa: ARG001
    """Up to then, all the time."""
    end = _one(slots["when"])
    return Read(f"../{end}", end, end)


def by(context: Context, settings: Settings, slots: Slots) -> Read:  # noqa: ARG001
    """Once, up to then."""
    read = _definite(slots["when"])
    return Read(f"[..{read.high}]", read.low, read.high)


def previously(context: Context, settings: Settings, slots: Slots) -> Read:  # noqa: ARG001
    """Once, up to the day itself: this morning was before now, too."""
    high = day_text(context.day)
    return Read(f"[..{high}]", high, high)


def before(context: Context, settings: Settings, slots: Slots) -> Read:  # noqa: ARG001
    """Once, up to the day before then."""
    start = When.parse(_definite(slots["when"]).low).start_min
    high = day_text(start // DAY - 1) if isinstance(start, int) else ""
    return Read(f"[..{high}]", high, high)


def after(context: Context, settings: Settings, slots: Slots) -> Read:  # noqa: ARG001
    """Once, from the day after then."""
    end = When.parse(_definite(slots["when"]).high).end_max
    low = day_text(end // DAY) if isinstance(end, int) else ""
    return Read(f"[{low}..]", low, low)


def between(context: Context, settings: Settings, slots: Slots) -> Read:  # noqa: ARG001
    """Once, from the one to the other."""
    low, high = _definite(slots["when"]).low, _definite(slots["other"]).high
    return _valid(Read(f"[{low}..{high}]", low, high))


def lasted(context: Context, settings: Settings, slots: Slots) -> Read:  # noqa: ARG001
    """From the one to the other, all the time."""
    low, high = _one(slots["when"]), _one(slots["other"])
    return _valid(Read(f"{low}/{high}", low, high))


def _definite(read: Read) -> Read:
    """Refuse what may be one date or another."""
    if "," in read.text or "/" in read.text or read.text.startswith("[..") or read.text.endswith("..]"):
        raise Unread("this is not one time")
    return read


def _one(read: Read) -> str:
    if read.text != read.low:
        raise Unread("the notation has no single date for this, so nothing can begin or end there")
    return read.low


def _valid(read: Read) -> Read:
    try:
        When.parse(read.text)
    except errors.Invalid:
        raise Unread("the second date lies before the first") from None
    return read

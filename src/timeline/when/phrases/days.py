"""Days and hours, counted from the day something was said."""

from __future__ import annotations

from timeline.when.civil import days, month_length
from timeline.when.phrases.reading import (
    Context,
    Read,
    Settings,
    Slots,
    Unread,
    day_text,
    either,
    meant,
    one_of,
    single,
)


def day(context: Context, settings: Settings, slots: Slots) -> Read:  # noqa: ARG001 - all operations are called alike
    """The day so many days away."""
    return single(day_text(context.day + settings["shift"]))


def overnight(context: Context, settings: Settings, slots: Slots) -> Read:  # noqa: ARG001
    """The night that ended on the day."""
    return _night(context.day)


def overnight_to(context: Context, settings: Settings, slots: Slots) -> Read:  # noqa: ARG001
    """The night that ended on a weekday."""
    return _night(_latest(context, int(slots["weekday"]), -6))


def overnight_between(context: Context, settings: Settings, slots: Slots) -> Read:  # noqa: ARG001
    """The night from one weekday to the next."""
    if (int(slots["weekday"]) + 1) % 7 != int(slots["other_weekday"]):
        raise Unread("these weekdays do not follow each other")
    return _night(_latest(context, int(slots["other_weekday"]), -6))


def _night(morning: int) -> Read:
    low, high = day_text(morning - 1), day_text(morning)
    return Read(f"{low}/{high}", low, high)


def part_of_day(context: Context, settings: Settings, slots: Slots) -> Read:
    """Some hours of a day."""
    return _hours(context.day + settings["shift"], slots.get("part") or settings["part"])


def part_of_weekday(context: Context, settings: Settings, slots: Slots) -> Read:
    """Some hours of the latest such weekday."""
    hours = slots.get("part") or slots.get("edge") or settings["part"]
    return _hours(_latest(context, int(slots["weekday"]), -6), hours)


def _hours(start: int, hours: str) -> Read:
    first, last = hours.split("-")
    beyond, hour = divmod(int(last[:2]), 24)
    high = f"{day_text(start)}T24:00" if last == "24:00" else f"{day_text(start + beyond)}T{hour:02}{last[2:]}"
    return one_of(f"{day_text(start)}T{first}", high)


def clock(context: Context, settings: Settings, slots: Slots) -> Read:  # noqa: ARG001
    """A time of day, on a weekday or on the day itself."""
    that = _latest(context, int(slots["weekday"]), -6) if "weekday" in slots else context.day
    return single(f"{day_text(that)}T{_clock(slots['clock'])}")


def _clock(text: str) -> str:
    if text == "noon":
        return "12:00"
    half = text[-2:] if text[-2:] in {"am", "pm"} else ""
    hour, _, minute = text.removesuffix(half).strip().partition(":")
    if half and not 1 <= int(hour) <= 12:
        raise Unread(f"there is no {hour} {half}")
    hours = int(hour) if not half else int(hour) % 12 + (12 if half == "pm" else 0)
    if hours == 24 and minute != "00":
        raise Unread("the last moment of a day is 24:00")
    return f"{hours:02}:{minute or '00'}"


def weekday(context: Context, settings: Settings, slots: Slots) -> Read:
    """The weekday in the seven days that begin so many days away."""
    number = int(slots["weekday"])
    latest, following = _latest(context, number, settings["from"]), _latest(context, number, 1)
    if settings["from"] != -6 or context.tense in {"", "past"}:
        return single(day_text(latest))
    return single(day_text(following)) if context.tense == "future" else either(day_text(latest), day_text(following))


def last_weekday(context: Context, settings: Settings, slots: Slots) -> Read:  # noqa: ARG001
    """The weekday before, and that of last week."""
    number = int(slots["weekday"])
    return either(day_text(_latest(context, number, -7)), day_text(context.monday - 7 + number))


def next_weekday(context: Context, settings: Settings, slots: Slots) -> Read:  # noqa: ARG001
    """The weekday to come, and that of next week."""
    number = int(slots["weekday"])
    return either(day_text(_latest(context, number, 1)), day_text(context.monday + 7 + number))


def this_weekday(context: Context, settings: Settings, slots: Slots) -> Read:  # noqa: ARG001
    """The weekday of this week; once it is over, the one to come as well."""
    number = int(slots["weekday"])
    ours = context.monday + number
    return either(day_text(ours), day_text(ours if ours >= context.day else _latest(context, number, 1)))


def weekday_of_week(context: Context, settings: Settings, slots: Slots) -> Read:
    """A weekday of this week or of one so many weeks away."""
    return single(day_text(context.monday + 7 * settings["weeks"] + int(slots["weekday"])))


def _latest(context: Context, number: int, start: int) -> int:
    """Return the day with that weekday among the seven that begin `start` days away."""
    first = context.day + start
    return first + (number - (first + 3)) % 7


def weekend(context: Context, settings: Settings, slots: Slots) -> Read:  # noqa: ARG001
    """The latest weekend that has begun; looking ahead, that of this week."""
    begun = context.weekday >= 5 or context.tense == "future"
    saturday = context.monday + 5 if begun else context.monday - 2
    return one_of(day_text(saturday), day_text(saturday + 1))


def weekend_of_week(context: Context, settings: Settings, slots: Slots) -> Read:  # noqa: ARG001
    """The weekend of this week or of one so many weeks away."""
    saturday = context.monday + 7 * settings["weeks"] + 5
    return one_of(day_text(saturday), day_text(saturday + 1))


def next_weekend(context: Context, settings: Settings, slots: Slots) -> Read:  # noqa: ARG001
    """The weekend to come, and that of next week."""
    following = context.monday + 12
    if context.weekday >= 5:
        return one_of(day_text(following), day_text(following + 1))
    pairs = [f"{day_text(saturday)}..{day_text(saturday + 1)}" for saturday in (following - 7, following)]
    return Read(f"[{','.join(pairs)}]", day_text(following - 7), day_text(following + 1))


def date(context: Context, settings: Settings, slots: Slots) -> Read:  # noqa: ARG001
    """A day of a month, with its year or without."""
    if "iso" in slots:
        return single(slots["iso"])
    number, month = int(slots["day"].rstrip("stndrh")), int(slots["month"])
    if "year" in slots:
        year = int(slots["year"])
        if not 1 <= number <= month_length(year, month):
            raise Unread("no calendar has this day")
        return single(_checked(days(year, month, number), slots))
    latest, following = _either_side(context, month, number)
    found = meant(context, latest, following, back=context.day - latest, ahead=following - context.day)
    nearest = min(found, key=lambda day: abs(day - context.day))
    _checked(nearest, slots)
    return single(day_text(nearest)) if "weekday" in slots else either(*(day_text(day) for day in found))


def _either_side(context: Context, month: int, number: int) -> tuple[int, int]:
    """Return the latest such day and the next; 29 February may be eight years away."""
    now = context.date[0]
    around = [
        days(year, month, number) for year in range(now - 9, now + 10) if 1 <= number <= month_length(year, month)
    ]
    if not around:
        raise Unread("no calendar has this day")
    return max(day for day in around if day <= context.day), min(day for day in around if day > context.day)


def _checked(found: int, slots: Slots) -> str:
    """Refuse a date whose weekday is another than the one said beside it."""
    if "weekday" in slots and (found + 3) % 7 != int(slots["weekday"]):
        raise Unread(f"{day_text(found)} is not that day of the week")
    return day_text(found)

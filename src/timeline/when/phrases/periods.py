"""Weeks, months, seasons, years and longer, and spans of so many of them."""

from __future__ import annotations

from timeline.when.civil import add_months, date_of, days, month_length
from timeline.when.phrases.reading import (
    Context,
    Read,
    Settings,
    Slots,
    Unread,
    day_text,
    days_of,
    either,
    meant,
    month_text,
    one_of,
    single,
    year_text,
)

THIRDS_OF_WEEK = {"early": (0, 2), "mid": (1, 3), "late": (3, 6)}
THIRDS_OF_DECADE = {"early": (0, 3), "mid": (3, 6), "late": (6, 9)}
THIRDS_OF_CENTURY = {"early": (1, 33), "mid": (34, 66), "late": (67, 100)}
WINTER = "24"
THIRDS = {"early": 0, "mid": 1, "late": 2}


def period(context: Context, settings: Settings, slots: Slots) -> Read:
    """A week, month, quarter, year or decade, so many away."""
    text = _period(context, slots["period"], settings["shift"])
    if text:
        return single(text)
    monday = context.monday + 7 * settings["shift"]
    return one_of(day_text(monday), day_text(monday + 6))


def _period(context: Context, unit: str, shift: int) -> str:
    """Return a period that the notation has a text for; nothing for a week."""
    year, month, _ = context.date
    if unit == "month":
        return month_text(*add_months(year, month, shift))
    if unit == "quarter":
        ahead, quarter = divmod((month - 1) // 3 + shift, 4)
        return f"{year_text(year + ahead)}-{33 + quarter}"
    if unit == "year":
        return year_text(year + shift)
    if unit == "week":
        return ""
    if year // 10 + shift < 0:
        raise Unread("this is further away than words reach")
    return f"{year // 10 + shift:03}X"


def _span_of(context: Context, settings: Settings, slots: Slots) -> tuple[str, str]:
    """Return first and last day of a period."""
    read = period(context, settings, slots)
    return day_text(days_of(read.low)[0]), day_text(days_of(read.high)[1])


def earlier(context: Context, settings: Settings, slots: Slots) -> Read:
    """From the start of the period to the day."""
    return one_of(_span_of(context, {**settings, "shift": 0}, slots)[0], day_text(context.day))


def later(context: Context, settings: Settings, slots: Slots) -> Read:
    """From the day to the end of the period."""
    return one_of(day_text(context.day), _span_of(context, {**settings, "shift": 0}, slots)[1])


def third_of_period(context: Context, settings: Settings, slots: Slots) -> Read:
    """The early, middle or late third of a period."""
    third, unit, shift = slots["third"], slots["period"], settings["shift"]
    year, month, _ = context.date
    if unit == "week":
        first, last = THIRDS_OF_WEEK[third]
        monday = context.monday + 7 * shift
        return one_of(day_text(monday + first), day_text(monday + last))
    if unit == "month":
        return _third_of_month(*add_months(year, month, shift), third)
    if unit == "year":
        return _third_of_year(year + shift, third)
    if unit == "decade":
        return _third_of_decade((year // 10 + shift) * 10, third)
    raise Unread(f"nothing says what {third} in a {unit} is")


def third_of_month(context: Context, settings: Settings, slots: Slots) -> Read:
    """The early, middle or late third of a named month."""
    months = _named_months(context, settings, slots)
    if len(months) > 1:
        raise Unread("this may be last year's month or this year's")
    return _third_of_month(*months[0], slots["third"])


def _third_of_month(year: int, month: int, third: str) -> Read:
    first, last = {"early": (1, 10), "mid": (11, 20), "late": (21, month_length(year, month))}[third]
    return one_of(day_text(days(year, month, first)), day_text(days(year, month, last)))


def third_of_year(context: Context, settings: Settings, slots: Slots) -> Read:  # noqa: ARG001
    """Four months of a year."""
    return _third_of_year(int(slots["year"]), slots["third"])


def _third_of_year(year: int, third: str) -> Read:
    first = 4 * THIRDS[third] + 1
    return one_of(month_text(year, first), month_text(year, first + 3))


def third_of_decade(context: Context, settings: Settings, slots: Slots) -> Read:  # noqa: ARG001
    """Some years of a decade."""
    return _third_of_decade(int(slots["decade"][:-1]), slots["third"])


def _third_of_decade(start: int, third: str) -> Read:
    first, last = THIRDS_OF_DECADE[third]
    return one_of(f"{year_text(start + first)}", f"{year_text(start + last)}")


def third_of_century(context: Context, settings: Settings, slots: Slots) -> Read:  # noqa: ARG001
    """A third of a hundred years."""
    first, last = THIRDS_OF_CENTURY[slots["third"]]
    start = _century(slots)
    return one_of(f"{year_text(start + first)}", f"{year_text(start + last)}")


def decade(context: Context, settings: Settings, slots: Slots) -> Read:  # noqa: ARG001
    """Ten years; "the 1900s" may be ten or a hundred, so it is not read."""
    if slots["decade"].endswith("00s"):
        raise Unread("this may be ten years or a hundred")
    return single(f"{slots['decade'][:3]}X")


def century(context: Context, settings: Settings, slots: Slots) -> Read:  # noqa: ARG001
    """A hundred years."""
    start = _century(slots)
    return one_of(f"{year_text(start + 1)}", f"{year_text(start + 100)}")


def _century(slots: Slots) -> int:
    return 100 * (int(slots["century"][:-2]) - 1)


def month(context: Context, settings: Settings, slots: Slots) -> Read:
    """A named month."""
    return either(*(month_text(*found) for found in _named_months(context, settings, slots)))


def _named_months(context: Context, settings: Settings, slots: Slots) -> list[tuple[int, int]]:
    """Return the month of that name that is meant, or the two that can be."""
    number = int(slots["month"])
    year, current, _ = context.date
    if "year" in slots:
        return [(int(slots["year"]), number)]
    if "years" in settings:
        return [(year + settings["years"], number)]
    latest = (year if number <= current else year - 1, number)
    following = (year if number > current else year + 1, number)
    return meant(context, latest, following, back=(current - number) % 12, ahead=(number - current) % 12 or 12)


def last_month(context: Context, settings: Settings, slots: Slots) -> Read:  # noqa: ARG001
    """The latest month of that name that was over, and the one before it where both have been called so."""
    number = int(slots["month"])
    year, current, _ = context.date
    before = month_text(year - 1, number)
    return either(before, month_text(year, number)) if number < current else single(before)


def season(context: Context, settings: Settings, slots: Slots) -> Read:  # noqa: ARG001
    """A season of a year; a winter is called after the year in which it begins and after that in which it ends."""
    year = int(slots["year"])
    if slots["season"] == WINTER:
        return either(f"{year_text(year - 1)}-{WINTER}", f"{year_text(year)}-{WINTER}")
    return single(f"{year_text(year)}-{slots['season']}")


def this_season(context: Context, settings: Settings, slots: Slots) -> Read:  # noqa: ARG001
    """The season of this year; a winter may have begun in the last."""
    year, name = context.date[0], slots["season"]
    this, before = f"{year_text(year)}-{name}", f"{year_text(year - 1)}-{name}"
    if name != WINTER or _begun_and_over(context, this)[0]:
        return single(this)
    return either(before, this) if _begun_and_over(context, before)[1] else single(before)


def last_season(context: Context, settings: Settings, slots: Slots) -> Read:  # noqa: ARG001
    """The latest season that was over, and the one before it where both have been called so."""
    year, name = context.date[0], slots["season"]
    texts = [f"{year_text(year - ago)}-{name}" for ago in range(3)]
    over = [text for text in texts if _begun_and_over(context, text)[1]]
    return either(over[0], over[1]) if over[0] == texts[0] else single(over[0])


def _begun_and_over(context: Context, text: str) -> tuple[bool, bool]:
    first, last = days_of(text)
    return first <= context.day, last < context.day


def quarter(context: Context, settings: Settings, slots: Slots) -> Read:  # noqa: ARG001
    """Three months of a year."""
    return single(f"{slots['year']}-{32 + int(slots['ordinal'])}")


def half(context: Context, settings: Settings, slots: Slots) -> Read:  # noqa: ARG001
    """Six months of a year."""
    if int(slots["ordinal"]) > 2:
        raise Unread("a year has two halves")
    return single(f"{slots['year']}-{39 + int(slots['ordinal'])}")


def year(context: Context, settings: Settings, slots: Slots) -> Read:  # noqa: ARG001
    """A year."""
    return single(slots["year"])


def past(context: Context, settings: Settings, slots: Slots) -> Read:  # noqa: ARG001
    """The span of that length that ends on the day."""
    return one_of(day_text(_away(context, slots, -1)), day_text(context.day))


def coming(context: Context, settings: Settings, slots: Slots) -> Read:  # noqa: ARG001
    """The span of that length that begins on the day."""
    return one_of(day_text(context.day), day_text(_away(context, slots, 1)))


def away(context: Context, settings: Settings, slots: Slots) -> Read:
    """So many units away; the longer the unit, the wider the span."""
    unit, sign = slots["unit"], settings["sign"]
    centre = _away(context, slots, sign)
    if unit == "day":
        return single(day_text(centre))
    if unit in {"week", "month"}:
        spare = 3 if unit == "week" else 15
        return one_of(day_text(centre - spare), day_text(centre + spare))
    year, month, _ = date_of(centre)
    if unit == "year":
        return one_of(month_text(*add_months(year, month, -6)), month_text(*add_months(year, month, 6)))
    return one_of(year_text(year - 5), year_text(year + 5))


def _away(context: Context, slots: Slots, sign: int) -> int:
    count, unit = int(slots.get("number", 1)) * sign, slots.get("unit") or slots["period"]
    if unit in {"day", "week"}:
        return context.day + count * (7 if unit == "week" else 1)
    year, month, number = context.date
    year, month = add_months(year, month, count * {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit])
    if not 1 <= year <= 9999:
        raise Unread("this is further away than words reach")
    return days(year, month, min(number, month_length(year, month)))

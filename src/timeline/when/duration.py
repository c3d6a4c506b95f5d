"""How long something lasted, as far as anyone says."""

from __future__ import annotations

import re

import attrs

from timeline import errors
from timeline.cards import Card, ShowsItself
from timeline.when.civil import DAY

__all__ = ["Duration"]

UNITS: dict[str, tuple[int, int]] = {
    "s": (1, 1),
    "min": (60, 60),
    "h": (3_600, 3_600),
    "d": (DAY, DAY),
    "week": (7 * DAY, 7 * DAY),
    "month": (28 * DAY, 31 * DAY),
    "year": (365 * DAY, 366 * DAY),
}
SPELLINGS = {
    "s": "s", "sec": "s", "second": "s", "seconds": "s", "min": "min", "minute": "min", "minutes": "min",
    "h": "h", "hour": "h", "hours": "h", "d": "d", "day": "d", "days": "d", "week": "week", "weeks": "week",
    "month": "month", "months": "month", "year": "year", "years": "year",
}  # fmt: skip
# Compiled on first use, by `re` itself: compiling takes longer than importing all the rest.
TEXT = (
    r"(~?)(?:(<|>|<=|>=|≤|≥) ?)?([0-9]{1,9})(?:\.\.([0-9]{1,9}))? ?([a-z]{1,8})"
    r"(?: ([0-9]{1,9}) ?([a-z]{1,8}))?(?: ([0-9]{1,9}) ?([a-z]{1,8}))?"
)


@attrs.frozen
class Duration(ShowsItself):
    """Bounds on how long something lasted.

    Attributes:
        low: At least so many seconds; `None` where nothing is said.
        high: At most so many seconds; `None` where nothing is said.
        approximate: Whether the author wrote `~`, "about". The mark does not move the bounds; `limits` does.
        text: As the author wrote it; `Duration.parse(str(duration)) == duration`.

    Units: seconds; a month is 28 to 31 days and a year 365 or 366.
    """

    low: int | None
    high: int | None
    approximate: bool
    text: str

    @classmethod
    def parse(cls, text: str) -> Duration:
        """Read `15 min`, `~15 min`, `> 4 h`, `2..3 days`, `1 h 30 min`.

        Units that are read: s, min, h, day, week, month, year, in these and longer spellings.

        Raises:
            Invalid: `unreadable-duration`, or `impossible-duration` for one that runs backwards or lasts no time.

        Examples:
            >>> Duration.parse("~15 min").low      # Trump and Zelenskyy in St. Peter's
            900
            >>> Duration.parse("> 4 h").high is None
            True
        """
        about, relation, low, high, *units = _matched(text).groups()
        if (relation and high) or (high and units[1]):
            raise _refused(text, "a range is written alone, with one unit")
        least, most = _amount(text, [low, *units])
        if high:
            most = _amount(text, [high, units[0]])[1]
            if int(high) < int(low):
                raise _refused(text, "the second number is below the first", code="impossible-duration")
        if most == 0 and (not relation or relation[0] in "<≤"):
            raise _refused(text, "nothing lasts no time", code="impossible-duration")
        above, below = (relation or "=")[0] in ">≥", (relation or "=")[0] in "<≤"
        return cls(None if below else least, None if above else most, bool(about), text)

    @classmethod
    def of(cls, value: Duration | str) -> Duration:
        """Return a duration as it is, or the text of one read."""
        return value if isinstance(value, Duration) else cls.parse(value)

    @property
    def limits(self) -> tuple[int, int | None]:
        """What is taken as certain when durations and dates are reckoned together, in seconds.

        An approximate duration counts for anything from half to twice what it says. Source: our decision.
        """
        if not self.approximate:
            return self.low or 0, self.high
        return (self.low or 0) // 2, None if self.high is None else self.high * 2

    def card(self) -> Card:
        """Return it in words, as a notebook shows it."""
        from timeline.when.telling import card_of_duration

        return card_of_duration(self)

    def __str__(self) -> str:
        return self.text

    @property
    def parts(self) -> tuple[str, tuple[tuple[str, str, str], ...]]:
        """The relation, and each number, second number and unit, for whoever puts it into words."""
        _, relation, low, high, unit, *more = _matched(self.text).groups()
        first = (low, high or "", SPELLINGS[unit])
        rest = [(number, "", SPELLINGS[name]) for number, name in zip(more[::2], more[1::2], strict=True) if number]
        return relation or "", (first, *rest)


def _matched(text: object) -> re.Match[str]:
    found = re.fullmatch(TEXT, text) if isinstance(text, str) and len(text) <= 80 else None
    if found is None:
        raise _refused(text, "this is not a duration")
    return found


def _amount(text: str, pairs: list[str | None]) -> tuple[int, int]:
    """Add up numbers with their units; each unit may come once and in falling size."""
    low = high = 0
    last = len(UNITS)
    for number, name in zip(pairs[::2], pairs[1::2], strict=False):
        if number is None or name is None:
            continue
        unit = SPELLINGS.get(name)
        if unit is None:
            raise _refused(text, f"no unit {name!r}", hint=errors.nearest(name, SPELLINGS))
        order = list(UNITS).index(unit)
        if order >= last:
            raise _refused(text, "units come once each, the longest first")
        least, most = _span(int(number), unit)
        low, high, last = low + least, high + most, order
    return low, high


def _span(count: int, unit: str) -> tuple[int, int]:
    """Return the least and most seconds of some units; twelve months are a year."""
    if unit == "month":
        years, months = divmod(count, 12)
        return (365 * years + 28 * months) * DAY, (366 * years + 31 * months) * DAY
    least, most = UNITS[unit]
    return count * least, count * most


def _refused(text: object, message: str, *, code: str = "unreadable-duration", hint: str = "") -> errors.Invalid:
    hint = hint or "write 15 min, ~15 min, > 4 h, 2..3 days or 1 h 30 min"
    return errors.Invalid(f"{errors.shown(text, limit=60)}: {message}", code=code, hint=hint)

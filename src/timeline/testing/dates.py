"""Strategies for dates, times and durations."""

from __future__ import annotations

from hypothesis import strategies as st

from timeline.when import Duration, Reading, When
from timeline.when.civil import date_of, days

__all__ = ["dates", "durations", "times", "whens"]

ZONES = ("Europe/Rome", "Europe/Kyiv", "Europe/Moscow", "America/New_York", "Asia/Kolkata", "Pacific/Apia")
OFFSETS = ("Z", "+03:00", "-04", "+05:45", "-12:00", "+14:00")
MARKS = ("", "", "", "?", "~", "%")
UNITS = ("s", "min", "h", "days", "weeks", "months", "years")


@st.composite
def dates(draw: st.DrawFn, *, marks: bool = True, gaps: bool = True) -> str:
    """Draw the text of one date, a year, month, season or day of any age.

    Args:
        draw: Supplied by Hypothesis.
        marks: Whether `?`, `~` and `%` may appear.
        gaps: Whether unspecified digits may appear.
    """
    year, month, day = date_of(draw(st.integers(days(-9999), days(10_000) - 1) | st.integers(days(1900), days(2030))))
    kind = draw(st.sampled_from(["year", "month", "day", "day", "day", "season", "gaps", "long", "significant"]))
    mark = draw(st.sampled_from(MARKS)) if marks else ""
    sign = "-" if year < 0 else ""
    number = f"{sign}{abs(year):04}"
    if kind == "long":
        return f"Y{draw(st.integers(10_000, 10**12) | st.integers(-(10**12), -10_000))}{mark}"
    if kind == "significant":
        return f"{number}S{draw(st.integers(1, 4))}{mark}"
    if kind == "season":
        return f"{number}-{draw(st.integers(21, 41))}{mark}"
    if kind == "gaps" and gaps:
        return draw(_masked(number, day))
    if kind in {"year", "month"}:
        return f"{number}{mark}" if kind == "year" else f"{number}-{month:02}{mark}"
    inner = draw(st.sampled_from(MARKS)) if marks and mark else ""
    return f"{number}-{inner}{month:02}-{day:02}{mark}"


def _masked(number: str, day: int) -> st.SearchStrategy[str]:
    whole = max(day, 1)
    texts = [f"{number[:-1]}X", f"{number[:-2]}XX", f"{number}-XX", f"{number}-XX-XX", f"{number}-03-XX"]
    texts += [
        f"{number}-XX-{whole:02}",
        f"{number[:-1]}X-12-25",
        f"{number[:-2]}XX-12",
        f"{number}-1X",
        f"{number}-05-1X",
    ]
    return st.sampled_from(texts)


@st.composite
def times(draw: st.DrawFn, *, zones: bool = True) -> str:
    """Draw the text of one time of day, with or without an offset or a zone, that its zone did not skip."""
    year, month, day = date_of(draw(st.integers(days(1970), days(2030))))
    hour, minute, second = draw(st.integers(0, 23)), draw(st.integers(0, 59)), draw(st.integers(0, 59))
    clock = f"{hour:02}:{minute:02}" + draw(st.sampled_from(["", f":{second:02}"]))
    text = f"{year:04}-{month:02}-{day:02}T{clock}"
    where = draw(st.sampled_from(["", *OFFSETS, *(f"[{zone}]" for zone in ZONES)])) if zones else ""
    try:
        When.parse(text + where)
    except ValueError:
        return text
    return text + where


@st.composite
def _texts(draw: st.DrawFn, single: st.SearchStrategy[str]) -> str:
    """Draw a text of any shape made from single dates."""
    shape = draw(st.sampled_from(["moment", "moment", "interval", "one", "several", "open", "range"]))
    first, second = draw(single), draw(single)
    if shape == "moment":
        return first
    if shape == "open":
        left, right = draw(
            st.sampled_from([("", "/"), ("", "/.."), ("/", ""), ("../", ""), ("[", "..]"), ("[..", "]")])
        )
        return f"{left}{first}{right}"
    if shape in {"one", "several"}:
        members = ",".join([first, second, *draw(st.lists(single, max_size=2))])
        return f"[{members}]" if shape == "one" else f"{{{members}}}"
    low, high = sorted((first, second), key=lambda text: When.parse(text).sort_key)
    for text in (f"{low}/{high}", f"{high}/{low}"):
        try:
            When.parse(text)
        except ValueError:
            continue
        return text if shape == "interval" else f"[{text.replace('/', '..')}]" if "[" not in text else text
    return low


def whens(*, readings: bool = True, zones: bool = True, timed: bool = True) -> st.SearchStrategy[When]:
    """Draw imprecise times of every shape.

    Args:
        readings: Whether both readings are drawn, or only `within`.
        zones: Whether times of day may have zones.
        timed: Whether times of day are drawn at all.

    Examples:
        >>> from hypothesis import given
        >>> @given(whens())
        ... def keeps_its_text(when):
        ...     assert When.parse(str(when), reading=when.reading) == when
        >>> keeps_its_text()
    """
    single = st.one_of(dates(), times(zones=zones)) if timed else dates()
    reading = st.sampled_from(Reading) if readings else st.just(Reading.WITHIN)
    return st.builds(lambda text, way: When.parse(text, reading=way), _texts(single), reading)


@st.composite
def durations(draw: st.DrawFn) -> Duration:
    """Draw durations: exact, approximate, bounded on one side, ranges."""
    low = draw(st.integers(1, 500))
    unit = draw(st.sampled_from(UNITS))
    about = draw(st.sampled_from(["", "~"]))
    kind = draw(st.sampled_from(["", ">", "<", ">= ", "..", "two"]))
    if kind == "..":
        return Duration.parse(f"{about}{low}..{low + draw(st.integers(0, 50))} {unit}")
    if kind == "two":
        return Duration.parse(f"{about}{low} h {draw(st.integers(1, 59))} min")
    return Duration.parse(
        f"{about}{kind} {low} {unit}" if kind.strip() == kind and kind else f"{about}{kind}{low} {unit}"
    )

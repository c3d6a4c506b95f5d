"""Civil time at a place, and the instants it stands for.

A zone is written as an IANA name (`Europe/Rome`), an offset (`+03:00`, `+03`), or `Z`; a name with the offset that was
written beside it is `+01:00[Europe/Rome]`, and then the offset decides. Civil time is what the record says; an instant is worked
out when it is asked for, so a change in the zone database moves the instant and never the record.

All times are whole seconds since 1970-01-01T00:00, civil or UTC as the name says.
"""

from __future__ import annotations

import functools
import re
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from timeline import errors
from timeline.when.civil import DAY, date_of, days

if TYPE_CHECKING:
    import zoneinfo

    import pendulum

__all__ = ["check_zone", "civil_time", "database", "instants", "moment", "name_of", "zone_problem"]

OFFSET = re.compile(r"(?:Z|([+-])([0-9]{2})(?::([0-9]{2}))?)")
EAST, WEST = 14 * 3_600, 12 * 3_600  # the widest offsets in use since zones exist
EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - civil time has no zone
CYCLE = 146_097 * DAY  # the calendar repeats after 400 years
LOWEST, HIGHEST = days(1, 1, 2) * DAY, days(9999, 12, 31) * DAY
MODEL = days(2000) * DAY
ELSEWHERE = {
    "EST": "America/New_York or -05:00", "EDT": "America/New_York or -04:00", "CET": "Europe/Paris or +01:00",
    "CEST": "Europe/Paris or +02:00", "EET": "Europe/Kyiv or +02:00", "EEST": "Europe/Kyiv or +03:00",
    "MSK": "Europe/Moscow or +03:00", "GMT": "Europe/London or Z", "BST": "Europe/London or +01:00",
    "PST": "America/Los_Angeles or -08:00", "PDT": "America/Los_Angeles or -07:00", "MST": "America/Denver or -07:00",
    "CST": "America/Chicago or -06:00", "HST": "Pacific/Honolulu or -10:00",
    "FLE Standard Time": "Europe/Kyiv", "Russian Standard Time": "Europe/Moscow", "GMT Standard Time": "Europe/London",
    "W. Europe Standard Time": "Europe/Berlin or Europe/Rome", "Romance Standard Time": "Europe/Paris",
    "Central Europe Standard Time": "Europe/Budapest", "Eastern Standard Time": "America/New_York",
    "Turkey Standard Time": "Europe/Istanbul", "Israel Standard Time": "Asia/Jerusalem", "China Standard Time": "Asia/Shanghai",
    "Arab Standard Time": "Asia/Riyadh", "Korea Standard Time": "Asia/Seoul", "Tokyo Standard Time": "Asia/Tokyo",
}  # fmt: skip


def check_zone(zone: str) -> str:
    """Return the zone as one shared text, or refuse it; no file is touched for a name that is not on the list.

    Only names of places count, and `UTC`: abbreviations (`EST`), machine names (`localtime`) and `Etc/GMT+3`, which means
    UTC-3, are refused with a hint.

    Raises:
        Invalid: `unknown-zone`, with the nearest name.

    Source: RFC 9557 section 4 for names in brackets; the offsets from -12:00 to +14:00 are our decision.

    Examples:
        >>> check_zone("Europe/Kyiv")
        'Europe/Kyiv'
    """
    if not isinstance(zone, str) or len(zone) > 64:
        raise errors.Invalid(f"no zone {errors.shown(zone, limit=60)}", code="unknown-zone")
    if offset(zone) is not None or zone in names():
        return sys.intern(str.__str__(zone))
    hint = f"write {ELSEWHERE[zone]}" if zone in ELSEWHERE else ""
    if zone.startswith("Etc/"):
        hint = "its sign is the reverse of what one expects; write the offset, such as -03:00"
    elif zone.startswith(("+", "-")):
        hint = "an offset is written +03:00 and lies between -12:00 and +14:00"
    raise errors.Invalid(
        f"no zone {errors.shown(zone, limit=60)}", code="unknown-zone", hint=hint or errors.nearest(zone, names())
    )


@functools.lru_cache(maxsize=1)
def names() -> frozenset[str]:
    """The zone names that may be written: those of places, from the `tzdata` package, and `UTC`."""
    import importlib.resources

    listed = (importlib.resources.files("tzdata") / "zones").read_text(encoding="ascii").split()
    return frozenset(name for name in listed if "/" in name and not name.startswith("Etc/")) | {"UTC"}


@functools.lru_cache(maxsize=2048)
def offset(zone: str) -> int | None:
    """Return the seconds that a written offset lies ahead of UTC; `None` for anything else.

    `-00:00` says that UTC is known and the local offset is not (RFC 9557 section 2.1); it is read as UTC.
    """
    found = OFFSET.fullmatch(zone)
    if found is None:
        return None
    sign, hours, minutes = found.groups()
    if sign is None:
        return 0
    ahead = (int(hours) * 3_600 + int(minutes or 0) * 60) * (1 if sign == "+" else -1)
    return ahead if -WEST <= ahead <= EAST and int(minutes or 0) < 60 else None


@functools.lru_cache(maxsize=2048)
def split(zone: str) -> tuple[str | None, int | None]:
    """Return the name and the written offset of a zone, either of which may be missing."""
    if zone.endswith("]"):
        written, _, name = zone[:-1].partition("[")
        return name, offset(written)
    ahead = offset(zone)
    return (zone, None) if ahead is None else (None, ahead)


def name_of(zone: str | None) -> str | None:
    """Return what a reader calls the zone: its name where there is one, else the offset as written."""
    return zone if zone is None else split(zone)[0] or zone


def instants(zone: str | None, civil: int) -> tuple[int, int]:
    """Return the first and the last instant that a civil second can be, in UTC seconds.

    They differ for a time that a zone had twice, and for one that it skipped: both possible offsets are allowed then, because
    the record is wrong by an amount nobody knows and a guess would shift it in silence. Without a zone they are 26 hours apart.

    Examples:
        >>> [second - 1_761_436_800 for second in instants("Europe/Rome", 1_761_445_800)]    # 26 October 2025, 02:30
        [1800, 5400]
    """
    if zone is None:
        return civil - EAST, civil + WEST
    name, ahead = split(zone)
    if ahead is not None:
        return civil - ahead, civil - ahead
    early, late = offsets(name or "UTC", civil)
    return civil - max(early, late), civil - min(early, late)


@functools.lru_cache(maxsize=8192)
def offsets(name: str, civil: int) -> tuple[int, int]:
    """Return the offsets at a civil second, before and after a change of clocks; mostly they are the same.

    Why: years that `datetime` cannot hold borrow the rule of the same year in another cycle of 400; before year 1 every zone
    is at its first local mean time.
    """
    civil = _holdable(civil)
    zone = _rules(name)
    naive = EPOCH + timedelta(seconds=civil)
    return _seconds(zone.utcoffset(naive)), _seconds(zone.utcoffset(naive.replace(fold=1)))


def civil_time(zone: str, instant: int) -> int:
    """Return the civil second that clocks in the zone show at an instant."""
    name, ahead = split(zone)
    if name is None:
        return instant + (ahead or 0)
    there = (EPOCH + timedelta(seconds=_holdable(instant))).replace(tzinfo=UTC).astimezone(_rules(name))
    return instant + _seconds(there.utcoffset())


def zone_problem(zone: str | None, civil: int) -> str | None:
    """Say what is wrong with a civil time in a zone: that it never was, or that it was twice.

    Examples:
        >>> zone_problem("Europe/Kyiv", 1_743_305_400)
        '03:30 on 2025-03-30 does not exist in Europe/Kyiv; it is either 02:30+02:00 or 04:30+03:00'
        >>> zone_problem("Europe/Rome", 1_761_445_800)
        '02:30 on 2025-10-26 was twice in Europe/Rome; write 02:30+02:00 or 02:30+01:00 for the one that is meant'
    """
    name, ahead = split(zone) if zone else (None, None)
    if name is None or ahead is not None:
        return None
    early, late = offsets(name, civil)
    if early == late:
        return None
    year, month, day = date_of(civil // DAY)
    clock, date = _clock(civil), f"{year:04}-{month:02}-{day:02}"
    if early > late:
        both = f"{clock}{offset_text(early)} or {clock}{offset_text(late)}"
        return f"{clock} on {date} was twice in {name}; write {both} for the one that is meant"
    before, after = civil - late + early, civil - early + late
    # Where a whole day was skipped, the two differ in their dates and not in their clocks.
    days_apart = "" if before // DAY == after // DAY else " of the day before or after"
    both = f"{_clock(before)}{offset_text(early)} or {_clock(after)}{offset_text(late)}{days_apart}"
    return f"{clock} on {date} does not exist in {name}; it is either {both}"


def skipped(zone: str, civil: int) -> bool:
    """Whether clocks in the zone, which stands without an offset, jumped over a civil second."""
    early, late = offsets(zone, civil)
    return early < late


def agrees(zone: str, civil: int) -> bool:
    """Whether the offset written beside a name is one that the zone had at that time, to the minute."""
    name, ahead = split(zone)
    if name is None or ahead is None:
        return True
    return any(abs(ahead - there) < 60 for there in offsets(name, civil))


def moment(zone: str | None, civil: int, *, last: bool = False) -> pendulum.DateTime:
    """Return a civil second as a pendulum value in its zone; naive without one.

    Args:
        zone: As everywhere here.
        civil: A second within the years 1 to 9999.
        last: Which side of a repeated or skipped time to take, where no offset was written.
    """
    import pendulum

    if zone is None:
        return pendulum.naive(*(EPOCH + timedelta(seconds=civil)).timetuple()[:6])
    name, ahead = split(zone)
    instant = instants(zone, civil)[last]
    place = (
        pendulum.timezone(name) if name else pendulum.timezone("UTC") if not ahead else pendulum.FixedTimezone(ahead)
    )
    return pendulum.instance((EPOCH + timedelta(seconds=instant)).replace(tzinfo=UTC)).in_timezone(place)


@functools.lru_cache(maxsize=1)
def database() -> str:
    """Return the version of the zone database in use, such as `2025b`; the system's where it has one, else that of the package `tzdata`.

    Where the system's does not tell its version, it is `of unknown version`.

    Examples:
        >>> database()[:2]
        '20'
    """
    import importlib.resources
    import pathlib
    import zoneinfo

    systems = (path for path in map(pathlib.Path, zoneinfo.TZPATH) if (path / "Europe").is_dir())
    folder = next(systems, importlib.resources.files("tzdata") / "zoneinfo")
    for name in ("tzdata.zi", "+VERSION"):  # the second is Apple's
        if (folder / name).is_file():
            with (folder / name).open(encoding="utf-8") as lines:
                return lines.readline().rpartition(" ")[2].strip()
    return "of unknown version"


@functools.lru_cache(maxsize=1024)
def _rules(name: str) -> zoneinfo.ZoneInfo:
    import zoneinfo

    return zoneinfo.ZoneInfo(name)


def _holdable(second: int) -> int:
    """Return the second itself, or the one of a year that `datetime` can hold with the same calendar."""
    if LOWEST <= second <= HIGHEST:
        return second
    return LOWEST if second < LOWEST else MODEL + (second - MODEL) % CYCLE


def _seconds(ahead: timedelta | None) -> int:
    return 0 if ahead is None else ahead.days * DAY + ahead.seconds


def _clock(civil: int) -> str:
    minutes, second = divmod(civil % DAY, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}" + (f":{second:02}" if second else "")


def offset_text(ahead: int) -> str:
    """Write an offset: `+03:00`, with seconds where local mean time had them."""
    hours, rest = divmod(abs(ahead), 3_600)
    return f"{'-' if ahead < 0 else '+'}{hours:02}:{rest // 60:02}" + (f":{rest % 60:02}" if rest % 60 else "")

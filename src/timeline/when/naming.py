"""What one date is called, in words.

A date with gaps is named by what is known of it ("a day in April 1985"), and where that has no name of its own, by its first and last
possible day. Marks of doubt become "about", "possibly", or a note on the component that bears them.
"""

from __future__ import annotations

import functools
import re

import attrs

from timeline.language import Language
from timeline.when import zone as zones
from timeline.when.civil import DAY, date_of, days
from timeline.when.parts import Point
from timeline.when.terms import Grain

__all__ = ["Namer"]

PATTERN_PIECE = r"'([^']*)'|(d+|M+|L+|y+|E+|G)|([^A-Za-z']+)"  # compiled on first use, by `re` itself
SEASONS = ("spring {year}", "summer {year}", "autumn {year}", "winter {year}")
GROUPS = {
    33: "the first quarter of {year}",
    34: "the second quarter of {year}",
    35: "the third quarter of {year}",
    36: "the fourth quarter of {year}",
    37: "the first third of {year}",
    38: "the second third of {year}",
    39: "the last third of {year}",
    40: "the first half of {year}",
    41: "the second half of {year}",
}
DOUBTS = {"?": "possibly {date}", "~": "about {date}", "%": "possibly about {date}"}
NOTES = {"?": "{parts} uncertain", "~": "{parts} approximate", "%": "{parts} uncertain and approximate"}


@functools.lru_cache(maxsize=256)
def _pieces(pattern: str) -> tuple[tuple[str, bool], ...]:
    """Return a pattern taken apart: texts and fields, and whether each is a field."""
    found = re.finditer(PATTERN_PIECE, pattern)
    return tuple((one[2], True) if one[2] is not None else (one[3] or one[1], False) for one in found)


@attrs.frozen
class Namer:
    """Names dates in one language and one style.

    Attributes:
        language: Whose words.
        short: Whether months and weekdays are cut.
        weekday: Whether whole days bear their day of the week.
        zone: Whether the zone is named.
        located: The zone of dates that name none, where one is known.
    """

    language: Language
    short: bool = False
    weekday: bool = False
    zone: bool = False
    located: str | None = None

    def name(self, point: Point) -> str:
        """Return a date in words, with its doubts and, where asked for, its zone."""
        return self.with_zone(self.doubted(self.plain(point), point), point.zone)

    def plain(self, point: Point) -> str:
        """Return a date in words without its doubts and its zone."""
        text = self.language.text
        if point.significant:
            return text("{date} (given as {year})", date=self._some_year(point), year=self.date(int(point.year)))
        if "X" in point.year + point.month + point.day:
            return self._masked(point)
        year, month = int(point.year), int(point.month or 0)
        if month > 12:
            return self._season(year, month)
        if point.second is None:
            return self.date(year, month, int(point.day or 0))
        date = self.date(year, month, int(point.day))
        return text("{date}, {time}", date=date, time=self.clock(point))

    def clock(self, point: Point) -> str:
        """Return the time of day, 24:00 where it was written so."""
        minutes, second = divmod(point.second or 0, 60)
        shown = f"{minutes // 60:02}:{minutes % 60:02}"
        return f"{shown}:{second:02}" if point.cells.grain is Grain.SECOND else shown

    def date(self, year: int, month: int = 0, day: int = 0) -> str:
        """Return a date of any year in words; year 0 is 1 BCE, and years before 1000 say that they are CE."""
        if day and not self.weekday:
            before, digits, after = _around_the_day(self.language, year, month, short=self.short)
            return f"{before}{day:0{digits}}{after}"
        skeleton = "y"
        if month:
            skeleton = "yMMM" if self.short else "yMMMM"
        if day:
            skeleton = "yMMMEd" if self.short else "yMMMMEEEEd"
        return self._with_era(self.fill(self.language.pattern(skeleton), year, month, day), year)

    def fill(self, pattern: str, year: int, month: int, day: int) -> str:
        """Put numbers and names into a pattern of Unicode TR 35."""
        return "".join(
            [self._field(text, year, month, day) if is_field else text for text, is_field in _pieces(pattern)]
        )

    def doubted(self, name: str, point: Point) -> str:
        """Return a name with the doubts of the date it names."""
        marks = self._present(point)
        kinds = set(marks.values())
        if len(kinds) == 1:
            mark = kinds.pop()
            return self.language.text(DOUBTS[mark], date=name) if mark else name
        text = self.language.text
        notes = []
        for mark, note in NOTES.items():
            parts = [text(part) for part, found in marks.items() if found == mark]
            if parts:
                notes.append(text(note, parts=self.language.join(parts)))
        return text("{date} ({notes})", date=name, notes=", ".join(notes))

    def with_zone(self, name: str, zone: str | None) -> str:
        """Return a name with the zone in which it is meant, where zones are asked for."""
        where = zones.name_of(zone or self.located)
        if not self.zone or where is None:
            return name
        return self.language.text("{date} ({zone})", date=name, zone=self.zone_name(where))

    def zone_name(self, zone: str) -> str:
        """Return what a reader calls a zone: `Rome time`, `UTC+03:00`, `UTC`."""
        if zone in {"Z", "UTC", "-00:00", "+00:00", "+00"}:
            return "UTC"
        if zone[0] in "+-":
            return f"UTC{zone}"
        return self.language.text("{city} time", city=self.language.city(zone))

    def _field(self, token: str, year: int, month: int, day: int) -> str:
        letter, width = token[0], len(token)
        if letter == "y":
            return str(year if year > 0 else 1 - year)
        if letter == "d":
            return f"{day:0{width}}"
        if letter == "E":
            return self.language.weekday((days(year, month, day) + 3) % 7, wide=width > 3)
        if letter == "G":
            return self.language.era(before=year <= 0)
        return f"{month:0{width}}" if width < 3 else self.language.month(month, wide=width > 3, alone=letter == "L")

    def around_the_day(self, year: int, month: int) -> tuple[str, int, str]:
        """Return what stands before and behind the day in a date of a month, and how many digits the day has at least."""
        pieces = _pieces(self.language.pattern("yMMMd" if self.short else "yMMMMd"))
        place = next(place for place, (text, is_field) in enumerate(pieces) if is_field and text[0] == "d")
        before, after = (
            "".join([self._field(text, year, month, 1) if is_field else text for text, is_field in part])
            for part in (pieces[:place], pieces[place + 1 :])
        )
        with_era = self._with_era(f"{before}\0{after}", year)
        before, _, after = with_era.partition("\0")
        return before, len(pieces[place][0]), after

    def _with_era(self, name: str, year: int) -> str:
        if year >= 1000 or (year > 0 and not self.language.english):
            return name
        era = self.language.era(before=year <= 0)
        return f"{era}{name}" if self.language.era_first else f"{name} {era}"

    def _season(self, year: int, code: int) -> str:
        text = self.language.text
        if code in GROUPS:
            return text(GROUPS[code], year=self.date(year))
        kind = (code - 21) % 4
        # Winter in the north and summer in the south go on into the next year.
        crossing = kind == (1 if code >= 29 else 3)
        shown = f"{self.date(year)}–{self.date(year + 1)}" if crossing else self.date(year)
        name = text(SEASONS[kind], year=shown)
        if code < 25:
            return name
        side = text("northern hemisphere") if code < 29 else text("southern hemisphere")
        return text("{date} ({notes})", date=name, notes=side)

    def _masked(self, point: Point) -> str:
        """Name a date with unspecified digits."""
        text = self.language.text
        year_known = "X" not in point.year
        if not point.month:
            return self._years(point)
        if year_known and point.month == "XX" and point.day in ("", "XX"):
            message = "a day in {date}" if point.day else "some month of {year}"
            return text(message, date=self.date(int(point.year)), year=self.date(int(point.year)))
        if "X" not in point.month and point.day == "XX":
            return text("a day in {date}", date=self._month_of(point))
        if "X" not in point.month + point.day:
            return self._month_of(point)
        message = "a day between {low} and {high}" if point.day else "some month between {low} and {high}"
        return text(message, low=self._cell(point.cells.first, point), high=self._cell(point.cells.last, point))

    def _month_of(self, point: Point) -> str:
        """Name a month, or a day of a month, of a year that may be unknown."""
        day = 0 if point.day in ("", "XX") else int(point.day)
        if "X" not in point.year:
            return self.date(int(point.year), int(point.month), day)
        skeleton = ("MMM" if self.short else "MMMM") + ("d" if day else "")
        pattern = "LLLL" if not self.language.english and not day else self.language.pattern(skeleton)
        name = self.fill(pattern, 2000, int(point.month), day)
        return self.language.text("{date} of {year}", date=name, year=self._some_year(point))

    def _years(self, point: Point) -> str:
        first = date_of(point.cells.first // DAY)[0]
        if point.cells.grain is Grain.DECADE and first >= 1000:
            return self.language.text("the {decade}s", decade=first)
        if point.cells.grain is Grain.YEAR or point.year == "XXXX":
            return self._some_year(point)
        return self.language.text("some time between {low} and {high}", **self._first_and_last(point))

    def _some_year(self, point: Point) -> str:
        if point.year == "XXXX":
            return self.language.text("an unknown year")
        return self.language.text("some year between {low} and {high}", **self._first_and_last(point))

    def _first_and_last(self, point: Point) -> dict[str, object]:
        low, high = date_of(point.cells.first // DAY)[0], date_of(point.cells.last_end // DAY - 1)[0]
        return {"low": self.date(low), "high": self.date(high)}

    def _cell(self, second: int, point: Point) -> str:
        year, month, day = date_of(second // DAY)
        return self.date(year, month, day if point.day else 0)

    def _present(self, point: Point) -> dict[str, str]:
        """Return the marks of the components that the date has."""
        marks = point.marks
        present = {"year": marks.year}
        if point.month:
            present["season" if point.month.isdigit() and int(point.month) > 12 else "month"] = marks.month
        if point.day:
            present["day"] = marks.day
        if point.second is not None:
            present["time"] = marks.time
        return present


@functools.lru_cache(maxsize=4096)
def _around_the_day(language: Language, year: int, month: int, *, short: bool) -> tuple[str, int, str]:
    """Return what is the same for all days of a month. Why: nearly every date on a page is a day, and the months are few."""
    return Namer(language, short=short).around_the_day(year, month)

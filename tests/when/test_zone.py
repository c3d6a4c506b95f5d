"""Civil time at a place and the instants it stands for."""

import inspect
import os
import re
import subprocess
import sys
import zoneinfo

import pendulum
import pytest

from timeline import errors
from timeline.when import When
from timeline.when import zone as zones
from timeline.when.civil import days


@pytest.mark.parametrize(
    ("text", "offers"),
    [
        ("2025-03-30T03:30[Europe/Kyiv]", "02:30+02:00 or 04:30+03:00"),
        ("2011-03-27T02:30[Europe/Moscow]", "01:30+03:00 or 03:30+04:00"),
        ("2016-03-27T02:30[Europe/Astrakhan]", "01:30+03:00 or 03:30+04:00"),
        ("2011-12-30T12:00[Pacific/Apia]", "12:00-10:00 or 12:00+14:00"),
    ],
)
def test_a_time_that_its_own_zone_skipped_is_refused(text, offers):
    with pytest.raises(errors.Invalid) as caught:
        When(text)
    (problem,) = caught.value.problems
    assert problem.code == "impossible-date"
    assert "does not exist" in problem.message
    assert offers in problem.message


def test_a_time_that_the_zone_of_its_place_skipped_is_reported_and_spans_both():
    """Nobody wrote zone and time together, so the record stands and the finding is asked for."""
    when = When("2025-03-30T03:30").located("Europe/Kyiv")
    assert "does not exist in Europe/Kyiv" in when.zone_problem
    low, high = pendulum.datetime(2025, 3, 30, 0, 30).int_timestamp, pendulum.datetime(2025, 3, 30, 1, 31).int_timestamp
    assert (when.instants.start_min, when.instants.end_max) == (low, high)


TWICE = [("2025-10-26T02:30", "Europe/Rome"), ("1990-07-01T01:30", "Europe/Kyiv")]


@pytest.mark.parametrize(("text", "zone"), TWICE)
def test_a_time_that_its_own_zone_had_twice_is_refused_with_both_offsets(text, zone):
    with pytest.raises(errors.Invalid) as caught:
        When(f"{text}[{zone}]")
    (problem,) = caught.value.problems
    assert problem.code == "repeated-time"
    for offset in re.findall(r"[+-][0-9:]{5}(?= or| for)", problem.message):
        assert When(f"{text}{offset}[{zone}]").zone_problem is None


@pytest.mark.parametrize(("text", "zone"), TWICE)
def test_a_time_that_the_zone_of_its_place_had_twice_spans_both_and_is_reported(text, zone):
    when = When(text).located(zone)
    assert "was twice" in when.zone_problem
    assert when.instants.end_max - when.instants.start_min == 3_660


def test_an_offset_picks_the_side_of_a_repeated_hour():
    """Unlike those of pendulum 3.3, which lose the side when they are copied or pickled."""
    early, late = (When(f"2025-10-26T03:30{offset}[Europe/Kyiv]") for offset in ("+03:00", "+02:00"))
    assert late.instants.start_min - early.instants.start_min == 3_600
    assert early.zone == late.zone == "Europe/Kyiv"
    assert early.zone_problem is late.zone_problem is None
    assert early.instants == When("2025-10-26T00:30Z").instants
    assert late.earliest.offset_hours == 2


@pytest.mark.parametrize("text", ["2025-10-26T02:30+05:00[Europe/Rome]", "2025-04-26T12:00Z[Europe/Rome]"])
def test_an_offset_that_the_zone_did_not_have_is_refused(text):
    with pytest.raises(errors.Invalid, match="Europe/Rome was not at"):
        When(text)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("2015-01-15T12:00[Europe/Moscow]", 3 * 3600),
        ("2011-12-01T00:00[Europe/Minsk]", 3 * 3600),
        ("2022-03-01T00:00[Europe/Kyiv]", 2 * 3600),
        ("1900-01-01T00:00[Europe/Kyiv]", 2 * 3600 + 2 * 60 + 4),
        ("0001-01-01T00:00[Europe/Kyiv]", 2 * 3600 + 2 * 60 + 4),
        ("-0043-03-15T12:00[Europe/Kyiv]", 2 * 3600 + 2 * 60 + 4),
        ("2025-07-01T12:00[Europe/Kiev]", 3 * 3600),
        ("2025-04-26T12:00-04", -4 * 3600),
        ("2025-01-01T12:30:00-00:00", 0),
    ],
)
def test_offsets_as_history_had_them(text, seconds):
    when = When(text)
    assert when.start_min - when.instants.start_min == seconds


@pytest.mark.parametrize(
    ("zone", "hint"),
    [
        ("Europe/Nowhere", ""),
        ("../../../../etc/passwd", ""),
        ("Europe", ""),
        ("..", ""),
        ("Europe/Kyiv\x00", "did you mean 'Europe/Kyiv'?"),
        (" Europe/Kyiv", "did you mean 'Europe/Kyiv'?"),
        ("posixrules", ""),
        ("localtime", ""),
        ("EST", "America/New_York"),
        ("FLE Standard Time", "Europe/Kyiv"),
        ("Etc/GMT+3", "reverse"),
        ("a" * 5000, ""),
        ("+25:00", "between -12:00 and +14:00"),
        ("+3:00", "written +03:00"),
        ("", ""),
    ],
)
def test_zone_names_are_checked_before_any_file_is(zone, hint):
    with pytest.raises(errors.Invalid) as caught:
        zones.check_zone(zone)
    (problem,) = caught.value.problems
    assert problem.code == "unknown-zone"
    assert hint in problem.hint
    assert len(str(problem)) < 300


def test_a_zone_is_one_shared_text():
    assert zones.check_zone("Europe/" + "Rome") is zones.check_zone("Europe/Rome "[:-1])


def test_a_day_in_an_unknown_zone_is_fifty_hours():
    when = When("2025-04-26")
    assert when.instants.end_max - when.instants.start_min == 50 * 3600
    assert not when.zoned


def test_located_keeps_text_and_equality():
    when = When("2025-04-26T14:30")
    there = when.located("Europe/Rome")
    assert (str(there), there.zone, there == when, hash(there) == hash(when)) == (str(when), "Europe/Rome", True, True)
    assert there.instants == When("2025-04-26T14:30+02:00").instants
    assert When("2025-04-26T14:30Z").located("Europe/Rome").zone == "Z"
    assert when.located(None) is when
    with pytest.raises(errors.Invalid):
        when.located("Europe/Nowhere")


def test_an_end_without_a_zone_takes_that_of_the_other():
    when = When("2025-04-25T22:00/2025-04-26T06:00[Europe/Kyiv]")
    assert (when.zone, when.end_zone) == ("Europe/Kyiv", "Europe/Kyiv")
    assert When("2025-04-26T10:00+02:00/2025-04-27").end_zone == "+02:00"


def test_ends_in_different_zones_are_compared_as_instants():
    when = When("2025-04-26T10:00[Europe/Moscow]/2025-04-26T09:30[Europe/Rome]")
    assert (when.zone, when.end_zone) == ("Europe/Moscow", "Europe/Rome")
    assert when.instants.end_min - when.instants.start_min == 1_800
    with pytest.raises(errors.Invalid, match="the end lies before the start"):
        When("2025-04-26T10:00[Europe/Rome]/2025-04-26T10:30[Europe/Moscow]")


def test_members_of_a_set_have_their_own_zones():
    when = When("[2025-04-26T10:00[Europe/Moscow],2025-04-26T10:00[America/New_York]]")
    assert when.zone is None
    assert when.zoned
    moscow, new_york = (member.instants for member in when.members)
    assert (when.instants.start_min, when.instants.end_max) == (moscow.start_min, new_york.end_max)


def test_a_meeting_before_midnight_in_moscow_has_another_date_in_washington():
    when = When("2026-01-22T23:50[Europe/Moscow]")
    there = when.earliest.in_timezone("America/New_York")
    assert (when.earliest.day, there.day, there.hour) == (22, 22, 15)
    assert zones.civil_time("Asia/Tokyo", when.instants.start_min) // 86_400 - when.start_min // 86_400 == 1


def test_without_system_zone_data_it_works_from_the_package():
    code = (
        "import zoneinfo; from timeline.when import When, zone\n"
        "assert zoneinfo.TZPATH == ()\n"
        "print(When('2025-04-26T14:30[Europe/Kyiv]').instants[0], zone.database())"
    )
    env = {**os.environ, "PYTHONTZPATH": ""}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    instant, version = done.stdout.split()
    assert int(instant) == When("2025-04-26T14:30+03:00").instants.start_min
    assert version.startswith("20")


def test_other_zone_data_moves_the_instant_and_not_the_record(tmp_path):
    """The same text under a database in which Kyiv keeps the clocks of Tokyo."""
    code = (
        "import importlib.resources as r, pathlib, sys\n"
        "here = pathlib.Path(sys.argv[1]) / 'Europe'; here.mkdir()\n"
        "(here / 'Kyiv').write_bytes((r.files('tzdata') / 'zoneinfo/Asia/Tokyo').read_bytes())\n"
        "from timeline.when import When\n"
        "when = When('2025-04-26T14:30[Europe/Kyiv]'); print(when, when.instants[0])"
    )
    env = {**os.environ, "PYTHONTZPATH": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], env=env, capture_output=True, text=True, check=True
    )
    text, instant = done.stdout.split()
    assert text == "2025-04-26T14:30[Europe/Kyiv]"
    assert int(instant) == When("2025-04-26T14:30+09:00").instants.start_min


@pytest.mark.parametrize("text", ["0001-01-01T00:00[Europe/Kyiv]", "0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00"])
def test_a_time_whose_instant_no_calendar_holds_is_read_and_refused_as_a_value(text):
    when = When(text)
    for ask in ("earliest", "latest"):
        with pytest.raises(errors.Invalid) as caught:
            getattr(when, ask)
        assert caught.value.problems[0].code == "out-of-range"


@pytest.fixture
def zone_data():
    """Point the zone database to other folders, and back."""
    yield lambda *folders: zoneinfo.reset_tzpath([str(folder) for folder in folders])
    zoneinfo.reset_tzpath()


@pytest.mark.parametrize(
    ("name", "text", "version"),
    [
        ("tzdata.zi", "# version 2030a\n# This zic input file is in the public domain.\n", "2030a"),
        ("+VERSION", "2030b\n", "2030b"),
        ("iso3166.tab", "# tab\n", "of unknown version"),
    ],
)
def test_the_zone_database_tells_its_version_where_it_has_one(zone_data, tmp_path, name, text, version):
    (tmp_path / "Europe").mkdir()
    (tmp_path / name).write_text(text, encoding="utf-8")
    zone_data(tmp_path / "nothing-here", tmp_path)
    assert inspect.unwrap(zones.database)() == version


@pytest.mark.parametrize("text", ["2025-04-26", "2025-04-26[Europe/Rome]", "2025-04"])
def test_what_names_no_time_of_day_has_no_trouble_with_clocks(text):
    assert When(text).located("Europe/Rome").zone_problem is None


def second(*parts: int) -> int:
    year, month, day, *clock = parts
    hour, minute, rest = (*clock, 0, 0, 0)[:3]
    return days(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + rest


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (5, "no zone 5"),
        ("x" * 60, f"no zone '{'x' * 60}'"),
        ("x" * 65, f"no zone '{'x' * 60}...'"),
        (
            "Etc/GMT+3",
            "no zone 'Etc/GMT+3'; its sign is the reverse of what one expects; write the offset, such as -03:00",
        ),
        ("+15:00", "no zone '+15:00'; an offset is written +03:00 and lies between -12:00 and +14:00"),
        ("-13:00", "no zone '-13:00'; an offset is written +03:00 and lies between -12:00 and +14:00"),
        ("EST", "no zone 'EST'; write America/New_York or -05:00"),
        ("Europe/Kiiv", "no zone 'Europe/Kiiv'; did you mean 'Europe/Kyiv'?"),
    ],
)
def test_a_zone_that_is_none_is_refused_with_a_way_out(name: object, told: str) -> None:
    with pytest.raises(errors.Invalid) as caught:
        zones.check_zone(name)  # type: ignore[arg-type]
    (problem,) = caught.value.problems
    assert (str(problem), problem.code) == (told, "unknown-zone")


@pytest.mark.parametrize(
    ("zone", "civil", "told"),
    [
        (
            "Pacific/Apia",
            second(2011, 12, 30, 12),
            "12:00 on 2011-12-30 does not exist in Pacific/Apia; it is either 12:00-10:00 or 12:00+14:00 of the day before or after",
        ),
        (
            "Europe/Amsterdam",
            second(1937, 7, 1, 0, 0, 10),
            "00:00:10 on 1937-07-01 does not exist in Europe/Amsterdam; it is either 23:59:42+01:19:32 or 00:00:38+01:20 of the day before or after",
        ),
        (
            "Africa/Monrovia",
            second(1972, 1, 7, 0, 20),
            "00:20 on 1972-01-07 does not exist in Africa/Monrovia; it is either 23:35:30-00:44:30 or 01:04:30+00:00 of the day before or after",
        ),
        ("Europe/Rome", second(2025, 5, 5), None),
        ("+03:00", second(2025, 5, 5), None),
        ("+03:00[Europe/Rome]", second(2025, 10, 26, 2, 30), None),
        (None, 0, None),
    ],
)
def test_what_is_wrong_with_a_civil_time_is_told_with_both_ways_out(
    zone: str | None, civil: int, told: str | None
) -> None:
    assert zones.zone_problem(zone, civil) == told


def test_an_offset_is_written_to_the_second() -> None:
    offsets = [0, 3_600, -3_600, 19_800, -12_600, 1_172, -2_670, 4_772, -1]
    texts = ["+00:00", "+01:00", "-01:00", "+05:30", "-03:30", "+00:19:32", "-00:44:30", "+01:19:32", "-00:00:01"]
    assert [zones.offset_text(each) for each in offsets] == texts


@pytest.mark.parametrize(
    ("zone", "instant", "ahead"),
    [
        ("+03:00", 0, 10_800),
        ("Z", 0, 0),
        ("Europe/Rome", second(2025, 7, 1), 7_200),
        ("Europe/Rome", second(12_025, 7, 1), 7_200),
        ("Europe/Rome", second(12_025, 1, 1), 3_600),
        ("Asia/Tokyo", second(12_025, 1, 1), 32_400),
        ("Asia/Tokyo", second(-400, 1, 1), 33_539),
        ("Asia/Tokyo", second(1, 1, 2), 33_539),
        ("Asia/Tokyo", second(9_999, 12, 31), 32_400),
    ],
)
def test_clocks_are_told_in_any_year(zone: str, instant: int, ahead: int) -> None:
    """Behind those that Python knows a zone keeps the rules of the same year of another cycle; before them it is at its first local mean time."""
    assert zones.civil_time(zone, instant) == instant + ahead
    assert zones.instants(zone, instant + ahead) == (instant, instant)


@pytest.mark.parametrize(
    ("zone", "last", "told"),
    [
        ("+03:00", False, "2025-10-26 02:30:00+03:00"),
        ("-03:30", False, "2025-10-26 02:30:00-03:30"),
        ("Z", False, "2025-10-26 02:30:00+00:00"),
        ("UTC", False, "2025-10-26 02:30:00+00:00"),
        ("Europe/Rome", False, "2025-10-26 02:30:00+02:00"),
        ("Europe/Rome", True, "2025-10-26 02:30:00+01:00"),
        ("+01:00[Europe/Rome]", False, "2025-10-26 02:30:00+01:00"),
        (None, False, "2025-10-26 02:30:00"),
    ],
)
def test_a_moment_has_the_zone_that_it_is_written_in(zone: str | None, last: bool, told: str) -> None:
    found = zones.moment(zone, second(2025, 10, 26, 2, 30), last=last)
    assert str(found) == told
    assert last or str(zones.moment(zone, second(2025, 10, 26, 2, 30))) == told
    if zone in {"Z", "UTC"}:
        assert found.timezone_name == "UTC"


@pytest.mark.parametrize(
    ("written", "fits"),
    [("+02:00", True), ("+02:01", False), ("+01:59", False), ("+01:00", False)],
)
def test_an_offset_beside_a_name_fits_to_the_minute(written: str, fits: bool) -> None:
    assert zones.agrees(f"{written}[Europe/Rome]", second(2025, 7, 1)) is fits


def test_an_offset_of_half_a_minute_is_written_as_either_neighbour() -> None:
    """Amsterdam was ahead by 1:19:32 until 1937."""
    fitting = [f"+01:{minute:02}[Europe/Amsterdam]" for minute in range(15, 25)]
    assert [zone[:6] for zone in fitting if zones.agrees(zone, second(1937, 6, 1))] == ["+01:19", "+01:20"]


def test_a_time_that_was_skipped_is_none_that_was_twice() -> None:
    assert zones.skipped("Europe/Rome", second(2025, 3, 30, 2, 30)) is True
    assert zones.skipped("Europe/Rome", second(2025, 10, 26, 2, 30)) is False
    assert zones.skipped("Europe/Rome", second(2025, 5, 5)) is False


@pytest.mark.parametrize("zone", ["Europe/Rome", "America/New_York"])
@pytest.mark.parametrize("year", [10_000, 12_025])
def test_beyond_the_year_9999_clocks_change_as_four_hundred_years_before(zone: str, year: int) -> None:
    """Each noon of a year, and with the weekday on which rules of that zone rest."""
    cycles = (year - 2_000) // 400 * 146_097 * 86_400
    for noon in range(second(year, 1, 1, 12), second(year + 1, 1, 1), 86_400):
        assert zones.offsets(zone, noon) == zones.offsets(zone, noon - cycles)

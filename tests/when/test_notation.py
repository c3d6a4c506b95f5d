"""What is read, what is refused, and where the refusal points."""

import pathlib
import time

import pytest

from timeline import errors
from timeline.when import Edge, Grain, Qualifiers, Shape, When
from timeline.when.civil import DAY, date_of

EXAMPLES = [
    line.split("\t")
    for line in (pathlib.Path(__file__).parent / "data" / "edtf.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def shown(second, *, timed, last):
    """A bound as the table writes it."""
    if isinstance(second, Edge):
        return {Edge.OPEN: "..", Edge.UNKNOWN: "?"}[second]
    second -= last
    year, month, day = date_of(second // DAY)
    clock = second % DAY
    text = f"{year:04}-{month:02}-{day:02}"
    return text + f"T{clock // 3600:02}:{clock // 60 % 60:02}:{clock % 60:02}" if timed else text


def test_all_examples_are_there():
    assert len(EXAMPLES) == 64


@pytest.mark.parametrize(("text", "earliest", "latest"), EXAMPLES)
def test_edtf_examples(text, earliest, latest):
    when = When.parse(text)
    timed = when.grain.timed
    assert str(when) == text
    assert shown(when.start_min, timed=timed, last=False) == earliest
    assert shown(when.end_max, timed=timed, last=True) == latest


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025-XX", "2025-01-01", "2025-12-31"),
        ("2025-XX-31", "2025-01-31", "2025-12-31"),
        ("2025-0X-31", "2025-01-31", "2025-08-31"),
        ("XXXX", "0000-01-01", "9999-12-31"),
        ("XX00-02-29", "0000-02-29", "9600-02-29"),
        ("1X85", "1085-01-01", "1985-12-31"),
        ("-0043-03", "-043-03-01", "-043-03-31"),
        ("-01XX", "-199-01-01", "-100-12-31"),
        ("0000-02-29", "0000-02-29", "0000-02-29"),
        ("1582-10-10", "1582-10-10", "1582-10-10"),
        ("-0043-03-15", "-043-03-15", "-043-03-15"),
        ("2001-24", "2001-12-01", "2002-02-28"),
        ("2001-31", "2001-03-01", "2001-05-31"),
        ("2001-39", "2001-09-01", "2001-12-31"),
        ("2001-41", "2001-07-01", "2001-12-31"),
        ("-1950S2", "-1999-01-01", "-1900-12-31"),
        ("2025-05-05/2025-05", "2025-05-05", "2025-05-31"),
        ("{2024,2025}", "2024-01-01", "2025-12-31"),
        ("2025-04-26[Europe/Rome]", "2025-04-26", "2025-04-26"),
    ],
)
def test_bounds(text, first, last):
    when = When.parse(text)
    assert (shown(when.start_min, timed=False, last=False), shown(when.end_max, timed=False, last=True)) == (
        first,
        last,
    )


REFUSED = [
    ("2025-02-30", "impossible-date", 9, "February 2025 has 28 days"),
    ("1900-02-29", "impossible-date", 9, "February 1900 has 28 days"),
    ("2025-04-31", "impossible-date", 9, "April 2025 has 30 days"),
    ("2025-13", "impossible-date", 6, "there is no month 13"),
    ("2025-00", "impossible-date", 6, "there is no month 00"),
    ("2025-04-00", "impossible-date", 9, "April 2025 has no day 00"),
    ("2025-42", "impossible-date", 6, "there is no season 42"),
    ("2025-21-01", "impossible-date", 6, "there is no month 21"),
    ("199X-02-30", "impossible-date", 9, "there is no day 30 in February 199X"),
    ("XXX1-02-29", "impossible-date", 9, "there is no day 29 in February XXX1"),
    ("2025-XX-32", "impossible-date", 9, "there is no day 32"),
    ("2025-2X", "impossible-date", 6, "there is no month 2X"),
    ("2025-1X-3X", None, None, None),
    ("2005/2004", "impossible-date", 6, "the end lies before the start"),
    ("[2004-06..2004-05]", "impossible-date", 2, "the end lies before the start"),
    ("2025-01-01T25:00", "impossible-date", 12, "the last moment of a day is 24:00"),
    ("2025-01-01T24:01", "impossible-date", 12, "the last moment of a day is 24:00"),
    ("2025-01-01T23:60", "impossible-date", 15, "there is no minute 60"),
    ("2016-12-31T23:59:60Z", "impossible-date", 18, "there is no second 60"),
    ("2025-04T10:00", "unreadable-date", 8, "a time of day needs a whole date"),
    ("2025-04-XXT10:00", "unreadable-date", 12, "a time of day needs a whole date"),
    ("2025-01-01T12:00:00.5Z", "unreadable-date", 20, "fractions of a second"),
    ("1950S2-05", "unreadable-date", 7, "significant digits belong to a year alone"),
    ("199XS2", "impossible-date", 1, "significant digits and unspecified digits exclude each other"),
    ("2025-21-XX", "impossible-date", 6, "a season has no day and no unspecified digit"),
    ("202X-21", "impossible-date", 6, "a season has no day and no unspecified digit"),
    ("Y170000002-05", "unreadable-date", 11, "a year that begins with Y stands alone"),
    ("Y017000", "unreadable-date", 2, "no leading nought"),
    ("2025-04-26T10:00+15:00[Europe/Rome]", "unknown-zone", 17, "no offset '+15:00'"),
    ("2025S5", "impossible-date", 1, "5 significant digits of a year of 4"),
    ("-0000", "unreadable-date", 1, "there is no year -0000"),
    ("Y1985", "unreadable-date", 2, "written without Y"),
    ("Y1E9999", "unreadable-date", 2, "at most 24 digits"),
    ("../..", "unreadable-date", 1, "an interval without a date says nothing"),
    ("/", "unreadable-date", 1, "an interval without a date says nothing"),
    ("2025/2026/2027", "unreadable-date", 10, "an interval has one slash"),
    ("[2024,..1984]", "unreadable-date", 7, "only the first and the last member"),
    ("[1984..,2024]", "unreadable-date", 6, "only the first and the last member"),
    ("[..]", "unreadable-date", 2, "a range without a date says nothing"),
    ("[]", "unreadable-date", 2, "at least one member"),
    ("[2024,]", "unreadable-date", 7, "a date is missing"),
    ("[2024}", "unreadable-date", 6, "a set ends with ']'"),
    ("[[2024],2025]", "unreadable-date", 2, "not a date"),
    (" 2025", "unreadable-date", 1, "U+0020 (space)"),
    ("2025\n", "unreadable-date", 5, "U+000A"),
    ("2025–05", "unreadable-date", 5, "U+2013 (en dash)"),
    ("٢٠٢٥-٠١-٠١", "unreadable-date", 1, "U+0662"),
    ("202²", "unreadable-date", 4, "U+00B2"),
    ("2_025", "unreadable-date", 1, "not a date"),
    ("2025Z", "unreadable-date", 5, "not a date"),
    ("2025-05-05??", "unreadable-date", 12, "not a date"),
    ("2025-04-26T10:00+14:01", "unknown-zone", 17, "no zone '+14:01'"),
    ("2025-04-26T10:00+3:00", "unreadable-date", 17, "not a date"),
    ("2025-04-26T10:00[Europe/Nowhere]", "unknown-zone", 18, "no zone 'Europe/Nowhere'"),
    ("", "unreadable-date", 1, "a date is missing"),
]


@pytest.mark.parametrize(("text", "code", "character", "message"), REFUSED)
def test_refusals_say_what_and_where(text, code, character, message):
    if code is None:
        assert When.parse(text).grain is Grain.DAY
        return
    with pytest.raises(errors.Invalid) as caught:
        When.parse(text)
    (problem,) = caught.value.problems
    assert problem.code == code
    assert message in problem.message
    assert f"(character {character})" in problem.message
    assert "\n" not in str(problem)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("2025-125", "2025-05-05"),
        ("2025-W19-1", "week dates"),
        ("1/2/2025", "day or month first"),
        ("now", "When.said"),
        ("unknown", "XXXX"),
        ("199u", "199X"),
        ("25", "20XX"),
        ("+2025", "plus sign"),
        ("P1Y", "a duration"),
        ("2025-01-01 12:00:00Z", "put T"),
        ("2025:01:02", "hyphens"),
        ("12025", "begins with Y"),
        ("2025-04-26T14", "T14:00"),
    ],
)
def test_refusals_name_the_habit_they_come_from(text, hint):
    with pytest.raises(errors.Invalid) as caught:
        When.parse(text)
    assert hint in caught.value.problems[0].hint


@pytest.mark.parametrize("value", [None, 2025, 2025.5, b"2025-04-26", ["2025"], {"when": "2025"}])
def test_only_text_is_a_date(value):
    with pytest.raises(errors.Invalid, match="a date is text"):
        When.parse(value)


@pytest.mark.parametrize(
    "text",
    [
        "2" * 10_000_000,
        "1" * 40 + "!",
        "Y1E" + "9" * 1000,
        "Y" + "9" * 5000,
        "2025-05-05" + "?" * 500,
        "2025/" * 200 + "2025",
        "[" + ",".join(map(str, range(1000, 3000))) + "]",
        "[" + "2025," * 100 + "2025]",
        "[" * 4000,
        "2025-04-26T10:00[" + "a/" * 500 + "]",
        "X" * 4000,
    ],
)
def test_hostile_lengths_are_refused_at_once(text):
    """Measured generously: a slow machine has a hundred times the time that is needed."""
    before = time.process_time()
    with pytest.raises(errors.Invalid) as caught:
        When.parse(text)
    assert time.process_time() - before < 0.5
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("2004-06-11%", Qualifiers("%", "%", "%", "")),
        ("2004-06~-11", Qualifiers("~", "~", "", "")),
        ("2004?-06-11", Qualifiers("?", "", "", "")),
        ("?2004-06-~11", Qualifiers("?", "", "~", "")),
        ("2004-%06-11", Qualifiers("", "%", "", "")),
        ("2004?-06-11~", Qualifiers("%", "~", "~", "")),
        ("2025-04-26T14:30~", Qualifiers("~", "~", "~", "~")),
        ("2004-06-~01/2004-06-20?", Qualifiers("?", "?", "%", "")),
        ("2004", Qualifiers()),
    ],
)
def test_qualifiers_of_each_component(text, marks):
    assert When.parse(text).qualifiers == marks


@pytest.mark.parametrize("mark", "?~%")
def test_qualifiers_never_move_a_bound(mark):
    for text in ("2004", "2004-06", "2004-06-11", "201X", "2004-21"):
        assert When.parse(text + mark).bounds == When.parse(text).bounds


def test_three_shapes_of_two_days():
    """Somewhere between, all the time between, and both: three values."""
    one, whole, both = (
        When.parse(text) for text in ("[2025-04-21..2025-04-26]", "2025-04-21/2025-04-26", "{2025-04-21,2025-04-26}")
    )
    assert [when.shape for when in (one, whole, both)] == [Shape.ONE_OF, Shape.INTERVAL, Shape.SEVERAL]
    assert (one.start_min, one.end_max) == (whole.start_min, whole.end_max) == (both.start_min, both.end_max)
    assert one.start_max == one.end_max
    assert whole.start_max == whole.start_min + DAY
    assert both.end_min == both.end_max - DAY


def test_open_and_unknown_are_two_things():
    assert When.parse("2024-07-05/..").end_max is Edge.OPEN
    assert When.parse("2024-07-05/").end_max is Edge.UNKNOWN
    assert When.parse("../2024-07-05").start_max is Edge.OPEN
    assert When.parse("/2024-07-05").start_min is Edge.UNKNOWN
    assert When.parse("[..2024-07-05]").start_max == When.parse("2024-07-05").end_max


def test_the_end_of_a_day_is_the_start_of_the_next():
    assert When.parse("2025-04-26T24:00").bounds == When.parse("2025-04-27T00:00").bounds
    assert When.parse("2025-04-26T24:00:00").bounds == When.parse("2025-04-27T00:00:00").bounds


@pytest.mark.parametrize(
    ("text", "grain"),
    [
        ("1XXX", Grain.MILLENNIUM), ("20XX", Grain.CENTURY), ("201X", Grain.DECADE), ("2010", Grain.YEAR),
        ("2010-33", Grain.SEASON), ("1985-XX", Grain.MONTH), ("1985-XX-XX", Grain.DAY),
        ("2025-04-26T14:30", Grain.MINUTE), ("2025-04-26T14:30:00", Grain.SECOND), ("2004-02-01/2005", Grain.YEAR),
    ],
)  # fmt: skip
def test_grain_is_not_width(text, grain):
    assert When.parse(text).grain is grain


def test_members_of_a_set():
    assert [str(member) for member in When.parse("{1667,1668,1670..1672}").members] == ["1667", "1668", "{1670..1672}"]
    assert [str(member) for member in When.parse("[2025-04-28,2025-04-30]").members] == ["2025-04-28", "2025-04-30"]
    assert When.parse("[1670..1672]").members == (When.parse("[1670..1672]"),)
    assert When.parse("2025").members == (When.parse("2025"),)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("1962-1-2", "two digits"),
        ("20250426", "hyphens"),
        ("27 October 1962", "in figures"),
        ("October 27, 1962", "in figures"),
        ("27. Oktober 1962", "in figures"),
        ("c. 1815", "1815~"),
        ("1980s", "198X"),
        ("2025-04-26T18:00 Europe/Rome", "in brackets"),
        ("NO", "2025-04-26"),
        ("", "write XXXX"),
    ],
)
def test_a_habit_of_writing_dates_is_met_with_the_way_to_write_them_here(text, hint):
    with pytest.raises(errors.Invalid) as caught:
        When.parse(text)
    assert hint in caught.value.problems[0].hint

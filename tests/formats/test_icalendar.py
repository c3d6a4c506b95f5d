"""iCalendar: what a calendar shows of a chronology, and what is made of the calendars of others."""

import datetime as dt
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import icalendar
import pytest
import vobject
from hypothesis import given, settings

import timeline as tl
from timeline import formats
from timeline.chronology import Chronology
from timeline.errors import Invalid, Lossy, Unreadable
from timeline.records import Event, Meeting, Organization, Person, Place, Source, Visit
from timeline.testing import chronologies, texts

ROME = "2025-04-26T14:30"


def calendar(*lines: str, around: tuple[str, ...] = ()) -> str:
    """Return a file of one entry, as a program of others writes it."""
    whole = ("BEGIN:VCALENDAR", "VERSION:2.0", *around, "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR", "")
    return "\r\n".join(whole)


def read(*lines: str, around: tuple[str, ...] = ()) -> Chronology:
    return formats.loads(calendar(*lines, around=around), "icalendar", file="cal.ics")


def event(*lines: str, around: tuple[str, ...] = ()) -> Event:
    (found,) = read("UID:a", "SUMMARY:Talks", *lines, around=around).events
    return found


def written(chronology: Chronology, **options: str) -> icalendar.Component:
    return icalendar.Calendar.from_ical(formats.dumps(chronology, "icalendar", **options))


def entry(when: str, *, kind: type[Event] = Event, **fields: object) -> icalendar.Component:
    (found,) = written(Chronology([kind("a", title="Talks", when=when, **fields)])).walk("VEVENT")
    return found


def refused(text: str) -> list[str]:
    with pytest.raises(Unreadable) as caught:
        formats.loads(text, "icalendar", file="cal.ics")
    return [str(problem) for problem in caught.value.problems]


@pytest.fixture(scope="module")
def talks() -> Chronology:
    records = [
        Person("ann", name='Ann "Red", ^; O\'Neil: x'),
        Organization("un", name="United Nations"),
        Place("rome", name="Rome, Italy", zone="Europe/Rome", identifiers={"geo": "geo:41.9022,12.4533"}),
        Source("report", title='Report: "a", b', url="https://example.org/a?b=c,d;e"),
        Meeting(
            "talks",
            title="Talks; first, \\ round\nand more 👩‍👩‍👧",
            when=ROME,
            lasted="90 min",
            where="rome",
            who=[{"agent": "ann", "role": "organizer", "capacity": "envoy", "on_behalf_of": "un"}, "un"],
            status="planned",
            cites=["report"],
            tags=["peace, now", "rome"],
            summary="A line.\n\nAnother.",
        ),
        Event("signing", title="Signing", when="2025-04-27", part_of="talks", after=["talks"], status="cancelled"),
    ]
    return Chronology(records, title="Talks, 2025", note="By hand.", language="en")


def test_a_chronology_comes_back_whole(talks: Chronology) -> None:
    assert formats.losses(talks, "icalendar") == ()
    assert formats.loads(formats.dumps(talks, "icalendar"), "icalendar") == talks


def test_the_library_reads_what_every_calendar_shows(talks: Chronology) -> None:
    found = written(talks)
    first, second = found.walk("VEVENT")
    # Some releases of the library do not know what NAME is, and leave its comma escaped.
    assert [found[name].replace("\\", "") for name in ("NAME", "X-WR-CALNAME")] == ["Talks, 2025", "Talks, 2025"]
    assert found["DESCRIPTION"] == "By hand."
    assert first["SUMMARY"] == talks["talks"].title
    assert first["DTSTART"].dt.isoformat() == "2025-04-26T14:30:00+02:00"
    assert first["DURATION"].dt == dt.timedelta(minutes=90)
    assert [str(name) for name in first["CATEGORIES"].cats] == ["meeting", "peace, now", "rome"]
    assert (first["STATUS"], second["STATUS"], first["TRANSP"]) == ("TENTATIVE", "CANCELLED", "TRANSPARENT")
    assert (first["LOCATION"], first["GEO"].to_ical()) == ("Rome, Italy", "41.9022;12.4533")
    assert first["URL"] == "https://example.org/a?b=c,d;e"
    attendee, other = first["ATTENDEE"]
    assert (attendee, attendee.params["CN"], attendee.params["ROLE"]) == (
        "urn:x-timeline:ann",
        talks["ann"].name,
        "CHAIR",
    )
    assert (other.params["CUTYPE"], first["ORGANIZER"]) == ("GROUP", "urn:x-timeline:ann")
    assert second["DTSTART"].dt == dt.date(2025, 4, 27)
    assert [(str(each), each.params["RELTYPE"]) for each in second["RELATED-TO"]] == [
        ("talks.timeline", "PARENT"),
        ("talks.timeline", "FINISHTOSTART"),
    ]
    assert all(not component.errors for component in found.walk())


@pytest.mark.parametrize(
    ("when", "start", "end"),
    [
        ("2025-04-26", "20250426", None),
        ("2025-04-25/2025-04-26", "20250425", "20250427"),
        ("2025-04-26T14:30", "20250426T143000", None),
        ("2025-04-26T14:30Z", "20250426T143000Z", None),
        ("2025-04-26T14:30+03:00", "20250426T113000Z", None),
        ("2025-04-26T14:30[Europe/Rome]/2025-04-26T18:00[Europe/Kyiv]", "20250426T143000", "20250426T180000"),
        ("2025-04-26T10:00/2025-04-26T12:00", "20250426T100000", "20250426T120000"),
        ("0001-01-01", "00010101", None),
        ("9999-12-31", "99991231", None),
    ],
)
def test_what_is_known_to_the_day_or_minute_stands_as_it_is(when: str, start: str, end: str | None) -> None:
    found = entry(when)
    assert (found["DTSTART"].to_ical().decode(), found["SUMMARY"]) == (start, "Talks")
    assert (found["DTEND"].to_ical().decode() if "DTEND" in found else None) == end


@pytest.mark.parametrize(
    ("when", "start", "end", "words"),
    [
        ("1814-11", "18141101", "18141201", "November 1814"),
        ("2025-04-26?", "20250426", None, "possibly 26 April 2025"),
        ("[2025-04-21..2025-04-26]", "20250421", "20250427", "between 21 and 26 April 2025"),
        ("2022-02-24/..", "20220224", None, "from 24 February 2022 on"),
        ("../1945-05-08", "19450508", None, "until 8 May 1945"),
        ("1960/1963-11-22", "19600101", "19631123", "1960 to 22 November 1963"),
    ],
)
def test_what_is_vaguer_is_spread_and_says_so_in_words(when: str, start: str, end: str | None, words: str) -> None:
    found = entry(when)
    assert found["DTSTART"].to_ical().decode() == start
    assert (found["DTEND"].to_ical().decode() if "DTEND" in found else None) == end
    assert str(found["SUMMARY"]).startswith("Talks (")
    assert found["X-TIMELINE-WHEN"] == when
    assert words in found["SUMMARY"]


def test_a_stay_of_a_month_is_no_guess() -> None:
    """A visit in a bare month went on all through it, so its days are known."""
    found = entry("2025-04", kind=Visit)
    assert (found["SUMMARY"], found["DTEND"].dt) == ("Talks", dt.date(2025, 5, 1))


@pytest.mark.parametrize("when", ["XXXX-12-25", "{..1900,2000..}", "-0043-03-15", "Y12000", "0000-05-05", "9999-12~"])
def test_what_has_no_day_in_a_calendar_is_lost(when: str) -> None:
    chronology = Chronology([Event("a", title="A", when=when)])
    (loss,) = formats.losses(chronology, "icalendar")
    assert (loss.record, loss.field) == ("a", "")
    assert "VEVENT" not in formats.dumps(chronology, "icalendar")


def test_imprecise_events_are_left_out_where_that_is_asked_for() -> None:
    chronology = Chronology(
        [Event("a", title="A", when="2025-04"), Event("b", title="B", when="2025-04-26", after=["a"])]
    )
    assert [str(each["UID"]) for each in written(chronology, imprecise="refuse").walk("VEVENT")] == ["b.timeline"]
    told = {(loss.record, loss.field): loss.why for loss in formats.losses(chronology, "icalendar", imprecise="refuse")}
    assert told == {
        ("a", ""): "its date is none of a calendar",
        ("b", "after"): "the other event is not in the calendar",
    }
    with pytest.raises(Lossy):
        formats.dumps(chronology, "icalendar", strict=True, imprecise="refuse")


@given(chronology=chronologies(most_events=3))
@settings(max_examples=15, deadline=None)
def test_where_imprecise_events_are_left_out_all_others_come_back(chronology: Chronology) -> None:
    lost = {loss.record for loss in formats.losses(chronology, "icalendar", imprecise="refuse") if not loss.field}
    again = formats.loads(formats.dumps(chronology, "icalendar", imprecise="refuse"), "icalendar")
    assert {event.id for event in again.events} == {event.id for event in chronology.events} - lost


def test_a_namespace_stands_in_the_uid_and_goes_again(talks: Chronology) -> None:
    text = formats.dumps(talks, "icalendar", namespace="rome-2025")
    assert "UID:talks.rome-2025.timeline\r\n" in text
    assert formats.loads(text, "icalendar") == talks
    with pytest.raises(Invalid, match="no namespace"):
        formats.dumps(talks, "icalendar", namespace="a@b.example")


def test_the_stamp_is_the_one_that_was_named_and_no_clock_is_read(talks: Chronology) -> None:
    for stamp, told in (("", "19700101T000000Z"), ("2026-01-31T12:00:00+01:00", "20260131T110000Z")):
        assert f"DTSTAMP:{told}\r\n" in formats.dumps(talks, "icalendar", stamp=stamp)
    for wrong in ("2026-01-31", "2026-01-31T12:00", "2026-01"):
        with pytest.raises(Invalid, match="is no time in UTC"):
            formats.dumps(talks, "icalendar", stamp=wrong)


def test_a_zone_of_a_place_around_is_told_in_the_date() -> None:
    places = [Place("it", name="Italy", zone="Europe/Rome"), Place("rome", name="Rome", within="it")]
    chronology = Chronology([*places, Event("a", title="A", when=ROME, where="rome")])
    again = formats.loads(formats.dumps(chronology, "icalendar"), "icalendar")
    assert again["a"].when.text == f"{ROME}[Europe/Rome]"
    assert ("a", "when") in {(loss.record, loss.field) for loss in formats.losses(chronology, "icalendar")}


def test_a_date_changed_by_another_program_counts() -> None:
    text = formats.dumps(Chronology([Event("a", title="A", when="2025-04")]), "icalendar")
    moved = text.replace("20250401", "20250301").replace("A (April 2025)", "B")
    again = formats.loads(moved, "icalendar")
    assert (again["a"].when.text, again["a"].title) == ("2025-03-01/2025-04-30", "B")
    assert [loss.field for loss in again.losses] == ["X-TIMELINE-WHEN"]


def test_a_position_that_is_none_is_a_loss_that_says_so() -> None:
    places = [
        Place("p", name="P", identifiers={"geo": "141,12"}),
        Place("q", name="Q", identifiers={"geo": "0.00001,1"}),
    ]
    chronology = Chronology(
        [*places, *(Event(f"e{place.id}", title="E", when="2025", where=place) for place in places)]
    )
    told = {loss.record: loss.why for loss in formats.losses(chronology, "icalendar") if loss.field == "identifiers"}
    assert told["p"].startswith("'141,12' has the latitude 141")
    assert "q" in told
    assert "GEO" not in formats.dumps(chronology, "icalendar")


def test_an_empty_chronology_is_an_empty_calendar() -> None:
    assert written(Chronology()).walk("VEVENT") == []
    assert formats.loads(formats.dumps(Chronology(), "icalendar"), "icalendar") == Chronology()


@given(text=texts())
@settings(max_examples=60, deadline=None)
def test_no_text_gets_out_of_its_field(text: str) -> None:
    """Line breaks, commas, quotation marks and emoji come back as they went, and no line is longer than 75 octets."""
    hostile = f'{text}\nEND:VEVENT\nBEGIN:VALARM,;:\\n"^n{text}'
    records = [
        Person("p", name=hostile),
        Place("q", name=hostile),
        Source("s", title=hostile, url="https://a.example/"),
    ]
    fields = {"title": hostile, "summary": hostile, "note": hostile, "tags": [hostile], "cites": ["s"], "where": "q"}
    chronology = Chronology([*records, Event("a", when="2025", who=["p"], **fields)], title=hostile, note=hostile)
    lines = formats.dumps(chronology, "icalendar").split("\r\n")
    assert all(len(line.encode()) <= 75 and "\n" not in line for line in lines)
    assert [line for line in lines if line.startswith(("BEGIN", "END"))] == [
        "BEGIN:VCALENDAR",
        "BEGIN:VEVENT",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    assert formats.loads("\r\n".join(lines), "icalendar") == chronology


# -- independent readers -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", formats.dossiers())
def test_a_validator_accepts_the_packaged_dossiers(name: str) -> None:
    """Vobject holds components to the properties that RFC 5545 requires, allows once, or does not know the value of."""
    (found,) = vobject.readComponents(formats.dumps(tl.dossier(name), "icalendar"))
    assert found.validate(raiseException=True)
    assert len(found.vevent_list) == len(tl.dossier(name).events)


@pytest.fixture(scope="session")
def ical_js(npm: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], object]:
    """Return what ical.js, the reader of Thunderbird, makes of a calendar when it is strict."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("there is no Node")
    folder = tmp_path_factory.mktemp("ical")
    (folder / "ical.mjs").write_bytes((npm("ical.js") / "dist" / "ical.js").read_bytes())
    (folder / "read.mjs").write_text(
        "import ICAL from './ical.mjs'; import fs from 'fs'; ICAL.design.strict = true;\n"
        "const whole = new ICAL.Component(ICAL.parse(fs.readFileSync(0, 'utf8')));\n"
        "for (const zone of whole.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);\n"
        "const events = whole.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each));\n"
        "console.log(JSON.stringify(events.map((each) => [each.uid, each.summary, each.startDate.toString(),\n"
        "  each.endDate.toString(), each.startDate.toUnixTime()])));\n",
        "utf-8",
    )

    def shown(text: str) -> object:
        done = subprocess.run(
            [node, folder / "read.mjs"], input=text.encode(), capture_output=True, check=True, timeout=60
        )
        return json.loads(done.stdout)

    return shown


def test_thunderbird_shows_the_right_days(ical_js: Callable[[str], object], talks: Chronology) -> None:
    assert ical_js(formats.dumps(talks, "icalendar")) == [
        ["talks.timeline", talks["talks"].title, "2025-04-26T14:30:00", "2025-04-26T16:00:00", 1745670600],
        ["signing.timeline", "Signing", "2025-04-27", "2025-04-28", 1745712000],
    ]


def test_thunderbird_reads_zones_of_any_age(ical_js: Callable[[str], object]) -> None:
    """In 1945 Rome had summer time from 2 April on; in 1895 it had none."""
    times = ["1895-07-01T12:00[Europe/Rome]", "1945-06-01T12:00[Europe/Rome]", "2030-07-01T12:00[Europe/Rome]"]
    chronology = Chronology(Event(f"e{number}", title="A", when=when) for number, when in enumerate(times))
    shown = ical_js(formats.dumps(chronology, "icalendar"))
    assert isinstance(shown, list)
    assert [row[4] for row in shown] == [chronology[row[0].partition(".")[0]].when.instants[0] for row in shown]


# -- files of others ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "when"),
    [
        (("DTSTART;VALUE=DATE:20250426", "DTEND;VALUE=DATE:20250427"), "2025-04-26"),
        (("DTSTART;VALUE=DATE:20250426", "DTEND;VALUE=DATE:20250429"), "2025-04-26/2025-04-28"),
        (("DTSTART;VALUE=DATE:20250426", "DTEND;VALUE=DATE:20250426"), "2025-04-26"),
        (("DTSTART;VALUE=DATE:20250426", "DURATION:P3D"), "2025-04-26/2025-04-28"),
        (("DTSTART:20250426T143000Z", "DTEND:20250426T150000Z"), "2025-04-26T14:30Z/2025-04-26T15:00Z"),
        (("DTSTART;TZID=Europe/Rome:20250426T143000",), "2025-04-26T14:30[Europe/Rome]"),
        (("DTSTART;TZID=Russian Standard Time:20250426T143000",), "2025-04-26T14:30[Europe/Moscow]"),
        (
            ('DTSTART;TZID="/freeassociation.sourceforge.net/Europe/Kyiv":20250426T143000',),
            "2025-04-26T14:30[Europe/Kyiv]",
        ),
        (("DTSTART:20250426T143005",), "2025-04-26T14:30:05"),
        (("dtstart;value=date:20250426",), "2025-04-26"),
    ],
)
def test_dates_of_others(lines: tuple[str, ...], when: str) -> None:
    assert event(*lines).when.text == when


def test_a_duration_after_a_time_is_how_long_it_lasted() -> None:
    assert str(event("DTSTART:20250426T143000", "DURATION:PT1H30M").lasted) == "1 h 30 min"


def test_a_zone_that_only_the_file_explains_is_worked_out() -> None:
    zone = (
        *("BEGIN:VTIMEZONE", "TZID:Mine", "BEGIN:STANDARD", "DTSTART:16010101T000000"),
        *("TZOFFSETFROM:+0330", "TZOFFSETTO:+0330", "END:STANDARD", "END:VTIMEZONE"),
    )
    assert event("DTSTART;TZID=Mine:20250426T143000", around=zone).when.text == "2025-04-26T14:30+03:30"


def test_a_zone_that_nobody_knows_is_refused() -> None:
    hint = "write a zone such as Europe/Rome; a VTIMEZONE explains any other, with rules of a year"
    text = calendar("UID:a", "SUMMARY:A", "DTSTART;TZID=Nowhere:20250426T143000")
    assert refused(text) == [f"cal.ics:6:22: VEVENT 1.DTSTART: no zone 'Nowhere'; {hint}"]


@pytest.mark.parametrize(
    "rule",
    [
        *("FREQ=MINUTELY", "FREQ=HOURLY;INTERVAL=7", "FREQ=YEARLY;BYSECOND=1", "FREQ=YEARLY;FREQ=SECONDLY", ""),
        *("FREQ=YEARLY;BYDAY=XX", "FREQ=YEARLY;BYMONTH=13", "FREQ=YEARLY;BYMONTHDAY=32"),
    ],
)
def test_a_zone_whose_rules_are_not_those_of_a_year_is_not_worked_out(rule: str) -> None:
    """To run a rule of a stranger for every minute since 1970 takes longer than anyone waits."""
    zone = (
        *("BEGIN:VTIMEZONE", "TZID:Mine", "BEGIN:STANDARD", "DTSTART:19700101T000000", f"RRULE:{rule}"),
        *("TZOFFSETFROM:+1000", "TZOFFSETTO:+1100", "END:STANDARD", "END:VTIMEZONE"),
    )
    text = calendar("UID:a", "SUMMARY:A", "DTSTART;TZID=Mine:20250426T143000", around=zone)
    assert [problem.partition(": ")[2].partition(";")[0] for problem in refused(text)] == [
        "VEVENT 1.DTSTART: no zone 'Mine'"
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("TZOFFSETTO:+0100",),
        ("DTSTART:19700101T000000", "DTSTART:19710101T000000", "TZOFFSETTO:+0100"),
        ("DTSTART:whenever", "TZOFFSETTO:+0100"),
        ("DTSTART:19700101T000000", "TZOFFSETTO:an hour"),
    ],
)
def test_a_zone_that_does_not_say_how_its_clocks_go_is_not_worked_out(lines: tuple[str, ...]) -> None:
    zone = (
        *("BEGIN:VTIMEZONE", "TZID:Mine", "BEGIN:STANDARD", "TZOFFSETFROM:+0200", *lines),
        *("END:STANDARD", "END:VTIMEZONE"),
    )
    (problem,) = refused(calendar("UID:a", "SUMMARY:A", "DTSTART;TZID=Mine:20250426T143000", around=zone))
    assert problem.partition(": ")[2].partition(";")[0] == "VEVENT 1.DTSTART: no zone 'Mine'"


def test_before_the_first_change_of_its_clocks_a_zone_is_what_it_changed_from() -> None:
    zone = (
        *("BEGIN:VTIMEZONE", "TZID:Mine", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0200"),
        *("TZOFFSETTO:+0100", "END:STANDARD", "END:VTIMEZONE"),
    )
    found = [event(f"DTSTART;TZID=Mine:{year}0426T143000", around=zone).when.zone for year in (1960, 1980)]
    assert found == ["+02:00", "+01:00"]


AMERICAN = ("DTSTART:20070311T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU")
EUROPEAN = ("DTSTART:19960331T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU")
OUTLOOK = ("DTSTART:16010101T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=8,9,10,11,12,13,14;BYDAY=SU")
LISTED = ("DTSTART:20250311T020000", "RDATE:20260308T020000,20270314T020000")
COUNTED = ("DTSTART:19960331T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31;COUNT=3")
OF_OLD = ("DTSTART:19960331T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31;UNTIL=20240101T000000Z")


@pytest.mark.parametrize(
    ("rule", "day", "offset"),
    [
        (AMERICAN, "20250309T015959", "+01:00"),
        (AMERICAN, "20250309T020000", "+02:00"),
        (AMERICAN, "20060601T120000", "+01:00"),
        (EUROPEAN, "20250330T015900", "+01:00"),
        (EUROPEAN, "20250330T023000", "+02:00"),
        (OUTLOOK, "20260308T023000", "+02:00"),
        (OUTLOOK, "20260308T013000", "+01:00"),
        (LISTED, "20270314T013000", "+01:00"),
        (LISTED, "20270314T023000", "+02:00"),
        (OF_OLD, "20230601T120000", "+02:00"),
        (COUNTED, "19980601T120000", "+02:00"),
        (COUNTED, "19990601T120000", "+01:00"),
        (OF_OLD, "20250601T120000", "+01:00"),
    ],
)
def test_a_zone_of_the_file_changes_its_clocks_by_its_own_rules(rule: tuple[str, ...], day: str, offset: str) -> None:
    winter = ("DTSTART:19001028T030000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "TZOFFSETFROM:+0200")
    zone = (
        *("BEGIN:VTIMEZONE", "TZID:Mine", "BEGIN:STANDARD", *winter, "TZOFFSETTO:+0100", "END:STANDARD"),
        *("BEGIN:DAYLIGHT", *rule, "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "END:DAYLIGHT", "END:VTIMEZONE"),
    )
    assert event(f"DTSTART;TZID=Mine:{day}", around=zone).when.zone == offset


def test_of_a_time_that_was_twice_the_first_is_taken_and_told() -> None:
    """RFC 5545, 3.3.5: a local time that occurs more than once is its first occurrence."""
    found = read("UID:a", "SUMMARY:A", "DTSTART;TZID=Europe/Kyiv:20251026T033000")
    assert found["a"].when.text == "2025-10-26T03:30+03:00[Europe/Kyiv]"
    (loss,) = found.losses
    assert (loss.field, loss.line) == ("DTSTART", 6)
    assert "03:30+03:00 or 03:30+02:00" in loss.why


def test_a_time_that_the_zone_of_its_place_had_twice_comes_back_as_it_was() -> None:
    chronology = Chronology([Event("a", title="A", when="2025-10-26T02:30")], zone="Europe/Rome")
    again = formats.loads(formats.dumps(chronology, "icalendar"), "icalendar")
    assert (again, again.losses) == (chronology, ())


def test_a_letter_that_is_folded_amid_its_bytes_is_read(tmp_path: Path) -> None:
    """Some programs fold a line after 75 octets, whatever letter they are of; no line changes its number for it."""
    lines = calendar("UID:a", "SUMMARY:Київ", "DTSTART:20250230").encode().replace(b"\xd0\x9a", b"\xd0\r\n \x9a")
    (tmp_path / "cal.ics").write_bytes(lines)
    with pytest.raises(Unreadable, match=r"cal.ics:7:9: VEVENT 1.DTSTART"):
        formats.read(tmp_path / "cal.ics")
    (tmp_path / "cal.ics").write_bytes(lines.replace(b"0230", b"0430"))
    assert formats.read(tmp_path / "cal.ics")["a"].title == "Київ"


def test_an_invitation_keeps_who_came() -> None:
    found = read(
        *("UID:a", "SUMMARY;LANGUAGE=de:Gespr", " äche", "DTSTART;VALUE=DATE:20250426"),
        *("CATEGORIES:Work,Talks\\, secret", "CATEGORIES:Work", "LOCATION:Rome\\, Italy", "STATUS:TENTATIVE"),
        "ORGANIZER;CN=Ann Example:mailto:ann@example.org",
        "ATTENDEE;CN=Ann Example;PARTSTAT=ACCEPTED:mailto:ANN@example.org",
        "ATTENDEE;CN=Bob;ROLE=NON-PARTICIPANT:mailto:bob@example.org",
        "ATTENDEE;PARTSTAT=DECLINED:mailto:carl@example.org",
        "ATTENDEE;CUTYPE=ROOM;CN=Room 1:mailto:room@example.org",
    )
    (talks,) = found.events
    assert (talks.title, talks.tags, talks.status.value) == ("Gespräche", ("Work", "Talks, secret"), "planned")
    assert [(part.agent, part.role) for part in talks.who] == [("ann-example", "organizer"), ("bob", "observer")]
    assert found["ann-example"].identifiers == (("mailto", "ANN@example.org"),)
    assert (found[talks.where].name, found.language) == ("Rome, Italy", "de")
    assert [(loss.field, loss.line) for loss in found.losses] == [("ATTENDEE", 15), ("ATTENDEE", 16)]


def test_what_repeats_is_its_first_occurrence_and_what_is_no_event_is_told() -> None:
    text = calendar(
        *("UID:x@example.org", "SUMMARY:Weekly", "DTSTART:20250426T143000Z", "RRULE:FREQ=WEEKLY", "X-FOO:bar"),
        *("BEGIN:VALARM", "ACTION:DISPLAY", "END:VALARM", "END:VEVENT", "BEGIN:VTODO", "UID:t", "END:VTODO"),
        *("BEGIN:VEVENT", "UID:x@example.org", "RECURRENCE-ID:20250503T143000Z", "SUMMARY:Moved"),
        *("DTSTART:20250504T143000Z",),
    )
    found = formats.loads(text, "icalendar")
    assert [event.id for event in found.events] == ["2025-04-26-weekly", "2025-05-04-moved"]
    assert [(loss.field, loss.line) for loss in found.losses] == [
        ("", 13),
        ("UID", 4),
        ("RRULE", 7),
        ("X-FOO", 8),
        ("VALARM", 9),
        ("RECURRENCE-ID", 18),
    ]


def test_an_entry_without_uid_title_or_date_is_kept_as_far_as_it_goes() -> None:
    found = read("DESCRIPTION:Somebody called.")
    (only,) = found.events
    assert (only.id, only.title, only.when.text) == ("somebody-called", "Somebody called.", "XXXX")
    assert [(loss.why, loss.line) for loss in found.losses] == [("an entry without a date", 3)]
    found = read("UID:a", "DTSTART:20250426T000000Z")
    assert [(event.id, event.title) for event in found.events] == [("a", "Untitled")]
    assert [(loss.record, loss.why) for loss in found.losses] == [("a", "it has no title: 'Untitled' stands for it")]
    assert [loss.why for loss in read("UID:a").losses] == [
        "an entry without a date",
        "an entry without a date or a word",
    ]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (
            ("DTSTART:20250426", "DTEND:20250427", "DURATION:P1D"),
            "cal.ics:7:10: VEVENT 1.DURATION: DTEND and DURATION both say when it ends; leave one of them out",
        ),
        (
            ("DTSTART:20250426", "DTSTART:20250427"),
            "cal.ics:6:9: VEVENT 1.DTSTART: a second DTSTART; first used in line 5",
        ),
        (
            ("DTSTART:20250426", "RRULE:FREQ=SECONDLY;COUNT=9"),
            "cal.ics:6:7: VEVENT 1.RRULE: 'FREQ=SECONDLY;COUNT=9' is no rule by which an event is repeated",
        ),
        (
            ("DTSTART:20250426", "RRULE:FREQ=DAILY;COUNT=99999999999"),
            "cal.ics:6:7: VEVENT 1.RRULE: 'FREQ=DAILY;COUNT=99999999999' is no rule",
        ),
        (("DTSTART:20161231T235960Z",), "cal.ics:5:9: VEVENT 1.DTSTART: '2016-12-31T23:59:60': "),
        (("DTSTART:00000101",), "cal.ics:5:9: VEVENT 1.DTSTART: '0000-01-01' is no date"),
        (
            ("DTSTART:20250426", "DTEND:20250426T143000Z"),
            "cal.ics:6:7: VEVENT 1.DTEND: DTSTART and DTEND are not both days or both times",
        ),
        (
            ("DTSTART:99991230", "DURATION:P5D"),
            "cal.ics:6:10: VEVENT 1.DURATION: 'P5D' from 9999-12-30 on ends in no year of a calendar",
        ),
        (("DTSTART:20250426", "X-Y;A=\x01:y"), "cal.ics:6:1: VEVENT 1: 'A=\\\\x01' are no parameters"),
        (
            ("DTSTART:20250426", "SUMMARY:x\rATTENDEE:mailto:a@b"),
            "cal.ics:6:1: VEVENT 1: 'SUMMARY:x\\\\rATTENDEE:mailto:a@b' is no line of iCalendar",
        ),
        (("DTSTART:20250426", "URL:javascript:alert(1)"), "cal.ics:6:5: VEVENT 1.URL: 'javascript:alert(1)' "),
        (
            ("DTSTART:20250426", "DURATION:P99999999999D"),
            "cal.ics:6:10: VEVENT 1.DURATION: 'P99999999999D' is no duration",
        ),
        (
            ("DTSTART:20250426", "END:VEVENT", "BEGIN:VEVENT", "UID:a", "DTSTART:20250427"),
            "cal.ics:8:5: VEVENT 2.UID: the UID 'a' is used before",
        ),
    ],
)
def test_what_a_calendar_may_not_say_is_refused(lines: tuple[str, ...], told: str) -> None:
    (problem,) = refused(calendar("UID:a", *lines))
    assert problem.startswith(told)


def test_addresses_of_others_become_sources_once() -> None:
    found = read("UID:a", "SUMMARY:A", "DTSTART:20250426T143000", "URL:https://example.org/a", "URL:message://x")
    assert [cite.source for cite in found["a"].cites] == ["https-example-org-a"]
    assert [loss.field for loss in found.losses] == ["URL"]


def test_everything_wrong_is_told_at_once_with_its_place() -> None:
    text = calendar(
        *("UID:a", "SUMMARY:A", "DTSTART;VALUE=DATE:20250230", "END;X", "DTEND:yesterday"),
        *("END:VEVENT", "BEGIN:VEVENT", "SUMMARY:B", "DTSTART:20250426T100000Z", "DTEND:20250426T090000Z"),
        *("END:VEVENT", "BEGIN:VEVENT", "SUMMARY:C", "DTSTART:20250426T100000Z", "DURATION:soon"),
    )
    line = "a line is NAME:value or NAME;PARAMETER=value:value; one that goes on begins with a blank"
    date = "write a day as 20250426 and a time as 20250426T143000, with a Z behind it in UTC"
    assert refused(text) == [
        "cal.ics:6:20: VEVENT 1.DTSTART: '2025-02-30': February 2025 has 28 days (character 9)",
        "cal.ics:7:1: VEVENT 1: 'END;X' is no line of iCalendar; " + line,
        "cal.ics:8:7: VEVENT 1.DTEND: 'yesterday' is no date; " + date,
        "cal.ics:13:7: VEVENT 2.DTEND: 2025-04-26T09:00Z is before 2025-04-26T10:00Z, where it starts",
        "cal.ics:18:10: VEVENT 3.DURATION: 'soon' is no duration; write one such as PT1H30M or P3D",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "cal.ics:1:1: there is no VCALENDAR here"),
        ("BEGIN:VCALENDAR\nEND:VEVENT\nEND:VCALENDAR", "cal.ics:2:1: END:VEVENT without its BEGIN"),
        (
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR",
            "cal.ics:2:1: VEVENT 1: VEVENT has no END before that of VCALENDAR",
        ),
        ("BEGIN:VCALENDAR\n", "cal.ics:1:1: VCALENDAR has no END"),
        ("BEGIN:VCALENDAR\nCALSCALE:HIJRI\nEND:VCALENDAR", "cal.ics:2:10: 'HIJRI' is no calendar that is read"),
        ("{}", "cal.ics:1:1: '{}' is no line of iCalendar; a line is NAME"),
        ("BEGIN:VTODO\nEND:VTODO", "cal.ics:1:1: VTODO 1: VTODO stands outside of a VCALENDAR"),
    ],
)
def test_what_is_no_calendar_is_refused(text: str, told: str) -> None:
    assert refused(text)[0].startswith(told)


def test_a_calendar_within_calendars_without_end_is_refused() -> None:
    assert any("more than 10 components" in each for each in refused("BEGIN:VCALENDAR\n" * 30))


def samples(package: ModuleType) -> list[Path]:
    """Return the files that icalendar brings along for its own tests."""
    return sorted((Path(str(package.__file__)).parent / "tests" / "calendars").glob("*.ics"))


def test_the_samples_of_the_library_are_read_or_refused_in_our_words() -> None:
    found = 0
    for path in samples(icalendar):
        try:
            chronology = formats.read(path)
        except Unreadable as error:
            assert all(problem.line or problem.code == "not-utf-8" for problem in error.problems), path  # noqa: PT017
            continue
        found += 1
        again = formats.loads(formats.dumps(chronology, "icalendar"), "icalendar")
        lost = {loss.record for loss in formats.losses(chronology, "icalendar") if not loss.field}
        assert {each.id for each in again.events} == {each.id for each in chronology.events} - lost, path
    assert found > 40


def test_a_zone_names_the_database_that_it_is_from():
    call = Event("call", title="A call", when="2025-05-05T10:00[Europe/Kyiv]")
    lines = formats.dumps(Chronology([call]), "icalendar").splitlines()
    assert lines[lines.index("TZID:Europe/Kyiv") - 1 :][:3] == [
        "BEGIN:VTIMEZONE",
        "TZID:Europe/Kyiv",
        "X-TIMELINE-TZDATA:2025b",
    ]
    assert formats.loads("\r\n".join(lines), "icalendar")["call"] == call


@pytest.mark.parametrize(
    ("lines", "lost"),
    [
        (("SUMMARY:Again",), [("SUMMARY", "a second SUMMARY", 7)]),
        (("LOCATION:Rome", "LOCATION:Oslo"), [("LOCATION", "a second LOCATION", 8)]),
        (("DESCRIPTION:", "DESCRIPTION:x"), []),
        (("STATUS:MAYBE",), [("STATUS", "the status 'MAYBE' is none of an event", 7)]),
        (("GEO:here",), [("GEO", "'here' is no position", 7)]),
        (("GEO:95;10",), [("GEO", "'95;10' is no position", 7)]),
        (("URL:", "ATTACH: "), []),
        (
            ('ATTENDEE;CN=Ann;DELEGATED-FROM="mailto:x@y":mailto:a@b',),
            [("DELEGATED-FROM", "'mailto:x@y' takes part in nothing before", 7)],
        ),
        (
            ("X-TIMELINE-WHEN:sometime",),
            [
                (
                    "X-TIMELINE-WHEN",
                    "'sometime': this is not a date (character 1); write one such as 2025-04-26, 2025-04, 2025~ or [2025-04-21..2025-04-26]",
                    7,
                )
            ],
        ),
        (
            ('X-TIMELINE-WHEN:{"date',),
            [
                (
                    "X-TIMELINE-WHEN",
                    "'{\"date': a set ends with '}' and has at least one member (character 6)",
                    7,
                )
            ],
        ),
    ],
)
def test_what_an_entry_cannot_keep_is_told(lines: tuple[str, ...], lost: list[tuple[str, str, int]]) -> None:
    found = read("UID:a", "SUMMARY:A", "DTSTART:20250426T143000Z", *lines)
    assert [event.title for event in found] == ["A"]
    assert [(loss.field, loss.why, loss.line) for loss in found.losses] == lost


def test_what_a_calendar_says_twice_of_itself_is_told() -> None:
    """The names of two calendars in one file, of which one counts, and zones of which one is none."""
    first = calendar(
        "UID:a", "SUMMARY;LANGUAGE=fr:A", "DTSTART:20250426", around=("NAME;LANGUAGE=en:One", "X-WR-CALNAME:Two")
    )
    more = (
        "NAME:Three",
        "X-WR-TIMEZONE:Mars/Base",
        "X-WR-TIMEZONE:Europe/Rome",
        "X-TIMELINE-ZONE:Europe/Rome",
        "X-WR-TIMEZONE:Europe/Oslo",
    )
    found = formats.loads(first + calendar("UID:b", "SUMMARY:B", "DTSTART:20250426", around=more), "icalendar")
    assert (found.title, found.zone, found.language) == ("One", "Europe/Rome", "en")
    assert [(loss.field, loss.why, loss.line) for loss in found.losses] == [
        ("X-WR-CALNAME", "NAME says something else", 4),
        ("NAME", "the first calendar of the file has one", 13),
        ("X-WR-TIMEZONE", "no zone 'Mars/Base'", 14),
        ("X-WR-TIMEZONE", "another zone is that of the calendar", 17),
        ("SUMMARY", "the language 'fr' is not that of the calendar", 7),
    ]


def test_an_entry_belongs_to_one_other_and_shares_its_place_with_any() -> None:
    day = "DTSTART:20250426"
    others = [
        line
        for name in "bc"
        for line in ("END:VEVENT", "BEGIN:VEVENT", f"UID:{name}", f"SUMMARY:{name}", day, "LOCATION:Rome")
    ]
    found = read("UID:a", "SUMMARY:A", day, "RELATED-TO:b", "RELATED-TO:c", *others)
    assert found["a"].part_of == "b"
    assert {each.where for each in found if each.id != "a"} == {"rome"}
    assert [(loss.record, loss.why) for loss in found.losses] == [("a", "an event belongs to one other at most")]


@pytest.mark.parametrize(
    ("lines", "roles"),
    [
        (("ORGANIZER;CN=Ann:mailto:a@b",), ["organizer"]),
        (("ATTENDEE;CN=Ann:mailto:a@b", "ORGANIZER;CN=Ann:mailto:a@b"), ["organizer"]),
        (("ATTENDEE;CN=Ann;ROLE=CHAIR:mailto:a@b", "ORGANIZER;CN=Ann:mailto:a@b"), ["host", "organizer"]),
    ],
)
def test_who_organized_it_was_there_as_well(lines: tuple[str, ...], roles: list[str]) -> None:
    assert [(part.agent, part.role) for part in event("DTSTART:20250426", *lines).who] == [
        ("ann", role) for role in roles
    ]


@pytest.mark.parametrize(
    ("lines", "when", "lasted"),
    [
        (("DTSTART:20250426T100000", "DTEND:20250426T120000"), "2025-04-26T10:00/2025-04-26T12:00", "None"),
        (("DTSTART:20250426T143000Z", "DURATION:P1DT2H3M4S"), "2025-04-26T14:30Z", "26 h 3 min 4 s"),
        (("DTSTART:20250426T143000Z", "DURATION:PT3H", "X-TIMELINE-LASTED:a while"), "2025-04-26T14:30Z", "3 h"),
    ],
)
def test_how_long_it_lasted_is_what_the_calendar_says(lines: tuple[str, ...], when: str, lasted: str) -> None:
    found = event(*lines)
    assert (str(found.when), str(found.lasted)) == (when, lasted)


def lost(*records: tl.Record) -> list[tuple[str, str, str]]:
    return [(loss.record, loss.field, loss.why) for loss in formats.losses(Chronology(records), "icalendar")]


def test_what_a_calendar_has_no_room_for_is_lost() -> None:
    ann, bob = Person("ann", name="Ann"), Person("bob", name="Bob")
    heard = tl.Statement("a", title="A", when=ROME, to=[{"agent": "ann", "on_behalf_of": "bob"}])
    assert lost(ann, bob, heard) == [
        ("bob", "", "who takes part in no event of the calendar has no place in it"),
        ("a", "who", "whom someone stands for has to take part in an event of the calendar too"),
        ("a", "to", "iCalendar has no place for it"),
    ]
    above = Place("hill", name="Hill", identifiers={"geo": "geo:1,2,30"})
    assert lost(above, Event("a", title="A", when=ROME, where="hill")) == [
        ("hill", "identifiers", "an address or a place is a name")
    ]


def test_what_no_property_can_say_stands_in_one_of_ours() -> None:
    """A time that is in the year 10000 of UTC, and a duration beyond what a calendar is trusted with."""
    late = Event("late", title="Late", when="9999-12-31T23:30-05:00")
    long = Event("long", title="Long", when=ROME, lasted="400 d")
    text = formats.dumps(Chronology([late, long]), "icalendar")
    assert [line for line in text.splitlines() if line.startswith(("DTSTART", "DURATION", "X-TIMELINE-LASTED"))] == [
        "DTSTART;VALUE=DATE:99991231",
        "DTSTART:20250426T143000",
        "X-TIMELINE-LASTED:400 d",
    ]
    assert formats.loads(text, "icalendar") == Chronology([late, long])

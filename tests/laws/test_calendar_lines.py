"""A line of a calendar is written with the same bytes as `icalendar` writes it, and read again as what it says."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from timeline.chronology import Chronology
from timeline.formats import dumps, loads
from timeline.formats.foreign.calendar_writing import Entry, escaped, line
from timeline.records import Event

icalendar = pytest.importorskip("icalendar")

TELLING = st.sampled_from([*"\\;,:^\"'\u2019\n\rN é日😀", "\r\n", "a" * 35, "é" * 30, "\\" * 20])
TEXTS = st.lists(TELLING | st.characters(blacklist_categories=("Cs", "Cc")), max_size=30).map("".join)
NAMES = st.sampled_from(["CN", "LABEL", "LINKREL", "DELEGATED-FROM", "LANGUAGE", "X-TIMELINE-ID", "VALUE"])


@given(value=TEXTS, parameters=st.dictionaries(NAMES, TEXTS, max_size=3))
def test_a_line_has_the_bytes_that_icalendar_writes(value, parameters):
    assume("\\N" not in value)  # which icalendar takes for a line break that is escaped already
    params = icalendar.Parameters({name: told for name, told in parameters.items() if told})
    text = icalendar.vText(value)
    text.params = params
    plain = icalendar.Component()
    plain.name = "VEVENT"
    plain.add("summary", text, encode=False)
    entry = Entry("VEVENT")
    entry.add("SUMMARY", escaped(value), parameters)
    assert entry.text() == plain.to_ical().decode()


@given(value=TEXTS)
def test_no_line_is_longer_than_a_calendar_allows(value):
    assert all(len(piece.encode()) <= 75 for piece in line("SUMMARY", escaped(value)).split("\r\n"))


def test_properties_of_an_entry_stand_in_one_order():
    names = ["X-TIMELINE-KIND", "UID", "STATUS", "DTSTART", "ATTENDEE", "SUMMARY", "ATTENDEE"]
    plain, entry = icalendar.Event(), Entry("VEVENT")
    for number, name in enumerate(names):
        plain.add(name, icalendar.vText(str(number)), encode=False)
        entry.add(name, str(number))
    assert entry.text() == plain.to_ical().decode()


def test_a_backslash_before_a_capital_n_is_no_line_break():
    talks = Chronology([Event("talks", title=r"On C:\New and \\N", when="2025-04-26")])
    assert loads(dumps(talks, "icalendar"), "icalendar")["talks"].title == r"On C:\New and \\N"

"""Tables and calendars of the catalogue: what a spreadsheet or a calendar program would obey is a text there, and comes back."""

import csv as tables
import io
import re

import icalendar as ical
import pytest

import timeline as tl

HARMLESS = "Qq"


def filled(text: str) -> tl.Chronology:
    """Return a chronology with a text in every field that a table or a calendar takes."""
    try:
        name = tl.Person("p", name=text)
    except tl.Invalid:
        raise AssertionError("refused") from None
    return tl.Chronology(
        [
            name,
            tl.Place("q", name=text),
            tl.Source("s", title=text, url="https://example.org/"),
            tl.Event(
                "a", title=text, when="2025-05-05", who=[tl.Participation("p", capacity=text)], where="q", cites=["s"],
                tags=[text], summary=text, note=text,
            ),
        ],
        title=text,
    )  # fmt: skip


@pytest.mark.parametrize("delimiter", ["comma", "semicolon", "tab"])
def test_a_formula_in_a_table(csv_export, delimiter):
    """No cell begins as a formula does, nor does any piece of one behind what another program takes for a delimiter; and it comes back."""
    chronology = filled(csv_export.value)
    text = tl.dumps(chronology, "csv", delimiter=delimiter)
    rows = list(
        tables.reader(io.StringIO(text, newline=""), delimiter={"comma": ",", "semicolon": ";", "tab": "\t"}[delimiter])
    )
    assert {len(row) for row in rows} == {len(rows[0])}
    cells = [cell for row in rows for cell in row]
    assert [cell for cell in cells if re.match("[=+@\t\r\n\uff1d\uff0b\uff20\uff0d-]", cell)] == []
    again = tl.loads(text, "csv", delimiter=delimiter)
    assert (again["a"].title, again["a"].summary) == (chronology["a"].title, chronology["a"].summary)


def test_a_line_in_a_calendar(icalendar_export):
    """The calendar has the lines that one of harmless texts has, none longer than 75 octets, and the text comes back."""
    text = icalendar_export.value
    if icalendar_export.id in REFUSED:
        with pytest.raises((tl.Invalid, TypeError)):  # a keyword that nothing takes is a slip in a program
            REFUSED[icalendar_export.id](text)
        return
    made, harmless = (tl.dumps(filled(each), "icalendar") for each in (text, HARMLESS))
    lines = made.split("\r\n")
    assert all(len(line.encode()) <= 75 and not re.search("[\r\n]", line) for line in lines)
    assert shape(made) == shape(harmless)
    again = tl.loads(made, "icalendar")
    assert again == filled(text)


def shape(text: str) -> list[tuple[str, list[str]]]:
    """Return the components of a calendar with the names of their properties, as another reader sees them."""
    return [(part.name, sorted(part.keys())) for part in ical.Calendar.from_ical(text).walk()]


REFUSED = {
    "H0413": lambda text: tl.Source("s", title="S", url=text),
    "H0415": lambda text: tl.dumps(filled(HARMLESS), "icalendar", **{"x-foo\r\nATTENDEE": text}),
    "H0419": lambda text: tl.Event(text, title="A", when="2025"),
}

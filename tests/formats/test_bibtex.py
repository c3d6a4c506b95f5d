"""BibTeX: the sources, as programs for papers read them."""

import pytest
from hypothesis import given, settings
from pybtex.database import BibliographyData, parse_string

import timeline as tl
from timeline import formats
from timeline.chronology import Chronology
from timeline.formats.bibtex import escaped
from timeline.records import Event, Source
from timeline.testing import texts


def parsed(*sources: Source) -> BibliographyData:
    return parse_string(formats.dumps(Chronology(sources), "bibtex"), "bibtex")


def lost(source: Source) -> set[str]:
    return {loss.field for loss in formats.losses(Chronology([source]), "bibtex") if loss.record == source.id}


def test_a_source_is_an_entry_of_biblatex() -> None:
    report = Source(
        "report",
        title="50% of {R&D}: a #1 plan",
        author="Ann Example and Sons",
        publisher="The Times",
        published="2025-04-26",
        url="https://example.org/a_b?c=%20d&e=~f#g",
        accessed="2025-05-01",
        language="en-GB",
        note="Seen in print.",
    )
    entry = parsed(report).entries["report"]
    assert entry.type == "online"
    assert dict(entry.fields) == {
        "title": r"{50\% of \textbraceleft{}R\&D\textbraceright{}: a \#1 plan}",
        "organization": "{The Times}",
        "annotation": "{Seen in print.}",
        "url": "https://example.org/a_b?c=%20d&e=~f#g",
        "date": "2025-04-26",
        "urldate": "2025-05-01",
        "langid": "british",
    }
    assert [str(person) for person in entry.persons["author"]] == ["{Ann Example and Sons}"]
    assert lost(report) == set()


def test_without_an_address_it_is_something_else() -> None:
    assert parsed(Source("memo", title="Memorandum")).entries["memo"].type == "misc"


@pytest.mark.parametrize(
    ("when", "date"),
    [
        ("2025", "2025"),
        ("2025-04~", "2025-04~"),
        ("2025-21", "2025-21"),
        ("198X", "198X"),
        ("1985-XX-XX", "1985-XX-XX"),
        ("1985/..", "1985/.."),
        ("/1985", "/1985"),
        ("-0043-03-15", "-0043-03-15"),
        ("Y17000", "Y17000"),
        ("2025-04-26T14:30:00Z", "2025-04-26T14:30:00Z"),
    ],
)
def test_dates_are_edtf_as_biblatex_knows_it(when: str, date: str) -> None:
    source = Source("s", title="S", published=when)
    assert parsed(source).entries["s"].fields["date"] == date
    assert lost(source) == set()


@pytest.mark.parametrize(
    ("when", "date"), [("2025-04-26T14:30", "2025-04-26"), ("[2025-04-26..2025-04-27]", None), ("2025-29", None)]
)
def test_a_date_that_biblatex_does_not_know_is_lost(when: str, date: str | None) -> None:
    source = Source("s", title="S", published=when)
    assert parsed(source).entries["s"].fields.get("date") == date
    assert lost(source) == {"published"}


def test_a_language_without_a_name_of_its_own_is_lost() -> None:
    source = Source("s", title="S", language="is")
    assert "langid" not in parsed(source).entries["s"].fields
    assert lost(source) == {"language"}


@given(text=texts())
@settings(max_examples=60, deadline=None)
def test_no_text_gets_out_of_its_field(text: str) -> None:
    hostile = f'{text}}}, note = {{@comment{{%$\\end{{document}} "{text}'
    source = Source("s", title=hostile, author=hostile, publisher=hostile, note=hostile)
    found = parsed(source, Source("t", title="T"))
    assert list(found.entries) == ["s", "t"]
    fields = found.entries["s"].fields
    assert set(fields) == {"title", "organization", "annotation"}
    assert fields["title"] == fields["organization"] == fields["annotation"]
    assert fields["title"].count("{") == fields["title"].count("}")


def test_every_sign_of_latex_is_a_command() -> None:
    signs = "\\{}~^#$%&_"
    assert escaped(signs).replace("{}", "").count("\\") == len(signs)


def test_all_sources_of_the_packaged_dossiers_are_there() -> None:
    for name in formats.dossiers():
        chronology = tl.dossier(name)
        names = [record.id for record in chronology.records if isinstance(record, Source)]
        assert list(parse_string(formats.dumps(chronology, "bibtex"), "bibtex").entries) == names


def test_a_chronology_without_sources_is_an_empty_file() -> None:
    whole = Chronology([Event("a", title="A", when="2025")])
    assert formats.dumps(whole, "bibtex") == ""
    assert [str(loss) for loss in formats.losses(whole, "bibtex")] == ["a: only sources have a place in a bibliography"]

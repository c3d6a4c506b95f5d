"""Dates and their doubts in other languages, and catalogues that miss nothing."""

import builtins
import pathlib
import sys

import pytest

from timeline import errors, language
from timeline.when import Duration, Reading, When, describe, describe_duration

LANGUAGES = ("fr", "de", "it", "es", "uk", "ru", "ar", "zh")
TEXTS = [
    line.split("\t")[0]
    for line in (pathlib.Path(__file__).parent / "data" / "edtf.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
MORE = [
    *(f"2001-{code}" for code in range(21, 42)), "1X85", "XXXX", "2025-XX-31", "2001-21?", "2025-04-26T14:30~", "{1990..}",
    "2025-04-26T14:30[Europe/Rome]", "[2025-04-26T14:00..2025-04-26T16:00]", "2004?-06-~11", "2004-%06-11",
    "2001?-21", "2004-%06-11T10:00", "2004-06-11T10:00",
]  # fmt: skip
DURATIONS = [
    f"{relation}{about}5 {unit}".strip()
    for relation, about in [("", ""), ("~", ""), ("> ", ""), (">= ", ""), ("< ", ""), ("<= ", "")]
    for unit in ("s", "min", "h", "days", "weeks", "months", "years")
]


def everything(code):
    """Word whatever can be worded."""
    for text in [*TEXTS, *MORE]:
        for reading in Reading:
            describe(When(text, reading=reading), language=code, zone=True)
    describe(When.said("overnight", on="2025-04-26"), language=code)
    for text in [*DURATIONS, "2..3 days"]:
        describe_duration(Duration.parse(text), language=code)


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_phrase_is_missing_from_a_catalogue(code, monkeypatch):
    asked = set()
    original = language.Language._translated
    monkeypatch.setattr(
        language.Language, "_translated", lambda self, message: asked.add(message) or original(self, message)
    )
    everything(code)
    catalog = language.language(code).catalog
    assert len(asked) > 50
    assert {message for message in asked if not catalog.get(message) or not catalog.get(message).string} == set()


@pytest.mark.parametrize("code", LANGUAGES)
def test_translations_keep_the_places_of_their_values(code):
    for message in language.language(code).catalog:
        if not message.id or not message.string:
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
        for string in strings:
            assert set(language.FIELD.findall(string)) == set(language.FIELD.findall(ids[-1])), ids


@pytest.mark.parametrize(
    ("code", "day", "month", "doubt"),
    [
        ("fr", "26 avril 2025", "août 2024", "peut-être 1984"),
        ("de", "26. April 2025", "August 2024", "möglicherweise 1984"),
        ("it", "26 aprile 2025", "agosto 2024", "forse 1984"),
        ("es", "26 de abril de 2025", "agosto de 2024", "posiblemente 1984"),
        ("uk", "26 квітня 2025 р.", "серпень 2024 р.", "можливо, 1984"),
        ("ru", "26 апреля 2025 г.", "август 2024 г.", "возможно, 1984"),
        ("ar", "26 أبريل 2025", "أغسطس 2024", "ربما 1984"),
        ("zh", "2025年4月26日", "2024年8月", "可能是1984年"),
    ],
)
def test_dates_in_other_languages(code, day, month, doubt):
    words = [describe(When(text), language=code).replace("\u202f", " ") for text in ("2025-04-26", "2024-08", "1984?")]
    assert words == [day, month, doubt]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("fr", ["1 heure", "2 heures", "5 heures", "21 heures"]),
        ("uk", ["1 година", "2 години", "5 годин", "21 година"]),
        ("ru", ["1 час", "2 часа", "5 часов", "21 час"]),
        ("zh", ["1小时", "2小时", "5小时", "21小时"]),
    ],
)
def test_plurals(code, words):
    assert [describe_duration(Duration.parse(f"{count} h"), language=code) for count in (1, 2, 5, 21)] == words


def test_years_beyond_the_common_era():
    assert describe(When("-0043-03-15"), language="fr") == "15 mars 44 av. J.-C."
    assert describe(When("0000"), language="zh") == "公元前1年"
    assert describe(When("Y170000002"), language="de") == "170000002"


def test_zones_are_named_after_their_city():
    when = When("2025-04-26T14:30[Europe/Rome]")
    assert describe(when, language="uk", zone=True).endswith("14:30 (за часом Рим)")
    assert describe(when, language="de", zone=True).endswith("14:30 (Zeit von Rom)")


def test_region_and_direction():
    assert language.language("en-GB").english
    assert language.language("fr-CA").catalog is not None
    assert language.language("ar").direction == "rtl"
    assert language.language("en").direction == "ltr"
    assert set(LANGUAGES) | {"en"} <= set(language.translated())


def test_a_language_without_a_catalogue_has_its_dates_and_english_phrases():
    assert describe(When("2025-04-26?"), language="pl") == "possibly 26 kwietnia 2025"


def test_values_are_never_read_as_a_format():
    english = language.language("en")
    assert english.text("about {date}", date="{date.__class__}") == "about {date.__class__}"


def test_without_babel_the_error_names_what_to_install(monkeypatch):
    original = builtins.__import__

    def absent(name, *rest):
        if name.partition(".")[0] == "babel":
            raise ImportError(name)
        return original(name, *rest)

    language.language.cache_clear()
    for name in [name for name in sys.modules if name.partition(".")[0] == "babel"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(builtins, "__import__", absent)
    with pytest.raises(errors.MissingPackage, match="pip install"):
        language.language("fr")
    assert describe(When("2025-04-26")) == "26 April 2025"


def test_a_language_that_writes_the_era_in_every_date_has_it():
    assert describe(When("2025-04-26"), language="th") == "26 เมษายน ค.ศ. 2025"

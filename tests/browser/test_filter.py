"""The filter as a reader meets it: by kind, person, side, text and contest, with an address to share."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import timeline as tl
from timeline.chronology import Chronology
from timeline.records import Event, Person
from timeline.rendering import render, save

pytestmark = pytest.mark.browser
Show = Callable[..., Any]  # the fixture that opens a page


@pytest.fixture(scope="module")
def rome() -> Chronology:
    return tl.dossier("rome-2025")


def count(page: Any) -> str:
    """Return what is said and what is seen."""
    seen = page.locator("article:visible").count()
    assert re.findall(r"\d+", page.inner_text("output"))[0] == str(seen)
    return str(page.inner_text("output"))


def test_it_shows_all_at_first(show: Show, rome: Chronology) -> None:
    seen = show(render(rome))
    assert count(seen.page) == "49 of 49 events"
    assert seen.page.locator("form").is_visible()
    assert seen.page.get_by_label("Kind").is_visible()
    assert seen.page.evaluate("location.hash") == ""
    assert (seen.asked, seen.told) == ([], [])


@pytest.mark.parametrize(
    ("name", "chosen", "same"),
    [
        ("kind", "Meeting", lambda rome: rome.of("meeting")),
        ("who", "Vladimir Putin", lambda rome: rome.involving("putin")),
        ("who", "Donald Trump", lambda rome: rome.involving("trump")),
        ("kind", "Incident", lambda rome: rome.of("incident")),
    ],
)
def test_each_choice_shows_what_the_library_shows(
    name: str, chosen: str, same: Callable[[Chronology], Chronology], show: Show, rome: Chronology
) -> None:
    page = show(render(rome)).page
    page.select_option(f"[name={name}]", chosen)
    wanted = [f"chron-{event.id}" for event in same(rome)]
    assert page.eval_on_selector_all("article", "all => all.filter(a => a.checkVisibility()).map(a => a.id)") == wanted
    assert count(page) == f"{len(wanted)} of 49 events"


def test_choices_narrow_each_other_and_empty_periods_go(show: Show, rome: Chronology) -> None:
    page = show(render(rome)).page
    page.select_option("[name=side]", "Russia")
    by_side = int(count(page).split()[0])
    page.check("[name=contested]")
    both = int(count(page).split()[0])
    assert 0 < both < by_side < 49
    for period in page.locator(".cr-period:visible").all():
        assert period.locator("article:visible").count() > 0
    shown = page.eval_on_selector_all(
        ".cr-period", "all => all.filter(p => p.checkVisibility()).map(p => p.firstElementChild.id)"
    )
    led = page.eval_on_selector_all(
        ".cr-contents a", "all => all.filter(a => a.checkVisibility()).map(a => a.hash.slice(1))"
    )
    assert led == [*shown, "chron-_claims", "chron-_sources"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("very productive", "2"),
        ("PRODUCTIVE very", "2"),
        ("  ruv ", "1"),
        ("Zelenskyy  macron", "2"),
        ("nobody said this", "0"),
        ("", "49"),
    ],
)
def test_a_search_wants_every_word_in_any_case_without_accents(
    typed: str, found: str, show: Show, rome: Chronology
) -> None:
    page = show(render(rome)).page
    page.fill("[name=text]", typed)
    texts = page.eval_on_selector_all("article", "all => all.filter(a => a.checkVisibility()).map(a => a.textContent)")
    for text in texts:
        plain = text.lower().replace("ú", "u").replace("\\xa0", " ")
        assert [word for word in typed.lower().split() if word not in plain] == []
    assert (len(texts) > 0) == (found != "0")
    assert count(page).startswith(f"{len(texts)} of ")


def test_the_address_can_be_shared(show: Show, rome: Chronology, tmp_path: Path) -> None:
    page = show(render(rome)).page
    page.select_option("[name=kind]", "Statement")
    page.fill("[name=text]", "Kursk & Кремль=?#")
    page.fill("[name=text]", "Kursk")
    page.check("[name=contested]")
    said, address = count(page), page.url
    assert address.endswith(".html#?kind=Statement&text=Kursk&contested=on")
    again = show(render(rome), behind=f"#{address.partition('#')[2]}").page
    assert count(again) == said
    assert again.input_value("[name=kind]") == "Statement"
    assert again.is_checked("[name=contested]")
    again.click("text=Show all")
    assert count(again) == "49 of 49 events"
    assert "#" not in again.url
    again.evaluate("location.hash = '#?kind=Meeting'")
    again.wait_for_function("document.querySelector('[name=kind]').value === 'Meeting'")
    assert count(again) == "7 of 49 events"


@pytest.mark.parametrize(
    "hash_",
    [
        "#?kind=nonsense",
        "#?",
        "#?who=%FF%FE",
        "#?text=%3Cscript%3E",
        "#chron-_top",
        "#nothing",
        "#%E0%A4%A",
        "#?kind=a&kind=b",
    ],
)
def test_a_strange_address_breaks_nothing(hash_: str, show: Show, rome: Chronology) -> None:
    seen = show(render(rome), behind=hash_)
    assert seen.told == []
    expected = "0 of 49 events" if "script" in hash_ else "49 of 49 events"
    assert count(seen.page) == expected
    assert seen.page.eval_on_selector("[name=kind]", "field => field.selectedIndex") == 0


def test_a_link_to_an_entry_that_is_filtered_away_shows_it(show: Show, rome: Chronology) -> None:
    page = show(render(rome), behind="#?kind=Meeting").page
    link = page.locator("article:visible >> css=dd a[href='#chron-witkoff-mission']").first
    link.click()
    page.wait_for_function("document.querySelector('output').value.startsWith('49')")
    assert page.locator("#chron-witkoff-mission").is_visible()
    assert page.evaluate("document.querySelector('#chron-witkoff-mission').getBoundingClientRect().top") < 600
    assert page.input_value("[name=kind]") == ""


def test_a_link_to_an_entry_that_is_shown_keeps_the_choice(show: Show, rome: Chronology) -> None:
    page = show(render(rome), behind="#?kind=Meeting").page
    page.evaluate("location.hash = '#chron-trump-zelenskyy'")
    page.wait_for_function("document.querySelector(':target')")
    assert count(page) == "7 of 49 events"


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("zelenskyj", "Zelenskýj in Kyïv"),
        ("ZELENSKÝJ", "Zelenskýj in Kyïv"),
        ("strasse", "Straße des 17. Juni"),
        ("peter's", "St. Peter’s"),
        ("1978-79", "Winter 1978–79"),
        ("ΛΌΓΟΣ", "λόγος"),
        ("зеленськии", "Зеленський"),
        ("اسرائيل", "إسرائيل"),
        ("oﬃce", "Office"),
    ],
)
def test_a_search_finds_what_is_written_otherwise(typed: str, title: str, show: Show) -> None:
    """By case, accents, letters that are two in capitals, typographic apostrophes, dashes and ligatures."""
    others = [Event(f"e{at}", title=f"Event {at}", when=str(1900 + at)) for at in range(9)]
    page = show(render(Chronology([Event("sought", title=title, when="1950"), *others]))).page
    page.fill("[name=text]", typed)
    assert count(page) == "1 of 10 events"
    assert page.locator("#chron-sought").is_visible()


def test_back_and_forward_bring_a_choice_back(show: Show, rome: Chronology) -> None:
    page = show(render(rome), behind="#?kind=Meeting").page
    page.locator("article:visible >> css=dd a[href='#chron-witkoff-mission']").first.click()
    page.wait_for_function("document.querySelector('output').value.startsWith('49')")
    page.go_back()
    page.wait_for_function("document.querySelector('output').value.startsWith('7 ')")
    assert page.input_value("[name=kind]") == "Meeting"
    page.go_forward()
    page.wait_for_function("document.querySelector('output').value.startsWith('49')")
    assert page.locator("#chron-witkoff-mission").is_visible()


def test_it_filters_a_page_from_right_to_left(show: Show) -> None:
    people = [Person("a", name="أنور السادات"), Person("b", name="מנחם בגין")]
    events = [Event(f"e{at}", title=f"حدث {at}", when=str(1970 + at), who=["a" if at % 3 else "b"]) for at in range(9)]
    page = show(render(Chronology([*people, *events], language="ar"))).page
    page.select_option("[name=who]", "מנחם בגין")
    assert count(page) == "الأحداث: 3 من 9"
    again = show(render(Chronology([*people, *events], language="ar")), behind=f"#{page.url.partition('#')[2]}").page
    assert again.input_value("[name=who]") == "מנחם בגין"
    assert count(again) == "الأحداث: 3 من 9"
    label, reset = (again.locator(where).bounding_box()["x"] for where in ("label:has([name=who])", "button"))
    assert label > reset


def test_marks_of_the_figure_fade_with_their_entries(show: Show, rome: Chronology) -> None:
    page = show(render(rome), behind="#?kind=Meeting").page
    faded, clear = (
        page.eval_on_selector_all(".cr-lanes a", f"all => all.filter(a => a.style.opacity {sign} '0.15').length")
        for sign in ("===", "!==")
    )
    assert faded > clear > 0
    page.click("text=Show all")
    assert page.eval_on_selector_all(".cr-lanes a", "all => all.filter(a => a.style.opacity).length") == 0


def test_a_change_is_said_to_those_who_do_not_see_it(show: Show, rome: Chronology) -> None:
    page = show(render(rome)).page
    tree = page.locator("form").aria_snapshot()
    assert "status: 49 of 49 events" in tree
    assert 'combobox "Kind"' in tree
    assert 'searchbox "Text"' in tree
    assert 'checkbox "Contested only"' in tree
    assert page.get_by_role("search", name="Filter the events").count() == 1


def test_choices_that_choose_nothing_are_not_offered(show: Show) -> None:
    events = [Event(f"e{at}", title=f"Event {at}", when=str(1900 + at), who=["p"]) for at in range(9)]
    page = show(render(Chronology([Person("p", name="Someone"), *events]))).page
    assert [page.locator(f"[name={name}]").is_visible() for name in ("kind", "who", "side", "contested", "text")] == [
        False, False, False, False, True,
    ]  # fmt: skip


def test_the_return_key_does_not_leave_the_page(show: Show, rome: Chronology) -> None:
    seen = show(render(rome))
    seen.page.fill("[name=text]", "Kursk")
    seen.page.press("[name=text]", "Enter")
    assert seen.page.url.endswith("#?text=Kursk")
    assert (seen.asked, seen.told) == ([], [])


def test_within_a_frame_that_may_not_change_its_address_it_works_all_the_same(show: Show, rome: Chronology) -> None:
    html = render(rome).replace("&", "&amp;").replace('"', "&quot;")
    seen = show(
        f'<!DOCTYPE html><title>x</title><iframe sandbox="allow-scripts" width=900 height=900 srcdoc="{html}"></iframe>'
    )
    frame = seen.page.frame_locator("iframe")
    frame.locator("[name=kind]").select_option("Meeting")
    assert frame.locator("output").inner_text() == "7 of 49 events"
    assert [text for text in seen.told if "Error" in text] == []


def test_every_page_of_a_split_filters_itself(show: Show, rome: Chronology, tmp_path: Path) -> None:
    save(rome, tmp_path / "rome", split="year")
    page = show(tmp_path / "rome" / "2025.html", behind="#?kind=Meeting").page
    assert count(page) == "7 of 42 events"
    page.goto((tmp_path / "rome" / "2022.html").as_uri())
    assert page.locator("form").count() == 0


def test_thousands_of_events_answer_at_once(show: Show) -> None:
    """A choice is made within a fraction of a second, whatever the machine is doing beside."""
    events = [Event(f"e{at}", title=f"Event {at} of many", when=str(1000 + at % 900)) for at in range(5_000)]
    page = show(render(Chronology(events), lanes=None)).page
    took = page.evaluate(
        "() => { const field = document.querySelector('[name=text]'); field.value = '4999'; const start = performance.now();"
        " field.dispatchEvent(new Event('input', {bubbles: true})); return performance.now() - start }"
    )
    assert page.locator(".cr-entry:not([hidden])").count() == 1
    assert page.inner_text("output") == "1 of 5000 events"
    assert took < 2_000

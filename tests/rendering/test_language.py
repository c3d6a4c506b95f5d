"""Pages in the reader's language: every word of ours in every catalogue, and no word of the record taken for ours."""

from __future__ import annotations

import ast
import builtins
import json
import re
import sys
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path

import jinja2
import jinja2.nodes
import pytest
from babel.messages.pofile import read_po

import timeline as tl
from timeline import language as tongues
from timeline.chronology import Chronology
from timeline.formats import dumps
from timeline.records import Act, Event, Meeting, Mode, Protocol, Source, Status
from timeline.rendering import draw_life, draw_matrix, draw_network, environments, languages, render
from timeline.rendering import wording as words_of
from timeline.rendering.messages import MESSAGES, messages
from timeline.rendering.wording import Wording, lack, wording

GOLDEN = Path(__file__).parents[1] / "golden"
PACKAGE = Path(str(resources.files("timeline")))
CODES = [code for code in tongues.translated() if code != "en"]
FIELD = re.compile(r"\{[a-z_]+\}")
CODE = [*(PACKAGE / "rendering").rglob("*.py"), *(PACKAGE / "integrations").rglob("*.py")]
TEMPLATES = list((PACKAGE / "templates").glob("*/*.jinja"))
CALLS = {"say", "counted"}


# -- what is asked for -------------------------------------------------------------------------------------------------------


def keys_of(node: ast.expr) -> Iterator[str]:
    """Yield the keys that an expression can stand for, as patterns."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield re.escape(node.value)
    elif isinstance(node, ast.IfExp):
        yield from keys_of(node.body)
        yield from keys_of(node.orelse)
    elif isinstance(node, ast.JoinedStr):
        yield "".join(re.escape(part.value) if isinstance(part, ast.Constant) else ".+" for part in node.values)


def asked_in_code() -> Iterator[str]:
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Subscript) and ast.unparse(node.value).rpartition(".")[2] in {"words", "_words"}:
                yield from keys_of(node.slice)
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CALLS:
                place = int(node.func.attr == "counted")
                found = list(keys_of(node.args[place])) if len(node.args) > place else []
                yield from (f"{key}_(one|many)" if place else key for key in found)


def asked_in_templates() -> Iterator[str]:
    for path in TEMPLATES:
        tree = jinja2.Environment(autoescape=True).parse(path.read_text("utf-8"))
        for node in tree.find_all(jinja2.nodes.Getattr):
            if isinstance(node.node, jinja2.nodes.Name) and node.node.name == "words":
                yield re.escape(node.attr)


def test_code_and_templates_ask_for_no_word_that_there_is_not() -> None:
    code, templates = set(asked_in_code()), set(asked_in_templates())
    assert (len(code) > 80, len(templates) > 20) == (True, True)
    wanting = [key for key in code | templates - {"tongue"} if not any(re.fullmatch(key, known) for known in MESSAGES)]
    assert wanting == []


def test_no_word_is_kept_that_nobody_asks_for() -> None:
    asked = {*asked_in_code(), *asked_in_templates()}
    named = {member.value for kind in (Act, Mode, Protocol, Status) for member in kind}
    text = "".join(path.read_text("utf-8") for path in CODE if path.name != "messages.py")
    spare = [
        key
        for key in MESSAGES
        if not any(re.fullmatch(pattern, key) for pattern in asked)
        and key not in named
        and f'"{re.sub("_(one|many)$", "", key)}"' not in text
    ]
    assert spare == []


def test_the_names_of_words_and_those_of_what_makes_words_are_apart() -> None:
    """A template asks `words` for both with a dot."""
    assert {name for name in dir(Wording) if not name.startswith("_")} & MESSAGES.keys() == set()


# -- catalogues --------------------------------------------------------------------------------------------------------------


def catalogue(code: str, name: str) -> dict[str | tuple[str, str], str | tuple[str, ...]]:
    with (PACKAGE / "locales" / code / "LC_MESSAGES" / name).open("rb") as stream:
        return {message.id: message.string for message in read_po(stream) if message.id}


@pytest.mark.parametrize("code", CODES)
class TestCatalogue:
    def test_it_has_every_message_and_no_other(self, code: str) -> None:
        expected = {message for message in messages() if message not in catalogue(code, "timeline.po")}
        assert expected == catalogue(code, "pages.po").keys()

    def test_each_is_translated_with_the_same_names_in_it(self, code: str) -> None:
        for message, translation in catalogue(code, "pages.po").items():
            asked = message[1] if isinstance(message, tuple) else message
            for form in translation if isinstance(translation, tuple) else (translation,):
                assert form.strip() or message.strip() == ""
                assert sorted(FIELD.findall(asked)) == sorted(FIELD.findall(form)), (message, form)

    def test_there_is_a_form_for_every_number(self, code: str) -> None:
        tongue = tongues.language(code)
        assert tongue.catalog is not None
        plural = [string for message, string in catalogue(code, "pages.po").items() if isinstance(message, tuple)]
        assert {tongue.catalog.num_plurals} == {
            len(forms if isinstance(forms, tuple) else (forms,)) for forms in plural
        }
        for count in (0, 1, 2, 3, 5, 11, 21, 101, 1200):
            assert wording(code).counted(count, "events") != wording("en").counted(count, "events")

    def test_it_is_read_once(self, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
        wording(code)["sources"]
        monkeypatch.setattr(tongues, "_read", lambda *_given: pytest.fail("read again"))
        assert Chronology(language=code).render("text")


# -- pages -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "language", "options"),
    [
        ("arcadia.fr.fragment.html", "fr", {"language": "html", "fragment": True, "style": False}),
        ("arcadia.ar.fragment.html", "ar", {"language": "html", "fragment": True, "style": False}),
        ("arcadia.ru.txt", "ru", {"language": "text"}),
    ],
)
def test_golden(
    name: str, language: str, options: dict[str, object], arcadia: Chronology, *, write_golden: bool
) -> None:
    actual = render(arcadia.headed(language=language), compiled="1962-06-01", **options)
    if write_golden:
        GOLDEN.joinpath(name).write_text(actual, "utf-8", newline="\n")
    assert GOLDEN.joinpath(name).read_text("utf-8") == actual


def english_of(rome: Chronology) -> set[str]:
    """Return our English words but those that French has too, or that the record uses."""
    own = json.dumps(json.loads(dumps(rome, "json")), ensure_ascii=False).casefold()
    known = {text for each in messages() for text in ([each] if isinstance(each, str) else each)}
    pieces = {piece.strip(" .,:;()") for text in {*known, *tongues.ENGLISH_MONTHS} for piece in FIELD.split(text)}
    french = [str(part) for part in catalogue("fr", "pages.po").values()]
    kept = {piece for piece in pieces if len(piece) > 4 and piece.casefold() not in own}
    return {piece for piece in kept if not any(piece in each for each in french)}


def found_in(page: str, pieces: set[str]) -> set[str]:
    """Return which words a page shows: those in styles, scripts, tags and commands nobody reads."""
    page = re.sub(r"(?s)<style>.*?</style>|<script>.*?</script>|\\documentclass.*\\begin{document}", " ", page)
    told = re.findall(r'(?:aria-label|data-words|data-kind)="([^"]*)"', page)
    text = " ".join([re.sub(r"<[^>]+>", " ", page), *told])
    return {piece for piece in pieces if re.search(rf"(?<![\w-]){re.escape(piece)}(?![\w-])", text)}


@pytest.mark.parametrize("output", languages())
def test_a_french_page_has_no_english_word_of_ours(output: str) -> None:
    rome = tl.dossier("rome-2025")
    pieces = english_of(rome)
    assert len(found_in(render(rome, output), pieces)) > 2
    assert found_in(render(rome.headed(language="fr"), output), pieces) == set()


@pytest.mark.parametrize("draw", [draw_network, draw_matrix, lambda it: draw_life(it, "north-koreans-at-kursk")])
def test_a_french_picture_has_no_english_word_of_ours(draw: Callable[[Chronology], str]) -> None:
    rome = tl.dossier("rome-2025")
    pieces = english_of(rome)
    assert found_in(draw(rome), pieces) != set()
    assert found_in(draw(rome.headed(language="fr")), pieces) == set()


def test_dates_counts_figures_and_kinds_are_in_the_language_of_the_header() -> None:
    talks = Meeting("talks", title="Переговоры", when="2025-04-26/2025-04-27", figures=["~12000.50 km"])
    page = render(Chronology([talks], language="ru"), "text")
    for words in (
        "1 событие, 2025",
        "26 апр. 2025",
        "Встреча",
        "около 12 000,5 km".replace(" ", "\N{NO-BREAK SPACE}", 2),
    ):
        assert words.replace("\N{NO-BREAK SPACE}", " ") in page.replace("\N{NO-BREAK SPACE}", " ")


def test_kinds_roles_and_fields_of_a_users_own_are_named_as_they_are_written() -> None:
    words = wording("fr")
    assert (words.kind("gipfel"), words.role("wachhund", 2), words.field("ort_der_tagung")) == (
        "Gipfel",
        "Wachhund",
        "Ort der tagung",
    )


# -- what is in which language -------------------------------------------------------------------------------------------------


def test_words_of_the_record_are_marked_where_the_page_is_in_another_language() -> None:
    rome = tl.dossier("rome-2025").headed(language="fr")
    page = render(rome, fragment=True)
    assert '<span dir="auto" lang="en">North Korea avoids a clear answer too</span>' in page
    assert re.search(r'class="cr-title" lang="en">Rome, 26 April 2025<', page)
    assert 'lang="fr" dir="ltr">' in page
    assert '<time datetime="2025-04-26">26 avril 2025</time>' in page


def test_a_title_given_for_the_page_is_in_its_language() -> None:
    page = render(tl.dossier("rome-2025").headed(language="fr"), fragment=True, title="Rome, le 26 avril")
    assert re.search(r'class="cr-title">Rome, le 26 avril<', page)


def test_the_language_of_the_record_outlasts_the_views_of_it() -> None:
    rome = tl.dossier("rome-2025").headed(language="fr").of("meeting")
    assert [it.written.language for it in (rome, rome.as_of("2025-04-27"), rome.according_to("Russia"))] == ["en"] * 3


def test_a_dossier_in_a_language_with_words_bears_no_marks() -> None:
    event = Event("sommet", title="Le sommet", when="1985-11-19", cites=["monde"])
    page = render(Chronology([Source("monde", title="Le Monde"), event], language="fr"), fragment=True)
    assert re.findall(r' lang="([^"]*)"', page) == ["fr"]


@pytest.mark.parametrize("tag", ["no", "he", "xx", "tlh-Latn", "en-GB"])
def test_without_words_in_a_language_they_are_english_and_marked_as_such(tag: str) -> None:
    page = render(Chronology([Event("toppm", title="Toppmøtet", when="1985-11")], language=tag))
    assert f'<html lang="{tag}"' in page
    mark = "" if tag == "en-GB" else ' lang="en"'
    assert f'<p class="cr-lead"{mark}>' in page
    assert f'<time{mark} datetime="1985-11">November 1985</time>' in page
    assert '<span dir="auto">Toppmøtet</span>' in page


def test_every_tag_can_be_asked_for() -> None:
    for tag in ("FR", "fr-CA", "zh-Hans", "de-1996", "zz-Zzzz-ZZ", "nan-Hant-TW"):
        for output in languages():
            assert render(Chronology([Event("one", title="One", when="1985")], language=tag), output)


@pytest.mark.parametrize("tag", ["en", "en-GB", "fr", "fr-CA", "fr-x-private", "ar", "zh-Hans"])
def test_nothing_is_lacking_where_there_are_words(tag: str) -> None:
    assert lack(tag) is None


def test_what_is_lacking_names_the_languages_there_are() -> None:
    problem = lack("xx")
    assert problem is not None
    assert (problem.code, problem.message) == (
        "untranslated-language",
        "no words for pages in 'xx', so theirs are English",
    )
    assert problem.hint.endswith(f"there are: {', '.join(tongues.translated())}")


@pytest.fixture
def without_babel(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    real = builtins.__import__

    def refuse(name: str, *given: object, **more: object) -> object:
        if name.partition(".")[0] == "babel":
            raise ImportError(name)
        return real(name, *given, **more)  # type: ignore[arg-type]

    for cache in (tongues.language, words_of.wording, environments.environment):
        cache.cache_clear()
    with monkeypatch.context() as patched:
        patched.setattr(builtins, "__import__", refuse)
        yield
    for cache in (tongues.language, words_of.wording, environments.environment):
        cache.cache_clear()
    assert "babel" in sys.modules


@pytest.mark.usefixtures("without_babel")
def test_without_babel_pages_are_english_and_it_is_said_what_installs_it() -> None:
    page = render(Chronology([Event("sommet", title="Le sommet", when="1985-11")], language="fr"))
    assert '<p class="cr-lead" lang="en">' in page
    problem = lack("fr")
    assert problem is not None
    assert problem.code == "missing-package"
    assert "pip install" in problem.hint
    assert "there are: ar" in problem.hint
    assert str(getattr(lack("he"), "code", "")) == "untranslated-language"


def test_words_are_sorted_by_their_own_letters_in_lists() -> None:
    assert wording("fr").listed(["A", "B", "C"]) == "A, B et C"
    assert wording("zh").listed(["A", "B"]) == "A和B"


@pytest.mark.parametrize("code", CODES)
def test_no_sentence_ends_in_two_full_stops(code: str, arcadia: Chronology) -> None:
    """In Russian and Ukrainian a date ends in an abbreviation."""
    given = arcadia.headed(language=code).as_of("1962-05-30")
    for page in (render(given, "text", compiled="1962-06-01"), draw_network(given), render(given, "svg")):
        assert re.findall(r".{20}(?<!\.)\.\.(?!\.)", page) == []

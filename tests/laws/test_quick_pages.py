"""The quick ways in which pages are written write what the plain ways write: every escape, every line of prose, every entry."""

from __future__ import annotations

import functools
from decimal import Decimal
from typing import Any

import jinja2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup
from markupsafe import escape as stock_escape

from timeline import Chronology, rendering
from timeline.formats import dossier, dossiers
from timeline.rendering import compiling, drawing, environments, flattening, prose
from timeline.rendering.escape import SAFE
from timeline.rendering.filters import finalizer, finisher, writer
from timeline.rendering.prose import Prose
from timeline.testing import chronologies

SPECIAL = "&<>\"'{}\n\r\t\x00\x85\xa0\u2028\u202e\u2066\ud800\ufeff\U000e0001 aZ9é中🙂#-*_`[]()!\\|~:;.@"
HARD = st.text(st.sampled_from(SPECIAL), max_size=150)


class Shouted(str):
    """A text that says something else of itself when it is asked."""

    __slots__ = ()

    def __str__(self) -> str:
        return self.upper()


class Drawn:
    """Something that has its own HTML."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __html__(self) -> str:
        return f"<i>{self.text}</i>"

    def __str__(self) -> str:
        return self.text


TEXTS = st.one_of(st.text(), HARD)
VALUES = st.one_of(
    TEXTS,
    TEXTS.map(Markup),
    TEXTS.map(Shouted),
    TEXTS.map(Drawn),
    TEXTS.map(Prose),
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.decimals(allow_nan=False).map(Decimal),
    st.lists(TEXTS, max_size=2),
    st.builds(jinja2.Undefined),
)


@given(VALUES)
def test_what_is_written_of_a_value_is_what_jinja_would_write(value: object) -> None:
    """In HTML, Jinja puts what `finalize` returns through its own escape."""
    finalize, write = finalizer("html"), writer("html")

    assert "".join([write(value)]) == str(stock_escape(finalize(value)))


@given(st.sampled_from([name for name in SAFE if name not in {"html", "svg"}]), VALUES)
def test_what_is_written_in_other_languages_is_what_jinja_would_write(language: str, value: object) -> None:
    """Where Jinja does not escape, it makes a text of what `finalize` returns."""
    assert "".join([writer(language)(value)]) == str(finalizer(language)(value))


ROW_VALUES = VALUES.filter(lambda value: not isinstance(value, Shouted | jinja2.Undefined))


@given(
    st.sampled_from([name for name in SAFE if name != "svg"]),
    st.lists(st.tuples(st.just("<b>"), st.one_of(ROW_VALUES, st.just("plain"))), max_size=4),
)
def test_values_that_are_looked_at_together_are_written_as_each_would_be(language: str, pairs: list[Any]) -> None:
    """What rows hold are plain texts, or what is safe; none says something else of itself when it is asked."""
    pieces = [piece for pair in pairs for piece in pair]

    assert finisher(language)(pieces) == "".join(
        [text for safe, value in pairs for text in (safe, writer(language)(value))]
    )


@given(TEXTS)
def test_a_text_that_is_safe_already_is_never_taken_for_one_that_is_not(text: str) -> None:
    """`Markup("<b>")` and `"<b>"` are equal and have one hash."""
    write = writer("html")
    first, second = write(text), write(Markup(text))

    assert (write(Markup(text)), write(text)) == (second, first)
    assert second == text


def test_what_is_not_there_is_refused_in_the_quick_way_too() -> None:
    with pytest.raises(jinja2.UndefinedError):
        writer("html")(jinja2.StrictUndefined(name="who"))


@given(st.sampled_from(["html", "markdown", "text"]), st.one_of(TEXTS, HARD.map("x{}".format)))
def test_a_line_of_running_text_is_drawn_as_its_tree_would_be(language: str, text: str) -> None:
    line = Prose(text)
    if line.runs:
        tree = line.tree

        assert tree is not None
        assert line.flows
        assert str(prose.draw(language, line)) == prose._WRITERS[language](tree)


@functools.lru_cache
def plain(*given: Any) -> jinja2.Environment:
    """Return the environment in which templates run, with Jinja's own compiler."""
    made = environments.environment.__wrapped__(*given)
    made.code_generator_class = jinja2.compiler.CodeGenerator
    return made


def page(chronology: Chronology, *, quick: bool, **options: Any) -> str:
    """Return a page whose templates are compiled our way, or as Jinja does it."""
    with pytest.MonkeyPatch.context() as patch:
        if not quick:
            patch.setattr(drawing, "environment", plain)
        return rendering.render(chronology, "html", **options)


@pytest.mark.parametrize("name", dossiers())
def test_every_dossier_is_drawn_as_jinja_would_draw_it(name: str) -> None:
    quick = page(dossier(name), quick=True)

    assert quick == page(dossier(name), quick=False)


@settings(max_examples=6)
@given(chronologies())
def test_every_chronology_is_drawn_as_jinja_would_draw_it(chronology: Chronology) -> None:
    assert page(chronology, quick=True, lanes="none") == page(chronology, quick=False, lanes="none")


def test_all_our_kinds_have_a_quick_way() -> None:
    """A template of ours that could not be flattened would only be slow, so it has to be looked for."""
    assert compiling.KNOWN
    made = environments.environment("html", environments.shelf())
    kinds = ["event", "meeting", "mission", "visit", "statement", "agreement", "incident", "source"]
    found = {kind: flattening.flattened(made, f"html/{kind}.html.jinja", made._source_of_ours) for kind in kinds}  # type: ignore[attr-defined]

    assert [kind for kind, flat in found.items() if flat is None] == []


MINE = {
    "a block": {"html/meeting.html.jinja": '{% extends "timeline:html/meeting.html.jinja" %}{% block sign %}!{% endblock %}'},
    "a part": {"html/parts.html.jinja": '{% macro person(person) %}<i>{{ person.name }}</i>{% endmacro %}{% from "timeline:html/parts.html.jinja" import place, cite, link, links, time, sides, account, remarks, source, number %}'},
    "the base": {"html/event.html.jinja": '{% extends "timeline:html/event.html.jinja" %}{% block note %}{{ entry.note }} {{ words.tags }}{% endblock %}'},
    "the words": {"html/page.html.jinja": '{% extends "timeline:html/page.html.jinja" %}{% set words = {"permalink": "<go>"} %}{% set headings = ("h1", "h2", "h5", "h6") %}'},
    "the marks": {"html/page.html.jinja": '{% extends "timeline:html/page.html.jinja" %}{% set lang_of_record = " lang=x" %}'},
    "the drawer": {"html/page.html.jinja": '{% extends "timeline:html/page.html.jinja" %}{% set once = "nothing" %}'},
}  # fmt: skip


def outcome(chronology: Chronology, *, quick: bool, templates: dict[str, str]) -> str:
    """Return the page, or what is wrong with it."""
    try:
        return page(chronology, quick=quick, lanes="none", templates=templates)
    except rendering.BadTemplate as error:
        return str(error)


@pytest.mark.parametrize("templates", MINE.values(), ids=MINE.keys())
def test_templates_of_users_have_their_say(templates: dict[str, str]) -> None:
    """A page draws what they say, and reports what is wrong with them, as it would without any quick way."""
    chronology = dossier("rome-2025")
    quick = outcome(chronology, quick=True, templates=templates)

    assert quick == outcome(chronology, quick=False, templates=templates)
    assert quick != page(chronology, quick=True, lanes="none")

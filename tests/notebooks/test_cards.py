"""What a notebook shows of a single value; it changes nothing of the value, and never raises."""

from __future__ import annotations

import copy
import io
import pickle
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.console import Console
from rich.pretty import pretty_repr

import timeline as tl
from timeline.cards import LONGEST, MOST, Card, ShowsItself
from timeline.chronology import Chronology, Difference, merging
from timeline.chronology.change.changes import Change
from timeline.records import Event, Record
from timeline.testing import records, texts, whens

ROME = tl.dossier("rome-2025")
SUMMIT = ROME["witkoff-putin"]
DIFFERENCE = tl.difference(ROME.as_of("2025-04-24"), ROME.as_of("2025-04-25"))

# A value, and what its reader is told of it.
TOLD: dict[str, tuple[Any, list[str]]] = {
    "event": (
        SUMMIT,
        ["Witkoff meets Putin", "meeting · witkoff-putin", "When", "between 21 and 26 April 2025", "rome"],
    ),
    "event, citation": (
        ROME["trump-zelenskyy"],
        ["15 minutes", "article, via ua-officials: “brief”", "U.S. President"],
    ),
    "statement": (ROME["gerasimov-claim"], ["statement", "asserts kursk-cleared"]),
    "person": (ROME["putin"], ["Vladimir Putin", "person · putin", "Aliases", "Владимир Путин"]),
    "place": (ROME["st-peters"], ["place · st-peters", "Within", "vatican"]),
    "source": (ROME["ft"], ["Report on the Kremlin's claim about Kursk", "source · ft", "Financial Times"]),
    "claim": (
        ROME["kursk-cleared"],
        ["Ukrainian forces have been driven out of the Kursk region", "claim · kursk-cleared"],
    ),
    "rival claim": (ROME["met-in-moscow"], ["where of witkoff-putin may be moscow", "claim · met-in-moscow"]),
    "tenure": (ROME["trump-president"], ["trump, President of us", "from 20 January 2025 on"]),
    "participation": (SUMMIT.who[0], ["witkoff", "for trump", "participation"]),
    "quantity": (tl.Quantity.parse("66 drones"), ["66 drones", "quantity"]),
    "duration": (tl.Duration.parse("~15 min"), ["about 15 minutes", "Written", "~15 min"]),
    "when": (
        SUMMIT.when,
        [
            "between 21 and 26 April 2025",
            "[2025-04-21..2025-04-26]",
            "“earlier this week” on 2025-04-26",
            "start of 2025-04-21",
        ],
    ),
    "when, a time": (
        tl.When("2025-04-26T14:30[Europe/Rome]"),
        ["between 14:30 on 2025-04-26 and 14:31 on 2025-04-26", "Europe/Rome"],
    ),
    "when, open": (tl.When("2024-08/.."), ["between the start of 2024-08-01 and the end of 2024-08-31", "never"]),
    "when, not known": (tl.When("/2024"), ["at a time that is not known", "the end of 2024-12-31"]),
    "when, at the latest": (tl.When("[..2024]"), ["by the end of 2024-12-31"]),
    "when, at the earliest": (tl.When("[2024..]"), ["not before the start of 2024-01-01"]),
    "when, throughout": (tl.When("2024", reading="throughout"), ["all through it", "the end of 2024-12-31"]),
    "when, to the second": (tl.When("2024-02-29T10:00:05Z"), ["10:00:05 on 2024-02-29"]),
    "when, far away": (tl.When("Y1000000000000"), ["1000000000000", "the end of 1000000000000-12-31"]),
    "when, before our era": (tl.When("-0043-03-15"), ["15 March 44 BCE", "the start of -0043-03-15"]),
    "standing": (
        ROME.standing("kursk-cleared"),
        [
            "kursk-cleared",
            "contested",
            "Asserted by",
            "gerasimov, 26 April 2025 (gerasimov-claim)",
            "Denied by",
            "Sides",
            "ru",
        ],
    ),
    "finding": (
        tl.check(ROME)[0],
        [
            "sources disagree on 'where' of 'witkoff-putin'",
            "error · sources-disagree",
            "met-in-moscow",
            "rome-2025.yaml",
        ],
    ),
    "difference": (DIFFERENCE, [f"{len(DIFFERENCE)} changes", str(DIFFERENCE[0]), str(DIFFERENCE[-1])]),
    "no difference": (tl.difference(ROME, ROME), ["0 changes"]),
    "change": (DIFFERENCE[0], [str(DIFFERENCE[0]), "added"]),
    "merged": (merging(ROME, ROME), ["in both:", "<Chronology 'Rome, 26 April 2025'"]),
    "network": (ROME.network(), ["Rome, 26 April 2025", "Vladimir Putin and Steve Witkoff: 1"]),
    "contested field": (ROME.contested_fields()[0], ["contested", "Adopted", "Rivals"]),
}


def html(value: Any) -> str:
    """What a reader of the HTML sees."""
    return unescape(re.sub(r"<[^>]+>", " ", value._repr_html_()))


def markdown(value: Any) -> str:
    """What a reader of the Markdown sees."""
    return unescape(re.sub(r"<[^>]+>", " ", MarkdownIt("commonmark").render(value._repr_markdown_())))


def rich(value: Any) -> str:
    file = io.StringIO()
    Console(width=10_000, file=file).print(value)
    return file.getvalue()


def plain(value: Any) -> str:
    return value.card().text()


FORMS = [html, markdown, rich, plain]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", TOLD)
def test_a_value_tells_what_it_is(name: str, form: Any) -> None:
    value, told = TOLD[name]
    seen = " ".join(form(value).split())
    assert [words for words in told if " ".join(words.split()) not in seen] == []


@pytest.mark.parametrize(
    "name", sorted(TOLD.keys() - {"merged"})
)  # a chronology, and so what holds one, is not pickled
def test_showing_a_value_changes_nothing_of_it(name: str) -> None:
    value, _ = TOLD[name]
    before = (hash(value), repr(value), pickle.dumps(value))
    for form in FORMS:
        form(value)
    assert before == (hash(value), repr(value), pickle.dumps(value))
    assert pickle.loads(pickle.dumps(value)) == value == copy.deepcopy(value)


@pytest.mark.parametrize("kind", [Record, Change, Difference, tl.When, tl.Duration, tl.Finding])
def test_a_value_takes_no_more_room_than_before(kind: type) -> None:
    """What shows it stands in no field and in no dictionary."""
    assert issubclass(kind, ShowsItself)
    assert ShowsItself.__slots__ == ()
    assert "card" not in getattr(kind, "__slots__", ())


def test_the_html_is_one_line_without_anything_that_acts() -> None:
    for value, _ in TOLD.values():
        drawn = value._repr_html_()
        assert "\n" not in drawn
        assert re.findall(r"<(\w+)", drawn)
        assert set(re.findall(r"<(\w+)", drawn)) <= {
            "div",
            "p",
            "b",
            "small",
            "table",
            "tbody",
            "tr",
            "th",
            "td",
            "bdi",
            "ul",
            "li",
            "a",
            "em",
        }


def test_an_own_kind_shows_its_fields() -> None:
    @attrs.frozen(kw_only=True)
    class Summit(Event):
        """A kind of somebody else's."""

        agenda: str = ""

    try:
        shown = Summit("malta", title="Malta", when="1989-12-02/1989-12-03", agenda="The end of the Cold War")
        assert "summit · malta" in html(shown)
        assert "Agenda" in html(shown)
        assert "The end of the Cold War" in html(shown)
    finally:
        from timeline.records import events

        events._KINDS.pop("summit")


def test_rich_shows_a_list_of_records_by_what_is_set() -> None:
    assert pretty_repr([ROME["italy"]]) == "[Place('italy', name='Italy', zone='Europe/Rome')]"


class TestLong:
    def test_lines_are_capped_and_it_is_said_how_to_see_all(self) -> None:
        long = Difference(Change(sentence=f"change number {number}", record=f"r{number}") for number in range(1000))
        for form in (html, markdown, rich, plain):
            seen = " ".join(form(long).split())
            numbers = [int(number) for number in re.findall(r"change number (\d+)", seen)]
            assert numbers == [*range(50), *range(950, 1000)], form
            assert "900 of 1,000 are not shown here; print(difference) shows all." in seen

    def test_values_and_texts_are_capped(self) -> None:
        crowd = tl.Meeting(
            "m", title="T" * (LONGEST + 7), when="1901", who=[f"p{number}" for number in range(MOST + 5)]
        )
        for form in (html, markdown, rich, plain):
            seen = "".join(form(crowd).split())
            assert f"p{MOST - 1};and5more" in seen, form
            assert "T" * LONGEST + "…(7morecharacters)" in seen, form


# -- never raising -----------------------------------------------------------------------------------------------------------


class Broken(ShowsItself):
    """A value whose class is at fault."""

    def card(self) -> Card:
        raise RuntimeError("<b>out of cards</b>")

    def __repr__(self) -> str:
        return "<Broken [bold]&amp;[/bold]>"


class Shattered(Broken):
    def __repr__(self) -> str:
        raise MemoryError


class Confused(Broken):
    def card(self) -> Any:
        return Card(heading=3, rows=[("a", (4, 5))])  # type: ignore[arg-type, list-item]


class Silent(Broken):
    def card(self) -> Any:
        return None


class Endless(Broken):
    def card(self) -> Card:
        return self.card()


@pytest.mark.parametrize("cls", [Broken, Confused, Silent, Endless])
def test_a_class_at_fault_is_shown_plainly(cls: type[Broken]) -> None:
    for form in (html, markdown, rich):
        assert "<Broken [bold]&amp;[/bold]>" in form(cls()), form
        assert "drawing it failed" in form(cls()), form
    assert "<b>out" not in Broken()._repr_html_()


def test_not_even_a_repr_at_fault_breaks_it() -> None:
    for form in (html, markdown, rich):
        assert "<Shattered>" in form(Shattered())


class Hiding(Chronology):
    """A chronology whose display is at fault."""

    __slots__ = ()

    def display(self, **_: Any) -> Any:
        raise KeyError("<nothing>")


def test_a_chronology_at_fault_is_shown_plainly() -> None:
    hidden = Hiding([Event("a", title="<b>", when="1901")], title="<script>")
    for form in (html, markdown, rich):
        assert "<Chronology '<script>': 1 event, 1901>" in form(hidden), form
    assert "<script>" not in hidden._repr_html_()
    assert hidden._repr_latex_() is None


@st.composite
def hostile(draw: st.DrawFn) -> Iterator[Any]:
    """Values with any text in them, among it what no file could hold."""
    text = st.text() | st.sampled_from(
        ["\ud800", "<script>", "</td>", "[bold]", "`", "\x1b[31m", "\u202e", "* a", "{{ 7*7 }}", "\n\n# x", "|", "$x$"]
    )
    return draw(
        st.builds(tl.Finding, message=text, ids=st.lists(text), rule=text, severity=st.sampled_from(["error", "hint"]))
        | st.builds(Change, sentence=text, record=text, field=text)
        | st.builds(Difference, st.lists(st.builds(Change, sentence=text)))
    )


def sound(value: Any) -> None:
    """See that nothing in a value acts, in whatever form it is shown."""
    drawn = value._repr_html_()
    drawn.encode()
    assert set(re.findall(r"</?([a-z]+)", drawn)) <= {
        "div",
        "p",
        "b",
        "small",
        "table",
        "tbody",
        "tr",
        "th",
        "td",
        "bdi",
        "ul",
        "li",
        "a",
        "em",
    }
    assert drawn.startswith("<div>")
    assert drawn.endswith("</div>")
    marked = value._repr_markdown_()
    marked.encode()
    tags = set(re.findall(r"</?([a-z0-9]+)", MarkdownIt("commonmark").render(marked)))
    assert tags <= {"p", "strong", "ul", "li", "em", "a"}
    said = rich(value)
    assert not {char for char in said if ord(char) < 32 and char != "\n"}
    assert "\x1b" not in value.card().text()
    assert "drawing it failed" not in drawn


@pytest.mark.no_cover
@given(hostile())
def test_hostile_text_comes_out_as_text(value: Any) -> None:
    sound(value)


@pytest.mark.no_cover
@given(whens())
def test_every_date_shows_itself(when: tl.When) -> None:
    sound(when)


@pytest.mark.no_cover
@given(records())
def test_every_record_shows_itself(record: Record) -> None:
    sound(record)


@pytest.mark.no_cover
@given(texts())
def test_a_chronology_with_any_title_shows_itself(title: str) -> None:
    chronology = Chronology([Event("a", title=title, when="1901")], title=title)
    for drawn in (chronology._repr_html_(), chronology._repr_markdown_(), chronology._repr_latex_(), rich(chronology)):
        assert "drawing it failed" not in drawn
        drawn.encode()

"""What a notebook shows of a chronology: capped, said to be so in every form, and with ids of its own."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from rich.console import Console

import timeline as tl
from timeline.chronology import Chronology
from timeline.errors import Invalid
from timeline.records import Event
from timeline.rendering import Display
from timeline.rendering.display import LIMIT

FORMS = ("_repr_html_", "_repr_markdown_", "_repr_latex_", "__str__", "__repr__")
HINT = "chronology.display(limit=None) shows all 250."


def century(count: int = 250) -> Chronology:
    return Chronology([Event(f"e{year}", title=f"Event ({year})", when=f"{year:04}") for year in range(1, count + 1)])


def printed(value: object, width: int = 100) -> str:
    """What rich prints, without colours."""
    console = Console(width=width, no_color=True, record=True, file=open("/dev/null", "w", encoding="utf-8"))  # noqa: SIM115, PTH123
    console.print(value)
    console.file.close()
    return console.export_text()


def read(form: str, value: Any) -> str:
    """Return what a form of a value says to its reader, on one line."""
    if form == "rich":
        return " ".join(printed(value).split())
    text = getattr(value, form)()
    if form == "_repr_markdown_":
        text = MarkdownIt("commonmark").render(text)
    if form in {"_repr_html_", "_repr_markdown_"}:
        text = re.sub(r"<style>.*?</style>|<[^>]+>", "", text, flags=re.DOTALL)
    return " ".join(text.split())


def events(text: str) -> list[int]:
    return [int(year) for year in dict.fromkeys(re.findall(r"Event \((\d+)\)", text))]


@pytest.mark.parametrize("form", [*FORMS, "rich"])
class TestTheCap:
    def test_a_long_one_shows_both_ends_and_says_how_to_see_all(self, form: str) -> None:
        told = read(form, century().display())
        assert events(told) == [*range(1, 51), *range(201, 251)]
        assert "250 events" in told
        assert "Shown: the first 50 and the last 50." in told
        assert HINT in told
        assert "150 more events are not shown here." in told

    def test_one_that_fits_says_nothing_of_it(self, form: str) -> None:
        told = read(form, century(100).display())
        assert events(told) == [*range(1, 101)]
        assert "Shown" not in told
        assert "limit=None" not in told

    def test_it_can_be_lifted(self, form: str) -> None:
        told = read(form, century().display(limit=None))
        assert events(told) == [*range(1, 251)]
        assert "limit=None" not in told

    @pytest.mark.parametrize(
        ("options", "shown"),
        [
            ({"limit": 1}, [1]),
            ({"limit": 3}, [1, 2, 250]),
            ({"limit": 3, "newest_first": True}, [250, 249, 1]),
            ({"head": 2}, [1, 2]),
            ({"tail": 2, "limit": 5}, [249, 250]),
        ],
    )
    def test_it_can_be_chosen(self, form: str, options: dict[str, Any], shown: list[int]) -> None:
        assert events(read(form, century().display(**options))) == shown


@pytest.mark.parametrize("form", ["_repr_html_", "_repr_markdown_", "_repr_latex_", "rich"])
def test_a_chronology_shows_what_its_display_does(form: str) -> None:
    chronology = century()
    assert HINT in read(form, chronology)
    assert read(form, chronology) == read(form, chronology.display())


def test_the_usual_limit_is_the_same_in_both_places() -> None:
    assert inspect.signature(Chronology.display).parameters["limit"].default == LIMIT == Display(century()).limit


def test_the_text_and_the_line_of_a_chronology() -> None:
    """`str` is the data and never cut; `repr` is one line."""
    chronology = century()
    assert events(str(chronology)) == [*range(1, 251)]
    assert repr(chronology) == "<Chronology: 250 events, 0001 to 0250>"


def test_an_empty_one_shows_itself() -> None:
    for form in (*FORMS, "rich"):
        assert "No events." in read(form, Chronology().display())


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"limit": 0}, Invalid),
        ({"head": -1}, Invalid),
        ({"head": 1, "group": "week"}, Invalid),
        ({"heading_level": 7}, Invalid),
        ({"lane": "side"}, TypeError),
        ({"lanes": "sides"}, Invalid),
        ({"id_prefix": "1 "}, Invalid),
        ({"fragment": False}, TypeError),
    ],
)
def test_what_cannot_be_is_refused_where_it_is_asked_for(options: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        century().display(**options)


def test_it_is_a_value() -> None:
    first, second = century().display(limit=7), century().display(limit=7)
    assert first == second
    assert hash(first) == hash(second)
    assert first != century().display(limit=8)
    assert first._repr_html_() == second._repr_html_()


def test_what_can_be_gone_through_once_serves_every_form() -> None:
    rome = tl.dossier("rome-2025")
    shown = rome.display(findings=iter(tl.check(rome)))
    assert shown._repr_html_() == shown._repr_html_()
    assert "sources-disagree" in read("_repr_html_", shown)


class TestIds:
    def ids(self, shown: Any) -> set[str]:
        found = re.findall(r' id="([^"]+)"', shown._repr_html_())
        assert len(found) == len(set(found)) > 0
        return set(found)

    def test_two_outputs_that_differ_share_none(self) -> None:
        """Also where title and events are the same, and only what is said of them is not."""
        rome = tl.dossier("rome-2025")
        shown = [
            rome,
            rome.display(group="none"),
            rome.display(lanes="side"),
            rome.according_to("ru"),
            rome.involving("Witkoff"),
            Chronology([Event("a", title="Talks", when="1901")]),
            Chronology([Event("a", title="Talks", when="1902")]),
        ]
        all_ids = [name for each in shown for name in self.ids(each)]
        assert len(all_ids) == len(set(all_ids)) > 300

    def test_every_link_inside_leads_somewhere(self) -> None:
        html = tl.dossier("rome-2025").display(lanes="side")._repr_html_()
        targets = set(re.findall(r'href="#([^"]+)"', html))
        assert len(targets) > 50
        assert targets <= set(re.findall(r' id="([^"]+)"', html))

    def test_a_prefix_of_ones_own_is_kept(self) -> None:
        assert all(name.startswith("mine-") for name in self.ids(century(3).display(id_prefix="mine-")))


def test_it_has_no_pictures_unless_they_are_asked_for() -> None:
    rome = tl.dossier("rome-2025")
    assert "<svg" not in rome._repr_html_()
    assert "<svg" in rome.display(lanes="auto")._repr_html_()


def test_own_templates_serve_and_one_at_fault_is_told(tmp_path: Path) -> None:
    (tmp_path / "html").mkdir()
    own = tmp_path / "html" / "fragment.html.jinja"
    own.write_text("<p>Ours</p>", "utf-8")
    assert century(2).display(templates=tmp_path)._repr_html_() == "<p>Ours</p>\n"
    own.write_text("{{ nothing.there }}", "utf-8")
    told = read("_repr_html_", century(2).display(templates=tmp_path))
    assert told.startswith("&lt;Chronology: 2 events, 0001 to 0002&gt;")
    assert "BadTemplate" in told


class TestRich:
    def test_its_headings_are_set_off(self) -> None:
        console = Console(width=80, record=True, force_terminal=True, file=open("/dev/null", "w", encoding="utf-8"))  # noqa: SIM115, PTH123
        console.print(Chronology([Event("a", title="[bold]Talks[/]", when="1901")], title="A [red]title[/]"))
        console.file.close()
        drawn = console.export_text(styles=True)
        assert "\x1b[1mA [red]title[/]\x1b[0m" in drawn
        assert "[bold]Talks[/]" in drawn

    @pytest.mark.parametrize("width", [20, 40, 80])
    def test_it_takes_the_width_of_the_terminal(self, width: int) -> None:
        drawn = printed(tl.dossier("rome-2025").involving("Witkoff"), width)
        assert max(map(len, drawn.splitlines())) <= width
        assert "Witkoff meets Putin" in " ".join(drawn.split()) or width < 40

    def test_rich_is_not_loaded_by_those_who_do_without(self) -> None:
        code = (
            "import sys, timeline as tl; rome = tl.dossier('rome-2025');"
            "rome._repr_html_(); rome._repr_markdown_(); repr(rome.display()); rome['putin']._repr_html_();"
            "print(sorted({'rich', 'IPython', 'nbconvert'} & set(sys.modules)))"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout == "[]\n"

"""Pages come piece by piece, the same bytes each time, and reach a file whole or not at all."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from timeline.chronology import Chronology
from timeline.errors import BadTemplate, Invalid, NotWritten
from timeline.records import Event, Source
from timeline.rendering import language_of, render, save, stream
from timeline.rendering.environments import EXTENSIONS


@pytest.fixture(scope="module")
def long() -> Chronology:
    events = [
        Event(
            f"e{number}",
            title=f"Event {number}, of which there is nothing to say",
            when=str(1000 + number),
            cites=["s"],
        )
        for number in range(600)
    ]
    return Chronology([Source("s", title="Annals"), *events])


@pytest.mark.parametrize("language", EXTENSIONS)
def test_pieces_are_made_while_they_are_read(language: str, long: Chronology) -> None:
    done: list[int] = []
    pieces = stream(long, language, progress=lambda number, total: done.append(number))
    first = next(pieces)
    assert 0 < len(done) < 600
    assert first + "".join(pieces) == render(long, language)
    assert done == list(range(1, 601))


def test_the_same_input_gives_the_same_bytes(arcadia: Chronology) -> None:
    """Not even the order in which the records were given matters to the page, nor another page drawn before."""
    turned = Chronology(reversed(arcadia.records), title=arcadia.title, note=arcadia.note)
    for language in EXTENSIONS:
        assert render(arcadia, language) == render(arcadia, language)
        assert [line for line in render(turned, language).splitlines() if "Event" in line] == [
            line for line in render(arcadia, language).splitlines() if "Event" in line
        ]


def test_a_fragment_can_stand_in_any_page(arcadia: Chronology) -> None:
    """No blank line, no indentation, no script, one element, and hosts' mathematics left off."""
    fragment = render(arcadia, fragment=True, heading_level=3, id_prefix="f1-")
    lines = fragment.rstrip("\n").split("\n")
    assert all(line and not line[0].isspace() for line in lines)
    assert "<script" not in fragment
    assert lines[0].startswith('<div class="chron-')
    assert lines[-1] == "</div>"
    assert 'tex2jax_ignore mathjax_ignore"' in lines[0]
    assert "<h3" in fragment
    assert "<h2" not in fragment
    assert 'id="chron-' not in fragment


@pytest.mark.parametrize("preset", ["commonmark", "js-default"])
def test_a_markdown_page_takes_a_fragment_as_it_is(preset: str, arcadia: Chronology) -> None:
    """Pasted between two paragraphs, nothing inside it becomes Markdown: not a link, not an image, not a fence."""
    hostile = Event(
        "x",
        title="x\n\n[c](https://evil.test) ![t](https://evil.test/p.png)\n```\ny",
        when="1962",
        summary="a\n\n    b",
    )
    fragment = render(Chronology([*arcadia.records, hostile], title="a\n\n# b"), fragment=True)
    page = MarkdownIt(preset, {"html": True}).render(f"before\n\n{fragment}\nafter\n")
    assert page == f"<p>before</p>\n{fragment}<p>after</p>\n"


def test_two_fragments_share_no_id(arcadia: Chronology) -> None:
    ids = [
        set(re.findall(r' id="([^"]+)"', render(arcadia, fragment=True, id_prefix=prefix))) for prefix in ("a-", "b-")
    ]
    assert len(ids[0]) > 20
    assert not ids[0] & ids[1]


@pytest.mark.parametrize(
    ("name", "begins"),
    [("a.html", "<!DOCTYPE html>"), ("a.md", "# "), ("a.txt", "Arcadia"), ("a.tex", "% !TeX program")],
)
def test_the_suffix_tells_the_language(name: str, begins: str, tmp_path: Path, arcadia: Chronology) -> None:
    save(arcadia, tmp_path / name)
    written = (tmp_path / name).read_text("utf-8")
    assert written.startswith(begins)
    assert written == render(arcadia, language_of(name))


def test_a_failing_template_leaves_the_old_file_whole(tmp_path: Path, arcadia: Chronology) -> None:
    path = tmp_path / "a.html"
    path.write_text("old", "utf-8")
    with pytest.raises(NotWritten):
        save(arcadia, path)
    with pytest.raises(BadTemplate):
        save(arcadia, path, overwrite=True, templates={"html/meeting.html.jinja": "{{ nope }}"})
    assert path.read_text("utf-8") == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["a.html"]
    with pytest.raises(Invalid):
        save(arcadia, tmp_path / "a.pdf")


def test_an_empty_chronology_is_a_page() -> None:
    for language in EXTENSIONS:
        assert "No events." in render(Chronology(), language)


def test_jinja_is_loaded_on_the_first_page() -> None:
    code = "import sys, timeline.rendering; assert not {'jinja2', 'markdown_it'} & set(sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("event", "note"),
    [
        (Event("a", title="A", when="1962", summary="One."), ""),
        (Event("a", title="A", when="1962", note="Two."), "\n**Note:** Two.\n"),
        (Event("a", title="A", when="1962", summary="One.", note="- Two."), "\n**Note:**\n\n* Two.\n"),
        (Event("a", title="A", when="1962", note="```\nTwo\n```"), "\n**Note:**\n\n```\nTwo\n```\n"),
        (Event("a", title="A", when="1962", summary="One.", figures=["3 ships"], note="Two."), "\n**Note:** Two.\n"),
    ],
)
def test_markdown_has_no_doubled_blank_line_and_labels_notes(event: Event, note: str) -> None:
    """A list or a block of code keeps its own lines, or it would be none."""
    drawn = render(Chronology([event, Event("b", title="B", when="1963")]), "markdown")
    assert "\n\n\n" not in drawn
    assert note in drawn

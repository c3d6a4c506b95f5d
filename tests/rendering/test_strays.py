"""A template that no page will ask for is found, with the name that was probably meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from timeline.errors import BadTemplate
from timeline.records import Event
from timeline.rendering import strays


def made(folder: Path, *names: str, **texts: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(texts.get(Path(name).name.partition(".")[0], "x"), "utf-8")
    return folder


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("meeting.html.jinja", "did you mean 'html/meeting.html.jinja'?"),
        ("html/meting.html.jinja", "did you mean 'html/meeting.html.jinja'?"),
        ("html/Meeting.html.jinja", "did you mean 'html/meeting.html.jinja'?"),
        ("html/meeting.html", "did you mean 'html/meeting.html.jinja'?"),
        ("html/meeting.md.jinja", "did you mean 'markdown/meeting.md.jinja'?"),
        ("md/meeting.md.jinja", "did you mean 'markdown/meeting.md.jinja'?"),
        ("templates/html/visit.html.jinja", "did you mean 'html/visit.html.jinja'?"),
        ("html/styles.css", "did you mean 'html/style.css'?"),
        ("html/summit.html.jinja", "name it after a kind of event, such as 'html/meeting.html.jinja'"),
    ],
)
def test_a_stray_is_found_with_the_nearest_name(name: str, hint: str, tmp_path: Path) -> None:
    (stray,) = strays(made(tmp_path, name))
    assert (stray.name, stray.hint) == (name, hint)
    assert Path(stray.path) == tmp_path / name


def test_what_a_page_asks_for_is_none(tmp_path: Path) -> None:
    """Neither are files that nobody would take for a template."""
    folder = made(
        tmp_path, "html/meeting.html.jinja", "html/style.css", "text/page.txt.jinja", "README.md", ".git/a.css"
    )
    assert strays(folder) == ()


def test_nor_is_the_template_of_a_kind_of_ones_own(tmp_path: Path) -> None:
    """Whether the kind is declared, or only a dossier has events of it."""
    assert strays(made(tmp_path, "html/summit.html.jinja"), declared=["summit"]) == ()

    class Audience(Event):
        """A head of state receives."""

        kind = "audience"

    try:
        assert strays({"text/audience.txt.jinja": "x"}) == ()
    finally:
        from timeline.records import events

        events._KINDS.pop("audience")


def test_nor_is_what_another_template_mentions(tmp_path: Path) -> None:
    used = made(
        tmp_path,
        "html/meeting.html.jinja",
        "html/parts/base.html.jinja",
        "html/parts/lost.html.jinja",
        meeting='{% extends "html/parts/base.html.jinja" %}',
    )
    assert [stray.name for stray in strays(used)] == ["html/parts/lost.html.jinja"]


def test_where_names_are_made_up_nothing_is_said_of_that_language() -> None:
    texts = {"html/meeting.html.jinja": "{% include entry.kind ~ '.html' %}", "html/a.html.jinja": "", "text/b.css": ""}
    assert [stray.name for stray in strays(texts)] == ["text/b.css"]
    texts["html/meeting.html.jinja"] = "{% include entry.template %}"
    assert [stray.name for stray in strays(texts)] == ["html/a.html.jinja", "text/b.css"]


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadTemplate, match="no folder"):
        strays(tmp_path / "nowhere")

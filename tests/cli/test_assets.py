"""`timeline assets` writes the stylesheet that pages without a style of their own share."""

import re

import timeline as tl
from timeline import rendering

SHEET = "chronology.css"


def test_the_stylesheet_is_that_of_pages_without_a_style_of_their_own(timeline, folder):
    result = timeline("assets", "docs/css")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith(f"wrote docs/css/{SHEET}; ")
    text = (folder / "docs" / "css" / SHEET).read_text("utf-8")
    head, _, rules = text.partition("\n")
    assert head.startswith(f"/* Written by `timeline assets` of timeline {tl.__version__}; ")
    assert rules == rendering.stylesheet()
    assert [path.name for path in (folder / "docs" / "css").iterdir()] == [SHEET]


def test_a_page_without_a_style_of_its_own_stands_under_the_class_of_the_stylesheet(timeline, talks):
    for form in ([], ["--fragment"]):
        page = timeline("render", talks, "--no-style", *form).stdout
        assert "<style" not in page
        assert '<div class="chron cr ' in page
    assert re.match(r"\.chron\b(?!-)", rendering.stylesheet())


def test_an_earlier_file_of_ours_is_replaced(timeline, folder):
    """After an upgrade nobody should have to remember an option."""
    (folder / SHEET).write_text(
        "/* Written by `timeline assets` of timeline 0.0.1; and so on. */\n.chron { }\n", "utf-8"
    )
    assert timeline("assets", ".").stderr.startswith(f"wrote {SHEET}")
    assert ".chron { }\n" not in (folder / SHEET).read_text("utf-8")


def test_a_file_that_is_as_it_should_be_is_left_alone(timeline, folder):
    """Servers that watch the folder would build their site again and again."""
    timeline("assets", ".")
    before = (folder / SHEET).stat().st_mtime_ns
    assert timeline("assets", ".").stderr == f"{SHEET} is up to date\n"
    assert (folder / SHEET).stat().st_mtime_ns == before


def test_a_file_of_another_origin_is_replaced_only_by_force(timeline, folder):
    for content in (b"body { color: red }\n", b"\xff\xfe"):
        (folder / SHEET).write_bytes(content)
        result = timeline("assets", ".")
        assert (result.exit_code, result.stderr) == (2, f"{SHEET}: the file exists; --force replaces it\n")
        assert (folder / SHEET).read_bytes() == content
    assert timeline("assets", ".", "--force").exit_code == 0
    assert (folder / SHEET).read_text("utf-8").endswith(rendering.stylesheet())


def test_templates_of_ones_own_bring_their_stylesheet(timeline, folder):
    (folder / "mine" / "html").mkdir(parents=True)
    (folder / "mine" / "html" / "style.css").write_text(".chron { color: teal }\n", "utf-8")
    assert timeline("assets", ".", "--templates", "mine").exit_code == 0
    assert (folder / SHEET).read_text("utf-8").splitlines()[1:] == [".chron { color: teal }"]


def test_what_is_wrong_is_said(timeline, folder):
    (folder / "file").write_text("", "utf-8")
    assert timeline("assets", "file").exit_code == 2
    assert "Missing argument 'DIR'" in timeline("assets").stderr
    assert "no-such" in timeline("assets", ".", "--templates", "no-such").stderr
    assert not (folder / SHEET).exists()

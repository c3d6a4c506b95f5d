"""The README keeps its word: one screen, an example that is run, two commands that the build runs as they stand."""

import re
from pathlib import Path

import timeline

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
BUILD = (ROOT / ".ci" / "run").read_text("utf-8")
COMMANDS = re.findall(r"```sh\n(.*?)\n```", README, flags=re.DOTALL)


def test_it_fits_one_screen():
    assert len(README.splitlines()) <= 85


def test_it_names_five_things():
    assert len(re.findall(r"^- \*\*", README, flags=re.MULTILINE)) == 5


def test_its_picture_is_in_the_repository():
    (picture,) = re.findall(r"!\[[^\]]+\]\([^)]*?(docs/_static/[\w.-]+)\)", README)
    assert (ROOT / picture).is_file()


def test_it_has_two_commands_on_one_line_each():
    page, tests = COMMANDS
    assert page.endswith("timeline render rome-2025 --output rome.html")
    assert tests.endswith("python -m pytest")
    assert "\n" not in page + tests


def test_the_build_ends_with_its_second_command_as_it_stands_there():
    assert BUILD.rstrip().splitlines()[-1] == COMMANDS[1]


def test_the_build_needs_the_browser():
    assert "export TIMELINE_REQUIRE_BROWSER=1" in BUILD


def test_its_first_command_writes_the_page(tmp_path, monkeypatch, capsys):
    """The arguments behind the installation, in this environment."""
    from timeline.cli import main

    monkeypatch.chdir(tmp_path)
    arguments = COMMANDS[0].rpartition("/timeline ")[2].split()
    main(arguments, standalone_mode=False)
    assert "<html" in (tmp_path / "rome.html").read_text("utf-8")


def test_the_changelog_keeps_the_unreleased_on_top():
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    headings = re.findall(r"^## \[(.+?)\]", changelog, flags=re.MULTILINE)
    assert headings[0] == "Unreleased"
    assert re.search(r"^version = \"(.+)\"", (ROOT / "pyproject.toml").read_text("utf-8"), flags=re.MULTILINE)
    assert timeline.__version__

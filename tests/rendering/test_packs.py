"""Templates of installed packages: where they may lie, and what is said of those that cannot be used."""

from __future__ import annotations

import os
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from timeline.chronology import Chronology
from timeline.errors import BadTemplate
from timeline.rendering import packs, render, templates

Install = Callable[..., None]
MEETING = '{% extends "timeline:html/meeting.html.jinja" %}{% block kind %}PACK{% endblock %}'


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Put packages onto the path as pip leaves them: a folder, a record and an entry point."""
    known = set(sys.modules)
    monkeypatch.syspath_prepend(str(tmp_path))

    def install(name: str, value: str, **files: str) -> None:
        for path, text in files.items():
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
        record = tmp_path / f"{name}-1.2.dist-info"
        record.mkdir()
        (record / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.2\n", "utf-8")
        (record / "entry_points.txt").write_text(f"[timeline.templates]\n{name} = {value}\n", "utf-8")
        packs._found.cache_clear()

    yield install
    for name in set(sys.modules) - known:
        del sys.modules[name]
    packs._found.cache_clear()


GOOD = {
    "a package": ("lake", {"lake/__init__.py": "", "lake/html/meeting.html.jinja": MEETING}),
    "a folder within one": (
        "lake.templates",
        {"lake/__init__.py": "", "lake/templates/html/meeting.html.jinja": MEETING},
    ),
    "a folder without a module": ("lake", {"lake/html/meeting.html.jinja": MEETING}),
    "a path": (
        "lake:HERE",
        {
            "lake.py": "from pathlib import Path\nHERE = Path(__file__).parent / 'pages'",
            "pages/html/meeting.html.jinja": MEETING,
        },
    ),
    "the text of a path": (
        "lake:HERE",
        {"lake.py": "HERE = __file__.replace('lake.py', 'pages')", "pages/html/meeting.html.jinja": MEETING},
    ),
}


@pytest.mark.parametrize(("value", "files"), GOOD.values(), ids=GOOD)
def test_an_entry_point_names_a_package_or_a_path(
    install: Install, arcadia: Chronology, value: str, files: dict[str, str]
) -> None:
    install("lake", value, **files)
    assert packs.unloaded() == ()
    assert render(arcadia).count("PACK") == 2
    found = {(listed.language, listed.name): listed.origin for listed in templates()}
    assert (found["html", "meeting.html.jinja"], found["html", "visit.html.jinja"]) == ("lake", "timeline")


NOWHERE = "it is no folder with one of an output language in it, such as 'html'"
BAD = {
    "missing": ("nowhere", {}, "ModuleNotFoundError: No module named 'nowhere'"),
    "failing": ("lake", {"lake/__init__.py": "1/0"}, "ZeroDivisionError: division by zero"),
    "leaving": ("lake", {"lake/__init__.py": "raise SystemExit(3)"}, "SystemExit: 3"),
    "empty": ("lake", {"lake/__init__.py": ""}, NOWHERE),
    "beside": (
        "lake",
        {"lake/__init__.py": "", "lake/looks/html/meeting.html.jinja": ""},
        f"{NOWHERE}; did you mean its folder 'looks'?",
    ),
    "a module": ("lake", {"lake.py": "", "html/meeting.html.jinja": MEETING}, NOWHERE),
    "gone": ("lake:HERE", {"lake.py": "HERE = '/no/such/folder'"}, NOWHERE),
    "a number": ("lake:HERE", {"lake.py": "HERE = 7"}, "it is neither a package nor the path of a folder"),
}


@pytest.mark.parametrize(("value", "files", "why"), BAD.values(), ids=BAD)
def test_one_that_cannot_be_used_is_told_of_and_stops_no_page(
    install: Install, arcadia: Chronology, value: str, files: dict[str, str], why: str
) -> None:
    install("lake", value, **files)
    install("sea", "sea", **{"sea/html/visit.html.jinja": "SEA"})
    told = f"the templates of 'lake 1.2' are not used: {value!r} cannot be loaded ({why}); mend the package, or uninstall it"
    with pytest.warns(UserWarning, match="not used") as warned:
        page = render(arcadia)
    assert [str(each.message) for each in warned] == [told]
    assert ("SEA" in page, "PACK" in page) == (True, False)
    assert [(problem.code, str(problem)) for problem in packs.unloaded()] == [("bad-pack", told)]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert render(arcadia) == page  # once is enough


def test_what_is_wrong_inside_of_a_template_is_told_with_its_file(install: Install, arcadia: Chronology) -> None:
    install("lake", "lake", **{"lake/html/meeting.html.jinja": "\n{{ entry.titel }}"})
    with pytest.raises(BadTemplate, match=r"lake/html/meeting\.html\.jinja:2: an entry has no 'titel'"):
        render(arcadia)


def test_of_two_the_first_by_name_wins(install: Install, arcadia: Chronology) -> None:
    install("sea", "sea", **{"sea/html/meeting.html.jinja": "SEA"})
    install("lake", "lake", **{"lake/html/meeting.html.jinja": "LAKE"})
    page = render(arcadia)
    assert (page.count("LAKE"), page.count("SEA")) == (2, 0)


@pytest.mark.parametrize("command", [("render", "d.yaml"), ("show", "d.yaml"), ("templates",), ("doctor",)])
def test_the_command_line_warns_in_one_line(install: Install, tmp_path: Path, command: tuple[str, ...]) -> None:
    install("lake", "lake", **{"lake.py": "1/0"})
    (tmp_path / "lake-1.2.dist-info" / "entry_points.txt").write_text(
        "[timeline.templates]\nlake = lake\n[timeline.checks]\nlake = lake\n", "utf-8"
    )
    (tmp_path / "d.yaml").write_text("events: [{when: 1990, title: T}]", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "timeline", *command],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
    )
    why = (
        "are not {}: 'lake' cannot be loaded (ZeroDivisionError: division by zero); mend the package, or uninstall it\n"
    )
    if command == ("doctor",):
        assert (done.returncode, done.stderr) == (1, "")
        assert f"WRONG packs of templates  the templates of 'lake 1.2' {why.format('used')}" in done.stdout
        rules = why.format("applied").replace("loaded", "imported")
        assert f"WRONG packs of rules      the rules of 'lake 1.2' {rules}" in done.stdout
    else:
        assert done.returncode == 0
        assert done.stdout
        assert done.stderr == f"warning: the templates of 'lake 1.2' {why.format('used')}"

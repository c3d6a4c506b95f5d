"""What is wrong is a warning with the file and line where it can be mended, and a box in the page; nothing breaks off."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import pytest
from docutils import nodes
from sphinx.errors import ConfigError


def told(site: Any, **settings: Any) -> list[str]:
    """Return the warnings, each without its type, which older Sphinx does not show."""
    lines = site.build("dummy", **settings).told
    return [line.rpartition(" [chronology.")[0] or line for line in lines]


RST = """
    Site
    ====

    .. chronology:: talks.yaml
       :kindd: meeting
       :limit: many

    - In a list:

      .. chronology::
         :from: 1961

         title: Talks
         events:
           - {when: 1961-02-30, title: An impossible day}

    .. chronology::

       titel: Talks
"""


def test_problems_in_restructuredtext_stand_in_their_lines(site: Any) -> None:
    site.write("index.rst", RST)
    assert told(site) == [
        "index.rst:4: WARNING: kindd: there is no such option; did you mean 'kind'?",
        "index.rst:4: WARNING: limit: 'many' is no whole number",
        "index.rst:15: WARNING: events[0].when: '1961-02-30': February 1961 has 28 days (character 9)",
        "index.rst:19: WARNING: titel: unknown key 'titel'; did you mean 'title'?",
    ]


MYST = """
    # Site

    ```{chronology} talks.yaml
    :kindd: meeting
    ```

    - In a list:

      :::{chronology}
      :from: 1961

      title: Talks
      events:
        - {when: 1961-02-30, title: An impossible day}
      :::

    ```{chronology}
    ---
    from: 1961
    to: 1962
    ---
    titel: Talks
    ```

    ```{chronology}
    titel: Talks
    ```
"""


def test_problems_in_markdown_stand_in_their_lines(site: Any) -> None:
    site.write("index.md", MYST)
    assert told(site) == [
        "index.md:3: WARNING: kindd: there is no such option; did you mean 'kind'?",
        "index.md:14: WARNING: events[0].when: '1961-02-30': February 1961 has 28 days (character 9)",
        "index.md:22: WARNING: titel: unknown key 'titel'; did you mean 'title'?",
        "index.md:26: WARNING: titel: unknown key 'titel'; did you mean 'title'?",
    ]


def test_problems_in_an_included_part_stand_there(site: Any) -> None:
    site.write(
        "part.rst", "One\ntwo.\n\n.. chronology::\n\n   titel: Talks\n\n.. chronology:: talks.yaml\n   :limit: x\n"
    )
    site.write("index.rst", "Site\n====\n\n.. include:: part.rst\n")
    assert told(site) == [
        "part.rst:6: WARNING: titel: unknown key 'titel'; did you mean 'title'?",
        "part.rst:8: WARNING: limit: 'x' is no whole number",
    ]


def test_problems_in_a_dossier_stand_in_its_lines(site: Any) -> None:
    site.write("bad.yaml", "title: Bad\nevents:\n  one: {when: 1961-13, title: A}\n  two: {when: 1961, titel: B}\n")
    site.write("index.rst", "Site\n====\n\n.. chronology:: bad.yaml\n")
    first, *more = told(site)
    assert first.startswith("bad.yaml:3:15: WARNING: events.one.when: ")
    assert more[0].startswith("bad.yaml:4:21: WARNING: events.two.titel")


@pytest.mark.parametrize(
    ("directive", "problem"),
    [
        (".. chronology::", "a file, or a chronology in the body, is wanted"),
        (".. chronology:: talks.yaml\n\n   title: Talks", "a chronology stands in a file or in the document, not both"),
        (".. chronology::\n   title: Talks\n   events: []", "the name of a file stands in one line"),
        (".. chronology:: talkz.yaml", "no dossier 'talkz.yaml'; tried "),
        (".. chronology:: talks.yaml\n   :agent: Zephyrina", "no agent 'Zephyrina'; did you mean "),
        (".. chronology:: talks.yaml\n   :kind: meating", "did you mean 'meeting'?"),
        (".. chronology:: talks.yaml\n   :lanes: sides", "lanes: 'sides' is not allowed here; did you mean 'side'?"),
        (".. chronology:: talks.yaml\n   :language: no such", "'no such'"),
        (".. chronology:: talks.yaml\n   :template: mine", "template: no folder 'mine'; tried "),
        (".. chronology:: talks.yaml\n   :heading-level: 9", "no heading level 9"),
        (".. chronology:: talks.yaml\n   :limit: 0", "limit cannot be 0"),
        (".. chronology:: talks.yaml\n   :from: 1961-02-30", "from: '1961-02-30': February 1961 has 28 days"),
        (".. chronology-sources::", "no chronology on this page cites a source"),
        (".. chronology-sources:: talks.yaml\n   :kind: meating", "did you mean 'meeting'?"),
        (".. chronology:: .", "no dossier '.'"),
        (".. chronology:: conf.py", "no format has this suffix"),
    ],
)
def test_what_is_asked_for_in_vain_is_told_at_the_directive(site: Any, directive: str, problem: str) -> None:
    site.write("index.rst", f"Site\n====\n\nText.\n\n{directive}\n")
    built = site.build("dummy")
    [line] = built.told
    assert line.startswith(("index.rst:6: WARNING: ", "conf.py:1: WARNING: "))
    assert problem in line
    [box] = built.app.env.get_doctree("index").findall(nodes.error)
    assert problem in box.astext()
    assert str(site.folder) not in box.astext()


@pytest.mark.parametrize(
    ("template", "problem"),
    [
        (
            "{{ entry.titel }}",
            "mine/html/meeting.html.jinja:1: WARNING: an entry has no 'titel'; did you mean 'title'?",
        ),
        ("{% if %}", "mine/html/meeting.html.jinja:1: WARNING: Expected an expression, got 'end of statement block'"),
        ("{{ 1 / 0 }}", "mine/html/meeting.html.jinja:1: WARNING: ZeroDivisionError: division by zero"),
    ],
)
def test_a_broken_template_is_told_with_its_line(site: Any, template: str, problem: str) -> None:
    site.write("mine/html/meeting.html.jinja", template)
    site.write("index.rst", "Site\n====\n\n.. chronology:: talks.yaml\n   :template: mine\n")
    assert told(site) == [problem]


ROLES = """
    Site
    ====

    See :chronology:event:`openin`,
    :chronology:event:`nothing` and :chronology:event:`talks:said`.

    .. toctree::

       one
       two
"""
ONE = "One\n===\n\n.. chronology:: talks.yaml\n   :name: one\n\nHere it is clear: :chronology:event:`said`.\n"
TWO = "Two\n===\n\n.. chronology:: talks.yaml\n"


def test_roles_that_name_no_event_or_several_are_told(site: Any) -> None:
    site.write("index.rst", ROLES)
    site.write("one.rst", ONE)
    site.write("two.rst", TWO)
    assert told(site, nitpicky=False) == [
        "index.rst:4: WARNING: no chronology of these documents shows an event 'openin'; did you mean 'opening'?",
        "index.rst:4: WARNING: no chronology of these documents shows an event 'nothing'",
        "index.rst:4: WARNING: 'talks:said' is shown in several documents: 'one:said' in one, 'talks:said' in two; give a chronology a name and write it before the id",
    ]


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        ({"lanes": "sides"}, "chronology_options: lanes: 'sides' is not allowed here; did you mean 'side'?"),
        ({"lane": "side"}, "chronology_options: lane: there is no such option; did you mean 'lanes'?"),
    ],
)
def test_wrong_settings_end_the_build_at_once(site: Any, settings: dict[str, str], problem: str) -> None:
    site.write("index.rst", "Site\n====\n")
    with pytest.raises(ConfigError) as raised:
        site.build("dummy", chronology_options=settings)
    assert str(raised.value) == problem


def test_a_build_that_takes_no_warnings_fails_and_a_kind_of_warning_can_be_silenced(site: Any) -> None:
    site.write("index.rst", "Site\n====\n\n.. chronology:: talks.yaml\n   :limit: x\n")
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "dummy", "-W", str(site.source), str(site.folder / "out")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "index.rst:4" in done.stderr
    assert told(site, suppress_warnings=["chronology.bad-number"]) == []


def test_there_is_an_end_to_the_telling(site: Any) -> None:
    lines = "".join(f"  e{number}: {{when: 1961-13, title: A}}\n" for number in range(70))
    site.write("index.rst", "Site\n====\n\n.. chronology:: bad.yaml\n")
    site.write("bad.yaml", f"events:\n{lines}")
    found = told(site)
    assert len(found) == 51
    assert found[-1] == "bad.yaml:52:15: WARNING: 20 more problems from here on"


def test_a_language_without_words_is_told_and_the_chronology_shown(site: Any) -> None:
    site.write("index.rst", "Site\n====\n\n.. chronology:: talks.yaml\n   :language: tlh\n")
    built = site.build()
    (warning,) = built.told
    assert warning.startswith("index.rst:4: WARNING: language: no words for pages in 'tlh', so theirs are English; ")
    assert '<p class="cr-lead" lang="en">' in built.out.joinpath("index.html").read_text("utf-8")


def test_every_mistake_of_a_directive_is_told_at_once(site: Any) -> None:
    options = "".join(
        f"   :{option}\n"
        for option in ("limit: x", "kind: meating", "agent: Barnabus", "place: x", "template: mine", "language: no tag")
    )
    site.write("index.rst", f"Site\n====\n\n.. chronology:: talks.yaml\n{options}")
    found = told(site)
    assert len(found) == 6
    assert all(line.startswith("index.rst:4: WARNING: ") for line in found)
    assert [line.split()[2] for line in found] == ["limit:", "language:", "template:", "agent:", "place:", "kind:"]
    assert "did you mean 'barnabas'?" in found[3]


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (":tag: see", "tag: no event has the tag 'see'; did you mean 'sea'?"),
        (":kind: visit", "kind: no event is of the kind 'visit'; there are: meeting, statement"),
        (":from: 1990", "from: no event falls within '1990/..'; the first is dated 1961-03-02, the last 1961-03-03"),
        (":kind: meeting\n   :tag: sea", "no event is of the kind 'meeting' and has the tag 'sea'"),
    ],
)
def test_a_choice_that_leaves_nothing_is_one_warning(site: Any, options: str, problem: str) -> None:
    """What follows from it is not told again: a list of no sources, a link to an event that is not shown."""
    text = f".. chronology:: talks.yaml\n   {options}\n\nSee :chronology:event:`opening`.\n\n.. chronology-sources::\n"
    site.write("index.rst", f"Site\n====\n\n{text}")
    built = site.build("text")
    assert told(site, suppress_warnings=["chronology.empty-choice"]) == []
    assert [line.partition(" [")[0] for line in built.told] == [f"index.rst:4: WARNING: {problem}"]
    assert "No events." in (built.out / "index.txt").read_text("utf-8")


@pytest.mark.parametrize("parallel", [1, 2])
def test_one_mistake_is_one_warning(site: Any, parallel: int) -> None:
    """Neither its sources, nor its events, nor its name are missed once more."""
    around = (
        "See :chronology:event:`opening`, :chronology:event:`lake:said`, :any:`said` and :ref:`lake`.\n\n"
        ".. chronology-sources::\n\n.. toctree::\n\n"
    )
    others = [f"p{number}" for number in range(12)]
    site.write(
        "index.rst",
        f"Site\n====\n\n.. chronology:: talks.yaml\n   :name: lake\n   :kind: meating\n\n{around}",
        more="".join(f"   {name}\n" for name in others),
    )
    for name in others:
        site.write(
            f"{name}.rst", f"{name} page\n=========\n\n:chronology:event:`lake:opening` :chronology:event:`openin`\n"
        )
    first, *more = sorted(site.build("dummy", parallel=parallel).told)
    assert first.startswith("index.rst:4: WARNING: kind: no kind 'meating'; did you mean 'meeting'?")
    assert len(more) == 12
    assert all("an event 'openin'; did you mean 'opening'?" in line for line in more)


@pytest.mark.parametrize("parallel", [1, 2])
def test_a_dossier_is_told_once_in_a_build(site: Any, parallel: int) -> None:
    site.write("bad.yaml", "title: Bad\nevents:\n  one: {when: 1961-13, title: A}\n")
    directive = ".. chronology:: bad.yaml\n   :name: {}\n\n"
    names = [f"p{number}" for number in range(12)]
    for name in names:
        text = directive.format(name) + directive.format(f"{name}-b") + ":chronology:event:`one`\n"
        site.write(f"{name}.rst", f":orphan:\n\n{name} page\n========\n\n{text}")
    site.write("index.rst", "Site\n====\n\n:chronology:event:`one`\n")
    only = ["bad.yaml:3:15: WARNING: events.one.when: '1961-13': there is no month 13 (character 6)"]
    built = site.build("dummy", parallel=parallel)
    assert [line.partition(" [")[0] for line in built.told] == only
    assert len(list(built.app.env.get_doctree("p3").findall(nodes.error))) == 2
    page = site.source / "p3.rst"
    os.utime(page, ns=(page.stat().st_atime_ns, page.stat().st_mtime_ns + 3_600_000_000_000))
    again = site.build("dummy", parallel=parallel)
    assert again.read == (["p3"] if parallel == 1 else [])  # what other processes read is not seen here
    assert [line.partition(" [")[0] for line in again.told] == only


def test_a_role_is_told_the_nearest_title_too(site: Any) -> None:
    site.write(
        "index.rst",
        "Site\n====\n\n.. chronology:: talks.yaml\n\n:chronology:event:`Zephyrine meets Barnabus` :chronology:event:`take:said`\n",
    )
    first, second = told(site)
    assert first.endswith("did you mean 'opening'?")
    assert second.endswith("did you mean 'talks:said'?")

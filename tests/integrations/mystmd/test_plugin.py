"""The plugin tells mystmd what it has, and gives plain nodes in place of a directive."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from timeline.errors import TimelineError
from timeline.integrations import mystmd
from timeline.integrations.embedding import OPTIONS

TALKS = """\
title: Talks
events:
  one: {kind: meeting, when: 2025-04-26, title: Ambassadors *converse*, summary: "A **bold** [word](https://example.org)"}
  two: {when: 2025-05, title: "{{ x }} <b>truce</b> is announced", after: [one]}
"""
PLUGIN = '#!/bin/sh\nexec python -m timeline.integrations.mystmd "$@"\n'
# What the schema of MyST knows: the types of nodes, each with the fields that it must have.
FLOW = {"heading", "paragraph", "list", "blockquote", "code", "image", "div", "thematicBreak"}
PHRASING = {"text", "strong", "emphasis", "link", "inlineCode", "break"}
NEEDED = {
    "heading": {"depth"},
    "list": {"ordered", "spread"},
    "link": {"url"},
    "image": {"url", "alt"},
    "text": {"value"},
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "talks.yaml").write_text(TALKS, "utf-8")
    return tmp_path


def position(line):
    return {"position": {"start": {"line": line, "column": 1}, "end": {"line": line, "column": 1}}}


def directive(arg=None, body=None, **options):
    """What mystmd 1.11 hands over of a directive that opens on line 10."""
    options = {name.replace("_", "-"): value for name, value in options.items()}
    children = [{"type": "mystOption", "name": name, **position(11 + at)} for at, name in enumerate(options)]
    if body is not None:
        children.append({"type": "mystDirectiveBody", "value": body, **position(12 + len(options))})
    node = {"type": "mystDirective", "name": "chronology", "children": children, **position(10)}
    given = {"name": "chronology", "node": node, "options": options, "arg": arg, "body": body}
    return {name: value for name, value in given.items() if value is not None}


def words(nodes):
    return " ".join(node.get("value") or words(node.get("children", ())) for node in nodes)


def every(nodes):
    for node in nodes:
        yield node
        yield from every(node.get("children", ()))


def test_it_tells_what_it_has(capsys):
    assert mystmd.main([]) == 0
    spec = json.loads(capsys.readouterr().out)
    (told,) = spec["directives"]
    assert told["name"] == "chronology"
    assert list(told["options"]) == [option.name for option in OPTIONS]
    assert {each["type"] for each in told["options"].values()} == {"string", "boolean"}
    assert told["options"]["contested"]["type"] == "boolean"
    assert (told["arg"]["type"], told["body"]["type"]) == ("string", "string")


def test_a_directive_becomes_nodes(folder, monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(directive("talks.yaml", name="Rome", caption="In Rome."))))
    assert mystmd.main(["--directive", "chronology"]) == 0
    nodes = json.loads(capsys.readouterr().out)
    title, *_rest, caption = nodes
    assert title == {
        "type": "heading",
        "depth": 2,
        "enumerated": False,
        "label": "Rome",
        "identifier": "rome",
        "children": [{"type": "text", "value": "Talks"}],
    }
    assert caption["children"] == [{"type": "emphasis", "children": [{"type": "text", "value": "In Rome."}]}]
    assert [node["depth"] for node in nodes if node["type"] == "heading"] == [2, 3, 4, 4]
    assert "Ambassadors *converse*" in words(nodes)
    assert "{{ x }} <b>truce</b> is announced" in words(nodes)
    assert {"type": "link", "url": "https://example.org", "children": [{"type": "text", "value": "word"}]} in every(
        nodes
    )


def test_every_node_is_one_of_mysts(folder):
    nodes = mystmd.nodes(directive("rome-2025", lanes="side", **{"class": "wide"}))
    (wrapper,) = nodes
    assert wrapper["class"] == "chronology wide"
    found = list(every(nodes))
    assert len(found) > 1000
    for node in found:
        assert node["type"] in FLOW | PHRASING | {"listItem"}
        assert NEEDED.get(node["type"], set()) <= set(node)
        children = {child["type"] for child in node.get("children", ())}
        if node["type"] in {"listItem", "blockquote", "div"}:
            assert children <= FLOW
        elif node["type"] == "list":
            assert children == {"listItem"}
        else:
            assert children <= PHRASING
    (picture,) = [node for node in found if node["type"] == "image"]
    assert picture["url"].startswith("data:image/svg+xml;base64,")


def test_options_choose_as_elsewhere(folder):
    chosen = mystmd.nodes(directive("talks.yaml", kind="meeting", contested=False, order="newest-first"))
    assert "Ambassadors" in words(chosen)
    assert "truce" not in words(chosen)
    assert words(mystmd.nodes(directive("talks.yaml", contested=True))) == "Talks No events."


def test_templates_of_ones_own(folder):
    (folder / "mine" / "markdown").mkdir(parents=True)
    (folder / "mine" / "markdown" / "event.md.jinja").write_text("- {{ entry.title }} (mine)\n", "utf-8")
    assert "(mine)" in words(mystmd.nodes(directive("talks.yaml", template="mine")))


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (directive("tolks.yaml"), "<page>:10: no dossier 'tolks.yaml'; tried tolks.yaml; did you mean 'talks.yaml'?"),
        (directive("talks.yaml", limit="x", kind="meting"), "<page>:11: limit: 'x' is no whole number"),
        (directive("talks.yaml", kind="meting"), "<page>:11: kind: no kind 'meting'; did you mean 'meeting'?"),
        (directive("talks.yaml", knd="x"), "<page>:11: knd: there is no option; did you mean 'kind'?"),
        (directive("talks.yaml", template="mine"), "<page>:11: template: no folder 'mine'; tried mine"),
        (directive(), "<page>:10: the directive names no file and holds no dossier; give one of the two"),
        (directive("talks.yaml", "events: []"), "<page>:10: the directive names a file and holds a dossier too"),
        (directive(None, "events:\n- {when: 2025-02-30, title: A}"), "<page>:13: events[0].when: '2025-02-30': "),
        ({"arg": "tolks.yaml"}, "<page>: no dossier 'tolks.yaml'"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(folder, given, message, monkeypatch, capsys):
    if "there is no option" in message:
        with pytest.raises(TimelineError, match="there is no such option"):
            mystmd.nodes(given)
        return
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(given)))
    assert mystmd.main(["--directive", "chronology"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith(message)


def test_every_mistake_is_told_at_once(folder, monkeypatch, capsys):
    given = directive("talks.yaml", limit="x", kind="meting", order="up", template="mine")
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(given)))
    assert mystmd.main(["--directive", "chronology"]) == 1
    assert [line.partition(": ")[0] for line in capsys.readouterr().err.splitlines()] == [
        "<page>:11",
        "<page>:12",
        "<page>:13",
        "<page>:14",
    ]


def test_a_choice_that_leaves_nothing_is_told_on_the_page(folder, monkeypatch, capsys):
    """On standard error it would be lost: mystmd shows that of a failing plugin only."""
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(directive("talks.yaml", tag="truse"))))
    assert mystmd.main(["--directive", "chronology"]) == 0
    told = capsys.readouterr()
    assert told.err == "<page>:11: tag: no event has the tag 'truse'; none has a tag\n"
    *drawn, warning = json.loads(told.out)
    assert "No events." in words(drawn)
    assert (warning["type"], warning["kind"]) == ("admonition", "warning")
    assert "<page>:11: tag: no event has the tag 'truse'" in words([warning])


def test_what_mystmd_would_cut_off_is_refused(folder, monkeypatch, capsys):
    monkeypatch.setattr(mystmd, "MOST_CHARS", 100)
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(directive("talks.yaml"))))
    assert mystmd.main(["--directive", "chronology"]) == 1
    assert "`limit` shows fewer events" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--role", "chronology"], ["--directive", "other"], ["x"]])
def test_other_calls_are_refused(arguments, capsys):
    assert mystmd.main(arguments) == 1
    assert capsys.readouterr().err.startswith("mystmd calls this program")


# -- the real program --------------------------------------------------------------------------------------------------------

SETTINGS = "version: 1\nproject:\n  title: T\n  plugins:\n    - {type: executable, path: chronology.sh}\nsite:\n  template: book-theme\n"
PAGE = """\
---
exports:
  - {format: md, output: exports/page.md}
  - {format: tex, template: null, output: exports/page.tex}
---

# A page

All of [it](#rome).

:::{chronology} talks.yaml
:kind: meeting
:name: rome
:::

```{chronology}
events:
  - {when: 2025-04-26, title: Held in the page}
```
"""


def build(folder, page, *options):
    (folder / "myst.yml").write_text(SETTINGS, "utf-8")
    (folder / "index.md").write_text(page, "utf-8")
    (folder / "chronology.sh").write_text(PLUGIN, "utf-8")
    (folder / "chronology.sh").chmod(0o755)
    programs = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    command = ["myst", "build", *options]
    environment = {**os.environ, "PATH": programs}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_mystmd_builds_a_page_with_it(folder):
    done = build(folder, PAGE, "--md", "--tex")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "loaded: 1 directive" in done.stdout
    markdown, latex = ((folder / "exports" / f"page.{kind}").read_text("utf-8") for kind in ("md", "tex"))
    assert "(rome)=\n## Talks\n" in markdown
    assert "Ambassadors \\*converse\\*" in markdown
    assert "\\section*{Talks}" in latex
    for text in (markdown, latex):
        assert "Held in the page" in text
        assert "truce" not in text


def test_a_broken_directive_fails_a_strict_build(folder):
    done = build(folder, PAGE.replace(":kind: meeting", ":kind: meting"), "--site", "--strict")
    assert done.returncode != 0
    assert "index.md" in done.stdout + done.stderr
    assert "stopping build" in done.stdout + done.stderr
    assert "<page>:12: kind: no kind 'meting'; did you mean 'meeting'?" in done.stdout + done.stderr


def test_a_language_without_words_is_told_and_the_chronology_shown(folder, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps(directive("talks.yaml", language="tlh"))))
    assert mystmd.main(["--directive", "chronology"]) == 0
    told = capsys.readouterr()
    assert words(json.loads(told.out)).startswith("Talks 2 events")
    assert "language: no words for pages in 'tlh', so theirs are English; there are: ar, de, en" in told.err

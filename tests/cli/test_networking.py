"""The command `network`: a table by default, a file by its suffix."""

import json
import xml.etree.ElementTree as ET

import pytest

import timeline as tl
from timeline.formats import FORMATS
from timeline.rendering import draw_network

LAKE = """\
title: The lake
people:
  ann: Ann Archer
  bo: "Bo \\u202e Barda"
  cy: 習近平
states: {arcadia: Arcadia}
events:
  - {kind: meeting, when: 1961-03, title: First, who: [ann, bo], mode: phone}
  - {kind: meeting, when: "[1961-05-01..1961-05-09]", title: Second, who: [ann, bo, {agent: arcadia, role: organizer}], mode: in-person}
  - {kind: meeting, when: 1962-01-01, title: Third, who: [ann, cy]}
  - {kind: meeting, when: 1963, title: Fourth, who: [bo, cy], status: cancelled}
"""


@pytest.fixture
def lake(folder):
    (folder / "lake.yaml").write_text(LAKE, "utf-8")
    return "lake.yaml"


def test_a_table_says_who_met_whom_how_often_and_when(timeline, lake):
    result = timeline("network", lake)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "who         whom               meetings  first       last",
        "Ann Archer  Bo ⟨U+202E⟩ Barda         2  Mar 1961    between 1 and 9",
        "                                                     May 1961",
        "Ann Archer  習近平                    1  1 Jan 1962",
    ]


def test_long_names_go_on_below(timeline, folder):
    names = {"a": "Georg Ernst Levin von Wintzingerode und Adelsborn", "b": "Pneumonoultramicroscopic" * 3}
    people = [tl.Person(key, name=name) for key, name in names.items()]
    tl.Chronology([*people, tl.Meeting("m", title="M", when="1815", who=["a", "b"])]).write(folder / "long.yaml")
    lines = timeline("network", "long.yaml").stdout.splitlines()
    assert max(map(len, lines)) <= 80
    assert len(lines) > 2
    assert "".join(line[29:56].strip() for line in lines[1:]).count("Pneumono") == 3


def test_nobody_met(timeline, folder):
    (folder / "none.yaml").write_text("title: T\nevents: [{when: 1961, title: A}]\n", "utf-8")
    assert timeline("network", "none.yaml").stdout == "no two are recorded as having met\n"


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), {("ann", "bo"): 2, ("ann", "cy"): 1}),
        (("--least", "2"), {("ann", "bo"): 2}),
        (("--mode", "phone"), {("ann", "bo"): 1}),
        (("--mode", "phone", "--mode", "in-person"), {("ann", "bo"): 2}),
        (("--involving", "習近平"), {("ann", "cy"): 1}),
        (("--during", "1961-05"), {("ann", "bo"): 1}),
    ],
)
def test_options_pick(timeline, lake, folder, options, expected):
    assert timeline("network", lake, "--output", "lake.json", *options).exit_code == 0
    tree = json.loads((folder / "lake.json").read_text("utf-8"))
    assert {(edge["first"], edge["second"]): edge["count"] for edge in tree["edges"]} == expected


def test_states_meet_through_those_who_stood_for_them(timeline):
    assert "Ukraine         United States" in timeline("network", "rome-2025", "--by", "side", "--least", "2").stdout


def test_the_suffix_says_what_is_written(timeline, folder):
    network = tl.dossier("rome-2025").network()
    for suffix in ("svg", "graphml", "json", "SVG"):
        result = timeline("network", "rome-2025", "--output", f"rome.{suffix}")
        assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert (folder / "rome.svg").read_text("utf-8") == draw_network(network)
    assert (folder / "rome.graphml").read_text("utf-8") == tl.dossier("rome-2025").dumps("graphml")
    assert json.loads((folder / "rome.json").read_text("utf-8")) == network.plain()


def test_an_older_file_is_replaced(timeline, folder):
    (folder / "rome.svg").write_text("old", "utf-8")
    assert timeline("network", "rome-2025", "--output", "rome.svg").exit_code == 0
    assert (folder / "rome.svg").read_text("utf-8").startswith("<svg")


def test_a_title_can_be_given(timeline, folder):
    for name in ("a.svg", "a.graphml", "a.json"):
        timeline("network", "rome-2025", "--title", "Mine & yours", "--output", name)
    assert ET.parse(folder / "a.svg").getroot()[0].text == "Mine & yours: who met whom"
    assert "Mine &amp; yours" in (folder / "a.graphml").read_text("utf-8")
    assert json.loads((folder / "a.json").read_text("utf-8"))["title"] == "Mine & yours"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            ("--output", "rome.png"),
            "rome.png: no network is written like this; a network is written to .svg, .graphml, .json\n",
        ),
        (("--mode", "fone"), "error: no mode 'fone'; did you mean 'phone'?\n"),
    ],
)
def test_what_there_is_not_is_refused(timeline, folder, options, message):
    result = timeline("network", "rome-2025", *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == message
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("options", [("--by", "state"), ("--least", "0"), ("--least", "x")])
def test_wrong_usage_is_told(timeline, options):
    result = timeline("network", "rome-2025", *options)
    assert result.exit_code == 2
    assert options[0] in result.stderr


def test_convert_writes_graphml_and_reads_none(timeline, folder):
    assert timeline("convert", "rome-2025", "--to", "graphml", "--output", "rome.graphml").exit_code == 0
    assert (folder / "rome.graphml").read_text("utf-8") == timeline("convert", "rome-2025", "--to", "graphml").stdout
    result = timeline("show", "rome.graphml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(
        "rome.graphml: graphml is written and never read; formats that can be read: yaml, json, "
    )


def test_convert_refuses_a_format_that_there_is_not(timeline):
    result = timeline("convert", "rome-2025", "--to", "xml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"error: no format 'xml'; there are: {', '.join(FORMATS)}\n"

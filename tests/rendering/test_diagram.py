"""Who met whom as a picture: what it shows, what it says in words, and that nothing in it acts."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import timeline as tl
from timeline.chronology import Chronology
from timeline.chronology.contacts import Contact, Network, Node
from timeline.errors import BadTemplate, Invalid
from timeline.rendering import draw_network, strays, template_source
from timeline.when import When

GOLDEN = Path(__file__).parents[1] / "golden"
SVG = "{http://www.w3.org/2000/svg}"
DAY = When("1961-03-02")


def network(
    counts: dict[tuple[str, str], int], *, names: dict[str, str] | None = None, kind: str = "person", **fields: str
) -> Network:
    """Make a network from how often each pair met."""
    edges = [
        Contact(*sorted(pair), tuple(f"{'-'.join(pair)}-{number}" for number in range(count)), DAY, DAY)
        for pair, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]
    total: dict[str, int] = {}
    for pair, count in counts.items():
        for name in pair:
            total[name] = total.get(name, 0) + count
    ordered = sorted(total, key=lambda name: (-total[name], name))
    nodes = [Node(name, (names or {}).get(name, name.title()), kind, total[name]) for name in ordered]
    return Network(tuple(nodes), tuple(edges), **fields)


def parsed(text: str) -> ET.Element:
    return ET.fromstring(text.encode("utf-8"))


def words(element: ET.Element) -> list[str]:
    """Return the drawn texts, the lines of one joined."""
    return [" ".join("".join(text.itertext()).split()) for text in element.iter(f"{SVG}text")]


LAKE = network({("ann", "bob"): 4, ("ann", "cy"): 1, ("bob", "cy"): 2}, title="The lake")


def test_golden(arcadia: Chronology, *, write_golden: bool) -> None:
    """The same network gives the same bytes, and they are these."""
    actual = draw_network(arcadia.network())
    if write_golden:
        GOLDEN.joinpath("arcadia.svg").write_text(actual, "utf-8", newline="\n")
    assert GOLDEN.joinpath("arcadia.svg").read_text("utf-8") == actual


def test_everyone_has_a_mark_and_a_name_and_each_pair_a_line() -> None:
    picture = parsed(draw_network(LAKE))
    assert words(picture)[:2] == [
        "The lake",
        "Who met whom, and how often: 3 people, 3 pairs who met, 7 meetings that were held.",
    ]
    assert {"Ann 5", "Bob 6", "Cy 3"} < set(words(picture))
    lines = [path for path in picture.iter(f"{SVG}path") if path.find(f"{SVG}title") is not None]
    assert len(lines) == 3


def test_how_often_is_told_by_width_and_number_and_in_words() -> None:
    picture = parsed(draw_network(LAKE))
    told = {
        path.find(f"{SVG}title").text: float(path.get("stroke-width"))
        for path in picture.iter(f"{SVG}path")
        if len(path)
    }
    once, twice, often = (
        told[f"{pair}: 2 March 1961."]
        for pair in ("Ann and Cy met once", "Bob and Cy met twice", "Ann and Bob met 4 times")
    )
    assert once < twice < often
    assert {"2", "4"} < set(words(picture))
    assert "1" not in words(picture)


def test_all_of_it_is_told_to_those_who_do_not_see_it() -> None:
    picture = parsed(draw_network(LAKE))
    name = picture.get("aria-labelledby").removesuffix("-title")
    assert picture.get("role") == "img"
    assert picture.get("aria-describedby") == f"{name}-told"
    assert (picture[0].get("id"), picture[0].text) == (f"{name}-title", "The lake: who met whom")
    assert picture[1].get("id") == f"{name}-told"
    assert picture[1].text == (
        "Who met whom, and how often: 3 people, 3 pairs who met, 7 meetings that were held. Ann and Bob met 4 times: 2 March 1961. "
        "Bob and Cy met twice: 2 March 1961. Ann and Cy met once: 2 March 1961."
    )


def test_dates_are_no_narrower_than_the_record() -> None:
    text = draw_network(tl.dossier("rome-2025").network())
    assert "Vladimir Putin and Steve Witkoff met once: between 21 and 26 April 2025." in text


def test_of_too_many_those_with_most_meetings_are_drawn() -> None:
    many = network({("hub", f"p{number:02}"): 2 if number < 59 else 1 for number in range(70)})
    picture = parsed(draw_network(many))
    left_out = "11 more, with no more meetings than these, are left out."
    assert left_out in " ".join(words(picture))
    assert picture[1].text.endswith(left_out)
    assert {"Hub 129", "P58 2"} < set(words(picture))
    assert "P59 1" not in words(picture)
    assert "71 people, 70 pairs who met" in words(picture)[0 if len(words(picture)) < 2 else 1]


def test_numbers_that_would_be_too_many_stand_on_the_strongest_lines() -> None:
    dense = network({(f"p{one:02}", f"p{other:02}"): 2 + (one < 4) for other in range(20) for one in range(other)})
    picture = parsed(draw_network(dense))
    assert "Lines bear a number from 4 meetings on." in " ".join(words(picture))
    assert "2" not in words(picture)


def test_without_a_meeting_it_says_so() -> None:
    picture = parsed(draw_network(Network(title="Nobody")))
    assert words(picture) == ["Nobody", "No two are recorded as having met."]
    assert float(picture.get("height")) < 120


def test_a_part_of_a_page_has_no_ground_and_takes_its_colour() -> None:
    alone, part = draw_network(LAKE), draw_network(LAKE, fragment=True)
    assert "<rect class=" in alone
    assert "<rect class=" not in part
    assert parsed(part).get("color") == "inherit"
    assert "\n\n" not in part
    assert not re.search(r"^\s", part, re.MULTILINE)
    assert "{{" not in part


def test_an_empty_title_leaves_out_the_heading_and_still_names_the_picture() -> None:
    picture = parsed(draw_network(LAKE, title=""))
    assert "The lake" not in words(picture)
    assert picture[0].text == "The lake: who met whom"
    assert words(parsed(draw_network(LAKE, title="Mine")))[0] == "Mine"


def test_it_shows_itself_in_a_notebook_and_can_be_saved(arcadia: Chronology, tmp_path: Path) -> None:
    picture = draw_network(arcadia)
    assert picture == draw_network(arcadia.network())
    assert repr(picture) == "<Drawing 'Arcadia & Borduria: the lake: who met whom'>"
    assert picture._repr_svg_() == str(picture)
    picture.save(tmp_path / "met.svg")
    assert (tmp_path / "met.svg").read_text("utf-8") == picture


def test_lines_lead_to_entries_only_when_asked() -> None:
    assert "<a " not in draw_network(LAKE)
    picture = parsed(draw_network(LAKE, links=True, id_prefix="lake-"))
    leading = {link.get("aria-label").partition(" met")[0]: link.get("href") for link in picture.iter(f"{SVG}a")}
    assert leading["Ann and Bob"] == "#lake-ann-bob-0"
    assert picture.get("role") == "group"


def test_two_pictures_in_one_page_share_no_id() -> None:
    ids = [set(re.findall(r' id="([^"]+)"', draw_network(each))) for each in (LAKE, network({("ann", "bob"): 4}))]
    assert all(len(each) == 3 for each in ids)
    assert not ids[0] & ids[1]


def test_names_that_run_from_right_to_left_are_set_so() -> None:
    names = {"ann": "محمد بن سلمان", "bob": "בנימין נתניהו", "cy": "Cy"}
    picture = parsed(draw_network(network({("ann", "bob"): 1, ("ann", "cy"): 1}, names=names)))
    set_so = {
        words(text)[0] if len(text) == 0 else "".join(text.itertext()).split()[0]: text
        for text in picture.iter(f"{SVG}text")
    }
    for first, x in (("محمد", -1), ("בנימין", 1)):
        text = set_so[first]
        assert text.get("direction") == "rtl"
        side = 1 if float(text[0].get("x")) > 0 else -1
        assert text.get("text-anchor", "start") == ("end" if side > 0 else "start"), x
    assert set_so["Cy"].get("direction") is None


@pytest.mark.parametrize(
    ("kind", "shape"), [("person", "circle"), ("organization", "rect"), ("state", "path"), ("agent", "circle")]
)
def test_each_kind_has_a_mark_of_its_own(kind: str, shape: str) -> None:
    mixed = network({("ann", "bob"): 1}, kind=kind)
    other = Network(
        (*mixed.nodes, Node("x", "X", "state" if kind == "person" else "person", 1)),
        (*mixed.edges, Contact("ann", "x", ("m",), DAY, DAY)),
    )
    picture = parsed(draw_network(other))
    marks = [group for group in picture.iter(f"{SVG}g") if (group.findtext(f"{SVG}title") or "").startswith("Ann: ")]
    assert [child.tag for child in marks[0]] == [f"{SVG}title", f"{SVG}{shape}"]
    assert {"person", "not known what" if kind == "agent" else kind} <= set(words(picture))


HOSTILE = [
    "<script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "]]><a href='javascript:alert(1)'>",
    "</style><style>*{fill:url(//evil.test)}",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt; &amp; &#60; &copy;",
    "a\x00b\x1b[31m",
    "\u202edlrow",
    "--><!--",
    "a\nb\r\nc\td",
]


@pytest.mark.parametrize("attack", HOSTILE)
def test_hostile_text_is_text(attack: str) -> None:
    text = draw_network(network({("ann", "bob"): 3}, names={"ann": attack}, title=attack), links=True)
    picture = parsed(text)
    harmless = parsed(draw_network(LAKE, links=True))
    assert {element.tag for element in picture.iter()} <= {element.tag for element in harmless.iter()} | {f"{SVG}rect"}
    known = {name for element in harmless.iter() for name in element.attrib}
    assert {name for element in picture.iter() for name in element.attrib} <= known | {"direction"}
    assert "{{" not in text
    assert "\u202e" not in text
    assert all(link.get("href").startswith("#chron-") for link in picture.iter(f"{SVG}a"))


def test_nothing_is_run_or_fetched() -> None:
    text = draw_network(tl.dossier("rome-2025").network(), links=True)
    assert set(re.findall(r"https?://[^\"'\s)]+", text)) == {"http://www.w3.org/2000/svg"}
    assert set(re.findall(r"url\(([^)]*)\)", text)) == {"#" + re.search(r'<mask id="([^"]+)"', text)[1]}
    assert not re.search(r"<script|\son\w+=|@import|@font-face", text)


@given(
    names=st.lists(st.text(min_size=1, max_size=60), min_size=2, max_size=9),
    counts=st.lists(st.integers(1, 2000), min_size=1, max_size=12),
    width=st.integers(480, 1400),
)
def test_whatever_the_names_everything_is_within_the_picture(names: list[str], counts: list[int], width: int) -> None:
    """By the estimates at least; a browser measures the rest."""
    chosen = [f"p{number}" for number in range(len(names))]
    pairs = {(chosen[at % len(chosen)], chosen[(at * at + 1) % len(chosen)]): count for at, count in enumerate(counts)}
    made = network(
        {tuple(sorted(pair)): count for pair, count in pairs.items() if pair[0] != pair[1]},
        names=dict(zip(chosen, names, strict=True)),
    )
    picture = parsed(draw_network(made, width=width))
    high = float(picture.get("height"))
    for group in picture.findall(f"{SVG}g"):
        if group.find(f"{SVG}mask") is not None:
            middle = [float(part) for part in re.findall(r"-?[\d.]+", group.get("transform"))]
            for span in group.iter(f"{SVG}tspan"):
                if span.get("x"):
                    assert 0 <= middle[0] + float(span.get("x")) <= width
                    assert 0 <= middle[1] + float(span.get("y")) <= high
    numbers = [
        element.get(name)
        for element in picture.iter()
        for name in ("d", "x", "y", "cx", "rx", "stroke-width")
        if element.get(name)
    ]
    assert [number for number in numbers if not re.fullmatch(r"[-\d. MQZh%]+", number)] == []


def test_the_same_network_gives_the_same_bytes_whatever_the_seed_of_hashes() -> None:
    code = "import timeline as tl; from timeline.rendering import draw_network as d; n = tl.dossier('rome-2025').network(); print(d(n), d(n, links=True))"
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    }
    assert len(outputs) == 1


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"width": 400}, "400 units are too few for names on both sides; from 480 units on"),
        ({"id_prefix": "a b"}, "'a b' is no prefix of DOM ids"),
    ],
)
def test_what_cannot_be_is_refused(options: dict[str, object], message: str) -> None:
    with pytest.raises(Invalid) as caught:
        draw_network(LAKE, **options)
    assert str(caught.value).startswith(message)


def test_the_template_can_be_replaced(tmp_path: Path) -> None:
    (tmp_path / "svg").mkdir()
    own = '{% extends "timeline:svg/network.svg.jinja" %}{% block legend %}<text>{{ picture.title }} <b></text>{% endblock %}'
    (tmp_path / "svg" / "network.svg.jinja").write_text(own, "utf-8")
    assert "<text>The lake: who met whom <b></text>" in draw_network(LAKE, templates=tmp_path)
    assert strays(tmp_path) == ()
    assert template_source("svg", "network").startswith("{#-")


def test_an_own_template_keeps_escaping_and_its_mistakes_are_told() -> None:
    name = "svg/network.svg.jinja"
    assert (
        draw_network(network({("a", "b"): 1}, title="<&>"), templates={name: "{{ picture.title }}"})
        == "&lt;&amp;&gt;: who met whom\n"
    )
    with pytest.raises(BadTemplate, match="a web has no 'titel'; did you mean 'title'"):
        draw_network(LAKE, templates={name: "{{ picture.titel }}"})


def test_a_template_in_the_folder_of_pictures_that_nothing_asks_for_is_told(tmp_path: Path) -> None:
    (tmp_path / "svg").mkdir()
    (tmp_path / "svg" / "netwrok.svg.jinja").write_text("x", "utf-8")
    (stray,) = strays(tmp_path)
    assert stray.hint == "did you mean 'svg/network.svg.jinja'?"


def test_the_picture_in_the_documentation_is_the_one_that_is_drawn_now(*, write_golden: bool) -> None:
    shown = Path(__file__).parents[2] / "docs" / "_static" / "rome-2025-network.svg"
    actual = draw_network(tl.dossier("rome-2025").network())
    if write_golden:
        shown.write_text(actual, "utf-8", newline="\n")
    assert shown.read_text("utf-8") == actual

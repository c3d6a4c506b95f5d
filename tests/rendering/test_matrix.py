"""Who met whom as a table: every pair in its cell, told in words, and nothing in it acts."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

import timeline as tl
from timeline.chronology import Chronology, Contact, Network, Node
from timeline.errors import Invalid
from timeline.rendering import draw_matrix
from timeline.when import When

GOLDEN = Path(__file__).parents[1] / "golden"
SVG = "{http://www.w3.org/2000/svg}"
DAY = When("1961-03-02")


def network(counts: dict[tuple[str, str], int], *, names: dict[str, str] | None = None, **fields: str) -> Network:
    """Make a network from how often each pair met."""
    edges = [
        Contact(*sorted(pair), tuple(f"{'-'.join(pair)}-{at}" for at in range(count)), DAY, DAY)  # type: ignore[call-arg]
        for pair, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]
    total: dict[str, int] = {}
    for pair, count in counts.items():
        for name in pair:
            total[name] = total.get(name, 0) + count
    nodes = [
        Node(name, (names or {}).get(name, name.title()), "person", total[name])
        for name in sorted(total, key=lambda name: (-total[name], name))
    ]
    return Network(tuple(nodes), tuple(edges), **fields)  # type: ignore[arg-type]


LAKE = network({("ann", "bob"): 4, ("ann", "cy"): 1, ("bob", "cy"): 2}, title="The lake")


def parsed(text: str) -> ET.Element:
    return ET.fromstring(text.encode("utf-8"))


def cells(picture: ET.Element) -> dict[str, tuple[str, float, float, float]]:
    """Return each pair with its number, its column and row in units, and how far it is tinted."""
    found = {}
    for cell in picture.iter():
        if cell.tag in {f"{SVG}a", f"{SVG}g"} and cell.find(f"{SVG}rect") is not None:
            x, y = map(float, re.findall(r"[\d.]+", cell.get("transform", "")))
            strength = float(cell.find(f"{SVG}rect").get("fill-opacity"))  # type: ignore[union-attr, arg-type]
            found[(cell.findtext(f"{SVG}title") or "").partition(" met")[0]] = (
                cell.findtext(f"{SVG}text") or "",
                x,
                y,
                strength,
            )
    return found


def test_golden(arcadia: Chronology, *, write_golden: bool) -> None:
    """The same network gives the same bytes, and they are these."""
    actual = draw_matrix(arcadia)
    file = GOLDEN / "arcadia.matrix.svg"
    if write_golden:
        file.write_text(actual, "utf-8", newline="\n")
    assert file.read_text("utf-8") == actual


def test_each_pair_has_one_cell_with_its_number() -> None:
    found = cells(parsed(draw_matrix(LAKE)))
    assert {pair: cell[0] for pair, cell in found.items()} == {"Ann and Bob": "4", "Bob and Cy": "2", "Ann and Cy": "1"}


def test_a_cell_stands_in_the_row_and_the_column_of_its_names() -> None:
    """Bob, who met most, is first; names stand along the diagonal, at the end of their row."""
    picture = parsed(draw_matrix(LAKE))
    found = cells(picture)
    rows = {text[0].text: float(text[0].get("y", "")) for text in picture.iter(f"{SVG}text") if len(text) > 1}
    assert rows["Bob"] < rows["Ann"] < rows["Cy"]
    assert found["Ann and Bob"][1] == found["Bob and Cy"][1] < found["Ann and Cy"][1]
    assert found["Ann and Cy"][2] == found["Bob and Cy"][2] > found["Ann and Bob"][2]


def test_from_right_to_left_it_is_mirrored() -> None:
    left = cells(parsed(draw_matrix(LAKE)))
    right = cells(parsed(draw_matrix(network({("ann", "bob"): 4, ("ann", "cy"): 1, ("bob", "cy"): 2}, language="he"))))
    places = [[found[pair][1] for pair in ("Ann and Bob", "Ann and Cy")] for found in (left, right)]
    assert places[0][0] < places[0][1]
    assert places[1][0] > places[1][1]
    assert {pair: cell[2] for pair, cell in left.items()}.keys() == right.keys()


def test_who_met_nobody_that_is_drawn_has_no_row() -> None:
    """Forty with more meetings leave no room for the two below them; they are counted as left out."""
    many = network({(f"p{at:02}", f"q{at:02}"): 30 - at for at in range(25)})
    text = draw_matrix(many)
    assert "10 more, with no more meetings than these, are left out." in text
    assert "Who met whom</title>" in text


def test_the_more_meetings_the_firmer_the_cell() -> None:
    found = cells(parsed(draw_matrix(LAKE)))
    assert found["Ann and Cy"][3] < found["Bob and Cy"][3] < found["Ann and Bob"][3] <= 0.5


def test_the_numbers_are_those_of_the_matrix() -> None:
    rome = tl.dossier("rome-2025").network()
    found = cells(parsed(draw_matrix(rome)))
    names = [node.name for node in rome.nodes]
    expected = {
        frozenset((names[row], names[column])): str(count)
        for row, counts in enumerate(rome.matrix())
        for column, count in enumerate(counts[:row])
        if count
    }
    assert {frozenset(pair.split(" and ")): cell[0] for pair, cell in found.items()} == expected


def test_all_of_it_is_told_to_those_who_do_not_see_it() -> None:
    picture = parsed(draw_matrix(LAKE))
    assert picture.get("role") == "img"
    assert picture[0].text == "The lake: who met whom"
    assert picture[1].text == (
        "Who met whom, and how often: 3 people, 3 pairs who met, 7 meetings that were held. Ann and Bob met 4 times: 2 March 1961. "
        "Bob and Cy met twice: 2 March 1961. Ann and Cy met once: 2 March 1961."
    )


def test_cells_lead_to_the_first_meeting_only_when_asked() -> None:
    assert "<a " not in draw_matrix(LAKE)
    picture = parsed(draw_matrix(LAKE, links=True, id_prefix="lake-"))
    assert {link.get("href") for link in picture.iter(f"{SVG}a")} == {
        "#lake-ann-bob-0",
        "#lake-bob-cy-0",
        "#lake-ann-cy-0",
    }


def test_of_too_many_those_with_most_meetings_are_drawn() -> None:
    many = network({("hub", f"p{number:02}"): 2 if number < 39 else 1 for number in range(50)})
    text = draw_matrix(many)
    assert "11 more, with no more meetings than these, are left out." in text
    assert len(cells(parsed(text))) == 39


def test_without_a_meeting_it_says_so() -> None:
    picture = parsed(draw_matrix(Network(title="Nobody")))
    assert "No two are recorded as having met." in [" ".join(text.itertext()) for text in picture.iter(f"{SVG}text")]
    assert cells(picture) == {}


@pytest.mark.parametrize(
    "attack", ["<script>alert(1)</script>", '"><svg onload=alert(1)>', "{{ 7 * 7 }}", "\u202edlrow", "a\x00b"]
)
def test_hostile_text_is_text(attack: str) -> None:
    text = draw_matrix(network({("ann", "bob"): 3}, names={"ann": attack}, title=attack), links=True)
    assert {element.tag for element in parsed(text).iter()} <= {
        element.tag for element in parsed(draw_matrix(LAKE, links=True)).iter()
    }
    assert "{{" not in text
    assert "\u202e" not in text


def test_a_prefix_that_cannot_be_is_refused() -> None:
    with pytest.raises(Invalid, match="no prefix of DOM ids"):
        draw_matrix(LAKE, id_prefix="a b")

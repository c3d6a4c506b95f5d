"""The life of a claim: who put it forward and who denied it, side by side along time."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

import timeline as tl
from timeline.chronology import Chronology
from timeline.errors import Invalid, NotFound
from timeline.records import Claim, Meeting, Person, Stance, Statement
from timeline.rendering import draw_life, render
from timeline.rendering.pictures.life import has_a_life

GOLDEN = Path(__file__).parents[1] / "golden"
SVG = "{http://www.w3.org/2000/svg}"
PEOPLE = [Person("ann", name="Ann"), Person("bo", name="Bo")]


def parsed(text: str) -> ET.Element:
    return ET.fromstring(text.encode("utf-8"))


def quarrel(*said: tuple[str, str, str], **fields: object) -> Chronology:
    """Make a claim and what was said of it: who, what, when."""
    statements = [
        Statement(f"s{at}", title=f"{who} {act}", when=when, who=[who], stances=[Stance(act, "claim")])
        for at, (who, act, when) in enumerate(said)
    ]
    return Chronology([*PEOPLE, Claim("claim", text="The treaty was signed"), *statements], **fields)  # type: ignore[arg-type]


LONG = quarrel(("ann", "asserts", "2025-01-10"), ("bo", "denies", "2025-02"), ("bo", "confirms", "2025-04-20"))


def told(chronology: Chronology) -> list[str]:
    return [title.text or "" for title in list(parsed(draw_life(chronology, "claim")).iter(f"{SVG}title"))[1:]]


def test_golden(*, write_golden: bool) -> None:
    """The same claim gives the same bytes, and they are these."""
    actual = draw_life(tl.dossier("rome-2025"), "north-koreans-at-kursk")
    file = GOLDEN / "rome-2025.life.svg"
    if write_golden:
        file.write_text(actual, "utf-8", newline="\n")
    assert file.read_text("utf-8") == actual


def test_each_side_has_a_lane_in_the_order_in_which_it_first_spoke() -> None:
    picture = parsed(draw_life(LONG, "claim"))
    lanes = [group.get("aria-label") for group in picture.iter(f"{SVG}g") if group.get("role")]
    assert lanes == ["Ann: 1 statement", "Bo: 2 statements"]


def test_each_act_is_told_in_words() -> None:
    assert told(LONG) == [
        "Ann asserts, 10 January 2025: ann asserts",
        "Bo denies, February 2025: bo denies",
        "Bo confirms, 20 April 2025: bo confirms",
    ]


def test_each_act_has_a_sign_of_its_own() -> None:
    acts = ("asserts", "confirms", "denies", "doubts", "evades", "retracts")
    drawn = set()
    for act in acts:
        picture = draw_life(quarrel(("ann", act, "2025-01-10"), ("bo", "asserts", "2025-01-12")), "claim")
        found = re.search(r"ann \w+</title>.*?<g transform=[^>]*>(.*?)</g>", picture, re.DOTALL)
        assert found
        drawn.add(found[1])
    assert len(drawn) == len(acts)


def test_a_vague_day_is_a_bar_with_its_sign() -> None:
    picture = draw_life(LONG, "claim")
    assert "-may-in-c" in picture
    assert "-may-out-c" in picture


def test_who_was_silent_until_then_is_drawn_up_to_then() -> None:
    """Russia gave no answer until 26 April, and confirmed on that day."""
    text = draw_life(tl.dossier("rome-2025"), "north-koreans-at-kursk")
    assert (
        "Russia gives no answer on, until 26 April 2025: Russia avoids a clear answer on North Korean soldiers" in text
    )
    assert "Russia confirms, 26 April 2025: Gerasimov confirms that North Koreans fought at Kursk" in text


def test_a_broken_axis_says_so() -> None:
    """Alone, and beside its claim on a page."""
    said = [("ann", "asserts", f"2025-01-{day}") for day in range(10, 15)]
    made = quarrel(*said, ("bo", "denies", "2025-03-02"))
    told = "Where the axis is broken, the scale changes: after 15 January 2025 time is drawn some"
    assert told in draw_life(made, "claim")
    assert told in render(made, lanes="kind").partition("claims")[2]


def test_no_speck_of_a_bar_is_left_beside_a_sign() -> None:
    picture = draw_life(quarrel(("ann", "asserts", "2025-01-10"), ("bo", "evades", "../2025-04-20")), "claim")
    bar = re.search(r"bo evades</title>(.*?)<g transform", picture, re.DOTALL)
    assert bar
    assert all(float(wide) > 5 for wide in re.findall(r"h([\d.]+)v", bar[1]))


def test_the_report_of_an_event_has_a_life_too() -> None:
    talk = Meeting("talk", title="They met", when="2025-01-01", who=["ann", "bo"])
    said = [
        Statement("yes", title="Yes", when="2025-01-02", who=["ann"], stances=[Stance("confirms", "talk")]),
        Statement("no", title="No", when="2025-01-05", who=["bo"], stances=[Stance("denies", "talk")]),
    ]
    picture = parsed(draw_life(Chronology([*PEOPLE, talk, *said]), "talk"))
    assert picture[0].text == "They met: who stood where on it, and when"


def test_a_claim_of_which_nobody_spoke_says_so() -> None:
    assert "No statement on it has a date that could be drawn." in draw_life(quarrel(), "claim")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ((("ann", "asserts", "2025-01-10"), ("bo", "denies", "2025-01-10")), False),
        ((("ann", "asserts", "2025-01-10"), ("bo", "denies", "2025-01-11")), True),
        ((("ann", "asserts", "2025-01-10"),), False),
    ],
)
def test_what_was_said_at_once_or_only_once_needs_no_picture(
    said: tuple[tuple[str, str, str], ...], *, expected: bool
) -> None:
    assert has_a_life(quarrel(*said).standing("claim")) is expected


def test_a_page_draws_it_beside_contested_and_conceded_claims() -> None:
    page = render(LONG)
    assert page.count('aria-label="The treaty was signed: who stood where on it, and when"') == 1
    assert 'href="#chron-s1"><title>Bo denies, February 2025' in page.replace(' class="cr-contest"', "")
    assert "who stood where" not in render(LONG, lanes=None)
    unanimous = quarrel(("ann", "asserts", "2025-01-10"), ("bo", "confirms", "2025-02"))
    assert "who stood where" not in render(unanimous)


@pytest.mark.parametrize(
    "attack", ["<script>alert(1)</script>", '"><svg onload=alert(1)>', "{{ 7 * 7 }}", "\u202edlrow"]
)
def test_hostile_text_is_text(attack: str) -> None:
    records = [
        Person("ann", name=attack),
        Claim("claim", text=attack),
        Statement("s", title=attack, when="2025-01-01", who=["ann"], stances=[Stance("asserts", "claim")]),
    ]
    text = draw_life(Chronology(records), "claim", links=True)
    harmless = draw_life(quarrel(("ann", "asserts", "2025-01-01")), "claim", links=True)
    assert {element.tag for element in parsed(text).iter()} == {element.tag for element in parsed(harmless).iter()}
    assert "{{" not in text
    assert "\u202e" not in text


def test_what_is_not_there_is_refused() -> None:
    with pytest.raises(NotFound):
        draw_life(LONG, "nothing")
    with pytest.raises(Invalid, match="too few for lanes"):
        draw_life(LONG, "claim", width=100)

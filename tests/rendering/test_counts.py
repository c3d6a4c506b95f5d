"""Counts along time as bars: one for each stretch that has any, as high as its count, in its place, and told in words."""

import xml.etree.ElementTree as ET
from datetime import date, timedelta

import pytest

from timeline.errors import Invalid
from timeline.rendering import draw_counts
from timeline.when import When

SVG = "{http://www.w3.org/2000/svg}"
DAYS = [(When((date(2020, 1, 1) + timedelta(at)).isoformat()), at + 1) for at in range(1_097)]


def bars(picture):
    return [each for each in ET.fromstring(str(picture)).iter(f"{SVG}rect") if each.get("x")]


def test_a_picture_has_a_bar_for_every_stretch_that_has_any_as_high_as_its_count():
    picture = draw_counts([(When("2025-01"), 10), (When("2025-02"), 0), (When("2025-03"), 5)], title="Talks")
    heights = [float(bar.get("height")) for bar in bars(picture)]
    assert heights == [pytest.approx(2 * heights[1]), heights[1]]
    assert [bar[0].text for bar in bars(picture)] == ["January 2025: 10", "March 2025: 5"]


def test_bars_stand_in_order_and_within_the_picture():
    picture = draw_counts(
        DAYS,
        title="",
    )
    places = [(float(bar.get("x")), float(bar.get("width"))) for bar in bars(picture)]
    assert len(places) == 1_097
    assert places == sorted(places)
    assert places[0][0] >= 0
    assert sum(places[-1]) <= 960


def test_hostile_words_are_text():
    picture = str(draw_counts(DAYS[:2], title="<script>", lead="]]> & \u202e"))
    assert ET.fromstring(picture).find(f"{SVG}title").text == "<script>"
    assert "<script" not in picture


def test_what_no_dom_id_begins_with_is_refused():
    with pytest.raises(Invalid, match="prefix"):
        draw_counts(DAYS[:2], title="", id_prefix="1 ")


def test_nothing_to_count_is_a_picture_without_bars():
    assert bars(draw_counts([], title="None")) == []

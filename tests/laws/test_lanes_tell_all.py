"""Lanes leave nothing out and claim no more than the record: whatever the chronology, and however it is cut into lanes."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from itertools import combinations, pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline.chronology import Chronology
from timeline.records import Meeting, Person
from timeline.rendering import draw_lanes
from timeline.rendering.pictures.axis import LETTERS, axis_of
from timeline.rendering.pictures.bins import slots_of, tallied
from timeline.rendering.pictures.field import COUNT, NAME
from timeline.rendering.pictures.groups import By, grouped
from timeline.rendering.pictures.lanes import lanes_of
from timeline.rendering.pictures.lettering import is_rtl, width_of
from timeline.rendering.pictures.marks import Look, Shade, axis_for, figure_of
from timeline.rendering.pictures.picture import Label
from timeline.rendering.pictures.reach import Clock, Reach
from timeline.rendering.pictures.rows import Lanes
from timeline.rendering.pictures.sheet import HEADING, SMALL
from timeline.rendering.showing import Choice
from timeline.testing import chronologies, whens
from timeline.when import Edge
from timeline.when.civil import DAY

SVG = "{http://www.w3.org/2000/svg}"
ways = st.sampled_from(list(By))
languages = st.sampled_from(["en", "ar", "he", "ja"])
Box = tuple[float, float, float, float]
slow = settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    deadline=None,
)


@st.composite
def crowds(draw: st.DrawFn) -> Chronology:
    """Draw chronologies in which much stands at the same place: many events of few days, some vague, some far off."""
    days = st.integers(1, 28).map(lambda day: f"2025-04-{day:02}")
    often = st.one_of(st.sampled_from(["2025-04-26", "2025-04-27", "2025-04", "2024/..", "2025-04-20/"]), days)
    dates = draw(st.lists(often, min_size=1, max_size=120))
    names = draw(
        st.lists(
            st.sampled_from(["Ann", "محمد بن سلمان", "習近平中華人民共和国主席", "W" * 40]), min_size=1, max_size=4
        )
    )
    people = [Person(f"p{at}", name=name) for at, name in enumerate(names)]
    events = [
        Meeting(
            f"m{at}",
            title="Talk",
            when=date,
            who=[f"p{at % len(people)}"],
            status=draw(st.sampled_from(["held", "planned"])),
        )
        for at, date in enumerate(dates)
    ]
    return Chronology([*people, *events], language=draw(languages))


def picture_of(chronology: Chronology, by: By) -> Lanes:
    return lanes_of(
        chronology,
        Choice().of(chronology.events),
        by=by,
        name="x-",
        whole=True,
        alone=True,
        leading=lambda event: f"#{event}",
    )


def at(x: float, foot: float, text: str, size: float, anchor: str, *, rtl: bool = False) -> Box:
    """Return the room that a text takes at most."""
    wide = width_of(text, size)
    before = {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
    left = x - wide * (1 - before if rtl and anchor != "middle" else before)
    return left, left + wide, foot - 0.72 * size, foot + 0.1 * size


def of_label(label: Label, size: float, x: float = 0.0, y: float = 0.0) -> list[Box]:
    """Return the room that each line of a text takes, with the count behind the last."""
    ends = [*[line for line, _ in label.lines[:-1]], f"{label.lines[-1][0]} {label.count}".rstrip()]
    feet = [float(foot) for _, foot in label.lines]
    rtl = label.direction == "rtl"
    places = zip(feet, ends, strict=True)
    return [at(x + float(label.x), y + foot, text, size, label.anchor, rtl=rtl) for foot, text in places]


def boxes(made: Lanes) -> list[Box]:
    """Return the room of every word in a picture."""
    found: list[Box] = []
    for label, size in ((made.heading, HEADING * 1.13), (made.lead, SMALL), (made.remark, SMALL)):
        found += of_label(label, size) if label else []
    for key in made.keys:
        found += of_label(key.label, SMALL) if key.label else []
    start, ahead, top = float(made.start), float(made.ahead), float(made.top)
    for lane in made.lanes:
        found += of_label(lane.label, NAME, ahead, top)
        words = [*(each.label for each in lane.more), *(word for mark in lane.marks for word in mark.unknown)]
        found += [at(start + float(word.x), top + float(word.y), word.text, COUNT, "middle") for word in words]
    if made.scale:
        found += [
            at(start + float(each.x), top + float(each.y), each.text, LETTERS, each.anchor) for each in made.scale.names
        ]
    return found


@slow
@given(st.one_of(chronologies(), crowds()), ways)
def test_no_word_runs_into_another_or_out_of_the_picture(chronology: Chronology, by: By) -> None:
    """By the widest estimate of each letter; a browser measures the rest."""
    made = picture_of(chronology, by)
    wide, high = float(made.width), float(made.height)
    found = boxes(made)
    for left, right, over, under in found:
        assert left >= -0.2, made.direction
        assert right <= wide + 0.2
        assert 0 <= over <= under <= high
    for one, other in combinations(found, 2):
        across = min(one[1], other[1]) - max(one[0], other[0])
        down = min(one[3], other[3]) - max(one[2], other[2])
        assert across <= 0.5 or down <= 0.5, (one, other)


@slow
@given(st.one_of(chronologies(), crowds()), ways)
def test_every_event_is_in_each_of_its_lanes_once(chronology: Chronology, by: By) -> None:
    """As a mark, or in the number that stands for those without room; unless it has no place in time at all."""
    made = picture_of(chronology, by)
    groups = grouped(chronology, by, chronology.events)
    clock = Clock.of(map(chronology.when, chronology.events), chronology.zone)
    placed = {event.id for event in chronology.events if clock.reaches(chronology.when(event))}
    assert {at for group in groups for at in group.events} == set(range(len(chronology)))
    if not made.lanes:
        assert not any(reach.stretch for event in chronology.events for reach in clock.reaches(chronology.when(event)))
        return
    for lane, group in zip(made.lanes, groups, strict=True):
        ids = [chronology.events[at].id for at in group.events]
        marked = Counter(mark.href.removeprefix("#") for mark in lane.marks)
        assert set(marked.values()) <= {1}
        unseen = {name for name in ids if name in placed} - set(marked)
        assert set(marked) <= set(ids)
        assert sum(int(each.label.text.lstrip("+")) for each in lane.more) == len(unseen)
        assert {each.href.removeprefix("#") for each in lane.more} <= unseen
        assert all(mark.told for mark in lane.marks)
        assert all(each.told for each in lane.more)


spans = st.tuples(whens(), st.lists(whens(), max_size=4), st.integers(300, 1200), st.booleans())


@slow
@given(spans)
def test_a_mark_reaches_as_far_as_its_date_allows_and_no_further(drawn: tuple) -> None:  # type: ignore[type-arg]
    """A bar begins and ends at the bounds of its date; a dot is at least as wide as they lie apart, and stands among them."""
    when, around, wide, small = drawn
    clock = Clock()
    reaches = [clock.reaches(each) for each in (when, *around)]
    axis = axis_for((reach for each in reaches for reach in each), left=60.0, right=60.0 + wide)
    if axis is None:
        return
    for reach in reaches[0]:
        made = figure_of([reach], axis, Look(small=small))
        left = axis.x(reach.start_min) if isinstance(reach.start_min, int) else axis.first
        right = axis.x(reach.end_max, last=True) if isinstance(reach.end_max, int) else axis.last
        if made.dots:
            (dot,) = made.dots
            assert right - left <= 2 * made.look.half or reach.is_day
            assert left - DAY <= dot <= right + DAY
            assert axis.is_hourly or _same_day(reach) or left <= dot <= right
            continue
        assert made.bars
        if reach.start_min is not Edge.UNKNOWN:
            assert made.bars[0].left == pytest.approx(left, abs=1)
        if reach.end_max is not Edge.UNKNOWN:
            assert made.bars[-1].right == pytest.approx(right, abs=1)
        _sure(made.bars, reach, axis)
        assert all(one.right == pytest.approx(other.left) for one, other in pairwise(made.bars))
        assert [way for _, way in made.tips] == [-1] * (reach.start_min is Edge.OPEN) + [1] * (
            reach.end_max is Edge.OPEN
        )
        assert len(made.unknown) == (reach.start_min is Edge.UNKNOWN) + (reach.end_max is Edge.UNKNOWN)


def _same_day(reach: Reach) -> bool:
    low, high = reach.start_min, reach.end_max
    return isinstance(low, int) and isinstance(high, int) and low // DAY == (high - 1) // DAY


def _sure(bars, reach, axis) -> None:  # type: ignore[no-untyped-def]
    """Nothing is full but what lies between the last moment at which it began and the first at which it ended."""
    for bar in bars:
        if bar.shade is Shade.FULL:
            if isinstance(reach.start_max, int):
                assert bar.left >= axis.x(reach.start_max) - 1
            if isinstance(reach.end_min, int):
                assert bar.right <= axis.x(reach.end_min, last=True) + 1


@slow
@given(st.lists(whens(), min_size=1, max_size=25), st.integers(300, 1200))
def test_bars_count_each_event_wherever_it_may_have_been(dates: list, wide: int) -> None:  # type: ignore[type-arg]
    """And a known day, where a bar is no shorter than a day, in exactly one."""
    reaches = [Clock().reaches(when) for when in dates]
    known = [reach.stretch for each in reaches for reach in each if reach.stretch]
    if not known:
        return
    axis = axis_of(known, left=0.0, right=float(wide))
    assert axis is not None
    slots = slots_of(axis)
    assert all(one.high == other.low for one, other in pairwise(slots))
    found = {tally.slot: tally for tally in tallied(reaches, range(len(dates)), slots)}
    for slot in slots:
        inside = [at for at, each in enumerate(reaches) if any(_touches(reach, slot.low, slot.high) for reach in each)]
        assert (found[slot].count if slot in found else 0) == len(inside)
        assert slot not in found or found[slot].first in inside
    for at, each in enumerate(reaches):
        if each and all(reach.is_day for reach in each) and len(each) == 1:
            assert sum(_touches(each[0], slot.low, slot.high) for slot in slots) == 1, dates[at]


def _touches(reach: Reach, low: int, high: int) -> bool:
    begins = not isinstance(reach.start_min, int) or reach.start_min < high
    ends = not isinstance(reach.end_max, int) or reach.end_max > low
    instant = isinstance(reach.start_min, int) and reach.start_min == reach.end_max and low <= reach.start_min < high
    return (begins and ends) or instant


@slow
@given(chronologies(most_events=5), ways, st.randoms(use_true_random=False))
def test_the_order_of_the_records_changes_nothing(chronology: Chronology, by: By, chance) -> None:  # type: ignore[no-untyped-def]
    records = [*chronology.records]
    chance.shuffle(records)
    header = {"title": chronology.title, "language": chronology.language, "zone": chronology.zone}
    assert draw_lanes(Chronology(records, **header), by=by) == draw_lanes(
        Chronology(chronology.records, **header), by=by
    )


@slow
@given(st.one_of(chronologies(), crowds()), ways)
def test_every_mark_leads_to_its_entry_and_says_what_it_is(chronology: Chronology, by: By) -> None:
    picture = ET.fromstring(draw_lanes(chronology, by=by, links=True).encode())
    assert [picture[0].tag, picture[1].tag] == [f"{SVG}title", f"{SVG}desc"]
    assert picture[0].text
    assert picture[1].text
    links = list(picture.iter(f"{SVG}a"))
    assert {link.get("href") for link in links} <= {f"#chron-{event.id}" for event in chronology.events}
    assert all(link.findtext(f"{SVG}title") for link in links)
    reached = [link.get("href") for link in links if link.get("tabindex") is None and link.find(f"{SVG}text") is None]
    assert all(count == 1 for href, count in Counter(reached).items()), reached
    ids = [element.get("id") for element in picture.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    used = re.findall(r"url\(#([^)]+)\)", ET.tostring(picture, "unicode"))
    assert set(used) <= set(ids)


def test_the_measure_of_a_text_is_where_it_is_drawn() -> None:
    assert at(100, 50, "iii", 10, "start")[0] == 100
    assert at(100, 50, "iii", 10, "end")[1] == 100
    assert at(100, 50, "אבג", 10, "start", rtl=True)[1] == 100
    assert is_rtl("אבג")

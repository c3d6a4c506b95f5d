"""Events in lanes along time: what each mark claims, what it says in words, and that nothing in it acts."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import timeline as tl
from timeline.chronology import Chronology
from timeline.errors import BadTemplate, Invalid, NotWritten
from timeline.records import (
    Claim,
    Event,
    Incident,
    Meeting,
    Organization,
    Person,
    Place,
    Stance,
    State,
    Statement,
    Tenure,
)
from timeline.rendering import Drawing, draw_lanes, draw_life, draw_matrix, render, save, strays
from timeline.rendering.pictures.axis import axis_of
from timeline.rendering.pictures.groups import grouped
from timeline.rendering.pictures.lanes import lanes_of
from timeline.rendering.pictures.marks import Figure, Look, Shade, figure_of
from timeline.rendering.pictures.packing import Extent, packed
from timeline.rendering.pictures.reach import Clock
from timeline.rendering.showing import Choice
from timeline.when import When

GOLDEN = Path(__file__).parents[1] / "golden"
SVG = "{http://www.w3.org/2000/svg}"
PEOPLE = [Person("ann", name="Ann Archer"), Person("bo", name="Bo Barda")]


def talks(*whens: str, who: str = "ann", **fields: object) -> list[Meeting]:
    return [Meeting(f"m{at}", title=f"Talk {at}", when=when, who=[who], **fields) for at, when in enumerate(whens)]  # type: ignore[arg-type]


def parsed(text: str) -> ET.Element:
    return ET.fromstring(text.encode("utf-8"))


def words(element: ET.Element) -> list[str]:
    return [" ".join("".join(text.itertext()).split()) for text in element.iter(f"{SVG}text")]


def told(element: ET.Element) -> list[str]:
    """Return what marks say."""
    return [title.text or "" for title in list(element.iter(f"{SVG}title"))[1:]]


def figure(text: str, *around: str, width: float = 700.0, look: Look = Look()) -> Figure:  # noqa: B008  (frozen)
    """Return the mark of a date among others."""
    whens = [When(each) for each in (text, *around)]
    reaches = [Clock().reaches(when) for when in whens]
    known = [reach.stretch for each in reaches for reach in each if reach.stretch]
    axis = axis_of(known, left=0.0, right=width, unbroken=True)
    assert axis is not None
    return figure_of(reaches[0], axis, look)


def shades(made: Figure) -> list[Shade]:
    return [bar.shade for bar in made.bars]


YEAR = ("2024-01-01", "2024-12-31")


class TestMarks:
    """Nothing is drawn narrower than the record is."""

    def test_a_known_day_is_a_dot_in_its_middle(self) -> None:
        made = figure("2024-07-01", *YEAR)
        assert len(made.dots) == 1
        assert made.bars == ()
        days = [figure(f"2025-04-{day}", "2025-04-20", "2025-04-29").dots[0] for day in (24, 25, 26)]
        assert days[1] - days[0] == pytest.approx(days[2] - days[1])

    def test_a_known_day_among_hours_is_a_bar_over_the_whole_day(self) -> None:
        made = figure("2025-04-26", "2025-04-26T10:00", "2025-04-26T12:00", "2025-04-27T12:00")
        assert made.dots == ()
        assert shades(made) == [Shade.MAY]

    def test_a_time_of_day_among_days_is_drawn_as_its_day(self) -> None:
        """Or noon could not be told from a day of which no time is known."""
        around = ("2025-04-01", "2025-04-26")
        assert figure("2025-04-10T09:00", *around).dots == figure("2025-04-10", *around).dots

    def test_a_month_is_pale_throughout(self) -> None:
        made = figure("2024-07", *YEAR)
        assert shades(made) == [Shade.MAY]
        first, last = (figure(day, *YEAR).dots[0] for day in ("2024-07-01", "2024-07-31"))
        assert made.left <= first
        assert last <= made.right

    def test_a_century_is_as_wide_as_a_century(self) -> None:
        made = figure("17XX", "1500", "1999")
        first, last = figure("1700", "1500", "1999").dots[0], figure("1799", "1500", "1999").dots[0]
        assert made.left <= first
        assert last <= made.right
        assert made.right - made.left > 100

    def test_known_ends_make_a_full_bar_that_fades_only_where_they_are_vague(self) -> None:
        assert shades(figure("2024-03-05/2024-06-20", *YEAR)) in ([Shade.FULL], [Shade.IN, Shade.FULL, Shade.OUT])
        assert shades(figure("2024-03/2024-06-20", *YEAR))[:2] == [Shade.IN, Shade.FULL]
        vague = figure("2024-03/2024-06", *YEAR).bars
        assert [bar.shade for bar in vague] == [Shade.IN, Shade.FULL, Shade.OUT]
        assert vague[0].right == pytest.approx(figure("2024-04-01", *YEAR).dots[0], abs=2)
        assert vague[2].left == pytest.approx(figure("2024-06-01", *YEAR).dots[0], abs=2)

    def test_a_night_of_two_days_is_sure_only_of_midnight(self) -> None:
        made = figure("2025-04-25/2025-04-26", "2025-04-20", "2025-04-29")
        assert shades(made) == [Shade.IN, Shade.OUT]
        assert made.bars[0].right == made.bars[1].left

    def test_an_open_end_runs_to_the_edge_and_an_unknown_one_does_not(self) -> None:
        still = figure("2024-03/..", *YEAR)
        assert still.tips == ((700.0, 1),)
        assert (still.right, still.unknown) == (700.0, ())
        unknown = figure("2024-03/", *YEAR)
        assert unknown.tips == ()
        assert len(unknown.unknown) == 1
        assert unknown.right < 300
        before = figure("../2024-03-05", *YEAR)
        assert before.tips == ((0.0, -1),)
        assert Shade.FULL in shades(before)

    def test_what_began_somewhere_in_the_last_year_of_an_axis_still_goes_on(self) -> None:
        made = figure("2024/..", *YEAR)
        assert Shade.MAY not in shades(made)
        assert made.tips == ((700.0, 1),)

    def test_some_time_before_is_pale_and_until_is_full(self) -> None:
        assert shades(figure("[..2024-03-05]", *YEAR)) == [Shade.MAY]
        assert Shade.FULL in shades(figure("../2024-03-05", *YEAR))

    def test_several_days_are_several_dots_on_a_line(self) -> None:
        made = figure("{2024-02-01,2024-06-01,2024-10-01}", *YEAR)
        assert len(made.dots) == 3
        assert made.line is not None
        assert made.dots[0] < made.line[0] < made.line[1] < made.dots[2]

    def test_a_date_without_a_year_has_no_place(self) -> None:
        assert Clock().reaches(When("XXXX-12-25")) == ()

    def test_a_contested_bar_is_broken_in_two(self) -> None:
        made = figure("2024-07", *YEAR, look=Look(split=True))
        assert shades(made) == [Shade.MAY_IN, Shade.MAY_OUT]
        assert made.bars[0].right < made.bars[1].left
        assert made.bars[0].rise == -made.bars[1].rise

    def test_times_in_two_zones_are_told_by_one_clock(self) -> None:
        rome, moscow = When("2025-04-26T12:00[Europe/Rome]"), When("2025-04-26T13:00[Europe/Moscow]")
        clock = Clock.of([rome, moscow], "Europe/Rome")
        assert clock.moved
        assert clock.reaches(rome)[0].start_min == clock.reaches(moscow)[0].start_min
        assert clock.reaches(When("2025-04-26").located("Europe/Moscow")) == Clock().reaches(When("2025-04-26"))


class TestPacking:
    """Marks do not hide each other; those for which there is no room are counted."""

    @given(
        st.lists(st.tuples(st.floats(0, 500), st.floats(0, 200), st.integers(1, 4)), max_size=60), st.integers(6, 30)
    )
    def test_no_two_share_room(self, given: list[tuple[float, float, int]], most: int) -> None:
        extents = [Extent(left, left + wide, rows) for left, wide, rows in given]
        found = packed(extents, most=most, count=3)
        placed = [(extent, row) for extent, row in zip(extents, found.rows, strict=True) if row is not None]
        for at, (one, row) in enumerate(placed):
            assert row >= 0
            assert row + one.rows <= found.height
            for other, below in placed[:at]:
                apart = row >= below + other.rows or below >= row + one.rows
                assert apart or not one.meets(other)
        lost = [at for at, row in enumerate(found.rows) if row is None]
        assert sorted(at for cluster in found.more for at in cluster) == lost
        assert found.height <= most

    def test_what_has_no_room_is_counted_and_told(self) -> None:
        crowd = Chronology([*PEOPLE, *talks(*["2025-04-26"] * 40)], title="Crowd")
        picture = parsed(draw_lanes(crowd, by="person"))
        (count,) = [word for word in words(picture) if word.startswith("+")]
        assert len([mark for mark in told(picture) if mark.startswith("26 April 2025: Talk")]) == 40 - int(count) + 1
        assert f"and {int(count) - 5} more" in " ".join(told(picture))


class TestGroups:
    """An event is in each of its lanes, and in one at least."""

    records = (
        State("x", name="Xland"),
        State("y", name="Yland"),
        Person("p", name="P", aliases=[]),
        Organization("o", name="O", part_of="y"),
        Tenure("t", holder="p", post="President", of="x", term="2000/.."),
        Place("land", name="Land"),
        Place("town", name="Town", within="land"),
        Place("sea", name="Sea"),
        Meeting("a", title="A", when="2025-01-01", who=["p", "o"], where="town"),
        Statement("b", title="B", when="2025-01-02", who=["o"], where="sea"),
        Event("c", title="C", when="2025-01-03"),
    )
    lanes = Chronology(records)

    @pytest.mark.parametrize(
        ("by", "expected"),
        [
            ("side", {"Yland": (0, 1), "Xland": (0,), "Nobody named": (2,)}),
            ("person", {"O": (0, 1), "P": (0,), "Nobody named": (2,)}),
            ("place", {"Land": (0,), "Sea": (1,), "No place given": (2,)}),
            ("kind", {"Event": (2,), "Meeting": (0,), "Statement": (1,)}),
        ],
    )
    def test_by(self, by: str, expected: dict[str, tuple[int, ...]]) -> None:
        assert {group.name: group.events for group in grouped(self.lanes, by, self.lanes.events)} == expected

    def test_within_one_land_its_places_have_lanes(self) -> None:
        inner = Chronology(
            [record for record in self.records if record.id != "b"] + [Event("d", title="D", when="2025", where="land")]
        )
        assert [group.name for group in grouped(inner, "place", inner.events)][:2] == ["Land", "Town"]

    def test_of_many_the_smallest_share_a_lane_that_names_them(self) -> None:
        crowd = [Person(f"p{at:02}", name=f"P{at:02}") for at in range(30)]
        events = [Meeting(f"m{at:02}", title="M", when="2025", who=["p00", f"p{at:02}"]) for at in range(1, 30)]
        groups = grouped(Chronology([*crowd, *events]), "person", events)
        assert len(groups) == 10
        assert groups[0].name == "P00"
        assert (groups[-1].name, len(groups[-1].others)) == ("Others", 21)
        assert {event for group in groups for event in group.events} == set(range(29))

    def test_unknown_lanes_are_refused_with_the_nearest(self) -> None:
        with pytest.raises(Invalid, match="no lanes by 'sides'; did you mean 'side'"):
            draw_lanes(self.lanes, by="sides")


@pytest.mark.parametrize("by", ["side", "kind"])
def test_golden(by: str, arcadia: Chronology, *, write_golden: bool) -> None:
    """The same chronology gives the same bytes, and they are these."""
    actual = draw_lanes(arcadia, by=by)
    file = GOLDEN / f"arcadia.lanes-{by}.svg"
    if write_golden:
        file.write_text(actual, "utf-8", newline="\n")
    assert file.read_text("utf-8") == actual


def test_all_of_it_is_told_to_those_who_do_not_see_it(arcadia: Chronology) -> None:
    picture = parsed(draw_lanes(arcadia))
    name = picture.get("aria-labelledby", "").removesuffix("-title")
    assert picture.get("role") == "img"
    assert (picture[0].get("id"), picture[0].text) == (
        f"{name}-title",
        "Arcadia & Borduria: the lake: events along time",
    )
    assert picture[1].get("id") == picture.get("aria-describedby") == f"{name}-told"
    assert (picture[1].text or "").startswith(
        "10 events, 1960 to 1962, one lane for each side. Arcadia: 9 events. Bo Barda: 4 events. Borduria: 2 events."
    )
    assert [group.get("aria-label") for group in picture.iter(f"{SVG}g") if group.get("role")] == [
        "Arcadia: 9 events",
        "Bo Barda: 4 events",
        "Borduria: 2 events",
        "Nobody named: 1 event",
    ]
    meetings = [mark for mark in told(picture) if "Archer and Barda meet" in mark]
    assert meetings == [
        f"2 March 1961, 09:30: Archer and Barda meet ({lane}; accounts differ, or disputed)"
        for lane in ("Arcadia", "Bo Barda")
    ]


def test_status_and_contest_are_told_by_shape_and_in_words() -> None:
    records = [
        *PEOPLE,
        *talks("2025-04-01"),
        Meeting("planned", title="Planned", when="2025-04-02", who=["ann"], status="planned"),
        Meeting("off", title="Off", when="2025-04-03", who=["ann"], status="cancelled"),
        Incident("raid", title="Raid", when="2025-04-04", who=["bo"]),
        Statement("no", title="No", when="2025-04-05", who=["bo"], stances=[Stance("denies", "raid")]),
    ]
    picture = parsed(draw_lanes(Chronology(records), by="person"))
    marks = {
        (group.findtext(f"{SVG}title") or "").partition(": ")[2].partition(" (")[0]: group
        for group in picture.iter(f"{SVG}g")
        if group.find(f"{SVG}title") is not None
    }
    circle = {name: mark.find(f"{SVG}circle") for name, mark in marks.items()}
    assert circle["Talk 0"].get("fill") is None
    assert circle["Planned"].get("fill") == circle["Off"].get("fill") == "none"
    assert marks["Planned"].find(f"{SVG}path") is None
    assert marks["Off"].find(f"{SVG}path") is not None
    assert circle["Raid"] is None
    assert "a4" in marks["Raid"].find(f"{SVG}path").get("d") or "a3.8" in marks["Raid"].find(f"{SVG}path").get("d")
    assert float(circle["No"].get("r")) < float(circle["Talk 0"].get("r"))
    assert {"a known day", "a statement", "planned", "did not take place", "accounts differ, or disputed"} <= set(
        words(picture)
    )


def test_the_legend_has_what_occurs_and_nothing_else() -> None:
    plain = words(parsed(draw_lanes(Chronology([*PEOPLE, *talks("2025-04-01", "2025-04-03")]), by="person")))
    assert "a known day" in plain
    assert not {"a statement", "planned", "at some time within", "no limit on that side", "end not known"} & set(plain)


def samples(text: str) -> dict[str, ET.Element]:
    """Return the samples of a legend by what they stand for."""
    children = list(parsed(text))
    return {
        " ".join("".join(words.itertext()).split()): sample
        for sample, words in pairwise(children)
        if sample.tag == f"{SVG}g" and words.tag == f"{SVG}text"
    }


def test_a_sample_shows_dot_and_bar_as_they_occur() -> None:
    day, week, month = "2025-04-21", "2025-04-24/2025-04-29", "2025-05"
    for whens, shapes in (((day,), ["circle"]), ((week,), ["path"]), ((day, month), ["path", "circle"])):
        made = Chronology(
            [*PEOPLE, *talks(*whens, status="planned"), Meeting("held", title="Held", when=day, who=["bo"])]
        )
        sample = samples(draw_lanes(made, by="person"))["planned"]
        assert [shape.tag.removeprefix(SVG) for shape in sample] == shapes
        assert {shape.get("fill") for shape in sample} == {"none"}


def test_what_was_planned_is_hollow_and_dashed_only_where_its_time_is_vague() -> None:
    """In print, without colour, it can be told from what was held, and from what is contested."""
    made = Chronology(
        [
            *PEOPLE,
            *talks("2025-04-10/2025-04-20", "2025-04", status="planned"),
            Meeting("c", title="C", when="2025-04-10/2025-04-20", who=["bo"], status="planned"),
            Claim("other", subject="c", attribute="title", value="D"),
        ]
    )
    known, vague, contested = (
        list(mark.iter(f"{SVG}path"))
        for name in ("Talk 0", "Talk 1", ": C (")
        for mark in parsed(draw_lanes(made, by="person")).iter(f"{SVG}g")
        if name in (mark.findtext(f"{SVG}title") or "")
    )
    assert all(path.get("fill") == "none" for path in (*known, *vague, *contested))
    assert [path.get("stroke-dasharray") is None for path in known] == [False, True, False]
    assert [path.get("stroke-dasharray") is None for path in vague] == [False]
    tops = {float((path.get("d") or "").split("H")[0].split()[1]) for path in contested}
    assert len(tops) == 2


def test_an_end_beyond_the_axis_has_room() -> None:
    """What began at the last mark, and nobody knows until when, is drawn behind it, with its question mark."""
    whens = ("2025-04-20", "2025-04-28/", "/2025-04-20", "[..2025-04-20]", "2025-04-28/..")
    chronology = Chronology([*PEOPLE, *talks(*whens)])
    made = lanes_of(chronology, Choice().of(chronology.events), by="person", name="x")
    assert made.scale is not None
    ends = [float(end) for end in re.findall(r"[MH]([\d.]+)", made.scale.course)]
    asked = sorted(float(word.x) for mark in made.lanes[0].marks for word in mark.unknown)
    assert 0 < asked[0] < min(ends)
    assert max(ends) < asked[1] < float(made.room)


def test_a_broken_axis_says_so() -> None:
    text = draw_lanes(tl.dossier("rome-2025"))
    assert "Where the axis is broken, the scale changes: before 20 April 2025 time is drawn some" in text
    assert {"2022", "2023", "2024", "20", "26"} <= set(words(parsed(text)))


def test_a_break_at_any_year_can_be_named() -> None:
    """No date of a year with more than four digits can be written in the notation, and still it has a name."""
    far = Chronology([*PEOPLE, *talks(*["Y-3999999"] * 6, "Y-3999998", "Y170000002")])
    assert "after 1 January 3999996 BCE time is drawn some" in draw_lanes(far, by="person")


class TestDense:
    """Above some hundreds of marks it is told how many there are when."""

    whens = tuple(f"{1950 + at % 70}-{1 + at % 12:02}" for at in range(400))
    many = Chronology([*PEOPLE, *talks(*whens)], title="Many")

    def test_bars_count_what_may_fall_into_their_time(self) -> None:
        picture = parsed(draw_lanes(self.many, by="person", links=True))
        counts = [re.fullmatch(r"Ann Archer, (.+): ([\d,]+) events?", title) for title in told(picture)]
        assert len(counts) > 30
        assert all(counts)
        assert sum(int(found[2]) for found in counts if found) >= 400
        assert "the highest stands for" in (picture[1].text or "")

    def test_each_leads_to_the_first_event_in_it(self) -> None:
        picture = parsed(draw_lanes(self.many, by="person", links=True))
        first = next(
            link
            for link in picture.iter(f"{SVG}a")
            if (link.findtext(f"{SVG}title") or "").startswith("Ann Archer, 1950")
        )
        assert first.get("href") == f"#chron-{self.many.events[0].id}"

    def test_a_decade_counts_in_each_of_its_years(self) -> None:
        vague = Chronology([*PEOPLE, *talks(*self.whens, "195X")])
        before, after = (
            {
                title.partition(": ")[0]: title.rpartition(": ")[2]
                for title in told(parsed(draw_lanes(each, by="person")))
            }
            for each in (self.many, vague)
        )
        changed = [key for key in before if before[key] != after.get(key, before[key])]
        assert 5 <= len(changed) <= 11
        assert all(re.search(r", 195\d", key) for key in changed)

    def test_the_page_stays_small(self) -> None:
        assert len(draw_lanes(self.many, by="person", fragment=True, links=True)) < 30_000


class TestPage:
    """The figure of a page: inline, without a ground, each mark leading to its entry."""

    def test_every_mark_leads_to_an_entry_of_the_page(self) -> None:
        page = render(tl.dossier("rome-2025"), id_prefix="rome-")
        found = re.search(r"<figure.*?</figure>", page, re.DOTALL)
        assert found
        leads = re.findall(r'<a href="#(rome-[^"]+)"', found[0])
        assert len(leads) > 60
        assert all(f'id="{lead}"' in page for lead in leads)
        assert len(set(leads)) == 49

    def test_each_event_is_reached_once_by_keyboard(self) -> None:
        page = render(tl.dossier("rome-2025"))
        figure = re.search(r"<figure.*?</figure>", page, re.DOTALL)[0]  # type: ignore[index]
        reached = re.findall(r'<a href="#([^"]+)"(?! tabindex)', figure)
        assert len(reached) == len(set(reached)) == 49

    @pytest.mark.parametrize(
        ("by", "lane"), [("side", "Arcadia"), ("person", "Ann Archer"), ("place", "Lakeland"), ("kind", "Meeting")]
    )
    def test_lanes_are_by_what_is_asked_for(self, by: str, lane: str, arcadia: Chronology) -> None:
        assert f'aria-label="{lane}: ' in render(arcadia, lanes=by)

    def test_none_leaves_pictures_out(self, arcadia: Chronology) -> None:
        assert "<svg" not in render(arcadia, lanes=None)
        with pytest.raises(Invalid, match="no lanes by"):
            render(arcadia, lanes="mood")

    def test_few_events_have_none_unless_it_is_asked_for(self) -> None:
        few = Chronology([*PEOPLE, *talks("2025-04-01", "2025-04-02")])
        assert "<svg" not in render(few)
        assert "<svg" in render(few, lanes="person")
        assert "<svg" not in render(Chronology([]), lanes="person")

    def test_it_has_no_style_no_ground_and_no_empty_line(self, arcadia: Chronology) -> None:
        page = render(arcadia, fragment=True)
        figure = re.search(r"<figure.*?</figure>", page, re.DOTALL)[0]  # type: ignore[index]
        assert "<style" not in figure
        assert not re.search(r"\n\s", figure)
        assert "#fff" not in figure

    def test_ids_are_within_the_prefix_and_used_once(self) -> None:
        page = render(tl.dossier("rome-2025"), id_prefix="x-")
        ids = re.findall(r' id="([^"]+)"', page)
        assert len(ids) == len(set(ids))
        assert all(name.startswith("x-") for name in ids)
        assert set(re.findall(r"url\(#([^)]+)\)", page)) <= set(ids)

    def test_the_figure_is_small(self) -> None:
        figure = re.search(r"<figure.*?</figure>", render(tl.dossier("rome-2025")), re.DOTALL)[0]  # type: ignore[index]
        assert len(figure.encode()) < 26_000


class TestRightToLeft:
    """In Arabic and Hebrew time runs from right to left."""

    names = (Person("ann", name="محمد بن سلمان"),)
    whens = ("2024-01-05", "2024-03/..", "2024-08-09", "2024-09-01")

    def test_what_is_later_stands_further_to_the_left(self) -> None:
        left, right = (
            [
                float(dot.get("cx", ""))
                for dot in parsed(
                    draw_lanes(Chronology([*self.names, *talks(*self.whens)], language=language), by="person")
                ).iter(f"{SVG}circle")
            ][:3]
            for language in ("ar", "en")
        )
        assert left == sorted(left, reverse=True)
        assert right == sorted(right)

    def test_bars_fade_the_other_way(self) -> None:
        text = draw_lanes(Chronology([*self.names, *talks(*self.whens)], language="he"), by="person")
        gradients = {re.sub(r".*-", "", name) for name in re.findall(r'<linearGradient id="([^"]+)"', text)}
        assert gradients == {"in", "out"}
        widths = [float(path.get("x", 0)) for path in parsed(text).iter(f"{SVG}path")]
        assert widths
        assert 'direction="rtl"' in text


HOSTILE = [
    "<script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "]]><a href='javascript:alert(1)'>",
    "</style><style>*{fill:url(//evil.test)}",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt; &amp; &#60; &copy;",
    "\u202edlrow",
    "--><!--",
    "a\nb\r\nc\td",
]


@pytest.mark.parametrize("attack", HOSTILE)
def test_hostile_text_is_text(attack: str) -> None:
    def picture(text: str) -> str:
        person = Person("ann", name=text)
        meetings = [Meeting(f"m{at}", title=text, when=f"2025-04-0{at}", who=["ann"]) for at in range(1, 7)]
        return draw_lanes(Chronology([person, *meetings], title=text), by="person", links=True)

    text = picture(attack)
    found, harmless = parsed(text), parsed(picture("harmless"))
    assert {element.tag for element in found.iter()} == {element.tag for element in harmless.iter()}
    known = {name for element in harmless.iter() for name in element.attrib}
    assert {name for element in found.iter() for name in element.attrib} <= known | {"direction"}
    assert "{{" not in text
    assert "\u202e" not in text
    assert all((link.get("href") or "").startswith("#chron-m") for link in found.iter(f"{SVG}a"))


@given(
    st.lists(st.text(st.characters(exclude_categories=["C"]), max_size=40).filter(str.strip), min_size=1, max_size=6),
    st.integers(560, 1200),
)
def test_whatever_the_names_everything_is_within_the_picture(names: list[str], width: int) -> None:
    people = [Person(f"p{at}", name=name) for at, name in enumerate(names)]
    events = [Meeting(f"m{at}", title="M", when=f"2025-04-{at + 1:02}", who=[f"p{at}"]) for at in range(len(names))]
    picture = parsed(draw_lanes(Chronology([*people, *events]), by="person", width=width))
    assert float(picture.get("width", "")) == width
    shifts = [float(x) for x in re.findall(r"translate\((-?[\d.]+) ", ET.tostring(picture, "unicode"))]
    assert all(0 <= x <= width for x in shifts)
    numbers = [
        element.get(name)
        for element in picture.iter()
        for name in ("d", "x", "y", "cx", "cy", "r")
        if element.get(name)
    ]
    assert [number for number in numbers if not re.fullmatch(r"[-\d. MHVQahlmvz%]+", number or "")] == []


def test_nothing_is_run_or_fetched() -> None:
    text = draw_lanes(tl.dossier("rome-2025"), links=True)
    assert set(re.findall(r"https?://[^\"'\s)]+", text)) == {"http://www.w3.org/2000/svg"}
    assert all(name.startswith("#chron-_lanes-") for name in re.findall(r"url\(([^)]*)\)", text))
    assert not re.search(r"<script|\son\w+=|@import|@font-face", text)


def test_two_pictures_in_one_page_share_no_id(arcadia: Chronology) -> None:
    ids = [set(re.findall(r' id="([^"]+)"', draw_lanes(arcadia, by=by))) for by in ("side", "kind")]
    assert all(ids)
    assert not ids[0] & ids[1]


def test_the_same_chronology_gives_the_same_bytes_whatever_the_seed_of_hashes() -> None:
    code = "import timeline as tl; from timeline.rendering import draw_lanes as d; r = tl.dossier('rome-2025'); print(*(d(r, by=b) for b in ('side', 'person', 'place', 'kind')))"
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


def test_the_pictures_in_the_documentation_are_those_that_are_drawn_now(*, write_golden: bool) -> None:
    rome = tl.dossier("rome-2025")
    shown = Path(__file__).parents[2] / "docs" / "_static"
    drawn = {
        "lanes": draw_lanes(rome),
        "life": draw_life(rome, "north-koreans-at-kursk"),
        "matrix": draw_matrix(rome),
    }
    for name, actual in drawn.items():
        if write_golden:
            (shown / f"rome-2025-{name}.svg").write_text(actual, "utf-8", newline="\n")
        assert (shown / f"rome-2025-{name}.svg").read_text("utf-8") == actual


PARTS = [{"limit": 6}, {"head": 3, "tail": 4}, {"limit": 7, "newest_first": True}, {"limit": 100}, {}]


class TestAPart:
    """Where a list is shortened, the figure shows what the list shows, and says what it leaves out."""

    rome = tl.dossier("rome-2025")

    @pytest.mark.parametrize("options", PARTS[:3])
    @pytest.mark.parametrize("by", ["auto", "side", "person", "place", "kind"])
    def test_the_figure_of_a_page_shows_the_events_of_its_list(self, by: str, options: dict[str, int]) -> None:
        html = render(self.rome, lanes=by, **options)
        figure = html.partition("<figure>")[2].partition("</figure>")[0]
        marks = set(re.findall(r'<a [^>]*href="#chron-([^"]+)"', figure))
        listed = set(re.findall(r'<article[^>]* id="chron-([^"]+)"', html))
        assert len(listed) == sum(options.get(name, 0) for name in ("limit", "head", "tail"))
        assert marks == listed

    @pytest.mark.parametrize("options", PARTS)
    def test_a_picture_of_its_own_shows_them_too(self, options: dict[str, int]) -> None:
        listed = re.findall(r"<article[^>]* id=\"chron-([^\"]+)\"", render(self.rome, **options))
        picture = draw_lanes(self.rome, links=True, **options)
        assert set(re.findall(r'href="#chron-([^"]+)"', picture)) == set(listed)
        assert render(self.rome, "svg", lanes="side", **options) == draw_lanes(self.rome, **options)
        told = f"{len(self.rome) - len(listed)} more events are not shown here."
        assert (told in picture) == (len(listed) < len(self.rome))

    def test_the_first_of_several_pages_shows_all(self, tmp_path: Path) -> None:
        save(self.rome, tmp_path / "rome", split="year")
        figure = (
            (tmp_path / "rome" / "index.html").read_text("utf-8").partition("<figure>")[2].partition("</figure>")[0]
        )
        assert {event.id for event in self.rome} == set(re.findall(r'href="[^"#]*#chron-([^"]+)"', figure))

    def test_a_number_that_cannot_be_is_refused(self) -> None:
        with pytest.raises(Invalid, match="limit cannot be 0; from 1 on"):
            render(self.rome, "svg", limit=0)
        with pytest.raises(Invalid, match="limit stands for itself"):
            draw_lanes(self.rome, limit=3, head=1)


class TestAlone:
    """As a file of its own, and as an output language."""

    def test_it_is_the_page_of_the_language_svg(self, arcadia: Chronology, tmp_path: Path) -> None:
        assert render(arcadia, "svg") == draw_lanes(arcadia, by="side")
        assert render(arcadia, "svg", lanes="kind", title="Mine") == draw_lanes(arcadia, by="kind", title="Mine")
        save(arcadia, tmp_path / "lake.svg")
        assert (tmp_path / "lake.svg").read_text("utf-8") == draw_lanes(arcadia)

    def test_a_chronology_draws_its_lanes(self, arcadia: Chronology) -> None:
        assert arcadia.lanes() == draw_lanes(arcadia, by="side")
        assert arcadia.lanes(by="kind", title="") == draw_lanes(arcadia, by="kind", title="")
        assert type(arcadia.lanes()) is Drawing
        with pytest.raises(Invalid, match="no lanes by 'sides'; did you mean 'side'"):
            arcadia.lanes(by="sides")

    def test_a_picture_without_lanes_is_none(self, arcadia: Chronology) -> None:
        with pytest.raises(Invalid, match="no lanes by 'none'; allowed: auto, side, person, place, kind"):
            render(arcadia, "svg", lanes=None)

    def test_it_shows_itself_in_a_notebook_and_can_be_saved(self, arcadia: Chronology, tmp_path: Path) -> None:
        picture = draw_lanes(arcadia)
        assert repr(picture) == "<Drawing 'Arcadia & Borduria: the lake: events along time'>"
        assert picture._repr_svg_() == str(picture) == picture
        picture.save(tmp_path / "lake.svg")
        assert (tmp_path / "lake.svg").read_text("utf-8") == picture
        with pytest.raises(NotWritten):
            picture.save(tmp_path / "lake.svg")

    def test_a_part_of_a_page_has_no_ground_and_takes_its_colour(self, arcadia: Chronology) -> None:
        alone, part = draw_lanes(arcadia), draw_lanes(arcadia, fragment=True)
        assert "<rect class=" in alone
        assert "<rect class=" not in part
        assert parsed(part).get("color") == "inherit"

    def test_without_a_date_it_says_so(self) -> None:
        assert words(parsed(draw_lanes(Chronology([], title="Nothing")))) == [
            "Nothing",
            "No event has a date that could be drawn.",
        ]
        holidays = Chronology([*PEOPLE, *talks("XXXX-12-25", "2025-01-01")])
        assert "One event is not drawn, because no year of it is known." in words(
            parsed(draw_lanes(holidays, by="person"))
        )

    @pytest.mark.parametrize(
        ("options", "message"),
        [
            ({"width": 400}, "400 units are too few for lanes with their names; from 560 units on"),
            ({"id_prefix": "a b"}, "'a b' is no prefix of DOM ids"),
        ],
    )
    def test_what_cannot_be_is_refused(self, options: dict[str, object], message: str, arcadia: Chronology) -> None:
        with pytest.raises(Invalid) as caught:
            draw_lanes(arcadia, **options)  # type: ignore[arg-type]
        assert str(caught.value).startswith(message)

    def test_the_template_can_be_replaced(self, tmp_path: Path, arcadia: Chronology) -> None:
        (tmp_path / "svg").mkdir()
        own = '{% extends "timeline:svg/lanes.svg.jinja" %}{% block legend %}<text>{{ picture.title }} <b></text>{% endblock %}'
        (tmp_path / "svg" / "lanes.svg.jinja").write_text(own, "utf-8")
        assert "events along time &lt;b&gt;" not in draw_lanes(arcadia, templates=tmp_path)
        assert "<text>Arcadia &amp; Borduria: the lake: events along time <b></text>" in draw_lanes(
            arcadia, templates=tmp_path
        )
        assert strays(tmp_path) == ()
        with pytest.raises(BadTemplate, match="lanes has no 'titel'; did you mean 'title'"):
            draw_lanes(arcadia, templates={"svg/lanes.svg.jinja": "{{ picture.titel }}"})

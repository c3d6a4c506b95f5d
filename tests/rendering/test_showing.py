"""Which events a page shows, and in which direction; what is left out is said in its place."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.chronology import Chronology
from timeline.errors import Invalid
from timeline.records import Claim, Event, Meeting, Source, Stance, Statement
from timeline.rendering import languages, render
from timeline.rendering.showing import Choice
from timeline.rendering.view import page


def years(count: int) -> Chronology:
    return Chronology([Event(f"e{at}", title=f"Event {at}", when=str(1900 + at)) for at in range(count)], title="Years")


def shown(chronology: Chronology, **options: object) -> list[str]:
    """Return headings, titles and gaps as they come."""
    found = []
    view = page(chronology, template=lambda event: event.kind, choice=Choice(**options))  # type: ignore[arg-type]
    for section in view.sections:
        found += [section.gap, section.heading] if section.gap else [section.heading]
        found += [entry.title for entry in section.entries]
    return [*found, view.rest] if view.rest else found


def test_the_newest_come_first() -> None:
    assert shown(years(3), newest_first=True, group="decade") == ["The 1900s", "Event 2", "Event 1", "Event 0"]
    assert "3 events, 1900 to 1902. The newest come first. " in render(years(3), newest_first=True)
    assert "newest" not in render(years(1), newest_first=True)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"limit": 2}, ["1900", "Event 0", "1901", "Event 1", "2 more events are not shown here."]),
        ({"limit": 3}, ["1900", "Event 0", "1901", "Event 1", "1902", "Event 2", "1 more event is not shown here."]),
        ({"limit": 2, "newest_first": True}, ["1903", "Event 3", "1902", "Event 2", "2 more events are not shown here."]),
        ({"head": 1}, ["1900", "Event 0", "3 more events are not shown here."]),
        ({"tail": 1}, ["3 more events are not shown here.", "1903", "Event 3"]),
        ({"head": 1, "tail": 1}, ["1900", "Event 0", "2 more events are not shown here.", "1903", "Event 3"]),
        (
            {"head": 1, "tail": 2, "newest_first": True},
            ["1903", "Event 3", "1 more event is not shown here.", "1901", "Event 1", "1900", "Event 0"],
        ),
        ({"head": 0, "tail": 0}, ["4 more events are not shown here."]),
    ],
)  # fmt: skip
def test_what_is_left_out_is_said_where_it_would_stand(options: dict[str, object], expected: list[str]) -> None:
    assert shown(years(4), group="year", **options) == expected


@pytest.mark.parametrize("newest_first", [False, True])
def test_a_period_is_cut_where_events_are_left_out(*, newest_first: bool) -> None:
    events = ["Event 0", "Event 1", "Event 3"]
    first, second, third = reversed(events) if newest_first else events
    cut = ["1 more event is not shown here.", "Events, continued"]
    ends = {"head": 1, "tail": 2} if newest_first else {"head": 2, "tail": 1}
    expected = ["Events", first, *cut, second, third] if newest_first else ["Events", first, second, *cut, third]
    assert shown(years(4), group="none", newest_first=newest_first, **ends) == expected


@given(
    count=st.integers(0, 12),
    head=st.none() | st.integers(0, 14),
    tail=st.none() | st.integers(0, 14),
    limit=st.none() | st.integers(1, 14),
    newest_first=st.booleans(),
    group=st.sampled_from(["year", "decade", "none"]),
)
def test_shown_and_left_out_are_all(
    count: int, head: int | None, tail: int | None, limit: int | None, group: str, *, newest_first: bool
) -> None:
    limit = limit if head is None and tail is None else None
    options = {"head": head, "tail": tail, "limit": limit, "newest_first": newest_first, "group": group}
    lines = shown(years(count), **options)
    order = [f"Event {at}" for at in range(count)][:: -1 if newest_first else 1]
    found = [line for line in lines if line.startswith("Event ")]
    ahead = limit if limit is not None else count if head is None and tail is None else head or 0
    wanted = order if ahead + (tail or 0) >= count else [*order[:ahead], *order[count - (tail or 0) :]]
    assert found == wanted
    left_out = [int(line.split()[0]) for line in lines if "not shown" in line]
    assert sum(left_out) == count - len(wanted)
    assert len(left_out) <= 1


@pytest.mark.parametrize("language", ["html", "latex", "markdown", "rst", "text"])
def test_every_page_of_words_says_what_it_leaves_out(language: str) -> None:
    assert language in languages()
    texts = [
        re.sub(r"\s+", " ", render(years(4), language, **asked).replace("\\:", ":"))
        for asked in ({"head": 1, "tail": 1}, {"limit": 2})
    ]
    assert ["2 more events are not shown here." in text for text in texts] == [True, True]
    assert ["Shown: the first 1 and the last 1. To see all, leave out head and tail." in texts[0]] == [True]
    assert "4 events, 1900 to 1903. Shown: the first 2." in texts[1]
    assert ["Event 1" in text for text in texts] == [False, True]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"limit": 0}, "limit cannot be 0; from 1 on"),
        ({"limit": -1}, "limit cannot be -1"),
        ({"head": -1}, "head cannot be -1; from 0 on"),
        ({"tail": -3}, "tail cannot be -3"),
        ({"limit": 3, "head": 1}, "limit stands for itself; leave out head and tail, or limit"),
    ],
)
def test_numbers_that_cannot_be_are_refused(options: dict[str, object], message: str) -> None:
    with pytest.raises(Invalid, match=message):
        render(years(2), **options)


def test_progress_counts_what_is_shown() -> None:
    told: list[tuple[int, int]] = []
    render(years(9), limit=3, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def disputed() -> Chronology:
    records = [
        Source("s", title="The Herald"),
        Source("t", title="The Wire"),
        Claim("c", text="Boats fired first"),
        Claim("d", text="It rained", cites=["t"]),
        Claim("r", subject="m", attribute="title", value="Another", cites=["s"]),
        Statement("yes", title="Yes", when="1900", stances=[Stance("asserts", "c")], who=[], cites=["s"]),
        Statement("no", title="No", when="1901", stances=[Stance("denies", "c"), Stance("denies", "m")], after=["yes"]),
        Meeting("m", title="Talks", when="1902"),
    ]
    return Chronology(records)


def test_what_is_left_out_still_has_its_say() -> None:
    """A page of the first events calls contested what a later statement contests, and names it without a link."""
    whole, part = disputed(), disputed()
    html = render(part, limit=1, lanes=None)
    assert '<a href="#chron-c"><bdi>Boats fired first</bdi></a> <em class="cr-mark">contested</em>' in html
    assert "<bdi>No</bdi>" in html
    assert 'href="#chron-no"' not in html
    assert "It rained" not in html
    assert "It rained" in render(whole)


@pytest.mark.parametrize("options", [{"limit": 1}, {"limit": 2}, {"tail": 1}, {"head": 1, "tail": 1}])
def test_no_link_leads_to_what_is_not_shown(options: dict[str, object]) -> None:
    html = render(disputed(), **options)
    links, ids = set(re.findall(r'href="#([^"]+)"', html)), set(re.findall(r' id="([^"]+)"', html))
    assert links
    assert links <= ids


def test_contents_lead_to_sources_only_where_something_is_cited() -> None:
    assert 'href="#chron-_sources"' in render(disputed(), limit=1)
    assert 'href="#chron-_sources"' not in render(years(3))
    assert 'href="#chron-_claims"' not in render(disputed(), tail=1)

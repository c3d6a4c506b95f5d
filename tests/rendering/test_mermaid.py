"""A chronology as diagrams of Mermaid, held against the grammar of their lines."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from timeline.chronology import Chronology
from timeline.formats import dossier
from timeline.records import Event, Visit
from timeline.rendering import render
from timeline.rendering.escape import escape
from timeline.rendering.prose import Prose, draw
from timeline.testing import texts, whens
from timeline.when import describe
from timeline.when.civil import DAY, date_of

Hostile = Callable[..., Chronology]

LANGUAGES = ["mermaid-timeline", "mermaid-gantt"]
# A text between the marks of the grammar: a number stands for each sign that could be one.
TEXT = r"(?P<{}>(?:[^#;:%{{}}<>&\"`\\$\n\ufb02\u00b6]|\#[0-9]+;)+)"
LINES = {
    "mermaid-timeline": [
        "timeline",
        f"    accTitle: {TEXT.format('name')}",
        f"    accDescr: {TEXT.format('told')}",
        f"    title {TEXT.format('title')}",
        f"    section {TEXT.format('section')}",
        f"    (?! ){TEXT.format('period')} : {TEXT.format('event')}",
        f" {{19}}: {TEXT.format('more')}",
    ],
    "mermaid-gantt": [
        "gantt",
        f"    accTitle: {TEXT.format('name')}",
        f"    accDescr: {TEXT.format('told')}",
        f"    title {TEXT.format('title')}",
        "    dateFormat YYYY-MM-DD",
        "    axisFormat %Y-%m-%d",
        "    todayMarker off",
        f"    section {TEXT.format('section')}",
        rf"    {TEXT.format('label')} :(?P<milestone>milestone, )?(?P<first>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}), (?P<days>[0-9]+)d",
        f"    %% {TEXT.format('comment')}",
    ],
}
STATEMENTS = re.compile(
    r"(?:accTitle|accDescr|accDescription|call|click|href|gantt|timeline|dateFormat|axisFormat|tickInterval|topAxis|inclusiveEndDates"
    r"|includes|excludes|todayMarker|weekday|weekend|title|section|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]+$)(?!\w)",
    re.IGNORECASE,
)


def read(source: str, language: str) -> tuple[list[int], list[dict[str, str]]]:
    """Return which kind of line each is, and what stands in it; a line that is of no kind is a failure."""
    kinds, rows = [], []
    for line in source.removesuffix("\n").split("\n"):
        found = [
            (kind, match) for kind, pattern in enumerate(LINES[language]) if (match := re.fullmatch(pattern, line))
        ]
        assert len(found) == 1, line
        kind, match = found[0]
        for name in ("period", "label"):
            assert not STATEMENTS.match(match.groupdict().get(name) or "x"), line
        kinds.append(kind)
        rows.append({name: plain(text) for name, text in match.groupdict().items() if text is not None})
    return kinds, rows


def plain(text: str) -> str:
    return re.sub("#([0-9]+);", lambda found: chr(int(found[1])), text)


def of(rows: list[dict[str, str]], name: str) -> list[str]:
    return [row[name] for row in rows if name in row]


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_in_any_field_comes_back(hostile: Hostile, payload: str, language: str) -> None:
    _comes_back(hostile, payload, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "text",
    [
        "%%{init: {'theme': 'dark'}}%%",
        "%% comment",
        "a : b : c",
        "x :crit, 2025-01-01, 5d",
        "click here",
        'href "javascript:alert(1)"',
        "Call between the two",
        "Section 5",
        "title fight",
        "2025-04-26 is the day",
        "2025",
        "accDescr { x }",
        "Excludes weekends",
        "timeline",
        "x\nclick y href 'z'",
        "#35; #colon; &#58;",
        "\ufb02\u00b0\u00b058\u00b6\u00df",
        "<br>line<br/>",
        "style x: #f00;",
        "```\n</pre>",
        "\u2028\x85x",
    ],
)
def test_what_means_something_to_mermaid_comes_back(hostile: Hostile, text: str, language: str) -> None:
    _comes_back(hostile, text, language)


def _comes_back(hostile: Hostile, text: str, language: str) -> None:
    """Hold that each line is of the kind that it is with a harmless text, and that the text is the one that went in."""
    expected, _ = read(render(hostile("Qq", "Qq"), language), language)
    actual, rows = read(render(hostile(text, text), language), language)
    assert expected == actual
    title = hostile(text).events[0].title
    assert sum(title in shown for row in rows for shown in row.values()) >= 9


@example("\n0")
@given(texts() | st.text(st.sampled_from('#;:%{}<>&"`\\$\n 0aclikt\ufb02'), max_size=14))
def test_escaped_text_reads_as_the_text(text: str) -> None:
    shown = re.sub("[\u202a-\u202e\u2066-\u2069\ufeff]", "", text)
    escaped = escape("mermaid-gantt", shown)
    assert re.fullmatch(TEXT.format("x"), escaped) or not shown
    assert shown == plain(escaped)
    assert not STATEMENTS.match(escaped.lstrip())
    assert "\n" not in draw("mermaid-timeline", Prose(text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_real_dossier_is_shown_whole(language: str) -> None:
    rome = dossier("rome-2025")
    _, rows = read(render(rome, language), language)
    shown = of(rows, "event") + of(rows, "label")
    assert len(shown) == len(rome)
    assert all(text.startswith(event.title) for text, event in zip(shown, rome.events, strict=True))
    if language == "mermaid-gantt":
        assert all(
            describe(event.when, zone=event.when.grain.timed) in text
            for text, event in zip(shown, rome.events, strict=True)
        )


def test_doubt_and_status_are_told(arcadia: Chronology) -> None:
    _, rows = read(render(arcadia, "mermaid-timeline"), "mermaid-timeline")
    assert {"accounts differ", "planned; did not take place: fog"} <= set(of(rows, "more"))
    _, rows = read(render(arcadia, "mermaid-gantt"), "mermaid-gantt")
    assert "A second round (5 March 1961 · planned; did not take place: fog)" in of(rows, "label")


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_where_it_is_seen_stands_in_the_title(language: str, arcadia: Chronology) -> None:
    _, rows = read(render(arcadia.according_to("borduria"), language), language)
    assert "As Borduria tells it" in of(rows, "title")[0]


# Bars


def bars(*events: Event) -> list[tuple[str, int, bool]]:
    _, rows = read(render(Chronology(events), "mermaid-gantt"), "mermaid-gantt")
    return [(row["first"], int(row["days"]), "milestone" in row) for row in rows if "label" in row]


@pytest.mark.parametrize(
    ("when", "first", "days", "milestone"),
    [
        ("2025-04-26", "2025-04-26", 1, True),
        ("2025-04-26T14:30[Europe/Rome]", "2025-04-26", 1, True),
        ("2025-04-26~", "2025-04-26", 1, False),
        ("2024-08", "2024-08-01", 31, False),
        ("0044", "0044-01-01", 366, False),
        ("[1960-11-20..1960-11-25]", "1960-11-20", 6, False),
        ("2025-04-25/2025-04-26", "2025-04-25", 2, False),
        ("201X", "2010-01-01", 3652, False),
        ("{1960,1962}", "1960-01-01", 1096, False),
        ("9999-12", "9999-12-01", 31, False),
    ],
)
def test_a_bar_covers_what_the_date_allows_and_a_milestone_is_a_day(
    when: str, first: str, days: int, *, milestone: bool
) -> None:
    assert bars(Event("e", title="E", when=when)) == [(first, days, milestone)]


def test_an_event_that_may_have_gone_past_midnight_is_two_days() -> None:
    late = Event("e", title="E", when="2025-04-26T23:50", lasted="~1 h")
    assert bars(late) == [("2025-04-26", 2, False)]


def test_an_open_end_is_cut_where_the_others_end_and_told_in_the_label() -> None:
    events = [
        Event("a", title="A", when="../1962-03"),
        Event("b", title="B", when="1960-05-01"),
        Visit("c", title="C", when="1961-02-01/.."),
        Event("d", title="D", when="1961-12/"),
    ]
    _, rows = read(render(Chronology(events), "mermaid-gantt"), "mermaid-gantt")
    assert {row["label"]: (row["first"], row["days"]) for row in rows if "label" in row} == {
        "A (until March 1962)": ("1960-05-01", "700"),
        "B (1 May 1960)": ("1960-05-01", "1"),
        "C (from 1 February 1961 on)": ("1961-02-01", "424"),
        "D (from December 1961, end unknown)": ("1961-12-01", "121"),
    }
    assert [row["label"] for row in rows if "milestone" in row] == ["B (1 May 1960)"]


def test_what_no_axis_can_hold_is_left_out_and_counted() -> None:
    events = [
        Event("caesar", title="Caesar: dies", when="-0043-03-15"),
        Event("far", title="Far", when="Y12000"),
        Event("feast", title="Feast", when="XXXX-12-25"),
        Event("near", title="Near", when="1962"),
    ]
    source = render(Chronology(events, title="T"), "mermaid-gantt")
    kinds, rows = read(source, "mermaid-gantt")
    assert len(of(rows, "label")) == 1
    sentence = "3 events are not drawn: their dates have no place on an axis from the year 1 to the year 9999"
    assert of(rows, "title") == [f"T ({sentence})"]
    assert of(rows, "comment")[0] == sentence
    assert "Caesar: dies (15 March 44 BCE)" in of(rows, "comment")
    assert len(of(rows, "comment")) == 4
    assert max(kinds) == len(LINES["mermaid-gantt"]) - 1
    assert "44 BCE" in render(Chronology(events), "mermaid-timeline")


@given(st.lists(whens(), min_size=1, max_size=3))
def test_no_bar_is_narrower_than_its_date(values: list) -> None:
    """Every day that a date allows lies under its bar, and only a date of one day is a milestone."""
    events = [Event(f"e{number}", title=f"E{number}", when=when) for number, when in enumerate(values)]
    chronology = Chronology(events)
    _, rows = read(render(chronology, "mermaid-gantt"), "mermaid-gantt")
    for row in rows:
        if "label" in row:
            event = chronology[row["label"].partition(" ")[0].lower()]
            first = date.fromisoformat(row["first"])
            last = first + timedelta(days=int(row["days"]) - 1)
            when = chronology.when(event)
            if isinstance(when.start_min, int):
                assert first == date(*date_of(when.start_min // DAY))
            if isinstance(when.end_max, int):
                assert last == date(*date_of((when.end_max - 1) // DAY))
            if "milestone" in row:
                assert first == last
                assert isinstance(when.start_min, int)
                assert isinstance(when.end_max, int)
    assert len(of(rows, "label")) + max(0, len(of(rows, "comment")) - 1) == len(events)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_chronology_is_a_diagram(language: str) -> None:
    kinds, _ = read(render(Chronology(title="T"), language), language)
    assert kinds[0] == 0

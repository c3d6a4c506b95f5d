"""A chronology as a document of markwhen, held against how its lines are read."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from timeline.chronology import Chronology
from timeline.formats import dossier
from timeline.records import Event, Source
from timeline.rendering import render
from timeline.rendering.escape import escape
from timeline.rendering.escapes.markwhen import JOINER
from timeline.rendering.prose import Prose, draw
from timeline.testing import texts

Hostile = Callable[..., Chronology]

UNIT = r"(?:ms|milliseconds|s|secs?|seconds?|mins?|minutes?|h|hours?|(?:week\s*|work\s*|business\s*)?(?:d|days?)|w|weeks?|months?|y|years?)"
MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)"
)
TIME = r"(?:[0-9]{1,2}(?::[0-9]{2})?(?:[ap]m)?)"
RELATIVE = rf"(?:(?:by|before|after)?(?:\s*(?:\W|^)(?:!\w+(?:\.(?:start|end))?|\.(?:start|end))\s*)?(?:plus|\+)?\s*(?:-?\d+\W*{UNIT}(?:\s*,\s*|\s*))*)"
POINT = (
    rf"(?:\d{{4}}-\d{{2}}-\d{{2}}T\d{{2}}:\d{{2}}:\d{{2,}}(?:\.\d*)?Z|now|\d{{4}}-?W\d{{2}}(?:-?[1-7])?|\d{{4}}(?:-\d{{2}}(?:-\d{{2}}(?:\s+{TIME})?)?)?"
    rf"|\d{{1,5}}(?:/\d{{1,5}}(?:/\d{{1,5}}(?:[,\s]+{TIME})?)?)?|{TIME}|[0-3]?\d\s+{MONTH}(?:,?\s+\d{{4}},?)?(?:\s+{TIME})?"
    rf"|{MONTH}(?:\s+\d{{1,4}})?(?:,?\s+\d{{4}},?)?(?:\s+{TIME})?|\d{{1,5}}\s?(?:BCE|BC|AD|CE)|{RELATIVE})"
)
# What makes a line an event: one or two points of time, perhaps how often, and a colon.
EVENT = re.compile(
    rf"\s*{POINT}(?:(?:\s*[-/\u2013]\s*|\s+to\s+){POINT})?(?:\s*every[^:]+)?\s*:", re.IGNORECASE | re.ASCII
)
SPAN = re.compile(r"([0-9]{4}(?:-[0-9]{2}){0,2})(?: / ([0-9]{4}(?:-[0-9]{2}){0,2}))?: (.*)")
# What would act within a line: a tag, an id of an event, someone, a link or a place, how far it has got.
ACTS = re.compile(r"(?:^|\s)#\w|!\w|@\w|\]\(|(?:^|\s)[0-9]{1,3}%(?:\s|$)|(?:\W|^)\.(?:start|end)", re.ASCII)


def read(source: str) -> tuple[list[str], list[tuple[str, str]]]:
    """Return which kind of line each is, and the events with what is said of them; a line of no kind is a failure."""
    kinds: list[str] = []
    events: list[tuple[str, str]] = []
    header, _, rest = source.partition("\n\n")
    assert header.split("\n")[::2] == ["title: |-", "description: |-"]
    for line in rest.split("\n"):
        assert not ACTS.search(line) or re.match(r"## |// \[", line), line
        if found := SPAN.fullmatch(line):
            kinds.append("event")
            events.append((line.partition(":")[0], found[3]))
            assert not re.match(r"\s*\[[xX ]?\]", found[3]), line
        elif line.startswith("- "):
            assert not EVENT.match(line), line
            assert not re.match(r"- \[[xX ]?\]", line), line
            kinds.append("item")
            events.append(("", line[2:]))
        else:
            assert re.fullmatch(r"## .+||// .+", line), line
            assert not EVENT.match(line), line
            kinds.append(line[:2])
    return kinds, [(span, text.replace(JOINER, "")) for span, text in events]


def header(source: str) -> dict[str, str]:
    """Return what stands before the first event, as a reader of YAML has it."""
    head = source.partition("\n\n")[0]
    assert not [
        line for line in head.split("\n") if EVENT.match(line) or re.match(r"\s*(//|#{1,6}\s|---)|.*(^|\W)#\w", line)
    ]
    return {key: value.replace(JOINER, "") for key, value in yaml.safe_load(head).items()}


def spaced(text: str) -> str:
    return " ".join(text.split())


def test_text_in_any_field_comes_back(hostile: Hostile, payload: str) -> None:
    _comes_back(hostile, payload)


@pytest.mark.parametrize(
    "text",
    [
        "#tag x",
        "x #tag and #another",
        "!id x",
        "50% of it",
        "[x] done",
        "[ ] to do",
        "[a](https://evil.test)",
        "[Rome](location)",
        "![a](https://evil.test/p.png)",
        "@user",
        "2025-04-26: forged",
        "2025 / 2026: forged",
        "12/2012: forged",
        "2024-W05: forged",
        "44 BCE: forged",
        "300 - 200 BC: forged",
        "16:30: forged",
        "5pm: forged",
        "26 April 2025: forged",
        "May 5: forged",
        "Jan: forged",
        "now: forged",
        "by: forged",
        "After: forged",
        "to : forged",
        "plus 3 days: forged",
        "3 business days: forged",
        "3 weekdays: forged",
        "every 3 days: forged",
        "Everybody agrees: forged",
        "nowevery day: forged",
        ".start: forged",
        "!x.start plus 3 days: forged",
        ": forged",
        "- forged",
        "// comment",
        "## heading",
        "---",
        "key: value",
        "description: forged",
        "x\n2025: forged\n\n## heading",
        "\u00a0by: forged",
        "_-_-_break_-_-_",
    ],
)
def test_what_means_something_to_markwhen_comes_back(hostile: Hostile, text: str) -> None:
    _comes_back(hostile, text)


def _comes_back(hostile: Hostile, text: str) -> None:
    """Hold that each line is of the kind that it is with a harmless text, and that the text is the one that went in."""
    expected, _ = read(render(hostile("Qq"), "markwhen"))
    source = render(hostile(text), "markwhen")
    actual, events = read(source)
    assert expected == actual
    assert sum(spaced(text) in shown for _, shown in events) >= 20
    assert spaced(text) == spaced(header(source)["title"])


@given(texts() | st.text(st.sampled_from("#!@[]()%.:-+/ 0159xmaydthirsvyebw\n"), max_size=14))
def test_no_line_that_begins_with_a_text_is_more_than_text(text: str) -> None:
    """Not even where a template puts a colon behind it, which would make a date of it."""
    shown = re.sub("[\u202a-\u202e\u2060\u2066-\u2069\ufeff]", "", text)
    escaped = escape("markwhen", shown)
    assert spaced(shown) == spaced(escaped.replace(JOINER, ""))
    for line in (escaped, f"- {escaped}", f"  {escaped}: x", f"- {escaped}: x"):
        if shown.strip():
            assert not EVENT.match(line), line
            assert not re.match(r"\s*(//|#{1,6}\s|---|\[[xX ]?\])|- \[[xX ]?\]", line), line
            assert not ACTS.search(line), line


@given(texts() | st.text(st.sampled_from("*_`[]()<> \n-1.>#a:2"), max_size=30))
def test_no_line_of_prose_is_more_than_text(text: str) -> None:
    for line in draw("markwhen", Prose(text)).split("\n"):
        assert not EVENT.match(line), line
        assert not ACTS.search(line), line


@pytest.mark.parametrize(
    ("when", "span"),
    [
        ("2025-04-26", "2025-04-26"),
        ("2025-04-26T14:30", "2025-04-26"),
        ("2024-08", "2024-08"),
        ("1962", "1962"),
        ("201X", "2010 / 2019"),
        ("2024-08/2024-10", "2024-08 / 2024-10"),
        ("2024-01/2024-12", "2024"),
        ("[1960-11-20..1960-11-25]", "1960-11-20 / 1960-11-25"),
        ("2025-21", "2025-03 / 2025-05"),
        ("1962/..", "1962"),
        ("0044-03", "0044-03"),
    ],
)
def test_a_date_is_as_wide_as_the_record_has_it(when: str, span: str) -> None:
    _, events = read(render(Chronology([Event("e", title="E", when=when)]), "markwhen"))
    assert (span, "E") == events[0]


def test_what_no_axis_can_hold_is_left_out_and_counted() -> None:
    events = [Event("caesar", title="Caesar dies", when="-0043-03-15"), Event("near", title="Near", when="1962")]
    source = render(Chronology(events, title="T"), "markwhen")
    kinds, shown = read(source)
    assert [text for span, text in shown if span] == ["Near"]
    assert "// Caesar dies (15 March 44 BCE)" in source.replace(JOINER, "")
    assert "1 event is not drawn" in header(source)["description"]
    assert kinds.count("//") == 1


def test_a_real_dossier_is_shown_whole() -> None:
    """Every title, every date in words, who took part, and where it is known from."""
    rome = dossier("rome-2025")
    _, events = read(render(rome, "markwhen"))
    assert [event.title for event in rome.events] == [text for span, text in events if span]
    items = "\n".join(text for span, text in events if not span)
    dates = re.findall(r"(?m)^\*\*([^:]*?)\*\*", render(rome, "markdown"))
    assert len(dates) == len(rome)
    assert [text for text in dates if text not in items] == []
    assert "Participants: Donald Trump, President (United States); Volodymyr Zelenskyy, President (Ukraine)" in items
    assert "Accounts differ, Where: Rome, Italy" in items


def test_an_address_stays_as_it_is() -> None:
    source = Source("s", title="S", url="https://example.org/a?b=50%25#c@d")
    page = render(Chronology([source, Event("e", title="E", when="1962", cites=["s"])]), "markwhen")
    assert "https://example.org/a?b=50%25#c@d" in page


def test_an_empty_chronology_is_a_document() -> None:
    assert header(render(Chronology(), "markwhen", title="2025: x"))["title"] == "2025: x"

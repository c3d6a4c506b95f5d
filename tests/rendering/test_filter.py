"""The filter of a whole page: one small script that the page's policy names, and words in the markup for it to go by."""

from __future__ import annotations

import base64
import re
from hashlib import sha256
from html.parser import HTMLParser

import pytest

import timeline as tl
from timeline.chronology import Chronology
from timeline.errors import BadTemplate
from timeline.records import Event, Meeting, Organization, Participation, Person, Source, State, Tenure
from timeline.rendering import render, template_source
from timeline.rendering.view import FEWEST_TO_FILTER, LONG

SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
POLICY = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]+)"')


def many(count: int = FEWEST_TO_FILTER) -> Chronology:
    return Chronology([Event(f"e{at}", title=f"Event {at}", when=str(1900 + at)) for at in range(count)])


class Entries(HTMLParser):
    """Reads what the entries say to the filter."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "li" and "cr-entry" in str(given.get("class")):
            self.found.append({name: value for name, value in given.items() if name.startswith("data-")})


def test_the_policy_allows_this_script_and_no_other() -> None:
    html = render(many())
    scripts, policies = SCRIPT.findall(html), POLICY.findall(html)
    assert len(scripts) == len(policies) == html.count("<script") == 1
    digest = base64.b64encode(sha256(scripts[0].encode()).digest()).decode()
    rules = dict(rule.strip().split(" ", 1) for rule in policies[0].split(";"))
    assert rules == {
        "default-src": "'none'",
        "script-src": f"'sha256-{digest}'",
        "style-src": "'unsafe-inline'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


@pytest.mark.parametrize(
    ("count", "options"),
    [(FEWEST_TO_FILTER, {"script": False}), (FEWEST_TO_FILTER, {"fragment": True}), (FEWEST_TO_FILTER - 1, {})],
)
def test_without_the_script_there_is_no_trace_of_it(count: int, options: dict[str, bool]) -> None:
    """Not in a fragment, not where it is not wanted, not where there is nothing to filter."""
    html = render(many(count), **options)
    body = html.partition("</style>")[2]
    assert [
        word for word in ("<script", "script-src", "<form", "cr-filter", "data-kind", "data-who") if word in body
    ] == []
    assert "script-src" not in html


def test_its_form_is_hidden_until_it_runs() -> None:
    html = render(many())
    assert html.count("<form ") == 1
    assert re.search(r'<form class="cr-filter"[^>]* hidden>', html)


def test_it_is_small_readable_and_speaks_to_no_one() -> None:
    source = template_source("html", "filter.js")
    inlined = SCRIPT.findall(render(many()))[0]
    assert len(source.encode()) < 5_000
    assert max(map(len, source.splitlines())) <= 140
    for word in (
        "fetch",
        "XMLHttpRequest",
        "WebSocket",
        "EventSource",
        "sendBeacon",
        "import",
        "Worker",
        "src",
        "cookie",
    ):
        assert word not in inlined
    for word in (
        "localStorage",
        "sessionStorage",
        "indexedDB",
        "innerHTML",
        "eval",
        "Function(",
        "document.write",
        "Date",
    ):
        assert word not in inlined


@pytest.mark.parametrize("lanes", ["auto", None])
def test_a_page_carries_little_beside_its_text(lanes: str | None) -> None:
    """At most 12 kB of style and script; without the figure 2.5 kB less."""
    html = render(tl.dossier("rome-2025"), lanes=lanes)
    carried = re.findall(r"<(style|script)>(.*?)</\1>", html, flags=re.DOTALL)
    assert [tag for tag, _ in carried] == ["style", "script"]
    assert sum(len(text.encode()) for _, text in carried) <= 12_000


def test_what_it_goes_by_are_words() -> None:
    records = [
        State("us", name="United States"),
        Organization("un", name="United Nations"),
        Organization("staff", name="General Staff", part_of="us"),
        Person("nixon", name="Richard Nixon"),
        Person("hall", name='"Bill" & <Co>\nHall'),
        Person("wald", name="Kurt Waldheim"),
        Tenure("t", holder="nixon", post="President", of="us", term="1969-01-20/1974-08-09"),
        Source("s", title="s"),
        Meeting("m", title="x", when="1972", who=["nixon", Participation("hall", on_behalf_of="un"), "staff"]),
        Meeting("n", title="x", when="1973", who=["wald"]),
        tl.Claim("c", subject="n", attribute="mode", value="phone", cites=["s"]),
        *many(FEWEST_TO_FILTER - 2).events,
    ]
    found = Entries(render(Chronology(records))).found
    assert found[-2:] == [
        {
            "data-kind": "Meeting",
            "data-who": 'Richard Nixon\n"Bill" & <Co>\nHall\nUnited Nations\nGeneral Staff',
            "data-side": "United States\nUnited Nations",
        },
        {"data-kind": "Meeting", "data-who": "Kurt Waldheim", "data-side": "", "data-contested": None},
    ]
    assert found[0] == {"data-kind": "Event", "data-who": "", "data-side": ""}


def test_contested_is_what_readers_see_as_such() -> None:
    """Every entry with a mark, and every statement on what is contested."""
    html = render(tl.dossier("rome-2025"))
    for entry in re.findall(r'<li class="cr-entry.*?</article>', html, flags=re.DOTALL):
        marked = re.search(r'<em class="cr-mark">(accounts differ|disputed|contested|doubted by)', entry) is not None
        assert ("data-contested" in entry.split(">")[0]) == marked
    assert html.count("data-contested") > 10


def test_another_script_in_its_place_is_the_one_that_is_allowed() -> None:
    html = render(many(), templates={"html/filter.js": "// mine\n  if (1 < 2) {\n\n    window.mine = `a  b`;\n  }\n"})
    text = SCRIPT.findall(html)[0]
    assert text == "if (1 < 2) {\nwindow.mine = `a  b`;\n}"
    assert base64.b64encode(sha256(text.encode()).digest()).decode() in POLICY.findall(html)[0]


@pytest.mark.parametrize("text", ["1</script><b>", "<!-- <script>"])
def test_a_script_cannot_end_its_element(text: str) -> None:
    with pytest.raises(BadTemplate, match="a script cannot contain"):
        render(many(), templates={"html/filter.js": text})


def test_a_long_page_leaves_what_is_out_of_sight_for_later() -> None:
    short, long = (render(many(count), lanes=None, group="none", script=False) for count in (LONG, LONG + 1))
    assert ("cr-long" in short.partition("<main>")[2], "cr-long" in long.partition("<main>")[2]) == (False, True)
    assert "content-visibility:auto" in long

"""What is written for the programs of others, in these programs: every event that was not told to be lost, on its day, and nothing that acts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import timeline as tl
from timeline import formats
from timeline.formats.foreign.date_parts import parts_of
from timeline.when import describe
from timeline.when.civil import DAY, date_of

pytestmark = pytest.mark.browser

HOST = "http://127.0.0.1"
HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "www.x'onmouseover='alert(1)'style='position:fixed;inset:0",
    "</script><script>alert(1)</script>",
    "&lt;img src=x onerror=alert(1)&gt;",
    "&amp;lt;svg onload=alert(1)&amp;gt;",
    "javascript:alert(1) \" ' ` {{7*7}} ${7*7}",
    "[a](javascript:alert(1)) <https://evil.test/a.png>",
    "%%{init: {'theme': 'dark'}}%% ; click a href 'javascript:alert(1)'",
)
DATES = {
    "ides": "-0043-03-15",
    "leap": "-0044-02-29",
    "first": "0001-01-01",
    "early": "0044-02-29",
    "zero": "0000-12",
    "month": "1962-10",
    "decade": "196X",
    "interval": "1962-10-16/1962-10-28",
    "open": "2022-02-24/..",
    "until": "../1961-08-13",
    "between": "[2025-04-21..2025-04-26]",
    "timed": "2025-04-26T14:30[Europe/Rome]",
    "midnight": "2025-04-26T00:00[Asia/Kolkata]",
    "newyear": "2024-12-31T23:59",
}
LOST = {"undated": "XXXX-12-25"}
TIMELINEJS = """<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Events</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/css/timeline.css"><script src="/js/timeline.js"></script>
<body style="margin:0"><div id="events" style="width:100%;height:100vh"></div>
<script>window.shown = new TL.Timeline("events", "/data.timelinejs.json", {font: null, script_path: "/js/"});</script>"""
VIS = """<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Events</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/styles/vis-timeline-graph2d.min.css"><script src="/standalone/umd/vis-timeline-graph2d.min.js"></script>
<body><div id="events"></div><script>(async () => {
  const {items, groups} = await (await fetch("/data.vis.json")).json();
  const made = new vis.Timeline(document.getElementById("events"), new vis.DataSet(items), new vis.DataSet(groups), {showTooltips: true});
  made.on("changed", () => { window.shown = made; });
})();</script>"""
MERMAID = """<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Events</title><link rel="icon" href="data:,">
<script src="/dist/mermaid.min.js"></script><body><script>mermaid.initialize({startOnLoad: false});</script>"""


def awkward() -> tl.Chronology:
    """Return events on dates of every sort, and with texts that would act if they could."""
    dated = [tl.Event(name, title=f"Event {name}", when=when) for name, when in (DATES | LOST).items()]
    hostile = [
        tl.Event(f"hostile-{number}", title=text, when="2025-04-26", summary=f"{text}\n\n{text}", tags=[text])
        for number, text in enumerate(HOSTILE)
    ]
    return tl.Chronology([*dated, *hostile], title=HOSTILE[0], note=HOSTILE[1], zone="Europe/Kyiv")


Open = Callable[[str, Path, dict[str, str]], Any]


@pytest.fixture
def serve(browser) -> Iterator[Open]:
    """Open a page beside the files of a package, in a browser of another zone; a dialog, an error, or a request elsewhere fails the test."""
    context = browser.new_context(timezone_id="America/New_York", viewport={"width": 1280, "height": 800})
    told: list[str] = []

    def open_page(page: str, package: Path, data: dict[str, str]) -> Any:
        window = context.new_page()
        window.on("dialog", lambda dialog: (told.append(f"dialog {dialog.message}"), dialog.dismiss()))
        window.on("pageerror", lambda error: told.append(str(error)))

        def answer(route: Any) -> None:
            path = route.request.url.removeprefix(HOST).partition("?")[0]
            if path == "/":
                route.fulfill(body=page, content_type="text/html")
            elif path in data:
                route.fulfill(body=data[path], content_type="application/json")
            elif route.request.url.startswith(HOST) and (package / path.lstrip("/")).is_file():
                route.fulfill(path=package / path.lstrip("/"))
            else:
                told.append(f"asked for {route.request.url}")
                route.abort()

        window.route("**/*", answer)
        window.goto(f"{HOST}/")
        return window

    yield open_page
    context.close()
    assert told == []


def kept(chronology: tl.Chronology, language: str) -> dict[str, tl.Event]:
    """Return the events that are not told to be lost."""
    gone = {loss.record for loss in formats.losses(chronology, language) if not loss.field}
    return {event.id: event for event in chronology.events if event.id not in gone}


CHRONOLOGIES = {"rome-2025": lambda: tl.dossier("rome-2025"), "awkward": awkward}


@pytest.mark.parametrize("name", CHRONOLOGIES)
def test_timelinejs_shows_every_event_on_its_day(name: str, npm, serve: Open) -> None:
    chronology = CHRONOLOGIES[name]()
    data = {"/data.timelinejs.json": formats.dumps(chronology, "timelinejs")}
    window = serve(TIMELINEJS, npm("@knight-lab/timelinejs") / "dist", data)
    window.wait_for_function("window.shown?.ready")
    shown = window.evaluate("""() => Object.fromEntries(shown.config.events.map((event) => {
      const day = (date) => [date.getFullYear(), date.getMonth() + 1, date.getDate(), date.getHours(), date.getMinutes()];
      const end = event.end_date && day(event.end_date.data.date_obj);
      const slide = document.getElementById(event.unique_id);
      const part = (name) => slide.querySelector(name)?.textContent ?? "";
      return [event.unique_id, {start: day(event.start_date.data.date_obj), end, title: part("h2.tl-headline"),
        date: part(".tl-headline-date"), text: slide.querySelector(".tl-text-content")?.innerText ?? ""}];
    }))""")
    events = kept(chronology, "timelinejs")
    assert shown.keys() == events.keys()
    assert chronology.events[-1].id in shown
    for identity, event in events.items():
        first, last = parts_of(event.when)
        seen = shown[identity]
        assert [first.year, first.month or 1, first.day or 1, first.hour or 0, first.minute or 0] == seen["start"]
        assert (last and [last.year, last.month or 1, last.day or 1]) == (seen["end"] and seen["end"][:3])
        assert event.title == seen["title"]
        assert describe(chronology.when(event), zone=event.when.grain.timed) == seen["date"]
        assert event.summary.split() == seen["text"].split()
    assert len(events) == window.evaluate("document.querySelectorAll('.tl-timemarker').length")
    groups = {event.tags[0] for event in events.values() if len(event.tags) == 1}
    assert groups == set(
        window.evaluate("[...document.querySelectorAll('.tl-timegroup-message')].map((one) => one.textContent)")
    ) - {""}
    assert (
        window.evaluate(
            "document.querySelectorAll('[onerror], [onmouseover], [onload], .tl-slide script, .tl-slide img').length"
        )
        == 0
    )


def test_years_before_ours_are_shown_as_people_count_them(npm, serve: Open) -> None:
    """TimelineJS writes -44 as 44 BCE, and its axis does so too."""
    plain = tl.Chronology(
        [tl.Event("ides", title="Ides", when="-0043-03"), tl.Event("actium", title="Actium", when="-0030-09")]
    )
    tree = json.loads(formats.dumps(plain, "timelinejs"))
    for slide in tree["events"]:
        del slide["display_date"]
    window = serve(TIMELINEJS, npm("@knight-lab/timelinejs") / "dist", {"/data.timelinejs.json": json.dumps(tree)})
    window.wait_for_function("window.shown?.ready")
    assert window.locator(".tl-headline-date").all_text_contents() == ["March 44 BCE", "September 31 BCE"]


@pytest.mark.parametrize("name", CHRONOLOGIES)
def test_vis_timeline_shows_every_event_on_its_day(name: str, npm, serve: Open) -> None:
    chronology = CHRONOLOGIES[name]()
    data = {"/data.vis.json": formats.dumps(chronology, "vis-timeline")}
    window = serve(VIS, npm("vis-timeline"), data)
    window.wait_for_function("window.shown")
    shown = window.evaluate("""() => Object.fromEntries(Object.values(shown.itemSet.items).map(({data, dom}) => {
      const moment = (text) => {
        const date = vis.moment(text).toDate();
        return [date.getFullYear(), date.getMonth() + 1, date.getDate(), date.getHours(), date.getMinutes()];
      };
      return [data.id, {start: moment(data.start), end: data.end && moment(data.end), type: data.type, text: dom?.content?.textContent}];
    }))""")
    events = kept(chronology, "vis-timeline")
    assert shown.keys() == events.keys()
    for identity, event in events.items():
        low, _, _, high = chronology.when(event).bounds
        seen = shown[identity]
        assert event.title == seen["text"]
        if isinstance(low, int):
            assert (*date_of(low // DAY), low % DAY // 3600, low % 3600 // 60) == tuple(seen["start"])
        if seen["type"] == "box":
            assert high - low <= DAY
        elif isinstance(high, int):
            assert (*date_of(high // DAY), high % DAY // 3600, high % 3600 // 60) == tuple(seen["end"])
    assert (
        window.evaluate(
            "document.querySelectorAll('[onerror], [onmouseover], [onload], .vis-item img, .vis-item a').length"
        )
        == 0
    )


def test_mermaid_draws_what_is_rendered_for_it(npm, serve: Open) -> None:
    window = serve(MERMAID, npm("mermaid"), {})
    for make in CHRONOLOGIES.values():
        chronology = make()
        for number, language in enumerate(("mermaid-timeline", "mermaid-gantt")):
            picture = window.evaluate(
                """async ([source, id]) => {
                  document.body.innerHTML = (await mermaid.render(id, source)).svg;
                  const words = [...document.querySelectorAll("svg text, svg foreignObject")].map((one) => one.textContent).join(" ");
                  const acting = document.querySelectorAll("svg script, svg img, svg image, [onerror], [onload], [onmouseover], a").length;
                  return [words, acting];
                }""",
                [chronology.render(language), f"drawn-{number}"],
            )
            words, acting = "".join(picture[0].split()), picture[1]
            drawn = [event for event in chronology.events if language == "mermaid-timeline" or _drawn(event)]
            assert [event.title for event in drawn if "".join(event.title.split()) not in words] == []
            assert acting == 0


def _drawn(event: tl.Event) -> bool:
    """Whether an axis of days has a place for an event."""
    parts = parts_of(event.when)
    return parts is not None and parts[0].year > 0

"""How soon a page of a thousand events stands whole in Chromium, and what it carries; beside TimelineJS 3 and vis-timeline.

All show the same events and take their turn in the same Chromium, each time in a fresh window. The time is that on the clock, since the browser
has processes of its own. The events are those of the dossiers that come along, told again on other days until there are enough. It needs
Playwright and Chromium; npm fetches the other two, and they are left out where it cannot.

A page is complete when every event has an element of its own in the document, the first and the last of them are visible, and that
frame has been painted: the clock starts with the navigation and stops as the next frame begins. It is the same for all, and generous
to the others. An event of TimelineJS counts with its marker, before the slides are told to be ready; one of vis-timeline with its box,
which holds the title, while the text waits for the pointer. Their pages lie beside their scripts on the disk, as ours does. Nobody is
let out to the network: TimelineJS is given no font, which it would fetch, and what else is asked for is turned away and counted.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import attrs

from benchmarks.contest import OURS, Contest
from benchmarks.contest import installed as there
from timeline.chronology import Chronology
from timeline.formats import dossier
from timeline.records import Claim, Event, Statement
from timeline.when.civil import date_of, days

ROUNDS, EVENTS, MANY = 9, 1_000, 10_000
PINNED = {"@knight-lab/timelinejs": "3.9.11", "vis-timeline": "8.5.4"}
CHROMIUM = os.environ.get("TIMELINE_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND",  # nothing is asked of the network
]

# Runs in every window before anything else, beside the page's own policy, and looks once a frame.
CLOCK = """window.complete = new Promise((done) => {
  const visible = (element) => element.checkVisibility({ visibilityProperty: true });
  const look = () => {
    const found = document.querySelectorAll(%(selector)s);
    const whole = document.readyState !== "loading" && found.length >= %(count)d;
    if (!whole || !visible(found[0]) || !visible(found[found.length - 1])) return requestAnimationFrame(look);
    requestAnimationFrame(() => done(performance.now()));
  };
  requestAnimationFrame(look);
});"""

WORDS = """(() => {
  const body = document.body.cloneNode(true);
  for (const each of body.querySelectorAll("script, style")) each.remove();
  return body.textContent;
})()"""

TIMELINEJS = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Events</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="timelinejs/css/timeline.css"><script src="timelinejs/js/timeline.js"></script></head>
<body style="margin:0"><div id="events" style="width:100%%;height:100vh"></div>
<script>new TL.Timeline("events", {events: %s}, {font: null, script_path: "timelinejs/js/"});</script></body></html>
"""
VIS = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Events</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="vis.css"><script src="vis.js"></script></head>
<body style="margin:0"><div id="events"></div>
<script>new vis.Timeline(document.getElementById("events"), new vis.DataSet(%s), {});</script></body></html>
"""


@attrs.frozen
class Contender:
    """A page that holds all the events.

    Attributes:
        name: Who made it.
        path: Where it lies.
        selector: What finds the element of each event.
        carried: The scripts and styles that it loads beside.
    """

    name: str
    path: Path
    selector: str
    carried: tuple[Path, ...] = ()


@attrs.frozen
class Sight:
    """What was seen of a page: seconds until it was complete, requests turned away, and the titles that its text holds."""

    seconds: float
    refused: int
    found: int


def chronology_of(count: int) -> Chronology:
    """Return a chronology of so many events on days, with the people, places and sources of the dossiers that come along."""
    whole = dossier("rome-2025").merge(dossier("witkoff-putin"))
    others = [record for record in whole.records if not isinstance(record, Event | Claim)]
    return Chronology([*others, *_told_again(whole.events, count)], title="Talks")


def _told_again(events: Sequence[Event], count: int) -> Iterator[Event]:
    """Yield events on days that go on and on; a title names its day, so that each is found by its words."""
    rng = random.Random(1)  # noqa: S311 - the same events every time
    day = days(1990)
    for number in range(count):
        event = events[number % len(events)]
        day += rng.randint(0, 10)
        when = "{:04}-{:02}-{:02}".format(*date_of(day))
        alone: dict[str, Any] = {"after": (), "part_of": None}
        if isinstance(event, Statement):
            alone["stances"] = ()
        yield attrs.evolve(event, id=f"e{number + 1}", title=f"{event.title}, {when}", when=when, **alone)


def told(chronology: Chronology) -> list[dict[str, str]]:
    """Return title, text and day of each event, for those who have a place for no more."""
    return [{"title": event.title, "text": _text(chronology, event), "day": str(event.when)} for event in chronology]


def _text(chronology: Chronology, event: Event) -> str:
    """Return what our page says of an event in its several places: the kind, the people, the place, the words."""
    named = [*(each.agent for each in event.who), *([event.where] if event.where else [])]
    names = ", ".join(str(getattr(chronology[name], "name", name)) for name in named)
    said = (f"{event.kind.capitalize()}: {names}.", event.summary, getattr(event, "text", ""))
    return " ".join(str(part) for part in said if part)


def ours(chronology: Chronology, folder: Path, name: str, **options: Any) -> Contender:
    """Write a page of this library."""
    path = folder / f"{len(list(folder.iterdir()))}.html"
    chronology.save(path, **options)
    return Contender(name, path, ".cr-entry")


def unhelped(page: Contender, name: str) -> Contender:
    """Return a page of this library without `content-visibility`: what is out of sight is drawn as well."""
    text = page.path.read_text("utf-8")
    path = page.path.with_stem(f"{page.path.stem}-unhelped")
    path.write_text(text.replace("content-visibility:auto;", ""), "utf-8")
    return attrs.evolve(page, name=name, path=path)


def theirs(chronology: Chronology, folder: Path) -> Iterator[Contender]:
    """Write the pages of the others, each with its scripts and styles beside it; none where npm cannot fetch them."""
    modules = installed()
    if modules is None:
        return
    events = told(chronology)
    version = PINNED["@knight-lab/timelinejs"]
    shutil.copytree(modules / "@knight-lab" / "timelinejs" / "dist", folder / "timelinejs")
    slides = [
        {
            "start_date": dict(zip(("year", "month", "day"), each["day"].split("-"), strict=True)),
            "text": {"headline": each["title"], "text": each["text"]},
        }
        for each in events
    ]
    yield Contender(
        f"TimelineJS {version}",
        _written(folder / "timelinejs.html", TIMELINEJS, slides),
        ".tl-timemarker",
        (folder / "timelinejs/js/timeline.js", folder / "timelinejs/css/timeline.css"),
    )
    version = PINNED["vis-timeline"]
    script, style = folder / "vis.js", folder / "vis.css"
    shutil.copy(modules / "vis-timeline/standalone/umd/vis-timeline-graph2d.min.js", script)
    shutil.copy(modules / "vis-timeline/styles/vis-timeline-graph2d.min.css", style)
    items = [
        {"id": number, "content": each["title"], "title": each["text"], "start": each["day"]}
        for number, each in enumerate(events)
    ]
    yield Contender(
        f"vis-timeline {version}", _written(folder / "vis.html", VIS, items), ".vis-item.vis-box", (script, style)
    )


def _written(path: Path, page: str, data: object) -> Path:
    path.write_text(page % json.dumps(data, ensure_ascii=False).replace("<", "\\u003c"), "utf-8")
    return path


def installed() -> Path | None:
    """Return the folder of the packages from the npm registry, fetched once; None where that cannot be."""
    wanted = [f"{name}@{version}" for name, version in PINNED.items()]
    folder = Path(tempfile.gettempdir()) / f"timeline-benchmarks-{os.getuid()}" / "+".join(wanted).replace("/", "-")
    npm = shutil.which("npm")
    if not (folder / "done").exists():
        if npm is None:
            return None
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        command = [npm, "install", "--prefix", str(folder), "--ignore-scripts", "--no-audit", "--no-fund", *wanted]
        if subprocess.run(command, capture_output=True, check=False).returncode:  # noqa: S603
            return None
        (folder / "done").touch()
    return folder / "node_modules"


def look_at(browser: Any, page: Contender, titles: Sequence[str]) -> Sight:
    """Open a page in a fresh window and wait until it is complete."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    try:
        window = context.new_page()
        asked: list[str] = []
        window.on("request", lambda request: asked.append(request.url))
        window.add_init_script(CLOCK % {"selector": json.dumps(page.selector), "count": len(titles)})
        window.goto(page.path.as_uri(), wait_until="commit")
        seconds = window.evaluate("complete") / 1000
        text = window.evaluate(WORDS)
        refused = sum(url.startswith("http") for url in asked)
        return Sight(seconds, refused, sum(title in text for title in titles))
    finally:
        context.close()


def few(chronology: Chronology, folder: Path) -> list[Contender]:
    """Return our page as it is and in two other ways, and those of the others."""
    page = ours(chronology, folder, OURS)
    return [
        page,
        ours(chronology, folder, "without the figure of lanes", lanes=None),
        unhelped(page, "without content-visibility"),
        *theirs(chronology, folder),
    ]


def lots(chronology: Chronology, folder: Path) -> list[Contender]:
    """Return our page with and without `content-visibility`."""
    page = ours(chronology, folder, OURS)
    return [page, unhelped(page, "without content-visibility")]


def contests(*, small: bool) -> Iterator[Contest]:
    """Yield how soon a page is complete, then what it carries, for all; then how soon a much longer page of ours is."""
    if CHROMIUM is None or not there("playwright"):
        return
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as name, sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for count, pages_of in ((20 if small else EVENTS, few), (40 if small else MANY, lots)):
            folder = Path(name) / pages_of.__name__
            folder.mkdir()
            chronology = chronology_of(count)
            pages = pages_of(chronology, folder)
            yield _soon(browser, pages, [event.title for event in chronology], rounds=1 if small else ROUNDS)
            yield _carried(pages, count)
        browser.close()


def _soon(browser: Any, pages: Sequence[Contender], titles: Sequence[str], *, rounds: int) -> Contest:
    return Contest(
        work=f"a page of {len(titles):,} events is complete in Chromium",
        runs={page.name: lambda page=page: look_at(browser, page, titles) for page in pages},
        answer=lambda sight: sight.found,
        rounds=rounds,
        measure=lambda run: run().seconds,
        unit="wall s",
    )


def _carried(pages: Sequence[Contender], count: int) -> Contest:
    sizes = {page.name: float(sum(path.stat().st_size for path in (page.path, *page.carried))) for page in pages}
    ours = sizes.pop(OURS)
    return Contest(
        work=f"what a page of {count:,} events carries, scripts and styles with it",
        runs={OURS: lambda: b""},
        rounds=1,
        measure=lambda _run: ours,
        unit="B",
        limits=sizes,
    )

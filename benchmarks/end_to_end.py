"""The whole way from a file to a page: read 10,000 meetings, put them in order, keep those of forty years, and write them as HTML.

The others write simpler pages than ours, so they have less to do; only the titles that are shown have to be the same. Pydantic's models are those of
`benchmarks/loading_json.py`, mentions looked up and dates read by our parser; its page has what ours has of such events: months with
headings, day, place, people by their roles, tags, numbered sources and links back from them, in one template of stock Jinja. pandas
reads the same JSON into a frame without checking anything, and writes a table with `to_html`, escaped. icalendar reads the same meetings
from a calendar, which ours has written, and a template of stock Jinja writes a list with day, title and place.

Ours keeps its checks, its words for dates, the script and the filter of its page; no picture is drawn.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any

import jinja2

from benchmarks import material
from benchmarks.contest import OURS, Contest, Run, installed
from benchmarks.loading_json import with_pydantic
from timeline import formats, rendering

FIRST, LAST = 1980, 2019
PYDANTIC, PANDAS, ICALENDAR = "pydantic + Jinja", "pandas, to_html", "icalendar + Jinja"


def contests(*, small: bool) -> Iterator[Contest]:
    """Yield the one contest."""
    count = 200 if small else 10_000
    text = material.json_text(count)
    runs: dict[str, Run] = {OURS: lambda: ours(text)}
    if installed("pydantic"):
        runs[PYDANTIC] = _with_pydantic(text)
    if installed("pandas"):
        runs[PANDAS] = lambda: with_pandas(text)
    if installed("icalendar"):
        calendar = material.chronology(count).dumps("icalendar")
        runs[ICALENDAR] = lambda: with_icalendar(calendar)
    reach = {PYDANTIC: 0.45, PANDAS: 0.4, ICALENDAR: 0.1}
    yield Contest(work=f"{count:,} events: read, sort, filter, render", runs=runs, reach=reach, answer=titles, rounds=3)


def titles(page: str) -> list[str]:
    """Return the titles that a page shows, each once."""
    return sorted(set(re.findall(r">(Meeting \d+)<", page)))


def ours(text: str) -> str:
    """Read, filter and render; events are in order whenever they are asked for."""
    chronology = formats.loads(text, "json").during(f"{FIRST}/{LAST}")
    return rendering.render(chronology, "html", lanes="none")


_PAGE = """\
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{{ title }}</title></head><body><h1>{{ title }}</h1>
{% for month, events in months %}
<h2>{{ month }}</h2><ol>
{% for event in events %}
<li><article id="{{ event.id }}"><p><time datetime="{{ event.day }}">{{ event.words }}</time></p>
<h3><span>{{ event.title }}</span> <a href="#{{ event.id }}" aria-label="Link to this entry: {{ event.title }}">#</a></h3>
<p>{{ event.kind }} · {{ event.place }}</p>
<dl>{% for role, people in event.roles %}<dt>{{ role }}</dt>{% for person in people %}<dd>{{ person }}</dd>{% endfor %}{% endfor %}</dl>
<p>Tags: {% for tag in event.tags %}<bdi>{{ tag }}</bdi>{{ ", " if not loop.last }}{% endfor %}</p>
<p>Sources: {% for cite in event.cites %}<a href="#{{ cite.source }}">{{ cite.title }} [{{ cite.number }}]</a>: <q>{{ cite.quote }}</q>{{ "; " if not loop.last }}{% endfor %}</p>
</article></li>
{% endfor %}
</ol>
{% endfor %}
<h2>Sources</h2><ol>
{% for source in sources %}
<li id="{{ source.id }}">{{ source.title }}. Cited in: {% for event in source.cited %}<a href="#{{ event.id }}" aria-label="{{ loop.index }}: {{ event.title }}">{{ loop.index }}</a>{{ " " if not loop.last }}{% endfor %}</li>
{% endfor %}
</ol></body></html>
"""


def _with_pydantic(text: str) -> Run:
    """Return how pydantic reads and a template of stock Jinja writes."""
    load, template = with_pydantic(text), jinja2.Environment(autoescape=True, trim_blocks=True).from_string(_PAGE)

    def run() -> str:
        found = load()
        days = {name: date.fromisoformat(str(event.when)) for name, event in found.events.items()}
        kept = sorted((day, name) for name, day in days.items() if FIRST <= day.year <= LAST)
        notes: dict[str, dict[str, Any]] = {}
        rows = [_row(found, name, day, notes) for day, name in kept]
        months = [(month, list(run)) for month, run in groupby(rows, key=lambda row: row["month"])]
        return template.render(title=found.title, months=months, sources=notes.values())

    return run


def _row(found: Any, name: str, day: date, notes: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return what the template shows of an event; each source gets its number when it is first cited."""
    event = found.events[name]
    roles: dict[str, list[str]] = {}
    for part in event.who:
        roles.setdefault(part.role.capitalize(), []).append(found.people[part.agent].name)
    row: dict[str, Any] = {
        "id": name,
        "day": day.isoformat(),
        "words": f"{day.day} {day:%B %Y}",
        "month": f"{day:%B %Y}",
        "title": event.title,
        "kind": event.kind.capitalize(),
        "place": found.places[event.where].name,
        "roles": list(roles.items()),
        "tags": event.tags,
        "cites": [],
    }
    for cite in event.cites:
        title = found.sources[cite.source].title
        note = notes.setdefault(cite.source, {"id": cite.source, "title": title, "number": len(notes) + 1, "cited": []})
        note["cited"].append({"id": name, "title": event.title})
        row["cites"].append({"source": cite.source, "title": title, "number": note["number"], "quote": cite.quote})
    return row


def with_pandas(text: str) -> str:
    """Read into a frame, put names in the places of ids, and write a table."""
    import pandas as pd

    tree = json.loads(text)
    names = {name: each["name"] for section in ("people", "places") for name, each in tree[section].items()}
    frame = pd.DataFrame.from_dict(tree["events"], orient="index")
    frame["when"] = pd.to_datetime(frame["when"])
    frame = frame[frame["when"].dt.year.between(FIRST, LAST)].sort_values("when")
    frame["where"] = frame["where"].map(names)
    frame["who"] = frame["who"].map(
        lambda who: ", ".join(names[each if isinstance(each, str) else each["agent"]] for each in who)
    )
    frame["cites"] = frame["cites"].map(lambda cites: "; ".join(f"{each['source']}: {each['quote']}" for each in cites))
    frame["tags"] = frame["tags"].map(", ".join)
    written = io.StringIO()
    frame.to_html(written)
    return written.getvalue()


_LIST = """\
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Talks</title></head><body><ol>
{% for day, title, place in entries %}
<li><time datetime="{{ day.isoformat() }}">{{ day.strftime("%d %B %Y") }}</time> <b>{{ title }}</b> {{ place }}</li>
{% endfor %}
</ol></body></html>
"""


def with_icalendar(text: str) -> str:
    """Read a calendar and write a list."""
    import icalendar

    found = icalendar.Calendar.from_ical(text)
    entries = [
        (event.decoded("DTSTART"), str(event["SUMMARY"]), str(event.get("LOCATION", "")))
        for event in found.walk("VEVENT")
    ]
    kept = sorted(entry for entry in entries if FIRST <= entry[0].year <= LAST)
    return jinja2.Environment(autoescape=True, trim_blocks=True).from_string(_LIST).render(entries=kept)

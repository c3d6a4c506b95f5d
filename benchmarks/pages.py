"""An HTML page of meetings and statements: our templates beside stock Jinja and beside f-strings, all writing the same bytes.

All start from the same frozen view rows, made once and held, and return the whole page as one text: the head with its stylesheet
and script, contents, filter, every event under its period, every source with the places that cite it; no picture. What is compared is
the step from rows to text, and that alone: the words of dates, names and numbers of notes stand in the rows already. Prose is drawn
by ours for all of them. `benchmarks/end_to_end.py` compares the whole way from a file.

Stock Jinja is an `Environment(autoescape=True)` as it comes, once with a macro for each part of an entry, once with the whole page
in one template and no macro. The f-strings are a function of Python for each part, tuned by hand: an escape that looks before
it replaces, parts gathered in a list and joined once, what is said of a person, a place or a source kept for the next time. Macros,
template and f-strings know only what these events have; ours ask each row for everything that an event can have.

The other contest is how much memory it takes beyond the events to write a page to a file, rows included.
"""

from __future__ import annotations

import functools
import json
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import jinja2
from markupsafe import Markup

from benchmarks import material
from benchmarks.contest import OURS, Contest, peak
from benchmarks.page_by_hand import by_hand
from benchmarks.page_templates import INLINED, MACROS
from timeline import Chronology, formats, rendering
from timeline.rendering import assets, drawing
from timeline.rendering.environments import shelf
from timeline.rendering.prose import draw
from timeline.rendering.sheets import Page, Section, SourceNote
from timeline.rendering.view import page
from timeline.rendering.wording import Wording, wording

REACH = {"stock Jinja, macros": 0.2, "stock Jinja, one template": 0.3, "f-strings by hand": 1.3}
MOST_BYTES = 10_000_000
SUMMARY = "They met behind closed doors; “no date” was named, and the talks on shipping & grain are to go on. The sides spoke of {} points."


def contests(*, small: bool) -> Iterator[Contest]:
    """Yield two contests: how long a page takes from its rows, and how much memory it takes to write one out."""
    count = 200 if small else 10_000
    told = chronology(count)
    rows = Rows.of(told)
    yield Contest(
        work=f"a page of {count:,} events, from rows to text",
        runs={
            OURS: functools.partial(ours, told, rows),
            "stock Jinja, macros": with_jinja(MACROS, rows),
            "stock Jinja, one template": with_jinja(INLINED, rows),
            "f-strings by hand": functools.partial(by_hand, rows),
        },
        reach=REACH,
        answer=lambda text: text,
    )
    yield Contest(
        work=f"a page of {count:,} events, streamed to a file: memory beyond the events",
        runs={OURS: functools.partial(save, told)},
        reach={"10 MB": 1.0},
        measure=peak,
        limits={"10 MB": MOST_BYTES},
    )


@functools.lru_cache(maxsize=2)
def chronology(count: int) -> Chronology:
    """Return the meetings of the benchmarks, half of them summed up in a few words, and every tenth of them a statement instead."""
    tree = material.meetings(count)
    for number, event in enumerate(tree["events"].values()):
        if number % 2:
            event["summary"] = SUMMARY.format(number % 50)
        if number % 10 == 0:
            event |= {"kind": "statement", "text": f"We said “no” on <{number}> & meant it."}
            event["who"] = [{"agent": event["who"][0], "role": "speaker"}]
    return formats.loads(json.dumps(tree), "json")


@attrs.frozen(kw_only=True)
class Rows:
    """What all contenders are given.

    Attributes:
        page: The page, whose sections hold their entries.
        sections: They.
        sources: The notes.
        words: The fixed words.
        css: The stylesheet of the chronology, and that of the page around it.
        script: Of the filter.
    """

    page: Page
    sections: tuple[Section, ...]
    sources: tuple[SourceNote, ...]
    words: Wording
    css: tuple[str, str]
    script: assets.Script

    @classmethod
    def of(cls, told: Chronology) -> Rows:
        """Make all rows of a chronology."""
        places = shelf()
        css = assets.tight(assets.stylesheet(places)), assets.tight(assets.stylesheet(places, "html/page.css"))
        view = page(told, template=lambda event: f"html/{event.kind}.html.jinja", style="chron", script=True)
        sections = tuple(attrs.evolve(section, entries=tuple(section.entries)) for section in view.sections)
        sources = tuple(view.sources())
        held = attrs.evolve(view, sections=sections, claims=tuple, sources=lambda: sources)
        return cls(
            page=held,
            sections=sections,
            sources=sources,
            words=wording(told.language),
            css=css,
            script=assets.script(places),
        )


def ours(told: Chronology, rows: Rows) -> str:
    """Write the page with the templates of the package."""
    return "".join(drawing.pieces(drawing.laid_out(rows.page, told, "html", shelf(), css=rows.css), tight=True))


def with_jinja(source: str, rows: Rows) -> Callable[[], str]:
    """Return how stock Jinja writes the page with a template that is compiled before."""
    made = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    made.filters["prose"] = lambda prose: draw("html", prose)
    # What ours write as references, so that a page can stand in another document.
    made.filters["lines"] = lambda text: Markup("&#10;").join(text.split("\n"))
    made.filters["braces"] = lambda text: Markup(text.replace("{", "&#123;").replace("}", "&#125;"))  # noqa: S704 - our own words
    template = made.from_string(source)
    context: dict[str, Any] = {
        "page": rows.page,
        "sections": rows.sections,
        "sources": rows.sources,
        "words": rows.words,
        "css": rows.css[0],
        "page_css": rows.css[1],
        "script": rows.script,
    }
    return lambda: template.render(context) + "\n"


def save(told: Chronology) -> list[str]:
    """Write the page to a file, rows and all, and return nothing."""
    with tempfile.TemporaryDirectory() as folder:
        rendering.save(told, Path(folder, "page.html"), lanes="none")
    return []

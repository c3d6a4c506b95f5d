"""A YAML dossier, loaded into records that are checked; beside PyYAML's C loader, which makes dictionaries of it and checks nothing.

The same meetings as our writer writes them, and as PyYAML's `safe_dump` does; then a dossier as a person writes it, with remarks, folded texts, and
brackets over several lines: the events of a packaged one again and again, under other ids. The last contest has a misspelled key in it:
our time then includes the places of all that is wrong, line and column, which the dictionaries know nothing of.

Why it is fair: `yaml.load(text, Loader=yaml.CSafeLoader)` is what everybody calls who wants the contents of a YAML file soon. It makes dates and
numbers of plain texts, and takes the last of two equal keys in silence. Ours takes each text as it stands, refuses anchors, tags and keys
that stand twice, parses all dates, looks up all mentions of other records, and makes frozen records. Ours keeps the cyclic collector
from running; PyYAML leaves that to its callers, so it runs both ways.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterator
from functools import partial
from importlib import resources
from typing import Any

import yaml

from benchmarks import material
from benchmarks.contest import OURS, Contest
from timeline import Chronology, Unreadable, formats

PEER = "PyYAML's C loader, into dictionaries"
PAUSED = "the same, collector paused"
COPIED = "witkoff-putin"


def contests(*, small: bool) -> Iterator[Contest]:
    """Yield one contest for each hand that wrote the dossier, and one for a dossier with a mistake."""
    count = 200 if small else 5_000
    written = formats.dumps(material.chronology(count), "yaml")
    yield contest(f"{count:,} events from YAML, as we write it", written, titles)
    dumped = yaml.safe_dump(material.meetings(count), sort_keys=False)
    yield contest(f"{count:,} events from YAML, as safe_dump writes it", dumped, titles)
    by_hand = again_and_again(count)
    copied = len(dictionaries(by_hand)["events"])
    yield contest(f"{copied:,} events from YAML, as a person writes it", by_hand, titles)
    wrong = "tite".join(written.rsplit("title", 1))
    line = wrong[: wrong.index("tite")].count("\n") + 1
    yield contest(f"{count:,} events from YAML, with a mistake", wrong, partial(mistaken, line=line))


def contest(work: str, text: str, answer: Callable[[Any], Any]) -> Contest:
    """Return a contest in which one text is loaded."""
    return Contest(
        work=work,
        runs={
            OURS: lambda: loaded(text),
            PEER: lambda: dictionaries(text),
            PAUSED: lambda: paused(text),
        },
        reach={PEER: 0.5},
        answer=answer,
        rounds=7,
    )


def again_and_again(count: int) -> str:
    """Return the text of a packaged dossier with about so many events: its own, and copies of them under other ids."""
    text = resources.files("timeline").joinpath(f"dossiers/{COPIED}.yaml").read_text("utf-8")
    head, _, events = text.partition("\nevents:\n")
    number = re.compile(r"^  ([a-z0-9-]+):", re.MULTILINE)
    copies = count // len(number.findall(events))
    return f"{head}\nevents:\n{events}" + "".join(number.sub(rf"  \1-{copy}:", events) for copy in range(1, copies))


def loaded(text: str) -> Chronology | Unreadable:
    """Return the chronology of a text, or what is wrong with it and where."""
    try:
        return formats.loads(text, "yaml")
    except Unreadable as error:
        return error


def dictionaries(text: str) -> Any:
    """Return what PyYAML makes of a text."""
    return yaml.load(text, Loader=yaml.CSafeLoader)


def paused(text: str) -> Any:
    """Return what PyYAML makes of a text while the cyclic collector is asleep."""
    gc.disable()
    try:
        return dictionaries(text)
    finally:
        gc.enable()


def titles(found: Any) -> list[tuple[str, str]]:
    """Return of each event its id and its title, whatever it is made of."""
    if isinstance(found, Chronology):
        return sorted((event.id, event.title) for event in found)
    return sorted((name, event["title"]) for name, event in found["events"].items())


def mistaken(found: Any, *, line: int) -> bool:
    """Whether the mistake is told of with its line, or was let through into the dictionaries."""
    if isinstance(found, Unreadable):
        return {problem.line for problem in found.problems if "tite" in problem.message} == {line}
    return any("tite" in event for event in found["events"].values())

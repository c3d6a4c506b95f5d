"""The table of formats: what each is called, which suffixes its files have, and which package it needs.

Adding a format is one module and one line here. A module is loaded when its format is first used, and has one or both of

    def loads(text: str, *, file: str | None = None, **options) -> Chronology
    def stream(chronology: Chronology, manifest: Manifest, **options) -> Iterator[str]

A format whose files are folders has `read(path, **options)` in place of `loads`. What a module says in its docstring under `Kept:` and
`Lost:` is what `timeline formats` and the documentation tell of it, and why a loss is one.
"""

from __future__ import annotations

import importlib
import inspect
import re
from collections.abc import Iterable, Iterator
from types import ModuleType

import attrs

from timeline.errors import MissingPackage, NotFound, nearest, shown

__all__ = ["ARROW", "FORMATS", "Format", "Mapped", "by_suffix", "named"]


@attrs.frozen
class Mapped:
    """A line of what a format does with a part of a chronology.

    Attributes:
        parts: Sections, fields, or fields of one section: `claims`, `when`, `sources.author`.
        how: Where it goes, or why it is lost.
    """

    parts: tuple[str, ...]
    how: str


@attrs.frozen(kw_only=True)
class Format:
    """One format, as it is known before its module is loaded.

    Attributes:
        name: That of its module as well, but for the hyphens.
        title: What people call it.
        suffixes: Of its files, the usual one first; none where the format is only chosen by name.
        reads: Whether it can be read.
        writes: Whether it can be written.
        folder: Whether what is read is a folder.
        piecewise: Whether a file is read by `read(path, limit=...)` of its module, piece by piece or as bytes, and not as one text.
        extra: The extra of this distribution that brings the package it needs.
        rendered: The output language of `timeline render` that writes what this only reads.
    """

    name: str
    title: str
    suffixes: tuple[str, ...] = ()
    reads: bool = False
    writes: bool = False
    folder: bool = False
    piecewise: bool = False
    extra: str = ""
    rendered: str = ""

    @property
    def module(self) -> ModuleType:
        """The module, loaded now at the latest.

        Raises:
            MissingPackage: When the package that it needs is not installed.
        """
        try:
            return importlib.import_module(f"timeline.formats.{self.name.replace('-', '_')}")
        except ModuleNotFoundError as error:
            if not self.extra or (error.name or "").startswith("timeline"):
                raise
            raise MissingPackage(
                f"the format {self.name} needs {error.name}, which is not installed",
                code="missing-package",
                hint=f"pip install 'timeline-diplomacy[{self.extra}]'",
            ) from error

    @property
    def options(self) -> dict[str, tuple[str, ...]]:
        """The options of writing and reading it, each with its values, the usual one first."""
        return getattr(self.module, "OPTIONS", {})

    @property
    def reading(self) -> tuple[str, ...]:
        """Those of its options that reading takes."""
        return self._taken_by("read" if self.folder else "loads")

    @property
    def writing(self) -> tuple[str, ...]:
        """Those of its options that writing takes."""
        return self._taken_by("stream")

    def _taken_by(self, name: str) -> tuple[str, ...]:
        function = getattr(self.module, name, None)
        taken = () if function is None else inspect.signature(function).parameters
        return tuple(option for option in self.options if option in taken)

    @property
    def kept(self) -> tuple[Mapped, ...]:
        """What it carries, and as what."""
        return tuple(_section(self.module.__doc__ or "", "Kept"))

    @property
    def lost(self) -> tuple[Mapped, ...]:
        """What it cannot carry, and why."""
        return tuple(_section(self.module.__doc__ or "", "Lost"))


_TABLE = (
    Format(name="yaml", title="Dossier in YAML", suffixes=(".yaml", ".yml"), reads=True, writes=True),
    Format(name="json", title="Dossier in JSON", suffixes=(".json",), reads=True, writes=True),
    Format(name="jsonl", title="JSON Lines", suffixes=(".jsonl", ".ndjson"), reads=True, writes=True, piecewise=True),
    Format(name="csv", title="Table with commas (CSV)", suffixes=(".csv",), reads=True, writes=True),
    Format(name="tsv", title="Table with tabs (TSV)", suffixes=(".tsv", ".tab"), reads=True, writes=True),
    Format(name="notes", title="Folder of notes in Markdown", reads=True, folder=True),
    Format(
        name="icalendar",
        title="iCalendar",
        suffixes=(".ics", ".ical"),
        reads=True,
        writes=True,
        piecewise=True,
        extra="icalendar",
    ),
    Format(name="timelinejs", title="TimelineJS 3", suffixes=(".timelinejs.json",), reads=True, writes=True),
    Format(name="vis-timeline", title="vis-timeline", suffixes=(".vis.json",), writes=True),
    Format(name="simile", title="SIMILE Timeline", suffixes=(".simile.json",), writes=True),
    Format(name="markwhen", title="markwhen", suffixes=(".mw", ".markwhen"), reads=True, rendered="markwhen"),
    Format(
        name="mermaid",
        title="Mermaid timeline",
        suffixes=(".mmd", ".mermaid"),
        reads=True,
        rendered="mermaid-timeline",
    ),
    Format(name="jsonld", title="schema.org in JSON-LD", suffixes=(".jsonld",), reads=True, writes=True),
    Format(name="popolo", title="Popolo", suffixes=(".popolo.json",), reads=True, writes=True),
    Format(name="wikidata", title="Wikidata items", suffixes=(".wikidata.json",), reads=True),
    Format(name="graphml", title="GraphML", suffixes=(".graphml",), writes=True),
    Format(name="geojson", title="GeoJSON", suffixes=(".geojson",), writes=True),
    Format(name="bibtex", title="BibTeX", suffixes=(".bib",), writes=True),
    Format(name="csl-json", title="CSL-JSON", suffixes=(".csl.json",), writes=True),
)
ARROW = Format(name="arrow", title="Apache Arrow", extra="arrow")  # in memory only: it has no files
FORMATS: dict[str, Format] = {entry.name: entry for entry in _TABLE}


def named(name: str) -> Format:
    """Return the format of a name.

    Raises:
        NotFound: When there is none; with the nearest and all there are.
    """
    if name not in FORMATS:
        hint = "; ".join(part for part in (nearest(name, FORMATS), f"there are: {', '.join(FORMATS)}") if part)
        raise NotFound(f"no format {shown(name)}", code="unknown-format", hint=hint)
    return FORMATS[name]


def by_suffix(name: str) -> Format | None:
    """Return the format whose suffix a file name ends with, the longest that fits, or None."""
    folded = name.lower()
    fitting = [
        (len(suffix), entry) for entry in FORMATS.values() for suffix in entry.suffixes if folded.endswith(suffix)
    ]
    return max(fitting, key=lambda found: found[0])[1] if fitting else None


def _section(text: str, title: str) -> Iterator[Mapped]:
    """Yield the entries of a section of a docstring; a line that stands further in goes on with the one above."""
    entries: list[tuple[str, str]] = []
    for line in _indented(text, title):
        if line.startswith("     ") and entries:
            parts, how = entries[-1]
            entries[-1] = (parts, f"{how} {line.strip()}")
        else:
            parts, _, how = line.strip().partition(": ")
            entries.append((parts, how))
    for parts, how in entries:
        yield Mapped(tuple(re.split(r",\s*", parts)), how)


def _indented(text: str, title: str) -> Iterable[str]:
    """Return the lines under a heading, up to the next that is not indented."""
    found = re.search(rf"^{title}:\n((?:    .*\n?)*)", text, re.MULTILINE)
    return found.group(1).splitlines() if found else ()

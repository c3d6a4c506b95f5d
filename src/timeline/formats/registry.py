"""The table of formats: what each is called, which suffixes its files have, and which package it needs.

Adding a format is one module and one line here. A module is loaded when its format is first used, and has one or both of

    def loads(text: str, *, file: str | None = None, **options) -> Chronology
    def stream(chronology: Chronology, manifest: Manifest, **options) -> Iterator[str]

A format whose files are folders has `read(path, **options)` in place of `loads`. What a module says in its docstring under `Kept:` and
`Lost:` is what `timeline formats` and the documentation tell of it, and why a loss is one.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Iterator
from types import ModuleType

import attrs

from timeline.errors import MissingPackage, NotFound, nearest, shown

__all__ = ["FORMATS", "Format", "Mapped", "by_suffix", "named"]


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
        extra: The extra of this distribution that brings the package it needs.
    """

    name: str
    title: str
    suffixes: tuple[str, ...] = ()
    reads: bool = False
    writes: bool = False
    folder: bool = False
    extra: str = ""

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
    Format(name="graphml", title="GraphML", suffixes=(".graphml",), writes=True),
)
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

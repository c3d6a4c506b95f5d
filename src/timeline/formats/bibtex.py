"""BibTeX, as biblatex reads it: the sources, for papers in LaTeX.

A source with an address is an `@online`, one without a `@misc`; whether it is an article or a book, nobody has said. Titles and names stand in a second pair of braces,
so that no style changes their capitals and none takes an author apart: nothing says which part of a name is the family's. What means something to LaTeX is
written as the command that prints it, all other signs as they are, in UTF-8; biber reads them, and so does LaTeX today.

Kept:
    sources: an entry each, under the id
    sources.title, author: `title` and `author`
    publisher: `organization`
    url: `url`
    published, accessed: `date` and `urldate`, in the EDTF that biblatex knows, levels 0 and 1
    sources.language: `langid`, where babel has a name for just that language
    sources.note: `annotation`
Lost:
    everything: only sources have a place in a bibliography
    title, language, zone, rules, note: they are of the chronology, not of a source
    sources.title, author, publisher, sources.note: signs that turn the direction of writing are written as their names, and a line break is a blank
    published, accessed: biblatex knows EDTF of levels 0 and 1, and neither zones by name nor words said
    sources.language: babel has no name for just that language
    silence: it is for checks of ours
    agents, places, events, claims, tenures: only sources have a place in a bibliography

Source: biblatex 3.20, sections 2.1.1, 2.2.2 and 2.3.8; babel for the names of languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.chronology import Chronology
from timeline.escaping import visible
from timeline.formats.foreign.references import level_one
from timeline.formats.manifest import Manifest
from timeline.records import Source
from timeline.when import When

__all__ = ["stream"]

# Braces count in BibTeX even where a backslash stands before them, so they are commands like the rest.
_COMMANDS = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "#$%&_"},
}
_SPECIAL = re.compile(r"[\\{}~^#$%&_]")
# The languages for which babel has one name and biblatex a translation, by their tags.
_LANGUAGES = {
    "ar": "arabic",
    "bg": "bulgarian",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "en-GB": "british",
    "en-US": "american",
    "es": "spanish",
    "et": "estonian",
    "fi": "finnish",
    "fr": "french",
    "hr": "croatian",
    "hu": "hungarian",
    "it": "italian",
    "lt": "lithuanian",
    "lv": "latvian",
    "nl": "dutch",
    "nb": "norsk",
    "nn": "nynorsk",
    "pl": "polish",
    "pt": "portuguese",
    "pt-BR": "brazilian",
    "ro": "romanian",
    "ru": "russian",
    "sk": "slovak",
    "sl": "slovene",
    "sv": "swedish",
    "tr": "turkish",
    "uk": "ukrainian",
}


def stream(chronology: Chronology, manifest: Manifest) -> Iterator[str]:
    """Yield the sources of a chronology as BibTeX; see `timeline.formats.dumps`."""
    blank = ""
    for source in (record for record in chronology.records if isinstance(record, Source)):
        fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(source, manifest) if value)
        yield f"{blank}@{'online' if source.url else 'misc'}{{{source.id},\n{fields}}}\n"
        blank = "\n"


def _fields(source: Source, manifest: Manifest) -> Iterator[tuple[str, str]]:
    for name, field in (
        ("author", "author"),
        ("title", "title"),
        ("organization", "publisher"),
        ("annotation", "note"),
    ):
        text = source.value_of(field)
        told = " ".join(visible(text).split())
        if told == text:
            manifest.carry(source, field)
        yield name, f"{{{escaped(told)}}}" if told else ""
    manifest.carry(source, "url")
    yield "url", source.url
    for name, field in (("date", "published"), ("urldate", "accessed")):
        when = source.value_of(field)
        told = level_one(when) if isinstance(when, When) else ""
        if told and told == str(when) and when.said is None:
            manifest.carry(source, field)
        yield name, told
    langid = _LANGUAGES.get(source.language, "")
    if langid:
        manifest.carry(source, "language")
    yield "langid", langid


def escaped(text: str) -> str:
    r"""Return a text of one line as LaTeX prints it.

    Examples:
        >>> print(escaped("50% of {R&D}"))
        50\% of \textbraceleft{}R\&D\textbraceright{}
    """
    return _SPECIAL.sub(lambda found: _COMMANDS[found.group()], text)

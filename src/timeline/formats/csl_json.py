"""CSL-JSON: the sources, for Zotero, pandoc and whatever else formats citations by a style.

A source with an address is a `webpage`, one without a `document`; whether it is an article or a book, nobody has said. An author is one name as it is written
(`literal`), since nothing says which part of it is the family's. A date has its numbers (`date-parts`), with `circa` where it is doubted, and of what is no number its
words (`literal`); beside either stands the text of EDTF (`edtf`), which CSL 1.0.2 allows.

Kept:
    sources: an item each, with the id
    sources.title, publisher, author, url, language: `title`, `publisher`, `author`, `URL`, `language`
    published, accessed: `issued` and `accessed`
    sources.note: `note`
Lost:
    everything: only sources have a place in a bibliography
    title, language, zone, rules, note: they are of the chronology, not of a source
    published, accessed: an item has no time of day, no zone and no words said, and none of several dates; only what EDTF has for it
    silence: it is for checks of ours
    agents, places, events, claims, tenures: only sources have a place in a bibliography

Source: Citation Style Language 1.0.2, `csl-data.json`, https://github.com/citation-style-language/schema.
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.chronology import Chronology
from timeline.formats.drafting.json_writer import flow
from timeline.formats.drafting.tree import Tree
from timeline.formats.foreign import worded
from timeline.formats.foreign.references import level_one, numbers
from timeline.formats.manifest import Manifest
from timeline.records import Source
from timeline.when import When

__all__ = ["stream"]


def stream(chronology: Chronology, manifest: Manifest) -> Iterator[str]:
    """Yield the sources of a chronology as CSL-JSON; see `timeline.formats.dumps`."""
    lead = "["
    for source in (record for record in chronology.records if isinstance(record, Source)):
        yield f"{lead}\n{flow(_item(source, chronology.language, manifest))}"
        lead = ","
    yield "\n]\n" if lead == "," else "[]\n"


def _item(source: Source, language: str, manifest: Manifest) -> Tree:
    manifest.carry(source, "title", "publisher", "author", "url", "language", "note")
    item: dict[str, Tree] = {"id": source.id, "type": "webpage" if source.url else "document", "title": source.title}
    item["author"] = [{"literal": source.author}] if source.author else []
    item |= {"publisher": source.publisher, "URL": source.url, "language": source.language, "note": source.note}
    for field, name in (("published", "issued"), ("accessed", "accessed")):
        when = source.value_of(field)
        if isinstance(when, When):
            item[name] = _date(when, language)
            if level_one(when) == str(when) and when.said is None:
                manifest.carry(source, field)
    return {key: value for key, value in item.items() if value}


def _date(when: When, language: str) -> Tree:
    edtf, found = level_one(when), numbers(when)
    told: dict[str, Tree] = {"literal": worded.write(when, language=language)}
    if found is not None:
        told = {"date-parts": found.parts, **({"circa": True} if found.about else {})}
    return {**told, **({"edtf": edtf} if edtf else {})}

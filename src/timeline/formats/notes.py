"""A folder of Markdown files with front matter, one for each event, as hand-made chronologies are often kept.

Read are the files `.md`, `.markdown` and `.mkd` of the folder and of those in it, in the order of their paths. `README.md`, `index.md` and `_index.md` are about the folder, and are
told of and not read; so are files of other kinds, links, and Markdown without front matter whose name does not begin with a day. What begins with a dot is passed over.

The front matter is YAML between lines `---` or TOML between lines `+++`. Its keys are those of an event, and the usual words for them in lower or upper case:
`date`, or `start` and `end`, and `time`; `place`, `location`, `venue`, `city`; `participants`, `people`; `tags`, `keywords`, `categories`; `sources`, `links`, `url`, `references`;
`description`. What follows is the summary. A name may stand in double square brackets.

Where the front matter does not say it, the name of the file does: `2025-04-26-talks-in-rome.md` is of that day, and its id is the name without the suffix. The title is then the first heading of the
text, or else the rest of the name. A date may be as vague as in a dossier.

A text in place of a list of people is parted at semicolons. With a comma in it, it may be several names or one, so it is refused; `commas=part` parts it, and `commas=keep` takes it as one.
`title`, `language` and `zone` are those of the chronology, which no note tells.

Kept:
    events: one file each
    sources: addresses, titles with an address behind them, links in Markdown, or mappings with `title`, `url`, `date`, `publisher`, `author`, `language`, `quote`, `page`
    note: every key for which there is no field
Lost:
    README.md, index.md: they are about the folder
    files without front matter and without a day in their name, links, pictures: they are no notes on events
    comments, the order of keys: they are not part of what a chronology says

Source: Jekyll, "Front Matter" and "Posts"; Hugo, "Front matter"; Obsidian, "Internal links".
"""

from __future__ import annotations

from timeline.chronology import Chronology
from timeline.formats.foreign.note_shelf import Shelf

__all__ = ["OPTIONS", "read"]

OPTIONS: dict[str, tuple[str, ...]] = {"commas": ("ask", "part", "keep"), "title": (), "language": (), "zone": ()}


def read(path: str, *, commas: str = "ask", title: str = "", language: str = "", zone: str = "") -> Chronology:
    """Return the chronology of a folder of notes; see `timeline.formats.read`."""
    shelf = Shelf(path)
    for key, value in (("title", title), ("language", language), ("zone", zone)):
        if value:
            shelf.header(key, value)
    return shelf.chronology(commas=commas)

"""Templates that no page will ever ask for: in a wrong place, or under the name of nothing.

Why: a template with a slip in its name changes nothing and breaks nothing, so its author would look for the mistake inside it.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import attrs

from timeline.records import kinds
from timeline.rendering.environments import EXTENSIONS, OURS, PICTURES, Shelf, mentioned, shelf
from timeline.rendering.options import Folders

__all__ = ["Stray", "strays"]

DEEPEST = 4  # folders below the one that was given
MOST_FILES = 5_000
_ENDINGS = (".jinja", ".jinja2", ".j2", ".css", ".js")


@attrs.frozen
class Stray:
    """A template that no page asks for.

    Attributes:
        name: Within its folder.
        origin: The folder that it lies in.
        path: The file.
        hint: The nearest name that a page would ask for, or what is wrong with this one.
    """

    name: str
    origin: str
    path: str
    hint: str


def strays(folders: Folders, *, declared: Iterable[str] = ()) -> tuple[Stray, ...]:
    """Return the templates of one's own that no page will ever ask for.

    A page asks for the templates that come along, for one of each kind of event, and for those that these mention.

    Args:
        folders: As the option `templates` of `render`.
        declared: Kinds of event that a chronology has, beside those that are known anyway.

    Raises:
        BadTemplate: When a folder is none.
    """
    places = shelf(folders)
    names = frozenset(_names(places, {*kinds(), *declared}))
    asked, open_ended = _asked_for(places, names)
    return tuple(
        Stray(name, origin, path, _hint(name, sorted(names)))
        for origin, name, path in _own(places)
        if name not in asked and name.partition("/")[0] not in open_ended
    )


def _names(places: Shelf, known: Collection[str]) -> Iterator[str]:
    """Yield every name that a page may ask for by itself."""
    installed = Shelf(packs=places.packs)
    for language, extension in EXTENSIONS.items():
        yield from installed.names(language)
        yield from (f"{language}/{kind}{extension}" for kind in known)
    for language in PICTURES:
        yield from installed.names(language)


def _asked_for(places: Shelf, names: Iterable[str]) -> tuple[set[str], set[str]]:
    """Return the names that are asked for directly or through others, and the languages in which a name is made up on the way."""
    asked: set[str] = set()
    open_ended: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name in asked:
            continue
        asked.add(name)
        found = places.find(name)
        if found is None or found.origin == OURS:
            continue
        further = mentioned(found.source)
        if further is None:
            open_ended.add(name.partition("/")[0])
        waiting += [other.removeprefix(f"{OURS}:") for other in further or ()]
    return asked, open_ended


def _own(places: Shelf) -> Iterator[tuple[str, str, str]]:
    """Yield folder, name and path of whatever looks like a template of the user's."""
    for folder in places.folders:
        if isinstance(folder, str):
            for name in _files(folder):
                yield folder, name, str(Path(folder, name))
        else:
            yield from (("given as text", name, name) for name, _ in folder)


def _files(folder: str) -> Iterator[str]:
    """Yield the names of files that look like templates, and never wander through half a disk for them."""
    seen = 0
    for place, inner, found in os.walk(folder):
        below = Path(place).relative_to(folder)
        inner[:] = sorted(name for name in inner if not name.startswith((".", "_")) and len(below.parts) < DEEPEST)
        for name in sorted(found):
            if _looks_like_one(below, name):
                yield (below / name).as_posix()
        seen += len(found)
        if seen > MOST_FILES:
            return


def _looks_like_one(below: Path, name: str) -> bool:
    """Whether a file is meant as a template: by its ending, or because it lies among templates."""
    if name.startswith((".", "README")) or name.endswith("~"):
        return False
    return name.endswith(_ENDINGS) or str(below) in EXTENSIONS | PICTURES


def _hint(name: str, names: Collection[str]) -> str:
    """Name the template that was probably meant: the same file in its right place, or the nearest of its language."""
    folder, _, file = name.rpartition("/")
    placed = [known for known in names if known.endswith(f"/{file}")]
    folders = EXTENSIONS | PICTURES
    ending = next((key for key, end in folders.items() if file.endswith(end)), "")
    language = folder if folder in folders else ending
    stems = {known.rpartition("/")[2].partition(".")[0]: known for known in names if known.startswith(f"{language}/")}
    near = placed or [stems[stem] for stem in difflib.get_close_matches(file.partition(".")[0].lower(), stems, n=1)]
    return f"did you mean {near[0]!r}?" if near else "name it after a kind of event, such as 'html/meeting.html.jinja'"

"""What a chronology says of itself, and the file that it came from."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

import attrs

from timeline.errors import Loss
from timeline.records import Structure
from timeline.records.convert import as_language, as_maybe_zone, as_silence, as_text, as_texts
from timeline.records.shape import Tree

__all__ = ["Header", "Origin"]

Path = tuple[str | int, ...]


@attrs.frozen(kw_only=True)
class Header(Structure):
    """The keys of a dossier that are no section of records.

    Attributes:
        title: Of the whole.
        language: Of titles and summaries, as a language tag; `en` where it is left out.
        zone: Of times that name no zone, at places that have none: Europe/Rome.
        note: A remark of the editor on the whole, in Markdown.
        rules: The only checks to apply to it; all of them where it is left out.
        silence: Checks whose findings are not reported, each with the reason.
    """

    title: str = attrs.field(default="", converter=as_text)
    language: str = attrs.field(default="en", converter=as_language)
    zone: str | None = attrs.field(default=None, converter=as_maybe_zone)
    note: str = attrs.field(default="", converter=as_text)
    rules: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    silence: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=as_silence)

    def __attrs_post_init__(self) -> None:
        """Take no language for English."""
        object.__setattr__(self, "language", self.language or "en")

    def plain(self) -> dict[str, Tree]:
        """Return the keys that say something; the language always, so that a file does not rest on what we take for granted."""
        tree = {**super().plain(), "language": self.language}
        return {key: tree[key] for key in self.fields() if key in tree}


@attrs.frozen
class Origin:
    """The file that a chronology was read from.

    Attributes:
        file: Its name, as the reader was given it.
        places: Gives line and column of entries by their paths, such as `("events", "briefing")`, as far as the file still has them.
        losses: What it held that the chronology does not.
        files: Where many files were read, that of each record which stands in one, by its path; lines are counted there.
    """

    file: str
    places: Callable[[Collection[Path]], Mapping[Path, tuple[int, int]]] = attrs.field(eq=False, repr=False)
    losses: tuple[Loss, ...] = ()
    files: Mapping[Path, str] = attrs.field(factory=dict, eq=False, repr=False)

    def lines(self, paths: Mapping[str, Path]) -> dict[str, int]:
        """Return the line of each entry that the file has, counted from one."""
        found = self.places(set(paths.values())) if paths else {}
        return {name: found[path][0] for name, path in paths.items() if path in found}

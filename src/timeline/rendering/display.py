"""A chronology as a notebook or a terminal shows it: never all of a long one, never an exception."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import attrs

from timeline.cards import Card, safely
from timeline.rendering.options import check_options, check_values
from timeline.rendering.pictures.groups import AUTO, by_of
from timeline.rendering.setting import check_prefix
from timeline.rendering.showing import Choice
from timeline.rendering.wording import wording

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult
    from rich.text import Text

    from timeline.chronology import Chronology

__all__ = ["LIMIT", "Display"]

LIMIT = 100  # events that are shown unless more are asked for
NARROWEST, WIDEST = 40, 100  # columns of a terminal that rich knows and that a page of text fits
CHOSEN = ("newest_first", "group", "limit", "head", "tail")
USUAL: Mapping[str, Any] = {"heading_level": 2, "lanes": None}


def _kept(options: Mapping[str, Any]) -> dict[str, Any]:
    """Keep what can be gone through only once, since a notebook asks for several forms."""
    return {name: tuple(value) if isinstance(value, Iterator) else value for name, value in options.items()}


@attrs.frozen(repr=False)
class Display:
    """A chronology and how it is to be shown; it shows itself as HTML, Markdown, LaTeX, text, and through rich.

    None of them raises: where a page cannot be drawn, one line tells what the chronology is and why.

    Attributes:
        chronology: What is shown.
        limit: The most events to show, the first and the last half of them; None for all.
        options: Those of `render` that were asked for, but for `fragment`. Headings begin at level 2 unless `heading_level` is among
            them, and there are no pictures unless `lanes` is: a host that takes pictures out of untrusted pages leaves their words behind.

    Raises:
        Invalid: When an option has a value that cannot be.
        TypeError: When there is no such option; with the nearest.

    Examples:
        >>> from timeline.formats import dossier
        >>> short = dossier("rome-2025").display(limit=2)
        >>> print(str(short).partition("Dates")[0])
        Rome, 26 April 2025
        ===================
        49 events, 2022 to 2025. Shown: the first 1 and the last 1.
        chronology.display(limit=None) shows all 49.
    """

    chronology: Chronology
    limit: int | None = LIMIT
    options: Mapping[str, Any] = attrs.field(factory=dict, converter=_kept, hash=False)

    def __attrs_post_init__(self) -> None:
        """Refuse at once what no page can be shown with; a template at fault shows only when it is used."""
        check_options("display", self.options)
        if "fragment" in self.options:
            raise TypeError("display() has no option 'fragment'; what it shows is always a part of another page")
        check_values(heading_level=self.options.get("heading_level", 2), width=self.options.get("width", NARROWEST))
        check_prefix(self.options.get("id_prefix", "chron-"))
        if self.options.get("lanes") not in {None, "none", AUTO}:
            by_of(self.options["lanes"])
        Choice(**self._choice())

    def _choice(self) -> dict[str, Any]:
        """Return which events are shown: what was asked for, or the first and the last up to the limit."""
        asked = {name: self.options[name] for name in CHOSEN if name in self.options}
        if {"limit", "head", "tail"} & asked.keys() or self.limit is None:
            return asked
        Choice(limit=self.limit)  # refuses what is no number of events
        if len(self.chronology) <= self.limit:
            return asked
        words = wording(self.chronology.language)
        see_all = words.say("display_all", count=words.tongue.number(len(self.chronology)))
        return {**asked, "head": self.limit - self.limit // 2, "tail": self.limit // 2, "see_all": see_all}

    def _draw(self, language: str, **options: Any) -> str:
        from timeline.rendering.drawing import draw

        asked = {**USUAL, **options, **self.options, **self._choice()}
        return "".join(draw(self.chronology, language, fragment=True, **asked))

    def _draw_apart(self, language: str) -> str:
        """Draw with ids that no other content on the page has: they begin with a digest of what they stand in."""
        if "id_prefix" in self.options:
            return self._draw(language)
        ids = "\n".join(event.id for event in self.chronology)
        rough = f"chron-{_digest(f'{self.chronology.title}-{ids}')}-"
        drawn = self._draw(language, id_prefix=rough)
        return drawn.replace(rough, f"chron-{_digest(drawn)}-")

    def _safely(self, draw: Callable[[], str], plain: Callable[[Card], str]) -> str:
        return safely(self.chronology, draw, plain)

    def _repr_html_(self) -> str:
        return self._safely(lambda: self._draw_apart("html"), Card.html)

    def _repr_markdown_(self) -> str:
        return self._safely(lambda: self._draw("markdown"), Card.markdown)

    def _repr_latex_(self) -> str:
        """Return it for the document that nbconvert makes, where it stands in the body and has to bring its own commands."""
        return self._safely(lambda: f"{self._letters()}{self._draw_apart('latex')}", _latex)

    def _letters(self) -> str:
        """Return the commands that find a font for every letter, once for a document; pdfLaTeX has none."""
        from timeline.rendering.environments import environment, shelf

        own = self.options.get("templates", ()) if self.options.get("trusted", True) else ()
        made = environment("latex", shelf(own))
        commands = made.get_template("latex/letters.tex.jinja").render().strip("\n")
        return f"\\makeatletter\n\\ifdefined\\chron@find\\else\\ifPDFTeX\\else\n{commands}\n\\fi\\fi\n\\makeatother\n"

    def __str__(self) -> str:
        return self._safely(lambda: self._draw("text"), Card.text)

    __repr__ = __str__

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = max(NARROWEST, min(options.max_width, WIDEST))
        drawn = self._safely(lambda: self._draw("text", width=width), Card.text)
        yield _in_colour(drawn)


def _latex(card: Card) -> str:
    from timeline.rendering.escape import escape

    return "\n\n".join(escape("latex", line) for line in card.text().splitlines())


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _in_colour(page: str) -> Text:
    """Return a page of text with its headings set off, for rich."""
    import re

    from rich.text import Text

    text = Text(page.rstrip("\n"))
    for heading in re.finditer(r"^(.+)\n([=-])\2+$", page, flags=re.MULTILINE):
        text.stylize("bold", *heading.span(1))
        text.stylize("dim", heading.end(1), heading.end())
    return text

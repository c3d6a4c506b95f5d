"""What is drawn once and shown many times."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import jinja2

__all__ = ["Drawer", "Once"]

MOST_KEPT = 10_000


@attrs.frozen(eq=False)
class Drawer:
    """A macro of ours as a function, which writes what the macro writes.

    Attributes:
        draw: Returns the text of a row.
        safe: Makes one text of several that are safe, of the class that says so.
    """

    draw: Callable[[object], str]
    safe: Callable[[list[str]], str]

    def __call__(self, row: object) -> str:
        """Return the text of a row, safe as it stands."""
        return self.safe([self.draw(row)])


class Once:
    """Draws a row with a macro, and hands out the same text when the same row comes again.

    Rows of people and citations are shared by all entries of a page; drawing each once is most of what makes a long page
    quick. The row itself is kept, so that no other can take its identity.
    """

    def __init__(self) -> None:
        self._drawn: dict[int, tuple[str, object, object]] = {}

    def __call__(self, macro: jinja2.runtime.Macro | Drawer, row: object) -> str:
        """Return what a macro writes of a row."""
        known = self._drawn.get(id(row))
        return known[0] if known is not None and known[1] is macro else self._draw(macro, row)

    def _draw(self, macro: jinja2.runtime.Macro | Drawer, row: object) -> str:
        if not isinstance(macro, jinja2.runtime.Macro | Drawer):  # calling anything else would lead around the sandbox
            raise TypeError("once(macro, row) draws with a macro")
        if len(self._drawn) >= MOST_KEPT:
            self._drawn.clear()
        text = macro(row)
        self._drawn[id(row)] = (text, macro, row)
        return text

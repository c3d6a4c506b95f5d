"""What is drawn once and shown many times."""

from __future__ import annotations

from collections.abc import Callable

import jinja2

__all__ = ["once"]

MOST_KEPT = 10_000


def once() -> Callable[..., str]:
    """Return a function that draws a row with a macro, and hands out the same text when the same row comes again.

    Rows of people and citations are shared by all entries of a page; drawing each once is most of what makes a long page
    quick. The row itself is kept, so that no other can take its identity.
    """
    drawn: dict[tuple[str, int], tuple[object, str]] = {}

    def draw_once(macro: jinja2.runtime.Macro, row: object) -> str:
        known = drawn.get((macro.name, id(row)))
        if known is not None:
            return known[1]
        if not isinstance(macro, jinja2.runtime.Macro):  # calling anything else would lead around the sandbox
            raise TypeError("once(macro, row) draws with a macro")
        if len(drawn) >= MOST_KEPT:
            drawn.clear()
        text = macro(row)
        drawn[macro.name, id(row)] = (row, text)
        return text

    return draw_once

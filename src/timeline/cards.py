"""How a single value shows itself: in a notebook, in Markdown, and in a terminal where rich is.

A class says in `card` what there is to see; all that is escaped, capped or caught is so here, once for all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

import attrs

if TYPE_CHECKING:
    from rich.console import Group

__all__ = ["Card", "ShowsItself", "safely"]

T = TypeVar("T")
S = TypeVar("S")
Rows = Iterable[tuple[str, str | Iterable[str]]]

MOST = 100  # lines of a card, and values in one of its rows
LONGEST = 2_000  # characters of any one text

# A notebook sets its cells to the right and paints every other row; beside that, a card looks like the page around it.
_HEAD = "text-align:left;vertical-align:top;font-weight:normal;white-space:nowrap;opacity:.8"
_CELL = "text-align:left;vertical-align:top"


def _as_rows(rows: Rows) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Take a text for one of several, and leave out what is empty."""
    many = ((label, (value,) if isinstance(value, str) else tuple(value)) for label, value in rows)
    return tuple((label, values) for label, values in many if any(values))


def _as_lines(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(lines)


@attrs.frozen(kw_only=True)
class Card:
    """What there is to see of a value, in plain text; it is made safe for each output when it is drawn.

    Attributes:
        heading: What it is, in its own words.
        kind: What sort of thing it is, and its id.
        rows: Each a label and one text or several; those without a text are left out.
        lines: What it holds, where that is a list; of a long one the first and the last.
        whole: What to write to see all of them.

    Examples:
        >>> print(Card(heading="Congress of Vienna", kind="event", rows=[("When", "1814 to 1815")]).markdown())
        **Congress of Vienna** (event)
        <BLANKLINE>
        - **When:** 1814 to 1815
    """

    heading: str
    kind: str = ""
    rows: tuple[tuple[str, tuple[str, ...]], ...] = attrs.field(default=(), converter=_as_rows)
    lines: tuple[str, ...] = attrs.field(default=(), converter=_as_lines)
    whole: str = ""

    def _shown_lines(self) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
        """Return the first lines, what is said of those left out, and the last."""
        if len(self.lines) <= MOST:
            return self.lines, "", ()
        half = MOST // 2
        left_out = f"{len(self.lines) - 2 * half:,} of {len(self.lines):,} are not shown here"
        return self.lines[:half], f"{left_out}{f'; {self.whole} shows all' if self.whole else ''}.", self.lines[-half:]

    def html(self) -> str:
        """Return it as HTML, on one line and without colours of its own, so that it stands in any page."""
        from timeline.escaping import escape_html

        first, gap, last = self._shown_lines()
        kind = f" <small>{escape_html(self.kind)}</small>" if self.kind else ""
        rows = "".join(_html_row(*row) for row in self.rows)
        parts = (
            f'<div><p><b dir="auto">{_html(self.heading)}</b>{kind}</p>',
            f"<table><tbody>{rows}</tbody></table>" if rows else "",
            _html_list(first),
            f"<p><em>{escape_html(gap)}</em></p>" if gap else "",
            _html_list(last),
        )
        return f"{''.join(parts)}</div>"

    def markdown(self) -> str:
        """Return it as Markdown: a paragraph and a list."""
        from timeline.escaping import escape_markdown

        first, gap, last = self._shown_lines()
        kind = f" ({escape_markdown(self.kind, start=False)})" if self.kind else ""
        rows = [
            f"- **{escape_markdown(label)}:** {'; '.join(map(_markdown, _values(row)))}" for label, row in self.rows
        ]
        items = [f"- {_markdown(line)}" for line in first]
        more = [f"*{escape_markdown(gap)}*", "\n".join(f"- {_markdown(line)}" for line in last)] if gap else []
        heading = f"**{_markdown(self.heading)}**{kind}"
        return "\n\n".join(part for part in (heading, "\n".join(rows), "\n".join(items), *more) if part)

    def text(self) -> str:
        """Return it as plain text, with nothing in it that acts on a terminal."""
        from timeline.escaping import escape_text

        first, gap, last = self._shown_lines()
        kind = f" ({self.kind})" if self.kind else ""
        rows = (f"{label}: {_joined(values)}" for label, values in self.rows)
        lines = (*map(_cut, first), *((gap, *map(_cut, last)) if gap else ()))
        return "\n".join(escape_text(line) for line in (f"{_cut(self.heading)}{kind}", *rows, *lines))

    def rich(self) -> Group:
        """Return it as rich draws it; only rich asks for it."""
        from rich.console import Group
        from rich.table import Table
        from rich.text import Text

        from timeline.escaping import escape_text

        first, gap, last = self._shown_lines()
        grid = Table.grid(padding=(0, 2))
        for label, values in self.rows:
            grid.add_row(Text(escape_text(label), "dim"), Text(escape_text(_joined(values))))
        heading = Text(escape_text(_cut(self.heading)), "bold")
        if self.kind:
            heading.append(f"  {escape_text(self.kind)}", "not bold dim")
        lines = [Text(f"• {escape_text(_cut(line))}") for line in first]
        more = (
            [Text(escape_text(gap), "italic"), *(Text(f"• {escape_text(_cut(line))}") for line in last)] if gap else []
        )
        return Group(heading, *([grid] if self.rows else []), *lines, *more)


def _cut(text: str) -> str:
    """Return a text that is not endless."""
    text = str.__str__(text)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}… ({len(text) - LONGEST:,} more characters)"


def _values(values: tuple[str, ...]) -> Iterator[str]:
    """Yield the values of a row, and how many more there are."""
    yield from values[:MOST]
    if len(values) > MOST:
        yield f"and {len(values) - MOST:,} more"


def _joined(values: tuple[str, ...]) -> str:
    return "; ".join(map(_cut, _values(values)))


def _html(text: str) -> str:
    """Return a text as HTML, a web address as a link."""
    from timeline.escaping import escape_html, is_link

    text = _cut(text)
    safe = escape_html(text)
    return f'<a href="{safe}" rel="nofollow">{safe}</a>' if is_link(text) else safe


def _html_list(lines: tuple[str, ...]) -> str:
    items = "".join(f'<li dir="auto">{_html(line)}</li>' for line in lines)
    return f"<ul>{items}</ul>" if items else ""


def _html_row(label: str, values: tuple[str, ...]) -> str:
    several = "; ".join(f"<bdi>{_html(value)}</bdi>" for value in _values(values))
    return f'<tr><th scope="row" style="{_HEAD}">{_html(label)}</th><td style="{_CELL}">{several}</td></tr>'


def _markdown(text: str) -> str:
    """Return a text as Markdown, a web address as a link."""
    from timeline.escaping import escape_markdown, is_link, markdown_address

    text = _cut(text)
    safe = escape_markdown(text)
    return f"[{safe}](<{markdown_address(text)}>)" if is_link(text) else safe


def safely(value: object, draw: Callable[[], T], plain: Callable[[Card], S]) -> T | S:
    """Return what `draw` makes, or where it fails the plain `repr` of the value and why; never raises.

    Args:
        value: What is to be shown.
        draw: Makes what a notebook shows of it.
        plain: Makes the same of a card, for instance `Card.html`.
    """
    try:
        return draw()
    except Exception as error:  # noqa: BLE001  (a cell that ends in a value shows the value, not a traceback)
        why = f"Shown plainly, because drawing it failed: {type(error).__name__}: {_told(str, error)}"
        return plain(Card(heading=_told(repr, value), lines=(why,)))


def _told(tell: Callable[[object], str], value: object) -> str:
    """Return a value as text, whatever is wrong with it."""
    try:
        return str.__str__(tell(value))
    except Exception:  # noqa: BLE001  (as above: a `repr` may fail too)
        return f"<{type(value).__name__}>"


class ShowsItself:
    """A value that shows itself at the end of a notebook's cell, and in a terminal where rich prints it.

    Why: one place that draws, so that no class forgets an escape and none can break a notebook.
    """

    __slots__ = ()

    def card(self) -> Card:
        """Return what a notebook shows of it."""
        return Card(heading=repr(self))

    def _repr_html_(self) -> str:
        return safely(self, lambda: self.card().html(), Card.html)

    def _repr_markdown_(self) -> str:
        return safely(self, lambda: self.card().markdown(), Card.markdown)

    def __rich__(self) -> Group:
        return safely(self, lambda: self.card().rich(), Card.rich)

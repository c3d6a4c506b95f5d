"""Mermaid: text for the lines of its diagrams.

Mermaid reads `#58;` as the character of that number wherever text stands, and only when its grammar has been dealt with. So every
character that its grammar, the page around it or a Markdown fence could take for a mark is written as its number.
"""

from __future__ import annotations

import re

from timeline.escaping import BREAKS, visible

__all__ = ["MermaidText", "escape_mermaid"]

# Two of these are Mermaid's own signs for a number on its way through the grammar.
_MERMAID = re.compile(f'[#;:%{{}}<>&"`\\\\$\ufb02\u00b6\t\n\x0b\x0c{BREAKS}]')
# Words that begin a statement of `timeline` or `gantt`; days, which `gantt` reads by themselves; and years, by which it would sort its
# sections.
_STATEMENT = re.compile(
    r"\s*(?:acc(?:title|descr|description)|call|click|dateformat|axisformat|tickinterval|topaxis|includes|excludes|gantt|href"
    r"|inclusiveenddates|section|timeline|title|todaymarker|weekday|weekend|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]+(?=\s*$))(?!\w)",
    re.IGNORECASE,
)


class MermaidText(str):
    """Text that is safe as it stands in a diagram of Mermaid."""

    __slots__ = ()


def escape_mermaid(text: str) -> str:
    """Escape for a line of a diagram; nothing in it ends the line, and it begins no statement.

    Examples:
        >>> print(escape_mermaid("16:30; Call for talks"))
        16#58;30#59; Call for talks
        >>> print(escape_mermaid("Call for talks"))
        #67;all for talks
    """
    text = visible(text)
    if not _STATEMENT.match(text):
        return _numbered(text)
    first = len(text) - len(text.lstrip())
    return f"{_numbered(text[:first])}#{ord(text[first])};{_numbered(text[first + 1 :])}"


def _numbered(text: str) -> str:
    return _MERMAID.sub(lambda found: f"#{ord(found.group())};", text)

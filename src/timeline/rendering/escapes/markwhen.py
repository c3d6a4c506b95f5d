"""markwhen: text for the lines of its documents.

markwhen has no escape. An invisible word joiner (U+2060) therefore stands between a mark and what it would act on; who reads
the document sees the text as it is, and who searches it for a tag does not find one that is none.
"""

from __future__ import annotations

import re

from timeline.escaping import BREAKS, visible

__all__ = ["JOINER", "MarkwhenText", "escape_markwhen"]

JOINER = "\N{WORD JOINER}"
# Tags, ids of events, their ends, people, links with images and places, and how far something has got.
_MARKWHEN = re.compile(r"(?<=[#!@])(?=\w)|(?<=\.)(?=start|end)|(?<=\])(?=\()|(?<=[0-9])(?=%)", re.IGNORECASE)
# What a line can begin with to be a date, as far as its first colon; the colon may be the template's.
_MONTHS = "january february march april may june july august september october november december"
_WORDS = (
    "now by before after plus to am pm t z w bce bc ad ce ms s sec secs second seconds min mins minute minutes h hour hours"
    " d day days week weeks month months y year years milliseconds"
)
_DAYS = [f"{kind}{day}" for kind in ("week", "work", "business") for day in ("d", "day", "days", "")]
_WORD = "|".join((*_DAYS, *_MONTHS.split(), *(month[:3] for month in _MONTHS.split()), *_WORDS.split()))
# What means something where a line begins: dates, headings, comments, items, how far something has got, properties.
_START = re.compile(
    rf"\s*(?:[-+:/#\[]|(?=\w)(?:[^\w:]|[0-9_]|(?:{_WORD})(?!(?!every)[^\W\d_]))*(?:every[^:]*)?(?::|$)|[\w.-]+:(?=\s|$))",
    re.IGNORECASE,
)
_BREAK = re.compile(f"[\t\n\x0b\x0c{BREAKS}]+")


class MarkwhenText(str):
    """Text that is safe as it stands in a markwhen document."""

    __slots__ = ()


def escape_markwhen(text: str, *, start: bool = True) -> str:
    """Escape for a line of markwhen; a line break is a space.

    Args:
        text: Any text.
        start: Whether it may stand where a line begins.
    """
    escaped = _MARKWHEN.sub(JOINER, _BREAK.sub(" ", visible(text)))
    return f"{JOINER}{escaped}" if start and _START.match(escaped) else escaped

"""How we know: sources, and citations of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import attrs

from timeline.records.convert import (
    as_language,
    as_maybe_when,
    as_source,
    as_text,
    as_title,
    as_url,
    as_via,
)
from timeline.records.field import Many
from timeline.records.record import Inside, Part, Record
from timeline.records.shape import SHAPES, Identified
from timeline.when import When

__all__ = ["Citation", "Source", "as_citations"]


@attrs.frozen(kw_only=True)
class Source(Record):
    """Something published, broadcast or kept in an archive that can be cited.

    Attributes:
        title: As printed.
        publisher: Who put it out.
        author: Who wrote it.
        published: When it came out, as vaguely as it is known.
        url: A whole http or https address.
        accessed: When it was read there.
        language: Its language tag.
    """

    section: ClassVar[str] = "sources"
    kin: ClassVar[tuple[str, ...]] = ("origin",)
    bare: ClassVar[str] = "title"

    title: str = attrs.field(converter=as_title)
    publisher: str = attrs.field(default="", converter=as_text)
    author: str = attrs.field(default="", converter=as_text)
    published: When | None = attrs.field(default=None, converter=as_maybe_when)
    url: str = attrs.field(default="", converter=as_url)
    accessed: When | None = attrs.field(default=None, converter=as_maybe_when)
    language: str = attrs.field(default="", converter=as_language)


@attrs.frozen
class Citation(Part):
    """A source, and what it is cited for.

    Attributes:
        source: The source.
        via: Whom the source itself credits, the nearest first: a paper citing an agency that cites a spokesman.
        quote: Words of the source, as printed.
        language: The language of the quote, where it is not the source's.
        locator: Where in the source: a page, a paragraph, a minute.

    Source: PROV, "wasDerivedFrom"; the chain makes two papers that repeat one spokesman count as one origin.

    Examples:
        >>> Citation("times", via=["interfax", "peskov"]).via
        ('interfax', 'peskov')
    """

    shorthand: ClassVar[str] = "source"

    source: str = attrs.field(converter=as_source)
    via: tuple[str, ...] = attrs.field(default=(), converter=as_via, kw_only=True)
    quote: str = attrs.field(default="", converter=as_text, kw_only=True)
    language: str = attrs.field(default="", converter=as_language, kw_only=True)
    locator: str = attrs.field(default="", converter=as_text, kw_only=True)


CITATIONS = Many(Inside(Citation))


def as_citations(value: Sequence[Citation | Identified | str] | Citation | Identified | str) -> tuple[Citation, ...]:
    """Convert several citations, sources, or ids of sources."""
    return CITATIONS.convert(value)


SHAPES[as_citations] = CITATIONS

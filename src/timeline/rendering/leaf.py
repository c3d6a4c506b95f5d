"""One page of several that a chronology is split into."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import attrs

from timeline.records import Claim, Event
from timeline.rendering.rows import Link

__all__ = ["Leaf"]


@attrs.frozen(kw_only=True)
class Leaf:
    """What one page of several holds.

    Attributes:
        file: Its name.
        heading: What it holds, in words: "1962"; empty for the first, which leads to the others.
        events: In page order.
        claims: Those that it deals with.
        elsewhere: The events and claims of all the pages, each with the file that holds it.
        pages: Links to its neighbours and to the first page.
        contents: Links to the other pages, on the first.
    """

    file: str
    heading: str = ""
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    elsewhere: Mapping[str, str] = attrs.field(default=MappingProxyType({}), repr=False, eq=False)
    pages: tuple[Link, ...] = ()
    contents: tuple[Link, ...] = ()

    @property
    def is_first(self) -> bool:
        """Whether it is the page that leads to the others."""
        return not self.heading
